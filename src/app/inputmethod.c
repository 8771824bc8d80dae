/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/inputmethod.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "ime/converter.h"
#include "ime/ime.h"
#include "ime/names.h"
#include "ui/inputmethod.h"

static struct {
	struct romaji *romaji;
	struct engine engine;
	struct ime *ime;
	bool kana; /* in a field where nothing is converted */
	bool prepared;
	struct str complaint;
} im = { .complaint = STR_INIT };

/* As office programs in Japan do. */
static const struct ime_field fields[INPUT_N] = {
	[INPUT_BY_TYPE] = { .mode = IME_DIRECT },
	[INPUT_KANJI] = { .mode = IME_HIRAGANA },
	[INPUT_NAME] = { .mode = IME_HIRAGANA, .kind = IME_NAME },
	[INPUT_PLACE] = { .mode = IME_HIRAGANA, .kind = IME_PLACE },
	[INPUT_KANA] = { .mode = IME_HIRAGANA, .kana = true },
	[INPUT_KATAKANA] = { .mode = IME_KATAKANA, .kana = true },
	[INPUT_ASCII] = { .mode = IME_DIRECT },
	[INPUT_DIRECT] = { .mode = IME_DIRECT },
};

/* Each F-key has its Esc and digit, too; the Ctrl keys are for terminals that
 * have neither these nor arrows with Shift. While nothing is being written
 * all but the last six are the program's. */
static const struct {
	enum key key;
	enum ime_op op;
} keys[] = {
	{ KEY_RETURN, IME_ENTER },
	{ KEY_LINE_FEED, IME_ENTER },
	{ KEY_ESC, IME_ESCAPE },
	{ KEY_CTRL('G'), IME_ESCAPE },
	{ KEY_CURSOR_UP, IME_UP },
	{ KEY_CURSOR_DOWN, IME_DOWN },
	{ KEY_PAGE_UP, IME_PAGE_UP },
	{ KEY_CTRL('B'), IME_PAGE_UP },
	{ KEY_PAGE_DOWN, IME_PAGE_DOWN },
	{ KEY_CTRL('F'), IME_PAGE_DOWN },
	{ KEY_CURSOR_LEFT, IME_LEFT },
	{ KEY_CURSOR_RIGHT, IME_RIGHT },
	{ KEY_GO_HOME, IME_HOME },
	{ KEY_CTRL('A'), IME_HOME },
	{ KEY_GO_END, IME_END },
	{ KEY_CTRL('E'), IME_END },
	{ KEY_SHIFT_RIGHT, IME_LONGER },
	{ KEY_CTRL('O'), IME_LONGER },
	{ KEY_SHIFT_LEFT, IME_SHORTER },
	{ KEY_CTRL('K'), IME_SHORTER },
	{ KEY_DEL, IME_BACKSPACE },
	{ KEY_CTRL('H'), IME_BACKSPACE },
	{ KEY_DELETE, IME_DELETE },
	{ KEY_CTRL('D'), IME_DELETE },
	{ KEY_F_1 + 5, IME_TO_HIRAGANA },
	{ KEY_CTRL('U'), IME_TO_HIRAGANA },
	{ KEY_F_1 + 6, IME_TO_KATAKANA },
	{ KEY_CTRL('Y'), IME_TO_KATAKANA },
	{ KEY_F_1 + 7, IME_TO_HALF_KATAKANA },
	{ KEY_CTRL('W'), IME_TO_HALF_KATAKANA },
	{ KEY_F_1 + 8, IME_TO_FULL_ASCII },
	{ KEY_CTRL('P'), IME_TO_FULL_ASCII },
	{ KEY_F_10, IME_TO_HALF_ASCII },
	{ KEY_CTRL('T'), IME_TO_HALF_ASCII },
	{ KEY_F_1 + 3, IME_TOGGLE },
	{ KEY_CTRL_BACKSLASH, IME_TOGGLE },
	{ KEY_CTRL_SPACE, IME_TOGGLE },
	{ KEY_CTRL_BRACKET, IME_NEXT_MODE },
	{ KEY_CTRL('R'), IME_AGAIN },
};

static const struct input_key converting_keys[] = {
	{ "Space", "Space", N_("next word") },
	{ "1-9", "1-9", N_("take it") },
	{ "←→", "←→", N_("segment") },
	{ "S-←→", "^K^O", N_("its length") },
	{ "F7", "^Y", N_("katakana") },
	{ "Enter", "Enter", N_("done") },
	{ "Esc", "Esc", N_("one back") },
	{ NULL, NULL, NULL },
};

