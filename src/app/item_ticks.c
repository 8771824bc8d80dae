/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/item_ticks.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/casebind.h"
#include "domain/guard.h"
#include "domain/items.h"

#define ON "other" /* a box without a main one */

static const char *const lists[] = { "consent.items", "referral.basis_items" };

/* The list that the path is a box of, and the code of its item. */
static const char *list_of(const char *path, const char **item)
{
	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (skip_prefix(path, lists[i], item) && **item == '.') {
			++*item;
			return lists[i];
		}
	return NULL;
}

bool item_ticks_get(const struct intake *in, const char *path,
		    const char **value)
{
	const char *item, *list = list_of(path, &item);

	if (!list)
		return false;
	*value = scope_names(intake_get(in, list), item) ? ON : "";
	return true;
}

static void add_item(struct str *out, int item)
{
	str_addf(out, "%s%s", out->len ? " " : "", item_info(item)->code);
}

static int set_list(struct intake *in, const char *list, const char *value,
		    struct err *err)
{
	char path[PATH_SIZE];

	intake_path(in, list, path);
	return intake_set(in, path, value, err);
}

int item_ticks_set(struct intake *in, const char *path, const char *value,
		   struct err *err)
{
	const char *item, *list = list_of(path, &item), *now;
	struct str items = STR_INIT;
	int rc;

	if (!list)
		return 1;
	/* In the order of the table, whatever the order of the ticks. */
	now = intake_get(in, list);
	for (int i = 0; i < ITEM_N; i++) {
		const char *code = item_info(i)->code;

		if (streq(code, item) ? *value : scope_names(now, code))
			add_item(&items, i);
	}
	rc = set_list(in, list, items.buf, err);
	str_release(&items);
	return rc;
}

static bool is_usual(const struct case_view *view, int item)
{
	bool where = item == ITEM_ADDRESS || item == ITEM_PLACE ||
		     item == ITEM_VISITOR;

	return !item_info(item)->sensitive && !item_info(item)->law &&
	       !(where && guard_protected(view));
}

void item_ticks_usual(const struct case_view *view, struct str *out)
{
	for (int i = 0; i < ITEM_N; i++)
		if (is_usual(view, i))
			add_item(out, i);
}

/* The law lets pass what is needed, and no more: who it is, where and how to
 * reach them, what was said and done. Who is to save a life has to know what
 * threatens it. */
static bool is_needed(const struct case_view *view, int item,
		      enum basis_kind kind)
{
	switch (item) {
	case ITEM_IDENTITY:
	case ITEM_BIRTH:
	case ITEM_CONTACT:
	case ITEM_HOUSEHOLD:
	case ITEM_COMPLAINT:
	case ITEM_WISHES: /* and what must not happen */
	case ITEM_DONE:
		return true;
	case ITEM_ADDRESS:
		return !guard_protected(view);
	case ITEM_HEALTH:
	case ITEM_ABUSE:
	case ITEM_SUICIDE:
		return kind == BASIS_LIFE;
	default:
		return false;
	}
}

static const struct basis *open_basis(const struct intake *in)
{
	return laws_basis(in->session->laws, intake_get(in, "referral.basis"));
}

bool item_ticks_picked(const struct intake *in)
{
	const struct basis *basis = open_basis(in);

	return basis && basis->kind != BASIS_DUTY;
}

int item_ticks_basis(struct intake *in, const char *basis, struct err *err)
{
	bool begun = item_ticks_picked(in);
	char path[PATH_SIZE], today[CLOCK_DATE_SIZE];
	struct str items = STR_INIT;
	struct case_bind bind;
	int rc;

	intake_path(in, "referral.basis", path);
	if (intake_set(in, path, basis, err))
		return -1;
	clock_today(today);
	if (*basis && !*intake_get(in, "referral.basis_date") &&
	    set_list(in, "referral.basis_date", today, err))
		return -1;
	if (begun && item_ticks_picked(in))
		return 0;
	case_bind(&bind, &in->draft.doc);
	for (int i = 0; item_ticks_picked(in) && i < ITEM_N; i++)
		if (is_needed(&bind.view, i, open_basis(in)->kind))
			add_item(&items, i);
	rc = set_list(in, "referral.basis_items", items.buf, err);
	str_release(&items);
	return rc;
}

void item_ticks_words(const struct intake *in, struct str *out)
{
	const char *list = intake_get(in, "referral.basis_items");
	struct str words = STR_INIT;
	int n = 0;

	for (int i = 0; i < ITEM_N; i++)
		if (scope_names(list, item_info(i)->code))
			str_addf(&words, "%s%s", n++ ? "、" : "",
				 item_info(i)->label);
	if (item_ticks_picked(in))
		str_addf(out, "%d項目 %s", n, words.buf);
	else if (open_basis(in))
		str_add(out, "通告・通報に要るものすべて");
	str_release(&words);
}

/* Does the case tell something by this value: a yes, a box, a text? */
static bool tells(const struct value *v)
{
	return !strstr(v->path, "fact.") ||
	       streq(v->text, answer_code(ANSWER_YES));
}

void item_ticks_left_out(const struct intake *in, struct str *out)
{
	const struct values *values = &in->draft.doc.values;
	const char *passed = intake_get(in, "consent.items");
	bool told[ITEM_N] = { false };
	const char *between = "";

	for (size_t i = 0; i < values->n; i++) {
		int item = item_of_path(values->v[i].path);

		if (item >= 0 && tells(&values->v[i]))
			told[item] = true;
	}
	for (int i = 0; i < ITEM_N; i++) {
		const struct item_info *info = item_info(i);

		if (!told[i] || (!info->sensitive && !info->law) ||
		    scope_names(passed, info->code))
			continue;
		str_addf(out, "%s%s", between, info->label);
		between = "、";
	}
}
