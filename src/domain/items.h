/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The items of information that can be passed on, as a person can say yes or
 * no to them, and which value of a case belongs to which item.
 */
#ifndef DOMAIN_ITEMS_H
#define DOMAIN_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

enum item {
	ITEM_IDENTITY,
	ITEM_BIRTH,
	ITEM_CONTACT,
	ITEM_ADDRESS,
	ITEM_HOUSEHOLD,
	ITEM_PLACE, /* school, workplace, facility */
	ITEM_COMPLAINT,
	ITEM_WISHES,
	ITEM_HEALTH,
	ITEM_LIVING,
	ITEM_MONEY,
	ITEM_TAX,
	ITEM_WORK,
	ITEM_FAMILY,
	ITEM_ABUSE,
	ITEM_SUICIDE,
	ITEM_JUSTICE,
	ITEM_BENEFITS, /* handbooks, insurance, pension: agencies hold them */
	ITEM_AGENCIES,
	ITEM_DONE,
	ITEM_VISITOR,
	ITEM_N,
};

struct item_info {
	const char *code;
	const char *label; /* in Japanese, as on screen and paper */
	bool sensitive; /* warn: needs care (要配慮個人情報 and the like) */
	bool hearsay;    /* may go on, marked 伝聞, of one not yet asked */
	const char *law; /* passed on only when named: key in db/laws.yaml */
};

/* Borrowed for ever. */
const struct item_info *item_info(enum item item);
int item_from_code(const char *code); /* -1 when there is none */

/*
 * The item a path belongs to: "client.kana", "m2.fact.withdrawn",
 * "fact.no_food", "concern.tax", "intake.complaint". -1 for what is not about
 * a person (numbers, times, staff) or never leaves the counter.
 */
int item_of_path(const char *path);

#endif
