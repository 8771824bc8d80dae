# SPDX-License-Identifier: GPL-3.0-or-later
# make bench-input: the table, for each engine alone and with what is ours.
. "$top_srcdir/tests/ime/as_user.sh"
work=$(mktemp -d) || exit 1
trap 'signal KILL; rm -rf "$work"' EXIT
score=$top_srcdir/tests/ime/score

MADOGUCHI=$top_builddir/madoguchi
export MADOGUCHI
"$score" --engine anthy --plain "$@"
"$score" --engine anthy --no-head "$@"
if test -x /usr/lib/mozc/mozc_server && as_user; then
	MADOGUCHI=$mado
	"$score" --engine mozc --plain --no-head "$@"
	"$score" --engine mozc --no-head "$@"
fi
"$top_builddir/tests/bench/b_together" "$top_srcdir"/tests/ime/*phrases.txt
