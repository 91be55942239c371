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
    /// For each word its entry.
    words: Vec<Entry>,
}

impl Board {
    /// Scores `sentence`: one row of labels a character.
    pub(crate) fn score(&mut self, model: &Model, sentence: &Sentence) -> &mut [Score] {
        let n = sentence.units.len();
        self.scores.clear();
        self.scores.resize(n + 2 * REACH, [0; LANES]);
        self.pairs.clear();
        self.pairs.extend(sentence.units.windows(2).map(|p| pair(model, p)));
        self.words.clear();
        self.words.extend(sentence.pieces.iter().map(|p| model.entry(p.hash)));
        self.chars(model, &sentence.units);
        self.gazetteer(model, &sentence.units);
        self.words(model, sentence);
        &mut self.scores[REACH..REACH + n]
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
                let known = |hash| hit(model.entry(hash).class);
                feature::spans(units, at, hit(class), known, |hash, start, end| {
                    add_word(model, scores, model.entry(hash), start, end);
                });
            }
        }
    }

    fn words(&mut self, model: &Model, sentence: &Sentence) {
        for (piece, &entry) in sentence.pieces.iter().zip(&self.words) {
            let (start, end) = (piece.start as usize, piece.end as usize);
            let cluster = hit(entry.class).class;
            add_word(model, &mut self.scores, entry, start, end);
            add_word(model, &mut self.scores, model.entry(feature::shape_hash(piece)), start, end);
            if cluster != 0 {
                add_word(model, &mut self.scores, model.entry(feature::cluster_hash(cluster)), start, end);
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
