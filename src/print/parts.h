/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a form file becomes in memory. Only for the files of this room.
 * Lengths are in millimetres, sizes of type in points.
 */
#ifndef PRINT_PARTS_H
#define PRINT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "domain/sheet.h"

#define GRID_MAX 24
#define EACH_ALL 1000000 /* rows: more than any list has */
#define A4_W_MM  210.0
#define A4_H_MM  297.0
#define QR_MM    25.0

/* One thing after another that a cell or a paragraph says. */
enum part_kind {
	PART_TEXT,      /* text */
	PART_VALUE,     /* {key} */
	PART_BOX,       /* [key=code], or [] for the pen alone */
	PART_CIRCLE,    /* [key=○]: ○ ticked, ◎ the main one */
	PART_LINE,      /* {_30}: a line to write on, mm long */
	PART_BREAK,     /* {/} */
	PART_BOLD,      /* **: bold begins or ends */
	PART_RUBY_BASE, /* the base begins … */
	PART_RUBY_TEXT, /* … here its reading begins … */
	PART_RUBY_END,  /* … and here it ends */
};

struct part {
	enum part_kind kind;
	char *text;
	int key; /* sheet key, -1: none */
	char *code;
	double mm;
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

#define WITH_MAX 6

struct cell {
	struct part *part;
	size_t parts_n, alloc;
	int first, span; /* columns of the grid it covers */
	int font;
	enum align align;
	bool label;
	bool more;          /* may run on to a continuation page */
	bool hide;          /* what it shows may be withheld */
	bool fill;          /* takes what is left of the page */
	bool top;           /* text at the top, not in the middle */
	bool phrases;       /* never break a line but between phrases */
	int with[WITH_MAX]; /* stands only beside a value of one of these */
	size_t with_n;      /* sheet keys */
	int columns; /* its boxes stand in so many columns; 0: they flow */
	double min_mm;
};

enum block_kind {
	BLOCK_ROW,
	BLOCK_PARA,
	BLOCK_HEADING,
	BLOCK_GAP,
	BLOCK_PAGE, /* what follows begins a page */
	BLOCK_CUT
};

struct block {
	enum block_kind kind;
	int line; /* of the file */
	int grid;
	struct cell *cell;
	size_t cells_n;
	enum sheet_list each; /* SHEET_ONCE: stands once */
	int each_min;         /* so many rows, empty ones for the pen */
	int each_blank;       /* so many of an empty form */
	int each_max;         /* further rows go to a continuation page */
	double mm;            /* BLOCK_GAP */
	bool for_pen;         /* BLOCK_PAGE: of an empty form only */
};

struct grid {
	double mm[GRID_MAX];
	int n;
};

struct font_style {
	char *name;     /* as in !name */
	char *families; /* with commas, in order of preference */
	double pt;
	double pitch; /* line pitch in sizes of type */
	bool bold;
};

struct paper {
	char *name, *version, *file;
	char *number, *title;
	double side_mm, top_mm, bottom_mm;
	struct cell foot, qr; /* empty when parts_n is 0 */
	struct font_style *font;
	size_t fonts_n, fonts_alloc;
	struct grid *grid;
	size_t grids_n, grids_alloc;
	struct block *block;
	size_t blocks_n, blocks_alloc;
};

/* A blank between two values says nothing where no words of the cell stand
 * before it: they begin at byte from of text. */
bool part_idle(const struct part *part, const struct str *text, size_t from);
/* Is it on this sheet? An empty form (sheet NULL) has every block. */
bool block_stands(const struct block *block, const struct sheet *sheet);

/* Fonts that every form has. */
enum { FONT_BODY, FONT_LABEL, FONT_TITLE, FONTS_FIXED };

#endif
