/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/record_io.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "domain/casepath.h"

static void full_name(char out[PATH_SIZE], const char *prefix, const char *leaf)
{
	if (*prefix)
		casepath_join(out, prefix, leaf);
	else
		snprintf(out, PATH_SIZE, "%s", leaf);
}

void record_arg(struct record_args *args, struct arg arg)
{
	if (args->n == RECORD_ARGS_MAX)
		BUG("a record with more than %d parameters", RECORD_ARGS_MAX);
	args->arg[args->n++] = arg;
}

void record_arg_replace(struct record_args *args, struct arg arg)
{
	size_t i = 0;

	while (i < args->n && strcmp(args->arg[i].name, arg.name))
		i++;
	if (i == args->n)
		BUG("no parameter %s to replace", arg.name);
	args->arg[i] = arg;
}

void record_args_add(struct record_args *args, enum record rec,
		     const struct values *values, const char *prefix)
{
	const struct record_desc *d = record_desc(rec);
	struct arg *arg = &args->arg[args->n];
	char below[PATH_SIZE];
	const char *leaf;

	for (size_t i = 0; i < d->fields_n; i++)
		record_arg(args, ARG_TEXT(d->field[i].name, NULL));
	full_name(below, prefix, "");
	/* Few fields are filled, and their values stand together. */
	for (size_t i = values_lower(values, below);
	     i < values->n && skip_prefix(values->v[i].path, below, &leaf);
	     i++) {
		const struct field *field = record_field(rec, leaf);

		if (field)
			arg[field - d->field].bytes = values->v[i].text;
	}
}

void record_from_row(struct values *values, enum record rec, const char *prefix,
		     const struct rows *rows, size_t row)
{
	const struct record_desc *d = record_desc(rec);
	char name[PATH_SIZE];

	for (size_t col = 0; col < rows->cols_n; col++) {
		for (size_t i = 0; i < d->fields_n; i++) {
			if (strcmp(rows->name[col], d->field[i].name))
				continue;
			full_name(name, prefix, d->field[i].name);
			values_set(values, name,
				   rows->cell[row * rows->cols_n + col]);
		}
	}
}
