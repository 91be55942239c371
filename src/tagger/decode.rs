//! Viterbi decoding with the label grammar built in, and span margins.
//!
//! Path scores are kept relative to the best of each character, so that
//! sixteen bits hold them however long the sentence is. The backward pass
//! runs only where a name was found, for its margin.

use super::label::{B, CLASSES, E, I, O, S, USED};
use super::model::Score;
use super::ways::{Lanes, Ways};
use super::{Label, Tag};
use crate::span::Span;

/// Buffers of a decoder, kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paths {
    forward: Vec<Lanes>,
    backward: Vec<Lanes>,
    lanes: Vec<u8>,
}

/// A name as character range, class and margin in weight steps.
pub(crate) type Found = (usize, usize, usize, i16);

/// How many further readings a sentence may have however short it is.
const FEW: usize = 60;

/// Keeps the nearer readings where there are more than `enough`, as in text of characters that the model hardly knows:
/// news has three for ten characters. What reads them takes time for each that overlaps.
fn thin(others: &mut Vec<Found>, most: i16, enough: usize) {
    let mut most = most;
    while others.len() > enough && most > 0 {
        most /= 2;
        others.retain(|o| -o.3 <= most);
    }
}

impl Paths {
    /// The names on the best path over `scores`, and in `others` those of paths up to `most` weight steps below it,
    /// with how far below as a negative margin.
    pub(crate) fn decode_all(
        &mut self,
        scores: &[Score],
        ways: &Ways,
        most: i16,
        found: &mut Vec<Found>,
        others: &mut Vec<Found>,
    ) {
        others.clear();
        self.best(scores, ways, found);
        if !scores.is_empty() {
            self.backward(scores, ways, 0);
            self.margins(found);
            self.others(scores, ways, i32::from(most), found, others);
            thin(others, most, 2 * scores.len() + FEW);
        }
    }

    fn best(&mut self, scores: &[Score], ways: &Ways, found: &mut Vec<Found>) {
        found.clear();
        if !scores.is_empty() {
            self.forward(scores, ways);
            self.trace(ways);
            self.names(found);
        }
    }

    fn margins(&self, found: &mut [Found]) {
        for name in found {
            name.3 = self.margin(name.0, name.1);
        }
    }

    /// Every name whose best path lies at most `most` below the best one and that is not on it.
    ///
    /// A path through `B` at a character loses what that label lies below the best one there; each further step
    /// loses what it lies below the better of the two ways on, into `I` and into `E`.
    fn others(&self, scores: &[Score], ways: &Ways, most: i32, found: &[Found], others: &mut Vec<Found>) {
        for start in 0..scores.len() {
            let sums = self.sums(start);
            let kept = value(&sums, self.lanes[start] as usize);
            for class in 0..CLASSES {
                let lost = kept - value(&sums, S + class);
                if lost <= most && self.lanes[start] as usize != S + class {
                    others.push((start, start + 1, class, -(lost as i16)));
                }
                let lost = kept - value(&sums, B + class);
                if lost <= most {
                    self.longer(scores, ways, most, (start, class, lost), found, others);
                }
            }
        }
    }

    /// The names that begin at a character with `B` of a class, which loses `lost`.
    fn longer(
        &self,
        scores: &[Score],
        ways: &Ways,
        most: i32,
        (start, class, mut lost): (usize, usize, i32),
        found: &[Found],
        others: &mut Vec<Found>,
    ) {
        let mut begins = true;
        let behind = scores.iter().zip(&self.backward).enumerate();
        for (last, (score, backward)) in behind.take(start + LONGEST).skip(start + 1) {
            let sum =
                |lane: usize| ways.onward(lane, begins) + i32::from(score[lane]) + value(backward, lane);
            let (inside, end) = (sum(I + class), sum(E + class));
            let best = inside.max(end);
            let whole = lost + best - end;
            let name = (start, last + 1, class);
            if whole <= most && !found.iter().any(|f| (f.0, f.1, f.2) == name) {
                others.push((name.0, name.1, name.2, -(whole as i16)));
            }
            lost += best - inside;
            if lost > most {
                break;
            }
            begins = false;
        }
    }

