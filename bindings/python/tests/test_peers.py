"""The comparison with other programs (`scripts/peers.py`), as far as it runs without them."""

import json
import pathlib
import struct
import subprocess
import sys
import types

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[3]
SCRIPTS = ROOT / "scripts"


@pytest.fixture
def scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)


def test_every_peer_is_listed_and_described():
    command = [sys.executable, "-B", SCRIPTS / "peers.py", "--list"]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    names = [line.split(":")[0] for line in told.stdout.splitlines()]
    assert {"rjieba cut", "vaporetto", "LAC", "JioNLP times", "Recognizers figures", "baozhi extract"} <= set(names)
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in names if name not in page] == []


def test_the_invented_text_is_the_same_in_every_run(scripts):
    import peers_text

    articles = peers_text.invented(20_000)
    assert articles == peers_text.invented(20_000)
    assert sum(len(a["text"].encode()) for a in articles) >= 20_000
    chosen = peers_text.some(articles, 5_000)
    assert chosen == peers_text.some(articles, 5_000) and 0 < len(chosen) < len(articles)
    assert all(a["text"] and a["date"] for a in chosen)


def test_files_are_read(scripts, corpus):
    import peers_text

    assert [a.get("id") for a in peers_text.read(sorted(corpus.iterdir()))] == [None, "a", "b"]


def test_a_peer_is_done_paragraph_by_paragraph(scripts, monkeypatch, tmp_path, capsys):
    import peers_work

    text = tmp_path / "text.jsonl"
    text.write_text(json.dumps({"text": "一二。\n\n三四五。", "date": "2022-03-01"}) + "\n", encoding="utf-8")
    seen = []

    def work(line, day):
        if line.startswith("三"):
            raise ValueError(line)
        seen.append((line, str(day)))
        return 1

    monkeypatch.setattr(peers_work, "LEAST", 0)
    monkeypatch.setattr(peers_work.importlib.metadata, "version", lambda package: "1")
    monkeypatch.setitem(peers_work.PEERS, "it", peers_work.Peer("words", ["it"], lambda model: work))
    peers_work.peer("it", text, 1, None)
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert seen[-1] == ("一二。", "2022-03-01") and result["faults"] == {"ValueError": 1}
    assert result["read"] == len("一二。三四五。".encode()) and result["versions"] == {"it": "1"}


def test_a_peer_that_cannot_be_installed_is_named(scripts, monkeypatch, tmp_path):
    import peers

    failed = types.SimpleNamespace(returncode=1, stderr="ERROR: first\nERROR: no wheel for this\n")
    monkeypatch.setattr(peers.venv, "create", lambda folder, with_pip: None)
    monkeypatch.setattr(peers.subprocess, "run", lambda *args, **more: failed)
    absent = {}
    peers.install(tmp_path, ["LAC"], absent)
    assert absent == {"LAC": "could not be installed: ERROR: no wheel for this"}
    ours = {"bytes": 100, "read": 100, "seconds": 1, "loading": 1, "work": 1}
    theirs = [{**ours, "seconds": seconds} for seconds in (2, 3, 7)]
    results = {"baozhi extract": [ours] * 3, "baozhi analyze": [ours] * 3, "rjieba cut": theirs}
    table = peers.told(results, 100, "baozhi", absent)
    assert "| 3 of `extract` (2 to 7) |" in table
    assert table.endswith("LAC could not be installed: ERROR: no wheel for this")
    assert "| `baozhi extract` |" in table


def test_the_model_for_vaporetto_is_written_as_it_reads_them(scripts, monkeypatch):
    """The numbers are those of bincode: a byte below 251, else a mark and the bytes, low ones first."""
    monkeypatch.setitem(sys.modules, "rjieba", types.SimpleNamespace(cut=lambda line: ["春天", "来"]))
    import peers_vaporetto

    assert peers_vaporetto.number(250) == b"\xfa" and peers_vaporetto.number(300) == b"\xfb" + struct.pack("<H", 300)
    assert [peers_vaporetto.signed(n) for n in (0, -1, 1)] == [b"\0", b"\1", b"\2"]
    weights, bias = peers_vaporetto.learn(["春天来"] * 3)

    def side(at, found):
        return bias + sum(weights.get(f, 0) for f in found) > 0

    assert [side(at, found) for at, found in enumerate(peers_vaporetto.features("春天来"))] == [False, True]
    data, strings = peers_vaporetto.model(weights, bias)
    assert data.startswith(peers_vaporetto.MAGIC) and strings > 0
