/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/engine_mozc.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "ime/mozc_server.h"
#include "ime/mozc_wire.h"
#include "text/utf8.h"

/* Seconds: of one conversion; where nobody waits at a terminal; of goodbye. */
#define CONVERSION_LIMIT 0.2
#define PATIENT_LIMIT    20.0
#define GOODBYE_LIMIT    0.05

#define PIECE_MAX      60 /* characters; Mozc stops at 256 */
#define CANDIDATES_MAX 60

struct mozc {
	bool patient;
	char *folder;    /* the server's; NULL before the first conversion */
	uint64_t id;     /* the session, 0: none */
	double deadline; /* of all calls of this conversion */
};

bool engine_mozc_installed(void)
{
	return mozc_server_path() != NULL;
}

void engine_mozc_begin(const struct engine *mozc)
{
	struct mozc *m = mozc->self;

	m->deadline = clock_seconds() +
		      (m->patient ? PATIENT_LIMIT : CONVERSION_LIMIT);
}

static int call(struct mozc *m, const struct mozc_request *request,
		struct mozc_reply *reply, struct err *err)
{
	struct mozc_request with_id = *request;

	if (request->type != MOZC_CREATE)
		with_id.id = m->id;
	return mozc_call(m->folder, &with_id, m->deadline, reply, err);
}

static int not_read(struct err *err)
{
	return err_system(err, _("Mozc's answer cannot be read; Anthy "
				 "converts meanwhile"));
}

/* The same where the reply says nothing but whether the session lives. */
static int tell(struct mozc *m, const struct mozc_request *request,
		struct err *err)
{
	struct mozc_reply reply;
	int rc = call(m, request, &reply, err);

	if (!rc && reply.error) {
		m->id = 0;
		rc = not_read(err);
	}
	mozc_reply_release(&reply);
	return rc;
}

/* Try until the deadline: the server may only just be starting. */
static int create_session(struct mozc *m, struct err *err)
{
	static const struct mozc_request create = { .type = MOZC_CREATE };
	static const struct mozc_request quiet = { .type = MOZC_CONFIG };
	struct mozc_reply reply;
	struct err why = ERR_INIT;
	int rc;

	while ((rc = call(m, &create, &reply, &why))) {
		usleep(5000);
		if (clock_seconds() >= m->deadline)
			break;
		err_reset(&why);
	}
	if (rc)
		err_set(err, why.kind, "%s", why.text.buf);
	err_release(&why);
	if (rc)
		return -1;
	m->id = reply.id;
	mozc_reply_release(&reply);
	return tell(m, &quiet, err);
}

static int begin_session(struct mozc *m, struct err *err)
{
	if (m->id)
		return 0;
	if (mozc_server_start(&m->folder, err))
		return -1;
	return create_session(m, err);
}

/* Type the reading, kana by kana, and ask for kanji. */
static int type_reading(struct mozc *m, const char *reading, size_t len,
			struct mozc_reply *reply, struct err *err)
{
	static const struct mozc_request revert = { .type = MOZC_COMMAND };
	static const struct mozc_request space = { .type = MOZC_KEY,
						   .special = MOZC_SPACE };

	if (tell(m, &revert, err))
		return -1;
	for (size_t at = 0, next; at < len; at = next) {
		struct mozc_request key = { .type = MOZC_KEY };
		char text[UTF8_MAX_LEN + 1] = "";

		next = utf8_next(reading, len, at);
		memcpy(text, reading + at, next - at);
		key.text = text;
		if (tell(m, &key, err))
			return -1;
	}
	return call(m, &space, reply, err);
}

/* Make the first segment as long as the whole. */
static int join_segments(struct mozc *m, size_t tries, struct mozc_reply *reply,
			 struct err *err)
{
	static const struct mozc_request longer = {
		.type = MOZC_KEY,
		.special = MOZC_RIGHT,
		.shift = 1,
	};

	while (reply->segment_n > 1 && tries--) {
		mozc_reply_release(reply);
		if (call(m, &longer, reply, err))
			return -1;
	}
	return 0;
}

static size_t key_count(const struct mozc_segment *s)
{
	return utf8_count(s->key, strlen(s->key));
}

static bool covers(const struct mozc_reply *reply, const char *reading,
		   size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < reply->segment_n; i++)
		n += key_count(&reply->segment[i]);
	return !reply->error && n == utf8_count(reading, len);
}

