-- SPDX-License-Identifier: GPL-3.0-or-later
-- What follows an intake: consents, referrals, changes of the triage, duties
-- done; and the ledgers, which are only ever written on.

CREATE TABLE consent (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	id TEXT NOT NULL,
	position INTEGER,
	member TEXT,
	recipients TEXT,
	items TEXT,
	state TEXT,
	given_on TEXT,
	write_by TEXT,
	until TEXT,
	withdrawn_on TEXT,
	explained_by TEXT,
	proxy_name TEXT,
	proxy_relation TEXT,
	proxy_reason TEXT,
	witness TEXT,
	reason TEXT,
	PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	id TEXT NOT NULL,
	position INTEGER,
	to_body TEXT,
	to_person TEXT,
	state TEXT,
	urgency TEXT,
	reason TEXT,
	request TEXT,
	phoned_at TEXT,
	phoned_to TEXT,
	escort TEXT,
	appointment_at TEXT,
	reply_by TEXT,
	sent_at TEXT,
	received_at TEXT,
	received_by TEXT,
	contacted_at TEXT,
	answered_at TEXT,
	answer TEXT,
	return_code TEXT,
	return_reason TEXT,
	return_to TEXT,
	basis TEXT,
	basis_reason TEXT,
	basis_approver TEXT,
	basis_date TEXT,
	basis_items TEXT,
	PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE override (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	id TEXT NOT NULL,
	position INTEGER,
	action TEXT,
	target TEXT,
	urgency TEXT,
	reason TEXT,
	staff TEXT,
	at TEXT,
	PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	id TEXT NOT NULL,
	position INTEGER,
	rule TEXT,
	member TEXT,
	to_body TEXT,
	done_by TEXT,
	done_at TEXT,
	received_by TEXT,
	note TEXT,
	PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE triage (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	revision INTEGER NOT NULL,
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	urgency TEXT,
	lead TEXT,
	profile TEXT,
	rules_version TEXT,
	rules_hash TEXT,
	result TEXT NOT NULL
) STRICT;
CREATE INDEX triage_case ON triage (case_id, id);
CREATE TRIGGER triage_no_update BEFORE UPDATE ON triage
BEGIN
	SELECT RAISE(ABORT, 'triage results are append-only');
END;
CREATE TRIGGER triage_no_delete BEFORE DELETE ON triage
BEGIN
	SELECT RAISE(ABORT, 'triage results are append-only');
END;

-- Every sheet that left, with its bytes as printed.
CREATE TABLE disclosure (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	form TEXT NOT NULL,
	to_body TEXT,
	to_person TEXT,
	members TEXT,
	items TEXT,
	consents TEXT,
	basis TEXT,
	basis_text TEXT,
	reason TEXT,
	approver TEXT,
	approved_on TEXT,
	medium TEXT,
	pages INTEGER,
	sha256 TEXT NOT NULL,
	bytes BLOB NOT NULL
) STRICT;
CREATE INDEX disclosure_case ON disclosure (case_id, id);
CREATE TRIGGER disclosure_no_update BEFORE UPDATE ON disclosure
BEGIN
	SELECT RAISE(ABORT, 'disclosures are append-only');
END;
CREATE TRIGGER disclosure_no_delete BEFORE DELETE ON disclosure
BEGIN
	SELECT RAISE(ABORT, 'disclosures are append-only');
END;

-- Who looked at which case, and what for.
CREATE TABLE viewing (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	purpose TEXT
) STRICT;
CREATE INDEX viewing_case ON viewing (case_id, id);
CREATE TRIGGER viewing_no_update BEFORE UPDATE ON viewing
BEGIN
	SELECT RAISE(ABORT, 'the list of viewings is append-only');
END;
CREATE TRIGGER viewing_no_delete BEFORE DELETE ON viewing
BEGIN
	SELECT RAISE(ABORT, 'the list of viewings is append-only');
END;
