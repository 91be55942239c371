//! The part of the graph that is drawn.
//!
//! The most named nodes, and of each its strongest ties: what a reader can
//! take in on one page. Which community a node is in gives the drawing its
//! regions.

use super::entities::Catalogue;
use super::layout;
use super::ties::{Month, Told};
use crate::graph::{CoGraph, EdgeView, Scope, Weight};
use petgraph::graph::NodeIndex;
use serde::Serialize;

/// Strongest ties of each node that are drawn.
const TIES: usize = 4;

/// A drawing; nodes are numbered by their place in `nodes`.
#[derive(Serialize)]
pub(super) struct Picture {
    nodes: Vec<Spot>,
    edges: Vec<Tie>,
    /// Nodes and edges of the whole graph.
    of_nodes: usize,
    of_edges: usize,
}

#[derive(Serialize)]
struct Spot {
    entity: usize,
    x: i32,
    y: i32,
    r: i32,
    community: usize,
}

#[derive(Serialize)]
struct Tie {
    a: usize,
    b: usize,
    sentences: u32,
    articles: u32,
    events: u32,
    post: bool,
    evidence: Vec<usize>,
    months: Vec<Month>,
}

/// The drawing of a graph, which is not kept: it is the largest thing there
/// is. Of all ties, which `told` counts, it has those that may be drawn.
pub(super) fn draw(graph: CoGraph, told: &Told, entities: &Catalogue, most: usize) -> Picture {
    let of_nodes = graph.node_count();
    let mut part = strongest(graph, most);
    part.weigh_by(Weight::Count, Scope::Article);
    let community = part.communities();
    let ordered = part.ordered();
    let largest = ordered.nodes().map(|n| n.counts.article).max().unwrap_or(1).max(1);
    let radius = |n: u32| 7.0 + 21.0 * (f64::from(n) / f64::from(largest)).sqrt();
    let links: Vec<layout::Link> = ordered
        .edges()
        .map(|e| layout::Link {
            a: e.from,
            b: e.to,
            pull: if community[e.from] == community[e.to] { 1.0 } else { 0.25 },
        })
        .collect();
    let sizes: Vec<f64> = ordered.nodes().map(|n| radius(n.counts.article)).collect();
    let places = layout::layout(&sizes, &links);
    let spot = |(i, n): (usize, &crate::graph::Node)| {
        Some(Spot {
            entity: entities.of_key(&n.key)?,
            x: places[i].0.round() as i32,
            y: places[i].1.round() as i32,
            r: sizes[i].round() as i32,
            community: community[i] as usize,
        })
    };
    let tie = |e: EdgeView| Tie {
        a: e.from,
        b: e.to,
        sentences: e.edge.counts.sentence,
        articles: e.edge.counts.article,
        events: e.edge.counts.event,
        post: !e.edge.posts.is_empty(),
        evidence: part.evidence(e.edge).filter_map(|r| entities.of_article(&r.id)).collect(),
        months: told.months(entities.of_key(&e.source.key), entities.of_key(&e.target.key)),
    };
    Picture {
        // Every node of the graph is an entity of the records.
        nodes: ordered.nodes().enumerate().filter_map(spot).collect(),
        edges: ordered.edges().map(tie).collect(),
        of_nodes,
        of_edges: told.ties,
    }
}

/// Components smaller than this are not drawn beside a larger one.
const CREW: usize = 4;

/// Which nodes are the `most` most named, by their numbers in the graph.
pub(super) fn most_named(graph: &CoGraph, most: usize) -> Vec<bool> {
    let nodes = graph.petgraph();
    let mut by_count: Vec<_> = nodes.node_indices().collect();
    let named =
        |n: NodeIndex| (std::cmp::Reverse((nodes[n].counts.article, nodes[n].mentions)), &*nodes[n].key);
    by_count.sort_unstable_by(|&a, &b| named(a).cmp(&named(b)));
    let mut chosen = vec![false; by_count.len()];
    by_count.iter().take(most).for_each(|n| chosen[n.index()] = true);
    chosen
}

/// The `most` most named nodes with their strongest ties, by log-likelihood
/// within a paragraph; nodes that are left without any are left out.
fn strongest(mut graph: CoGraph, most: usize) -> CoGraph {
    graph.weigh_by(Weight::LogLikelihood, Scope::Paragraph);
    let chosen = most_named(&graph, most);
    let ordered = graph.ordered();
    // By the order of keys from here on.
    let chosen: Vec<bool> =
        ordered.nodes().map(|n| graph.number(&n.key).is_some_and(|number| chosen[number])).collect();
    let mut ties: Vec<Vec<(f64, usize)>> = vec![Vec::new(); ordered.node_count()];
    for (n, e) in
        ordered.edges().enumerate().filter(|(_, e)| chosen[e.from] && chosen[e.to] && e.weight > 0.0)
    {
        ties[e.from].push((e.weight, n));
        ties[e.to].push((e.weight, n));
    }
    let mut drawn = vec![false; ordered.edge_count()];
    for ties in &mut ties {
        ties.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        ties.iter().take(TIES).for_each(|&(_, n)| drawn[n] = true);
    }
    let mut drawn = drawn.into_iter();
    let part = graph.keep_edges(|_| drawn.next() == Some(true), true);
    without_crumbs(&part)
}

/// Leaves out the pairs and threes that hang together with nothing else.
fn without_crumbs(graph: &CoGraph) -> CoGraph {
    let component = graph.components();
    let mut size = vec![0; component.len()];
    component.iter().for_each(|&c| size[c as usize] += 1);
    let least = CREW.min(size.first().copied().unwrap_or(0));
    graph.keep_edges(|e| size[component[e.from] as usize] >= least, true)
}
