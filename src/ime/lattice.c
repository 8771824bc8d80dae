/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/lattice.h"

#include <limits.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "ime/dict.h"
#include "ime/endings.h"
#include "ime/numbers.h"
#include "text/utf8.h"

/* See endings.c for the unit. */
#define COST_PHRASE      60
#define COST_SURE        65 /* up to here a phrase is as plain as can be */
#define COST_NUMBER      20 /* a number instead of a word */
#define COST_FORM        5  /* the second writing of a number, and so on */
#define COST_ENGINE_KANA 10 /* of a segment we do not know */
#define COST_GAP         95 /* a stretch that nobody proposed */
#define COST_GAP_KANA    15
#define COST_KANA_ONLY                                                     \
	30             /* the engine knows no kanji for three kana or more \
			*/
#define COST_SINGLE 25 /* the engine found one kana alone */
#define COST_CROSS  5  /* each end inside a segment of an engine we heed */
#define COST_BOUND  50 /* …の before この */

#define CANDIDATES_MAX 12 /* of ours */
#define WORDS_MAX      64 /* at one place */

/* A way to write reading[begin..end). */
struct edge {
	size_t begin, end;
	int cost;
	bool bound, genitive;
	struct {
		char *text;
		int cost;
	} cand[CANDIDATES_MAX]; /* the cheapest first */
	size_t n;
	const struct ime_seg *seg; /* the engine's; then n is 0 */
};

struct offer;

struct search {
	const struct lattice *lattice;
	const char *reading;
	size_t len;
	struct edge *edge;
	size_t n, alloc;
	size_t begin;         /* of the phrases being collected */
	size_t skipped;       /* bytes of it that a number took */
	int extra;            /* what that costs */
	struct offer **offer; /* words by place, once looked up; else NULL */
	bool *cut; /* by place, where the engine cuts; NULL: not heeded */
};

static struct edge *add_edge(struct search *s, size_t begin, size_t end)
{
	ALLOC_GROW(s->edge, s->n + 1, s->alloc);
	s->edge[s->n] = (struct edge){ begin, end, INT_MAX };
	return &s->edge[s->n++];
}

/* Our own edge over this span. */
static struct edge *own_edge(struct search *s, size_t begin, size_t end)
{
	for (size_t i = s->n; i-- > 0 && s->edge[i].begin == begin;)
		if (s->edge[i].end == end)
			return &s->edge[i];
	return add_edge(s, begin, end);
}

static void drop_cand(struct edge *e, size_t i)
{
	free(e->cand[i].text);
	memmove(&e->cand[i], &e->cand[i + 1],
		(e->n - i - 1) * sizeof(e->cand[0]));
	e->n--;
}

/* Put TEXT where its cost belongs; of the same text the cheaper one stays. */
static void add_cand(struct edge *e, const char *text, int cost)
{
	size_t at;

	for (size_t i = 0; i < e->n; i++) {
		if (!streq(e->cand[i].text, text))
			continue;
		if (e->cand[i].cost <= cost)
			return;
		drop_cand(e, i);
		break;
	}
	for (at = e->n; at > 0 && e->cand[at - 1].cost > cost;)
		at--;
	if (at == CANDIDATES_MAX)
		return;
	if (e->n == CANDIDATES_MAX)
		drop_cand(e, e->n - 1);
	memmove(&e->cand[at + 1], &e->cand[at],
		(e->n - at) * sizeof(e->cand[0]));
	e->cand[at].text = xstrdup(text);
	e->cand[at].cost = cost;
	e->n++;
}

static void found_phrase(void *data, const struct ending_phrase *phrase)
{
	struct search *s = data;
	struct edge *e =
		own_edge(s, s->begin, s->begin + s->skipped + phrase->len);
	int cost = COST_PHRASE + phrase->cost + s->extra;

	if (cost < e->cost) {
		e->cost = cost;
		e->bound = phrase->bound;
		e->genitive = phrase->genitive;
	}
	add_cand(e, phrase->text, cost);
}

/* Handing the words of one place to the endings. */
struct offer {
	const char *classes;
	int cost;
	struct ending_word word[WORDS_MAX];
	size_t n;
};

