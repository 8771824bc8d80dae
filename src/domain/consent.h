/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person agreed to: per person, recipient and item, over time. Whether
 * something may be passed on is decided in domain/gate.h; what may stand in
 * for consent is in domain/basis.h. Knows nothing of files and screens.
 */
#ifndef DOMAIN_CONSENT_H
#define DOMAIN_CONSENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "domain/items.h"
#include "domain/profile.h"

enum consent_state {
	CONSENT_UNASKED, /* 未確認 */
	CONSENT_WRITTEN, /* 書面 */
	CONSENT_ORAL,    /* 口頭 */
	CONSENT_PARTIAL, /* 一部 */
	CONSENT_PENDING, /* 働きかけ中 */
	CONSENT_REFUSED, /* 拒否 */
	CONSENT_UNABLE,  /* 困難 */
	CONSENT_ENDED, /* 撤回・期限切れ: codes withdrawn and expired */
	CONSENT_N,
};

const char *consent_state_code(enum consent_state state);
int consent_state_from_code(const char *code); /* -1 when there is none */
/* 書面, 口頭 or 一部: something may be passed on. */
bool consent_gives(enum consent_state state);

/*
 * One thing a person said, as recorded. Texts are borrowed, NULL or "" when
 * not given; dates are ISO.
 *
 * recipients and items are scopes: words with blanks between. "*" is all, a
 * word is a section's or item's code, "@group" a group of recipients of the
 * profile, "-word" takes out again (除く), wherever it stands. An item with a
 * law of its own (tax) is never in "*": it has to be named.
 */
struct consent {
	const char *id; /* "c1" */
	const char *member;
	const char *recipients;
	const char *items;
	enum consent_state state;
	const char *given_on;
	const char *write_by; /* oral: the day by which it is in writing */
	const char *until;    /* last day it holds */
	const char *withdrawn_on;
	const char *explained_by;
	const char *proxy_name;
	const char *proxy_relation;
	const char *proxy_reason;
	const char *witness;
	const char *reason; /* why it could not be had, or other remark */
};

/* In the order in which they were recorded: the later one speaks. */
struct consents {
	const struct consent *row;
	size_t n;
};

/* A profile's group of recipients, and what it leaves to the city. */
struct consent_group {
	char *code;
	char *label;
	char **section;
	size_t n;
};

struct consent_rules {
	struct consent_group *group;
	size_t group_n;
	struct receivers {
		char *basis;
		char **section;
		size_t n;
	} * receives; /* who receives what by law */
	size_t receives_n;
	char **private_giver; /* sections that are no city offices */
	size_t private_n;
	bool oral_at_conference; /* 口頭 is enough for 重層的支援会議 */
	int write_within_days;
	int valid_months;
};

/* db/profiles/<profile>/consent.yaml. NULL and sentences on a fault. */
struct consent_rules *consent_rules_load(const char *path, struct err *err);
struct consent_rules *consent_rules_parse(const char *buf, size_t len,
					  const char *name, struct err *err);
/* Can it be read, and are all sections that it names in the profile? -1 and a
 * sentence for each fault. */
int consent_rules_check(const char *path, const struct profile *profile,
			struct err *err);
void consent_rules_free(struct consent_rules *rules);

/* Is code (a section or an item) in the scope? A law-bound item must be
 * named; pass named_only for it. */
bool scope_has(const char *scope, const char *code, bool named_only,
	       const struct consent_rules *rules);

/* Does this very word stand in the scope? "@fukushi", "-kenko" */
bool scope_names(const char *scope, const char *word);
bool group_has(const struct consent_group *group, const char *code);
/* Recipients in our language, appended: 市の子どもの窓口（子ども育成課を除く）
 */
void scope_words(const char *scope, const struct consent_rules *rules,
		 const struct profile *profile, struct str *out);
/* Each one it reaches: 子ども政策課、こども家庭センター課. Appended. */
void scope_reaches(const char *scope, const struct consent_rules *rules,
		   const struct profile *profile, struct str *out);

/* What the row says on a day: ENDED once it was withdrawn or has run out. */
enum consent_state consent_on(const struct consent *row, const char *today);

/*
 * The state for one person, recipient and item on a day: the last row that
 * speaks of them; UNASKED when none does. A row that was withdrawn or has run
 * out is ENDED. *row (may be NULL) is that row, or NULL.
 */
enum consent_state consent_find(const struct consents *all,
				const struct consent_rules *rules,
				const char *member, const char *recipient,
				enum item item, const char *today,
				const struct consent **row);

/* The last row about a person and a recipient, whatever the item; NULL. */
const struct consent *consent_last(const struct consents *all,
				   const struct consent_rules *rules,
				   const char *member, const char *recipient);

/* The scope of every recipient there is, or will be. It can be refused to all
 * of them at once; given, consent names its recipients. */
#define CONSENT_EVERYBODY "*"

/*
 * Is the row complete and possible? Oral consent needs the day by which it is
 * put in writing; every answer who explained it; a proxy name, relation,
 * reason and a witness, or in its remarks why there was none. -1 and one
 * sentence for each thing that is missing.
 */
int consent_check(const struct consent *row, const char *today,
		  struct err *err);
/* Did a proxy consent whom nobody saw do it, and nobody says why? Of all that
 * may be missing this alone leaves open whose will it was. */
bool consent_unwitnessed(const struct consent *row);

#endif
