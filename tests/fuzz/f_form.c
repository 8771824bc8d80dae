/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a printed form: one that can be read on screen, or a sentence
 * that says where it went wrong. Laying out is left to tests/unit/t_press.c:
 * with Pango in it a search would be a hundred times slower.
 */
#include <string.h>

#include "fuzz.h"

#include "base/mem.h"
#include "print/paper.h"
#include "print/press.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct paper *paper = paper_parse((const char *)data, size, "f", &err);

	if (paper) {
		press_preview(paper, NULL, 78, &text);
		if (!strstr(text.buf, paper_title(paper)) &&
		    strlen(paper_title(paper)) < 30)
			BUG("a form without its title");
	} else if (err.kind != ERR_INPUT ||
		   !skip_prefix(err.text.buf, "f:", NULL)) {
		BUG("no sentence with its place: %s", err.text.buf);
	}
	paper_free(paper);
	str_release(&text);
	err_release(&err);
	return 0;
}
