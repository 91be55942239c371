//! Scores of every character for every label, by look-up.
//!
//! Look-ups of one kind go together, without branches between them, so that
//! they need not wait for each other's memory.

use super::feature::{self, REACH, Sentence, Unit, slots};
use super::label::LANES;
use super::model::{Entry, Model, Score, add_row, hit};

/// Buffers kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    /// One score a character, with [`REACH`] spare ones at each end, so that
    /// weights need no test of the sentence's ends.
    scores: Vec<Score>,
    /// For each pair of characters its number in the model.
    pairs: Vec<u32>,
}

impl Board {
    /// Scores `sentence`: one row of labels a character.
    pub(crate) fn score(&mut self, model: &Model, sentence: &Sentence) -> &mut [Score] {
        let n = sentence.units.len();
        self.scores.clear();
        self.scores.resize(n + 2 * REACH, [0; LANES]);
        self.pairs.clear();
        self.pairs.extend(sentence.units.windows(2).map(|p| pair(model, p)));
        self.touch(model, sentence);
        self.chars(model, &sentence.units);
        self.gazetteer(model, &sentence.units);
        self.words(model, sentence);
        &mut self.scores[REACH..REACH + n]
    }

    /// Reads a little of everything that will be added, nothing of it waiting
    /// for anything else: so it all comes into cache at once.
    fn touch(&self, model: &Model, sentence: &Sentence) {
        let mut sum = 0;
        for unit in &sentence.units {
            let block = model.char(unit.code);
            sum ^= block[0][0] ^ block[4][0];
        }
        for &number in &self.pairs {
            sum ^= model.pair_rows[number as usize][0][0];
        }
        for piece in &sentence.pieces {
            let block = model.words.block(piece.id);
            sum ^= block[0][0] ^ block[3][0];
        }
        std::hint::black_box(sum);
    }

    /// Adds the weights of characters and pairs.
    fn chars(&mut self, model: &Model, units: &[Unit]) {
        for (at, unit) in units.iter().enumerate() {
            let block = model.char(unit.code);
            let Some(scores) = self.scores.get_mut(at..at + slots::CHAR) else { break };
            for (score, row) in scores.iter_mut().zip(block) {
                add_row(score, row);
            }
        }
        for (at, &number) in self.pairs.iter().enumerate() {
            let rows = &model.pair_rows[number as usize];
            let Some(scores) = self.scores.get_mut(at + REACH..at + REACH + slots::PAIR) else { break };
            for (score, row) in scores.iter_mut().zip(rows) {
                add_row(score, row);
            }
        }
    }

    fn gazetteer(&mut self, model: &Model, units: &[Unit]) {
        let scores = &mut self.scores;
        for (at, &number) in self.pairs.iter().enumerate() {
            let class = model.pair_classes[number as usize];
            if class != 0 {
                feature::spans(
                    units,
                    at,
                    hit(class),
                    |hash| model.known(hash),
                    |hash, start, end| {
                        add_word(model, scores, model.entry(hash), start, end);
                    },
                );
            }
        }
    }

    fn words(&mut self, model: &Model, Sentence { units, pieces }: &Sentence) {
        for piece in pieces {
            let (start, end) = (piece.start as usize, piece.end as usize);
            let block = match piece.id {
                0 if end - start == 1 => model.mark_block(units[start].code, piece.pos),
                0 => None,
                id => Some(model.words.block(id)),
            };
            let Some([first, last, after, before, middle]) = block else {
                let own = model.entry(piece.hash);
                let cluster = feature::cluster_hash(hit(own.class).class);
                for entry in [own, model.entry(piece.shape()), model.entry(cluster)] {
                    add_word(model, &mut self.scores, entry, start, end);
                }
                continue;
            };
            let Some(scores) = self.scores.get_mut(start + REACH - 1..end + REACH + 1) else { break };
            let [left, inner @ .., right] = scores else { break };
            add_row(left, before);
            add_row(right, after);
            if let [one, rest @ ..] = inner {
                add_row(one, first);
                if let [rest @ .., one] = rest {
                    add_row(one, last);
                    rest.iter_mut().for_each(|score| add_row(score, middle));
                }
            }
        }
    }
}

#[inline(always)]
fn pair(model: &Model, pair: &[Unit]) -> u32 {
    model.pairs.find(feature::pair_hash(pair[0].code, pair[1].code))
}

/// Adds the rows of `entry` around the word or span at `start..end`; what
/// goes to characters beyond the sentence's ends falls on the spare scores.
#[inline(always)]
fn add_word(model: &Model, scores: &mut [Score], entry: Entry, start: usize, end: usize) {
    let mut mask = entry.mask;
    let mut at = entry.first as usize;
    while mask != 0 {
        let slot = mask.trailing_zeros() as usize;
        let row = &model.rows[at];
        let to = match slot {
            0 | 3 => start..start + 1,
            1 => start + 1..end - 1,
            2 => end - 1..end,
            slots::AFTER => end..end + 1,
            _ => start.wrapping_sub(1)..start,
        };
        // A word of one character has only the slot 3, a longer one all others.
        let single = end - start == 1;
        if slot > 3 || single == (slot == 3) {
            for i in to {
                add_row(&mut scores[i.wrapping_add(REACH)], row);
            }
        }
        at += 1;
        mask &= mask - 1;
    }
}
