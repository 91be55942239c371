//! The co-occurrence graph over records.
//!
//! Nodes are entities, keyed as in the records; an edge says how often two of
//! them are named together in a sentence, a paragraph, an article, how many
//! events both took part in, which posts the one holds in the other, and which
//! articles show it. Partial graphs merge in any order into the same graph, so
//! a corpus can be split over threads or machines.
//!
//! ```
//! use baozhi::graph::{CoGraph, Weight};
//! # let records: Vec<baozhi::Record> = Vec::new();
//! let mut graph = CoGraph::from_records(&records);
//! graph.weigh_by(Weight::Npmi, Default::default());
//! for e in graph.edges() {
//!     println!("{} – {}: {:.3}", e.source.name, e.target.name, e.weight);
//! }
//! ```
//!
//! | question | file |
//! |---|---|
//! | what becomes a node or an edge | `options`, `build`, `window` |
//! | what they hold, how two merge | `data`, `articles` |
//! | in what order they are read | `order` |
//! | a graph in two readings of the articles | `part` |
//! | the file that `merge` reads | `native` |
//! | weights and pruning | `weight`, `prune`, `backbone` |
//! | measures, communities, paths | `measure`, `central`, `pagerank`, `community`, `path` |
//! | change over time | `slice` |

mod articles;
mod backbone;
mod between;
mod build;
mod central;
mod community;
mod data;
mod measure;
mod native;
mod options;
mod order;
mod pagerank;
#[cfg(feature = "report")]
mod part;
mod path;
mod prune;
mod slice;
mod weight;
mod window;

pub use articles::ArticleRef;
pub use community::modularity;
pub use data::{Counts, Dates, Edge, Held, Layer, Node};
pub use measure::Measure;
pub use options::{GraphOptions, Scope};
pub use order::{EdgeView, Ordered};
pub use path::{PathCost, PathStep};
pub use prune::Prune;
pub use slice::{Period, Series, Slices};
pub use weight::{Weight, Weighting};

use crate::error::{Error, Result};
use crate::record::Record;
use articles::Articles;
use petgraph::graph::{EdgeIndex, NodeIndex, UnGraph};
use rustc_hash::FxHashMap;
use std::borrow::Borrow;

/// Entities and what ties them, over any number of articles.
///
/// Nodes and edges are read in the order of their keys ([`CoGraph::nodes`],
/// [`CoGraph::edges`]), whatever the order in which records came.
#[derive(Clone, Debug, Default)]
pub struct CoGraph {
    options: GraphOptions,
    weighting: Weighting,
    /// Units of each scope that hold a node; what probabilities divide by.
    totals: Counts,
    graph: UnGraph<Node, Edge>,
    by_key: FxHashMap<Box<str>, NodeIndex>,
    by_ends: FxHashMap<(u32, u32), EdgeIndex>,
    articles: Articles,
}

impl CoGraph {
    /// An empty graph.
    pub fn new(options: GraphOptions) -> CoGraph {
        CoGraph { options, ..CoGraph::default() }
    }

    /// The graph of `records` under the default [`GraphOptions`].
    pub fn from_records<I>(records: I) -> CoGraph
    where
        I: IntoIterator,
        I::Item: Borrow<Record>,
    {
        GraphOptions::default().build(records)
    }

    /// The same graph as [`CoGraph::from_records`], made on every thread.
    pub fn from_records_parallel(records: &[Record]) -> CoGraph {
        GraphOptions::default().build_parallel(records)
    }

    /// Adds one article. Adding the same article twice counts it twice.
    pub fn add(&mut self, record: &Record) {
        build::add(self, record);
    }

    /// This graph and `other` as one.
    ///
    /// # Errors
    /// When they were built under different [`GraphOptions`]: their counts
    /// would not add up.
    pub fn merge(self, other: CoGraph) -> Result<CoGraph> {
        if self.options != other.options {
            return Err(Error::usage(format!(
                "graphs were built under different options: {:?} and {:?}",
                self.options, other.options
            )));
        }
        Ok(self.absorb(other))
    }

