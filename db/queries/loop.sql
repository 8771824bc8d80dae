-- SPDX-License-Identifier: GPL-3.0-or-later
-- The closed loop: lists of referrals and cases, who is there to act, the
-- journal, the agenda, and the counts of what may never be.

-- A page is first looked for in the index alone, which knows all that a list
-- can be narrowed by: rows that are passed over are never fetched.

-- name: loop_queue_page
SELECT loop_line.* FROM (
	SELECT case_id, id FROM referral
	WHERE queue = :queue AND rank = :rank
		AND (due_at, case_id, id) > (:due, :case_id, :id)
		AND due_at >= :from AND due_at < :until
		AND (:urgency IS NULL OR urgency = :urgency)
		AND (NOT :unassigned OR person IS NULL)
	ORDER BY due_at, case_id, id LIMIT :limit
) AS page JOIN loop_line USING (case_id, id)
ORDER BY due_at, case_id, id

-- name: loop_queue_back
SELECT loop_line.* FROM (
	SELECT case_id, id FROM referral
	WHERE queue = :queue AND rank = :rank
		AND (due_at, case_id, id) < (:due, :case_id, :id)
		AND due_at >= :from AND due_at < :until
		AND (:urgency IS NULL OR urgency = :urgency)
		AND (NOT :unassigned OR person IS NULL)
	ORDER BY due_at DESC, case_id DESC, id DESC LIMIT :limit
) AS page JOIN loop_line USING (case_id, id)
ORDER BY due_at DESC, case_id DESC, id DESC

-- name: loop_person_page
SELECT loop_line.* FROM (
	SELECT case_id, id FROM referral
	WHERE person = :queue AND rank = :rank
		AND (due_at, case_id, id) > (:due, :case_id, :id)
		AND due_at >= :from AND due_at < :until
		AND (:urgency IS NULL OR urgency = :urgency)
		AND (NOT :unassigned OR person IS NULL)
	ORDER BY due_at, case_id, id LIMIT :limit
) AS page JOIN loop_line USING (case_id, id)
ORDER BY due_at, case_id, id

-- name: loop_person_back
SELECT loop_line.* FROM (
	SELECT case_id, id FROM referral
	WHERE person = :queue AND rank = :rank
		AND (due_at, case_id, id) < (:due, :case_id, :id)
		AND due_at >= :from AND due_at < :until
		AND (:urgency IS NULL OR urgency = :urgency)
		AND (NOT :unassigned OR person IS NULL)
	ORDER BY due_at DESC, case_id DESC, id DESC LIMIT :limit
) AS page JOIN loop_line USING (case_id, id)
ORDER BY due_at DESC, case_id DESC, id DESC

-- Two walks along the index that look at no row are faster than one that does.

-- name: loop_queue_size
SELECT (SELECT count(*) FROM referral WHERE queue = :queue) AS n,
	(SELECT count(*) FROM referral
		WHERE queue = :queue AND rank IN (0, 1, 2)
		AND due_at < :now) AS late

-- What is late in a queue, but for what lies in their own hands.

-- name: loop_queue_late
SELECT count(*) AS n FROM referral
WHERE queue = :queue AND rank IN (0, 1, 2) AND due_at < :now
	AND person IS NOT :staff

-- name: loop_person_count
SELECT (SELECT count(*) FROM referral WHERE person = :person) AS n,
	(SELECT count(*) FROM referral
		WHERE person = :person AND rank IN (0, 1, 2)
		AND due_at < :now) AS late

-- name: loop_unread_queues
WITH RECURSIVE each (queue) AS (
	SELECT min(queue) FROM referral WHERE queue > ''
	UNION ALL
	SELECT (SELECT min(queue) FROM referral
		WHERE queue > each.queue)
	FROM each WHERE each.queue IS NOT NULL
)
SELECT queue FROM each WHERE queue IS NOT NULL
	AND queue <> 'coordinator'
	AND NOT EXISTS (SELECT 1 FROM works
		WHERE (section = each.queue
			AND (counter OR promoter OR coordinator))
		OR (coordinator AND 'coordinator:' || section = each.queue))

