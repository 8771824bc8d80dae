/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/term.h"

#include <errno.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/secret.h"
#include "text/width.h"
#include "ui/probe.h"

#undef lines /* term.h says so for a number we do not want */

#define TICK_MS      1000
#define KEY_BITS_MAX 80 /* eight bytes: the longest sequence of a key */

static struct input input;
static bool running;
static bool flow_control; /* the line was set to stop at Ctrl-S */
static int esc_delay_ms = 25;
static bool ask_width;
static int ready_fd = -1;
static bool told; /* that we wait */
static volatile sig_atomic_t resized, hung_up;
static sigset_t while_waiting; /* signals may come only while we wait */
static sigset_t before_us;

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		resized = 1;
	else
		hung_up = 1;
}

static void catch_signals(void)
{
	static const int caught[] = { SIGWINCH, SIGHUP, SIGTERM };
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
	sigprocmask(SIG_BLOCK, &blocked, &before_us);
	while_waiting = before_us;
	for (size_t i = 0; i < ARRAY_SIZE(caught); i++)
		sigdelset(&while_waiting, caught[i]);
}

/* What this terminal says its keys send, on top of the common ones. */
static void define_keys(void)
{
	static const struct {
		const char *capability;
		enum key key;
	} caps[] = {
		{ "kcuu1", KEY_CURSOR_UP },   { "kcud1", KEY_CURSOR_DOWN },
		{ "kcub1", KEY_CURSOR_LEFT }, { "kcuf1", KEY_CURSOR_RIGHT },
		{ "khome", KEY_GO_HOME },     { "kend", KEY_GO_END },
		{ "kpp", KEY_PAGE_UP },       { "knp", KEY_PAGE_DOWN },
		{ "kich1", KEY_INSERT },      { "kdch1", KEY_DELETE },
		{ "kcbt", KEY_BACK_TAB },
	};

	for (size_t i = 0; i < ARRAY_SIZE(caps); i++) {
		char *bytes = tigetstr(caps[i].capability);

		if (bytes != (char *)-1)
			input_define(&input, bytes, caps[i].key);
	}
	/* A VT100 lists keys of its number pad, which are to give numbers. */
	for (int i = 1; i <= 12 && term_f_keys(); i++) {
		char name[16]; /* room for any int: gcc counts */
		char *bytes;

		snprintf(name, sizeof(name), "kf%d", i);
		bytes = tigetstr(name);
		if (bytes != (char *)-1)
			input_define(&input, bytes,
				     (enum key)(KEY_F_1 + i - 1));
	}
}

static void say(const char *bytes)
{
	ssize_t n = write(STDOUT_FILENO, bytes, strlen(bytes));

	(void)n; /* a line that is gone is noticed when we read */
}

/* Ctrl-S must go on to stop a serial line that relies on it. */
static void keep_flow_control(void)
{
	struct termios tio;

	if (!flow_control || tcgetattr(STDIN_FILENO, &tio))
		return;
	tio.c_iflag |= IXON;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tio);
}

static bool can(const char *capability)
{
	const char *bytes = tigetstr(capability);

	return bytes && bytes != (char *)-1;
}

static int unknown_terminal(struct err *err)
{
	return err_system(err,
			  _("the terminal type '%s' is not known; set "
			    "TERM, for example TERM=vt100"),
			  str_or_empty(getenv("TERM")));
}

void term_set_line(int speed, bool ask)
{
	if (speed)
		esc_delay_ms = 100 + KEY_BITS_MAX * 1000 / speed;
	ask_width = ask;
}

/* Curses must know the width of a character before it begins. */
static void find_width(struct str *typed)
{
	int failed;

	if (!ask_width || setupterm(NULL, STDOUT_FILENO, &failed) != OK)
		return;
	if (can("cup") && probe_width(typed) == 2)
		text_set_ambiguous(2);
	del_curterm(cur_term);
}

