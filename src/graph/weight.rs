//! How strong an edge is, from counts alone.
//!
//! With `n` units of the chosen scope, `a` and `b` of them naming the ends and
//! `ab` naming both:
//!
//! | weight | formula | source |
//! |---|---|---|
//! | count | `ab` | |
//! | Jaccard | `ab / (a + b − ab)` | Jaccard 1901 |
//! | NPMI | `ln(ab·n / (a·b)) / −ln(ab / n)`, in −1..1 | Bouma 2009 |
//! | log-likelihood | `2 Σ o·ln(o / e)` over the 2×2 table, signed | Dunning 1993 |
//!
//! An edge with no count in the scope has weight 0.

use super::{CoGraph, Edge, Node, Scope};
use serde::{Deserialize, Serialize};

/// A measure of association.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Weight {
    /// Units that name both.
    #[default]
    Count,
    /// Normalised pointwise mutual information.
    Npmi,
    /// Dunning's log-likelihood ratio, negative when the two avoid each other.
    LogLikelihood,
    /// Share of the units naming either that name both.
    Jaccard,
}

impl Weight {
    /// The name in files, `npmi`.
    pub fn as_str(self) -> &'static str {
        match self {
            Weight::Count => "count",
            Weight::Npmi => "npmi",
            Weight::LogLikelihood => "log-likelihood",
            Weight::Jaccard => "jaccard",
        }
    }
}

/// A weight and the scope whose counts it is made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Weighting {
    /// The measure of association.
    pub weight: Weight,
    /// Where two entities must stand together.
    pub scope: Scope,
}

impl CoGraph {
    /// Chooses the weights that edges are read and exported with.
    pub fn weigh_by(&mut self, weight: Weight, scope: Scope) {
        self.weighting = Weighting { weight, scope };
    }

    /// The weights that edges are read and exported with.
    pub fn weighting(&self) -> Weighting {
        self.weighting
    }

    /// The weight of the edge between the nodes with these keys.
    pub fn weight_of(&self, a: &str, b: &str) -> Option<f64> {
        Some(self.weight_between(self.node(a)?, self.node(b)?, self.edge(a, b)?))
    }

    pub(super) fn weight_between(&self, a: &Node, b: &Node, edge: &Edge) -> f64 {
        let Weighting { weight, scope } = self.weighting;
        let table = Table {
            both: edge.counts.get(scope).into(),
            a: a.counts.get(scope).into(),
            b: b.counts.get(scope).into(),
            n: self.totals.get(scope).into(),
        };
        table.weigh(weight)
    }
}

/// Units naming both, either and all of them.
struct Table {
    both: f64,
    a: f64,
    b: f64,
    n: f64,
}

impl Table {
    fn weigh(&self, weight: Weight) -> f64 {
        if self.both == 0.0 {
            return 0.0;
        }
        match weight {
            Weight::Count => self.both,
            Weight::Jaccard => self.both / (self.a + self.b - self.both),
            Weight::Npmi => self.npmi(),
            Weight::LogLikelihood => self.log_likelihood(),
        }
    }

    fn npmi(&self) -> f64 {
        if self.both >= self.n {
            return 1.0; // the limit: both stand in every unit
        }
        let pmi = (self.both * self.n / (self.a * self.b)).ln();
        pmi / -(self.both / self.n).ln()
    }

    fn log_likelihood(&self) -> f64 {
        let Table { both, a, b, n } = *self;
        let cell = |o: f64, row: f64, col: f64| if o > 0.0 { o * (o * n / (row * col)).ln() } else { 0.0 };
        let sum = cell(both, a, b)
            + cell(a - both, a, n - b)
            + cell(b - both, n - a, b)
            + cell(n - a - b + both, n - a, n - b);
        let sign = if both * n < a * b { -1.0 } else { 1.0 };
        // Rounding can leave a tiny negative sum where the two are independent.
        sign * (2.0 * sum).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(weight: Weight, both: f64, a: f64, b: f64, n: f64) -> f64 {
        Table { both, a, b, n }.weigh(weight)
    }

    #[test]
    fn weights_follow_their_formulas() {
        let near = |x: f64, y: f64| assert!((x - y).abs() < 1e-9, "{x} is not {y}");
        near(weigh(Weight::Count, 3.0, 5.0, 4.0, 100.0), 3.0);
        near(weigh(Weight::Jaccard, 3.0, 5.0, 4.0, 100.0), 0.5);
        // ln(3·100/20) / −ln 0.03
        near(weigh(Weight::Npmi, 3.0, 5.0, 4.0, 100.0), 15f64.ln() / -(0.03f64).ln());
        near(weigh(Weight::Npmi, 4.0, 4.0, 4.0, 100.0), 1.0);
        near(weigh(Weight::Npmi, 2.0, 10.0, 20.0, 100.0), 0.0);
        near(weigh(Weight::LogLikelihood, 2.0, 10.0, 20.0, 100.0), 0.0);
        // Dunning's table 110, 2442, 111, 29114 has −2 log λ = 270.72.
        let g = weigh(Weight::LogLikelihood, 110.0, 2552.0, 221.0, 31777.0);
        assert!((g - 270.72).abs() < 0.01, "{g}");
        assert!(weigh(Weight::LogLikelihood, 1.0, 50.0, 50.0, 100.0) < 0.0);
    }

    #[test]
    fn no_count_is_no_weight() {
        for w in [Weight::Count, Weight::Npmi, Weight::LogLikelihood, Weight::Jaccard] {
            assert_eq!(weigh(w, 0.0, 5.0, 4.0, 100.0), 0.0);
        }
        assert_eq!(weigh(Weight::Npmi, 7.0, 7.0, 7.0, 7.0), 1.0);
    }
}
