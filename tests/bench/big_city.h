/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A city that has grown: cases with people, answers and referrals on their way,
 * written with bare SQLite into the tables as they are, indices and triggers
 * put aside meanwhile. Every fifth case is open, with one referral that waits;
 * one section has a fifth of them, one person in it thousands. The rest is
 * closed. Whoever fills one holds it against loop_check().
 */
#ifndef TESTS_BENCH_BIG_CITY_H
#define TESTS_BENCH_BIG_CITY_H

#include <stdbool.h>
#include <stdint.h>

#define BIG_NOW     "2026-11-20T10:00:00"
#define BIG_SECTION "kaigo-fukushi" /* where most of it waits */
#define BIG_STAFF_N 300
#define BIG_MANY    "2002" /* works there, and has thousands in hand */
#define BIG_FEW     "2020" /* a clerk there, with a few */

/* Cases R01-0000001 to n into a database that has its tables, and nobody in
 * them from 2000 on. ledgers: with history, triage and viewings, too: eleven
 * rows a case of what is only written on, not two. */
void big_city_fill(const char *path, int cases_n, bool ledgers);

#endif
