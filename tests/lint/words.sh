# SPDX-License-Identifier: GPL-3.0-or-later
# Words. Nobody is "not eligible" at this counter: there is always a next
# place to go, so the word 対象外 is not said to anyone, save for the sentence
# that refuses it.
. "$top_srcdir/tests/lint/lint.sh"

find screens locale db -type f 2>/dev/null | xargs grep -n '対象外' /dev/null |
	grep -v '「対象外」という結果はありません' >"$faults"
no_faults "nobody is told 対象外"

# Pictures count cells: a tab, a blank at the end or a CR would spoil them.
find screens locale -name '*.screen' -o -name '*.form' 2>/dev/null |
	xargs grep -nP '\t|\r| $' /dev/null >"$faults"
no_faults "pictures have no tabs and no blanks at the end of a line"
done_linting