-- name: loop_news
SELECT
	referral.case_id, referral.id, referral.to_body, referral.state,
	referral.moved_at, referral.received_by, referral.answer,
	referral.return_code, referral.return_reason, referral.return_to,
	casefile.number, casefile.title
FROM referral JOIN casefile ON casefile.id = referral.case_id
WHERE referral.sent_by = :staff AND referral.moved_at > :since
	AND referral.state IN ('received', 'contacted', 'answered', 'returned',
		'redirected')
	AND NOT instr(' ' || coalesce(casefile.hidden_from, '') || ' ',
		' ' || :staff || ' ')
ORDER BY referral.moved_at LIMIT :limit

-- How many rows the lists of notices have: loop_person_page, loop_safety_late,
-- loop_contacts_due, loop_quiet, loop_news. News are not in an index, and many
-- for who was away: no more of them than the list takes.

-- name: loop_counts
SELECT (SELECT count(*) FROM referral
		WHERE person = :staff AND rank IN (0, 1, 2)
		AND due_at < :now) AS late,
	(SELECT count(*) FROM casefile
		WHERE holder = :staff AND safety_due < :safety
		AND safety_checked_at IS NULL) AS safety,
	(SELECT count(*) FROM casefile
		WHERE holder = :staff AND contact_on <= :today) AS contacts,
	(SELECT count(*) FROM casefile
		WHERE holder = :staff AND status = 'open'
		AND touched_at < :quiet) AS quiet,
	(SELECT count(*) FROM (SELECT 1 FROM referral
		JOIN casefile ON casefile.id = referral.case_id
		WHERE referral.sent_by = :staff AND referral.moved_at > :since
		AND referral.state IN ('received', 'contacted', 'answered',
			'returned', 'redirected')
		AND NOT instr(' ' || coalesce(casefile.hidden_from, '') || ' ',
			' ' || :staff || ' ') LIMIT :limit) AS page) AS news

-- name: loop_quiet
SELECT id, number, title, holder, touched_at FROM casefile
WHERE holder = :staff AND status = 'open' AND touched_at < :before
ORDER BY touched_at, id LIMIT :limit

-- name: loop_contacts_due
SELECT id, number, title, status, contact_on FROM casefile
WHERE holder = :staff AND contact_on <= :today
ORDER BY contact_on, id LIMIT :limit

-- name: loop_safety_late
SELECT id, number, title, safety_due, urgency FROM casefile
WHERE holder = :staff AND safety_due < :now AND safety_checked_at IS NULL
ORDER BY safety_due, id LIMIT :limit

-- +id: to look for the least id itself would pass over every case from the
-- first one on.

-- name: loop_share
SELECT (SELECT count(*) FROM casefile WHERE opened_at >= :from) AS n,
	(SELECT count(*) FROM casefile INDEXED BY casefile_opened
	WHERE opened_at >= :from
		AND holder IN (SELECT number FROM works WHERE coordinator))
	+ (SELECT count(DISTINCT referral.case_id)
	FROM referral JOIN casefile ON casefile.id = referral.case_id
	WHERE referral.to_body = 'coordinator'
		AND referral.kind IN ('work', 'advice')
		AND referral.state NOT IN ('draft', 'withdrawn')
		AND referral.case_id >= (SELECT min(+id) FROM casefile
			WHERE opened_at >= :from)
		AND casefile.opened_at >= :from
		AND casefile.holder NOT IN
			(SELECT number FROM works WHERE coordinator))
	AS coordinated

-- name: loop_promoter
SELECT number FROM works
WHERE section = :section AND (promoter OR counter)
	AND NOT instr(' ' || coalesce(:hidden, '') || ' ',
		' ' || number || ' ')
