//! The model in memory: one hash table of patterns, one array of rows.
//!
//! A row holds the weights of one character for all labels, in whole
//! numbers of [`Model::step`]; a pattern's rows lie together, so that one
//! look-up serves up to twelve characters. Entries and rows lie in order of
//! how often training met them, so that the frequent few stay in cache.
//!
//! A pattern is known by its place in the table and twenty more bits of its
//! hash: one unknown look-up in a million is taken for a known one.

use super::feature::Hit;
use super::label::LANES;

/// The weights of one character.
pub(crate) type Row = [i8; LANES];
/// The sum of rows of one character.
pub(crate) type Score = [i16; LANES];

/// One pattern; all zero when unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its first row.
    pub(crate) first: u32,
    /// Which of its slots have a row.
    pub(crate) mask: u16,
    /// Class in the gazetteer or cluster of the word, with [`MORE`].
    pub(crate) class: u16,
    /// Eight bits of its hash.
    pub(crate) key: u8,
}

/// Set in [`Entry::class`] when longer grams begin with this one.
pub(crate) const MORE: u16 = 0x8000;

impl Entry {
    /// What a gram with this entry tells.
    #[inline(always)]
    pub(crate) fn hit(self) -> Hit {
        Hit { more: self.class & MORE != 0, class: self.class & !MORE }
    }
}

/// All that tagging needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    /// For each place of the table, twelve bits of the hash and the number of
    /// the entry; 0 when free. A power of two of them, never all taken.
    pub(crate) table: Vec<u32>,
    /// The first is that of all unknown patterns.
    pub(crate) entries: Vec<Entry>,
    pub(crate) rows: Vec<Row>,
    /// `trans[from][to]`.
    pub(crate) trans: [Score; LANES],
    /// What a weight of 1 stands for.
    pub(crate) step: f32,
}

impl Model {
    /// The entry of the pattern `hash`; that of an unknown one is empty.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64) -> Entry {
        let last = self.table.len() - 1;
        let mut at = home(hash, self.table.len());
        loop {
            let found = self.table[at & last];
            if found == 0 {
                return Entry::default();
            }
            if found >> NUMBER_BITS == tag(hash) {
                let entry = self.entries[(found & NUMBER) as usize];
                if entry.key == key(hash) {
                    return entry;
                }
            }
            at += 1;
        }
    }
}

/// Bits of a table's place that hold the number of an entry.
pub(crate) const NUMBER_BITS: u32 = 20;
/// The largest number of an entry.
pub(crate) const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

/// Where a hash belongs in a table of `len` places.
#[inline(always)]
pub(crate) fn home(hash: u64, len: usize) -> usize {
    (hash >> 32) as usize & (len - 1)
}

/// The twelve bits kept in the table.
#[inline(always)]
pub(crate) fn tag(hash: u64) -> u32 {
    (hash as u32) >> NUMBER_BITS
}

/// The eight bits kept in the entry.
#[inline(always)]
pub(crate) fn key(hash: u64) -> u8 {
    hash as u8
}

/// Adds a row to a score.
#[inline(always)]
pub(crate) fn add_row(score: &mut Score, row: &Row) {
    // Built whole and stored once: in this form it compiles to vector adds.
    let mut sum = *score;
    for lane in 0..LANES {
        sum[lane] = sum[lane].wrapping_add(i16::from(row[lane]));
    }
    *score = sum;
}

/// Adds a score to a score.
#[inline(always)]
pub(crate) fn add_score(score: &mut Score, more: &Score) {
    let mut sum = *score;
    for lane in 0..LANES {
        sum[lane] = sum[lane].wrapping_add(more[lane]);
    }
    *score = sum;
}
