/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form as a city officer writes it (locale/ja/NAME.form), read into memory.
 * The words of the file are explained at the top of paper.c.
 */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H

#include <stddef.h>

#include "base/err.h"

struct paper;

/* The forms that are shipped: "referral", "consent", … ; NULL ends the list. */
extern const char *const paper_names[];

/* Read the shipped form of that name, any file, or len bytes that sentences
 * call name. The result is the caller's; NULL and sentences "file:line:column:
 * …" on a fault. */
struct paper *paper_load(const char *name, struct err *err);
struct paper *paper_load_file(const char *path, struct err *err);
struct paper *paper_parse(const char *buf, size_t len, const char *name,
			  struct err *err);
void paper_free(struct paper *paper);

/* What stands at its head; borrowed. */
const char *paper_title(const struct paper *paper);

#endif
