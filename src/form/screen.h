/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A .screen file: one drawn page of the terminal and its fields.
 *
 *	screen person "本人"
 *	{
 *	 ふりがな [kana                    ]   お名前 [name                    ]
 *	 生年月日 [birth             ] 満[age] 歳
 *	}
 *	kana    client.kana     kana
 *	name    client.name     kanji     reading=kana  "氏名"
 *	birth   client.birth    date
 *	age     client.age_now  computed
 *
 * Columns of the picture are display cells. [name] is a box; the same name on
 * the rows below, in the same columns, makes it a rectangle. Runs of - | +
 * become drawn lines. A line under the picture is: name, path of the value,
 * type, options, and the label in quotes (else the words left of the box).
 * Their order is the order of the Tab key. # begins a comment line.
 *
 * This reader knows nothing of values, keys or curses.
 */
#ifndef FORM_SCREEN_H
#define FORM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* A terminal of 80x24 less the title, the message row and the key bar. */
#define SCREEN_COLS 80
#define SCREEN_ROWS 21

enum field_type {
	FIELD_TEXT,
	FIELD_KANJI,
	FIELD_KANA,
	FIELD_TEL,
	FIELD_NUMBER,
	FIELD_DATE,
	FIELD_DATETIME,
	FIELD_CHOICE,
	FIELD_FACT,     /* one question with four answers */
	FIELD_FACTS,    /* rows of such questions, from the program */
	FIELD_TICKS,    /* boxes ○, one of them ◎ */
	FIELD_AREA,     /* several lines of text */
	FIELD_COMPUTED, /* shown, never entered */
	FIELD_BLOCK,    /* rows that can be added, removed and moved */
	FIELD_LIST,     /* rows from the program */
	FIELD_TYPE_N,
};

/* What the program's own input method gives there. */
enum field_input {
	INPUT_BY_TYPE, /* in the file only: none was named */
	INPUT_KANJI,
	INPUT_NAME,  /* of a person */
	INPUT_PLACE, /* an address, a house, a street */
	INPUT_KANA,  /* nothing is converted */
	INPUT_KATAKANA,
	INPUT_ASCII,
	INPUT_DIRECT, /* digits and dates: keys as they are */
	INPUT_N,
};

/* One answer that can be chosen. */
struct choice {
	const char *code;    /* what is stored */
	const char *label;   /* what is shown */
	const char *reading; /* kana to find it by; NULL: its label */
};

struct screen_field {
	char *name;
	char *path; /* where its value lives, e.g. "client.kana" */
	enum field_type type;
	char *label;
	int line;                         /* in the file */
	int row, col, rows_n, width_cols; /* inside the brackets */

	int limit;      /* characters; 0: the type's own */
	long min, max;  /* number; min > max: any */
	bool inverted;  /* fact: asked positively, stored the other way */
	bool main_mark; /* ticks: one may be the main one */
	bool wanted;    /* shown as missing while empty; never forced */
	bool past;      /* date: today or before */
	bool private;   /* nothing typed here is learned */
	enum field_input input; /* typed fields */
	int columns;            /* ticks: how many beside each other */
	char *age;     /* date: path that takes an age instead, or NULL */
	char *decade;  /* date: path that takes "50s" instead, or NULL */
	char *reading; /* kanji: the field that takes its kana, or NULL */
	char *guess;   /* kana: path that is "yes" while nobody has confirmed it
			*/
	char *source;  /* choice, ticks: a list of the program, or NULL */
	struct choice *choice; /* choice: values=code:label,... */
	size_t choice_n;
};

/* Directions in which a cell of a drawn line goes on. */
enum { LINE_UP = 1, LINE_DOWN = 2, LINE_LEFT = 4, LINE_RIGHT = 8 };

struct screen_row {
	char *text; /* the drawing, boxes and lines left blank; no end spaces */
	uint8_t line[SCREEN_COLS]; /* LINE_ bits of each cell, 0: none */
};

struct screen {
	char *name, *title;
	int rows_n;
	struct screen_row row[SCREEN_ROWS];
	size_t field_n;
	struct screen_field *field;
};

/* What the program has for its screens; both are asked with the name of the
 * screen. */
struct screen_terms {
	/* Is there a list behind source=NAME? */
	bool (*source)(const char *screen, const char *name);
	/* Does a value of this type live at the path? */
	bool (*path)(const struct screen_terms *terms, const char *screen,
		     enum field_type type, const char *path);
	const void *data; /* of path */
};

/*
 * Read one screen. All faults are reported, a sentence each, as
 * "name:line:col: ..."; NULL when there is any. terms: NULL takes every source
 * and path.
 */
struct screen *screen_parse(const char *buf, size_t len, const char *name,
			    const struct screen_terms *terms, struct err *err);
struct screen *screen_load(const char *path, const struct screen_terms *terms,
			   struct err *err);
void screen_free(struct screen *screen);

/* Position in field[], or -1. */
int screen_find(const struct screen *screen, const char *field_name);

#endif
