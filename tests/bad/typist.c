/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad/typist.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "form/screen.h"

/* The last of them is followed by a page that is passed over. */
static const char *const screens[] = { "reception", "complaint", "tonight",
				       "client" };

static int kind_of(enum field_type type)
{
	switch (type) {
	case FIELD_TEXT:
	case FIELD_KANJI:
	case FIELD_AREA:
		return BOX_TEXT;
	case FIELD_KANA:
		return BOX_KANA;
	case FIELD_TEL:
		return BOX_TEL;
	case FIELD_DATE:
		return BOX_DATE;
	default:
		return BOX_SKIP;
	}
}

static void add_boxes(struct typist *t, const struct screen *screen)
{
	for (size_t i = 0; i < screen->field_n; i++) {
		const struct screen_field *f = &screen->field[i];

		if (f->type == FIELD_COMPUTED)
			continue;
		t->box = xrealloc(t->box,
				  ((size_t)t->box_n + 1) * sizeof(*t->box));
		t->box[t->box_n++] = (struct box){ .path = xstrdup(f->path),
						   .kind = kind_of(f->type) };
	}
	t->box[t->box_n - 1].last = true;
}

int typist_init(struct typist *t, uint64_t seed, struct err *err)
{
	*t = (struct typist){ .dice = 88172645463325252u ^ seed << 20,
			      .field_s = 0.005 };
	for (size_t i = 0; i < ARRAY_SIZE(screens); i++) {
		char *name = xstrfmt("screens/%s.screen", screens[i]);
		char *path = path_data(name);
		struct screen *screen = screen_load(path, NULL, err);

		if (screen)
			add_boxes(t, screen);
		screen_free(screen);
		free(path);
		free(name);
	}
	return err->kind ? -1 : 0;
}

void typist_release(struct typist *t)
{
	typist_forget(t);
	for (int i = 0; i < t->box_n; i++)
		free(t->box[i].path);
	free(t->box);
}

unsigned dice(struct typist *t, unsigned n)
{
	t->dice ^= t->dice << 13;
	t->dice ^= t->dice >> 7;
	t->dice ^= t->dice << 17;
	return (unsigned)(t->dice >> 33) % n;
}

/* What the box could hold next, as it is stored and as it is typed. */
static char *think_of(struct typist *t, int box)
{
	static const char *const kana[] = { "あい", "かき", "さし", "たち" };
	int no = ++t->value_no;

	switch (t->box[box].kind) {
	case BOX_TEXT:
		return xstrfmt("相談の話%d", no);
	case BOX_KANA:
		return xstrfmt("%s%s%s%s", kana[no & 3], kana[no >> 2 & 3],
			       kana[no >> 4 & 3], kana[no >> 6 & 3]);
	case BOX_TEL:
		return xstrfmt("042-%07d", no);
	case BOX_DATE:
		return xstrfmt("19%02d-%02d-%02d", 50 + no % 40, 1 + no % 12,
			       1 + no % 28);
	case BOX_SKIP:
		break;
	}
	return NULL;
}

static void replace(char **old, char *text)
{
	free(*old);
	*old = text;
}

void typist_forget(struct typist *t)
{
	for (int i = 0; i < t->box_n; i++) {
		replace(&t->box[i].acked, NULL);
		replace(&t->box[i].sent, NULL);
	}
	t->at = 0;
}

/* A page begins where something is missing: to its first box from there. */
static int first_box(struct typist *t, struct err *err)
{
	int rc = 0;

	for (int i = t->at; !rc; i++) {
		rc = tty_keys(t->tty, "<S-Tab>", err);
		if (t->box[i].last)
			break;
	}
	return rc;
}

int typist_begin(struct typist *t, const char *const *argv, bool resume,
		 struct err *err)
{
	const struct tty_options options = { .rows = 24 };

	t->tty = tty_spawn(&options, argv);
	if (tty_keys(t->tty, "0125<Enter>madoguchi-demo<Enter>", err) ||
	    tty_keys(t->tty, resume ? "3" : "1", err))
		return -1;
	if (!tty_has_text(t->tty, "下書き"))
		return err_system(err, "no draft came up");
	if (resume && t->at >= 0)
		return 0;
	t->at = 0;
	return first_box(t, err);
}

static int press(struct typist *t, const char *keys, struct err *err)
{
	int row, col, row_before, col_before;

	tty_cursor(t->tty, &row_before, &col_before);
	if (tty_keys(t->tty, keys, err))
		return -1;
	tty_cursor(t->tty, &row, &col);
	if (row == row_before && col == col_before)
		return err_system(err, "the cursor stays in %s",
				  t->box[t->at].path);
	return 0;
}

int typist_type(struct typist *t, struct err *err)
{
	char *text = think_of(t, t->at), *keys;
	int rc;

	if (!text)
		return 0;
	keys = xstrfmt("<C-u>%s", text);
	rc = tty_keys(t->tty, keys, err);
	replace(&t->box[t->at].sent, text);
	free(keys);
	return rc;
}

/* The cursor has come to another page; from behind the last back to the first
 * one. */
static int turn_page(struct typist *t, struct err *err)
{
	if (t->at == t->box_n) {
		t->at = 0;
		for (size_t i = 0; i < ARRAY_SIZE(screens); i++)
			if (tty_keys(t->tty, "<F7>", err))
				return -1;
	}
	return first_box(t, err);
}

int typist_step(struct typist *t, struct err *err)
{
	double start;

	if (dice(t, 4) && typist_type(t, err))
		return -1;
	start = clock_seconds();
	if (press(t, "<Tab>", err))
		return -1;
	if (t->box[t->at].sent) {
		replace(&t->box[t->at].acked, t->box[t->at].sent);
		t->box[t->at].sent = NULL;
		t->acked_n++;
		t->field_s = (t->field_s + clock_seconds() - start) / 2;
	}
	return t->box[t->at++].last ? turn_page(t, err) : 0;
}

int typist_burst(struct typist *t, int n)
{
	struct str keys = STR_INIT;
	int sent_n = 0;

	for (bool last = false; sent_n < n && !last; sent_n++) {
		int box = t->at + sent_n;
		char *text = think_of(t, box);

		last = t->box[box].last;

		if (text) {
			str_addf(&keys, "\025%s", text);
			replace(&t->box[box].sent, text);
		}
		str_addc(&keys, '\t');
	}
	tty_send(t->tty, keys.buf, keys.len);
	str_release(&keys);
	return sent_n;
}
