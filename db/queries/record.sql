-- SPDX-License-Identifier: GPL-3.0-or-later
-- The records that make up a case, each loaded and saved whole.

-- name: intake_list
SELECT
	received_at, staff, section, channel, route, brought_by, district,
	visitor_name, visitor_kana, visitor_kana_guess, visitor_tel,
	visitor_relation, interpreter, proxy, complaint, hopes, tried, agencies, place, callback,
	safety_reason, companion_present, safety_step,
	public_assistance_form_at, money_home_note, next_contact,
	do_not_repeat, unwanted, remarks
FROM intake WHERE case_id = :case_id

-- name: intake_save
INSERT INTO intake (
	case_id, received_at, staff, section, channel, route, brought_by,
	district, visitor_name, visitor_kana, visitor_kana_guess, visitor_tel,
	visitor_relation, interpreter, proxy, complaint, hopes, tried, agencies, place, callback,
	safety_reason, companion_present, safety_step,
	public_assistance_form_at, money_home_note, next_contact,
	do_not_repeat, unwanted, remarks
) VALUES (
	:case_id, :received_at, :staff, :section, :channel, :route,
	:brought_by, :district, :visitor_name, :visitor_kana,
	:visitor_kana_guess, :visitor_tel, :visitor_relation, :interpreter, :proxy, :complaint, :hopes, :tried,
	:agencies, :place, :callback, :safety_reason, :companion_present,
	:safety_step, :public_assistance_form_at, :money_home_note,
	:next_contact, :do_not_repeat, :unwanted, :remarks
)
ON CONFLICT (case_id) DO UPDATE SET
	received_at = excluded.received_at, staff = excluded.staff,
	section = excluded.section, channel = excluded.channel,
	route = excluded.route, brought_by = excluded.brought_by,
	district = excluded.district, visitor_name = excluded.visitor_name,
	visitor_kana = excluded.visitor_kana,
	visitor_kana_guess = excluded.visitor_kana_guess,
	visitor_tel = excluded.visitor_tel,
	visitor_relation = excluded.visitor_relation,
	interpreter = excluded.interpreter, proxy = excluded.proxy,
	complaint = excluded.complaint, hopes = excluded.hopes,
	tried = excluded.tried, agencies = excluded.agencies,
	place = excluded.place, callback = excluded.callback,
	safety_reason = excluded.safety_reason,
	companion_present = excluded.companion_present,
	safety_step = excluded.safety_step,
	public_assistance_form_at = excluded.public_assistance_form_at,
	money_home_note = excluded.money_home_note,
	next_contact = excluded.next_contact,
	do_not_repeat = excluded.do_not_repeat, unwanted = excluded.unwanted,
	remarks = excluded.remarks

-- name: member_list
SELECT
	id, position, relation, called, name, kana, kana_guess, birth, age,
	age_range, sex, address, tel, tel2, safe_call, safe_message, safe_post, must_not_know,
	language, handbooks, insurance, pension, benefits, affiliation,
	problems, agency
FROM member WHERE case_id = :case_id

-- name: member_save
INSERT INTO member (
	case_id, id, position, relation, called, name, kana, kana_guess, birth,
	age, age_range, sex, address, tel, tel2, safe_call, safe_message, safe_post,
	must_not_know, language, handbooks, insurance, pension, benefits,
	affiliation, problems, agency
) VALUES (
	:case_id, :id, :position, :relation, :called, :name, :kana, :kana_guess,
	:birth, :age, :age_range, :sex, :address, :tel, :tel2, :safe_call,
	:safe_message, :safe_post, :must_not_know, :language, :handbooks,
	:insurance, :pension, :benefits, :affiliation, :problems, :agency
)
ON CONFLICT (case_id, id) DO UPDATE SET
	position = excluded.position, relation = excluded.relation,
	called = excluded.called, name = excluded.name, kana = excluded.kana,
	kana_guess = excluded.kana_guess, birth = excluded.birth, age = excluded.age,
	age_range = excluded.age_range, sex = excluded.sex,
	address = excluded.address, tel = excluded.tel, tel2 = excluded.tel2,
	safe_call = excluded.safe_call, safe_message = excluded.safe_message,
	safe_post = excluded.safe_post, must_not_know = excluded.must_not_know,
	language = excluded.language, handbooks = excluded.handbooks,
	insurance = excluded.insurance, pension = excluded.pension,
	benefits = excluded.benefits, affiliation = excluded.affiliation,
	problems = excluded.problems, agency = excluded.agency

-- name: member_remove
DELETE FROM member WHERE case_id = :case_id AND id = :id

-- name: consent_list
SELECT
	id, position, member, recipients, items, state, given_on, write_by,
	until, withdrawn_on, explained_by, proxy_name, proxy_relation,
	proxy_reason, witness, reason
FROM consent WHERE case_id = :case_id

-- name: consent_save
INSERT INTO consent (
	case_id, id, position, member, recipients, items, state, given_on,
	write_by, until, withdrawn_on, explained_by, proxy_name,
	proxy_relation, proxy_reason, witness, reason
) VALUES (
	:case_id, :id, :position, :member, :recipients, :items, :state,
	:given_on, :write_by, :until, :withdrawn_on, :explained_by,
	:proxy_name, :proxy_relation, :proxy_reason, :witness, :reason
)
ON CONFLICT (case_id, id) DO UPDATE SET
	position = excluded.position, member = excluded.member,
	recipients = excluded.recipients, items = excluded.items,
	state = excluded.state, given_on = excluded.given_on,
	write_by = excluded.write_by, until = excluded.until,
	withdrawn_on = excluded.withdrawn_on,
	explained_by = excluded.explained_by, proxy_name = excluded.proxy_name,
	proxy_relation = excluded.proxy_relation,
	proxy_reason = excluded.proxy_reason, witness = excluded.witness,
	reason = excluded.reason

