/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rulefile.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/path.h"
#include "domain/access.h"

void rulefile_release(struct rulefile *f)
{
	rules_free(f->rules);
	str_release(&f->text);
	free(f->at);
	free(f->staff);
	free(f->why);
	*f = (struct rulefile)RULEFILE_INIT;
}

static int parse(struct rulefile *f, const char *name,
		 const struct profile *profile, const struct facts *facts,
		 struct err *err)
{
	f->rules = rules_parse(f->text.buf, f->text.len, name, profile, facts,
			       err);
	return f->rules ? 0 : -1;
}

static int read_shipped(struct rulefile *f, const struct profile *profile,
			const struct facts *facts, struct err *err)
{
	char *path = profile_path(profile->code, "triage.yaml");
	int r = str_read_file(&f->text, path, RULES_FILE_MAX, err);

	f->shipped = true;
	if (!r)
		r = parse(f, path, profile, facts, err);
	free(path);
	return r;
}

static void take_entry(struct rulefile *f, const struct rows *rows)
{
	free(f->at);
	free(f->staff);
	free(f->why);
	f->id = rows_int(rows, 0, "id");
	f->at = xstrdup(rows_text(rows, 0, "at"));
	f->staff = xstrdup(rows_text(rows, 0, "staff"));
	f->why = xstrdup(str_or_empty(rows_text(rows, 0, "why")));
	f->shipped = !rows_text(rows, 0, "bytes");
}

/* The bytes out of the newest entry. */
static int read_entry(struct rulefile *f, const struct rows *rows,
		      const struct profile *profile, const struct facts *facts,
		      struct err *err)
{
	size_t at = rows_col(rows, "bytes");
	char *name = xstrfmt("triage.yaml@%s", f->at);
	char hash[SHA256_HEX_SIZE];
	int r;

	str_addn(&f->text, rows->cell[at], rows->len[at]);
	sha256_hex(f->text.buf, f->text.len, hash);
	if (!streq(hash, rows_text(rows, 0, "hash")))
		r = err_system(err, _("The stored rules are not those that "
				      "were put to use"));
	else
		r = parse(f, name, profile, facts, err);
	if (r)
		err_system(err,
			   _("The rules in use, of %s, cannot be used any "
			     "more: put a mended file to use with madoguchi "
			     "rules use, or go back with madoguchi rules use "
			     "--shipped"),
			   f->at);
	free(name);
	return r;
}

static void begin(struct rulefile *f)
{
	rulefile_release(f);
	f->at = xstrdup("");
	f->staff = xstrdup("");
	f->why = xstrdup("");
}

int rulefile_in_use(struct rulefile *f, struct store *s,
		    const struct profile *profile, const struct facts *facts,
		    struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r;

	begin(f);
	f->shipped = true;
	if (store_exec(s, Q_RULEFILE_NEWEST, &rows, err,
		       ARG_TEXT("profile", profile->code)))
		return -1;
	if (rows.n)
		take_entry(f, &rows);
	r = f->shipped ? read_shipped(f, profile, facts, err)
		       : read_entry(f, &rows, profile, facts, err);
	rows_release(&rows);
	return r;
}

int rulefile_shipped(struct rulefile *f, const struct profile *profile,
		     const struct facts *facts, struct err *err)
{
	begin(f);
	return read_shipped(f, profile, facts, err);
}

int rulefile_read(struct rulefile *f, const char *path,
		  const struct profile *profile, const struct facts *facts,
		  struct err *err)
{
	begin(f);
	if (str_read_file(&f->text, path, RULES_FILE_MAX, err) ||
	    parse(f, path, profile, facts, err))
		return -1;
	return rules_unreachable(f->rules, err) ? -1 : 0;
}

int rulefile_newest(struct store *s, const struct profile *profile, int64_t *id,
		    struct err *err)
{
	struct rows rows = ROWS_INIT;

	if (store_exec(s, Q_RULEFILE_NEWEST_ID, &rows, err,
		       ARG_TEXT("profile", profile->code)))
		return -1;
	*id = rows_int(&rows, 0, "id");
	rows_release(&rows);
	return 0;
}

/* A version names one file for ever. */
static int check_version(struct store *s, const struct rules *rules,
			 struct err *err)
{
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_RULEFILE_OTHER, &rows, err,
			   ARG_TEXT("profile", rules->profile->code),
			   ARG_TEXT("version", rules->version),
			   ARG_TEXT("hash", rules->hash));

	if (!r && rows.n)
		r = err_input(err,
			      _("%s: version \"%s\" was another file, put to "
				"use on %s; move the version up"),
			      rules->name, rules->version,
			      rows_text(&rows, 0, "at"));
	rows_release(&rows);
	return r;
}

static int check_newer(struct store *s, const struct rulefile *f,
		       const char *version, const char *hash, struct err *err)
{
	const struct rules *rules = f->rules;

	if (streq(hash, rules->hash))
		return err_input(err,
				 _("%s: these very rules (version %s) are in "
				   "use already"),
				 rules->name, rules->version);
	if (f->shipped)
		return 0;
	if (strverscmp(rules->version, version) <= 0)
		return err_input(err,
				 _("%s: its version \"%s\" must be above "
				   "\"%s\", which is in use"),
				 rules->name, rules->version, version);
	return check_version(s, rules, err);
}

/* Version and hash in use, as the ledger says, or the shipped file. */
static int check_change(struct store *s, const struct rulefile *f,
			struct err *err)
{
	const struct rules *rules = f->rules;
	struct rulefile shipped = RULEFILE_INIT;
	struct rows rows = ROWS_INIT;
	int r = store_exec(s, Q_RULEFILE_NEWEST, &rows, err,
			   ARG_TEXT("profile", rules->profile->code));

	if (!r && rows.n && rows_text(&rows, 0, "bytes"))
		r = check_newer(s, f, rows_text(&rows, 0, "version"),
				rows_text(&rows, 0, "hash"), err);
	else if (!r)
		r = rulefile_shipped(&shipped, rules->profile, rules->facts,
				     err) ||
				    check_newer(s, f, shipped.rules->version,
						shipped.rules->hash, err)
			    ? -1
			    : 0;
	rulefile_release(&shipped);
	rows_release(&rows);
	return r;
}

static int add(struct store *s, const char *by, const struct rulefile *f,
	       const char *why, struct err *err)
{
	const struct rules *rules = f->rules;
	char now[CLOCK_SIZE];

	clock_now(now);
	return store_exec(s, Q_RULEFILE_ADD, NULL, err, ARG_TEXT("at", now),
			  ARG_TEXT("staff", by),
			  ARG_TEXT("profile", rules->profile->code),
			  ARG_TEXT("version", rules->version),
			  ARG_TEXT("hash", rules->hash), ARG_TEXT("why", why),
			  ARG_BLOB("bytes", f->shipped ? NULL : f->text.buf,
				   f->text.len));
}

int rulefile_use(struct store *s, const char *by, const struct rulefile *f,
		 const char *why, struct err *err)
{
	int r = access_house(s, by, ACTION_RULES, err);

	if (!r)
		r = store_begin(s, err);
	if (!r)
		r = check_change(s, f, err);
	if (!r)
		r = add(s, by, f, why, err);
	if (!r)
		r = store_commit(s, err);
	store_rollback(s);
	return r;
}
