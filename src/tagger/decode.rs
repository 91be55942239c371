//! Viterbi decoding with the label grammar built in, and span margins.
//!
//! Path scores are kept relative to the best of each character, so that
//! sixteen bits hold them however long the sentence is. The backward pass
//! runs only where a name was found, for its margin.

use super::label::{B, CLASSES, CLOSED, E, I, LANES, O, S};
use super::model::Score;
use super::{Label, Tag};
use crate::span::Span;

/// The score of what cannot be; far below any real one.
const NEVER: i16 = -16000;

/// Buffers of a decoder, kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paths {
    forward: Vec<Score>,
    backward: Vec<Score>,
    lanes: Vec<u8>,
}

/// A name as character range, class and margin in weight steps.
pub(crate) type Found = (usize, usize, usize, i16);

/// What the beginning of a name is worth beyond its weights, by class, in
/// weight steps. The likeliest path passes over names that are as likely as
/// not; the best F1 takes them.
const EAGER: [i16; CLASSES] = [12, 10, 15];

/// `trans` with [`EAGER`] on every way into a name.
pub(crate) fn eager(trans: &[Score; LANES]) -> [Score; LANES] {
    let mut out = *trans;
    for from in &mut out {
        for (class, worth) in EAGER.iter().enumerate() {
            for to in [B + class, S + class] {
                from[to] = from[to].saturating_add(*worth);
            }
        }
    }
    out
}

impl Paths {
    /// The names on the best path over `scores`.
    pub(crate) fn decode(&mut self, scores: &[Score], trans: &[Score; LANES], found: &mut Vec<Found>) {
        found.clear();
        if scores.is_empty() {
            return;
        }
        self.forward(scores, trans);
        self.trace(trans);
        self.names(found);
        if found.is_empty() {
            return;
        }
        self.backward(scores, trans, found[0].0);
        for name in found {
            name.3 = self.margin(name.0, name.1);
        }
    }

    fn forward(&mut self, scores: &[Score], trans: &[Score; LANES]) {
        self.forward.clear();
        let on = [on(trans, B), on(trans, I)];
        let mut last = [NEVER; LANES];
        last[O] = 0;
        for score in scores {
            last = step(&last, score, trans, &on);
            self.forward.push(last);
        }
    }

    /// Follows the best path back, finding each predecessor anew.
    fn trace(&mut self, trans: &[Score; LANES]) {
        self.lanes.clear();
        self.lanes.resize(self.forward.len(), 0);
        let Some(last) = self.forward.last() else { return };
        let mut lane = best(last, |lane| CLOSED.contains(&lane));
        for t in (0..self.forward.len()).rev() {
            self.lanes[t] = lane as u8;
            if t > 0 {
                lane = before(&self.forward[t - 1], lane, trans);
            }
        }
    }

    fn names(&self, found: &mut Vec<Found>) {
        let mut start = 0;
        for (t, &lane) in self.lanes.iter().enumerate() {
            let lane = lane as usize;
            match lane {
                O => {}
                B..S => start = t,
                S..I => found.push((t, t + 1, lane - S, 0)),
                E.. => found.push((start, t + 1, lane - E, 0)),
                _ => {}
            }
        }
    }

    /// Sums from the end down to the character `first`.
    fn backward(&mut self, scores: &[Score], trans: &[Score; LANES], first: usize) {
        self.backward.clear();
        self.backward.resize(scores.len(), [NEVER; LANES]);
        let mut back = [[0; LANES]; LANES];
        for (from, row) in trans.iter().enumerate() {
            row.iter().enumerate().for_each(|(to, &w)| back[to][from] = w);
        }
        let mut next = [NEVER; LANES];
        for &lane in &CLOSED {
            next[lane] = 0;
        }
        let on = [on(trans, B), on(trans, I)];
        for t in (first..scores.len()).rev() {
            self.backward[t] = next;
            next = step_back(&next, &scores[t], &back, &on);
        }
    }

    /// How far the best path lies above the best one that lacks the name at
    /// `start..end`: such a path leaves it at some character.
    fn margin(&self, start: usize, end: usize) -> i16 {
        let mut least = i16::MAX;
        for t in start..end {
            let kept = self.lanes[t] as usize;
            let at = |lane: usize| i32::from(self.forward[t][lane]) + i32::from(self.backward[t][lane]);
            let other = (0..LANES).filter(|&l| l != kept && l != 7 && l != 11 && l != 15).map(at).max();
            let gap = at(kept) - other.unwrap_or(0);
            least = least.min(gap.clamp(0, i32::from(i16::MAX)) as i16);
        }
        least
    }
}

/// Half a score: what continues a name.
type Half = [i16; LANES - I];

/// The weights from the lanes `from..` of each class to those that continue
/// it: `I`, then `E`.
fn on(trans: &[Score; LANES], from: usize) -> Half {
    let mut half = [NEVER; LANES - I];
    for k in 0..CLASSES {
        half[k] = trans[from + k][I + k];
        half[E - I + k] = trans[from + k][E + k];
    }
    half
}

