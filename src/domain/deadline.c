/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Limits and clocks. A point in time is a day and a minute of it; seconds are
 * rounded up, so that nobody is late by half a minute that no screen shows.
 */
#include "domain/deadline.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/holiday.h"

#define DAY 1440 /* minutes */

struct point {
	int day; /* as of date_to_days() */
	int minute;
};

/* A day of the city's own, each year's or only this year's. */
static bool closed(const struct profile *profile, struct date day)
{
	char iso[CLOCK_DATE_SIZE];

	date_to_iso(day, iso);
	return names_find(&profile->closed, iso) ||
	       names_find(&profile->closed, iso + strlen("2026-"));
}

bool workday(const struct profile *profile, struct date day)
{
	int monday_first = (date_weekday(day) + 6) % 7;
	int here = day.month * 100 + day.day;
	bool year_end = profile->year_end_from > profile->year_end_to
				? here >= profile->year_end_from ||
					  here <= profile->year_end_to
				: here >= profile->year_end_from &&
					  here <= profile->year_end_to;

	return profile->open_days >> monday_first & 1 && !year_end &&
	       !holiday_name(day) && !closed(profile, day);
}

static struct point point_from_iso(const char *iso)
{
	struct date date;
	int hour = 0, minute = 0, second = 0;

	if (!date_from_iso(iso, &date))
		BUG("not a moment: %s", iso);
	sscanf(iso + 10, "T%2d:%2d:%2d", &hour, &minute, &second);
	return (struct point){ date_to_days(date),
			       hour * 60 + minute + (second > 0) };
}

static void point_to_iso(struct point p, char out[MOMENT_SIZE])
{
	moment_to_iso((struct moment){ date_from_days(p.day + p.minute / DAY),
				       p.minute % DAY },
		      out);
}

static int next_workday(const struct profile *profile, int day)
{
	do
		day++;
	while (!workday(profile, date_from_days(day)));
	return day;
}

/* The point itself, or when the doors open next. */
static struct point at_work(const struct profile *profile, struct point p)
{
	bool open = workday(profile, date_from_days(p.day));

	if (open && p.minute < profile->open_minute)
		p.minute = profile->open_minute;
	if (open && p.minute < profile->close_minute)
		return p;
	return (struct point){ next_workday(profile, p.day),
			       profile->open_minute };
}

static struct point after_work(const struct profile *profile, struct point p,
			       int minutes)
{
	while (p.minute + minutes > profile->close_minute) {
		minutes -= profile->close_minute - p.minute;
		p.day = next_workday(profile, p.day);
		p.minute = profile->open_minute;
	}
	p.minute += minutes;
	return p;
}

static struct point on_the_wall(struct limit limit, struct point p)
{
	if (limit.unit == LIMIT_DAYS)
		return (struct point){ p.day + limit.n, DAY - 1 };
	p.minute += limit.unit == LIMIT_HOURS ? limit.n * 60 : limit.n;
	return p;
}

static struct point in_working_hours(const struct profile *profile,
				     struct limit limit, struct point p)
{
	p = at_work(profile, p);
	if (limit.unit != LIMIT_DAYS)
		return after_work(profile, p,
				  limit.unit == LIMIT_HOURS ? limit.n * 60
							    : limit.n);
	for (int i = 0; i < limit.n; i++)
		p.day = next_workday(profile, p.day);
	p.minute = profile->close_minute;
	return p;
}

void deadline_of(const struct profile *profile, struct limit limit, bool real,
		 const char *from, char out[MOMENT_SIZE])
{
	struct point p = point_from_iso(from);

	point_to_iso(real ? on_the_wall(limit, p)
			  : in_working_hours(profile, limit, p),
		     out);
}

void deadline_of_wait(const struct profile *profile, enum urgency urgency,
		      enum wait wait, const char *from, char out[MOMENT_SIZE])
{
	const struct urgency_rule *rule = &profile->urgency[urgency];
	const struct limit limits[WAIT_N] = {
		[WAIT_RECEIPT] = rule->receive,
		[WAIT_CONTACT] = rule->contact,
		[WAIT_ANSWER] = rule->answer,
	};

	*out = '\0';
	for (int i = 0; i <= (int)wait; i++) {
		char until[MOMENT_SIZE];

		deadline_of(profile, limits[i], rule->real, from, until);
		if (strcmp(until, out) > 0)
			memcpy(out, until, sizeof(until));
	}
}
