-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who sits on the conference that settles who takes a case, and may read it.

-- Of the conference as the profile had it when the case came onto its list.
-- readable_until: the last day on which its members may read the case; pledge:
-- of them only who has pledged secrecy (社会福祉法106条の6); consent: only as
-- long as the person agrees (重層的支援会議).
ALTER TABLE agenda ADD COLUMN readable_until TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda ADD COLUMN pledge INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda ADD COLUMN consent INTEGER NOT NULL DEFAULT 0;
-- Until now these two conferences were all there were.
UPDATE agenda SET readable_until = date(meets_on, '+30 days'),
	pledge = meeting = 'shien-106', consent = meeting = 'juso';
CREATE INDEX agenda_waits ON agenda (meets_on, meeting, id)
	WHERE settled_at IS NULL;
CREATE INDEX agenda_readable ON agenda (readable_until, meeting, id)
	WHERE settled_at IS NOT NULL;

CREATE TABLE seat (
	id INTEGER PRIMARY KEY,
	agenda INTEGER NOT NULL REFERENCES agenda(id),
	case_id INTEGER NOT NULL REFERENCES casefile(id),
	staff TEXT NOT NULL REFERENCES staff(number),
	named_at TEXT NOT NULL,
	named_by TEXT NOT NULL REFERENCES staff(number),
	left_at TEXT,
	left_by TEXT REFERENCES staff(number)
) STRICT;
CREATE INDEX seat_case ON seat (case_id, staff) WHERE left_at IS NULL;
CREATE UNIQUE INDEX seat_agenda ON seat (agenda, staff)
	WHERE left_at IS NULL;
CREATE TRIGGER seat_stays BEFORE DELETE ON seat
BEGIN
	SELECT RAISE(ABORT, 'who sat on a conference stays on record');
END;

-- 守秘の誓約: once for each conference, from that day on.
CREATE TABLE pledge (
	meeting TEXT NOT NULL,
	staff TEXT NOT NULL REFERENCES staff(number),
	pledged_on TEXT NOT NULL,
	recorded_at TEXT NOT NULL,
	recorded_by TEXT NOT NULL REFERENCES staff(number),
	PRIMARY KEY (meeting, staff)
) STRICT, WITHOUT ROWID;
