/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/secret.h"
#include "base/yamlread.h"
#include "domain/account.h"
#include "domain/casetriage.h"
#include "domain/deadline.h"
#include "domain/demo_days.h"
#include "domain/role.h"
#include "domain/staff.h"
#include "text/date.h"

#define SEED        2026
#define DAYS_BACK   300 /* the oldest case */
#define FIRST_STAFF 101 /* number of the first invented colleague */
#define LIVELY_N    100 /* of fewer cases each is as it was taken */

struct demo {
	const struct rules *rules;
	struct yml_doc *doc;
	uint32_t random;
	struct demo_days *days; /* NULL: nothing has happened to the cases */
	struct casefile cf;
	const struct yml_node *family; /* of the case that is being made */
	struct date received;
	char hash[PASSPHRASE_HASH_SIZE]; /* everybody's: they are invented */
	struct err *err;
};

static uint32_t draw(struct demo *d, uint32_t below)
{
	return demo_draw(&d->random, below);
}

static const struct yml_node *list(struct demo *d, const struct yml_node *map,
				   const char *key)
{
	const struct yml_node *n = yml_need(d->doc, map, key, d->err);

	if (n && (n->kind != YML_LIST || !n->n)) {
		yml_err(d->doc, n, d->err, _("\"%s\" must be a list"), key);
		return NULL;
	}
	return n;
}

static const struct yml_node *draw_from(struct demo *d,
					const struct yml_node *map,
					const char *key)
{
	const struct yml_node *n = list(d, map, key);

	return n ? n->values[draw(d, (uint32_t)n->n)] : NULL;
}

/* "青木 あおき": the part before or behind the blank. */
static char *part(const struct yml_node *name, bool kana)
{
	const char *blank = strchr(name->text, ' ');

	if (!blank)
		return xstrdup(name->text);
	return kana ? xstrdup(blank + 1)
		    : xstrndup(name->text, (size_t)(blank - name->text));
}

static int set(struct demo *d, const struct yml_node *at, const char *path,
	       const char *value)
{
	struct err why = ERR_INIT;
	int r = casefile_set(&d->cf, d->rules->facts, path, value, &why);

	if (r)
		yml_err(d->doc, at, d->err, "%s", why.text.buf);
	err_release(&why);
	return r;
}

static char *full_name(const struct yml_node *family,
		       const struct yml_node *given, bool kana)
{
	char *last = part(family, kana), *first = part(given, kana);
	char *full = xstrfmt("%s %s", last, first);

	free(last);
	free(first);
	return full;
}

/* ---- staff ---- */

static bool has_name(const struct rows *staff, const char *name)
{
	for (size_t i = 0; i < staff->n; i++)
		if (streq(rows_text(staff, i, "name"), name))
			return true;
	return false;
}

/* A name that no colleague has: the one drawn, or the next in the list. */
static int name_staff(struct demo *d, struct store *s, struct values *who)
{
	const struct yml_node *root = d->doc->root;
	const struct yml_node *family = draw_from(d, root, "families");
	const struct yml_node *given =
		list(d, root, draw(d, 2) ? "women" : "men");
	struct rows staff = ROWS_INIT;
	char *name = NULL, *kana;
	uint32_t first, i = 0;

	if (!family || !given || staff_list(s, &staff, d->err))
		return -1;
	first = draw(d, (uint32_t)given->n);
	do {
		const struct yml_node *one =
			given->values[(first + i) % given->n];

		free(name);
		name = full_name(family, one, false);
		kana = full_name(family, one, true);
		values_set(who, "name", name);
		values_set(who, "kana", kana);
		free(kana);
	} while (has_name(&staff, name) && ++i < given->n);
	free(name);
	rows_release(&staff);
	return 0;
}

