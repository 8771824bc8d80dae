# SPDX-License-Identifier: GPL-3.0-or-later
# madoguchi triage and profile check, from outside.
. "$top_srcdir/tests/cli/tap.sh"

day='"received_on": "2026-11-20"'

# fault WHAT SENTENCE CASE: the case is refused with the sentence.
fault() {
	printf '%s' "$3" >"$work/case"
	says "$1" 2 "$2" triage "$work/case"
}

printf '{%s}' "$day" >"$work/case"
run triage --profile fussa "$work/case"
ok "a case of which nothing is known has a lead" out_has '"lead": "promoter"'
run triage - <"$work/case"
ok "- is standard input" out_has '"lead": "promoter"'
run triage <"$work/case"
ok "and so is no file" out_has '"lead": "promoter"'
printf '[{%s}, {%s}]' "$day" "$day" | run triage
ok "an array gives an array" grep -qx '\[' "$work/out"
printf '{%s, "number": "R08-00001", "members": [{"kana": "やまだ"}]}' "$day" |
	run triage
ok "keys of the import are not looked at" test "$status" = 0

fault "a fact that is none" \
	"members[1].facts.withdrawm: no such fact; did you mean withdrawn?" \
	"{$day, \"members\": [{}, {\"facts\": {\"withdrawm\": \"yes\"}}]}"
fault "a fault in an array" "[1].members[0].age: must be a whole number" \
	"[{$day}, {$day, \"members\": [{\"age\": 151}]}]"
fault "a day that is none" "received_on: no day of the calendar" \
	'{"received_on": "2026-02-29"}'
fault "a missing day" "received_on: is missing" '{}'
fault "an unknown key" "memberz: no such key; did you mean members?" \
	"{$day, \"memberz\": []}"
fault "a fact of a person at the household" \
	"facts.withdrawn: is of a person" \
	"{$day, \"facts\": {\"withdrawn\": \"yes\"}}"
fault "a fact of the household at a person" \
	"members[0].facts.no_food: is of the household" \
	"{$day, \"members\": [{\"facts\": {\"no_food\": \"yes\"}}]}"
fault "an answer that is none" 'facts.no_food: an answer is yes, no' \
	"{$day, \"facts\": {\"no_food\": \"maybe\"}}"
fault "born after the reception" "members[0].birth: after the day" \
	"{$day, \"members\": [{\"birth\": \"2026-11-21\"}]}"
fault "birth and age" "members[0].birth: give birth or age, not both" \
	"{$day, \"members\": [{\"birth\": \"2000-01-01\", \"age\": 26}]}"
fault "one id for two" "members[1].id: another member is m1 already" \
	"{$day, \"members\": [{\"id\": \"m1\"}, {\"id\": \"m1\"}]}"
fault "a default id that is taken" \
	"members[1].id: another member is m2 already" \
	"{$day, \"members\": [{\"id\": \"m2\"}, {}]}"
fault "taken at no counter" "taken_at: no such section: police" \
	"{$day, \"taken_at\": \"police\"}"
fault "a box that is none" "concerns.others[0]: no such box: helth; did you" \
	"{$day, \"concerns\": {\"others\": [\"helth\"]}}"
fault "a channel that is none" "channel: no such code: fax" \
	"{$day, \"channel\": \"fax\"}"
fault "no object" "[0]: must be an object" '[7]'
fault "broken JSON" "/case:1:1: " '{'
many=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "%s{}", i ? "," : "" }')
fault "ten thousand members" "members: a household has at most 50 members" \
	"{$day, \"members\": [$many]}"
says "a file that is not there" 1 "/none: cannot be opened" triage "$work/none"
says "a profile that is not there" 2 "fusa: no such profile; there is: " \
	triage --profile fusa "$work/case"

run profile check fussa
ok "the shipped profile is whole" test "$status" = 0
ok "and says so" out_has "fussa: 21 destinations, 46 rules"
ok "what is missing is a warning" \
	out_has "no out-of-hours contact yet" "$work/err"
says "profile check needs a name" 2 "something is missing: NAME" profile check

# broken WHAT OLD NEW SENTENCE: triage.yaml with OLD changed to NEW.
mkdir -p "$work/data/db/profiles"
cp "$top_srcdir/db/facts.yaml" "$top_srcdir/db/laws.yaml" "$work/data/db/"
cp -R "$top_srcdir/db/profiles/fussa" "$work/data/db/profiles/"
chmod -R u+w "$work/data"
broken() {
	sed "s/$2/$3/" "$top_srcdir/db/profiles/fussa/triage.yaml" \
		>"$work/data/db/profiles/fussa/triage.yaml"
	MADOGUCHI_DATADIR=$work/data
	export MADOGUCHI_DATADIR
	says "$1" 2 "$4" profile check fussa
	unset MADOGUCHI_DATADIR
}

broken "an unknown fact" "when: no_contact" "when: no_contect" \
	"triage.yaml:25:11: no such fact: no_contect; did you mean no_contact?"
broken "a fault in a condition over several lines" \
	"(disability_handbook or disability" "(disability_handbook or dizability" \
	"triage.yaml:71:31: no such fact: dizability_suspected; did you mean"
broken "an unknown destination" "to: \[kodomo-ikusei\]" "to: [kodomo-iksei]" \
	"no such destination: kodomo-iksei; did you mean kodomo-ikusei?"
broken "an unknown box" "concern(housing)$" "concern(hosing)" \
	"no such box: hosing; did you mean housing?"
broken "an unknown rule" "unless: \[school, withdrawn\]" \
	"unless: [scool, withdrawn]" "no such rule: scool; did you mean school?"
broken "a chain of unless" "unless: \[school, withdrawn\]" \
	"unless: [school, housing]" "housing has an unless itself"
broken "a rule that never applies" "when: young_carer" \
	"when: young_carer and age < 3 and age > 5" \
	"the rule young-carer can never apply: its condition is never true"
broken "a rule that is always silenced" "when: concern(hikikomori)$" \
	"when: any(withdrawn)" "the rule hikikomori can never apply"
broken "two rules of one name" "id: nursery" "id: school" \
	"the rule school is here twice"
broken "a key that is none" "    basis: 安否確認" "    bases: x" \
	"no such key: bases; did you mean basis?"
broken "no urgency" "    urgency: C" "    duty: false" \
	"the key urgency is missing"
sed -i 's/^laws:/lawz:/' "$work/data/db/laws.yaml"
broken "a fault in the laws" "^" "" \
	"laws.yaml:8:1: no such key: lawz; did you mean laws?"
cp "$top_srcdir/db/laws.yaml" "$work/data/db/"
consent=$work/data/db/profiles/fussa/consent.yaml
sed -i 's/kenko\]/kenkoo]/' "$consent"
broken "a group with a section that is none" "^" "" \
	"consent.yaml:7:63: no such destination: kenkoo; did you mean kenko?"
sed -i 's/kenkoo\]/kenko]/; s/^private: \[shakyo/private: [shakyoo/' "$consent"
broken "a private body that is none" "^" "" \
	"no such destination: shakyoo; did you mean shakyo?"

done_testing
