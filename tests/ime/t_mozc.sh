# SPDX-License-Identifier: GPL-3.0-or-later
# Mozc's good and bad days.
. "$top_srcdir/tests/cli/tap.sh"
. "$top_srcdir/tests/ime/as_user.sh"

if ! test -x /usr/lib/mozc/mozc_server; then
	echo "1..0 # SKIP mozc-server is not installed"
	exit 0
fi
if ! as_user; then
	echo "1..0 # SKIP another user cannot reach $top_builddir"
	exit 0
fi
trap 'signal KILL; rm -rf "$work"' EXIT

# convert FILE ARGS...: convert a file of readings
convert() {
	file=$1
	shift
	run convert "$@" "$file"
}
answered() {
	test "$status" = 0 && test "$(wc -l <"$work/out")" = "$(wc -l <"$1")"
}
silent() {
	test ! -s "$work/err"
}
said_once() {
	test "$(grep -c 'Mozc' "$work/err")" = 1 && grep -qF -- "$1" "$work/err"
}

yes 'せいかつほごをしんせいする' | head -n 3 >"$work/three"
yes 'しえんのないようについてはなす' | head -n 300 >"$work/many"

convert "$work/three" --engine mozc --plain
ok "Mozc converts" answered "$work/three"
ok "and nothing is said" silent
ok "into kanji" out_has '"生活保護を"'
ok "half-width katakana are its own" out_has 'ｼﾝｾｲｽﾙ'
ok "its folder is for nobody else" \
	test "$(stat -c %a "$work/state/madoguchi")" = 700

printf '8050もんだい\n' >"$work/digits"
convert "$work/digits" --engine mozc --plain
ok "digits that come back wide are the reading still" out_has '[["8050'

printf 'おかねがない\n' >"$work/mark"
convert "$work/mark" --engine mozc --plain
no_mark() {
	out_has '["おかねがない", "お金がない", ' && ! out_has '！' && ! out_has '!'
}
ok "no mark is added to what was typed" no_mark

MADOGUCHI=$mado "$top_srcdir/tests/ime/score" --engine mozc \
	--floor "$top_srcdir/tests/ime/mozc.floor" >"$work/score" 2>"$work/err"
ok "it converts as well as it did" \
	test "$(grep -c '^ok' "$work/score")" = 18
grep '^not ok' "$work/score" | sed 's/^/# /'

# Others push our session out; it is made again, and what was typed is replayed
sed 's|/madoguchi" "|/tests/ime/crowd" "|' "$work/mado" >"$work/crowd"
chmod +x "$work/crowd"
"$work/crowd" >"$work/out" 2>"$work/err"
status=$?
printf '生活保護を\nthere\ngone\n生活保護を\n' >"$work/crowded"
ok "a session that was pushed out is made again" \
	cmp -s "$work/out" "$work/crowded"

"$mado" convert --engine mozc "$work/many" >"$work/out" 2>"$work/err" &
pid=$!
sleep 0.3
signal KILL
wait "$pid"
status=$?
ok "killed in the middle, every line is answered" answered "$work/many"

convert "$work/three" --engine mozc
ok "it is started again" silent

signal STOP
convert "$work/three"
ok "a hanging one is not waited for" answered "$work/three"
ok "which is said once" said_once "Mozc did not answer in time"
signal CONT
signal KILL

MADOGUCHI_MOZC=/nonexistent
export MADOGUCHI_MOZC
convert "$work/three" --engine mozc
ok "a missing one is replaced" answered "$work/three"
ok "which is said once, too" said_once "Mozc is not installed"
convert "$work/three"
ok "and nobody misses it who did not ask for it" silent
unset MADOGUCHI_MOZC

sed -i "s|XDG_STATE_HOME=[^ ]*|XDG_STATE_HOME=/proc/state|" "$work/mado"
convert "$work/three" --engine mozc
ok "a folder that cannot be written" answered "$work/three"
ok "is named" said_once "/proc/state/madoguchi"

# Somebody else answers where the server should
sed -i "s|XDG_STATE_HOME=[^ ]*|XDG_STATE_HOME=$work/other|" "$work/mado"
there=$work/other/madoguchi/mozc/mozc
MADOGUCHI_MOZC=/bin/true
export MADOGUCHI_MOZC

# impostor COMMAND... SECONDS REPLY...: begin, with the command that becomes one
impostor() {
	rm -f "$there/.session.ipc"
	"$@" &
	impostor=$!
	while ! test -s "$there/.session.ipc"; do
		sleep 0.05
	done
}
impostor "$top_srcdir/tests/ime/impostor" "$there" 0 "$(printf 'ff%.0s' $(seq 50))"
convert "$work/three"
ok "noise for an answer" answered "$work/three"
if test "$(id -u)" = 0; then
	ok "of somebody else is not listened to" said_once "Somebody else answers"
else
	ok "is not believed" said_once "cannot be read"
fi
kill "$impostor"

# One of our own user is believed, and slow: 30 ms a call
rm -rf "$work/other"
sed "s|\"$top_builddir/madoguchi\"|\"$top_srcdir/tests/ime/impostor\"|" \
	"$work/mado" >"$work/slow"
chmod +x "$work/slow"
head -n 1 "$work/three" >"$work/one"
# The shortest of three, as others use this machine
in_time() {
	for _ in 1 2 3; do
		convert "$work/one" --plain --times
		answered "$work/one" && out_has '"生活保護を"' || return 1
		said_once "Mozc did not answer in time" || return 1
		us=$(sed 's/.*"us": //; s/[^0-9].*//' "$work/out")
		if test "$us" -lt 250000; then
			return 0
		fi
	done
	return 1
}
alive=0807
gone=5801
impostor "$work/slow" "$there" 0.03 $alive
ok "a slow one has a fifth of a second, then Anthy answers" in_time
kill "$impostor"
impostor "$work/slow" "$there" 0.03 $alive $alive $alive $alive $alive $alive $gone
ok "as has one that loses sessions besides" in_time
kill "$impostor"
unset MADOGUCHI_MOZC

if test "$(id -u)" = 0; then
	mado=$top_builddir/madoguchi
	convert "$work/three" --engine mozc
	ok "root is served by Anthy" answered "$work/three"
	ok "and told so" said_once "Mozc does not serve root"
fi
done_testing
