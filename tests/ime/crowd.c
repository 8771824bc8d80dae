/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A crowd at Mozc's server: it keeps 64 sessions and throws out the oldest.
 * Ours is among those, and converts again as if nothing had happened. For
 * t_mozc.sh, as somebody whom Mozc serves.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "ime/engine_mozc.h"
#include "ime/mozc_wire.h"

#define CROWD     70
#define PATIENT_S 20

static char *folder;

static void ask(const struct mozc_request *request, struct mozc_reply *reply)
{
	struct err err = ERR_INIT;

	if (mozc_call(folder, request, clock_seconds() + PATIENT_S, reply,
		      &err))
		die("%s", err.text.buf);
}

static uint64_t create(void)
{
	static const struct mozc_request request = { .type = MOZC_CREATE };
	struct mozc_reply reply;
	uint64_t id;

	ask(&request, &reply);
	id = reply.id;
	mozc_reply_release(&reply);
	return id;
}

static bool lives(uint64_t id)
{
	const struct mozc_request request = { .type = MOZC_COMMAND, .id = id };
	struct mozc_reply reply;
	bool alive;

	ask(&request, &reply);
	alive = !reply.error;
	mozc_reply_release(&reply);
	return alive;
}

static void convert(const struct engine *e)
{
	struct ime_segs segs = { 0 };
	struct err err = ERR_INIT;

	engine_mozc_begin(e);
	if (e->ops->convert(e->self, IME_KANJI, "せいかつほごを", NULL, 0,
			    &segs, &err))
		die("%s", err.text.buf);
	printf("%s\n", segs.seg[0].cand[0].text);
	ime_segs_release(&segs);
}

int main(void)
{
	struct engine e = engine_mozc(true);
	uint64_t before;

	folder = path_state("mozc/mozc");
	convert(&e);
	before = create();
	printf("%s\n", lives(before) ? "there" : "gone");
	for (int i = 0; i < CROWD; i++)
		create();
	printf("%s\n", lives(before) ? "there" : "gone");
	convert(&e);
	e.ops->free(e.self);
	free(folder);
	return 0;
}
