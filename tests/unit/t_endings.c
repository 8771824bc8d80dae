/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include "base/path.h"
#include "ime/endings.h"

static const struct {
	const char *reading, *writing, *classes;
} words[] = {
	{ "う", "打", "v5t" },      { "うけ", "受け", "v1" },
	{ "か", "書", "v5k" },      { "い", "行", "v5ik" },
	{ "し", "知", "v5r" },      { "そうだん", "相談", "vs" },
	{ "くるし", "苦し", "ai" }, { "しずか", "静か", "na" },
	{ "この", "この", "pn" },   { "ちゅう", "中", "sfx" },
};

static void each(void *data, const char *s, size_t len,
		 void (*found)(void *walk, const struct ending_word *word),
		 void *walk)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		struct ending_word word = {
			.writing = words[i].writing,
			.reading_len = strlen(words[i].reading),
			.writing_len = strlen(words[i].writing),
			.classes = words[i].classes,
			.classes_len = strlen(words[i].classes),
		};

		if (word.reading_len <= len &&
		    !memcmp(words[i].reading, s, word.reading_len))
			found(walk, &word);
	}
}

/* The writings that take up the whole reading. */
struct whole {
	size_t len;
	struct str text;
};

static void keep_whole(void *data, const struct ending_phrase *phrase)
{
	struct whole *whole = data;

	if (phrase->len == whole->len && !strstr(whole->text.buf, phrase->text))
		str_addf(&whole->text, "%s%s", whole->text.len ? " " : "",
			 phrase->text);
}

static struct endings *shipped(void)
{
	char *path = path_data("locale/ja/endings.txt");
	struct err err = ERR_INIT;
	struct endings *e = endings_load(path, &err);

	assert_string_equal(err.text.buf, "");
	assert_non_null(e);
	free(path);
	return e;
}

static void check(const struct endings *e, const char *reading,
		  const char *want)
{
	const struct ending_words source = { each, NULL };
	struct whole whole = { strlen(reading), STR_INIT };

	endings_phrases(e, &source, reading, whole.len, keep_whole, &whole);
	assert_string_equal(whole.text.buf, want);
	str_release(&whole.text);
}

static void forms(void **state)
{
	struct endings *e = shipped();

	check(e, "うけた", "受けた");
	check(e, "うけていない", "受けていない");
	check(e, "うけさせられた", "受けさせられた");
	check(e, "うけはじめる", "受け始める");
	check(e, "かいて", "書いて");
	check(e, "かけない", "書けない");
	check(e, "かきかた", "書き方");
	check(e, "いって", "行って");
	check(e, "いきたい", "行きたい");
	check(e, "しられたくない", "知られたくない");
	check(e, "そうだんする", "相談する");
	check(e, "そうだんしてほしい", "相談してほしい");
	check(e, "そうだんできないため", "");
	check(e, "そうだんについて", "相談について");
	check(e, "そうだんにたいして", "相談に対して");
	check(e, "そうだんちゅうである", "相談中である");
	check(e, "くるしくて", "苦しくて");
	check(e, "くるしければ", "苦しければ");
	check(e, "しずかなので", "静かなので");
	check(e, "この", "この");
	check(e, "ちゅう", ""); /* no suffix alone */
	check(e, "そうだんぽ", "");
	endings_free(e);
}

static void faulty(const char *text, const char *want)
{
	struct err err = ERR_INIT;

	assert_null(endings_from(text, strlen(text), "e.txt", &err));
	assert_string_equal(err.text.buf, want);
	err_release(&err);
}

static void faults(void **state)
{
	faulty("# nothing\nabc\n", "e.txt:2: a line is \"state: endings\"");
	faulty("n: .\nn: が\n", "e.txt:2: the state n is there twice");
	faulty("n: が>\n", "e.txt:1: a state is missing behind >");
	faulty("n: .\nv: る>x\n", "e.txt:2: there is no line for the state x");
	faulty("n: =x\n", "e.txt:1: an ending is missing");
}

/* A circle of empty endings ends. */
static void circle(void **state)
{
	static const char text[] = "v1: >a た\na: >v1\n";
	struct endings *e = endings_from(text, strlen(text), "e.txt", NULL);

	check(e, "うけた", "受けた");
	endings_free(e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms),
		cmocka_unit_test(faults),
		cmocka_unit_test(circle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
