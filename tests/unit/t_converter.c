/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our engine as the input line sees it: with Anthy below, since that is always
 * there. How well it converts is measured in tests/ime. */
#include "unit/test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "ime/converter.h"
#include "ime/learn.h"

static char home[] = "/tmp/t_converter-XXXXXX";

static int make_home(void **state)
{
	if (!mkdtemp(home))
		return -1;
	return setenv("XDG_STATE_HOME", home, 1);
}

static int clean_home(void **state)
{
	char *command = xstrfmt("rm -rf %s", home);
	int rc = system(command);

	free(command);
	return rc;
}

static struct engine open_anthy(void)
{
	const struct converter_options options = {
		.choice = CONVERTER_ANTHY,
		.profile = "himi",
	};

	return converter_open(&options);
}

static void convert(struct engine *e, enum ime_kind kind, const char *reading,
		    const size_t *lens, size_t lens_n, struct ime_segs *segs)
{
	struct err err = ERR_INIT;

	assert_int_equal(e->ops->convert(e->self, kind, reading, lens, lens_n,
					 segs, &err),
			 0);
	assert_string_equal(err.text.buf, "");
	err_release(&err);
}

static void find_candidates(struct engine *e, enum ime_kind kind,
			    struct ime_seg *seg)
{
	struct err err = ERR_INIT;

	if (seg->more)
		assert_int_equal(e->ops->more(e->self, kind, seg, &err), 0);
	err_release(&err);
}

/* The first candidates, by "/". */
static void expect_first(struct engine *e, enum ime_kind kind,
			 const char *reading, const char *want)
{
	struct ime_segs segs = { 0 };
	struct str got = STR_INIT;

	convert(e, kind, reading, NULL, 0, &segs);
	for (size_t i = 0; i < segs.n; i++)
		str_addf(&got, "%s%s", i ? "/" : "", segs.seg[i].cand[0].text);
	assert_string_equal(got.buf, want);
	str_release(&got);
	ime_segs_release(&segs);
}

static void kinds(void **state)
{
	struct engine e = open_anthy();

	expect_first(&e, IME_KANJI, "せいかつほごをしんせいしたい",
		     "生活保護を/申請したい");
	expect_first(&e, IME_KANJI, "0425511511", "0425511511");
	expect_first(&e, IME_PLACE, "いなづみ", "稲積");
	expect_first(&e, IME_NAME, "さとうけんた", "佐藤/健太");
	expect_first(&e, IME_KANJI, "", "");
	assert_null(converter_notice(&e));
	e.ops->free(e.self);
}

/* What a segment is forced to be long, it is; nothing of the reading is lost.
 */
static void forced(void **state)
{
	static const char reading[] = "しえんかいぎをひらく";
	static const size_t lens[] = { 3, 20 };
	struct engine e = open_anthy();

	for (size_t n = 0; n <= 2; n++) {
		struct ime_segs segs = { 0 };
		struct str all = STR_INIT;

		convert(&e, IME_KANJI, reading, lens, n, &segs);
		for (size_t i = 0; i < segs.n; i++) {
			assert_true(segs.seg[i].n > 0);
			str_add(&all, segs.seg[i].reading);
		}
		assert_string_equal(all.buf, reading);
		if (n > 0)
			assert_string_equal(segs.seg[0].reading, "しえん");
		if (n > 1)
			assert_int_equal(segs.n, 2);
		str_release(&all);
		ime_segs_release(&segs);
	}
	e.ops->free(e.self);
}

static void choose(struct engine *e, enum ime_kind kind, const char *reading,
		   const char *text, bool private)
{
	struct ime_segs segs = { 0 };
	size_t chosen = 0;

	convert(e, kind, reading, NULL, 0, &segs);
	assert_int_equal(segs.n, 1);
	find_candidates(e, kind, &segs.seg[0]);
	while (!streq(segs.seg[0].cand[chosen].text, text))
		assert_true(++chosen < segs.seg[0].n);
	assert_true(chosen > 0);
	e->ops->learn(e->self, kind, &segs, &chosen, private);
	ime_segs_release(&segs);
}

