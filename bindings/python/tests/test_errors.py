"""What is raised, what is warned of, and Ctrl-C."""

import os
import pickle
import subprocess
import sys
import textwrap
import warnings

import baozhi
import pytest
from conftest import write_rows


def test_a_wrong_dictionary_is_named_with_its_line(tmp_path):
    table = tmp_path / "mine.tsv"
    table.write_text("title\tkind\tof\n塔长\tnonsense\t\n", encoding="utf-8")
    with pytest.raises(baozhi.InputError) as fault:
        baozhi.Extractor(dicts=[table])
    assert (fault.value.path, fault.value.line) == (str(table), 2)
    assert str(fault.value).startswith(f"{table}:2: ")
    again = pickle.loads(pickle.dumps(fault.value))
    assert (str(again), again.path, again.line) == (str(fault.value), str(table), 2)


def test_a_missing_file_is_the_systems_error_too(extractor, tmp_path):
    missing = tmp_path / "none.txt"
    for read in (extractor.extract, extractor.tables):
        with pytest.raises(baozhi.InputError) as fault:
            read(missing)
        assert fault.value.path == str(missing) and fault.value.line is None
        assert isinstance(fault.value.__cause__, FileNotFoundError)
    with pytest.raises(ValueError):
        baozhi.Extractor(dicts=missing)
    with pytest.raises(baozhi.InputError):
        baozhi.Extractor(model=missing)


def test_an_unknown_home_is_refused_with_the_nearest(extractor):
    with pytest.raises(baozhi.InputError, match="许昌市"):
        baozhi.Extractor(home="许冒市")
    with pytest.raises(baozhi.InputError, match="no place of this name"):
        extractor.extract_text("会议。", home="无此市")


@pytest.mark.parametrize(
    "wrong",
    [{"date": "yesterday"}, {"date": "2022-13-01"}, {"encoding": "utf-99"}, {"columns": "x=y"}, {"errors": "shout"}],
)
def test_wrong_arguments_are_said_at_once(extractor, corpus, wrong):
    with pytest.raises(baozhi.InputError, match=str(list(wrong.values())[0]).split("=")[0]):
        extractor.extract(corpus, **wrong)


def test_wrong_types_are_type_errors(extractor):
    with pytest.raises(TypeError):
        extractor.extract(5)
    with pytest.raises(TypeError):
        baozhi.Graph.from_records(["x"])
    with pytest.raises(TypeError):
        baozhi.Tables.from_records([{}])


@pytest.fixture
def faulty(tmp_path):
    """A good line, a bad one, a good one."""
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "市委书记周明远主持会议。"}\n{"text": \n{"text": "会议。"}\n', encoding="utf-8")
    return path


def test_what_cannot_be_read_is_passed_over_and_warned_of(extractor, faulty):
    records = extractor.extract(faulty)
    with pytest.warns(baozhi.InputWarning, match="rows.jsonl:2: "):
        assert [r.id for r in records] == ["rows.jsonl#1", "rows.jsonl#3"]
    [failure] = records.report.failures
    assert isinstance(failure, baozhi.InputError) and failure.line == 2


def test_what_cannot_be_read_can_be_raised_or_left(extractor, faulty):
    records, taken = extractor.extract(faulty, errors="raise"), []
    with pytest.raises(baozhi.InputError, match="rows.jsonl:2: "):
        for record in records:
            taken.append(record)
    assert len(taken) == 2 and records.report.articles == 2
    with pytest.raises(baozhi.InputError):
        extractor.tables(faulty, errors="raise")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quiet = extractor.extract(faulty, errors="ignore")
        assert len(list(quiet)) == 2 and len(quiet.report.failures) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(baozhi.InputWarning):
            list(extractor.extract(faulty))


def test_where_nothing_can_be_read_it_is_raised(extractor, tmp_path):
    picture = tmp_path / "page.docx"
    picture.write_bytes(b"PK\x03\x04" + bytes(200))
    with pytest.raises(baozhi.InputError, match="page.docx"):
        list(extractor.extract(picture))
    (tmp_path / "empty").mkdir()
    with pytest.raises(baozhi.InputError, match="no file"):
        extractor.extract(tmp_path / "empty")


def test_one_missing_file_of_several_is_warned_of(extractor, corpus, tmp_path):
    with pytest.warns(baozhi.InputWarning, match="none.txt"):
        tables = extractor.tables([corpus, tmp_path / "none.txt"])
    assert tables.report.articles == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send")
@pytest.mark.parametrize("call", ["list(ex.extract(path))", "ex.tables(path)", "baozhi.Graph.from_records(ex.extract(path))"])
def test_ctrl_c_stops_a_run(tmp_path, call):
    rows = write_rows(tmp_path / "rows.jsonl", 40000)
    code = f"""
        import baozhi, os, signal, sys, threading
        # What was started in the background has this signal ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        ex, path = baozhi.Extractor(home="许昌市"), sys.argv[1]
        next(ex.extract(path))
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            {call}
            print("ran to its end")
        except KeyboardInterrupt:
            print("stopped")
    """
    run = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(rows)],
        capture_output=True, text=True, timeout=60, env=dict(os.environ, PYTHONUTF8="1"),
    )
    assert (run.stdout, run.stderr, run.returncode) == ("stopped\n", "", 0)
