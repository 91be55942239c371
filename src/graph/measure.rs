//! What a graph says about its nodes: one number for each.
//!
//! | measure | edges' weights | cost for n nodes, m edges | algorithm |
//! |---|---|---|---|
//! | degree, strength | strength sums them | m | here |
//! | PageRank | used | m for each of ≤ 1000 rounds | `pagerank` |
//! | components | not used | m | petgraph's union-find |
//! | communities | used | about m log n | `community` |
//! | betweenness | not used | n·m, m for each of 1000 nodes in a large graph | `between` |
//! | closeness | not used | n·m | rustworkx-core |
//! | eigenvector | used | m for each of ≤ 1000 rounds | rustworkx-core |
//! | k-core | not used | m | rustworkx-core |
//!
//! The last three rows need the feature `measures`: rustworkx-core brings in
//! ndarray and rand, which nothing else here needs. petgraph's own `page_rank`
//! takes n² steps a round and no weights, so that one is written here.
//!
//! A weight below 0 (NPMI, log-likelihood) counts as 0.

use super::{CoGraph, between, central, community, pagerank};
use crate::error::Result;
use petgraph::unionfind::UnionFind;

/// A number that a graph gives each of its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
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
    /// Share of all shortest paths (in edges) that pass through the node; in a large graph of those that begin at a
    /// sample of the nodes ([`Measure::sampled`]).
    Betweenness,
    /// Inverse of the mean distance (in edges) to the nodes it reaches, scaled
    /// by their share of all nodes (Wasserman and Faust 1994; feature `measures`).
    Closeness,
    /// Eigenvector centrality; the squares of all nodes' add up to 1 (feature
    /// `measures`).
    Eigenvector,
    /// The largest k such that the node is in the k-core (feature `measures`).
    Core,
}

impl Measure {
    /// Every measure, those that this build cannot take too.
    pub const ALL: &[Measure] = &[
        Measure::Degree,
        Measure::Strength,
        Measure::PageRank,
        Measure::Component,
        Measure::Community,
        Measure::Betweenness,
        Measure::Closeness,
        Measure::Eigenvector,
        Measure::Core,
    ];

    /// True when this build can take the measure: three of them need the
    /// feature `measures`.
    pub fn is_available(self) -> bool {
        use Measure::{Closeness, Core, Eigenvector};
        cfg!(feature = "measures") || !matches!(self, Closeness | Eigenvector | Core)
    }

    /// From how many of `nodes` nodes the measure is estimated, where taking all of them would take hours; `None` where
    /// it is exact.
    ///
    /// ```
    /// use baozhi::graph::Measure;
    /// assert_eq!(Measure::Betweenness.sampled(100), None);
    /// assert_eq!(Measure::Betweenness.sampled(60_000), Some(1_000));
    /// ```
    pub fn sampled(self, nodes: usize) -> Option<usize> {
        (self == Measure::Betweenness).then(|| between::sampled(nodes)).flatten()
    }

    /// The name in files, `pagerank`.
    pub fn as_str(self) -> &'static str {
        match self {
            Measure::Degree => "degree",
            Measure::Strength => "strength",
            Measure::PageRank => "pagerank",
            Measure::Component => "component",
            Measure::Community => "community",
            Measure::Betweenness => "betweenness",
            Measure::Closeness => "closeness",
            Measure::Eigenvector => "eigenvector",
            Measure::Core => "core",
        }
    }
}

impl CoGraph {
    /// The measure of each node, in the order of [`CoGraph::nodes`].
    ///
    /// ```
    /// use baozhi::graph::{CoGraph, Measure};
    /// assert!(CoGraph::default().measure(Measure::PageRank)?.is_empty());
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// When this build cannot take the measure ([`Measure::is_available`]).
    pub fn measure(&self, measure: Measure) -> Result<Vec<f64>> {
        let bare = self.ordered().bare();
        let sum = |of: fn(f64) -> f64| {
            let mut sums = vec![0.0; bare.node_count()];
            for e in bare.raw_edges() {
                sums[e.source().index()] += of(e.weight);
                sums[e.target().index()] += of(e.weight);
            }
            sums
        };
        Ok(match measure {
            Measure::Degree => sum(|_| 1.0),
            Measure::Strength => sum(|w| w),
            Measure::PageRank => pagerank::pagerank(&bare),
            Measure::Community => self.communities(),
            Measure::Component => self.components(),
            Measure::Betweenness => between::betweenness(&bare),
            Measure::Closeness | Measure::Eigenvector | Measure::Core => central::central(&bare, measure)?,
        })
    }
}

impl CoGraph {
    /// The number of each node's community, the largest first.
    pub(crate) fn communities(&self) -> Vec<f64> {
        numbers(&community::communities(&self.ordered().bare()))
    }

    /// The number of each node's connected component, the largest first.
    pub(crate) fn components(&self) -> Vec<f64> {
        let bare = self.ordered().bare();
        let mut sets = UnionFind::<u32>::new(bare.node_count());
        for e in bare.raw_edges() {
            sets.union(e.source().index() as u32, e.target().index() as u32);
        }
        numbers(&sets.into_labeling())
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
