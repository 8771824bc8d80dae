/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rules of consent and protection may know of a case: values by
 * path. A saved casefile, a draft on screen or a test can stand behind it.
 */
#ifndef DOMAIN_CASEVIEW_H
#define DOMAIN_CASEVIEW_H

#include <stdbool.h>
#include <stddef.h>

struct case_view {
	/* Borrowed text of a path; NULL or "" when it is not given. */
	const char *(*get)(const void *of, const char *path);
	/* Id of the i-th member (m1 ...), NULL past the last. */
	const char *(*member)(const void *of, size_t i);
	const void *of;
};

/* Never NULL. The path is built as printf does. */
const char *view_get(const struct case_view *view, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
bool view_has(const struct case_view *view, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Is the answer a definite yes? */
bool view_yes(const struct case_view *view, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Is there a member for whom m.<rest> is a definite yes? */
bool view_any_yes(const struct case_view *view, const char *rest);

/* Id of the member whose relation is client, or NULL. */
const char *view_client(const struct case_view *view);

#endif
