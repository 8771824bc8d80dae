-- SPDX-License-Identifier: GPL-3.0-or-later
-- What stands on a handover sheet: which referrals and cases, and in which
-- order; what of them may be read is decided case by case.

-- name: handover_queue
SELECT case_id, id, kind, state, rank, due_at, sent_at, moved_at
FROM referral WHERE queue = :whose
ORDER BY rank, due_at, case_id, id LIMIT :limit

-- name: handover_person
SELECT case_id, id, kind, state, rank, due_at, sent_at, moved_at
FROM referral WHERE person = :whose
ORDER BY rank, due_at, case_id, id LIMIT :limit

-- Of which nothing else is said: no referral, no safety check to come.
-- name: handover_held
SELECT id AS case_id, urgency, contact_on AS due_at FROM casefile
WHERE holder = :whose AND status = 'open'
	AND (safety_due IS NULL OR safety_checked_at IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM referral
		WHERE case_id = casefile.id AND person = :whose)
ORDER BY touched_at, id LIMIT :limit

-- name: handover_sent
SELECT referral.case_id, referral.id, referral.kind, referral.state,
	referral.rank, referral.due_at, referral.sent_at, referral.moved_at
FROM staff CROSS JOIN referral ON referral.sent_by = staff.number
	AND referral.moved_at >= :since
	JOIN casefile ON casefile.id = referral.case_id
WHERE staff.section = :whose AND casefile.status = 'open'
ORDER BY referral.moved_at, referral.case_id, referral.id LIMIT :limit

-- name: handover_moved
SELECT referral.case_id, referral.id, referral.kind, referral.state,
	referral.rank, referral.due_at, referral.sent_at, referral.moved_at
FROM staff CROSS JOIN casefile ON casefile.holder = staff.number
	AND casefile.status = 'open' AND casefile.touched_at >= :since
	CROSS JOIN referral ON referral.case_id = casefile.id
WHERE staff.section = :whose AND referral.moved_at >= :since
ORDER BY referral.moved_at, referral.case_id, referral.id LIMIT :limit

-- What a section has answered, sent back or sent on: it lies in none of its
-- lists any more.
-- name: handover_left
SELECT referral.case_id, referral.id, referral.kind, referral.state,
	referral.rank, NULL AS due_at, referral.sent_at, referral.moved_at
FROM staff CROSS JOIN casefile ON casefile.holder = staff.number
	AND casefile.status = 'open' AND casefile.touched_at >= :since
	CROSS JOIN referral ON referral.case_id = casefile.id
WHERE referral.to_body = :whose AND referral.moved_at >= :since
	AND referral.state IN ('answered', 'returned', 'redirected')
ORDER BY referral.moved_at, referral.case_id, referral.id LIMIT :limit

-- name: handover_agenda
SELECT agenda.case_id, casefile.urgency, agenda.meets_on AS due_at
FROM agenda JOIN casefile ON casefile.id = agenda.case_id
	JOIN staff ON staff.number = casefile.holder
	LEFT JOIN intake ON intake.case_id = agenda.case_id
WHERE agenda.meeting = :meeting AND agenda.settled_at IS NULL
	AND casefile.status = 'open'
	AND (staff.section = :whose OR intake.section = :whose)
ORDER BY agenda.meets_on, agenda.id LIMIT :limit

-- Of a section, or of one of its people.
-- name: handover_safety
SELECT casefile.id AS case_id, casefile.urgency,
	casefile.safety_due AS due_at
FROM staff CROSS JOIN casefile ON casefile.holder = staff.number
	AND casefile.safety_due > '' AND casefile.safety_checked_at IS NULL
WHERE (staff.section = :whose OR staff.number = :whose)
	AND casefile.status = 'open'
ORDER BY casefile.safety_due, casefile.id LIMIT :limit

-- name: handover_quiet
SELECT casefile.id AS case_id, casefile.urgency,
	casefile.touched_at AS due_at
FROM staff CROSS JOIN casefile ON casefile.holder = staff.number
	AND casefile.status = 'open' AND casefile.touched_at < :before
WHERE staff.section = :whose
ORDER BY casefile.touched_at, casefile.id LIMIT :limit
