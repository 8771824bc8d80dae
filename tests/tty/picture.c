/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen as a picture, and its comparison with a kept one. */
#include "tty/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tty/tty_private.h"

#define MAX_PICTURE_LEN (1 << 20)
#define WIDE_RIGHT_HALF ((uint32_t)-1)

static void add_utf8(struct str *out, uint32_t c)
{
	if (c < 0x80) {
		str_addc(out, (char)c);
	} else if (c < 0x800) {
		str_addc(out, (char)(0xc0 | c >> 6));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		str_addc(out, (char)(0xe0 | c >> 12));
		str_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	} else {
		str_addc(out, (char)(0xf0 | c >> 18));
		str_addc(out, (char)(0x80 | (c >> 12 & 0x3f)));
		str_addc(out, (char)(0x80 | (c >> 6 & 0x3f)));
		str_addc(out, (char)(0x80 | (c & 0x3f)));
	}
}

static VTermScreenCell get_cell(struct tty *tty, int row, int col)
{
	VTermScreenCell cell = { 0 }; /* of an empty one only chars[0] is set */

	vterm_screen_get_cell(tty->screen, (VTermPos){ row, col }, &cell);
	return cell;
}

static void add_cell(struct tty *tty, const VTermScreenCell *cell,
		     struct str *out)
{
	if (!cell->chars[0])
		str_addc(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		add_utf8(out,
			 tty->glass ? glass_original(tty->glass, cell->chars[i])
				    : cell->chars[i]);
}

void tty_row(struct tty *tty, int row, struct str *out)
{
	size_t end_len = out->len;

	for (int col = 0; col < tty->cols; col++) {
		VTermScreenCell cell = get_cell(tty, row, col);

		if (cell.chars[0] == WIDE_RIGHT_HALF)
			continue;
		add_cell(tty, &cell, out);
		if (cell.chars[0] && (cell.chars[0] != ' ' || cell.chars[1]))
			end_len = out->len;
	}
	str_setlen(out, end_len);
}

bool tty_is_red(struct tty *tty, int row, int col)
{
	VTermScreenCell cell = get_cell(tty, row, col);

	return cell.attrs.bold && VTERM_COLOR_IS_INDEXED(&cell.fg) &&
	       cell.fg.indexed.idx == 1;
}

void tty_marked(struct tty *tty, struct str *out)
{
	for (int col = tty->cursor.col; col < tty->cols; col++) {
		VTermScreenCell cell = get_cell(tty, tty->cursor.row, col);

		if (cell.chars[0] == WIDE_RIGHT_HALF)
			continue;
		if (!cell.attrs.reverse)
			break;
		add_cell(tty, &cell, out);
	}
}

static void add_color(struct tty *tty, struct str *out, const char *what,
		      VTermColor color)
{
	if (VTERM_COLOR_IS_INDEXED(&color)) {
		str_addf(out, " %s=%d", what, color.indexed.idx);
		return;
	}
	str_addf(out, " %s=#%02x%02x%02x", what, color.rgb.red, color.rgb.green,
		 color.rgb.blue);
}

/* " reverse fg=2", or nothing for a plain cell. */
static void describe(struct tty *tty, const VTermScreenCell *cell,
		     struct str *out)
{
	if (cell->attrs.reverse)
		str_add(out, " reverse");
	if (cell->attrs.bold)
		str_add(out, " bold");
	if (cell->attrs.underline)
		str_add(out, " underline");
	if (cell->attrs.italic)
		str_add(out, " italic");
	if (cell->attrs.blink)
		str_add(out, " blink");
	if (cell->attrs.strike)
		str_add(out, " strike");
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		add_color(tty, out, "fg", cell->fg);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		add_color(tty, out, "bg", cell->bg);
}

/* "03:0-9 bold, 12-20 reverse", or nothing for a plain row. */
static void add_attributes(struct tty *tty, int row, struct str *out)
{
	struct str run = STR_INIT, now = STR_INIT;
	bool first = true;
	int begin = 0;

	for (int col = 0; col <= tty->cols; col++) {
		str_reset(&now);
		if (col < tty->cols) {
			VTermScreenCell cell = get_cell(tty, row, col);

			if (cell.chars[0] == WIDE_RIGHT_HALF)
				continue; /* as its left half */
			describe(tty, &cell, &now);
			if (streq(now.buf, run.buf))
				continue;
		}
		if (run.len) {
			if (first)
				str_addf(out, "%02d:", row);
			str_addf(out, "%s%d-%d%s", first ? "" : ", ", begin,
				 col - 1, run.buf);
			first = false;
		}
		str_set(&run, now.buf);
		begin = col;
	}
	if (!first)
		str_addc(out, '\n');
	str_release(&run);
	str_release(&now);
}

void tty_picture(struct tty *tty, struct str *out)
{
	str_addf(out, "%dx%d cursor ", tty->rows, tty->cols);
	if (tty->cursor_shown)
		str_addf(out, "%d,%d\n", tty->cursor.row, tty->cursor.col);
	else
		str_add(out, "hidden\n");
	for (int row = 0; row < tty->rows; row++) {
		size_t begin = out->len, text;

		str_addf(out, "%02d|", row);
		text = out->len;
		tty_row(tty, row, out);
		if (out->len == text)
			str_setlen(out, begin);
		else
			str_addc(out, '\n');
	}
	for (int row = 0; row < tty->rows; row++)
		add_attributes(tty, row, out);
}

void tty_plain(struct tty *tty, struct str *out)
{
	size_t end_len = out->len;

	for (int row = 0; row < tty->rows; row++) {
		size_t begin = out->len;

		tty_row(tty, row, out);
		str_addc(out, '\n');
		if (out->len > begin + 1)
			end_len = out->len;
	}
	str_setlen(out, end_len);
}

static bool has_line(const char *text, const char *line, size_t len)
{
	while (*text) {
		size_t here = strcspn(text, "\n");

		if (here == len && !memcmp(text, line, len))
			return true;
		text += here + (text[here] == '\n');
	}
	return false;
}

/* The lines of text that other has not; each names its row by itself. */
static void add_missing(struct str *out, char mark, const char *text,
			const char *other)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (!has_line(other, text, len)) {
			str_addc(out, mark);
			str_addn(out, text, len);
			str_addc(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
}

static int write_golden(const char *path, const struct str *picture,
			struct err *err)
{
	FILE *f = fopen(path, "w");

	if (!f)
		return err_errno(err, "%s cannot be written", path);
	fwrite(picture->buf, 1, picture->len, f);
	if (fclose(f))
		return err_errno(err, "%s cannot be written", path);
	return 0;
}

static bool looks_like(struct tty *tty, const void *wanted)
{
	struct str picture = STR_INIT;
	bool same;

	tty_picture(tty, &picture);
	same = streq(picture.buf, wanted);
	str_release(&picture);
	return same;
}

int tty_golden(struct tty *tty, const char *path, struct err *err)
{
	struct str wanted = STR_INIT, got = STR_INIT, diff = STR_INIT;
	int rc = 0;

	tty_wait_ready(tty);
	if (streq(getenv("MADO_GOLDEN"), "write")) {
		tty_picture(tty, &got);
		rc = write_golden(path, &got, err);
	} else if (str_read_file(&wanted, path, MAX_PICTURE_LEN, err) < 0) {
		tty_picture(tty, &got);
		rc = err_input(err, "MADO_GOLDEN=write would keep this:\n%s",
			       got.buf);
	} else if (!tty_wait(tty, looks_like, wanted.buf, tty_grace_ms(tty))) {
		tty_picture(tty, &got);
		add_missing(&diff, '-', wanted.buf, got.buf);
		add_missing(&diff, '+', got.buf, wanted.buf);
		rc = err_input(err,
			       "the screen is not as in %s\n"
			       "--- wanted\n%s+++ seen\n%s=== differs\n%s",
			       path, wanted.buf, got.buf, diff.buf);
	}
	str_release(&wanted);
	str_release(&got);
	str_release(&diff);
	return rc;
}
