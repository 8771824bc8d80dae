/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as laws.yaml, as consent.yaml, and as a free text with a secret in
 * it: read or refused with the place; and once scrubbed, nothing is left.
 */
#include "fuzz.h"

#include <string.h>

#include "base/mem.h"
#include "domain/basis.h"
#include "domain/scrub.h"

static void check(bool read, struct err *err)
{
	if (!read &&
	    (err->kind != ERR_INPUT || !skip_prefix(err->text.buf, "f:", NULL)))
		BUG("no sentence with its place: %s", err->text.buf);
	err_reset(err);
}

/* The first line is the secret, the rest the text. */
static void try_scrub(const char *bytes, size_t len)
{
	char *line = xstrndup(bytes, len);
	char *end = strchr(line, '\n');
	struct secrets secrets = { 0 };
	struct str text = STR_INIT;

	if (end) {
		*end = '\0';
		str_set(&text, end + 1);
		secrets_add(&secrets, SCRUB_PLACE, line);
		secrets_add(&secrets, SCRUB_NAME, line);
		scrub(&text, &secrets);
		/* the bar itself may be somebody's secret */
		if (!strstr(line, "非開示") && strstr(text.buf, line) &&
		    scrub(&text, &secrets))
			BUG("a secret is left");
	}
	secrets_release(&secrets);
	str_release(&text);
	free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct err err = ERR_INIT;
	struct consent_rules *rules;
	struct laws *laws;

	laws = laws_parse(bytes, size, "f", &err);
	check(laws, &err);
	rules = consent_rules_parse(bytes, size, "f", &err);
	check(rules, &err);
	if (rules)
		scope_has("* -@a b @c", "a", false, rules);
	laws_free(laws);
	consent_rules_free(rules);
	try_scrub(bytes, size);
	err_release(&err);
	return 0;
}
