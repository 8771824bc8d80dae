# SPDX-License-Identifier: GPL-3.0-or-later
# init, intake import, case show: cases in and out of a database.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

exits() {
	test "$status" = "$1"
}

run init --db "$db" --profile fussa --demo 40
ok "a demo city is made" exits 0
says "who looks has to be said" 2 "--staff NUMBER" \
	case show --db "$db" R08-00001
by_holder "$db" R08-00001
run case show --db "$db" R08-00001
ok "its first case can be shown" out_has "case ケース番号: R08-00001"
ok "and that is on record" test "$(sqlite3 "$db" \
	"SELECT staff || purpose FROM viewing")" \
	= "${MADOGUCHI_STAFF}command"
says "an administrator sees no case" 2 "Only those who work on this case" \
	case show --db "$db" --staff 0133 R08-00001
says "statistics see no name" 2 "Only those who work on this case" \
	case show --db "$db" --staff 0132 --json R08-00001
ok "what is refused is no viewing" test "$(sqlite3 "$db" \
	"SELECT count(*) FROM viewing")" = 1
says "nor do they take one in" 2 "do not take consultations" \
	intake import --db "$db" --staff 0132 - <<'JSON'
{"received_on": "2026-11-20"}
JSON
sqlite3 "$db" "SELECT name FROM staff" | sort | uniq -d >"$work/twice"
ok "no two colleagues have one name" test ! -s "$work/twice"
by_holder "$db" R08-00020
cp "$db" "$work/copy.db"
cp "$db.key" "$work/copy.db.key"
run case show --db "$work/copy.db" R08-00020
ok "a new city is whole in its one file" out_has "R08-00020"
run init --db "$work/again.db" --profile fussa --demo 40
"$mado" case show --db "$db" --json R08-00020 >"$work/one"
"$mado" case show --db "$work/again.db" --json R08-00020 >"$work/two"
ok "the same city is made each time" cmp -s "$work/one" "$work/two"

says "an existing database is not touched" 1 "already there" \
	init --db "$db" --profile fussa
says "an unknown profile is refused" 2 "nowhere" \
	init --db "$work/no.db" --profile nowhere
ok "and leaves nothing behind" test ! -e "$work/no.db"
says "a number of cases is a number" 2 "--demo" \
	init --db "$work/no.db" --profile fussa --demo many
says "a missing folder is named" 1 "There is no folder" \
	init --db "$work/no/such.db" --profile fussa
says "a missing database is named" 1 "There is no database at" \
	case show --db "$work/none.db" R08-00001
says "a missing case is named" 2 "There is no case R08-99999" \
	case show --db "$db" R08-99999
printf 'no database at all, only some words\n' >"$work/words.db"
says "another file is no database" 1 "not a madoguchi database" \
	case show --db "$work/words.db" R08-00001

db=$work/empty.db
run init --db "$db" --profile fussa --demo 0
ok "a city without cases is made" exits 0
cat >"$work/one.json" <<'JSON'
{"received_on": "2026-11-20", "taken_at": "kaigo-fukushi",
  "channel": "visit", "route": "community", "brought_by": "民生委員",
  "chief_complaint": "庭に物が\nあふれている",
  "concerns": {"main": "care", "others": ["housing"]},
  "facts": {"hoarding": "yes", "no_food": "unknown"}, "returned": 0,
  "members": [
   {"id": "m1", "relation": "client", "name": "試験 花子",
    "kana": "しけん はなこ", "age": 82, "sex": "female",
    "telephone": "000-0000-0000", "facts": {"dementia_suspected": "yes"}},
   {"id": "m2", "relation": "子", "birth": "1974-05-01",
    "facts": {"withdrawn": "yes", "lives_together": "yes"}}]}
