/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libanthy knows each of its rules by the name of a word class, and asks for
 * that class anew for every rule at every word it finds. libanthydic's answer
 * is a search from the top through four hundred names, a third of a conversion.
 * The function here takes the place of that one, as our wcwidth takes that of
 * the C library, and asks the library once a name.
 */
#ifndef IME_ANTHY_CLASSES_H
#define IME_ANTHY_CLASSES_H

#include <stdint.h>

/* Before libanthy is begun. */
void anthy_classes_begin(void);

/*
 * The class of this name, which begins with "#". A class has 32 bits for as
 * long as the library is libanthydic.so.1.
 */
const char *anthy_type_to_wtype(const char *name, uint32_t *class);

#endif
