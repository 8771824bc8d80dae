/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least a full-screen program can do: an empty curses loop that echoes a
 * key. What the real program does is measured against it.
 */
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
	const char *ready = getenv("MADOGUCHI_READY_FD");
	wint_t c;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	for (;;) {
		refresh();
		if (ready && write(atoi(ready), "r", 1) != 1)
			break;
		if (get_wch(&c) == ERR)
			break;
		if (c == KEY_BACKSPACE || c == 0x7f)
			mvaddstr(getcury(stdscr), getcurx(stdscr) - 1, " \b");
		else
			addnwstr(&(wchar_t){ (wchar_t)c }, 1);
	}
	endwin();
	return 0;
}
