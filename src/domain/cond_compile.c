/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the text of a condition to its tree, by recursive descent. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/cond.h"

#define AGE_MAX   150
#define DEPTH_MAX 64
#define NODES_MAX 500
#define WORD_SIZE 48

struct compiler {
	const char *text;
	size_t pos;
	const struct facts *facts;
	bool member; /* is there a member to speak of here? */
	bool in_any;
	int depth;
	struct cond *cond;
	size_t alloc_n;
	struct cond_fault *fault;
};

static int __attribute__((format(printf, 3, 4)))
fail(struct compiler *k, size_t at, const char *fmt, ...)
{
	va_list ap;

	k->fault->at = at;
	str_reset(&k->fault->sentence);
	va_start(ap, fmt);
	str_vaddf(&k->fault->sentence, fmt, ap);
	va_end(ap);
	return -1;
}

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_';
}

static void skip_blanks(struct compiler *k)
{
	while (k->text[k->pos] == ' ' || k->text[k->pos] == '\n' ||
	       k->text[k->pos] == '\t')
		k->pos++;
}

/* Length of the word at pos, 0 when none stands there. */
static size_t word_len(const struct compiler *k)
{
	size_t n = 0;

	while (is_word_char(k->text[k->pos + n]))
		n++;
	return n;
}

static bool take_word(struct compiler *k, const char *word)
{
	size_t n;

	skip_blanks(k);
	n = word_len(k);
	if (n != strlen(word) || strncmp(k->text + k->pos, word, n) != 0)
		return false;
	k->pos += n;
	return true;
}

static bool take_sign(struct compiler *k, const char *sign)
{
	skip_blanks(k);
	if (!skip_prefix(k->text + k->pos, sign, NULL))
		return false;
	k->pos += strlen(sign);
	return true;
}

static int need_sign(struct compiler *k, const char *sign)
{
	if (take_sign(k, sign))
		return 0;
	return fail(k, k->pos, _("here should stand \"%s\""), sign);
}

/* Copy the word at pos and step over it. */
static int need_word(struct compiler *k, char word[WORD_SIZE])
{
	size_t n;

	skip_blanks(k);
	n = word_len(k);
	if (!n)
		return fail(k, k->pos,
			    k->text[k->pos]
				    ? _("a fact, age, client, concern(...) or "
					"any(...) belongs here")
				    : _("the condition breaks off here"));
	if (n >= WORD_SIZE)
		return fail(k, k->pos, _("this word is too long"));
	memcpy(word, k->text + k->pos, n);
	word[n] = '\0';
	k->pos += n;
	return 0;
}

static int need_number(struct compiler *k, int *out)
{
	char *end;
	long n;

	skip_blanks(k);
	if (k->text[k->pos] < '0' || k->text[k->pos] > '9')
		return fail(k, k->pos, _("an age in years belongs here"));
	n = strtol(k->text + k->pos, &end, 10);
	if (n > AGE_MAX)
		return fail(k, k->pos, _("an age is a number from 0 to %d"),
			    AGE_MAX);
	k->pos = (size_t)(end - k->text);
	*out = (int)n;
	return 0;
}

/* A new node; its index. */
static int add_node(struct compiler *k, struct cond_node node)
{
	struct cond *cond = k->cond;
	size_t n = (size_t)cond->n;

	if (n == NODES_MAX)
		return fail(k, k->pos, _("this condition is too long"));
	ALLOC_GROW(cond->node, n + 1, k->alloc_n);
	cond->node[n] = node;
	return cond->n++;
}

static int parse_or(struct compiler *k);

static int parse_age(struct compiler *k)
{
	static const struct {
		const char *sign, *opposite;
		int lo_add, hi_add; /* to the number; -1: this end is open */
	} signs[] = {
		{ ">=", "<", 0, -1 }, { "<=", ">", -1, 0 },
		{ "==", "!=", 0, 0 }, { ">", "<=", 1, -1 },
		{ "<", ">=", -1, 1 },
	};
	struct cond_node node = { .kind = COND_AGE, .lo = 0, .hi = AGE_MAX };
	int n;

	if (take_word(k, "in")) {
		if (need_number(k, &node.lo) || need_sign(k, "..") ||
		    need_number(k, &node.hi))
			return -1;
		if (node.lo > node.hi)
			return fail(k, k->pos, _("%d..%d holds no age"),
				    node.lo, node.hi);
		snprintf(node.yes_text, sizeof(node.yes_text), "in %d..%d",
			 node.lo, node.hi);
		snprintf(node.no_text, sizeof(node.no_text), "not in %d..%d",
			 node.lo, node.hi);
		return add_node(k, node);
	}
	for (size_t i = 0; i < ARRAY_SIZE(signs); i++) {
		if (!take_sign(k, signs[i].sign))
			continue;
		if (need_number(k, &n))
			return -1;
		if (signs[i].lo_add >= 0)
			node.lo = n + signs[i].lo_add;
		if (signs[i].hi_add >= 0)
			node.hi = n - signs[i].hi_add;
		snprintf(node.yes_text, sizeof(node.yes_text), "%s %d",
			 signs[i].sign, n);
		snprintf(node.no_text, sizeof(node.no_text), "%s %d",
			 signs[i].opposite, n);
		return add_node(k, node);
	}
	return fail(k, k->pos,
		    _("after age: >=, <=, <, >, == or in, and a number"));
}

