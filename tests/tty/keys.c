/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of keys to what a terminal sends. libvterm does the encoding, so that
 * arrows and F-keys follow the mode the program has asked for.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "tty/tty_private.h"

static const struct {
	const char *name;
	VTermKey key;
} named_keys[] = {
	{ "Enter", VTERM_KEY_ENTER },  { "Tab", VTERM_KEY_TAB },
	{ "BS", VTERM_KEY_BACKSPACE }, { "Esc", VTERM_KEY_ESCAPE },
	{ "Up", VTERM_KEY_UP },        { "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT },    { "Right", VTERM_KEY_RIGHT },
	{ "Home", VTERM_KEY_HOME },    { "End", VTERM_KEY_END },
	{ "PgUp", VTERM_KEY_PAGEUP },  { "PgDn", VTERM_KEY_PAGEDOWN },
	{ "Ins", VTERM_KEY_INS },      { "Del", VTERM_KEY_DEL },
};

static VTermKey find_key(const char *name)
{
	int number;
	char rest;

	for (size_t i = 0; i < ARRAY_SIZE(named_keys); i++)
		if (!strcasecmp(named_keys[i].name, name))
			return named_keys[i].key;
	if (sscanf(name, "F%d%c", &number, &rest) == 1 && number >= 1 &&
	    number <= 12)
		return VTERM_KEY_FUNCTION(number);
	return VTERM_KEY_NONE;
}

/* Encode what stands between < and > into tty->reply; false: no such key. */
static bool encode_named(struct tty *tty, const char *name)
{
	VTermModifier modifier = VTERM_MOD_NONE;
	VTermKey key;

	if (!strcasecmp(name, "lt") || !strcasecmp(name, "Space")) {
		str_addc(&tty->reply, tolower(name[0]) == 'l' ? '<' : ' ');
		return true;
	}
	while (name[0] && name[1] == '-') {
		if (name[0] == 'S')
			modifier |= VTERM_MOD_SHIFT;
		else if (name[0] == 'C')
			modifier |= VTERM_MOD_CTRL;
		else
			return false;
		name += 2;
	}
	if (modifier == VTERM_MOD_CTRL && strlen(name) == 1) {
		str_addc(&tty->reply, toupper(name[0]) & 0x1f);
		return true;
	}
	if (modifier == VTERM_MOD_CTRL && !strcasecmp(name, "Space")) {
		str_addn(&tty->reply, "", 1);
		return true;
	}
	key = find_key(name);
	if (key != VTERM_KEY_NONE)
		vterm_keyboard_key(tty->vterm, key, modifier);
	return key != VTERM_KEY_NONE;
}

/* Encode the first key of keys; its end, or NULL and a sentence. */
static const char *encode_key(struct tty *tty, const char *keys,
			      struct err *err)
{
	const char *end = keys + 1;
	char *name;
	bool known;

	if (*keys != '<') {
		while ((*end & 0xc0) == 0x80)
			end++;
		str_addn(&tty->reply, keys, end - keys);
		return end;
	}
	end = strchr(keys, '>');
	if (!end) {
		err_input(err, "no > behind %s (write <lt> for <)", keys);
		return NULL;
	}
	name = xstrndup(keys + 1, end - keys - 1);
	known = encode_named(tty, name);
	end++;
	if (!known) {
		err_input(err, "no key is called <%s>", name);
		end = NULL;
	} else if (!strcasecmp(name, "Esc") && isdigit((unsigned char)*end)) {
		str_addc(&tty->reply, *end++);
	}
	free(name);
	return end;
}

int tty_keys(struct tty *tty, const char *keys, struct err *err)
{
	while (*keys) {
		if (!tty_wait_ready(tty))
			return err_system(err,
					  "the program did not get ready "
					  "for %s",
					  keys);
		tty_event(tty);
		keys = encode_key(tty, keys, err);
		if (!keys) {
			tty->ready = true; /* nothing was pressed */
			return -1;
		}
		if (tty_type(tty) < 0)
			return err_system(err,
					  "the program has ended before "
					  "%s",
					  keys);
	}
	if (!tty_wait_ready(tty) && tty->ready_fd >= 0)
		return err_system(err, "the program did not answer the last "
				       "key");
	return 0;
}

int tty_paste(struct tty *tty, const char *bytes, size_t len, struct err *err)
{
	if (!tty_wait_ready(tty))
		return err_system(err, "the program did not get ready for the "
				       "paste");
	tty_event(tty);
	vterm_keyboard_start_paste(tty->vterm);
	str_addn(&tty->reply, bytes, len);
	vterm_keyboard_end_paste(tty->vterm);
	if (tty_type(tty) < 0)
		return err_system(err, "the program did not take the paste");
	if (!tty_wait_ready(tty) && tty->ready_fd >= 0)
		return err_system(err, "the program did not answer the paste");
	return 0;
}
