/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preview.h"

#include <stdlib.h>

#include "app/handout.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "print/apart.h"
#include "print/queue.h"
#include "ui/asktext.h"
#include "ui/pager.h"
#include "ui/term.h"

#define PRINT_SECONDS 30

/* A sheet on the screen, and how it gets out. */
struct preview {
	struct pager pager;    /* first: data of its window */
	const char *form;      /* for the name of a file */
	const struct str *pdf; /* as it will be printed */
	/* On record first; NULL for what is no disclosure of today: an empty
	 * form, a second copy, what stays in the house. */
	const struct handout *handout;
	bool out;
};

const char *preview_form_name(enum sheet_form form)
{
	static const char *const names[] = {
		[FORM_REFERRAL] = "つなぐシート",
		[FORM_CONSENT] = "同意書",
		[FORM_QUESTION] = "問い合わせ票（匿名）",
		[FORM_REPORT] = "通告・通報書",
		[FORM_INTAKE] = "受付票",
		[FORM_SLIP] = "持ち帰り票",
		[FORM_HANDOVER] = "申し送り",
		[FORM_HANDOVER_CASE] = "申し送り（一件）",
	};

	return names[form];
}

static int put(const struct preview *p, enum op op, const char *name,
	       struct err *err)
{
	if (op == OP_SAVE)
		return p->handout ? handout_print(p->handout, name, err)
				  : queue_print(name, p->pdf->buf, p->pdf->len,
						PRINT_SECONDS, err);
	return p->handout ? handout_file(p->handout, name, err)
			  : handout_write(name, p->pdf, err);
}

/* To a printer or into a file; what fails is said, and the sheet stays. */
static unsigned out(struct window *win, enum op op)
{
	struct preview *p = win->data;
	struct str name = STR_INIT;
	struct err err = ERR_INIT;
	int back;

	if (op == OP_WHY)
		handout_propose(p->form, ".pdf", &name);
	back = op == OP_SAVE
		       ? ui_ask_text(_("Name of the printer's queue (empty: "
				       "the usual one)"),
				     100, INPUT_DIRECT, &name)
		       : ui_ask_text(_("Name of the file"), 200, INPUT_DIRECT,
				     &name);
	if (!back && !put(p, op, str_or_empty(name.buf), &err)) {
		char *done = op == OP_SAVE
				     ? xstrdup(_("Printed."))
				     : xstrfmt(_("Written to %s."), name.buf);

		ui_message(done, false);
		free(done);
		p->out = true;
	}
	if (err.kind)
		ui_message_err(&err);
	err_release(&err);
	str_release(&name);
	return p->out ? ui_leave(win, OP_BACK) : VIEW_REFRESH;
}

static const struct binding keys[] = {
	{ .op = OP_SAVE,
	  .label = N_("Print"),
	  .fn = out,
	  .words = N_("to a printer, by the name of its queue") },
	{ .op = OP_WHY,
	  .label = N_("To a file"),
	  .fn = out,
	  .words = N_("as a PDF file") },
	{ .op = OP_NONE },
};

static enum preview_end run(struct preview *p, const char *title,
			    const char *text)
{
	p->pager.title = title;
	p->pager.text = text;
	p->pager.bindings = keys;
	p->pager.help = "preview";
	ui_page(&p->pager);
	return p->out ? PREVIEW_OUT : PREVIEW_BACK;
}

static enum preview_end show(const struct session *s, const struct paper *paper,
			     const struct case_sheet *cs, const char *form,
			     struct err *err)
{
	const struct press_job job = { paper, cs->sheet };
	struct str text = STR_INIT, pdf = STR_INIT;
	struct handout handout = {
		.sheet = cs,
		.staff = s->staff,
		.pdf = &pdf,
		.store = s->office.store,
	};
	struct preview p = { .form = form, .pdf = &pdf, .handout = &handout };
	enum preview_end end = PREVIEW_FAILED;

	if (!apart_pdfs(&job, 1, &pdf, &handout.pages, err)) {
		press_preview(paper, cs->sheet, term_cols() - 2, &text);
		end = run(&p, _("As it will be printed"), text.buf);
	}
	str_release(&text);
	str_release(&pdf);
	return end;
}

enum preview_end preview_sheet(const struct session *s,
			       const struct casefile *cf,
			       const struct preview_ask *what, struct err *err)
{
	const struct case_sheet_ask ask = {
		.store = s->office.store,
		.rules = s->office.rules,
		.laws = s->laws,
		.consent_rules = s->consent_rules,
		.cf = cf,
		.form = what->form,
		.to = what->to,
		.referral = what->referral,
		.staff = s->staff,
		.asked = what->asked,
	};
	const char *form = sheet_form_code(what->form);
	struct paper *paper = paper_load(form, err);
	struct case_sheet cs;
	enum preview_end end;

	if (!paper)
		return PREVIEW_FAILED;
	if (case_sheet_make(&cs, &ask, err))
		end = PREVIEW_REFUSED;
	else
		end = show(s, paper, &cs, form, err);
	case_sheet_release(&cs);
	paper_free(paper);
	return end;
}

enum preview_end preview_blank(enum sheet_form form, struct err *err)
{
	struct paper *paper = paper_load(sheet_form_code(form), err);
	const struct press_job job = { paper, NULL };
	struct str text = STR_INIT, pdf = STR_INIT;
	struct preview p = { .form = sheet_form_code(form), .pdf = &pdf };
	enum preview_end end = PREVIEW_FAILED;

	if (paper && !apart_pdfs(&job, 1, &pdf, NULL, err)) {
		press_preview(paper, NULL, term_cols() - 2, &text);
		end = run(&p, _("Empty, for the pen"), text.buf);
	}
	paper_free(paper);
	str_release(&text);
	str_release(&pdf);
	return end;
}

enum preview_end preview_pages(const char *form, const char *title,
			       const char *text, const struct str *pdf)
{
	struct preview p = { .form = form, .pdf = pdf };

	return run(&p, title, text);
}

enum preview_end preview_again(const struct str *pdf)
{
	return preview_pages("again", _("Printed before"),
			     _("This sheet is on record as it was printed. It "
			       "can be printed once more as it is."),
			     pdf);
}
