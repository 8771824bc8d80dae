/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "domain/access.h"
#include "domain/loop_times.h"
#include "domain/profile_parts.h"
#include "text/norm.h"
#include "text/utf8.h"

#define PAGE_N        500
#define TEL_MAX       40  /* characters */
#define CONTACT_MAX   100 /* characters */
#define CLOSED_LENGTH 40  /* characters of a day's name */

/* ---- limits ---- */

int limit_read(const char *text, struct limit *out)
{
	static const struct {
		const char *word;
		enum limit_unit unit;
	} units[] = {
		{ "minutes", LIMIT_MINUTES }, { "分", LIMIT_MINUTES },
		{ "m", LIMIT_MINUTES },       { "hours", LIMIT_HOURS },
		{ "時間", LIMIT_HOURS },      { "h", LIMIT_HOURS },
		{ "days", LIMIT_DAYS },       { "日", LIMIT_DAYS },
		{ "d", LIMIT_DAYS },
	};
	char *plain = norm_fold(text), *rest;
	long n = strtol(plain, &rest, 10);
	int r = -1;

	rest += strspn(rest, " ");
	if (streq(plain, "当日")) {
		*out = (struct limit){ 0, LIMIT_DAYS };
		r = 0;
	}
	for (size_t i = 0; r && i < ARRAY_SIZE(units); i++)
		if (rest > plain && plain[0] >= '0' && plain[0] <= '9' &&
		    n <= 9999 && streq(rest, units[i].word)) {
			*out = (struct limit){ (int)n, units[i].unit };
			r = 0;
		}
	free(plain);
	return r;
}

void limit_write(struct limit limit, struct str *out)
{
	static const char *const units[] = {
		[LIMIT_MINUTES] = "minutes",
		[LIMIT_HOURS] = "hours",
		[LIMIT_DAYS] = "days",
	};

	str_addf(out, "%d %s", limit.n, units[limit.unit]);
}

void limit_words(struct limit limit, struct str *out)
{
	static const char *const units[] = {
		[LIMIT_MINUTES] = "分",
		[LIMIT_HOURS] = "時間",
		[LIMIT_DAYS] = "日",
	};

	if (!limit.n && limit.unit == LIMIT_DAYS)
		str_add(out, "当日");
	else
		str_addf(out, "%d%s", limit.n, units[limit.unit]);
}

/* ---- one setting over a profile ---- */

static int check_length(const char *value, size_t limit_n, struct err *err)
{
	if (utf8_count(value, strlen(value)) <= limit_n)
		return 0;
	return err_input(err, _("At most %zu characters fit here"), limit_n);
}

static void put_text(char **out, const char *value)
{
	free(*out);
	*out = xstrdup(value);
}

static int set_contact(struct profile *p, const char *code, bool tel,
		       const char *value, struct err *err)
{
	int i = profile_dest(p, code);

	if (i < 0)
		return err_input(err, _("no such destination: %s"), code);
	if (check_length(value, tel ? TEL_MAX : CONTACT_MAX, err))
		return -1;
	put_text(tel ? &p->dest[i].tel : &p->dest[i].after_hours, value);
	return 0;
}

/* "AA.receive" */
static struct limit *find_limit(struct profile *p, const char *name)
{
	for (int u = 0; u < URGENCY_N; u++) {
		struct urgency_rule *rule = &p->urgency[u];
		const char *rest;

		if (!skip_prefix(name, urgency_code((enum urgency)u), &rest))
			continue;
		if (streq(rest, ".receive"))
			return &rule->receive;
		if (streq(rest, ".contact"))
			return &rule->contact;
		if (streq(rest, ".answer"))
			return &rule->answer;
	}
	return NULL;
}

static int set_limit(struct profile *p, const char *name, const char *value,
		     struct err *err)
{
	struct limit *limit = find_limit(p, name);

	if (!limit)
		return err_input(err, _("no such limit: %s"), name);
	if (limit_read(value, limit))
		return err_input(err,
				 _("\"%.40s\" is no limit; write it "
				   "like 30 minutes, 2 hours or 3 days"),
				 value);
	return 0;
}

static int set_closed(struct profile *p, const char *day, const char *name,
		      struct err *err)
{
	struct names *closed = &p->closed;
	size_t i = 0;

