# SPDX-License-Identifier: GPL-3.0-or-later
# init --demo: a city that has lived, by its own rules, whenever it is made.
. "$top_srcdir/tests/cli/tap.sh"

export MADOGUCHI_NOW

# count SQL: what it gives in $db
count_of() {
	sqlite3 "$db" "SELECT count(*) FROM $1"
}

# some SQL: there are rows of that kind
some() {
	ok "$MADOGUCHI_NOW: $1" test "$(count_of "$2")" -gt 0
}

none() {
	ok "$MADOGUCHI_NOW: $1" test "$(count_of "$2")" = 0
}

# A Friday morning, the first hour of a year, a holiday on a Monday.
for MADOGUCHI_NOW in 2026-11-20T09:15:00 2027-01-04T00:05:00 \
	2026-11-23T18:40:00; do
	db=$work/$MADOGUCHI_NOW.db
	run init --db "$db" --profile fussa --demo 300
	ok "$MADOGUCHI_NOW: a city is made" test "$status" = 0
	run loop check --db "$db"
	ok "$MADOGUCHI_NOW: nothing in it is out of sight" test "$status" = 0
	ok "$MADOGUCHI_NOW: it has all its cases" \
		test "$(count_of casefile)" = 300
	some "cases are open" "casefile WHERE status = 'open'"
	some "more of them are closed" "casefile WHERE status = 'closed'
		HAVING count(*) > 150"
	for state in sent received contacted answered returned; do
		some "a referral is $state" "referral WHERE state = '$state'"
	done
	some "a promoter has a queue" "referral WHERE to_body = 'promoter'"
	some "the coordinators have one" \
		"referral WHERE to_body = 'coordinator'"
	some "one waits for a conference" "agenda WHERE settled_at IS NULL"
	some "one is late" "referral WHERE queue > ''
		AND due_at < '$MADOGUCHI_NOW'"
	ok "$MADOGUCHI_NOW: most are not" test "$(count_of "referral
		WHERE queue > '' AND due_at < '$MADOGUCHI_NOW'")" -lt \
		"$(count_of "referral WHERE queue > ''
			AND due_at >= '$MADOGUCHI_NOW'")"
	none "nothing happens after now" \
		"journal WHERE at > '$MADOGUCHI_NOW'"
	none "nor at night" "journal WHERE substr(at, 12, 5) < '09:00'
		OR substr(at, 12, 5) > '18:00'"
done

MADOGUCHI_NOW=2026-11-20T09:15:00
db=$work/$MADOGUCHI_NOW.db
run audit verify --db "$db"
ok "what was invented is whole on record" test "$status" = 0
run init --db "$work/again.db" --profile fussa --demo 300
for of in journal referral "casefile ORDER BY number" consent; do
	sqlite3 "$db" "SELECT * FROM $of" >"$work/first"
	sqlite3 "$work/again.db" "SELECT * FROM $of" >"$work/second"
	[ "$of" != "casefile ORDER BY number" ] ||
		sed -i 's/|[A-Z2-7]\{26\}|/|token|/' "$work/first" \
			"$work/second"
	ok "the same city again: $of" cmp "$work/first" "$work/second"
done
run init --db "$work/few.db" --profile fussa --demo 3
ok "of a few cases each is as it was taken" \
	test "$(sqlite3 "$work/few.db" "SELECT count(*) FROM referral")" = 0

done_testing
