//! The ways from label to label, and steps along them: all labels at once, in
//! vectors of sixteen bits.
//!
//! Written with explicit vectors, as left to itself the compiler takes the
//! backward step apart into single numbers, which costs four times as much.

use super::label::{B, CLASSES, CLOSED, E, I, LANES, O, S};
use super::model::Score;
use wide::i16x8;

/// The score of what cannot be; far below any real one.
pub(super) const NEVER: i16 = -16000;

/// How many lanes a vector has: the labels that open, those that continue.
const HALF: usize = LANES / 2;

/// A score as vectors.
pub(super) type Lanes = [i16x8; 2];

/// What the beginning of a name is worth beyond its weights, by class, in
/// weight steps. The likeliest path passes over names that are as likely as
/// not; the best F1 takes them.
const EAGER: [i16; CLASSES] = [12, 10, 15];

/// What it is worth to go from label to label.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ways {
    /// To the labels that open, from each of [`CLOSED`].
    open: [i16x8; CLOSED.len()],
    /// From `B` and from `I` to the labels of their class that continue.
    on: [i16x8; 2],
    /// The same with its halves, `I` and `E`, in the other order.
    across: [i16x8; 2],
    /// To each label, from those after which a name may begin; others are
    /// barred.
    back: [Lanes; LANES],
    /// To each label that continues, from `B` and from `I` of its class.
    held: [[i16; 2]; LANES],
    /// Bars all but `B` and `I`.
    bars: Lanes,
    /// Bars the lanes that are not in use.
    unused: Lanes,
}

impl Ways {
    /// The ways of a model whose weights are `trans[from][to]`, with [`EAGER`]
    /// on each into a name.
    pub(crate) fn eager(trans: &[Score; LANES]) -> Ways {
        let mut eager = *trans;
        for from in &mut eager {
            for (class, worth) in EAGER.iter().enumerate() {
                for to in [B + class, S + class] {
                    from[to] = from[to].saturating_add(*worth);
                }
            }
        }
        Ways::new(&eager)
    }

    pub(super) fn new(trans: &[Score; LANES]) -> Ways {
        let on = [on(trans, B), on(trans, I)];
        let mut bars = [i16::MIN; LANES];
        let mut unused = [i16::MIN; LANES];
        let mut held = [[NEVER; 2]; LANES];
        for k in 0..CLASSES {
            (bars[B + k], bars[I + k]) = (0, 0);
            for to in [I + k, E + k] {
                held[to] = [trans[B + k][to], trans[I + k][to]];
            }
        }
        super::label::USED.iter().for_each(|&lane| unused[lane] = 0);
        Ways {
            open: CLOSED.map(|from| lanes(&trans[from])[0]),
            on,
            across: on.map(across),
            back: std::array::from_fn(|to| {
                let mut row = [i16::MIN; LANES];
                CLOSED.iter().for_each(|&from| row[from] = trans[from][to]);
                lanes(&row)
            }),
            held,
            bars: lanes(&bars),
            unused: lanes(&unused),
        }
    }

    /// What it is worth to go on to `lane`, one that continues a name, from `B` (`begins`) or from `I` of its class.
    pub(super) fn onward(&self, lane: usize, begins: bool) -> i32 {
        i32::from(self.held[lane][usize::from(!begins)])
    }

    /// Before the first character: outside every name.
    pub(super) fn start() -> Lanes {
        let mut start = [NEVER; LANES];
        start[O] = 0;
        lanes(&start)
    }

    /// Behind the last character: no name may be open.
    pub(super) fn end() -> Lanes {
        closed(NEVER)
    }

    /// One step of the forward pass, normalised to a best of zero.
    #[inline(always)]
    pub(super) fn forward(&self, last: &Lanes, score: &Score) -> Lanes {
        let [low, high] = last.map(|half| half.to_array());
        let mut open = i16x8::splat(i16::MIN);
        for (&from, way) in CLOSED.iter().zip(&self.open) {
            let sum = if from < HALF { low[from] } else { high[from - HALF] };
            open = open.max(i16x8::splat(sum).saturating_add(*way));
        }
        let begun = twice(low).saturating_add(self.on[0]);
        let held = twice(high).saturating_add(self.on[1]);
        let score = lanes(score);
        self.level([open.saturating_add(score[0]), begun.max(held).saturating_add(score[1])])
    }

