//! Nodes and edges in the order of their keys.

use super::{CoGraph, Edge, Node};
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

/// The graph's nodes numbered by key, and its edges by the numbers of their
/// ends, the smaller first.
#[derive(Clone, Debug)]
pub struct Ordered<'g> {
    graph: &'g CoGraph,
    nodes: Vec<NodeIndex>,
    edges: Vec<(u32, u32, EdgeIndex)>,
}

/// One edge as it is read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EdgeView<'g> {
    /// Number of the node with the smaller key.
    pub from: usize,
    /// Number of the node with the larger key.
    pub to: usize,
    /// The node with the smaller key.
    pub source: &'g Node,
    /// The node with the larger key.
    pub target: &'g Node,
    /// The tie between them.
    pub edge: &'g Edge,
    /// Its weight under the graph's [`Weighting`](super::Weighting).
    pub weight: f64,
}

impl CoGraph {
    /// Nodes and edges numbered by key.
    pub fn ordered(&self) -> Ordered<'_> {
        let nodes = self.ordered_nodes();
        let mut rank = vec![0u32; nodes.len()];
        for (r, n) in nodes.iter().enumerate() {
            rank[n.index()] = r as u32;
        }
        let mut edges: Vec<_> = self
            .graph
            .edge_references()
            .map(|e| {
                let (a, b) = (rank[e.source().index()], rank[e.target().index()]);
                (a.min(b), a.max(b), e.id())
            })
            .collect();
        edges.sort_unstable();
        Ordered { graph: self, nodes, edges }
    }

    /// The nodes, by key.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        let order = self.ordered_nodes();
        order.into_iter().map(|i| &self.graph[i])
    }

    /// The edges, by the keys of their ends.
    pub fn edges(&self) -> impl Iterator<Item = EdgeView<'_>> {
        let ordered = self.ordered();
        (0..ordered.edge_count()).map(move |i| ordered.edge(i))
    }

    fn ordered_nodes(&self) -> Vec<NodeIndex> {
        let mut nodes: Vec<NodeIndex> = self.graph.node_indices().collect();
        nodes.sort_unstable_by(|&a, &b| self.graph[a].key.cmp(&self.graph[b].key));
        nodes
    }
}

impl<'g> Ordered<'g> {
    /// The graph that is ordered.
    pub fn graph(&self) -> &'g CoGraph {
        self.graph
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// Node number `i`.
    pub fn node(&self, i: usize) -> &'g Node {
        &self.graph.graph[self.nodes[i]]
    }

    /// Edge number `i`.
    pub fn edge(&self, i: usize) -> EdgeView<'g> {
        let (a, b, e) = self.edges[i];
        let (from, to) = (a as usize, b as usize);
        let edge = &self.graph.graph[e];
        let (source, target) = (self.node(from), self.node(to));
        let weight = self.graph.weight_between(source, target, edge);
        EdgeView { from, to, source, target, edge, weight }
    }

    /// The nodes in order.
    pub fn nodes(&self) -> impl Iterator<Item = &'g Node> + '_ {
        (0..self.node_count()).map(|i| self.node(i))
    }

    /// The edges in order.
    pub fn edges(&self) -> impl Iterator<Item = EdgeView<'g>> + '_ {
        (0..self.edge_count()).map(|i| self.edge(i))
    }

    /// The number of the node with this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.nodes.binary_search_by(|&n| (*self.graph.graph[n].key).cmp(key)).ok()
    }

    /// The bare graph of the numbers of nodes and the weights of edges, which
    /// algorithms run on so that their results do not depend on the order in
    /// which records came. Weights below 0 are 0: to avoid each other is no tie.
    pub(super) fn bare(&self) -> UnGraph<(), f64> {
        let mut bare = UnGraph::with_capacity(self.node_count(), self.edge_count());
        for _ in 0..self.node_count() {
            bare.add_node(());
        }
        for e in self.edges() {
            bare.add_edge(NodeIndex::new(e.from), NodeIndex::new(e.to), e.weight.max(0.0));
        }
        bare
    }
}
