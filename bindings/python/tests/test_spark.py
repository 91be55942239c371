"""The package on a real cluster of Spark: a master and two workers, each a process
of its own."""

import datetime
import doctest
import importlib.util
import json
import os
import pathlib
import random
import shutil
import signal
import sys

import baozhi
import pytest
from conftest import ROWS

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs" / "spark.md"

for package in ("pyspark", "pyarrow", "pandas"):
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"needs {package}: pip install 'baozhi[spark]'", allow_module_level=True)
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java 17, which Spark runs on", allow_module_level=True)

from baozhi import spark as baozhi_spark  # noqa: E402

SETTINGS = {"home": "许昌市"}


@pytest.fixture(scope="module")
def spark():
    from pyspark.cloudpickle import register_pickle_by_value
    from pyspark.sql import SparkSession

    # Workers cannot import this file.
    register_pickle_by_value(sys.modules[__name__])
    os.environ.update(PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.executor.memory", "512m")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def articles(count=120):
    """Articles that name the same few people and places again and again, some of
    them with no date, and two with nothing in them."""
    chance = random.Random(7)
    people = ["周明远", "陈立", "何文清", "杜衡川", "高启文", "石澜"]
    titles = ["市委书记", "副市长", "原副市长", "市教育局局长", "市政协主席"]
    rows = list(ROWS)
    for n in range(count):
        named = [f"{chance.choice(titles)}{person}" for person in chance.sample(people, 3)]
        text = (
            f"昨日，{named[0]}到长葛市调研，{named[1]}参加。{named[2]}指出，全年投资{n}万元。\n"
            f"市工信局召开会议，{named[1]}、{named[0]}出席。"
        )
        date = None if n % 7 == 0 else f"2022-03-{n % 28 + 1:02}"
        rows.append({"id": f"n{n:03}", "title": f"第{n}次会议", "text": text, "date": date, "home": None})
    return rows + [{"id": "empty", "text": " "}, {"id": "none", "text": None}]


@pytest.fixture(scope="module")
def frame(spark):
    schema = "id string, title string, text string, date string, home string"
    rows = [tuple(row.get(name) for name in ("id", "title", "text", "date", "home")) for row in articles()]
    return spark.createDataFrame(rows, schema).repartition(4)


@pytest.fixture(scope="module")
def records(frame, tmp_path_factory):
    """The records, written once and read back, as the page tells to."""
    path = str(tmp_path_factory.mktemp("spark") / "records")
    baozhi_spark.extract(frame, **SETTINGS).write.parquet(path)
    return frame.sparkSession.read.parquet(path)


@pytest.fixture(scope="module")
def alone():
    """The same records without Spark."""
    rows = [row for row in articles() if (row["text"] or "").strip()]
    names = ("id", "title", "text", "date", "home")
    made = baozhi.Extractor(**SETTINGS).extract_rows({n: [row.get(n) for row in rows] for n in names})
    assert len(made) == 122
    return sorted(made, key=lambda record: record.id)


def collected(df):
    """The rows as tuples in one order, whatever order the parts came in."""
    return sorted((tuple(row) for row in df.collect()), key=repr)


def rows_of(table):
    return sorted(zip(*table.to_pydict().values(), strict=True), key=repr)


def test_records_are_those_of_one_machine(records, alone):
    lines = [row.json for row in records.where("error is null").orderBy("record").select("json").collect()]
    assert [baozhi.Record.from_json(line) for line in lines] == alone


def test_what_has_no_text_says_so(records):
    bad = records.where("error is not null").orderBy("record").collect()
    assert [row.record for row in bad] == ["empty", "none"]
    assert all("no text" in row.error and row.json is None and row.mentions is None for row in bad)


def test_the_schema_is_that_of_the_package(records):
    nested = baozhi.Tables.nested([])
    assert records.columns == [*nested.columns, "error"]
    inner = records.schema["posts"].dataType.elementType.names
    assert inner == baozhi.Tables.from_records([]).posts.columns[3:]


def test_tables_are_those_of_the_command_line(records, alone):
    want = baozhi.Tables.from_records(alone)
    made = baozhi_spark.tables(records)
    assert list(made) == want.names
    for name, df in made.items():
        assert df.columns == want[name].columns
        assert collected(df) == rows_of(want[name]), name
        # These records have no words: they were not asked for.
        assert bool(rows_of(want[name])) == (name != "tokens"), name


def node_link(graph, **view):
    """Nodes and edges of a graph as the command line writes them."""
    written = json.loads(graph.to_json(**view))
    return written["nodes"], written["edges"]


def as_written(df, first):
    """The rows as the command line writes them: without cells that are empty."""
    rows = [{k: v for k, v in row.asDict().items() if v is not None} for row in df.orderBy(*first).collect()]
    return [{("id" if k == "key" else k): v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize(
    "scope, options, least",
    [
        ("sentence", {}, 1),
        ("article", {"reporters": True, "window": 2}, 3),
        ("event", {}, 2),
    ],
)
def test_cooccurrence_is_the_graph_row_for_row(records, alone, scope, options, least):
    ties = baozhi_spark.cooccurrence(records, scope, min_count=least, **options)
    graph = baozhi.Graph.from_records(alone, **options)
    nodes, edges = node_link(graph, scope=scope, min_count=least)
    assert as_written(ties.edges, ["source", "target"]) == edges and len(edges) > 10
    assert as_written(ties.nodes, ["key"]) == nodes
    # All columns are filled where names stand together; which of them share an event depends on the weights.
    full = any("posts" in edge for edge in edges) and any(len(e["evidence"].split("|")) == 5 for e in edges)
    assert full or scope == "event"
    ties.parts.unpersist()


def test_a_graph_merged_from_parts_has_the_same_bytes(records, alone):
    want = baozhi.Graph.from_records(alone, window=2).to_bytes()
    assert baozhi_spark.graph(records, window=2).to_bytes() == want
    assert baozhi_spark.graph(records.limit(0)).node_count == 0


def test_lines_that_the_command_line_wrote_are_read(spark, alone, tmp_path):
    path = tmp_path / "records.jsonl"
    lines = [record.to_json() for record in alone]
    path.write_text("\n".join([*lines[:50], "", "{}", *lines[50:]]) + "\n", encoding="utf-8")
    records = baozhi_spark.from_json(spark.read.text(str(path)))
    assert "not a record" in records.where("error is not null").collect()[0].error
    assert collected(baozhi_spark.tables(records)["posts"]) == rows_of(baozhi.Tables.from_records(alone).posts)
    lines_only = spark.createDataFrame([(line,) for line in lines], "value string")
    assert baozhi_spark.graph(lines_only).to_bytes() == baozhi.Graph.from_records(alone).to_bytes()


def test_columns_are_named_or_found(spark):
    text = "昨日，市委书记周明远主持会议。"
    moment = datetime.datetime(2022, 3, 2, 9, 30)
    frame = spark.createDataFrame([(text, moment, "禾川日报")], "`正文 a` string, day timestamp, paper string")
    [row] = baozhi_spark.extract(frame, "正文 a", date="day", **SETTINGS).collect()
    assert (row.date, row.paper, row.error) == ("2022-03-02", "禾川日报", None)
    assert row.times[0]["from"] == "2022-03-01"
    # Without an id the content gives one, the same whenever it is worked out.
    again = baozhi_spark.extract(frame, "正文 a", date="day", **SETTINGS).collect()
    assert len(row.record) == 16 and again[0].record == row.record


def test_wrong_arguments_are_said(frame, records):
    with pytest.raises(ValueError, match="no field 'titel'"):
        baozhi_spark.extract(frame, fields={"titel": "title"})
    with pytest.raises(ValueError, match="scope: expected one of"):
        baozhi_spark.cooccurrence(records, "page")
    with pytest.raises(ValueError, match="window"):
        baozhi_spark.cooccurrence(records, "window")
    with pytest.raises(ValueError, match="expected records"):
        baozhi_spark.graph(frame)


def test_a_worker_that_is_killed_changes_nothing(frame, alone, tmp_path):
    """The process that runs a worker dies in the middle of the job, once: Spark
    starts another, and what was lost is worked out again."""
    killed, seen = str(tmp_path / "killed"), str(tmp_path / "seen")

    def kill_once(batches):
        for batch in batches:
            yield batch
            with open(seen, "a") as out:
                out.write("x")
            # Two parts were begun: one of them is done, or is lost with this one.
            if os.path.getsize(seen) < 2:
                continue
            try:
                os.close(os.open(killed, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os.kill(worker_process(), signal.SIGKILL)

    risky = frame.mapInArrow(kill_once, frame.schema)
    made = baozhi_spark.extract(risky, **SETTINGS).where("error is null").select("record", "json").collect()
    assert os.path.exists(killed)
    assert sorted(tuple(row) for row in made) == [(record.id, record.to_json()) for record in alone]


def worker_process():
    """The Java process that this Python process works for."""
    pid = os.getpid()
    while pid > 1:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        if fields["Name"].startswith("java"):
            return pid
        pid = int(fields["PPid"])
    raise RuntimeError("no Java process above this one")


def test_the_example_of_the_page_runs(spark, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # Spark knows nothing of the folder that Python went to.
    page = DOCS.read_text(encoding="utf-8").replace('parquet("records")', f'parquet("{tmp_path}/records")')
    test = doctest.DocTestParser().get_doctest(page, {"spark": spark}, DOCS.name, str(DOCS), 0)
    run = doctest.DocTestRunner().run(test)
    assert run.attempted > 5 and run.failed == 0
