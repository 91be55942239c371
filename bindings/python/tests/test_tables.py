"""Tables, as they are and in other packages."""

import pathlib
import re
import sys

import baozhi
import pytest

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "tables.md"


def test_a_table_for_each_of_the_projects(extractor, corpus):
    tables = extractor.tables(corpus)
    documented = re.findall(r"^### (\w+)\.csv$", DOCS.read_text(encoding="utf-8"), re.M)
    assert sorted(tables.names) == sorted(documented)
    assert set(tables.names) <= set(dir(tables))
    for name in tables.names:
        table = tables[name]
        assert getattr(tables, name) is table and table.name == name
        assert table.columns[:3] == ["record", "date", "paper"]
        assert list(table.types) == table.columns == list(table.to_pydict())
        assert len(table) == table.num_rows == len(table.to_pydict()["record"])
    assert tables.report.articles == 3
    with pytest.raises(AttributeError, match="there are"):
        tables.nothing
    with pytest.raises(KeyError):
        tables["nothing"]


def test_rows_are_those_of_the_records(extractor, corpus, records):
    tables = extractor.tables(corpus)
    again = baozhi.Tables.from_records(records)
    assert again.report is None
    for name in tables.names:
        assert tables[name].to_pydict() == again[name].to_pydict()
    mentions = tables.mentions.to_pydict()
    want = [(r.id, m.id, m.type, m.start, m.end, m.text) for r in records for m in r.mentions]
    assert list(zip(*(mentions[c] for c in ("record", "mention", "type", "start", "end", "text")))) == want
    posts = tables.posts.to_pydict()
    want = [(p.person, p.title, p.institution, p.former, p.from_, p.title_mention) for r in records for p in r.posts]
    assert list(zip(*(posts[c] for c in ("person", "title", "institution", "former", "from", "title_mention")))) == want
    articles = tables.articles.to_pydict()
    assert articles["text"] == [r.text for r in records] and articles["title"] == [r.article.title for r in records]
    assert (articles["home"], articles["bylines"][0]) == (["许昌市"] * 3, "reporter:林晓")
    times = tables.times.to_pydict()
    want = [(m.type, m.from_, m.to, m.value) for r in records for m in r.mentions if m.type in ("time", "duration")]
    assert list(zip(*(times[c] for c in ("type", "from", "to", "duration")))) == want and len(want) > 3
    quotes = tables.quotes.to_pydict()
    want = [(n, r.text[slice(*q.content)], q.content[0]) for r in records for n, q in enumerate(r.quotes)]
    assert list(zip(*(quotes[c] for c in ("quote", "text", "start")))) == want != []
    assert len(tables.tokens) == 0
    figures = tables.figures.to_pydict()
    assert figures["value"] == [m.value for r in records for m in r.mentions if m.type == "figure"]
    assert set(figures["bound"]) == {"gt", "eq"}


def test_a_cell_without_a_value_is_none(extractor):
    tables = baozhi.Tables.from_records([extractor.extract_text("周明远主任说，项目很好。", home="许昌市")])
    assert tables.mentions.to_pydict()["date"][0] is None
    assert None in tables.mentions.to_pydict()["role"]


def test_no_records_give_empty_tables():
    tables = baozhi.Tables.from_records([])
    assert [len(tables[n]) for n in tables.names] == [0] * len(tables.names)
    assert tables.posts.to_pydict()["former"] == []


def test_pyarrow_takes_the_columns_as_they_are(extractor, corpus):
    pyarrow = pytest.importorskip("pyarrow")
    posts = extractor.tables(corpus).posts
    for table in (pyarrow.table(posts), posts.to_arrow()):
        assert table.to_pydict() == posts.to_pydict()
        assert table.schema.field("former").type == pyarrow.bool_()
        assert table.schema.field("person_mention").type == pyarrow.int64()
    assert pyarrow.schema(posts) == posts.to_arrow().schema
    table = posts.to_arrow()
    del posts
    assert table.num_rows > 0 and table.validate(full=True) is None


def test_many_rows_come_in_several_batches(extractor):
    pyarrow = pytest.importorskip("pyarrow")
    record = extractor.extract_text("副市长陈立、何文清、高启文参加会议。" * 100, home="许昌市")
    mentions = baozhi.Tables.from_records([record] * 200).mentions
    assert len(mentions) > 65536
    table = pyarrow.table(mentions)
    assert table.num_rows == len(mentions) and table.column("text").num_chunks > 1
    assert table.column("text").to_pylist() == mentions.to_pydict()["text"]


def test_pandas_keeps_whole_numbers(extractor, corpus):
    pytest.importorskip("pandas")
    tables = extractor.tables(corpus)
    frame = tables.mentions.to_pandas()
    assert str(frame["entity"].dtype) == "Int64" and str(frame["text"].dtype) == "string"
    assert frame["entity"].isna().any() and len(frame) == len(tables.mentions)
    officials = frame[frame["role"] == "official"]
    assert {"周明远", "杜衡川"} <= set(officials["text"])
    empty = baozhi.Tables.from_records([]).posts.to_pandas()
    assert len(empty) == 0 and str(empty["former"].dtype) == "boolean"


def test_polars_reads_it_without_pyarrow(extractor, corpus, monkeypatch):
    polars = pytest.importorskip("polars")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    tables = extractor.tables(corpus)
    for name in tables.names:
        assert tables[name].to_polars().to_dict(as_series=False) == tables[name].to_pydict()
    posts = polars.DataFrame(tables.posts)
    assert posts.filter(polars.col("person") == "周明远")["institution"].to_list() == ["中共许昌市委员会"]


def test_duckdb_queries_it(extractor, corpus):
    duckdb = pytest.importorskip("duckdb")
    posts = extractor.tables(corpus).posts  # read by its name in the query
    rows = duckdb.sql("select person from posts where institution = '许昌市人民政府' order by all").fetchall()
    assert {("何文清",), ("陈立",)} <= set(rows) and len(posts) > len(rows)


@pytest.mark.parametrize("package, call", [("pyarrow", "to_arrow"), ("pandas", "to_pandas"), ("polars", "to_polars")])
def test_what_is_missing_is_said_with_how_to_install_it(monkeypatch, package, call):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"pip install {package}"):
        getattr(baozhi.Tables.from_records([]).posts, call)()


def test_columns_are_those_of_the_codebook(extractor):
    sections = re.split(r"^### ", DOCS.read_text(encoding="utf-8"), flags=re.M)
    tables = baozhi.Tables.from_records([])
    for name in tables.names:
        [section] = [s for s in sections if s.startswith(f"{name}.csv\n")]
        for column in tables[name].columns[3:]:
            assert f"`{column}`" in section, (name, column)
