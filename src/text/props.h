/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the room needs to know of each code point, from ICU, kept in pages of
 * 256 that are filled when first asked for. For this room only.
 */
#ifndef TEXT_PROPS_H
#define TEXT_PROPS_H

#include <stdint.h>

#define PROP_WIDTH       7U /* mask: one of the next five */
#define PROP_NONE        0U /* control: no width */
#define PROP_ZERO        1U
#define PROP_NARROW      2U
#define PROP_WIDE        3U
#define PROP_AMBIGUOUS   4U
#define PROP_EXTEND      8U  /* belongs to the base before it */
#define PROP_INVISIBLE   16U /* shows nothing and is no mark: can deceive */
#define PROP_VARIATION   32U
#define PROP_NOCHARACTER 64U  /* U+FFFE and its like, surrogates */
#define PROP_FLAG        128U /* regional indicator: two make a flag */
#define PROP_PICTURE     256U /* emoji that ZWJ may join */

/* Any number is allowed; beyond U+10FFFF it is PROP_NOCHARACTER. */
uint16_t props_of(uint32_t c);

#endif
