# SPDX-License-Identifier: GPL-3.0-or-later
# The forms, filled and empty, as other people's tools see them.
# MADO_GOLDEN=write renews the golden texts and the picture.
. "$top_srcdir/tests/cli/tap.sh"

here=$top_srcdir/tests/forms
sheet=$top_builddir/tests/forms/sheet
golden=$here/golden
forms="referral consent question report intake slip handover handover-case"
tiny=$work/tiny.values
MADOGUCHI_NOW=2026-11-20T09:15:00
MADOGUCHI_DATADIR=$top_srcdir
export MADOGUCHI_NOW MADOGUCHI_DATADIR
: >"$work/out"
: >"$work/err"

for tool in pdftotext pdffonts pdfinfo pdftoppm qpdf zbarimg; do
	command -v $tool >/dev/null || {
		echo "1..0 # SKIP $tool is not installed"
		exit 0
	}
done

# print NAME FORM VALUES: $work/NAME.pdf and its text $work/NAME.txt
print() {
	"$sheet" "$2" "$3" "$work/$1.pdf" >"$work/out" 2>"$work/err" &&
		pdftotext -layout "$work/$1.pdf" "$work/$1.txt"
}

same() {
	if test "${MADO_GOLDEN-}" = write; then
		cp "$2" "$1"
	fi
	diff -u "$1" "$2" >"$work/out"
}

pages() {
	pdfinfo "$1" | sed -n 's/^Pages: *//p'
}

whole() {
	qpdf --check "$1" >"$work/out" 2>&1
}

all_embedded() {
	pdffonts "$1" | awk 'NR > 2 { n++; if ($(NF - 4) != "yes") bad = 1 }
		END { exit bad || !n }'
}

tells_nothing() {
	pdfinfo "$1" >"$work/out"
	grep -q '^Page size: .*(A4)' "$work/out" &&
		grep -q '^Metadata Stream: *no' "$work/out" &&
		! grep -qE '^(Author|Producer|Creator|Keywords|Subject):' \
			"$work/out"
}

lacks() {
	! grep -qF -- "$1" "$2"
}

# The text of all pages without blanks and line ends.
squeezed() {
	pdftotext -raw "$1" - | tr -d ' \n\f　'
}

for form in $forms; do
	for kind in filled blank; do
		values=$here/filled.values
		test $kind = filled || values=-
		name=$form-$kind
		ok "$name is printed" print "$name" "$form" "$values"
		ok "$name says what it said" \
			same "$golden/$name.txt" "$work/$name.txt"
		ok "$name is whole" whole "$work/$name.pdf"
		ok "$name carries its fonts" all_embedded "$work/$name.pdf"
		ok "$name is A4 and tells of no author or tool" \
			tells_nothing "$work/$name.pdf"
		"$sheet" --preview "$form" "$values" >"$work/preview"
		ok "$name can be read before it is printed" \
			same "$golden/$name.preview" "$work/preview"
	done
done
for name in referral-filled referral-blank consent-filled question-filled \
	report-filled slip-filled handover-filled handover-blank \
	handover-case-filled handover-case-blank; do
	ok "$name is one face" test "$(pages "$work/$name.pdf")" = 1
done

# A short record needs no second page; an empty one has room for the pen.
cat >"$tiny" <<'END'
intake.complaint=四月から働きたいので保育園に入れたい。
concern.childcare=main
client.name=田中 花
client.kana=たなか はな
client.birth=平成8年3月12日
client.tel=090-0000-1234
member
member.relation:0=本人
member.name:0=田中 花
member
member.relation:1=子
member.name:1=田中 空
destination
destination.to:0=子ども育成課
destination.urgency:0=C
triage.lead=子ども育成課
END
print short intake "$tiny"
ok "a short record is one face" test "$(pages "$work/short.pdf")" = 1
ok "without rows about what nobody knows" lacks 折り返し "$work/short.txt"
ok "nor lists that are empty" lacks いますぐ行うこと "$work/short.txt"