/* n, na, vs, adv, pn: what is no verb or adjective */
static bool nominal(const struct ending_word *w)
{
	return w->classes_len && (*w->classes == 'n' || *w->classes == 'p' ||
				  !strncmp(w->classes, "vs", 2) ||
				  !strncmp(w->classes, "adv", 3));
}

/* Can a reading mean the one as well as the other? */
static bool rivals(const struct ending_word *a, const struct ending_word *b)
{
	if (a->reading_len != b->reading_len)
		return false;
	if (nominal(a) && nominal(b))
		return true;
	return a->classes_len == b->classes_len &&
	       !memcmp(a->classes, b->classes, a->classes_len);
}

static void offer_entry(const struct dict_entry *entry, void *data)
{
	struct offer *offer = data;
	struct ending_word *word = &offer->word[offer->n];

	if (offer->n == WORDS_MAX)
		return;
	*word = (struct ending_word){
		.writing = entry->writing,
		.reading_len = entry->reading_len,
		.writing_len = entry->writing_len,
		.classes = entry->note,
		.classes_len = entry->note_len,
		.rank = offer->cost,
	};
	if (offer->classes) {
		word->classes = offer->classes;
		word->classes_len = strlen(offer->classes);
	}
	for (size_t i = 0; i < offer->n; i++)
		word->rank += rivals(&offer->word[i], word);
	offer->n++;
}

static struct offer *look_up(const struct search *search, const char *s,
			     size_t len)
{
	const struct lattice *lattice = search->lattice;
	struct offer *offer = xcalloc(1, sizeof(*offer));

	for (size_t i = 0; i < lattice->source_n; i++) {
		offer->classes = lattice->source[i].classes;
		offer->cost = lattice->source[i].cost;
		dict_prefix(lattice->source[i].dict, s, len, offer_entry,
			    offer);
	}
	return offer;
}

static void each_word(void *data, const char *s, size_t len,
		      void (*found)(void *walk, const struct ending_word *word),
		      void *walk)
{
	const struct search *search = data;
	struct offer **offer = &search->offer[s - search->reading];

	if (!*offer)
		*offer = look_up(search, s, len);
	for (size_t i = 0; i < (*offer)->n; i++)
		found(walk, &(*offer)->word[i]);
}

/* A number goes on like a noun. */
static void found_number(void *data, const struct number_forms *forms)
{
	struct search *s = data;
	const struct ending_words words = { each_word, s };

	s->skipped = forms->len;
	for (size_t i = 0; i < forms->n; i++) {
		s->extra = COST_NUMBER + (int)i * COST_FORM;
		endings_after_noun(s->lattice->endings, &words,
				   s->reading + s->begin + forms->len,
				   s->len - s->begin - forms->len,
				   forms->form[i], found_phrase, s);
	}
	s->skipped = 0;
	s->extra = 0;
}

static void collect_own(struct search *s)
{
	const struct ending_words words = { each_word, s };

	for (size_t at = 0; at < s->len;
	     at = utf8_next(s->reading, s->len, at)) {
		s->begin = at;
		endings_phrases(s->lattice->endings, &words, s->reading + at,
				s->len - at, found_phrase, s);
		numbers_at(s->reading + at, s->len - at, found_number, s);
	}
}

static void collect_engine(struct search *s, const struct ime_segs *segs)
{
	size_t at = 0;

	if (s->lattice->heed) {
		s->cut = xcalloc(s->len + 1, sizeof(*s->cut));
		s->cut[0] = true;
	}
	for (size_t i = 0; i < segs->n; i++) {
		const struct ime_seg *seg = &segs->seg[i];
		size_t len = strlen(seg->reading);
		int kana_n = (int)utf8_count(seg->reading, len);
		struct edge *e = add_edge(s, at, at + len);

		at += len;
		if (s->cut)
			s->cut[at] = true;
		e->seg = seg;
		e->cost = COST_PHRASE + COST_ENGINE_KANA * kana_n;
		if (kana_n > 2 && streq(seg->cand[0].text, seg->reading))
			e->cost += COST_KANA_ONLY;
		if (kana_n == 1)
			e->cost += COST_SINGLE;
	}
}

/* What the last step to a place was; the best way to each is kept apart. */
enum mode { PLAIN, GENITIVE, GAP, MODES };

