/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/loop_words.h"
#include "base/clock.h"
#include "base/mem.h"
#include "domain/loop_lists.h"
#include "text/era.h"
#include "text/moment.h"
#include "text/width.h"

#define SAFETY_DAYS 2 /* 48時間の安全確認 */
#define TEXT_COLS   37

struct gathering {
	const struct session *s;
	struct rowlist *out;
	struct err *err;
	char now[CLOCK_SIZE];
};

/* ---- one line ---- */

struct line {
	enum attr attr;
	int64_t case_id;
	const char *about; /* with the case, which line it is: "late r1" */
	const char *what, *urgency, *number, *when, *text;
};

static bool is_there(const struct rowlist *list, const char *target)
{
	for (size_t i = 0; i < list->n; i++)
		if (streq(list->line[i].target, target))
			return true;
	return false;
}

/* Text on one line. */
static void add_text(struct str *out, const char *text)
{
	struct str line = STR_INIT;

	for (const char *c = str_or_empty(text); *c; c++)
		str_addn(&line, *c == '\n' ? " " : c, 1);
	text_pad(out, str_or_empty(line.buf), TEXT_COLS);
	str_release(&line);
}

static void add(struct gathering *g, const struct line *l)
{
	char *target = xstrfmt("%lld %s", (long long)l->case_id, l->about);
	struct str text = STR_INIT;

	if (!is_there(g->out, target)) {
		text_pad(&text, l->what, 10);
		text_pad(&text, str_or_empty(l->urgency), 3);
		text_pad(&text, l->number, 11);
		text_pad(&text, l->when, 15);
		add_text(&text, l->text);
		rowlist_add(g->out, l->attr, target, "%s", text.buf);
	}
	str_release(&text);
	free(target);
}

/* ---- what is late ---- */

static void add_late(struct gathering *g, const struct rows *rows, size_t i)
{
	const char *kind = rows_text(rows, i, "kind");
	const char *complaint = rows_text(rows, i, "complaint");
	const char *request = rows_text(rows, i, "request");
	bool nameless = streq(kind, loop_kind_code(LOOP_QUESTION));
	struct str when = STR_INIT, text = STR_INIT;
	char *about = xstrfmt("late %s %s", rows_text(rows, i, "number"),
			      rows_text(rows, i, "id"));

	loop_due_words(&when, rows_text(rows, i, "due_at"), g->now);
	text_pad(&text, loop_state_words(rows_text(rows, i, "state"), kind), 7);
	str_add(&text,
		str_or_empty(nameless || !complaint ? request : complaint));
	add(g, &(struct line){
		       .attr = ATTR_DUTY,
		       .case_id = nameless ? 0 : rows_int(rows, i, "case_id"),
		       .about = about,
		       .what = "つなぎ",
		       .urgency = rows_text(rows, i, "urgency"),
		       .number = nameless ? "" : rows_text(rows, i, "number"),
		       .when = when.buf,
		       .text = text.buf });
	free(about);
	str_release(&when);
	str_release(&text);
}

/* Late ones of one list: those that are AA, or the others. */
static int late_of(struct gathering *g, enum queue_by by, const char *whose,
		   bool aa)
{
	const struct queue_view view = { .staff = g->s->staff,
					 .by = by,
					 .whose = whose,
					 .now = g->now,
					 .urgency = aa ? "AA" : NULL,
					 .late = true };
	const struct queue_key top = { 0 };
	struct rows rows = ROWS_INIT;
	int r = queue_page(g->s->office.store, &view, &top, false, LOOP_TOLD,
			   &rows, g->err);

	for (size_t i = 0; !r && i < rows.n; i++)
		if (aa || !streq(rows_text(&rows, i, "urgency"), "AA"))
			add_late(g, &rows, i);
	rows_release(&rows);
	return r;
}

static int late(struct gathering *g, bool aa)
{
	const struct session *s = g->s;
	struct queue_names names = { .n = 0 };
	int r = late_of(g, QUEUE_PERSON, s->staff, aa);

	if (!r && roles_may(s->actor.roles, ACTION_QUEUE, REL_OWN_SECTION))
		r = queue_names(s->office.store, &s->actor, s->office.profile,
				&names, g->err);
	for (size_t i = 0; !r && i < names.n; i++)
		r = late_of(g, QUEUE_OF, names.queue[i], aa);
	return r;
}

/* ---- cases one holds ---- */

/* Safety checks up to then are told of. */
static void safety_until(const char *now, char out[CLOCK_SIZE])
{
	struct date day;

	date_from_iso(now, &day);
	date_to_iso(date_from_days(date_to_days(day) + SAFETY_DAYS), out);
	strcat(out, now + strlen(out));
}

/* passed: those that should have been made; else those of the next days. */
static int safety(struct gathering *g, bool passed)
{
	struct rows rows = ROWS_INIT;
	char until[CLOCK_SIZE];
	int r;

	safety_until(g->now, until);
	r = loop_safety(g->s->office.store, g->s->staff, until, LOOP_TOLD,
			&rows, g->err);
	for (size_t i = 0; !r && i < rows.n; i++) {
		const char *due = rows_text(&rows, i, "safety_due");
		struct str when = STR_INIT;

		if ((strncmp(due, g->now, MOMENT_SIZE - 1) < 0) != passed)
			continue;
		loop_due_words(&when, due, g->now);
		add(g,
		    &(struct line){ .attr = passed ? ATTR_DUTY : ATTR_ROW,
				    .case_id = rows_int(&rows, i, "id"),
				    .about = "safety",
				    .what = "安全確認",
				    .urgency = rows_text(&rows, i, "urgency"),
				    .number = rows_text(&rows, i, "number"),
				    .when = when.buf,
				    .text = rows_text(&rows, i, "title") });
		str_release(&when);
	}
	rows_release(&rows);
	return r;
}