	if (!profile_closed_day(day))
		return err_input(err, _("\"%.20s\" is no day"), day);
	if (check_length(name, CLOSED_LENGTH, err))
		return -1;
	while (i < closed->n && !streq(closed->item[i].code, day))
		i++;
	if (i == closed->n && !*name)
		return 0;
	if (i == closed->n && i == PROFILE_CLOSED_MAX)
		return err_input(err, _("At most %d closed days fit"),
				 PROFILE_CLOSED_MAX);
	if (i == closed->n) {
		closed->item =
			xrealloc(closed->item, (i + 1) * sizeof(*closed->item));
		closed->item[closed->n++] =
			(struct named){ .code = xstrdup(day),
					.name = xstrdup(name) };
	} else if (*name) {
		put_text(&closed->item[i].name, name);
	} else {
		free(closed->item[i].code);
		free(closed->item[i].name);
		closed->item[i] = closed->item[--closed->n];
	}
	return 0;
}

static int set(struct profile *p, const char *key, const char *value,
	       struct err *err)
{
	const char *rest;

	if (skip_prefix(key, "tel.", &rest))
		return set_contact(p, rest, true, value, err);
	if (skip_prefix(key, "after_hours.", &rest))
		return set_contact(p, rest, false, value, err);
	if (skip_prefix(key, "limit.", &rest))
		return set_limit(p, rest, value, err);
	if (skip_prefix(key, "closed.", &rest))
		return set_closed(p, rest, value, err);
	return err_input(err, _("no such setting: %s"), key);
}

/* ---- all of them ---- */

int settings_apply(struct profile *p, struct store *s, struct err *err)
{
	struct rows rows = ROWS_INIT;
	int64_t above = 0;
	int r;

	do {
		r = store_exec(s, Q_AMENDMENT_PAGE, &rows, err,
			       ARG_TEXT("profile", p->code),
			       ARG_INT("above", above),
			       ARG_INT("limit", PAGE_N));
		for (size_t i = 0; !r && i < rows.n; i++) {
			above = rows_int(&rows, i, "id");
			(void)set(p, rows_text(&rows, i, "key"),
				  rows_text(&rows, i, "value"), NULL);
		}
	} while (!r && rows.n == PAGE_N);
	rows_release(&rows);
	return r;
}

int settings_newest(struct store *s, const struct profile *p, int64_t *id,
		    struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_AMENDMENT_NEWEST_ID, &rows, err,
		       ARG_TEXT("profile", p->code)))
		return -1;
	*id = rows_int(&rows, 0, "id");
	rows_release(&rows);
	return 0;
}

/* The value as it is stored, tried on a profile of its own. */
static int check(struct profile *own, struct store *s, const char *key,
		 const char *value, struct str *stored, struct err *err)
{
	const char *name;
	int r = settings_apply(own, s, err);

	if (!r)
		r = set(own, key, value, err);
	if (!r && skip_prefix(key, "limit.", &name))
		limit_write(*find_limit(own, name), stored);
	else
		str_add(stored, value);
	return r;
}

/* What is under way is due by the new limits at once. */
static int add(struct store *s, const char *staff, struct profile *own,
	       const char *key, const char *value, struct err *err)
{
	bool times = skip_prefix(key, "limit.", NULL) ||
		     skip_prefix(key, "closed.", NULL);
	char now[CLOCK_SIZE];
	int r = store_begin(s, err);

	clock_now(now);
	if (!r)
		r = store_exec(s, Q_AMENDMENT_ADD, NULL, err,
			       ARG_TEXT("at", now), ARG_TEXT("staff", staff),
			       ARG_TEXT("profile", own->code),
			       ARG_TEXT("key", key), ARG_TEXT("value", value));
	if (!r && times)
		r = settings_apply(own, s, err) || loop_times_anew(s, own, err)
			    ? -1
			    : 0;
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}

int setting_change(struct store *s, const char *by, const struct profile *p,
		   const char *key, const char *value, struct err *err)
{
	struct profile *own = profile_load(p->code, err);
	struct str stored = STR_INIT;
	int r = own ? access_house(s, by, ACTION_SETTINGS, err) : -1;

	if (!r)
		r = check(own, s, key, value, &stored, err);
	if (!r)
		r = add(s, by, own, key, stored.buf, err);
	profile_free(own);
	str_release(&stored);
	return r;
}
