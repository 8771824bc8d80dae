/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written down: every record with its fields, described once. The
 * description serves validation, loading and saving, history, merging, JSON,
 * screens, forms and redaction. A test holds it against db/migrations.
 *
 * A case is addressed by paths: "intake.complaint", "m2.birth", "c1.state".
 * The records that can stand in a case several times have a letter, and a
 * number each: m1, m2 … members, c1 … consents.
 */
#ifndef DOMAIN_RECORDS_H
#define DOMAIN_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum record {
	REC_CASE,     /* case.number */
	REC_INTAKE,   /* intake.complaint */
	REC_MEMBER,   /* m1.kana */
	REC_CONSENT,  /* c1.state */
	REC_REFERRAL, /* r1.to_body */
	REC_OVERRIDE, /* o1.reason */
	REC_DUTY,     /* d1.received_by */
	REC_STAFF,    /* the rest is not addressed by paths */
	REC_DRAFT,
	REC_TRIAGE,
	REC_DISCLOSURE,
	REC_VIEWING,
	REC_N,
};

enum value_type {
	VALUE_LINE,   /* one line of text */
	VALUE_AREA,   /* text with line ends */
	VALUE_DATE,   /* YYYY-MM-DD */
	VALUE_TIME,   /* YYYY-MM-DDTHH:MM, or only the day */
	VALUE_NUMBER, /* 0 to limit */
	VALUE_CODE,   /* one of codes */
	VALUE_LIST,   /* codes with one space between: "name address" */
	VALUE_ID,     /* set by the program, never typed */
};

/* What a field may tell, and so who may read it on paper. Bits. */
enum field_sense {
	SENSE_PLAIN = 0,
	SENSE_PERSON = 1 << 0, /* says who it is */
	SENSE_WHERE = 1 << 1,  /* leads to where they are: address, school */
	SENSE_DELICATE =
		1 << 2, /* 要配慮個人情報: health, handicap, benefits */
	SENSE_SOURCE = 1 << 3, /* who brought the matter: may be a reporter */
	SENSE_STAFF = 1 << 4,  /* for staff only */
};

struct code {
	const char *code;
	const char *label; /* Japanese, as on screen and paper */
};

struct field {
	const char *name;  /* last part of the path, and the column */
	const char *label; /* Japanese, as on screen and paper */
	enum value_type type;
	int limit; /* characters; VALUE_NUMBER: greatest number */
	unsigned sense;
	const struct code *codes; /* ends with { NULL, NULL } */
};

struct record_desc {
	const char *name; /* first part of the path */
	const char *label;
	const char *table;
	char letter; /* 'm' for m1, m2 …; 0: only once in a case */
	int max;     /* how many of them, with a letter */
	const struct field *field;
	size_t fields_n;
};

const struct record_desc *record_desc(enum record rec);
const struct field *record_field(enum record rec, const char *name); /* NULL */
/* Label of a code of this field; the code itself when it has none. */
const char *field_code_label(const struct field *field, const char *code);

/*
 * May value stand in this field? Clean UTF-8 within the limit, a real date, a
 * known code. "" always may. -1 and one sentence that names the label.
 */
int field_check(const struct field *field, const char *value, struct err *err);

#endif