# Nor does one with a duty, the last of those whom it must reach below it.
cat >>"$tiny" <<'END'
facts.yes=死にたい気持ち、自死の計画、自死の手段
duty
duty.urgency:0=AA
duty.say:0=否定も励ましもせずに聴き、一人にしない。手段から離し、健康課の保健師に直接引き継ぐ。
duty.to:0=健康課、保健所、警察
destination
destination.to:1=健康課
destination
destination.to:2=保健所
destination
destination.to:3=警察
END
print duty intake "$tiny"
ok "one with a duty is one face" test "$(pages "$work/duty.pdf")" = 1
ok "an empty one is two" test "$(pages "$work/intake-blank.pdf")" = 2

# Three recipients with all that is usually told them, a proxy, a witness.
print three consent "$here/three.values"
ok "a consent to three recipients is one face" test "$(pages "$work/three.pdf")" = 1
ok "without rows that could be filled in later" \
	test "$(grep -c 'しない *$' "$work/three.txt")" = 3

# A row or a paragraph about what nobody knows or may say is not there.
printf 'slip.at=11月24日\nslip.desk=福生市\n' >"$tiny"
print neutral slip "$tiny"
ok "a neutral slip greets nobody" lacks さま "$work/neutral.txt"
ok "nor does it speak of what was told" lacks つたえ "$work/neutral.txt"
printf 'client.age=34歳\n' >"$tiny"
"$sheet" --preview referral "$tiny" >"$work/preview"
ok "an age alone begins its box" grep -qF '【生年月日】34歳' "$work/preview"

ok "the file is its owner's alone" \
	test "$(stat -c %a "$work/referral-filled.pdf")" = 600
cp "$work/referral-filled.pdf" "$work/first.pdf"
print referral-filled referral "$here/filled.values"
ok "the same sheet is the same bytes" \
	cmp -s "$work/first.pdf" "$work/referral-filled.pdf"

# The code: opaque, readable, also after a fax.
pdftoppm -r 98 -mono -f 1 -l 1 "$work/referral-filled.pdf" "$work/fax"
zbarimg -q --raw "$work"/fax-*.pbm >"$work/code" 2>/dev/null
ok "a fax of the code can be read, and it is the token" \
	test "$(cat "$work/code")" = JBSWY3DPEHPK3PXPJBSWY3DPEH

# Variants: code points survive, and the shape is the right one.
ok "the variant keeps its code points" \
	grep -q "$(printf '渡邉\363\240\204\202')" "$work/referral-filled.txt"
picture() {
	printf 'client.name=%s\n' "$2" >"$tiny"
	"$sheet" "$here/variant.form" "$tiny" "$work/$1.pdf" &&
		pdftoppm -r 60 -gray -x 55 -y 70 -W 130 -H 75 -singlefile \
			"$work/$1.pdf" "$work/$1"
}
picture variant "$(printf '邉\363\240\204\202')"
picture default 邉
if test "${MADO_GOLDEN-}" = write; then
	cp "$work/variant.pgm" "$here/variant.pgm"
fi
alike() {
	"$top_builddir/tests/forms/alike" "$1" "$2"
}
ok "the variant has its shape" \
	test "$(alike "$here/variant.pgm" "$work/variant.pgm")" -le 8
ok "the default shape is another" \
	test "$(alike "$here/variant.pgm" "$work/default.pgm")" -gt 8

# What cannot be printed right is refused by name.
refuses() {
	! "$sheet" referral "$tiny" "$work/no.pdf" 2>"$work/err" &&
		grep -qF -- "$1" "$work/err" && ! test -e "$work/no.pdf"
}
printf 'client.name=渡邉\363\240\207\257\n' >"$tiny"
ok "a variant that no font has is refused" refuses 'U+9089 U+E01EF'
printf 'client.name=\356\200\200\n' >"$tiny"
ok "a character that no font has is refused" refuses 'U+E000'
printf 'intake.complaint=a\007b\n' >"$tiny"
ok "a control character is refused" refuses 'U+0007'
printf 'client.name=福生\n' >"$tiny"
FONTCONFIG_FILE=$here/fonts-none.conf "$sheet" referral "$tiny" \
	"$work/no.pdf" 2>"$work/err"
ok "a missing font names its package" \
	grep -q 'apt install fonts-morisawa-bizud-gothic' "$work/err"

