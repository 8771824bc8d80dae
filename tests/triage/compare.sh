#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The program against oracle.py, a second triage that shares nothing with it:
# the same answers to the same random cases, the told outcome of every
# vignette, and a refusal that names the path of every faulty case.
# A longer run, from the build tree, with a seed and a number of cases:
# top_srcdir=.. top_builddir=. sh ../tests/triage/compare.sh 7 50000
. "$top_srcdir/tests/cli/tap.sh"

here=$top_srcdir/tests/triage
told=$top_srcdir/tests/vignettes/vignettes.json
seed=${1:-20261120}
cases=${2:-3000}
PYTHONDONTWRITEBYTECODE=1 # the source tree may be read-only
export PYTHONDONTWRITEBYTECODE

if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP python3 is not installed"
	exit 0
fi

# compare WHAT ARGS...: one look of compare.py, which prints what is wrong.
compare() {
	what=$1
	shift
	python3 "$here/compare.py" "$@" >"$work/out" 2>"$work/err"
	status=$?
	ok "$what" test "$status" = 0
}

compare "the oracle does what the vignettes tell" \
	vignettes "$told" python3 "$here/oracle.py"
compare "the program does what the vignettes tell" \
	vignettes "$told" "$mado" triage --profile fussa

python3 "$here/generate.py" "$seed" "$cases" >"$work/cases"
python3 "$here/oracle.py" <"$work/cases" >"$work/one"
run triage --profile fussa <"$work/cases"
mv "$work/out" "$work/other"
: >"$work/out"
ok "the program answers $cases cases" test "$status" = 0
ok "and warns of nothing" test ! -s "$work/err"
compare "the cases try every rule in every way" \
	coverage "$work/one" $((cases / 100))
compare "program and oracle give the same answers (seed $seed)" \
	answers "$work/cases" "$work/one" "$work/other"

python3 "$here/generate.py" --faulty "$seed" 400 >"$work/faulty"
compare "every faulty case is refused, naming the path" \
	refusals "$work/faulty" "$mado" triage --profile fussa

done_testing
