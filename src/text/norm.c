/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/norm.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

#include "base/mem.h"
#include "text/kana.h"

/* UTF-8 grows at most to as many UTF-16 units; normal forms to 18 times. */
#define NORM_MAX_LEN (INT32_MAX / 32)

static void must(UErrorCode code, const char *what)
{
	if (U_FAILURE(code))
		die("ICU: %s: %s", what, u_errorName(code));
}

/* NFC that does not look at the compatibility ideographs. */
static const UNormalizer2 *nfc_of_names(void)
{
	static UNormalizer2 *names;
	UErrorCode code = U_ZERO_ERROR;
	USet *set;

	if (names)
		return names;
	set = uset_openEmpty();
	uset_addRange(set, 0, 0x10FFFF);
	uset_removeRange(set, 0xF900, 0xFAFF);
	uset_removeRange(set, 0x2F800, 0x2FA1F);
	uset_freeze(set);
	/* Both live as long as the program. */
	names = unorm2_openFiltered(unorm2_getNFCInstance(&code), set, &code);
	must(code, "NFC");
	return names;
}

static void normalize(struct str *out, const char *s, size_t len,
		      const UNormalizer2 *norm)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t from_n, to_n, to_len;
	UChar *from, *to = NULL;

	if (len > NORM_MAX_LEN)
		die("a text of %zu bytes is too long", len);
	from = xmalloc((len + 1) * sizeof(*from));
	u_strFromUTF8WithSub(from, (int32_t)len + 1, &from_n, s, (int32_t)len,
			     0xFFFD, NULL, &code);
	must(code, "UTF-8");
	to_n = unorm2_normalize(norm, from, from_n, NULL, 0, &code);
	if (code == U_BUFFER_OVERFLOW_ERROR)
		code = U_ZERO_ERROR;
	must(code, "normal form");
	to = xmalloc(((size_t)to_n + 1) * sizeof(*to));
	unorm2_normalize(norm, from, from_n, to, to_n + 1, &code);
	must(code, "normal form");
	str_grow(out, 3 * (size_t)to_n);
	u_strToUTF8(out->buf + out->len, 3 * to_n + 1, &to_len, to, to_n,
		    &code);
	must(code, "UTF-8");
	out->len += (size_t)to_len;
	free(from);
	free(to);
}

static bool is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return false;
	}
	return true;
}

void norm_nfc(struct str *out, const char *s, size_t len)
{
	if (is_ascii(s, len))
		str_addn(out, s, len);
	else
		normalize(out, s, len, nfc_of_names());
}

char *norm_fold(const char *s)
{
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&code);
	struct str folded = STR_INIT;
	char *hiragana;

	must(code, "NFKC");
	normalize(&folded, s, strlen(s), casefold);
	hiragana = kana_to_hiragana(folded.buf);
	str_release(&folded);
	return hiragana;
}
