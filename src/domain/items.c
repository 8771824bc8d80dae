/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/items.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static const struct item_info infos[ITEM_N] = {
	[ITEM_IDENTITY] = { "identity", "氏名・性別", .hearsay = true },
	[ITEM_BIRTH] = { "birth", "生年月日・年齢", .hearsay = true },
	[ITEM_CONTACT] = { "contact", "電話・安全な連絡方法" },
	[ITEM_ADDRESS] = { "address", "住所" },
	[ITEM_HOUSEHOLD] = { "household", "世帯の構成", .hearsay = true },
	[ITEM_PLACE] = { "place", "学校・勤め先・施設" },
	[ITEM_COMPLAINT] = { "complaint", "相談の内容", .hearsay = true },
	[ITEM_WISHES] = { "wishes", "望むこと・望まないこと" },
	[ITEM_HEALTH] = { "health", "健康・障害・介護", .sensitive = true },
	[ITEM_LIVING] = { "living", "食事・住まい・暮らし", .hearsay = true },
	[ITEM_MONEY] = { "money", "収入・家賃・債務" },
	[ITEM_TAX] = { "tax", "税・公共料金", .sensitive = true,
		       .law = "chiho-22" },
	[ITEM_WORK] = { "work", "仕事", .hearsay = true },
	[ITEM_FAMILY] = { "family", "家族・子ども・学校生活", .hearsay = true },
	[ITEM_ABUSE] = { "abuse", "暴力・虐待", .sensitive = true },
	[ITEM_SUICIDE] = { "suicide", "死にたい気持ち", .sensitive = true },
	[ITEM_JUSTICE] = { "justice", "刑務所等を出たこと", .sensitive = true },
	[ITEM_BENEFITS] = { "benefits", "手帳・保険・年金・給付",
			    .sensitive = true },
	[ITEM_AGENCIES] = { "agencies", "かかわっている機関" },
	[ITEM_DONE] = { "done", "窓口で行ったこと" },
	[ITEM_VISITOR] = { "visitor", "来談者" },
};

struct path_item {
	const char *name;
	enum item item;
};

static const struct path_item intake_paths[] = {
	{ "complaint", ITEM_COMPLAINT },
	{ "hopes", ITEM_WISHES },
	{ "unwanted", ITEM_WISHES },
	{ "do_not_repeat", ITEM_WISHES },
	{ "tried", ITEM_DONE },
	{ "remarks", ITEM_DONE },
	{ "money_home_note", ITEM_MONEY },
	{ "public_assistance_form_at", ITEM_MONEY },
	{ "agencies", ITEM_AGENCIES },
	{ "place", ITEM_ADDRESS },
	{ "district", ITEM_ADDRESS },
	{ "callback", ITEM_CONTACT },
	{ "next_contact", ITEM_DONE },
	{ "safety_reason", ITEM_DONE },
	{ "safety_step", ITEM_SUICIDE },
	{ "interpreter", ITEM_CONTACT },
	{ "proxy", ITEM_VISITOR },
	{ "route", ITEM_VISITOR },
	{ "brought_by", ITEM_VISITOR },
	{ "visitor_name", ITEM_VISITOR },
	{ "visitor_kana", ITEM_VISITOR },
	{ "visitor_kana_guess", ITEM_VISITOR },
	{ "visitor_tel", ITEM_VISITOR },
	{ "visitor_relation", ITEM_VISITOR },
	{ "companion_present", ITEM_VISITOR },
};

static const struct path_item member_paths[] = {
	{ "called", ITEM_IDENTITY },     { "name", ITEM_IDENTITY },
	{ "kana_guess", ITEM_IDENTITY }, { "kana", ITEM_IDENTITY },
	{ "sex", ITEM_IDENTITY },        { "birth", ITEM_BIRTH },
	{ "age", ITEM_BIRTH },           { "age_range", ITEM_BIRTH },
	{ "relation", ITEM_HOUSEHOLD },  { "address", ITEM_ADDRESS },
	{ "tel", ITEM_CONTACT },         { "tel2", ITEM_CONTACT },
	{ "safe_call", ITEM_CONTACT },   { "safe_message", ITEM_CONTACT },
	{ "safe_post", ITEM_CONTACT },   { "must_not_know", ITEM_CONTACT },
	{ "language", ITEM_CONTACT },    { "handbooks", ITEM_BENEFITS },
	{ "insurance", ITEM_BENEFITS },  { "pension", ITEM_BENEFITS },
	{ "benefits", ITEM_BENEFITS },   { "affiliation", ITEM_PLACE },
	{ "problems", ITEM_COMPLAINT },  { "agency", ITEM_AGENCIES },
};

