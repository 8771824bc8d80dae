/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/engine_anthy.h"

#include <anthy/anthy.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ime/anthy_classes.h"
#include "text/utf8.h"

/* Its time grows with the square of the length (4,000 kana: 2.6 s), so long
 * readings are given to it in pieces of so many characters. */
#define PIECE_MAX 64
/* Of one segment; nobody looks further down. */
#define CANDIDATES_MAX 60

/* Of one candidate in bytes; a longer one is left out. */
#define TEXT_SIZE 1024

/* libanthy has one state a process. NULL: not opened so far. */
static anthy_context_t anthy;

/* Without an entry in the password file libanthy would crash. */
static bool has_entry(void)
{
	struct passwd entry, *found;
	char text[4096];

	return !getpwuid_r(getuid(), &entry, text, sizeof(text), &found) &&
	       found;
}

static int open_anthy(struct err *err)
{
	if (anthy)
		return 0;
	if (!has_entry())
		return err_system(err,
				  _("Anthy needs an entry for user %u in "
				    "the password file; have one made"),
				  (unsigned)getuid());
	anthy_classes_begin();
	anthy_conf_override("HOME", "/nonexistent");
	if (anthy_init())
		return err_system(err, _("Anthy does not start; is its "
					 "dictionary (package anthy-common) "
					 "installed?"));
	anthy_set_personality("");
	anthy = anthy_create_context();
	if (!anthy)
		return err_system(err, _("Anthy does not start"));
	anthy_context_set_encoding(anthy, ANTHY_UTF8_ENCODING);
	anthy_set_reconversion_mode(anthy, ANTHY_RECONVERT_DISABLE);
	return 0;
}

/* Candidate NTH of a segment; "" when there is none. */
static const char *get(int segment, int nth)
{
	static char text[TEXT_SIZE];
	int len = anthy_get_segment(anthy, segment, nth, text, TEXT_SIZE);

	return len > 0 && len < TEXT_SIZE ? text : "";
}

/* Segment I, which begins at READING; its length in bytes. */
static size_t take_segment(int i, const char *reading, size_t reading_len,
			   struct ime_segs *out)
{
	struct anthy_segment_stat stat = { 0 };
	struct ime_seg *seg;
	size_t len;

	anthy_get_segment_stat(anthy, i, &stat);
	len = utf8_limit(reading, reading_len, (size_t)stat.seg_len);
	seg = ime_segs_add(out, reading, len);
	for (int k = 0; k < stat.nr_candidate && k < CANDIDATES_MAX; k++) {
		const char *text = get(i, k);

		if (*text && utf8_valid(text, strlen(text)))
			ime_seg_add(seg, text, NULL);
	}
	ime_seg_add(seg, seg->reading, NULL);
	return len;
}

/* Convert LEN bytes, as one segment or as many as it likes. */
static void convert_piece(const char *reading, size_t len, bool whole,
			  struct ime_segs *out)
{
	struct anthy_conv_stat stat = { 0 };
	struct anthy_segment_stat first = { 0 };
	char *piece = xstrndup(reading, len);
	size_t at = 0;

	if (!anthy_set_string(anthy, piece)) {
		anthy_get_segment_stat(anthy, 0, &first);
		if (whole)
			anthy_resize_segment(anthy, 0,
					     (int)utf8_count(reading, len) -
						     first.seg_len);
		anthy_get_stat(anthy, &stat);
	}
	for (int i = 0; i < stat.nr_segment && at < len; i++)
		at += take_segment(i, reading + at, len - at, out);
	if (at < len) { /* it stumbled: the rest stays as it is */
		struct ime_seg *seg = ime_segs_add(out, reading + at, len - at);

		ime_seg_add(seg, seg->reading, NULL);
	}
	free(piece);
}

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	size_t len = strlen(reading), used;

	if (open_anthy(err))
		return -1;
	for (size_t i = 0; len; i++) {
		if (i < lens_n)
			used = utf8_limit(reading, len, lens[i]);
		else
			used = ime_piece_len(reading, len, PIECE_MAX);
		convert_piece(reading, used, i < lens_n, out);
		reading += used;
		len -= used;
	}
	return 0;
}

struct engine engine_anthy(void)
{
	static const struct engine_ops ops = {
		.name = "anthy",
		.convert = convert,
	};

	return (struct engine){ .ops = &ops };
}
