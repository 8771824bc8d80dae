-- SPDX-License-Identifier: GPL-3.0-or-later
-- Staff, cases and their history. Texts are UTF-8; NULL is not given. Dates
-- and times are Japanese, YYYY-MM-DD and YYYY-MM-DDTHH:MM[:SS].

CREATE TABLE staff (
	number TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	kana TEXT,
	section TEXT NOT NULL,
	role TEXT NOT NULL,
	active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- What this city's database is: profile.
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given out, by name: "case-2026" for that fiscal year.
CREATE TABLE sequence (
	name TEXT NOT NULL PRIMARY KEY,
	n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE casefile (
	id INTEGER PRIMARY KEY,
	revision INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,
	token TEXT NOT NULL UNIQUE,
	status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
	holder TEXT NOT NULL REFERENCES staff(number),
	title TEXT NOT NULL,
	kana TEXT,
	urgency TEXT,
	lead TEXT,
	opened_at TEXT NOT NULL,
	closed_at TEXT,
	last_member INTEGER
) STRICT;
CREATE INDEX casefile_status ON casefile (status, id);
CREATE INDEX casefile_holder ON casefile (holder, status, id);

-- No open case without a holder who exists and is active.
CREATE TRIGGER casefile_holder_new BEFORE INSERT ON casefile
WHEN NEW.status = 'open'
	AND NOT EXISTS (SELECT 1 FROM staff
		WHERE number = NEW.holder AND active = 1)
BEGIN
	SELECT RAISE(ABORT, 'the holder of an open case must be active staff');
END;
CREATE TRIGGER casefile_holder_change BEFORE UPDATE OF holder, status
ON casefile
WHEN NEW.status = 'open'
	AND NOT EXISTS (SELECT 1 FROM staff
		WHERE number = NEW.holder AND active = 1)
BEGIN
	SELECT RAISE(ABORT, 'the holder of an open case must be active staff');
END;
CREATE TRIGGER staff_leaves BEFORE UPDATE OF active ON staff
WHEN NEW.active = 0
	AND EXISTS (SELECT 1 FROM casefile
		WHERE holder = NEW.number AND status = 'open')
BEGIN
	SELECT RAISE(ABORT, 'this person still holds open cases');
END;
CREATE TRIGGER casefile_stays BEFORE DELETE ON casefile
BEGIN
	SELECT RAISE(ABORT, 'a case is never deleted');
END;

CREATE TABLE intake (
	case_id INTEGER PRIMARY KEY REFERENCES casefile(id),
	received_at TEXT,
	staff TEXT,
	section TEXT,
	channel TEXT,
	route TEXT,
	brought_by TEXT,
	district TEXT,
	visitor_name TEXT,
	visitor_kana TEXT,
	visitor_tel TEXT,
	visitor_relation TEXT,
	interpreter TEXT,
	proxy TEXT,
	complaint TEXT,
	hopes TEXT,
	tried TEXT,
	agencies TEXT,
	place TEXT,
	callback TEXT,
	safety_reason TEXT,
	companion_present TEXT,
	safety_step TEXT,
	public_assistance_form_at TEXT,
	money_home_note TEXT,
	next_contact TEXT,
	do_not_repeat TEXT,
	unwanted TEXT,
	remarks TEXT
) STRICT;

CREATE TABLE member (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	id TEXT NOT NULL,
	position INTEGER,
	relation TEXT,
	called TEXT,
	name TEXT,
	kana TEXT,
	birth TEXT,
	age INTEGER,
	age_range TEXT,
	sex TEXT,
	address TEXT,
	tel TEXT,
	tel2 TEXT,
	safe_call TEXT,
	safe_message TEXT,
	safe_post TEXT,
	must_not_know TEXT,
	language TEXT,
	handbooks TEXT,
	insurance TEXT,
	pension TEXT,
	benefits TEXT,
	affiliation TEXT,
	problems TEXT,
	agency TEXT,
	PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

-- The boxes of the national intake form: mark is main or other.
CREATE TABLE concern (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	box TEXT NOT NULL,
	mark TEXT NOT NULL CHECK (mark IN ('main', 'other')),
	PRIMARY KEY (case_id, box)
) STRICT, WITHOUT ROWID;

-- Facts; member is '' for those of the household. (Of an IN with more than two
-- values SQLite makes a table, anew for each row that is checked.)
CREATE TABLE answer (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	member TEXT NOT NULL,
	fact TEXT NOT NULL,
	answer TEXT NOT NULL
		CHECK (answer = 'yes' OR answer = 'no'
			OR answer = 'unknown' OR answer = 'refused'),
	PRIMARY KEY (case_id, member, fact)
) STRICT, WITHOUT ROWID;

-- One row for each record changed by a save; changes is a JSON object,
-- {"field": ["old", "new"], ...}, null for not given.
CREATE TABLE history (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	revision INTEGER NOT NULL,
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	record TEXT NOT NULL,
	changes TEXT NOT NULL
) STRICT;
CREATE INDEX history_case ON history (case_id, revision);
CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
