"""`python -m baozhi`, as a person calls it."""

import json
import os
import signal
import subprocess
import sys

import baozhi
import pytest


def run(*arguments, **more):
    command = [sys.executable, "-m", "baozhi", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, **more)


def test_records_are_those_of_the_package(corpus, records):
    done = run("extract", corpus, "--home", "许昌市")
    assert done.returncode == 0, done.stderr
    assert [baozhi.Record.from_json(line) for line in done.stdout.splitlines()] == records
    assert "read 2 files" in done.stderr


def test_a_file_appears_when_it_is_whole(corpus, records, tmp_path):
    out = tmp_path / "records.jsonl"
    done = run("extract", corpus, "-o", out, "--home", "许昌市", "-q", "--threads", 1)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(baozhi.read_records(out)) == records
    assert sorted(p.name for p in tmp_path.iterdir()) == ["corpus", "records.jsonl"]


@pytest.mark.parametrize("name, form", [("t", "csv"), ("t", "parquet"), ("t.sqlite", None), ("t.xlsx", None)])
def test_tables_in_every_form(corpus, tmp_path, name, form):
    path = tmp_path / name
    done = run("tables", corpus, "-o", path, *(["--format", form] if form else []))
    assert done.returncode == 0, done.stderr
    there = {p.suffix for p in path.iterdir()} if path.is_dir() else {path.suffix}
    assert f".{form}" in there or f"t{there.pop()}" == name


def test_a_graph(corpus, tmp_path):
    path = tmp_path / "ties.json"
    assert run("graph", corpus, "-o", path, "--scope", "event", "--home", "许昌市").returncode == 0
    ties = json.loads(path.read_text(encoding="utf-8"))
    assert ties["graph"]["scope"] == "event" and len(ties["edges"]) > 0


def test_the_status_says_how_it_went(corpus, tmp_path):
    (corpus / "bad.jsonl").write_text('{"text": "会议召开。"}\n{"text":\n', encoding="utf-8")
    done = run("extract", corpus)
    assert done.returncode == 1 and len(done.stdout.splitlines()) == 4
    assert "bad.jsonl:2" in done.stderr
    done = run("extract", tmp_path / "none")
    assert done.returncode == 2 and "none" in done.stderr and "Traceback" not in done.stderr
    done = run("extract", corpus, "--home", "无此地")
    assert done.returncode == 2 and "无此地" in done.stderr
    assert run("extract").returncode == 2
    done = run("tables", corpus, "-o", tmp_path / "no" / "t.sqlite")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert run("extract", corpus, "--threads", -1).returncode == 2


def test_who_wants_no_more_is_no_error(tmp_path):
    from conftest import write_rows

    rows = write_rows(tmp_path / "rows.jsonl", 300)
    command = [sys.executable, "-m", "baozhi", "extract", str(rows), "-q"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert (process.wait(120), process.stderr.read()) == (0, b"")
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_ends_it_and_leaves_nothing(tmp_path):
    from conftest import write_rows

    rows = write_rows(tmp_path / "rows.jsonl", 60_000)
    command = [sys.executable, "-m", "baozhi", "extract", str(rows), "-q", "-o", str(tmp_path / "out.jsonl")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while not list(tmp_path.glob("*part*")) and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    assert process.wait(120) in (130, -signal.SIGINT)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rows.jsonl"]
    process.stderr.close()


def test_it_says_that_it_is_a_part():
    done = run("--help")
    assert done.returncode == 0 and "cargo" in done.stdout
    assert run("--version").stdout.strip() == f"baozhi {baozhi.__version__}"
