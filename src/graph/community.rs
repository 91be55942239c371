//! Communities by the Leiden algorithm, on weighted modularity.
//!
//! Rounds of three steps: nodes move to the neighbouring community that raises
//! modularity most, until none does; each community is refined into connected
//! parts; the parts become the nodes of the next, smaller graph. The published
//! algorithm draws the part a node joins by chance; here it is the best one,
//! and chance enters by the order of the nodes, drawn from fixed seeds: of
//! several runs the best is kept, and the same graph always gives the same
//! communities.
//!
//! Source: Traag, Waltman and van Eck 2019, "From Louvain to Leiden:
//! guaranteeing well-connected communities", Scientific Reports 9, 5233.

use petgraph::graph::UnGraph;
use std::collections::VecDeque;

/// Gains below this are rounding.
const EPSILON: f64 = 1e-12;

/// Edges walked over all runs, about: a large graph is run once, a small one
/// up to [`RUNS`] times.
const BUDGET: usize = 4_000_000;
/// Most runs, each from another order of the nodes; the best is kept.
const RUNS: usize = 32;

/// The label of each node's community.
pub(super) fn communities(graph: &UnGraph<(), f64>) -> Vec<u32> {
    let runs = (BUDGET / graph.edge_count().max(1)).clamp(1, RUNS);
    let quality = |label: &[u32]| {
        let label: Vec<f64> = label.iter().map(|&c| f64::from(c)).collect();
        let edges = graph.raw_edges().iter();
        modularity(edges.map(|e| (e.source().index(), e.target().index(), e.weight)), &label)
    };
    let mut best = (f64::NEG_INFINITY, Vec::new());
    for seed in 0..runs as u64 {
        let mut label: Vec<u32> = (0..graph.node_count() as u32).collect();
        let mut found = f64::NEG_INFINITY;
        // A run from the communities found before can only better them.
        loop {
            let next = leiden(graph, label, seed);
            let q = quality(&next);
            label = next;
            if q <= found + EPSILON {
                break;
            }
            found = q;
        }
        if found > best.0 + EPSILON || best.1.is_empty() {
            best = (found, label);
        }
    }
    best.1
}

/// One run of the algorithm, from the communities `label`.
fn leiden(graph: &UnGraph<(), f64>, label: Vec<u32>, seed: u64) -> Vec<u32> {
    let mut level = Level::of(graph);
    let mut node: Vec<u32> = (0..level.len() as u32).collect(); // the level's node that each node is in
    let mut label = compact(&label);
    loop {
        let order = shuffled(level.len(), seed);
        level.move_nodes(&mut label, &order);
        let parts = level.refine(&label, &order);
        if count(&parts) == level.len() {
            return node.iter().map(|&n| label[n as usize]).collect();
        }
        let (next, number) = level.aggregate(&parts);
        let mut next_label = vec![0; next.len()];
        for (n, &part) in number.iter().enumerate() {
            next_label[part as usize] = label[n];
        }
        node.iter_mut().for_each(|n| *n = number[*n as usize]);
        // Labels of the smaller graph are numbers of its nodes.
        label = compact(&next_label);
        level = next;
    }
}

/// The numbers below `n` in an order that `seed` alone decides; as they are
/// for seed 0.
fn shuffled(n: usize, seed: u64) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut state = seed;
    for i in (1..n).rev().filter(|_| seed > 0) {
        // Knuth's MMIX generator; its high bits are the random ones.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        order.swap(i, (state >> 33) as usize % (i + 1));
    }
    order
}

/// The modularity of a division of weighted edges `(a, b, weight)`:
/// `Σ_c w_c/m − (s_c/2m)²`, where `w_c` is the weight inside community `c` and
/// `s_c` the strength of its nodes. 0 for a graph without weight.
///
/// Source: Newman 2004, "Analysis of weighted networks".
pub fn modularity(edges: impl IntoIterator<Item = (usize, usize, f64)>, community: &[f64]) -> f64 {
    let mut inside = std::collections::BTreeMap::<u64, f64>::new();
    let mut strength = std::collections::BTreeMap::<u64, f64>::new();
    let mut total = 0.0;
    for (a, b, w) in edges {
        let (ca, cb) = (community[a].to_bits(), community[b].to_bits());
        total += w;
        *strength.entry(ca).or_default() += w;
        *strength.entry(cb).or_default() += w;
        if ca == cb {
            *inside.entry(ca).or_default() += w;
        }
    }
    if total == 0.0 {
        return 0.0;
    }
    let within: f64 = inside.values().map(|w| w / total).sum();
    within - strength.values().map(|s| (s / (2.0 * total)).powi(2)).sum::<f64>()
}

