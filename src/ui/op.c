/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/op.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* What an operation does, for the help page. */
static const char *const words[OP_N] = {
	[OP_HELP] = N_("help for this page"),
	[OP_TONIGHT] = N_("safety tonight"),
	[OP_BACK] = N_("back"),
	[OP_INPUT_METHOD] = N_("Japanese input"),
	[OP_PAGES] = N_("list of pages"),
	[OP_PAGE_PREV] = N_("previous page"),
	[OP_PAGE_NEXT] = N_("next page"),
	[OP_WHY] = N_("why, and why not"),
	[OP_SAVE] = N_("save"),
	[OP_NEXT] = N_("next field"),
	[OP_PREV] = N_("previous field"),
	[OP_ENTER] = N_("next field; open; new line in a text area"),
	[OP_UP] = N_("up"),
	[OP_DOWN] = N_("down"),
	[OP_LEFT] = N_("left"),
	[OP_RIGHT] = N_("right"),
	[OP_WORD_LEFT] = N_("a word to the left"),
	[OP_WORD_RIGHT] = N_("a word to the right"),
	[OP_HOME] = N_("to the beginning of the line"),
	[OP_END] = N_("to the end of the line"),
	[OP_TOP] = N_("to the top"),
	[OP_BOTTOM] = N_("to the bottom"),
	[OP_BACKSPACE] = N_("erase the character before the cursor"),
	[OP_DELETE] = N_("erase the character at the cursor"),
	[OP_KILL] = N_("erase to the end of the line"),
	[OP_CLEAR] = N_("empty the field"),
	[OP_UNDO] = N_("undo the last change of the field"),
	[OP_CANCEL] = N_("the field as it was before"),
	[OP_ADD] = N_("add a row"),
	[OP_REMOVE] = N_("remove the row"),
	[OP_ROW_UP] = N_("move the row up"),
	[OP_ROW_DOWN] = N_("move the row down"),
	[OP_REDRAW] = N_("paint the screen again"),
	[OP_LOCK] = N_("hide the screen until your passphrase is given"),
};

/*
 * The keys, the one to be shown first in front. F-keys have a second binding,
 * Esc and a digit, that every terminal can send (input.c turns it into the
 * F-key); the others have a Ctrl key. Ctrl-S and
 * Ctrl-Q stay free: serial lines stop and go on with them.
 */
static const struct {
	enum key key;
	enum op op;
	const char *name;
} keys[] = {
	{ KEY_F_1, OP_HELP, "F1" },
	{ KEY_F_1 + 1, OP_TONIGHT, "F2" },
	{ KEY_F_1 + 2, OP_BACK, "F3" },
	{ KEY_F_1 + 3, OP_INPUT_METHOD, "F4" },
	{ KEY_CTRL_BACKSLASH, OP_INPUT_METHOD, "Ctrl-\\" },
	{ KEY_CTRL_SPACE, OP_INPUT_METHOD, "Ctrl-Space" },
	{ KEY_F_1 + 4, OP_PAGES, "F5" },
	{ KEY_F_1 + 5, OP_F6, "F6" },
	{ KEY_F_1 + 6, OP_PAGE_PREV, "F7" },
	{ KEY_PAGE_UP, OP_PAGE_PREV, "PgUp" },
	{ KEY_CTRL('B'), OP_PAGE_PREV, "Ctrl-B" },
	{ KEY_F_1 + 7, OP_PAGE_NEXT, "F8" },
	{ KEY_PAGE_DOWN, OP_PAGE_NEXT, "PgDn" },
	{ KEY_CTRL('F'), OP_PAGE_NEXT, "Ctrl-F" },
	{ KEY_F_1 + 8, OP_WHY, "F9" },
	{ KEY_F_10, OP_SAVE, "F10" },
	{ KEY_TABULATOR, OP_NEXT, "Tab" },
	{ KEY_CTRL('N'), OP_NEXT, "Ctrl-N" },
	{ KEY_BACK_TAB, OP_PREV, "Shift-Tab" },
	{ KEY_CTRL('P'), OP_PREV, "Ctrl-P" },
	{ KEY_RETURN, OP_ENTER, "Enter" },
	{ KEY_LINE_FEED, OP_ENTER, "Ctrl-J" },
	{ KEY_CURSOR_UP, OP_UP, "Up" },
	{ KEY_CURSOR_DOWN, OP_DOWN, "Down" },
	{ KEY_CURSOR_LEFT, OP_LEFT, "Left" },
	{ KEY_CURSOR_RIGHT, OP_RIGHT, "Right" },
	{ KEY_CTRL_LEFT, OP_WORD_LEFT, "Ctrl-Left" },
	{ KEY_CTRL('W'), OP_WORD_LEFT, "Ctrl-W" },
	{ KEY_CTRL_RIGHT, OP_WORD_RIGHT, "Ctrl-Right" },
	{ KEY_CTRL('Y'), OP_WORD_RIGHT, "Ctrl-Y" },
	{ KEY_GO_HOME, OP_HOME, "Home" },
	{ KEY_CTRL('A'), OP_HOME, "Ctrl-A" },
	{ KEY_GO_END, OP_END, "End" },
	{ KEY_CTRL('E'), OP_END, "Ctrl-E" },
	{ KEY_CTRL_HOME, OP_TOP, "Ctrl-Home" },
	{ KEY_CTRL('T'), OP_TOP, "Ctrl-T" },
	{ KEY_CTRL_END, OP_BOTTOM, "Ctrl-End" },
	{ KEY_CTRL('V'), OP_BOTTOM, "Ctrl-V" },
	{ KEY_DEL, OP_BACKSPACE, "Backspace" },
	{ KEY_CTRL('H'), OP_BACKSPACE, "Ctrl-H" },
	{ KEY_DELETE, OP_DELETE, "Del" },
	{ KEY_CTRL('D'), OP_DELETE, "Ctrl-D" },
	{ KEY_CTRL('K'), OP_KILL, "Ctrl-K" },
	{ KEY_CTRL('U'), OP_CLEAR, "Ctrl-U" },
	{ KEY_CTRL('Z'), OP_UNDO, "Ctrl-Z" },
	{ KEY_ESC, OP_CANCEL, "Esc" },
	{ KEY_CTRL('G'), OP_CANCEL, "Ctrl-G" },
	{ KEY_INSERT, OP_ADD, "Ins" },
	{ KEY_CTRL('O'), OP_ADD, "Ctrl-O" },
	{ KEY_CTRL('X'), OP_REMOVE, "Ctrl-X" },
	{ KEY_SHIFT_UP, OP_ROW_UP, "Shift-Up" },
	{ KEY_CTRL('R'), OP_ROW_UP, "Ctrl-R" },
	{ KEY_SHIFT_DOWN, OP_ROW_DOWN, "Shift-Down" },
	{ KEY_CTRL(']'), OP_ROW_DOWN, "Ctrl-]" },
	{ KEY_CTRL('L'), OP_REDRAW, "Ctrl-L" },
	{ KEY_F_12, OP_LOCK, "F12" },
	{ KEY_CTRL('^'), OP_LOCK, "Ctrl-^" },
};