static void learns(void **state)
{
	struct engine e = open_anthy(), other = open_anthy();

	choose(&e, IME_KANJI, "いしを", "意志を", true);
	expect_first(&e, IME_KANJI, "いしを", "医師を");
	choose(&e, IME_KANJI, "いしを", "意志を", false);
	expect_first(&e, IME_KANJI, "いしを", "意志を");
	expect_first(&other, IME_KANJI, "いしを", "意志を");
	choose(&other, IME_KANJI, "いしを", "意思を", false);
	expect_first(&e, IME_KANJI, "いしを", "意思を");
	/* A name is nobody's business, in no field. */
	choose(&e, IME_NAME, "さとう", "サトウ", false);
	expect_first(&e, IME_NAME, "さとう", "佐藤");
	expect_first(&e, IME_KANJI, "さとう", "砂糖");
	assert_int_equal(learn_forget(NULL, NULL), 0);
	expect_first(&e, IME_KANJI, "いしを", "医師を");
	e.ops->free(e.self);
	other.ops->free(other.self);
}

/* Where our words reach from end to end nobody else is asked, until somebody
 * looks for another candidate. */
static void others_are_asked_later(void **state)
{
	struct engine e = open_anthy();
	struct ime_segs segs = { 0 };
	size_t n;

	e.ops->prepare(e.self);
	convert(&e, IME_KANJI, "せいかつほごをしんせいした", NULL, 0, &segs);
	assert_int_equal(segs.n, 2);
	assert_true(segs.seg[1].more);
	n = segs.seg[1].n;
	find_candidates(&e, IME_KANJI, &segs.seg[1]);
	assert_true(segs.seg[1].n > n);
	assert_string_equal(segs.seg[1].cand[0].text, "申請した");
	ime_segs_release(&segs);
	e.ops->free(e.self);
}

static void switched_off(void **state)
{
	struct engine e;

	setenv("MADOGUCHI_LEARN", "off", 1);
	e = open_anthy();
	choose(&e, IME_KANJI, "いしを", "意志を", false);
	expect_first(&e, IME_KANJI, "いしを", "医師を");
	e.ops->free(e.self);
	unsetenv("MADOGUCHI_LEARN");
}

/* A shipped file that is broken or not there is named, once, and done without.
 */
static void broken_files(void **state)
{
	char *locale = xstrfmt("%s/locale", home);
	char *folder = xstrfmt("%s/locale/ja", home);
	char *path = xstrfmt("%s/locale/ja/words.dict", home);
	struct ime_segs segs = { 0 };
	struct engine e;
	char *notice;
	FILE *file;

	assert_int_equal(mkdir(locale, 0700), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs("いえ\t家\tn\nみち 道\n", file) >= 0);
	assert_int_equal(fclose(file), 0);
	setenv("MADOGUCHI_DATADIR", home, 1);
	e = open_anthy();
	convert(&e, IME_KANJI, "みち", NULL, 0, &segs);
	assert_string_equal(segs.seg[0].reading, "みち");
	notice = converter_notice(&e);
	assert_non_null(notice);
	assert_non_null(strstr(notice, "words.dict:2:"));
	assert_non_null(strstr(notice, "endings.txt"));
	assert_null(converter_notice(&e));
	free(notice);
	ime_segs_release(&segs);
	e.ops->free(e.self);
	unsetenv("MADOGUCHI_DATADIR");
	free(path);
	free(folder);
	free(locale);
}

#ifndef __SANITIZE_ADDRESS__ /* which has its own idea of memory */
/* Memory that is this process's alone, in kB. */
static long private_kb(void)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "r");
	char line[256];
	long kb = 0, part;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		if (sscanf(line, "Private_Dirty: %ld", &part) == 1)
			kb += part;
	assert_int_equal(fclose(file), 0);
	return kb;
}

/* Of a terminal that waits for a key after some conversions; the names, which
 * are a megabyte, come only with a field for a name. */
static void memory(void **state)
{
	long before = private_kb();
	struct engine e = open_anthy();

	assert_in_range(private_kb() - before, 0, 64);
	expect_first(&e, IME_KANJI, "せいかつほごをしんせいしたい",
		     "生活保護を/申請したい");
	expect_first(&e, IME_PLACE, "いなづみ", "稲積");
	print_message("# idle %ld kB\n", private_kb() - before);
	assert_in_range(private_kb() - before, 0, 2048);
	e.ops->free(e.self);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(memory),
#endif
		cmocka_unit_test(kinds),
		cmocka_unit_test(forced),
		cmocka_unit_test(learns),
		cmocka_unit_test(switched_off),
		cmocka_unit_test(others_are_asked_later),
		cmocka_unit_test(broken_files),
	};

	return cmocka_run_group_tests(tests, make_home, clean_home);
}
