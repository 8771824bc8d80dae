-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases: the head row, its lists, history. Lists go by key, never by offset:
-- :below and :above are ids, and a page ends after :limit rows.

-- name: case_by_id
SELECT
	id, revision, number, token, status, holder, title, kana, urgency,
	lead, opened_at, closed_at, last_member, holder_since, taken_by,
	taken_at, bounces,
	touched_at, noted_at, contact_on, safety_due, safety_checked_at, eats,
	sleeps, reach, hidden_from
FROM casefile WHERE id = :id

-- name: case_id_by_number
SELECT id FROM casefile WHERE number = :number

-- name: case_id_by_token
SELECT id FROM casefile WHERE token = :token

-- name: case_revision
SELECT revision FROM casefile WHERE id = :id

-- name: case_add
INSERT INTO casefile (
	revision, number, token, status, holder, title, kana, urgency, lead,
	opened_at, closed_at, last_member, holder_since, taken_by, taken_at,
	bounces, touched_at,
	noted_at, contact_on, safety_due, safety_checked_at, eats, sleeps,
	reach, hidden_from
) VALUES (
	:revision, :number, :token, :status, :holder, :title, :kana, :urgency,
	:lead, :opened_at, :closed_at, :last_member, :holder_since,
	:taken_by, :taken_at, :bounces,
	:touched_at, :noted_at, :contact_on, :safety_due, :safety_checked_at,
	:eats, :sleeps, :reach, :hidden_from
)

-- name: case_save
UPDATE casefile SET
	revision = :revision, number = :number, token = :token,
	status = :status, holder = :holder, title = :title, kana = :kana,
	urgency = :urgency, lead = :lead, opened_at = :opened_at,
	closed_at = :closed_at, last_member = :last_member,
	holder_since = :holder_since, taken_by = :taken_by,
	taken_at = :taken_at, bounces = :bounces,
	touched_at = :touched_at, noted_at = :noted_at,
	contact_on = :contact_on, safety_due = :safety_due,
	safety_checked_at = :safety_checked_at, eats = :eats, sleeps = :sleeps,
	reach = :reach, hidden_from = :hidden_from
WHERE id = :id

-- name: sequence_next
INSERT INTO sequence (name, n) VALUES (:name, 1)
ON CONFLICT (name) DO UPDATE SET n = n + 1

-- name: sequence_last
SELECT n FROM sequence WHERE name = :name

-- name: cases_all_down
SELECT * FROM case_line WHERE id < :below
ORDER BY id DESC LIMIT :limit

-- name: cases_open_down
SELECT * FROM case_line WHERE status = 'open' AND id < :below
ORDER BY id DESC LIMIT :limit

-- name: cases_mine_down
SELECT * FROM case_line WHERE holder = :staff AND status = 'open' AND id < :below
ORDER BY id DESC LIMIT :limit

-- name: cases_all_up
SELECT * FROM case_line WHERE id > :above
ORDER BY id ASC LIMIT :limit

-- name: cases_open_up
SELECT * FROM case_line WHERE status = 'open' AND id > :above
ORDER BY id ASC LIMIT :limit

-- name: cases_mine_up
SELECT * FROM case_line WHERE holder = :staff AND status = 'open' AND id > :above
ORDER BY id ASC LIMIT :limit

-- name: history_add
INSERT INTO history (case_id, revision, at, staff, record, changes)
VALUES (:case_id, :revision, :at, :staff, :record, :changes)

-- name: history_list
SELECT history.id, revision, at, staff, staff.name AS staff_name, record,
	changes
FROM history JOIN staff ON staff.number = history.staff
WHERE case_id = :case_id AND revision > :after ORDER BY history.id
