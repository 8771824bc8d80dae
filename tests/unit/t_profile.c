/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "domain/profile.h"

/* The shipped file with one piece of text changed. */
static void with(const char *old, const char *new, const char *sentence)
{
	char *path = profile_path("fussa", "profile.yaml");
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct profile *p;
	char *at;

	assert_int_equal(str_read_file(&text, path, 1 << 20, &err), 0);
	at = strstr(text.buf, old);
	assert_non_null(at);
	str_splice(&text, (size_t)(at - text.buf), strlen(old), new,
		   strlen(new));
	p = profile_parse(text.buf, text.len, "f", "fussa", &err);
	if (sentence) {
		assert_null(p);
		if (!strstr(err.text.buf, sentence))
			fail_msg("%s", err.text.buf);
		assert_int_equal(err_status(&err), 2);
	} else {
		assert_non_null(p);
	}
	profile_free(p);
	str_release(&text);
	err_release(&err);
	free(path);
}

static void fussa_is_whole(void **state)
{
	struct err err = ERR_INIT;
	struct profile *p = profile_load("fussa", &err);
	int general;

	assert_string_equal(err.text.buf, "");
	assert_non_null(p);
	assert_int_equal(p->section_n, 9);
	assert_int_equal(p->dest_n, 9 + 2 + 10);
	general = profile_dest(p, "jiritsu");
	assert_int_equal(p->general, general);
	assert_string_equal(p->dest[general].window, "福祉総合相談窓口");
	assert_int_equal(p->dest[p->promoter].kind, DEST_ROLE);
	assert_int_equal(p->promoter_at, 2);
	assert_int_equal(p->coordinator_at, 3);
	assert_int_equal(p->meeting_n, 8);
	assert_string_equal(p->meeting[p->dispute_open].name, "重層的支援会議");
	assert_string_equal(p->meeting[p->dispute_secret].basis,
			    "社会福祉法106条の6");
	assert_int_equal(p->readable_days, 30);
	assert_true(p->urgency[URGENCY_A].real);
	assert_false(p->urgency[URGENCY_B].real);
	assert_int_equal(p->urgency[URGENCY_B].contact.n, 3);
	assert_int_equal(p->urgency[URGENCY_B].contact.unit, LIMIT_DAYS);
	assert_int_equal(p->open_minute, 8 * 60 + 30);
	assert_int_equal(p->open_days, 0x1f);
	assert_int_equal(p->year_end_to, 103);
	assert_string_equal(names_find(&p->roles, "counter"), "窓口職員");
	assert_null(names_find(&p->roles, "king"));
	for (size_t i = 0; i < p->dest_n; i++)
		assert_string_equal(p->dest[i].tel, "");
	profile_free(p);
	profile_free(NULL);
	err_release(&err);
}

static void a_newer_format_is_refused_in_one_sentence(void **state)
{
	with("format: 1\n", "format: 2\nfuture: yes\n",
	     "f:4:9: this profile is of the newer format 2 and this program "
	     "knows 1: update the program");
}

static void faults_name_their_place(void **state)
{
	with("kana: ふっさし", "kane: ふっさし",
	     "f:8:3: no such key: kane; did you mean kana?");
	with("general: jiritsu ", "general: jiritu ",
	     "no such section: jiritu; did you mean jiritsu?");
	with("general: jiritsu ", "general: police ", "no such section");
	with("  jiso:", "  kenko:", "the destination kenko is here twice");
	with("contact: 3 days", "contact: 3 weeks",
	     "contact must be a time such as");
	with("close: \"17:15\"", "close: \"07:15\"",
	     "the counters close before they open");
	with("open: \"08:30\"", "open: \"8.30\"", "open must be a time");
	with("year_end_to: \"01-03\"", "year_end_to: \"13-03\"",
	     "year_end_to must be a day");
	with("year_end_to: \"01-03\"", "year_end_to: \"02-30\"",
	     "the year's end must be days of the calendar");
	with("year_end_to: \"01-03\"", "year_end_to: \"01-29\"",
	     "and at most 31 of them");
	with("year_end_to: \"01-03\"", "year_end_to: \"01-28\"", NULL);
	with("closed_days: {}", "closed_days: [\"07-01\"]",
	     "closed_days must be a map of at most 60 days");
	with("closed_days: {}", "closed_days: {\"7-1\": 市制記念日}",
	     "a closed day is written");
	with("closed_days: {}", "closed_days: {\"02-30\": 市制記念日}",
	     "a closed day is written");
	with("closed_days: {}", "closed_days: {\"2027-05-061\": x}",
	     "a closed day is written");
	with("closed_days: {}", "closed_days: {\"07-01\": \"\"}",
	     "a closed day is written");
	with("[mon,", "[mun,", "a day is one of mon");
	with("clock: working", "clock: lunar", "clock must be real or working");
	with("  coordinator:\n    name", "  coordinater:\n    name",
	     "roles are promoter and coordinator");
	with("retention_years: 5 ", "retention_years: 0 ",
	     "retention_years must be a number from 1 to 100");
	with("    name: 社会福祉課", "    name: \"\"", "name is empty");
	with("with_consent: juso", "with_consent: jusou",
	     "f:221:17: no such meeting: jusou; did you mean juso?");
	with("with_consent: juso", "with_consent: renkei",
	     "f:221:17: renkei asks for no consent");
	with("without: shien-106", "without: juso",
	     "f:222:12: juso is no meeting without consent whose members");
	with("without: shien-106", "without: renkei",
	     "renkei is no meeting without consent whose members pledge");
	with("readable_days: 30", "readable_days: 366",
	     "readable_days must be a number from 0 to 365");
	with("disputes:", "dispute:", "no such key: dispute; did you mean");
	with("districts:", "districts: []\nwards:", "no such key: wards");
}

static void a_missing_profile_says_what_there_is(void **state)
{
	struct err err = ERR_INIT;

	assert_null(profile_load("atlantis", &err));
	assert_non_null(
		strstr(err.text.buf, "atlantis: no such profile; there is: "));
	assert_non_null(strstr(err.text.buf, "fussa"));
	err_reset(&err);
	assert_null(profile_load("../profiles/fussa", &err));
	assert_int_equal(err_status(&err), 2);
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fussa_is_whole),
		cmocka_unit_test(a_newer_format_is_refused_in_one_sentence),
		cmocka_unit_test(faults_name_their_place),
		cmocka_unit_test(a_missing_profile_says_what_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
