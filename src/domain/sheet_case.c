/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake and the people of a household, as far as they may pass. */
#include <stdio.h>

#include "base/mem.h"
#include "domain/sheet_parts.h"

static void fill_reception(struct fill *f)
{
	const struct case_view *view = f->view;
	const char *section = view_get(view, "intake.section");
	const char *district = view_get(view, "intake.district");
	const char *name = names_find(&f->ask->profile->district, district);

	fill_taken(f, "intake.received_at",
		   words_moment(view_get(view, "intake.received_at")));
	fill_plain(f, "intake.staff", f->ask->taker);
	fill_plain(f, "intake.section", *section ? fill_dest(f, section) : "");
	fill_plain(f, "intake.channel", view_get(view, "intake.channel"));
	fill_path(f, "intake.route", ONCE, "intake.route");
	fill_path(f, "intake.brought_by", ONCE, "intake.brought_by");
	fill_words(f, "intake.district", ONCE, "intake.district",
		   xstrdup(name ? name : district));
	fill_path(f, "visitor.name", ONCE, "intake.visitor_name");
	fill_kana(f, "visitor.kana", ONCE, "intake.visitor_kana");
	fill_path(f, "visitor.tel", ONCE, "intake.visitor_tel");
	fill_path(f, "visitor.relation", ONCE, "intake.visitor_relation");
	fill_path(f, "intake.interpreter", ONCE, "intake.interpreter");
	fill_path(f, "intake.proxy", ONCE, "intake.proxy");
	fill_path(f, "intake.place", ONCE, "intake.place");
	fill_path(f, "intake.callback", ONCE, "intake.callback");
}

static void fill_listening(struct fill *f)
{
	fill_free(f, "intake.complaint", ONCE, "intake.complaint", true);
	fill_free(f, "intake.hopes", ONCE, "intake.hopes", true);
	fill_free(f, "intake.tried", ONCE, "intake.tried", false);
	fill_free(f, "intake.agencies", ONCE, "intake.agencies", false);
	fill_free(f, "referral.do_not_repeat", ONCE, "intake.do_not_repeat",
		  false);
	fill_free(f, "referral.unwanted", ONCE, "intake.unwanted", false);
	if (f->reader->form == FORM_INTAKE) /* for our own eyes */
		fill_free(f, "intake.remarks", ONCE, "intake.remarks", false);
	for (int c = 0; c < CONCERN_N; c++) {
		char path[64];

		snprintf(path, sizeof(path), "concern.%s",
			 concern_code((enum concern)c));
		fill_path(f, path, ONCE, path);
	}
}

/* The strongest answer among those whose answer may pass. */
static char *any_answer(const struct fill *f, const char *fact)
{
	static const enum answer order[] = { ANSWER_YES, ANSWER_REFUSED,
					     ANSWER_UNKNOWN, ANSWER_NO };
	const char *id;
	char path[96];

	for (size_t a = 0; a < ARRAY_SIZE(order); a++) {
		const char *code = answer_code(order[a]);

		for (size_t i = 0; (id = f->view->member(f->view->of, i));
		     i++) {
			snprintf(path, sizeof(path), "%s.fact.%s", id, fact);
			if (streq(view_get(f->view, "%s", path), code) &&
			    pass_path(f->reader, path) != PASS_NO)
				return xstrdup(code);
		}
	}
	return xstrdup("");
}

static void fill_safety(struct fill *f)
{
	static const char *const household[] = {
		"no_food",
		"no_bed",
		"lifeline_cut",
		"in_danger_now",
		"no_medicine",
		"no_contact",
		"wants_public_assistance",
	};
	static const char *const person[] = {
		"acute_illness", "suicidal",        "suicide_plan",
		"suicide_means", "suicide_attempt", "alone_dependant",
	};
	char path[96], key[96];

	for (size_t i = 0; i < ARRAY_SIZE(household); i++) {
		snprintf(path, sizeof(path), "fact.%s", household[i]);
		fill_path(f, path, ONCE, path);
	}
	for (size_t i = 0; i < ARRAY_SIZE(person); i++) {
		snprintf(key, sizeof(key), "fact.%s", person[i]);
		snprintf(path, sizeof(path), "client.fact.%s", person[i]);
		fill_words(f, key, ONCE, path, any_answer(f, person[i]));
	}
	fill_words(f, "public_assistance.form_at", ONCE,
		   "intake.public_assistance_form_at",
		   words_moment(view_get(f->view, "intake.public_assistance_"
						  "form_at")));
	fill_free(f, "safety.step", ONCE, "intake.safety_step", false);
	fill_free(f, "safety.reason", ONCE, "intake.safety_reason", false);
	fill_taken(f, "facts.yes", words_facts(f, NULL, "yes"));
	fill_taken(f, "facts.unknown", words_facts(f, NULL, "unknown"));
	fill_taken(f, "facts.refused", words_facts(f, NULL, "refused"));
}

void fill_intake(struct fill *f)
{
	fill_reception(f);
	fill_listening(f);
	fill_safety(f);
}

void fill_name(struct fill *f, const char *key, size_t row, const char *id)
{
	const char *name = view_has(f->view, "%s.name", id) ? "name" : "called";
	char path[64];

	snprintf(path, sizeof(path), "%s.%s", id, name);
	fill_path(f, key, row, path);
}

/* Who has not said where they live or how to call them was met somewhere, and
 * can be called back: those say the same to who is to go on. */
