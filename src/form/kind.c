/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each type of field stores, shows and accepts: one table. A new type is
 * one row here and one in fieldline.c.
 */
#include <limits.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/work.h"
#include "text/datein.h"
#include "text/kana.h"
#include "text/moment.h"
#include "text/utf8.h"
#include "text/width.h"

#define AREA_LIMIT 4000
#define TEXT_LIMIT 200

typedef int read_fn(const struct form *form, size_t field, const char *typed,
		    struct form_value *out, struct err *err);
typedef void show_fn(const struct form *form, size_t field, const char *stored,
		     struct str *out);

static int read_text(const struct form *form, size_t field, const char *typed,
		     struct form_value *out, struct err *err)
{
	str_set(&out->text, typed);
	str_trim(&out->text);
	return 0;
}

static void show_text(const struct form *form, size_t field, const char *stored,
		      struct str *out)
{
	str_add(out, stored);
}

static int read_kana(const struct form *form, size_t field, const char *typed,
		     struct form_value *out, struct err *err)
{
	char *wide = kana_widen(typed);
	char *kana = kana_to_hiragana(wide);
	int rc = 0;

	if (kana_only(kana))
		read_text(form, field, kana, out, err);
	else
		rc = err_input(err,
			       _("'%s' is not all kana; hiragana and "
				 "katakana are possible here"),
			       typed);
	free(wide);
	free(kana);
	return rc;
}

static int read_tel(const struct form *form, size_t field, const char *typed,
		    struct form_value *out, struct err *err)
{
	char *plain = ascii_narrow(typed);
	size_t digits_n = 0;
	bool fit = true;

	read_text(form, field, plain, out, err);
	for (const char *p = out->text.buf; *p; p++) {
		if (*p >= '0' && *p <= '9')
			digits_n++;
		else if (!strchr("+-() #*", *p))
			fit = false;
	}
	free(plain);
	if (!out->text.len || (fit && digits_n >= 3 && digits_n <= 15))
		return 0;
	return err_input(err,
			 _("'%s' is not a telephone number; 3 to 15 "
			   "digits, - + ( ) # * are possible"),
			 typed);
}

static int read_number(const struct form *form, size_t field, const char *typed,
		       struct form_value *out, struct err *err)
{
	const struct screen_field *f = &form->screen->field[field];
	char *plain = ascii_narrow(typed);
	char *end;
	long n;

	read_text(form, field, plain, out, err);
	free(plain);
	if (!out->text.len)
		return 0;
	n = strtol(out->text.buf, &end, 10);
	if (*end || n <= INT_MIN || n >= INT_MAX)
		return err_input(err, _("'%s' is not a number"), typed);
	if (f->min <= f->max && (n < f->min || n > f->max))
		return err_input(err, _("%ld is not between %ld and %ld"), n,
				 f->min, f->max);
	str_reset(&out->text);
	str_addf(&out->text, "%ld", n);
	return 0;
}

/* "45 3 12" was typed, and then the era that was asked for: "45 3 12s". */
static char *era_in_front(const char *typed)
{
	char *text = ascii_narrow(typed);
	size_t digits_len = strspn(text, "0123456789 ./-");
	char era = text[digits_len];

	if (digits_len && era && strchr("mtshrMTSHR", era) &&
	    !text[digits_len + 1]) {
		memmove(text + 1, text, digits_len);
		text[0] = era;
	}
	return text;
}

static int read_date(const struct form *form, size_t field, const char *typed,
		     struct form_value *out, struct err *err)
{
	const struct screen_field *f = &form->screen->field[field];
	struct date_ask ask = { .today = date_today() };
	char iso[CLOCK_DATE_SIZE];
	struct date_in in;
	char *text;
	int rc;

