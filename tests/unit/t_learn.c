/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/test.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/secret.h"
#include "ime/learn.h"

static char folder[] = "/tmp/t_learn-XXXXXX";

static char *in_folder(const char *name)
{
	return xstrfmt("%s/%s", folder, name);
}

static int make(void **state)
{
	return mkdtemp(folder) ? 0 : -1;
}

static int clean(void **state)
{
	char *lock = in_folder("lock");

	learn_forget(folder, NULL);
	unlink(lock);
	free(lock);
	return rmdir(folder);
}

static void expect(struct learn *l, const char *reading, const char *text)
{
	struct err err = ERR_INIT;
	const char *found = learn_find(l, reading, &err);

	assert_string_equal(err.text.buf, "");
	if (text)
		assert_string_equal(found, text);
	else
		assert_null(found);
	err_release(&err);
}

static void last_choice(void **state)
{
	struct learn *one = learn_new(folder), *two = learn_new(folder);

	expect(one, "いし", NULL);
	assert_int_equal(learn_add(one, "いし", "意思", NULL), 0);
	expect(one, "いし", "意思");
	assert_int_equal(learn_add(one, "いし", "医師", NULL), 0);
	expect(one, "いし", "医師");
	/* Another terminal sees it, and the other way round. */
	expect(two, "いし", "医師");
	assert_int_equal(learn_add(two, "かいしゃ", "会社", NULL), 0);
	expect(one, "かいしゃ", "会社");
	expect(one, "いし", "医師");
	learn_free(one);
	learn_free(two);
}

/* Neither words nor readings stand in the file, and it is nobody else's. */
static void sealed(void **state)
{
	struct learn *l = learn_new(folder);
	char *file = in_folder("learned"), *key = in_folder("learned.key");
	struct str bytes = STR_INIT;
	struct stat st;

	assert_int_equal(learn_add(l, "ひみつのことば", "秘密の言葉", NULL), 0);
	assert_int_equal(str_read_file(&bytes, file, 1 << 20, NULL), 0);
	assert_null(memmem(bytes.buf, bytes.len, "秘密", strlen("秘密")));
	assert_null(memmem(bytes.buf, bytes.len, "ひみつ", strlen("ひみつ")));
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	str_release(&bytes);
	free(file);
	free(key);
	learn_free(l);
}

static void broken(void **state)
{
	struct learn *l = learn_new(folder);
	struct err err = ERR_INIT;
	char *file = in_folder("learned");
	int fd;

	assert_int_equal(learn_add(l, "いし", "意思", NULL), 0);
	fd = open(file, O_WRONLY);
	assert_int_equal(pwrite(fd, "x", 1, 30), 1);
	close(fd);
	assert_null(learn_find(l, "いし", &err));
	assert_non_null(strstr(err.text.buf, "learning begins anew"));
	expect(l, "いし", NULL); /* said once */
	assert_int_equal(learn_add(l, "いし", "石", NULL), 0);
	expect(l, "いし", "石");
	err_release(&err);
	free(file);
	learn_free(l);
}

static void forgotten(void **state)
{
	struct learn *l = learn_new(folder);

	assert_int_equal(learn_add(l, "いし", "意思", NULL), 0);
	assert_int_equal(learn_forget(folder, NULL), 0);
	expect(l, "いし", NULL);
	assert_int_equal(learn_forget(folder, NULL), 0);
	learn_free(l);
}

static void odd_texts(void **state)
{
	struct learn *l = learn_new(folder);

	assert_int_equal(learn_add(l, "あ\tい", "亜", NULL), 0);
	assert_int_equal(learn_add(l, "う", "卯\n", NULL), 0);
	assert_int_equal(learn_add(l, "", "卯", NULL), 0);
	expect(l, "あ", NULL);
	expect(l, "う", NULL);
	learn_free(l);
}

/* Eight terminals at once: no choice is lost, no file is broken. */
static void at_once(void **state)
{
	struct learn *l;

	for (int p = 0; p < 8; p++) {
		pid_t child = fork();

		assert_true(child >= 0);
		if (child)
			continue;
		l = learn_new(folder);
		for (int i = 0; i < 20; i++) {
			char *reading = xstrfmt("%d-%d", p, i);

			if (learn_add(l, reading, "x", NULL))
				_exit(1);
			free(reading);
		}
		_exit(0);
	}
	for (int p = 0; p < 8; p++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	l = learn_new(folder);
	for (int p = 0; p < 8; p++) {
		for (int i = 0; i < 20; i++) {
			char *reading = xstrfmt("%d-%d", p, i);

			expect(l, reading, "x");
			free(reading);
		}
	}
	learn_free(l);
}

static void folder_unwritable(void **state)
{
	struct learn *l = learn_new("/proc/learn");
	struct err err = ERR_INIT;

	expect(l, "いし", NULL);
	assert_int_equal(learn_add(l, "いし", "意思", &err), -1);
	assert_non_null(strstr(err.text.buf, "/proc/learn"));
	err_release(&err);
	learn_free(l);
}

static void seals(void **state)
{
	unsigned char key[SECRET_KEY_SIZE], other[SECRET_KEY_SIZE];
	struct str sealed_text = STR_INIT, text = STR_INIT;

	secret_key_make(key);
	secret_key_make(other);
	secret_seal(key, "abc", 3, &sealed_text);
	assert_int_equal(
		secret_open(key, sealed_text.buf, sealed_text.len, &text), 0);
	assert_string_equal(text.buf, "abc");
	assert_int_equal(
		secret_open(other, sealed_text.buf, sealed_text.len, &text),
		-1);
	assert_int_equal(secret_open(key, sealed_text.buf, 10, &text), -1);
	assert_int_equal(secret_open(key, "", 0, &text), -1);
	assert_string_equal(text.buf, "abc");
	str_release(&sealed_text);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(last_choice),
		cmocka_unit_test(sealed),
		cmocka_unit_test(broken),
		cmocka_unit_test(forgotten),
		cmocka_unit_test(odd_texts),
		cmocka_unit_test(at_once),
		cmocka_unit_test(folder_unwritable),
		cmocka_unit_test(seals),
	};

	return cmocka_run_group_tests(tests, make, clean);
}
