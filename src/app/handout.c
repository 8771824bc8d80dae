/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/handout.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "domain/disclosure.h"
#include "print/queue.h"

#define PRINT_SECONDS 30

/* Write a file that only its owner may read, under a name of its own; the
 * caller's. NULL and a sentence. */
static char *write_aside(const char *path, const struct str *bytes,
			 struct err *err)
{
	char *aside;
	bool whole;
	int fd;

	if (path_check_new(path, err))
		return NULL;
	aside = xstrfmt("%s.XXXXXX", path);
	fd = mkstemp(aside);
	whole = fd >= 0;
	for (size_t at = 0; whole && at < bytes->len;) {
		ssize_t n = write(fd, bytes->buf + at, bytes->len - at);

		whole = n > 0;
		at += whole ? (size_t)n : 0;
	}
	whole = whole && !fsync(fd);
	if (!whole)
		err_errno(err, _("Cannot write %s"), path);
	if (fd >= 0) {
		close(fd);
		if (!whole)
			unlink(aside);
	}
	if (whole)
		return aside;
	free(aside);
	return NULL;
}

void handout_propose(const char *form, const char *ending, struct str *out)
{
	const char *home = getenv("HOME");
	char now[CLOCK_SIZE];

	clock_now(now);
	for (unsigned n = 1; n == 1 || !access(out->buf, F_OK); n++) {
		str_reset(out);
		str_addf(out, "%s/%s-%.4s%.2s%.2s-%.2s%.2s", home ? home : ".",
			 form, now, now + 5, now + 8, now + 11, now + 14);
		if (n > 1)
			str_addf(out, "-%u", n);
		str_add(out, ending);
	}
}

int handout_write(const char *path, const struct str *bytes, struct err *err)
{
	char *aside = write_aside(path, bytes, err);
	int rc = 0;

	if (!aside)
		return -1;
	if (rename(aside, path)) {
		rc = err_errno(err, _("Cannot write %s"), path);
		unlink(aside);
	}
	free(aside);
	return rc;
}

static int on_record(const struct handout *h, const char *medium,
		     struct err *err)
{
	return disclosure_save(&h->sheet->gone, h->staff, medium, h->pages,
			       h->pdf, h->store, h->sheet->bind.cf->id, err);
}

int handout_file(const struct handout *h, const char *path, struct err *err)
{
	char *aside = write_aside(path, h->pdf, err);
	int rc;

	if (!aside)
		return -1;
	rc = on_record(h, "file", err);
	if (!rc && rename(aside, path))
		rc = err_errno(err, _("Cannot write %s"), path);
	if (rc)
		unlink(aside);
	free(aside);
	return rc;
}

int handout_print(const struct handout *h, const char *queue, struct err *err)
{
	if (on_record(h, "print", err))
		return -1;
	return queue_print(queue, h->pdf->buf, h->pdf->len, PRINT_SECONDS, err);
}
