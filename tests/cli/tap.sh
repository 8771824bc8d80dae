# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the shell tests of the command line: TAP, and what a command said.
# shellcheck shell=sh

mado=${mado:-$top_builddir/madoguchi}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
count=0
missed=0
unset MADOGUCHI_STAFF

# ok WHAT COMMAND...: one test, passed when the command is true.
ok() {
	what=$1
	shift
	count=$((count + 1))
	if "$@"; then
		echo "ok $count - $what"
	else
		missed=$((missed + 1))
		echo "not ok $count - $what"
		sed 's/^/# stdout: /' "$work/out"
		sed 's/^/# stderr: /' "$work/err"
	fi
}

# Run madoguchi; what it said is in $work/out and $work/err, $status is its
# exit status. Standard input is the caller's.
run() {
	"$mado" "$@" >"$work/out" 2>"$work/err"
	status=$?
}

# by_holder DB NUMBER: from now on commands are by who holds that case
by_holder() {
	MADOGUCHI_STAFF=$(sqlite3 "$1" \
		"SELECT holder FROM casefile WHERE number = '$2'")
	export MADOGUCHI_STAFF
}

# says WHAT STATUS SENTENCE ARGS...: fails with the status, the sentence on
# standard error, and nothing on standard output.
says() {
	what=$1 want=$2 sentence=$3
	shift 3
	run "$@"
	ok "$what" refused "$want" "$sentence"
}

refused() {
	test "$status" = "$1" && ! test -s "$work/out" &&
		grep -qF -- "$2" "$work/err"
}

# Has the output (or the file named second) this text?
out_has() {
	grep -qF -- "$1" "${2:-$work/out}"
}

done_testing() {
	echo "1..$count"
}
