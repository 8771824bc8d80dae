/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/datein.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/norm.h"
#include "text/scan.h"

#define AGE_MAX     150
#define RUN_SHORT_N 6 /* 450312 */
#define RUN_LONG_N  8 /* 19700312 */

/* The numbers of a date as they stand there. */
struct parts {
	const struct era *era;
	int n;
	int value[3];
	int digits_n;  /* of the first; 0 for kanji */
	int mark[3];   /* 1 年, 2 月, 3 日 stood behind it, 0 none */
	int in_parens; /* the Western year that was added, or 0 */
};

/* What they mean: a day of an era, or of the Western calendar. */
struct meant {
	const struct era *era;
	int era_year;
	struct date date; /* not yet known to exist */
};

enum tried { OTHER_FORM, READ, REFUSED };

static int refuse_unreadable(const struct date_ask *ask, struct err *err)
{
	if (ask->flags & DATE_AGE_OK)
		return err_input(err, _("This cannot be read as a date or age. "
					"Examples: S45.3.12, 1970-03-12, "
					"50s."));
	if (ask->flags & DATE_NEAR_OK)
		return err_input(err, _("This cannot be read as a date. "
					"Examples: 11/20, R8.11.20, "
					"2026-11-20."));
	return err_input(err, _("This cannot be read as a date. "
				"Examples: S45.3.12, 1970-03-12."));
}

static int refuse_incomplete(const struct date_ask *ask, struct err *err)
{
	if (ask->flags & DATE_AGE_OK)
		return err_input(err, _("Give the month and the day too; where "
					"they are not known, an age or a "
					"decade."));
	return err_input(err, _("Give the year, the month and the day."));
}

static enum date_form age_form(struct scan *sc)
{
	bool years = scan_word(sc, "歳") || scan_word(sc, "才") ||
		     scan_word(sc, "さい") || scan_word(sc, "sai");

	if (scan_word(sc, "代") || scan_word(sc, "dai") ||
	    (!years && scan_word(sc, "s")))
		return DATE_DECADE;
	return years ? DATE_AGE : DATE_EMPTY;
}

/* 52歳, 50代; by the keys alone 52sai, 50dai, 50s */
static enum tried read_age(struct scan sc, const struct date_ask *ask,
			   struct date_in *in, struct err *err)
{
	struct scan_number n;
	enum date_form form;

	scan_word(&sc, "満");
	if (!scan_number(&sc, &n))
		return OTHER_FORM;
	scan_word(&sc, " ");
	form = age_form(&sc);
	if (form == DATE_EMPTY || !scan_end(&sc))
		return OTHER_FORM;
	if (!(ask->flags & DATE_AGE_OK))
		err_input(err, _("A date is needed here, not an age."));
	else if (n.value > AGE_MAX)
		err_input(err, _("An age is from 0 to %d."), AGE_MAX);
	else if (form == DATE_DECADE && (!n.value || n.value % 10))
		err_input(err, _("A decade is 10, 20, 30 and so on."));
	else {
		in->form = form;
		*(form == DATE_AGE ? &in->age : &in->decade) = n.value;
		return READ;
	}
	return REFUSED;
}

