//! Users' words: what the dictionary lacks, or counts or tags otherwise.

use super::Pos;
use super::dictionary::{Dictionary, Step};
use rustc_hash::FxHashMap;

/// Marks the number of a step as that of a user's word.
const USER: u32 = 1 << 31;

/// A user's word.
#[derive(Clone, Copy, Debug)]
pub(super) struct UserWord {
    /// Its part of speech, or else the dictionary's.
    pub(super) pos: Option<Pos>,
    /// Its number in the dictionary, 0 when it is not there.
    pub(super) id: u32,
    cost: i32,
}

/// Users' words by their characters.
#[derive(Default)]
pub(super) struct UserWords {
    words: Vec<UserWord>,
    index: FxHashMap<Box<[u32]>, u32>,
    /// The most characters that a word with this first one has.
    longest: FxHashMap<u32, usize>,
}

impl UserWords {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Adds a word, or overrides one. Without a frequency it weighs no more
    /// than the best way to cut it apart, so that it is cut as one.
    pub(super) fn add(&mut self, dictionary: &Dictionary, word: &str, freq: Option<usize>, pos: Option<Pos>) {
        let chars: Box<[u32]> = word.chars().map(u32::from).collect();
        let Some(&first) = chars.first() else { return };
        let cost = match freq {
            Some(freq) => dictionary.cost_of(freq),
            None => {
                let (mut seconds, mut route) = (Vec::new(), Vec::new());
                dictionary.route(&chars, &mut seconds, &mut route);
                route[0].cost().min(dictionary.cost_of(1))
            }
        };
        let word = UserWord { pos, id: dictionary.id(word), cost };
        let longest = self.longest.entry(first).or_default();
        *longest = chars.len().max(*longest);
        let next = self.words.len() as u32;
        match *self.index.entry(chars).or_insert(next) {
            at if at == next => self.words.push(word),
            at => self.words[at as usize] = word,
        }
    }

    /// The user's word that a step stands for.
    pub(super) fn get(&self, id: u32) -> Option<&UserWord> {
        if id & USER == 0 { None } else { self.words.get((id & !USER) as usize) }
    }

    /// Finds the best way through `chars` with users' words: they stand
    /// beside the dictionary's, and in place of those written the same.
    pub(super) fn route(&self, dictionary: &Dictionary, chars: &[u32], route: &mut Vec<Step>) {
        let n = chars.len();
        route.clear();
        route.resize(n + 1, Step::new(0, n, 0));
        for start in (0..n).rev() {
            let longest = self.longest.get(&chars[start]).copied().unwrap_or(0);
            let own = |end: usize| {
                if end - start > longest { None } else { self.index.get(&chars[start..end]).copied() }
            };
            let mut best: Option<Step> = None;
            let mut consider = |end: usize, id: u32, cost: i32| {
                let step = Step::new(cost.saturating_add(route[end].cost()), end, id);
                let longer = |b: &Step| step.end > b.end;
                if best.is_none_or(|b| step.cost() < b.cost() || step.cost() == b.cost() && longer(&b)) {
                    best = Some(step);
                }
            };
            dictionary.words_at(chars, start, |end, id, cost| {
                if own(end).is_none() {
                    consider(end, id, cost);
                }
            });
            for end in start + 1..=n.min(start + longest) {
                if let Some(at) = own(end) {
                    consider(end, at | USER, self.words[at as usize].cost);
                }
            }
            let alone =
                Step::new(dictionary.cost_of(1).saturating_add(route[start + 1].cost()), start + 1, 0);
            route[start] = best.unwrap_or(alone);
        }
    }
}
