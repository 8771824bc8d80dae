-- SPDX-License-Identifier: GPL-3.0-or-later
-- The closed loop: where each referral waits, until when, who moved it, and
-- why. What holds here holds whoever writes.

-- Who works here, and as what (one person may be several things).
CREATE VIEW works AS
SELECT number, section,
	' ' || role || ' ' LIKE '% counter %' AS counter,
	' ' || role || ' ' LIKE '% promoter %' AS promoter,
	' ' || role || ' ' LIKE '% coordinator %' AS coordinator
FROM staff WHERE active = 1;

ALTER TABLE casefile ADD COLUMN holder_since TEXT;
ALTER TABLE casefile ADD COLUMN taken_by TEXT;
ALTER TABLE casefile ADD COLUMN taken_at TEXT;
ALTER TABLE casefile ADD COLUMN bounces INTEGER NOT NULL DEFAULT 0;
ALTER TABLE casefile ADD COLUMN touched_at TEXT;
ALTER TABLE casefile ADD COLUMN noted_at TEXT;
ALTER TABLE casefile ADD COLUMN contact_on TEXT;
ALTER TABLE casefile ADD COLUMN safety_due TEXT;
ALTER TABLE casefile ADD COLUMN safety_checked_at TEXT;
ALTER TABLE casefile ADD COLUMN eats TEXT;
ALTER TABLE casefile ADD COLUMN sleeps TEXT;
ALTER TABLE casefile ADD COLUMN reach TEXT;
-- Numbers of staff who must not see the case, with blanks between.
ALTER TABLE casefile ADD COLUMN hidden_from TEXT;
UPDATE casefile SET holder_since = opened_at, touched_at = opened_at,
	bounces = (SELECT count(*) FROM referral
		WHERE case_id = casefile.id AND state = 'returned'),
	contact_on = (SELECT next_contact FROM intake
		WHERE case_id = casefile.id);
CREATE INDEX casefile_quiet ON casefile (holder, status, touched_at, id);
-- For the share of coordinators: the cases of a month, and whose they are.
CREATE INDEX casefile_opened ON casefile (opened_at, holder);
CREATE INDEX casefile_contact ON casefile (holder, contact_on, id)
	WHERE contact_on IS NOT NULL;
CREATE INDEX casefile_safety ON casefile (holder, safety_due, id)
	WHERE safety_due IS NOT NULL AND safety_checked_at IS NULL;

-- kind: work, advice, question (without a name), info (asked of an agency).
-- queue: a section, or "coordinator", or "coordinator:SECTION"; person: who
-- has to act; rank: 0 AA, 1 staff unsure, 2 the rest; due_at: of the next
-- step. Those four are what lists are made from: NULL once it has ended.
ALTER TABLE referral ADD COLUMN kind TEXT;
ALTER TABLE referral ADD COLUMN follows TEXT;
ALTER TABLE referral ADD COLUMN sent_by TEXT;
ALTER TABLE referral ADD COLUMN sent_from TEXT;
ALTER TABLE referral ADD COLUMN to_section TEXT;
ALTER TABLE referral ADD COLUMN assigned TEXT;
ALTER TABLE referral ADD COLUMN received_staff TEXT;
ALTER TABLE referral ADD COLUMN returned_at TEXT;
ALTER TABLE referral ADD COLUMN outcome TEXT;
ALTER TABLE referral ADD COLUMN moved_at TEXT;
ALTER TABLE referral ADD COLUMN queue TEXT;
ALTER TABLE referral ADD COLUMN person TEXT;
ALTER TABLE referral ADD COLUMN rank INTEGER;
ALTER TABLE referral ADD COLUMN due_at TEXT;
UPDATE referral SET state = 'draft' WHERE state IS NULL;
UPDATE referral SET
	sent_by = (SELECT staff FROM intake
		WHERE case_id = referral.case_id),
	sent_from = (SELECT section FROM intake
		WHERE case_id = referral.case_id),
	returned_at = CASE state WHEN 'returned' THEN coalesce(answered_at,
		received_at, sent_at) END,
	moved_at = coalesce(answered_at, contacted_at, received_at, sent_at),
	rank = CASE urgency WHEN 'AA' THEN 0 ELSE 2 END,
	due_at = coalesce(sent_at, (SELECT opened_at FROM casefile
		WHERE id = referral.case_id));
UPDATE referral SET queue = CASE
	WHEN state = 'returned' THEN coalesce(sent_from, to_body)
	WHEN to_body = 'promoter' THEN coalesce(sent_from, 'coordinator')
	ELSE coalesce(to_body, sent_from, 'coordinator') END
