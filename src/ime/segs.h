/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a conversion gives: the reading cut into segments, each with its
 * candidates, the likeliest first. Plain data; knows no engine and no screen.
 */
#ifndef IME_SEGS_H
#define IME_SEGS_H

#include <stdbool.h>
#include <stddef.h>

struct ime_cand {
	char *text;
	char *note; /* what tells it from the others, or NULL */
};

struct ime_seg {
	char *reading; /* hiragana, as typed */
	struct ime_cand *cand;
	size_t n, alloc;
	bool more; /* the engine has others when it is asked for them */
};

struct ime_segs {
	struct ime_seg *seg;
	size_t n, alloc;
};

void ime_segs_release(struct ime_segs *segs);
/* Only the first n stay. */
void ime_segs_cut(struct ime_segs *segs, size_t n);

/* Append a segment for len bytes of reading, without candidates so far. The
 * result lives until the next segment is added. */
struct ime_seg *ime_segs_add(struct ime_segs *segs, const char *reading,
			     size_t len);

/* Append the segments of from, from at on, which keeps those before. */
void ime_segs_move(struct ime_segs *to, struct ime_segs *from, size_t at);

/* How many of len bytes an engine is given at once: all of them, or at most
 * max_n characters, up to and with a mark (、。 or a blank) if there is one. */
size_t ime_piece_len(const char *reading, size_t len, size_t max_n);

/* Append a candidate; a text that is there already is ignored. note may be
 * NULL. */
void ime_seg_add(struct ime_seg *seg, const char *text, const char *note);

/* Make this text the first candidate, whether it was there or not. */
void ime_seg_first(struct ime_seg *seg, const char *text);

#endif
