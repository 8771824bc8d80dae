# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of an installation: use everything that reads a file.
# shellcheck shell=sh

unset MADOGUCHI_DB
did() {
	test "$status" = 0
}

run screens check
ok "the screens are found" did
run forms check
ok "the forms are found" did
run profile check fussa
ok "the profile is found" did
run form referral --blank -o "$work/blank.pdf"
ok "a form for the pen is printed" test -s "$work/blank.pdf"
run init --db "$work/used.db" --profile fussa --demo 3
ok "a city is made" did
by_holder "$work/used.db" R08-00001
run case show --db "$work/used.db" --json R08-00001
cp "$work/out" "$work/case.json"
run triage "$work/case.json"
ok "its case is placed" out_has '"destinations"'
LANGUAGE=ja run versoin
ok "it speaks Japanese" out_has "というコマンドはありません" "$work/err"
