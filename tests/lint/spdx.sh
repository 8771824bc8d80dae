# SPDX-License-Identifier: GPL-3.0-or-later
# Each source says its licence at the top, each header what it is for.
. "$top_srcdir/tests/lint/lint.sh"

{
	sources c h sh awk py
	echo start
	echo check
	echo .ci/run
	echo configure.ac
	echo Makefile.am
} >"$work/files"

while read -r file; do
	head -n 2 "$file" |
		grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
		echo "$file: no SPDX-License-Identifier in its first two lines"
done <"$work/files" >"$faults"
no_faults "each source names its licence"

# The line below the licence begins what the header has to say for itself.
grep '\.h$' "$work/files" | while read -r file; do
	sed -n 2p "$file" | grep -q '^/\*' || echo "$file: no opening paragraph"
done >"$faults"
no_faults "each header opens with what it is for"
done_linting
