#!/usr/bin/env python3
"""How fast is baozhi, and how fast are other programs that read Chinese text, in one run.

    scripts/peers.py [FILE…] [--binary FILE] [--environment DIR] [--bytes N]
                     [--rounds N] [--limit S] [--only NAME] [--list]

FILE is JSON lines with the keys `text` and, where they are known, `date`, `title` and
`paper` (also gzipped), or plain text, one article a file. Without files the text is
made up by `peers_text.py`. Articles are taken in a mixed order that is the same in every run.

The peers are installed from the registry of Python packages into a virtual environment,
which is thrown away at the end unless --environment says where it is to stay. A peer that
cannot be installed or run is named with the reason.

What is measured is processor time on one thread, without the time for starting and
loading. A Python peer takes what its own process has used before and after the work.
For baozhi the time for one short article is taken from that for the whole text, run after
run until half of --limit is spent. All take their turns, round after round, each in a
process of its own. The table has the medians of the rounds, and the smallest and largest
ratio to baozhi in the same round. A peer that is not through after --limit seconds stops
there: its speed is that on the text it has read. Compare the ratios; the speeds are those
of this machine and this hour.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import venv

import peers_text
from peers_work import LEAST, PEERS, SCRIPTED, WARM_UP

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
ONE_THREAD = [f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL", "RAYON", "NUMEXPR")]
OURS = {
    "baozhi extract": "names, posts, institutions in full, events, quotes, times, figures; records as JSON",
    "baozhi analyze": "the same; besides tables, a graph, a summary, as files",
}
# The job as it is scripted stands beside `analyze`, which writes a graph too; all others beside `extract`.
BESIDE = {SCRIPTED: "baozhi analyze"}


# --- Installing.


def install(folder, wanted, absent):
    """The Python of an environment with the packages of the peers; peers without theirs go into `absent`."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    done = {}
    for name in wanted:
        packages = PEERS[name].packages + PEERS[name].helpers
        key = tuple(packages)
        if key not in done:
            print("installing", *packages, file=sys.stderr, flush=True)
            command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            told = subprocess.run([*command, "--only-binary", ":all:", *packages], capture_output=True, text=True)
            done[key] = last_line(told.stderr) if told.returncode else None
        if done[key]:
            absent[name] = f"could not be installed: {done[key]}"
    return python


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason was told"


def build():
    command = ["cargo", "build", "--release", "--locked", "--features", "cli", "--bin", "baozhi"]
    print("$", *command, file=sys.stderr, flush=True)
    subprocess.run(command, cwd=ROOT, check=True)
    metadata = ["cargo", "metadata", "--format-version=1", "--no-deps"]
    told = subprocess.run(metadata, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return pathlib.Path(json.loads(told)["target_directory"]) / "release" / "baozhi"


# --- Running.


def environment():
    return {**os.environ, **{name: "1" for name in ONE_THREAD}}


def run_peer(python, name, text, given):
    command = [python, HERE / "peers_work.py", name, text, str(given.limit), text.parent / "model"]
    try:
        told = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=60 + 20 * given.limit)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"no end after {error.timeout:.0f} seconds") from error
    if told.returncode:
        raise RuntimeError(last_line(told.stderr))
    return json.loads(last_line(told.stdout))


