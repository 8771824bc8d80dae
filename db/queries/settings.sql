-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a city decides while the program is in use, and what a new file of
-- rules is tried on.

-- name: rulefile_add
INSERT INTO rulefile (at, staff, profile, version, hash, why, bytes)
VALUES (:at, :staff, :profile, :version, :hash, :why, :bytes)

-- name: rulefile_newest
SELECT id, at, staff, version, hash, why, bytes
FROM rulefile WHERE profile = :profile ORDER BY id DESC LIMIT 1

-- name: rulefile_newest_id
SELECT max(id) AS id FROM rulefile WHERE profile = :profile

-- name: rulefile_other
SELECT at FROM rulefile
WHERE profile = :profile AND version = :version AND hash <> :hash LIMIT 1

-- name: amendment_add
INSERT INTO amendment (at, staff, profile, key, value)
VALUES (:at, :staff, :profile, :key, :value)

-- name: amendment_page
SELECT id, key, value FROM amendment
WHERE profile = :profile AND id > :above ORDER BY id LIMIT :limit

-- name: amendment_newest_id
SELECT max(id) AS id FROM amendment WHERE profile = :profile

-- name: replay_page
SELECT id, number, opened_at FROM casefile
WHERE id > :above ORDER BY id LIMIT :limit

-- name: replay_first
SELECT record, changes FROM history
WHERE case_id = :case_id AND revision = 1 ORDER BY id

-- name: override_page
SELECT
	override.case_id, override.id, casefile.number, override.action,
	override.target, override.urgency, override.reason, override.staff,
	override.at, triage.result
FROM override
	JOIN casefile ON casefile.id = override.case_id
	LEFT JOIN triage ON triage.id = (SELECT t.id FROM triage AS t
		WHERE t.case_id = override.case_id AND t.at >= override.at
		ORDER BY t.id LIMIT 1)
WHERE (override.case_id, override.id) < (:case_id, :id)
ORDER BY override.case_id DESC, override.id DESC LIMIT :limit