static void fill_reach(struct fill *f)
{
	bool lives = view_has(f->view, "client.address");
	bool calls = view_has(f->view, "client.tel") ||
		     view_has(f->view, "client.tel2");
	bool passed_on = f->reader->form == FORM_REFERRAL;

	fill_path(f, "client.address", ONCE,
		  passed_on && !lives ? "intake.place" : "client.address");
	fill_path(f, "client.tel", ONCE,
		  passed_on && !calls ? "intake.callback" : "client.tel");
	fill_path(f, "client.tel2", ONCE, "client.tel2");
}

static void fill_client(struct fill *f)
{
	static const char *const same[][2] = {
		{ "client.called", "client.called" },
		{ "client.sex", "client.sex" },
		{ "client.affiliation", "client.affiliation" },
		{ "client.language", "client.language" },
		{ "client.handbooks", "client.handbooks" },
		{ "client.insurance", "client.insurance" },
		{ "client.pension", "client.pension" },
		{ "client.benefits", "client.benefits" },
		{ "safe.call", "client.safe_call" },
		{ "safe.message", "client.safe_message" },
		{ "safe.post", "client.safe_post" },
		{ "safe.must_not_know", "client.must_not_know" },
	};

	fill_reach(f);
	fill_kana(f, "client.kana", ONCE, "client.kana");
	/* Elsewhere the other name has a cell of its own, or a signature is
	 * wanted, of the name in the register. */
	if (f->reader->form == FORM_REFERRAL)
		fill_name(f, "client.name", ONCE, "client");
	else
		fill_path(f, "client.name", ONCE, "client.name");
	for (size_t i = 0; i < ARRAY_SIZE(same); i++)
		fill_path(f, same[i][0], ONCE, same[i][1]);
	fill_words(f, "client.birth", ONCE, "client.birth",
		   words_day(view_get(f->view, "client.birth")));
	fill_words(f, "client.age", ONCE, "client.age",
		   words_age(f->view, "client", true));
}

/* What troubles one member: in words, and the facts that may pass. */
static void fill_problems(struct fill *f, const char *id, size_t row)
{
	char *facts = words_facts(f, id, "yes"), *words;
	struct str both = STR_INIT;
	char path[64];

	snprintf(path, sizeof(path), "%s.problems", id);
	if (pass_path(f->reader, path) != PASS_NO) {
		words = fill_clean(f, view_get(f->view, "%s", path), false);
		str_set(&both, words);
		free(words);
		fill_note(f, path);
	} else if (!*facts) {
		sheet_row_withhold(f->sheet, "member.problems", row);
	}
	if (both.len && *facts)
		str_add(&both, "、");
	str_add(&both, facts);
	sheet_row_set(f->sheet, "member.problems", row, both.buf);
	str_release(&both);
	free(facts);
}

static void fill_together(struct fill *f, const char *id, size_t row)
{
	const char *answer = view_get(f->view, "%s.fact.lives_together", id);
	bool client = streq(view_get(f->view, "%s.relation", id), "client");
	char path[64];

	if (client)
		answer = "yes";
	if (!streq(answer, "yes") && !streq(answer, "no"))
		answer = "";
	snprintf(path, sizeof(path), "%s.fact.lives_together", id);
	fill_words(f, "member.together", row, path, xstrdup(answer));
}

static char *relation_words(const struct fill *f, const char *id, bool hearsay)
{
	const char *relation = view_get(f->view, "%s.relation", id);

	if (streq(relation, "client"))
		return xstrdup("本人");
	return xstrfmt("%s%s", relation, hearsay ? "（伝聞）" : "");
}

/* True when what stands there is only what the visitor said. */
static bool fill_member(struct fill *f, const char *id)
{
	size_t row = sheet_add_row(f->sheet, SHEET_MEMBER);
	bool hearsay = pass_item(f->reader, id, ITEM_IDENTITY) == PASS_HEARSAY;
	char path[64];

	snprintf(path, sizeof(path), "%s.kana", id);
	fill_kana(f, "member.kana", row, path);
	snprintf(path, sizeof(path), "%s.affiliation", id);
	fill_path(f, "member.affiliation", row, path);
	fill_name(f, "member.name", row, id);
	snprintf(path, sizeof(path), "%s.relation", id);
	fill_words(f, "member.relation", row, path,
		   relation_words(f, id, hearsay));
	snprintf(path, sizeof(path), "%s.birth", id);
	if (hearsay) /* an age is what one hears, a date is on record */
		sheet_row_withhold(f->sheet, "member.birth", row);
	else
		fill_words(f, "member.birth", row, path,
			   words_day(view_get(f->view, "%s", path)));
	snprintf(path, sizeof(path), "%s.age", id);
	fill_words(f, "member.age", row, path,
		   words_age(f->view, id, !hearsay));
	snprintf(path, sizeof(path), "%s.agency", id);
	fill_free(f, "member.agency", row, path, false);
	fill_together(f, id, row);
	fill_problems(f, id, row);
	return hearsay;
}

void fill_people(struct fill *f)
{
	bool hearsay = false;
	const char *id;

	fill_client(f);
	for (size_t i = 0; (id = f->view->member(f->view->of, i)); i++)
		hearsay |= fill_member(f, id);
	if (pass_item(f->reader, NULL, ITEM_HOUSEHOLD) == PASS_YES)
		fill_taken(f, "household.shape", words_household(f->view));
	if (hearsay)
		fill_plain(f, "household.hearsay", "yes");
}
