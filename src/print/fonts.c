/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which fonts there are, and which of them knows a variant of a kanji.
 * Pango keeps the first font for a variation sequence even when that font
 * draws the default shape, and text extraction looks right all the same: so
 * HarfBuzz is asked.
 */
#include <string.h>

#include <fontconfig/fontconfig.h>
#include <hb.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "print/ink.h"

/* Which package of Debian brings a family. */
static const struct {
	const char *family, *package;
} packages[] = {
	{ "BIZ UDPGothic", "fonts-morisawa-bizud-gothic" },
	{ "BIZ UDGothic", "fonts-morisawa-bizud-gothic" },
	{ "BIZ UDPMincho", "fonts-morisawa-bizud-mincho" },
	{ "BIZ UDMincho", "fonts-morisawa-bizud-mincho" },
	{ "IPAmjMincho", "fonts-ipamj-mincho" },
	{ "Noto Serif CJK JP", "fonts-noto-cjk" },
	{ "Noto Sans CJK JP", "fonts-noto-cjk" },
};

/* Noto has E0100 to E010E of 邉, IPAmjMincho E010F to E011F: both are asked. */
static const char *const variant_families[] = {
	"BIZ UDPMincho",
	"Noto Serif CJK JP",
	"IPAmjMincho",
};

/* Does fontconfig have it, and not merely something like it? */
static bool installed(const char *family)
{
	FcPattern *ask = FcPatternCreate(), *match;
	FcResult result;
	FcChar8 *name;
	bool found = false;

	FcPatternAddString(ask, FC_FAMILY, (const FcChar8 *)family);
	FcConfigSubstitute(NULL, ask, FcMatchPattern);
	FcDefaultSubstitute(ask);
	match = FcFontMatch(NULL, ask, &result);
	for (int i = 0; match && FcPatternGetString(match, FC_FAMILY, i,
						    &name) == FcResultMatch;
	     i++)
		if (!strcmp((const char *)name, family))
			found = true;
	if (match)
		FcPatternDestroy(match);
	FcPatternDestroy(ask);
	return found;
}

static int check_family(const char *family, struct err *err)
{
	if (installed(family))
		return 0;
	for (size_t i = 0; i < ARRAY_SIZE(packages); i++)
		if (!strcmp(packages[i].family, family))
			return err_system(err,
					  _("The font %s is not installed: "
					    "install the package %s "
					    "(apt install %s)."),
					  family, packages[i].package,
					  packages[i].package);
	return err_system(err, _("The font %s is not installed."), family);
}

/* The family that begins at *p, which moves to the next one. NULL: no more.
 * The caller's. */
static char *next_family(const char **p)
{
	struct str name = STR_INIT;
	size_t len = strcspn(*p, ",");

	if (!**p)
		return NULL;
	str_addn(&name, *p, len);
	str_trim(&name);
	*p += len + ((*p)[len] == ',');
	return str_detach(&name);
}

static struct face *face_of(struct press *press, const char *family)
{
	PangoFontDescription *description;
	struct face *face;

	for (face = press->faces; face; face = face->next)
		if (!strcmp(face->family, family))
			return face;
	face = xcalloc(1, sizeof(*face));
	face->family = xstrdup(family);
	description = pango_font_description_new();
	pango_font_description_set_family(description, family);
	pango_font_description_set_size(description, 10 * PANGO_SCALE);
	face->font = pango_context_load_font(press->context, description);
	pango_font_description_free(description);
	face->next = press->faces;
	press->faces = face;
	return face;
}

int fonts_check(struct press *press, const struct paper *paper, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < paper->fonts_n; i++) {
		const char *p = paper->font[i].families;
		char *family;

		while ((family = next_family(&p))) {
			bool known = false;

			for (struct face *f = press->faces; f; f = f->next)
				known = known || !strcmp(f->family, family);
			if (!known && check_family(family, err))
				rc = -1;
			else if (!known)
				face_of(press, family);
			free(family);
		}
	}
	return rc;
}

PangoFontDescription *fonts_describe(const struct font_style *style)
{
	PangoFontDescription *d = pango_font_description_new();

	pango_font_description_set_family(d, style->families);
	pango_font_description_set_size(d, (int)(style->pt * PANGO_SCALE));
	if (style->bold)
		pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	return d;
}

static bool has_variant(struct press *press, const char *family, gunichar base,
			gunichar selector)
{
	struct face *face = face_of(press, family);
	hb_codepoint_t glyph;

	return face->font &&
	       hb_font_get_variation_glyph(pango_font_get_hb_font(face->font),
					   base, selector, &glyph);
}

const char *fonts_for_variant(struct press *press,
			      const struct font_style *style, gunichar base,
			      gunichar selector)
{
	const char *p = style->families;
	bool first = true;
	char *family;

	while ((family = next_family(&p))) {
		bool has = has_variant(press, family, base, selector);
		const char *name = face_of(press, family)->family;

		free(family);
		if (has)
			return first ? "" : name;
		first = false;
	}
	for (size_t i = 0; i < ARRAY_SIZE(variant_families); i++)
		if (has_variant(press, variant_families[i], base, selector))
			return variant_families[i];
	return NULL;
}
