"""``python -m baozhi``: records and tables from the command line of Python.

    python -m baozhi extract INPUT… [-o records.jsonl]
    python -m baozhi tables INPUT… -o DIR [--format csv|parquet|sqlite|xlsx]
    python -m baozhi graph INPUT… -o FILE [--scope SCOPE]

This is a small part of the command ``baozhi``, which is a program of its own
(``cargo install --path . --features cli`` in a clone of the repository) and has
reports, exports and training too. Records and tables are the same.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import baozhi

SOME_FAILED, WRONG, FAILED, INTERRUPTED = 1, 2, 3, 130


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m baozhi",
        description="Chinese newspapers into records, tables and a graph. A small part of the program "
        "`baozhi`, which is installed by cargo and has more commands.",
    )
    parser.add_argument("--version", action="version", version=f"baozhi {baozhi.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    extract = commands.add_parser("extract", help="one JSON record for each article")
    tables = commands.add_parser("tables", help="tables: a folder, a database or a workbook")
    graph = commands.add_parser("graph", help="the co-occurrence graph")
    for command in (extract, tables, graph):
        command.add_argument("inputs", nargs="+", metavar="INPUT", help="files and folders")
        command.add_argument("--date", help="date of issues that say none, 2021-03-03")
        command.add_argument("--home", help="place that the paper is of, 许昌市")
        command.add_argument("--dict", action="append", dest="dicts", metavar="FILE", help="a dictionary of your own")
        command.add_argument("--columns", help="names of columns, text=正文,date=日期")
        command.add_argument("--encoding", help="the encoding of all files")
        command.add_argument("--threads", type=int, help="threads to use, 0 for all cores")
        command.add_argument("-q", "--quiet", action="store_true", help="no progress and no closing line")
    extract.add_argument("-o", "--output", help="file for the records; standard output without it")
    tables.add_argument("-o", "--output", required=True, help="folder (csv, parquet) or file (sqlite, xlsx)")
    tables.add_argument("--format", choices=("csv", "parquet", "sqlite", "xlsx"), help="told by the ending otherwise")
    graph.add_argument("-o", "--output", required=True, help="file for the graph: .gexf, .graphml, .csv, .json …")
    graph.add_argument(
        "--scope", choices=("sentence", "paragraph", "article", "event"), default="sentence", help="what two names share"
    )
    return parser


def main(argv: list[str] | None = None) -> int:
    """Runs a command; gives the status that the process ends with: 0 where all
    was read and written, 1 where some input could not be read, 2 for wrong
    arguments, 3 where nothing more could be done."""
    asked = arguments().parse_args(argv)
    try:
        with warnings.catch_warnings():
            # Each is told of at the end, from the report.
            warnings.simplefilter("ignore", baozhi.InputWarning)
            return {"extract": extract, "tables": tables, "graph": graph}[asked.command](asked)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads wants no more; Python must not try to write it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (baozhi.InputError, ImportError) as error:
        print(f"baozhi: {error}", file=sys.stderr)
        return WRONG
    except OSError as error:
        print(f"baozhi: {error}", file=sys.stderr)
        return FAILED


def extract(asked: argparse.Namespace) -> int:
    with records_of(asked) as records, output(asked.output) as out:
        for record in progress(records, asked.quiet):
            out.write(record.to_json() + "\n")
    return closed(records, asked.quiet)


def tables(asked: argparse.Namespace) -> int:
    with records_of(asked) as records:
        baozhi.write_tables(progress(records, asked.quiet), asked.output, format=asked.format)
    return closed(records, asked.quiet)


def graph(asked: argparse.Namespace) -> int:
    with records_of(asked) as records:
        made = baozhi.Graph.from_records(progress(records, asked.quiet))
    made.write(asked.output, scope=asked.scope)
    return closed(records, asked.quiet)


def records_of(asked: argparse.Namespace) -> baozhi.Records:
    if asked.threads is not None and not 0 <= asked.threads < 2**16:
        raise baozhi.InputError(f"--threads: expected a number from 0 to 65535, found {asked.threads}")
    extractor = baozhi.Extractor(home=asked.home, dicts=asked.dicts, threads=asked.threads)
    return extractor.extract(asked.inputs, date=asked.date, columns=asked.columns, encoding=asked.encoding)


def progress(records: Iterable[Any], quiet: bool) -> Iterable[Any]:
    """The same records, counted by a bar where tqdm is installed and somebody
    looks on."""
    if quiet or not sys.stderr.isatty():
        return records
    try:
        from tqdm import tqdm
    except ImportError:
        return records
    return tqdm(records, unit=" articles", file=sys.stderr)


def closed(records: baozhi.Records, quiet: bool) -> int:
    """Says what was read and what was not."""
    report = records.report
    if report is None:
        return 0
    for failure in report.failures:
        print(f"baozhi: {failure}", file=sys.stderr)
    if not quiet:
        print(f"baozhi: {report}", file=sys.stderr)
    return SOME_FAILED if report.failures else 0


@contextlib.contextmanager
def output(path: str | None) -> Iterator[Any]:
    """Where text goes: standard output, or a file, which appears when it is whole;
    what is there stays as it was where something goes wrong."""
    if path is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    part = f"{path}.{os.getpid()}.baozhi-part"
    try:
        with open(part, "w", encoding="utf-8", newline="\n") as out:
            yield out
        os.replace(part, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part)


if __name__ == "__main__":
    sys.exit(main())
