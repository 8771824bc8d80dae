/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 申し送り: a line of the list, and what only the sheet of one case says. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/loop.h"
#include "domain/records.h"
#include "domain/sheet_parts.h"
#include "text/date.h"
#include "text/era.h"
#include "text/width.h"

#define RECORDS_MAX   99 /* referrals and duties of a case */
#define COMPLAINT_MAX 84 /* cells of a text in the list */
#define REQUEST_MAX   60
#define UNTOLD        "連絡まだ："
#define NAMELESS      "（名前を出さない相談）"

/* How far it has come, and what the next step is. */
static const struct {
	const char *state, *next;
} stages[LOOP_STATE_N] = {
	[LOOP_DRAFT] = { "未送付", "送る" },
	[LOOP_SENT] = { "未受領", "受け取る" },
	[LOOP_RECEIVED] = { "受領", "初回の連絡" },
	[LOOP_CONTACTED] = { "接触済", "返事を書く" },
	[LOOP_ANSWERED] = { "回答済", "" },
	[LOOP_RETURNED] = { "差戻し", "行き先を決める" },
	[LOOP_REDIRECTED] = { "転送", "" },
	[LOOP_WITHDRAWN] = { "取下げ", "" },
};

static const char *of(const struct fill *f, const struct sheet_line *line,
		      const char *leaf)
{
	return line->referral ? view_get(f->view, "%s.%s", line->referral, leaf)
			      : "";
}

static void put(struct fill *f, const char *key, size_t row, const char *text)
{
	sheet_row_set(f->sheet, key, row, text);
}

static void put_taken(struct fill *f, const char *key, size_t row, char *text)
{
	put(f, key, row, text);
	free(text);
}

/* Without secrets, in one line of at most cols cells. */
static char *one_line(const struct fill *f, const char *text, int cols)
{
	char *clean = fill_clean(f, text, false);
	struct str out = STR_INIT;
	size_t len;

	for (char *c = clean; *c; c++)
		if (*c == '\n')
			*c = ' ';
	len = text_clip(clean, strlen(clean), cols - 2, NULL);
	str_addn(&out, clean, len);
	if (clean[len])
		str_add(&out, "…");
	free(clean);
	return str_detach(&out);
}

/* ---- one line ---- */

/* Of what came back: where else it might go, and why. */
static char *why_back(const struct fill *f, const struct sheet_line *line)
{
	const char *to = of(f, line, "return_to");
	const char *code = of(f, line, "return_code");
	const char *label = names_find(&f->ask->profile->returns, code);

	return xstrfmt("%s%s%s%s。%s", *to ? "→ " : "",
		       *to ? fill_dest(f, to) : "", *to ? "：" : "",
		       str_or_empty(label), of(f, line, "return_reason"));
}

static void line_from(struct fill *f, size_t row, const struct sheet_line *line)
{
	bool back = streq(of(f, line, "state"), loop_state_code(LOOP_RETURNED));
	const char *from = of(f, line, back ? "to_body" : "sent_from");
	const char *asked = of(f, line, "request");
	char *text = back ? why_back(f, line)
			  : xstrdup(*asked ? asked : of(f, line, "reason"));

	if (!*from)
		from = view_get(f->view, "intake.section");
	put_taken(f, "handover.from", row,
		  xstrfmt("%s%s%s%s", *from ? fill_dest(f, from) : "",
			  back ? "から差戻し" : "",
			  !back && *line->sender ? "　" : "",
			  back ? "" : line->sender));
	put(f, "handover.to", row,
	    line->referral ? fill_dest(f, of(f, line, "to_body")) : "");
	put_taken(f, "handover.request", row, one_line(f, text, REQUEST_MAX));
	free(text);
}

static void line_stage(struct fill *f, size_t row,
		       const struct sheet_line *line)
{
	const char *kind = of(f, line, "kind");
	int i = loop_state_from_code(of(f, line, "state"));
	const char *state = i < 0 ? "" : stages[i].state;
	const char *next = i < 0 ? "" : stages[i].next;
	char *by = words_by(line->due, f->ask->now);

	if (!line->referral)
		state = "継続中";
	if (line->next)
		next = line->next;
	else if (i == LOOP_SENT && streq(kind, loop_kind_code(LOOP_INFO)))
		state = "照会中", next = "回答を待つ";
	else if (i == LOOP_RECEIVED &&
		 streq(kind, loop_kind_code(LOOP_QUESTION)))
		next = "答える";
	put(f, "handover.state", row, state);
	put_taken(f, "handover.next", row,
		  xstrfmt("%s%s%s", next, *next && *by ? "　" : "", by));
	put_taken(f, "handover.late", row,
		  line->late ? words_late(line->due, f->ask->now)
			     : xstrdup(""));
	free(by);
}

/* Is this answer given of anybody in the household? */
static bool anyone(const struct fill *f, const char *leaf, const char *answer)
{
	const char *id;

	for (size_t i = 0; (id = f->view->member(f->view->of, i)); i++)
		if (streq(view_get(f->view, "%s.%s", id, leaf), answer))
			return true;
	return false;
}

static void add_care(struct str *out, bool is, const char *words)
{
	if (is)
		str_addf(out, "%s%s", out->len ? "、" : "", words);
}

/* What nobody may do wrong, whatever else they may read: no consent is asked
 * for it, and no person or place is named. */
static char *care_words(const struct fill *f)
{
	struct str out = STR_INIT;
	bool must_not = false;
	const char *id;

	for (size_t i = 0; (id = f->view->member(f->view->of, i)); i++)
		must_not |= view_has(f->view, "%s.must_not_know", id);
	add_care(&out, guard_protected(f->view), "住所等注意");
	add_care(&out, anyone(f, "safe_call", "no"), "電話しない");
	add_care(&out, anyone(f, "safe_message", "no"), "伝言しない");
	add_care(&out, guard_protected(f->view) || anyone(f, "safe_post", "no"),
		 "郵送しない");
	add_care(&out, must_not, "知られてはならない人あり");
	return str_detach(&out);
}

