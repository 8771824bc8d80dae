/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ime/mozc_server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"

#define DEBIAN_SERVER "/usr/lib/mozc/mozc_server"

const char *mozc_server_path(void)
{
	const char *path = getenv("MADOGUCHI_MOZC");

	if (!path || !*path)
		path = DEBIAN_SERVER;
	return access(path, X_OK) ? NULL : path;
}

/* In the child: the server, with nothing of our terminal. */
_Noreturn static void run_server(const char *path, const char *home)
{
	sigset_t none;
	int null = open("/dev/null", O_RDWR);

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	if (fork())
		_exit(0);
	for (int fd = 0; fd <= 2; fd++)
		dup2(null, fd);
	closefrom(3);
	if (!chdir("/") && !setenv("XDG_CONFIG_HOME", home, 1) &&
	    !setenv("HOME", home, 1))
		execl(path, path, (char *)NULL);
	_exit(1);
}

int mozc_server_start(char **folder, struct err *err)
{
	const char *path = mozc_server_path();
	char *home;
	pid_t child;

	if (!path)
		return err_system(err,
				  _("Mozc is not installed (package "
				    "mozc-server); Anthy converts instead"));
	if (geteuid() == 0)
		return err_system(err, _("Mozc does not serve root; Anthy "
					 "converts instead"));
	home = path_state("mozc");
	free(*folder);
	*folder = xstrfmt("%s/mozc", home);
	child = path_make_folder(*folder, NULL) ? -1 : fork();
	if (child == 0)
		run_server(path, home);
	if (child < 0)
		err_errno(err,
			  _("Mozc cannot be started in %s; Anthy converts "
			    "instead"),
			  home);
	else
		while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
			;
	free(home);
	return child < 0 ? -1 : 0;
}