struct place {
	int cost[MODES];
	const struct edge *edge[MODES]; /* NULL: a kana of a gap */
	enum mode from[MODES];
};

static void reach(struct place *to, enum mode mode, int cost,
		  const struct edge *edge, enum mode from)
{
	if (cost >= to->cost[mode])
		return;
	to->cost[mode] = cost;
	to->edge[mode] = edge;
	to->from[mode] = from;
}

/* What a step over E costs that comes from a phrase of this mode. */
static int edge_cost(const struct search *s, const struct edge *e,
		     enum mode mode)
{
	int cost = e->cost;

	if (e->bound && mode == GENITIVE)
		cost += COST_BOUND;
	if (s->cut)
		cost += COST_CROSS * (!s->cut[e->begin] + !s->cut[e->end]);
	return cost;
}

static void step_from(const struct search *s, struct place *places, size_t at,
		      enum mode mode)
{
	int cost = places[at].cost[mode];
	size_t next = utf8_next(s->reading, s->len, at);

	if (cost == INT_MAX)
		return;
	reach(&places[next], GAP,
	      cost + COST_GAP_KANA + (mode == GAP ? 0 : COST_GAP), NULL, mode);
	for (size_t i = 0; i < s->n; i++) {
		const struct edge *e = &s->edge[i];

		if (e->begin == at)
			reach(&places[e->end], e->genitive ? GENITIVE : PLAIN,
			      cost + edge_cost(s, e, mode), e, mode);
	}
}

/* One stretch of the best way: an edge, or a gap. */
struct stretch {
	size_t begin, end;
	const struct edge *edge;
};

/* The best way backwards into way (room for len of them); how many. */
static size_t trace(const struct search *s, const struct place *places,
		    struct stretch *way)
{
	size_t at = s->len, n = 0;
	enum mode mode = PLAIN;

	for (int m = 0; m < MODES; m++)
		if (places[at].cost[m] < places[at].cost[mode])
			mode = (enum mode)m;
	while (at) {
		const struct place *p = &places[at];
		const struct edge *e = p->edge[mode];
		size_t begin = e ? e->begin : utf8_prev(s->reading, at);

		if (!e && n && !way[n - 1].edge)
			way[n - 1].begin = begin;
		else
			way[n++] = (struct stretch){ begin, at, e };
		mode = p->from[mode];
		at = begin;
	}
	return n;
}

static size_t find_way(const struct search *s, struct stretch *way)
{
	struct place *places = xmalloc((s->len + 1) * sizeof(*places));
	size_t n;

	for (size_t i = 0; i <= s->len; i++)
		for (int m = 0; m < MODES; m++)
			places[i].cost[m] = INT_MAX;
	places[0].cost[PLAIN] = 0;
	for (size_t at = 0; at < s->len; at = utf8_next(s->reading, s->len, at))
		for (int m = 0; m < MODES; m++)
			step_from(s, places, at, (enum mode)m);
	n = trace(s, places, way);
	free(places);
	return n;
}

static void copy_seg(struct ime_seg *to, const struct ime_seg *seg)
{
	for (size_t i = 0; i < seg->n; i++)
		ime_seg_add(to, seg->cand[i].text, seg->cand[i].note);
}

static void add_kanji(struct str *out, const char *text)
{
	size_t len = strlen(text), used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t c = utf8_decode(text + i, len - i, &used);

		if (c >= 0x3400)
			str_addn(out, text + i, used);
	}
}

/*
 * Which of several words with one reading is meant, an engine that we heed
 * knows better. How much of a word is written in kana is our usage.
 */
static void prefer(struct ime_seg *seg, const char *text)
{
	struct str ours = STR_INIT, theirs = STR_INIT;
	bool known = false;

	for (size_t i = 0; i < seg->n; i++)
		known = known || streq(seg->cand[i].text, text);
	if (known) {
		add_kanji(&ours, seg->cand[0].text);
		add_kanji(&theirs, text);
		if (theirs.len && !streq(ours.buf, theirs.buf))
			ime_seg_first(seg, text);
	}
	str_release(&ours);
	str_release(&theirs);
}

/* Ours, then what the engine says of this stretch; it may not have been asked
 * so far. */
