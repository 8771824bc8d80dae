/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/engine_fake.h"

#include <string.h>

#include "base/mem.h"
#include "text/utf8.h"

/* The longest word at the head of s, not longer than max_len. */
static const struct engine_fake_word *longest(const struct engine_fake *fake,
					      const char *s, size_t max_len)
{
	const struct engine_fake_word *best = NULL;

	for (const struct engine_fake_word *w = fake->words; w->reading; w++) {
		size_t len = strlen(w->reading);

		if (len <= max_len && !memcmp(w->reading, s, len) &&
		    (!best || len > strlen(best->reading)))
			best = w;
	}
	return best;
}

static void add_candidates(struct ime_seg *seg, const char *list)
{
	while (*list && *list != '+') {
		size_t len = strcspn(list, ";+");
		char *text = xstrndup(list, len);
		char *note = strchr(text, ':');

		if (note)
			*note++ = '\0';
		ime_seg_add(seg, text, note);
		free(text);
		list += len + (list[len] == ';');
	}
}

/* One segment of len bytes: the word's candidates if it is one, then kana. */
static void add_seg(const struct engine_fake *fake, const char *reading,
		    size_t len, struct ime_segs *out)
{
	const struct engine_fake_word *word = longest(fake, reading, len);
	struct ime_seg *seg = ime_segs_add(out, reading, len);

	if (word && strlen(word->reading) == len) {
		add_candidates(seg, word->candidates);
		seg->more = strchr(word->candidates, '+');
	}
	if (!seg->more)
		ime_seg_add(seg, seg->reading, NULL);
}

static int more(void *self, enum ime_kind kind, struct ime_seg *seg,
		struct err *err)
{
	const struct engine_fake *fake = self;

	for (const struct engine_fake_word *w = fake->words; w->reading; w++)
		if (streq(w->reading, seg->reading))
			add_candidates(seg, strchr(w->candidates, '+') + 1);
	return 0;
}

/* Up to where no word begins. */
static size_t unknown_len(const struct engine_fake *fake, const char *s,
			  size_t len)
{
	size_t at = utf8_next(s, len, 0);

	while (at < len && !longest(fake, s + at, len - at))
		at = utf8_next(s, len, at);
	return at;
}

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	const struct engine_fake *fake = self;
	size_t len = strlen(reading);

	if (fake->broken && strstr(reading, fake->broken))
		return err_system(err, "the fake engine is told to fail");
	for (size_t i = 0; len; i++) {
		const struct engine_fake_word *word =
			longest(fake, reading, len);
		size_t used;

		if (i < lens_n)
			used = utf8_limit(reading, len, lens[i]);
		else if (word)
			used = strlen(word->reading);
		else
			used = unknown_len(fake, reading, len);
		add_seg(fake, reading, used, out);
		reading += used;
		len -= used;
	}
	return 0;
}

static void learn(void *self, enum ime_kind kind, const struct ime_segs *segs,
		  const size_t *chosen, bool private)
{
	struct engine_fake *fake = self;

	for (size_t i = 0; !private && i < segs->n; i++) {
		const struct ime_seg *seg = &segs->seg[i];

		str_addf(&fake->learned, "%s=%s ", seg->reading,
			 chosen[i] < seg->n ? seg->cand[chosen[i]].text : "");
	}
	str_add(&fake->learned, private ? "(private);" : ";");
}

struct engine engine_fake(struct engine_fake *fake)
{
	static const struct engine_ops ops = {
		.name = "fake",
		.convert = convert,
		.more = more,
		.learn = learn,
	};

	return (struct engine){ .ops = &ops, .self = fake };
}
