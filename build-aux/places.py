#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""places.py OUT: writes locale/ja/places/*.dict into the folder OUT.

Which places there are comes from SKK-JISYO.zipcode (post codes, public
domain), how they are read from SKK-JISYO.geo (GPL-2+), both in Debian's
skkdic-extra. A place with one known reading is taken; what has several, or is
missing, is settled by hand in build-aux/places/CITY.hand. A place of the city
itself that nobody has settled is an error; one of a neighbour is left out.
"""
import collections
import os
import re
import sys

SKK = "/usr/share/skk/SKK-JISYO."
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "places")
PREFECTURE = "北海道|東京都|(?:京都|大阪)府|.{2,3}県"

HEAD = """\
# {title}
#
# reading <TAB> writing [<TAB> note shown beside the candidate]
# Made by `make update-places` from build-aux/places/{code}.hand, the post codes
# (SKK-JISYO.zipcode, public domain) and the readings of SKK-JISYO.geo
# (copyright 2001-2005 IIDA Yosiaki and the SKK Development Team, GPL-2 or
# later). A city may change it: own words go to their place in the order.
"""


def skk_lines(name, encoding):
    with open(SKK + name, encoding=encoding, errors="replace") as f:
        for line in f:
            if not line.startswith(";") and " /" in line:
                key, words = line.rstrip("\n").split(" /", 1)
                for word in words.strip("/").split("/"):
                    yield key, word.split(";")[0]


def read_sources():
    readings = collections.defaultdict(list)
    for reading, word in skk_lines("geo", "euc_jp"):
        if re.fullmatch("[ぁ-ゖー]+", reading):
            readings[word].append(reading)
    places = [word for _, word in skk_lines("zipcode", "euc_jis_2004")]
    return readings, places


def read_hand(path):
    title, own, near, words = "", [], [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#: own "):
            own.append(line[7:])
        elif line.startswith("#: near "):
            near.append(line[8:])
        elif line.startswith("#"):
            title = title or line[2:].split(":")[0]
        else:
            words.append(tuple((line.split("\t") + [""])[:3]))
    return title, own, near, words


def towns(area, places):
    found = [p[len(area):] for p in places if p.startswith(area)]
    return [t for t in dict.fromkeys(found) if t]


def from_sources(areas, places, readings, settled, note):
    """The words of these areas, and the towns without one clear reading."""
    words, unclear = [], []
    for area in areas:
        name = re.sub("^(?:%s)(?:.+郡)?" % PREFECTURE, "", area)
        for town in towns(area, places):
            if town in settled:
                continue
            if len(readings[town]) == 1:
                words.append((readings[town][0], town, name if note else ""))
            else:
                unclear.append(area + town)
    return words, unclear


def cities(readings, settled, prefectures):
    """Every city with its prefecture, or with two: 府中市."""
    where = {}
    for word, found in sorted(readings.items()):
        match = re.fullmatch("(%s)([^郡]{1,7}[市区])" % PREFECTURE, word)
        if not match or match[2] in settled or match[1] not in prefectures:
            continue
        begin = prefectures[match[1]]
        if len(found) == 1 and found[0].startswith(begin):
            city = (found[0][len(begin):], match[2])
            where.setdefault(city, []).append(match[1])
    return [city + ("、".join(names),) for city, names in where.items()]


def write(path, title, code, words):
    seen, kept = set(), []
    for word in words:
        if word[:2] not in seen:
            seen.add(word[:2])
            kept.append(word)
    kept.sort(key=lambda word: word[0].encode())
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD.format(title=title, code=code))
        for word in kept:
            f.write("\t".join(word).rstrip("\t") + "\n")


def main():
    out = sys.argv[1]
    readings, places = read_sources()
    status = 0
    for file in sorted(os.listdir(HERE)):
        code = file.removesuffix(".hand")
        title, own, near, words = read_hand(os.path.join(HERE, file))
        settled = {word[1] for word in words}
        of_city, unclear = from_sources(own, places, readings, settled, False)
        around, _ = from_sources(near, places, readings, settled, True)
        if code == "japan":
            around = cities(readings, settled,
                            {word[1]: word[0] for word in words})
        for place in unclear:
            print(f"{file}: {place} has several readings or none",
                  file=sys.stderr)
            status = 1
        write(os.path.join(out, code + ".dict"), title, code,
              words + of_city + around)
    return status


if __name__ == "__main__":
    sys.exit(main())
