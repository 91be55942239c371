#!/usr/bin/env python3
"""A model for the package vaporetto, which cuts words but neither trains nor brings a model.

    scripts/peers_vaporetto.py TEXT.jsonl -o FILE [--characters N]

Learns from the words that rjieba cuts in the first N characters of the text, with an
averaged perceptron over the same features as vaporetto's own training: all strings of up
to three characters within three characters of a boundary. It is there to measure speed:
its words are as good as those of rjieba at best. Weights that are nought are left out.
"""

import argparse
import collections
import itertools
import json
import pathlib

import rjieba

MAGIC = b"VaporettoTokenizer 0.5.0\n"
WINDOW, LONGEST, PASSES = 3, 3, 3
# Weights become whole numbers of sixteen bits.
LARGEST = 32767


def features(line):
    """For each boundary between two characters the strings around it, with where they stand."""
    for boundary in range(1, len(line)):
        low, high = max(0, boundary - WINDOW), min(len(line), boundary + WINDOW)
        yield [
            (line[start:end], boundary - end + WINDOW)
            for start in range(low, high)
            for end in range(start + 1, min(start + LONGEST, high) + 1)
        ]


def learn(lines):
    weights, moved, step = collections.defaultdict(float), collections.defaultdict(float), 1
    bias, bias_moved = 0.0, 0.0
    samples = []
    for line in lines:
        ends = set(itertools.accumulate(len(word) for word in rjieba.cut(line)))
        samples += [(1 if at in ends else -1, found) for at, found in enumerate(features(line), 1)]
    for _ in range(PASSES):
        for side, found in samples:
            if side * (bias + sum(weights[f] for f in found)) <= 0:
                for f in found:
                    weights[f] += side
                    moved[f] += side * step
                bias += side
                bias_moved += side * step
            step += 1
    return {f: w - moved[f] / step for f, w in weights.items()}, bias - bias_moved / step


def number(n):
    """A whole number from nought on, as bincode writes it."""
    if n < 251:
        return bytes([n])
    return bytes([251]) + n.to_bytes(2, "little") if n < 1 << 16 else bytes([252]) + n.to_bytes(4, "little")


def signed(n):
    return number(2 * n if n >= 0 else -2 * n - 1)


def text(string):
    return number(len(string.encode())) + string.encode()


def model(weights, bias):
    """The bytes of a model without character types, dictionary and tags."""
    unit = max(map(abs, [bias, *weights.values()])) / LARGEST or 1
    strings = collections.defaultdict(dict)
    for (string, place), weight in weights.items():
        if round(weight / unit):
            strings[string][place] = round(weight / unit)
    out = [MAGIC, number(len(strings))]
    for string, places in sorted(strings.items()):
        count = 2 * WINDOW - len(string) + 1
        out += [text(string), number(count), *(signed(places.get(place, 0)) for place in range(count))]
    out += [number(0), number(0), signed(round(bias / unit)), bytes([WINDOW, WINDOW]), number(0)]
    return b"".join(out), len(strings)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    parser.add_argument("--characters", type=int, default=150_000)
    given = parser.parse_args()
    lines, total = [], 0
    for row in given.text.read_text(encoding="utf-8").splitlines():
        for line in filter(None, map(str.strip, json.loads(row)["text"].splitlines())):
            if total < given.characters:
                lines.append(line)
                total += len(line)
    data, strings = model(*learn(lines))
    given.output.write_bytes(data)
    print(f"{strings} strings from {total} characters")


if __name__ == "__main__":
    main()
