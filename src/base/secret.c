/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret.h"

#include <assert.h>
#include <endian.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static void ready(void)
{
	if (sodium_init() < 0)
		die("libsodium does not start");
}

void sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX_SIZE])
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(sum, bytes, len);
	sodium_bin2hex(out, SHA256_HEX_SIZE, sum, sizeof(sum));
}

void token_make(char out[TOKEN_SIZE])
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned char bits[TOKEN_SIZE - 1];

	ready();
	randombytes_buf(bits, sizeof(bits));
	for (size_t i = 0; i < sizeof(bits); i++)
		out[i] = digits[bits[i] & 31];
	out[TOKEN_SIZE - 1] = '\0';
}

int passphrase_hash(const char *text, char out[PASSPHRASE_HASH_SIZE])
{
	static_assert(PASSPHRASE_HASH_SIZE == crypto_pwhash_STRBYTES,
		      "as libsodium writes it");

	ready();
	return crypto_pwhash_str(out, text, strlen(text),
				 crypto_pwhash_OPSLIMIT_INTERACTIVE,
				 crypto_pwhash_MEMLIMIT_INTERACTIVE);
}

bool passphrase_right(const char *hash, const char *text)
{
	/* Of a passphrase that was never given to anybody; t_staff holds its
	 * cost against a fresh one. */
	static const char nobodys[] =
		"$argon2id$v=19$m=65536,t=2,p=1$oEbbAZXgWZ5vOyuaS7k9nQ$"
		"ecKvTyD1uD5UM4MOHVysvOrFwnwj9C5EvHjPg02sZjA";
	bool right;

	ready();
	right = !crypto_pwhash_str_verify(hash ? hash : nobodys, text,
					  strlen(text));
	return hash && right;
}

void passphrase_make(char out[PASSPHRASE_MADE_SIZE])
{
	char token[TOKEN_SIZE];

	token_make(token);
	for (int group = 0; group < 3; group++) {
		memcpy(out + group * 5, token + group * 4, 4);
		out[group * 5 + 4] = '-';
	}
	out[PASSPHRASE_MADE_SIZE - 1] = '\0';
	secret_wipe(token, sizeof(token));
}

void secret_wipe(void *bytes, size_t len)
{
	sodium_memzero(bytes, len);
}

void secret_key_make(unsigned char key[SECRET_KEY_SIZE])
{
	ready();
	crypto_secretbox_keygen(key);
}

void secret_seal(const unsigned char key[SECRET_KEY_SIZE], const void *bytes,
		 size_t len, struct str *out)
{
	unsigned char nonce[crypto_secretbox_NONCEBYTES];
	size_t box_len = len + crypto_secretbox_MACBYTES;
	unsigned char *box = xmalloc(box_len);

	ready();
	randombytes_buf(nonce, sizeof(nonce));
	crypto_secretbox_easy(box, bytes, len, nonce, key);
	str_addn(out, nonce, sizeof(nonce));
	str_addn(out, box, box_len);
	free(box);
}

int secret_open(const unsigned char key[SECRET_KEY_SIZE], const void *sealed,
		size_t len, struct str *out)
{
	const unsigned char *nonce = sealed;
	const size_t more_len =
		crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
	unsigned char *text;
	int rc;

	if (len < more_len)
		return -1;
	ready();
	text = xmalloc(len - more_len + 1);
	rc = crypto_secretbox_open_easy(
		text, nonce + crypto_secretbox_NONCEBYTES,
		len - crypto_secretbox_NONCEBYTES, nonce, key);
	if (!rc)
		str_addn(out, text, len - more_len);
	free(text);
	return rc;
}

void secret_hex(const unsigned char bytes[SECRET_KEY_SIZE],
		char out[SECRET_HEX_SIZE])
{
	sodium_bin2hex(out, SECRET_HEX_SIZE, bytes, SECRET_KEY_SIZE);
}

int secret_from_hex(unsigned char bytes[SECRET_KEY_SIZE], const char *hex,
		    size_t len)
{
	size_t n;

	if (len != SECRET_HEX_SIZE - 1 ||
	    sodium_hex2bin(bytes, SECRET_KEY_SIZE, hex, len, NULL, &n, NULL) ||
	    n != SECRET_KEY_SIZE)
		return -1;
	return 0;
}

_Static_assert(sizeof(((struct mac *)NULL)->state) ==
		       sizeof(crypto_generichash_state),
	       "libsodium's state has another size");

static crypto_generichash_state *state_of(struct mac *m)
{
	return (crypto_generichash_state *)(void *)m;
}

void mac_begin(struct mac *m, const unsigned char *key)
{
	ready();
	crypto_generichash_init(state_of(m), key, key ? SECRET_KEY_SIZE : 0,
				MAC_SIZE);
	m->held_len = 0;
}

static void flush(struct mac *m)
{
	crypto_generichash_update(state_of(m), m->held, m->held_len);
	m->held_len = 0;
}

static void put(struct mac *m, const void *bytes, size_t len)
{
	if (m->held_len + len > sizeof(m->held))
		flush(m);
	if (len > sizeof(m->held)) {
		crypto_generichash_update(state_of(m), bytes, len);
		return;
	}
	memcpy(m->held + m->held_len, bytes, len);
	m->held_len += len;
}

void mac_add_int(struct mac *m, int64_t n)
{
	uint64_t bytes = htole64((uint64_t)n);

	put(m, &bytes, sizeof(bytes));
}

void mac_add(struct mac *m, const void *bytes, size_t len)
{
	mac_add_int(m, (int64_t)len);
	if (len)
		put(m, bytes, len);
}

void mac_end(struct mac *m, unsigned char out[MAC_SIZE])
{
	flush(m);
	crypto_generichash_final(state_of(m), out, MAC_SIZE);
}

bool mac_same(const unsigned char a[MAC_SIZE], const unsigned char b[MAC_SIZE])
{
	return !sodium_memcmp(a, b, MAC_SIZE);
}
