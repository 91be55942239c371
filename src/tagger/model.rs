//! The model in memory: one hash table of patterns, one array of rows.
//!
//! A row holds the weights of one character for all labels, in whole
//! numbers of [`Model::step`]; a pattern's rows lie together, so that one
//! look-up serves up to twelve characters.

use super::feature::{self, Hit, Sentence, Sink};
use super::label::LANES;

/// The weights of one character.
pub(crate) type Row = [i8; LANES];
/// The sum of rows of one character.
pub(crate) type Score = [i16; LANES];

/// One place of the table; all zero when free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The low half of the pattern's hash.
    pub(crate) key: u32,
    /// Its first row.
    pub(crate) first: u32,
    /// Which of its slots have a row.
    pub(crate) mask: u16,
    /// Class in the gazetteer or cluster of the word, with [`MORE`].
    pub(crate) class: u16,
}

/// Set in [`Entry::class`] when longer grams begin with this one.
pub(crate) const MORE: u16 = 0x8000;

impl Entry {
    pub(crate) fn is_free(&self) -> bool {
        self.mask == 0 && self.class == 0
    }
}

/// All that tagging needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    /// A power of two of places.
    pub(crate) table: Vec<Entry>,
    pub(crate) rows: Vec<Row>,
    /// `trans[from][to]`.
    pub(crate) trans: [Score; LANES],
    /// What a weight of 1 stands for.
    pub(crate) step: f32,
}

impl Model {
    /// The entry of the pattern `hash`, free when there is none.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64) -> Entry {
        let last = self.table.len() - 1;
        let mut at = home(hash, self.table.len());
        loop {
            let entry = self.table[at & last];
            if entry.key == hash as u32 || entry.is_free() {
                return entry;
            }
            at += 1;
        }
    }

    /// Adds the scores of every character of `sentence` into `scores`.
    pub(crate) fn score(&self, sentence: &mut Sentence, scores: &mut Vec<Score>) {
        scores.clear();
        scores.resize(sentence.units.len() + 2 * feature::REACH, [0; LANES]);
        let pieces = std::mem::take(&mut sentence.pieces);
        let mut scorer = Scorer { model: self, pieces: &pieces, scores };
        sentence.pieces.clone_from(&pieces);
        feature::walk(sentence, &mut scorer);
    }
}

/// Where a hash belongs in a table of `len` places.
#[inline(always)]
pub(crate) fn home(hash: u64, len: usize) -> usize {
    (hash >> 32) as usize & (len - 1)
}

/// Adds the rows of each pattern; `scores` has [`feature::REACH`] spare rows
/// at each end, so that grams need no test of the sentence's ends.
struct Scorer<'a> {
    model: &'a Model,
    pieces: &'a [feature::Piece],
    scores: &'a mut [Score],
}

impl Scorer<'_> {
    #[inline(always)]
    fn add(&mut self, entry: Entry, slot: usize, to: usize) {
        let bit = 1u16 << slot;
        if entry.mask & bit == 0 {
            return;
        }
        let row = entry.first as usize + (entry.mask & (bit - 1)).count_ones() as usize;
        add_row(&mut self.scores[to + feature::REACH], &self.model.rows[row]);
    }
}

#[inline(always)]
fn add_row(score: &mut Score, row: &Row) {
    for (s, &w) in score.iter_mut().zip(row) {
        *s += i16::from(w);
    }
}

impl Sink for Scorer<'_> {
    #[inline(always)]
    fn gram(&mut self, hash: u64, len: usize, start: usize) -> Hit {
        let entry = self.model.find(hash);
        let mut mask = entry.mask;
        let mut row = entry.first as usize;
        while mask != 0 {
            let to = start + len - 1 + mask.trailing_zeros() as usize;
            add_row(&mut self.scores[to], &self.model.rows[row]);
            mask &= mask - 1;
            row += 1;
        }
        Hit { more: entry.class & MORE != 0, class: entry.class & !MORE }
    }

    #[inline(always)]
    fn word(&mut self, hash: u64, j: usize) -> u16 {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            feature::word_targets(self.pieces, j, |slot, to| self.add(entry, slot, to));
        }
        entry.class & !MORE
    }

    #[inline(always)]
    fn pair(&mut self, hash: u64, j: usize) {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            feature::pair_targets(self.pieces, j, |slot, to| self.add(entry, slot, to));
        }
    }

    #[inline(always)]
    fn triple(&mut self, hash: u64, j: usize) {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            feature::piece_targets(&self.pieces[j], 0, |slot, to| self.add(entry, slot, to));
        }
    }

    #[inline(always)]
    fn span(&mut self, hash: u64, start: usize, end: usize) {
        let entry = self.model.find(hash);
        if entry.mask != 0 {
            let total = self.scores.len() - 2 * feature::REACH;
            feature::span_targets(start, end, total, |slot, to| self.add(entry, slot, to));
        }
    }
}
