//! The model in memory: weights by character, by pair of characters and by
//! every other pattern.
//!
//! A row holds the weights of one character for all labels, in whole numbers
//! of [`Model::step`]. What a sentence asks for most lies in the least memory:
//! characters are found in an array, pairs and patterns by one look at a
//! bucket, without a branch; what is not known has a row of zeros, added like
//! any other.
//!
//! A pattern is known by its bucket and sixteen more bits of its hash: one
//! unknown look-up in some ten thousand is taken for a known one.

use super::feature::{Hit, cluster_hash, other_hash, shape_hash, slots, word_hash};
use super::label::{LANES, USED};
use super::ways::Ways;
use crate::token::{Dictionary, Pos};
use rustc_hash::FxHashMap;

/// The weights of one character.
pub(crate) type Row = [i8; LANES];
/// The sum of rows of one character.
pub(crate) type Score = [i16; LANES];

/// The row of what is not known.
pub(crate) const NO_ROW: Row = [0; LANES];

/// A pattern that is no character and no pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its first row.
    pub(crate) first: u32,
    /// Which of its slots have a row.
    pub(crate) mask: u8,
    /// Class in the gazetteer or cluster of the word, with [`MORE`].
    pub(crate) class: u16,
}

/// Set in a class when gazetteer entries begin with this sequence.
pub(crate) const MORE: u16 = 0x8000;

/// What a class tells.
#[inline(always)]
pub(crate) fn hit(class: u16) -> Hit {
    Hit { more: class & MORE != 0, class: class & !MORE }
}

/// All that tagging needs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Model {
    /// For each character below [`CHARS`], the number of its block; 0 when
    /// it has none.
    pub(crate) chars: Vec<u16>,
    pub(crate) char_rows: Vec<[Row; slots::CHAR]>,
    pub(crate) pairs: Table,
    /// By number in `pairs`; so are the next two.
    pub(crate) pair_rows: Vec<[Row; slots::PAIR]>,
    pub(crate) pair_classes: Vec<u16>,
    pub(crate) patterns: Table,
    /// By number in `patterns`.
    pub(crate) entries: Vec<Entry>,
    /// Which patterns have a class.
    pub(crate) listed: Filter,
    pub(crate) rows: Vec<Row>,
    /// What `patterns` says of the dictionary's words, summed up; see
    /// [`Model::sum_up`].
    pub(crate) words: Words,
    /// The same of marks, by [`mark_place`].
    pub(crate) marks: Vec<Block>,
    /// `trans[from][to]`.
    pub(crate) trans: [Score; LANES],
    /// The same as decoding wants it.
    pub(crate) ways: Ways,
    /// What a weight of 1 stands for.
    pub(crate) step: f32,
}

/// Characters from here on have no weights of their own.
pub(crate) const CHARS: usize = 1 << 16;

impl Model {
    /// The block of the character `code`.
    #[inline(always)]
    pub(crate) fn char(&self, code: u32) -> &[Row; slots::CHAR] {
        let number = self.chars.get(code as usize).copied().unwrap_or(0);
        &self.char_rows[number as usize]
    }

    /// What the gazetteer says of the sequence `hash`, of three characters or
    /// more.
    #[inline(always)]
    pub(crate) fn known(&self, hash: u64) -> Hit {
        if self.listed.may_hold(hash) { hit(self.entry(hash).class) } else { Hit::default() }
    }

    /// The entry of the pattern `hash`; that of an unknown one is empty.
    #[inline(always)]
    pub(crate) fn entry(&self, hash: u64) -> Entry {
        self.entries[self.patterns.find(hash) as usize]
    }
}

/// Everything about each word of the dictionary: what its patterns (itself,
/// its cluster, its shape) give in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    /// For each word the number of its block.
    index: Vec<u32>,
    blocks: Vec<Block>,
}

/// Rows for a word's first or only character, its last, the one after, the
/// one before, and those in the middle.
pub(crate) type Block = [Row; 5];

impl Words {
    /// The block of word number `id`.
    #[inline(always)]
    pub(crate) fn block(&self, id: u32) -> &Block {
        &self.blocks[self.index[id as usize] as usize]
    }
}

