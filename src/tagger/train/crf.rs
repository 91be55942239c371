//! Learning: gradient ascent on the likelihood of a linear-chain conditional
//! random field (Lafferty, McCallum and Pereira 2001), steps by AdaGrad
//! (Duchi, Hazan and Singer 2011) with one accumulator a row.

use super::data::{Data, Item};
use super::random::Random;
use crate::tagger::label::{B, CLASSES, CLOSED, E, I, LANES, O, S, USED, allowed};

pub(crate) type Weights = [f32; LANES];

/// Keeps probabilities off zero, so that no path dies out.
const FLOOR: f64 = 1e-30;

/// The weights while they are learnt.
pub(crate) struct Learner {
    /// First row of each pattern.
    pub(crate) first: Vec<u32>,
    pub(crate) rows: Vec<Weights>,
    seen: Vec<f32>,
    /// What rows differ by under other guidelines.
    foreign: Vec<Weights>,
    foreign_seen: Vec<f32>,
    /// Rows that may have weights; pruning clears them.
    pub(crate) live: Vec<bool>,
    pub(crate) trans: [Weights; LANES],
    trans_seen: f32,
    rate: f32,
    /// Soft threshold of weights, as a share of each step.
    l1: f32,
    /// The share of patterns left out at random in each look at a sentence.
    dropout: f32,
}

/// Buffers of one sentence.
#[derive(Default)]
pub(crate) struct Lattice {
    scores: Vec<Weights>,
    potential: Vec<[f64; LANES]>,
    forward: Vec<[f64; LANES]>,
    backward: Vec<[f64; LANES]>,
    gradient: Vec<Weights>,
    kept: Vec<bool>,
}

impl Learner {
    pub(crate) fn new(data: &Data, rate: f32, l1: f32, dropout: f32) -> Learner {
        let mut first = Vec::with_capacity(data.patterns.len());
        let mut total = 0u32;
        for p in &data.patterns {
            first.push(total);
            total += u32::from(p.slots);
        }
        let rows = vec![[0.0; LANES]; total as usize];
        let other = if data.items.iter().any(|i| i.foreign) { rows.len() } else { 0 };
        Learner {
            first,
            seen: vec![0.0; rows.len()],
            foreign: vec![[0.0; LANES]; other],
            foreign_seen: vec![0.0; other],
            live: vec![true; rows.len()],
            rows,
            trans: [[0.0; LANES]; LANES],
            trans_seen: 0.0,
            rate,
            l1,
            dropout,
        }
    }

    /// One step on `item`; gives its negative log likelihood before.
    pub(crate) fn learn(&mut self, item: &Item, lattice: &mut Lattice, random: &mut Random) -> f64 {
        lattice.kept.clear();
        let dropout = self.dropout;
        lattice.kept.extend(item.found.iter().map(|_| dropout == 0.0 || random.unit() >= dropout));
        self.score(item, lattice);
        let loss = self.marginals(item, lattice);
        self.update_trans(item, lattice);
        self.update_rows(item, lattice);
        loss
    }

    fn score(&self, item: &Item, lattice: &mut Lattice) {
        let n = item.gold.len();
        let scale = 1.0 / (1.0 - self.dropout);
        lattice.scores.clear();
        lattice.scores.resize(n, [0.0; LANES]);
        for (&(id, place), _) in item.found.iter().zip(&lattice.kept).filter(|(_, k)| **k) {
            let first = self.first[id as usize] as usize;
            place.targets(&item.pieces, n, |slot, to| {
                for (s, w) in lattice.scores[to].iter_mut().zip(&self.rows[first + slot]) {
                    *s += scale * w;
                }
                if item.foreign {
                    for (s, w) in lattice.scores[to].iter_mut().zip(&self.foreign[first + slot]) {
                        *s += scale * w;
                    }
                }
            });
        }
    }

