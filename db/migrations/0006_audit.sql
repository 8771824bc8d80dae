-- SPDX-License-Identifier: GPL-3.0-or-later
-- The chain over everything that is only written on; src/store/chain.h says
-- what it is good for. An existing database gets its links when it is opened.

-- What happened without changing a case: logins, looks at the record itself,
-- the beginning of the chain. Nothing personal but the number of staff.
CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	staff TEXT,
	what TEXT NOT NULL,
	case_id INTEGER REFERENCES casefile(id),
	note TEXT
) STRICT;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'events are append-only');
END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'events are append-only');
END;

-- One link for the rows that one save wrote behind one another in one ledger
-- (kind is its table, row the first of them), numbered without a gap. digest:
-- 32 bytes of each row.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	kind TEXT NOT NULL,
	row INTEGER NOT NULL,
	staff TEXT,
	case_id INTEGER,
	digest BLOB NOT NULL,
	mac BLOB NOT NULL
) STRICT;
CREATE INDEX audit_case ON audit (case_id, id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the chain is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
	SELECT RAISE(ABORT, 'the chain is append-only');
END;

-- Where the chain ends: how many links, the last mac, a seal over both.
CREATE TABLE audit_head (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	n INTEGER NOT NULL,
	mac BLOB NOT NULL,
	seal BLOB NOT NULL
) STRICT;
