/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line/burst.h"

#include "base/mem.h"

#define PAUSE_S  0.015 /* nobody types faster; a byte at 9600 takes 1 ms */
#define LEN_MIN  16    /* bytes; less is a key that sends many */
#define HELD_MAX 1024

static const char begin_mark[] = "\033[200~";
static const char end_mark[] = "\033[201~";

void burst_init(struct burst *b, bool on)
{
	*b = (struct burst){ .on = on, .held = STR_INIT };
}

void burst_release(struct burst *b)
{
	str_release(&b->held);
}

/*
 * Keys that send sequences may come in bursts, when a network stood still; and
 * so does the finished text of the terminal's own input method. Letters alone
 * would be romaji, and ends of line Enter.
 */
static bool is_paste(const char *bytes, size_t len)
{
	bool command = false, letters = true;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == '\033')
			return false;
		command = command || c < ' ';
		letters = letters && c < 0x80;
	}
	return len >= LEN_MIN && (command || letters);
}

static void let_go(struct burst *b, struct str *out)
{
	str_addn(out, b->held.buf, b->held.len);
	str_reset(&b->held);
}

void burst_feed(struct burst *b, const char *bytes, size_t len, double now,
		struct str *out)
{
	burst_tick(b, now, out);
	b->last = now;
	str_addn(&b->held, bytes, len);
	if (!b->on || b->pasting) {
		let_go(b, out);
	} else if (b->held.len > HELD_MAX) {
		b->pasting = is_paste(b->held.buf, b->held.len);
		if (b->pasting)
			str_add(out, begin_mark);
		let_go(b, out);
	}
}

void burst_tick(struct burst *b, double now, struct str *out)
{
	bool paste;

	if ((!b->pasting && !b->held.len) || now < b->last + PAUSE_S)
		return;
	paste = b->pasting || is_paste(b->held.buf, b->held.len);
	if (paste && !b->pasting)
		str_add(out, begin_mark);
	let_go(b, out);
	if (paste)
		str_add(out, end_mark);
	b->pasting = false;
}

int burst_wait_ms(const struct burst *b, double now)
{
	double left = b->last + PAUSE_S - now;

	if (!b->pasting && !b->held.len)
		return -1;
	return left > 0 ? (int)(left * 1000) + 1 : 0;
}
