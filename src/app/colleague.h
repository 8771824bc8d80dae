/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing a colleague from a list: the nearest desks first. */
#ifndef APP_COLLEAGUE_H
#define APP_COLLEAGUE_H

#include "app/session.h"
#include "store/rows.h"

struct colleague_ask {
	const char *title;
	const char *section; /* whose people come first: a code */
	/* May this row of staff, who works here, be chosen? */
	bool (*fits)(const struct rows *staff, size_t row, const void *data);
	const void *data;
};

/* Their number, the caller's; NULL: the person went back, or err says why. */
char *colleague_choose(const struct session *s, const struct colleague_ask *ask,
		       struct err *err);

#endif