ORDER BY promoter DESC, number LIMIT 1

-- name: loop_coordinator
SELECT number, section FROM works
WHERE coordinator
	AND NOT instr(' ' || coalesce(:hidden, '') || ' ',
		' ' || number || ' ')
ORDER BY (SELECT count(*) FROM casefile
	WHERE holder = works.number AND status = 'open'), number LIMIT 1

-- name: loop_held
SELECT id FROM casefile
WHERE holder = :staff AND status = 'open'
ORDER BY id LIMIT :limit

-- name: loop_personal
SELECT DISTINCT case_id FROM referral WHERE person = :staff

-- name: journal_add
INSERT INTO journal (case_id, revision, at, staff, act, referral, before,
	after, holder, why)
VALUES (:case_id, :revision, :at, :staff, :act, :referral, :before, :after,
	:holder, :why)

-- name: journal_list
SELECT journal.id, journal.at, journal.staff, journal.act, journal.referral,
	journal.before, journal.after, journal.holder, journal.why,
	staff.name AS staff_name
FROM journal JOIN staff ON staff.number = journal.staff
WHERE journal.case_id = :case_id AND journal.id < :below
ORDER BY journal.id DESC LIMIT :limit

-- name: agenda_add
INSERT INTO agenda (case_id, meeting, meets_on, added_at, added_by, reason,
	readable_until, pledge, consent)
VALUES (:case_id, :meeting, :meets_on, :at, :staff, :reason, :until, :pledge,
	:consent)

-- name: agenda_of_case
SELECT id, meeting, meets_on, pledge, consent FROM agenda
WHERE case_id = :case_id AND settled_at IS NULL

-- name: agenda_settle
UPDATE agenda SET settled_at = :at, settled_by = :staff, outcome = :outcome
WHERE case_id = :case_id AND settled_at IS NULL

-- What still waits, and after it what was settled and may still be read.

-- name: agenda_waiting
SELECT agenda.id, agenda.case_id, agenda.meeting, agenda.meets_on,
	agenda.reason, agenda.settled_at, agenda.pledge, casefile.number,
	casefile.title, casefile.urgency
FROM agenda JOIN casefile ON casefile.id = agenda.case_id
WHERE agenda.settled_at IS NULL AND agenda.meets_on > ''
ORDER BY agenda.meets_on, agenda.meeting, agenda.id LIMIT :limit

-- name: agenda_settled
SELECT agenda.id, agenda.case_id, agenda.meeting, agenda.meets_on,
	agenda.reason, agenda.settled_at, agenda.pledge, casefile.number,
	casefile.title, casefile.urgency
FROM agenda JOIN casefile ON casefile.id = agenda.case_id
WHERE agenda.settled_at > '' AND agenda.readable_until >= :today
ORDER BY agenda.readable_until, agenda.meeting, agenda.id LIMIT :limit

-- name: seat_add
INSERT INTO seat (agenda, case_id, staff, named_at, named_by)
VALUES (:agenda, :case_id, :member, :at, :staff)

-- name: seat_leave
UPDATE seat SET left_at = :at, left_by = :staff
WHERE case_id = :case_id AND left_at IS NULL
	AND staff = coalesce(:member, staff)

-- name: seat_of
SELECT seat.agenda, agenda.meeting, agenda.pledge
FROM seat JOIN agenda ON agenda.id = seat.agenda
WHERE seat.case_id = :case_id AND seat.staff = :member
	AND seat.left_at IS NULL
ORDER BY seat.id DESC

-- name: seat_reads
SELECT agenda.consent
FROM seat JOIN agenda ON agenda.id = seat.agenda
WHERE seat.case_id = :case_id AND seat.staff = :member
	AND seat.left_at IS NULL AND agenda.readable_until >= :today
	AND (NOT agenda.pledge OR EXISTS (SELECT 1 FROM pledge
		WHERE pledge.meeting = agenda.meeting
		AND pledge.staff = seat.staff AND pledge.pledged_on <= :today))
