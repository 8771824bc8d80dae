/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pseudo terminal, its program and the waiting. Must not know how keys are
 * named (keys.c) nor what a picture looks like (picture.c).
 */
#include "tty/tty_private.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

/* So many bytes of a slow line are read at a time, and so often. */
#define SLOW_STEP    32
#define SLOW_STEP_MS 5

static int moved_cursor(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct tty *tty = user;

	tty->cursor = pos;
	return 1;
}

static int set_property(VTermProp prop, VTermValue *value, void *user)
{
	struct tty *tty = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		tty->cursor_shown = value->boolean;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
	.movecursor = moved_cursor,
	.settermprop = set_property,
};

static void keep_reply(const char *bytes, size_t len, void *user)
{
	struct tty *tty = user;

	str_addn(&tty->reply, bytes, len);
}

static _Noreturn void become(const struct tty_options *options,
			     const char *const *argv, int ready_fd)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", ready_fd);
	setenv("MADOGUCHI_READY_FD", number, 1);
	setenv("TERM", options->term ? options->term : "xterm-256color", 1);
	for (size_t i = 0; options->env && options->env[i]; i++) {
		const char *eq = strchr(options->env[i], '=');

		if (!eq)
			BUG("not NAME=VALUE: %s", options->env[i]);
		setenv(xstrndup(options->env[i], eq - options->env[i]), eq + 1,
		       1);
	}
	execvp(argv[0], (char *const *)argv);
	dprintf(STDERR_FILENO, "%s: %s\r\n", argv[0], strerror(errno));
	_exit(127);
}

struct tty *tty_spawn(const struct tty_options *options,
		      const char *const *argv)
{
	struct tty *tty = xcalloc(1, sizeof(*tty));
	struct winsize size = { 0 };
	int ready[2];

	tty->rows = size.ws_row = options->rows ? options->rows : 24;
	tty->cols = size.ws_col = options->cols ? options->cols : 80;
	tty->cursor_shown = true;
	tty->status = -1;
	tty->speed = options->speed;
	tty->mute = options->mute;
	tty->read_until = clock_seconds();
	if (options->charset || options->wide)
		tty->glass = glass_new(options->charset, options->wide);
	str_init(&tty->reply);

	/* A write to a program that is gone is seen as an error. */
	signal(SIGPIPE, SIG_IGN);
	if (pipe(ready) < 0)
		die("tty: no pipe: %s", strerror(errno));
	tty->pid = forkpty(&tty->line, NULL, NULL, &size);
	if (tty->pid < 0)
		die("tty: no terminal: %s", strerror(errno));
	if (tty->pid == 0) {
		signal(SIGPIPE, SIG_DFL);
		close(ready[0]);
		become(options, argv, ready[1]);
	}
	close(ready[1]);
	tty->ready_fd = ready[0];
	tty->pid_fd = pidfd_open(tty->pid, 0);
	if (tty->pid_fd < 0)
		die("tty: no pidfd: %s", strerror(errno));
	fcntl(tty->ready_fd, F_SETFD, FD_CLOEXEC);
	fcntl(tty->line, F_SETFD, FD_CLOEXEC);
	fcntl(tty->line, F_SETFL, O_NONBLOCK);

	tty->vterm = vterm_new(tty->rows, tty->cols);
	vterm_set_utf8(tty->vterm, 1);
	vterm_output_set_callback(tty->vterm, keep_reply, tty);
	tty->screen = vterm_obtain_screen(tty->vterm);
	vterm_screen_set_callbacks(tty->screen, &screen_callbacks, tty);
	vterm_screen_enable_altscreen(tty->screen, 1);
	vterm_screen_reset(tty->screen, 1);
	return tty;
}

void tty_free(struct tty *tty)
{
	if (!tty)
		return;
	tty_hangup(tty);
	if (tty_wait_exit(tty, TTY_PATIENCE_MS) < 0) {
		tty_kill(tty);
		tty_wait_exit(tty, -1);
	}
	if (tty->ready_fd >= 0)
		close(tty->ready_fd);
	close(tty->pid_fd);
	vterm_free(tty->vterm);
	glass_free(tty->glass);
	str_release(&tty->reply);
	free(tty);
}