static void put_own(const struct search *s, const struct edge *own,
		    struct ime_seg *to)
{
	for (size_t i = 0; i < own->n; i++)
		ime_seg_add(to, own->cand[i].text, NULL);
	for (size_t i = 0; i < s->n; i++) {
		const struct edge *e = &s->edge[i];

		if (e->seg && e->begin == own->begin && e->end == own->end) {
			if (s->lattice->heed)
				prefer(to, e->seg->cand[0].text);
			copy_seg(to, e->seg);
			return;
		}
	}
	to->more = true;
}

static int put_gap(const struct search *s, const struct stretch *gap,
		   struct ime_segs *out, struct err *err)
{
	const struct engine *engine = s->lattice->engine;
	char *reading =
		xstrndup(s->reading + gap->begin, gap->end - gap->begin);
	int rc = engine->ops->convert(engine->self, IME_KANJI, reading, NULL, 0,
				      out, err);

	free(reading);
	return rc;
}

static int put_way(const struct search *s, const struct stretch *way, size_t n,
		   struct ime_segs *out, struct err *err)
{
	int rc = 0;

	for (size_t i = n; !rc && i-- > 0;) {
		const struct edge *e = way[i].edge;

		if (!e)
			rc = put_gap(s, &way[i], out, err);
		else if (e->seg)
			copy_seg(ime_segs_add(out, s->reading + e->begin,
					      e->end - e->begin),
				 e->seg);
		else
			put_own(s, e,
				ime_segs_add(out, s->reading + e->begin,
					     e->end - e->begin));
	}
	return rc;
}

/* Do plain phrases of our words reach from end to end? */
static bool is_sure(const struct stretch *way, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!way[i].edge || way[i].edge->cost > COST_SURE)
			return false;
	return true;
}

static struct search begin_search(const struct lattice *lattice,
				  const char *reading)
{
	size_t len = strlen(reading);

	return (struct search){
		.lattice = lattice,
		.reading = reading,
		.len = len,
		.offer = xcalloc(len + 1, sizeof(struct offer *)),
	};
}

static void end_search(struct search *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->edge[i].n; k++)
			free(s->edge[i].cand[k].text);
	for (size_t i = 0; i <= s->len; i++)
		free(s->offer[i]);
	free(s->offer);
	free(s->cut);
	free(s->edge);
}

int lattice_convert(const struct lattice *lattice, const char *reading,
		    struct ime_segs *out, struct err *err)
{
	struct search s = begin_search(lattice, reading);
	const struct engine *engine = lattice->engine;
	struct ime_segs segs = { 0 };
	struct stretch *way = xmalloc((s.len + 1) * sizeof(*way));
	size_t n;
	int rc = 0;

	collect_own(&s);
	n = find_way(&s, way);
	if (lattice->heed || !is_sure(way, n)) {
		rc = engine->ops->convert(engine->self, IME_KANJI, reading,
					  NULL, 0, &segs, err);
		collect_engine(&s, &segs);
		n = find_way(&s, way);
	}
	if (!rc)
		rc = put_way(&s, way, n, out, err);
	free(way);
	end_search(&s);
	ime_segs_release(&segs);
	return rc;
}

int lattice_one(const struct lattice *lattice, struct ime_seg *seg,
		struct err *err)
{
	struct search s = begin_search(lattice, seg->reading);
	const struct ending_words words = { each_word, &s };

	endings_phrases(lattice->endings, &words, s.reading, s.len,
			found_phrase, &s);
	numbers_at(s.reading, s.len, found_number, &s);
	put_own(&s, own_edge(&s, 0, s.len), seg);
	end_search(&s);
	if (seg->n)
		return 0;
	seg->more = false;
	return lattice_more(lattice, seg, err);
}

int lattice_more(const struct lattice *lattice, struct ime_seg *seg,
		 struct err *err)
{
	const struct engine *engine = lattice->quick;
	size_t whole = utf8_count(seg->reading, strlen(seg->reading));
	struct ime_segs segs = { 0 };
	int rc = engine->ops->convert(engine->self, IME_KANJI, seg->reading,
				      &whole, 1, &segs, err);

	if (!rc && segs.n)
		copy_seg(seg, &segs.seg[0]);
	ime_segs_release(&segs);
	return rc;
}
