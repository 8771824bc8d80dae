# SPDX-License-Identifier: GPL-3.0-or-later
# The screen in the README is the golden one that it names, row by row.
. "$top_srcdir/tests/lint/lint.sh"

golden=$(sed -n 's/^<!-- picture: \(.*\) -->$/\1/p' README.md)
sed -n '/^<!-- picture: /,/^```$/p' README.md | sed '1,2d;$d' >"$work/shown"

# Rows with nothing in them are not in a golden picture.
awk '/^[0-9][0-9][|]/ {
	for (row = substr($0, 1, 2) + 0; next_row < row; next_row++)
		print ""
	print substr($0, 4)
	next_row++
}' "$golden" >"$work/kept"
diff "$work/shown" "$work/kept" >"$faults" 2>&1
no_faults "the README shows what the program shows ($golden)"
done_linting