WHERE state IN ('sent', 'received', 'contacted', 'returned');
UPDATE referral SET person = (SELECT holder FROM casefile
	WHERE id = referral.case_id)
WHERE state = 'draft';
UPDATE referral SET rank = NULL, due_at = NULL
WHERE state IN ('answered', 'redirected', 'withdrawn');

-- person and urgency are in them so that counting and narrowing a list need
-- nothing else.
CREATE INDEX referral_queue
	ON referral (queue, rank, due_at, case_id, id, person, urgency)
	WHERE queue IS NOT NULL;
CREATE INDEX referral_person
	ON referral (person, rank, due_at, case_id, id, urgency)
	WHERE person IS NOT NULL;
CREATE INDEX referral_news ON referral (sent_by, moved_at, case_id, id)
	WHERE moved_at IS NOT NULL;
CREATE INDEX referral_coordinator ON referral (case_id, state)
	WHERE to_body = 'coordinator' AND kind IN ('work', 'advice');
-- Empty for ever: what no list shows.
CREATE INDEX referral_lost ON referral (queue, case_id, id)
	WHERE queue IS NULL
	AND state IN ('sent', 'received', 'contacted', 'returned');
CREATE INDEX referral_unsent_lost ON referral (person, case_id, id)
	WHERE person IS NULL AND state = 'draft';

-- One line of a list of cases. shielded: whoever finds it is warned, because
-- address, school and workplace stay with us (guard_protected() in the program).
CREATE VIEW case_line AS
SELECT casefile.id, casefile.number, casefile.title, casefile.kana,
	casefile.status, casefile.urgency, casefile.holder, casefile.opened_at,
	staff.name AS holder_name,
	EXISTS (SELECT 1 FROM answer
		WHERE answer.case_id = casefile.id AND answer.answer = 'yes'
		AND answer.fact IN ('address_protected', 'dv_victim'))
	AS shielded,
	casefile.hidden_from
FROM casefile JOIN staff ON staff.number = casefile.holder;

-- One line of a list: the referral, and whose it is.
CREATE VIEW loop_line AS
SELECT
	referral.case_id, referral.id, referral.to_body, referral.to_person,
	referral.state, referral.kind, referral.urgency, referral.request,
	referral.reason, referral.sent_at, referral.sent_by,
	referral.sent_from, referral.queue, referral.person, referral.rank,
	referral.due_at, referral.return_code, referral.return_to,
	casefile.number, casefile.title, casefile.holder, intake.complaint,
	casefile.hidden_from
FROM referral JOIN casefile ON casefile.id = referral.case_id
	LEFT JOIN intake ON intake.case_id = referral.case_id;

-- From where to where a referral may go; domain/loop_table.c has who and what
-- is needed, a test holds one against the other.
CREATE TABLE loop_step (
	before TEXT NOT NULL,
	after TEXT NOT NULL,
	PRIMARY KEY (before, after)
) STRICT, WITHOUT ROWID;
INSERT INTO loop_step (before, after) VALUES
	('draft', 'sent'), ('draft', 'withdrawn'),
	('sent', 'received'), ('sent', 'answered'), ('sent', 'returned'),
	('sent', 'redirected'), ('sent', 'withdrawn'),
	('received', 'contacted'), ('received', 'answered'),
	('received', 'returned'), ('received', 'redirected'),
	('contacted', 'answered'), ('contacted', 'returned'),
	('contacted', 'redirected'),
	('returned', 'redirected'), ('returned', 'withdrawn');

CREATE TRIGGER referral_begins BEFORE INSERT ON referral
WHEN NEW.state NOT IN ('draft', 'sent')
	AND NOT EXISTS (SELECT 1 FROM referral
		WHERE case_id = NEW.case_id AND id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'a referral begins as a draft or sent');
END;
CREATE TRIGGER referral_moves BEFORE UPDATE OF state ON referral
WHEN OLD.state IS NOT NEW.state
	AND coalesce(OLD.state, 'draft') IS NOT coalesce(NEW.state, 'draft')
	AND NOT EXISTS (SELECT 1 FROM loop_step
		WHERE before = coalesce(OLD.state, 'draft')
		AND after = NEW.state)
BEGIN
	SELECT RAISE(ABORT, 'a referral does not go that way');
