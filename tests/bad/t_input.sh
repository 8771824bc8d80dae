# SPDX-License-Identifier: GPL-3.0-or-later
# Input nobody should send, and output nobody can take: a sentence each, exit
# status 2 (or 1 for the output), and nothing written.
. "$top_srcdir/tests/cli/tap.sh"

MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

db=$work/city.db
run init --db "$db" --profile fussa --demo 3
ok "a city is made" test "$status" = 0
by_holder "$db" R08-00001
rows() {
	sqlite3 "$db" "SELECT (SELECT count(*) FROM casefile),
		(SELECT count(*) FROM member), (SELECT count(*) FROM history)"
}
before=$(rows)
nothing_written() {
	test "$(rows)" = "$before" &&
		test "$(sqlite3 "$db" 'PRAGMA integrity_check')" = ok
}

# bad WHAT SENTENCE: $work/in.json is refused by import and by triage
bad() {
	says "import: $1" 2 "$2" intake import --db "$db" "$work/in.json"
	ok "... writes nothing" nothing_written
	says "triage: $1" 2 "$2" triage --profile fussa "$work/in.json"
}
# json TEXT: into $work/in.json, with the escapes of printf
json() {
	printf '%b' "$1" >"$work/in.json"
}
many() { # TEXT N
	awk -v text="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++)
		printf "%s", text }'
}
day='"received_on": "2026-11-20"'

many '[' 1000000 >"$work/in.json"
bad "a million brackets" in.json:1:
{ many '{"facts":' 100000; many '}' 100000; } >"$work/in.json"
bad "objects in objects" in.json:1:
json "{$day, \"returned\": 99999999999999999999999999}"
bad "a number beyond all" in.json:1:
json "{$day, \"returned\": 1e400}"
bad "a real number beyond all" in.json:1:
json "{$day, \"returned\": -1}"
bad "a number below all" returned
json "{$day, \"returned\": 9223372036854775807}"
bad "the largest number there is" returned
json "{$day, \"members\": [{\"age\": 4e3}]}"
bad "an age that is no whole number" "members[0].age"
json "{$day, \"place\": \"a\\\\u0000b\"}"
bad "an escaped NUL" in.json:1:
json "{$day, \"place\": \"a\\0000b\"}"
bad "a bare NUL" in.json:1:
json "{$day, \"place\": \"a\\0377b\"}"
bad "broken UTF-8" in.json:1:
json "{$day, \"place\": \"\\0355\\0240\\0200\"}"
bad "half a surrogate as UTF-8" in.json:1:
json "{$day, \"place\": \"\\\\ud800\"}"
bad "half a surrogate, escaped" in.json:1:
json "{$day, $day}"
bad "a key twice" in.json:1:
json ''
bad "nothing" in.json:1:
json '\0357\0273\0277'
bad "a byte order mark alone" in.json:1:
json '42'
bad "a number alone" "must be"
{
	printf '{%s, "members": [' "$day"
	many '{"age": 3},' 9999
	echo '{"age": 3}]}'
} >"$work/in.json"
bad "10,000 members" "at most 50 members"

# Triage has no use for words; import looks at them.
only_import() {
	says "import: $1" 2 "$2" intake import --db "$db" "$work/in.json"
	ok "... writes nothing" nothing_written
}
json "{$day, \"place\": \"a\\\\u001b[2Jb\"}"
only_import "an escape sequence" "place: "
json "{$day, \"place\": \"a\\\\u202eb\"}"
only_import "an override of the direction" "place: "
{
	printf '{%s, "chief_complaint": "' "$day"
	many x 4000000
	echo '"}'
} >"$work/in.json"
only_import "4 MB in a field" "4000000 characters are too many"

for command in "intake import --db $db" "triage --profile fussa"; do
	# shellcheck disable=SC2086 # words of a command
	head -c 100000000 /dev/zero |
		"$mado" $command - >"$work/out" 2>"$work/err"
	status=$?
	ok "100 MB of zeros: $command" refused 2 "larger than"
done
ok "... write nothing" nothing_written
says "a folder as input" 1 "$work: cannot be read" \
	intake import --db "$db" "$work"
says "a file that is not there" 1 "$work/no: cannot be opened" \
	intake import --db "$db" "$work/no"

# ---- output ----

# taken_by WHAT COMMAND...: its output goes to a full disk, then nowhere
taken_by() {
	what=$1
	shift
	"$mado" "$@" >/dev/full 2>"$work/err"
	status=$?
	: >"$work/out"
	ok "$what on a full disk" refused 1 "standard output cannot be written"
	"$mado" "$@" >&- 2>"$work/err"
	status=$?
	ok "$what without an output" refused 1 \
		"standard output cannot be written"
}
taken_by "a case" case show --db "$db" --json R08-00001
taken_by "help" --help
taken_by "the version" version
taken_by "the keys of the forms" forms keys
json "{$day}"
taken_by "a triage" triage --profile fussa "$work/in.json"
"$mado" triage --profile fussa - <&- >"$work/out" 2>"$work/err"
status=$?
ok "no input at all" refused 1 "standard input: cannot be read"
mkfifo "$work/pipe"
for sheet in "--blank" "--case R08-00001"; do
	# shellcheck disable=SC2086 # two words
	says "a PDF in place of a pipe: $sheet" 1 "$work/pipe is no file" \
		form intake $sheet --db "$db" -o "$work/pipe"
	ok "... which stays" test -p "$work/pipe"
done
"$mado" case show --db "$db" R08-00001 >&- 2>&-
ok "nowhere to say anything" test $? = 1
ok "and no side file is written to" nothing_written

# ---- no terminal ----

"$mado" --db "$db" </dev/null >"$work/out" 2>"$work/err"
status=$?
ok "no terminal" refused 2 "needs a terminal"
# on_terminal WHAT ENV-ARGUMENT...: the program on a terminal, with that.
# A curses that cannot begin never frees what it began with.
on_terminal() {
	what=$1
	shift
	script -qec "env $* ASAN_OPTIONS=detect_leaks=0 '$mado' --db '$db'" \
		/dev/null </dev/null \
		>"$work/said" 2>&1
	status=$?
	tr -d '\r' <"$work/said" >"$work/err"
	: >"$work/out"
	ok "$what" refused 1 TERM=vt100
	ok "... in one sentence" test "$(wc -l <"$work/err")" = 1
}
if script -qec true /dev/null </dev/null >"$work/said" 2>&1; then
	on_terminal "TERM is not set" -u TERM
	on_terminal "TERM is empty" TERM=
	on_terminal "TERM is unknown" TERM=nonsense
	on_terminal "TERM cannot move the cursor" TERM=dumb
fi
done_testing
