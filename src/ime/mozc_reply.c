/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/mem.h"
#include "ime/mozc.pb-c.h"
#include "ime/mozc_wire.h"

/* protobuf-c knows no groups; a preedit's segments are one each. These few
 * lines find where a group begins and ends, the rest is protobuf-c's. */
enum wire {
	VARINT = 0,
	FIXED64 = 1,
	LENGTH = 2,
	BEGIN = 3,
	END = 4,
	FIXED32 = 5
};

#define SEGMENT_FIELD 2
#define NEST_MAX      8

struct bytes {
	const uint8_t *p, *end;
};

static int read_varint(struct bytes *b, uint64_t *value)
{
	*value = 0;
	for (int shift = 0; shift < 64 && b->p < b->end; shift += 7) {
		uint8_t byte = *b->p++;

		*value |= (uint64_t)(byte & 0x7F) << shift;
		if (!(byte & 0x80))
			return 0;
	}
	return -1;
}

static int skip_bytes(struct bytes *b, uint64_t n)
{
	if (n > (uint64_t)(b->end - b->p))
		return -1;
	b->p += n;
	return 0;
}

static int skip_group(struct bytes *b, uint64_t field, int nest);

static int skip_value(struct bytes *b, uint64_t tag, int nest)
{
	uint64_t value;

	switch ((enum wire)(tag & 7)) {
	case VARINT:
		return read_varint(b, &value);
	case FIXED64:
		return skip_bytes(b, 8);
	case FIXED32:
		return skip_bytes(b, 4);
	case LENGTH:
		return read_varint(b, &value) ? -1 : skip_bytes(b, value);
	case BEGIN:
		return skip_group(b, tag >> 3, nest + 1);
	case END:
		break;
	}
	return -1;
}

/* Behind the end of the group that has just begun. */
static int skip_group(struct bytes *b, uint64_t field, int nest)
{
	uint64_t tag;

	if (nest > NEST_MAX)
		return -1;
	while (!read_varint(b, &tag)) {
		if ((tag & 7) == END)
			return tag >> 3 == field ? 0 : -1;
		if (skip_value(b, tag, nest))
			return -1;
	}
	return -1;
}

static int add_segment(struct mozc_reply *reply, const uint8_t *p, size_t len)
{
	Mozc__Segment *s = mozc__segment__unpack(NULL, len, p);

	if (!s)
		return -1;
	ALLOC_GROW(reply->segment, reply->segment_n + 1, reply->segment_alloc);
	reply->segment[reply->segment_n++] = (struct mozc_segment){
		.key = xstrdup(s->key ? s->key : ""),
		.value = xstrdup(s->value ? s->value : ""),
	};
	mozc__segment__free_unpacked(s, NULL);
	return 0;
}

static int read_preedit(struct mozc_reply *reply, struct bytes b)
{
	uint64_t tag;

	while (b.p < b.end) {
		const uint8_t *begin;

		if (read_varint(&b, &tag))
			return -1;
		begin = b.p;
		if (tag != (SEGMENT_FIELD << 3 | BEGIN)) {
			if (skip_value(&b, tag, 0))
				return -1;
			continue;
		}
		/* Its end tag is one byte. */
		if (skip_group(&b, SEGMENT_FIELD, 0) ||
		    add_segment(reply, begin, (size_t)(b.p - 1 - begin)))
			return -1;
	}
	return 0;
}

static void read_candidates(struct mozc_reply *reply,
			    const Mozc__Candidates *list)
{
	if (!list)
		return;
	reply->candidate =
		xcalloc(list->n_candidates + 1, sizeof(*reply->candidate));
	for (size_t i = 0; i < list->n_candidates; i++)
		if (list->candidates[i]->value)
			reply->candidate[reply->candidate_n++] =
				xstrdup(list->candidates[i]->value);
}

int mozc_reply_read(struct mozc_reply *reply, const void *bytes, size_t len)
{
	Mozc__Output *out = mozc__output__unpack(NULL, len, bytes);
	int rc = 0;

	*reply = (struct mozc_reply){ 0 };
	if (!out)
		return -1;
	reply->id = out->id;
	reply->error = out->error_code;
	if (out->preedit.len)
		rc = read_preedit(
			reply,
			(struct bytes){ out->preedit.data,
					out->preedit.data + out->preedit.len });
	read_candidates(reply, out->all_candidate_words);
	mozc__output__free_unpacked(out, NULL);
	if (rc)
		mozc_reply_release(reply);
	return rc;
}

void mozc_reply_release(struct mozc_reply *reply)
{
	for (size_t i = 0; i < reply->segment_n; i++) {
		free(reply->segment[i].key);
		free(reply->segment[i].value);
	}
	for (size_t i = 0; i < reply->candidate_n; i++)
		free(reply->candidate[i]);
	free(reply->segment);
	free(reply->candidate);
	*reply = (struct mozc_reply){ 0 };
}
