/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Laying out and setting: what goes wrong on paper without any error. Looks
 * inside the room, because a PDF no longer tells which line stood where.
 */
#include "unit/test.h"

#include <signal.h>

#include "print/apart.h"
#include "print/layout.h"

#define HEAD                                                  \
	"@form t 1\n@title t\n@paper A4 12 10 12\n"           \
	"@font body 10 1.5 BIZ UDPGothic, Noto Sans CJK JP\n" \
	"@font name 12 1.3 BIZ UDPMincho, IPAmjMincho, Noto Serif CJK JP\n"

static struct paper *paper_of(const char *text)
{
	struct err err = ERR_INIT;
	struct paper *paper = paper_parse(text, strlen(text), "f", &err);

	assert_string_equal(err.text.buf, "");
	return paper;
}

/* Filled so that much, in pieces of random length (a fixed seed). */
static struct sheet *random_sheet(unsigned *seed)
{
	static const char *const words[] = {
		"夫が亡くなってから眠れない。",
		"電気",
		"渡邉󠄂",
		"𠮷子は",
		"water ",
		"\n",
		"042-000-0000 ",
		"（ひきこもり）",
		"、",
		"ばあば",
	};
	struct sheet *sheet = sheet_new();
	size_t n;
	const struct sheet_key *keys = sheet_keys(&n);

	for (enum sheet_list l = SHEET_MEMBER; l < SHEET_LISTS; l++)
		for (int rows = rand_r(seed) % 12; rows > 0; rows--)
			sheet_add_row(sheet, l);
	for (size_t i = 0; i < n; i++) {
		size_t rows = sheet_rows(sheet, keys[i].list);

		for (size_t row = 0; keys[i].kind == SHEET_TEXT && row < rows;
		     row++) {
			struct str text = STR_INIT;
			int long_one = rand_r(seed) % 25 == 0;
			int pieces = rand_r(seed) % (long_one ? 400 : 6);

			if (!strcmp(keys[i].key, "sheet.token"))
				pieces = 0;
			while (pieces-- > 0)
				str_add(&text, words[(size_t)rand_r(seed) %
						     ARRAY_SIZE(words)]);
			if (keys[i].list == SHEET_ONCE)
				sheet_set(sheet, keys[i].key, text.buf);
			else
				sheet_row_set(sheet, keys[i].key, row,
					      text.buf);
			if (keys[i].sensitive && rand_r(seed) % 8 == 0) {
				if (keys[i].list == SHEET_ONCE)
					sheet_withhold(sheet, keys[i].key);
				else
					sheet_row_withhold(sheet, keys[i].key,
							   row);
			}
			str_release(&text);
		}
	}
	return sheet;
}

/* Where the lines of one text stand: each exactly once. */
struct seen {
	const struct para *para;
	char *lines;
};

static void see(struct seen *seen, size_t *n, const struct placed *placed)
{
	size_t i;

	for (i = 0; i < *n && seen[i].para != placed->para; i++)
		;
	if (i == *n) {
		seen[i].para = placed->para;
		seen[i].lines = xcalloc((size_t)placed->para->lines_n + 1, 1);
		++*n;
	}
	for (int line = placed->from; line < placed->from + placed->n; line++)
		seen[i].lines[line]++;
}

static void check_item(const struct layout *layout, const struct item *item,
		       double *y)
{
	const struct font_style *small = &layout->paper->font[FONT_LABEL];

	assert_true(item->y > *y - 0.05);
	assert_true(item->y + item->h < layout_bottom(layout->paper) + 0.05);
	*y = item->y + item->h;
	for (size_t i = 0; i < item->placed_n; i++) {
		const struct placed *p = &item->placed[i];
		double need = p->n * p->para->pitch;

		if (p->rest >= 0)
			need += small->pt;
		if (item->rest >= 0)
			need += item->strip_h;
		assert_true(need < item->h + 0.05);
		for (int line = p->from; line < p->from + p->n; line++) {
			PangoRectangle box;

			pango_layout_line_get_extents(
				pango_layout_get_line_readonly(p->para->layout,
							       line),
				NULL, &box);
			assert_true(box.width <=
				    (p->w - 2 * PAD_X + 6) * PANGO_SCALE);
		}
	}
}

