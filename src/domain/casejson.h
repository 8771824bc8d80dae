/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case as Case JSON, with names and addresses: what `intake import` reads
 * and `case show --json` writes. `triage` takes the same object.
 */
#ifndef DOMAIN_CASEJSON_H
#define DOMAIN_CASEJSON_H

#include "base/json.h"
#include "base/jsonout.h"
#include "domain/casefile.h"
#include "domain/rules.h"

void casefile_to_json(const struct casefile *cf, struct jsonout *out);

/*
 * Fill an empty cf. prefix is the path of the object: "" alone, "[3]" in an
 * array. -1 and sentences that begin with the path of what is wrong.
 */
int casefile_from_json(struct casefile *cf, const struct js *object,
		       const char *prefix, const struct rules *rules,
		       struct err *err);

#endif