    /// One step of the backward pass.
    #[inline(always)]
    pub(super) fn backward(&self, next: &Lanes, score: &Score) -> Lanes {
        let score = lanes(score);
        let open = next[0].saturating_add(score[0]);
        let going = next[1].saturating_add(score[1]);
        let mut out = [i16x8::splat(i16::MIN); 2];
        for (sum, way) in open.to_array().into_iter().zip(&self.back).take(HALF - 1) {
            let sum = i16x8::splat(sum);
            out = [out[0].max(sum.saturating_add(way[0])), out[1].max(sum.saturating_add(way[1]))];
        }
        let other = across(going);
        let on = |from: usize| {
            let best = going.saturating_add(self.on[from]).max(other.saturating_add(self.across[from]));
            best.saturating_add(self.bars[from])
        };
        self.level([out[0].max(on(0)), out[1].max(on(1))])
    }

    /// Takes the best away from all.
    #[inline(always)]
    fn level(&self, sums: Lanes) -> Lanes {
        let sums = [0, 1].map(|half| sums[half].saturating_add(self.unused[half]));
        let top = i16x8::splat(sums[0].max(sums[1]).reduce_max());
        sums.map(|half| half.saturating_sub(top).max(i16x8::splat(NEVER)))
    }

    /// The lane before `lane` on the best path, given the sums up to there.
    #[inline(always)]
    pub(super) fn before(&self, sums: &Lanes, lane: usize) -> usize {
        if lane < I {
            let way = &self.back[lane];
            return first_best([sums[0].saturating_add(way[0]), sums[1].saturating_add(way[1])]);
        }
        let class = if lane < E { lane - I } else { lane - E };
        let [begun, held] =
            [0, 1].map(|from| i32::from(sums[from].as_array()[class]) + i32::from(self.held[lane][from]));
        if held > begun { I + class } else { B + class }
    }

    /// The best lane after which the text may end.
    pub(super) fn last(sums: &Lanes) -> usize {
        let end = closed(i16::MIN);
        first_best([sums[0].saturating_add(end[0]), sums[1].saturating_add(end[1])])
    }
}

/// Nothing for labels after which a name may begin, `other` for the rest.
fn closed(other: i16) -> Lanes {
    let mut row = [other; LANES];
    CLOSED.iter().for_each(|&lane| row[lane] = 0);
    lanes(&row)
}

/// The first of the lanes that hold the most.
#[inline(always)]
fn first_best(sums: Lanes) -> usize {
    let top = i16x8::splat(sums[0].max(sums[1]).reduce_max());
    let found = sums.map(|half| half.simd_eq(top).to_bitmask());
    (found[0] | found[1] << HALF).trailing_zeros() as usize
}

/// A score as vectors.
#[inline(always)]
fn lanes(score: &Score) -> Lanes {
    let (low, high) = score.split_at(HALF);
    [i16x8::from_slice_unaligned(low), i16x8::from_slice_unaligned(high)]
}

/// The weights from the lanes `from..` of each class to those that continue
/// it: `I`, then `E`.
fn on(trans: &[Score; LANES], from: usize) -> i16x8 {
    let mut half = [NEVER; HALF];
    for k in 0..CLASSES {
        half[k] = trans[from + k][I + k];
        half[E - I + k] = trans[from + k][E + k];
    }
    i16x8::new(half)
}

/// The first four, twice.
#[inline(always)]
fn twice([a, b, c, d, ..]: [i16; HALF]) -> i16x8 {
    i16x8::new([a, b, c, d, a, b, c, d])
}

/// The halves in the other order.
#[inline(always)]
fn across(v: i16x8) -> i16x8 {
    let [a, b, c, d, e, f, g, h] = v.to_array();
    i16x8::new([e, f, g, h, a, b, c, d])
}
