/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/choosing.h"

#include <string.h>

#include "base/mem.h"
#include "text/kana.h"
#include "text/utf8.h"

#define PIECE_MAX_CHARS 100

void choosing_release(struct choosing *c)
{
	ime_segs_release(&c->segs);
	free(c->pick);
	free(c->piece);
	*c = (struct choosing){ 0 };
}

static size_t chars_of(const struct ime_seg *seg)
{
	return utf8_count(seg->reading, strlen(seg->reading));
}

/* ---- converting ---- */

/* Every segment can be left as kana; it is asked for behind all others. */
static void add_kana(struct ime_seg *seg)
{
	char *katakana;

	if (seg->more)
		return;
	katakana = kana_to_katakana(seg->reading);
	ime_seg_add(seg, seg->reading, NULL);
	ime_seg_add(seg, katakana, NULL);
	free(katakana);
}

/* Do the segments cover the reading, with the lengths that were asked for? */
static bool obeyed(const struct ime_segs *segs, const char *reading,
		   const size_t *lens, size_t lens_n)
{
	bool alike = segs->n >= lens_n;

	for (size_t i = 0; alike && i < segs->n; i++) {
		alike = *segs->seg[i].reading &&
			skip_prefix(reading, segs->seg[i].reading, &reading) &&
			(i >= lens_n || chars_of(&segs->seg[i]) == lens[i]);
	}
	return alike && !*reading;
}

/* Convert one sentence into out. False: the engine could not, and out is
 * empty. */
static bool ask(const struct engine *engine, enum ime_kind kind,
		const char *reading, const size_t *lens, size_t lens_n,
		struct ime_segs *out, struct err *err)
{
	if (!engine->ops)
		return false;
	if (engine->ops->convert(engine->self, kind, reading, lens, lens_n, out,
				 err))
		return false;
	if (obeyed(out, reading, lens, lens_n))
		return true;
	ime_segs_release(out);
	return false;
}

/* Where the first sentence of s ends: behind 。！？, else behind the last 、 of
 * what is converted in one go, else there. */
static size_t sentence_len(const char *s)
{
	static const char *const ends[] = { "。", "！", "？", "\n" };
	size_t len = strlen(s), limit = utf8_limit(s, len, PIECE_MAX_CHARS);
	size_t comma = 0, used;

	for (size_t pos = 0; pos < limit; pos += used) {
		utf8_decode(s + pos, len - pos, &used);
		for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
			if (skip_prefix(s + pos, ends[i], NULL))
				return pos + used;
		if (skip_prefix(s + pos, "、", NULL))
			comma = pos + used;
	}
	return limit < len && comma ? comma : limit;
}

static void add_piece(struct choosing *c, size_t first)
{
	ALLOC_GROW(c->piece, c->piece_n + 1, c->piece_alloc);
	c->piece[c->piece_n++] = (struct choosing_piece){
		.first = first,
		.n = c->segs.n - first,
	};
}

/* Take the segments of got, from at on, none of them chosen yet. */
static void append_segs(struct choosing *c, struct ime_segs *got, size_t at)
{
	size_t first = c->segs.n;

	ime_segs_move(&c->segs, got, at);
	ime_segs_release(got);
	ALLOC_GROW(c->pick, c->segs.n, c->pick_alloc);
	for (size_t i = first; i < c->segs.n; i++) {
		add_kana(&c->segs.seg[i]);
		c->pick[i] = (struct choosing_pick){ 0 };
	}
}

void choosing_begin(struct choosing *c, const struct engine *engine,
		    enum ime_kind kind, const char *reading, struct err *err)
{
	choosing_release(c);
	c->kind = kind;
	while (*reading) {
		size_t len = sentence_len(reading), first = c->segs.n;
		char *sentence = xstrndup(reading, len);
		struct ime_segs got = { 0 };

		if (!ask(engine, kind, sentence, NULL, 0, &got, err))
			ime_segs_add(&got, sentence, len);
		append_segs(c, &got, 0);
		add_piece(c, first);
		free(sentence);
		reading += len;
	}
}

void choosing_begin_form(struct choosing *c, const char *reading,
			 enum ime_form form)
{
	struct ime_segs one = { 0 };

	choosing_release(c);
	ime_segs_add(&one, reading, strlen(reading));
	append_segs(c, &one, 0);
	add_piece(c, 0);
	c->pick[0] = (struct choosing_pick){ .formed = true, .form = form };
}

/* ---- choosing ---- */

bool choosing_move(struct choosing *c, int by)
{
	if (by < 0 ? !c->current : c->current + 1 >= c->segs.n)
		return false;
	c->current += by < 0 ? (size_t)-1 : 1;
	return true;
}

static void ask_for_more(struct choosing *c, const struct engine *engine,
			 struct ime_seg *seg, struct err *err)
{
	if (!seg->more)
		return;
	engine->ops->more(engine->self, c->kind, seg, err);
	seg->more = false;
	add_kana(seg);
}

