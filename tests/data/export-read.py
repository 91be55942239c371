"""Reads a folder of exported graphs with NetworkX (and pydot) and prints, for each
file, its nodes and weighted edges as one line of JSON. tests/export.rs compares them."""

import csv
import json
import sys
import warnings
from pathlib import Path

import networkx as nx

warnings.simplefilter("ignore")
folder = Path(sys.argv[1])


def unquote(s):
    """A DOT quoted string as pydot leaves it."""
    if s.startswith('"'):
        s = s[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return s


def dot(path):
    import pydot

    (d,) = pydot.graph_from_dot_file(str(path), encoding="utf-8")
    g = nx.Graph()
    for n in d.get_nodes():
        g.add_node(unquote(n.get_name()), label=unquote(n.get('"label"') or n.get("label")))
    for e in d.get_edges():
        weight = e.get('"weight"') or e.get("weight")
        g.add_edge(unquote(e.get_source()), unquote(e.get_destination()), weight=float(weight))
    return g


def gephi(path):
    g = nx.Graph()
    with open(path, newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            g.add_node(row["Id"], label=row["Label"])
    with open(folder / "gephi-edges.csv", newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            g.add_edge(row["Source"], row["Target"], weight=float(row["Weight"]))
    return g


def node_link(path):
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


readers = {
    "graph.graphml": nx.read_graphml,
    "graph.gexf": lambda p: nx.read_gexf(p, version="1.3"),
    "slices.gexf": lambda p: nx.read_gexf(p, version="1.3"),
    "graph.dot": dot,
    "graph.json": node_link,
    "gephi-nodes.csv": gephi,
}
for name, read in readers.items():
    path = folder / name
    if not path.exists():
        continue
    try:
        g = nx.Graph(read(path))
    except ImportError as e:
        print(json.dumps({"file": name, "skipped": str(e)}))
        continue
    nodes = sorted((n, d.get("label", "")) for n, d in g.nodes(data=True))
    edges = sorted([*sorted((a, b)), d["weight"]] for a, b, d in g.edges(data=True))
    print(json.dumps({"file": name, "nodes": nodes, "edges": edges}, ensure_ascii=False))
