/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the chain ends: in the row audit_head and in the file beside the
 * database, which is written under the gate after each commit. Whoever writes
 * next looks whether the two fit.
 */
#include "store/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/handle.h"

/* "madoguchi 00000000000000000123 MAC SEAL\n", always as long. */
#define HEAD_FORMAT "madoguchi %020lld %64s %64s\n"
#define HEAD_LEN    CHAIN_HEAD_LEN

static void seal_end(const struct store *s, const struct chain_end *end,
		     unsigned char out[MAC_SIZE])
{
	static const char what[] = "the end of the chain";
	struct mac m;

	mac_begin(&m, s->chain.key);
	mac_add(&m, what, strlen(what));
	mac_add_int(&m, end->n);
	mac_add(&m, end->mac, MAC_SIZE);
	mac_end(&m, out);
}

static enum chain_found check_end(const struct store *s,
				  const struct chain_end *end)
{
	unsigned char right[MAC_SIZE];

	seal_end(s, end, right);
	return mac_same(right, end->seal) ? CHAIN_THERE : CHAIN_FALSE;
}

/* ---- the row ---- */

/* A cell of MAC_SIZE bytes; whatever else it is, is none. */
static void take_mac(const struct rows *rows, const char *column,
		     unsigned char out[MAC_SIZE])
{
	size_t at = rows_col(rows, column);

	memset(out, 0, MAC_SIZE);
	if (rows->len[at] == MAC_SIZE)
		memcpy(out, rows->cell[at], MAC_SIZE);
}

int store_chain_end(struct store *s, struct chain_end *end,
		    enum chain_found *found, struct err *err)
{
	struct rows rows = ROWS_INIT;

	*end = (struct chain_end){ .n = 0 };
	*found = CHAIN_MISSING;
	if (store_run(s, Q_AUDIT_HEAD, NULL, 0, &rows, err))
		return -1;
	if (rows.n) {
		end->n = rows_int(&rows, 0, "n");
		take_mac(&rows, "mac", end->mac);
		take_mac(&rows, "seal", end->seal);
		*found = check_end(s, end);
	}
	rows_release(&rows);
	return 0;
}

int store_chain_last(struct store *s, struct chain_end *end, struct err *err)
{
	struct rows rows = ROWS_INIT;

	*end = (struct chain_end){ .n = 0 };
	if (store_run(s, Q_AUDIT_LAST, NULL, 0, &rows, err))
		return -1;
	if (rows.n) {
		end->n = rows_int(&rows, 0, "n");
		take_mac(&rows, "mac", end->mac);
	}
	rows_release(&rows);
	return 0;
}

int store_chain_move_end(struct store *s, const struct chain_end *end,
			 struct err *err)
{
	struct chain *c = &s->chain;

	c->end = *end;
	seal_end(s, end, c->end.seal);
	c->moved = true;
	return store_exec(s, Q_AUDIT_HEAD_SAVE, NULL, err, ARG_INT("n", end->n),
			  ARG_BLOB("mac", c->end.mac, MAC_SIZE),
			  ARG_BLOB("seal", c->end.seal, MAC_SIZE));
}

/* ---- the file ---- */

static void write_text(const struct chain_end *end, char out[HEAD_LEN + 1])
{
	char mac[SECRET_HEX_SIZE], seal[SECRET_HEX_SIZE];

	secret_hex(end->mac, mac);
	secret_hex(end->seal, seal);
	snprintf(out, HEAD_LEN + 1, HEAD_FORMAT, (long long)end->n, mac, seal);
}

/* -1: it says nothing of the kind. */
static int read_text(const char *text, struct chain_end *end)
{
	*end = (struct chain_end){ .n = 0 };
	if (strlen(text) != HEAD_LEN ||
	    !skip_prefix(text, "madoguchi ", NULL) ||
	    secret_from_hex(end->mac, text + 31, 64) ||
	    secret_from_hex(end->seal, text + 96, 64))
		return -1;
	end->n = strtoll(text + 10, NULL, 10);
	return 0;
}

/* The file, opened so, and what is in it: "" for anything of another length.
 * -1: cannot be opened; errno tells. */