ORDER BY agenda.consent

-- name: seat_list
SELECT seat.staff, staff.name, staff.section, pledge.pledged_on
FROM seat JOIN staff ON staff.number = seat.staff
	JOIN agenda ON agenda.id = seat.agenda
	LEFT JOIN pledge ON pledge.meeting = agenda.meeting
		AND pledge.staff = seat.staff
WHERE seat.agenda = :agenda AND seat.left_at IS NULL
ORDER BY seat.id

-- name: pledge_save
INSERT INTO pledge (meeting, staff, pledged_on, recorded_at, recorded_by)
VALUES (:meeting, :member, :day, :at, :staff)
ON CONFLICT (meeting, staff) DO UPDATE SET pledged_on = excluded.pledged_on,
	recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by

-- name: check_holders
SELECT count(*) AS n FROM casefile
WHERE status = 'open'
	AND NOT EXISTS (SELECT 1 FROM staff
		WHERE number = casefile.holder AND active = 1)

-- name: check_lost
SELECT count(*) AS n FROM referral
WHERE queue IS NULL
	AND state IN ('sent', 'received', 'contacted', 'returned')

-- name: check_unsent_lost
SELECT count(*) AS n FROM referral WHERE person IS NULL AND state = 'draft'

-- name: check_unlisted
SELECT count(*) AS n FROM referral
	JOIN casefile ON casefile.id = referral.case_id
WHERE referral.queue > '' AND (referral.rank IS NULL OR referral.due_at IS NULL
	OR referral.rank NOT IN (0, 1, 2) OR casefile.status <> 'open'
	OR referral.state NOT IN ('sent', 'received', 'contacted', 'returned'))

-- name: check_idle
SELECT count(*) AS n FROM referral
WHERE person > '' AND NOT EXISTS (SELECT 1 FROM staff
	WHERE number = referral.person AND active = 1)

-- name: loop_last_coordinator
SELECT number FROM works
WHERE number = :staff AND coordinator
	AND NOT EXISTS (SELECT 1 FROM works AS w
		WHERE w.coordinator AND w.number <> :staff)
	AND EXISTS (SELECT 1 FROM referral WHERE queue > '')

-- Open ones stand in a queue, drafts only with a person.

-- name: loop_times_queues
SELECT referral.queue AS list, rank, due_at, referral.case_id, referral.id,
	referral.state, referral.kind, referral.sent_at, referral.returned_at,
	referral.reply_by,
	coalesce(nullif(referral.urgency, ''), casefile.urgency) AS urgency,
	coalesce(casefile.opened_at, intake.received_at) AS opened_at
FROM referral JOIN casefile ON casefile.id = referral.case_id
	LEFT JOIN intake ON intake.case_id = referral.case_id
WHERE referral.queue > '' AND (queue, rank, due_at, referral.case_id,
	referral.id) > (:list, :rank, :due, :case_id, :id)
ORDER BY queue, rank, due_at, referral.case_id, referral.id LIMIT :limit

-- name: loop_times_drafts
SELECT referral.person AS list, rank, due_at, referral.case_id, referral.id,
	referral.state, referral.kind, referral.sent_at, referral.returned_at,
	referral.reply_by,
	coalesce(nullif(referral.urgency, ''), casefile.urgency) AS urgency,
	coalesce(casefile.opened_at, intake.received_at) AS opened_at
FROM referral JOIN casefile ON casefile.id = referral.case_id
	LEFT JOIN intake ON intake.case_id = referral.case_id
WHERE referral.person > '' AND (person, rank, due_at, referral.case_id,
	referral.id) > (:list, :rank, :due, :case_id, :id)
	AND referral.state = 'draft'
ORDER BY person, rank, due_at, referral.case_id, referral.id LIMIT :limit

-- name: loop_times_set
UPDATE referral SET due_at = :due WHERE case_id = :case_id AND id = :id
