"""Rows of a table in memory, and records as one table."""

import datetime
import json
import pickle

import baozhi
import pytest
from conftest import ROWS


def test_rows_are_read_as_lines_of_a_file_are(extractor, corpus):
    names = sorted({name for row in ROWS for name in row})
    rows = {name: [row.get(name) for row in ROWS] for name in names}
    made = extractor.extract_rows(rows)
    from_file = [r.to_dict() for r in extractor.extract(corpus / "rows.jsonl")]
    for record in from_file:
        record.pop("source")
    assert [{k: v for k, v in r.to_dict().items() if k != "source"} for r in made] == from_file


def test_cells_may_be_days_numbers_and_missing(extractor):
    rows = {
        "id": [7, None],
        "text": ["昨日，市委书记周明远主持会议。", "副市长陈立参加会议。"],
        "date": [datetime.date(2022, 3, 2), float("nan")],
        "path": ["a.parquet", None],
    }
    first, second = extractor.extract_rows(rows)
    assert (first.id, first.issue.date, first.source.path) == ("7", "2022-03-02", "a.parquet")
    assert (second.id, second.issue.date, second.source.path) == ("row 2", None, "")
    assert first.issue.home == "许昌市"
    assert extractor.extract_rows({}) == [] == extractor.extract_rows({"text": []})


def test_what_is_wrong_with_a_row_is_said(extractor):
    rows = {"text": ["副市长陈立参加会议。", " "], "id": ["a", "b"]}
    with pytest.raises(baozhi.InputError, match="row 2: no text"):
        extractor.extract_rows(rows)
    record, error = extractor.extract_rows(rows, errors="keep")
    assert record.id == "a" and isinstance(error, baozhi.InputError) and str(error).startswith("no text")
    with pytest.raises(baozhi.InputError, match="no field \"texts\""):
        extractor.extract_rows({"texts": ["x"]})
    with pytest.raises(baozhi.InputError, match="one length"):
        extractor.extract_rows({"text": ["x"], "id": []})
    with pytest.raises(baozhi.InputError, match="'?\"?text.*list"):
        extractor.extract_rows({"text": [["x"]]})


def test_all_tables_in_one(records):
    nested = baozhi.Tables.nested(records).to_pydict()
    tables = baozhi.Tables.from_records(records)
    assert [json.loads(line) for line in nested["json"]] == [r.to_dict() for r in records]
    for name, column in tables.articles.to_pydict().items():
        assert nested[name] == column
    for name in set(tables.names) - {"articles"}:
        flat = tables[name].to_pydict()
        rows = [dict(zip(list(flat)[3:], cells)) for cells in list(zip(*flat.values(), strict=True))]
        inner = [row for rows in nested[name] for row in rows]
        want = [dict(zip(list(flat)[3:], cells[3:])) for cells in zip(*flat.values(), strict=True)]
        assert inner == want and len(rows) == len(inner), name
    assert baozhi.Tables.nested([]).to_pydict()["mentions"] == []
    assert baozhi.Tables.nested(records).types["posts"] == "list"


def test_arrow_takes_lists_of_rows(records):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(baozhi.Tables.nested(records * 700))
    assert table.validate(full=True) is None and table.column("json").num_chunks > 1
    assert table.column("posts").to_pylist()[:3] == baozhi.Tables.nested(records).to_pydict()["posts"]


def test_graphs_of_parts_add_up_and_travel(records):
    whole = baozhi.Graph.from_records(records)
    parts = [baozhi.Graph.from_records([r]) for r in records]
    merged = parts[0].merge(parts[1]).merge(parts[2])
    assert merged.to_bytes() == whole.to_bytes() == pickle.loads(pickle.dumps(whole)).to_bytes()
    with pytest.raises(baozhi.InputError):
        baozhi.Graph.from_bytes(b"{}")
    edges, nodes = whole.edges().to_pydict(), whole.nodes().to_pydict()
    assert len(edges["source"]) == whole.edge_count and len(nodes["key"]) == whole.node_count
    assert sum(edges["events"]) == sum(e for part in parts for e in part.edges().to_pydict()["events"]) > 0
    at = [i for i, posts in enumerate(edges["posts"]) if posts][0]
    assert set(edges["posts"][at][0]) == {"title", "former"}
    assert {row["id"] for rows in edges["evidence"] for row in rows} <= {r.id for r in records}
