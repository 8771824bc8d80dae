-- SPDX-License-Identifier: GPL-3.0-or-later
-- Settings, staff, and the ledgers of a case.

-- name: setting_by_name
SELECT value FROM setting WHERE name = :name

-- name: setting_save
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: staff_list
SELECT
	number, name, kana, section, role, active
FROM staff ORDER BY section, number

-- name: staff_by_number
SELECT
	number, name, kana, section, role, active
FROM staff WHERE number = :number

-- name: staff_save
INSERT INTO staff (
	number, name, kana, section, role, active
) VALUES (
	:number, :name, :kana, :section, :role, :active
)
ON CONFLICT (number) DO UPDATE SET
	name = excluded.name, kana = excluded.kana, section = excluded.section,
	role = excluded.role, active = excluded.active

-- name: staff_holds
SELECT (SELECT count(*) FROM casefile
		WHERE holder = :staff AND status = 'open')
	+ (SELECT count(*) FROM referral
		JOIN casefile ON casefile.id = referral.case_id
		WHERE referral.person = :staff AND casefile.holder <> :staff)
	AS held

-- name: triage_add
INSERT INTO triage (
	case_id, revision, at, staff, urgency, lead, profile, rules_version,
	rules_hash, result
) VALUES (
	:case_id, :revision, :at, :staff, :urgency, :lead, :profile,
	:rules_version, :rules_hash, :result
)

-- name: triage_last
SELECT
	id, case_id, revision, at, staff, urgency, lead, profile,
	rules_version, rules_hash, result
FROM triage WHERE case_id = :case_id ORDER BY id DESC LIMIT 1

-- name: disclosure_add
INSERT INTO disclosure (
	case_id, at, staff, form, to_body, to_person, members, items, consents,
	basis, basis_text, reason, approver, approved_on, medium, pages,
	sha256, bytes
) VALUES (
	:case_id, :at, :staff, :form, :to_body, :to_person, :members, :items,
	:consents, :basis, :basis_text, :reason, :approver, :approved_on,
	:medium, :pages, :sha256, :bytes
)

-- name: disclosure_list
SELECT
	id, case_id, at, staff, form, to_body, to_person, members, items,
	consents, basis, basis_text, reason, approver, approved_on, medium,
	pages, sha256
FROM disclosure WHERE case_id = :case_id AND id < :below
ORDER BY id DESC LIMIT :limit

-- name: disclosure_bytes
SELECT case_id, bytes, sha256 FROM disclosure WHERE id = :id

-- name: viewing_add
INSERT INTO viewing (
	case_id, at, staff, purpose
) VALUES (
	:case_id, :at, :staff, :purpose
)

-- name: viewing_list
SELECT
	viewing.id, viewing.case_id, viewing.at, viewing.staff,
	viewing.purpose, staff.name AS staff_name
FROM viewing JOIN staff ON staff.number = viewing.staff
WHERE case_id = :case_id AND viewing.id < :below
ORDER BY viewing.id DESC LIMIT :limit
