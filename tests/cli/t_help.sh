# SPDX-License-Identifier: GPL-3.0-or-later
# Every command and option as the program tells it: each explains itself, and
# the man page knows them all.
. "$top_srcdir/tests/cli/tap.sh"

page=$top_srcdir/doc/madoguchi.1
# The page as it is read: without markup, and with plain hyphens.
sed 's/\\f.//g; s/\\-/-/g; s/^\.[A-Z]* //; s/"//g' "$page" >"$work/page"

explained() {
	test "$status" = 0 && test ! -s "$work/err" &&
		grep -qE "^Usage: madoguchi $1( |\$)" "$work/out"
}

# Has the section of this command, below its heading, the option?
section_has() {
	sed -n "/^madoguchi $1\( \|\$\)/,/^madoguchi [a-z]/{/^madoguchi/!p}" \
		"$work/page" | grep -qE -- "(^| )$2( |\$)"
}

run --help
ok "help lists the commands" test "$status" = 0
sed -n 's/^  \([a-z]\{1,\}\( [a-z]\{1,\}\)\{0,1\}\)  .*/\1/p' "$work/out" \
	>"$work/commands"
ok "there are some" test "$(wc -l <"$work/commands")" -ge 11

while read -r command; do
	# shellcheck disable=SC2086 # one word or two
	run $command --help
	ok "$command explains itself" explained "$command"
	cp "$work/out" "$work/help"
	# shellcheck disable=SC2086
	run $command -h
	ok "$command -h is the same" cmp -s "$work/help" "$work/out"
	ok "$command has its section in the man page" \
		grep -qE "^madoguchi $command( |\$)" "$work/page"
	sed -n 's/^  \(-[a-z], \)\{0,1\}\(--[a-z-]*\) .*/\2/p' "$work/help" \
		>"$work/options"
	while read -r option; do
		ok "$command $option is in it" section_has "$command" "$option"
	done <"$work/options"
	# shellcheck disable=SC2086
	says "$command has no option --nonesuch" 2 \
		"--nonesuch: no such option" $command --nonesuch
done <"$work/commands"

# One letter wrong is met with the right word.
while read -r wrong right; do
	says "$wrong is nearly --$right" 2 "did you mean --$right?" \
		form referral "$wrong"
done <<'END'
--tetx text
--balnk blank
--outpt output
--aprover approver
END
says "a word with two parts is found, too" 2 \
	"did you mean forms check?" forms chekc
says "a first part alone names a whole" 2 \
	"one word more is needed: case show" case
says "what is like nothing is referred to the help" 2 \
	'"madoguchi --help" lists them' xyzzyxyzzy
says "a value that is missing is asked for" 2 "--db needs a value: FILE" \
	case show --db
says "an option twice is one too many" 2 "--json is given twice" \
	case show --json --json R08-00001
says "a switch takes no value" 2 "--json takes no value" \
	case show --json=yes R08-00001
says "what is required is asked for" 2 "--profile NAME is missing" \
	init --db "$work/x.db"
run version
cp "$work/out" "$work/version"
run --version
ok "--version is version" cmp -s "$work/version" "$work/out"

if command -v groff >/dev/null; then
	groff -ww -man -Tutf8 -z "$page" >"$work/out" 2>"$work/err"
	ok "groff has nothing to say about the man page" test ! -s "$work/err"
fi

done_testing
