"""Tables and graphs in other packages' types. None of these packages is needed
before it is asked for."""

from __future__ import annotations

import importlib
import json
from typing import Any


def _package(name: str) -> Any:
    """The package ``name``; what is missing is said with how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise ImportError(f"this needs {name}, which is not installed: pip install {name}") from missing


def to_arrow(table: Any) -> Any:
    """The table as a ``pyarrow.Table``; its columns are not copied."""
    return _package("pyarrow").table(table)


def to_polars(table: Any) -> Any:
    """The table as a ``polars.DataFrame``."""
    return _package("polars").DataFrame(table)


def to_pandas(table: Any) -> Any:
    """The table as a ``pandas.DataFrame`` of the types that know missing values:
    ``string``, ``Int64``, ``Float64`` and ``boolean``. A whole number stays one beside a cell
    without a value."""
    pandas = _package("pandas")
    kinds = {"string": "string", "int64": "Int64", "float64": "Float64", "bool": "boolean"}
    types = table.types
    columns = {
        name: pandas.array(cells, dtype=kinds[types[name]]) for name, cells in table.to_pydict().items()
    }
    return pandas.DataFrame(columns)


def to_networkx(node_link: str) -> Any:
    """The graph that node-link JSON describes, as a ``networkx.Graph``."""
    networkx = _package("networkx")
    data = json.loads(node_link)
    graph = networkx.Graph(**data["graph"])
    graph.add_nodes_from((node.pop("id"), node) for node in data["nodes"])
    graph.add_edges_from((edge.pop("source"), edge.pop("target"), edge) for edge in data["edges"])
    return graph
