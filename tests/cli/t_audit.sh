# SPDX-License-Identifier: GPL-3.0-or-later
# audit verify, audit show: is the record of views and changes whole, what is
# in it. What can be done to one is in tests/unit/t_audit.c.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

exits() {
	test "$status" = "$1"
}

mode_of() {
	stat -c %a "$1"
}

run init --db "$db" --profile fussa --demo 5
ok "a key comes with the city" test "$(mode_of "$db.key")" = 600
run audit verify --db "$db"
ok "a new record is whole" exits 0
n=$(cut -d' ' -f1 "$work/out")
links=$(sqlite3 "$db" "SELECT count(*) FROM audit")
ok "and counted" test "$n" = "$links"
ok "with the mac to note down" grep -qE '^[0-9]+ [0-9a-f]{64}$' "$work/out"

MADOGUCHI_NOW=2026-11-21T09:15:00
by_holder "$db" R08-00002
"$mado" case show --db "$db" --json R08-00002 >"$work/case.json"
says "not for everybody's eyes" 2 "Only an administrator" audit show --db "$db"
MADOGUCHI_STAFF=0133
run intake import --db "$db" "$work/case.json"
ok "a case comes in" exits 0
number=$(cat "$work/out")
run audit show --db "$db" --case "$number" --from 2026-11-21
ok "the record shows it" grep -qE \
	"^[0-9]+	2026-11-21T09:15:00	history	[0-9]+-[0-9]+	[0-9]+	$number$" \
	"$work/out"
ok "and that it was looked at" grep -q "	audit-show	.*	0133	$number$" \
	"$work/out"
ok "nothing of another case" test -z "$(grep -v "$number$" "$work/out")"
run audit show --db "$db" --from 2026-11-21
ok "nothing earlier" test -z "$(grep 2026-11-20 "$work/out")"
run audit show --db "$db"
ok "the whole record has its beginning" out_has "	start	"
sqlite3 "$db" "SELECT name FROM member WHERE name IS NOT NULL
	UNION SELECT name FROM staff UNION SELECT title FROM casefile" \
	>"$work/names"
ok "and nobody's name" sh -c "! grep -qFf '$work/names' '$work/out'"

says "a day is a day" 2 "is no day" audit show --db "$db" --from gestern
says "a case is there" 2 "There is no case" audit show --db "$db" --case R08-9
says "an entry is a number" 2 "--known" audit verify --db "$db" --known x

sqlite3 "$db" "DROP TRIGGER history_no_update;
	UPDATE history SET changes = '{}' WHERE id = 7"
says "an edited row is located" 1 "(history 7, R0" audit verify --db "$db"
ok "in one sentence" test "$(wc -l <"$work/err")" = 1

chmod 644 "$db.key"
says "a key is for one" 1 "Others may read the key" audit verify --db "$db"
rm "$db.key"
says "and has to be there" 1 "$db.key" audit verify --db "$db"
says "nothing is written without it" 1 "$db.key" audit show --db "$db"
says "beginning anew is not done in passing" 2 "--lost-key" \
	audit anew --db "$db"
says "nor by anybody" 2 "Only an administrator" \
	audit anew --db "$db" --staff 0101 --lost-key
run audit anew --db "$db" --staff 0133 --lost-key
ok "an administrator begins it anew" exits 0
ok "with a key of its own" test "$(mode_of "$db.key")" = 600
run audit verify --db "$db"
ok "it is whole, as the rows are now" exits 0
ok "and says from when on" grep -qF \
	"Not verifiable before 2026-11-21: entries 1 to" "$work/out"
run audit show --db "$db" --staff 0133
ok "that is on record" grep -q "	anew	.*	0133	-$" "$work/out"
says "there is a key again" 2 "There is a key" \
	audit anew --db "$db" --staff 0133 --lost-key
rm "$db" "$db.key"
says "what is left of a city is not overwritten" 1 "move it away first" \
	init --db "$db" --profile fussa
done_testing
