/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad/clerk.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/account.h"
#include "tty/picture.h"

#define MESSAGE_ROW 22
#define MENU        "8  つなぎの待ち"
#define NOTHING     "ケースはありません。"

/* What two who work on the same things say to each other. */
static const char *const may_be_refused[] = {
	"いまの状態では",
	"これはこのケースを担当する人だけができます",
};

/* A work ends early: it was refused or the time is up; or for good. */
enum { GO_ON = 0, ENDS, FAULT };

static unsigned dice(struct clerk *c, unsigned n)
{
	c->dice ^= c->dice << 13;
	c->dice ^= c->dice >> 7;
	c->dice ^= c->dice << 17;
	return (unsigned)(c->dice >> 33) % n;
}

/* ---- the log ---- */

static void note(struct clerk *c, const char *kind, const char *a,
		 const char *b)
{
	fprintf(c->log, "%s\t%s\t%s\n", kind, a, b);
	fflush(c->log);
}

/* The whole screen stands in the log, line by line. */
static int fault(struct clerk *c, const char *what)
{
	struct str picture = STR_INIT;
	char *line, *rest;

	note(c, "fault", what, str_or_empty(c->err.text.buf));
	tty_plain(c->tty, &picture);
	rest = picture.buf;
	while ((line = strsep(&rest, "\n")))
		note(c, "screen", line, "");
	str_release(&picture);
	return FAULT;
}

/* The sentence in red, if one stands there. The caller's; NULL: none. */
static char *complaint(struct clerk *c)
{
	struct str said = STR_INIT;

	for (int row = MESSAGE_ROW - 2; row <= MESSAGE_ROW; row++)
		if (tty_is_red(c->tty, row, 0))
			tty_row(c->tty, row, &said);
	return said.len ? str_detach(&said) : NULL;
}

static int check(struct clerk *c)
{
	char *said = complaint(c);
	int r = GO_ON;

	for (size_t i = 0; said && i < ARRAY_SIZE(may_be_refused); i++)
		if (strstr(said, may_be_refused[i])) {
			note(c, "refused", said, "");
			r = ENDS;
		}
	if (said && r == GO_ON)
		r = fault(c, said);
	free(said);
	return r;
}

/* ---- hands ---- */

static int think(struct clerk *c)
{
	double s = c->think_s * (500 + dice(c, 1000)) / 1000;

	if (clock_seconds() + s > c->until)
		return ENDS;
	return tty_look(c->tty, (int)(s * 1e3)) ? GO_ON : fault(c, "it ended");
}

static int press(struct clerk *c, const char *keys)
{
	if (tty_keys(c->tty, keys, &c->err))
		return fault(c, keys);
	return check(c);
}

/* The last key of something that is written down. */
static int save(struct clerk *c, const char *kind, const char *key)
{
	double begin = clock_seconds();
	char ms[32];
	int r = press(c, key);

	snprintf(ms, sizeof(ms), "%.3f", (clock_seconds() - begin) * 1e3);
	if (r == GO_ON)
		note(c, "save", kind, ms);
	return r;
}

static int see(struct clerk *c, const char *text)
{
	return tty_has_text(c->tty, text) ? GO_ON : fault(c, text);
}

static int go_back(struct clerk *c)
{
	for (int i = 0; i < 10 && !tty_has_text(c->tty, MENU); i++)
		if (press(c, "<F3>") == FAULT)
			return FAULT;
	return see(c, MENU);
}

/* "17の3", in kana "あきのう": never twice. */
static char *think_of(struct clerk *c, bool kana)
{
	static const char *const digits[] = { "あ", "い", "う", "え", "お",
					      "か", "き", "く", "け", "こ" };
	char *text = xstrfmt("%dの%d", c->no, c->value_no++);
	struct str out = STR_INIT;

	for (const char *p = text; kana && *p; p++)
		if (*p >= '0' && *p <= '9')
			str_add(&out, digits[*p - '0']);
		else
			str_addn(&out, p, 1);
	if (!kana)
		return text;
	free(text);
	return str_detach(&out);
}

/* ---- an intake ---- */

/* Type what was never typed before into a field, and leave it. */
static int fill_in(struct clerk *c, const char *path, const char *before,
		   bool kana)
{
	char *own = think_of(c, kana), *text = xstrfmt("%s%s", before, own);
	int r = think(c);

	if (r == GO_ON)
		r = press(c, text);
	if (r == GO_ON)
		r = save(c, "field", "<Tab>");
	if (r == GO_ON)
		note(c, "value", path, text);
	free(own);
	free(text);
	return r;
}

