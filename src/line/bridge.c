/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "line/bridge.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "line/backlog.h"
#include "line/burst.h"
#include "line/convert.h"

#define TYPED_MAX    65536 /* kept for a program that is busy */
#define HALF_WAIT_MS 200   /* for the rest of a character */
#define FAREWELL_S   5     /* to send what is left at the end */

struct bridge {
	struct coder *coder;
	struct convert convert;
	struct backlog backlog;
	struct burst burst; /* what comes too fast to be typed */
	struct str typed;   /* for the program, from passed_len on */
	size_t passed_len;
	pid_t program;
	int inner;    /* our side of the program's terminal, -1: closed */
	int ready_in; /* the program says that it waits; -1: nobody asks */
	int ready_out;
	struct termios before; /* of the real terminal */
	int flags_before;
	int status; /* of the program, -1 while it runs */
};

static volatile sig_atomic_t resized, hung_up, asked_to_end;

/* ---- signals ---- */

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		resized = 1;
	else if (sig == SIGHUP)
		hung_up = 1;
	else if (sig == SIGTERM)
		asked_to_end = 1;
}

/* Signals come only while we wait: *while_waiting. */
static void catch_signals(sigset_t *while_waiting)
{
	static const int caught[] = { SIGWINCH, SIGHUP, SIGTERM, SIGCHLD };
	struct sigaction act = { .sa_handler = on_signal };
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < ARRAY_SIZE(caught); i++) {
		sigaction(caught[i], &act, NULL);
		sigaddset(&blocked, caught[i]);
	}
	act.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &act, NULL);
	sigaction(SIGTSTP, &act, NULL);
	sigprocmask(SIG_BLOCK, &blocked, while_waiting);
	for (size_t i = 0; i < ARRAY_SIZE(caught); i++)
		sigdelset(while_waiting, caught[i]);
}

/* ---- the real terminal ---- */

static void take_terminal(struct bridge *b)
{
	struct termios tio = b->before;

	cfmakeraw(&tio);
	/* Ctrl-S must go on to stop a line that relies on it. */
	tio.c_iflag |= b->before.c_iflag & IXON;
	tcsetattr(STDIN_FILENO, TCSANOW, &tio);
	b->flags_before = fcntl(STDOUT_FILENO, F_GETFL);
	fcntl(STDOUT_FILENO, F_SETFL, b->flags_before | O_NONBLOCK);
}

static void give_back_terminal(struct bridge *b)
{
	fcntl(STDOUT_FILENO, F_SETFL, b->flags_before);
	tcsetattr(STDIN_FILENO, TCSANOW, &b->before);
}

static void pass_size(struct bridge *b)
{
	struct winsize size;

	resized = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row ||
	    b->inner < 0)
		return;
	backlog_resize(&b->backlog, size.ws_row, size.ws_col);
	ioctl(b->inner, TIOCSWINSZ, &size);
}

/* ---- from the program to the terminal ---- */

static void send_waiting(struct bridge *b)
{
	const char *bytes;
	double now = clock_seconds();
	size_t len = backlog_ready(&b->backlog, now, &bytes);
	ssize_t n = len ? write(STDOUT_FILENO, bytes, len) : 0;

	if (n > 0)
		backlog_sent(&b->backlog, (size_t)n, now);
	else if (n < 0 && errno != EAGAIN && errno != EINTR)
		hung_up = 1;
	if (b->status < 0 && convert_between(&b->convert) &&
	    backlog_wants_redraw(&b->backlog))
		kill(b->program, SIGWINCH);
}

static void close_inner(struct bridge *b)
{
	if (b->inner >= 0)
		close(b->inner);
	b->inner = -1;
}

/* Take what the program has painted; false when there is no more of it. */
static bool take_painted(struct bridge *b)
{
	struct str out = STR_INIT;
	char bytes[4096];
	ssize_t n = read(b->inner, bytes, sizeof(bytes));

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	if (n <= 0) {
		close_inner(b);
		return false;
	}
	convert_feed(&b->convert, bytes, (size_t)n, &out);
	backlog_add(&b->backlog, out.buf, out.len);
	str_release(&out);
	send_waiting(b);
	return true;
}

static void take_all_painted(struct bridge *b)
{
	while (b->inner >= 0 && take_painted(b))
		;
}

/* The program waits for a key: say so when its picture is on its way. */
static void pass_ready(struct bridge *b)
{
	char bytes[64];
	ssize_t n = read(b->ready_in, bytes, sizeof(bytes));

	take_all_painted(b);
	if (n > 0 && write(b->ready_out, bytes, (size_t)n) == n)
		return;
	close(b->ready_in);
	b->ready_in = -1;
}

/* ---- from the terminal to the program ---- */

static size_t typed_len(const struct bridge *b)
{
	return b->typed.len - b->passed_len;
}

static void pass_typed(struct bridge *b)
{
	ssize_t n = 0;

	if (b->inner >= 0 && typed_len(b))
		n = write(b->inner, b->typed.buf + b->passed_len, typed_len(b));
	if (n > 0)
		b->passed_len += (size_t)n;
	if (!typed_len(b)) {
		str_reset(&b->typed);
		b->passed_len = 0;
	}
}

static void decode(struct bridge *b, const char *bytes, size_t len)
{
	struct str text = STR_INIT;

	if (len)
		coder_decode(b->coder, bytes, len, &text);
	else
		coder_decode_end(b->coder, &text);
	burst_feed(&b->burst, text.buf, text.len, clock_seconds(), &b->typed);
	str_release(&text);
}

static void take_typed(struct bridge *b)
{
	char bytes[4096];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		hung_up = 1;
		return;
	}
	decode(b, bytes, (size_t)n);
	pass_typed(b);
}

/* ---- the loop ---- */

