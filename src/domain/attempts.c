/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/attempts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/secret.h"
#include "text/date.h"

#define FREE_BY_NUMBER   3 /* who forgot a shift key is not delayed */
#define FREE_BY_TERMINAL 10
#define FIRST_WAIT_S     10
#define FORGOTTEN_S      (24 * 60 * 60)

struct attempt {
	char *whose;
	int64_t failed;
	int free_n;
};

int attempts_wait_s(int64_t failed, int free_n)
{
	int64_t over = failed - free_n;

	if (over < 0)
		return 0;
	if (over > 6)
		return ATTEMPTS_WAIT_MAX_S;
	return FIRST_WAIT_S << over;
}

static int64_t seconds_of(const char *at)
{
	struct date day;
	int hour = 0, minute = 0, second = 0;

	if (!date_from_iso(at, &day))
		return 0;
	sscanf(at + CLOCK_DATE_SIZE, "%2d:%2d:%2d", &hour, &minute, &second);
	return ((date_to_days(day) * INT64_C(24) + hour) * 60 + minute) * 60 +
	       second;
}

/* Numbers that nobody has share 256 rows: whatever is typed there, and be it a
 * passphrase by mistake, is not kept. */
static char *whose_number(const char *number, bool known)
{
	char sum[SHA256_HEX_SIZE];

	if (known)
		return xstrfmt("number %s", number);
	sha256_hex(number, strlen(number), sum);
	return xstrfmt("nobody %.2s", sum);
}

static char *whose_terminal(const char *terminal)
{
	return xstrfmt("terminal %s", terminal);
}

/* How many there were, and how long it still takes; more than a whole wait is
 * not asked of anybody, whatever the clock does. */
static int look(struct attempt *a, struct store *s, int64_t now, int *wait_s,
		struct err *err)
{
	struct rows row = ROWS_INIT;
	int64_t since;
	int wait;

	if (store_exec(s, Q_ATTEMPT_BY_WHOSE, &row, err,
		       ARG_TEXT("whose", a->whose)))
		return -1;
	if (row.n) {
		since = now - seconds_of(rows_text(&row, 0, "at"));
		if (since < FORGOTTEN_S)
			a->failed = rows_int(&row, 0, "failed");
		wait = attempts_wait_s(a->failed, a->free_n);
		if (since > 0)
			wait = since < wait ? wait - (int)since : 0;
		if (wait > *wait_s)
			*wait_s = wait;
	}
	rows_release(&row);
	return 0;
}

int attempts_add(struct store *s, const char *number, bool known,
		 const char *terminal, int *wait_s, struct err *err)
{
	struct attempt a[] = {
		{ .whose = whose_number(number, known),
		  .free_n = FREE_BY_NUMBER },
		{ .whose = whose_terminal(terminal),
		  .free_n = FREE_BY_TERMINAL },
	};
	char now[CLOCK_SIZE];
	int r = 0;

	*wait_s = 0;
	clock_now(now);
	for (size_t i = 0; !r && i < ARRAY_SIZE(a); i++)
		r = look(&a[i], s, seconds_of(now), wait_s, err);
	for (size_t i = 0; !r && !*wait_s && i < ARRAY_SIZE(a); i++)
		r = store_exec(s, Q_ATTEMPT_SAVE, NULL, err,
			       ARG_TEXT("whose", a[i].whose),
			       ARG_INT("failed", a[i].failed + 1),
			       ARG_TEXT("at", now));
	for (size_t i = 0; i < ARRAY_SIZE(a); i++)
		free(a[i].whose);
	return r;
}

static int clear(struct store *s, char *whose /* takes */, struct err *err)
{
	int r = store_exec(s, Q_ATTEMPT_CLEAR, NULL, err,
			   ARG_TEXT("whose", whose));

	free(whose);
	return r;
}

int attempts_forget(struct store *s, const char *number, const char *terminal,
		    struct err *err)
{
	if (clear(s, whose_number(number, true), err))
		return -1;
	return terminal ? clear(s, whose_terminal(terminal), err) : 0;
}
