/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sheet on a form as a PDF: Pango and Cairo draw it, qpdf takes out what
 * would tell more than the page does, and the file appears whole.
 */
#include "print/press.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <qpdf/qpdf-c.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "print/layout.h"

#ifdef __SANITIZE_ADDRESS__
/* fontconfig and Pango keep their caches until the process ends; Cairo 1.16
 * forgets about 1.5 kB for each PDF when it finishes it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\n"
	       "leak:libharfbuzz\nleak:libcairo\n";
}
#endif

struct press *press_new(void)
{
	struct press *press = xcalloc(1, sizeof(*press));
	cairo_font_options_t *options = cairo_font_options_create();

	press->map = pango_cairo_font_map_new();
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(press->map),
					    72);
	press->context = pango_font_map_create_context(press->map);
	pango_context_set_language(press->context,
				   pango_language_from_string("ja"));
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(press->context, options);
	pango_context_set_round_glyph_positions(press->context, FALSE);
	cairo_font_options_destroy(options);
	return press;
}

void press_free(struct press *press)
{
	struct face *next;

	if (!press)
		return;
	for (struct face *face = press->faces; face; face = next) {
		next = face->next;
		if (face->font)
			g_object_unref(face->font);
		free(face->family);
		free(face);
	}
	g_object_unref(press->context);
	g_object_unref(press->map);
	free(press);
}

static cairo_status_t to_str(void *closure, const unsigned char *bytes,
			     unsigned int len)
{
	str_addn(closure, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

/* The pages of one sheet, behind those that are there already. */
static int draw(struct press *press, const struct press_job *job, cairo_t *cr,
		int *pages_n, struct err *err)
{
	struct layout layout;
	int rc;

	if (fonts_check(press, job->paper, err))
		return -1;
	rc = layout_make(&layout, press, job->paper, job->sheet, err);
	if (!rc) {
		layout_draw(&layout, cr);
		*pages_n += (int)layout.pages_n;
	}
	layout_release(&layout);
	return rc;
}

static int draw_all(struct press *press, const struct press_job *job, size_t n,
		    struct str *out, int *pages_n, struct err *err)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		to_str, out, A4_W_MM * MM, A4_H_MM * MM);
	char now[CLOCK_SIZE], *created;
	cairo_status_t status;
	cairo_t *cr;
	int rc = 0;

	clock_now(now);
	created = xstrfmt("%s+09:00", now);
	cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
				       paper_title(job->paper));
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       created);
	free(created);
	cr = cairo_create(surface);
	for (size_t i = 0; !rc && i < n; i++)
		rc = draw(press, &job[i], cr, pages_n, err);
	status = cairo_status(cr);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (!status)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (!rc && status)
		rc = err_system(err, _("The page cannot be drawn: %s."),
				cairo_status_to_string(status));
	return rc;
}

/* No producer that tells the host, the language, one identity for the same
 * bytes. What Cairo has packed stays packed. */
static int finish(const struct str *raw, struct str *out, struct err *err)
{
	qpdf_data q = qpdf_init();
	qpdf_oh root;
	int rc = 0;

	qpdf_silence_errors(q);
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	if (qpdf_read_memory(q, "form", raw->buf, raw->len, NULL) & QPDF_ERRORS)
		BUG("qpdf cannot read what Cairo wrote");
	root = qpdf_get_root(q);
	qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_string(q, "ja-JP"));
	qpdf_oh_replace_key(q, root, "/ViewerPreferences",
			    qpdf_oh_parse(q, "<< /DisplayDocTitle true "
					     "/PrintScaling /None >>"));
	qpdf_set_info_key(q, "/Producer", NULL);
	qpdf_init_write_memory(q);
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	qpdf_set_stream_data_mode(q, qpdf_s_preserve);
	qpdf_set_object_stream_mode(q, qpdf_o_preserve);
	if (qpdf_write(q) & QPDF_ERRORS)
		rc = err_system(err, _("The PDF cannot be finished: %s."),
				qpdf_get_error_full_text(q, qpdf_get_error(q)));
	else
		str_addn(out, qpdf_get_buffer(q), qpdf_get_buffer_length(q));
	qpdf_cleanup(&q);
	return rc;
}

int press_pdfs(struct press *press, const struct press_job *job, size_t n,
	       struct str *out, int *pages_n, struct err *err)
{
	struct str raw = STR_INIT;
	int pages = 0;
	int rc = draw_all(press, job, n, &raw, &pages, err);

	if (!rc)
		rc = finish(&raw, out, err);
	if (!rc && pages_n)
		*pages_n = pages;
	explicit_bzero(raw.buf, raw.len);
	str_release(&raw);
	return rc;
}

int press_pdf(struct press *press, const struct paper *paper,
	      const struct sheet *sheet, struct str *out, int *pages_n,
	      struct err *err)
{
	const struct press_job job = { paper, sheet };

	return press_pdfs(press, &job, 1, out, pages_n, err);
}

static int write_all(int fd, const struct str *bytes)
{
	for (size_t done = 0; done < bytes->len;) {
		ssize_t n = write(fd, bytes->buf + done, bytes->len - done);

		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			done += (size_t)n;
	}
	return fsync(fd);
}

/* The folder of path, as the caller's own. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return xstrdup(".");
	return slash == path ? xstrdup("/")
			     : xstrndup(path, (size_t)(slash - path));
}

static int save(const struct str *bytes, const char *path, struct err *err)
{
	char *folder = folder_of(path);
	char *temp = xstrfmt("%s/.madoguchi-XXXXXX", folder);
	int fd = mkostemp(temp, O_CLOEXEC), rc = 0, dir;

	if (fd < 0) {
		rc = err_errno(err, _("Nothing can be written in %s"), folder);
		free(temp);
		free(folder);
		return rc;
	}
	if (fchmod(fd, 0600) || write_all(fd, bytes))
		rc = err_errno(err, _("%s cannot be written"), path);
	if (close(fd) && !rc)
		rc = err_errno(err, _("%s cannot be written"), path);
	if (!rc && rename(temp, path))
		rc = err_errno(err, _("%s cannot be written"), path);
	if (rc) {
		unlink(temp);
	} else {
		dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (dir >= 0) {
			fsync(dir);
			close(dir);
		}
	}
	free(temp);
	free(folder);
	return rc;
}

int press_file(struct press *press, const struct paper *paper,
	       const struct sheet *sheet, const char *path, struct err *err)
{
	struct str pdf = STR_INIT;
	int rc = path_check_new(path, err);

	if (!rc)
		rc = press_pdf(press, paper, sheet, &pdf, NULL, err);
	if (!rc)
		rc = save(&pdf, path, err);
	explicit_bzero(pdf.buf, pdf.len);
	str_release(&pdf);
	return rc;
}
