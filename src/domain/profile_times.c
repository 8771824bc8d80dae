/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of profile.yaml what has to do with time: urgencies, limits, hours. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/profile_parts.h"
#include "text/date.h"

#define YEAR_END_MAX 31   /* days; so that a working day always follows */
#define QUIET_MAX    3650 /* days */

static const char *const units[] = {
	[LIMIT_MINUTES] = "minutes",
	[LIMIT_HOURS] = "hours",
	[LIMIT_DAYS] = "days",
};

static const char *const weekdays[] = { "mon", "tue", "wed", "thu",
					"fri", "sat", "sun" };

/* "30 minutes", "3 days". */
static int need_limit(struct profile_reader *r, const struct yml_node *map,
		      const char *key, struct limit *out)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);
	char unit[16];
	int n, end = 0;

	if (!node)
		return -1;
	if (node->kind == YML_SCALAR &&
	    sscanf(node->text, "%4d %15s%n", &n, unit, &end) == 2 && n >= 0 &&
	    !node->text[end])
		for (size_t u = 0; u < ARRAY_SIZE(units); u++)
			if (streq(units[u], unit)) {
				*out = (struct limit){ n, (enum limit_unit)u };
				return 0;
			}
	return yml_err(r->doc, node, r->err,
		       _("%s must be a time such as 30 minutes, 2 hours or "
			 "3 days"),
		       key);
}

static int read_urgency(struct profile_reader *r, const struct yml_node *map,
			enum urgency u)
{
	static const char *const keys[] = { "label",   "meaning", "clock",
					    "receive", "contact", "answer",
					    NULL };
	struct urgency_rule *rule = &r->p->urgency[u];
	const char *clock = "";

	map = profile_need_map(r, map, urgency_code(u), keys);
	if (!map)
		return -1;
	if (profile_need_text(r, map, "label", &rule->label) |
	    profile_need_text(r, map, "meaning", &rule->meaning) |
	    need_limit(r, map, "receive", &rule->receive) |
	    need_limit(r, map, "contact", &rule->contact) |
	    need_limit(r, map, "answer", &rule->answer) |
	    (yml_need(r->doc, map, "clock", r->err) ? 0 : -1) |
	    yml_read_text(r->doc, map, "clock", &clock, r->err))
		return -1;
	rule->real = streq(clock, "real");
	if (!rule->real && !streq(clock, "working"))
		return yml_err(r->doc, yml_get(map, "clock"), r->err,
			       _("clock must be real or working"));
	return 0;
}

static int read_urgencies(struct profile_reader *r)
{
	static const char *const keys[] = { "AA", "A", "B", "C", NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "urgency", keys);
	int rc = 0;

	if (!map)
		return -1;
	for (int u = 0; u < URGENCY_N; u++)
		rc |= read_urgency(r, map, (enum urgency)u);
	return rc;
}

/* [30, 60, 90] */
static int read_quiet(struct profile_reader *r, const struct yml_node *map)
{
	const struct yml_node *list =
		yml_need(r->doc, map, "quiet_days", r->err);
	int last = 0;

	if (!list)
		return -1;
	for (size_t i = 0; i < QUIET_N && list->kind == YML_LIST && i < list->n;
	     i++) {
		int days = atoi(str_or_empty(list->values[i]->text));

		if (days <= last || days > QUIET_MAX)
			break;
		r->p->quiet_days[i] = last = days;
	}
	if (r->p->quiet_days[QUIET_N - 1] && list->n == QUIET_N)
		return 0;
	return yml_err(
		r->doc, list, r->err,
		_("quiet_days must be three rising numbers of days, such "
		  "as [30, 60, 90]"));
}

static int read_thresholds(struct profile_reader *r)
{
	static const char *const keys[] = { "promoter_at_counters",
					    "coordinator_at_counters",
					    "coordinator_warning_percent",
					    "safety_check_hours",
					    "retention_years",
					    "quiet_days",
					    "lock_minutes",
					    NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "limits", keys);
	struct profile *p = r->p;

	if (!map)
		return -1;
	p->lock_minutes = 5;
	return profile_need_int(r, map, keys[0], 1, 9, &p->promoter_at) |
	       profile_need_int(r, map, keys[1], 1, 9, &p->coordinator_at) |
	       profile_need_int(r, map, keys[2], 0, 100,
				&p->coordinator_warning_percent) |
	       profile_need_int(r, map, keys[3], 1, 240,
				&p->safety_check_hours) |
	       profile_need_int(r, map, keys[4], 1, 100, &p->retention_years) |
	       read_quiet(r, map) |
	       yml_read_int(r->doc, map, "lock_minutes", 1, 60,
			    &p->lock_minutes, r->err);
}

