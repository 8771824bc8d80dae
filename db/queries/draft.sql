-- SPDX-License-Identifier: GPL-3.0-or-later
-- Drafts and their fields.

-- name: draft_by_id
SELECT
	draft.id, draft.staff, draft.case_id, draft.case_revision, draft.state,
	draft.title, draft.page, draft.field, draft.phone, draft.terminal,
	draft.opened_at, draft.created_at, draft.updated_at, draft.ended_at,
	draft.ended_by, staff.name AS staff_name
FROM draft JOIN staff ON staff.number = draft.staff
WHERE draft.id = :id

-- name: draft_add
INSERT INTO draft (staff, case_id, case_revision, state, title, phone,
	terminal, opened_at, created_at, updated_at)
VALUES (:staff, :case_id, :case_revision, 'open', :title, 0,
	:terminal, :at, :at, :at)

-- name: draft_open
UPDATE draft SET staff = :staff, terminal = :terminal, opened_at = :at
WHERE id = :id

-- name: draft_leave
UPDATE draft SET terminal = NULL WHERE id = :id

-- name: draft_claim
SELECT draft.state, draft.terminal, draft.opened_at, draft.updated_at,
	draft.ended_at, draft.staff, draft.case_id, staff.section,
	staff.name AS staff_name
FROM draft JOIN staff ON staff.number = draft.staff
WHERE draft.id = :id

-- name: draft_touch
UPDATE draft SET title = :title, page = :page, field = :field,
	phone = :phone, updated_at = :at
WHERE id = :id

-- name: draft_end
UPDATE draft SET state = :state, case_id = :case_id, terminal = NULL,
	updated_at = :at, ended_at = :at, ended_by = :staff
WHERE id = :id

-- name: draft_field_list
SELECT path, base, value FROM draft_field WHERE draft_id = :draft_id
ORDER BY path

-- name: draft_field_save
INSERT INTO draft_field (draft_id, path, base, value)
VALUES (:draft_id, :path, :base, :value)
ON CONFLICT (draft_id, path) DO UPDATE SET value = excluded.value

-- name: draft_field_keep
INSERT INTO draft_field (draft_id, path, base, value)
VALUES (:draft_id, :path, :base, :base)
ON CONFLICT (draft_id, path) DO NOTHING

-- name: draft_field_clear
DELETE FROM draft_field WHERE draft_id = :draft_id

-- name: drafts_all_down
SELECT draft.id, draft.title, draft.staff, staff.name AS staff_name,
	draft.case_id, casefile.number AS case_number, draft.page, draft.phone,
	draft.updated_at, casefile.hidden_from
FROM draft JOIN staff ON staff.number = draft.staff
	LEFT JOIN casefile ON casefile.id = draft.case_id
WHERE draft.state = 'open' AND draft.id < :below
ORDER BY draft.id DESC LIMIT :limit

-- name: drafts_mine_down
SELECT draft.id, draft.title, draft.staff, staff.name AS staff_name,
	draft.case_id, casefile.number AS case_number, draft.page, draft.phone,
	draft.updated_at, casefile.hidden_from
FROM draft JOIN staff ON staff.number = draft.staff
	LEFT JOIN casefile ON casefile.id = draft.case_id
WHERE draft.state = 'open' AND draft.staff = :staff
	AND draft.id < :below
ORDER BY draft.id DESC LIMIT :limit

-- name: drafts_all_up
SELECT draft.id, draft.title, draft.staff, staff.name AS staff_name,
	draft.case_id, casefile.number AS case_number, draft.page, draft.phone,
	draft.updated_at, casefile.hidden_from
FROM draft JOIN staff ON staff.number = draft.staff
	LEFT JOIN casefile ON casefile.id = draft.case_id
WHERE draft.state = 'open' AND draft.id > :above
ORDER BY draft.id ASC LIMIT :limit

-- name: drafts_mine_up
SELECT draft.id, draft.title, draft.staff, staff.name AS staff_name,
	draft.case_id, casefile.number AS case_number, draft.page, draft.phone,
	draft.updated_at, casefile.hidden_from
FROM draft JOIN staff ON staff.number = draft.staff
	LEFT JOIN casefile ON casefile.id = draft.case_id
WHERE draft.state = 'open' AND draft.staff = :staff
	AND draft.id > :above
ORDER BY draft.id ASC LIMIT :limit
