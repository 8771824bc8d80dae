/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet from a text file, for the tests of printed forms. */
#ifndef TESTS_FORMS_VALUES_H
#define TESTS_FORMS_VALUES_H

#include "domain/sheet.h"

/*
 * A line is KEY=VALUE, KEY:ROW=VALUE, KEY! or KEY:ROW! (withhold), or the name
 * of a list, which gets one more row. \n in a value is a new line. What is
 * wrong ends the program.
 */
struct sheet *values_load(const char *path);

#endif
