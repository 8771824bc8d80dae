/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret.h"

#include <sodium.h>

#include "base/mem.h"

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

uint32_t random_below(uint32_t bound)
{
	ready();
	return randombytes_uniform(bound);
}
