//! Graphs with only some of their edges.

use super::{CoGraph, EdgeView, Layer};

/// Which edges and nodes a pruned graph keeps.
///
/// ```
/// use baozhi::graph::{CoGraph, Prune};
/// let strong = CoGraph::default().prune(&Prune::default().with_min_count(3));
/// assert_eq!(strong.edge_count(), 0);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Prune {
    /// Fewest units of the graph's weighting scope in which both ends stand.
    pub min_count: u32,
    /// Least weight.
    pub min_weight: f64,
    /// Only edges of one of these layers; all when empty.
    pub layers: Vec<Layer>,
    /// True leaves out nodes that no edge is left to.
    pub drop_isolated: bool,
}

impl Default for Prune {
    fn default() -> Prune {
        Prune { min_count: 0, min_weight: f64::NEG_INFINITY, layers: Vec::new(), drop_isolated: true }
    }
}

impl Prune {
    /// Sets [`Prune::min_count`].
    pub fn with_min_count(self, min_count: u32) -> Prune {
        Prune { min_count, ..self }
    }

    /// Sets [`Prune::min_weight`].
    pub fn with_min_weight(self, min_weight: f64) -> Prune {
        Prune { min_weight, ..self }
    }

    /// Sets [`Prune::layers`].
    pub fn with_layers(self, layers: Vec<Layer>) -> Prune {
        Prune { layers, ..self }
    }

    /// Sets [`Prune::drop_isolated`].
    pub fn with_drop_isolated(self, drop_isolated: bool) -> Prune {
        Prune { drop_isolated, ..self }
    }
}

impl CoGraph {
    /// The part of the graph that `prune` keeps. Counts, totals and so the
    /// weights of what is kept stay as they are.
    pub fn prune(&self, prune: &Prune) -> CoGraph {
        let scope = self.weighting.scope;
        let keep = |e: &EdgeView| {
            e.edge.counts.get(scope) >= prune.min_count
                && e.weight >= prune.min_weight
                && (prune.layers.is_empty() || prune.layers.iter().any(|&l| e.edge.is(l)))
        };
        self.keep_edges(keep, prune.drop_isolated)
    }

    /// The graph with the edges that `keep` holds for, and the nodes at their
    /// ends; all nodes unless `drop_isolated`.
    pub fn keep_edges(&self, mut keep: impl FnMut(&EdgeView) -> bool, drop_isolated: bool) -> CoGraph {
        let mut part = CoGraph::new(self.options.clone());
        (part.totals, part.weighting) = (self.totals, self.weighting);
        let article = part.adopt_articles(&self.articles);
        if !drop_isolated {
            for n in self.nodes() {
                part.adopt_node(n.clone());
            }
        }
        for e in self.edges().filter(|e| keep(e)) {
            let a = part.node_or(&e.source.key, || e.source.clone());
            let b = part.node_or(&e.target.key, || e.target.clone());
            part.adopt_edge(a, b, e.edge.clone(), &article);
        }
        part
    }
}
