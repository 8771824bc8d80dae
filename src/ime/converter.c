/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/converter.h"

#include "base/mem.h"
#include "ime/engine_anthy.h"

struct converter {
	struct engine anthy;
	struct err notice; /* sentences not seen so far */
};

static int convert(void *self, enum ime_kind kind, const char *reading,
		   const size_t *lens, size_t lens_n, struct ime_segs *out,
		   struct err *err)
{
	struct converter *c = self;

	return c->anthy.ops->convert(c->anthy.self, kind, reading, lens, lens_n,
				     out, err);
}

static void converter_free(void *self)
{
	struct converter *c = self;

	err_release(&c->notice);
	free(c);
}

struct engine converter_open(const struct converter_options *options)
{
	static const struct engine_ops ops = {
		.name = "converter",
		.convert = convert,
		.free = converter_free,
	};
	struct converter *c = xcalloc(1, sizeof(*c));

	err_init(&c->notice);
	c->anthy = engine_anthy();
	return (struct engine){ .ops = &ops, .self = c };
}

char *converter_notice(const struct engine *converter)
{
	struct converter *c = converter->self;
	char *notice = NULL;

	if (c->notice.text.len)
		notice = str_detach(&c->notice.text);
	err_reset(&c->notice);
	return notice;
}
