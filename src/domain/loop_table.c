/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table: from where each act leads, and what it needs. */
#include "base/mem.h"
#include "base/str.h"
#include "domain/loop.h"

#define B(x)     LOOP_BIT(LOOP_##x)
#define ANY_KIND (LOOP_BIT(LOOP_KIND_N) - 1)
#define TAKEN    (B(WORK) | B(ADVICE))

/* clang-format off */
const struct loop_step loop_steps[] = {
	/* act                kinds       from                          to               begins         needs                        case */
	{ LOOP_SEND,           ANY_KIND,   B(DRAFT),                     LOOP_SENT,       -1,            NEED_CONSENT,                 true, false },
	{ LOOP_WITHDRAW,       ANY_KIND,   B(DRAFT) | B(SENT),           LOOP_WITHDRAWN,  -1,            NEED_WHY,                     true, false },
	{ LOOP_ASSIGN,         ANY_KIND,   B(SENT) | B(RETURNED),        LOOP_STAYS,      -1,            NEED_STAFF,                   true, false },
	{ LOOP_RECEIVE,        TAKEN | B(QUESTION), B(SENT),             LOOP_RECEIVED,   -1,            NEED_NAME,                    true, false },
	{ LOOP_CONTACT,        TAKEN,      B(RECEIVED),                  LOOP_CONTACTED,  -1,            0,                            true, false },
	{ LOOP_ANSWER_KEEP,    B(WORK),    B(CONTACTED),                 LOOP_ANSWERED,   -1,            NEED_WHY,                     true, false },
	{ LOOP_ANSWER_DONE,    B(WORK),    B(CONTACTED),                 LOOP_ANSWERED,   -1,            NEED_WHY,                     true, false },
	{ LOOP_ANSWER_DONE,    B(ADVICE) | B(QUESTION), B(RECEIVED) | B(CONTACTED), LOOP_ANSWERED, -1,   NEED_WHY,                     true, false },
	{ LOOP_ANSWER_INFO,    B(INFO),    B(SENT),                      LOOP_ANSWERED,   -1,            NEED_WHY,                     true, false },
	{ LOOP_RETURN,         TAKEN,      B(SENT) | B(RECEIVED) | B(CONTACTED), LOOP_RETURNED, -1,      NEED_CODE | NEED_WHY | NEED_ALTERNATIVE, true, false },
	{ LOOP_REDIRECT,       TAKEN,      B(SENT) | B(RECEIVED) | B(RETURNED), LOOP_REDIRECTED, LOOP_WORK, NEED_TO | NEED_WHY | NEED_CONSENT, true, false },
	{ LOOP_TO_COORDINATOR, TAKEN,      B(SENT) | B(RECEIVED) | B(CONTACTED) | B(RETURNED), LOOP_REDIRECTED, LOOP_WORK, NEED_WHY | NEED_CONSENT, true, false },
	{ LOOP_TAKE_BACK,      TAKEN,      B(RETURNED),                  LOOP_WITHDRAWN,  -1,            NEED_WHY,                     true, false },
	{ LOOP_ASK,            0,          0,                            LOOP_STAYS,      LOOP_QUESTION, NEED_TO | NEED_WHY,           true, false },
	{ LOOP_ASK_INFO,       0,          0,                            LOOP_STAYS,      LOOP_INFO,     NEED_TO | NEED_WHY | NEED_DATE | NEED_CONSENT, true, false },
	{ LOOP_REPORT,         0,          0,                            LOOP_STAYS,      -1,            NEED_TO | NEED_NAME,          true, false },
	{ LOOP_SAFETY,         0,          0,                            LOOP_STAYS,      -1,            NEED_WHY,                     true, false },
	{ LOOP_NOTE,           0,          0,                            LOOP_STAYS,      -1,            NEED_WHY,                     true, true },
	{ LOOP_FOLLOW_UP,      0,          0,                            LOOP_STAYS,      -1,            NEED_WHY,                     true, true },
	{ LOOP_DISPUTE,        0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_DATE,         true, false },
	{ LOOP_SETTLE,         0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_STAFF,        true, false },
	{ LOOP_SEAT,           0,          0,                            LOOP_STAYS,      -1,            NEED_STAFF,                   true, false },
	{ LOOP_UNSEAT,         0,          0,                            LOOP_STAYS,      -1,            NEED_STAFF,                   true, false },
	{ LOOP_PLEDGE,         0,          0,                            LOOP_STAYS,      -1,            NEED_STAFF | NEED_PAST,       true, false },
	{ LOOP_HAND_OVER,      0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_STAFF,        true, false },
	{ LOOP_HIDE,           0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_STAFF,        true, true },
	{ LOOP_UNHIDE,         0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_STAFF,        true, true },
	{ LOOP_CLOSE,          0,          0,                            LOOP_STAYS,      -1,            NEED_WHY | NEED_DATE | NEED_GUARDS, true, false },
	{ LOOP_REOPEN,         0,          0,                            LOOP_STAYS,      -1,            NEED_WHY,                     false, true },
};
/* clang-format on */
const size_t loop_steps_n = ARRAY_SIZE(loop_steps);

