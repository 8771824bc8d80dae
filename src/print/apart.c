/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

/* What the other process says; behind it come its sentences and the PDF. */
struct reply {
	int rc, pages_n;
	enum err_kind kind;
	size_t text_len;
};

static int write_all(int fd, const void *bytes, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t n = write(fd, (const char *)bytes + done, len - done);

		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			done += (size_t)n;
	}
	return 0;
}

static void read_all(int fd, struct str *out)
{
	char bytes[16384];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes))) > 0 ||
	       (n < 0 && errno == EINTR))
		if (n > 0)
			str_addn(out, bytes, (size_t)n);
	explicit_bzero(bytes, sizeof(bytes));
}

/* In the other process, which has the terminal and the database only to leave
 * them alone. */
static _Noreturn void draw(const struct press_job *job, size_t n, int fd)
{
	struct err err = ERR_INIT;
	struct str pdf = STR_INIT;
	struct reply reply = { 0 };

	set_exit_hook(NULL);
	reply.rc = press_pdfs(press_new(), job, n, &pdf, &reply.pages_n, &err);
	reply.kind = err.kind;
	reply.text_len = err.text.len;
	if (write_all(fd, &reply, sizeof(reply)) ||
	    write_all(fd, err.text.buf, err.text.len) ||
	    write_all(fd, pdf.buf, pdf.len))
		_exit(1);
	_exit(0);
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

static int failed(struct err *err, const char *why)
{
	return err_system(err, _("The page cannot be drawn: %s."), why);
}

static int take(const struct str *said, int status, struct str *out,
		int *pages_n, struct err *err)
{
	const char *rest = said->buf + sizeof(struct reply);
	struct reply reply;

	if (WIFSIGNALED(status))
		return failed(err, strsignal(WTERMSIG(status)));
	if (status || said->len < sizeof(reply))
		return failed(err, _("what draws it has ended"));
	memcpy(&reply, said->buf, sizeof(reply));
	if (reply.rc)
		return err_set(err, reply.kind, "%.*s", (int)reply.text_len,
			       rest);
	str_addn(out, rest, said->len - sizeof(reply));
	if (pages_n)
		*pages_n = reply.pages_n;
	return 0;
}

int apart_pdfs(const struct press_job *job, size_t n, struct str *out,
	       int *pages_n, struct err *err)
{
	struct str said = STR_INIT;
	int line[2], rc;
	pid_t pid;

	if (pipe2(line, O_CLOEXEC))
		return failed(err, strerror(errno));
	pid = fork();
	if (!pid)
		draw(job, n, line[1]);
	close(line[1]);
	if (pid < 0) {
		rc = failed(err, strerror(errno));
	} else {
		read_all(line[0], &said);
		rc = take(&said, wait_for(pid), out, pages_n, err);
	}
	close(line[0]);
	explicit_bzero(said.buf, said.len);
	str_release(&said);
	return rc;
}
