# SPDX-License-Identifier: GPL-3.0-or-later
# madoguchi screens check, from outside.
. "$top_srcdir/tests/cli/tap.sh"

printf 'screen good "良い"\n{\n 名前 [name    ]\n}\nname client.name kanji\n' \
	>"$work/good.screen"
run screens check "$work"
ok "a good screen passes" test "$status" = 0
ok "and is counted" out_has '1 screens, nothing wrong'

# What the folder is not complete without is said, and is no fault.
ok "what the program wants besides is named" out_has 'wanted by the program: phone, reception,'
printf 'screen scope "x"\n{\n 名前 [name    ]\n}\nname client.name kanji\n' \
	>"$work/scope.screen"
run screens check "$work"
ok "a page without help is named" out_has 'without a text for F1 in help/: scope'
mkdir "$work/help" && echo 説明 >"$work/help/scope.ja.txt"
run screens check "$work"
ok "with it there is nothing to say" test "$(grep -c F1 "$work/out")" = 0
run screens check
ok "of the program nothing is missing" test "$(wc -l <"$work/out")" = 1

printf 'screen bad "悪い"\n{\n 名前 [name ] ○\n}\nnam client.name kanji\n' \
	>"$work/bad.screen"
says "a character of uncertain width" 2 "bad.screen:3:13: " screens check "$work"
says "a field without a box" 2 \
	"bad.screen:5:1: there is no box [nam] in the picture; did you mean [name]?" \
	screens check "$work"

# The page of a consent, with a list and places that the program has not.
cat >"$work/consent.screen" <<'EOF'
screen consent "同意"
{
 だれ [who     ]  性別 [sex ]
 [sick   ] 生まれ [birth    ] 項目
 [items                                   ]
}
who    consent.member   choice  source=persons
sex    client.gender    choice  source=sex
sick   client.fact.ill  fact    "病気"
birth  client.birth     date    age=client.years
items  consent.things   ticks   source=item
EOF
rm "$work/bad.screen"
says "a list that is none" 2 \
	"consent.screen:7: source=persons: the program has no such list" \
	screens check "$work"
for place in 8:client.gender 9:client.fact.ill 10:client.years \
	11:consent.things; do
	ok "$place is found" grep -q -F \
		"consent.screen:${place%%:*}: the program keeps nothing at '${place#*:}'" \
		"$work/err"
done
says "a folder that is not there" 1 "nowhere: cannot be read" \
	screens check "$work/nowhere"
done_testing
