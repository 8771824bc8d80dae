-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts, and tries to log in.

-- name: account_by_staff
SELECT account.hash, account.must_change, account.login_at
FROM account JOIN staff ON staff.number = account.staff
WHERE account.staff = :staff AND staff.active = 1

-- name: account_save
INSERT INTO account (staff, hash, must_change, changed_at)
VALUES (:staff, :hash, :must_change, :at)
ON CONFLICT (staff) DO UPDATE SET
	hash = excluded.hash, must_change = excluded.must_change,
	changed_at = excluded.changed_at

-- name: account_arrive
UPDATE account SET login_at = :at WHERE staff = :staff

-- name: account_remove
DELETE FROM account WHERE staff = :staff

-- name: staff_leaves_behind
SELECT
	(SELECT count(*) FROM casefile
		WHERE holder = :staff AND status = 'open') AS cases,
	(SELECT count(*) FROM referral WHERE person = :staff) AS referrals,
	(SELECT count(*) FROM draft
		WHERE staff = :staff AND state = 'open') AS drafts

-- name: drafts_hand_on
UPDATE draft SET staff = :to, terminal = NULL
WHERE staff = :from AND state = 'open'

-- name: attempt_by_whose
SELECT failed, at FROM attempt WHERE whose = :whose

-- name: attempt_save
INSERT INTO attempt (whose, failed, at) VALUES (:whose, :failed, :at)
ON CONFLICT (whose) DO UPDATE SET
	failed = excluded.failed, at = excluded.at

-- name: attempt_clear
DELETE FROM attempt WHERE whose = :whose
