# SPDX-License-Identifier: GPL-3.0-or-later
# Turn db/queries/*.sql into C. A query begins with a line "-- name: its_name"
# and ends before the next; other comments are dropped.
#   awk -v out=h -f queries.awk FILES   the enum
#   awk -v out=c -f queries.awk FILES   names and texts
#   awk -v out=migrations -f queries.awk FILES   whole files, in order

function quote(s)
{
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\\n\""
}

function fault(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"
	failed = 1
	exit 1
}

out == "migrations" {
	if (FNR == 1) {
		n++
		base = FILENAME
		sub(/.*\//, "", base)
		name[n] = base
	}
	if ($0 !~ /^[ \t]*(--.*)?$/)
		sql[n] = sql[n] "\n\t  " quote($0)
	next
}

/^-- name: / {
	if ($3 !~ /^[a-z][a-z0-9_]*$/ || NF != 3)
		fault("a query is named by small letters, digits and _")
	if ($3 in seen)
		fault("there are two queries named " $3)
	seen[$3] = 1
	name[++n] = $3
	next
}

/^[ \t]*(--.*)?$/ { next }

{
	if (!n)
		fault("this line stands before the first \"-- name:\"")
	sql[n] = sql[n] "\n\t  " quote($0)
}

END {
	if (failed)
		exit 1
	print "/* Made by build-aux/queries.awk; do not edit. */"
	if (out == "h") {
		print "#ifndef STORE_QUERIES_H\n#define STORE_QUERIES_H\n"
		print "enum query {"
		for (i = 1; i <= n; i++)
			print "\tQ_" toupper(name[i]) ","
		print "\tQ_N,\n};\n"
		print "extern const char *const query_name[Q_N];"
		print "extern const char *const query_sql[Q_N];"
		print "\n#endif"
	} else if (out == "c") {
		print "#include \"store/queries.h\"\n"
		print "const char *const query_name[Q_N] = {"
		for (i = 1; i <= n; i++)
			print "\t\"" name[i] "\","
		print "};\n\nconst char *const query_sql[Q_N] = {"
		for (i = 1; i <= n; i++)
			print "\t/* " name[i] " */" sql[i] ","
		print "};"
	} else {
		print "#include \"store/migrate.h\"\n"
		print "const struct migration migrations[] = {"
		for (i = 1; i <= n; i++)
			print "\t{ \"" name[i] "\"," sql[i] " },"
		print "};\n\nconst int migrations_n = " n ";"
	}
}
