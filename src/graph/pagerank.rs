//! Weighted PageRank by power iteration.
//!
//! A walker at a node follows an edge with a chance in proportion to its
//! weight, or with chance 0.15 (always, from a node without edges) jumps to
//! any node. Source: Page, Brin, Motwani and Winograd 1999.

use petgraph::graph::UnGraph;

const DAMPING: f64 = 0.85;
const ROUNDS: usize = 1000;
/// Mean change of a node's rank below which no further round is made.
const TOLERANCE: f64 = 1e-12;

pub(super) fn pagerank(graph: &UnGraph<(), f64>) -> Vec<f64> {
    let n = graph.node_count();
    let mut strength = vec![0.0; n];
    for e in graph.raw_edges() {
        strength[e.source().index()] += e.weight;
        strength[e.target().index()] += e.weight;
    }
    let mut rank = vec![1.0 / n as f64; n];
    for _ in 0..ROUNDS {
        let next = step(graph, &strength, &rank);
        let change: f64 = next.iter().zip(&rank).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if change < TOLERANCE * n as f64 {
            break;
        }
    }
    rank
}

fn step(graph: &UnGraph<(), f64>, strength: &[f64], rank: &[f64]) -> Vec<f64> {
    let n = rank.len() as f64;
    let stuck: f64 = rank.iter().zip(strength).filter(|(_, s)| **s == 0.0).map(|(r, _)| r).sum();
    let mut next = vec![(1.0 - DAMPING + DAMPING * stuck) / n; rank.len()];
    for e in graph.raw_edges().iter().filter(|e| e.weight > 0.0) {
        let (a, b) = (e.source().index(), e.target().index());
        next[b] += DAMPING * rank[a] * e.weight / strength[a];
        next[a] += DAMPING * rank[b] * e.weight / strength[b];
    }
    next
}