static int add_staff(struct demo *d, struct store *s, int n,
		     const char *section, const char *role)
{
	struct values who = VALUES_INIT;
	char number[16];
	int r;

	snprintf(number, sizeof(number), "%04d", n);
	values_set(&who, "number", number);
	values_set(&who, "section", section);
	values_set(&who, "role", role);
	values_set(&who, "active", "1");
	r = name_staff(d, s, &who);
	if (!r)
		r = staff_save(&who, s, d->err);
	if (!r)
		r = account_put(s, number, d->hash, false, d->err);
	values_release(&who);
	return r;
}

static int open_demo(struct demo *d, const struct rules *rules, struct err *err)
{
	char *path = path_data("db/demo.yaml");

	*d = (struct demo){ .rules = rules, .random = SEED, .err = err };
	d->doc = yml_load(path, err);
	free(path);
	return d->doc ? 0 : -1;
}

int demo_staff(struct store *s, const struct profile *profile, struct err *err)
{
	const char *general = profile->dest[profile->general].code;
	const struct {
		const char *section, *role;
	} others[] = {
		{ general, "coordinator" },  { general, "coordinator" },
		{ "shakyo", "coordinator" }, { "shakyo", "activity" },
		{ general, "statistics" },   { general, "admin" },
	};
	struct demo d;
	int n = FIRST_STAFF, r = open_demo(&d, NULL, err);

	if (!r)
		r = account_hash(DEMO_PASSPHRASE, d.hash, err);
	for (size_t i = 0; !r && i < profile->section_n; i++) {
		const char *section = profile->dest[i].code;

		r = add_staff(&d, s, n++, section, "counter");
		if (!r)
			r = add_staff(&d, s, n++, section, "counter");
		if (!r)
			r = add_staff(&d, s, n++, section, "promoter");
	}
	for (size_t i = 0; !r && i < ARRAY_SIZE(others); i++)
		if (profile_dest(profile, others[i].section) >= 0)
			r = add_staff(&d, s, n++, others[i].section,
				      others[i].role);
	yml_free(d.doc);
	return r;
}

/* ---- cases ---- */

static int set_facts(struct demo *d, const struct yml_node *map, const char *id)
{
	static const char *const answers[] = { "yes", "no", "unknown" };
	char path[PATH_SIZE];

	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		const struct yml_node *facts = yml_get(map, answers[i]);

		for (size_t k = 0; facts && k < facts->n; k++) {
			snprintf(path, sizeof(path), "%s%sfact.%s", id,
				 *id ? "." : "", facts->values[k]->text);
			if (set(d, facts->values[k], path, answers[i]))
				return -1;
		}
	}
	return 0;
}

static int set_name(struct demo *d, const struct yml_node *member,
		    const char *id, const char *sex)
{
	const struct yml_node *given = draw_from(
		d, d->doc->root, strcmp(sex, "male") ? "women" : "men");
	int r = given ? 0 : -1;

	for (int kana = 0; !r && kana < 2; kana++) {
		char *full = full_name(d->family, given, kana);
		char path[PATH_SIZE];

		snprintf(path, sizeof(path), "%s.%s", id,
			 kana ? "kana" : "name");
		r = set(d, member, path, full);
		free(full);
	}
	return r;
}

/* Born so that the age on the day received lies in "from-to". */
static int set_birth(struct demo *d, const struct yml_node *member,
		     const char *id, const char *range)
{
	int from = atoi(range), to = from;
	const char *dash = strchr(range, '-');
	char path[PATH_SIZE], iso[CLOCK_DATE_SIZE];
	struct date birth = d->received;

	if (dash)
		to = atoi(dash + 1);
	if (to < from)
		return yml_err(d->doc, member, d->err,
			       _("an age is written 24-39"));
	birth.year -= from + (int)draw(d, (uint32_t)(to - from + 1));
	if (birth.month == 2 && birth.day == 29)
		birth.day = 28;
	birth = date_from_days(date_to_days(birth) - (int)draw(d, 364));
	date_to_iso(birth, iso);
	snprintf(path, sizeof(path), "%s.birth", id);
	return set(d, member, path, iso);
}

