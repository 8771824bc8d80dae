/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#define START_FIELD 22 /* of /proc/PID/stat, see proc(5) */

/* NULL when there is no such process, or only its exit status is left. */
static char *mark_of(long pid)
{
	struct str stat = STR_INIT, boot = STR_INIT;
	char path[64], *p, *mark = NULL;

	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	if (!str_read_file(&stat, path, 4096, NULL) &&
	    !str_read_file(&boot, "/proc/sys/kernel/random/boot_id", 64,
			   NULL)) {
		str_trim(&boot);
		/* The name in field 2 may hold anything; it ends at ")". */
		p = strrchr(stat.buf, ')');
		if (p && p[1] == ' ' && p[2] == 'Z')
			p = NULL;
		for (int i = 2; p && i < START_FIELD; i++)
			p = strchr(p + 1, ' ');
		if (p)
			mark = xstrfmt("%ld %llu %s", pid,
				       strtoull(p, NULL, 10), boot.buf);
	}
	str_release(&stat);
	str_release(&boot);
	return mark;
}

char *process_mark(void)
{
	char *mark = mark_of((long)getpid());

	if (!mark)
		die("/proc cannot be read");
	return mark;
}

bool process_lives(const char *mark)
{
	char *now = mark_of(strtol(mark, NULL, 10));
	bool same = streq(now, mark);

	free(now);
	return same;
}
