/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Protection and words. What is missing before sign-off: guard_missing.c. */
#include "domain/guard.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

static bool any_said(const struct case_view *view, const char *const *facts,
		     size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (view_yes(view, "fact.%s", facts[i]))
			return true;
	return false;
}

static bool any_ticked(const struct case_view *view, const char *const *boxes,
		       size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (view_has(view, "concern.%s", boxes[i]))
			return true;
	return false;
}

bool guard_at_stake(const struct case_view *view)
{
	static const char *const facts[] = {
		"no_food",     "no_bed",          "lifeline_cut",
		"no_medicine", "in_danger_now",   "arrears_rent",
		"arrears_tax", "eviction_notice", "seizure_notice",
		"debt",        "low_income",      "wants_public_assistance",
	};
	static const char *const boxes[] = { "housing", "income", "rent", "tax",
					     "debt",    "food",   "abuse" };

	return any_said(view, facts, ARRAY_SIZE(facts)) ||
	       any_ticked(view, boxes, ARRAY_SIZE(boxes)) ||
	       view_any_yes(view, "fact.dv_victim") ||
	       view_any_yes(view, "fact.abuse_suspected");
}

bool guard_protected(const struct case_view *view)
{
	return view_any_yes(view, "fact.address_protected") ||
	       view_any_yes(view, "fact.dv_victim");
}

bool guard_abuse(const struct case_view *view)
{
	return guard_protected(view) || view_has(view, "concern.abuse") ||
	       view_any_yes(view, "fact.abuse_suspected") ||
	       view_any_yes(view, "fact.dv_past") ||
	       view_yes(view, "fact.in_danger_now");
}

static bool visitor_is_client(const struct case_view *view)
{
	static const char *const self[] = { "client", "self", "本人" };
	const char *relation = view_get(view, "intake.visitor_relation");
	const char *name = view_get(view, "intake.visitor_name");

	for (size_t i = 0; i < ARRAY_SIZE(self); i++)
		if (streq(relation, self[i]))
			return true;
	if (*relation)
		return false;
	return streq(view_get(view, "intake.route"), "self") ||
	       (*name && streq(name, view_get(view, "client.name")));
}

bool guard_reporter(const struct case_view *view)
{
	return guard_abuse(view) && !visitor_is_client(view);
}

/* A no to one of the rules of contact. Where no letter may come, there is
 * somebody who might find a slip, too. */
static bool unsafe_contact(const struct case_view *view)
{
	const char *id;

	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (streq(view_get(view, "%s.safe_call", id), "no") ||
		    streq(view_get(view, "%s.safe_message", id), "no") ||
		    streq(view_get(view, "%s.safe_post", id), "no") ||
		    view_has(view, "%s.must_not_know", id))
			return true;
	return false;
}

enum guard_slip guard_slip(const struct case_view *view, bool asked,
			   struct err *err)
{
	if (!guard_abuse(view) && !unsafe_contact(view))
		return SLIP_FULL;
	if (asked)
		return SLIP_NEUTRAL;
	err_input(err, _("No slip to carry home: somebody at home might find "
			 "it. If the person asks for one, a neutral slip can "
			 "be printed"));
	return SLIP_NO;
}

int guard_mail(const struct case_view *view, struct err *err)
{
	const char *id;

	if (guard_abuse(view))
		return err_input(err, _("Nothing is sent by post while "
					"violence or an address to protect is "
					"in the case"));
	for (size_t i = 0; (id = view->member(view->of, i)); i++)
		if (streq(view_get(view, "%s.safe_post", id), "no"))
			return err_input(err, _("The person does not want "
						"letters"));
	return 0;
}

/* Take blanks out, in which a forbidden word could hide. */
static char *squeezed(const char *text)
{
	struct str s = STR_INIT;

	while (*text) {
		const char *rest;

		if (skip_prefix(text, "\xe3\x80\x80", &rest)) { /* U+3000 */
			text = rest;
			continue;
		}
		if (!strchr(" \t\r\n", *text))
			str_addc(&s, *text);
		text++;
	}
	return str_detach(&s);
}

int guard_reason(const char *reason, struct err *err)
{
	static const char *const outcomes[] = { "対象外", "対象がい",
						"たいしょうがい",
						"タイショウガイ" };
	char *plain = squeezed(str_or_empty(reason));
	int rc = 0;

	if (!*plain)
		rc = err_input(err, _("A reason is needed"));
	for (size_t i = 0; i < ARRAY_SIZE(outcomes) && !rc; i++)
		if (strstr(plain, outcomes[i]))
			rc = err_input(err, _("\"Not eligible here\" is no "
					      "outcome: say who takes the case "
					      "instead"));
	free(plain);
	return rc;
}

bool guard_unfounded(const struct case_view *view, const char *reason,
		     struct err *err)
{
	static const char *const grounds[] = {
		"若い",         "若年",       "年齢", "働ける",
		"家族がいる",   "親族がいる", "扶養", "住所がない",
		"住民票がない", "住所不定",
	};
	char *plain;
	bool unfounded = false;

	if (!view_yes(view, "fact.wants_public_assistance"))
		return false;
	plain = squeezed(str_or_empty(reason));
	for (size_t i = 0; i < ARRAY_SIZE(grounds); i++)
		unfounded = unfounded || strstr(plain, grounds[i]);
	free(plain);
	if (unfounded)
		err_input(err, _("Being young, having family or having no "
				 "address are no grounds to refuse an "
				 "application for public assistance"));
	return unfounded;
}

void guard_paper_words(struct str *text)
{
	static const char *const words[] = { "ごみ屋敷", "ゴミ屋敷", "塵屋敷",
					     "ゴミやしき", "ごみやしき" };
	static const char ours[] = "物の堆積";

	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		for (char *at; (at = strstr(text->buf, words[i]));)
			str_splice(text, (size_t)(at - text->buf),
				   strlen(words[i]), ours, strlen(ours));
}
