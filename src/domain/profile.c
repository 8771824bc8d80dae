/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/profile.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/path.h"

static const char *const urgencies[URGENCY_N] = {
	[URGENCY_AA] = "AA",
	[URGENCY_A] = "A",
	[URGENCY_B] = "B",
	[URGENCY_C] = "C",
};

const char *urgency_code(enum urgency urgency)
{
	return urgencies[urgency];
}

int urgency_from_code(const char *code)
{
	for (int u = 0; u < URGENCY_N; u++)
		if (streq(urgencies[u], code))
			return u;
	return -1;
}

char *profile_path(const char *profile, const char *file)
{
	struct str relative = STR_INIT;
	char *path;

	str_addf(&relative, "db/profiles/%s/%s", profile, file);
	path = path_data(relative.buf);
	str_release(&relative);
	return path;
}

static void names_release(struct names *names)
{
	for (size_t i = 0; i < names->n; i++) {
		free(names->item[i].code);
		free(names->item[i].name);
	}
	free(names->item);
}

void profile_free(struct profile *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->dest_n; i++) {
		free(p->dest[i].code);
		free(p->dest[i].name);
		free(p->dest[i].kana);
		free(p->dest[i].window);
		free(p->dest[i].tel);
		free(p->dest[i].after_hours);
	}
	for (size_t i = 0; i < p->meeting_n; i++) {
		free(p->meeting[i].code);
		free(p->meeting[i].name);
		free(p->meeting[i].field);
		free(p->meeting[i].basis);
	}
	for (int u = 0; u < URGENCY_N; u++) {
		free(p->urgency[u].label);
		free(p->urgency[u].meaning);
	}
	names_release(&p->roles);
	names_release(&p->district);
	names_release(&p->heads);
	names_release(&p->returns);
	names_release(&p->closed);
	free(p->dest);
	free(p->meeting);
	free(p->code);
	free(p->city);
	free(p->city_kana);
	free(p);
}

int profile_dest(const struct profile *p, const char *code)
{
	for (size_t i = 0; i < p->dest_n; i++)
		if (streq(p->dest[i].code, code))
			return (int)i;
	return -1;
}

int profile_meeting(const struct profile *p, const char *code)
{
	for (size_t i = 0; i < p->meeting_n; i++)
		if (streq(p->meeting[i].code, code))
			return (int)i;
	return -1;
}

const char *profile_dest_nearest(const struct profile *p, const char *code)
{
	struct nearest n;

	nearest_init(&n, code);
	for (size_t i = 0; i < p->dest_n; i++)
		nearest_offer(&n, p->dest[i].code);
	return n.best;
}

const char *names_find(const struct names *names, const char *code)
{
	for (size_t i = 0; i < names->n; i++)
		if (streq(names->item[i].code, code))
			return names->item[i].name;
	return NULL;
}
