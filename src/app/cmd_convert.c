/* SPDX-License-Identifier: GPL-3.0-or-later */
/* madoguchi convert: what the input line would offer, for tests and figures. */
#include <string.h>

#include "app/command.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/jsonout.h"
#include "base/lines.h"
#include "base/mem.h"
#include "ime/converter.h"
#include "ime/learn.h"
#include "text/utf8.h"

#define INPUT_MAX_BYTES (4u << 20)

static const struct word {
	const char *word;
	int value;
} engines[] = {
	{ "anthy", CONVERTER_ANTHY },
	{ "mozc", CONVERTER_MOZC },
	{ NULL },
}, kinds[] = {
	{ "kanji", IME_KANJI },
	{ "name", IME_NAME },
	{ "place", IME_PLACE },
	{ NULL },
};

/* The value of --OPTION among WORDS, or what stands when it is not given. */
static int read_word(const struct cmd_args *args, const char *option,
		     const struct word *words, int *value, struct err *err)
{
	const char *given = cmd_value(args, option);

	if (!given)
		return 0;
	for (; words->word; words++) {
		if (streq(words->word, given)) {
			*value = words->value;
			return 0;
		}
	}
	return err_input(err,
			 _("--%s %s is not known; \"madoguchi convert --help\" "
			   "says what may stand there"),
			 option, given);
}

static void put_segs(struct jsonout *json, const struct ime_segs *segs)
{
	jsonout_array(json, "segs");
	for (size_t i = 0; i < segs->n; i++) {
		const struct ime_seg *seg = &segs->seg[i];

		jsonout_array(json, NULL);
		jsonout_str(json, NULL, seg->reading);
		for (size_t k = 0; k < seg->n; k++)
			jsonout_str(json, NULL, seg->cand[k].text);
		jsonout_end_array(json);
	}
	jsonout_end_array(json);
}

/* A person would look for them one by one. */
static int find_candidates(struct engine *engine, enum ime_kind kind,
			   struct ime_segs *segs, struct err *err)
{
	for (size_t i = 0; i < segs->n; i++)
		if (segs->seg[i].more &&
		    engine->ops->more(engine->self, kind, &segs->seg[i], err))
			return -1;
	return 0;
}

static int convert_line(struct engine *engine, enum ime_kind kind, bool times,
			const char *reading, struct str *out, struct err *err)
{
	struct jsonout json = { .out = out };
	struct ime_segs segs = { 0 };
	double begin = clock_seconds();
	int rc = engine->ops->convert(engine->self, kind, reading, NULL, 0,
				      &segs, err);

	begin = clock_seconds() - begin;
	if (!rc)
		rc = find_candidates(engine, kind, &segs, err);
	if (!rc) {
		jsonout_object(&json, NULL);
		jsonout_str(&json, "in", reading);
		put_segs(&json, &segs);
		if (times)
			jsonout_int(&json, "us", (int64_t)(begin * 1e6));
		jsonout_end_object(&json);
		str_addc(out, '\n');
	}
	ime_segs_release(&segs);
	return rc;
}

static void say_notice(const struct engine *engine)
{
	char *notice = converter_notice(engine);

	if (notice)
		cmd_warn("%s", notice);
	free(notice);
}

static int convert_all(struct engine *engine, enum ime_kind kind, bool times,
		       struct lines *lines, struct err *err)
{
	struct str out = STR_INIT;
	int rc = 0;

	for (char *line; !rc && (line = lines_next(lines));) {
		if (!utf8_valid(line, strlen(line)))
			rc = lines_err(lines, 0, err,
				       _("this line is not UTF-8"));
		else
			rc = convert_line(engine, kind, times, line, &out, err);
		say_notice(engine);
	}
	if (!rc)
		rc = cmd_print(&out, err);
	str_release(&out);
	return rc;
}

static int run(const struct cmd_args *args, struct err *err)
{
	int choice = CONVERTER_BEST, kind = IME_KANJI;
	struct converter_options options = {
		.profile = cmd_value(args, "profile"),
		.plain = cmd_value(args, "plain"),
	};
	struct str text = STR_INIT;
	const char *name;
	struct lines lines;
	struct engine engine;
	int rc;

	if (cmd_value(args, "forget"))
		return learn_forget(NULL, err);
	if (read_word(args, "engine", engines, &choice, err) ||
	    read_word(args, "kind", kinds, &kind, err) ||
	    cmd_read_input(cmd_operand(args, 0), INPUT_MAX_BYTES, &text, &name,
			   err))
		return -1;
	lines_from(&lines, text.buf, text.len, name);
	options.choice = (enum converter_choice)choice;
	engine = converter_open(&options);
	rc = convert_all(&engine, (enum ime_kind)kind, cmd_value(args, "times"),
			 &lines, err);
	engine.ops->free(engine.self);
	lines_release(&lines);
	str_release(&text);
	return rc;
}

const struct command cmd_convert = {
	.name = "convert",
	.operands = "[FILE|-]",
	.max_n = 1,
	.summary = N_("Convert readings, one a line, to JSON, one a line."),
	.options = {
		{ .name = "engine", .value = "NAME",
		  .help = N_("anthy or mozc; else the best one there is") },
		{ .name = "kind", .value = "KIND",
		  .help = N_("what the field expects: kanji, name or place") },
		{ .name = "profile", .value = "NAME",
		  .help = N_("know the places of this city") },
		{ .name = "plain",
		  .help = N_("the engine alone, to compare with") },
		{ .name = "forget",
		  .help = N_("convert nothing; forget what was chosen before") },
		{ .name = "times",
		  .help = N_("say the microseconds of each conversion") },
	},
	.run = run,
};
