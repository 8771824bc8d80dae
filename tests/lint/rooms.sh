# SPDX-License-Identifier: GPL-3.0-or-later
# Rooms: who may include whom, and which library lives where (HACKING.md).
. "$top_srcdir/tests/lint/lint.sh"

# A room and those below it.
cat >"$work/rooms" <<'TABLE'
base base
text text base
store store text base
domain domain store text base
form form text base
ime ime text base
ui ui form text base
print print domain store text base
line line text base
app app line ui form ime print domain store text base
TABLE

# A library's headers, as an awk pattern, and its room.
cat >"$work/libraries" <<'TABLE'
^yaml\.h$ base
^jansson\.h$ base
^sodium base
^unicode/ text
^iconv\.h$ text
^sqlite3 store
^anthy/ ime
^pty\.h$ line
^(google/)?protobuf-c/ ime
^(n?curses|term|panel|menu|form)\.h$ ui
^ncurses ui
^(pango|cairo|hb|ft2build|freetype) print
^(fontconfig|qrencode|qpdf|cups)[/.] print
TABLE

# file:line header, for "quoted" and <system> includes
includes() {
	sources c h | grep '^src/' | xargs awk -v open="$1" -v close_with="$2" '
		$1 == "#include" && substr($2, 1, 1) == open {
			name = substr($2, 2)
			sub(close_with ".*", "", name)
			print FILENAME ":" FNR, name
		}'
}
includes '"' '"' >"$work/quoted"
includes '<' '>' >"$work/system"

for room in src/*/; do
	room=$(basename "$room")
	awk -v room="$room" '
		NR == FNR {
			if ($1 == room) {
				known = 1
				for (i = 2; i <= NF; i++)
					may[$i] = 1
			}
			next
		}
		index($1, "src/" room "/") != 1 || $2 == "config.h" { next }
		!known { print $1 ": " room " is not in the table"; next }
		{
			split($2, part, "/")
			if (part[2] == "")
				print $1 ": " $2 ": write \"room/name.h\""
			else if (!(part[1] in may))
				print $1 ": " room " may not include " $2
		}' "$work/rooms" "$work/quoted" >"$faults"
	no_faults "$room includes only what lies below it"
done

awk '
	NR == FNR { pattern[++n] = $1; room[n] = $2; next }
	{
		split($1, part, "/")
		for (i = 1; i <= n; i++)
			if ($2 ~ pattern[i] && part[2] != room[i])
				print $1 ": <" $2 "> belongs to " room[i]
	}' "$work/libraries" "$work/system" >"$faults"
no_faults "each library is used by one room only"

# wcwidth is text's own (a program linked without it counts differently).
sources c h | grep '^src/' | grep -v '^src/text/' |
	xargs grep -lE '\<wcs?width *\(' /dev/null |
	xargs -r grep -L '"text/width.h"' >"$faults"
no_faults "who asks how wide a character is, asks text"

done_linting
