# SPDX-License-Identifier: GPL-3.0-or-later
# handover: lists as PDF and as tables, who may have them, what is on record.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
pdf=$work/out.pdf
MADOGUCHI_NOW=2026-11-20T09:15:00
MADOGUCHI_DB=$db
export MADOGUCHI_NOW MADOGUCHI_DB

exits() {
	test "$status" = "$1"
}

lacks() {
	! grep -qF -- "$1" "$2"
}

# The text of the PDF is in $work/text.
read_pdf() {
	pdftotext -layout "$pdf" "$work/text"
}

run init --db "$db" --profile fussa --demo 3
sqlite3 "$db" <"$top_srcdir/tests/tty/queue.sql"
section=kaigo-fukushi
reader=$(sqlite3 "$db" "SELECT number FROM staff
	WHERE section = '$section' AND role = 'promoter'")
holder=$(sqlite3 "$db" "SELECT holder FROM casefile WHERE id = 1")
stranger=$(sqlite3 "$db" "SELECT number FROM staff
	WHERE section = 'kodomo-ikusei' LIMIT 1")
number=$(sqlite3 "$db" "SELECT number FROM casefile WHERE id = 3")

says "it says who prints" 2 "--staff NUMBER" handover -o "$pdf"
says "one list at a time" 2 "say one" \
	handover --today --morning --staff "$reader" -o "$pdf"
says "in a charset that spreadsheets read" 2 "not in euc-jp" \
	handover --staff "$reader" --csv euc-jp -o "$pdf"
says "a table has no sheets of cases" 2 "only the list" \
	handover --staff "$reader" --csv utf-8 --cases -o "$pdf"
says "the queue of others is not for everybody" 2 "in its section" \
	handover --staff "$stranger" --section "$section" -o "$pdf"
says "nobody of this number" 2 "9999" handover --person 9999 -o "$pdf"
says "the list is no form about a case" 2 "madoguchi handover" \
	form handover --case "$number" -o "$pdf"
ok "nothing was printed" test ! -e "$pdf"

run handover --staff "$reader" -o "$pdf"
ok "a list is printed" exits 0
ok "for its owner alone" test "$(stat -c %a "$pdf")" = 600
read_pdf
ok "with all that waits" grep -q '件数 *5件' "$work/text"
ok "and the question without its number" grep -qF '匿名' "$work/text"
ok "nobody's name stands on it" lacks \
	"$(sqlite3 "$db" "SELECT name FROM member WHERE case_id = 2 LIMIT 1")" \
	"$work/text"
first=$(sqlite3 "$db" "SELECT count(*) FROM viewing WHERE staff = '$reader'
	AND purpose = 'handover'")
ok "each case of it was seen, and is on record" test "$first" = 3
run audit show --db "$db" --staff 0133
ok "so is the list itself" out_has handover

run handover --staff "$reader" --cases -o "$pdf"
read_pdf
ok "with a sheet for each case" \
	test "$(grep -c '申し送り（一件）' "$work/text")" = 3
run handover --person "$holder" -o "$pdf"
ok "a list of one's own" exits 0
run handover --morning --staff "$reader" -o "$pdf"
read_pdf
ok "the morning meeting" grep -qF '朝の打合せ' "$work/text"
run handover --today --staff "$reader" -o "$pdf"
ok "today" exits 0

run handover --staff "$reader" --csv utf-8
ok "a table goes to standard output" exits 0
printf '\357\273\277"緊急度","載せた理由"' >"$work/begins"
ok "with a mark in front, and what the columns are" \
	cmp -s -n "$(wc -c <"$work/begins")" "$work/begins" "$work/out"
ok "a line each, with CR LF" \
	test "$(grep -c "$(printf '\r')\$" "$work/out")" = 6
sqlite3 "$db" "UPDATE referral SET request = '=HYPERLINK(1) 𠮷' WHERE id = 'r2'"
run handover --staff "$reader" --csv cp932 -o "$work/table.csv"
ok "what the charset lacks is named" grep -q 'has no 𠮷;' "$work/err"
iconv -f CP932 -t UTF-8 "$work/table.csv" >"$work/out"
ok "it stands there as the mark for that" out_has "\"'=HYPERLINK(1) 〓\""

done_testing
