/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Age and school year on a day.
 */
#ifndef TEXT_AGE_H
#define TEXT_AGE_H

#include "text/date.h"

/*
 * Calendar age. Born on 29 February: in common years a year older from
 * 1 March. -1 before birth.
 */
int age_on(struct date birth, struct date day);

#define GRADE_PRESCHOOL 0
#define GRADE_LEFT      13 /* older than the twelfth grade */

/*
 * 1 to 12 (小1 to 高3), GRADE_PRESCHOOL, GRADE_LEFT, or -1 before birth. The
 * school year begins on 1 April; who was born on 1 April belongs to the older
 * class (学校教育法17条, 年齢計算ニ関スル法律).
 */
int school_grade(struct date birth, struct date day);
/* 未就学, 小1 … 中3, 高1相当 … 高3相当; "" otherwise. */
const char *school_grade_ja(int grade);

#endif