/* The questions of tonight: each answer is on disk when it is seen. */
static int answer(struct clerk *c)
{
	static const char *const answers[] = { "2", "y", "y", "y", "y",
					       "y", "n", "n", "y", "n" };
	int r = think(c);

	for (size_t i = 0; r == GO_ON && i < ARRAY_SIZE(answers); i++)
		r = save(c, "answer", answers[i]);
	return r;
}

static int next_page(struct clerk *c, const char *there)
{
	int r = think(c);

	if (r == GO_ON)
		r = press(c, "<F8>");
	return r == GO_ON ? see(c, there) : r;
}

/* "R08-00012 として確定しました。" */
static int sign_off(struct clerk *c)
{
	struct str row = STR_INIT;
	int r = think(c);

	if (r == GO_ON)
		r = press(c, "<F10>");
	if (r == GO_ON)
		r = see(c, "確定の前に");
	if (r == GO_ON)
		r = think(c);
	if (r == GO_ON)
		r = save(c, "sign-off", "<F10>");
	if (r == GO_ON)
		r = see(c, "として確定しました");
	if (r == GO_ON) {
		tty_row(c->tty, MESSAGE_ROW, &row);
		row.buf[strcspn(row.buf, " ")] = '\0';
		note(c, "signed", row.buf, "");
	}
	str_release(&row);
	return r;
}

/* With oral consent, as a file: from then on it waits for who it is for. One's
 * own section needs neither. */
static int send_sheet(struct clerk *c)
{
	char *keys = xstrfmt("<C-u>%s/%d.pdf", c->folder, c->no);
	int r = think(c);

	if (r == GO_ON && !tty_has_text(c->tty, "未確認"))
		r = ENDS;

	if (r == GO_ON)
		r = save(c, "consent", "<F6>");
	if (r == GO_ON)
		r = next_page(c, "つなぎ・印刷");
	if (r == GO_ON)
		r = press(c, "<Enter>");
	if (r == GO_ON && tty_has_text(c->tty, "確定の前に"))
		r = press(c, "<F10>");
	if (r == GO_ON)
		r = press(c, "<F9>");
	if (r == GO_ON)
		r = press(c, keys);
	if (r == GO_ON)
		r = save(c, "sheet", "<Enter>");
	if (r == GO_ON)
		r = see(c, "書き出しました");
	free(keys);
	return r;
}

static int take_intake(struct clerk *c)
{
	int r = save(c, "begun", "1");

	if (r == GO_ON)
		r = see(c, "受付 1/9");
	if (r == GO_ON)
		r = save(c, "field", "1");
	if (r == GO_ON)
		r = fill_in(c, "intake.brought_by", "民生委員", false);
	if (r == GO_ON)
		r = next_page(c, "主訴と相談内容 2/9");
	if (r == GO_ON)
		r = fill_in(c, "intake.complaint", "保育園に入れたい。", false);
	if (r == GO_ON)
		r = press(c, "こm");
	if (r == GO_ON)
		r = next_page(c, "今夜の安全 3/9");
	if (r == GO_ON)
		r = answer(c);
	if (r == GO_ON)
		r = next_page(c, "本人 4/9");
	if (r == GO_ON)
		r = fill_in(c, "client.kana", "さとう", true);
	if (r == GO_ON)
		r = fill_in(c, "client.name", "佐藤", false);
	if (r == GO_ON)
		r = press(c, "30歳<Tab>");
	if (r == GO_ON)
		r = next_page(c, "世帯 5/9");
	if (r == GO_ON)
		r = next_page(c, "状況 6/9");
	if (r == GO_ON)
		r = next_page(c, "振り分け 7/9");
	if (r == GO_ON)
		r = sign_off(c);
	return r == GO_ON ? send_sheet(c) : r;
}

/* ---- steps ---- */

static int step(struct clerk *c, const char *key, const char *act)
{
	int r = think(c);

	if (r == GO_ON)
		r = save(c, "step", key);
	if (r == GO_ON)
		r = see(c, "記録しました");
	if (r == GO_ON)
		note(c, "step", act, "-");
	return r;
}

/* What asks for a text: keys open the question. */
static int step_with_text(struct clerk *c, const char *keys, const char *asks,
			  const char *act)
{
	char *text = think_of(c, false);
	int r = think(c);

	if (r == GO_ON)
		r = press(c, keys);
	if (r == GO_ON)
		r = see(c, asks);
	if (r == GO_ON)
		r = press(c, text);
	if (r == GO_ON)
		r = think(c);
	if (r == GO_ON)
		r = save(c, "step", "<Enter>");
	if (r == GO_ON)
		r = see(c, "記録しました");
	if (r == GO_ON)
		note(c, "step", act, text);
	free(text);
	return r;
}

