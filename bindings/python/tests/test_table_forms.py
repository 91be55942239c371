"""Tables in the forms that other programs read, read by these programs."""

import csv
import json
import os
import sqlite3

import baozhi
import pytest

FORMS = [("tables", "csv"), ("tables", "parquet"), ("corpus.sqlite", None), ("corpus.xlsx", None)]


@pytest.fixture
def records(corpus):
    """Records with words: all tables have rows to be written."""
    return list(baozhi.Extractor(home="许昌市", tokens=True).extract(corpus))


@pytest.fixture
def tables(records):
    return baozhi.Tables.from_records(records)


def rows(table):
    return list(zip(*table.to_pydict().values(), strict=True))


@pytest.mark.parametrize("name, form", FORMS)
def test_they_appear_whole_or_not_at_all(records, tmp_path, name, form):
    def broken():
        yield records[0]
        raise RuntimeError("the source is gone")

    path = tmp_path / name
    with pytest.raises(RuntimeError):
        baozhi.write_tables(broken(), path, format=form)
    left = [f.name for f in tmp_path.rglob("*") if f.is_file() and f.parent.name != "corpus"]
    assert left == []
    baozhi.write_tables(records, path, format=form)
    assert path.exists() and not list(tmp_path.rglob("*part*"))


def test_csv_files_are_those_of_the_codebook(records, tables, tmp_path):
    baozhi.write_tables(iter(records), tmp_path / "new" / "folder")
    for name in tables.names:
        with open(tmp_path / "new" / "folder" / f"{name}.csv", encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))
        assert read[0] == tables[name].columns and len(read) == len(tables[name]) + 1


def test_a_table_of_words_is_written_where_there_are_words(extractor, corpus, tables, tmp_path):
    words = tables.tokens.to_pydict()
    assert {("会议", "n"), ("。", "x")} <= set(zip(words["word"], words["pos"])) and words["token"][:2] == [0, 1]
    for form in ("csv", "parquet"):
        baozhi.write_tables(extractor.extract(corpus), tmp_path / form, format=form)
        assert (tmp_path / form / f"quotes.{form}").exists() and not (tmp_path / form / f"tokens.{form}").exists()


def test_events_and_their_roles_are_joined_by_number(records, tables):
    events, roles = tables.events.to_pydict(), tables.event_roles.to_pydict()
    assert len(tables.events) == sum(len(r.events) for r in records)
    there = set(zip(events["record"], events["event"], events["type"]))
    assert set(zip(roles["record"], roles["event"], roles["type"])) <= there
    want = [(r.id, e.id, role.role, role.text) for r in records for e in r.events for role in e.roles]
    assert list(zip(*(roles[c] for c in ("record", "event", "role", "text")))) == want != []


def test_an_event_without_roles_is_there(extractor):
    [record] = extractor.extract_rows({"text": ["近日，会议召开。"]})
    bare = record.to_dict()
    for event in bare["events"]:
        event["roles"] = []
    tables = baozhi.Tables.from_records([baozhi.Record.from_json(json.dumps(bare))])
    assert len(tables.events) == len(record.events) == 1 and len(tables.event_roles) == 0


