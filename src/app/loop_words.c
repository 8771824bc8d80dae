/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/loop_words.h"

#include <stdio.h>
#include <string.h>

#include "domain/loop.h"
#include "text/date.h"

const char *loop_state_words(const char *state, const char *kind)
{
	static const char *const of[LOOP_STATE_N] = {
		[LOOP_DRAFT] = "未送付",    [LOOP_SENT] = "未受領",
		[LOOP_RECEIVED] = "受領",   [LOOP_CONTACTED] = "接触済",
		[LOOP_ANSWERED] = "回答済", [LOOP_RETURNED] = "差戻し",
		[LOOP_REDIRECTED] = "転送", [LOOP_WITHDRAWN] = "取下げ",
	};
	int i = loop_state_from_code(str_or_empty(state));

	if (i == LOOP_SENT && streq(kind, loop_kind_code(LOOP_INFO)))
		return "照会中";
	return i < 0 ? "" : of[i];
}

static int minutes_between(const char *from, const char *to)
{
	struct date a, b;
	int ah = 0, am = 0, bh = 0, bm = 0;

	if (!date_from_iso(from, &a) || !date_from_iso(to, &b))
		return 0;
	sscanf(from + strlen("2026-11-20"), "T%2d:%2d", &ah, &am);
	sscanf(to + strlen("2026-11-20"), "T%2d:%2d", &bh, &bm);
	return (int)(date_to_days(b) - date_to_days(a)) * 24 * 60 +
	       (bh - ah) * 60 + bm - am;
}

void loop_waited_words(struct str *out, const char *since, const char *now)
{
	int minutes = minutes_between(since, now);

	if (!*since || minutes < 0)
		return;
	if (minutes < 60)
		str_addf(out, "%d分", minutes);
	else if (minutes < 48 * 60)
		str_addf(out, "%d時間", minutes / 60);
	else
		str_addf(out, "%d日", minutes / (24 * 60));
}

void loop_due_words(struct str *out, const char *due, const char *now)
{
	int left = minutes_between(now, due);
	struct date day, today;

	if (!date_from_iso(due, &day) || !date_from_iso(now, &today))
		return;
	if (left < -24 * 60)
		str_addf(out, "遅れ%d日", -left / (24 * 60));
	else if (left < -60)
		str_addf(out, "遅れ%d時間", -left / 60);
	else if (left < 0)
		str_addf(out, "遅れ%d分", -left);
	else if (date_to_days(day) == date_to_days(today))
		str_addf(out, "%.5sまで", due + strlen("2026-11-20T"));
	else if (date_to_days(day) == date_to_days(today) + 1)
		str_addf(out, "あす %.5s", due + strlen("2026-11-20T"));
	else
		str_addf(out, "%d/%dまで", day.month, day.day);
}