static int shorter(int a_ms, int b_ms)
{
	if (a_ms < 0 || b_ms < 0)
		return a_ms < 0 ? b_ms : a_ms;
	return a_ms < b_ms ? a_ms : b_ms;
}

static void wait_and_pass(struct bridge *b, const sigset_t *while_waiting)
{
	int send_ms = backlog_wait_ms(&b->backlog, clock_seconds());
	int half_ms = coder_pending(b->coder) ? HALF_WAIT_MS : -1;
	int ms = shorter(shorter(send_ms > 0 ? send_ms : -1, half_ms),
			 burst_wait_ms(&b->burst, clock_seconds()));
	struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	struct pollfd fds[] = {
		{ .fd = typed_len(b) < TYPED_MAX ? STDIN_FILENO : -1,
		  .events = POLLIN },
		{ .fd = send_ms ? -1 : STDOUT_FILENO, .events = POLLOUT },
		{ .fd = b->inner,
		  .events = typed_len(b) ? POLLIN | POLLOUT : POLLIN },
		{ .fd = b->ready_in, .events = POLLIN },
	};
	int n = ppoll(fds, ARRAY_SIZE(fds), ms < 0 ? NULL : &limit,
		      while_waiting);

	if (n < 0)
		return;
	if (fds[0].revents)
		take_typed(b);
	else if (!n && coder_pending(b->coder) && ms == half_ms)
		decode(b, NULL, 0);
	burst_tick(&b->burst, clock_seconds(), &b->typed);
	if (fds[2].revents & ~POLLOUT)
		take_painted(b);
	pass_typed(b);
	if (fds[3].revents)
		pass_ready(b);
	send_waiting(b);
}

static void look_after_program(struct bridge *b, int options)
{
	int status;

	if (waitpid(b->program, &status, options) == b->program)
		b->status = WIFEXITED(status) ? WEXITSTATUS(status)
					      : 128 + WTERMSIG(status);
}

/* Send what the program has said last, if the terminal takes it. */
static void say_farewell(struct bridge *b)
{
	double end = clock_seconds() + FAREWELL_S;

	take_all_painted(b);
	while (!hung_up && !backlog_empty(&b->backlog) &&
	       clock_seconds() < end) {
		struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };
		int ms = backlog_wait_ms(&b->backlog, clock_seconds());

		if (ms > 0)
			poll(NULL, 0, ms);
		else if (poll(&out, 1, FAREWELL_S * 1000) <= 0)
			break;
		send_waiting(b);
		take_all_painted(b);
	}
}

static _Noreturn void carry(struct bridge *b)
{
	sigset_t while_waiting;

	catch_signals(&while_waiting);
	take_terminal(b);
	pass_size(b);
	while (b->status < 0) {
		wait_and_pass(b, &while_waiting);
		if (resized)
			pass_size(b);
		if (asked_to_end)
			kill(b->program, SIGTERM);
		asked_to_end = 0;
		if (hung_up)
			break;
		look_after_program(b, WNOHANG);
	}
	if (hung_up) {
		/* The program is hung up in its turn, and saves. */
		close_inner(b);
		look_after_program(b, 0);
	}
	say_farewell(b);
	give_back_terminal(b);
	close_inner(b);
	backlog_release(&b->backlog);
	burst_release(&b->burst);
	str_release(&b->typed);
	exit(b->status);
}

/* ---- the beginning ---- */

/* The program's terminal is as ours was; but what stops and goes on with
 * Ctrl-S is ours, not that one. */
static int open_inner(struct bridge *b, int *slave)
{
	struct termios tio = b->before;
	struct winsize size = { 0 };

	tio.c_iflag &= ~(tcflag_t)IXON;
	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	if (openpty(&b->inner, slave, NULL, &tio, &size))
		return -1;
	fcntl(b->inner, F_SETFD, FD_CLOEXEC);
	fcntl(b->inner, F_SETFL, O_NONBLOCK);
	return 0;
}

static int open_ready(struct bridge *b, int *ready)
{
	const char *number = getenv("MADOGUCHI_READY_FD");
	int ends[2];

	b->ready_in = *ready = -1;
	if (!number)
		return 0;
	if (pipe(ends))
		return -1;
	b->ready_out = atoi(number);
	b->ready_in = ends[0];
	*ready = ends[1];
	return 0;
}

static void become_program(struct bridge *b, int slave, int ready)
{
	/* Sentences that go into a file still do. */
	int words = isatty(STDERR_FILENO) ? -1 : dup(STDERR_FILENO);
	char number[16];

	close(b->inner);
	login_tty(slave);
	if (words >= 0) {
		dup2(words, STDERR_FILENO);
		close(words);
	}
	if (ready < 0)
		return;
	close(b->ready_in);
	snprintf(number, sizeof(number), "%d", ready);
	setenv("MADOGUCHI_READY_FD", number, 1);
}

int bridge_enter(const struct line *line, struct coder *coder, struct err *err)
{
	struct bridge b = { .coder = coder, .status = -1, .typed = STR_INIT };
	int slave, ready;

	if (tcgetattr(STDIN_FILENO, &b.before) || open_ready(&b, &ready) ||
	    open_inner(&b, &slave))
		return err_errno(err, _("no second terminal can be opened for "
					"the conversion"));
	b.program = fork();
	if (b.program < 0)
		return err_errno(err, _("the conversion cannot be started"));
	if (!b.program) {
		become_program(&b, slave, ready);
		return 0;
	}
	close(slave);
	if (ready >= 0)
		close(ready);
	convert_init(&b.convert, coder, line->charset);
	backlog_init(&b.backlog, line->speed, clock_seconds());
	b.backlog.utf8 = line->charset == CHARSET_UTF8;
	burst_init(&b.burst, line->speed > 0);
	carry(&b);
}
