/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "ime/engine_fake.h"

static const struct engine_fake_word words[] = {
	{ "せいかつ", "生活" },
	{ "せいかつほご", "生活保護:law" },
	{ "ほご", "保護;反故" },
	{ NULL, NULL },
};

/* "reading:cand,cand(note) …" */
static void show(const struct ime_segs *segs, struct str *out)
{
	str_reset(out);
	for (size_t i = 0; i < segs->n; i++) {
		const struct ime_seg *seg = &segs->seg[i];

		str_addf(out, "%s%s:", i ? " " : "", seg->reading);
		for (size_t k = 0; k < seg->n; k++)
			str_addf(out, "%s%s%s", k ? "," : "", seg->cand[k].text,
				 seg->cand[k].note ? "(n)" : "");
	}
}

static void check(const char *reading, const size_t *lens, size_t lens_n,
		  const char *want)
{
	struct engine_fake fake = { .words = words, .learned = STR_INIT };
	struct engine engine = engine_fake(&fake);
	struct ime_segs segs = { 0 };
	struct str got = STR_INIT;

	assert_int_equal(engine.ops->convert(engine.self, IME_KANJI, reading,
					     lens, lens_n, &segs, NULL),
			 0);
	show(&segs, &got);
	assert_string_equal(got.buf, want);
	str_release(&got);
	ime_segs_release(&segs);
	assert_int_equal(segs.n, 0);
}

static void readings_are_cut(void **state)
{
	static const size_t four[] = { 4 }, all[] = { 1, 99 };

	check("せいかつほごを", NULL, 0,
	      "せいかつほご:生活保護(n),せいかつほご を:を");
	check("せいかつほごを", four, 1,
	      "せいかつ:生活,せいかつ "
	      "ほご:保護,反故,ほご を:を");
	check("ほごx", all, 2, "ほ:ほ ごx:ごx");
	check("", NULL, 0, "");
}

static void a_text_is_offered_once(void **state)
{
	struct ime_segs segs = { 0 };
	struct ime_seg *seg = ime_segs_add(&segs, "いしかわ", 6);

	ime_seg_add(seg, "石", "stone");
	ime_seg_add(seg, "意思", NULL);
	ime_seg_add(seg, "石", NULL);
	assert_string_equal(seg->reading, "いし");
	assert_int_equal(seg->n, 2);
	assert_string_equal(seg->cand[0].note, "stone");
	assert_null(seg->cand[1].note);
	ime_segs_release(&segs);
}

static void choices_are_told(void **state)
{
	static const size_t chosen[] = { 1, 9 };
	struct engine_fake fake = { .words = words,
				    .broken = "ぬ",
				    .learned = STR_INIT };
	struct engine engine = engine_fake(&fake);
	struct ime_segs segs = { 0 };
	struct err err = ERR_INIT;

	assert_int_equal(engine.ops->convert(engine.self, IME_KANJI, "いぬ",
					     NULL, 0, &segs, &err),
			 -1);
	assert_int_equal(segs.n, 0);
	assert_int_equal(err.kind, ERR_SYSTEM);
	assert_int_equal(engine.ops->convert(engine.self, IME_KANJI, "ほごを",
					     NULL, 0, &segs, &err),
			 0);
	engine.ops->learn(engine.self, IME_KANJI, &segs, chosen, false);
	engine.ops->learn(engine.self, IME_NAME, &segs, chosen, true);
	assert_string_equal(fake.learned.buf, "ほご=反故 を= ;(private);");
	ime_segs_release(&segs);
	str_release(&fake.learned);
	err_release(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readings_are_cut),
		cmocka_unit_test(a_text_is_offered_once),
		cmocka_unit_test(choices_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
