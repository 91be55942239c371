//! Scores of every character for every label, by look-up.
//!
//! Weights of words are first summed for each word by place (first, middle,
//! last, alone), then given to its characters, so that a pattern of words
//! costs no more for a long word than for a short one.

use super::feature::{self, Hit, Piece, REACH, Sentence, Sink, place, slots};
use super::label::LANES;
use super::model::{Entry, Model, Row, Score, add_row, add_score};

/// Buffers kept from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    /// One score a character, with [`REACH`] spare ones at each end, so that
    /// grams need no test of the sentence's ends.
    scores: Vec<Score>,
    /// For each word, one score a place.
    words: Vec<[Score; 4]>,
    /// For each word, which places its characters have.
    places: Vec<u16>,
}

impl Board {
    /// Scores `sentence`: one row of labels a character.
    pub(crate) fn score(&mut self, model: &Model, sentence: &mut Sentence) -> &mut [Score] {
        let n = sentence.units.len();
        self.scores.clear();
        self.scores.resize(n + 2 * REACH, [0; LANES]);
        self.words.clear();
        self.words.resize(sentence.pieces.len(), [[0; LANES]; 4]);
        self.places.clear();
        self.places.extend(sentence.pieces.iter().map(places));
        feature::walk(sentence, &mut Scorer { model, board: self });
        for (piece, word) in sentence.pieces.iter().zip(&self.words) {
            let len = (piece.end - piece.start) as usize;
            for i in 0..len {
                add_score(&mut self.scores[REACH + piece.start as usize + i], &word[place(i, len)]);
            }
        }
        &mut self.scores[REACH..REACH + n]
    }
}

/// The places that the characters of a word have, as slot bits.
#[inline]
fn places(piece: &Piece) -> u16 {
    match piece.end - piece.start {
        1 => 0b1000,
        2 => 0b0101,
        _ => 0b0111,
    }
}

struct Scorer<'a> {
    model: &'a Model,
    board: &'a mut Board,
}

impl Scorer<'_> {
    /// Adds the rows of the four slots from `first` to the word `j`.
    #[inline(always)]
    fn add_word(&mut self, entry: Entry, first: usize, j: usize) {
        let mut mask = (entry.mask >> first) & self.board.places[j];
        while mask != 0 {
            let slot = mask.trailing_zeros() as usize;
            let row = *self.row(entry, first + slot);
            add_row(&mut self.board.words[j][slot & 3], &row);
            mask &= mask - 1;
        }
    }

    #[inline(always)]
    fn row(&self, entry: Entry, slot: usize) -> &Row {
        let before = entry.mask & ((1 << slot) - 1);
        &self.model.rows[entry.first as usize + before.count_ones() as usize]
    }

    /// Adds all rows of a gram's entry: a gram has all of them or none.
    #[inline(always)]
    fn add_gram(&mut self, entry: Entry, len: usize, start: usize) {
        if entry.mask == 0 {
            return;
        }
        let (first, to, n) = (entry.first as usize, start + len - 1, slots::gram(len));
        let (Some(rows), Some(scores)) =
            (self.model.rows.get(first..first + n), self.board.scores.get_mut(to..to + n))
        else {
            return;
        };
        for (score, row) in scores.iter_mut().zip(rows) {
            add_row(score, row);
        }
    }
}

impl Sink for Scorer<'_> {
    #[inline(always)]
    fn gram(&mut self, hash: u64, _: u64, len: usize, start: usize) -> Hit {
        let entry = self.model.find(hash);
        self.add_gram(entry, len, start);
        entry.hit()
    }

    #[inline(always)]
    fn word(&mut self, hash: u64, j: usize) -> u16 {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            self.add_word(entry, 0, j);
            if j + 1 < self.board.words.len() {
                self.add_word(entry, 4, j + 1);
            }
            if j > 0 {
                self.add_word(entry, 8, j - 1);
            }
        }
        entry.hit().class
    }

    #[inline(always)]
    fn pair(&mut self, hash: u64, j: usize) {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            self.add_word(entry, 0, j);
            self.add_word(entry, 4, j + 1);
        }
    }

    #[inline(always)]
    fn triple(&mut self, hash: u64, j: usize) {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            self.add_word(entry, 0, j);
        }
    }

    #[inline(always)]
    fn span(&mut self, hash: u64, start: usize, end: usize) {
        let entry = self.model.find(hash);
        if entry.mask == 0 {
            return;
        }
        let total = self.board.scores.len() - 2 * REACH;
        feature::span_targets(start, end, total, |slot, to| {
            if entry.mask & (1 << slot) != 0 {
                let row = *self.row(entry, slot);
                add_row(&mut self.board.scores[REACH + to], &row);
            }
        });
    }
}

const _: () = assert!(slots::WORD <= 16 && slots::PAIR == 8);