    /// Forward and backward passes; the gradient of the scores.
    fn marginals(&self, item: &Item, lattice: &mut Lattice) -> f64 {
        let n = item.gold.len();
        let trans = exp_trans(&self.trans);
        let mut log_z = 0.0;
        lattice.potential.clear();
        for score in &lattice.scores {
            let top = USED.iter().map(|&l| score[l]).fold(f32::MIN, f32::max);
            let mut p = [0.0; LANES];
            for l in USED {
                p[l] = f64::from(score[l] - top).exp().max(FLOOR);
            }
            log_z += f64::from(top);
            lattice.potential.push(p);
        }
        lattice.forward.clear();
        let mut last = [0.0; LANES];
        last[O] = 1.0;
        for p in &lattice.potential {
            let mut next = ahead(&last, &trans);
            let mut sum = 0.0;
            for l in USED {
                next[l] *= p[l];
                sum += next[l];
            }
            next.iter_mut().for_each(|v| *v /= sum);
            log_z += sum.ln();
            lattice.forward.push(next);
            last = next;
        }
        let end: f64 = CLOSED.iter().map(|&l| last[l]).sum::<f64>().max(FLOOR);
        log_z += end.ln();
        let mut next = [0.0; LANES];
        CLOSED.iter().for_each(|&l| next[l] = 1.0);
        lattice.backward.clear();
        lattice.backward.resize(n, [0.0; LANES]);
        for t in (0..n).rev() {
            lattice.backward[t] = next;
            for l in USED {
                next[l] *= lattice.potential[t][l];
            }
            next = behind(&next, &trans);
            let sum: f64 = next.iter().sum::<f64>().max(FLOOR);
            next.iter_mut().for_each(|v| *v /= sum);
        }
        lattice.gradient.clear();
        let mut gold_score = 0.0;
        let mut from = O;
        for t in 0..n {
            let gold = item.gold[t] as usize;
            let (f, b) = (&lattice.forward[t], &lattice.backward[t]);
            let sum: f64 = USED.iter().map(|&l| f[l] * b[l]).sum::<f64>().max(FLOOR);
            let mut g = [0.0; LANES];
            for l in USED {
                g[l] = -(f[l] * b[l] / sum) as f32;
            }
            g[gold] += 1.0;
            lattice.gradient.push(g);
            gold_score += f64::from(lattice.scores[t][gold]) + f64::from(self.trans[from][gold]);
            from = gold;
        }
        log_z - gold_score
    }

    fn update_trans(&mut self, item: &Item, lattice: &Lattice) {
        let trans = exp_trans(&self.trans);
        let mut gradient = [[0.0f32; LANES]; LANES];
        let mut start = [0.0; LANES];
        start[O] = 1.0;
        let mut gold_from = O;
        for t in 0..item.gold.len() {
            let from = if t == 0 { &start } else { &lattice.forward[t - 1] };
            let mut out = [0.0; LANES];
            for l in USED {
                out[l] = lattice.potential[t][l] * lattice.backward[t][l];
            }
            let mut pair = [[0.0; LANES]; LANES];
            let mut sum = 0.0;
            each_pair(|a, b| {
                pair[a][b] = from[a] * trans[a][b] * out[b];
                sum += pair[a][b];
            });
            let sum = f64::max(sum, FLOOR);
            each_pair(|a, b| gradient[a][b] -= (pair[a][b] / sum) as f32);
            let gold = item.gold[t] as usize;
            gradient[gold_from][gold] += 1.0;
            gold_from = gold;
        }
        let norm: f32 = gradient.iter().flatten().map(|g| g * g).sum();
        self.trans_seen += norm;
        let rate = self.rate / (self.trans_seen + 1.0).sqrt();
        each_pair(|a, b| self.trans[a][b] += rate * gradient[a][b]);
    }

    fn update_rows(&mut self, item: &Item, lattice: &Lattice) {
        let n = item.gold.len();
        let norms: Vec<f32> = lattice.gradient.iter().map(|g| g.iter().map(|x| x * x).sum()).collect();
        for (&(id, place), _) in item.found.iter().zip(&lattice.kept).filter(|(_, k)| **k) {
            let first = self.first[id as usize] as usize;
            place.targets(&item.pieces, n, |slot, to| {
                let row = first + slot;
                if norms[to] < 1e-5 || !self.live[row] {
                    return;
                }
                let step =
                    Step { rate: self.rate, l1: self.l1, norm: norms[to], gradient: &lattice.gradient[to] };
                step.take(&mut self.rows[row], &mut self.seen[row]);
                if item.foreign {
                    step.take(&mut self.foreign[row], &mut self.foreign_seen[row]);
                }
            });
        }
    }
}

struct Step<'a> {
    rate: f32,
    l1: f32,
    norm: f32,
    gradient: &'a Weights,
}

impl Step<'_> {
    #[inline(always)]
    fn take(&self, row: &mut Weights, seen: &mut f32) {
        *seen += self.norm;
        let rate = self.rate / (*seen + 0.1).sqrt();
        let shrink = rate * self.l1;
        for (w, g) in row.iter_mut().zip(self.gradient) {
            let v = *w + rate * g;
            *w = if v > shrink {
                v - shrink
            } else if v < -shrink {
                v + shrink
            } else {
                0.0
            };
        }
    }
}

fn exp_trans(trans: &[Weights; LANES]) -> [[f64; LANES]; LANES] {
    let mut out = [[0.0; LANES]; LANES];
    each_pair(|a, b| out[a][b] = f64::from(trans[a][b]).exp());
    out
}

/// Every pair of labels that may follow one another.
fn each_pair(mut f: impl FnMut(usize, usize)) {
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

fn ahead(last: &[f64; LANES], trans: &[[f64; LANES]; LANES]) -> [f64; LANES] {
    let mut out = [0.0; LANES];
    each_pair(|a, b| out[b] += last[a] * trans[a][b]);
    out
}

fn behind(next: &[f64; LANES], trans: &[[f64; LANES]; LANES]) -> [f64; LANES] {
    let mut out = [0.0; LANES];
    each_pair(|a, b| out[a] += next[b] * trans[a][b]);
    out
}
