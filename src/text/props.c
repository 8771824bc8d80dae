/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/props.h"

#include <stdbool.h>
#include <stddef.h>
#include <unicode/uchar.h>

#include "base/mem.h"

#define PAGE_BITS 8
#define PAGE_SIZE (1U << PAGE_BITS)
#define PAGES_N   (0x110000U >> PAGE_BITS)
#define ZWJ       0x200D

static uint16_t *pages[PAGES_N];

static bool is_mark(int type)
{
	return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

/* Vowels and finals that stand on the Hangul initial before them. */
static bool is_joining_jamo(UChar32 c)
{
	return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB);
}

/* A format character that shows nothing: most of them, but not U+0600. */
static bool is_hidden_format(UChar32 c, int type)
{
	return type == U_FORMAT_CHAR &&
	       !u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

static uint16_t width_of(UChar32 c, int type)
{
	if (type == U_CONTROL_CHAR || type == U_LINE_SEPARATOR ||
	    type == U_PARAGRAPH_SEPARATOR)
		return PROP_NONE;
	if (c == 0x00AD) /* terminals show the soft hyphen */
		return PROP_NARROW;
	if (is_mark(type) || is_joining_jamo(c) || is_hidden_format(c, type))
		return PROP_ZERO;
	switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
	case U_EA_FULLWIDTH:
	case U_EA_WIDE:
		return PROP_WIDE;
	case U_EA_AMBIGUOUS:
		return PROP_AMBIGUOUS;
	default:
		return PROP_NARROW;
	}
}

static uint16_t props_compute(UChar32 c)
{
	int type = u_charType(c);
	uint16_t p;

	if (type == U_SURROGATE || !U_IS_UNICODE_CHAR(c))
		return PROP_NONE | PROP_NOCHARACTER;
	p = width_of(c, type);
	if (u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR))
		p |= PROP_VARIATION | PROP_EXTEND;
	else if (c != ZWJ &&
		 (is_hidden_format(c, type) ||
		  u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)))
		p |= PROP_INVISIBLE;
	if (is_mark(type) || type == U_COMBINING_SPACING_MARK || c == ZWJ ||
	    is_joining_jamo(c) || u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER))
		p |= PROP_EXTEND;
	if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR))
		p |= PROP_FLAG;
	if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC))
		p |= PROP_PICTURE;
	return p;
}

static uint16_t *page_fill(uint32_t page)
{
	uint16_t *p = xmalloc(PAGE_SIZE * sizeof(*p));

	for (uint32_t i = 0; i < PAGE_SIZE; i++)
		p[i] = props_compute((UChar32)(page << PAGE_BITS | i));
	return p;
}

uint16_t props_of(uint32_t c)
{
	uint32_t page = c >> PAGE_BITS;

	if (page >= PAGES_N)
		return PROP_NONE | PROP_NOCHARACTER;
	if (!pages[page])
		pages[page] = page_fill(page);
	return pages[page][c & (PAGE_SIZE - 1)];
}