static bool read_near_word(struct scan sc, const struct date_ask *ask,
			   struct date_in *in)
{
	static const struct {
		const char *word; /* folded */
		int days;
	} words[] = {
		{ "今日", 0 },      { "きょう", 0 },  { "本日", 0 },
		{ "昨日", -1 },     { "きのう", -1 }, { "一昨日", -2 },
		{ "おととい", -2 }, { "明日", 1 },    { "あした", 1 },
		{ "あす", 1 },      { "明後日", 2 },  { "あさって", 2 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		if (!streq(sc.p, words[i].word))
			continue;
		in->form = DATE_NEAR;
		in->date = date_from_days(date_to_days(ask->today) +
					  words[i].days);
		return true;
	}
	return false;
}

/* (1970) or (1970年) */
static void read_parens(struct scan *sc, struct parts *p)
{
	struct scan inside = *sc;
	struct scan_number n;

	if (!scan_word(&inside, "(") || !scan_number(&inside, &n))
		return;
	scan_word(&inside, "年");
	if (!scan_word(&inside, ")"))
		return;
	p->in_parens = n.value;
	*sc = inside;
}

static bool read_part(struct scan *sc, struct parts *p)
{
	static const char *const marks[] = { "年", "月", "日" };
	struct scan_number n = { .value = 1 };
	struct scan mark;

	if (!(p->era && !p->n && scan_word(sc, "元")) && !scan_number(sc, &n))
		return false;
	if (!p->n)
		p->digits_n = n.digits_n;
	p->value[p->n] = n.value;
	mark = *sc;
	while (scan_word(&mark, " "))
		;
	for (int i = 0; i < 3 && !p->mark[p->n]; i++) {
		if (!scan_word(&mark, marks[i]))
			continue;
		p->mark[p->n] = i + 1;
		*sc = mark;
	}
	read_parens(sc, p);
	scan_separators(sc);
	p->n++;
	return true;
}

/* Do the marks that were written fit numbers of which the first is `first`
 * (1 a year, 2 a month)? */
static bool marks_fit(const struct parts *p, int first)
{
	for (int i = 0; i < p->n; i++) {
		if (p->mark[i] && p->mark[i] != first + i)
			return false;
	}
	return true;
}

static bool read_parts(struct scan *sc, struct parts *p)
{
	size_t len;

	p->era = era_find(sc->p, &len);
	if (p->era)
		sc->p += len;
	else
		scan_word(sc, "西暦");
	scan_separators(sc);
	while (p->n < 3 && read_part(sc, p))
		;
	if (!scan_word(sc, "生まれ"))
		scan_word(sc, "生");
	return p->n && scan_end(sc);
}

/* 19700312, or 450312 in an era. */
static bool cut_run(struct parts *p, const struct era *chosen)
{
	int run = p->value[0];

	if (p->digits_n == RUN_SHORT_N && !p->era)
		p->era = chosen;
	if (p->digits_n != (p->era ? RUN_SHORT_N : RUN_LONG_N) || p->mark[0])
		return false;
	p->n = 3;
	p->value[0] = run / 10000;
	p->value[1] = run / 100 % 100;
	p->value[2] = run % 100;
	return true;
}

/* The year in which month and day are nearest to today. */
static int nearest_year(int month, int day, struct date today)
{
	int best = today.year, best_days = INT_MAX;

	for (int year = today.year - 1; year <= today.year + 1; year++) {
		struct date d = { year, month, day };
		int days;

		if (!date_valid(d))
			continue;
		days = abs(date_to_days(d) - date_to_days(today));
		if (days < best_days) {
			best = year;
			best_days = days;
		}
	}
	return best;
}

static int interpret(struct parts *p, const struct date_ask *ask,
		     struct date_in *in, struct meant *meant, struct err *err)
{
	if (p->n == 1 && !cut_run(p, ask->era))
		return p->era || p->mark[0] ? refuse_incomplete(ask, err)
					    : refuse_unreadable(ask, err);
	if (p->n == 2) {
		if (p->era || p->mark[0] == 1 || !(ask->flags & DATE_NEAR_OK))
			return refuse_incomplete(ask, err);
		if (!marks_fit(p, 2))
			return refuse_unreadable(ask, err);
		in->form = DATE_NEAR;
		meant->date =
			(struct date){ nearest_year(p->value[0], p->value[1],
						    ask->today),
				       p->value[0], p->value[1] };
		return 0;
	}
	if (!marks_fit(p, 1))
		return refuse_unreadable(ask, err);
	if (!p->era && p->value[0] < 1000)
		p->era = ask->era;
	if (!p->era && p->value[0] < 1000)
		return err_input(err, _("Give the era too, as in S45.3.12, or "
					"a Western year of four digits."));
	in->form = p->era ? DATE_ERA : DATE_WESTERN;
	meant->era = p->era;
	meant->era_year = p->value[0];
	meant->date = (struct date){ p->value[0], p->value[1], p->value[2] };
	if (p->era)
		meant->date.year += p->era->year_one - 1;
	return 0;
}

/* 令和8年, 昭和元年, 1970年 */
static void add_year(struct str *out, const struct meant *m)
{
	if (!m->era)
		str_addf(out, "%d年", m->date.year);
	else if (m->era_year == 1)
		str_addf(out, "%s元年", m->era->name);
	else
		str_addf(out, "%s%d年", m->era->name, m->era_year);
}

static int refuse_before_era(const struct era *era, struct err *err)
{
	struct str first = STR_INIT, before = STR_INIT;
	struct date last;

	if (era == eras) /* 明治 */
		return err_input(err,
				 _("%s begins on %d-%d-%d here; before it "
				   "the calendar was lunar."),
				 era->name, era->first.year - era->year_one + 1,
				 era->first.month, era->first.day);
	last = era[-1].last;
	era_year(&first, era->first);
	era_year(&before, last);
	err_input(err, _("%s begins on %d/%d. Up to %d/%d it is %s."),
		  first.buf, era->first.month, era->first.day, last.month,
		  last.day, before.buf);
	str_release(&first);
	str_release(&before);
	return -1;
}

static int refuse_after_era(const struct meant *m, struct err *err)
{
	const struct era *era = m->era;
	struct str year = STR_INIT, next = STR_INIT;
	struct date first;

	if (m->date.year > era->last.year || era == eras + ERA_N - 1)
		return err_input(err, _("%s ends on %d-%d-%d."), era->name,
				 era->last.year - era->year_one + 1,
				 era->last.month, era->last.day);
	first = era[1].first;
	add_year(&year, m);
	era_year(&next, first);
	err_input(err, _("%s ends on %d/%d. From %d/%d it is %s."), year.buf,
		  era->last.month, era->last.day, first.month, first.day,
		  next.buf);
	str_release(&year);
	str_release(&next);
	return -1;
}

static int refuse_day(const struct meant *m, struct err *err)
{
	struct str year = STR_INIT;

	add_year(&year, m);
	err_input(err, _("In %s month %d has %d days."), year.buf,
		  m->date.month, date_month_days(m->date.year, m->date.month));
	str_release(&year);
	return -1;
}

/* Does the day exist? If not, say what is possible. */
static int check(const struct meant *m, struct err *err)
{
	if (m->era && m->era_year < 1)
		return err_input(err, _("The first year of %s is 1."),
				 m->era->name);
	if (m->date.month < 1 || m->date.month > 12)
		return err_input(err, _("A month is from 1 to 12."));
	if (m->date.day < 1)
		return err_input(err, _("A day is from 1."));
	if (m->era && date_cmp(m->date, m->era->first) < 0)
		return refuse_before_era(m->era, err);
	if (m->era && date_cmp(m->date, m->era->last) > 0)
		return refuse_after_era(m, err);
	if (date_cmp(m->date, eras[0].first) < 0)
		return err_input(err,
				 _("Western years are taken from %d on; "
				   "before it the calendar was lunar."),
				 eras[0].first.year);
	if (m->date.year > 9999)
		return err_input(err, _("A Western year has four digits."));
	if (m->date.day > date_month_days(m->date.year, m->date.month))
		return refuse_day(m, err);
	return 0;
}

static int check_today(struct date d, const struct date_ask *ask,
		       struct err *err)
{
	struct str today = STR_INIT;

