-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts: a passphrase each, and who guessed how often. staff.role may name
-- several roles, with blanks between.

CREATE TABLE account (
	staff TEXT NOT NULL PRIMARY KEY REFERENCES staff(number),
	hash TEXT NOT NULL,
	must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
	changed_at TEXT NOT NULL,
	login_at TEXT
) STRICT, WITHOUT ROWID;

-- Wrong passphrases since the last right one: by number ("number 0120"; numbers
-- nobody has share 256 rows) and by terminal ("terminal /dev/pts/3").
CREATE TABLE attempt (
	whose TEXT NOT NULL PRIMARY KEY,
	failed INTEGER NOT NULL,
	at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
