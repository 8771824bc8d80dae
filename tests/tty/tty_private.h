/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of struct tty, shared by tty.c, keys.c and picture.c only. */
#ifndef TESTS_TTY_TTY_PRIVATE_H
#define TESTS_TTY_TTY_PRIVATE_H

#include <vterm.h>

#include "tty/glass.h"
#include "tty/tty.h"

struct tty {
	VTerm *vterm;
	VTermScreen *screen;
	struct glass *glass; /* NULL: none is needed */
	bool mute;
	int speed;         /* bits a second, 0: no limit */
	double read_until; /* the line has carried everything up to then */
	int rows, cols;
	VTermPos cursor;
	bool cursor_shown;
	pid_t pid;
	int pid_fd;
	int line;         /* our end of the terminal, -1 after its end */
	int ready_fd;     /* -1 after its end */
	bool ready;       /* an 'r' came since the last event */
	int status;       /* -1 while it runs */
	struct str reply; /* what libvterm wants to send */
	size_t event_bytes, total_bytes;
	FILE *capture;
};

/* Begin an event: forget earlier 'r's, count bytes anew. */
void tty_event(struct tty *tty);
/* Send what libvterm has encoded. -1 when the program does not take it. */
int tty_flush(struct tty *tty);
/* The same for what a person types, in the charset of the terminal. */
int tty_type(struct tty *tty);
/* Read on until done(tty, arg), the program's end or the time limit. */
bool tty_wait(struct tty *tty, bool (*done)(struct tty *, const void *),
	      const void *arg, int timeout_ms);

#endif
