/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/fault.h"

#include <errno.h>
#include <string.h>

#include "base/i18n.h"

static int full(const char *path, struct err *err)
{
	return err_system(err,
			  _("The disk is full, so nothing was saved just now: "
			    "%s; make room on that disk and try again, what "
			    "was saved before is safe"),
			  path);
}

int store_fault(sqlite3 *db, int rc, const char *path, struct err *err)
{
	int os = db ? sqlite3_system_errno(db) : 0;

	switch (rc & 0xff) {
	case SQLITE_FULL:
		return full(path, err);
	case SQLITE_IOERR:
		if (os == ENOSPC || os == EDQUOT)
			return full(path, err);
		return err_system(err,
				  _("The disk does not answer as it should "
				    "(%s), so nothing was saved just now: %s; "
				    "tell the administrator before going on"),
				  os ? strerror(os) : sqlite3_errstr(rc), path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_system(err,
				  _("The database may only be read, not "
				    "written: %s; ask the administrator for "
				    "the right to write it and its folder"),
				  path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_BUSY,
			       _("Another program has locked the database, so "
				 "nothing was saved just now: %s; try again in "
				 "a moment"),
			       path);
	case SQLITE_CORRUPT:
		return err_system(err,
				  _("The database is damaged: %s; stop working "
				    "with it and have the administrator "
				    "restore the last backup"),
				  path);
	case SQLITE_NOTADB:
		return err_system(err,
				  _("This file is not a madoguchi database: "
				    "%s; name the right file with --db, or "
				    "make a new one with madoguchi init"),
				  path);
	case SQLITE_CANTOPEN:
		return err_system(err,
				  _("Cannot open the database: %s; check the "
				    "name and the rights to its folder"),
				  path);
	default:
		return err_system(err, _("The database refused (%s): %s"),
				  db ? sqlite3_errmsg(db) : sqlite3_errstr(rc),
				  path);
	}
}
