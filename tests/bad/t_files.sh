# SPDX-License-Identifier: GPL-3.0-or-later
# Databases and shipped files that are missing, broken, newer or locked: one
# sentence, and the right exit status.
. "$top_srcdir/tests/cli/tap.sh"

MADOGUCHI_NOW=2026-11-20T09:15:00
export MADOGUCHI_NOW

# One sentence only?
one_line() {
	test "$(wc -l <"$work/err")" = 1
}

# show WHAT STATUS SENTENCE DB: what case show says of a database
show() {
	says "$1" "$2" "$3" case show --db "$4" R08-00001
	ok "... in one sentence" one_line
}

db=$work/city.db
run init --db "$db" --profile fussa --demo 3
ok "a city is made" test "$status" = 0
by_holder "$db" R08-00001

# ---- the database ----

show "no such file" 1 "There is no database at $work/no.db" "$work/no.db"
show "no such folder" 1 "There is no folder $work/no" "$work/no/city.db"
show "a folder instead" 1 "is not a file" "$work"
: >"$work/empty.db"
show "an empty file" 1 "not a madoguchi database" "$work/empty.db"
sqlite3 "$work/other.db" "CREATE TABLE t (x); INSERT INTO t VALUES (1)"
show "another program's database" 1 "not a madoguchi database" "$work/other.db"
cp "$work/other.db" "$work/other.copy"
show "which is left alone" 1 "not a madoguchi database" "$work/other.db"
ok "byte by byte" cmp -s "$work/other.db" "$work/other.copy"

# A copy of the city in one file, to be spoilt.
spoil() {
	rm -f "$work"/bad.db*
	sqlite3 "$db" "VACUUM INTO '$work/bad.db'"
	chmod 644 "$work/bad.db"
}
spoil
sqlite3 "$work/bad.db" "PRAGMA user_version = 9999"
show "a newer schema" 1 "made by a newer madoguchi" "$work/bad.db"
spoil
dd if=/dev/urandom of="$work/bad.db" bs=4096 seek=1 count=400 conv=notrunc \
	2>"$work/dd"
show "pages of noise" 1 "The database is damaged" "$work/bad.db"
spoil
dd if=/dev/zero of="$work/bad.db" bs=100 count=1 conv=notrunc 2>"$work/dd"
show "a header of zeros" 1 "not a madoguchi database" "$work/bad.db"
spoil
truncate -s 20000 "$work/bad.db"
show "half a file" 1 "The database is damaged" "$work/bad.db"
spoil
sqlite3 "$work/bad.db" "DELETE FROM setting"
show "a database without its city" 1 "which city it is of" "$work/bad.db"
spoil
sqlite3 "$work/bad.db" "UPDATE setting SET value = '../../../tmp'"
show "a city with a strange name" 2 "../../../tmp" "$work/bad.db"
spoil
sqlite3 "$work/bad.db" "DROP TABLE member"
show "a table that is gone" 1 "The database is damaged" "$work/bad.db"

# Somebody sits on the gate and does not move.
spoil
cp "$db.key" "$work/bad.db.key"
run case show --db "$work/bad.db" R08-00001
flock "$work/bad.db.gate" sh -c "echo \$\$ >'$work/pid'; exec sleep 60" &
while ! test -s "$work/pid"; do sleep 0.05; done
kill -STOP "$(cat "$work/pid")"
show "a holder that is frozen" 1 "has been writing for more than" "$work/bad.db"
kill -KILL "$(cat "$work/pid")"
wait
run case show --db "$work/bad.db" R08-00001
ok "and when it is gone, all is well" out_has R08-00001

# ---- as somebody who may read only ----

# The modes below mean nothing to root.
as_nobody() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		"$@"
	fi
}

# nobody_says WHAT SENTENCE DB
nobody_says() {
	as_nobody env MADOGUCHI_DATADIR="$public/share" "$public/madoguchi" \
		case show --db "$3" R08-00001 >"$work/out" 2>"$work/err"
	status=$?
	ok "$1" refused 1 "$2"
	ok "... in one sentence" one_line
}

# A program and a database that anybody can reach.
chmod 755 "$work"
public=$work/public
mkdir -p "$public/share" "$public/data"
cp "$mado" "$public/madoguchi"
cp -r "$top_srcdir/db" "$public/share/"
chmod -R a+rX "$public"
if ! as_nobody test -x "$public/madoguchi" || as_nobody test -w "$work"; then
	count=$((count + 1))
	echo "ok $count - read-only # SKIP nobody cannot reach $public"
