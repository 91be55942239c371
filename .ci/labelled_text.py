#!/usr/bin/env python3
"""Nothing of the labelled texts beside the repository may stand in it.

Looks for runs of eight Chinese characters in a row of the texts in
../shared/gold in every text file of the repository. Names of institutions,
places and titles are facts and may stand: those marked in the labelled texts
and those of dicts/. Exits with 1 where anything is found.

    .ci/labelled_text.py            the check
    .ci/labelled_text.py --people   also lists people of the labelled texts (a name
                                    may be an invented one by chance: read the list)
"""

import json
import pathlib
import re
import subprocess
import sys

RUN = 8
ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"
PAGES = ROOT.parent / "shared" / "corpora" / "pages" / "real"
HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]"
# How many characters of a run may stand outside names: 阳市中级人民法院 is the
# court of an invented city.
OUTSIDE = 2
# A run of at most so many characters in a dictionary is a word, not a sentence.
ENTRY = 12
HAN_RUN = re.compile(HAN + "+")
# A number or a date written out is nobody's sentence.
NUMERAL = re.compile("[零〇一二三四五六七八九十百千万亿年月日星期农历甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥初廿正第届次号]+")
# Not text: the word list, the model, what cargo writes.
NO_TEXT = {".bin", ".model", ".lock", ".pdf", ".png", ".gz"}


def gold_rows():
    for file in sorted(GOLD.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def labelled():
    """The labelled texts, the names that are facts, and the people."""
    texts, facts, people = [], set(), set()
    for row in gold_rows():
        texts += [row[key] for key in ("title", "text") if isinstance(row.get(key), str)]
        for layer in ("institutions", "places", "titles", "posts"):
            for item in row.get(layer) or []:
                facts.update(item[key] for key in ("text", "name", "title", "institution") if item.get(key))
        for person in row.get("persons") or []:
            people.add(person["text"])
            facts.update(filter(None, re.split("[@;/]", person.get("posts") or "")))
    page = json.loads((GOLD / "xuchang-2021-03-03.json").read_text(encoding="utf-8"))
    for layer in ("institution", "place", "title"):
        facts.update(m["text"] for m in page["mentions"].get(layer, []))
    people.update(m["text"] for m in page["mentions"].get("person", []))
    texts += [file.read_text(encoding="utf-8") for file in sorted(PAGES.glob("xuchang*.txt"))]
    return texts, facts, people


def dictionary_names():
    """First names and full names of the dictionaries' institutions, titles and places."""
    names = set()
    for file in ("institutions", "titles", "places", "townships", "suffixes", "regions"):
        path = ROOT / "dicts" / f"{file}.tsv"
        if path.exists():
            names.update(HAN_RUN.findall(path.read_text(encoding="utf-8")))
    return names


def runs(text):
    for run in HAN_RUN.finditer(text):
        yield run.start(), run.group()


def grams(text):
    """Every run of RUN characters, with line breaks inside sentences closed too."""
    for version in (text, re.sub(r"\s+", "", text)):
        for _, run in runs(version):
            for i in range(len(run) - RUN + 1):
                yield run[i : i + RUN]


def excused(run, facts, longest):
    """Which characters of a run belong to the name of an institution, place or title."""
    free = [False] * len(run)
    for i in range(len(run)):
        for j in range(min(len(run), i + longest), i + 1, -1):
            if run[i:j] in facts:
                free[i:j] = [True] * (j - i)
                break
    for number in NUMERAL.finditer(run):
        free[number.start() : number.end()] = [True] * len(number.group())
    return free


def files():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout
    for name in sorted(filter(None, listed.split("\0"))):
        path = ROOT / name
        if path.suffix not in NO_TEXT and path.is_file():
            data = path.read_bytes()
            try:
                yield name, data.decode("utf-8")
            except UnicodeDecodeError:
                yield name, data.decode("gb18030", errors="replace")


def find_text(name, text, known, facts, longest):
    count = 0
    words = name.startswith("dicts/") and name.endswith(".tsv")
    for start, run in runs(text):
        if words and len(run) <= ENTRY:
            continue
        hits = [i for i in range(len(run) - RUN + 1) if run[i : i + RUN] in known]
        if not hits:
            continue
        free = excused(run, facts, longest)
        hits = [i for i in hits if free[i : i + RUN].count(False) > OUTSIDE]
        while hits:
            first = last = hits.pop(0)
            while hits and hits[0] == last + 1:
                last = hits.pop(0)
            line = text.count("\n", 0, start) + 1
            print(f"{name}:{line}: {run[first : last + RUN]}")
            count += 1
    return count


def find_people(name, text, people):
    for n, line in enumerate(text.splitlines(), 1):
        found = sorted({p for run in HAN_RUN.findall(line) for p in people if p in run})
        if found:
            print(f"{name}:{n}: person {' '.join(found)}")


def main():
    if not GOLD.is_dir():
        print("skipped: no labelled texts beside the repository")
        return 0
    texts, facts, people = labelled()
    known = {gram for text in texts for gram in grams(text)}
    facts |= dictionary_names()
    longest = max(map(len, facts))
    people = {p for p in people if len(p) >= 3 and HAN_RUN.fullmatch(p)} - facts
    count = 0
    for name, text in files():
        count += find_text(name, text, known, facts, longest)
        if "--people" in sys.argv and not name.startswith("dicts/"):
            find_people(name, text, people)
    print(f"{count} runs of labelled text in the repository")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
