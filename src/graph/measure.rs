//! What a graph says about its nodes: one number for each.
//!
//! | measure | edges' weights | cost for n nodes, m edges | algorithm |
//! |---|---|---|---|
//! | degree, strength | strength sums them | m | here |
//! | PageRank | used | m for each of ≤ 1000 rounds | `pagerank` |
//! | components | not used | m | petgraph's union-find |
//! | communities | used | about m log n | `community` |
//! | betweenness, closeness | not used | n·m | rustworkx-core |
//! | eigenvector | used | m for each of ≤ 1000 rounds | rustworkx-core |
//! | k-core | not used | m | rustworkx-core |
//!
//! The last three rows need the feature `measures`: rustworkx-core brings in
//! ndarray and rand, which nothing else here needs. petgraph's own `page_rank`
//! takes n² steps a round and no weights, so that one is written here.
//!
//! A weight below 0 (NPMI, log-likelihood) counts as 0.

use super::{CoGraph, community, pagerank};
#[cfg(feature = "measures")]
use petgraph::graph::UnGraph;
use petgraph::unionfind::UnionFind;

/// A number that a graph gives each of its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Number of edges.
    Degree,
    /// Sum of the edges' weights.
    Strength,
    /// PageRank, damping 0.85; all nodes together have 1.
    PageRank,
    /// Number of the connected component, from 0, the largest first.
    Component,
    /// Number of the community, from 0, the largest first.
    Community,
    /// Share of all shortest paths (in edges) that pass through the node.
    #[cfg(feature = "measures")]
    Betweenness,
    /// Inverse of the mean distance (in edges) to the nodes it reaches, scaled
    /// by their share of all nodes (Wasserman and Faust 1994).
    #[cfg(feature = "measures")]
    Closeness,
    /// Eigenvector centrality; the squares of all nodes' add up to 1.
    #[cfg(feature = "measures")]
    Eigenvector,
    /// The largest k such that the node is in the k-core.
    #[cfg(feature = "measures")]
    Core,
}

impl Measure {
    /// Every measure of this build.
    pub const ALL: &[Measure] = &[
        Measure::Degree,
        Measure::Strength,
        Measure::PageRank,
        Measure::Component,
        Measure::Community,
        #[cfg(feature = "measures")]
        Measure::Betweenness,
        #[cfg(feature = "measures")]
        Measure::Closeness,
        #[cfg(feature = "measures")]
        Measure::Eigenvector,
        #[cfg(feature = "measures")]
        Measure::Core,
    ];

    /// The name in files, `pagerank`.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::Degree => "degree",
            Measure::Strength => "strength",
            Measure::PageRank => "pagerank",
            Measure::Component => "component",
            Measure::Community => "community",
            #[cfg(feature = "measures")]
            Measure::Betweenness => "betweenness",
            #[cfg(feature = "measures")]
            Measure::Closeness => "closeness",
            #[cfg(feature = "measures")]
            Measure::Eigenvector => "eigenvector",
            #[cfg(feature = "measures")]
            Measure::Core => "core",
        }
    }
}

impl CoGraph {
    /// The measure of each node, in the order of [`CoGraph::nodes`].
    pub fn measure(&self, measure: Measure) -> Vec<f64> {
        let bare = self.ordered().bare();
        let sum = |of: fn(f64) -> f64| {
            let mut sums = vec![0.0; bare.node_count()];
            for e in bare.raw_edges() {
                sums[e.source().index()] += of(e.weight);
                sums[e.target().index()] += of(e.weight);
            }
            sums
        };
        match measure {
            Measure::Degree => sum(|_| 1.0),
            Measure::Strength => sum(|w| w),
            Measure::PageRank => pagerank::pagerank(&bare),
            Measure::Community => numbers(&community::communities(&bare)),
            Measure::Component => {
                let mut sets = UnionFind::<u32>::new(bare.node_count());
                for e in bare.raw_edges() {
                    sets.union(e.source().index() as u32, e.target().index() as u32);
                }
                numbers(&sets.into_labeling())
            }
            #[cfg(feature = "measures")]
            central => self::central(&bare, central),
        }
    }
}

/// Labels as numbers from 0: the largest group first, of equals the one with
/// the first node.
fn numbers(labels: &[u32]) -> Vec<f64> {
    let mut groups: Vec<(usize, usize, u32)> = Vec::new(); // size, first node, label
    let mut at = rustc_hash::FxHashMap::default();
    for (i, &label) in labels.iter().enumerate() {
        let g = *at.entry(label).or_insert_with(|| {
            groups.push((0, i, label));
            groups.len() - 1
        });
        groups[g].0 += 1;
    }
    groups.sort_by_key(|&(size, first, _)| (std::cmp::Reverse(size), first));
    for (n, &(_, _, label)) in groups.iter().enumerate() {
        at.insert(label, n);
    }
    labels.iter().map(|label| at[label] as f64).collect()
}

#[cfg(feature = "measures")]
fn central(bare: &UnGraph<(), f64>, measure: Measure) -> Vec<f64> {
    use rustworkx_core::centrality;
    if bare.node_count() == 0 {
        return Vec::new();
    }
    let all = |values: Vec<Option<f64>>| values.into_iter().map(|v| v.unwrap_or(0.0)).collect();
    match measure {
        // Threads would add up parts in the order they finish in, and the last
        // digits would change from run to run.
        Measure::Betweenness => all(centrality::betweenness_centrality(bare, false, true, usize::MAX)),
        Measure::Closeness => all(centrality::closeness_centrality(bare, true, 50)),
        Measure::Core => {
            let cores = rustworkx_core::connectivity::core_number(bare.clone());
            bare.node_indices().map(|i| cores.get(&i).map_or(0.0, |&k| k as f64)).collect()
        }
        _ => eigenvector(bare),
    }
}

#[cfg(feature = "measures")]
fn eigenvector(bare: &UnGraph<(), f64>) -> Vec<f64> {
    use rustworkx_core::centrality::eigenvector_centrality;
    // Scaling by the largest weight leaves the vector as it is and the rounds
    // few: the method iterates on A + 1.
    let largest = bare.edge_weights().fold(0.0, |m: f64, &w| m.max(w));
    if largest == 0.0 {
        return vec![0.0; bare.node_count()];
    }
    let weight = |e: <&UnGraph<(), f64> as petgraph::visit::IntoEdgeReferences>::EdgeRef| {
        Ok::<f64, std::convert::Infallible>(e.weight() / largest)
    };
    let values = eigenvector_centrality(bare, weight, Some(1000), Some(1e-10));
    // No vector after that many rounds: two components share the largest
    // eigenvalue to ten digits, and no node is more central than another.
    values.ok().flatten().unwrap_or_else(|| vec![0.0; bare.node_count()])
}
