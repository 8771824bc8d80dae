/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

#define TICK_NS 50000000 /* how often a waiter looks at its watch */

int store_gate_open(struct gate *g, const char *db_path, struct err *err)
{
	struct stat st;

	g->held = false;
	g->path = xstrfmt("%s.gate", db_path);
	g->fd = open(g->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (g->fd < 0) {
		err_errno(err,
			  _("Cannot open %s, at which the terminals wait for "
			    "each other; ask for the right to write there"),
			  g->path);
		store_gate_close(g);
		return -1;
	}
	/* Whoever may write the database may wait at its gate. */
	if (!stat(db_path, &st))
		(void)!fchmod(g->fd, st.st_mode & 0666);
	return 0;
}

void store_gate_close(struct gate *g)
{
	if (g->path && g->fd >= 0)
		close(g->fd);
	free(g->path);
	*g = (struct gate){ .fd = -1 };
}

static void on_tick(int sig)
{
	/* Only there to end flock() with EINTR. */
}

/* Block in flock() until it is ours or the time is up; errno tells. */
static int lock_within(int fd, double seconds)
{
	struct sigaction sa = { .sa_handler = on_tick }, old;
	struct sigevent ev = { .sigev_notify = SIGEV_SIGNAL,
			       .sigev_signo = SIGRTMIN };
	struct itimerspec tick = { .it_interval = { 0, TICK_NS },
				   .it_value = { 0, TICK_NS } };
	double end = clock_seconds() + seconds;
	timer_t timer;
	int r;

	if (timer_create(CLOCK_MONOTONIC, &ev, &timer))
		return -1;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGRTMIN, &sa, &old);
	timer_settime(timer, 0, &tick, NULL);
	do {
		r = flock(fd, LOCK_EX);
	} while (r && errno == EINTR && clock_seconds() < end);
	{
		int saved = errno;

		timer_delete(timer);
		sigaction(SIGRTMIN, &old, NULL);
		errno = saved;
	}
	return r;
}

/* As the system knows it: "7: FLOCK  ADVISORY  WRITE 4711 fe:00:123 0 EOF". */
static long who_holds(const struct gate *g)
{
	FILE *locks = fopen("/proc/locks", "re");
	unsigned long inode;
	struct stat st;
	long holder, pid = 0;
	char line[128];

	if (fstat(g->fd, &st))
		st.st_ino = 0;
	while (locks && !pid && fgets(line, sizeof(line), locks))
		if (sscanf(line, "%*d: FLOCK ADVISORY WRITE %ld %*x:%*x:%lu",
			   &holder, &inode) == 2 &&
		    inode == st.st_ino)
			pid = holder;
	if (locks)
		fclose(locks);
	return pid;
}

int store_gate_enter(struct gate *g, double seconds, struct err *err)
{
	if (g->held)
		BUG("a transaction inside a transaction");
	if (flock(g->fd, LOCK_EX | LOCK_NB) &&
	    (errno != EWOULDBLOCK || lock_within(g->fd, seconds))) {
		if (errno == EINTR)
			return err_set(
				err, ERR_BUSY,
				_("Another terminal (process %ld) has been "
				  "writing for more than %.0f seconds, so "
				  "nothing was saved just now; try again, and "
				  "if it stays so ask the administrator to end "
				  "that process"),
				who_holds(g), seconds);
		return err_errno(err, _("Cannot lock %s"), g->path);
	}
	g->held = true;
	return 0;
}

void store_gate_leave(struct gate *g)
{
	if (!g->held)
		return;
	flock(g->fd, LOCK_UN);
	g->held = false;
}
