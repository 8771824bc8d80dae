/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions of the rules: "age < 18 and (abuse_suspected or any(dv_victim))".
 *
 *   fact_code            answered yes
 *   age >= 65  age < 6   also > <= ==
 *   age in 40..64        both ends included
 *   client               this member is the client
 *   concern(care)        the box is ticked, as main or other
 *   any(...)             some member of the household; no for no members
 *   not, and, or, ( )    in this order of binding
 *
 * Kleene's three-valued logic: what is not known, or was refused, is open,
 * and what hangs on it stays open.
 */
#ifndef DOMAIN_COND_H
#define DOMAIN_COND_H

#include "base/str.h"
#include "domain/triage_case.h"

enum tri { TRI_NO, TRI_OPEN, TRI_YES };

enum cond_kind {
	COND_OR,
	COND_AND,
	COND_NOT,
	COND_ANY,
	COND_HOUSEHOLD, /* fact of the household */
	COND_PERSON,    /* fact of the member */
	COND_TOGETHER,  /* lives_together: the client's own is always yes */
	COND_AGE,
	COND_CLIENT,
	COND_CONCERN,
};

struct cond_node {
	enum cond_kind kind;
	int a, b;          /* nodes: operands; COND_NOT, COND_ANY: a */
	int what;          /* fact, or enum concern */
	int lo, hi;        /* COND_AGE: both included */
	char yes_text[24]; /* COND_AGE: ">= 65" */
	char no_text[24];  /* the opposite: "< 65" */
};

struct cond {
	struct cond_node *node;
	int n;
	int root;
};

/* Why a text is no condition. */
struct cond_fault {
	size_t at; /* byte in the text */
	struct str sentence;
};

/* NULL and *fault (whose sentence is the caller's to release) when it is no
 * condition. member: may it speak of this member, outside any()? */
struct cond *cond_compile(const char *text, const struct facts *facts,
			  bool member, struct cond_fault *fault);
void cond_free(struct cond *cond);

/* self is the index of the member it is asked of, -1 for the household. */
enum tri cond_eval(const struct cond *cond, const struct triage_case *c,
		   int self);

/* One thing that was observed, or is open, on which a condition rests. */
struct clause {
	const struct cond_node *node; /* of a kind from COND_ANY on */
	int member; /* -1: of the household, or COND_ANY over nobody */
	bool any;   /* found by any(...) */
	enum tri value;
};

struct clauses {
	struct clause *item;
	size_t n, alloc_n;
};

void clauses_release(struct clauses *list);

/*
 * Add what makes the condition what it is: for yes what is true of it, for no
 * what makes it fail, for open what keeps it open. Each clause once. Clauses
 * point into cond.
 */
void cond_explain(const struct cond *cond, const struct triage_case *c,
		  int self, struct clauses *out);

/* "age 82 >= 65", "any: m2 withdrawn = yes"; an open one only says its name:
 * "withdrawn". Always states what is so: a failed age < 18 reads
 * "age 40 >= 18". */
void clause_text(const struct clause *clause, const struct triage_case *c,
		 const struct facts *facts, struct str *out);
/* Was the answer refused (and must not be asked again)? */
bool clause_refused(const struct clause *clause, const struct triage_case *c);

#endif
