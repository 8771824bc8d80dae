/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/input.h"

#include <string.h>

#include "base/mem.h"
#include "base/secret.h"
#include "text/utf8.h"

#define ESC_WAIT_MS   600 /* Esc, then a digit: as fast as people type */
#define PASTE_WAIT_MS 3000
#define UTF8_WAIT_MS  200
#define BURST_WAIT_MS 50 /* nobody types so fast */
#define BURST_LEN     32

#define PASTE_BEGIN "\033[200~"
#define PASTE_END   "\033[201~"

struct input_seq {
	char *bytes;
	size_t len;
	enum key key;
};

/* What terminals send besides what their terminfo entry says: both forms of
 * the arrows, the F-keys of xterm, vt220, rxvt and the Linux console. */
static const struct {
	const char *bytes;
	enum key key;
} common[] = {
	{ "\033[A", KEY_CURSOR_UP },     { "\033OA", KEY_CURSOR_UP },
	{ "\033[B", KEY_CURSOR_DOWN },   { "\033OB", KEY_CURSOR_DOWN },
	{ "\033[C", KEY_CURSOR_RIGHT },  { "\033OC", KEY_CURSOR_RIGHT },
	{ "\033[D", KEY_CURSOR_LEFT },   { "\033OD", KEY_CURSOR_LEFT },
	{ "\033[1;2A", KEY_SHIFT_UP },   { "\033[1;2B", KEY_SHIFT_DOWN },
	{ "\033[1;2D", KEY_SHIFT_LEFT }, { "\033[1;2C", KEY_SHIFT_RIGHT },
	{ "\033[d", KEY_SHIFT_LEFT },    { "\033[c", KEY_SHIFT_RIGHT },
	{ "\033[1;5C", KEY_CTRL_RIGHT }, { "\033[1;5D", KEY_CTRL_LEFT },
	{ "\033[H", KEY_GO_HOME },       { "\033OH", KEY_GO_HOME },
	{ "\033[1~", KEY_GO_HOME },      { "\033[7~", KEY_GO_HOME },
	{ "\033[F", KEY_GO_END },        { "\033OF", KEY_GO_END },
	{ "\033[4~", KEY_GO_END },       { "\033[8~", KEY_GO_END },
	{ "\033[1;5H", KEY_CTRL_HOME },  { "\033[1;5F", KEY_CTRL_END },
	{ "\033[2~", KEY_INSERT },       { "\033[3~", KEY_DELETE },
	{ "\033[5~", KEY_PAGE_UP },      { "\033[6~", KEY_PAGE_DOWN },
	{ "\033[Z", KEY_BACK_TAB },      { "\033OM", KEY_RETURN },
	{ "\033OP", KEY_F_1 },           { "\033[11~", KEY_F_1 },
	{ "\033[[A", KEY_F_1 },          { "\033OQ", KEY_F_1 + 1 },
	{ "\033[12~", KEY_F_1 + 1 },     { "\033[[B", KEY_F_1 + 1 },
	{ "\033OR", KEY_F_1 + 2 },       { "\033[13~", KEY_F_1 + 2 },
	{ "\033[[C", KEY_F_1 + 2 },      { "\033OS", KEY_F_1 + 3 },
	{ "\033[14~", KEY_F_1 + 3 },     { "\033[[D", KEY_F_1 + 3 },
	{ "\033[15~", KEY_F_1 + 4 },     { "\033[[E", KEY_F_1 + 4 },
	{ "\033[17~", KEY_F_1 + 5 },     { "\033[18~", KEY_F_1 + 6 },
	{ "\033[19~", KEY_F_1 + 7 },     { "\033[20~", KEY_F_1 + 8 },
	{ "\033[21~", KEY_F_10 },        { "\033[23~", KEY_F_10 + 1 },
	{ "\033[24~", KEY_F_12 },
};

/* The number pad of a VT100 sends Esc O and one of these. */
static const char number_pad[] = "pqrstuvwxylmn";
static const char numbers[] = "0123456789,-.";

void input_init(struct input *in)
{
	char bytes[] = "\033O?";

	*in = (struct input){ .bytes = STR_INIT, .text = STR_INIT };
	for (size_t i = 0; i < ARRAY_SIZE(common); i++)
		input_define(in, common[i].bytes, common[i].key);
	for (size_t i = 0; numbers[i]; i++) {
		bytes[2] = number_pad[i];
		input_define(in, bytes, (enum key)numbers[i]);
	}
}