int term_start(struct err *err)
{
	struct str typed = STR_INIT;
	const char *ready = getenv("MADOGUCHI_READY_FD");
	struct termios tio;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_input(err, _("this needs a terminal; commands for "
					"scripts are listed by madoguchi "
					"--help"));
	flow_control = !tcgetattr(STDIN_FILENO, &tio) && (tio.c_iflag & IXON);
	if (streq(getenv("MADOGUCHI_LINE"), "serial"))
		esc_delay_ms = 100;
	if (ready)
		ready_fd = atoi(ready);
	catch_signals();
	find_width(&typed);
	if (!newterm(NULL, stdout, stdin)) {
		str_release(&typed);
		return unknown_terminal(err);
	}
	if (!can("cup")) {
		str_release(&typed);
		endwin();
		return unknown_terminal(err);
	}
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	typeahead(-1); /* we look for more input ourselves, before we paint */
	keep_flow_control();
	input_init(&input);
	define_keys();
	input_feed(&input, typed.buf, typed.len);
	str_release(&typed);
	running = true;
	set_exit_hook(term_stop);
	say("\033[?2004h"); /* bracketed paste */
	return 0;
}

void term_stop(void)
{
	if (!running)
		return;
	running = false;
	set_exit_hook(NULL);
	say("\033[?2004l");
	endwin();
	input_release(&input);
	sigprocmask(SIG_SETMASK, &before_us, NULL);
}

int term_rows(void)
{
	return LINES;
}

int term_cols(void)
{
	return COLS;
}

bool term_small(void)
{
	return LINES < TERM_ROWS || COLS < TERM_COLS;
}

void term_esc_alone(bool alone)
{
	input.esc_alone = alone;
}

bool term_f_keys(void)
{
	/* A VT100 lists keys of its keypad as F-keys; what has F-keys sends a
	 * sequence for F5, not the code of a keypad. */
	const char *f5 = tigetstr("kf5");

	return f5 && f5 != (char *)-1 && f5[0] == '\033' && f5[1] == '[';
}

bool term_hung_up(void)
{
	return hung_up;
}

void term_forget(void)
{
	input_forget(&input);
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
}

static bool take_resize(void)
{
	struct winsize size;

	if (!resized)
		return false;
	resized = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row ||
	    !size.ws_col)
		return false;
	if (size.ws_row != LINES || size.ws_col != COLS)
		resizeterm(size.ws_row, size.ws_col);
	/* What a terminal does with its text then, nobody knows. */
	term_redraw();
	return true;
}

static void say_ready(void)
{
	if (ready_fd >= 0 && write(ready_fd, "r", 1) != 1)
		ready_fd = -1;
}

static bool has_input(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&in, 1, 0) == 1;
}

/* Wait up to ms for bytes; 1 some came, 0 none, -1 the line is gone. */
static int wait_bytes(int ms)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = { ms / 1000, ms % 1000 * 1000000L };
	char bytes[65536];
	ssize_t n;
	bool waited = !has_input();
	int rc = ppoll(&in, 1, &limit, &while_waiting);

	if (rc <= 0)
		return rc < 0 && errno != EINTR ? -1 : 0;
	n = read(STDIN_FILENO, bytes, sizeof(bytes));
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n <= 0)
		return -1;
	if (waited)
		input_feed_idle(&input, bytes, (size_t)n);
	else
		input_feed(&input, bytes, (size_t)n);
	secret_wipe(bytes, (size_t)n);
	return 1;
}

/* One wait; true when it brought an event. */
static bool wait_event(struct event *ev)
{
	int wait_ms = input_wait_ms(&input, esc_delay_ms);
	bool whole = wait_ms < 0; /* no key has only begun */
	int rc;

	/* A tick changes nothing for whoever waits for an answer. */
	if (whole && !told)
		say_ready();
	told = told || whole;
	rc = wait_bytes(whole ? TICK_MS : wait_ms);
	if (rc < 0)
		hung_up = 1;
	if (rc || resized || hung_up)
		return false;
	if (!whole)
		return input_timeout(&input, ev) != EVENT_NONE;
	ev->kind = EVENT_TICK;
	return true;
}

void term_show(void)
{
	wnoutrefresh(stdscr);
	doupdate();
}

void term_event(struct event *ev, void (*paint)(void))
{
	bool painted = false;

	while (!hung_up) {
		if (input_next(&input, ev) != EVENT_NONE) {
			told = false;
			return;
		}
		*ev = (struct event){ .text = "" };
		if (take_resize()) {
			told = false;
			ev->kind = EVENT_RESIZE;
			return;
		}
		/* While more is coming there is no need to paint. */
		if (!painted && !has_input()) {
			paint();
			term_show();
			painted = true;
		}
		if (wait_event(ev)) {
			told = told && ev->kind == EVENT_TICK;
			return;
		}
	}
	*ev = (struct event){ .kind = EVENT_HANGUP, .text = "" };
}
