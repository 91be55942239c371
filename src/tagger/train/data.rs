//! Examples as numbers: patterns by index, and the gold lane of every character.

use super::corpus::Example;
use super::knowledge::Knowledge;
use crate::span::Span;
use crate::tagger::feature::{self, Hit, Piece, Sentence, Sink, slots};
use crate::tagger::label::{O, lane_at};
use crate::token::{Segmenter, sentences};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are hashes already.
#[derive(Default)]
pub(crate) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!("only whole numbers are keys")
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

/// A map keyed by hashes.
pub(crate) type HashKeyed<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// What a pattern is found at: see [`feature`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Gram { len: u8, start: u32 },
    Word(u32),
    Pair(u32),
    Triple(u32),
    Span { start: u32, end: u32 },
}

impl Place {
    pub(crate) fn slots(self) -> usize {
        match self {
            Place::Gram { len, .. } => slots::gram(len as usize),
            Place::Word(_) => slots::WORD,
            Place::Pair(_) => slots::PAIR,
            Place::Triple(_) => slots::TRIPLE,
            Place::Span { .. } => slots::SPAN,
        }
    }

    /// Calls `f(slot, character)` for every row the pattern gives here.
    #[inline(always)]
    pub(crate) fn targets(self, pieces: &[Piece], total: usize, f: impl FnMut(usize, usize)) {
        match self {
            Place::Gram { len, start } => feature::gram_targets(len as usize, start as usize, total, f),
            Place::Word(j) => feature::word_targets(pieces, j as usize, f),
            Place::Pair(j) => feature::pair_targets(pieces, j as usize, f),
            Place::Triple(j) => feature::piece_targets(&pieces[j as usize], 0, f),
            Place::Span { start, end } => feature::span_targets(start as usize, end as usize, total, f),
        }
    }
}

/// A sentence as training sees it.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) gold: Vec<u8>,
    pub(crate) pieces: Vec<Piece>,
    /// Patterns by index, with their places.
    pub(crate) found: Vec<(u32, Place)>,
    /// Annotated by other guidelines.
    pub(crate) foreign: bool,
}

/// A known pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub(crate) hash: u64,
    pub(crate) slots: u8,
    /// Of a gram, the hash of the one a character shorter; else 0.
    pub(crate) parent: u64,
}

/// Everything to train on.
pub(crate) struct Data {
    pub(crate) items: Vec<Item>,
    pub(crate) patterns: Vec<Pattern>,
}

/// Reads `examples`, keeping patterns seen at least `least` times.
pub(crate) fn build(examples: &[Example], knowledge: &Knowledge, least: u32, segmenter: &Segmenter) -> Data {
    let mut counts: HashKeyed<u32> = HashKeyed::default();
    each_sentence(examples, segmenter, |sentence, _, _| {
        let mut counter =
            Finder { knowledge, parent: 0, take: |hash, _, _| *counts.entry(hash).or_insert(0) += 1 };
        feature::walk(sentence, &mut counter);
    });
    let mut patterns = Vec::new();
    let mut index: HashKeyed<u32> = HashKeyed::default();
    let mut items = Vec::new();
    each_sentence(examples, segmenter, |sentence, gold, foreign| {
        let mut found = Vec::new();
        let take = |hash, place: Place, parent| {
            if counts.get(&hash).is_none_or(|&n| n < least) || place.slots() == 0 {
                return;
            }
            let next = patterns.len() as u32;
            let id = *index.entry(hash).or_insert(next);
            if id == next {
                patterns.push(Pattern { hash, slots: place.slots() as u8, parent });
            }
            found.push((id, place));
        };
        feature::walk(sentence, &mut Finder { knowledge, parent: 0, take });
        items.push(Item { gold, pieces: sentence.pieces.clone(), found, foreign });
    });
    Data { items, patterns }
}

fn each_sentence(
    examples: &[Example],
    segmenter: &Segmenter,
    mut f: impl FnMut(&mut Sentence, Vec<u8>, bool),
) {
    let mut sentence = Sentence::default();
    let mut words = Vec::new();
    for example in examples {
        for span in sentences(&example.text) {
            words.clear();
            segmenter.segment(&example.text, &[span], &mut words);
            sentence.read(&example.text, span, &words);
            let gold = gold(&sentence, span, example);
            f(&mut sentence, gold, example.foreign);
        }
    }
}

fn gold(sentence: &Sentence, span: Span, example: &Example) -> Vec<u8> {
    let mut gold = vec![O as u8; sentence.units.len()];
    let at = |byte: usize| sentence.units.partition_point(|u| (u.at as usize) < byte);
    for (name, label) in example.names.iter().filter(|(n, _)| span.contains(*n)) {
        let (start, end) = (at(name.start), at(name.end));
        for (i, lane) in gold[start..end].iter_mut().enumerate() {
            *lane = lane_at(label.class(), i, end - start) as u8;
        }
    }
    gold
}

/// Takes every pattern that could be learnt.
struct Finder<'a, F> {
    knowledge: &'a Knowledge,
    /// The gram last seen.
    parent: u64,
    take: F,
}

impl<F: FnMut(u64, Place, u64)> Sink for Finder<'_, F> {
    fn gram(&mut self, hash: u64, len: usize, start: usize) -> Hit {
        if len <= feature::GRAM {
            let parent = if len > 1 { self.parent } else { 0 };
            (self.take)(hash, Place::Gram { len: len as u8, start: start as u32 }, parent);
        }
        self.parent = hash;
        let hit = self.knowledge.entry(hash);
        Hit { more: hit.more || len < feature::GRAM, class: hit.class }
    }

    fn word(&mut self, hash: u64, j: usize) -> u16 {
        (self.take)(hash, Place::Word(j as u32), 0);
        self.knowledge.cluster(hash)
    }

    fn pair(&mut self, hash: u64, j: usize) {
        (self.take)(hash, Place::Pair(j as u32), 0);
    }

    fn triple(&mut self, hash: u64, j: usize) {
        (self.take)(hash, Place::Triple(j as u32), 0);
    }

    fn span(&mut self, hash: u64, start: usize, end: usize) {
        (self.take)(hash, Place::Span { start: start as u32, end: end as u32 }, 0);
    }
}