/* It likes to end a sentence with marks that nobody typed: お金がない！ */
static bool adds_mark(const char *text, const char *reading)
{
	static const char *const marks[] = { "！", "!", "？", "?", "。", "、" };

	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (strstr(text, marks[i]) && !strstr(reading, marks[i]))
			return true;
	return false;
}

static void add_candidate(struct ime_seg *seg, const char *text)
{
	if (*text && !adds_mark(text, seg->reading))
		ime_seg_add(seg, text, NULL);
}

static void add_candidates(struct ime_seg *seg, const char *first,
			   const struct mozc_reply *reply)
{
	add_candidate(seg, first);
	for (size_t i = 0; i < reply->candidate_n && i < CANDIDATES_MAX; i++)
		add_candidate(seg, reply->candidate[i]);
	ime_seg_add(seg, seg->reading, NULL);
}

/* Take over the segments, going from one to the next for their candidates. */
static int take_segments(struct mozc *m, const char *reading, size_t len,
			 const struct mozc_reply *first, struct ime_segs *out,
			 struct err *err)
{
	static const struct mozc_request right = { .type = MOZC_KEY,
						   .special = MOZC_RIGHT };
	size_t at = 0;

	for (size_t i = 0; i < first->segment_n; i++) {
		const struct mozc_segment *s = &first->segment[i];
		size_t used = utf8_limit(reading + at, len - at, key_count(s));
		struct mozc_reply next = { 0 };

		if (i && call(m, &right, &next, err))
			return -1;
		add_candidates(ime_segs_add(out, reading + at, used), s->value,
			       i ? &next : first);
		mozc_reply_release(&next);
		at += used;
	}
	return 0;
}

static int try_piece(struct mozc *m, const char *reading, size_t len,
		     bool whole, struct ime_segs *out, struct err *err)
{
	struct mozc_reply reply = { 0 };
	int rc = type_reading(m, reading, len, &reply, err);

	if (!rc && whole)
		rc = join_segments(m, len, &reply, err);
	if (!rc && !covers(&reply, reading, len)) {
		m->id = 0;
		rc = not_read(err);
	}
	if (!rc)
		rc = take_segments(m, reading, len, &reply, out, err);
	mozc_reply_release(&reply);
	return rc;
}

/*
 * A session may be thrown out by others (64 at a time): once more, then. One
 * that was only late is kept: the next piece begins by emptying it.
 */
static int convert_piece(struct mozc *m, const char *reading, size_t len,
			 bool whole, struct ime_segs *out, struct err *err)
{
	struct ime_segs segs = { 0 };
	struct err why = ERR_INIT;
	int rc = begin_session(m, err);

	if (rc)
		return -1;
	rc = try_piece(m, reading, len, whole, &segs, &why);
	if (rc && !m->id) {
		ime_segs_release(&segs);
		err_reset(&why);
		rc = begin_session(m, &why) || try_piece(m, reading, len, whole,
							 &segs, &why)
			     ? -1
			     : 0;
	}
	if (!rc) {
		ime_segs_move(out, &segs, 0);
	} else {
		if (why.kind != ERR_BUSY)
			m->id = 0;
		err_set(err, why.kind, "%s", why.text.buf);
	}
	ime_segs_release(&segs);
	err_release(&why);
	return rc;
}

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	struct mozc *m = self;
	size_t len = strlen(reading), was = out->n, used;

	for (size_t i = 0; len; i++) {
		if (i < lens_n)
			used = utf8_limit(reading, len, lens[i]);
		else
			used = ime_piece_len(reading, len, PIECE_MAX);
		if (convert_piece(m, reading, used, i < lens_n, out, err)) {
			ime_segs_cut(out, was);
			return -1;
		}
		reading += used;
		len -= used;
	}
	return 0;
}

static void mozc_free(void *self)
{
	static const struct mozc_request bye = { .type = MOZC_DELETE };
	struct mozc *m = self;

	m->deadline = clock_seconds() + GOODBYE_LIMIT;
	if (m->id)
		tell(m, &bye, NULL);
	free(m->folder);
	free(m);
}

struct engine engine_mozc(bool patient)
{
	static const struct engine_ops ops = {
		.name = "mozc",
		.convert = convert,
		.free = mozc_free,
	};
	struct mozc *m = xcalloc(1, sizeof(*m));

	m->patient = patient;
	return (struct engine){ .ops = &ops, .self = m };
}