	ask.flags = (f->past ? DATE_NOT_FUTURE : 0) |
		    (f->age || f->decade ? DATE_AGE_OK : DATE_NEAR_OK);
	text = era_in_front(typed);
	rc = date_read(&in, text, &ask, err);
	free(text);
	if (rc)
		return -1;
	if (in.form == DATE_AGE && f->age) {
		out->path = f->age;
		str_addf(&out->text, "%d", in.age);
	} else if (in.form == DATE_DECADE && f->decade) {
		out->path = f->decade;
		str_addf(&out->text, "%ds", in.decade);
	} else if (in.form == DATE_AGE || in.form == DATE_DECADE) {
		return err_input(err, _("'%s': a date is needed here"), typed);
	} else if (in.form != DATE_EMPTY) {
		date_to_iso(in.date, iso);
		str_set(&out->text, iso);
	}
	return 0;
}

/* The longest form of a day that leaves room_cols of the box free. */
static void add_day(const struct screen_field *f, struct date d, int room_cols,
		    bool western, struct str *out)
{
	struct str text = STR_INIT;

	if (western)
		era_long(&text, d);
	if (!western ||
	    text_width(text.buf, text.len) + room_cols > f->width_cols) {
		str_reset(&text);
		era_year(&text, d);
		str_addf(&text, "%d月%d日", d.month, d.day);
	}
	if (text_width(text.buf, text.len) + room_cols > f->width_cols) {
		str_reset(&text);
		era_short(&text, d);
	}
	str_add(out, text.buf);
	str_release(&text);
}

static void show_date(const struct form *form, size_t field, const char *stored,
		      struct str *out)
{
	const struct screen_field *f = &form->screen->field[field];
	const char *age = f->age ? form_get(form, f->age) : "";
	const char *decade;
	struct date d;

	if (date_from_iso(stored, &d)) {
		add_day(f, d, 0, true, out);
		return;
	}
	str_add(out, stored);
	if (*stored)
		return;
	if (*age) {
		str_addf(out, "%s歳", age);
		return;
	}
	decade = f->decade ? form_get(form, f->decade) : "";
	if (*decade)
		str_addf(out, "%d代", atoi(decade));
}

static int read_datetime(const struct form *form, size_t field,
			 const char *typed, struct form_value *out,
			 struct err *err)
{
	const struct screen_field *f = &form->screen->field[field];
	char now[CLOCK_SIZE], iso[MOMENT_SIZE];
	struct moment m;

	clock_now(now);
	if (moment_read(&m, typed, now, f->past ? DATE_NOT_FUTURE : 0, err))
		return -1;
	if (date_given(m.date) && m.minute < 0)
		return err_input(err, _("Write the time behind the day, as in "
					"11/19 14:05."));
	if (date_given(m.date)) {
		moment_to_iso(m, iso);
		str_set(&out->text, iso);
	}
	return 0;
}

static void show_datetime(const struct form *form, size_t field,
			  const char *stored, struct str *out)
{
	const struct screen_field *f = &form->screen->field[field];
	struct date d;

	if (!date_from_iso(stored, &d)) {
		str_add(out, stored);
	} else if (strlen(stored) < MOMENT_SIZE - 1) {
		add_day(f, d, 0, false, out);
	} else {
		add_day(f, d, 6, false, out);
		str_addf(out, " %.5s", stored + CLOCK_DATE_SIZE);
	}
}

static int read_choice(const struct form *form, size_t field, const char *typed,
		       struct form_value *out, struct err *err)
{
	const struct form_field *w = &form->field[field];

	if (!*typed)
		return 0;
	for (size_t i = 0; i < w->choice_n; i++) {
		if (streq(typed, w->choice[i].label) ||
		    streq(typed, w->choice[i].code)) {
			str_set(&out->text, w->choice[i].code);
			return 0;
		}
	}
	return err_input(err, _("'%s' is not on the list; Space shows it"),
			 typed);
}

static void show_choice(const struct form *form, size_t field,
			const char *stored, struct str *out)
{
	const struct form_field *w = &form->field[field];

	for (size_t i = 0; i < w->choice_n; i++) {
		if (streq(stored, w->choice[i].code)) {
			str_add(out, w->choice[i].label);
			return;
		}
	}
	str_add(out, stored);
}

