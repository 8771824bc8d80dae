/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/anthy_classes.h"

#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

#define NAMES_MAX 512 /* known at once; a power of two */
#define NAME_SIZE 12  /* a longer one is asked for each time */
#define TRIES     8   /* places where a name may stand */

static const char *(*library)(const char *name, uint32_t *class);

static struct {
	char name[NAME_SIZE]; /* "": free */
	const char *found;
	uint32_t class;
} known[NAMES_MAX];

void anthy_classes_begin(void)
{
	library = (const char *(*)(const char *, uint32_t *))dlsym(
		RTLD_NEXT, "anthy_type_to_wtype");
}

const char *anthy_type_to_wtype(const char *name, uint32_t *class)
{
	uint32_t hash = 0;
	size_t len = 0, at = 0;

	for (; len < NAME_SIZE && name[len]; len++)
		hash = hash * 31 + (unsigned char)name[len];
	if (!len || len == NAME_SIZE)
		return library(name, class);
	for (size_t i = 0; i < TRIES; i++) {
		at = (hash + i) % NAMES_MAX;
		if (!*known[at].name) {
			known[at].found = library(name, &known[at].class);
			memcpy(known[at].name, name, len);
		}
		if (!memcmp(known[at].name, name, len + 1)) {
			*class = known[at].class;
			return known[at].found;
		}
	}
	return library(name, class);
}
