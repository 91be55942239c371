//! What the model looks at, as numbers: no feature is ever built as a string.
//!
//! A *pattern* is a hash found at a place of the sentence, and gives weights
//! to several characters at once, one *row* for each of its *slots*:
//!
//! | shape | pattern | slots: the characters that get a row |
//! |---|---|---|
//! | char | a character | those within ±2 |
//! | pair | two characters in sequence | both |
//! | word | a word; its cluster; its tag with its length | its first, middle, last, only one; the one after; the one before |
//! | span | a gazetteer's match | the same |
//!
//! That is all: longer sequences of characters, pairs of words, of tags and of
//! clusters make a model that is larger, slower and, on text not seen in
//! training, worse.
//!
//! Training and tagging share [`words`], [`spans`] and the hashes.

use crate::span::Span;
use crate::token::{Dictionary, Word};

/// How far from a character its weights reach.
pub(crate) const REACH: usize = 2;
/// The longest gazetteer entry, in characters.
pub(crate) const ENTRY: usize = 12;
const MUL: u64 = 0x9E37_79B9_7F4A_7C15;

/// The slots of each shape.
pub(crate) mod slots {
    pub(crate) const CHAR: usize = 2 * super::REACH + 1;
    pub(crate) const PAIR: usize = 2;
    /// Of words and spans: by [`super::place`], then the neighbours.
    pub(crate) const WORD: usize = 6;
    pub(crate) const AFTER: usize = 4;
    pub(crate) const BEFORE: usize = 5;
}

/// A character of the sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    /// Its normal form; see [`normal`].
    pub(crate) code: u32,
    /// Its byte in the text.
    pub(crate) at: u32,
}

/// A word of the sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// The first character.
    pub(crate) start: u32,
    /// One past the last.
    pub(crate) end: u32,
    /// Its part of speech.
    pub(crate) pos: u32,
    /// Its number in the dictionary, 0 when it is not there.
    pub(crate) id: u32,
    /// Its pattern.
    pub(crate) hash: u64,
}

/// One sentence ready to be looked at; the buffers are kept from one to the
/// next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) units: Vec<Unit>,
    pub(crate) pieces: Vec<Piece>,
}

/// What is known of a sequence of characters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hit {
    /// Gazetteer entries begin with it.
    pub(crate) more: bool,
    /// Its class in the gazetteer, 0 for none.
    pub(crate) class: u16,
}

/// Template numbers: each begins a hash, so that no two templates mix.
mod template {
    pub(super) const GRAM: u64 = 1;
    pub(super) const WORD: u64 = 2;
    pub(super) const OTHER: u64 = 3;
    pub(super) const CLUSTER: u64 = 4;
    pub(super) const ENTRY: u64 = 8;
    pub(super) const LENGTH: u64 = 9;
}

pub(crate) const GRAM_SEED: u64 = template::GRAM.wrapping_mul(MUL);
const OTHER_SEED: u64 = template::OTHER.wrapping_mul(MUL);
const WORD_SEED: u64 = template::WORD.wrapping_mul(MUL);
const CLUSTER_SEED: u64 = template::CLUSTER.wrapping_mul(MUL);
const ENTRY_SEED: u64 = template::ENTRY.wrapping_mul(MUL);
const LENGTH_SEED: u64 = template::LENGTH.wrapping_mul(MUL);

/// Takes `value` into the hash `h`.
#[inline(always)]
pub(crate) fn mix(h: u64, value: u64) -> u64 {
    let x = (h ^ value).wrapping_mul(MUL);
    x ^ (x >> 32)
}

/// The pattern of a character.
#[inline(always)]
pub(crate) fn char_hash(code: u32) -> u64 {
    mix(GRAM_SEED, u64::from(code))
}

/// The pattern of two characters.
#[inline(always)]
pub(crate) fn pair_hash(a: u32, b: u32) -> u64 {
    // The same as from `char_hash`, as gazetteer entries are built.
    mix(char_hash(a), u64::from(b))
}

/// The pattern of a cluster of words.
#[inline(always)]
pub(crate) fn cluster_hash(cluster: u16) -> u64 {
    mix(CLUSTER_SEED, u64::from(cluster))
}

/// The pattern of word number `id`.
#[inline(always)]
pub(crate) fn word_hash(id: u32) -> u64 {
    mix(WORD_SEED, u64::from(id))
}

/// The pattern of a word's part of speech and length.
#[inline(always)]
pub(crate) fn shape_hash(len: u32, pos: u32) -> u64 {
    mix(mix(LENGTH_SEED, u64::from(len.min(5))), u64::from(pos))
}

impl Piece {
    /// The pattern of its part of speech and length.
    #[inline(always)]
    pub(crate) fn shape(&self) -> u64 {
        shape_hash(self.end - self.start, self.pos)
    }
}

/// The form in which characters are compared: full-width as half-width, all
/// digits one, all Latin letters one of two (capital or not), all blanks one.
#[inline]
pub(crate) fn normal(c: char) -> u32 {
    let c = c as u32;
    if (0x3400..0xff00).contains(&c) {
        return c;
    }
    let c = if (0xff01..0xff5f).contains(&c) { c - 0xfee0 } else { c };
    match c {
        0x30..=0x39 => 0x30,
        0x41..=0x5a => 0x41,
        0x61..=0x7a => 0x61,
        0..=0x20 | 0xa0 | 0x3000 => 0x20,
        _ => c,
    }
}

