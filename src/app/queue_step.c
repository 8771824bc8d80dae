/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/queue_step.h"

#include "app/preview.h"
#include "app/step.h"
#include "base/mem.h"

/* One key each; where several acts are possible, they are offered. */
static const struct {
	char letter;
	enum loop_act act[3];
	size_t n;
} steps[] = {
	{ 'r', { LOOP_RECEIVE }, 1 },
	{ 'c', { LOOP_CONTACT }, 1 },
	{ 'a', { LOOP_ANSWER_KEEP, LOOP_ANSWER_DONE, LOOP_ANSWER_INFO }, 3 },
	{ 't', { LOOP_REDIRECT }, 1 },
	{ 'b', { LOOP_RETURN }, 1 },
	{ 'k', { LOOP_TO_COORDINATOR }, 1 },
	{ 's', { LOOP_ASSIGN }, 1 },
	{ 'w', { LOOP_TAKE_BACK, LOOP_WITHDRAW }, 2 },
};

/* The sheet of the line, as its reader gets it. */
static int print(struct session *s, const struct casefile *cf, const char *id,
		 struct err *err)
{
	const char *kind = step_field(cf, id, "kind");
	bool nameless = streq(kind, loop_kind_code(LOOP_QUESTION));

	return preview_sheet(
		       s, cf,
		       &(struct preview_ask){
			       .form = nameless ? FORM_QUESTION : FORM_REFERRAL,
			       .to = step_field(cf, id, "to_body"),
			       .referral = id },
		       err) == PREVIEW_OUT
		       ? 0
		       : -1;
}

void queue_step(struct session *s, const struct queue_key *key, char letter,
		struct err *err)
{
	struct casefile cf = CASEFILE_INIT;

	for (size_t i = 0; i < ARRAY_SIZE(steps); i++)
		if (steps[i].letter == letter)
			step_choose(s, key->case_id, key->id, steps[i].act,
				    steps[i].n);
	if (letter == 'p' &&
	    !casefile_load(&cf, s->office.store, key->case_id, err))
		print(s, &cf, key->id, err);
	casefile_release(&cf);
}
