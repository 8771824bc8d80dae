/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text as a date and as a moment: it is read as a day that exists, or
 * refused with exactly one sentence.
 * The first byte chooses the flags and the era that stands beside the field.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/datein.h"
#include "text/moment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool is_true, const char *what)
{
	if (!is_true)
		BUG("%s", what);
}

static void expect_one_sentence(const struct err *err)
{
	expect(err->kind == ERR_INPUT && err->text.len, "a sentence");
	expect(!strchr(err->text.buf, '\n'), "one sentence only");
}

static void fuzz_date(const char *text, const struct date_ask *ask)
{
	struct err err = ERR_INIT;
	struct date_in in, again;
	char iso[CLOCK_DATE_SIZE];

	if (date_read(&in, text, ask, &err)) {
		expect_one_sentence(&err);
	} else if (in.form == DATE_AGE || in.form == DATE_DECADE) {
		expect(ask->flags & DATE_AGE_OK, "an age was asked for");
		expect(in.age >= 0 && in.age <= 150, "the age");
		expect(in.decade >= 0 && in.decade <= 150, "the decade");
	} else if (in.form != DATE_EMPTY) {
		expect(date_valid(in.date) && era_of(in.date), "a valid day");
		date_to_iso(in.date, iso);
		expect(!(ask->flags & DATE_NOT_FUTURE) ||
			       date_cmp(in.date, ask->today) <= 0,
		       "not in the future");
		expect(!date_read(&again, iso, ask, &err) &&
			       !date_cmp(again.date, in.date),
		       "the day read back");
	}
	err_release(&err);
}

static void fuzz_moment(const char *text, unsigned flags)
{
	struct err err = ERR_INIT;
	struct moment m, again;
	char iso[MOMENT_SIZE];

	if (moment_read(&m, text, "2026-11-20T09:15:00", flags, &err)) {
		expect_one_sentence(&err);
	} else if (date_given(m.date)) {
		moment_to_iso(m, iso);
		expect(!moment_read(&again, iso, "2026-11-20T09:15:00", flags,
				    &err) &&
			       !date_cmp(again.date, m.date) &&
			       again.minute == m.minute,
		       "the moment read back");
	}
	err_release(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct date_ask ask = { .today = { 2026, 11, 20 } };
	char *text;

	if (!size)
		return 0;
	ask.flags = data[0] & 7U;
	if (data[0] >> 3 < ERA_N)
		ask.era = &eras[data[0] >> 3];
	text = xstrndup((const char *)data + 1, size - 1);
	fuzz_date(text, &ask);
	fuzz_moment(text, ask.flags);
	free(text);
	return 0;
}
