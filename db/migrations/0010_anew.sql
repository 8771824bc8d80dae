-- SPDX-License-Identifier: GPL-3.0-or-later
-- A chain whose key was lost is begun anew behind the old links, which stay
-- and can no longer be verified. first: the first link of the chain by now.
ALTER TABLE audit_head ADD COLUMN first INTEGER NOT NULL DEFAULT 1;
CREATE INDEX event_anew ON event (id) WHERE what = 'anew';