impl Sentence {
    /// Reads the sentence at `span` with its words, which lie in order and
    /// cover it or leave gaps.
    pub(crate) fn read(&mut self, text: &str, span: Span, words: &[Word]) {
        self.units.clear();
        self.pieces.clear();
        let Some(sentence) = span.get(text) else { return };
        let unit = |(at, c)| Unit { code: normal(c), at: (span.start + at) as u32 };
        self.units.extend(sentence.char_indices().map(unit));
        let mut at = span.start;
        for word in words {
            if word.span.start < at || word.span.end > span.end || word.span.is_empty() {
                continue;
            }
            if word.span.start > at {
                self.push(word.span.start, 0, 0);
            }
            self.push(word.span.end, word.pos.code(), word.id);
            at = word.span.end;
        }
        if at < span.end {
            self.push(span.end, 0, 0);
        }
    }

    /// Adds the piece that goes from where the last one ended to byte `end`.
    fn push(&mut self, end: usize, pos: u32, id: u32) {
        let start = self.pieces.last().map_or(0, |p| p.end);
        let rest = &self.units[start as usize..];
        let len = rest.iter().take_while(|u| (u.at as usize) < end).count() as u32;
        if len == 0 {
            return;
        }
        let hash = match id {
            0 => other_hash(rest[..len as usize].iter().map(|u| u.code)),
            _ => word_hash(id),
        };
        self.pieces.push(Piece { start, end: start + len, pos, id, hash });
    }
}

/// The pattern of a word that is not in the dictionary.
pub(crate) fn other_hash(codes: impl Iterator<Item = u32>) -> u64 {
    codes.fold(OTHER_SEED, |hash, code| mix(hash, u64::from(code)))
}

/// The pattern of `word`.
pub(crate) fn word_pattern(word: &str) -> u64 {
    match Dictionary::get().id(word) {
        0 => other_hash(word.chars().map(normal)),
        id => word_hash(id),
    }
}

/// Calls `f(hash, start, end)` for each match of the gazetteer that starts
/// with the characters `start` and `start + 1`, which are `pair`; `known`
/// tells what is known of a longer one.
#[inline]
pub(crate) fn spans(
    units: &[Unit],
    start: usize,
    pair: Hit,
    known: impl Fn(u64) -> Hit,
    mut f: impl FnMut(u64, usize, usize),
) {
    let mut hit = pair;
    let mut hash = pair_hash(units[start].code, units[start + 1].code);
    for (end, unit) in (start + 2..).zip(units[start + 2..].iter().map(Some).chain([None])) {
        if hit.class != 0 {
            let len = (end - start).min(6) as u64;
            f(mix(mix(ENTRY_SEED, u64::from(hit.class)), len), start, end);
        }
        let Some(unit) = unit.filter(|_| hit.more && end - start < ENTRY) else { return };
        hash = mix(hash, u64::from(unit.code));
        hit = known(hash);
    }
}

/// The place of each character of a word of `len` characters: 0 first,
/// 1 middle, 2 last, 3 alone.
#[inline(always)]
pub(crate) fn place(at: usize, len: usize) -> usize {
    match (at, len) {
        (_, 1) => 3,
        (0, _) => 0,
        (at, len) if at + 1 == len => 2,
        _ => 1,
    }
}

/// Calls `f(slot, character)` for every row of the word or span at
/// `start..end` of `total` characters.
#[inline(always)]
pub(crate) fn word_targets(start: usize, end: usize, total: usize, mut f: impl FnMut(usize, usize)) {
    let len = end - start;
    for i in 0..len {
        f(place(i, len), start + i);
    }
    if end < total {
        f(slots::AFTER, end);
    }
    if start > 0 {
        f(slots::BEFORE, start - 1);
    }
}

/// Calls `f(slot, character)` for every row of the character `at` of `total`.
#[inline(always)]
pub(crate) fn char_targets(at: usize, total: usize, mut f: impl FnMut(usize, usize)) {
    for slot in 0..slots::CHAR {
        let to = at + slot;
        if to >= REACH && to - REACH < total {
            f(slot, to - REACH);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<Unit> {
        text.chars().map(|c| Unit { code: normal(c), at: 0 }).collect()
    }

    #[test]
    fn matches_of_the_gazetteer_end_where_an_entry_does() {
        let units = units("柳河县城");
        let two = pair_hash(units[0].code, units[1].code);
        let three = mix(two, u64::from(units[2].code));
        let known = |hash| Hit { more: false, class: if hash == three { 7 } else { 0 } };
        let mut found = Vec::new();
        let mut look = |hit| {
            found.clear();
            spans(&units, 0, hit, known, |_, start, end| found.push((start, end)));
            found.clone()
        };
        assert_eq!(look(Hit { more: true, class: 5 }), [(0, 2), (0, 3)]);
        assert_eq!(look(Hit { more: false, class: 5 }), [(0, 2)]);
        assert_eq!(look(Hit { more: true, class: 0 }), [(0, 3)]);
        assert_eq!(look(Hit::default()), []);
    }

    #[test]
    fn a_word_gives_rows_to_itself_and_both_neighbours() {
        let mut got = Vec::new();
        word_targets(1, 4, 5, |slot, to| got.push((slot, to)));
        assert_eq!(got, [(0, 1), (1, 2), (2, 3), (slots::AFTER, 4), (slots::BEFORE, 0)]);
        got.clear();
        word_targets(0, 1, 1, |slot, to| got.push((slot, to)));
        assert_eq!(got, [(3, 0)]);
    }
}
