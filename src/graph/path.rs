//! Who stands around a node, and how two are tied.

use super::order::Ordered;
use super::{CoGraph, EdgeView};
use petgraph::algo::astar;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use std::collections::VecDeque;

/// What makes a path long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathCost {
    /// The number of edges.
    #[default]
    Hops,
    /// The sum of `1 / weight`: strong ties are short, and edges of weight 0
    /// or less are no way at all.
    InverseWeight,
}

/// One edge of a path, walked from one end to the other.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PathStep<'g> {
    /// The edge; [`CoGraph::evidence`] gives the articles that show it.
    pub edge: EdgeView<'g>,
    /// True when it is walked from its target to its source.
    pub backwards: bool,
}

impl CoGraph {
    /// The shortest path between the nodes with these keys, empty from a node
    /// to itself; `None` when there is none or a key is unknown. The same
    /// graph always gives the same one of several.
    pub fn shortest_path(&self, from: &str, to: &str, cost: PathCost) -> Option<Vec<PathStep<'_>>> {
        let ordered = self.ordered();
        let (from, to) = (ordered.position(from)?, ordered.position(to)?);
        let bare = ordered.bare();
        let length = |w: f64| match cost {
            PathCost::Hops => 1.0,
            PathCost::InverseWeight => 1.0 / w, // infinite for 0
        };
        let goal = NodeIndex::new(to);
        let (total, nodes) =
            astar(&bare, NodeIndex::new(from), |n| n == goal, |e| length(*e.weight()), |_| 0.0)?;
        if total.is_infinite() {
            return None;
        }
        // Edges of the bare graph are numbered as those of the ordered one.
        let step = |pair: &[NodeIndex]| {
            let edge = ordered.edge(bare.find_edge(pair[0], pair[1])?.index());
            Some(PathStep { edge, backwards: edge.from != pair[0].index() })
        };
        nodes.windows(2).map(step).collect()
    }

    /// The node with this key, those within `radius` edges of it, and all
    /// edges among them; empty when the key is unknown.
    pub fn ego(&self, key: &str, radius: usize) -> CoGraph {
        let ordered = self.ordered();
        let near = ordered.position(key).map(|c| within(&ordered, c, radius)).unwrap_or_default();
        let keep = |i: usize| near.get(i) == Some(&true);
        let mut ego = self.keep_edges(|e| keep(e.from) && keep(e.to), true);
        if let Some(alone) = self.node(key) {
            ego.node_or(key, || alone.clone());
        }
        ego
    }
}

/// Which nodes lie within `radius` edges of `centre`.
fn within(ordered: &Ordered, centre: usize, radius: usize) -> Vec<bool> {
    let bare = ordered.bare();
    let mut near = vec![false; ordered.node_count()];
    near[centre] = true;
    let mut queue = VecDeque::from([(NodeIndex::new(centre), 0)]);
    while let Some((n, far)) = queue.pop_front() {
        if far == radius {
            break;
        }
        for e in bare.edges(n) {
            if !std::mem::replace(&mut near[e.target().index()], true) {
                queue.push_back((e.target(), far + 1));
            }
        }
    }
    near
}