JSON
{
	echo '['
	cat "$work/one.json"
	echo ', {"received_on": "2026-11-20", "place": "駅前のベンチ"}]'
} >"$work/case.json"
run intake import --db "$db" "$work/case.json"
ok "an import prints the numbers" exits 0
printf 'R08-00001\nR08-00002\n' >"$work/want"
ok "one a line, in their order" cmp -s "$work/out" "$work/want"
by_holder "$db" R08-00001
run case show --db "$db" --json R08-00001
cp "$work/out" "$work/shown"
ok "what went in comes out" out_has '"tel": "000-0000-0000"' "$work/shown"
ok "lines stay lines" out_has '庭に物が\nあふれている' "$work/shown"
"$mado" triage --profile fussa <"$work/shown" >"$work/a" 2>"$work/err"
"$mado" triage --profile fussa <"$work/one.json" >"$work/b" 2>>"$work/err"
ok "triage decides alike on both" cmp -s "$work/a" "$work/b"
ok "and decides" test -s "$work/a"
run intake import --db "$db" - <"$work/shown"
ok "what came out goes in" out_has R08-00003
run case show --db "$db" --json R08-00003
sed 's/R08-00001/R08-00003/' "$work/shown" >"$work/want"
ok "and is the same" cmp -s "$work/out" "$work/want"
run case show --db "$db" R08-00001
ok "urgency and lead are the rules'" out_has "case 緊急度: B"
run intake import --db "$db" --staff 0104 "$work/case.json"
ok "who takes it can be named" exits 0
run case show --db "$db" --staff 0104 R08-00004
ok "and holds it" out_has "case 主担当: 0104"
says "a stranger cannot take it" 2 "9999" \
	intake import --db "$db" --staff 9999 "$work/case.json"

# English words for a relation are what staff would have typed.
printf '%s' '{"received_on": "2026-11-20", "visitor_relation": "daughter",
 "members": [{"relation": "client"}, {"relation": "child"},
 {"relation": "いとこ"}]}' >"$work/relations.json"
run intake import --db "$work/again.db" --staff 0104 "$work/relations.json"
number=$(cat "$work/out")
run case show --db "$work/again.db" --staff 0104 --json "$number"
ok "a child is 子" out_has '"relation": "子"'
ok "the client stays a code" out_has '"relation": "client"'
ok "other words stay" out_has '"relation": "いとこ"'
ok "the visitor is a daughter" out_has '"visitor_relation": "娘"'

# All or nothing: the second of three is wrong.
cat >"$work/bad.json" <<'JSON'
[{"received_on": "2026-11-20"},
 {"received_on": "2026-11-20", "members": [{"facts": {"withdrawm": "yes"}}]},
 {"received_on": "2026-11-20"}]
JSON
says "a wrong fact is named by its path" 2 \
	"[1].members[0].facts.withdrawm: " \
	intake import --db "$db" "$work/bad.json"
says "and nothing of it is taken" 2 "There is no case R08-00006" \
	case show --db "$db" R08-00006

import_of() { # WHAT SENTENCE JSON
	printf '%b' "$3" >"$work/in.json"
	says "$1" 2 "$2" intake import --db "$db" "$work/in.json"
}
import_of "control characters are refused" "members[0].name: " \
	'{"received_on": "2026-11-20", "members": [{"name": "a\\u001b[2Jb"}]}'
import_of "broken UTF-8 is refused" "in.json:1:" \
	'{"received_on": "2026-11-20", "place": "a\0377b"}'
import_of "a NUL is refused" "in.json:1:" \
	'{"received_on": "2026-11-20", "place": "a\\u0000b"}'
import_of "an impossible date is refused" "received_at" \
	'{"received_on": "2026-11-20", "received_at": "2026-02-30T10:00"}'
import_of "two clients are refused" "only one member can be the client" \
	'{"received_on": "2026-11-20", "members":
	[{"relation": "client"}, {"relation": "client"}]}'
awk 'BEGIN { printf "{\"received_on\": \"2026-11-20\", \"members\": ["
	for (i = 0; i < 10000; i++) printf "%s{\"age\": 3}", i ? "," : ""
	print "]}" }' >"$work/many.json"
says "10,000 members are refused" 2 "at most 50 members" \
	intake import --db "$db" "$work/many.json"
awk 'BEGIN { printf "{\"received_on\": \"2026-11-20\", \"chief_complaint\": \""
	for (i = 0; i < 4000000; i++) printf "x"; print "\"}" }' \
	>"$work/long.json"
says "4 MB in a field are refused" 2 "4000000 characters are too many" \
	intake import --db "$db" "$work/long.json"
done_testing