-- name: consent_remove
DELETE FROM consent WHERE case_id = :case_id AND id = :id

-- name: referral_list
SELECT
	id, position, to_body, to_person, state, urgency, reason, request,
	phoned_at, phoned_to, escort, appointment_at, reply_by, sent_at,
	received_at, received_by, contacted_at, answered_at, answer,
	return_code, return_reason, return_to, basis, basis_reason,
	basis_approver, basis_date, basis_items, kind, follows, sent_by,
	sent_from, to_section, assigned, received_staff, returned_at, outcome,
	moved_at, queue, person, rank, due_at
FROM referral WHERE case_id = :case_id

-- name: referral_save
INSERT INTO referral (
	case_id, id, position, to_body, to_person, state, urgency, reason,
	request, phoned_at, phoned_to, escort, appointment_at, reply_by,
	sent_at, received_at, received_by, contacted_at, answered_at, answer,
	return_code, return_reason, return_to, basis, basis_reason,
	basis_approver, basis_date, basis_items, kind, follows, sent_by,
	sent_from, to_section, assigned, received_staff, returned_at, outcome,
	moved_at, queue, person, rank, due_at
) VALUES (
	:case_id, :id, :position, :to_body, :to_person, :state, :urgency,
	:reason, :request, :phoned_at, :phoned_to, :escort, :appointment_at,
	:reply_by, :sent_at, :received_at, :received_by, :contacted_at,
	:answered_at, :answer, :return_code, :return_reason, :return_to,
	:basis, :basis_reason, :basis_approver, :basis_date, :basis_items,
	:kind, :follows, :sent_by, :sent_from, :to_section, :assigned,
	:received_staff, :returned_at, :outcome, :moved_at, :queue, :person,
	:rank, :due_at
)
ON CONFLICT (case_id, id) DO UPDATE SET
	position = excluded.position, to_body = excluded.to_body,
	to_person = excluded.to_person, state = excluded.state,
	urgency = excluded.urgency, reason = excluded.reason,
	request = excluded.request, phoned_at = excluded.phoned_at,
	phoned_to = excluded.phoned_to, escort = excluded.escort,
	appointment_at = excluded.appointment_at, reply_by = excluded.reply_by,
	sent_at = excluded.sent_at, received_at = excluded.received_at,
	received_by = excluded.received_by,
	contacted_at = excluded.contacted_at,
	answered_at = excluded.answered_at, answer = excluded.answer,
	return_code = excluded.return_code,
	return_reason = excluded.return_reason, return_to = excluded.return_to,
	basis = excluded.basis, basis_reason = excluded.basis_reason,
	basis_approver = excluded.basis_approver,
	basis_date = excluded.basis_date, basis_items = excluded.basis_items,
	kind = excluded.kind, follows = excluded.follows,
	sent_by = excluded.sent_by, sent_from = excluded.sent_from,
	to_section = excluded.to_section, assigned = excluded.assigned,
	received_staff = excluded.received_staff,
	returned_at = excluded.returned_at, outcome = excluded.outcome,
	moved_at = excluded.moved_at, queue = excluded.queue,
	person = excluded.person, rank = excluded.rank,
	due_at = excluded.due_at

-- name: referral_remove
DELETE FROM referral WHERE case_id = :case_id AND id = :id

-- name: override_list
SELECT
	id, position, action, target, urgency, reason, staff, at
FROM override WHERE case_id = :case_id

-- name: override_save
INSERT INTO override (
	case_id, id, position, action, target, urgency, reason, staff, at
) VALUES (
	:case_id, :id, :position, :action, :target, :urgency, :reason, :staff,
	:at
)
ON CONFLICT (case_id, id) DO UPDATE SET
	position = excluded.position, action = excluded.action,
	target = excluded.target, urgency = excluded.urgency,
	reason = excluded.reason, staff = excluded.staff, at = excluded.at

-- name: override_remove
DELETE FROM override WHERE case_id = :case_id AND id = :id

-- name: duty_list
SELECT
	id, position, rule, member, to_body, done_by, done_at, received_by,
	note
FROM duty WHERE case_id = :case_id

-- name: duty_save
INSERT INTO duty (
	case_id, id, position, rule, member, to_body, done_by, done_at,
	received_by, note
) VALUES (
	:case_id, :id, :position, :rule, :member, :to_body, :done_by, :done_at,
	:received_by, :note
)
ON CONFLICT (case_id, id) DO UPDATE SET
	position = excluded.position, rule = excluded.rule,
	member = excluded.member, to_body = excluded.to_body,
	done_by = excluded.done_by, done_at = excluded.done_at,
	received_by = excluded.received_by, note = excluded.note

-- name: duty_remove
DELETE FROM duty WHERE case_id = :case_id AND id = :id

-- name: concern_list
SELECT box, mark FROM concern WHERE case_id = :case_id

-- name: concern_save
INSERT INTO concern (case_id, box, mark) VALUES (:case_id, :box, :mark)
ON CONFLICT (case_id, box) DO UPDATE SET mark = excluded.mark

-- name: concern_remove
DELETE FROM concern WHERE case_id = :case_id AND box = :box

-- name: answer_list
SELECT member, fact, answer FROM answer WHERE case_id = :case_id

-- name: answer_save
INSERT INTO answer (case_id, member, fact, answer)
VALUES (:case_id, :member, :fact, :answer)
ON CONFLICT (case_id, member, fact) DO UPDATE SET answer = excluded.answer

-- name: answer_remove
DELETE FROM answer
WHERE case_id = :case_id AND member = :member AND fact = :fact