/// One step of the forward pass, normalised to a best of zero. Written so
/// that it compiles to vector operations.
#[inline(always)]
fn step(last: &Score, score: &Score, trans: &[Score; LANES], on: &[Half; 2]) -> Score {
    let mut next = [i16::MIN; LANES];
    for &from in &CLOSED {
        for to in 0..8 {
            next[to] = next[to].max(last[from].saturating_add(trans[from][to]));
        }
    }
    let begun = [last[B], last[B + 1], last[B + 2], NEVER, last[B], last[B + 1], last[B + 2], NEVER];
    let open = [last[I], last[I + 1], last[I + 2], NEVER, last[I], last[I + 1], last[I + 2], NEVER];
    for to in 0..LANES - I {
        next[I + to] = begun[to].saturating_add(on[0][to]).max(open[to].saturating_add(on[1][to]));
    }
    finish(next, score)
}

/// One step of the backward pass; `back[to][from]` are the weights between.
#[inline(always)]
fn step_back(next: &Score, score: &Score, back: &[Score; LANES], on: &[Half; 2]) -> Score {
    let mut ahead = [0; LANES];
    for lane in 0..LANES {
        ahead[lane] = next[lane].saturating_add(score[lane]);
    }
    let mut out = [i16::MIN; LANES];
    for to in 0..7 {
        for from in 0..LANES {
            out[from] = out[from].max(ahead[to].saturating_add(back[to][from]));
        }
    }
    let mut from_b = [0; LANES - I];
    let mut from_i = [0; LANES - I];
    for to in 0..LANES - I {
        from_b[to] = ahead[I + to].saturating_add(on[0][to]);
        from_i[to] = ahead[I + to].saturating_add(on[1][to]);
    }
    for k in 0..CLASSES {
        out[B + k] = from_b[k].max(from_b[E - I + k]);
        out[I + k] = from_i[k].max(from_i[E - I + k]);
    }
    finish(out, &[0; LANES])
}

/// The lane before `lane` on the best path, given the sums up to there.
#[inline(always)]
fn before(sums: &Score, lane: usize, trans: &[Score; LANES]) -> usize {
    let value = |from: usize| sums[from].saturating_add(trans[from][lane]);
    if lane < I {
        let mut top = O;
        for from in CLOSED {
            if value(from) > value(top) {
                top = from;
            }
        }
        return top;
    }
    let class = if lane < E { lane - I } else { lane - E };
    if value(I + class) > value(B + class) { I + class } else { B + class }
}

/// Keeps the unused lanes far below all others.
const UNUSED: Score = {
    let mut unused = [0; LANES];
    unused[7] = i16::MIN;
    unused[11] = i16::MIN;
    unused[15] = i16::MIN;
    unused
};

#[inline(always)]
fn finish(mut next: Score, score: &Score) -> Score {
    for lane in 0..LANES {
        next[lane] = next[lane].saturating_add(score[lane]).saturating_add(UNUSED[lane]);
    }
    let mut top = i16::MIN;
    for &v in &next {
        top = top.max(v);
    }
    for v in &mut next {
        *v = v.saturating_sub(top).max(NEVER);
    }
    next
}

fn best(score: &Score, may: impl Fn(usize) -> bool) -> usize {
    let mut top = O;
    let mut value = i16::MIN;
    for (lane, &v) in score.iter().enumerate() {
        if v > value && may(lane) {
            top = lane;
            value = v;
        }
    }
    top
}

/// Turns character ranges into byte spans.
pub(crate) fn tags(found: &[Found], byte: impl Fn(usize) -> usize, step: f32, out: &mut Vec<Tag>) {
    for &(start, end, class, margin) in found {
        out.push(Tag {
            span: Span::new(byte(start), byte(end)),
            label: Label::of_class(class),
            margin: f32::from(margin) * step,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(set: &[(usize, i16)]) -> Score {
        let mut row = [0; LANES];
        for &(lane, v) in set {
            row[lane] = v;
        }
        row
    }

    #[test]
    fn a_name_is_found_whole_with_the_gap_to_the_path_without_it() {
        let trans = [[0; LANES]; LANES];
        let scores = [row(&[(O, 5)]), row(&[(B, 30)]), row(&[(E, 20), (S, 4)]), row(&[(O, 9)])];
        let mut found = Vec::new();
        Paths::default().decode(&scores, &trans, &mut found);
        // Without it: B goes on as I, E follows: 5 + 30 + 0 + 0 instead of 64.
        assert_eq!(found, [(1, 3, 0, 29)]);
    }

    #[test]
    fn a_sentence_never_ends_within_a_name() {
        let trans = [[0; LANES]; LANES];
        let scores = [row(&[(B + 1, 90)]), row(&[(I + 1, 50)])];
        let mut found = Vec::new();
        Paths::default().decode(&scores, &trans, &mut found);
        assert_eq!(found.iter().map(|f| (f.0, f.1, f.2)).collect::<Vec<_>>(), [(0, 2, 1)]);
    }

    #[test]
    fn long_sentences_do_not_overflow() {
        let trans = [[100; LANES]; LANES];
        let scores = vec![row(&[(S + 2, 6000)]); 5000];
        let mut found = Vec::new();
        Paths::default().decode(&scores, &trans, &mut found);
        assert_eq!(found.len(), 5000);
    }
}
