# SPDX-License-Identifier: GPL-3.0-or-later
# Sentences: each one in the source has its Japanese in locale/ja.po, and
# nothing else does.
. "$top_srcdir/tests/lint/lint.sh"
needs msgmerge

{
	printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
	sources c h | grep '^src/' | xargs xgettext --from-code=UTF-8 -k_ -kN_ \
		--omit-header --sort-output -o -
} >"$work/all.pot" 2>"$work/says"
grep -v '^$' "$work/says" >"$faults"
no_faults "the sentences can be collected"

msgmerge --quiet --no-fuzzy-matching -o "$work/merged.po" locale/ja.po \
	"$work/all.pot"
msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po" |
	sed '1,/^$/d' | grep -E '^(msgid|")' >"$faults"
no_faults "none is missing or untranslated (make update-po)"

grep '^#~ msgid' "$work/merged.po" >"$faults"
no_faults "none is kept that nobody says any more (make update-po)"

# What err_... is told directly, and is no mere "%s:%d: %s". (The fake engine
# fails for tests only.)
sources c h | grep '^src/' | grep -v engine_fake | while read -r file; do
	tr '\n\t' '  ' <"$file" |
		grep -oE 'err_(input|system|errno)\([^,"]*, *"[^"]*[a-z]{4}[^"]*"' |
		sed "s|^|$file: |"
done >"$faults"
no_faults "what goes wrong is told in the reader's language"

msgattrib --only-fuzzy --no-obsolete locale/ja.po >"$faults"
no_faults "none is fuzzy"

LC_ALL=C msgfmt --check-format --check-domain -o /dev/null locale/ja.po \
	>"$faults" 2>&1
no_faults "the arguments of each sentence fit"
done_linting