static int add_member(struct demo *d, const struct yml_node *member)
{
	const char *relation = yml_text(member, "relation");
	const char *sex = yml_text(member, "sex");
	const char *age = yml_text(member, "age");
	char id[RECORD_ID_SIZE], path[PATH_SIZE];

	if (!relation || !sex || !age)
		return yml_err(d->doc, member, d->err,
			       _("a member has relation, sex and age"));
	if (casefile_add(&d->cf, REC_MEMBER, id, d->err))
		return -1;
	if (!strcmp(sex, "any"))
		sex = draw(d, 2) ? "female" : "male";
	snprintf(path, sizeof(path), "%s.relation", id);
	if (set(d, member, path, relation))
		return -1;
	snprintf(path, sizeof(path), "%s.sex", id);
	return set(d, member, path, sex) || set_birth(d, member, id, age) ||
			       set_name(d, member, id, sex) ||
			       set_facts(d, member, id)
		       ? -1
		       : 0;
}

/* Where the client lives, and how to reach them safely. */
static int set_contact(struct demo *d, const struct yml_node *story)
{
	const struct names *districts = &d->rules->profile->district;
	const char *protect = yml_text(story, "protect");
	const struct named *area =
		&districts->item[draw(d, (uint32_t)districts->n)];
	char *address = xstrfmt("%s%s%u丁目%u番地", d->rules->profile->city,
				area->name, 1 + draw(d, 4), 1 + draw(d, 60));
	bool hide = protect && !strcmp(protect, "true");
	int r = set(d, story, "intake.district", area->code);

	if (!r)
		r = set(d, story, "client.address", address);
	if (!r)
		r = set(d, story, "client.tel", "000-0000-0000");
	for (int i = 0; !r && hide && i < 3; i++) {
		static const char *const safe[] = { "client.safe_call",
						    "client.safe_message",
						    "client.safe_post" };

		r = set(d, story, safe[i], i ? "no" : "yes");
	}
	if (!r && hide)
		r = set(d, story, "client.must_not_know", "夫");
	free(address);
	return r;
}

static int set_concerns(struct demo *d, const struct yml_node *story)
{
	const struct yml_node *others = yml_get(story, "others");
	const char *box = yml_text(story, "main");
	char path[PATH_SIZE];

	for (size_t i = 0; others && i < others->n; i++) {
		snprintf(path, sizeof(path), "concern.%s",
			 others->values[i]->text);
		if (set(d, others->values[i], path, "other"))
			return -1;
	}
	snprintf(path, sizeof(path), "concern.%s", str_or_empty(box));
	return set(d, story, path, "main");
}

static int set_intake(struct demo *d, const struct yml_node *story,
		      const char *staff)
{
	static const struct {
		const char *key, *path;
	} texts[] = {
		{ "taken_at", "intake.section" },
		{ "channel", "intake.channel" },
		{ "route", "intake.route" },
		{ "brought_by", "intake.brought_by" },
		{ "place", "intake.place" },
		{ "safety_step", "intake.safety_step" },
	};
	const struct yml_node *complaint = draw_from(d, story, "complaints");
	char day[CLOCK_DATE_SIZE], at[CLOCK_SIZE];

	if (!complaint ||
	    set(d, complaint, "intake.complaint", complaint->text))
		return -1;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		const char *text = yml_text(story, texts[i].key);

		if (text && set(d, story, texts[i].path, text))
			return -1;
	}
	date_to_iso(d->received, day);
	snprintf(at, sizeof(at), "%sT%02u:%02u", day, 9 + draw(d, 8),
		 5 * draw(d, 12));
	values_set(&d->cf.values, "case.opened_at", at);
	return set(d, story, "intake.received_at", at) ||
			       set(d, story, "intake.staff", staff)
		       ? -1
		       : 0;
}

