/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line/backlog.h"

#include <string.h>

#define BITS_PER_BYTE 10.0 /* with start and stop bit */
#define AHEAD_SECONDS 0.2  /* handed out before the line has carried it */

/* Gives up the sequence in which the rest was dropped, and its attributes. */
#define RESET "\x18\033[m\017"

void backlog_resize(struct backlog *b, int rows, int cols)
{
	/* A page of kanji, and its attributes. */
	b->limit_len = 3 * (size_t)rows * (size_t)cols / 2;
}

void backlog_init(struct backlog *b, int speed, double now)
{
	*b = (struct backlog){
		.bytes = STR_INIT,
		.speed = speed,
		.sent_until = now,
	};
	backlog_resize(b, 24, 80);
}

void backlog_release(struct backlog *b)
{
	str_release(&b->bytes);
}

static size_t waiting_len(const struct backlog *b)
{
	return b->bytes.len - b->sent_len;
}

/* Bytes that end a letter of which the first ones were sent: some terminals
 * would show the rest of it in the next picture. */
static size_t begun_len(const struct backlog *b)
{
	const char *s = b->bytes.buf + b->sent_len;
	size_t len = 0;

	while (b->utf8 && len < waiting_len(b) && (s[len] & 0xc0) == 0x80)
		len++;
	return len;
}

/* Drop what waits, but not a new picture; and all that follows. */
static void drop(struct backlog *b)
{
	if (b->state == BACKLOG_FLOWING)
		str_setlen(&b->bytes, b->sent_len + begun_len(b));
	str_add(&b->bytes, RESET);
	b->state = BACKLOG_DROPPING;
}

/* No picture has more than three bytes for each cell. */
static size_t most_len(const struct backlog *b)
{
	return b->state == BACKLOG_REDRAWING ? 2 * b->limit_len : b->limit_len;
}

void backlog_add(struct backlog *b, const char *bytes, size_t len)
{
	if (b->state == BACKLOG_DROPPING)
		return;
	if (waiting_len(b) + len > most_len(b)) {
		drop(b);
		return;
	}
	str_splice(&b->bytes, 0, b->sent_len, NULL, 0);
	b->sent_len = 0;
	str_addn(&b->bytes, bytes, len);
}

bool backlog_empty(const struct backlog *b)
{
	return !waiting_len(b);
}

static double seconds_of(const struct backlog *b, size_t len)
{
	return (double)len * BITS_PER_BYTE / b->speed;
}

size_t backlog_ready(struct backlog *b, double now, const char **bytes)
{
	size_t len = waiting_len(b), room;

	*bytes = b->bytes.buf + b->sent_len;
	if (!b->speed || !len)
		return len;
	if (b->sent_until < now)
		b->sent_until = now;
	if (b->sent_until >= now + AHEAD_SECONDS)
		return 0;
	room = (size_t)((now + AHEAD_SECONDS - b->sent_until) * b->speed /
			BITS_PER_BYTE);
	return len < room ? len : room;
}

void backlog_sent(struct backlog *b, size_t len, double now)
{
	b->sent_len += len;
	b->redrawn_len += len;
	if (b->speed)
		b->sent_until += seconds_of(b, len);
	if (b->state == BACKLOG_REDRAWING &&
	    (backlog_empty(b) || b->redrawn_len > b->limit_len))
		b->state = BACKLOG_FLOWING;
}

int backlog_wait_ms(const struct backlog *b, double now)
{
	double wait;

	if (backlog_empty(b))
		return -1;
	/* Not for each byte anew: half of what may go ahead. */
	wait = b->speed ? b->sent_until - now - AHEAD_SECONDS / 2 : 0;
	return wait > 0 ? (int)(wait * 1e3) + 1 : 0;
}

bool backlog_wants_redraw(struct backlog *b)
{
	if (b->state != BACKLOG_DROPPING || !backlog_empty(b))
		return false;
	b->state = BACKLOG_REDRAWING;
	b->redrawn_len = 0;
	return true;
}
