//! All labellings of one sentence at once: the forward and backward sums of
//! a linear-chain conditional random field, scaled at each character so that
//! they neither vanish nor overflow.

use super::crf::Weights;
use crate::tagger::label::{B, CLASSES, CLOSED, E, I, LANES, O, S, USED, allowed};

/// Keeps probabilities off zero, so that no path dies out.
const FLOOR: f64 = 1e-30;

type Sums = [f64; LANES];
/// `exp` of the weights between labels.
pub(crate) type Factors = [Sums; LANES];

/// Buffers of one sentence.
#[derive(Default)]
pub(crate) struct Lattice {
    /// Of each character for each label.
    pub(crate) scores: Vec<Weights>,
    /// What learning would add to the scores: 1 for the gold label, less the
    /// probability of each.
    pub(crate) gradient: Vec<Weights>,
    potential: Vec<Sums>,
    forward: Vec<Sums>,
    backward: Vec<Sums>,
}

impl Lattice {
    /// Reads `scores` and fills `gradient`; gives the negative log likelihood
    /// of `gold`.
    pub(crate) fn run(&mut self, gold: &[u8], trans: &[Weights; LANES]) -> f64 {
        let factors = factors(trans);
        let log_z = self.potentials() + self.forward(&factors);
        self.backward(&factors);
        self.gradients(gold);
        log_z - self.score_of(gold, trans)
    }

    fn potentials(&mut self) -> f64 {
        self.potential.clear();
        let mut scale = 0.0;
        for score in &self.scores {
            let top = USED.iter().map(|&l| score[l]).fold(f32::MIN, f32::max);
            let mut p = [0.0; LANES];
            for l in USED {
                p[l] = f64::from(score[l] - top).exp().max(FLOOR);
            }
            scale += f64::from(top);
            self.potential.push(p);
        }
        scale
    }

    fn forward(&mut self, factors: &Factors) -> f64 {
        self.forward.clear();
        let mut scale = 0.0;
        let mut last = start();
        for p in &self.potential {
            let mut next = [0.0; LANES];
            each_pair(|a, b| next[b] += last[a] * factors[a][b]);
            USED.iter().for_each(|&l| next[l] *= p[l]);
            scale += normalise(&mut next).ln();
            self.forward.push(next);
            last = next;
        }
        scale + CLOSED.iter().map(|&l| last[l]).sum::<f64>().max(FLOOR).ln()
    }

    fn backward(&mut self, factors: &Factors) {
        self.backward.clear();
        self.backward.resize(self.potential.len(), [0.0; LANES]);
        let mut next = [0.0; LANES];
        CLOSED.iter().for_each(|&l| next[l] = 1.0);
        for t in (0..self.potential.len()).rev() {
            self.backward[t] = next;
            USED.iter().for_each(|&l| next[l] *= self.potential[t][l]);
            let mut before = [0.0; LANES];
            each_pair(|a, b| before[a] += next[b] * factors[a][b]);
            normalise(&mut before);
            next = before;
        }
    }

    fn gradients(&mut self, gold: &[u8]) {
        self.gradient.clear();
        for ((f, b), &gold) in self.forward.iter().zip(&self.backward).zip(gold) {
            let sum: f64 = USED.iter().map(|&l| f[l] * b[l]).sum::<f64>().max(FLOOR);
            let mut g = [0.0; LANES];
            USED.iter().for_each(|&l| g[l] = -(f[l] * b[l] / sum) as f32);
            g[gold as usize] += 1.0;
            self.gradient.push(g);
        }
    }

    fn score_of(&self, gold: &[u8], trans: &[Weights; LANES]) -> f64 {
        let before = std::iter::once(O as u8).chain(gold.iter().copied());
        let pairs = before.zip(gold).map(|(a, &b)| f64::from(trans[a as usize][b as usize]));
        let own = self.scores.iter().zip(gold).map(|(s, &l)| f64::from(s[l as usize]));
        own.zip(pairs).map(|(s, t)| s + t).sum()
    }

    /// What learning would add to the weights between labels.
    pub(crate) fn pair_gradient(&self, gold: &[u8], trans: &[Weights; LANES]) -> [Weights; LANES] {
        let factors = factors(trans);
        let mut gradient = [[0.0f32; LANES]; LANES];
        let mut from = start();
        let mut gold_from = O;
        for (t, &gold) in gold.iter().enumerate() {
            let mut out = [0.0; LANES];
            USED.iter().for_each(|&l| out[l] = self.potential[t][l] * self.backward[t][l]);
            let mut pair = [[0.0; LANES]; LANES];
            let mut sum = 0.0;
            each_pair(|a, b| {
                pair[a][b] = from[a] * factors[a][b] * out[b];
                sum += pair[a][b];
            });
            let sum = f64::max(sum, FLOOR);
            each_pair(|a, b| gradient[a][b] -= (pair[a][b] / sum) as f32);
            gradient[gold_from][gold as usize] += 1.0;
            gold_from = gold as usize;
            from = self.forward[t];
        }
        gradient
    }
}

/// Before the first character stands what is outside of names.
fn start() -> Sums {
    let mut start = [0.0; LANES];
    start[O] = 1.0;
    start
}

fn normalise(sums: &mut Sums) -> f64 {
    let sum = sums.iter().sum::<f64>().max(FLOOR);
    sums.iter_mut().for_each(|v| *v /= sum);
    sum
}

fn factors(trans: &[Weights; LANES]) -> Factors {
    let mut out = [[0.0; LANES]; LANES];
    each_pair(|a, b| out[a][b] = f64::from(trans[a][b]).exp());
    out
}

/// Every pair of labels that may follow one another.
pub(crate) fn each_pair(mut f: impl FnMut(usize, usize)) {
    for a in CLOSED {
        for b in [O, B, B + 1, B + 2, S, S + 1, S + 2] {
            debug_assert!(allowed(a, b));
            f(a, b);
        }
    }
    for k in 0..CLASSES {
        for a in [B + k, I + k] {
            f(a, I + k);
            f(a, E + k);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(gold: &[u8]) -> (f64, Lattice) {
        let mut lattice = Lattice { scores: vec![[0.0; LANES]; gold.len()], ..Lattice::default() };
        let loss = lattice.run(gold, &[[0.0; LANES]; LANES]);
        (loss, lattice)
    }

    #[test]
    fn without_weights_all_labellings_are_alike() {
        // One character: O or one of three S. Two: 4 × 4, and B E of each class.
        assert!((run(&[O as u8]).0 - 4f64.ln()).abs() < 1e-9);
        assert!((run(&[B as u8, E as u8]).0 - 19f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn gradients_sum_to_zero() {
        let gold = [O as u8, B as u8, I as u8, E as u8, S as u8 + 2];
        let (_, lattice) = run(&gold);
        for g in &lattice.gradient {
            assert!(g.iter().sum::<f32>().abs() < 1e-5);
        }
        let pairs = lattice.pair_gradient(&gold, &[[0.0; LANES]; LANES]);
        assert!(pairs.iter().flatten().sum::<f32>().abs() < 1e-5);
    }
}
