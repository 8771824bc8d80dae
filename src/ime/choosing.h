/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reading under conversion: its segments, what is chosen for each, and the
 * one that keys act on. Long readings are converted sentence by sentence, so
 * that another cut of one does not touch the others.
 */
#ifndef IME_CHOOSING_H
#define IME_CHOOSING_H

#include "ime/compose.h"
#include "ime/engine.h"

/* A sentence, as it was given to the engine. */
struct choosing_piece {
	size_t first, n; /* segments */
};

/* Either a candidate, or the keys and kana in another form. */
struct choosing_pick {
	size_t cand;
	bool formed;
	enum ime_form form;
};

struct choosing {
	struct ime_segs segs;
	struct choosing_pick *pick;
	size_t pick_alloc;
	struct choosing_piece *piece;
	size_t piece_n, piece_alloc;
	size_t current;
	enum ime_kind kind;
};

void choosing_release(struct choosing *c);

/*
 * Convert. Where the engine fails (or engine->ops is NULL) a sentence stays
 * kana, and err says why. Every segment has its kana in both forms as
 * candidates, too.
 */
void choosing_begin(struct choosing *c, const struct engine *engine,
		    enum ime_kind kind, const char *reading, struct err *err);
/* No conversion: all of it is one segment in this form. */
void choosing_begin_form(struct choosing *c, const char *reading,
			 enum ime_form form);

/* Each: false when there was nothing to do. */
bool choosing_move(struct choosing *c, int by);
/* Candidates, round; all of them have been asked for then. */
bool choosing_turn(struct choosing *c, const struct engine *engine, int by,
		   struct err *err);
bool choosing_pick(struct choosing *c, size_t cand);
/* Cut the current segment by characters longer or shorter; what stands before
 * it stays as chosen. */
bool choosing_resize(struct choosing *c, const struct engine *engine, int by,
		     struct err *err);

/* Append what is chosen for segment i; keys: where the reading came from. */
void choosing_write(const struct choosing *c, size_t i,
		    const struct compose *keys, struct str *out);
/* Tell the engine what was taken. */
void choosing_learn(const struct choosing *c, const struct engine *engine,
		    bool private);

#endif