/* Places that a duty names and that nobody has told. */
static char *open_duties(const struct fill *f)
{
	const struct js *list = js_get(f->ask->triage, "duties");
	struct str out = STR_INIT;

	if (!reader_is_own(f->reader))
		return str_detach(&out);
	for (size_t i = 0; i < js_len(list); i++) {
		const struct js *to = js_get(js_at(list, i), "to");

		for (size_t k = 0; k < js_len(to); k++) {
			const char *name = fill_dest(f, js_str(js_at(to, k)));

			if (!fill_told(f, js_str(js_at(to, k)), NULL) &&
			    (!out.len || !strstr(out.buf, name)))
				add_care(&out, true, name);
		}
	}
	if (out.len)
		str_splice(&out, 0, 0, UNTOLD, strlen(UNTOLD));
	return str_detach(&out);
}

static void line_case(struct fill *f, size_t row)
{
	struct str since = STR_INIT;
	struct date day;

	if (date_from_iso(view_get(f->view, "case.holder_since"), &day))
		str_addf(&since, "%d月%d日から", day.month, day.day);
	put(f, "handover.number", row, view_get(f->view, "case.number"));
	put(f, "handover.holder", row, f->ask->holder);
	put(f, "handover.since", row, str_or_empty(since.buf));
	fill_words(f, "handover.complaint", row, "intake.complaint",
		   one_line(f, view_get(f->view, "intake.complaint"),
			    COMPLAINT_MAX));
	put_taken(f, "handover.care", row, care_words(f));
	put_taken(f, "handover.duties", row, open_duties(f));
	str_release(&since);
}

void fill_line(struct fill *f, const struct sheet_line *line)
{
	size_t row = sheet_add_row(f->sheet, SHEET_HANDOVER);
	const char *urgency = of(f, line, "urgency");

	put(f, "handover.why", row, line->why);
	put(f, "handover.urgency", row,
	    *urgency ? urgency : view_get(f->view, "case.urgency"));
	put(f, "handover.person", row, line->person);
	line_from(f, row, line);
	line_stage(f, row, line);
	if (f->reader->form == FORM_QUESTION) {
		put(f, "handover.number", row, "匿名");
		put(f, "handover.complaint", row, NAMELESS);
	} else {
		line_case(f, row);
	}
}

void sheet_fill_line(struct sheet *sheet, const struct sheet_ask *ask,
		     const struct sheet_line *line)
{
	struct fill f = { .sheet = sheet,
			  .ask = ask,
			  .reader = &ask->reader,
			  .view = ask->reader.view };

	pass_secrets(f.reader, &f.secrets);
	fill_line(&f, line);
	secrets_release(&f.secrets);
}

/* ---- one case ---- */

static void add_consent(struct fill *f, struct str *out,
			const struct consent *row)
{
	enum consent_state state = consent_on(row, f->reader->today);
	char *to = words_recipients(f, str_or_empty(row->recipients));
	struct str day = STR_INIT;
	struct date given;

	if (date_from_iso(str_or_empty(row->given_on), &given))
		era_short(&day, given);
	str_addf(out, "%s%s：%s%s%s", out->len ? "\n" : "", to,
		 state == CONSENT_ENDED
			 ? "撤回・期限切れ"
			 : field_code_label(record_field(REC_CONSENT, "state"),
					    consent_state_code(state)),
		 day.len ? "　" : "", str_or_empty(day.buf));
	str_release(&day);
	free(to);
}

static char *consent_words(struct fill *f)
{
	const struct consents *all = f->reader->consents;
	const char *client = view_client(f->view);
	struct str out = STR_INIT;

	for (size_t i = 0; i < all->n; i++)
		if (streq(all->row[i].member, client))
			add_consent(f, &out, &all->row[i]);
	if (!out.len)
		str_add(&out, "まだ聞いていない");
	return str_detach(&out);
}

/* Whom else the case is with: the place, its telephone, who took it. */
static void add_other(const struct fill *f, struct str *out, const char *record,
		      const char *who)
{
	const char *to = view_get(f->view, "%s.to_body", record);
	const char *name = view_get(f->view, "%s.%s", record, who);
	const char *tel = fill_dest_tel(f, to);

	if (!*to || (out->len && strstr(out->buf, fill_dest(f, to))))
		return;
	str_addf(out, "%s%s%s%s%s%s", out->len ? "\n" : "", fill_dest(f, to),
		 *tel ? "　" : "", tel, *name ? "　" : "", name);
}

static char *other_words(const struct fill *f)
{
	struct str out = STR_INIT;
	char id[8];

	for (int n = 1; n <= RECORDS_MAX; n++) {
		snprintf(id, sizeof(id), "r%d", n);
		add_other(f, &out, id, "received_by");
		snprintf(id, sizeof(id), "d%d", n);
		add_other(f, &out, id, "received_by");
	}
	return str_detach(&out);
}

void fill_handover(struct fill *f)
{
	fill_taken(f, "holder.since",
		   words_moment(view_get(f->view, "case.holder_since")));
	fill_words(f, "case.next", ONCE, "intake.next_contact",
		   words_day(view_get(f->view, "intake.next_contact")));
	fill_taken(f, "case.care", care_words(f));
	if (!reader_is_own(f->reader))
		return;
	fill_triage(f);
	fill_taken(f, "case.consents", consent_words(f));
	fill_taken(f, "case.others", other_words(f));
	fill_taken(f, "case.journal",
		   fill_clean(f, str_or_empty(f->ask->journal), false));
}