    /// How the graph was built.
    pub fn options(&self) -> &GraphOptions {
        &self.options
    }

    /// Units of each scope that hold at least one node; `article` is the
    /// number of articles.
    pub fn totals(&self) -> &Counts {
        &self.totals
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The node with this key.
    pub fn node(&self, key: &str) -> Option<&Node> {
        self.by_key.get(key).map(|&i| &self.graph[i])
    }

    /// The edge between the nodes with these keys, either way round.
    pub fn edge(&self, a: &str, b: &str) -> Option<&Edge> {
        let ends = ends(*self.by_key.get(a)?, *self.by_key.get(b)?);
        self.by_ends.get(&ends).map(|&e| &self.graph[e])
    }

    /// The articles kept as evidence of an edge of this graph, earliest first.
    pub fn evidence<'a>(&'a self, edge: &'a Edge) -> impl Iterator<Item = &'a ArticleRef> {
        edge.evidence.iter().map(|&n| self.articles.get(n))
    }

    /// The graph as petgraph has it. Its indices follow the order in which
    /// nodes were met; [`CoGraph::ordered`] gives the order by key.
    pub fn petgraph(&self) -> &UnGraph<Node, Edge> {
        &self.graph
    }

    /// The node for `key`, made by `new` when it is not there.
    fn node_or(&mut self, key: &str, new: impl FnOnce() -> Node) -> NodeIndex {
        if let Some(&i) = self.by_key.get(key) {
            return i;
        }
        let i = self.graph.add_node(new());
        self.by_key.insert(key.into(), i);
        i
    }

    /// The edge between two nodes, made empty when it is not there.
    fn edge_or(&mut self, a: NodeIndex, b: NodeIndex) -> EdgeIndex {
        let graph = &mut self.graph;
        *self.by_ends.entry(ends(a, b)).or_insert_with(|| graph.add_edge(a, b, Edge::default()))
    }

    /// [`CoGraph::merge`] for graphs of the same options.
    fn absorb(self, other: CoGraph) -> CoGraph {
        // The smaller is moved into the larger; the result is the same.
        let (mut big, small) =
            if self.edge_count() >= other.edge_count() { (self, other) } else { (other, self) };
        big.totals.absorb(&small.totals);
        let CoGraph { graph, articles, .. } = small;
        let article = big.adopt_articles(&articles);
        let (nodes, edges) = graph.into_nodes_edges();
        let node: Vec<NodeIndex> = nodes.into_iter().map(|n| big.adopt_node(n.weight)).collect();
        for e in edges {
            let (a, b) = (node[e.source().index()], node[e.target().index()]);
            big.adopt_edge(a, b, e.weight, &article);
        }
        big
    }

    fn adopt_articles(&mut self, from: &Articles) -> Vec<u32> {
        (0..from.len() as u32).map(|n| self.articles.intern(from.get(n).clone())).collect()
    }

    fn adopt_node(&mut self, node: Node) -> NodeIndex {
        if let Some(&i) = self.by_key.get(&node.key) {
            self.graph[i].absorb(node);
            return i;
        }
        let key = node.key.clone();
        self.node_or(&key, || node)
    }

    fn adopt_edge(&mut self, a: NodeIndex, b: NodeIndex, from: Edge, article: &[u32]) {
        let at = self.edge_or(a, b);
        let edge = &mut self.graph[at];
        edge.counts.absorb(&from.counts);
        edge.held_at = edge.held_at.saturating_add(from.held_at);
        edge.absorb_posts(from.posts);
        edge.dates.absorb(from.dates);
        for n in from.evidence {
            self.articles.keep(&mut edge.evidence, article[n as usize], self.options.evidence);
        }
    }
}

/// The two ends of an undirected edge in one order.
fn ends(a: NodeIndex, b: NodeIndex) -> (u32, u32) {
    let (a, b) = (a.index() as u32, b.index() as u32);
    (a.min(b), a.max(b))
}