static int contacts(struct gathering *g)
{
	struct rows rows = ROWS_INIT;
	int r = loop_contacts(g->s->office.store, g->s->staff, g->now,
			      LOOP_TOLD, &rows, g->err);

	for (size_t i = 0; !r && i < rows.n; i++) {
		struct str when = STR_INIT;
		struct date day;

		if (date_from_iso(rows_text(&rows, i, "contact_on"), &day))
			era_short(&when, day);
		add(g, &(struct line){ .attr = ATTR_ROW,
				       .case_id = rows_int(&rows, i, "id"),
				       .about = "contact",
				       .what = "次の連絡",
				       .number = rows_text(&rows, i, "number"),
				       .when = str_or_empty(when.buf),
				       .text = rows_text(&rows, i, "title") });
		str_release(&when);
	}
	rows_release(&rows);
	return r;
}

static int days_since(const char *moment, const char *now)
{
	struct date then, today;

	if (!date_from_iso(moment, &then) || !date_from_iso(now, &today))
		return 0;
	return (int)(date_to_days(today) - date_to_days(then));
}

/* The degree of alarm it has come to: 30, 60 or 90 days. */
static int quiet_for(const struct profile *p, int days)
{
	int reached = p->quiet_days[0];

	for (int i = 0; i < QUIET_N; i++)
		if (days >= p->quiet_days[i])
			reached = p->quiet_days[i];
	return reached;
}

static int quiet(struct gathering *g)
{
	const struct profile *p = g->s->office.profile;
	struct rows rows = ROWS_INIT;
	int r = loop_quiet(g->s->office.store, g->s->staff, p->quiet_days[0],
			   g->now, LOOP_TOLD, &rows, g->err);

	for (size_t i = 0; !r && i < rows.n; i++) {
		int days =
			days_since(rows_text(&rows, i, "touched_at"), g->now);
		char *when = xstrfmt("%d日より長く", quiet_for(p, days));
		char *about = xstrfmt("quiet %d", quiet_for(p, days));

		add(g, &(struct line){ .attr = ATTR_ROW,
				       .case_id = rows_int(&rows, i, "id"),
				       .about = about,
				       .what = "記入なし",
				       .number = rows_text(&rows, i, "number"),
				       .when = when,
				       .text = rows_text(&rows, i, "title") });
		free(when);
		free(about);
	}
	rows_release(&rows);
	return r;
}

/* ---- what became of what they sent ---- */

static void add_news(struct gathering *g, const struct rows *rows, size_t i)
{
	static const char *const words[] = { "answer", "return_reason",
					     "received_by" };
	const char *said = NULL;
	const char *to = str_or_empty(rows_text(rows, i, "to_body"));
	struct str when = STR_INIT, text = STR_INIT;
	const char *state = rows_text(rows, i, "state");
	char *about = xstrfmt("news %s %s %s", rows_text(rows, i, "id"), state,
			      rows_text(rows, i, "moved_at"));

	moment_short(&when, rows_text(rows, i, "moved_at"));
	for (size_t k = 0; !said && k < ARRAY_SIZE(words); k++)
		said = rows_text(rows, i, words[k]);
	str_addf(&text, "%s  %s", session_dest(g->s, to), str_or_empty(said));
	add(g, &(struct line){ .attr = ATTR_ROW,
			       .case_id = rows_int(rows, i, "case_id"),
			       .about = about,
			       .what = loop_state_words(state, ""),
			       .number = rows_text(rows, i, "number"),
			       .when = when.buf,
			       .text = text.buf });
	free(about);
	str_release(&when);
	str_release(&text);
}

static int news(struct gathering *g)
{
	struct rows rows = ROWS_INIT;
	int r = loop_news(g->s->office.store, g->s->staff, g->s->since,
			  LOOP_TOLD, &rows, g->err);

	for (size_t i = 0; !r && i < rows.n; i++)
		add_news(g, &rows, i);
	rows_release(&rows);
	return r;
}

int notices_gather(const struct session *s, struct rowlist *out,
		   struct err *err)
{
	struct gathering g = { .s = s, .out = out, .err = err };

	clock_now(g.now);
	rowlist_clear(out);
	return late(&g, true) || safety(&g, true) || late(&g, false) ||
			       safety(&g, false) || contacts(&g) || news(&g) ||
			       quiet(&g)
		       ? -1
		       : 0;
}

int64_t notices_n(const struct session *s)
{
	char now[CLOCK_SIZE], until[CLOCK_SIZE];
	struct loop_counts n;

	clock_now(now);
	safety_until(now, until);
	if (loop_count(s->office.store, &s->actor, s->office.profile, s->since,
		       until, now, &n, NULL))
		return 0;
	return n.late + n.safety + n.contacts + n.quiet + n.news;
}
