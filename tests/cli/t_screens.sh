# SPDX-License-Identifier: GPL-3.0-or-later
# madoguchi screens check, from outside.
. "$top_srcdir/tests/cli/tap.sh"

printf 'screen good "良い"\n{\n 名前 [name    ]\n}\nname client.name kanji\n' \
	>"$work/good.screen"
run screens check "$work"
ok "a good screen passes" test "$status" = 0
ok "and is counted" out_has '1 screens, nothing wrong'

printf 'screen bad "悪い"\n{\n 名前 [name ] ○\n}\nnam client.name kanji\n' \
	>"$work/bad.screen"
says "a character of uncertain width" 2 "bad.screen:3:13: " screens check "$work"
says "a field without a box" 2 \
	"bad.screen:5:1: there is no box [nam] in the picture; did you mean [name]?" \
	screens check "$work"
says "a folder that is not there" 1 "nowhere: cannot be read" \
	screens check "$work/nowhere"
done_testing
