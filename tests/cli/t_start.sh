# SPDX-License-Identifier: GPL-3.0-or-later
# ./start and ./check themselves, in a tree where packages, make and the
# program are our own.
. "$top_srcdir/tests/cli/tap.sh"

if [ -n "${MADO_SANITIZED-}" ]; then
	echo "1..0 # SKIP done in the ordinary build"
	exit 0
fi

top=$work/top
mkdir -p "$work/bin" "$top/build"
cp -R "$top_srcdir/build-aux" "$top/"
cp "$top_srcdir/start" "$top_srcdir/check" "$top/"
chmod -R u+w "$top"
: >"$top/Makefile.in"
PATH=$work/bin:$PATH
HOME=$work/home
export PATH HOME
unset MADOGUCHI_DB XDG_DATA_HOME

# fake PATH: an executable with the script on standard input
fake() {
	{
		echo '#!/bin/sh'
		cat
	} >"$1"
	chmod +x "$1"
}

# call COMMAND...: what it said is in out and err
call() {
	"$@" >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

# at_terminal COMMAND: the same on a terminal; all it said is in out
at_terminal() {
	script -qec "$1" /dev/null >"$work/out" 2>"$work/err" </dev/null
	status=$?
}

status_is() {
	test "$status" = "$1"
}

last_line_is() {
	test "$(tail -n 1 "$work/out")" = "$1"
}

# ---- packages ----

fake "$work/bin/dpkg-query" <<'SH'
exit 1
SH
fake "$work/bin/sudo" <<'SH'
exit 1
SH
fake "$work/bin/id" <<'SH'
echo 1000
SH
fake "$work/bin/apt-get" <<SH
echo "\$*" >>"$work/apt"
exit 100
SH
wanted=$(sed -n 's/^build //p' "$top/build-aux/packages.txt" | xargs)

call "$top/start" --build-only
ok "without root the apt line is named" \
	grep -qx "apt-get install --no-install-recommends $wanted" "$work/err"
ok "... and that is a failure" status_is 1
ok "... and nothing was installed" test ! -e "$work/apt"

call "$top/check"
ok "a check without packages is no success" status_is 1
ok "... and says so in its last line" last_line_is "0 passed, 1 failed"

fake "$work/bin/id" <<'SH'
echo 0
SH
call "$top/start" --build-only
ok "root installs what is missing" \
	out_has "install --no-install-recommends $wanted" "$work/apt"
ok "... and fails with apt-get" status_is 100

fake "$work/bin/dpkg-query" <<'SH'
echo "install ok installed"
SH

# ---- start ----

# makefile FOLDER: what configure makes there, on standard input
makefile() {
	mkdir -p "$work/$1"
	cat >"$work/$1/Makefile"
	rm -f "$top/$1/.arguments" "$top/$1/Makefile"
}
fake "$top/configure" <<SH
cp "$work/\${PWD##*/}/Makefile" Makefile
SH
printf 'all:\n\t@true\n' | makefile build

call "$top/start"
ok "without a terminal nothing is opened" refused 2 "needs a terminal"
ok "... which takes one sentence" test "$(wc -l <"$work/err")" = 1
call "$top/start" --bild-only
ok "an unknown option is refused" refused 2 "no such option: --bild-only"
call "$top/start" --build-only
ok "building needs no terminal" status_is 0

fake "$top/build/madoguchi" <<SH
echo "\$*" >>"$work/calls"
[ "\$1" = init ] || { echo "opened \$2"; exit 0; }
echo half >"\$3"
[ ! -e "$work/signal" ] || { kill -\$(cat "$work/signal") \$PPID; sleep 0.2; }
echo whole >>"\$3"
echo key >"\$3.key"
echo head >"\$3.head"
SH
db=$HOME/.local/share/madoguchi/fussa.db

for signal in KILL TERM; do
	echo $signal >"$work/signal"
	at_terminal "$top/start"
	ok "a start ended by $signal leaves no half city" test ! -e "$db"
done
rm "$work/signal"
at_terminal "$top/start"
ok "the first start opens the demo city" out_has "opened $db"
ok "... with its 300 cases" out_has "--profile fussa --demo 300" "$work/calls"
ok "... whole" out_has whole "$db"
ok "... with its key" out_has key "$db.key"
ok "... and the end of its record" out_has head "$db.head"
: >"$work/calls"
at_terminal "$top/start"
ok "the second start only opens it" \
	test "$(cat "$work/calls")" = "--db $db"

XDG_DATA_HOME=$work/xdg
export XDG_DATA_HOME
at_terminal "$top/start"
ok "XDG_DATA_HOME is heeded" out_has "opened $work/xdg/madoguchi/fussa.db"
MADOGUCHI_DB=$work/own/city.db
export MADOGUCHI_DB
at_terminal "$top/start"
ok "MADOGUCHI_DB is heeded" out_has "opened $work/own/city.db"

# ---- check ----

# driver FOLDER PASSED FAILED: a build whose tests end like this
driver() {
	{
		printf 'all:\n\t@true\ncheck:\n\t@echo "# PASS:  %s"\n' "$2"
		printf '\t@echo "# FAIL:  %s"; echo "# ERROR: 0"\n' "$3"
		[ "$3" = 0 ] ||
			printf '\t@echo "the reason" >test-suite.log; exit 1\n'
	} | makefile "$1"
}

driver build-check 5 0
driver build-asan 4 0
call "$top/check"
ok "both builds are added up" last_line_is "9 passed, 0 failed"
ok "... which is a success" status_is 0

driver build-asan 3 1
call "$top/check"
ok "one failure counts" last_line_is "8 passed, 1 failed"
ok "... shows its log" out_has "the reason"
ok "... and is no success" status_is 1

printf 'all:\n\t@true\ncheck:\n\t@false\n' | makefile build-check
driver build-asan 4 0
call "$top/check"
ok "tests that cannot be built are a failure" last_line_is "4 passed, 1 failed"

printf 'all:\n\t@false\n' | makefile build-check
call "$top/check"
ok "a build that breaks is a failure" last_line_is "0 passed, 1 failed"
ok "... and no success" status_is 1

done_testing
