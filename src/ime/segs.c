/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/segs.h"

#include "base/mem.h"
#include "base/str.h"

static void seg_release(struct ime_seg *seg)
{
	for (size_t i = 0; i < seg->n; i++) {
		free(seg->cand[i].text);
		free(seg->cand[i].note);
	}
	free(seg->cand);
	free(seg->reading);
}

void ime_segs_release(struct ime_segs *segs)
{
	for (size_t i = 0; i < segs->n; i++)
		seg_release(&segs->seg[i]);
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

void ime_seg_add(struct ime_seg *seg, const char *text, const char *note)
{
	for (size_t i = 0; i < seg->n; i++)
		if (streq(seg->cand[i].text, text))
			return;
	ALLOC_GROW(seg->cand, seg->n + 1, seg->alloc);
	seg->cand[seg->n++] = (struct ime_cand){
		.text = xstrdup(text),
		.note = xstrdup(note),
	};
}
