/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The smallest full-screen program, on which the harness proves itself: shows
 * its size, wide characters, attributes, and the last key. q ends it with
 * status 4; a hangup makes the file named and gives status 3.
 */
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void paint(const char *key)
{
	erase();
	mvprintw(0, 0, "%dx%d %s", LINES, COLS, key);
	attron(A_REVERSE);
	mvaddstr(2, 4, "窓口の髙橋");
	attroff(A_REVERSE);
	attron(A_BOLD);
	mvaddstr(3, 4, "太字");
	attroff(A_BOLD);
	attron(A_UNDERLINE | COLOR_PAIR(1));
	mvaddstr(3, 10, "線");
	attroff(A_UNDERLINE | COLOR_PAIR(1));
	move(2, 6);
	refresh();
}

/*
 * Wait for a key or a new size, having said so. SIGWINCH is let in only here:
 * in the moment before the wait it would be missed. False: the line is cut.
 */
static bool wait_for_input(void)
{
	const char *ready = getenv("MADOGUCHI_READY_FD");
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	sigset_t none;

	if (ready && write(atoi(ready), "r", 1) != 1)
		return false;
	sigemptyset(&none);
	return ppoll(&input, 1, NULL, &none) < 0 || input.revents == POLLIN;
}

/* Name the next key; false when the line is cut. */
static bool read_key(char *name, size_t size)
{
	wint_t c;
	int kind;

	while ((kind = get_wch(&c)) == ERR)
		if (!wait_for_input())
			return false;
	if (kind == KEY_CODE_YES)
		snprintf(name, size, "%s", keyname((int)c));
	else
		snprintf(name, size, c < ' ' ? "^%lc" : "%lc",
			 c < ' ' ? c + '@' : c);
	return true;
}

int main(int argc, char **argv)
{
	char key[64] = "start";
	bool connected;
	sigset_t winch;

	sigemptyset(&winch);
	sigaddset(&winch, SIGWINCH);
	sigprocmask(SIG_BLOCK, &winch, NULL);
	signal(SIGHUP, SIG_IGN); /* the end of input says it, too */
	setlocale(LC_ALL, "");
	set_escdelay(25);
	initscr();
	start_color();
	use_default_colors();
	init_pair(1, COLOR_RED, -1);
	raw();
	nonl();
	noecho();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	define_key("\0332", KEY_F(2));
	do {
		paint(key);
		connected = read_key(key, sizeof(key));
	} while (connected && strcmp(key, "q"));
	endwin();
	if (!connected && argc == 2) {
		FILE *f = fopen(argv[1], "w");

		if (f)
			fclose(f);
	}
	return connected ? 4 : 3;
}
