# SPDX-License-Identifier: GPL-3.0-or-later
# The map is whole: HACKING.md has a line for each file of the program, under
# the heading of its folder, and none for files that are gone.
. "$top_srcdir/tests/lint/lint.sh"

# folder/stem of each entry "- `stem` …" or "- `a`, `b` …"
awk '
	/^### / { folder = $2 }
	/^## / && !/^## Every file/ { folder = "" }
	folder != "" && /^- `/ {
		head = $0
		sub(/ — .*/, "", head)
		while (match(head, /`[^`]+`/)) {
			name = substr(head, RSTART + 1, RLENGTH - 2)
			sub(/\.(c|h|screen)$/, "", name)
			print folder "/" name
			head = substr(head, RSTART + RLENGTH)
		}
	}' HACKING.md | sort -u >"$work/listed"

# Generated files are in the list, too, but not in the source tree.
find src screens -name '*.[ch]' -o -name '*.screen' 2>/dev/null |
	sed 's/\.[a-z]*$//' | sort -u >"$work/there"
grep -oh 'src/[a-z]*/[a-z_]*\.c' src/*/room.am | sed 's/\.c$//' |
	sort -u >"$work/made"

comm -23 "$work/there" "$work/listed" >"$faults"
no_faults "each file has its line in HACKING.md"
grep -E '^(src|screens)/' "$work/listed" |
	sort -u | comm -23 - "$work/there" | grep -vxFf "$work/made" >"$faults"
no_faults "each line in HACKING.md has its file"
done_linting
