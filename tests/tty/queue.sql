-- Referrals on their way in an invented city of three cases (2026-11-20 09:15).
CREATE TEMP TABLE sent (case_id, id, urgency, kind, request, sent_at, due_at);
INSERT INTO sent VALUES
	(1, 'r1', 'B', 'work', '訪問して様子を見てほしい', '2026-11-19T16:00', '2026-11-20T17:15'),
	(2, 'r1', 'C', 'work', '産後の手伝いを相談したい', '2026-11-10T10:00', '2026-11-13T17:15'),
	(2, 'r2', 'AA', 'work', '今夜の安否を確かめてほしい', '2026-11-20T09:05', '2026-11-20T09:20'),
	(3, 'r1', 'B', 'question', '八十代の親と五十代の子。どこから入るとよいか', '2026-11-20T09:00', '2026-11-25T17:15'),
	(3, 'r2', 'B', 'work', '介護保険の申請を一緒に', '2026-11-20T09:10', '2026-11-24T17:15');
INSERT INTO referral (case_id, id, position, to_body, urgency, state, kind,
	request, sent_at, sent_by, sent_from, moved_at, queue, rank, due_at)
SELECT case_id, id, CAST(substr(id, 2) AS INTEGER), 'kaigo-fukushi', urgency,
	'sent', kind, request, sent_at, '0125', 'jiritsu', sent_at || ':00',
	'kaigo-fukushi', CASE urgency WHEN 'AA' THEN 0 ELSE 2 END, due_at
FROM sent;
