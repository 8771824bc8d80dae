/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody who types an intake without end, and remembers what the program
 * has acknowledged: a field counts from the moment the cursor stood in the
 * next one and the program asked for a key.
 */
#ifndef TESTS_BAD_TYPIST_H
#define TESTS_BAD_TYPIST_H

#include <stdint.h>

#include "base/err.h"
#include "tty/tty.h"

/* A box of the pages that are typed on, in the order of the Tab key. */
struct box {
	char *path;
	enum { BOX_SKIP, BOX_TEXT, BOX_KANA, BOX_TEL, BOX_DATE } kind;
	bool last;   /* of its page */
	char *acked; /* as the database must have it, NULL: never left */
	char *sent;  /* sent, but not seen to be taken */
};

struct typist {
	struct tty *tty;
	uint64_t dice;
	struct box *box;
	int box_n;
	int at;         /* the cursor stands in this box */
	int value_no;   /* so that no two texts are alike */
	double field_s; /* seconds from Tab to ready, about */
	long acked_n;
};

/* Read the boxes from the shipped screens. */
int typist_init(struct typist *t, uint64_t seed, struct err *err);
void typist_release(struct typist *t);

/* From 0 to below n. */
unsigned dice(struct typist *t, unsigned n);

/* Take a seat and begin an intake, or resume the newest draft: in the box at,
 * or, when that is -1, where the page begins. -1 and a sentence. */
int typist_begin(struct typist *t, const char *const *argv, bool resume,
		 struct err *err);
/* Fill in the box, or leave it empty, and go on to the next: acknowledged. */
int typist_step(struct typist *t, struct err *err);
/* Type in the box without leaving it. */
int typist_type(struct typist *t, struct err *err);
/* The same for so many boxes in one go, without waiting for anything, and
 * leave them. Never beyond the page; how many it were. */
int typist_burst(struct typist *t, int n);

/* All of this draft is forgotten; the next is a new one. */
void typist_forget(struct typist *t);

#endif
