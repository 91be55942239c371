//! Betweenness: through which nodes the shortest paths lead.
//!
//! Brandes's algorithm (2001) runs a breadth-first search from every node, which takes n·m steps. Beyond
//! [`EXACT`] nodes the searches begin at [`SOURCES`] nodes drawn at random alone, and what they find is scaled up
//! (Brandes and Pich, Centrality estimation in large networks, 2007). Which nodes are drawn depends on their number
//! alone, and the searches are added up in one fixed order, so that a graph has the same numbers in every run.

use petgraph::graph::UnGraph;

/// The largest graph that is measured exactly: about ten seconds where a node has fifty neighbours.
const EXACT: usize = 5_000;

/// Searches in a larger graph. The error of a node's share falls with the root of their number: at a thousand it is
/// about a hundredth of the largest share.
const SOURCES: usize = 1_000;

/// How many nodes of a graph of `nodes` nodes the shortest paths are taken from; `None` for all of them.
pub(super) fn sampled(nodes: usize) -> Option<usize> {
    (nodes > EXACT).then_some(SOURCES)
}

/// For each node the share of the shortest paths between two others that lead through it.
pub(super) fn betweenness(graph: &UnGraph<(), f64>) -> Vec<f64> {
    from_sources(graph, &sources(graph.node_count(), sampled(graph.node_count())))
}

fn from_sources(graph: &UnGraph<(), f64>, sources: &[u32]) -> Vec<f64> {
    let nodes = graph.node_count();
    let mut sum = vec![0.0; nodes];
    let mut search = Search::new(graph);
    for &source in sources {
        search.from(source, &mut sum);
    }
    // Of a node two others can be chosen in so many ways; a path and its way back count once each.
    let pairs = nodes.saturating_sub(1) as f64 * nodes.saturating_sub(2) as f64;
    let scale = nodes as f64 / sources.len().max(1) as f64 / pairs.max(1.0);
    sum.iter_mut().for_each(|share| *share *= scale);
    sum
}

/// All nodes, or `most` of them drawn without repetition, in order.
fn sources(nodes: usize, most: Option<usize>) -> Vec<u32> {
    let mut all: Vec<u32> = (0..nodes as u32).collect();
    let Some(most) = most.filter(|&most| most < nodes) else { return all };
    // The first steps of Fisher and Yates's shuffle, with the numbers of SplitMix64 from a fixed seed.
    let mut state = 0x0062_616f_7a68_6921_u64;
    for i in 0..most {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let chosen = i + ((z ^ (z >> 31)) % (nodes - i) as u64) as usize;
        all.swap(i, chosen);
    }
    all.truncate(most);
    all.sort_unstable();
    all
}

/// The neighbours of each node in one list, and what a search writes down.
struct Search {
    /// Where the neighbours of each node begin.
    starts: Vec<u32>,
    neighbours: Vec<u32>,
    /// Nodes in the order in which they were reached.
    reached: Vec<u32>,
    distance: Vec<u32>,
    /// Shortest paths from the source.
    paths: Vec<f64>,
    /// How much hangs on the node: the shares of all nodes behind it.
    behind: Vec<f64>,
}

/// The distance of a node that was not reached.
const FAR: u32 = u32::MAX;

impl Search {
    fn new(graph: &UnGraph<(), f64>) -> Search {
        let nodes = graph.node_count();
        let mut starts = vec![0; nodes + 1];
        // A tie of a node with itself lies on no path between others.
        let ends = || {
            graph.raw_edges().iter().map(|e| (e.source().index(), e.target().index())).filter(|e| e.0 != e.1)
        };
        for (a, b) in ends() {
            starts[a + 1] += 1;
            starts[b + 1] += 1;
        }
        for i in 0..nodes {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; starts[nodes] as usize];
        for (a, b) in ends() {
            neighbours[next[a] as usize] = b as u32;
            neighbours[next[b] as usize] = a as u32;
            next[a] += 1;
            next[b] += 1;
        }
        Search {
            starts,
            neighbours,
            reached: Vec::with_capacity(nodes),
            distance: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            behind: vec![0.0; nodes],
        }
    }

    fn of(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }

    /// Adds to `sum` the share of each node in the shortest paths from `source`.
    fn from(&mut self, source: u32, sum: &mut [f64]) {
        self.reached.clear();
        self.reached.push(source);
        self.distance[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        let mut at = 0;
        while let Some(&node) = self.reached.get(at) {
            at += 1;
            for i in self.of(node) {
                let next = self.neighbours[i] as usize;
                if self.distance[next] == FAR {
                    self.distance[next] = self.distance[node as usize] + 1;
                    self.reached.push(next as u32);
                }
                if self.distance[next] == self.distance[node as usize] + 1 {
                    self.paths[next] += self.paths[node as usize];
                }
            }
        }
        for &node in self.reached.iter().rev() {
            let n = node as usize;
            let share = (1.0 + self.behind[n]) / self.paths[n];
            for i in self.of(node) {
                let before = self.neighbours[i] as usize;
                if self.distance[before] + 1 == self.distance[n] {
                    self.behind[before] += self.paths[before] * share;
                }
            }
            if node != source {
                sum[n] += self.behind[n];
            }
        }
        for &node in &self.reached {
            self.distance[node as usize] = FAR;
            self.paths[node as usize] = 0.0;
            self.behind[node as usize] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring of `n` nodes, of which every seventh is tied to the first.
    fn wheel(n: u32) -> UnGraph<(), f64> {
        let ring = (0..n).map(|i| (i, (i + 1) % n, 1.0));
        UnGraph::from_edges(ring.chain((7..n - 1).step_by(7).map(|i| (0, i, 1.0))))
    }

    #[test]
    fn a_path_leads_through_its_middle() {
        let path = UnGraph::<(), f64>::from_edges([(0, 1, 1.0), (1, 2, 1.0), (1, 1, 1.0)]);
        assert_eq!(betweenness(&path), [0.0, 1.0, 0.0]);
        assert!(betweenness(&UnGraph::default()).is_empty());
    }

    #[test]
    fn a_sample_comes_near_the_whole_and_is_the_same_every_time() {
        let graph = wheel(600);
        let exact = betweenness(&graph);
        let drawn = sources(600, Some(200));
        assert_eq!(drawn, sources(600, Some(200)));
        assert!(drawn.len() == 200 && drawn.windows(2).all(|w| w[0] < w[1]));
        let near = from_sources(&graph, &drawn);
        let most = exact.iter().cloned().fold(0.0, f64::max);
        let worst = exact.iter().zip(&near).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(worst < most / 20.0, "{worst} of {most}");
        assert_eq!((sampled(EXACT), sampled(EXACT + 1)), (None, Some(SOURCES)));
    }
}
