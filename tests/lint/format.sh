# SPDX-License-Identifier: GPL-3.0-or-later
# Layout: `make format` would change nothing.
. "$top_srcdir/tests/lint/lint.sh"
needs clang-format

for folder in src/* tests/*; do
	files=$(find "$folder" -name '*.[ch]' -type f)
	[ -n "$files" ] || continue
	# shellcheck disable=SC2086 # a list of names
	clang-format --dry-run $files 2>&1 | grep 'warning:' >"$faults"
	no_faults "$folder is formatted"
done
done_linting
