-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a city decides while the program is in use.

-- Files of rules that were put to use, each with its bytes; NULL: back to the
-- shipped file. The newest of a profile counts.
CREATE TABLE rulefile (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	profile TEXT NOT NULL,
	version TEXT NOT NULL,
	hash TEXT NOT NULL,
	why TEXT,
	bytes BLOB
) STRICT;
CREATE INDEX rulefile_profile ON rulefile (profile, id);
CREATE INDEX rulefile_version ON rulefile (profile, version);
CREATE TRIGGER rulefile_no_update BEFORE UPDATE ON rulefile
BEGIN
	SELECT RAISE(ABORT, 'files of rules are append-only');
END;
CREATE TRIGGER rulefile_no_delete BEFORE DELETE ON rulefile
BEGIN
	SELECT RAISE(ABORT, 'files of rules are append-only');
END;

-- What was changed of profile.yaml, laid over it; the newest of a key counts.
-- The keys: src/domain/settings.h.
CREATE TABLE amendment (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	profile TEXT NOT NULL,
	key TEXT NOT NULL,
	value TEXT NOT NULL
) STRICT;
CREATE INDEX amendment_profile ON amendment (profile, id);
CREATE TRIGGER amendment_no_update BEFORE UPDATE ON amendment
BEGIN
	SELECT RAISE(ABORT, 'changes of settings are append-only');
END;
CREATE TRIGGER amendment_no_delete BEFORE DELETE ON amendment
BEGIN
	SELECT RAISE(ABORT, 'changes of settings are append-only');
END;
