/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One call to Mozc's server: a request out, a reply in, both protobuf, over
 * an abstract socket that is closed again. Owns protobuf-c. Knows nothing of
 * sessions.
 */
#ifndef IME_MOZC_WIRE_H
#define IME_MOZC_WIRE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* The numbers of session/protocol/commands.proto. */
enum mozc_type {
	MOZC_CREATE = 1,
	MOZC_DELETE = 2,
	MOZC_KEY = 3,
	MOZC_COMMAND = 5,
	MOZC_CONFIG = 7,
};
#define MOZC_REVERT     1
#define MOZC_NO_HISTORY 2

enum mozc_special { MOZC_NONE = 0, MOZC_SPACE = 4, MOZC_LEFT = 6, MOZC_RIGHT };

struct mozc_request {
	enum mozc_type type;
	uint64_t id;
	enum mozc_special special; /* of a key … */
	int shift;
	const char *text; /* … or the character it gives */
};

struct mozc_segment {
	char *key, *value;
};

struct mozc_reply {
	uint64_t id;
	unsigned error; /* 1: the session is not there any more */
	struct mozc_segment *segment;
	size_t segment_n, segment_alloc;
	char **candidate; /* of the segment that has the focus */
	size_t candidate_n;
};

void mozc_reply_release(struct mozc_reply *reply);

/* -1 when these bytes are no reply. */
int mozc_reply_read(struct mozc_reply *reply, const void *bytes, size_t len);

/*
 * Ask the server whose folder this is and wait until DEADLINE (clock_seconds).
 * -1 and a sentence when nobody answers, or somebody else than a server of our
 * own user.
 */
int mozc_call(const char *folder, const struct mozc_request *request,
	      double deadline, struct mozc_reply *reply, struct err *err);

#endif
