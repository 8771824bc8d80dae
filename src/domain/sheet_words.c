/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as they are read on paper. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/sheet_parts.h"
#include "text/age.h"
#include "text/era.h"

static void add_day(struct str *out, struct date d)
{
	era_year(out, d);
	str_addf(out, "%d月%d日", d.month, d.day);
}

char *words_day(const char *iso)
{
	struct str out = STR_INIT;
	struct date d;

	if (date_from_iso(iso, &d))
		add_day(&out, d);
	return str_detach(&out);
}

char *words_moment(const char *iso)
{
	struct str out = STR_INIT;
	struct date d;
	int hour, minute;

	if (!date_from_iso(iso, &d))
		return str_detach(&out);
	add_day(&out, d);
	if (sscanf(iso + CLOCK_DATE_SIZE - 1, "T%2d:%2d", &hour, &minute) == 2)
		str_addf(&out, " %d時%02d分", hour, minute);
	return str_detach(&out);
}

/* Of a moment, or of the end of a day. */
static int minutes_of(const char *iso, struct date *day)
{
	int hour = 23, minute = 59;

	if (!date_from_iso(iso, day))
		return -1;
	sscanf(iso + CLOCK_DATE_SIZE - 1, "T%2d:%2d", &hour, &minute);
	return hour * 60 + minute;
}

char *words_by(const char *due, const char *now)
{
	struct str out = STR_INIT;
	struct date day, today;
	int at = minutes_of(due, &day), days;

	if (at < 0 || minutes_of(now, &today) < 0)
		return xstrdup("");
	days = (int)(date_to_days(day) - date_to_days(today));
	if (days == 0 || days == 1)
		str_add(&out, days ? "あす" : "きょう");
	else
		str_addf(&out, "%d月%d日", day.month, day.day);
	if (at != 23 * 60 + 59)
		str_addf(&out, " %d:%02d", at / 60, at % 60);
	return str_detach(&out);
}

char *words_late(const char *due, const char *now)
{
	struct date day, today;
	int at = minutes_of(due, &day), here = minutes_of(now, &today), late;

	if (at < 0 || here < 0)
		return xstrdup("");
	late = (int)(date_to_days(today) - date_to_days(day)) * 24 * 60 + here -
	       at;
	if (late >= 24 * 60)
		return xstrfmt("遅れ%d日", late / (24 * 60));
	if (late >= 60)
		return xstrfmt("遅れ%d時間", late / 60);
	return late > 0 ? xstrfmt("遅れ%d分", late) : xstrdup("");
}

/* Full years on the day of reception, or as given; -1 unknown. */
static int age_of(const struct case_view *view, const char *member,
		  struct date *birth)
{
	const char *age = view_get(view, "%s.age", member);
	struct date day;

	*birth = (struct date){ 0 };
	if (date_from_iso(view_get(view, "%s.birth", member), birth) &&
	    date_from_iso(view_get(view, "intake.received_at"), &day))
		return age_on(*birth, day);
	return *age ? atoi(age) : -1;
}

/* "40s" as 40代; "" when it is none. */
static void add_decade(struct str *out, const char *range)
{
	if (range[0] >= '0' && range[0] <= '9')
		str_addf(out, "%d代", atoi(range));
}

char *words_age(const struct case_view *view, const char *member, bool precise)
{
	struct str out = STR_INIT;
	struct date birth, day;
	int age = age_of(view, member, &birth);

	if (age < 0) {
		add_decade(&out, view_get(view, "%s.age_range", member));
		return str_detach(&out);
	}
	str_addf(&out, "%d歳", age);
	if (precise && date_given(birth) && age < 19 &&
	    date_from_iso(view_get(view, "intake.received_at"), &day))
		str_addf(&out, " %s",
			 school_grade_ja(school_grade(birth, day)));
	str_trim(&out);
	return str_detach(&out);
}

char *words_decade(const struct case_view *view, const char *member)
{
	struct str out = STR_INIT;
	struct date birth;
	int age = age_of(view, member, &birth);

	if (age < 0)
		add_decade(&out, view_get(view, "%s.age_range", member));
	else if (age < 10)
		str_add(&out, "10歳未満");
	else
		str_addf(&out, "%d代", age / 10 * 10);
	return str_detach(&out);
}

/* "30代と10歳未満3人の4人世帯": those who follow each other in the same decade
 * are counted together. */
char *words_household(const struct case_view *view)
{
	struct str out = STR_INIT;
	size_t n = 0;

	while (view->member(view->of, n)) {
		char *decade = words_decade(view, view->member(view->of, n));
		size_t first = n;
		const char *id;
		bool same = true;

		while (same && (id = view->member(view->of, ++n))) {
			char *next = words_decade(view, id);

			same = streq(next, decade);
			free(next);
		}
		str_addf(&out, "%s%s", first ? "と" : "",
			 *decade ? decade : "年齢不明");
		if (n - first > 1)
			str_addf(&out, "%zu人", n - first);
		free(decade);
	}
	if (n)
		/* Of one nobody knows whether they live alone. */
		str_addf(&out, n == 1 ? "（ほかの人は未記入）" : "の%zu人世帯",
			 n);
	return str_detach(&out);
}

static void add_word(struct str *out, const char *word)
{
	if (out->len)
		str_add(out, "、");
	str_add(out, word);
}

static void add_item(struct str *out, const char *word)
{
	int item = item_from_code(word);

	if (streq(word, "*"))
		add_word(out, "税・公共料金のほかすべて");
	else
		add_word(out,
			 item < 0 ? word : item_info((enum item)item)->label);
}

char *words_recipients(const struct fill *f, const char *scope)
{
	struct str out = STR_INIT;

	scope_words(scope, f->reader->rules, f->ask->profile, &out);
	return str_detach(&out);
}

char *words_items(const char *scope, bool except)
{
	struct str out = STR_INIT;

	for (const char *p = scope; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		bool minus = *p == '-';
		char *word = xstrndup(p + minus, len - minus);

		if (minus == except)
			add_item(&out, word);
		free(word);
		p += len;
	}
	return str_detach(&out);
}

/* On the anonymous question a fact is nobody's. */
static bool fact_passes(const struct fill *f, const struct fact *fact,
			const char *path)
{
	if (item_of_path(path) < 0 || streq(fact->code, "lives_together"))
		return false; /* ours, or in a column of its own */
	return f->reader->form == FORM_QUESTION ||
	       pass_path(f->reader, path) != PASS_NO;
}

char *words_facts(struct fill *f, const char *member, const char *answer)
{
	const char *who = member ? member : view_client(f->view);
	struct str out = STR_INIT;

	for (size_t i = 0; i < f->ask->facts->n; i++) {
		const struct fact *fact = &f->ask->facts->fact[i];
		char path[96];

		if (fact->level == FACT_HOUSEHOLD && !member)
			snprintf(path, sizeof(path), "fact.%s", fact->code);
		else if (fact->level == FACT_PERSON && who)
			snprintf(path, sizeof(path), "%s.fact.%s", who,
				 fact->code);
		else
			continue;
		if (!streq(view_get(f->view, "%s", path), answer) ||
		    !fact_passes(f, fact, path))
			continue;
		add_word(&out, fact->label);
		fill_note(f, path);
	}
	return str_detach(&out);
}
