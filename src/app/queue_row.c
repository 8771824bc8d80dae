/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/queue_row.h"

#include <stdio.h>
#include <string.h>

#include "app/loop_words.h"
#include "base/mem.h"
#include "domain/loop.h"
#include "text/moment.h"
#include "text/width.h"

#define FROM_COLS 12

static const char *cell(const struct rows *rows, size_t i, const char *column)
{
	return str_or_empty(rows_text(rows, i, column));
}

/* One line of it into a column. */
static void add_text(struct str *out, const char *text, int cols)
{
	struct str line = STR_INIT;

	for (const char *c = text; *c; c++)
		str_addn(&line, *c == '\n' ? " " : c, 1);
	text_pad(out, str_or_empty(line.buf), cols - 1);
	str_add(out, " ");
	str_release(&line);
}

/* By what colleagues call it: without the city, over its window where its name
 * is too long. */
static const char *short_name(const struct session *s, const char *code)
{
	const struct profile *p = s->office.profile;
	int i = profile_dest(p, code);
	const char *name = i < 0 ? code : p->dest[i].name;

	skip_prefix(name, p->city, &name);
	if (i >= 0 && *p->dest[i].window &&
	    text_width(name, strlen(name)) > FROM_COLS)
		return p->dest[i].window;
	return name;
}

/* What is asked; of what came back, why and where else; of what lies with a
 * body that has no queue here, with which. */
static void add_request(const struct session *s, struct str *out,
			const struct rows *rows, size_t i, int cols)
{
	const struct profile *p = s->office.profile;
	const char *text = rows_text(rows, i, "request");
	const char *to = cell(rows, i, "to_body");
	int dest = profile_dest(p, to);
	struct str back = STR_INIT;

	if (!text)
		text = cell(rows, i, "reason");

	if (streq(cell(rows, i, "state"), loop_state_code(LOOP_RETURNED))) {
		const char *why =
			names_find(&p->returns, cell(rows, i, "return_code"));

		str_addf(&back, "→%s %s",
			 short_name(s, cell(rows, i, "return_to")),
			 str_or_empty(why));
		text = back.buf;
	} else if (dest >= 0 && p->dest[dest].kind == DEST_OUTSIDE) {
		str_addf(&back, "→%s %s", short_name(s, to), text);
		text = back.buf;
	}
	add_text(out, text, cols);
	str_release(&back);
}

bool queue_row_presses(const struct rows *rows, size_t i, const char *now)
{
	return streq(cell(rows, i, "urgency"), "AA") ||
	       strncmp(cell(rows, i, "due_at"), now, MOMENT_SIZE - 1) < 0;
}

void queue_row_words(const struct session *s, const struct rows *rows, size_t i,
		     const char *now, struct str *out)
{
	const char *kind = cell(rows, i, "kind");
	bool nameless = streq(kind, loop_kind_code(LOOP_QUESTION));
	struct str waited = STR_INIT, until = STR_INIT;

	loop_waited_words(&waited, cell(rows, i, "sent_at"), now);
	loop_due_words(&until, cell(rows, i, "due_at"), now);
	text_pad(out, cell(rows, i, "urgency"), 3);
	text_pad(out, loop_state_words(cell(rows, i, "state"), kind), 7);
	text_pad(out, str_or_empty(waited.buf), 7);
	text_pad(out, str_or_empty(until.buf), 11);
	add_text(out,
		 nameless ? "（名前を出さない相談）"
		 : !rows_text(rows, i, "title") ? "（見られないケース）"
						: cell(rows, i, "complaint"),
		 20);
	add_text(out, short_name(s, cell(rows, i, "sent_from")), FROM_COLS + 1);
	add_request(s, out, rows, i, 17);
	str_release(&waited);
	str_release(&until);
}

void queue_key_to_text(const struct queue_key *key, char out[QUEUE_KEY_SIZE])
{
	snprintf(out, QUEUE_KEY_SIZE, "%d %s %lld %s", key->rank, key->due,
		 (long long)key->case_id, key->id);
}

void queue_key_from_text(const char *text, struct queue_key *key)
{
	long long id = 0;

	*key = (struct queue_key){ 0 };
	if (!text)
		return;
	if (sscanf(text, "%d %16s %lld %7s", &key->rank, key->due, &id,
		   key->id) != 4)
		BUG("no key of a queue: %s", text);
	key->case_id = id;
}

bool queue_same_referral(const char *key, const char *other)
{
	struct queue_key a, b;

	queue_key_from_text(key, &a);
	queue_key_from_text(other, &b);
	return a.case_id == b.case_id && streq(a.id, b.id);
}