static int parse_concern(struct compiler *k)
{
	struct cond_node node = { .kind = COND_CONCERN };
	char word[WORD_SIZE];
	const char *near;
	size_t at;

	if (need_sign(k, "("))
		return -1;
	skip_blanks(k);
	at = k->pos;
	if (need_word(k, word))
		return -1;
	node.what = concern_from_code(word);
	near = concern_nearest(word);
	if (node.what < 0 && near)
		return fail(k, at, _("no such box: %s; did you mean %s?"), word,
			    near);
	if (node.what < 0)
		return fail(k, at, _("no such box: %s"), word);
	return need_sign(k, ")") ? -1 : add_node(k, node);
}

static int parse_any(struct compiler *k, size_t at)
{
	struct cond_node node = { .kind = COND_ANY };
	bool member = k->member;

	if (k->in_any)
		return fail(k, at, _("any(...) inside any(...)"));
	if (need_sign(k, "("))
		return -1;
	k->in_any = k->member = true;
	node.a = parse_or(k);
	k->in_any = false;
	k->member = member;
	if (node.a < 0 || need_sign(k, ")"))
		return -1;
	return add_node(k, node);
}

static int not_of_household(struct compiler *k, size_t at, const char *word)
{
	return fail(k, at,
		    _("%s is of a person: for the household write any(%s)"),
		    word, word);
}

static int parse_fact(struct compiler *k, const char *word, size_t at)
{
	struct cond_node node = { .what = facts_find(k->facts, word) };
	const char *near;

	if (node.what < 0) {
		near = facts_nearest(k->facts, word);
		if (near)
			return fail(k, at,
				    _("no such fact: %s; did you mean %s?"),
				    word, near);
		return fail(k, at, _("no such fact: %s"), word);
	}
	if (k->facts->fact[node.what].level == FACT_HOUSEHOLD) {
		node.kind = COND_HOUSEHOLD;
		return add_node(k, node);
	}
	if (!k->member)
		return not_of_household(k, at, word);
	node.kind = streq(word, "lives_together") ? COND_TOGETHER : COND_PERSON;
	return add_node(k, node);
}

static int parse_operand(struct compiler *k)
{
	char word[WORD_SIZE];
	size_t at;
	int inner;

	if (take_sign(k, "(")) {
		inner = parse_or(k);
		return inner < 0 || need_sign(k, ")") ? -1 : inner;
	}
	at = k->pos;
	if (need_word(k, word))
		return -1;
	if (streq(word, "any"))
		return parse_any(k, at);
	if (streq(word, "concern"))
		return parse_concern(k);
	if (!streq(word, "age") && !streq(word, "client"))
		return parse_fact(k, word, at);
	if (!k->member)
		return not_of_household(k, at, word);
	if (streq(word, "age"))
		return parse_age(k);
	return add_node(k, (struct cond_node){ .kind = COND_CLIENT });
}

static int parse_not(struct compiler *k)
{
	struct cond_node node = { .kind = COND_NOT };
	size_t at = k->pos;

	if (++k->depth > DEPTH_MAX)
		return fail(k, at, _("nested too deeply"));
	if (take_word(k, "not")) {
		node.a = parse_not(k);
		node.a = node.a < 0 ? -1 : add_node(k, node);
	} else {
		node.a = parse_operand(k);
	}
	k->depth--;
	return node.a;
}

static int parse_and(struct compiler *k)
{
	struct cond_node node = { .kind = COND_AND, .a = parse_not(k) };

	while (node.a >= 0 && take_word(k, "and")) {
		node.b = parse_not(k);
		node.a = node.b < 0 ? -1 : add_node(k, node);
	}
	return node.a;
}

static int parse_or(struct compiler *k)
{
	struct cond_node node = { .kind = COND_OR, .a = parse_and(k) };

	while (node.a >= 0 && take_word(k, "or")) {
		node.b = parse_and(k);
		node.a = node.b < 0 ? -1 : add_node(k, node);
	}
	return node.a;
}

struct cond *cond_compile(const char *text, const struct facts *facts,
			  bool member, struct cond_fault *fault)
{
	struct compiler k = {
		.text = text,
		.facts = facts,
		.member = member,
		.fault = fault,
	};

	k.cond = xcalloc(1, sizeof(*k.cond));
	k.cond->root = parse_or(&k);
	if (k.cond->root >= 0) {
		skip_blanks(&k);
		if (!text[k.pos])
			return k.cond;
		fail(&k, k.pos, _("and, or, or the end should stand here"));
	}
	cond_free(k.cond);
	return NULL;
}
