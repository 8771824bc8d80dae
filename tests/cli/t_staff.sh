# SPDX-License-Identifier: GPL-3.0-or-later
# staff: accounts from the command line, and the first administrator.
. "$top_srcdir/tests/cli/tap.sh"

db=$work/city.db
MADOGUCHI_DB=$db
MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_DB MADOGUCHI_NOW

exits() {
	test "$status" = "$1"
}

# asks QUERY ANSWER: what the database says
asks() {
	test "$(sqlite3 "$db" "$1")" = "$2"
}

run init --db "$db" --profile fussa
ok "a city is made" exits 0
ok "standard output is empty" test ! -s "$work/out"
first=$(grep -oE '[A-Z2-7]{4}(-[A-Z2-7]{4}){2}' "$work/err")
ok "the administrator's passphrase is shown" test -n "$first"
ok "with the number" out_has "0001" "$work/err"
ok "it is in no file" sh -c '! grep -qF "$1" "$2"*' - "$first" "$db"
ok "it has to be changed" asks "SELECT must_change FROM account" 1
ok "nobody else is there" asks "SELECT group_concat(number) FROM staff" 0001
echo '{"received_on": "2026-11-20"}' >"$work/case.json"
says "the administrator is given no case" 1 "Nobody works here yet" \
	intake import "$work/case.json"

printf '0101\t窓口 一子\tまどぐち いちこ\tkaigo-fukushi\tcounter\n' >"$work/new"
printf '# others\n0102\t係 長子\t\tshogai-fukushi\tcounter promoter\n' >>"$work/new"
says "by somebody" 2 "--staff NUMBER" staff add "$work/new"
MADOGUCHI_STAFF=0001
export MADOGUCHI_STAFF
run staff add "$work/new"
ok "staff are added" exits 0
ok "each has a first passphrase" sh -c \
	'test "$(grep -cE "^010[12]	[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$" "$1")" = 2' \
	- "$work/out"
ok "two different ones" sh -c \
	'test "$(cut -f2 "$1" | sort -u | wc -l)" = 2' - "$work/out"
says "only by an administrator" 2 "Only an administrator" \
	staff passphrase --staff 0101 0102 <<'TEXT'
kumo-to-sora
TEXT
run staff list
ok "the list has them" out_has \
	"0102	係 長子		shogai-fukushi	counter promoter	active"
ok "and no passphrase" sh -c '! grep -q argon "$1"' - "$work/out"
says "nobody is added twice" 2 "0101 already works here" staff add "$work/new"
# line NUMBER NAME SECTION ROLE [MORE]
line() {
	printf '%s\t%s\t\t%s\t%s\n' "$1" "$2" "$3" "$4${5-}" >"$work/bad"
}
line 0103 三 nowhere counter
says "a section is known" 2 "$work/bad:1: \"nowhere\" is no section of 福生市" \
	staff add "$work/bad"
line 0103 三 jiso counter
says "a body outside is no section" 2 "is no section" staff add "$work/bad"
line 0103 三 jiritsu king
says "a role is known" 2 "is not a list of roles" staff add "$work/bad"
line 0103 '' jiritsu counter
says "nobody is nameless" 2 "is missing" staff add "$work/bad"
line 0103 三 jiritsu counter '	more'
says "a line has five parts" 2 "too much" staff add "$work/bad"
echo 0103 >"$work/bad"
says "not fewer" 2 "with tabs between" staff add "$work/bad"
{ cat "$work/new" | sed s/^01/02/ && cat "$work/bad"; } >"$work/half"
says "a faulty file" 2 "with tabs between" staff add "$work/half"
ok "adds nobody" asks "SELECT count(*) FROM staff" 3

run staff passphrase 0101 <<'TEXT'
kumo-to-sora
TEXT
ok "a passphrase is read from standard input" exits 0
ok "and has to be changed" asks \
	"SELECT must_change FROM account WHERE staff = '0101'" 1
ok "it is kept as argon2id" asks \
	"SELECT substr(hash, 1, 10) FROM account WHERE staff = '0101'" '$argon2id$'
echo short >"$work/word"
says "a short one is refused" 2 "at least 8" \
	staff passphrase 0101 <"$work/word"
: >"$work/word"
says "an empty one too" 2 "No passphrase" staff passphrase 0101 <"$work/word"
head -c 4000 /dev/zero | tr '\0' x >"$work/word"
says "and one of 4,000 letters" 2 "too long" \
	staff passphrase 0101 <"$work/word"
says "and one for nobody" 2 "nobody with the staff number" \
	staff passphrase 0999 <"$work/word"
says "it is never an argument" 2 "one argument too many" \
	staff passphrase 0101 kumo-to-sora

run intake import --staff 0101 "$work/case.json"
ok "somebody holds a case" exits 0
says "and cannot just leave" 2 \
	"0101 still has open cases (1), referrals (0) and drafts (0)" \
	staff disable 0101
says "nor give it to who takes no cases" 2 "does not work with cases" \
	staff disable 0101 --to 0001
says "nor let a colleague decide that" 2 "Only an administrator" \
	staff disable --staff 0102 0101 --to 0102
ok "nothing has moved" asks "SELECT holder FROM casefile" 0101
echo '{"received_on": "2026-11-20", "taken_at": "kaigo-fukushi"}' >"$work/told"
run intake import --staff 0101 "$work/told"
says "nor leave a queue that nobody else reads" 2 "add a colleague" \
	staff disable 0101 --to 0102
ok "and nothing has moved then" asks "SELECT count(*) FROM casefile
	WHERE holder = '0101'" 2
printf '0104\t窓口 四子\t\tkaigo-fukushi\tcounter\n' >"$work/fourth"
run staff add "$work/fourth"
run staff disable 0101 --to 0102
ok "but with a successor" exits 0
ok "who holds it now" asks "SELECT DISTINCT holder FROM casefile" 0102
ok "on record" asks "SELECT staff || act || holder FROM journal
	ORDER BY id DESC LIMIT 1" 0001hand-over0102
ok "in every sense" asks "SELECT count(*) FROM staff WHERE number = '0101'
	AND active" 0
run loop check
ok "and nothing is left behind" exits 0
grep 0101 "$work/new" >"$work/again"
run staff add "$work/again"
grep 0102 "$work/new" >"$work/again"
run staff disable 0102 --to 0101
run staff add "$work/again"
run staff disable 0102
ok "who holds none can" exits 0
ok "their account is gone" asks \
	"SELECT count(*) FROM account WHERE staff = '0102'" 0
run staff list
ok "the list says so" out_has "counter promoter	disabled"
says "the last administrator cannot" 2 "Nobody is an administrator" \
	staff disable 0001
run staff add "$work/again"
ok "who comes back is added again" exits 0
done_testing
