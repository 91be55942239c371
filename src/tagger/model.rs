//! The model in memory: one hash table of patterns, one array of rows.
//!
//! A row holds the weights of one character for all labels, in whole
//! numbers of [`Model::step`]; a pattern's rows lie together, so that one
//! look-up serves up to twelve characters. Whether a pattern is known at all
//! is read from an array of sixteen-bit tags, small enough to stay in cache:
//! with the place in the table that makes 36 bits of the hash, and one
//! unknown pattern in some fifty thousand is taken for another.

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
    /// The tag of each place of the table, 0 when free; a power of two of them.
    pub(crate) tags: Vec<u16>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) rows: Vec<Row>,
    /// `trans[from][to]`.
    pub(crate) trans: [Score; LANES],
    /// What a weight of 1 stands for.
    pub(crate) step: f32,
}

impl Model {
    /// Where the pattern `hash` stands in the table, if it is known. A table
    /// always has free places, so the search ends.
    #[inline(always)]
    pub(crate) fn place(&self, hash: u64) -> Option<usize> {
        let last = self.tags.len() - 1;
        let tag = tag(hash);
        let mut at = home(hash, self.tags.len());
        loop {
            let found = self.tags[at & last];
            if found == tag {
                return Some(at & last);
            }
            if found == 0 {
                return None;
            }
            at += 1;
        }
    }

    /// The entry of the pattern `hash`; that of an unknown one is empty.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64) -> Entry {
        self.place(hash).map_or(Entry::default(), |at| self.entries[at])
    }
}

/// Where a hash belongs in a table of `len` places.
#[inline(always)]
pub(crate) fn home(hash: u64, len: usize) -> usize {
    (hash >> 32) as usize & (len - 1)
}

/// The tag of a hash, never 0.
#[inline(always)]
pub(crate) fn tag(hash: u64) -> u16 {
    hash as u16 | 1
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
