/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One PDF through CUPS, followed until it is on paper. Only job-state is
 * believed. A dead printer leaves a job in state "processing" for ever, so
 * there is a time limit of our own, and its message is what the person sees.
 */
#include "print/queue.h"

#include <string.h>
#include <time.h>

#include <cups/cups.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"

#define CONNECT_MS 3000
#define LOOK_NS    100000000L /* between two looks at the job */

struct job {
	http_t *http;
	cups_dest_t *dest;
	cups_dinfo_t *info;
	int id;
	struct str message; /* what the printer last said */
};

static int open_queue(struct job *job, const char *queue, struct err *err)
{
	if (queue && !*queue)
		queue = NULL;
	job->http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC,
				 cupsEncryption(), 1, CONNECT_MS, NULL);
	if (!job->http)
		return err_system(err,
				  _("The print service does not answer: %s."),
				  cupsLastErrorString());
	job->dest = cupsGetNamedDest(job->http, queue, NULL);
	if (!job->dest && queue)
		return err_system(err, _("There is no print queue \"%s\"."),
				  queue);
	if (!job->dest)
		return err_system(err, _("There is no default print queue: "
					 "name one."));
	job->info = cupsCopyDestInfo(job->http, job->dest);
	if (!job->info)
		return err_system(err,
				  _("The print queue \"%s\" does not answer: "
				    "%s."),
				  job->dest->name, cupsLastErrorString());
	return 0;
}

static int send_pdf(struct job *job, const void *pdf, size_t len,
		    struct err *err)
{
	static const char *const settings[][2] = {
		{ "media", "iso_a4_210x297mm" },
		{ "sides", "one-sided" },
		{ "job-sheets", "none,none" },
		{ "print-scaling", "none" },
	};
	cups_option_t *options = NULL;
	char title[TOKEN_SIZE];
	http_status_t status;
	int n = 0;
	bool sent;

	token_make(title);
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		n = cupsAddOption(settings[i][0], settings[i][1], n, &options);
	sent = cupsCreateDestJob(job->http, job->dest, job->info, &job->id,
				 title, n,
				 options) <= IPP_STATUS_OK_CONFLICTING;
	cupsFreeOptions(n, options);
	if (sent) {
		status = cupsStartDestDocument(job->http, job->dest, job->info,
					       job->id, title, CUPS_FORMAT_PDF,
					       0, NULL, 1);
		if (status == HTTP_STATUS_CONTINUE)
			status = cupsWriteRequestData(job->http, pdf, len);
		sent = cupsFinishDestDocument(job->http, job->dest,
					      job->info) <=
			       IPP_STATUS_OK_CONFLICTING &&
		       status == HTTP_STATUS_CONTINUE;
	}
	if (!sent)
		return err_system(err,
				  _("The print queue \"%s\" refuses the "
				    "sheet: %s."),
				  job->dest->name, cupsLastErrorString());
	return 0;
}

static const char *text_of(ipp_t *answer, const char *name)
{
	ipp_attribute_t *attr = ippFindAttribute(answer, name, IPP_TAG_ZERO);

	return attr ? str_or_empty(ippGetString(attr, 0, NULL)) : "";
}

/* The job's state; the printer's message goes into job->message. */
static ipp_jstate_t look(struct job *job)
{
	static const char *const wanted[] = { "job-state", "job-state-reasons",
					      "job-printer-state-message" };
	const char *uri =
		cupsGetOption("printer-uri-supported", job->dest->num_options,
			      job->dest->options);
	ipp_t *ask = ippNewRequest(IPP_OP_GET_JOB_ATTRIBUTES), *answer;
	ipp_attribute_t *state;
	ipp_jstate_t result = IPP_JSTATE_ABORTED;

	ippAddString(ask, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL,
		     uri);
	ippAddInteger(ask, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id",
		      job->id);
	ippAddString(ask, IPP_TAG_OPERATION, IPP_TAG_NAME,
		     "requesting-user-name", NULL, cupsUser());
	ippAddStrings(ask, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
		      "requested-attributes", (int)ARRAY_SIZE(wanted), NULL,
		      wanted);
	answer = cupsDoRequest(job->http, ask, "/");
	state = ippFindAttribute(answer, "job-state", IPP_TAG_ENUM);
	str_reset(&job->message);
	if (state) {
		result = (ipp_jstate_t)ippGetInteger(state, 0);
		str_add(&job->message,
			text_of(answer, "job-printer-state-message"));
		if (!job->message.len)
			str_add(&job->message,
				text_of(answer, "job-state-reasons"));
	} else {
		str_add(&job->message, cupsLastErrorString());
	}
	ippDelete(answer);
	return result;
}

static int follow(struct job *job, double limit_seconds, struct err *err)
{
	static const struct timespec pause = { .tv_nsec = LOOK_NS };
	double until = clock_seconds() + limit_seconds;
	ipp_jstate_t state;

	while ((state = look(job)) < IPP_JSTATE_CANCELED) {
		if (clock_seconds() >= until) {
			cupsCancelDestJob(job->http, job->dest, job->id);
			return err_system(err,
					  _("The printer \"%s\" has not "
					    "printed within %.0f seconds; the "
					    "job was taken back. It says: %s"),
					  job->dest->name, limit_seconds,
					  job->message.buf);
		}
		nanosleep(&pause, NULL);
	}
	if (state == IPP_JSTATE_COMPLETED)
		return 0;
	return err_system(err,
			  _("The printer \"%s\" did not print. It says: %s"),
			  job->dest->name, job->message.buf);
}

int queue_print(const char *queue, const void *pdf, size_t len,
		double limit_seconds, struct err *err)
{
	struct job job = { .message = STR_INIT };
	int rc = open_queue(&job, queue, err);

	if (!rc)
		rc = send_pdf(&job, pdf, len, err);
	if (!rc)
		rc = follow(&job, limit_seconds, err);
	str_release(&job.message);
	cupsFreeDestInfo(job.info);
	if (job.dest)
		cupsFreeDests(1, job.dest);
	httpClose(job.http);
	return rc;
}
