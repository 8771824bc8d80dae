/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/probe.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"

#define PATIENCE_MS 200
#define QUESTION    "\r○\033[6n\r\033[K"

int probe_answer(struct str *bytes)
{
	for (size_t i = 0; i < bytes->len; i++) {
		int row, col, len = 0;

		if (bytes->buf[i] != '\033' ||
		    sscanf(bytes->buf + i, "\033[%3d;%3dR%n", &row, &col,
			   &len) != 2 ||
		    !len)
			continue;
		str_splice(bytes, i, (size_t)len, NULL, 0);
		return col;
	}
	return 0;
}

static int ask(struct str *typed)
{
	double end = clock_seconds() + PATIENCE_MS / 1e3;
	int col = 0;

	if (write(STDOUT_FILENO, QUESTION, strlen(QUESTION)) < 0)
		return 0;
	while (!col) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		double left = end - clock_seconds();
		char bytes[256];
		ssize_t n;

		if (left <= 0 || poll(&in, 1, (int)(left * 1e3) + 1) != 1)
			break;
		n = read(STDIN_FILENO, bytes, sizeof(bytes));
		if (n <= 0)
			break;
		str_addn(typed, bytes, (size_t)n);
		col = probe_answer(typed);
	}
	return col;
}

int probe_width(struct str *typed)
{
	struct termios before, raw;
	int col;

	if (tcgetattr(STDIN_FILENO, &before))
		return 0;
	raw = before;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	col = ask(typed);
	tcsetattr(STDIN_FILENO, TCSANOW, &before);
	return col == 2 || col == 3 ? col - 1 : 0;
}
