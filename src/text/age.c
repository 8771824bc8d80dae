/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/age.h"

#include <stddef.h>

#include "base/mem.h"

int age_on(struct date birth, struct date day)
{
	struct date birthday = { day.year, birth.month, birth.day };

	if (date_cmp(day, birth) < 0)
		return -1;
	return day.year - birth.year - (date_cmp(day, birthday) < 0);
}

/* The calendar year on whose 2 April the class of this birth begins. */
static int class_of(struct date birth)
{
	bool early = birth.month < 4 || (birth.month == 4 && birth.day == 1);

	return birth.year - early;
}

int school_grade(struct date birth, struct date day)
{
	int school_year = day.year - (day.month < 4);
	int grade = school_year - class_of(birth) - 6;

	if (date_cmp(day, birth) < 0)
		return -1;
	if (grade < 1)
		return GRADE_PRESCHOOL;
	return grade < GRADE_LEFT ? grade : GRADE_LEFT;
}

const char *school_grade_ja(int grade)
{
	static const char *const names[] = {
		"未就学", "小1", "小2", "小3",     "小4",     "小5",     "小6",
		"中1",    "中2", "中3", "高1相当", "高2相当", "高3相当",
	};

	if (grade < 0 || (size_t)grade >= ARRAY_SIZE(names))
		return "";
	return names[grade];
}
