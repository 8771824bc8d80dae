#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""names.py OUT: writes names.dict, family and given names, into the folder OUT.

What people are usually called, the more usual writing first, is written by
hand in build-aux/names/family.hand and given.hand: a reading and its writings,
a star behind a writing whose usual reading this is. Old and variant forms of
single characters are added to them. Behind these stand the names of
SKK-JISYO.jinmei (GPL-2+, Debian's skkdic-extra), as far as they are Japanese.
"""
import os
import re
import sys

SKK = "/usr/share/skk/SKK-JISYO.jinmei"
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "names")
FAMILY, GIVEN = "姓", "名"
TAIL_MAX = 6  # words of one reading taken from SKK

# Forms that stand in the register beside the everyday one. Some are
# compatibility ideographs, written as codes so that no editor changes them.
FORMS = {
    FAMILY: "高髙 崎﨑 沢澤 浜濱 広廣 島嶋 桜櫻 滝瀧 国國 富冨 吉𠮷 条條 竜龍 "
            "館舘 真眞 徳德 瀬瀨 曽曾 桑桒 柳栁 "
            "塚\ufa10 神\ufa19 福\ufa1b 隆\uf9dc",
    GIVEN: "恵惠 栄榮 真眞 広廣 国國 徳德 寿壽 竜龍 静靜 実實 礼禮 万萬 桜櫻 "
           "豊豐 郎郞 清淸 高髙 富冨 亀龜 鉄鐵 "
           "祥\ufa1a 晴\ufa12 福\ufa1b 隆\uf9dc",
}

HEAD = """\
# Family names (姓) and given names (名), the more usual first.
#
# reading <TAB> writing [<TAB> note [<TAB> * when this is its usual reading]]
# Made by `make update-names` from build-aux/names/*.hand and, behind those,
# SKK-JISYO.jinmei (copyright 1993 Wnn Consortium, 2002-2004 SKK Development
# Team; GPL-2 or later).
"""


def add_kana_stems(words):
    """Women's names of a generation: 清子 is キヨ子 in many registers."""
    for reading, of in words.items():
        stem, ending = reading[:-1], {"こ": "子", "え": "江", "よ": "代"}
        if len(stem) == 2 and reading[-1] in ending:
            katakana = "".join(chr(ord(c) + 0x60) for c in stem)
            if any(w.endswith(ending[reading[-1]]) for w in of):
                of.setdefault(katakana + ending[reading[-1]], False)
                of.setdefault(stem + ending[reading[-1]], False)


def read_hand(kind, file):
    words = {}
    for line in open(os.path.join(HERE, file), encoding="utf-8"):
        if not line.startswith("#"):
            reading, *writings = line.split()
            of = words.setdefault(reading, {})
            for writing in writings:
                of.setdefault(writing.rstrip("*"), writing.endswith("*"))
    if kind == GIVEN:
        add_kana_stems(words)
    for of in words.values():
        for writing in list(of):
            for plain, form in FORMS[kind].split():
                if plain in writing:
                    of.setdefault(writing.replace(plain, form), False)
    return words


def read_skk():
    """reading → {writing: kind}; kind "" where SKK does not say."""
    names = {}
    for line in open(SKK, encoding="euc_jp", errors="replace"):
        if line.startswith(";") or " /" not in line:
            continue
        reading, words = line.rstrip("\n").split(" /", 1)
        if not re.fullmatch("[ぁ-ゖー]{2,}", reading):
            continue
        for word in words.strip("/").split("/"):
            writing, _, note = word.partition(";")
            notes = re.split("[, &]", note)
            # Famous people with both names are not for us.
            if not re.fullmatch("[一-龠々ヶケノ之ぁ-ゖ]{1,5}", writing) or \
                    not {"姓", "名", "人名"} & set(notes) or \
                    "フルネーム" in note or not re.search("[一-龠]", writing):
                continue
            kind = "".join(k for k in (FAMILY, GIVEN) if k in notes)
            names.setdefault(reading, {})[writing] = kind
    return names


def in_turn(families, givens):
    """One family name, three given names, one family name …"""
    families, givens, words = list(families), list(givens), []
    while families or givens:
        words += families[:1] + givens[:3]
        del families[:1], givens[:3]
    return words


def words_of(reading, family, given, skk):
    marks, usual = {}, set()
    for kind, words in ((FAMILY, family), (GIVEN, given)):
        for writing, star in words.get(reading, {}).items():
            marks[writing] = marks.get(writing, "") + kind
            if star:
                usual.add(writing)
    order = in_turn(family.get(reading, {}), given.get(reading, {}))
    tail = [w for w in skk.get(reading, {}) if w not in marks]
    for writing in dict.fromkeys(order + tail[:TAIL_MAX]):
        mark = marks.get(writing, skk.get(reading, {}).get(writing, ""))
        yield [reading, writing, mark] + ["*"] * (writing in usual)


def main():
    family = read_hand(FAMILY, "family.hand")
    given = read_hand(GIVEN, "given.hand")
    skk = read_skk()
    with open(os.path.join(sys.argv[1], "names.dict"), "w",
              encoding="utf-8") as f:
        f.write(HEAD)
        for reading in sorted({*family, *given, *skk}, key=str.encode):
            for word in words_of(reading, family, given, skk):
                f.write("\t".join(word).rstrip("\t") + "\n")


if __name__ == "__main__":
    main()
