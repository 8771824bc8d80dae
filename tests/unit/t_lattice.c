/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "ime/dict.h"
#include "ime/endings.h"
#include "ime/engine_fake.h"
#include "ime/lattice.h"

static const char words[] = "ここ\tここ\tn\n"
			    "しせつ\t施設\tn\n"
			    "ひ\t費\tsfx\n"
			    "ひと\t人\tn\n"
			    "きもの\t着物\tn\n"
			    "はきもの\t履物\tn\n";

static const char endings[] = "n: . を は で>de の @sfx\n"
			      "de: . は\n"
			      "sfx: . と\n";

static const struct engine_fake_word cuts_before[] = {
	{ "ここで", "ここで" },
	{ "はきものを", "履き物を" },
	{ NULL, NULL },
};

static const struct engine_fake_word cuts_behind[] = {
	{ "ここでは", "ここでは" },
	{ "きものを", "着物を" },
	{ NULL, NULL },
};

/* The first candidates, by "/". */
static void expect(const struct engine_fake_word *known, bool heed,
		   const char *reading, const char *want)
{
	struct engine_fake fake = { .words = known, .learned = STR_INIT };
	struct engine engine = engine_fake(&fake);
	struct err err = ERR_INIT;
	struct dict *dict = dict_from(words, sizeof(words) - 1, "words", &err);
	struct endings *ends =
		endings_from(endings, sizeof(endings) - 1, "endings", &err);
	struct lattice lattice = {
		.source = { { .dict = dict } },
		.source_n = 1,
		.endings = ends,
		.engine = &engine,
		.heed = heed,
		.quick = &engine,
	};
	struct ime_segs segs = { 0 };
	struct str got = STR_INIT;

	assert_int_equal(lattice_convert(&lattice, reading, &segs, &err), 0);
	assert_string_equal(err.text.buf, "");
	for (size_t i = 0; i < segs.n; i++)
		str_addf(&got, "%s%s", i ? "/" : "", segs.seg[i].cand[0].text);
	assert_string_equal(got.buf, want);
	str_release(&got);
	ime_segs_release(&segs);
	endings_free(ends);
	dict_free(dict);
	err_release(&err);
}

/* ここではきものをぬぐ: our words can be cut both ways at the same cost. */
static void heeded_engine_says_where_to_cut(void **state)
{
	expect(cuts_before, true, "ここではきものを", "ここで/履物を");
	expect(cuts_behind, true, "ここではきものを", "ここでは/着物を");
}

static void suffix_is_dearer_than_a_word(void **state)
{
	expect(cuts_before, false, "しせつのひと", "施設の/人");
	expect(cuts_before, false, "しせつひと", "施設費と");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(heeded_engine_says_where_to_cut),
		cmocka_unit_test(suffix_is_dearer_than_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
