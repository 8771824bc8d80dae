# SPDX-License-Identifier: GPL-3.0-or-later
# form: what may be printed for whom, and what is refused with a way out.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
pdf=$work/out.pdf
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

exits() {
	test "$status" = "$1"
}

# A PDF for its owner alone.
is_sheet() {
	head -c 5 "$1" | grep -q '%PDF-' && test "$(stat -c %a "$1")" = 600
}

lacks() {
	! grep -qF -- "$1" "$work/out"
}

run init --db "$db" --profile fussa --demo 0
cat >"$work/case.json" <<'END'
{"received_on": "2026-11-20", "taken_at": "jiritsu", "route": "community",
 "chief_complaint": "隣の子の泣き声。福生市架空町1-2-3の家。",
 "concerns": {"main": "abuse"},
 "members": [{"id": "m1", "relation": "client", "name": "架空 花子",
   "address": "福生市架空町1-2-3", "age": 9,
   "facts": {"abuse_suspected": "yes", "address_protected": "yes"}}]}
END
run intake import --db "$db" "$work/case.json"
ok "a case is there" exits 0
number=$(cat "$work/out")

says "who prints has to be said" 2 "--staff NUMBER" \
	form intake --db "$db" --case "$number" --text
by_holder "$db" "$number"
says "an administrator prints nothing" 2 "Only those who work on this case" \
	form intake --db "$db" --case "$number" --staff 0133 --text

for form in referral consent question report intake slip; do
	run form "$form" --blank -o "$pdf"
	ok "$form for the pen" is_sheet "$pdf"
	rm -f "$pdf"
done

says "a named referral needs consent or a basis" 2 "anonymous question" \
	form referral --db "$db" --case "$number" --to shakyo -o "$pdf"
ok "nothing was printed" test ! -e "$pdf"
run form question --db "$db" --case "$number" --to promoter -o "$pdf"
ok "an anonymous question is possible" is_sheet "$pdf"
rm -f "$pdf"
run form question --db "$db" --case "$number" --to promoter --text
ok "with no name on it" lacks "花子"
ok "and no number" lacks "$number"
run form intake --db "$db" --case "$number" --text
ok "the record is for us" out_has "花子"
ok "but a protected address is not on it" lacks "架空町"
says "the record goes to nobody else" 2 "goes to no other section" \
	form intake --db "$db" --case "$number" --to shakyo -o "$pdf"
says "no slip into a dangerous home" 2 "slip" \
	form slip --db "$db" --case "$number" -o "$pdf"
run form slip --db "$db" --case "$number" --asked -o "$pdf"
ok "unless it is asked for" is_sheet "$pdf"
rm -f "$pdf"

says "a report needs a basis" 2 "legal basis" \
	form report --db "$db" --case "$number" --to kodomo-katei -o "$pdf"
says "and a reason" 2 "say the reason" \
	form report --db "$db" --case "$number" --to kodomo-katei \
	--basis child-report --approver 係長 -o "$pdf"
says "and the right recipient" 2 "not a recipient by law" \
	form report --db "$db" --case "$number" --to shakyo \
	--basis child-report --reason あざ --approver 係長 -o "$pdf"
run form report --db "$db" --case "$number" --to kodomo-katei \
	--basis child-report --reason あざ --approver 係長 --text
ok "to which alone the address is told" out_has "架空町"
run form report --db "$db" --case "$number" --to kodomo-katei \
	--basis child-report --reason あざ --approver 係長 -o "$pdf"
ok "the report is printed" is_sheet "$pdf"
says "a full or missing folder is named" 1 "Cannot write" \
	form report --db "$db" --case "$number" --to kodomo-katei \
	--basis child-report --reason あざ --approver 係長 \
	-o "$work/no/such.pdf"

says "an unknown form is refused" 2 "There is no form" form shoe --blank \
	-o "$pdf"
says "an unknown section is refused" 2 "did you mean kenko" \
	form referral --db "$db" --case "$number" --to kenk -o "$pdf"
says "an unknown basis is refused" 2 "There is no basis" \
	form report --db "$db" --case "$number" --to kodomo-katei \
	--basis shoe -o "$pdf"
says "somewhere to print to is needed" 2 "--text" form intake --blank
says "a case or a blank form" 2 "--blank" form intake -o "$pdf"
says "a reason belongs to a basis" 2 "--basis" \
	form intake --db "$db" --case "$number" --reason x -o "$pdf"
done_testing