    /// What the best path through each label of a character is worth, with a constant of the character.
    fn sums(&self, at: usize) -> Lanes {
        let (forward, backward) = (&self.forward[at], &self.backward[at]);
        [0, 1].map(|half| forward[half].saturating_add(backward[half]))
    }

    fn forward(&mut self, scores: &[Score], ways: &Ways) {
        self.forward.clear();
        let mut last = Ways::start();
        self.forward.extend(scores.iter().map(|score| {
            last = ways.forward(&last, score);
            last
        }));
    }

    /// Follows the best path back, finding each predecessor anew.
    fn trace(&mut self, ways: &Ways) {
        self.lanes.clear();
        self.lanes.resize(self.forward.len(), 0);
        let Some(last) = self.forward.last() else { return };
        let mut lane = Ways::last(last);
        for t in (0..self.forward.len()).rev() {
            self.lanes[t] = lane as u8;
            if t > 0 {
                lane = ways.before(&self.forward[t - 1], lane);
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
    fn backward(&mut self, scores: &[Score], ways: &Ways, first: usize) {
        let mut next = Ways::end();
        self.backward.clear();
        self.backward.resize(scores.len(), next);
        for (sums, score) in self.backward[first..].iter_mut().zip(&scores[first..]).rev() {
            *sums = next;
            next = ways.backward(&next, score);
        }
    }

    /// How far the best path lies above the best one that lacks the name at
    /// `start..end`: such a path leaves it at some character.
    fn margin(&self, start: usize, end: usize) -> i16 {
        let mut least = i16::MAX;
        for t in start..end {
            let kept = self.lanes[t] as usize;
            let at = |lane: usize| value(&self.forward[t], lane) + value(&self.backward[t], lane);
            let other = USED.into_iter().filter(|&l| l != kept).map(at).max();
            let gap = at(kept) - other.unwrap_or(0);
            least = least.min(gap.clamp(0, i32::from(i16::MAX)) as i16);
        }
        least
    }
}

/// The most characters that a name is looked for in beyond the best path.
const LONGEST: usize = 48;

fn value(sums: &Lanes, lane: usize) -> i32 {
    let [low, high] = sums.each_ref().map(|half| half.as_array());
    i32::from(if lane < I { low[lane] } else { high[lane - I] })
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
    use super::super::label::LANES;
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
        Paths::default().decode_all(&scores, &Ways::new(&trans), 0, &mut found, &mut Vec::new());
        // Without it: B goes on as I, E follows: 5 + 30 + 0 + 0 instead of 64.
        assert_eq!(found, [(1, 3, 0, 29)]);
    }

    #[test]
    fn a_sentence_never_ends_within_a_name() {
        let trans = [[0; LANES]; LANES];
        let scores = [row(&[(B + 1, 90)]), row(&[(I + 1, 50)])];
        let mut found = Vec::new();
        Paths::default().decode_all(&scores, &Ways::new(&trans), 0, &mut found, &mut Vec::new());
        assert_eq!(found.iter().map(|f| (f.0, f.1, f.2)).collect::<Vec<_>>(), [(0, 2, 1)]);
    }

    #[test]
    fn long_sentences_do_not_overflow() {
        let trans = [[100; LANES]; LANES];
        let scores = vec![row(&[(S + 2, 6000)]); 5000];
        let mut found = Vec::new();
        Paths::default().decode_all(&scores, &Ways::new(&trans), 0, &mut found, &mut Vec::new());
        assert_eq!(found.len(), 5000);
    }

    #[test]
    fn nearer_readings_stay_and_few_are_left_alone() {
        let few = vec![(0, 1, 0, -90), (1, 2, 0, -3)];
        let mut others = few.clone();
        thin(&mut others, 100, 2);
        assert_eq!(others, few);
        thin(&mut others, 100, 1);
        assert_eq!(others, [(1, 2, 0, -3)]);
        let mut equal = vec![(0, 1, 0, 0), (1, 2, 0, 0)];
        thin(&mut equal, 100, 1);
        assert_eq!(equal.len(), 2);
    }
}
