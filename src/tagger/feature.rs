//! What the model looks at, as numbers: no feature is ever built as a string.
//!
//! A *pattern* is a hash found at a place of the sentence, and gives weights
//! to several characters at once, one *row* for each of its *slots*:
//!
//! | shape | pattern | slots: the characters that get a row |
//! |---|---|---|
//! | gram | 1–4 characters in sequence | those with the whole gram within ±2 |
//! | word | a word, its tag, its cluster | of this word, the next and the one before, each by place in its word (B, M, E, S) |
//! | pair | two words in sequence (tags, clusters) | of both, by place in the word |
//! | triple | three words in sequence | of the middle one, by place |
//! | span | a gazetteer's match | first, middle, last, the one before, the one after, a single one |
//!
//! Training and tagging share [`walk`], which gives every pattern to a
//! [`Sink`]; what it finds there decides how far longer grams are tried.

use crate::span::Span;
use crate::token::Word;

/// The longest gram with weights.
pub(crate) const GRAM: usize = 4;
/// How far from a character its grams reach.
pub(crate) const REACH: usize = 2;
/// The longest gazetteer entry, in characters.
pub(crate) const ENTRY: usize = 12;
const MUL: u64 = 0x9E37_79B9_7F4A_7C15;

/// The slots of each shape.
pub(crate) mod slots {
    use super::{GRAM, REACH};
    pub(crate) const fn gram(len: usize) -> usize {
        if len > GRAM { 0 } else { 2 * REACH + 2 - len }
    }
    pub(crate) const WORD: usize = 12;
    pub(crate) const PAIR: usize = 8;
    pub(crate) const TRIPLE: usize = 4;
    pub(crate) const SPAN: usize = 6;
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
    /// Hash of its normal form.
    pub(crate) hash: u64,
    /// The class its sink knows it by; 0 for none.
    pub(crate) cluster: u16,
}

/// One sentence ready for [`walk`]; the buffers are kept from one to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) units: Vec<Unit>,
    pub(crate) pieces: Vec<Piece>,
    matches: Vec<Match>,
    /// Grams that may go on: where each starts, and its hash.
    open: Vec<(u32, u64)>,
}

#[derive(Clone, Copy, Debug)]
struct Match {
    start: usize,
    end: usize,
    class: u16,
}

/// What a sink knows of a gram.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hit {
    /// Longer grams with this beginning may be known too.
    pub(crate) more: bool,
    /// Its class in the gazetteer, 0 for none.
    pub(crate) class: u16,
}

/// Takes the patterns of a sentence.
pub(crate) trait Sink {
    /// A gram of `len` characters that starts at character `start`; `parent`
    /// is the hash of the same but its last character, 0 if there is none.
    fn gram(&mut self, hash: u64, parent: u64, len: usize, start: usize) -> Hit;
    /// A pattern of word `j`.
    fn word(&mut self, hash: u64, j: usize) -> u16;
    /// A pattern of words `j` and `j + 1`.
    fn pair(&mut self, hash: u64, j: usize);
    /// A pattern of words `j - 1` to `j + 1`.
    fn triple(&mut self, hash: u64, j: usize);
    /// A gazetteer's match on characters `start..end`.
    fn span(&mut self, hash: u64, start: usize, end: usize);
}

/// Template numbers: each begins a hash, so that no two templates mix.
mod template {
    pub(super) const GRAM: u64 = 1;
    pub(super) const WORD: u64 = 2;
    pub(super) const CLUSTER: u64 = 4;
    pub(super) const POS_POS: u64 = 5;
    pub(super) const CLUSTER_CLUSTER: u64 = 6;
    pub(super) const POS3: u64 = 7;
    pub(super) const ENTRY: u64 = 8;
    pub(super) const LENGTH: u64 = 9;
}

pub(crate) const GRAM_SEED: u64 = template::GRAM.wrapping_mul(MUL);
pub(crate) const WORD_SEED: u64 = template::WORD.wrapping_mul(MUL);

/// Takes `value` into the hash `h`.
#[inline(always)]
pub(crate) fn mix(h: u64, value: u64) -> u64 {
    let x = (h ^ value).wrapping_mul(MUL);
    x ^ (x >> 32)
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
        let mut at = span.start;
        for word in words {
            if word.span.start < at || word.span.end > span.end || word.span.is_empty() {
                continue;
            }
            self.push(text, Span::new(at, word.span.start), 0);
            self.push(text, word.span, word.pos.code());
            at = word.span.end;
        }
        self.push(text, Span::new(at, span.end), 0);
    }

    fn push(&mut self, text: &str, span: Span, pos: u32) {
        let Some(word) = span.get(text) else { return };
        let start = self.units.len() as u32;
        let mut hash = WORD_SEED;
        for (i, c) in word.char_indices() {
            let code = normal(c);
            hash = mix(hash, u64::from(code));
            self.units.push(Unit { code, at: (span.start + i) as u32 });
        }
        let end = self.units.len() as u32;
        if end > start {
            self.pieces.push(Piece { start, end, pos, hash, cluster: 0 });
        }
    }
}