impl Model {
    /// Sums up what is known of each word of the dictionary and of marks, and
    /// which patterns the gazetteer knows. Words without rows of their own
    /// share the block of their cluster and shape.
    pub(crate) fn sum_up(mut self) -> Model {
        self.ways = Ways::eager(&self.trans);
        self.listed = Filter::new(&self.patterns, |number| self.entries[number].class != 0);
        let dictionary = Dictionary::get();
        let mut words = Words { index: vec![0], blocks: vec![[NO_ROW; 5]] };
        let mut shared: FxHashMap<(u16, Pos, u32), u32> = FxHashMap::default();
        for id in 1..=dictionary.len() as u32 {
            let own = self.entry(word_hash(id));
            let (pos, len, cluster) = (dictionary.pos(id), dictionary.chars(id), hit(own.class).class);
            let next = words.blocks.len() as u32;
            let number = match own.mask {
                0 => *shared.entry((cluster, pos, len.min(5))).or_insert(next),
                _ => next,
            };
            words.index.push(number);
            if number == next {
                let kin = [self.entry(shape_hash(len, pos.code())), self.entry(cluster_hash(cluster))];
                words.blocks.push(self.block(len == 1, [own, kin[0], kin[1]]));
            }
        }
        self.words = words;
        self.marks =
            (0..0x10000u32).filter(|&code| mark_place(code).is_some()).map(|c| self.mark(c)).collect();
        self
    }

    /// The block of the mark `code`.
    fn mark(&self, code: u32) -> Block {
        let own = self.entry(other_hash([code].into_iter()));
        let kin = [shape_hash(1, Pos::OTHER.code()), cluster_hash(hit(own.class).class)];
        self.block(true, [own, self.entry(kin[0]), self.entry(kin[1])])
    }

    /// What is known of a word that is one mark and not in the dictionary.
    #[inline(always)]
    pub(crate) fn mark_block(&self, code: u32, pos: u32) -> Option<&Block> {
        mark_place(code).filter(|_| pos == Pos::OTHER.code()).and_then(|at| self.marks.get(at))
    }

    fn block(&self, single: bool, entries: [Entry; 3]) -> Block {
        let first = if single { 3 } else { 0 };
        let slots = [first, 2, slots::AFTER, slots::BEFORE, 1];
        slots.map(|slot| {
            let mut sum = [0; LANES];
            for entry in entries.iter().filter(|e| e.mask >> slot & 1 == 1) {
                let before = (entry.mask & ((1 << slot) - 1)).count_ones();
                add_row(&mut sum, &self.rows[(entry.first + before) as usize]);
            }
            centred(&sum)
        })
    }
}

/// Where the block of a mark stands, for marks of ASCII, general and Chinese
/// punctuation; full-width ones have the codes of ASCII.
#[inline(always)]
fn mark_place(code: u32) -> Option<usize> {
    match code {
        0..0x80 => Some(code as usize),
        0x2010..0x2030 => Some((code - 0x2010 + 0x80) as usize),
        0x3000..0x3020 => Some((code - 0x3000 + 0xa0) as usize),
        _ => None,
    }
}

/// The lanes that stand for a label.
const IN_USE: [bool; LANES] = {
    let mut lanes = [false; LANES];
    let mut n = 0;
    while n < USED.len() {
        lanes[USED[n]] = true;
        n += 1;
    }
    lanes
};

/// A row that ranks labels as `sum` does: what all labels have in common is
/// taken away, so that the rest fits a row.
fn centred(sum: &Score) -> Row {
    // Over all lanes, those in use or not, so that this compiles to vector steps: it runs for each word at a start.
    let (mut most, mut least) = (i16::MIN, i16::MAX);
    for lane in 0..LANES {
        most = most.max(if IN_USE[lane] { sum[lane] } else { i16::MIN });
        least = least.min(if IN_USE[lane] { sum[lane] } else { i16::MAX });
    }
    let middle = (most + least) / 2;
    let mut row = NO_ROW;
    for lane in 0..LANES {
        row[lane] = if IN_USE[lane] { (sum[lane] - middle).clamp(-127, 127) as i8 } else { NO_ROW[lane] };
    }
    row
}

/// A bit for each of some keys: most others are told apart by it, and it lies
/// in cache where the table does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filter {
    words: Vec<u64>,
    /// How many buckets the table has.
    buckets: usize,
}

impl Filter {
    /// How many bits a bucket of the table has, as a power of two.
    const BITS: u32 = 3;

    /// The filter of those keys of `table` whose number passes `test`.
    pub(crate) fn new(table: &Table, test: impl Fn(usize) -> bool) -> Filter {
        let mut words = vec![0; (table.buckets.len() << Filter::BITS).div_ceil(64)];
        let keys = table.buckets.iter().enumerate().flat_map(|(at, bucket)| {
            bucket.tags.iter().filter(|tag| **tag != 0).map(move |&tag| Filter::place(at, tag))
        });
        for (place, _) in keys.zip(1..).filter(|(_, number)| test(*number)) {
            words[place / 64] |= 1 << (place % 64);
        }
        Filter { words, buckets: table.buckets.len() }
    }