void input_release(struct input *in)
{
	for (size_t i = 0; i < in->seq_n; i++)
		free(in->seq[i].bytes);
	free(in->seq);
	str_release(&in->bytes);
	str_release(&in->text);
	memset(in, 0, sizeof(*in));
}

static void wipe_spare(struct str *s)
{
	if (s->alloc)
		secret_wipe(s->buf + s->len, s->alloc - s->len);
}

void input_forget(struct input *in)
{
	str_splice(&in->bytes, 0, in->used_len, "", 0);
	in->used_len = 0;
	str_reset(&in->text);
	wipe_spare(&in->bytes);
	wipe_spare(&in->text);
}

void input_define(struct input *in, const char *bytes, enum key key)
{
	/* A single byte is a character; and Esc alone is Esc. */
	if (!bytes || bytes[0] != '\033' || strlen(bytes) < 3)
		return;
	for (size_t i = 0; i < in->seq_n; i++)
		if (streq(in->seq[i].bytes, bytes))
			return;
	ALLOC_GROW(in->seq, in->seq_n + 1, in->seq_alloc);
	in->seq[in->seq_n++] = (struct input_seq){
		.bytes = xstrdup(bytes),
		.len = strlen(bytes),
		.key = key,
	};
}

void input_feed(struct input *in, const void *bytes, size_t len)
{
	str_splice(&in->bytes, 0, in->used_len, NULL, 0);
	in->used_len = 0;
	str_addn(&in->bytes, bytes, len);
}

/* Enter, Tab or another command with more behind it, but no key that sends a
 * sequence: those come in bursts when a network stood still. */
static bool has_commands(const char *bytes, size_t len)
{
	bool found = false;

	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == '\033')
			return false;
		found = found || (i + 1 < len && (unsigned char)bytes[i] < ' ');
	}
	return found;
}

void input_feed_idle(struct input *in, const void *bytes, size_t len)
{
	bool idle = in->used_len == in->bytes.len && !in->pasting;

	input_feed(in, bytes, len);
	if (idle && len >= BURST_LEN && has_commands(bytes, len)) {
		str_reset(&in->text);
		in->pasting = in->burst = true;
	}
}

static const char *rest(const struct input *in, size_t *len)
{
	*len = in->bytes.len - in->used_len;
	return in->bytes.buf + in->used_len;
}

static enum event_kind give_key(struct input *in, struct event *ev,
				enum key key, size_t used_len)
{
	in->used_len += used_len;
	if (key >= ' ' && key < KEY_DEL) {
		str_addc(&in->text, (char)key);
		ev->text = in->text.buf;
		ev->text_len = 1;
		return ev->kind = EVENT_TEXT;
	}
	ev->key = key;
	return ev->kind = EVENT_KEY;
}

/* ---- pastes ---- */

static void keep_paste(struct input *in, size_t len)
{
	const char *s = in->bytes.buf + in->used_len;
	size_t room = INPUT_PASTE_MAX - in->text.len;
	size_t kept = len < room ? len : room;

	/* Never half a character. */
	while (kept && kept < len && (s[kept] & 0xc0) == 0x80)
		kept--;
	if (in->paste_lost_n)
		kept = 0;
	str_addn(&in->text, s, kept);
	for (size_t i = kept; i < len; i++)
		in->paste_lost_n += (s[i] & 0xc0) != 0x80;
	in->used_len += len;
}

static enum event_kind give_paste(struct input *in, struct event *ev)
{
	in->pasting = in->burst = false;
	ev->text = in->text.buf;
	ev->text_len = in->text.len;
	ev->lost_n = in->paste_lost_n;
	in->paste_lost_n = 0;
	return ev->kind = EVENT_PASTE;
}

static enum event_kind next_paste(struct input *in, struct event *ev)
{
	size_t len, tail = strlen(PASTE_END) - 1;
	const char *s = rest(in, &len);
	const char *end = memmem(s, len, PASTE_END, tail + 1);

	if (!end) {
		/* The last bytes may be the beginning of the end. */
		if (len > tail)
			keep_paste(in, len - tail);
		return EVENT_NONE;
	}
	keep_paste(in, (size_t)(end - s));
	in->used_len += tail + 1;
	return give_paste(in, ev);
}

/* ---- escape sequences ---- */