/* How many bytes the line has carried by now and we have not read. A line
 * that was quiet does not catch up. */
static size_t carried_len(struct tty *tty)
{
	double now = clock_seconds(), per_byte = 10.0 / tty->speed;

	if (tty->read_until < now - SLOW_STEP * per_byte)
		tty->read_until = now - SLOW_STEP * per_byte;
	return (size_t)((now - tty->read_until) / per_byte);
}

/* May we read? On a slow line only a few bytes at a time. */
static bool may_read(struct tty *tty)
{
	return !tty->speed || carried_len(tty) >= SLOW_STEP / 2;
}

static void show(struct tty *tty, const char *bytes, size_t len)
{
	struct str out = STR_INIT;

	if (!tty->glass) {
		vterm_input_write(tty->vterm, bytes, len);
		return;
	}
	glass_show(tty->glass, bytes, len, &out);
	vterm_input_write(tty->vterm, out.buf, out.len);
	str_release(&out);
}

/* Bytes that could be read at once; 0 when none, or at the end. */
static size_t read_line(struct tty *tty)
{
	char buf[65536];
	size_t most = tty->speed ? carried_len(tty) : sizeof(buf);
	ssize_t n = read(tty->line, buf, most);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0) {
		close(tty->line);
		tty->line = -1;
		return 0;
	}
	show(tty, buf, n);
	if (tty->speed)
		tty->read_until += (double)n * 10 / tty->speed;
	tty->event_bytes += n;
	tty->total_bytes += n;
	if (tty->capture)
		fwrite(buf, 1, n, tty->capture);
	return n;
}

/* The program writes 'r' after its picture: then all of that can be read. */
static void read_ready(struct tty *tty)
{
	char buf[256];
	ssize_t n = read(tty->ready_fd, buf, sizeof(buf));

	if (n > 0) {
		tty->ready = true;
	} else if (n == 0 || errno != EINTR) {
		close(tty->ready_fd);
		tty->ready_fd = -1;
	}
	while (!tty->speed && tty->line >= 0 && read_line(tty))
		;
}

/* Something happened, and was read; false when nothing did, or can. */
static bool pump(struct tty *tty, int timeout_ms)
{
	bool reading = may_read(tty);
	struct pollfd p[] = {
		{ .fd = reading ? tty->line : -1, .events = POLLIN },
		{ .fd = tty->ready_fd, .events = POLLIN },
	};

	if (tty->line < 0 && tty->ready_fd < 0)
		return false;
	if (!reading && timeout_ms > SLOW_STEP_MS)
		timeout_ms = SLOW_STEP_MS;
	if (poll(p, 2, timeout_ms) <= 0)
		return !reading && timeout_ms;
	if (p[0].revents)
		read_line(tty);
	else
		read_ready(tty);
	if (tty->mute)
		str_reset(&tty->reply);
	if (tty->reply.len)
		tty_flush(tty);
	return true;
}

bool tty_wait(struct tty *tty, bool (*done)(struct tty *, const void *),
	      const void *arg, int timeout_ms)
{
	double end = clock_seconds() + timeout_ms / 1e3;

	while (!done(tty, arg)) {
		double left = end - clock_seconds();

		if (left <= 0 || !pump(tty, (int)(left * 1e3) + 1))
			return done(tty, arg);
	}
	return true;
}

static bool is_ready(struct tty *tty, const void *unused)
{
	return tty->ready;
}

bool tty_wait_ready(struct tty *tty)
{
	return tty_wait(tty, is_ready, NULL, TTY_PATIENCE_MS);
}

static bool has_ended(struct tty *tty, const void *unused)
{
	return tty->ready_fd < 0;
}

bool tty_look(struct tty *tty, int ms)
{
	return !tty_wait(tty, has_ended, NULL, ms);
}

void tty_event(struct tty *tty)
{
	while (pump(tty, 0))
		;
	tty->ready = false;
	tty->event_bytes = 0;
}

int tty_send(struct tty *tty, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len && tty->line >= 0) {
		struct pollfd poll_line = {
			.fd = tty->line,
			.events = may_read(tty) ? POLLIN | POLLOUT : POLLOUT,
		};
		ssize_t n;

		if (poll(&poll_line, 1, TTY_PATIENCE_MS) <= 0)
			return -1;
		if (poll_line.revents & ~POLLOUT)
			read_line(tty);
		if (!(poll_line.revents & POLLOUT) || tty->line < 0)
			continue;
		n = write(tty->line, p, len);
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return -1;
		if (n > 0) {
			p += n;
			len -= n;
		}
	}
	return len ? -1 : 0;
}

