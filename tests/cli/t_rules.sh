# SPDX-License-Identifier: GPL-3.0-or-later
# madoguchi rules: which are in use, what others would change, putting them to
# use, what was decided by hand.
. "$top_srcdir/tests/cli/tap.sh"

MADOGUCHI_DB=$work/city.db
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_DB MADOGUCHI_NOW
admin=0133 clerk=0119

exits() {
	test "$status" = "$1"
}

# taken DAY PLACE FACT: an intake of that day.
taken() {
	printf '{"received_on": "%s", "place": "%s", "facts": {%s}}' \
		"$1" "$2" "$3" | MADOGUCHI_NOW=$1T09:15:00 run intake import
}

run init --profile fussa --demo 0
taken 2026-09-01 駅前 '"in_danger_now": "yes", "isolated": "yes"'
taken 2026-11-20 公園 '"isolated": "yes"'
ok "there are cases" out_has R08-00002

run rules show --export "$work/one.yaml"
ok "the shipped rules can be shown" out_has "version: 1"
ok "and written down" \
	cmp -s "$work/one.yaml" "$top_srcdir/db/profiles/fussa/triage.yaml"
ok "nobody chose them" sh -c "! grep -q '^since' '$work/out'"
says "no file is replaced" 2 "one.yaml: is there already" \
	rules show --export "$work/one.yaml"

# ---- replay ----
run rules replay "$work/one.yaml"
ok "the same file changes nothing" out_has "2 cases, 0 of them changed"
# Without the rule danger, and isolated goes to another counter.
awk '/^  - id: danger$/ { skip = 1; next }
	/^  - id: / { skip = 0 }
	/^  - id: isolated$/ { isolated = 1 }
	isolated && /^    to: / { $0 = "    to: [kenko]"; isolated = 0 }
	!skip' "$work/one.yaml" | sed 's/^version: "1"/version: "2"/' \
	>"$work/two.yaml"
run rules replay "$work/two.yaml"
ok "what changes is counted" out_has "Version 1 -> 2: 2 cases, 2 of them"
ok "a duty that is lost is counted" out_has "lose a duty: 1"
ok "and named" out_has "DUTY LOST: danger"
ok "it stands above the others" sh -c "sed -n '/^R08/p' '$work/out' |
	head -n 1 | grep -q R08-00001"
ok "so is the urgency" out_has "R08-00001  AA -> C"
ok "and each rule" out_has "danger               +0 -1 (taken out)"
ok "and where it goes" out_has "+2 -0 健康課"
ok "no name is told" sh -c "! grep -q -e 駅前 -e 公園 '$work/out'"
ok "how fast it was goes to standard error" out_has "a second" "$work/err"
run rules replay "$work/two.yaml" --since 2026-11-01 --json
ok "only cases since a day" out_has '"cases": 1,'
ok "as JSON" sh -c "tr -d ' \\n' <'$work/out' | grep -qF \
	'\"destinations_lost\":[\"shakyo\"],\"destinations_gained\":[\"kenko\"]'"
says "a day that is none" 2 '--since: "soon" is no day' \
	rules replay "$work/two.yaml" --since soon
says "a faulty file is named with its place" 2 "bad.yaml:2:" \
	rules replay "$(printf 'version: "3"\nrulez: []\n' \
		>"$work/bad.yaml"; echo "$work/bad.yaml")"
says "a rule that can never apply" 2 "can never apply" rules replay \
	"$(sed 's/when: in_danger_now$/when: in_danger_now and not in_danger_now/' \
		"$work/one.yaml" >"$work/never.yaml"; echo "$work/never.yaml")"
says "no file" 1 "nosuch.yaml" rules replay "$work/nosuch.yaml"
run rules show
ok "a replay puts nothing to use" out_has "version: 1"

# ---- use ----
says "a clerk may not" 2 "Only an administrator" \
	rules use "$work/two.yaml" --staff "$clerk" --yes
says "nobody may not" 2 "9999" rules use "$work/two.yaml" --staff 9999 --yes
says "neither file nor --shipped" 2 "Name a FILE, or --shipped" \
	rules use --staff "$admin"
says "both" 2 "Name a FILE, or --shipped" \
	rules use "$work/two.yaml" --shipped --staff "$admin"
says "who loses a duty says why" 2 "1 cases would lose a duty" \
	rules use "$work/two.yaml" --staff "$admin" --yes
says "nobody is there to be asked" 2 "say --yes" \
	rules use "$work/two.yaml" --staff "$admin" --why "試す" </dev/null
says "the version has to move" 2 "these very rules" \
	rules use "$work/one.yaml" --staff "$admin" --yes
sed 's/version: "2"/version: "1"/' "$work/two.yaml" >"$work/low.yaml"
says "the version has to move up" 2 'its version "1" must be above "1"' \
	rules use "$work/low.yaml" --staff "$admin" --why "試す" --yes
run rules use "$work/two.yaml" --staff "$admin" --why "試す" --yes
ok "an administrator may" out_has "The rules of version 2 are in use."
ok "and has seen what changes" out_has "DUTY LOST: danger" "$work/err"
run rules show
ok "they are in use" out_has "version: 2"
ok "since when" out_has "since: 2026-11-20T09:15:00"
ok "by whom" out_has "by: $admin"
ok "why" out_has "why: 試す"
run rules show --export "$work/again.yaml"
ok "its bytes are kept" cmp -s "$work/two.yaml" "$work/again.yaml"
printf '{"received_on": "2026-11-20", "facts": {"isolated": "yes"}}' |
	run intake import
ok "the next case goes by them" test "$(sqlite3 "$MADOGUCHI_DB" \
	"SELECT rules_version FROM triage ORDER BY id DESC LIMIT 1")" = 2
run audit verify
ok "it is in the record" exits 0
run audit show --staff "$admin"
ok "which names it" out_has "rulefile"
run rules use --shipped --staff "$admin" --yes
ok "back to the shipped file" out_has "version 1 are in use"

# Rules that do not fit the program or the profile any more.
run rules use "$work/two.yaml" --staff "$admin" --why "試す" --yes
mkdir -p "$work/data"
cp -R "$top_srcdir/db" "$work/data/db"
sed -i '/^  hokatsu:/,/^  [a-z]*:/{/^  hokatsu:/,/after_hours/d}' \
	"$work/data/db/profiles/fussa/profile.yaml"
MADOGUCHI_DATADIR=$work/data
export MADOGUCHI_DATADIR
says "rules in use that do not fit are not gone by" 2 \
	"go back with madoguchi rules use --shipped" case show --staff "$admin" R08-00001
unset MADOGUCHI_DATADIR

# ---- overrides ----
says "a clerk may not look" 2 "Only an administrator" \
	rules overrides --staff "$clerk"
run rules overrides --staff "$admin"
ok "nothing was decided by hand" test ! -s "$work/out"
sqlite3 "$MADOGUCHI_DB" "INSERT INTO override (case_id, id, action, target,
	reason, staff, at) VALUES (2, 'o1', 'add', 'kenko', '眠れない
	とのこと', '$clerk', '2026-11-20T09:00:00')"
run rules overrides --staff "$admin"
ok "what was is listed" out_has "健康課 added	眠れない  とのこと"
ok "beside what was proposed" out_has "福生市社会福祉協議会"
ok "with its case" grep -q '^R08-00002	2026-11-20' "$work/out"
run rules overrides --since 2026-11-21 --staff "$admin"
ok "only since a day" test ! -s "$work/out"
run audit show --staff "$admin"
ok "to look is on record" out_has "overrides-show"

done_testing
