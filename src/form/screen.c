/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a .screen file: heading, picture, lines of fields. */
#include "form/screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form/parts.h"
#include "form/work.h"
#include "text/utf8.h"
#include "text/width.h"

#define FAULTS_MAX 50

void fault(struct reader *r, int col, const char *fmt, ...)
{
	struct str what = STR_INIT;
	va_list ap;

	if (++r->faults_n > FAULTS_MAX)
		return;
	va_start(ap, fmt);
	str_vaddf(&what, fmt, ap);
	va_end(ap);
	lines_err(&r->lines, col, r->err, "%s", what.buf);
	str_release(&what);
}

size_t name_len(const char *s)
{
	size_t n = 0;

	if (s[0] < 'a' || s[0] > 'z')
		return 0;
	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= '0' && s[n] <= '9') ||
	       s[n] == '_')
		n++;
	return n;
}

static bool is_blank(const char *line)
{
	const char *p = line + strspn(line, " \t");

	return !*p || *p == '#';
}

/* The next line that says something; NULL at the end. */
static const char *next_line(struct reader *r)
{
	const char *line;

	do {
		line = lines_next(&r->lines);
		if (line && !utf8_valid(line, strlen(line)))
			fault(r, 0, _("this line is not UTF-8"));
	} while (line && is_blank(line));
	return line;
}

static int read_heading(struct reader *r)
{
	const char *line = next_line(r);
	const char *at, *end;
	size_t n;

	if (!line || !skip_prefix(line, "screen ", &at)) {
		fault(r, 1, _("a screen begins with: screen NAME \"TITLE\""));
		return -1;
	}
	at += strspn(at, " ");
	n = name_len(at);
	if (!n) {
		fault(r, (int)(at - line) + 1,
		      _("the screen needs a name of a-z, 0-9 and _"));
		return -1;
	}
	r->screen->name = xstrndup(at, n);
	at += n + strspn(at + n, " ");
	end = *at == '"' ? strchr(at + 1, '"') : NULL;
	if (!end || end[1 + strspn(end + 1, " ")]) {
		fault(r, (int)(at - line) + 1,
		      _("the name is followed by the title in quotes"));
		return -1;
	}
	r->screen->title = xstrndup(at + 1, (size_t)(end - at) - 1);
	line = next_line(r);
	if (!line || !streq(line, "{")) {
		fault(r, 1, _("the picture begins with a line that is only {"));
		return -1;
	}
	return 0;
}

static int read_picture(struct reader *r)
{
	const char *line;

	while ((line = lines_next(&r->lines))) {
		if (streq(line, "}"))
			return 0;
		picture_row(r, line);
	}
	fault(r, 0, _("the picture has no end: a line that is only }"));
	return -1;
}

/* Blank the cell at col, which holds a bracket. */
static void blank_cell(char *text, int at_col)
{
	size_t len = strlen(text), pos = 0;

	pos = text_clip(text, len, at_col, NULL);
	if (pos < len)
		text[pos] = ' ';
}

/* What is not typed into stands without brackets. */
static void bare_regions(struct screen *s)
{
	for (size_t i = 0; i < s->field_n; i++) {
		const struct screen_field *f = &s->field[i];

		if (kind_typed(f->type))
			continue;
		for (int row = f->row; row < f->row + f->rows_n; row++) {
			blank_cell(s->row[row].text, f->col - 1);
			blank_cell(s->row[row].text, f->col + f->width_cols);
		}
	}
}

static void read_all(struct reader *r)
{
	const char *line;

	if (read_heading(r) || read_picture(r))
		return;
	picture_end(r);
	while ((line = next_line(r)))
		field_line(r, line);
	for (size_t i = 0; i < r->picture.n; i++) {
		const struct box *box = &r->picture.box[i];

		if (box->used)
			continue;
		r->lines.no = box->line;
		fault(r, box->col,
		      _("[%s] has no line under the picture: name, path, type"),
		      box->name);
	}
	for (size_t i = 0; i < r->screen->field_n; i++) {
		const struct screen_field *f = &r->screen->field[i];

		r->lines.no = f->line;
		if (f->reading && screen_find(r->screen, f->reading) < 0)
			fault(r, 0, _("reading=%s: there is no such field"),
			      f->reading);
	}
}

struct screen *screen_parse(const char *buf, size_t len, const char *name,
			    const struct screen_terms *terms, struct err *err)
{
	struct reader r = { .err = err, .terms = terms };

	r.screen = xcalloc(1, sizeof(*r.screen));
	lines_from(&r.lines, buf, len, name);
	read_all(&r);
	lines_release(&r.lines);
	picture_release(&r.picture);
	if (r.faults_n > FAULTS_MAX)
		err_input(err, _("%s: and %d more faults"), name,
			  r.faults_n - FAULTS_MAX);
	if (r.faults_n) {
		screen_free(r.screen);
		return NULL;
	}
	bare_regions(r.screen);
	return r.screen;
}

struct screen *screen_load(const char *path, const struct screen_terms *terms,
			   struct err *err)
{
	struct str text = STR_INIT;
	struct screen *screen = NULL;

	if (!str_read_file(&text, path, 1u << 20, err))
		screen = screen_parse(text.buf, text.len, path, terms, err);
	str_release(&text);
	return screen;
}

void screen_free(struct screen *screen)
{
	if (!screen)
		return;
	for (size_t i = 0; i < screen->field_n; i++)
		field_release(&screen->field[i]);
	free(screen->field);
	for (int i = 0; i < screen->rows_n; i++)
		free(screen->row[i].text);
	free(screen->name);
	free(screen->title);
	free(screen);
}

int screen_find(const struct screen *screen, const char *field_name)
{
	for (size_t i = 0; i < screen->field_n; i++)
		if (streq(screen->field[i].name, field_name))
			return (int)i;
	return -1;
}
