# SPDX-License-Identifier: GPL-3.0-or-later
# loop show, loop check: the closed loop from outside.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

exits() {
	test "$status" = "$1"
}

run loop show
ok "the table can be shown" exits 0
cp "$work/out" "$work/table"
ok "it fits a terminal" test "$(wc -L <"$work/table")" -le 80
for state in 作成中 送付済 受領 初回接触済 回答済 差戻し 転送 取下げ; do
	ok "it has the state $state" grep -qF "[$state]" "$work/table"
done
# What follows "[差戻し]", up to the next state.
sed -n '/^\[差戻し\]/,/^$/p' "$work/table" >"$work/returned"
ok "what came back can be sent on, taken back, or go to a coordinator" \
	test "$(grep -c -e '送り直す' -e 差戻しを引き取る \
		-e コーディネーターへ渡す "$work/returned")" = 3
sed -n '/^\[受領\]/,/^$/p' "$work/table" >"$work/received"
ok "what was received is not withdrawn" \
	sh -c "! grep -q 取り下げる '$work/received'"
says "it takes no operand" 2 "again" loop show again

run init --db "$db" --profile fussa --demo 30
run loop check --db "$db"
ok "a demo city has nothing out of sight" exits 0
# Behind the triggers' back, as no program of ours could.
sqlite3 "$db" "DROP TRIGGER staff_leaves; UPDATE staff SET active = 0
	WHERE number = (SELECT holder FROM casefile LIMIT 1)"
says "a holder who is gone is found" 1 "Cases without a holder: " \
	loop check --db "$db"

done_testing
