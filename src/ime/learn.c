/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/learn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/secret.h"

#define CHOICES_MAX    2000
#define FILE_MAX_BYTES (1u << 20)

struct choice {
	char *reading, *text;
};

struct learn {
	char *file, *key_file, *lock_file, *folder;
	struct choice *choice; /* the latest last */
	size_t n, alloc;
	struct timespec seen; /* the file's time when it was read */
	ino_t seen_ino;
};

bool learn_wanted(void)
{
	return !streq(getenv("MADOGUCHI_LEARN"), "off");
}

struct learn *learn_new(const char *folder)
{
	struct learn *l = xcalloc(1, sizeof(*l));

	l->folder = folder ? xstrdup(folder) : path_state("input");
	l->file = xstrfmt("%s/learned", l->folder);
	l->key_file = xstrfmt("%s/learned.key", l->folder);
	l->lock_file = xstrfmt("%s/lock", l->folder);
	return l;
}

static void clear(struct learn *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->choice[i].reading);
		free(l->choice[i].text);
	}
	l->n = 0;
}

void learn_free(struct learn *l)
{
	if (!l)
		return;
	clear(l);
	free(l->choice);
	free(l->file);
	free(l->key_file);
	free(l->lock_file);
	free(l->folder);
	free(l);
}

static struct choice *find(struct learn *l, const char *reading)
{
	for (size_t i = l->n; i-- > 0;)
		if (streq(l->choice[i].reading, reading))
			return &l->choice[i];
	return NULL;
}

static void drop(struct learn *l, struct choice *c)
{
	free(c->reading);
	free(c->text);
	memmove(c, c + 1, (size_t)(l->choice + l->n - c - 1) * sizeof(*c));
	l->n--;
}

/* The latest choice goes last; the oldest is given up for it. */
static void put(struct learn *l, const char *reading, const char *text)
{
	struct choice *old = find(l, reading);

	if (old)
		drop(l, old);
	if (l->n == CHOICES_MAX)
		drop(l, l->choice);
	ALLOC_GROW(l->choice, l->n + 1, l->alloc);
	l->choice[l->n++] = (struct choice){
		.reading = xstrdup(reading),
		.text = xstrdup(text),
	};
}

static int read_key(const struct learn *l, unsigned char key[SECRET_KEY_SIZE])
{
	struct str bytes = STR_INIT;
	int rc = str_read_file(&bytes, l->key_file, SECRET_KEY_SIZE, NULL);

	if (!rc && bytes.len == SECRET_KEY_SIZE)
		memcpy(key, bytes.buf, SECRET_KEY_SIZE);
	else
		rc = -1;
	str_release(&bytes);
	return rc;
}

/* "reading TAB text" a line */
static void read_lines(struct learn *l, char *text)
{
	char *save;

	for (char *line = strtok_r(text, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		char *tab = strchr(line, '\t');

		if (!tab || tab == line || !tab[1])
			continue;
		*tab = '\0';
		put(l, line, tab + 1);
	}
}

static int read_file(struct learn *l, struct err *err)
{
	unsigned char key[SECRET_KEY_SIZE];
	struct str sealed = STR_INIT, text = STR_INIT;
	int rc = str_read_file(&sealed, l->file, FILE_MAX_BYTES, NULL);

	clear(l);
	if (!rc)
		rc = read_key(l, key);
	if (!rc)
		rc = secret_open(key, sealed.buf, sealed.len, &text);
	if (!rc)
		read_lines(l, text.buf);
	else
		err_system(err,
			   _("%s: what was chosen before cannot be read; "
			     "learning begins anew"),
			   l->file);
	str_release(&sealed);
	str_release(&text);
	return rc;
}

/* Read the file if it is another than last time. */
static void refresh(struct learn *l, struct err *err)
{
	struct stat st;

	if (stat(l->file, &st)) {
		clear(l);
		l->seen_ino = 0;
		return;
	}
	if (st.st_ino == l->seen_ino && st.st_mtim.tv_sec == l->seen.tv_sec &&
	    st.st_mtim.tv_nsec == l->seen.tv_nsec)
		return;
	l->seen_ino = st.st_ino;
	l->seen = st.st_mtim;
	read_file(l, err);
}

const char *learn_find(struct learn *l, const char *reading, struct err *err)
{
	const struct choice *c;

	refresh(l, err);
	c = find(l, reading);
	return c ? c->text : NULL;
}

/* Write bytes as a whole, for nobody else. */
static int write_file(const char *path, const void *bytes, size_t len)
{
	char *temporary = xstrfmt("%s.new", path);
	int fd =
		open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int rc = -1;

	if (fd >= 0) {
		ssize_t n = write(fd, bytes, len);

		rc = close(fd) || n != (ssize_t)len ? -1 : 0;
		rc = rc || rename(temporary, path) ? -1 : 0;
	}
	free(temporary);
	return rc;
}

static int write_all(const struct learn *l)
{
	unsigned char key[SECRET_KEY_SIZE];
	struct str text = STR_INIT, sealed = STR_INIT;
	int rc = 0;

	if (read_key(l, key)) {
		secret_key_make(key);
		rc = write_file(l->key_file, key, sizeof(key));
	}
	for (size_t i = 0; i < l->n; i++)
		str_addf(&text, "%s\t%s\n", l->choice[i].reading,
			 l->choice[i].text);
	secret_seal(key, text.buf, text.len, &sealed);
	if (!rc)
		rc = write_file(l->file, sealed.buf, sealed.len);
	str_release(&text);
	str_release(&sealed);
	return rc;
}

int learn_add(struct learn *l, const char *reading, const char *text,
	      struct err *err)
{
	const struct choice *old;
	int lock, rc = 0;

	if (!*reading || strpbrk(reading, "\t\n") || !*text ||
	    strpbrk(text, "\t\n"))
		return 0;
	if (path_make_folder(l->folder, err))
		return -1;
	lock = open(l->lock_file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0 || flock(lock, LOCK_EX)) {
		rc = -1;
	} else {
		refresh(l, err);
		old = find(l, reading);
		if (!old || !streq(old->text, text)) {
			put(l, reading, text);
			rc = write_all(l);
		}
	}
	if (rc)
		err_errno(err, _("%s: the choice cannot be kept"), l->file);
	if (lock >= 0)
		close(lock);
	return rc;
}

int learn_forget(const char *folder, struct err *err)
{
	struct learn *l = learn_new(folder);
	int rc = 0;

	if ((unlink(l->file) && errno != ENOENT) ||
	    (unlink(l->key_file) && errno != ENOENT))
		rc = err_errno(err, _("%s: cannot be taken away"), l->file);
	learn_free(l);
	return rc;
}
