/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preview.h"

#include <stdlib.h>

#include "app/handout.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "print/press.h"
#include "print/queue.h"
#include "ui/dialog.h"
#include "ui/pager.h"
#include "ui/term.h"

#define PRINT_SECONDS 30

/* Where it is to go: the op, and what the person typed. */
struct way {
	int op; /* OP_SAVE the printer, OP_WHY a file, else nowhere */
	struct str name;
};

static const struct binding keys[] = {
	{ .op = OP_SAVE,
	  .label = N_("Print"),
	  .words = N_("to a printer, by the name of its queue") },
	{ .op = OP_WHY,
	  .label = N_("To a file"),
	  .words = N_("as a PDF file") },
	{ .op = OP_NONE },
};

/* "…/referral-20261120-0915.pdf": nothing personal in the name. */
static void propose_file(const char *form, struct str *out)
{
	const char *home = getenv("HOME");
	char now[CLOCK_SIZE];

	clock_now(now);
	str_addf(out, "%s/%s-%.4s%.2s%.2s-%.2s%.2s.pdf", home ? home : ".",
		 form, now, now + 5, now + 8, now + 11, now + 14);
}

/* Show the text and ask where it is to go. */
static void choose_way(const char *title, const char *text, const char *form,
		       struct way *way)
{
	struct pager pager = {
		.title = title,
		.text = text,
		.bindings = keys,
		.help = "preview",
	};
	int back;

	str_init(&way->name);
	way->op = ui_page(&pager);
	if (way->op == OP_WHY)
		propose_file(form, &way->name);
	if (way->op == OP_SAVE)
		back = ui_ask_text(_("Name of the printer's queue (empty: the "
				     "usual one)"),
				   100, &way->name);
	else if (way->op == OP_WHY)
		back = ui_ask_text(_("Name of the file"), 200, &way->name);
	else
		return;
	if (back)
		way->op = OP_BACK;
}

static enum preview_end end_of(const struct way *way, int rc)
{
	if (way->op == UI_HANGUP)
		return PREVIEW_HANGUP;
	if (way->op != OP_SAVE && way->op != OP_WHY)
		return PREVIEW_BACK;
	if (rc)
		return PREVIEW_FAILED;
	ui_message(way->op == OP_SAVE ? _("Printed.") : _("Written."), false);
	return PREVIEW_OUT;
}

static int hand_out(const struct intake *in, const struct paper *paper,
		    const struct case_sheet *cs, const struct way *way,
		    struct err *err)
{
	struct press *press = press_new();
	struct str pdf = STR_INIT;
	struct handout h = {
		.sheet = cs,
		.staff = in->session->staff,
		.pdf = &pdf,
		.store = in->session->office.store,
	};
	int rc = press_pdf(press, paper, cs->sheet, &pdf, &h.pages, err);

	if (!rc)
		rc = way->op == OP_SAVE ? handout_print(&h, way->name.buf, err)
					: handout_file(&h, way->name.buf, err);
	press_free(press);
	str_release(&pdf);
	return rc;
}

static enum preview_end show(struct intake *in, const struct paper *paper,
			     const struct case_sheet *cs, const char *form,
			     struct err *err)
{
	struct str text = STR_INIT;
	struct way way;
	int rc = 0;

	press_preview(paper, cs->sheet, term_cols() - 2, &text);
	choose_way(_("As it will be printed"), text.buf, form, &way);
	if (way.op == OP_SAVE || way.op == OP_WHY)
		rc = hand_out(in, paper, cs, &way, err);
	str_release(&way.name);
	str_release(&text);
	return end_of(&way, rc);
}

enum preview_end preview_sheet(struct intake *in, enum sheet_form form,
			       const char *to, bool asked, struct err *err)
{
	const struct session *s = in->session;
	const struct case_sheet_ask ask = {
		.store = s->office.store,
		.rules = s->office.rules,
		.laws = s->laws,
		.consent_rules = s->consent_rules,
		.cf = &in->draft.base,
		.form = form,
		.to = to,
		.staff = s->staff,
		.asked = asked,
	};
	struct paper *paper = paper_load(sheet_form_code(form), err);
	struct case_sheet cs;
	enum preview_end end;

	if (!paper)
		return PREVIEW_FAILED;
	if (case_sheet_make(&cs, &ask, err))
		end = PREVIEW_REFUSED;
	else
		end = show(in, paper, &cs, sheet_form_code(form), err);
	case_sheet_release(&cs);
	paper_free(paper);
	return end;
}

/* Bytes that are no disclosure of today: an empty form, or a second copy. */
static int put(const struct str *pdf, const struct way *way, struct err *err)
{
	if (way->op == OP_SAVE)
		return queue_print(way->name.buf, pdf->buf, pdf->len,
				   PRINT_SECONDS, err);
	return handout_write(way->name.buf, pdf, err);
}

enum preview_end preview_blank(enum sheet_form form, struct err *err)
{
	struct paper *paper = paper_load(sheet_form_code(form), err);
	struct press *press = press_new();
	struct str text = STR_INIT, pdf = STR_INIT;
	struct way way = { .op = OP_BACK, .name = STR_INIT };
	int rc = -1;

	if (paper && !press_pdf(press, paper, NULL, &pdf, NULL, err)) {
		press_preview(paper, NULL, term_cols() - 2, &text);
		choose_way(_("Empty, for the pen"), text.buf,
			   sheet_form_code(form), &way);
		rc = 0;
		if (way.op == OP_SAVE || way.op == OP_WHY)
			rc = put(&pdf, &way, err);
	}
	paper_free(paper);
	press_free(press);
	str_release(&way.name);
	str_release(&text);
	str_release(&pdf);
	return err->kind ? PREVIEW_FAILED : end_of(&way, rc);
}

enum preview_end preview_again(const struct str *pdf, struct err *err)
{
	struct way way;
	int rc = 0;

	choose_way(_("Printed before"),
		   _("This sheet is on record as it was printed. It can be "
		     "printed once more as it is."),
		   "again", &way);
	if (way.op == OP_SAVE || way.op == OP_WHY)
		rc = put(pdf, &way, err);
	str_release(&way.name);
	return end_of(&way, rc);
}
