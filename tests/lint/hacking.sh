# SPDX-License-Identifier: GPL-3.0-or-later
# The map is whole: HACKING.md has a line for each file of the program and its
# tests, under the heading of its folder, and none for files that are gone.
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
			sub(/\.(c|h|screen|sh|py)$/, "", name)
			print folder "/" name
			head = substr(head, RSTART + RLENGTH)
		}
	}' HACKING.md | sort >"$work/entries"
sort -u "$work/entries" >"$work/listed"

# Generated files are in the list, too, but not in the source tree.
{
	find src tests -name '*.[ch]' -o -name '*.sh' -o -name '*.py'
	ls screens/*.screen tests/tty/walks/*.walk
} |
	sed 's/\.[a-z]*$//' | sort -u >"$work/there"
grep -oh 'src/[a-z]*/[a-z_]*\.c' src/*/room.am | sed 's/\.c$//' |
	sort -u >"$work/made"

comm -23 "$work/there" "$work/listed" >"$faults"
no_faults "each file has its line in HACKING.md"
while read -r name; do
	for file in $name $name.*; do
		[ ! -e "$file" ] || continue 2
	done
	echo "$name"
done <"$work/listed" | grep -vxFf "$work/made" >"$faults"
no_faults "each line in HACKING.md has its file"

for file in screens/help/*; do
	grep -qF "\`${file##*/}\`" HACKING.md || echo "$file"
done >"$faults"
no_faults "each text of F1 is named in HACKING.md"

uniq -d "$work/entries" >"$faults"
no_faults "each file is in it once"
done_linting