/// Gives every pattern of `sentence` to `sink`.
#[inline]
pub(crate) fn walk(sentence: &mut Sentence, sink: &mut impl Sink) {
    grams(sentence, sink);
    words(sentence, sink);
    pairs(sentence, sink);
    for m in &sentence.matches {
        let len = (m.end - m.start).min(6) as u64;
        let h = mix(template::ENTRY, u64::from(m.class));
        sink.span(mix(h, len), m.start, m.end);
    }
}

/// All grams of one length before those of the next: so look-ups do not wait
/// for each other, and branches are alike.
#[inline]
fn grams(sentence: &mut Sentence, sink: &mut impl Sink) {
    let Sentence { units, matches, open, .. } = sentence;
    matches.clear();
    open.clear();
    open.extend((0..units.len() as u32).map(|start| (start, GRAM_SEED)));
    for len in 1..=ENTRY {
        let mut kept = 0;
        for i in 0..open.len() {
            let (start, parent) = open[i];
            let Some(unit) = units.get(start as usize + len - 1) else { break };
            let hash = mix(parent, u64::from(unit.code));
            let hit = sink.gram(hash, if len > 1 { parent } else { 0 }, len, start as usize);
            if hit.class != 0 {
                matches.push(Match { start: start as usize, end: start as usize + len, class: hit.class });
            }
            open[kept] = (start, hash);
            kept += usize::from(hit.more);
        }
        open.truncate(kept);
    }
}

#[inline]
fn words(sentence: &mut Sentence, sink: &mut impl Sink) {
    for (j, piece) in sentence.pieces.iter_mut().enumerate() {
        piece.cluster = sink.word(piece.hash, j);
        if piece.cluster != 0 {
            sink.word(mix(template::CLUSTER, u64::from(piece.cluster)), j);
        }
        let len = (piece.end - piece.start).min(5);
        sink.word(mix(mix(template::LENGTH, u64::from(len)), u64::from(piece.pos)), j);
    }
}

#[inline]
fn pairs(sentence: &Sentence, sink: &mut impl Sink) {
    let pieces = &sentence.pieces;
    for (j, pair) in pieces.windows(2).enumerate() {
        let [a, b] = [pair[0], pair[1]];
        let (pa, pb) = (u64::from(a.pos), u64::from(b.pos));
        sink.pair(mix(mix(template::POS_POS, pa), pb), j);
        if a.cluster != 0 && b.cluster != 0 {
            let h = mix(template::CLUSTER_CLUSTER, u64::from(a.cluster));
            sink.pair(mix(h, u64::from(b.cluster)), j);
        }
        if let Some(c) = pieces.get(j + 2) {
            let h = mix(mix(template::POS3, pa), pb);
            sink.triple(mix(h, u64::from(c.pos)), j + 1);
        }
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

/// Calls `f(slot, character)` for every row of a gram.
#[inline(always)]
pub(crate) fn gram_targets(len: usize, start: usize, total: usize, mut f: impl FnMut(usize, usize)) {
    for slot in 0..slots::gram(len) {
        let to = start + len - 1 + slot;
        if to >= REACH && to - REACH < total {
            f(slot, to - REACH);
        }
    }
}

/// Calls `f(slot, character)` for every character of `piece`, with slots
/// counted from `first`.
#[inline(always)]
pub(crate) fn piece_targets(piece: &Piece, first: usize, mut f: impl FnMut(usize, usize)) {
    let len = (piece.end - piece.start) as usize;
    for i in 0..len {
        f(first + place(i, len), piece.start as usize + i);
    }
}

/// Calls `f(slot, character)` for every row of a word pattern.
#[inline(always)]
pub(crate) fn word_targets(pieces: &[Piece], j: usize, mut f: impl FnMut(usize, usize)) {
    piece_targets(&pieces[j], 0, &mut f);
    if let Some(next) = pieces.get(j + 1) {
        piece_targets(next, 4, &mut f);
    }
    if j > 0 {
        piece_targets(&pieces[j - 1], 8, &mut f);
    }
}

/// Calls `f(slot, character)` for every row of a pair pattern.
#[inline(always)]
pub(crate) fn pair_targets(pieces: &[Piece], j: usize, mut f: impl FnMut(usize, usize)) {
    piece_targets(&pieces[j], 0, &mut f);
    if let Some(next) = pieces.get(j + 1) {
        piece_targets(next, 4, &mut f);
    }
}

/// Calls `f(slot, character)` for every row of a span pattern.
#[inline(always)]
pub(crate) fn span_targets(start: usize, end: usize, total: usize, mut f: impl FnMut(usize, usize)) {
    let len = end - start;
    for i in 0..len {
        let slot = place(i, len);
        f(if slot == 3 { 5 } else { slot }, start + i);
    }
    if start > 0 {
        f(3, start - 1);
    }
    if end < total {
        f(4, end);
    }
}