else
	sqlite3 "$db" "VACUUM INTO '$public/data/city.db'"
	chmod 644 "$public/data/city.db"
	nobody_says "a folder one may not write" \
		"may not write to the folder $public/data" \
		"$public/data/city.db"
	chmod 777 "$public/data"
	nobody_says "a database one may not write" "may only be read" \
		"$public/data/city.db"
	chmod 600 "$public/data/city.db"
	nobody_says "a database one may not read" "may only be read" \
		"$public/data/city.db"
	chmod 666 "$public/data/city.db"
	: >"$public/data/city.db.gate"
	chmod 600 "$public/data/city.db.gate"
	nobody_says "a gate one may not open" "Cannot open" \
		"$public/data/city.db"
	chmod 000 "$public/data"
	nobody_says "a folder one may not enter" "$public/data" \
		"$public/data/city.db"
	chmod 755 "$public/data"
fi

# ---- the shipped files ----

# Run with a copy of them in which one is spoilt.
share=$work/share
fresh() {
	rm -rf "$share"
	mkdir "$share"
	cp -r "$top_srcdir/db" "$top_srcdir/screens" "$share/"
	mkdir -p "$share/locale/ja"
	cp "$top_srcdir"/locale/ja/*.form "$share/locale/ja/"
	chmod -R u+w "$share"
}
# broken WHAT STATUS SENTENCE ARGS...
broken() {
	MADOGUCHI_DATADIR=$share
	export MADOGUCHI_DATADIR
	says "$@"
	ok "... in one sentence" one_line
	unset MADOGUCHI_DATADIR
}
profile=db/profiles/fussa

fresh
rm "$share/$profile/profile.yaml"
broken "no profile" 1 "$profile/profile.yaml" case show --db "$db" R08-00001
fresh
sed -i 's/^format: 1$/format: 2/' "$share/$profile/profile.yaml"
broken "a newer profile" 2 "$profile/profile.yaml:" \
	case show --db "$db" R08-00001
out_has newer "$work/err" || out_has format "$work/err"
ok "... says so" test $? = 0
fresh
printf 'format: 1\n\tcity: x\n' >"$share/$profile/profile.yaml"
broken "a profile that is no YAML" 2 "$profile/profile.yaml:2:" \
	case show --db "$db" R08-00001
fresh
rm "$share/$profile/triage.yaml"
broken "no rules" 1 "$profile/triage.yaml" case show --db "$db" R08-00001
fresh
printf '\377\376' >>"$share/$profile/triage.yaml"
broken "rules of broken bytes" 2 "$profile/triage.yaml:" \
	case show --db "$db" R08-00001
fresh
sed -i '1i x: [' "$share/db/facts.yaml"
broken "broken facts" 2 "db/facts.yaml:" case show --db "$db" R08-00001
fresh
rm "$share/db/facts.yaml"
broken "no facts" 1 "db/facts.yaml" case show --db "$db" R08-00001
form() {
	broken "$@" form referral --blank --db "$db" -o "$work/x.pdf"
	ok "... and no PDF" test ! -e "$work/x.pdf"
}
fresh
rm "$share/locale/ja/referral.form"
form "no form" 1 referral.form
fresh
echo '@nonsense' >>"$share/locale/ja/referral.form"
form "a broken form" 2 "referral.form:"
fresh
printf 'screen client "x"\n{\n [a\n}\n' >"$share/screens/client.screen"
broken "a broken screen" 2 "client.screen:" screens check
for file in "$top_srcdir"/screens/*.screen; do
	fresh
	rm "$share/screens/${file##*/}"
	broken "no ${file##*/}" 1 "screens/${file##*/}: is missing" screens check
done
for file in "$top_srcdir"/locale/ja/*.form; do
	fresh
	rm "$share/locale/ja/${file##*/}"
	broken "no ${file##*/}" 1 "${file##*/}: " forms check
done

# ---- the sentences ----

# sentences WHAT SENTENCE: what an error says with the catalogue in $work/mo
mo=$work/mo/ja/LC_MESSAGES/madoguchi.mo
mkdir -p "${mo%/*}"
sentences() {
	MADOGUCHI_LOCALEDIR=$work/mo LANGUAGE=ja LC_ALL=C.UTF-8 \
		"$mado" case show --db "$work/no.db" R08-00001 \
		>"$work/out" 2>"$work/err"
	status=$?
	ok "$1" refused 1 "$2"
	ok "... in one sentence" one_line
}
sentences "no Japanese sentences" "There is no database at"
whole=$top_builddir/locale/ja/LC_MESSAGES/madoguchi.mo
cp "$whole" "$mo"
sentences "Japanese sentences" "データベース"
for bytes in 0 100 5000 40000; do
	head -c $bytes "$whole" >"$mo"
	sentences "cut off after $bytes bytes" "There is no database at"
done
done_testing