/* Bytes of a whole sequence that nobody knows, 0 when its end is missing. */
static size_t unknown_len(const char *s, size_t len)
{
	size_t i = 2;

	if (s[1] == 'O')
		return len >= 3 ? 3 : 0;
	while (i < len && s[i] >= 0x20 && s[i] <= 0x3f)
		i++;
	return i < len ? i + 1 : 0;
}

static enum event_kind next_escape(struct input *in, struct event *ev)
{
	bool begins = false;
	size_t len;
	const char *s = rest(in, &len);

	if (len == 1)
		return EVENT_NONE;
	if (!in->esc_alone && s[1] >= '0' && s[1] <= '9')
		return give_key(in, ev, KEY_F_1 + (s[1] - '0' + 9) % 10, 2);
	for (size_t i = 0; i < in->seq_n; i++) {
		const struct input_seq *seq = &in->seq[i];
		size_t n = seq->len < len ? seq->len : len;

		if (memcmp(s, seq->bytes, n) != 0)
			continue;
		if (n == seq->len)
			return give_key(in, ev, seq->key, n);
		begins = true;
	}
	if (len >= strlen(PASTE_BEGIN) &&
	    !memcmp(s, PASTE_BEGIN, strlen(PASTE_BEGIN))) {
		in->used_len += strlen(PASTE_BEGIN);
		in->pasting = true;
		return next_paste(in, ev);
	}
	if (begins)
		return EVENT_NONE;
	if (s[1] != '[' && s[1] != 'O')
		return give_key(in, ev, KEY_ESC, 1);
	len = unknown_len(s, len);
	in->used_len += len;
	return EVENT_NONE;
}

/* ---- characters ---- */

/* Could these bytes become one character when more of them come? */
static bool unfinished(const char *s, size_t len)
{
	unsigned char c = (unsigned char)s[0];
	size_t need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc2 ? 2 : 1;

	if (c > 0xf4 || len >= need)
		return false;
	for (size_t i = 1; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static enum event_kind next_character(struct input *in, struct event *ev)
{
	size_t len, used;
	const char *s = rest(in, &len);
	uint32_t c;

	if (unfinished(s, len))
		return EVENT_NONE;
	c = utf8_decode(s, len, &used);
	in->used_len += used;
	/* Broken here, or on its way here (no keyboard has U+FFFD); a control
	 */
	if (c == UTF8_REPLACEMENT || (c >= 0x7f && c < 0xa0))
		return EVENT_NONE;
	str_reset(&in->text);
	str_addn(&in->text, s, used);
	ev->text = in->text.buf;
	ev->text_len = used;
	return ev->kind = EVENT_TEXT;
}

/* One step: an event, or EVENT_NONE with or without having used bytes. */
static enum event_kind step(struct input *in, struct event *ev)
{
	size_t len;
	const char *s = rest(in, &len);

	*ev = (struct event){ .text = "" };
	if (in->pasting)
		return next_paste(in, ev);
	str_reset(&in->text);
	if (!len)
		return EVENT_NONE;
	if (*s == '\033')
		return next_escape(in, ev);
	if (*s == '\0')
		return give_key(in, ev, KEY_CTRL_SPACE, 1);
	if ((unsigned char)*s < ' ' || *s == KEY_DEL)
		return give_key(in, ev, (enum key) * s, 1);
	return next_character(in, ev);
}

enum event_kind input_next(struct input *in, struct event *ev)
{
	enum event_kind kind;
	size_t before;

	do {
		before = in->used_len;
		kind = step(in, ev);
	} while (kind == EVENT_NONE && in->used_len != before);
	return kind;
}

enum event_kind input_timeout(struct input *in, struct event *ev)
{
	size_t len;
	const char *s = rest(in, &len);

	*ev = (struct event){ .text = "" };
	if (in->pasting) {
		keep_paste(in, len);
		return give_paste(in, ev);
	}
	if (len == 1 && *s == '\033')
		return give_key(in, ev, KEY_ESC, 1);
	in->used_len += len; /* a piece of something */
	return EVENT_NONE;
}

int input_wait_ms(const struct input *in, int esc_delay_ms)
{
	size_t len;
	const char *s = rest(in, &len);

	if (in->pasting)
		return in->burst ? BURST_WAIT_MS : PASTE_WAIT_MS;
	if (!len)
		return -1;
	if (*s != '\033')
		return UTF8_WAIT_MS;
	return len == 1 && !in->esc_alone ? ESC_WAIT_MS : esc_delay_ms;
}