static const struct {
	const char *code, *label;
	enum action right;
} acts[LOOP_ACT_N] = {
	[LOOP_SEND] = { "send", "送る", ACTION_SEND },
	[LOOP_RECEIVE] = { "receive", "受領する", ACTION_RECEIVE },
	[LOOP_CONTACT] = { "contact", "初回接触を記録する", ACTION_CONTACT },
	[LOOP_ANSWER_KEEP] = { "answer-keep", "回答: 引き受けて続ける",
			       ACTION_ANSWER },
	[LOOP_ANSWER_DONE] = { "answer-done", "回答: 対応を終えた",
			       ACTION_ANSWER },
	[LOOP_ANSWER_INFO] = { "answer-info", "照会の回答を書く",
			       ACTION_ANSWER_INFO },
	[LOOP_RETURN] = { "return", "差し戻す", ACTION_RETURN },
	[LOOP_REDIRECT] = { "redirect", "別の先へ送り直す", ACTION_REDIRECT },
	[LOOP_TO_COORDINATOR] = { "to-coordinator", "コーディネーターへ渡す",
				  ACTION_TO_COORDINATOR },
	[LOOP_TAKE_BACK] = { "take-back", "差戻しを引き取る", ACTION_WITHDRAW },
	[LOOP_WITHDRAW] = { "withdraw", "取り下げる", ACTION_WITHDRAW },
	[LOOP_ASSIGN] = { "assign", "担当者を割り当てる", ACTION_ASSIGN },
	[LOOP_ASK] = { "ask", "匿名で相談する", ACTION_ASK_INFO },
	[LOOP_ASK_INFO] = { "ask-info", "情報収集を依頼する", ACTION_ASK_INFO },
	[LOOP_REPORT] = { "report", "通告・通報を記録する", ACTION_SAVE },
	[LOOP_SAFETY] = { "safety", "安全確認を記録する", ACTION_SAVE },
	[LOOP_NOTE] = { "note", "経過を書く", ACTION_SAVE },
	[LOOP_FOLLOW_UP] = { "follow-up", "連絡したことを書く", ACTION_SAVE },
	[LOOP_DISPUTE] = { "dispute", "担当が決まらない: 会議へ",
			   ACTION_DISPUTE },
	[LOOP_SETTLE] = { "settle", "会議の結果: 担当を決める",
			  ACTION_DISPUTE },
	[LOOP_SEAT] = { "seat", "会議の構成員に加える", ACTION_DISPUTE },
	[LOOP_UNSEAT] = { "unseat", "会議の構成員から外す", ACTION_DISPUTE },
	[LOOP_PLEDGE] = { "pledge", "守秘の誓約を記録する", ACTION_DISPUTE },
	[LOOP_HAND_OVER] = { "hand-over", "主担当を引き継ぐ",
			     ACTION_HAND_OVER },
	[LOOP_HIDE] = { "hide", "見せない職員を決める", ACTION_SAVE },
	[LOOP_UNHIDE] = { "unhide", "見せない指定をやめる", ACTION_SAVE },
	[LOOP_CLOSE] = { "close", "終結する", ACTION_CLOSE },
	[LOOP_REOPEN] = { "reopen", "再開する", ACTION_REOPEN },
};

static const char *const states[LOOP_STATE_N] = {
	[LOOP_DRAFT] = "draft",           [LOOP_SENT] = "sent",
	[LOOP_RECEIVED] = "received",     [LOOP_CONTACTED] = "contacted",
	[LOOP_ANSWERED] = "answered",     [LOOP_RETURNED] = "returned",
	[LOOP_REDIRECTED] = "redirected", [LOOP_WITHDRAWN] = "withdrawn",
};

static const struct {
	const char *code, *label;
} kinds[LOOP_KIND_N] = {
	[LOOP_WORK] = { "work", "つなぎ" },
	[LOOP_ADVICE] = { "advice", "助言・調整" },
	[LOOP_QUESTION] = { "question", "匿名相談" },
	[LOOP_INFO] = { "info", "情報収集依頼" },
};

const char *loop_act_code(enum loop_act act)
{
	return acts[act].code;
}

const char *loop_act_label(enum loop_act act)
{
	return acts[act].label;
}

const char *loop_act_words(const char *code)
{
	for (size_t act = 0; act < LOOP_ACT_N; act++)
		if (streq(acts[act].code, code))
			return acts[act].label;
	return streq(code, "take") ? "受け付けた" : code;
}

enum action loop_act_right(enum loop_act act)
{
	return acts[act].right;
}

const char *loop_state_code(enum loop_state state)
{
	return states[state];
}

int loop_state_from_code(const char *code)
{
	if (!*code)
		return LOOP_DRAFT;
	for (int i = 0; i < LOOP_STATE_N; i++)
		if (streq(states[i], code))
			return i;
	return -1;
}

bool loop_ended(int state)
{
	return state == LOOP_ANSWERED || state == LOOP_REDIRECTED ||
	       state == LOOP_WITHDRAWN;
}

const char *loop_kind_code(enum loop_kind kind)
{
	return kinds[kind].code;
}

const char *loop_kind_label(enum loop_kind kind)
{
	return kinds[kind].label;
}

const char *loop_need_label(enum loop_need need)
{
	static const struct {
		enum loop_need need;
		const char *label;
	} labels[] = {
		{ NEED_CODE, "理由区分" },
		{ NEED_WHY, "文章(理由・回答・内容)" },
		{ NEED_TO, "相手" },
		{ NEED_ALTERNATIVE, "代わりの提案先" },
		{ NEED_STAFF, "職員" },
		{ NEED_NAME, "受けた人の名(外部のとき)" },
		{ NEED_DATE, "日付" },
		{ NEED_CONSENT, "同意または根拠" },
		{ NEED_GUARDS, "終結の条件" },
		{ NEED_PAST, "誓約の日" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(labels); i++)
		if (labels[i].need == need)
			return labels[i].label;
	BUG("no need %d", (int)need);
}

const struct loop_step *loop_step_find(enum loop_act act, enum loop_state state,
				       enum loop_kind kind)
{
	for (size_t i = 0; i < loop_steps_n; i++) {
		const struct loop_step *step = &loop_steps[i];

		if (step->act == act &&
		    (!step->from || (step->from & LOOP_BIT(state) &&
				     step->kinds & LOOP_BIT(kind))))
			return step;
	}
	return NULL;
}
