//! Measures against NetworkX on the same graph. `tests/data/graph-measures.py`
//! made the graph and the expected numbers.

use crate::graph_fixture::article;
use baozhi::Record;
use baozhi::graph::{CoGraph, Measure, PathCost, Scope, Weight, modularity};
use std::collections::BTreeMap;

const EDGES: &str = include_str!("../data/graph-edges.tsv");
const EXPECTED: &str = include_str!("../data/graph-measures.tsv");

/// An article of two persons for each unit of weight between them.
fn graph() -> CoGraph {
    let mut records: Vec<Record> = Vec::new();
    for row in EDGES.lines().skip(1) {
        let [a, b, weight] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let line = if b.is_empty() { format!("{{P {a}}}") } else { format!("{{P {a}}}{{P {b}}}") };
        for i in 0..weight.parse::<u32>().unwrap().max(1) {
            records.push(article(&format!("{a}-{b}-{i}"), "2021-03-03", &["题", &line]).done());
        }
    }
    CoGraph::from_records(&records)
}

/// The columns of the expected numbers, each by node.
fn expected() -> BTreeMap<String, Vec<f64>> {
    let mut lines = EXPECTED.lines().skip(1);
    let names: Vec<&str> = lines.next().unwrap().split('\t').skip(1).collect();
    let mut columns: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in lines {
        for (name, value) in names.iter().zip(line.split('\t').skip(1)) {
            columns.entry(name.to_string()).or_default().push(value.parse().unwrap());
        }
    }
    columns
}

fn available() -> impl Iterator<Item = Measure> {
    Measure::ALL.iter().copied().filter(|m| m.is_available())
}

#[test]
fn a_measure_that_this_build_lacks_is_an_error() {
    for &measure in Measure::ALL {
        let taken = graph().measure(measure);
        assert_eq!(taken.is_ok(), measure.is_available(), "{}", measure.as_str());
        assert!(taken.is_ok() || taken.is_err_and(|e| e.is_usage() && e.to_string().contains("`measures`")));
    }
}

#[test]
fn measures_agree_with_networkx() {
    let (graph, expected) = (graph(), expected());
    let mut compared = 0;
    for measure in available() {
        let Some(column) = expected.get(measure.as_str()) else { continue };
        let ours = graph.measure(measure).unwrap();
        assert_eq!(ours.len(), column.len());
        for (node, (a, b)) in graph.nodes().zip(ours.iter().zip(column)) {
            assert!((a - b).abs() < 1e-6, "{} of {}: {a}, NetworkX {b}", measure.as_str(), node.name);
        }
        compared += 1;
    }
    // Every measure but the communities, which are a choice and are compared by modularity.
    assert_eq!(compared, available().count() - 1);
}

fn edges(graph: &CoGraph) -> Vec<(usize, usize, f64)> {
    graph.edges().map(|e| (e.from, e.to, e.weight)).collect()
}

#[test]
fn modularity_agrees_and_communities_are_as_good_as_the_best_of_fifty() {
    let graph = graph();
    let best: f64 = EXPECTED.lines().next().unwrap().rsplit(' ').next().unwrap().parse().unwrap();
    let theirs = modularity(edges(&graph), &expected()["louvain"]);
    assert!((theirs - best).abs() < 1e-6, "{theirs}, NetworkX {best}");
    let ours = modularity(edges(&graph), &graph.measure(Measure::Community).unwrap());
    assert!(ours >= best - 1e-3, "{ours}, NetworkX {best}");
}

#[test]
fn communities_are_connected_and_numbered_by_size() {
    let graph = graph();
    let community = graph.measure(Measure::Community).unwrap();
    let mut size = vec![0usize; community.len()];
    community.iter().for_each(|&c| size[c as usize] += 1);
    assert!(size.is_sorted_by(|a, b| a >= b));
    let number = size.iter().filter(|&&s| s > 0).count();
    // Cutting every edge between communities leaves one component for each.
    let inside = graph.keep_edges(|e| community[e.from] == community[e.to], false);
    let components = inside.measure(Measure::Component).unwrap();
    assert_eq!(components.iter().fold(0.0f64, |m, &c| m.max(c)) as usize + 1, number);
}

#[test]
fn empty_graphs_and_graphs_without_edges_are_measured() {
    let empty = CoGraph::default();
    let alone = CoGraph::from_records([article("a", "", &["题", "{P 甲}"]).done()]);
    for measure in available() {
        assert_eq!(empty.measure(measure).unwrap(), Vec::<f64>::new());
        let value = alone.measure(measure).unwrap();
        assert!(value.len() == 1 && value[0].is_finite(), "{}: {value:?}", measure.as_str());
    }
}

#[test]
fn weights_below_zero_are_no_ties() {
    let mut graph = graph();
    graph.weigh_by(Weight::Npmi, Scope::Article);
    for measure in [Measure::Strength, Measure::PageRank, Measure::Community] {
        assert!(graph.measure(measure).unwrap().iter().all(|&x| x >= 0.0));
    }
}

#[test]
fn the_shortest_path_is_given_with_its_evidence() {
    let graph = graph();
    let path = graph.shortest_path("person:r0", "person:r3", PathCost::Hops).unwrap();
    let ends: Vec<(&str, &str)> = path.iter().map(|s| (&*s.edge.source.name, &*s.edge.target.name)).collect();
    assert_eq!(ends, [("r0", "r1"), ("r1", "r2"), ("r2", "r3")]);
    assert!(path.iter().all(|s| !s.backwards && graph.evidence(s.edge.edge).count() > 0));
    let back = graph.shortest_path("person:r3", "person:r0", PathCost::Hops).unwrap();
    assert!(back.len() == 3 && back.iter().all(|s| s.backwards));
    assert!(graph.shortest_path("person:r0", "person:s0", PathCost::Hops).is_none());
    assert!(graph.shortest_path("person:r0", "person:nobody", PathCost::Hops).is_none());
    assert!(graph.shortest_path("person:r0", "person:r0", PathCost::Hops).unwrap().is_empty());
}

#[test]
fn strong_ties_are_short() {
    let pair = |id: &str, line: &str| article(id, "", &["题", line]).done();
    let mut records = vec![pair("ac", "{P 甲}{P 丙}")];
    for i in 0..3 {
        records.push(pair(&format!("ab{i}"), "{P 甲}{P 乙}"));
        records.push(pair(&format!("bc{i}"), "{P 乙}{P 丙}"));
    }
    let graph = CoGraph::from_records(&records);
    let steps = |cost| graph.shortest_path("person:甲", "person:丙", cost).unwrap().len();
    assert_eq!(steps(PathCost::Hops), 1);
    assert_eq!(steps(PathCost::InverseWeight), 2); // 1/3 + 1/3 < 1
}

#[test]
fn an_ego_network_ends_at_its_radius() {
    let graph = graph();
    let near = graph.ego("person:r0", 1);
    let names: Vec<&str> = near.nodes().map(|n| &*n.name).collect();
    assert_eq!(names, ["r0", "r1", "r8"]);
    assert_eq!(near.edge_count(), 2);
    assert_eq!(graph.ego("person:r0", 9).node_count(), 9);
    assert_eq!(graph.ego("person:t0", 2).node_count(), 1);
    assert_eq!(graph.ego("person:nobody", 2).node_count(), 0);
}
