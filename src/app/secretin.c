/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/secretin.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "app/terminal.h"
#include "base/i18n.h"
#include "base/secret.h"

/* Byte by byte, so that nothing of it stays in a buffer of stdio. */
static int read_line(char *out, size_t size, struct err *err)
{
	size_t len = 0;
	ssize_t n;
	char c;

	while ((n = read(STDIN_FILENO, &c, 1)) == 1 && c != '\n') {
		if (len + 1 >= size)
			return err_input(err, _("The passphrase is too long"));
		out[len++] = c;
	}
	if (len && out[len - 1] == '\r')
		len--;
	out[len] = '\0';
	if (n < 0)
		return err_errno(err, _("standard input cannot be read"));
	return n || len ? 0 : err_input(err, _("No passphrase was given"));
}

/* The desk takes what a terminal sends for characters; so has this, or the
 * passphrase would be another one there. */
static int read_typed(char *out, size_t size, struct err *err)
{
	struct str text = STR_INIT;
	int r = read_line(out, size, err);

	if (!r) {
		terminal_typed(out, strlen(out), &text);
		if (text.len >= size)
			r = err_input(err, _("The passphrase is too long"));
		else
			memcpy(out, text.buf, text.len + 1);
	}
	secret_wipe(text.buf, text.len);
	str_release(&text);
	return r;
}

static int ask(const char *question, char *out, size_t size, struct err *err)
{
	struct termios before, silent;
	int r;

	if (tcgetattr(STDIN_FILENO, &before))
		return err_errno(err, _("the terminal does not answer"));
	silent = before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	(void)terminal_write(stderr, question, strlen(question));
	r = read_typed(out, size, err);
	fputc('\n', stderr);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	return r;
}

int secretin_new(const char *question, char *out, size_t size, struct err *err)
{
	char again[256];
	int r;

	if (!isatty(STDIN_FILENO))
		return read_line(out, size, err);
	if (ask(question, out, size, err))
		return -1;
	r = ask(_("Once more: "), again, sizeof(again), err);
	if (!r && strcmp(out, again))
		r = err_input(err, _("The two are not the same; nothing was "
				     "changed"));
	secret_wipe(again, sizeof(again));
	return r;
}