/* By theme. staff_unsure is about us, not about a person. */
static const struct path_item fact_items[] = {
	{ "no_food", ITEM_LIVING },
	{ "no_bed", ITEM_LIVING },
	{ "lifeline_cut", ITEM_LIVING },
	{ "no_medicine", ITEM_HEALTH },
	{ "no_contact", ITEM_LIVING },
	{ "in_danger_now", ITEM_ABUSE },
	{ "arrears_rent", ITEM_MONEY },
	{ "eviction_notice", ITEM_LIVING },
	{ "arrears_tax", ITEM_TAX },
	{ "seizure_notice", ITEM_TAX },
	{ "debt", ITEM_MONEY },
	{ "low_income", ITEM_MONEY },
	{ "hoarding", ITEM_LIVING },
	{ "isolated", ITEM_LIVING },
	{ "refuses_support", ITEM_LIVING },
	{ "shopping_difficulty", ITEM_LIVING },
	{ "foreign_language", ITEM_CONTACT },
	{ "wants_public_assistance", ITEM_MONEY },
	{ "care_need", ITEM_HEALTH },
	{ "dementia_suspected", ITEM_HEALTH },
	{ "disability_handbook", ITEM_BENEFITS },
	{ "disability_suspected", ITEM_HEALTH },
	{ "mental_unwell", ITEM_HEALTH },
	{ "untreated_illness", ITEM_HEALTH },
	{ "acute_illness", ITEM_HEALTH },
	{ "pregnant", ITEM_HEALTH },
	{ "development_concern", ITEM_HEALTH },
	{ "needs_nursery", ITEM_FAMILY },
	{ "child_allowance", ITEM_MONEY },
	{ "not_attending_school", ITEM_FAMILY },
	{ "withdrawn", ITEM_FAMILY },
	{ "young_carer", ITEM_FAMILY },
	{ "double_care", ITEM_FAMILY },
	{ "single_parent", ITEM_FAMILY },
	{ "unemployed", ITEM_WORK },
	{ "work_trouble", ITEM_WORK },
	{ "money_management", ITEM_MONEY },
	{ "judgement_decline", ITEM_HEALTH },
	{ "left_prison", ITEM_JUSTICE },
	{ "suicidal", ITEM_SUICIDE },
	{ "suicide_plan", ITEM_SUICIDE },
	{ "suicide_means", ITEM_SUICIDE },
	{ "suicide_attempt", ITEM_SUICIDE },
	{ "abuse_suspected", ITEM_ABUSE },
	{ "dv_victim", ITEM_ABUSE },
	{ "dv_past", ITEM_ABUSE },
	{ "lives_together", ITEM_HOUSEHOLD },
	{ "address_protected", ITEM_ABUSE },
	{ "alone_dependant", ITEM_FAMILY },
};

static const struct path_item concern_items[] = {
	{ "health", ITEM_HEALTH },     { "housing", ITEM_LIVING },
	{ "income", ITEM_MONEY },      { "rent", ITEM_MONEY },
	{ "tax", ITEM_TAX },           { "debt", ITEM_MONEY },
	{ "job", ITEM_WORK },          { "work", ITEM_WORK },
	{ "community", ITEM_LIVING },  { "family", ITEM_FAMILY },
	{ "childcare", ITEM_FAMILY },  { "care", ITEM_HEALTH },
	{ "hikikomori", ITEM_FAMILY }, { "abuse", ITEM_ABUSE },
	{ "food", ITEM_LIVING },       { "other", ITEM_COMPLAINT },
};

static int find(const struct path_item *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (streq(list[i].name, name))
			return (int)list[i].item;
	return -1;
}

const struct item_info *item_info(enum item item)
{
	if (item >= ITEM_N)
		BUG("no item %d", (int)item);
	return &infos[item];
}

int item_from_code(const char *code)
{
	for (int i = 0; i < ITEM_N; i++)
		if (streq(infos[i].code, code))
			return i;
	return -1;
}

int item_of_path(const char *path)
{
	const char *dot = strchr(path, '.'), *rest;

	if (skip_prefix(path, "intake.", &rest))
		return find(intake_paths, ARRAY_SIZE(intake_paths), rest);
	if (skip_prefix(path, "concern.", &rest))
		return find(concern_items, ARRAY_SIZE(concern_items), rest);
	if (skip_prefix(path, "fact.", &rest))
		return find(fact_items, ARRAY_SIZE(fact_items), rest);
	if (skip_prefix(path, "case.", NULL) || !dot)
		return -1;
	if (skip_prefix(dot + 1, "fact.", &rest)) /* a member's */
		return find(fact_items, ARRAY_SIZE(fact_items), rest);
	return find(member_paths, ARRAY_SIZE(member_paths), dot + 1);
}