static int open_file(const struct store *s, int flags, char text[HEAD_LEN + 2])
{
	char *file = store_chain_file(s, CHAIN_HEAD);
	int fd = open(file, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
	int error = errno;
	ssize_t len = fd < 0 ? 0 : pread(fd, text, HEAD_LEN + 1, 0);

	text[len == HEAD_LEN ? len : 0] = '\0';
	free(file);
	errno = error;
	return fd;
}

enum chain_found store_chain_end_file(const struct store *s,
				      struct chain_end *end)
{
	char text[HEAD_LEN + 2];
	int fd = open_file(s, O_RDONLY, text);
	bool missing = fd < 0 && errno == ENOENT;

	if (fd >= 0)
		close(fd);
	if (read_text(text, end))
		return missing ? CHAIN_MISSING : CHAIN_FALSE;
	return check_end(s, end);
}

/* What the commit will change is kept open until then. */
static void keep_file(struct chain *c, int fd, const char *text)
{
	if (fd >= 0 && !*text)
		close(fd);
	c->file = fd >= 0 && *text ? fd : -1;
}

void store_chain_forget(struct store *s)
{
	struct chain *c = &s->chain;

	if (c->file >= 0)
		close(c->file);
	c->file = -1;
	c->fresh_n = 0;
	c->moved = false;
}

/* One that is not whole, or not there, is made anew. */
static void make_file(struct store *s, const char *text)
{
	char there[HEAD_LEN + 2];
	int fd = open_file(s, O_RDWR | O_CREAT, there);

	if (fd < 0)
		return;
	if (pwrite(fd, text, HEAD_LEN, 0) == HEAD_LEN)
		(void)!ftruncate(fd, HEAD_LEN);
	close(fd);
}

/*
 * Under the gate, after the commit. When it cannot be written it stays behind,
 * which is allowed; a save that succeeded does not fail for it.
 */
void store_chain_publish(struct store *s)
{
	struct chain *c = &s->chain;
	char text[HEAD_LEN + 1];

	if (c->moved) {
		write_text(&c->end, text);
		if (c->file < 0)
			make_file(s, text);
		else
			(void)!pwrite(c->file, text, HEAD_LEN, 0);
	}
	store_chain_forget(s);
}

/* ---- do they fit? ---- */

/* Is this link, of an earlier end, in the database as it was? */
static int link_is(struct store *s, const struct chain_end *end, bool *same,
		   struct err *err)
{
	struct rows rows = ROWS_INIT;
	unsigned char mac[MAC_SIZE];

	if (store_exec(s, Q_AUDIT_MAC, &rows, err, ARG_INT("id", end->n)))
		return -1;
	*same = rows.n > 0;
	if (rows.n) {
		take_mac(&rows, "mac", mac);
		*same = mac_same(mac, end->mac);
	}
	rows_release(&rows);
	return 0;
}

/* A file that does not say the same as the row: may it be one behind? */
static int is_behind(struct store *s, const struct chain_end *end,
		     const char *text, bool *behind, struct err *err)
{
	struct chain_end file;

	*behind = false;
	if (read_text(text, &file) || check_end(s, &file) != CHAIN_THERE ||
	    file.n >= end->n)
		return 0;
	return link_is(s, &file, behind, err);
}

static int doubt_file(struct store *s, const struct chain_end *end,
		      const char **doubt, struct err *err)
{
	char text[HEAD_LEN + 2], right[HEAD_LEN + 1];
	int fd = open_file(s, O_RDWR, text);
	bool behind = false;

	*doubt = "";
	if (fd < 0 && errno == ENOENT) {
		*doubt = "file missing";
		return 0;
	}
	keep_file(&s->chain, fd, text);
	write_text(end, right);
	if (streq(text, right))
		return 0;
	if (is_behind(s, end, text, &behind, err))
		return -1;
	if (!behind)
		*doubt = "file does not fit";
	return 0;
}

/* Was the chain begun anew, with another key, since we read ours? */
static int another_key(struct store *s, struct chain_end *end,
		       enum chain_found *found, struct err *err)
{
	s->chain.keyed = false;
	return store_chain_key(s, err) || store_chain_end(s, end, found, err)
		       ? -1
		       : 0;
}

int store_chain_go_on(struct store *s, struct chain_end *end,
		      const char **doubt, struct err *err)
{
	enum chain_found found;

	if (store_chain_end(s, end, &found, err))
		return -1;
	if (found == CHAIN_FALSE && another_key(s, end, &found, err))
		return -1;
	if (found == CHAIN_THERE)
		return doubt_file(s, end, doubt, err);
	*doubt = "row does not fit";
	return store_chain_last(s, end, err);
}
