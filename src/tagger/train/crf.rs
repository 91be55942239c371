//! Learning: gradient ascent on the likelihood of a linear-chain conditional
//! random field (Lafferty, McCallum and Pereira 2001), steps by AdaGrad
//! (Duchi, Hazan and Singer 2011) with one accumulator a row.

use super::data::{Data, Item};
use super::lattice::{Lattice, each_pair};
use super::random::Random;
use crate::tagger::label::LANES;

pub(crate) type Weights = [f32; LANES];

/// The weights while they are learnt.
pub(crate) struct Learner {
    /// First row of each pattern.
    pub(crate) first: Vec<u32>,
    pub(crate) rows: Vec<Weights>,
    seen: Vec<f32>,
    /// What rows differ by under other guidelines.
    foreign: Vec<Weights>,
    foreign_seen: Vec<f32>,
    /// Sums of rows at the ends of epochs, and how many were summed.
    mean: Vec<Weights>,
    summed: f32,
    /// Rows that may have weights; pruning clears them.
    pub(crate) live: Vec<bool>,
    pub(crate) trans: [Weights; LANES],
    trans_seen: f32,
    rate: f32,
    /// For each pattern, how likely it is left out of a look at a sentence.
    dropout: Vec<f32>,
    /// For each pattern of the sentence, what its weights count for; 0 if it
    /// is left out.
    kept: Vec<f32>,
}

/// How likely a pattern is hidden: rare ones more, so that names once seen
/// are not learnt by heart at the cost of what they have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropout {
    /// For the most frequent patterns.
    pub(crate) base: f32,
    /// Added for a pattern seen once; falls with the root of the count.
    pub(crate) rare: f32,
}

impl Dropout {
    fn of(self, count: u32) -> f32 {
        (self.base + self.rare / (count as f32).sqrt()).min(0.9)
    }
}

impl Learner {
    pub(crate) fn new(data: &Data<'_>, rate: f32, dropout: Dropout) -> Learner {
        let mut first = Vec::with_capacity(data.patterns.len());
        let mut total = 0u32;
        for p in &data.patterns {
            first.push(total);
            total += u32::from(p.slots);
        }
        let rows = vec![[0.0; LANES]; total as usize];
        let other = if data.has_foreign() { rows.len() } else { 0 };
        Learner {
            first,
            seen: vec![0.0; rows.len()],
            foreign: vec![[0.0; LANES]; other],
            foreign_seen: vec![0.0; other],
            mean: vec![[0.0; LANES]; rows.len()],
            summed: 0.0,
            live: vec![true; rows.len()],
            rows,
            trans: [[0.0; LANES]; LANES],
            trans_seen: 0.0,
            rate,
            dropout: data.patterns.iter().map(|p| dropout.of(p.count)).collect(),
            kept: Vec::new(),
        }
    }

    /// One step on `item`; gives its negative log likelihood before.
    pub(crate) fn learn(&mut self, item: &Item, lattice: &mut Lattice, random: &mut Random) -> f64 {
        self.kept.clear();
        self.kept.extend(item.found.iter().map(|&(id, _)| {
            let p = self.dropout[id as usize];
            if random.unit() < p { 0.0 } else { 1.0 / (1.0 - p) }
        }));
        self.score(item, lattice);
        let loss = lattice.run(&item.gold, &self.trans);
        self.update_trans(item, lattice);
        self.update_rows(item, lattice);
        loss
    }

    /// Takes the rows as they stand into the mean.
    pub(crate) fn remember(&mut self) {
        for (m, row) in self.mean.iter_mut().zip(&self.rows) {
            m.iter_mut().zip(row).for_each(|(m, w)| *m += w);
        }
        self.summed += 1.0;
    }

    /// Puts the mean of what was remembered in the place of the rows: it
    /// errs less than any one of them (Polyak and Juditsky 1992).
    pub(crate) fn settle(&mut self) {
        let share = 1.0 / self.summed.max(1.0);
        for (m, row) in self.mean.iter_mut().zip(&mut self.rows) {
            *row = m.map(|w| w * share);
            *m = [0.0; LANES];
        }
        self.summed = 0.0;
    }

    fn score(&self, item: &Item, lattice: &mut Lattice) {
        let n = item.gold.len();
        lattice.scores.clear();
        lattice.scores.resize(n, [0.0; LANES]);
        for (&(id, place), &scale) in item.found.iter().zip(&self.kept).filter(|(_, k)| **k > 0.0) {
            let first = self.first[id as usize] as usize;
            place.targets(n, |slot, to| {
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

    fn update_trans(&mut self, item: &Item, lattice: &Lattice) {
        let gradient = lattice.pair_gradient(&item.gold, &self.trans);
        let norm: f32 = gradient.iter().flatten().map(|g| g * g).sum();
        self.trans_seen += norm;
        let rate = self.rate / (self.trans_seen + 1.0).sqrt();
        each_pair(|a, b| self.trans[a][b] += rate * gradient[a][b]);
    }

    fn update_rows(&mut self, item: &Item, lattice: &Lattice) {
        let n = item.gold.len();
        let norms: Vec<f32> = lattice.gradient.iter().map(|g| g.iter().map(|x| x * x).sum()).collect();
        for (&(id, place), _) in item.found.iter().zip(&self.kept).filter(|(_, k)| **k > 0.0) {
            let first = self.first[id as usize] as usize;
            place.targets(n, |slot, to| {
                let row = first + slot;
                if norms[to] < 1e-5 || !self.live[row] {
                    return;
                }
                let step = Step { rate: self.rate, norm: norms[to], gradient: &lattice.gradient[to] };
                step.take(&mut self.rows[row], &mut self.seen[row]);
                if item.foreign {
                    step.take(&mut self.foreign[row], &mut self.foreign_seen[row]);
                }
            });
        }
    }
}

/// One step of the weights of a character.
struct Step<'a> {
    rate: f32,
    norm: f32,
    gradient: &'a Weights,
}

impl Step<'_> {
    #[inline(always)]
    fn take(&self, row: &mut Weights, seen: &mut f32) {
        *seen += self.norm;
        let rate = self.rate / (*seen + 0.1).sqrt();
        for (w, g) in row.iter_mut().zip(self.gradient) {
            *w += rate * g;
        }
    }
}
