//! The disparity filter: the edges that a node's weights cannot explain by
//! chance.
//!
//! For an edge of weight `w` at a node of degree `k` and strength `s`, the
//! chance that a random split of `s` over `k` edges gives one at least as
//! heavy is `α = (1 − w/s)^(k−1)`. An edge is kept when `α` is below the level
//! at one end at least. A node of degree 1 says nothing about its edge.
//!
//! Source: Serrano, Boguñá and Vespignani 2009, "Extracting the multiscale
//! backbone of complex weighted networks", PNAS 106(16).

use super::CoGraph;

impl CoGraph {
    /// The backbone at significance level `alpha` (0.05 is usual) under the
    /// graph's weighting. Edges of weight 0 or less count as absent.
    pub fn backbone(&self, alpha: f64) -> CoGraph {
        let ordered = self.ordered();
        let mut degree = vec![0u32; ordered.node_count()];
        let mut strength = vec![0f64; ordered.node_count()];
        for e in ordered.edges().filter(|e| e.weight > 0.0) {
            for end in [e.from, e.to] {
                degree[end] += 1;
                strength[end] += e.weight;
            }
        }
        let chance = |w: f64, end: usize| match degree[end] {
            0 | 1 => 1.0,
            k => (1.0 - w / strength[end]).powi(k as i32 - 1),
        };
        let keep = |w: f64, a: usize, b: usize| w > 0.0 && chance(w, a).min(chance(w, b)) < alpha;
        self.keep_edges(|e| keep(e.weight, e.from, e.to), true)
    }
}
