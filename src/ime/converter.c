/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/converter.h"

#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "ime/context.h"
#include "ime/dict.h"
#include "ime/endings.h"
#include "ime/engine_anthy.h"
#include "ime/engine_mozc.h"
#include "ime/lattice.h"
#include "ime/learn.h"
#include "ime/numbers.h"
#include "ime/proper.h"
#include "text/utf8.h"

/* Seconds until Mozc is asked again after it failed. */
#define RETRY_MIN 2.0
#define RETRY_MAX 300.0

/* A reading is cut into pieces of so many characters, at a mark if it can. */
#define PIECE_MAX 60

/* Behind words of the same reading, where no place is asked for. */
#define COST_PLACE 5

/* The cities whose places we have, and at last those of the whole country. */
static const char *const cities[] = { "fussa", "himi", "tokai", "kanazawa",
				      "japan" };

struct converter {
	struct converter_options options;
	char *profile;
	struct engine anthy, mozc; /* mozc.ops NULL: not wanted */
	struct engine either;      /* Mozc, and Anthy in its place */
	double retry_at,
		retry_wait; /* Mozc is left alone until, and how long */
	bool loaded, names_loaded;
	struct dict *words, *welfare, *names;
	struct dict *place[ARRAY_SIZE(cities)]; /* our own city first */
	size_t place_n;
	struct endings *endings;
	struct context *context;
	struct learn *learn; /* NULL: nothing is learned */
	struct err notice;   /* sentences not seen so far */
};

/* Mozc is silent: say so once, and ask it less and less often. */
static void mozc_failed(struct converter *c, const struct err *why)
{
	if (c->retry_wait == 0)
		err_system(&c->notice, "%s", why->text.buf);
	c->retry_wait = c->retry_wait ? 2 * c->retry_wait : RETRY_MIN;
	if (c->retry_wait > RETRY_MAX)
		c->retry_wait = RETRY_MAX;
	c->retry_at = clock_seconds() + c->retry_wait;
}

/* As far as we know. */
static bool mozc_answers(const struct converter *c)
{
	return c->mozc.ops && clock_seconds() >= c->retry_at;
}

static int convert_either(void *self, enum ime_kind kind, const char *reading,
			  const size_t *lens, size_t lens_n,
			  struct ime_segs *out, struct err *err)
{
	struct converter *c = self;
	struct err why = ERR_INIT;

	if (mozc_answers(c)) {
		if (!c->mozc.ops->convert(c->mozc.self, kind, reading, lens,
					  lens_n, out, &why)) {
			c->retry_wait = 0;
			return 0;
		}
		mozc_failed(c, &why);
		err_release(&why);
	}
	return c->anthy.ops->convert(c->anthy.self, kind, reading, lens, lens_n,
				     out, err);
}

static struct dict *load_dict(struct converter *c, const char *relative)
{
	char *path = path_data(relative);
	struct dict *dict = dict_load(path, &c->notice);

	free(path);
	return dict;
}

static void load_place(struct converter *c, const char *city)
{
	char *name = xstrfmt("locale/ja/places/%s.dict", city);
	struct dict *dict = load_dict(c, name);

	if (dict)
		c->place[c->place_n++] = dict;
	free(name);
}

static void load_places(struct converter *c)
{
	for (size_t i = 0; i < ARRAY_SIZE(cities); i++)
		if (streq(cities[i], c->profile))
			load_place(c, cities[i]);
	for (size_t i = 0; i < ARRAY_SIZE(cities); i++)
		if (!streq(cities[i], c->profile))
			load_place(c, cities[i]);
}

/* The names are many, and read only where names are typed. */
static const struct dict *names(struct converter *c)
{
	if (!c->names_loaded)
		c->names = load_dict(c, "locale/ja/names.dict");
	c->names_loaded = true;
	return c->names;
}