static const struct {
	const char *code, *inverted, *label;
	const char *keys;
} answers[] = {
	{ "yes", "no", N_("Yes"), "yY1" },
	{ "no", "yes", N_("No"), "nN2" },
	{ "unknown", "unknown", N_("Unknown"), "?3" },
	{ "refused", "refused", N_("Refused"), "-4" },
};

const char *answer_shown(const char *code, bool inverted)
{
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		if (streq(code,
			  inverted ? answers[i].inverted : answers[i].code))
			return _(answers[i].label);
	return "";
}

const char *answer_stored(char key, bool inverted)
{
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		if (key && strchr(answers[i].keys, key))
			return inverted ? answers[i].inverted : answers[i].code;
	return NULL;
}

static int read_fact(const struct form *form, size_t field, const char *typed,
		     struct form_value *out, struct err *err)
{
	bool inverted = form->screen->field[field].inverted;

	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		if (streq(typed, _(answers[i].label)))
			str_set(&out->text, inverted ? answers[i].inverted
						     : answers[i].code);
	return 0;
}

static void show_fact(const struct form *form, size_t field, const char *stored,
		      struct str *out)
{
	str_add(out, answer_shown(stored, form->screen->field[field].inverted));
}

static const struct kind {
	read_fn *read;
	show_fn *show;
	bool keyed, replaced, items, rows;
} kinds[FIELD_TYPE_N] = {
	[FIELD_TEXT] = { .read = read_text, .show = show_text },
	[FIELD_KANJI] = { .read = read_text, .show = show_text },
	[FIELD_KANA] = { .read = read_kana, .show = show_text },
	[FIELD_TEL] = { .read = read_tel, .show = show_text, .replaced = true },
	[FIELD_NUMBER] = { .read = read_number,
			   .show = show_text,
			   .replaced = true },
	[FIELD_DATE] = { .read = read_date,
			 .show = show_date,
			 .replaced = true },
	[FIELD_DATETIME] = { .read = read_datetime,
			     .show = show_datetime,
			     .replaced = true },
	[FIELD_CHOICE] = { .read = read_choice,
			   .show = show_choice,
			   .keyed = true },
	[FIELD_FACT] = { .read = read_fact, .show = show_fact, .keyed = true },
	[FIELD_FACTS] = { .items = true },
	[FIELD_TICKS] = { .items = true },
	[FIELD_AREA] = { .read = read_text, .show = show_text },
	[FIELD_COMPUTED] = { .show = show_text },
	[FIELD_BLOCK] = { .items = true, .rows = true },
	[FIELD_LIST] = { .items = true, .rows = true },
};

bool kind_typed(enum field_type type)
{
	return kinds[type].read;
}

bool kind_keyed(enum field_type type)
{
	return kinds[type].keyed;
}

bool kind_replaced(enum field_type type)
{
	return kinds[type].replaced;
}

bool kind_items(enum field_type type)
{
	return kinds[type].items;
}

bool kind_rows(enum field_type type)
{
	return kinds[type].rows;
}

size_t kind_limit(const struct screen_field *f)
{
	if (f->limit)
		return (size_t)f->limit;
	return f->type == FIELD_AREA ? AREA_LIMIT : TEXT_LIMIT;
}

int kind_read(const struct form *form, size_t field, const char *typed,
	      struct form_value *out, struct err *err)
{
	const struct screen_field *f = &form->screen->field[field];

	out->path = f->path;
	str_reset(&out->text);
	return kinds[f->type].read(form, field, typed, out, err);
}

void kind_show(const struct form *form, size_t field, struct str *out)
{
	const struct screen_field *f = &form->screen->field[field];

	if (kinds[f->type].show)
		kinds[f->type].show(form, field, form_get(form, f->path), out);
}
