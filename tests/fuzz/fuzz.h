/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each fuzz target gives: one function that takes any bytes. It stops
 * the program (BUG) when what came out breaks a promise.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