/* What of our own cannot be read is told, and done without. */
static void load(struct converter *c)
{
	char *path;

	if (c->loaded)
		return;
	c->loaded = true;
	c->words = load_dict(c, "locale/ja/words.dict");
	c->welfare = load_dict(c, "locale/ja/welfare.dict");
	load_places(c);
	path = path_data("locale/ja/endings.txt");
	c->endings = endings_load(path, &c->notice);
	free(path);
	path = path_data("locale/ja/context.txt");
	c->context = context_load(path, &c->notice);
	free(path);
}

static void add_source(struct lattice *lattice, const struct dict *dict,
		       const char *classes, int cost)
{
	if (!dict)
		return;
	lattice->source[lattice->source_n].dict = dict;
	lattice->source[lattice->source_n].classes = classes;
	lattice->source[lattice->source_n].cost = cost;
	lattice->source_n++;
}

static struct lattice lattice_of(struct converter *c, enum ime_kind kind)
{
	struct lattice lattice = {
		.endings = c->endings,
		.engine = &c->either,
		.quick = &c->anthy,
		.heed = mozc_answers(c),
	};

	add_source(&lattice, c->words, NULL, 0);
	add_source(&lattice, c->welfare, "vs", 0);
	for (size_t i = 0; i < c->place_n; i++)
		add_source(&lattice, c->place[i], "n",
			   kind == IME_PLACE ? 0 : COST_PLACE);
	return lattice;
}

/* Append one segment for the whole of READING. */
static int convert_whole(struct converter *c, enum ime_kind kind,
			 const char *reading, struct ime_segs *out,
			 struct err *err)
{
	struct lattice lattice = lattice_of(c, kind);
	bool known = false;

	if (kind == IME_NAME && names(c))
		known = proper_name(c->names, reading, true, out);
	else if (kind == IME_PLACE)
		known = proper_place(c->place, c->place_n, reading, out);
	if (!known)
		ime_segs_add(out, reading, strlen(reading));
	return lattice_one(&lattice, &out->seg[out->n - 1], err);
}

/* Is READING a name or place that we know? Then it is appended. */
static bool is_known(struct converter *c, enum ime_kind kind,
		     const char *reading, struct ime_segs *out)
{
	if (kind == IME_NAME && names(c))
		return proper_name(c->names, reading, false, out);
	return kind == IME_PLACE &&
	       proper_place(c->place, c->place_n, reading, out);
}

static int convert_piece(struct converter *c, enum ime_kind kind,
			 const char *reading, size_t len, bool whole,
			 struct ime_segs *out, struct err *err)
{
	struct lattice lattice = lattice_of(c, kind);
	char *piece = xstrndup(reading, len);
	size_t was = out->n;
	int rc = 0;

	if (whole)
		rc = convert_whole(c, kind, piece, out, err);
	else if (!is_known(c, kind, piece, out))
		rc = lattice_convert(&lattice, piece, out, err);
	else if (out->n == was + 1)
		rc = lattice_one(&lattice, &out->seg[was], err);
	free(piece);
	return rc;
}

/* What was chosen last for a reading goes first. */
static void apply_learned(struct converter *c, struct ime_segs *segs)
{
	for (size_t i = 0; i < segs->n; i++) {
		struct ime_seg *seg = &segs->seg[i];
		const char *text =
			learn_find(c->learn, seg->reading, &c->notice);

		if (text)
			ime_seg_first(seg, text);
	}
}

static int convert_ours(struct converter *c, enum ime_kind kind,
			const char *reading, const size_t *lens, size_t lens_n,
			struct ime_segs *out, struct err *err)
{
	size_t len = strlen(reading), used;

	for (size_t i = 0; len; i++) {
		if (i < lens_n)
			used = utf8_limit(reading, len, lens[i]);
		else
			used = ime_piece_len(reading, len, PIECE_MAX);
		if (convert_piece(c, kind, reading, used, i < lens_n, out, err))
			return -1;
		reading += used;
		len -= used;
	}
	if (c->context && kind == IME_KANJI)
		context_apply(c->context, out);
	if (c->learn && kind == IME_KANJI)
		apply_learned(c, out);
	return 0;
}