int tty_type(struct tty *tty)
{
	struct str typed = tty->reply;

	if (!tty->glass)
		return tty_flush(tty);
	str_init(&tty->reply);
	glass_type(tty->glass, typed.buf, typed.len, &tty->reply);
	str_release(&typed);
	return tty_flush(tty);
}

int tty_flush(struct tty *tty)
{
	struct str out = tty->reply;
	int rc;

	str_init(&tty->reply);
	rc = tty_send(tty, out.buf, out.len);
	str_release(&out);
	return rc;
}

struct wanted {
	const char *text;
	bool there;
};

static bool text_is(struct tty *tty, const void *arg)
{
	const struct wanted *wanted = arg;

	return tty_has_text(tty, wanted->text) == wanted->there;
}

int tty_grace_ms(const struct tty *tty)
{
	return tty->speed ? TTY_PATIENCE_MS : TTY_GRACE_MS;
}

bool tty_has_text(struct tty *tty, const char *utf8)
{
	struct str line = STR_INIT;
	bool found = false;

	for (int row = 0; row < tty->rows && !found; row++) {
		str_reset(&line);
		tty_row(tty, row, &line);
		found = strstr(line.buf, utf8) != NULL;
	}
	str_release(&line);
	return found;
}

bool tty_wait_text(struct tty *tty, const char *utf8, int timeout_ms)
{
	return tty_wait(tty, text_is, &(struct wanted){ utf8, true },
			timeout_ms);
}

bool tty_wait_no_text(struct tty *tty, const char *utf8, int timeout_ms)
{
	return tty_wait(tty, text_is, &(struct wanted){ utf8, false },
			timeout_ms);
}

void tty_resize(struct tty *tty, int rows, int cols)
{
	struct winsize size = { .ws_row = rows, .ws_col = cols };

	tty_event(tty);
	tty->rows = rows;
	tty->cols = cols;
	vterm_set_size(tty->vterm, rows, cols);
	if (tty->line >= 0)
		ioctl(tty->line, TIOCSWINSZ, &size);
}

void tty_hangup(struct tty *tty)
{
	if (tty->line >= 0)
		close(tty->line);
	tty->line = -1;
}

void tty_kill(struct tty *tty)
{
	if (tty->status < 0)
		kill(tty->pid, SIGKILL);
}

int tty_wait_exit(struct tty *tty, int timeout_ms)
{
	double end = clock_seconds() + timeout_ms / 1e3;
	int status;

	while (tty->status < 0) {
		struct pollfd p[] = {
			{ .fd = tty->pid_fd, .events = POLLIN },
			{ .fd = tty->line, .events = POLLIN },
		};
		double left = end - clock_seconds();

		if (timeout_ms >= 0 && left <= 0)
			return -1;
		if (poll(p, 2, timeout_ms < 0 ? -1 : (int)(left * 1e3) + 1) < 0)
			continue;
		tty->speed = 0; /* nobody looks any more */
		if (p[1].revents)
			read_line(tty);
		else if (p[0].revents && waitpid(tty->pid, &status, 0) > 0)
			tty->status = WIFEXITED(status)
					      ? WEXITSTATUS(status)
					      : 128 + WTERMSIG(status);
	}
	return tty->status;
}

pid_t tty_pid(const struct tty *tty)
{
	return tty->pid;
}

void tty_size(const struct tty *tty, int *rows, int *cols)
{
	*rows = tty->rows;
	*cols = tty->cols;
}

bool tty_cursor(const struct tty *tty, int *row, int *col)
{
	*row = tty->cursor.row;
	*col = tty->cursor.col;
	return tty->cursor_shown;
}

size_t tty_event_bytes(const struct tty *tty)
{
	return tty->event_bytes;
}

size_t tty_total_bytes(const struct tty *tty)
{
	return tty->total_bytes;
}

void tty_capture(struct tty *tty, FILE *f)
{
	tty->capture = f;
}
