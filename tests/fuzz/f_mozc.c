/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an answer of Mozc. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "ime/mozc_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mozc_reply reply;

	if (mozc_reply_read(&reply, data, size)) {
		if (reply.segment_n || reply.candidate_n)
			abort();
		return 0;
	}
	for (size_t i = 0; i < reply.segment_n; i++)
		if (strlen(reply.segment[i].key) > size)
			abort();
	mozc_reply_release(&reply);
	return 0;
}
