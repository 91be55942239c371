"""The graph, and NetworkX beside what the files hold."""

import json
import sys

import baozhi
import pytest


def test_the_graph_of_a_run_is_that_of_its_records(extractor, corpus, records):
    graph, streamed = baozhi.Graph.from_records(records), baozhi.Graph.from_records(extractor.extract(corpus))
    assert graph.to_json() == streamed.to_json()
    assert (graph.node_count, graph.edge_count) == (streamed.node_count, streamed.edge_count)
    data = json.loads(graph.to_json(scope="article"))
    assert {"person:周明远", "person:陈立"} <= {n["id"] for n in data["nodes"]}
    assert repr(graph) == f"<Graph: {graph.node_count} nodes, {graph.edge_count} edges>"


def test_networkx_has_nodes_and_edges_with_their_attributes(records):
    networkx = pytest.importorskip("networkx")
    graph = baozhi.Graph.from_records(records)
    for scope in ("sentence", "paragraph", "article", "event"):
        data = json.loads(graph.to_json(scope=scope))
        ties = graph.to_networkx(scope=scope)
        assert isinstance(ties, networkx.Graph) and ties.graph["scope"] == scope
        assert len(ties) == len(data["nodes"]) and ties.number_of_edges() == len(data["edges"]) > 0
        for edge in data["edges"]:
            assert ties[edge["source"]][edge["target"]]["weight"] == edge["weight"]
    event = graph.to_networkx(scope="event")
    assert event.has_edge("person:周明远", "person:陈立") and event.nodes["person:陈立"]["type"] == "person"
    assert not event.has_edge("person:周明远", "person:杜衡川")


def test_weights_and_thinning(records):
    graph = baozhi.Graph.from_records(records)
    assert json.loads(graph.to_json(weight="npmi"))["graph"] == {"weight": "npmi", "scope": "sentence"}
    edges = [len(json.loads(graph.to_json(min_count=n))["edges"]) for n in (1, 2, 99)]
    assert edges[0] > edges[1] >= edges[2] == 0
    weights = [e["weight"] for e in json.loads(graph.to_json(weight="jaccard", min_weight=0.6))["edges"]]
    assert weights and min(weights) >= 0.6
    reporters = baozhi.Graph.from_records(records, reporters=True)
    assert "person:林晓" in reporters.to_json() and "person:林晓" not in graph.to_json()
    windows = baozhi.Graph.from_records(records, window=2)
    assert len(json.loads(windows.to_json(scope="window"))["edges"]) >= edges[0]


def test_parts_merge_into_the_whole(records, tmp_path):
    whole = baozhi.Graph.from_records(records)
    parts = [baozhi.Graph.from_records([r]) for r in records]
    merged = parts[0].merge(parts[1]).merge(parts[2])
    assert merged.to_json() == whole.to_json()
    whole.write(tmp_path / "all.cograph")
    assert baozhi.Graph.read(tmp_path / "all.cograph").to_json(scope="event") == whole.to_json(scope="event")
    with pytest.raises(baozhi.InputError, match="different options"):
        whole.merge(baozhi.Graph.from_records(records, window=3))


def test_files_for_other_tools(records, tmp_path):
    networkx = pytest.importorskip("networkx")
    graph = baozhi.Graph.from_records(records)
    want = graph.to_networkx(scope="article")
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        path = tmp_path / f"graph.{form}"
        graph.write(path, scope="article")
        assert set(read(path)) == set(want)
    graph.write(tmp_path / "edges", format="csv")
    assert (tmp_path / "edges").read_text(encoding="utf-8").startswith("Source,Target,Weight")
    with pytest.raises(baozhi.InputError, match="graphml"):
        graph.write(tmp_path / "graph.docx")
    with pytest.raises(baozhi.InputError, match="none"):
        graph.write(tmp_path / "none" / "graph.gexf")


@pytest.mark.parametrize("wrong", [{"scope": "page"}, {"weight": "heavy"}])
def test_wrong_choices_are_named_with_the_right_ones(records, wrong):
    with pytest.raises(baozhi.InputError, match="expected one of"):
        baozhi.Graph.from_records(records).to_json(**wrong)


def test_without_networkx_it_is_said_how_to_install_it(records, monkeypatch):
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(ImportError, match="pip install networkx"):
        baozhi.Graph.from_records(records).to_networkx()
