"""Annotated articles, corpora and news as one form that trainer and teacher read.

Every line is {"id", "text", "entities": [{"start", "end", "type"}]}, offsets in code points,
types PER, LOC, ORG, no two names overlapping.

  texts.py articles OUT.jsonl GOLD.jsonl…          labelled articles: of names inside names the outer one
  texts.py news OUT.jsonl.gz IDS NEWS.jsonl.gz…    the articles of the news that IDS lists, without labels
  texts.py silver OUT.jsonl.gz IDS NEWS.jsonl.gz…  the same with the labels that stand in IDS
  texts.py input OUT.jsonl CORPUS.jsonl.gz         a corpus as input of `baozhi extract`
  texts.py harmonise OUT.jsonl.gz CORPUS.jsonl.gz RECORDS.jsonl
                                                   the corpus, with the institutions of RECORDS added

IDS holds an article a line: its id, a tab, and its names as gap.lengthL with L of P, L, O, where
gap counts from the end of the name before; no text. An article's id is its own, or the file's name and line.
"""

import gzip
import json
import os
import sys

LAYERS = {"persons": "PER", "places": "LOC", "institutions": "ORG"}
LETTERS = {"P": "PER", "L": "LOC", "O": "ORG"}


def opened(path, mode="rt"):
    """The file at `path`, gzip or plain by its name."""
    if path.endswith(".gz"):
        return gzip.open(path, mode, encoding="utf-8", **({"compresslevel": 1} if "w" in mode else {}))
    return open(path, mode, encoding="utf-8")


def lines(path):
    """The JSON objects of a file, one a line."""
    with opened(path) as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def write(path, items):
    """Writes texts with their names; gives how many."""
    count = 0
    with opened(path, "wt") as file:
        for key, text, names in items:
            entities = [{"start": a, "end": b, "type": kind} for a, b, kind in sorted(names)]
            file.write(json.dumps({"id": key, "text": text, "entities": entities}, ensure_ascii=False) + "\n")
            count += 1
    return count


def outer(names):
    """Of names that hold or cross each other the longest, an institution before others."""
    kept = []
    for name in sorted(names, key=lambda n: (n[0] - n[1], n[2] != "ORG", n)):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
            kept.append(name)
    return kept


def articles(paths):
    for path in paths:
        for gold in lines(path):
            names = {(m["start"], m["end"], kind) for layer, kind in LAYERS.items() for m in gold[layer]}
            yield gold["id"], gold["text"], outer(names)


def listed(ids):
    """The names of each listed article."""
    table = {}
    with opened(ids) as file:
        for line in file:
            key, _, names = line.rstrip("\n").partition("\t")
            table[key] = names
    return table


def spans(names):
    at, found = 0, []
    for name in names.split():
        gap, _, rest = name.partition(".")
        start = at + int(gap)
        at = start + int(rest[:-1])
        found.append((start, at, LETTERS[rest[-1]]))
    return found


def news(ids, paths, labelled):
    table = listed(ids)
    for path in paths:
        stem = os.path.basename(path).split(".")[0]
        for number, article in enumerate(lines(path)):
            key = str(article.get("id") or f"{stem}-{number}")
            names = table.pop(key, None)
            if names is not None:
                yield key, article["text"], spans(names) if labelled else []
    if table:
        raise SystemExit(f"{len(table)} listed articles are in none of the files, {next(iter(table))} among them")


def harmonise(corpus, records):
    """Older corpora mark no 市委, 省政府: what the dictionary of institutions finds there where the
    corpus marks nothing, or only places inside it, is marked as an institution."""
    found = {str(r["id"]): r for r in lines(records)}
    for item in lines(corpus):
        names = [(e["start"], e["end"], e["type"]) for e in item["entities"] if e["type"] in LAYERS.values()]
        record = found[str(item["id"])]
        if record["text"] != item["text"]:
            raise SystemExit(f"{records}: {item['id']} is another text than in {corpus}")
        for mention in record["mentions"]:
            if mention["type"] != "institution" or not mention["rule"].startswith("lexicon/institutions"):
                continue
            start, end = mention["start"], mention["end"]
            within = [n for n in names if n[0] < end and start < n[1]]
            if all(n[2] == "LOC" and start <= n[0] and n[1] <= end and n[:2] != (start, end) for n in within):
                names = [n for n in names if n not in within] + [(start, end, "ORG")]
        yield item["id"], item["text"], names


def as_input(path, out):
    with opened(out, "wt") as file:
        for item in lines(path):
            line = {"id": str(item["id"]), "text": item["text"], "home": "长沙市"}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main(command, out, *rest):
    if command == "input":
        return as_input(rest[0], out)
    items = {
        "articles": lambda: articles(rest),
        "news": lambda: news(rest[0], rest[1:], False),
        "silver": lambda: news(rest[0], rest[1:], True),
        "harmonise": lambda: harmonise(*rest),
    }[command]()
    print(f"{out}: {write(out, items)} texts", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
