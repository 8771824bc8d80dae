/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three tables lie between a key and what it does: the key's name, the named
 * operation it stands for (op.c), and the function a view has for that
 * operation. The key bar and the help page are made from the same tables.
 */
#ifndef UI_OP_H
#define UI_OP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "ui/input.h"

enum op {
	OP_NONE, /* also ends a table */
	OP_HELP,
	OP_TONIGHT,
	OP_BACK,
	OP_INPUT_METHOD,
	OP_PAGES,
	OP_F6,
	OP_PAGE_PREV,
	OP_PAGE_NEXT,
	OP_WHY,
	OP_SAVE,
	OP_NEXT,
	OP_PREV,
	OP_ENTER,
	OP_UP,
	OP_DOWN,
	OP_LEFT,
	OP_RIGHT,
	OP_WORD_LEFT,
	OP_WORD_RIGHT,
	OP_HOME,
	OP_END,
	OP_TOP,
	OP_BOTTOM,
	OP_BACKSPACE,
	OP_DELETE,
	OP_KILL,
	OP_CLEAR,
	OP_UNDO,
	OP_CANCEL,
	OP_CHOOSE,
	OP_ADD,
	OP_REMOVE,
	OP_ROW_UP,
	OP_ROW_DOWN,
	OP_REDRAW,
	OP_LOCK,
	OP_N,
};

/* Which operation a key stands for; OP_NONE when none. */
enum op op_of_key(enum key key);
/* "F1 / Esc 1": the keys of an operation, for people; without F-keys those
 * that a VT100 has. */
void op_keys(enum op op, bool f_keys, struct str *out);
/* The first of them as the key bar shows it: "F1", or "Esc1" on a terminal
 * without F-keys. "" when it has none. */
const char *op_key(enum op op, bool f_keys);
/* Append words of ours (never what people typed), with the F-keys in them
 * called as op_key() does. */
void op_name_keys(const char *text, bool f_keys, struct str *out);
/* What it does, translated. */
const char *op_words(enum op op);

#endif
