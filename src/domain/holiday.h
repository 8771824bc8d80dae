/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The national holidays of Japan, computed from the law
 * (国民の祝日に関する法律, 昭和23年法律第178号) as it stood in each year: from
 * 1949 until 2150, where the formula of the equinoxes ends. The equinoxes of a
 * coming year are made known each February; they have never differed from the
 * formula.
 */
#ifndef DOMAIN_HOLIDAY_H
#define DOMAIN_HOLIDAY_H

#include "text/date.h"

/* 海の日, 振替休日, 国民の休日 …; NULL on any other day. Borrowed. */
const char *holiday_name(struct date day);

#endif
