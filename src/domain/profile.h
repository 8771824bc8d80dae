/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a city decides for itself: db/profiles/<city>/profile.yaml. Its
 * counters and whom they work with, names, telephones, time limits, the two
 * thresholds of triage. The rules themselves are in rules.h, consent in
 * consent.h. Knows nothing of cases.
 */
#ifndef DOMAIN_PROFILE_H
#define DOMAIN_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define PROFILE_FORMAT     1  /* the newest form of the file we can read */
#define DEST_MAX           64 /* destinations fit into a uint64_t */
#define PROFILE_CLOSED_MAX 60 /* closed days of a city */

enum urgency { URGENCY_AA, URGENCY_A, URGENCY_B, URGENCY_C, URGENCY_N };

const char *urgency_code(enum urgency urgency); /* "AA" */
int urgency_from_code(const char *code);        /* -1 when there is none */

enum dest_kind {
	DEST_SECTION, /* a counter of the circle */
	DEST_ROLE,    /* promoter, coordinator: inside, no counter */
	DEST_OUTSIDE,
};

/* Where a case can be sent. */
struct dest {
	enum dest_kind kind;
	char *code;        /* kaigo-fukushi */
	char *name;        /* 介護福祉課 */
	char *kana;        /* かいごふくしか */
	char *window;      /* name over its window when another, or "" */
	char *tel;         /* "" until the city fills it in */
	char *after_hours; /* 宿直: whom to call at night; "" as above */
};

#define DEST_BIT(i) (UINT64_C(1) << (i))

#define QUIET_N 3 /* degrees of alarm about a case that nobody touches */

enum limit_unit { LIMIT_MINUTES, LIMIT_HOURS, LIMIT_DAYS };

/* "3 days" ends with that day; "0 days" is the same day. */
struct limit {
	int n;
	enum limit_unit unit;
};

/* One degree of urgency and its clock. */
struct urgency_rule {
	char *label;   /* 至急 */
	char *meaning; /* そばを離れず、いますぐ動く */
	bool real;     /* runs at night too; else in working hours */
	struct limit receive, contact, answer; /* from the sending on */
};

struct meeting {
	char *code;
	char *name;
	char *field;  /* whose matters */
	bool consent; /* the person's consent is needed */
	bool pledge;  /* its members pledge secrecy first */
	char *basis;
};

struct named {
	char *code;
	char *name;
};

struct names {
	struct named *item;
	size_t n;
};

struct profile {
	char *code; /* fussa: the folder's name */
	char *city, *city_kana;
	struct dest *dest; /* sections, then roles, then outside bodies */
	size_t dest_n;
	size_t section_n;      /* dest[0 .. section_n-1] */
	int promoter;          /* index in dest */
	int coordinator;       /* index in dest */
	int general;           /* the counter for who does not know where */
	struct names roles;    /* local names of the staff's roles */
	struct names district; /* 地区 */
	struct names heads;    /* titles of the printed forms */
	struct names returns;  /* reasons for sending back */
	struct meeting *meeting;
	size_t meeting_n;
	/* Where it is settled who takes a case: indices in meeting, for what
	 * the person agreed to and for what they did not. */
	int dispute_open, dispute_secret;
	int readable_days; /* its members may read the case after the day */
	struct urgency_rule urgency[URGENCY_N];
	int safety_check_hours; /* 48時間ルール */
	int promoter_at;        /* counters from which someone arranges */
	int coordinator_at;     /* counters from which a coordinator advises */
	int coordinator_warning_percent;
	int retention_years;
	int quiet_days[QUIET_N]; /* without an entry, rising */
	int lock_minutes;        /* without a key, then the screen hides */
	int open_minute, close_minute;  /* working hours, from midnight */
	unsigned open_days;             /* bit 0 Monday ... bit 6 Sunday */
	int year_end_from, year_end_to; /* month * 100 + day; closed */
	struct names closed; /* more such days: "07-01", "2027-05-06" */
};

/* name is a folder of db/profiles. NULL and sentences on a fault; a profile
 * of a newer format is refused in one sentence. */
struct profile *profile_load(const char *name, struct err *err);
struct profile *profile_parse(const char *buf, size_t len, const char *file,
			      const char *code, struct err *err);
void profile_free(struct profile *profile);

/* Path of a file of the profile, e.g. "triage.yaml". Caller's. */
char *profile_path(const char *profile, const char *file);

int profile_dest(const struct profile *profile, const char *code); /* or -1 */
int profile_meeting(const struct profile *profile, const char *code); /* -1 */
const char *profile_dest_nearest(const struct profile *profile,
				 const char *code);
/* "07-01" each year, "2027-05-06" once. */
bool profile_closed_day(const char *text);
/* A name out of roles, district or heads; NULL when there is none. */
const char *names_find(const struct names *names, const char *code);

#endif
