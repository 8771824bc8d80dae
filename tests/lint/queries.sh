# SPDX-License-Identifier: GPL-3.0-or-later
# Queries: each is used, none pages by OFFSET, and SQL stands nowhere else.
# Their plans are read by tests/unit/t_queries.c.
. "$top_srcdir/tests/lint/lint.sh"

sed -n 's/^-- name: //p' db/queries/*.sql >"$work/names"
sources c | grep '^src/' | xargs cat | grep -o 'Q_[A-Z0-9_]*' |
	tr '[:upper:]' '[:lower:]' | sed 's/^q_//' | sort -u >"$work/used"
sort "$work/names" | comm -23 - "$work/used" |
	sed 's/$/: used nowhere/' >"$faults"
no_faults "every query is used"

grep -niw 'offset' db/queries/*.sql | grep -v ':[0-9]*:--' >"$faults"
no_faults "no query pages by OFFSET"

sources c h | grep '^src/' | grep -v '^src/store/' |
	xargs grep -nE '"(SELECT|INSERT|UPDATE|DELETE|PRAGMA) |sqlite3_' \
		/dev/null >"$faults"
no_faults "SQL stands only in db/ and in the store"
done_linting