# A long complaint goes on, whole and in order; so do members.
{
	grep -v '^intake.complaint' "$here/filled.values"
	printf 'intake.complaint='
	seq -f '第%g文、電気代の払込票がたまり眠れない日が続いている。' 150 |
		tr -d '\n'
	echo
	for i in 4 5 6 7 8 9 10; do
		printf 'member\nmember.name:%d=世帯員の%d\n' $i $i
	done
} >"$work/long.values"
ok "a complaint of 4,000 characters is printed" \
	print long referral "$work/long.values"
ok "on continuation pages" test "$(pages "$work/long.pdf")" -ge 2
ok "the face says where it goes on" grep -q 'つづきは[23]頁' "$work/long.txt"
ok "the continuation page says what it is" grep -q '続紙' "$work/long.txt"
seq 150 | tr '\n' ' ' >"$work/want"
squeezed "$work/long.pdf" | grep -o '第[0-9]*文' | tr -d '第文' |
	tr '\n' ' ' >"$work/got"
ok "every sentence is there once, in order" \
	same "$work/want" "$work/got"
for i in 4 10; do
	ok "member $i is there" grep -q "世帯員の$i" "$work/long.txt"
done
ok "the rest of the members is counted" grep -q 'ほかに7件' "$work/long.txt"

# A list that takes all the pages it needs, each below its labels.
for i in $(seq 0 59); do
	printf 'handover\nhandover.number:%d=番号%d件\n' "$i" "$i"
	printf 'handover.complaint:%d=%s\n' "$i" 電気代の払込票がたまり眠れない
done >"$work/list.values"
print list handover "$work/list.values"
n=$(pages "$work/list.pdf")
ok "sixty lines take several pages" test "$n" -ge 3
ok "each begins with the labels" \
	test "$(grep -c '番号・わけ' "$work/list.txt")" = "$n"
ok "each says which of how many it is" grep -q "$n／$n頁" "$work/list.txt"
ok "every line is there once" test "$(squeezed "$work/list.pdf" |
	grep -o '番号[0-9]*件' | sort -u | wc -l)" = 60

# Withheld: set, then withheld; gone from text and bytes.
{
	cat "$here/filled.values"
	printf 'client.address!\nclient.tel!\nmember.affiliation:3!\n'
} >"$work/withheld.values"
print withheld referral "$work/withheld.values"
qpdf --qdf --object-streams=disable "$work/withheld.pdf" "$work/open.pdf"
ok "a withheld address is not in the text" lacks 大字熊川 "$work/withheld.txt"
ok "nor is a withheld telephone" lacks 042-000-0002 "$work/withheld.txt"
ok "nor a withheld school" lacks 市外の中学校 "$work/withheld.txt"
ok "a bar stands there" \
	test "$(grep -o 非開示 "$work/withheld.txt" | wc -l)" = 3
ok "and the values are not in the bytes" lacks 042-000-0002 "$work/open.pdf"
"$sheet" --preview referral "$work/withheld.values" >"$work/preview"
ok "nor on the screen" lacks 大字熊川 "$work/preview"

# The anonymous question shows nobody.
for word in 渡邉 𠮷子 大字熊川 042- 昭和19年 R08-00012 JBSWY; do
	ok "the anonymous question has no $word" \
		lacks "$word" "$work/question-filled.txt"
done

# Places to write.
ok "no such folder is one sentence" test "$("$sheet" slip - \
	"$work/none/x.pdf" 2>&1 | grep -c "$work/none")" = 1
mkdir "$work/old"
echo old >"$work/old/x.pdf"
printf 'client.name=\356\200\200\n' >"$tiny"
"$sheet" referral "$tiny" "$work/old/x.pdf" 2>"$work/err"
ok "a failed print leaves the old file" grep -q old "$work/old/x.pdf"
ok "and nothing beside it" test "$(ls -A "$work/old")" = x.pdf
if (ulimit -f 8 && exec true) 2>/dev/null; then
	(
		ulimit -f 8
		trap '' XFSZ
		"$sheet" referral - "$work/old/x.pdf" 2>"$work/err"
	)
	ok "a disk that takes no more is one sentence" \
		grep -q 'x.pdf cannot be written' "$work/err"
	ok "and the old file stays" grep -q old "$work/old/x.pdf"
	ok "still alone" test "$(ls -A "$work/old")" = x.pdf
fi

done_testing