static void check_nothing_is_cut(const struct layout *layout)
{
	struct seen *seen = xcalloc(layout->items_n * 24, sizeof(*seen));
	size_t seen_n = 0;

	for (size_t i = 0; i < layout->pages_n; i++) {
		double y = layout_top(layout->paper);

		for (size_t k = 0; k < layout->page[i].items_n; k++) {
			const struct item *item = layout->page[i].item[k];

			check_item(layout, item, &y);
			for (size_t c = 0; c < item->placed_n; c++)
				see(seen, &seen_n, &item->placed[c]);
		}
	}
	for (size_t i = 0; i < seen_n; i++) {
		for (int line = 0; line < seen[i].para->lines_n; line++)
			assert_int_equal(seen[i].lines[line], 1);
		free(seen[i].lines);
	}
	for (size_t i = 0; i < layout->rests_n; i++)
		assert_in_range(layout->rest[i].page, 2, layout->pages_n);
	free(seen);
}

static void whatever_is_filled_in_nothing_is_cut(void **state)
{
	struct press *press = press_new();
	unsigned seed = 20261120;

	for (int round = 0; round < 12; round++)
		for (int i = 0; paper_names[i]; i++) {
			struct paper *paper = paper_load(paper_names[i], NULL);
			struct sheet *sheet = random_sheet(&seed);
			struct err err = ERR_INIT;
			struct layout layout;

			assert_int_equal(fonts_check(press, paper, &err), 0);
			layout_make(&layout, press, paper, sheet, &err);
			assert_string_equal(err.text.buf, "");
			check_nothing_is_cut(&layout);
			layout_release(&layout);
			sheet_free(sheet);
			paper_free(paper);
		}
	press_free(press);
}

/* The glyph items of a one-cell form that holds text, in its only layout. */
static struct layout set_one(struct press *press, const struct paper *paper,
			     struct sheet *sheet)
{
	struct err err = ERR_INIT;
	struct layout layout;

	assert_int_equal(layout_make(&layout, press, paper, sheet, &err), 0);
	return layout;
}

static int highest_offset(const struct layout *layout)
{
	PangoLayout *l = layout->item[0]->placed[0].para->layout;
	int highest = 0;

	for (GSList *line = pango_layout_get_lines_readonly(l); line;
	     line = line->next)
		for (GSList *r = ((PangoLayoutLine *)line->data)->runs; r;
		     r = r->next)
			if (abs(((PangoGlyphItem *)r->data)->y_offset) >
			    highest)
				highest = abs(
					((PangoGlyphItem *)r->data)->y_offset);
	return highest;
}

static void draw_nowhere(const struct layout *layout)
{
	cairo_surface_t *surface =
		cairo_recording_surface_create(CAIRO_CONTENT_COLOR, NULL);
	cairo_t *cr = cairo_create(surface);

	layout_draw(layout, cr);
	cairo_destroy(cr);
	cairo_surface_destroy(surface);
}

static void fallback_glyphs_do_not_float(void **state)
{
	struct press *press = press_new();
	struct paper *paper =
		paper_of(HEAD "@cols 90\n| !hide {client.name} |\n");
	struct sheet *sheet = sheet_new();
	struct layout layout;

	/* Pango raises the fallback 𠮷 where BIZ UD begins the line */
	sheet_set(sheet, "client.name", "渡𠮷子 x 한");
	layout = set_one(press, paper, sheet);
	assert_true(highest_offset(&layout) > 0);
	draw_nowhere(&layout);
	assert_int_equal(highest_offset(&layout), 0);
	layout_release(&layout);
	sheet_free(sheet);
	paper_free(paper);
	press_free(press);
}

static void line_pitch_does_not_depend_on_the_font(void **state)
{
	static const char *const texts[] = { "あ\nい\nう", "𠮷\n한\n们" };
	struct press *press = press_new();
	struct paper *paper =
		paper_of(HEAD "@cols 90\n| !hide {client.name} |\n");
	double heights[2];

	for (int i = 0; i < 2; i++) {
		struct sheet *sheet = sheet_new();
		struct layout layout;

		sheet_set(sheet, "client.name", texts[i]);
		layout = set_one(press, paper, sheet);
		heights[i] = layout.item[0]->h;
		layout_release(&layout);
		sheet_free(sheet);
	}
	assert_true(heights[0] == heights[1]);
	assert_true(heights[0] > 3 * 10 * 1.5);
	paper_free(paper);
	press_free(press);
}

static void rows_grow_with_a_tall_name(void **state)
{
	struct press *press = press_new();
	struct paper *paper = paper_of(
		HEAD
		"@cols 20 30\n| =a | !min=8 !hide !name {client.name} |\n");
	struct sheet *sheet = sheet_new();
	struct layout layout;

	layout = set_one(press, paper, sheet);
	assert_true(layout.item[0]->h < 8.1 * MM);
	layout_release(&layout);
	sheet_set(sheet, "client.name",
		  "寿限無寿限無五劫のすりきれ海砂利水魚の水行末雲来末風来末");
	layout = set_one(press, paper, sheet);
	assert_true(layout.item[0]->placed[1].n >= 3);
	assert_true(layout.item[0]->h >=
		    para_height(layout.item[0]->placed[1].para));
	layout_release(&layout);
	sheet_free(sheet);
	paper_free(paper);
	press_free(press);
}

