//! Examples as numbers: patterns by index, and the gold lane of every character.

use super::corpus::Example;
use super::knowledge::Knowledge;
use crate::span::Span;
use crate::tagger::feature::{self, Sentence, slots};
use crate::tagger::label::{O, lane_at};
use crate::token::{Segmenter, sentences};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys are whole numbers, mostly hashes already.
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
        // Pairs of numbers are keys too, and those need stirring.
        self.0 = feature::mix(0, n);
    }
}

/// A map keyed by hashes.
pub(crate) type HashKeyed<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;

/// What a pattern is found at: see [`feature`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Char(u32),
    Pair(u32),
    /// A word or a gazetteer's match.
    Word {
        start: u32,
        end: u32,
    },
}

impl Place {
    pub(crate) fn slots(self) -> usize {
        match self {
            Place::Char(_) => slots::CHAR,
            Place::Pair(_) => slots::PAIR,
            Place::Word { .. } => slots::WORD,
        }
    }

    /// Calls `f(slot, character)` for every row the pattern gives here.
    #[inline(always)]
    pub(crate) fn targets(self, total: usize, mut f: impl FnMut(usize, usize)) {
        match self {
            Place::Char(at) => feature::char_targets(at as usize, total, f),
            Place::Pair(at) => (0..slots::PAIR).for_each(|slot| f(slot, at as usize + slot)),
            Place::Word { start, end } => feature::word_targets(start as usize, end as usize, total, f),
        }
    }
}

/// What a pattern is, for the model's layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Char(u32),
    Pair,
    Other,
}

/// A sentence as training sees it.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) gold: Vec<u8>,
    /// Patterns by index, with their places.
    pub(crate) found: Vec<(u32, Place)>,
    /// Annotated by other guidelines.
    pub(crate) foreign: bool,
}

/// A known pattern.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pattern {
    pub(crate) hash: u64,
    pub(crate) kind: Kind,
    pub(crate) slots: u8,
    /// How often it was seen.
    pub(crate) count: u32,
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
        walk(sentence, knowledge, |hash, _, _| *counts.entry(hash).or_insert(0) += 1);
    });
    let mut patterns = Vec::new();
    let mut index: HashKeyed<u32> = HashKeyed::default();
    let mut items = Vec::new();
    each_sentence(examples, segmenter, |sentence, gold, foreign| {
        let mut found = Vec::new();
        walk(sentence, knowledge, |hash, kind, place: Place| {
            let count = counts.get(&hash).copied().unwrap_or(0);
            if count < least {
                return;
            }
            let next = patterns.len() as u32;
            let id = *index.entry(hash).or_insert(next);
            if id == next {
                patterns.push(Pattern { hash, kind, slots: place.slots() as u8, count });
            }
            found.push((id, place));
        });
        items.push(Item { gold, found, foreign });
    });
    Data { items, patterns }
}

/// Calls `take` for every pattern of `sentence` that could be learnt.
fn walk(sentence: &Sentence, knowledge: &Knowledge, mut take: impl FnMut(u64, Kind, Place)) {
    let units = &sentence.units;
    for (at, unit) in units.iter().enumerate() {
        take(feature::char_hash(unit.code), Kind::Char(unit.code), Place::Char(at as u32));
    }
    for (at, pair) in units.windows(2).enumerate() {
        let hash = feature::pair_hash(pair[0].code, pair[1].code);
        take(hash, Kind::Pair, Place::Pair(at as u32));
        feature::spans(
            units,
            at,
            knowledge.entry(hash),
            |h| knowledge.entry(h),
            |hash, start, end| {
                take(hash, Kind::Other, Place::Word { start: start as u32, end: end as u32 });
            },
        );
    }
    for piece in &sentence.pieces {
        let place = Place::Word { start: piece.start, end: piece.end };
        take(piece.hash, Kind::Other, place);
        take(piece.shape(), Kind::Other, place);
        let cluster = knowledge.cluster(piece.hash);
        if cluster != 0 {
            take(feature::cluster_hash(cluster), Kind::Other, place);
        }
    }
}

fn each_sentence(examples: &[Example], segmenter: &Segmenter, mut f: impl FnMut(&Sentence, Vec<u8>, bool)) {
    let mut sentence = Sentence::default();
    let mut words = Vec::new();
    for example in examples {
        for span in sentences(&example.text) {
            words.clear();
            segmenter.segment(&example.text, &[span], &mut words);
            sentence.read(&example.text, span, &words);
            let gold = gold(&sentence, span, example);
            f(&sentence, gold, example.foreign);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::Label;
    use crate::tagger::label::{LANES, USED};
    use crate::tagger::score::Board;
    use crate::tagger::train::{crf, lattice, pack, random};

    fn example(text: &str, name: &str, label: Label) -> Example {
        let start = text.find(name).unwrap();
        let names = vec![(Span::new(start, start + name.len()), label)];
        Example { text: text.to_owned(), names, foreign: false }
    }

    /// Weights of a character, less that of the first label: rows may be
    /// shifted as a whole.
    fn relative(score: &[i16; LANES]) -> [i16; USED.len()] {
        USED.map(|lane| score[lane] - score[O])
    }

    #[test]
    fn tagging_scores_as_training_does() {
        let examples = [
            example("记者周小禾从青山市报道，GDP增长8%。", "周小禾", Label::Person),
            example("柳河县教育局召开会议，认真学习。", "柳河县教育局", Label::Institution),
        ];
        let mut knowledge = Knowledge::default();
        knowledge.add_entry("柳河县", 3);
        knowledge.add_entry("青山", 4);
        for word in ["记者", "会议", "的", "从", "，"] {
            knowledge.add_cluster(word, 9);
        }
        let data = build(&examples, &knowledge, 1, &Segmenter::new());
        let mut learner = crf::Learner::new(&data, 0.2, crf::Dropout { base: 0.0, rare: 0.0 });
        let (mut lattice, mut random) = (lattice::Lattice::default(), random::Random::new(1));
        for item in data.items.iter().cycle().take(6) {
            learner.learn(item, &mut lattice, &mut random);
        }
        let model = pack::pack(&data, &learner, &knowledge);
        let index: HashKeyed<usize> = data.patterns.iter().enumerate().map(|(i, p)| (p.hash, i)).collect();
        each_sentence(&examples, &Segmenter::new(), |sentence, gold, _| {
            let mut expected = vec![[0i16; LANES]; gold.len()];
            walk(sentence, &knowledge, |hash, _, place| {
                let first = learner.first[index[&hash]] as usize;
                place.targets(gold.len(), |slot, to| {
                    let row = pack::whole(&learner.rows[first + slot]);
                    expected[to].iter_mut().zip(row).for_each(|(s, w)| *s += i16::from(w));
                });
            });
            let got: Vec<_> = Board::default().score(&model, sentence).iter().map(relative).collect();
            assert!(got.iter().flatten().any(|w| *w != 0));
            assert_eq!(got, expected.iter().map(relative).collect::<Vec<_>>());
        });
    }
}
