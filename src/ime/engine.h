/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What turns kana into segments with candidates. Whoever types sees one
 * struct engine, whatever stands behind it.
 */
#ifndef IME_ENGINE_H
#define IME_ENGINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "ime/segs.h"

/* What the field expects. */
enum ime_kind { IME_KANJI, IME_NAME, IME_PLACE };

struct engine_ops {
	const char *name;
	/*
	 * reading: UTF-8 kana (and digits, ASCII as typed). lens: forced
	 * lengths, in characters, of the first lens_n segments; the rest is
	 * free. Every segment has a candidate, and together their readings are
	 * the one given. 0, or -1 and err, with out as it was.
	 */
	int (*convert)(void *self, enum ime_kind kind, const char *reading,
		       const size_t *lens, size_t lens_n, struct ime_segs *out,
		       struct err *err);
	/*
	 * Append the other candidates of a segment that convert gave, where its
	 * more is set: finding them takes time, and mostly nobody looks. NULL:
	 * there never are any. 0, or -1 and err.
	 */
	int (*more)(void *self, enum ime_kind kind, struct ime_seg *seg,
		    struct err *err);
	/*
	 * The person took candidate chosen[i] of segment i; chosen[i] == n
	 * where it was left as kana or written in another form. NULL: nothing
	 * is learned. private: a field of which nothing may be kept.
	 */
	void (*learn)(void *self, enum ime_kind kind,
		      const struct ime_segs *segs, const size_t *chosen,
		      bool private);
	/* Do now what the first conversion would wait for; may be NULL. */
	void (*prepare)(void *self);
	void (*free)(void *self); /* may be NULL */
};

struct engine {
	const struct engine_ops *ops;
	void *self;
};

#endif
