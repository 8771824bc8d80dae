/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the loop as a page of the staff's manual, state by state. */
#include "base/mem.h"
#include "domain/loop.h"
#include "text/width.h"

#define ACT_COLS 32

static const char *state_label(enum loop_state state)
{
	return field_code_label(record_field(REC_REFERRAL, "state"),
				loop_state_code(state));
}

/* 窓口:主受, each role with the ties of which one is enough. */
static void add_who(struct str *out, enum action right)
{
	static const struct {
		enum role role;
		const char *label;
	} roles[] = {
		{ ROLE_COUNTER, "窓口" },
		{ ROLE_PROMOTER, "推進員" },
		{ ROLE_COORDINATOR, "CO" },
		{ ROLE_ACTIVITY, "活動" },
	};
	static const struct {
		enum relation relation;
		const char *label;
	} ties[] = {
		{ REL_OWN_SECTION, "課" },
		{ REL_HOLDER, "主" },
		{ REL_SENDER, "送" },
		{ REL_MEMBER, "会" },
		{ REL_RECIPIENT_SECTION, "受" },
	};

	str_add(out, "      できる人");
	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		if (!role_may(roles[i].role, right, REL_ALL))
			continue;
		str_addf(out, " %s:", roles[i].label);
		for (size_t k = 0; k < ARRAY_SIZE(ties); k++)
			if (role_may(roles[i].role, right, ties[k].relation))
				str_add(out, ties[k].label);
	}
	str_addc(out, '\n');
}

static void add_needs(struct str *out, unsigned needs)
{
	const char *comma = "";

	if (!needs)
		return;
	str_add(out, "      要るもの ");
	for (unsigned bit = 1; bit <= needs; bit <<= 1) {
		if (!(needs & bit))
			continue;
		str_addf(out, "%s%s", comma,
			 loop_need_label((enum loop_need)bit));
		comma = "、";
	}
	str_addc(out, '\n');
}

/* Where only some kinds of referral can go that way. */
static void add_kinds(struct str *out, unsigned kinds)
{
	const char *comma = "";

	if (!kinds || kinds == LOOP_BIT(LOOP_KIND_N) - 1)
		return;
	str_add(out, "      種類     ");
	for (int k = 0; k < LOOP_KIND_N; k++) {
		if (!(kinds & LOOP_BIT(k)))
			continue;
		str_addf(out, "%s%s", comma,
			 loop_kind_label((enum loop_kind)k));
		comma = "、";
	}
	str_addc(out, '\n');
}

static void add_step(struct str *out, const struct loop_step *step)
{
	str_add(out, "  ");
	if (step->to == LOOP_STAYS && step->begins < 0)
		str_add(out, loop_act_label(step->act));
	else
		text_pad(out, loop_act_label(step->act), ACT_COLS);
	if (step->to != LOOP_STAYS)
		str_addf(out, "-> %s", state_label((enum loop_state)step->to));
	if (step->begins >= 0)
		str_addf(out, "%s新しい%s(%s)",
			 step->to == LOOP_STAYS ? "-> " : "、",
			 loop_kind_label((enum loop_kind)step->begins),
			 state_label(LOOP_SENT));
	if (step->closed)
		str_add(out, step->open ? " (終結後も)" : " (終結後)");
	str_addc(out, '\n');
	add_kinds(out, step->kinds);
	add_who(out, loop_act_right(step->act));
	add_needs(out, step->needs);
}

void loop_show(struct str *out)
{
	str_add(out,
		"つなぎの流れ: どの状態から、だれが、何をすると、どうなるか\n"
		"つながり 課=受付課・主担当の課の人 主=主担当 送=送った人 "
		"受=その一覧に載る人\n"
		"役割     CO=地域福祉コーディネーター 活動=福祉活動専門員\n");
	for (int state = 0; state < LOOP_STATE_N; state++) {
		bool head = false;

		for (size_t i = 0; i < loop_steps_n; i++) {
			if (!(loop_steps[i].from & LOOP_BIT(state)))
				continue;
			if (!head)
				str_addf(out, "\n[%s]\n",
					 state_label((enum loop_state)state));
			head = true;
			add_step(out, &loop_steps[i]);
		}
		if (!head)
			str_addf(out, "\n[%s] ここで終わる\n",
				 state_label((enum loop_state)state));
	}
	str_add(out, "\n[ケースについて]\n");
	for (size_t i = 0; i < loop_steps_n; i++)
		if (!loop_steps[i].from)
			add_step(out, &loop_steps[i]);
}