static void variants_get_a_font_that_has_them(void **state)
{
	static const struct {
		gunichar vs;
		const char *family;
	} cases[] = {
		{ 0xe010e, "Noto Serif CJK JP" },
		{ 0xe010f, "IPAmjMincho" },
		{ 0xe011f, "IPAmjMincho" },
	};
	static char families[] = "BIZ UDPGothic";
	const struct font_style style = { .families = families, .pt = 10 };
	struct press *press = press_new();

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *family =
			fonts_for_variant(press, &style, 0x9089, cases[i].vs);

		assert_non_null(family);
		assert_string_equal(family, cases[i].family);
	}
	assert_null(fonts_for_variant(press, &style, 0x9089, 0xe01ef));
	press_free(press);
}

static void rubies_and_phrases_are_not_broken(void **state)
{
	struct press *press = press_new();
	struct paper *paper = paper_of(
		HEAD
		"@cols 24\n| !phrases ああああ いいいい ううう 支援措置《しえんそち》 |\n");
	struct layout layout = set_one(press, paper, NULL);
	const struct para *para = layout.item[0]->placed[0].para;
	PangoLayoutLine *line;

	assert_int_equal(para->rubies_n, 1);
	for (int i = 1; i < para->lines_n; i++) {
		const char *text = pango_layout_get_text(para->layout);

		line = pango_layout_get_line_readonly(para->layout, i);
		assert_true(text[line->start_index - 1] == ' ');
	}
	assert_true(para->lines_n >= 3);
	layout_release(&layout);
	paper_free(paper);
	press_free(press);
}

/* A name is one word to its reader; longer than the line, it is cut after all.
 */
static void names_are_not_broken(void **state)
{
	static const struct {
		const char *name;
		int lines_n;
		const char *last;
	} cases[] = {
		{ "横山 和子", 2, "横山 和子" },
		{ "勅使河原 権左衛門五郎兵衛", 3, NULL },
	};
	struct press *press = press_new();
	struct paper *paper = paper_of(
		HEAD "@cols 32\n| {intake.section}　{intake.staff} |\n");

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct sheet *sheet = sheet_new();
		struct layout layout;
		const struct para *para;
		PangoLayoutLine *line;

		sheet_set(sheet, "intake.section", "介護福祉課");
		sheet_set(sheet, "intake.staff", cases[i].name);
		layout = set_one(press, paper, sheet);
		check_nothing_is_cut(&layout);
		para = layout.item[0]->placed[0].para;
		assert_int_equal(para->lines_n, cases[i].lines_n);
		line = pango_layout_get_line_readonly(para->layout, 1);
		if (cases[i].last)
			assert_string_equal(
				pango_layout_get_text(para->layout) +
					line->start_index,
				cases[i].last);
		layout_release(&layout);
		sheet_free(sheet);
	}
	paper_free(paper);
	press_free(press);
}

static void a_phrase_wider_than_its_cell_is_broken_all_the_same(void **state)
{
	struct press *press = press_new();
	struct paper *paper = paper_of(
		HEAD
		"@cols 20\n| !phrases ああああああああああああああああ |\n");
	struct layout layout = set_one(press, paper, NULL);

	check_nothing_is_cut(&layout);
	assert_true(layout.item[0]->placed[0].n > 1);
	layout_release(&layout);
	paper_free(paper);
	press_free(press);
}

static void a_bar_has_one_width(void **state)
{
	struct press *press = press_new();
	struct paper *paper =
		paper_of(HEAD "@cols 90\n| !hide {client.name} |\n");
	double w[2];

	for (int i = 0; i < 2; i++) {
		struct sheet *sheet = sheet_new();
		struct layout layout;

		sheet_set(sheet, "client.name", i ? "林" : "勅使河原 権左衛門");
		sheet_withhold(sheet, "client.name");
		layout = set_one(press, paper, sheet);
		assert_int_equal(layout.item[0]->placed[0].para->marks_n, 1);
		w[i] = layout.item[0]->placed[0].para->mark[0].w;
		layout_release(&layout);
		sheet_free(sheet);
	}
	assert_true(w[0] == w[1] && w[0] > 40);
	paper_free(paper);
	press_free(press);
}

