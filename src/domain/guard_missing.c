/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an intake lacks before it can be signed off. */
#include "domain/guard.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define FACT_SIZE 96 /* bytes of a path to one */
#define LABELS_N  3  /* of open questions that one sentence names */

void missing_release(struct missing_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->item[i].path);
		free(list->item[i].sentence);
	}
	free(list->item);
	memset(list, 0, sizeof(*list));
}

size_t missing_forced(const struct missing_list *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += list->item[i].level == GUARD_FORCE;
	return n;
}

static void __attribute__((format(printf, 5, 6)))
add(struct missing_list *out, enum guard_level level, const char *page,
    const char *path, const char *fmt, ...)
{
	struct str sentence = STR_INIT;
	struct missing *m;
	va_list ap;

	va_start(ap, fmt);
	str_vaddf(&sentence, fmt, ap);
	va_end(ap);
	ALLOC_GROW(out->item, out->n + 1, out->alloc);
	m = &out->item[out->n++];
	m->page = page;
	m->path = xstrdup(path);
	m->sentence = str_detach(&sentence);
	m->level = level;
}

static bool answered(const char *answer)
{
	return *answer && !streq(answer, answer_code(ANSWER_UNKNOWN));
}

/* A person's fact is answered when it is for the client or, for what may
 * concern anyone, for some member. */
static bool person_answered(const struct case_view *view, const char *code)
{
	const char *id;

	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (answered(view_get(view, "%s.fact.%s", id, code)))
			return true;
	return false;
}

static bool follows_suicidal(const char *code)
{
	return skip_prefix(code, "suicide_", NULL);
}

static void not_clear(struct missing_list *out, const char *path,
		      const char *labels)
{
	add(out, GUARD_FORCE, "tonight", path,
	    _("Safety tonight is not clear: %s. Ask, or write why it could "
	      "not be asked"),
	    labels);
}

/* Where the answer to this question about tonight is missing; false: it is
 * there, or is no question of its own. */
static bool tonight_open(const struct case_view *view, const struct fact *fact,
			 char path[FACT_SIZE])
{
	const char *client = view_client(view);
	const char *first = view->member(view->of, 0);

	if (!fact->tonight || follows_suicidal(fact->code) ||
	    streq(fact->code, "wants_public_assistance"))
		return false;
	if (fact->level == FACT_HOUSEHOLD) {
		snprintf(path, FACT_SIZE, "fact.%s", fact->code);
		return !answered(view_get(view, "fact.%s", fact->code));
	}
	if (!first || person_answered(view, fact->code))
		return false;
	snprintf(path, FACT_SIZE, "%s.fact.%s", client ? client : first,
		 fact->code);
	return true;
}

/* A line for each question while they are asked; on closing one for all. */
static void tonight(const struct case_view *view, const struct guard_in *in,
		    struct missing_list *out)
{
	char path[FACT_SIZE], begins[FACT_SIZE];
	struct str labels = STR_INIT;
	size_t n = 0;

	if (view_has(view, "intake.safety_reason"))
		return;
	for (size_t i = 0; i < in->facts->n; i++) {
		const struct fact *fact = &in->facts->fact[i];

		if (!tonight_open(view, fact, path))
			continue;
		if (!in->closing)
			not_clear(out, path, fact->label);
		if (!n)
			snprintf(begins, sizeof(begins), "%s", path);
		if (n < LABELS_N)
			str_addf(&labels, "%s%s", n ? "、" : "", fact->label);
		n++;
	}
	if (n > LABELS_N)
		str_addf(&labels, "、ほか%zuつ", n - LABELS_N);
	if (in->closing && n)
		not_clear(out, begins, labels.buf);
	str_release(&labels);
}

static void suicide(const struct case_view *view, struct missing_list *out)
{
	static const char *const asks[] = { "suicide_plan", "suicide_means",
					    "suicide_attempt" };
	bool danger = false;
	const char *id;
	char path[96];

	for (size_t i = 0; (id = view->member(view->of, i)); i++) {
		if (!view_yes(view, "%s.fact.suicidal", id) &&
		    !view_yes(view, "%s.fact.suicide_plan", id) &&
		    !view_yes(view, "%s.fact.suicide_means", id))
			continue;
		danger = true;
		for (size_t k = 0; k < ARRAY_SIZE(asks); k++) {
			if (view_has(view, "%s.fact.%s", id, asks[k]))
				continue;
			snprintf(path, sizeof(path), "%s.fact.%s", id, asks[k]);
			add(out, GUARD_FORCE, "tonight", path,
			    _("Someone wishes to die: ask about plan, means "
			      "and earlier attempts"));
			break;
		}
	}
	if (danger && !view_has(view, "intake.safety_step"))
		add(out, GUARD_FORCE, "tonight", "intake.safety_step",
		    _("Someone wishes to die: write what was done for safety; "
		      "the person does not leave alone"));
}