enum op op_of_key(enum key key)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (keys[i].key == key)
			return keys[i].op;
	return OP_NONE;
}

/* Is it on the keyboard of a VT100? Of the keys that send a sequence only the
 * arrows are. */
static bool is_plain(enum key key)
{
	return key < KEY_F_1 ||
	       (key >= KEY_CURSOR_UP && key <= KEY_CURSOR_RIGHT);
}

/* What a terminal without F-keys sends instead; NULL: the key is no F-key. */
static const char *instead_of(enum key key)
{
	static const char *const with_esc[] = {
		"Esc1", "Esc2", "Esc3", "Esc4", "Esc5",
		"Esc6", "Esc7", "Esc8", "Esc9", "Esc0",
	};

	return key >= KEY_F_1 && key <= KEY_F_10 ? with_esc[key - KEY_F_1]
						 : NULL;
}

/* Its name, or NULL when such a terminal has neither it nor another for it. */
static const char *name_of(size_t i, bool f_keys)
{
	const char *instead = instead_of(keys[i].key);

	if (f_keys)
		return keys[i].name;
	return instead ? instead : is_plain(keys[i].key) ? keys[i].name : NULL;
}

void op_keys(enum op op, bool f_keys, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const char *name = name_of(i, f_keys);

		if (keys[i].op != op || !name)
			continue;
		str_addf(out, "%s%s", n++ ? " / " : "", name);
		if (f_keys && instead_of(keys[i].key))
			str_addf(out, " / Esc %d",
				 (int)(keys[i].key - KEY_F_1 + 1) % 10);
	}
}

const char *op_key(enum op op, bool f_keys)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (keys[i].op == op && name_of(i, f_keys))
			return name_of(i, f_keys);
	return "";
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

/* The F-key whose name begins here; -1 none. */
static int f_key_at(const char *s, size_t *len)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		const char *rest;

		if (instead_of(keys[i].key) &&
		    skip_prefix(s, keys[i].name, &rest) && !is_alnum(*rest)) {
			*len = (size_t)(rest - s);
			return (int)i;
		}
	}
	return -1;
}

void op_name_keys(const char *text, bool f_keys, struct str *out)
{
	size_t len, longer = 0;
	bool inside = false; /* of a word */

	while (*text) {
		int i = f_keys || inside ? -1 : f_key_at(text, &len);

		if (i >= 0) {
			const char *name = instead_of(keys[i].key);

			str_add(out, name);
			longer += strlen(name) - len;
			text += len;
			continue;
		}
		if (*text == '\n')
			longer = 0;
		/* A gap pays for it, so that columns stay. */
		if (longer && text[0] == ' ' && text[1] == ' ') {
			longer--;
			text++;
			continue;
		}
		inside = is_alnum(*text);
		str_addc(out, *text++);
	}
}

const char *op_words(enum op op)
{
	return words[op] ? _(words[op]) : "";
}
