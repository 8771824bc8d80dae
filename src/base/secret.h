/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes and random tokens. Owns libsodium. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_HEX_SIZE 65 /* with the NUL */
#define TOKEN_SIZE      27 /* with the NUL */

void sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX_SIZE]);

/* 128 random bits in base32 (A-Z2-7): opaque, safe in a QR code. */
void token_make(char out[TOKEN_SIZE]);

/* An unpredictable number in 0..bound-1. */
uint32_t random_below(uint32_t bound);

#endif