bool choosing_turn(struct choosing *c, const struct engine *engine, int by,
		   struct err *err)
{
	struct choosing_pick *pick = &c->pick[c->current];
	struct ime_seg *seg = &c->segs.seg[c->current];

	ask_for_more(c, engine, seg, err);
	if (pick->formed)
		*pick = (struct choosing_pick){ 0 };
	else
		pick->cand = (pick->cand + (by < 0 ? seg->n - 1 : 1)) % seg->n;
	return true;
}

bool choosing_pick(struct choosing *c, size_t cand)
{
	if (cand >= c->segs.seg[c->current].n)
		return false;
	c->pick[c->current] = (struct choosing_pick){ .cand = cand };
	return true;
}

/* ---- another cut ---- */

static size_t piece_of(const struct choosing *c, size_t seg)
{
	size_t p = 0;

	while (seg >= c->piece[p].first + c->piece[p].n)
		p++;
	return p;
}

/* The reading of one sentence, and the lengths up to the current segment,
 * which gets by more. Returns how many lengths; 0: it cannot be cut so. */
static size_t new_cut(const struct choosing *c,
		      const struct choosing_piece *piece, int by,
		      struct str *reading, size_t **lens)
{
	size_t n = c->current - piece->first + 1, left_n = 0;
	size_t *len = xcalloc(n, sizeof(*len));

	for (size_t i = 0; i < piece->n; i++) {
		const struct ime_seg *seg = &c->segs.seg[piece->first + i];

		str_add(reading, seg->reading);
		if (i < n)
			len[i] = chars_of(seg);
		else
			left_n += chars_of(seg);
	}
	*lens = len;
	if (by < 0 ? len[n - 1] < 2 : !left_n)
		return 0;
	len[n - 1] += by < 0 ? (size_t)-1 : 1;
	return n;
}

/* Put the segments from at on of got in the place of those from the current
 * one to the end of the sentence. */
static void replace_tail(struct choosing *c, size_t p, struct ime_segs *got,
			 size_t at)
{
	struct choosing_piece *piece = &c->piece[p];
	size_t end = piece->first + piece->n, behind_n = c->segs.n - end;
	struct choosing_pick *picks = xcalloc(behind_n, sizeof(*picks));
	struct ime_segs behind = { 0 };

	for (size_t i = 0; i < behind_n; i++)
		picks[i] = c->pick[end + i];
	ime_segs_move(&behind, &c->segs, end);
	ime_segs_cut(&c->segs, c->current);
	append_segs(c, got, at);
	piece->n = c->segs.n - piece->first;
	append_segs(c, &behind, 0);
	for (size_t i = 0; i < behind_n; i++)
		c->pick[piece->first + piece->n + i] = picks[i];
	for (size_t i = p + 1; i < c->piece_n; i++)
		c->piece[i].first = c->piece[i - 1].first + c->piece[i - 1].n;
	free(picks);
}

/* As new_cut says, without an engine: the rest is one segment. */
static void cut_by_hand(const char *reading, const size_t *lens, size_t n,
			struct ime_segs *out)
{
	size_t len = strlen(reading), used;

	for (size_t i = 0; i < n; i++, reading += used, len -= used) {
		used = utf8_limit(reading, len, lens[i]);
		ime_segs_add(out, reading, used);
	}
	if (len)
		ime_segs_add(out, reading, len);
}

bool choosing_resize(struct choosing *c, const struct engine *engine, int by,
		     struct err *err)
{
	size_t p = piece_of(c, c->current), lens_n, *lens = NULL;
	struct str reading = STR_INIT;
	struct ime_segs got = { 0 };

	lens_n = new_cut(c, &c->piece[p], by, &reading, &lens);
	if (lens_n) {
		if (!ask(engine, c->kind, reading.buf, lens, lens_n, &got, err))
			cut_by_hand(reading.buf, lens, lens_n, &got);
		replace_tail(c, p, &got, lens_n - 1);
	}
	str_release(&reading);
	free(lens);
	return lens_n;
}

/* ---- what came of it ---- */

void choosing_write(const struct choosing *c, size_t i,
		    const struct compose *keys, struct str *out)
{
	const struct ime_seg *seg = &c->segs.seg[i];
	size_t from = 0;

	if (!c->pick[i].formed) {
		str_add(out, seg->cand[c->pick[i].cand].text);
		return;
	}
	for (size_t k = 0; k < i; k++)
		from += chars_of(&c->segs.seg[k]);
	compose_write(keys, from, from + chars_of(seg), c->pick[i].form, out);
}

void choosing_learn(const struct choosing *c, const struct engine *engine,
		    bool private)
{
	size_t *chosen = xcalloc(c->segs.n, sizeof(*chosen));

	for (size_t i = 0; i < c->segs.n; i++)
		chosen[i] =
			c->pick[i].formed ? c->segs.seg[i].n : c->pick[i].cand;
	if (engine->ops && engine->ops->learn)
		engine->ops->learn(engine->self, c->kind, &c->segs, chosen,
				   private);
	free(chosen);
}