/* Two numbers around a sign: "08:30", "12-29". */
static int need_pair(struct profile_reader *r, const struct yml_node *map,
		     const char *key, char sign, int max_first, int max_second,
		     int base, int *out)
{
	const struct yml_node *node = yml_need(r->doc, map, key, r->err);
	int a, b, end = 0;
	char c;

	if (!node)
		return -1;
	if (node->kind == YML_SCALAR &&
	    sscanf(node->text, "%2d%c%2d%n", &a, &c, &b, &end) == 3 &&
	    c == sign && !node->text[end] && a >= 0 && b >= 0 &&
	    a <= max_first && b <= max_second) {
		*out = a * base + b;
		return 0;
	}
	return yml_err(r->doc, node, r->err,
		       sign == ':' ? _("%s must be a time such as 08:30")
				   : _("%s must be a day such as 12-29"),
		       key);
}

static int read_days(struct profile_reader *r, const struct yml_node *map)
{
	const struct yml_node *list = yml_need(r->doc, map, "days", r->err);
	int rc = 0;

	if (!list)
		return -1;
	if (list->kind != YML_LIST || !list->n)
		return yml_err(r->doc, list, r->err,
			       _("days must be a list such as [mon, tue]"));
	for (size_t i = 0; i < list->n; i++) {
		size_t d = 0;

		while (d < 7 && !streq(weekdays[d], list->values[i]->text))
			d++;
		if (d == 7)
			rc = yml_err(r->doc, list->values[i], r->err,
				     _("a day is one of mon, tue, wed, thu, "
				       "fri, sat, sun"));
		else
			r->p->open_days |= 1u << d;
	}
	return rc;
}

/* Of a year with a 29th of February; 0 when there is no such day. */
static int day_of_year(int month_day)
{
	struct date d = { 2000, month_day / 100, month_day % 100 };

	return date_valid(d)
		       ? date_to_days(d) -
				 date_to_days((struct date){ 1999, 12, 31 })
		       : 0;
}

static int check_year_end(struct profile_reader *r, const struct yml_node *map)
{
	int from = day_of_year(r->p->year_end_from);
	int to = day_of_year(r->p->year_end_to);

	if (from && to && (to - from + 366) % 366 < YEAR_END_MAX)
		return 0;
	return yml_err(r->doc, map, r->err,
		       _("the year's end must be days of the calendar, and at "
			 "most %d of them"),
		       YEAR_END_MAX);
}

bool profile_closed_day(const char *text)
{
	char iso[CLOCK_DATE_SIZE];
	struct date d;

	snprintf(iso, sizeof(iso), "%s%s", strlen(text) == 5 ? "2000-" : "",
		 text);
	return strlen(iso) == strlen("2000-07-01") && date_from_iso(iso, &d) &&
	       strlen(text) <= strlen(iso);
}

/* closed_days: {"07-01": 開庁記念日}. May be left out. */
static int read_closed(struct profile_reader *r, const struct yml_node *hours)
{
	const struct yml_node *map = yml_get(hours, "closed_days");
	struct names *closed = &r->p->closed;

	if (!map)
		return 0;
	if (map->kind != YML_MAP || map->n > PROFILE_CLOSED_MAX)
		return yml_err(
			r->doc, map, r->err,
			_("closed_days must be a map of at most %d days, "
			  "such as \"07-01\": Founding day"),
			PROFILE_CLOSED_MAX);
	closed->item = xcalloc(map->n + 1, sizeof(*closed->item));
	for (size_t i = 0; i < map->n; i++) {
		const struct yml_node *key = map->keys[i];
		const struct yml_node *name = map->values[i];

		if (!profile_closed_day(key->text) ||
		    name->kind != YML_SCALAR || !*name->text)
			return yml_err(r->doc, key, r->err,
				       _("a closed day is written \"07-01\" or "
					 "\"2027-05-06\", with its name"));
		closed->item[closed->n++] = (struct named){
			.code = xstrdup(key->text),
			.name = xstrdup(name->text),
		};
	}
	return 0;
}

static int read_hours(struct profile_reader *r)
{
	static const char *const keys[] = { "open",        "close",
					    "days",        "year_end_from",
					    "year_end_to", "closed_days",
					    NULL };
	const struct yml_node *map =
		profile_need_map(r, r->doc->root, "working_hours", keys);
	struct profile *p = r->p;

	if (!map)
		return -1;
	if (need_pair(r, map, "open", ':', 23, 59, 60, &p->open_minute) |
	    need_pair(r, map, "close", ':', 23, 59, 60, &p->close_minute) |
	    read_days(r, map) |
	    need_pair(r, map, "year_end_from", '-', 12, 31, 100,
		      &p->year_end_from) |
	    need_pair(r, map, "year_end_to", '-', 12, 31, 100,
		      &p->year_end_to) |
	    read_closed(r, map))
		return -1;
	if (check_year_end(r, map))
		return -1;
	if (p->open_minute >= p->close_minute)
		return yml_err(r->doc, map, r->err,
			       _("the counters close before they open"));
	return 0;
}

int profile_read_times(struct profile_reader *r)
{
	return read_urgencies(r) | read_thresholds(r) | read_hours(r);
}
