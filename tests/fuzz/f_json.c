/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as JSON: a value that is written and read again without change,
 * or a sentence that says where it went wrong.
 */
#include "fuzz.h"

#include "base/json.h"
#include "base/mem.h"

static void check_again(const struct js *value)
{
	struct str once = STR_INIT, twice = STR_INIT;
	struct err err = ERR_INIT;
	struct js *again;

	js_write(value, true, &once);
	again = js_parse(once.buf, once.len, "f", &err);
	if (!again)
		BUG("not readable any more: %s", err.text.buf);
	js_write(again, true, &twice);
	if (!streq(once.buf, twice.buf))
		BUG("changed on the way");
	js_free(again);
	str_release(&once);
	str_release(&twice);
	err_release(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct js *value = js_parse((const char *)data, size, "f", &err);

	if (value)
		check_again(value);
	else if (err.kind != ERR_INPUT ||
		 !skip_prefix(err.text.buf, "f:", NULL))
		BUG("no sentence with its place: %s", err.text.buf);
	js_free(value);
	err_release(&err);
	return 0;
}
