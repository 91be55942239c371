//! Windows of sentences, counted in stretches of windows that hold the same
//! nodes: the work grows with the nodes, not with the size of the windows.

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What the windows of one article hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Windows {
    /// Windows that hold a node.
    pub total: u32,
    /// Windows that hold each node.
    pub nodes: BTreeMap<NodeIndex, u32>,
    /// Windows that hold both of two nodes, the smaller first; those with more
    /// than a crowd of nodes left aside.
    pub pairs: BTreeMap<(NodeIndex, NodeIndex), u32>,
}

/// Counts windows of `size` sentences. `places` are sentences with a node that
/// stands in them. Windows reach over both ends of the article, so that each
/// sentence stands in `size` of them.
pub(super) fn count(mut places: Vec<(u32, NodeIndex)>, size: u32, crowd: Option<usize>) -> Windows {
    places.sort_unstable();
    places.dedup();
    let mut sweep = Sweep::default();
    let (mut entered, mut left, mut at) = (0, 0, 0);
    while left < places.len() {
        let entry = places.get(entered).map(|p| u64::from(p.0));
        // A sentence's last window is named by the sentence and the size.
        let exit = u64::from(places[left].0) + u64::from(size);
        let next = entry.map_or(exit, |entry| entry.min(exit));
        sweep.stretch(next - at, crowd);
        at = next;
        if exit == next {
            sweep.leave(places[left].1, at);
            left += 1;
        } else {
            sweep.enter(places[entered].1, at);
            entered += 1;
        }
    }
    sweep.done()
}

/// The nodes of the windows at one place of an article.
#[derive(Default)]
struct Sweep {
    /// How often each node stands in the window, and since when.
    here: BTreeMap<NodeIndex, (u32, u64)>,
    total: u64,
    nodes: BTreeMap<NodeIndex, u64>,
    pairs: FxHashMap<(NodeIndex, NodeIndex), u64>,
}

impl Sweep {
    fn enter(&mut self, node: NodeIndex, at: u64) {
        self.here.entry(node).or_insert((0, at)).0 += 1;
    }

    fn leave(&mut self, node: NodeIndex, at: u64) {
        let Some((times, since)) = self.here.get_mut(&node) else { return };
        *times -= 1;
        if *times == 0 {
            *self.nodes.entry(node).or_default() += at - *since;
            self.here.remove(&node);
        }
    }

    /// So many windows hold the nodes that are here.
    fn stretch(&mut self, windows: u64, crowd: Option<usize>) {
        if windows == 0 || self.here.is_empty() {
            return;
        }
        self.total += windows;
        if crowd.is_some_and(|crowd| self.here.len() <= crowd) {
            let mut rest = self.here.keys();
            while let Some(&a) = rest.next() {
                for &b in rest.clone() {
                    *self.pairs.entry((a, b)).or_default() += windows;
                }
            }
        }
    }

    fn done(self) -> Windows {
        let fit = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        Windows {
            total: fit(self.total),
            nodes: self.nodes.into_iter().map(|(node, n)| (node, fit(n))).collect(),
            pairs: self.pairs.into_iter().map(|(pair, n)| (pair, fit(n))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Each window for itself.
    fn one_by_one(places: &[(u32, NodeIndex)], size: u32, crowd: usize) -> Windows {
        let mut all: BTreeMap<u32, BTreeSet<NodeIndex>> = BTreeMap::new();
        for &(sentence, node) in places {
            (sentence..sentence + size).for_each(|w| {
                all.entry(w).or_default().insert(node);
            });
        }
        let mut windows = Windows { total: all.len() as u32, ..Windows::default() };
        for nodes in all.values() {
            for (i, &a) in nodes.iter().enumerate() {
                *windows.nodes.entry(a).or_default() += 1;
                if nodes.len() <= crowd {
                    for &b in nodes.iter().skip(i + 1) {
                        *windows.pairs.entry((a, b)).or_default() += 1;
                    }
                }
            }
        }
        windows
    }

    #[test]
    fn stretches_count_what_windows_one_by_one_do() {
        let mut seed = 7u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for size in [2, 3, 7, 40] {
            let places: Vec<_> =
                (0..30).map(|_| (next(25) as u32, NodeIndex::new(next(8) as usize))).collect();
            for crowd in [3, 200] {
                assert_eq!(count(places.clone(), size, Some(crowd)), one_by_one(&places, size, crowd));
            }
        }
    }

    #[test]
    fn windows_of_any_size_are_counted() {
        let [a, b] = [0, 1].map(NodeIndex::new);
        let windows = count(vec![(0, a), (9, b), (u32::MAX, b)], u32::MAX, Some(200));
        assert_eq!((windows.nodes[&a], windows.pairs[&(a, b)]), (u32::MAX, u32::MAX - 9));
        assert_eq!(count(vec![(0, a), (1, b)], 5, None).pairs.len(), 0);
        assert_eq!(count(Vec::new(), 5, None), Windows::default());
    }
}