static bool convert_number(const char *reading, struct ime_segs *out)
{
	struct number_forms forms;
	struct ime_seg *seg;

	numbers_plain(reading, &forms);
	if (!forms.n)
		return false;
	seg = ime_segs_add(out, reading, strlen(reading));
	for (size_t i = 0; i < forms.n; i++)
		ime_seg_add(seg, forms.form[i], NULL);
	number_forms_release(&forms);
	return true;
}

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	struct converter *c = self;

	if (!c->options.plain)
		load(c);
	if (c->mozc.ops)
		engine_mozc_begin(&c->mozc);
	if (c->options.plain || !c->endings)
		return convert_either(c, kind, reading, lens, lens_n, out, err);
	if (!lens_n && convert_number(reading, out))
		return 0;
	return convert_ours(c, kind, reading, lens, lens_n, out, err);
}

static int more(void *self, enum ime_kind kind, struct ime_seg *seg,
		struct err *err)
{
	struct lattice lattice = lattice_of(self, kind);

	return lattice_more(&lattice, seg, err);
}

/* Not Mozc: its server may have to be started, and waited for. */
static void prepare(void *self)
{
	struct converter *c = self;
	struct ime_segs segs = { 0 };

	if (!c->options.plain)
		load(c);
	c->anthy.ops->convert(c->anthy.self, IME_KANJI, "そうだんする", NULL, 0,
			      &segs, NULL);
	ime_segs_release(&segs);
}

/*
 * Names and places are never kept, whatever the field says. Nor is a first
 * candidate that would have been first anyway.
 */
static void learn(void *self, enum ime_kind kind, const struct ime_segs *segs,
		  const size_t *chosen, bool private)
{
	struct converter *c = self;

	if (private || kind != IME_KANJI || !c->learn)
		return;
	for (size_t i = 0; i < segs->n; i++) {
		const struct ime_seg *seg = &segs->seg[i];

		if (chosen[i] > 0 && chosen[i] < seg->n &&
		    learn_add(c->learn, seg->reading, seg->cand[chosen[i]].text,
			      &c->notice))
			return;
	}
}

static void converter_free(void *self)
{
	struct converter *c = self;

	dict_free(c->words);
	dict_free(c->welfare);
	for (size_t i = 0; i < c->place_n; i++)
		dict_free(c->place[i]);
	dict_free(c->names);
	endings_free(c->endings);
	context_free(c->context);
	learn_free(c->learn);
	if (c->mozc.ops)
		c->mozc.ops->free(c->mozc.self);
	err_release(&c->notice);
	free(c->profile);
	free(c);
}

struct engine converter_open(const struct converter_options *options)
{
	static const struct engine_ops ops = {
		.name = "converter",
		.convert = convert,
		.more = more,
		.learn = learn,
		.prepare = prepare,
		.free = converter_free,
	};
	static const struct engine_ops either = {
		.name = "either",
		.convert = convert_either,
	};
	struct converter *c = xcalloc(1, sizeof(*c));

	err_init(&c->notice);
	c->options = *options;
	c->profile = xstrdup(options->profile);
	c->anthy = engine_anthy();
	if (!options->plain && learn_wanted())
		c->learn = learn_new(NULL);
	if (options->choice == CONVERTER_MOZC ||
	    (options->choice == CONVERTER_BEST && engine_mozc_installed()))
		c->mozc = engine_mozc(options->choice == CONVERTER_MOZC);
	c->either = (struct engine){ .ops = &either, .self = c };
	return (struct engine){ .ops = &ops, .self = c };
}

char *converter_notice(const struct engine *converter)
{
	struct converter *c = converter->self;
	char *notice = NULL;

	if (c->notice.text.len)
		notice = str_detach(&c->notice.text);
	err_reset(&c->notice);
	return notice;
}
