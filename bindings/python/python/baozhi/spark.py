"""baozhi on Apache Spark, for a corpus that one machine does not hold.

    records = baozhi.spark.extract(df, text="text", date="date", id="id")
    records.write.parquet("records/")                      # once; then read from there
    records = spark.read.parquet("records/")
    tables = baozhi.spark.tables(records)                  # as the command line's
    ties = baozhi.spark.cooccurrence(records, scope="event")
    baozhi.spark.graph(records).write("ties.gexf")

A DataFrame of records has one row an article: the columns of the table
``articles``, every other table as a column of arrays (``mentions``, ``posts``,
``events`` …), ``json``, the whole record, and ``error``, which says why a row
has none. `docs/tables.md` describes the columns.

Needs PySpark 3.5 or later with pyarrow and pandas (which PySpark asks for where
Arrow is used), here and on every worker, as it does this package.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _native
from ._interop import _package

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import StructType

__all__ = ["Ties", "cooccurrence", "extract", "from_json", "graph", "tables"]

#: The fields of an article that a column can be.
FIELDS = (
    "id", "title", "kicker", "subtitle", "text", "lead", "date", "page", "section",
    "column", "author", "paper", "home", "header", "path",
)  # fmt: skip

#: Articles that are worked on together: few enough that what is made of them,
#: some twenty times their text, is small beside a worker's memory.
_TOGETHER = 256

#: Articles after which the graph of a part is handed on and the next begun, so
#: that a part of any size takes bounded memory.
_GRAPHED = 20_000

#: Rows of a graph that are handed on together.
_ROWS = 10_000

#: Counts end here, as those of graphs do.
_MOST = 2**32 - 1

_SCOPES = {
    "sentence": "sentences",
    "window": "windows",
    "paragraph": "paragraphs",
    "article": "articles",
    "event": "events",
}
_KINDS = ("person", "place", "institution", "meeting", "document")


def extract(
    df: DataFrame,
    text: str | Column = "text",
    *,
    id: str | Column | None = None,
    date: str | Column | None = None,
    title: str | Column | None = None,
    fields: Mapping[str, str | Column] | None = None,
    **settings: Any,
) -> DataFrame:
    """The records of the articles that the rows of ``df`` are.

    ``text``, ``id``, ``date``, ``title``, and by their names in ``fields`` the
    others (``paper``, ``page``, ``home``, ``author`` …), are columns of ``df``.
    Those not given are the columns of the same name, where there are such. A row
    without an id gets one from its content, the same in every run.
    ``settings`` are those of `Extractor`; files that they name must be on every
    worker.

    A row without text has its id and says so in ``error``; all others have
    ``null`` there. Nothing is worked out before an action asks for it, and
    every action works it out anew: write the records to Parquet first.
    """
    functions = _package("pyspark.sql.functions")
    given = {"text": text, "id": id, "date": date, "title": title, **(fields or {})}
    columns = {name: column for name, column in given.items() if column is not None}
    for name in columns:
        if name not in FIELDS:
            raise ValueError(f"no field {name!r}: expected one of {', '.join(FIELDS)}")
    columns.update({name: name for name in FIELDS if name in df.columns and name not in columns})
    chosen = [_as_text(df, column).alias(name) for name, column in columns.items()]
    rows = df.select(*chosen)
    if "id" not in columns:
        content = functions.to_json(functions.struct(*rows.columns))
        rows = rows.withColumn("id", functions.substring(functions.sha2(content, 256), 1, 16))
    return rows.mapInArrow(_extraction(settings), _spark_schema())


def from_json(lines: DataFrame, column: str = "value") -> DataFrame:
    """The same DataFrame from records that `baozhi extract` wrote, one a line:
    ``from_json(spark.read.text("records.jsonl.gz"))``. A line that is no record
    says why in ``error``."""
    functions = _package("pyspark.sql.functions")
    lines = lines.select(functions.col(column).alias("json"))
    return lines.where("trim(json) != ''").mapInArrow(_reading, _spark_schema())


def tables(records: DataFrame) -> dict[str, DataFrame]:
    """The tables of records by their names, with the columns and the rows that
    `baozhi export --format tables` writes."""
    functions = _package("pyspark.sql.functions")
    good = records.where("error is null")
    made = {}
    for name, columns in _table_columns().items():
        if name == "articles":
            made[name] = good.select(*columns)
            continue
        head, inner = columns[:3], columns[3:]
        rows = good.select(*head, functions.explode(name).alias("_row"))
        made[name] = rows.select(*head, *(functions.col("_row").getField(c).alias(c) for c in inner))
    return made


class Ties(NamedTuple):
    """The nodes and edges of a graph, as `baozhi graph` has them."""

    nodes: DataFrame
    edges: DataFrame
    parts: DataFrame
    """What both are added up from; it is kept until ``parts.unpersist()``."""


def cooccurrence(
    records: DataFrame,
    scope: str = "sentence",
    *,
    min_count: int = 1,
    window: int = 0,
    reporters: bool = False,
) -> Ties:
    """Who is named with whom, by Spark SQL: the nodes and edges of
    `baozhi graph --scope SCOPE --min-count N` on the same records.

    ``records`` are those of `extract`, or lines of JSON (``spark.read.text``).
    The graph of each part is made by the engine; Spark adds the parts up.
    ``weight`` is the count in the scope; for other weights, measures and exact
    files see `graph`.
    """
    if scope not in _SCOPES:
        raise ValueError(f"scope: expected one of {', '.join(_SCOPES)}, found {scope!r}")
    if scope == "window" and window < 2:
        raise ValueError("scope 'window' needs window=2 or more sentences")
    schema = _part_schema()
    parts = _lines(records).mapInArrow(_parts(window, reporters), schema).persist()
    edges = _edges(parts, _SCOPES[scope], max(min_count, 1))
    return Ties(_nodes(parts, edges), edges, parts)


def graph(records: DataFrame, *, window: int = 0, reporters: bool = False, depth: int = 2) -> _native.Graph:
    """The graph of records as the engine has it, exactly that of
    `Graph.from_records` on all of them: graphs of parts, merged in a tree of
    this depth. It must fit into the memory of the driver."""
    made = _lines(records).mapInArrow(_graph_bytes(window, reporters), "graph binary")
    parts = made.rdd.map(lambda row: _native.Graph.from_bytes(bytes(row[0])))
    if parts.getNumPartitions() == 0 or parts.isEmpty():
        return _empty_graph(window, reporters)
    return parts.treeReduce(_merged, depth)


# The driver's side


def _as_text(df: DataFrame, column: str | Column) -> Column:
    """A column as text; of a time of a day the day counts."""
    functions = _package("pyspark.sql.functions")
    column = functions.col(f"`{column}`") if isinstance(column, str) else column
    if df.select(column.alias("c")).dtypes[0][1].startswith("timestamp"):
        column = functions.to_date(column)
    return column.cast("string")


def _lines(records: DataFrame) -> DataFrame:
    """The JSON of records, one a row."""
    if "json" in records.columns:
        return records.where("json is not null").select("json")
    if "value" in records.columns:
        return records.where("trim(value) != ''").selectExpr("value as json")
    raise ValueError(f"expected records (a column json) or lines of them (value), found {records.columns}")


def _edges(parts: DataFrame, count: str, least: int) -> DataFrame:
    """The edges of all parts that stand together so often."""
    functions = _package("pyspark.sql.functions")
    counts = ("sentences", "windows", "paragraphs", "articles", "events", "held_at")
    gathered = functions.flatten(functions.collect_set("posts"))
    seen = functions.flatten(functions.collect_set("evidence"))
    whole = (
        parts.where("edge is not null")
        .select("edge.*")
        .groupBy("source", "target")
        .agg(
            *(_total(name) for name in counts),
            functions.min("first").alias("first"),
            functions.max("last").alias("last"),
            functions.array_sort(functions.array_distinct(gathered)).alias("posts"),
            functions.array_distinct(seen).alias("evidence"),
        )
        .where(functions.col(count) >= least)
    )
    layers = functions.expr(
        """array_join(array(
            case when sentences + windows + paragraphs + articles > 0 then 'co-mention' end,
            case when events > 0 then 'co-attendance' end,
            case when size(posts) > 0 then 'post' end,
            case when held_at > 0 then 'place' end), '|')"""
    )
    posts = functions.expr(
        "nullif(array_join(transform(posts, p -> concat(if(p.former, '原', ''), p.title)), '|'), '')"
    )
    # The earliest five articles, the undated last: those that a graph keeps.
    earliest = functions.expr(
        """nullif(array_join(transform(slice(array_sort(transform(evidence,
            a -> struct(a.date is null as undated, a.date as date, a.id as id))), 1, 5), a -> a.id), '|'), '')"""
    )
    return whole.select(
        "source",
        "target",
        functions.col(count).cast("double").alias("weight"),
        layers.alias("layers"),
        *counts,
        posts.alias("posts"),
        "first",
        "last",
        earliest.alias("evidence"),
    )


def _nodes(parts: DataFrame, edges: DataFrame) -> DataFrame:
    """The nodes of all parts that an edge leads to."""
    functions = _package("pyspark.sql.functions")
    counts = ("mentions", "sentences", "paragraphs", "articles", "events")
    # Of several names the longest stands, else the smaller: as in a merged graph.
    fuller = functions.struct(-functions.octet_length("label"), functions.col("label"))
    kinds = ", ".join(f"'{kind}'" for kind in _KINDS)
    kind = functions.expr(f"min_by(type, array_position(array({kinds}), type))")
    whole = (
        parts.where("node is not null")
        .select("node.*")
        .groupBy("key")
        .agg(
            functions.min_by("label", fuller).alias("label"),
            kind.alias("type"),
            *(_total(name) for name in counts),
            functions.min("first").alias("first"),
            functions.max("last").alias("last"),
        )
    )
    ends = edges.selectExpr("source as key").union(edges.selectExpr("target as key")).distinct()
    return whole.join(ends, "key", "left_semi")


def _total(name: str) -> Column:
    functions = _package("pyspark.sql.functions")
    return functions.least(functions.sum(name), functions.lit(_MOST)).alias(name)


@functools.cache
def _table_columns() -> dict[str, list[str]]:
    empty = _native.Tables.from_records([])
    return {name: empty[name].columns for name in empty.names}


@functools.cache
def _schema() -> pyarrow.Schema:
    """What a DataFrame of records has as columns."""
    arrow = _package("pyarrow")
    nested = arrow.schema(_native.Tables.nested([]))
    return nested.append(arrow.field("error", arrow.string()))


def _spark_schema() -> StructType:
    return _package("pyspark.sql.pandas.types").from_arrow_schema(_schema())


def _part_schema() -> StructType:
    arrow, graph = _package("pyarrow"), _native.Graph.from_records([])
    node, edge = (arrow.struct(list(arrow.schema(t))) for t in (graph.nodes(), graph.edges()))
    schema = arrow.schema([arrow.field("node", node), arrow.field("edge", edge)])
    return _package("pyspark.sql.pandas.types").from_arrow_schema(schema)


# The workers' side


def _extractor_key(settings: Mapping[str, Any]) -> str:
    """Settings as text, the same for the same settings."""
    return json.dumps(settings, sort_keys=True, default=str)


@functools.lru_cache(maxsize=4)
def _extractor(key: str) -> _native.Extractor:
    """The extractor of these settings, built once in each worker. Spark gives a
    core to each of its tasks, so one thread is what there is to use."""
    return _native.Extractor(**{"threads": 1, **json.loads(key)})


def _extraction(settings: Mapping[str, Any]) -> Any:
    key = _extractor_key(settings)

    def extract_batches(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        extractor = _extractor(key)
        for part in _in_parts(batches):
            columns = part.to_pydict()
            made = extractor.extract_rows(columns, errors="keep")
            yield from _records(columns["id"], made)

    return extract_batches


def _reading(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for part in _in_parts(batches):
        made = [_record(line) for line in part.to_pydict()["json"]]
        yield from _records([None] * len(made), made)


def _record(line: str) -> _native.Record | ValueError:
    try:
        return _native.Record.from_json(line)
    except ValueError as error:
        return error


def _in_parts(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, _TOGETHER):
            yield batch.slice(start, _TOGETHER)


def _records(ids: list[str | None], made: list[Any]) -> Iterator[pyarrow.RecordBatch]:
    """Rows of records, and of what has none, of the schema of `_schema`."""
    arrow, schema = _package("pyarrow"), _schema()
    good = [record for record in made if isinstance(record, _native.Record)]
    if good:
        table = arrow.table(_native.Tables.nested(good))
        error = arrow.nulls(table.num_rows, arrow.string())
        yield from table.append_column("error", error).to_batches()
    bad = [
        {"record": id, "error": str(error)}
        for id, error in zip(ids, made, strict=True)
        if not isinstance(error, _native.Record)
    ]
    if bad:
        yield arrow.RecordBatch.from_pylist(bad, schema=schema)


def _graphs(batches: Iterable[Any], window: int, reporters: bool) -> Iterator[_native.Graph]:
    """The graph of the records of a part, or several of a large one."""
    lines = (line for part in _in_parts(batches) for line in part.to_pydict()["json"])
    records = map(_native.Record.from_json, lines)
    for first in records:
        some = itertools.chain([first], itertools.islice(records, _GRAPHED - 1))
        yield _native.Graph.from_records(some, window=window, reporters=reporters)


def _empty_graph(window: int, reporters: bool) -> _native.Graph:
    return _native.Graph.from_records([], window=window, reporters=reporters)


def _merged(one: _native.Graph, other: _native.Graph) -> _native.Graph:
    return one.merge(other)


def _graph_bytes(window: int, reporters: bool) -> Any:
    def graphs_as_bytes(batches: Iterable[Any]) -> Iterator[pyarrow.RecordBatch]:
        arrow = _package("pyarrow")
        for whole in _graphs(batches, window, reporters):
            yield arrow.RecordBatch.from_pydict({"graph": [whole.to_bytes()]})

    return graphs_as_bytes


def _parts(window: int, reporters: bool) -> Any:
    def parts_of_graphs(batches: Iterable[Any]) -> Iterator[pyarrow.RecordBatch]:
        for whole in _graphs(batches, window, reporters):
            yield from _either_column("node", whole.nodes(), "edge", whole.edges())
            yield from _either_column("edge", whole.edges(), "node", whole.nodes())

    return parts_of_graphs


def _either_column(
    name: str, table: _native.Table, other: str, absent: _native.Table
) -> Iterator[pyarrow.RecordBatch]:
    """The rows of a table in one column, beside an empty column for those of
    another: Spark takes rows of one kind only."""
    arrow = _package("pyarrow")
    kind = arrow.struct(list(arrow.schema(absent)))
    for batch in arrow.table(table).to_batches(_ROWS):
        columns = {name: batch.to_struct_array(), other: arrow.nulls(batch.num_rows, kind)}
        yield arrow.RecordBatch.from_pydict({column: columns[column] for column in ("node", "edge")})