static int choose_row(struct clerk *c, unsigned n)
{
	int r = think(c);

	for (unsigned i = dice(c, n); r == GO_ON && i; i--)
		r = press(c, "<Down>");
	return r;
}

static bool row_says(struct clerk *c, const char *text)
{
	struct str line = STR_INIT;
	int row, col;
	bool says;

	tty_cursor(c->tty, &row, &col);
	tty_row(c->tty, row, &line);
	says = line.len && strstr(line.buf, text);
	str_release(&line);
	return says;
}

/* Receive one that nobody has; of those in one's own hands, go on with the
 * most pressing one. */
static int work_off(struct clerk *c)
{
	int r = press(c, "8");

	if (r == GO_ON)
		r = choose_row(c, 12);
	if (r == GO_ON && row_says(c, "未受領"))
		r = step(c, "r", "receive");
	if (r == GO_ON)
		r = press(c, "<F6>");
	if (r == GO_ON && row_says(c, " 受領"))
		r = step(c, "c", "contact");
	if (r != GO_ON || !row_says(c, "接触済"))
		return r;
	r = press(c, "a");
	return r == GO_ON ? step_with_text(c, "1", "返事", "answer-keep") : r;
}

/* ---- looking up ---- */

static int look_up(struct clerk *c)
{
	bool own = dice(c, 3);
	int r = press(c, "5");

	if (r == GO_ON && own)
		r = press(c, "<F6><F6>");
	if (r == GO_ON && tty_has_text(c->tty, NOTHING))
		return ENDS;
	for (unsigned i = own ? 0 : dice(c, 6); r == GO_ON && i; i--) {
		r = think(c);
		if (r == GO_ON)
			r = press(c, "<PgDn>");
	}
	if (r == GO_ON)
		r = choose_row(c, 12);
	if (r == GO_ON)
		r = save(c, "look", "<F5>");
	/* A colleague may have taken the last one over just now. */
	if (r == GO_ON && tty_has_text(c->tty, NOTHING))
		return ENDS;
	if (r == GO_ON)
		r = see(c, "n経過を書く");
	return r == GO_ON ? step_with_text(c, "n", "経過", "note") : r;
}

/* ---- around it ---- */

static void weigh(struct clerk *c)
{
	char *path = xstrfmt("/proc/%d/smaps_rollup", (int)tty_pid(c->tty));
	FILE *f = fopen(path, "r");
	char line[256], written[32], all[32];
	long kb, dirty_kb = 0, clean_kb = 0;

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "Private_Dirty: %ld", &kb) == 1)
			dirty_kb += kb;
		else if (sscanf(line, "Private_Clean: %ld", &kb) == 1)
			clean_kb += kb;
	if (f)
		fclose(f);
	snprintf(written, sizeof(written), "%ld", dirty_kb);
	snprintf(all, sizeof(all), "%ld", dirty_kb + clean_kb);
	note(c, "memory", written, all);
	free(path);
}

static int sit_down(struct clerk *c)
{
	const struct tty_options options = { .rows = 24 };
	char *keys = xstrfmt("%s<Enter>" DEMO_PASSPHRASE, c->number);
	int r;

	c->tty = tty_spawn(&options, c->argv);
	tty_look(c->tty, (int)(c->arrive_s * dice(c, 1000)));
	r = press(c, keys);
	if (r == GO_ON)
		r = save(c, "login", "<Enter>");
	free(keys);
	c->until = clock_seconds() + c->work_s;
	/* What is late may stand there first. */
	return r == GO_ON ? go_back(c) : r;
}

void clerk_work(struct clerk *c)
{
	int (*const works[])(struct clerk *) = { take_intake, take_intake,
						 work_off, work_off, look_up };
	int r = sit_down(c);

	while (r == GO_ON) {
		r = think(c);
		if (r == GO_ON)
			r = works[dice(c, ARRAY_SIZE(works))](c);
		weigh(c);
		if (r == ENDS && clock_seconds() + 2 * c->think_s < c->until)
			r = GO_ON;
		if (r == GO_ON)
			r = go_back(c);
	}
	tty_hangup(c->tty);
	if (tty_wait_exit(c->tty, TTY_PATIENCE_MS))
		note(c, "fault", "it did not end well", "");
	tty_free(c->tty);
	err_release(&c->err);
}