static void a_row_under_the_code_is_refused(void **state)
{
	struct press *press = press_new();
	struct paper *paper =
		paper_of(HEAD "@qr {sheet.token}\n@cols 186\n| wide |\n");
	struct err err = ERR_INIT;
	struct layout layout;

	assert_int_equal(layout_make(&layout, press, paper, NULL, &err), -1);
	assert_non_null(strstr(err.text.buf, "f:8: this row runs into"));
	layout_release(&layout);
	err_release(&err);
	paper_free(paper);
	press_free(press);
}

/* ---- in a process of its own ---- */

#ifdef __SANITIZE_ADDRESS__ /* which has its own idea of memory */
#define GROWN_KB (64 * 1024)
#else
#define GROWN_KB (2 * 1024)
#endif

/* Kilobytes that are this process's own, and whether it has fonts. */
static long private_kb(bool *fonts)
{
	FILE *f = fopen("/proc/self/smaps", "r");
	char line[512];
	long sum = 0, kb;

	assert_non_null(f);
	*fonts = false;
	while (fgets(line, sizeof(line), f)) {
		if (sscanf(line, "Private_Clean: %ld", &kb) == 1 ||
		    sscanf(line, "Private_Dirty: %ld", &kb) == 1)
			sum += kb;
		*fonts = *fonts || strstr(line, "/fonts/");
	}
	fclose(f);
	return sum;
}

/* Noto is read from end to end for one kanji. First of the tests: afterwards
 * this process has fonts of its own. */
static void a_sheet_made_apart_leaves_no_font(void **state)
{
	struct paper *paper =
		paper_of(HEAD "@cols 90\n| !hide {client.name} |\n");
	struct sheet *sheet = sheet_new();
	const struct press_job jobs[] = { { paper, sheet }, { paper, NULL } };
	struct str apart = STR_INIT, here = STR_INIT;
	struct press *press;
	int pages = 0;
	long before_kb, grown_kb;
	bool fonts;

	setenv("MADOGUCHI_NOW", "2026-11-20T09:15:00", 1);
	sheet_set(sheet, "client.name", "渡邉\U000E0102𠮷子");
	before_kb = private_kb(&fonts);
	assert_int_equal(apart_pdfs(jobs, 2, &apart, &pages, NULL), 0);
	assert_int_equal(pages, 2);
	grown_kb = private_kb(&fonts) - before_kb;
	assert_false(fonts);
	assert_true(grown_kb < GROWN_KB);

	press = press_new();
	assert_int_equal(press_pdfs(press, jobs, 2, &here, NULL, NULL), 0);
	press_free(press);
	private_kb(&fonts);
	assert_true(fonts); /* or we would not have noticed */
	assert_int_equal(apart.len, here.len);
	assert_memory_equal(apart.buf, here.buf, here.len);
	str_release(&apart);
	str_release(&here);
	sheet_free(sheet);
	paper_free(paper);
}

static void what_goes_wrong_apart_is_told(void **state)
{
	struct paper *paper =
		paper_of(HEAD "@qr {sheet.token}\n@cols 186\n| wide |\n");
	struct str out = STR_INIT;
	struct err err = ERR_INIT;
	int pages = 7;

	assert_int_equal(apart_pdfs(&(struct press_job){ paper, NULL }, 1, &out,
				    &pages, &err),
			 -1);
	assert_non_null(strstr(err.text.buf, "f:8: this row runs into"));
	assert_int_equal(err.kind, ERR_INPUT);
	err_reset(&err);
	/* No paper: it falls, where cmocka would catch it. */
	signal(SIGSEGV, SIG_DFL);
	assert_int_equal(
		apart_pdfs(&(struct press_job){ 0 }, 1, &out, &pages, &err),
		-1);
	assert_non_null(strstr(err.text.buf, "The page cannot be drawn: "));
	assert_int_equal(err.kind, ERR_SYSTEM);
	assert_int_equal(out.len, 0);
	assert_int_equal(pages, 7);
	err_release(&err);
	paper_free(paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sheet_made_apart_leaves_no_font),
		cmocka_unit_test(what_goes_wrong_apart_is_told),
		cmocka_unit_test(whatever_is_filled_in_nothing_is_cut),
		cmocka_unit_test(fallback_glyphs_do_not_float),
		cmocka_unit_test(line_pitch_does_not_depend_on_the_font),
		cmocka_unit_test(rows_grow_with_a_tall_name),
		cmocka_unit_test(variants_get_a_font_that_has_them),
		cmocka_unit_test(rubies_and_phrases_are_not_broken),
		cmocka_unit_test(names_are_not_broken),
		cmocka_unit_test(
			a_phrase_wider_than_its_cell_is_broken_all_the_same),
		cmocka_unit_test(a_bar_has_one_width),
		cmocka_unit_test(a_row_under_the_code_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
