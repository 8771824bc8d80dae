/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/role.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* What is said to who may not: what to do instead. */
static const char case_of_others[] =
	N_("Only those who work on this case may do that; ask its holder, or "
	   "your promoter");
static const char takers[] =
	N_("Your roles do not take consultations; bring the person to a "
	   "counter at once");
static const char arrangers[] =
	N_("A promoter or coordinator to whom this case was sent decides that; "
	   "ask yours");
static const char queues[] = N_(
	"A queue is for those who take consultations in its section; ask its promoter");
static const char figures[] =
	N_("Figures are for promoters, coordinators and the staff of "
	   "statistics");
static const char admins[] = N_("Only an administrator may do that; ask yours");

/* A cell names the relations of which one is enough. */
#define NO   0
#define YES  (1u << 31) /* none is needed */
#define OWN  REL_OWN_SECTION
#define HOL  REL_HOLDER
#define SEN  REL_SENDER
#define REC  REL_RECIPIENT_SECTION
#define MEM  REL_MEMBER
#define DESK (OWN | HOL)
#define TURN (HOL | REC)
#define WORK (OWN | HOL | REC)
#define FROM (OWN | HOL | SEN)
#define KNOW (WORK | SEN)
#define SEE  (KNOW | MEM)

/*
 * Whoever stands in no cell may not. Only who arranges between counters sends
 * back or on (断らない: a clerk takes it and asks a promoter); of the cases
 * statistics and admin see nothing.
 */
/* clang-format off */
static const struct {
	const char *code, *refusal;
	unsigned may[ROLE_N];
} table[ACTION_N] = {
	/*        counter  promoter coordin. activity statist. admin */
	[ACTION_TAKE] = { "take", takers,
		{ YES,     YES,     YES,     NO,      NO,      NO } },
	[ACTION_TAKE_OVER] = { "take-over", case_of_others,
		{ OWN,     OWN,     OWN,     NO,      NO,      NO } },
	[ACTION_LIST] = { "list", takers,
		{ YES,     YES,     YES,     YES,     NO,      NO } },
	[ACTION_OPEN] = { "open", case_of_others,
		{ SEE,     SEE,     SEE,     HOL | MEM, NO,      NO } },
	[ACTION_SAVE] = { "save", case_of_others,
		{ WORK,    WORK,    WORK,    HOL,     NO,      NO } },
	[ACTION_PRINT] = { "print", case_of_others,
		{ WORK,    WORK,    WORK,    HOL,     NO,      NO } },
	[ACTION_DISCLOSURES] = { "disclosures", case_of_others,
		{ KNOW,    KNOW,    KNOW,    HOL,     NO,      NO } },
	[ACTION_VIEWINGS] = { "viewings", case_of_others,
		{ DESK,    WORK,    WORK,    HOL,     NO,      NO } },

	[ACTION_QUEUE] = { "queue", queues,
		{ OWN,     OWN,     OWN,     NO,      NO,      NO } },
	[ACTION_SEND] = { "send", case_of_others,
		{ DESK,    WORK,    WORK,    HOL,     NO,      NO } },
	[ACTION_RECEIVE] = { "receive", queues,
		{ REC,     REC,     REC,     NO,      NO,      NO } },
	[ACTION_CONTACT] = { "contact", case_of_others,
		{ TURN,    TURN,    TURN,    HOL,     NO,      NO } },
	[ACTION_ANSWER] = { "answer", case_of_others,
		{ TURN,    TURN,    TURN,    HOL,     NO,      NO } },
	[ACTION_RETURN] = { "return", arrangers,
		{ NO,      REC,     REC,     NO,      NO,      NO } },
	[ACTION_REDIRECT] = { "redirect", arrangers,
		{ NO,      REC,     REC,     NO,      NO,      NO } },
	[ACTION_WITHDRAW] = { "withdraw", case_of_others,
		{ FROM,    FROM,    FROM,    HOL,     NO,      NO } },
	[ACTION_TO_COORDINATOR] = { "to-coordinator", arrangers,
		{ NO,      WORK,    TURN,    NO,      NO,      NO } },
	[ACTION_ASSIGN] = { "assign", arrangers,
		{ NO,      REC,     REC,     NO,      NO,      NO } },
	[ACTION_ASK_INFO] = { "ask-info", case_of_others,
		{ WORK,    WORK,    WORK,    HOL,     NO,      NO } },
	[ACTION_ANSWER_INFO] = { "answer-info", case_of_others,
		{ WORK,    WORK,    WORK,    HOL,     NO,      NO } },
	[ACTION_DISPUTE] = { "dispute", arrangers,
		{ NO,      KNOW,    KNOW,    NO,      NO,      NO } },
	[ACTION_HAND_OVER] = { "hand-over", case_of_others,
		{ HOL,     DESK,    HOL,     HOL,     NO,      NO } },
	[ACTION_CLOSE] = { "close", case_of_others,
		{ HOL,     DESK,    HOL,     HOL,     NO,      NO } },
	[ACTION_REOPEN] = { "reopen", case_of_others,
		{ FROM,    KNOW,    KNOW,    HOL,     NO,      NO } },

	[ACTION_FIGURES] = { "figures", figures,
		{ NO,      YES,     YES,     NO,      YES,     NO } },
	[ACTION_STAFF] = { "staff", admins,
		{ NO,      NO,      NO,      NO,      NO,      YES } },
	[ACTION_SETTINGS] = { "settings", admins,
		{ NO,      NO,      NO,      NO,      NO,      YES } },
	[ACTION_RULES] = { "rules", admins,
		{ NO,      NO,      NO,      NO,      NO,      YES } },
	[ACTION_AUDIT] = { "audit", admins,
		{ NO,      NO,      NO,      NO,      NO,      YES } },
};
/* clang-format on */

static const char *const codes[ROLE_N] = {
	[ROLE_COUNTER] = "counter",         [ROLE_PROMOTER] = "promoter",
	[ROLE_COORDINATOR] = "coordinator", [ROLE_ACTIVITY] = "activity",
	[ROLE_STATISTICS] = "statistics",   [ROLE_ADMIN] = "admin",
};

bool role_may(enum role role, enum action action, unsigned relations)
{
	return (table[action].may[role] & (YES | (relations & REL_ALL))) != 0;
}

bool roles_may(unsigned roles, enum action action, unsigned relations)
{
	for (int r = 0; r < ROLE_N; r++)
		if (roles & ROLE_BIT(r) &&
		    role_may((enum role)r, action, relations))
			return true;
	return false;
}

const char *role_code(enum role role)
{
	return codes[role];
}

int role_from_code(const char *code)
{
	for (int r = 0; r < ROLE_N; r++)
		if (streq(codes[r], code))
			return r;
	return -1;
}

unsigned roles_read(const char *text)
{
	unsigned bits = 0;

	while (*text) {
		size_t len = strcspn(text, " ");
		char *word = xstrndup(text, len);
		int role = role_from_code(word);

		free(word);
		if (role < 0)
			return 0;
		bits |= ROLE_BIT(role);
		text += len;
		text += strspn(text, " ");
	}
	return bits;
}

const char *action_code(enum action action)
{
	return table[action].code;
}

const char *action_refusal(enum action action)
{
	return table[action].refusal;
}
