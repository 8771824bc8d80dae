# SPDX-License-Identifier: GPL-3.0-or-later
# Dictionaries: sorted by reading, each word once, in a form that can be found;
# those that are made come out the same again.
. "$top_srcdir/tests/lint/lint.sh"
needs python3

find locale db -name '*.dict' | sort >"$work/dicts"
python3 - "$work/dicts" >"$faults" <<'PY'
import re
import sys
import unicodedata

READING = re.compile("[\u3041-\u3096\u30fc\u30fb0-9]+")

for path in open(sys.argv[1]).read().split():
    last, seen, words = b"", set(), 0
    for no, line in enumerate(open(path, encoding="utf-8", newline="\n"), 1):
        line = line.rstrip("\n")
        if line.startswith("#"):
            if words:
                print(f"{path}:{no}: comments stand at the head only")
            continue
        words += 1
        columns = line.split("\t")
        if not 2 <= len(columns) <= 4 or "" in columns[:2]:
            print(f"{path}:{no}: reading, tab, writing")
            continue
        reading, writing = columns[:2]
        if not READING.fullmatch(reading):
            print(f"{path}:{no}: {reading} is no reading")
        if line != line.strip() or unicodedata.normalize("NFC", line) != line:
            # 神 U+FA19 and its like are letters of names: no NFC for them.
            if not re.search("[\uf900-\ufaff]", line):
                print(f"{path}:{no}: not NFC, or a blank at the end")
        if reading.encode() < last:
            print(f"{path}:{no}: {reading} stands behind a later reading")
        tail = re.search("[ぁ-ゖ]*$", writing)[0]
        if not reading.replace("づ", "ず").endswith(
                tail.replace("づ", "ず")):
            print(f"{path}:{no}: {reading} does not end like {writing}")
        if (reading, writing) in seen:
            print(f"{path}:{no}: {reading} {writing} is there twice")
        seen.add((reading, writing))
        last = reading.encode()
    if not words:
        print(f"{path}: no words")
PY
no_faults "every dictionary is sorted, unique and well formed"

while read -r file; do
	grep -q "$file" data.am || echo "$file is not in data.am"
done <"$work/dicts" >"$faults"
no_faults "every dictionary is installed"
# What is made from Debian's dictionaries can be made again, byte for byte.
skk=/usr/share/skk
if [ -r $skk/SKK-JISYO.geo ] && [ -r $skk/SKK-JISYO.jinmei ]; then
	mkdir "$work/made" "$work/made/places"
	{
		python3 build-aux/places.py "$work/made/places"
		python3 build-aux/names.py "$work/made"
		cmp "$work/made/names.dict" locale/ja/names.dict
		diff -rq "$work/made/places" locale/ja/places
	} >"$faults" 2>&1
	no_faults "places and names are what make update-places, update-names make"
else
	count=$((count + 1))
	echo "ok $count # SKIP skkdic-extra is not installed"
fi
done_linting
