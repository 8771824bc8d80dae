# SPDX-License-Identifier: GPL-3.0-or-later
# madoguchi convert, from outside.
. "$top_srcdir/tests/cli/tap.sh"

# segs READING ARGS...: convert one reading
segs() {
	printf '%s\n' "$1" >"$work/in"
	shift
	run convert --engine anthy "$@" "$work/in"
}

segs せいかつほごをしんせいする
ok "a reading is converted" test "$status" = 0
ok "into one line" test "$(wc -l <"$work/out")" = 1
ok "which repeats the reading" out_has '{"in": "せいかつほごをしんせいする", "segs": [["'
ok "and has the kanji" out_has '"申請する"'

run convert --engine anthy </dev/null
ok "no line gives none" test "$status" = 0 -a ! -s "$work/out"

printf 'いえ\n\nみち\n' >"$work/in"
run convert --engine anthy "$work/in"
ok "an empty line gives no segments" out_has '{"in": "", "segs": []}'
ok "and the next one is read" out_has '"道"'

segs みち --times
ok "the time is told when asked for" out_has '"us": '

printf 'みち\n\377\n' >"$work/in"
says "what is not UTF-8" 2 "in:2: this line is not UTF-8" convert "$work/in"
says "a file that is not there" 1 "nowhere: cannot be opened" convert "$work/nowhere"
says "an unknown engine" 2 "--engine wnn is not known" convert --engine wnn "$work/in"
says "an unknown kind" 2 "--kind town is not known" convert --kind town "$work/in"

XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
mkdir -p "$work/state/madoguchi/input"
echo broken >"$work/state/madoguchi/input/learned"
segs みち
ok "what was learned and is broken is told" \
	test "$(grep -c 'learning begins anew' "$work/err")" = 1
ok "and does no harm" out_has '"道"'
run convert --forget
ok "--forget takes it away" test ! -e "$work/state/madoguchi/input/learned"
ok "without a word" test "$status" = 0 -a ! -s "$work/out"

awk 'BEGIN { for (i = 0; i < 1000; i++) printf "しえんを" }' >"$work/in"
run convert --engine anthy "$work/in"
ok "4,000 kana in one go" test "$status" = 0
ok "all of them" test "$(grep -o '"支援を"' "$work/out" | wc -l)" -ge 900
done_testing
