//! Examples as numbers: patterns by index, and the gold lane of every character.

use super::corpus::Example;
use super::knowledge::Knowledge;
use crate::span::Span;
use crate::tagger::feature::{self, Sentence, slots};
use crate::tagger::label::{O, lane_at};
use crate::token::{Segmenter, Word, sentences};
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
#[derive(Clone, Debug, Default)]
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

/// Everything to train on. Only the texts are kept: what a sentence looks like
/// to the learner ([`Item`]) is some thirty times as large as its text, and is
/// made anew for every look.
pub(crate) struct Data<'a> {
    examples: &'a [Example],
    knowledge: &'a Knowledge,
    segmenter: &'a Segmenter,
    /// The sentences, by number of their example.
    sentences: Vec<(u32, Span)>,
    index: HashKeyed<u32>,
    pub(crate) patterns: Vec<Pattern>,
}

/// Buffers for [`Data::item`].
#[derive(Default)]
pub(crate) struct Buffers {
    sentence: Sentence,
    words: Vec<Word>,
}

impl<'a> Data<'a> {
    /// Reads `examples`, keeping patterns seen at least `least` times. How
    /// often an example is looked at ([`Example::weight`]) does not count
    /// here, so that a rare pattern of a weighty text stays rare.
    pub(crate) fn build(
        examples: &'a [Example],
        knowledge: &'a Knowledge,
        least: u32,
        segmenter: &'a Segmenter,
    ) -> Data<'a> {
        let mut data = Data {
            examples,
            knowledge,
            segmenter,
            sentences: Vec::new(),
            index: HashKeyed::default(),
            patterns: Vec::new(),
        };
        for (number, example) in examples.iter().enumerate() {
            data.sentences.extend(sentences(&example.text).into_iter().map(|span| (number as u32, span)));
        }
        data.count_patterns(least);
        data
    }

    fn count_patterns(&mut self, least: u32) {
        let mut seen: HashKeyed<(u32, Kind, u8)> = HashKeyed::default();
        let mut buffers = Buffers::default();
        for &(number, span) in &self.sentences {
            self.look(number, span, &mut buffers);
            walk(&buffers.sentence, self.knowledge, |hash, kind, place| {
                seen.entry(hash).or_insert((0, kind, place.slots() as u8)).0 += 1;
            });
        }
        seen.retain(|_, (count, ..)| *count >= least);
        self.patterns = seen
            .into_iter()
            .map(|(hash, (count, kind, slots))| Pattern { hash, kind, slots, count })
            .collect();
        // The most frequent first: their weights then lie close together.
        self.patterns.sort_unstable_by_key(|p| (std::cmp::Reverse(p.count), p.hash));
        self.index = self.patterns.iter().zip(0..).map(|(p, id)| (p.hash, id)).collect();
    }

    fn look(&self, number: u32, span: Span, buffers: &mut Buffers) {
        let text = &self.examples[number as usize].text;
        buffers.words.clear();
        self.segmenter.segment(text, &[span], &mut buffers.words);
        buffers.sentence.read(text, span, &buffers.words);
    }

    /// The numbers of the sentences, each as often as an epoch looks at it.
    pub(crate) fn looks(&self) -> Vec<u32> {
        let times = |&(number, _): &(u32, Span)| self.examples[number as usize].weight as usize;
        let numbered = (0..).zip(&self.sentences);
        numbered.flat_map(|(i, sentence)| std::iter::repeat_n(i, times(sentence))).collect()
    }

    /// True when some example follows other guidelines.
    pub(crate) fn has_foreign(&self) -> bool {
        self.examples.iter().any(|e| e.foreign)
    }

    /// Makes sentence number `i` into what the learner looks at.
    pub(crate) fn item(&self, i: u32, buffers: &mut Buffers, item: &mut Item) {
        let (number, span) = self.sentences[i as usize];
        self.look(number, span, buffers);
        let example = &self.examples[number as usize];
        item.foreign = example.foreign;
        item.gold = gold(&buffers.sentence, span, example);
        item.found.clear();
        walk(&buffers.sentence, self.knowledge, |hash, _, place| {
            item.found.extend(self.index.get(&hash).map(|&id| (id, place)));
        });
    }
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
        Example::new(text, names)
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
        let segmenter = Segmenter::new();
        let data = Data::build(&examples, &knowledge, 1, &segmenter);
        let mut learner = crf::Learner::new(&data, 0.2, crf::Dropout { base: 0.0, rare: 0.0 });
        let (mut lattice, mut random) = (lattice::Lattice::default(), random::Random::new(1));
        let (mut buffers, mut item) = (Buffers::default(), Item::default());
        for i in [0, 1, 0, 1, 0, 1] {
            data.item(i, &mut buffers, &mut item);
            learner.learn(&item, &mut lattice, &mut random);
        }
        let model = pack::pack(&data, &learner, &knowledge);
        for (number, example) in (0..).zip(&examples) {
            data.look(number, Span::new(0, example.text.len()), &mut buffers);
            let sentence = &buffers.sentence;
            let total = sentence.units.len();
            let mut expected = vec![[0i16; LANES]; total];
            walk(sentence, &knowledge, |hash, _, place| {
                let first = learner.first[data.index[&hash] as usize] as usize;
                place.targets(total, |slot, to| {
                    let row = pack::whole(&learner.rows[first + slot]);
                    expected[to].iter_mut().zip(row).for_each(|(s, w)| *s += i16::from(w));
                });
            });
            let got: Vec<_> = Board::default().score(&model, sentence).iter().map(relative).collect();
            assert!(got.iter().flatten().any(|w| *w != 0));
            assert_eq!(got, expected.iter().map(relative).collect::<Vec<_>>());
        }
    }

    #[test]
    fn weight_says_how_often_a_text_is_looked_at_not_how_often_its_patterns_were_seen() {
        let mut weighty = example("周小禾到会。", "周小禾", Label::Person);
        weighty.weight = 3;
        let examples = [weighty, example("青山到了。", "青山", Label::Place)];
        let (knowledge, segmenter) = (Knowledge::default(), Segmenter::new());
        let data = Data::build(&examples, &knowledge, 2, &segmenter);
        assert_eq!(data.looks(), [0, 0, 0, 1]);
        // 到 and 。 stand in both, everything else in one.
        let chars: Vec<_> = data.patterns.iter().filter(|p| matches!(p.kind, Kind::Char(_))).collect();
        assert_eq!(chars.iter().map(|p| p.count).collect::<Vec<_>>(), [2, 2]);
    }
}
