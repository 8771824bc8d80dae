/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "domain/sheet.h"

static const struct sheet_value *get(const struct sheet *sheet, const char *key,
				     size_t row)
{
	return sheet_get(sheet, sheet_key_find(key), row);
}

static void values_are_blank_until_set(void **state)
{
	struct sheet *sheet = sheet_new();

	assert_int_equal(get(sheet, "client.name", 0)->state, SHEET_BLANK);
	sheet_set(sheet, "client.name", "福生花子");
	assert_int_equal(get(sheet, "client.name", 0)->state, SHEET_PRESENT);
	assert_string_equal(get(sheet, "client.name", 0)->text, "福生花子");
	sheet_set(sheet, "client.name", "");
	assert_int_equal(get(sheet, "client.name", 0)->state, SHEET_BLANK);
	assert_int_equal(get(NULL, "client.name", 0)->state, SHEET_BLANK);
	sheet_free(sheet);
}

static void withheld_text_is_gone_and_stays_gone(void **state)
{
	struct sheet *sheet = sheet_new();

	sheet_set(sheet, "client.address", "福生市本町一丁目");
	sheet_withhold(sheet, "client.address");
	assert_int_equal(get(sheet, "client.address", 0)->state,
			 SHEET_WITHHELD);
	assert_null(get(sheet, "client.address", 0)->text);
	sheet_set(sheet, "client.address", "福生市本町二丁目");
	assert_int_equal(get(sheet, "client.address", 0)->state,
			 SHEET_WITHHELD);
	assert_null(get(sheet, "client.address", 0)->text);
	sheet_free(sheet);
}

static void lists_grow_by_rows(void **state)
{
	struct sheet *sheet = sheet_new();

	for (size_t i = 0; i < 40; i++) {
		char *name = xstrfmt("世帯員%zu", i);

		assert_int_equal(sheet_add_row(sheet, SHEET_MEMBER), i);
		sheet_row_set(sheet, "member.name", i, name);
		free(name);
	}
	sheet_row_withhold(sheet, "member.affiliation", 3);
	assert_int_equal(sheet_rows(sheet, SHEET_MEMBER), 40);
	assert_string_equal(get(sheet, "member.name", 39)->text, "世帯員39");
	assert_int_equal(get(sheet, "member.affiliation", 3)->state,
			 SHEET_WITHHELD);
	assert_int_equal(get(sheet, "member.affiliation", 4)->state,
			 SHEET_BLANK);
	assert_int_equal(get(sheet, "member.name", 40)->state, SHEET_BLANK);
	assert_int_equal(sheet_rows(sheet, SHEET_DUTY), 0);
	sheet_free(sheet);
}

static void key_table_is_sound(void **state)
{
	size_t n;
	const struct sheet_key *keys = sheet_keys(&n);

	for (size_t i = 0; i < n; i++) {
		const char *dot = strchr(keys[i].key, '.');
		char *group =
			dot ? xstrndup(keys[i].key, (size_t)(dot - keys[i].key))
			    : xstrdup("");
		int list = sheet_list_find(group);

		free(group);
		/* found at its own place: no key stands there twice */
		assert_int_equal(sheet_key_find(keys[i].key), i);
		assert_int_equal(keys[i].list, list < 0 ? SHEET_ONCE : list);
		assert_int_equal(keys[i].kind == SHEET_CODE, !!keys[i].codes);
		assert_true(*keys[i].meaning);
	}
	assert_int_equal(sheet_key_find("client.nmae"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_blank_until_set),
		cmocka_unit_test(withheld_text_is_gone_and_stays_gone),
		cmocka_unit_test(lists_grow_by_rows),
		cmocka_unit_test(key_table_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
