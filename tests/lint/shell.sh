# SPDX-License-Identifier: GPL-3.0-or-later
# Shell scripts are read by sh without complaint, and by shellcheck if it is
# there.
. "$top_srcdir/tests/lint/lint.sh"

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

if command -v shellcheck >/dev/null; then
	# SC1090, SC1091, SC2154: sources and variables come from outside.
	# SC2016: awk's and sed's own $. SC2038: our names have no blanks.
	# SC3013: dash has -nt, too.
	xargs shellcheck -s sh -S warning -f gcc \
		-e SC1090,SC1091,SC2016,SC2038,SC2154,SC3013 \
		<"$work/files" >"$faults"
	no_faults "shellcheck has nothing to say"
fi
done_linting