/* 生活保護法7条・24条. On closing nothing stands in for the form, and not to
 * know is no answer. */
static void assistance(const struct case_view *view, const struct guard_in *in,
		       struct missing_list *out)
{
	const char *wish = view_get(view, "fact.wants_public_assistance");

	if (guard_at_stake(view) && !(in->closing ? answered(wish) : *wish))
		add(out, GUARD_FORCE, "tonight", "fact.wants_public_assistance",
		    _("Money, home, food or safety is at stake: ask whether "
		      "the person wants to apply for public assistance"));
	if (!streq(wish, answer_code(ANSWER_YES)) ||
	    view_has(view, "intake.public_assistance_form_at"))
		return;
	if (in->closing)
		add(out, GUARD_FORCE, "tonight",
		    "intake.public_assistance_form_at",
		    _("The person wants to apply for public assistance: the "
		      "case stays open until it is written when the form was "
		      "handed over"));
	else if (!view_has(view, "intake.money_home_note"))
		add(out, GUARD_FORCE, "tonight",
		    "intake.public_assistance_form_at",
		    _("The person wants to apply for public assistance: write "
		      "when the form was handed over, or what was arranged"));
}

static void handed_over(const struct guard_in *in, struct missing_list *out)
{
	bool urgent = streq(in->urgency, "AA") || streq(in->urgency, "A");
	/* The taker holds the case until somebody receives it: a sign-off at
	 * night may not wait for that, an ending may not go without. */
	enum guard_level level = in->closing ? GUARD_FORCE : GUARD_SHOW;

	if (urgent && (!in->received_by || !*in->received_by))
		add(out, level, "referral", "referral.phoned_to",
		    _("Urgency %s: telephone now, and write who took it over"),
		    in->urgency);
	else if (urgent && (!in->received_at || !*in->received_at))
		add(out, level, "referral", "referral.phoned_at",
		    _("Urgency %s: write when it was taken over"), in->urgency);
	if (in->report_duty && !in->reported)
		add(out, level, "referral", "referral.phoned_to",
		    _("The report under the abuse laws is not on record yet; "
		      "it waits for no consent"));
}

static void reachable(const struct case_view *view, struct missing_list *out)
{
	if (!view_has(view, "intake.complaint"))
		add(out, GUARD_SHOW, "complaint", "intake.complaint",
		    _("The complaint in the person's own words is empty"));
	if (!view_has(view, "client.tel") &&
	    !view_has(view, "intake.callback") &&
	    !view_has(view, "intake.visitor_tel") &&
	    !view_has(view, "intake.place"))
		add(out, GUARD_SHOW, "client", "client.tel",
		    _("How can they be reached?"));
	if (guard_abuse(view) && view_client(view) &&
	    !view_has(view, "client.safe_call"))
		add(out, GUARD_SHOW, "client", "client.safe_call",
		    _("Ask in which way it is safe to reach the person"));
}

void guard_consents(const struct consents *consents, const char *today,
		    struct missing_list *out)
{
	for (size_t i = 0; i < consents->n; i++) {
		const struct consent *row = &consents->row[i];
		struct err err = ERR_INIT;
		char path[32];

		snprintf(path, sizeof(path), "%s.state", row->id);
		if (consent_check(row, today, &err))
			add(out,
			    consent_unwitnessed(row) ? GUARD_FORCE : GUARD_SHOW,
			    "consent", path, _("A consent is not complete: %s"),
			    err.text.buf);
		err_release(&err);
	}
}

void guard_missing(const struct case_view *view, const struct guard_in *in,
		   struct missing_list *out)
{
	tonight(view, in, out);
	suicide(view, out);
	assistance(view, in, out);
	reachable(view, out);
	handed_over(in, out);
}
