/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The key of the chain: a file beside the database that only its owner may
 * read, made once and kept for ever.
 */
#include "store/chain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/handle.h"

char *store_chain_file(const struct store *s, const char *suffix)
{
	return xstrfmt("%s%s", s->path, suffix);
}

static int key_missing(const char *file, struct err *err)
{
	if (errno != ENOENT)
		return err_errno(err, _("Cannot read %s"), file);
	return err_system(err,
			  _("The key of the record of views and changes is "
			    "missing: %s; put back the copy that is kept "
			    "elsewhere; if there is none, see madoguchi audit "
			    "anew"),
			  file);
}

static int check_mode(int fd, const char *file, struct err *err)
{
	struct stat st;

	if (!fstat(fd, &st) && !(st.st_mode & 077))
		return 0;
	return err_system(err,
			  _("Others may read the key of the record of views "
			    "and changes: %s; take that right away with chmod "
			    "600"),
			  file);
}

static int key_from(struct store *s, int fd, const char *file, struct err *err)
{
	char hex[SECRET_HEX_SIZE];
	ssize_t n = read(fd, hex, sizeof(hex));
	int r = n < SECRET_HEX_SIZE - 1 ||
		secret_from_hex(s->chain.key, hex, SECRET_HEX_SIZE - 1);

	secret_wipe(hex, sizeof(hex));
	if (r)
		return err_system(err,
				  _("There is no whole key in %s; put back the "
				    "copy that is kept elsewhere"),
				  file);
	s->chain.keyed = true;
	return 0;
}

int store_chain_key(struct store *s, struct err *err)
{
	char *file;
	int fd, r;

	if (s->chain.keyed)
		return 0;
	file = store_chain_file(s, CHAIN_KEY);
	fd = open(file, O_RDONLY | O_CLOEXEC);
	r = fd < 0 ? key_missing(file, err) : check_mode(fd, file, err);
	if (!r)
		r = key_from(s, fd, file, err);
	if (fd >= 0)
		close(fd);
	free(file);
	return r;
}

static int write_key(int fd, const unsigned char key[SECRET_KEY_SIZE])
{
	char hex[SECRET_HEX_SIZE];
	int r;

	secret_hex(key, hex);
	hex[SECRET_HEX_SIZE - 1] = '\n';
	r = write(fd, hex, sizeof(hex)) != sizeof(hex) || fsync(fd);
	secret_wipe(hex, sizeof(hex));
	return r ? -1 : 0;
}

int store_chain_make_key(struct store *s, struct err *err)
{
	unsigned char key[SECRET_KEY_SIZE];
	char *file = store_chain_file(s, CHAIN_KEY);
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int r = 0;

	if (fd < 0 && errno != EEXIST)
		r = err_errno(err, _("%s cannot be made"), file);
	if (fd >= 0) {
		secret_key_make(key);
		if (write_key(fd, key)) {
			r = err_errno(err, _("%s cannot be made"), file);
			unlink(file);
		}
		secret_wipe(key, sizeof(key));
		close(fd);
	}
	free(file);
	return r ? r : store_chain_key(s, err);
}

int store_chain_key_lost(struct store *s, struct err *err)
{
	char *file = store_chain_file(s, CHAIN_KEY);
	int r = 0;

	if (!access(file, F_OK))
		r = err_input(err,
			      _("There is a key: %s; the record is begun anew "
				"only when it is lost for good. If this is "
				"another one, move it away first"),
			      file);
	s->chain.keyed = false;
	free(file);
	return r;
}