END;
CREATE TRIGGER referral_shown_new AFTER INSERT ON referral
WHEN NEW.state IN ('sent', 'received', 'contacted', 'returned')
	AND (NEW.queue IS NULL OR NEW.rank IS NULL OR NEW.due_at IS NULL)
	OR NEW.state = 'draft' AND NEW.person IS NULL
BEGIN
	SELECT RAISE(ABORT, 'an open referral must stand in a list');
END;
CREATE TRIGGER referral_shown AFTER UPDATE ON referral
WHEN NEW.state IN ('sent', 'received', 'contacted', 'returned')
	AND (NEW.queue IS NULL OR NEW.rank IS NULL OR NEW.due_at IS NULL)
	OR NEW.state = 'draft' AND NEW.person IS NULL
BEGIN
	SELECT RAISE(ABORT, 'an open referral must stand in a list');
END;
CREATE TRIGGER referral_of_open_case_new AFTER INSERT ON referral
WHEN NEW.queue IS NOT NULL
	AND (SELECT status FROM casefile WHERE id = NEW.case_id) <> 'open'
BEGIN
	SELECT RAISE(ABORT, 'a closed case has no open referral');
END;
CREATE TRIGGER referral_of_open_case AFTER UPDATE ON referral
WHEN NEW.queue IS NOT NULL
	AND (SELECT status FROM casefile WHERE id = NEW.case_id) <> 'open'
BEGIN
	SELECT RAISE(ABORT, 'a closed case has no open referral');
END;
CREATE TRIGGER referral_stays BEFORE DELETE ON referral
WHEN OLD.state <> 'draft'
BEGIN
	SELECT RAISE(ABORT, 'a referral that was sent stays');
END;
CREATE TRIGGER casefile_closes BEFORE UPDATE OF status ON casefile
WHEN NEW.status = 'closed' AND OLD.status = 'open'
	AND EXISTS (SELECT 1 FROM referral WHERE case_id = NEW.id
		AND state IN ('sent', 'received', 'contacted', 'returned'))
BEGIN
	SELECT RAISE(ABORT, 'a closed case has no open referral');
END;
CREATE TRIGGER staff_leaves_referrals BEFORE UPDATE OF active ON staff
WHEN NEW.active = 0
	AND EXISTS (SELECT 1 FROM referral WHERE person = NEW.number)
BEGIN
	SELECT RAISE(ABORT, 'this person still has referrals');
END;
CREATE TRIGGER staff_stays BEFORE DELETE ON staff
BEGIN
	SELECT RAISE(ABORT, 'staff leave, their rows stay');
END;

-- Every step of the loop: who, when, why; holder is who holds it afterwards.
CREATE TABLE journal (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	revision INTEGER NOT NULL,
	at TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	act TEXT NOT NULL,
	referral TEXT,
	before TEXT,
	after TEXT,
	holder TEXT NOT NULL REFERENCES staff(number),
	why TEXT
) STRICT;
CREATE INDEX journal_case ON journal (case_id, id);
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- Cases in which nobody agrees who takes them: what the next conference has
-- to settle, and on which day it meets.
CREATE TABLE agenda (
	id INTEGER PRIMARY KEY,
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	meeting TEXT NOT NULL,
	meets_on TEXT NOT NULL,
	added_at TEXT NOT NULL,
	added_by TEXT NOT NULL REFERENCES staff(number),
	reason TEXT NOT NULL,
	settled_at TEXT,
	settled_by TEXT REFERENCES staff(number),
	outcome TEXT
) STRICT;
CREATE INDEX agenda_open ON agenda (meeting, meets_on, id)
	WHERE settled_at IS NULL;
CREATE UNIQUE INDEX agenda_case ON agenda (case_id)
	WHERE settled_at IS NULL;
CREATE TRIGGER agenda_stays BEFORE DELETE ON agenda
BEGIN
	SELECT RAISE(ABORT, 'an agenda is never deleted');
END;

-- Coordinators stand in where a section has nobody: one stays while anything
-- is on its way.
CREATE TRIGGER staff_last_coordinator BEFORE UPDATE OF active, role ON staff
WHEN OLD.active = 1 AND ' ' || OLD.role || ' ' LIKE '% coordinator %'
	AND (NEW.active = 0
		OR ' ' || NEW.role || ' ' NOT LIKE '% coordinator %')
	AND NOT EXISTS (SELECT 1 FROM works
		WHERE coordinator AND number <> OLD.number)
	AND EXISTS (SELECT 1 FROM referral WHERE queue > '')
BEGIN
	SELECT RAISE(ABORT, 'the last coordinator stays');
END;
