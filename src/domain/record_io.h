/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between values and the store, by the description of a record: values named
 * "m2.birth" fill the parameter :birth of a query and come from the column
 * birth of a row. For this room only.
 */
#ifndef DOMAIN_RECORD_IO_H
#define DOMAIN_RECORD_IO_H

#include "domain/records.h"
#include "domain/values.h"
#include "store/store.h"

#define RECORD_ARGS_MAX 60

struct record_args {
	struct arg arg[RECORD_ARGS_MAX];
	size_t n;
};

void record_arg(struct record_args *args, struct arg arg);
/* In the place of the one with its name. */
void record_arg_replace(struct record_args *args, struct arg arg);
/* A parameter for each field of the record; prefix is "m2", or "" when the
 * names stand alone. Borrows from values. */
void record_args_add(struct record_args *args, enum record rec,
		     const struct values *values, const char *prefix);
/* All fields of the record that the row has a column for. */
void record_from_row(struct values *values, enum record rec, const char *prefix,
		     const struct rows *rows, size_t row);

#endif
