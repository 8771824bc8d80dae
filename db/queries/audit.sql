-- SPDX-License-Identifier: GPL-3.0-or-later
-- The chain over the ledgers. chain_LEDGER gives a row and those behind it, all
-- their columns: they are what is digested. chain_LEDGER_ids goes up by key.

-- name: chain_history
SELECT * FROM history WHERE id >= :id ORDER BY id

-- name: chain_triage
SELECT * FROM triage WHERE id >= :id ORDER BY id

-- name: chain_disclosure
SELECT * FROM disclosure WHERE id >= :id ORDER BY id

-- name: chain_viewing
SELECT * FROM viewing WHERE id >= :id ORDER BY id

-- name: chain_journal
SELECT * FROM journal WHERE id >= :id ORDER BY id

-- name: chain_event
SELECT * FROM event WHERE id >= :id ORDER BY id

-- name: chain_rulefile
SELECT * FROM rulefile WHERE id >= :id ORDER BY id

-- name: chain_amendment
SELECT * FROM amendment WHERE id = :id

-- name: chain_history_ids
SELECT id FROM history WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_triage_ids
SELECT id FROM triage WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_disclosure_ids
SELECT id FROM disclosure WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_viewing_ids
SELECT id FROM viewing WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_journal_ids
SELECT id FROM journal WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_event_ids
SELECT id FROM event WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_rulefile_ids
SELECT id FROM rulefile WHERE id > :above ORDER BY id LIMIT :limit

-- name: chain_amendment_ids
SELECT id FROM amendment WHERE id > :above ORDER BY id LIMIT :limit

-- name: event_add
INSERT INTO event (at, staff, what, case_id, note)
VALUES (:at, :staff, :what, nullif(:case_id, 0), :note)

-- name: audit_add
INSERT INTO audit (id, at, kind, row, staff, case_id, digest, mac)
VALUES (:id, :at, :kind, :row, :staff, nullif(:case_id, 0), :digest, :mac)

-- name: audit_mac
SELECT mac FROM audit WHERE id = :id

-- name: audit_head
SELECT n, mac, seal FROM audit_head WHERE id = 1

-- name: audit_head_save
INSERT INTO audit_head (id, n, mac, seal) VALUES (1, :n, :mac, :seal)
ON CONFLICT (id) DO UPDATE SET
	n = excluded.n, mac = excluded.mac, seal = excluded.seal

-- name: audit_first
SELECT first, (SELECT at FROM event WHERE what = 'anew' AND id > 0
	ORDER BY id DESC LIMIT 1) AS since
FROM audit_head WHERE id = 1

-- name: audit_first_save
UPDATE audit_head SET first = :first WHERE id = 1

-- name: audit_page
SELECT audit.id, audit.at, audit.kind, audit.row,
	audit.row + length(audit.digest) / 32 - 1 AS last, audit.staff,
	audit.case_id, audit.digest, audit.mac, event.what, casefile.number
FROM audit
	LEFT JOIN event ON audit.kind = 'event' AND event.id = audit.row
	LEFT JOIN casefile ON casefile.id = audit.case_id
WHERE audit.id > :above ORDER BY audit.id LIMIT :limit

-- name: audit_case_page
SELECT audit.id, audit.at, audit.kind, audit.row,
	audit.row + length(audit.digest) / 32 - 1 AS last, audit.staff,
	audit.case_id, audit.digest, audit.mac, event.what, casefile.number
FROM audit
	LEFT JOIN event ON audit.kind = 'event' AND event.id = audit.row
	LEFT JOIN casefile ON casefile.id = audit.case_id
WHERE audit.case_id = :case_id AND audit.id > :above
ORDER BY audit.id LIMIT :limit

-- name: audit_last
SELECT id AS n, mac FROM audit WHERE id > 0 ORDER BY id DESC LIMIT 1