    fn place(bucket: usize, tag: u16) -> usize {
        bucket << Filter::BITS | usize::from(tag) & ((1 << Filter::BITS) - 1)
    }

    /// False when `hash` is none of the keys.
    #[inline(always)]
    fn may_hold(&self, hash: u64) -> bool {
        let place = Filter::place(home(hash, self.buckets), tag(hash));
        self.words[place / 64] >> (place % 64) & 1 == 1
    }
}

/// How many keys a bucket holds.
pub(crate) const WIDTH: usize = 6;

/// Some keys with like hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(16))]
pub(crate) struct Bucket {
    /// Sixteen bits of each hash; 0 when free.
    pub(crate) tags: [u16; WIDTH],
    /// The number of the first key.
    pub(crate) first: u32,
}

/// From hashes to numbers, which count the keys bucket by bucket from 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// A power of two of them.
    buckets: Vec<Bucket>,
}

impl Default for Table {
    fn default() -> Table {
        Table { buckets: vec![Bucket::default()] }
    }
}

impl Table {
    /// A table of 2^`bits` buckets from the keys' tags, of which each bucket
    /// takes as many as `counts` says; nothing when they do not fit.
    pub(crate) fn new(bits: u8, counts: &[u8], mut tags: impl Iterator<Item = u16>) -> Option<Table> {
        let mut buckets = Vec::with_capacity(1 << bits);
        let mut first = 1;
        for &count in counts {
            let mut bucket = Bucket { first, ..Bucket::default() };
            for slot in bucket.tags.get_mut(..count.into())? {
                *slot = tags.next()?;
            }
            first += u32::from(count);
            buckets.push(bucket);
        }
        (buckets.len() == 1 << bits).then_some(Table { buckets })
    }

    /// The number of buckets as a power of two.
    pub(crate) fn bits(&self) -> u8 {
        self.buckets.len().trailing_zeros() as u8
    }

    /// For each bucket how many keys it holds.
    pub(crate) fn counts(&self) -> impl Iterator<Item = u8> + '_ {
        self.buckets.iter().map(|b| b.tags.iter().filter(|t| **t != 0).count() as u8)
    }

    /// The tags of all keys in the order of their numbers.
    pub(crate) fn tags(&self) -> impl Iterator<Item = u16> + Clone + '_ {
        self.buckets.iter().flat_map(|b| b.tags).filter(|t| *t != 0)
    }

    /// The number of the key `hash`, 0 when it is not known.
    #[inline(always)]
    pub(crate) fn find(&self, hash: u64) -> u32 {
        let bucket = &self.buckets[home(hash, self.buckets.len())];
        let tag = tag(hash);
        let mut number = 0;
        for (i, &t) in bucket.tags.iter().enumerate() {
            if t == tag {
                number = bucket.first + i as u32;
            }
        }
        number
    }
}

/// The bucket of a hash among `len`.
#[inline(always)]
pub(crate) fn home(hash: u64, len: usize) -> usize {
    (hash >> 32) as usize & (len - 1)
}

/// The sixteen bits kept of a hash, never 0.
#[inline(always)]
pub(crate) fn tag(hash: u64) -> u16 {
    (hash as u16).max(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_by_its_number() {
        let hash = |bucket: u64, tag: u64| bucket << 32 | tag;
        let table = Table::new(1, &[2, 1], [7, 9, 7].into_iter()).unwrap();
        assert_eq!([hash(0, 7), hash(0, 9), hash(1, 7)].map(|h| table.find(h)), [1, 2, 3]);
        assert_eq!([hash(1, 9), hash(0, 0)].map(|h| table.find(h)), [0, 0]);
        assert_eq!(table.counts().collect::<Vec<_>>(), [2, 1]);
        assert_eq!(table.tags().collect::<Vec<_>>(), [7, 9, 7]);
        assert!(Table::new(1, &[7, 0], [1; 7].into_iter()).is_none());
        assert!(Table::new(1, &[2, 0], [1].into_iter()).is_none());
        assert!(Table::new(2, &[1], [1].into_iter()).is_none());
    }

    #[test]
    fn a_filter_passes_its_keys_and_few_others() {
        let hash = |bucket: u64, tag: u64| bucket << 32 | tag;
        let table = Table::new(2, &[2, 0, 1, 1], [7, 9, 7, 8].into_iter()).unwrap();
        // All but the third key.
        let filter = Filter::new(&table, |number| number != 3);
        assert_eq!([hash(0, 7), hash(0, 9), hash(3, 8)].map(|h| filter.may_hold(h)), [true; 3]);
        assert_eq!([hash(2, 7), hash(1, 7), hash(3, 9)].map(|h| filter.may_hold(h)), [false; 3]);
    }
}