def run_ours(binary, name, text):
    """The processor time of one run of baozhi."""
    with tempfile.TemporaryDirectory() as folder:
        command = [binary, name.split()[1], text, "-o", pathlib.Path(folder) / "out"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = subprocess.run([*command, "-q", "--no-config", "--threads", "1"], env=environment(), capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if told.returncode:
        raise RuntimeError(last_line(told.stderr.decode(errors="replace")))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def repeat_ours(binary, name, text, short, size, enough):
    """Runs of baozhi over the text and over one article, until those over the text have taken long enough."""
    whole = starts = runs = 0
    while whole < enough:
        whole += run_ours(binary, name, text)
        starts += run_ours(binary, name, short)
        runs += 1
    seconds = max(whole - starts, 1e-9)
    return {"bytes": size * runs, "read": size, "seconds": seconds, "loading": starts / runs, "work": seconds / runs}


def teach(python, text, absent):
    """A model for vaporetto, whose package brings none: it learns from this text."""
    print("training a model for vaporetto", file=sys.stderr, flush=True)
    command = [python, HERE / "peers_vaporetto.py", text, "-o", text.parent / "model"]
    told = subprocess.run(command, env=environment(), capture_output=True, text=True)
    if told.returncode:
        absent["vaporetto"] = f"was not run, since no model could be made for it: {last_line(told.stderr)}"


def measure(binary, python, names, folder, articles, given, absent):
    """What each took in every round: bytes, seconds, and for peers what else they told."""
    text, short = folder / "text.jsonl", folder / "short.jsonl"
    for path, rows in ((text, articles), (short, [{"id": "0", "date": "2022-03-02", "text": WARM_UP}])):
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    size = sum(len(article["text"].encode()) for article in articles)
    if "vaporetto" in names and "vaporetto" not in absent:
        teach(python, text, absent)
    results = {}
    for turn in range(given.rounds):
        for name in [*OURS, *names]:
            if name in absent:
                continue
            print(f"round {turn + 1}: {name}", file=sys.stderr, flush=True)
            try:
                if name in OURS:
                    result = repeat_ours(binary, name, text, short, size, given.limit / 2)
                else:
                    result = run_peer(python, name, text, given)
                results.setdefault(name, []).append(result)
            except RuntimeError as error:
                if name in OURS:
                    raise
                absent[name] = f"did not run: {error}"
                results.pop(name, None)
    return results, size


def speed(result):
    return result["bytes"] / result["seconds"] / 1e6


def told(results, size, version, absent):
    """The table, as Markdown, fastest first."""
    lines = ["| | what it does | time, in parts of baozhi's | MB/s | loading, s | text read, MB | version |"]
    lines += ["|---|---|---|---|---|---|---|"]
    notes = []
    for name, rounds in sorted(results.items(), key=lambda item: -median(item[1], speed)):
        beside = BESIDE.get(name, "baozhi extract")
        ratios = [speed(ours) / speed(theirs) for ours, theirs in zip(results[beside], rounds)]
        ratio = f"{figures(statistics.median(ratios))} of `{beside.split()[1]}`"
        ratio += f" ({figures(min(ratios))} to {figures(max(ratios))})" if len(ratios) > 1 else ""
        does = OURS.get(name) or PEERS[name].does
        named = f"`{name}`" if name in OURS else name
        versions = ", ".join(f"{p} {v}" for p, v in rounds[0].get("versions", {}).items()) or version
        row = [named, does, "1" if name == beside else ratio, figures(median(rounds, speed))]
        row += [figures(median(rounds, lambda r: r["loading"])), figures(median(rounds, lambda r: r["read"]) / 1e6)]
        lines.append(f"| {' | '.join([*row, versions])} |")
        faults = max((r.get("faults", {}) for r in rounds), key=lambda f: sum(f.values()))
        notes += [f"{name} threw {kind} at {count:.0f} paragraphs." for kind, count in faults.items()]
    if median(results["baozhi extract"], lambda r: r["work"]) < LEAST:
        notes.append("The text is so short that the times of baozhi are mostly noise: take more (--bytes).")
    notes += [f"{name} {reason}" for name, reason in absent.items()]
    return "\n".join([f"{size / 1e6:.2f} MB of text, one thread, processor time.", "", *lines, "", *notes]).strip()


def median(rounds, value):
    return statistics.median(map(value, rounds))


def figures(number):
    """Two figures that count: 0.0451 is 0.045, 32.4 is 32."""
    return f"{number:.2g}" if number < 100 else f"{number:,.0f}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--binary", type=pathlib.Path, help="a program that is built already; else it is built")
    parser.add_argument("--environment", type=pathlib.Path, metavar="DIR", help="where the peers are installed")
    parser.add_argument("--bytes", type=int, default=1_000_000, help="how much text is read (1,000,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each has its turn (3)")
    parser.add_argument("--limit", type=float, default=10, help="seconds after which a peer stops (10)")
    parser.add_argument("--only", action="append", choices=PEERS, metavar="NAME", help="this peer; may be repeated")
    parser.add_argument("--list", action="store_true", help="say what would be compared, and do nothing")
    return parser.parse_args()


def main():
    given = arguments()
    names = given.only or list(PEERS)
    if given.list:
        for name in names:
            peer = PEERS[name]
            print(f"{name}: {peer.does}; needs {', '.join(peer.packages + peer.helpers)}")
        for name, does in OURS.items():
            print(f"{name}: {does}")
        return None
    binary = (given.binary or build()).resolve()
    asked = subprocess.run([binary, "--version"], check=True, capture_output=True, text=True).stdout
    articles = peers_text.read(given.files) if given.files else peers_text.invented(given.bytes)
    articles = peers_text.some(articles, given.bytes)
    if not articles:
        sys.exit("there is no text in these files")
    with tempfile.TemporaryDirectory() as temporary:
        folder, absent = pathlib.Path(temporary), {}
        python = install((given.environment or folder / "environment").absolute(), names, absent)
        results, size = measure(binary, python, names, folder, articles, given, absent)
    print(told(results, size, asked.splitlines()[0], absent))
    return None


if __name__ == "__main__":
    main()