	if (!(ask->flags & DATE_NOT_FUTURE) || date_cmp(d, ask->today) <= 0)
		return 0;
	era_long(&today, ask->today);
	err_input(err, _("Today is %s. A later date is not possible here."),
		  today.buf);
	str_release(&today);
	return -1;
}

static int read_date(struct scan sc, const struct date_ask *ask,
		     struct date_in *in, struct err *err)
{
	struct parts parts = { 0 };
	struct meant meant = { 0 };

	if (!read_parts(&sc, &parts))
		return refuse_unreadable(ask, err);
	if (interpret(&parts, ask, in, &meant, err) || check(&meant, err))
		return -1;
	if (parts.in_parens && parts.in_parens != meant.date.year) {
		struct str year = STR_INIT;

		add_year(&year, &meant);
		err_input(err, _("%s is not %d but %d."), year.buf,
			  parts.in_parens, meant.date.year);
		str_release(&year);
		return -1;
	}
	in->date = meant.date;
	return 0;
}

int date_read(struct date_in *in, const char *text, const struct date_ask *ask,
	      struct err *err)
{
	struct str folded = STR_INIT;
	char *fold = norm_fold(text);
	struct scan sc;
	int rc = 0;

	*in = (struct date_in){ .form = DATE_EMPTY };
	str_set(&folded, fold);
	free(fold);
	str_trim(&folded);
	sc.p = folded.buf;
	if (folded.len) {
		switch (read_age(sc, ask, in, err)) {
		case READ:
			break;
		case REFUSED:
			rc = -1;
			break;
		case OTHER_FORM:
			if (!(ask->flags & DATE_NEAR_OK) ||
			    !read_near_word(sc, ask, in))
				rc = read_date(sc, ask, in, err);
			if (!rc)
				rc = check_today(in->date, ask, err);
		}
	}
	if (rc)
		*in = (struct date_in){ .form = DATE_EMPTY };
	str_release(&folded);
	return rc;
}