/* A counter clerk of the section where the story begins. */
static int find_staff(struct demo *d, struct store *s,
		      const struct yml_node *story, char number[16])
{
	const char *section = str_or_empty(yml_text(story, "taken_at"));
	struct rows rows = ROWS_INIT;
	int r = staff_list(s, &rows, d->err);
	uint32_t seen = 0;

	number[0] = '\0';
	for (size_t i = 0; !r && i < rows.n; i++)
		if (!strcmp(rows_text(&rows, i, "section"), section) &&
		    (roles_read(rows_text(&rows, i, "role")) &
		     ROLE_BIT(ROLE_COUNTER)) &&
		    !draw(d, ++seen))
			snprintf(number, 16, "%s",
				 rows_text(&rows, i, "number"));
	rows_release(&rows);
	if (!r && !*number)
		r = yml_err(d->doc, story, d->err,
			    _("nobody works at the counter \"%s\""), section);
	return r;
}

static int make_case(struct demo *d, struct store *s,
		     const struct yml_node *story)
{
	const struct yml_node *members = yml_get(story, "members");
	char staff[16];

	casefile_release(&d->cf);
	d->family = draw_from(d, d->doc->root, "families");
	if (!d->family || find_staff(d, s, story, staff) ||
	    set_intake(d, story, staff) || set_concerns(d, story) ||
	    set_facts(d, story, ""))
		return -1;
	for (size_t i = 0; members && i < members->n; i++)
		if (add_member(d, members->values[i]))
			return -1;
	if (members && members->n && set_contact(d, story))
		return -1;
	return d->days ? demo_days_live(d->days, &d->cf, staff, d->err)
		       : casefile_save_triaged(&d->cf, NULL, s, staff, d->rules,
					       d->err);
}

/* Each story as often as it says. */
static const struct yml_node *draw_story(struct demo *d,
					 const struct yml_node *stories)
{
	int all = 0, often = 1, n;

	for (size_t i = 0; i < stories->n; i++) {
		if (yml_read_int(d->doc, stories->values[i], "often", 1, 100,
				 &often, d->err))
			return NULL;
		all += often;
	}
	n = (int)draw(d, (uint32_t)all);
	for (size_t i = 0;; i++) {
		yml_read_int(d->doc, stories->values[i], "often", 1, 100,
			     &often, d->err);
		n -= often;
		if (n < 0)
			return stories->values[i];
	}
}

/* The day itself, or the last one before it on which the doors were open. */
static struct date open_day(const struct demo *d, struct date day)
{
	int of_week = date_weekday(day);
	int back = of_week == 0 ? 2 : of_week == 6 ? 1 : 0;

	while (d->days && !workday(d->rules->profile, day))
		day = date_from_days(date_to_days(day) - 1);
	return d->days ? day : date_from_days(date_to_days(day) - back);
}

/* How many days ago the case came: where they have lived, the newer ones lie
 * closer together. */
static int days_back(const struct demo *d, int i, int n)
{
	long left = n - i;

	return d->days ? 1 + (int)(DAYS_BACK * left * left / ((long)n * n))
		       : DAYS_BACK - (int)((long)DAYS_BACK * i / n);
}

int demo_cases(struct store *s, const struct rules *rules, int n,
	       struct err *err)
{
	int today = date_to_days(date_today()), r;
	const struct yml_node *stories;
	struct demo d;

	if (open_demo(&d, rules, err))
		return -1;
	stories = list(&d, d.doc->root, "stories");
	r = stories ? 0 : -1;
	if (!r && n >= LIVELY_N) {
		d.days = demo_days_new(s, rules, d.doc, &d.random, err);
		r = d.days ? 0 : -1;
	}
	for (int i = 0; !r && i < n; i++) {
		const struct yml_node *story = draw_story(&d, stories);

		d.received = open_day(
			&d, date_from_days(today - days_back(&d, i, n)));
		r = story ? make_case(&d, s, story) : -1;
	}
	demo_days_free(d.days);
	casefile_release(&d.cf);
	yml_free(d.doc);
	return r;
}
