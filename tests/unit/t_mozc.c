/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of Mozc, read from bytes; the server itself is in tests/ime. */
#include "unit/test.h"

#include "ime/mozc_wire.h"

/* A preedit of two segments, each a group, between other fields. */
static const char converted[] = "\x08\x4d"
				"\x2a\x1f"
				"\x08\x03"
				"\x13\x18\x02\x22\x06生活\x32\x03き\x14"
				"\x13\x22\x03護\x32\x03ご\x14";

static void segments(void **state)
{
	struct mozc_reply r;

	assert_int_equal(mozc_reply_read(&r, converted, sizeof(converted) - 1),
			 0);
	assert_int_equal(r.id, 77);
	assert_int_equal(r.error, 0);
	assert_int_equal(r.segment_n, 2);
	assert_string_equal(r.segment[0].value, "生活");
	assert_string_equal(r.segment[0].key, "き");
	assert_string_equal(r.segment[1].value, "護");
	assert_string_equal(r.segment[1].key, "ご");
	mozc_reply_release(&r);
}

static void candidates(void **state)
{
	struct mozc_reply r;

	assert_int_equal(mozc_reply_read(&r, "\x72\x0c\x12", 3), -1);
	assert_int_equal(mozc_reply_read(&r, "\x58\x01", 2), 0);
	assert_int_equal(r.error, 1);
	assert_int_equal(r.candidate_n, 0);
	mozc_reply_release(&r);
	assert_int_equal(mozc_reply_read(&r, "\x72\x07\x12\x05\x22\x03護", 9),
			 0);
	assert_int_equal(r.candidate_n, 1);
	assert_string_equal(r.candidate[0], "護");
	mozc_reply_release(&r);
}

/* Each way a group can be broken. */
static void broken(void **state)
{
	static const char *const preedits[] = {
		"\x2a\x01\x13",             /* begun, not ended */
		"\x2a\x02\x13\x1c",         /* another one ended */
		"\x2a\x03\x13\x22\x09",     /* a text past the end */
		"\x2a\x02\x13\xff",         /* half a tag */
		"\x2a\x04\x13\x11\x11\x11", /* eight bytes of three */
		"\x2a\x01\x14",             /* an end alone */
	};
	struct mozc_reply r;

	for (size_t i = 0; i < ARRAY_SIZE(preedits); i++) {
		assert_int_equal(
			mozc_reply_read(&r, preedits[i], strlen(preedits[i])),
			-1);
		assert_int_equal(r.segment_n, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(segments),
		cmocka_unit_test(candidates),
		cmocka_unit_test(broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