/// A graph as the algorithm walks it: neighbours in rows.
struct Level {
    row: Vec<usize>,
    neighbour: Vec<(u32, f64)>,
    /// Sum of the weights at a node, what lies inside it counted twice.
    strength: Vec<f64>,
    /// Sum of all strengths.
    total: f64,
}

impl Level {
    fn of(graph: &UnGraph<(), f64>) -> Level {
        let edges = graph.raw_edges().iter();
        let edges = edges.map(|e| (e.source().index() as u32, e.target().index() as u32, e.weight));
        let mut strength = vec![0.0; graph.node_count()];
        for (a, b, w) in edges.clone() {
            strength[a as usize] += w;
            strength[b as usize] += w;
        }
        Level::new(strength, edges.filter(|e| e.0 != e.1 && e.2 > 0.0))
    }

    fn new(strength: Vec<f64>, edges: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Level {
        let mut row = vec![0usize; strength.len() + 1];
        for (a, b, _) in edges.clone() {
            row[a as usize + 1] += 1;
            row[b as usize + 1] += 1;
        }
        for i in 1..row.len() {
            row[i] += row[i - 1];
        }
        let mut at = row.clone();
        let mut neighbour = vec![(0, 0.0); row[strength.len()]];
        for (a, b, w) in edges {
            for (from, to) in [(a, b), (b, a)] {
                neighbour[at[from as usize]] = (to, w);
                at[from as usize] += 1;
            }
        }
        let total = strength.iter().sum();
        Level { row, neighbour, strength, total }
    }

    fn len(&self) -> usize {
        self.strength.len()
    }

    fn neighbours(&self, n: usize) -> &[(u32, f64)] {
        &self.neighbour[self.row[n]..self.row[n + 1]]
    }

    /// Moves nodes until no single move raises modularity.
    fn move_nodes(&self, label: &mut [u32], order: &[u32]) {
        let mut weight = self.community_strength(label);
        let mut size = vec![0u32; self.len()];
        label.iter().for_each(|&c| size[c as usize] += 1);
        let mut free = 0;
        let mut links = Links::new(self.len());
        let mut queue: VecDeque<u32> = order.iter().copied().collect();
        let mut queued = vec![true; self.len()];
        while let Some(n) = queue.pop_front() {
            let n = n as usize;
            queued[n] = false;
            let from = label[n];
            weight[from as usize] -= self.strength[n];
            links.gather(self.neighbours(n).iter().map(|&(m, w)| (label[m as usize], w)));
            size[from as usize] -= 1;
            let to = self.best(n, from, &links, &weight).unwrap_or_else(|| unused(&size, &mut free));
            weight[to as usize] += self.strength[n];
            size[to as usize] += 1;
            if to == from {
                continue;
            }
            label[n] = to;
            for &(m, _) in self.neighbours(n) {
                if label[m as usize] != to && !std::mem::replace(&mut queued[m as usize], true) {
                    queue.push_back(m);
                }
            }
        }
    }

    /// The community that node `n`, taken out of `from`, is best put into;
    /// `None` when it is better off alone.
    fn best(&self, n: usize, from: u32, links: &Links, weight: &[f64]) -> Option<u32> {
        let gain = |c: u32| links.to(c) - self.strength[n] * weight[c as usize] / self.total;
        let mut best = (gain(from), from);
        for &c in &links.met {
            let g = gain(c);
            if g > best.0 + EPSILON {
                best = (g, c);
            }
        }
        // Alone, a node gains nothing and loses nothing.
        (best.0 >= -EPSILON).then_some(best.1)
    }

    /// Divides each community into well-connected parts.
    fn refine(&self, label: &[u32], order: &[u32]) -> Vec<u32> {
        let whole = self.community_strength(label);
        let mut part: Vec<u32> = (0..self.len() as u32).collect();
        let mut weight = self.strength.clone();
        // Weight from each part to the rest of its community.
        let mut outward: Vec<f64> = (0..self.len())
            .map(|n| {
                let inside = self.neighbours(n).iter().filter(|(m, _)| label[*m as usize] == label[n]);
                inside.map(|(_, w)| w).sum()
            })
            .collect();
        let mut alone = vec![true; self.len()];
        let mut links = Links::new(self.len());
        let held = |out: f64, own: f64, c: f64| out + EPSILON >= own * (c - own) / self.total;
        for n in order.iter().map(|&n| n as usize) {
            let community = whole[label[n] as usize];
            if !alone[n] || !held(outward[n], self.strength[n], community) {
                continue;
            }
            let inside = self.neighbours(n).iter().filter(|(m, _)| label[*m as usize] == label[n]);
            links.gather(inside.map(|&(m, w)| (part[m as usize], w)));
            let mut best = (0.0, part[n]);
            for &c in &links.met {
                let gain = links.to(c) - self.strength[n] * weight[c as usize] / self.total;
                if gain > best.0 + EPSILON && held(outward[c as usize], weight[c as usize], community) {
                    best = (gain, c);
                }
            }
            let to = best.1 as usize;
            if to == n {
                continue;
            }
            part[n] = best.1;
            (alone[n], alone[to]) = (false, false);
            outward[to] += outward[n] - 2.0 * links.to(best.1);
            weight[to] += self.strength[n];
            weight[n] = 0.0;
        }
        part
    }

    fn community_strength(&self, label: &[u32]) -> Vec<f64> {
        let mut sums = vec![0.0; self.len()];
        for (n, &c) in label.iter().enumerate() {
            sums[c as usize] += self.strength[n];
        }
        sums
    }

    /// The graph of the parts, and the number of each node's part in it.
    fn aggregate(&self, part: &[u32]) -> (Level, Vec<u32>) {
        let number = compact(part);
        let mut strength = vec![0.0; count(part)];
        let mut edges = Vec::new();
        for n in 0..self.len() {
            let a = number[n];
            strength[a as usize] += self.strength[n];
            let up = self.neighbours(n).iter().filter(|&&(m, _)| n < m as usize);
            let ends = up.map(|&(m, w)| (a.min(number[m as usize]), a.max(number[m as usize]), w));
            edges.extend(ends.filter(|e| e.0 != e.1));
        }
        edges.sort_by_key(|&(a, b, _)| (a, b));
        edges.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        (Level::new(strength, edges.into_iter()), number)
    }
}

/// Weight from one node to each community around it.
struct Links {
    weight: Vec<f64>,
    met: Vec<u32>,
}

impl Links {
    fn new(n: usize) -> Links {
        Links { weight: vec![0.0; n], met: Vec::new() }
    }

    fn gather(&mut self, links: impl Iterator<Item = (u32, f64)>) {
        for c in self.met.drain(..) {
            self.weight[c as usize] = 0.0;
        }
        for (c, w) in links {
            if self.weight[c as usize] == 0.0 {
                self.met.push(c);
            }
            self.weight[c as usize] += w;
        }
    }

    fn to(&self, c: u32) -> f64 {
        self.weight[c as usize]
    }
}

/// A label that no node has, looked for from where the last was found. There
/// always is one: a node was just taken out of its community, and there are as
/// many labels as nodes.
fn unused(size: &[u32], from: &mut usize) -> u32 {
    while size[*from] != 0 {
        *from = (*from + 1) % size.len();
    }
    *from as u32
}

/// Labels renumbered from 0 in the order they are met.
fn compact(labels: &[u32]) -> Vec<u32> {
    let mut number = rustc_hash::FxHashMap::default();
    labels
        .iter()
        .map(|&l| {
            let next = number.len() as u32;
            *number.entry(l).or_insert(next)
        })
        .collect()
}

fn count(labels: &[u32]) -> usize {
    labels.iter().collect::<rustc_hash::FxHashSet<_>>().len()
}
