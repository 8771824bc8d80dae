/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashes, with a key and without, random tokens, passphrases and sealed texts.
 * Owns libsodium.
 */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHA256_HEX_SIZE      65 /* with the NUL */
#define TOKEN_SIZE           27 /* with the NUL */
#define PASSPHRASE_HASH_SIZE 128
#define PASSPHRASE_MADE_SIZE 15 /* with the NUL */

/* The digest of len bytes in hexadecimal, lower case. */
void sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX_SIZE]);

/* 128 random bits in base32 (A-Z2-7): opaque, safe in a QR code. */
void token_make(char out[TOKEN_SIZE]);

/*
 * A passphrase, to be kept: argon2id with a salt and libsodium's interactive
 * limits, about 90 ms and 64 MB for that time. Never do it while the gate is
 * held. -1: no memory.
 */
int passphrase_hash(const char *text, char out[PASSPHRASE_HASH_SIZE]);
/* Is it the one that was hashed? hash NULL takes as long and is false. */
bool passphrase_right(const char *hash, const char *text);
/* A random one to be read out and changed: "K7QM-2TXA-PL5D", 60 bits. */
void passphrase_make(char out[PASSPHRASE_MADE_SIZE]);

/* Make it unreadable; the compiler does not leave that out. */
void secret_wipe(void *bytes, size_t len);

struct str;

#define SECRET_KEY_SIZE 32

void secret_key_make(unsigned char key[SECRET_KEY_SIZE]);
/* Append bytes, sealed so that only the key reads them and no change stays
 * unnoticed. */
void secret_seal(const unsigned char key[SECRET_KEY_SIZE], const void *bytes,
		 size_t len, struct str *out);
/* Append what was sealed; -1, and nothing, when it is not whole. */
int secret_open(const unsigned char key[SECRET_KEY_SIZE], const void *sealed,
		size_t len, struct str *out);
/* A key as text, and back: -1 when the text is none. */
#define SECRET_HEX_SIZE 65 /* with the NUL */
void secret_hex(const unsigned char bytes[SECRET_KEY_SIZE],
		char out[SECRET_HEX_SIZE]);
int secret_from_hex(unsigned char bytes[SECRET_KEY_SIZE], const char *hex,
		    size_t len);

/*
 * BLAKE2b of 256 bits over parts; each part goes in with its length, so that
 * "ab" "c" is not "a" "bc". With a key it is a mac: nobody makes it without.
 */
#define MAC_SIZE SECRET_KEY_SIZE
struct mac {
	_Alignas(64) unsigned char state[384];
	unsigned char held[256]; /* small parts, until there are some */
	size_t held_len;
};
/* key may be NULL. */
void mac_begin(struct mac *m, const unsigned char *key);
void mac_add(struct mac *m, const void *bytes, size_t len);
void mac_add_int(struct mac *m, int64_t n);
void mac_end(struct mac *m, unsigned char out[MAC_SIZE]);
/* The same? In a time that does not tell where they differ. */
bool mac_same(const unsigned char a[MAC_SIZE], const unsigned char b[MAC_SIZE]);

#endif
