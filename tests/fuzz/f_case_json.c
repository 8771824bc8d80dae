/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as Case JSON: each case gets a lead, or sentences say which path
 * is wrong.
 */
#include "fuzz.h"

#include "base/mem.h"
#include "domain/triage_json.h"

static struct rules *rules;

static void load_rules(void)
{
	struct err err = ERR_INIT;
	struct profile *profile = profile_load("fussa", &err);
	struct facts *facts = facts_load(NULL, &err);

	if (profile && facts)
		rules = rules_load(profile, facts, &err);
	if (!rules)
		BUG("%s", err.text.buf);
	err_release(&err);
}

static void check_answer(const struct js *answer)
{
	if (js_is(answer, JS_ARRAY)) {
		for (size_t i = 0; i < js_len(answer); i++)
			check_answer(js_at(answer, i));
		return;
	}
	if (!js_str(js_get(answer, "lead")) ||
	    !js_len(js_get(answer, "destinations")))
		BUG("a case without a lead or a destination");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct jsonout json = { .out = &text, .pretty = true };
	struct js *in, *out;

	if (!rules)
		load_rules();
	in = js_parse((const char *)data, size, "f", &err);
	if (in && !triage_json_all(rules, in, &json, &err)) {
		out = js_parse(text.buf, text.len, "answer", &err);
		if (!out)
			BUG("%s", err.text.buf);
		check_answer(out);
		js_free(out);
	} else if (err.kind != ERR_INPUT || !err.text.len) {
		BUG("no sentence");
	}
	js_free(in);
	str_release(&text);
	err_release(&err);
	return 0;
}