def test_duckdb_reads_views_of_parquet(records, tables, tmp_path, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    baozhi.write_tables(records, tmp_path, format="parquet")
    monkeypatch.chdir(tmp_path)
    con = duckdb.connect()
    con.execute((tmp_path / "duckdb.sql").read_text(encoding="utf-8"))
    for name in tables.names:
        assert con.sql(f"SELECT * FROM {name}").fetchall() == rows(tables[name])
    kinds = dict(con.sql("SELECT column_name, column_type FROM (DESCRIBE posts)").fetchall())
    assert (kinds["former"], kinds["person_mention"], kinds["person"]) == ("BOOLEAN", "BIGINT", "VARCHAR")
    joined = con.sql("SELECT count(*) FROM event_roles JOIN events USING (record, event)").fetchall()
    assert joined == [(len(tables.event_roles),)]


def test_pandas_and_polars_read_parquet(records, tables, tmp_path):
    polars = pytest.importorskip("polars")
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    baozhi.write_tables(records, tmp_path, format="parquet")
    for name in tables.names:
        path = tmp_path / f"{name}.parquet"
        assert polars.read_parquet(path).rows() == rows(tables[name])
        frame = pandas.read_parquet(path, dtype_backend="numpy_nullable")
        assert list(frame.columns) == tables[name].columns and len(frame) == len(tables[name])


def sqlite(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def test_sqlite_has_the_rows_and_their_types(records, tables, tmp_path):
    path = tmp_path / "corpus.sqlite"
    baozhi.write_tables(records, path)
    con = sqlite(path)
    assert con.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name in tables.names:
        assert con.execute(f"SELECT * FROM {name}").fetchall() == rows(tables[name])
    types = con.execute("SELECT typeof(person_mention), typeof(former), typeof(person) FROM posts").fetchone()
    assert types == ("integer", "integer", "text")
    plan = con.execute("EXPLAIN QUERY PLAN SELECT * FROM mentions WHERE key = 'person:陈立'").fetchall()
    assert "USING INDEX" in plan[0][3]


def test_sqlite_finds_articles_and_names_by_their_words(records, tmp_path):
    path = tmp_path / "corpus.db"
    baozhi.write_tables(records, path)
    con = sqlite(path)
    search = (
        "SELECT a.record FROM articles_search s JOIN articles a ON a.rowid = s.rowid"
        " WHERE articles_search MATCH ? ORDER BY a.rowid"
    )
    for words in ("小学", "复工率", "市委", "𠮷祥", "企业调研", "没有的话"):
        phrase = '"' + " ".join(words) + '"'
        want = [(r.id,) for r in records if words in r.text]
        assert con.execute(search, (phrase,)).fetchall() == want, words
    names = "SELECT n.key FROM names_search s JOIN names n ON n.rowid = s.rowid WHERE names_search MATCH '\"陈 立\"'"
    assert con.execute(names).fetchall() == [("person:陈立",)]
    counted = con.execute("SELECT articles, mentions, first FROM names WHERE key = 'person:陈立'").fetchone()
    assert counted == (1, 1, "2022-03-02")


def test_pandas_reads_sqlite(records, tables, tmp_path):
    pandas = pytest.importorskip("pandas")
    path = tmp_path / "corpus.sqlite"
    baozhi.write_tables(records, path)
    frame = pandas.read_sql("SELECT record, person, title FROM posts", sqlite(path))
    assert frame["person"].tolist() == tables.posts.to_pydict()["person"]


def test_excel_gets_numbers_and_no_formulas(records, tables, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "corpus.xlsx"
    baozhi.write_tables(records, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == tables.names
    for name in tables.names:
        read = list(book[name].iter_rows(values_only=True))
        assert list(read[0]) == tables[name].columns
        assert read[1:] == rows(tables[name])


def test_excel_takes_any_text(extractor, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    texts = ["=1+1，会议召开。", "市长\x00陈立\x1b参加\uffff会议。", "会议召开。" * 8000]
    made = extractor.extract_rows({"text": texts, "id": ["=a", "b", "c"]})
    baozhi.write_tables(made, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["articles"]
    header = [cell.value for cell in sheet[1]]
    cells = [{name: cell for name, cell in zip(header, row)} for row in sheet.iter_rows(min_row=2)]
    assert [row["record"].value for row in cells] == ["=a", "b", "c"]
    assert cells[0]["record"].data_type == cells[0]["text"].data_type == "s"
    assert "\ufffd" in cells[1]["text"].value
    assert cells[2]["text"].value.endswith("… [cut; 40000 characters in all]")


def test_what_cannot_be_written_is_said(records, tmp_path):
    with pytest.raises(baozhi.InputError, match="format: expected one of csv, parquet, sqlite, xlsx"):
        baozhi.write_tables(records, tmp_path / "a", format="ods")
    (tmp_path / "file").write_text("")
    with pytest.raises(baozhi.InputError, match="file"):
        baozhi.write_tables(records, tmp_path / "file")
    with pytest.raises(baozhi.InputError, match="none"):
        baozhi.write_tables(records, tmp_path / "none" / "a.sqlite")
    if os.path.exists("/dev/full"):
        with pytest.raises(baozhi.InputError, match="file"):
            baozhi.write_tables(records, "/dev/full", format="sqlite")
