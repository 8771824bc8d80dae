# SPDX-License-Identifier: GPL-3.0-or-later
# Shell scripts are read by sh and by shellcheck without complaint.
. "$top_srcdir/tests/lint/lint.sh"
needs shellcheck

{
	sources sh
	echo start
	echo check
	echo .ci/run
} >"$work/files"

while read -r file; do
	sh -n "$file" 2>&1
done <"$work/files" >"$faults"
no_faults "sh understands each script"

# SC1090, SC1091, SC2154: sources and variables come from outside.
# SC2016: awk's and sed's own $. SC2038: our names have no blanks.
# SC3013: dash has -nt, too.
xargs shellcheck -s sh -S warning -f gcc \
	-e SC1090,SC1091,SC2016,SC2038,SC2154,SC3013 \
	<"$work/files" >"$faults"
no_faults "shellcheck has nothing to say"
done_linting
