"""Writes dicts/variants.tsv: characters that stand for another one.

    pip install opencc-python-reimplemented==0.1.7
    python dicts/scripts/variants.py > dicts/variants.tsv

Traditional characters are OpenCC's table from traditional to simplified
characters (Apache-2.0), the first of several; compatibility ideographs and
Kangxi radicals are Unicode's own decompositions, the other radicals its table
of equivalent unified ideographs, written out below like the forms of marks in
vertical lines. Only pairs of one length
in UTF-8 are kept, so that offsets stay.
"""

import os
import unicodedata

import opencc

RADICALS = (
    "⺁厂⺃乚⺄乙⺅亻⺉刂⺊卜⺍小⺎兀⺏尣⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺝月⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺫目⺬示⺭礻"
    "⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺼月⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
# The forms U+FE10-FE19 and U+FE30-FE48 of marks in vertical lines.
VERTICAL = "，、。：；！？〖〗…"
VERTICAL_BRACKETS = "‥—–＿﹏（）｛｝〔〕【】《》〈〉「」『』﹅﹆［］"


def one_length(a, b):
    return a != b and len(a) == len(b) == 1 and len(a.encode()) == len(b.encode()) == 3


def compatibility():
    yield from zip(RADICALS[::2], RADICALS[1::2])
    yield from zip(map(chr, range(0xFE10, 0xFE1A)), VERTICAL)
    yield from zip(map(chr, range(0xFE30, 0xFE49)), VERTICAL_BRACKETS)
    for code in [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)]:
        yield chr(code), unicodedata.normalize("NFKC", chr(code))


def traditional():
    path = os.path.join(os.path.dirname(opencc.__file__), "dictionary", "TSCharacters.txt")
    for line in open(path, encoding="utf-8"):
        printed, standard = line.rstrip("\n").split("\t")
        yield printed, standard.split(" ")[0]


print("printed\tstandard\tkind")
for kind, pairs in (("compatibility", compatibility()), ("traditional", traditional())):
    for printed, standard in sorted(set(pairs)):
        if one_length(printed, standard):
            print(printed, standard, kind, sep="\t")
