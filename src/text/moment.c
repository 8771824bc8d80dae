/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "text/norm.h"
#include "text/scan.h"
#include "text/utf8.h"

#define MINUTE_NONE (-1)

static int refuse_unreadable(struct err *err)
{
	return err_input(err, _("This cannot be read as a time. Examples: "
				"9:15, 11/20 9:15."));
}

/* The minute of the day in "2026-11-20T09:15:00". */
static int minute_of_clock(const char *now)
{
	int hour, minute;

	if (sscanf(now + CLOCK_DATE_SIZE - 1, "T%2d:%2d", &hour, &minute) != 2)
		BUG("'%s' is not what the clock gives", now);
	return hour * 60 + minute;
}

/* Where the numeral that ends at pos begins. */
static size_t numeral_start(const char *s, size_t pos)
{
	while (pos) {
		size_t prev = utf8_prev(s, pos);

		if (!scan_is_numeral(utf8_decode(s + prev, pos - prev, NULL)))
			break;
		pos = prev;
	}
	return pos;
}

/* Take word off the end of s. */
static bool take_end(struct str *s, const char *word)
{
	size_t len = strlen(word);

	if (s->len < len || memcmp(s->buf + s->len - len, word, len) != 0)
		return false;
	str_setlen(s, s->len - len);
	return true;
}

enum half { HALF_NONE, HALF_AM, HALF_PM };

static enum half take_half(struct str *day)
{
	str_trim(day);
	if (take_end(day, "午前") || take_end(day, "am"))
		return HALF_AM;
	if (take_end(day, "午後") || take_end(day, "pm"))
		return HALF_PM;
	return HALF_NONE;
}

/* 9:15, 9:15:00, 9時, 9時15分, 9時半 */
static bool read_clock(struct scan sc, int *hour, int *minute)
{
	struct scan_number h, m = { 0 }, seconds;

	if (!scan_number(&sc, &h))
		return false;
	if (scan_word(&sc, ":")) {
		if (!scan_number(&sc, &m))
			return false;
		if (scan_word(&sc, ":") && !scan_number(&sc, &seconds))
			return false;
	} else if (!scan_word(&sc, "時")) {
		return false;
	} else if (scan_word(&sc, "半")) {
		m.value = 30;
	} else if (scan_number(&sc, &m) && !scan_word(&sc, "分")) {
		return false;
	}
	*hour = h.value;
	*minute = m.value;
	return scan_end(&sc);
}

/* Cut the time off the end of day; *minute is MINUTE_NONE without one. */
static int take_time(struct str *day, int *minute, struct err *err)
{
	struct scan sc;
	const char *mark = strchr(day->buf, ':');
	enum half half;
	int hour;

	if (!mark)
		mark = strstr(day->buf, "時");
	*minute = MINUTE_NONE;
	if (!mark)
		return 0;
	sc.p = day->buf + numeral_start(day->buf, (size_t)(mark - day->buf));
	if (!read_clock(sc, &hour, minute))
		return refuse_unreadable(err);
	str_setlen(day, (size_t)(sc.p - day->buf));
	half = take_half(day);
	if ((half != HALF_NONE && hour > 12) || hour > 23 || *minute > 59)
		return err_input(err, _("A time is from 0:00 to 23:59."));
	if (half == HALF_PM && hour < 12)
		hour += 12;
	if (half == HALF_AM && hour == 12)
		hour = 0;
	*minute += hour * 60;
	if (!take_end(day, "t")) /* 2026-11-20T09:15 */
		take_end(day, "の");
	str_trim(day);
	return 0;
}

static int check_now(const struct moment *m, struct date today, int now_minute,
		     struct err *err)
{
	if (date_cmp(m->date, today) < 0 || m->minute <= now_minute)
		return 0;
	return err_input(err,
			 _("It is %d:%02d now. A later time is not "
			   "possible here."),
			 now_minute / 60, now_minute % 60);
}

static int read_folded(struct moment *m, struct str *text, const char *now,
		       unsigned flags, struct err *err)
{
	struct date_ask ask = { .flags = DATE_NEAR_OK |
					 (flags & DATE_NOT_FUTURE) };
	struct date_in in = { 0 };
	int now_minute = minute_of_clock(now);

	if (!date_from_iso(now, &ask.today))
		BUG("'%s' is not what the clock gives", now);
	if (streq(text->buf, "今") || streq(text->buf, "いま")) {
		*m = (struct moment){ ask.today, now_minute };
		return 0;
	}
	if (take_time(text, &m->minute, err) ||
	    date_read(&in, text->buf, &ask, err))
		return -1;
	m->date = in.form == DATE_EMPTY ? ask.today : in.date;
	if (flags & DATE_NOT_FUTURE)
		return check_now(m, ask.today, now_minute, err);
	return 0;
}

int moment_read(struct moment *m, const char *text, const char *now,
		unsigned flags, struct err *err)
{
	struct str folded = STR_INIT;
	char *fold = norm_fold(text);
	int rc = 0;

	*m = (struct moment){ .minute = MINUTE_NONE };
	str_set(&folded, fold);
	free(fold);
	str_trim(&folded);
	if (folded.len)
		rc = read_folded(m, &folded, now, flags, err);
	if (rc)
		*m = (struct moment){ .minute = MINUTE_NONE };
	str_release(&folded);
	return rc;
}

void moment_to_iso(struct moment m, char out[MOMENT_SIZE])
{
	date_to_iso(m.date, out);
	if (m.minute != MINUTE_NONE)
		snprintf(out + CLOCK_DATE_SIZE - 1,
			 MOMENT_SIZE - CLOCK_DATE_SIZE + 1, "T%02u:%02u",
			 (unsigned)m.minute / 60 % 24, (unsigned)m.minute % 60);
}

void moment_short(struct str *out, const char *iso)
{
	int hour, minute;
	struct date d;

	if (date_from_iso(iso, &d) &&
	    sscanf(iso + CLOCK_DATE_SIZE - 1, "T%2d:%2d", &hour, &minute) == 2)
		str_addf(out, "%d月%d日 %d:%02d", d.month, d.day, hour, minute);
	else
		str_add(out, iso);
}
