/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/segs.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/utf8.h"

static void seg_release(struct ime_seg *seg)
{
	for (size_t i = 0; i < seg->n; i++) {
		free(seg->cand[i].text);
		free(seg->cand[i].note);
	}
	free(seg->cand);
	free(seg->reading);
}

void ime_segs_cut(struct ime_segs *segs, size_t n)
{
	while (segs->n > n)
		seg_release(&segs->seg[--segs->n]);
}

void ime_segs_release(struct ime_segs *segs)
{
	ime_segs_cut(segs, 0);
	free(segs->seg);
	*segs = (struct ime_segs){ 0 };
}

struct ime_seg *ime_segs_add(struct ime_segs *segs, const char *reading,
			     size_t len)
{
	ALLOC_GROW(segs->seg, segs->n + 1, segs->alloc);
	segs->seg[segs->n] =
		(struct ime_seg){ .reading = xstrndup(reading, len) };
	return &segs->seg[segs->n++];
}

void ime_segs_move(struct ime_segs *to, struct ime_segs *from, size_t at)
{
	for (size_t i = at; i < from->n; i++) {
		ALLOC_GROW(to->seg, to->n + 1, to->alloc);
		to->seg[to->n++] = from->seg[i];
	}
	if (at < from->n)
		from->n = at;
}

size_t ime_piece_len(const char *reading, size_t len, size_t max_n)
{
	size_t max = utf8_limit(reading, len, max_n);

	if (max == len)
		return len;
	for (size_t i = max; i > 0;) {
		size_t end = i;
		uint32_t c;

		i = utf8_prev(reading, i);
		c = utf8_decode(reading + i, len - i, NULL);
		if (c == 0x3001 || c == 0x3002 || c == ' ') /* 、。 */
			return end;
	}
	return max;
}

void ime_seg_add(struct ime_seg *seg, const char *text, const char *note)
{
	for (size_t i = 0; i < seg->n; i++)
		if (streq(seg->cand[i].text, text))
			return;
	ALLOC_GROW(seg->cand, seg->n + 1, seg->alloc);
	seg->cand[seg->n++] = (struct ime_cand){
		.text = xstrdup(text),
		.note = note ? xstrdup(note) : NULL,
	};
}

void ime_seg_first(struct ime_seg *seg, const char *text)
{
	struct ime_cand found;
	size_t at = 0;

	ime_seg_add(seg, text, NULL);
	while (!streq(seg->cand[at].text, text))
		at++;
	found = seg->cand[at];
	memmove(&seg->cand[1], &seg->cand[0], at * sizeof(*seg->cand));
	seg->cand[0] = found;
}
