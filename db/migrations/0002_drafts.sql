-- SPDX-License-Identifier: GPL-3.0-or-later
-- Drafts: what is being typed, one row a field left. base is what the field
-- held when the person began, value what it holds now.

CREATE TABLE draft (
	id INTEGER PRIMARY KEY,
	staff TEXT NOT NULL REFERENCES staff(number),
	case_id INTEGER REFERENCES casefile(id),
	case_revision INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state = 'open' OR state = 'signed'
		OR state = 'discarded'),
	title TEXT NOT NULL,
	page TEXT,
	field TEXT,
	phone INTEGER NOT NULL,
	terminal TEXT,
	opened_at TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	ended_at TEXT,
	ended_by TEXT
) STRICT;
CREATE INDEX draft_open ON draft (state, id);
CREATE INDEX draft_staff ON draft (staff, state, id);
CREATE INDEX draft_case ON draft (case_id, state);

CREATE TABLE draft_field (
	draft_id INTEGER NOT NULL REFERENCES draft(id),
	path TEXT NOT NULL,
	base TEXT,
	value TEXT,
	PRIMARY KEY (draft_id, path)
) STRICT, WITHOUT ROWID;
