# SPDX-License-Identifier: GPL-3.0-or-later
# The command table: help, unknown words, options, exit statuses.
. "$top_srcdir/tests/cli/tap.sh"

run --help
ok "help lists the commands" out_has "version "
ok "help ends well" test "$status" = 0

run version --help
ok "each command explains itself" out_has "Usage: madoguchi version"

run version
ok "version says one line" grep -qE '^madoguchi [0-9]+\.' "$work/out"
ok "version warns of nothing" test ! -s "$work/err"

says "an unknown command is refused" 2 \
	"versoin: no such command; did you mean version?" versoin
says "one word of two names what may follow" 2 \
	"loop: one word more is needed: loop check, loop show" loop
says "also before a command that is spelled alike" 2 \
	"forms: one word more is needed: forms check" forms
says "a second word that is mistyped is put right" 2 \
	"screens: no such command; did you mean screens check?" screens chek
says "an argument too many is refused" 2 \
	"x: one argument too many" version x
says "an unknown option is refused" 2 \
	"--loud: no such option" version --loud

LANGUAGE=ja
export LANGUAGE
says "a sentence follows the locale" 2 "というコマンドはありません" versoin
says "also where a file cannot be opened" 1 "開けません" triage "$work/nowhere"
unset LANGUAGE

"$mado" version >/dev/full 2>"$work/err"
status=$?
: >"$work/out"
ok "a full disk is status 1" refused 1 "standard output cannot be written"

done_testing