static const struct input_key kana_keys[] = {
	{ "Space", "Space", N_("convert") }, /* not in a field of kana */
	{ "Enter", "Enter", N_("leave as kana") },
	{ "F7", "^Y", N_("katakana") },
	{ "F8", "^W", N_("half-width") },
	{ "F10", "^T", N_("letters") },
	{ "Esc", "Esc", N_("drop it") },
	{ NULL, NULL, NULL },
};

static enum ime_op op_of(const struct event *ev)
{
	for (size_t i = 0; ev->kind == EVENT_KEY && i < ARRAY_SIZE(keys); i++)
		if (keys[i].key == ev->key)
			return keys[i].op;
	return IME_OTHER;
}

static void im_enter(void *self, enum field_input input, bool private)
{
	struct ime_field field = fields[input];

	field.private = private;
	im.kana = field.kana;
	ime_enter(im.ime, &field);
}

static bool im_event(void *self, const struct event *ev)
{
	if (ev->kind == EVENT_KEY && ev->key == KEY_CTRL('L'))
		return false; /* only to see it anew */
	if (ev->kind != EVENT_TEXT)
		return ime_do(im.ime, op_of(ev), 0);
	if (ev->text_len == 1)
		return ime_do(im.ime, IME_CHAR, *ev->text);
	/* The terminal has its own input method. */
	ime_step_back(im.ime);
	return false;
}

static bool im_take(void *self, struct str *text, struct str *reading)
{
	return ime_take(im.ime, text, reading);
}

static const char *im_again(void *self, const struct event *ev)
{
	return op_of(ev) == IME_AGAIN ? ime_last(im.ime) : NULL;
}

static const struct input_key *keys_now(const struct ime_view *v)
{
	if (v->converting)
		return converting_keys;
	return v->text_len ? kana_keys + im.kana : NULL;
}

static void im_look(void *self, struct input_seen *seen)
{
	struct ime_view v;

	ime_look(im.ime, &v);
	*seen = (struct input_seen){
		.letter = ime_mode_letter(ime_mode(im.ime)),
		.text = v.text,
		.len = v.text_len,
		.cursor = v.cursor,
		.mark = v.mark,
		.mark_len = v.mark_len,
		.converting = v.converting,
		.keys = keys_now(&v),
		.rows_n = v.rows_n,
		.row_current = v.row_current,
		.page = v.page,
		.pages_n = v.pages_n,
	};
	for (size_t i = 0; i < v.rows_n; i++)
		seen->row[i] =
			(struct input_row){ v.row[i].text, v.row[i].note };
}

static const char *im_complaint(void *self)
{
	char *notice = converter_notice(&im.engine);

	if (notice)
		str_set(&im.complaint, notice);
	free(notice);
	if (notice)
		return im.complaint.buf;
	return ime_complaint(im.ime, &im.complaint);
}

/* Where Japanese is typed the first Space shall not wait for dictionaries. */
static void im_idle(void *self)
{
	if (im.prepared || ime_mode(im.ime) == IME_DIRECT)
		return;
	im.engine.ops->prepare(im.engine.self);
	im.prepared = true;
}

static const struct input_method method = {
	.enter = im_enter,
	.event = im_event,
	.take = im_take,
	.again = im_again,
	.look = im_look,
	.complaint = im_complaint,
	.idle = im_idle,
};

int inputmethod_start(const char *profile, struct err *err)
{
	const struct converter_options options = { .profile = profile };
	char *path;

	if (streq(getenv("MADOGUCHI_INPUT"), "off"))
		return 0;
	path = path_data("locale/ja/romaji.table");
	im.romaji = romaji_load(path, err);
	free(path);
	if (!im.romaji)
		return -1;
	im.engine = converter_open(&options);
	im.ime = ime_new(im.romaji, im.engine);
	ui_set_input_method(&method, NULL);
	return 0;
}

void inputmethod_stop(void)
{
	ui_set_input_method(NULL, NULL);
	ime_free(im.ime);
	romaji_free(im.romaji);
	if (im.engine.ops && im.engine.ops->free)
		im.engine.ops->free(im.engine.self);
	str_release(&im.complaint);
	im.ime = NULL;
	im.prepared = false;
	im.romaji = NULL;
	im.engine = (struct engine){ 0 };
}

bool inputmethod_reading(const char *name, struct str *out)
{
	char *path = path_data("locale/ja/names.dict"), *reading = NULL;
	struct dict *names = dict_load(path, NULL);
	bool known;

	if (names)
		reading = names_reading(names, name);
	known = reading;
	str_add(out, str_or_empty(reading));
	dict_free(names);
	free(path);
	free(reading);
	return known;
}
