//! Learning the weights from labelled articles.
//!
//! A structured perceptron with a margin: each article's choice is made with the present weights, where a proposal
//! that is no mention counts [`MARGIN`] more and one that is [`MARGIN`] less; the features of what is right and was
//! not chosen gain, those of what was chosen and is wrong lose. The weights are the average over all steps, so that
//! the order of the articles hardly matters; it is the same on every run. What annotators differ on neither gains
//! nor loses.
//!
//! Collins, M. (2002): Discriminative training methods for hidden Markov models. EMNLP.

use super::feature::{Context, Key};
use super::lattice::best;
use super::model::Weights;
use super::proposal::{Kind, Proposal, Source};
use crate::mention::scan::Scan;
use crate::span::Span;
use crate::tagger::Label;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

/// What is labelled in an article, in bytes of its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    /// The mentions.
    pub sure: Vec<(Span, Label)>,
    /// What two careful readers may differ on.
    pub doubtful: Vec<(Span, Label)>,
}

/// One article as the trainer reads it.
pub struct Lesson {
    list: Vec<Proposal>,
    /// The features of each proposal as an outermost mention.
    features: Vec<Vec<u32>>,
    /// The further features of a proposal within an institution.
    nested: FxHashMap<(u32, u32), Vec<u32>>,
    keys: Vec<Key>,
    gold: FxHashSet<(Span, Kind)>,
    doubtful: FxHashSet<(Span, Kind)>,
}

/// How many mentions were found, were false and were missed, by kind: persons, places, institutions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found, false, missed of each kind.
    pub by_kind: [[u32; 3]; 3],
}

impl Counts {
    /// Precision, recall and F1 of a kind.
    pub fn scores(&self, kind: usize) -> [f64; 3] {
        let [found, wrong, missed] = self.by_kind[kind].map(f64::from);
        let share = |of: f64| if of > 0.0 { found / of } else { 0.0 };
        [share(found + wrong), share(found + missed), share(found + (wrong + missed) / 2.0)]
    }

    fn add(&mut self, other: &Counts) {
        for (mine, theirs) in self.by_kind.iter_mut().flatten().zip(other.by_kind.iter().flatten()) {
            *mine += theirs;
        }
    }
}

/// What training gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Articles.
    pub articles: usize,
    /// Scores on articles that the weights had not seen, five-fold.
    pub unseen: Counts,
    /// How many labelled mentions some source proposes, of how many, by kind.
    pub proposed: [[u32; 2]; 3],
    /// The weights for each part, from all articles but its own.
    pub parts: Vec<Weights>,
    /// The weights from all articles.
    pub weights: Weights,
}

/// Collects labelled articles and learns from them.
#[derive(Default)]
pub struct ChoiceTrainer {
    lessons: Vec<Lesson>,
    /// Articles that are always learnt from and never scored.
    further: Vec<Lesson>,
}

/// What a proposal that is no mention counts more while learning.
const MARGIN: f32 = 1.0;
/// How often the articles are gone over.
const EPOCHS: usize = 12;
/// Features of fewer articles' proposals are left out.
const LEAST: usize = 4;
/// Weights nearer to zero than this are left out of the table.
const TINY: f32 = 0.02;

fn kind_of(label: Label) -> Kind {
    match label {
        Label::Person => Kind::Person,
        Label::Place => Kind::Place,
        Label::Institution => Kind::Institution,
    }
}

/// Reads the proposals of a labelled article.
pub(in crate::mention) fn lesson(scan: &Scan<'_>, list: Vec<Proposal>, gold: Gold) -> Lesson {
    let context = Context::new(scan, &list);
    let mut keys: Vec<Key> = Vec::new();
    let mut numbers: FxHashMap<Key, u32> = FxHashMap::default();
    let mut number = |key: Key| {
        *numbers.entry(key).or_insert_with(|| {
            keys.push(key);
            keys.len() as u32 - 1
        })
    };
    let mut features = Vec::with_capacity(list.len());
    let mut nested = FxHashMap::default();
    for (i, p) in list.iter().enumerate() {
        let mut own = Vec::new();
        context.features(i, &mut |key| own.push(number(key)));
        features.push(own);
        if p.kind != Kind::Institution {
            continue;
        }
        for (j, inner) in list.iter().enumerate() {
            if inner.kind != Kind::Institution && p.span.contains(inner.span) && p.span != inner.span {
                let mut more = Vec::new();
                context.nested_features(j, p, &mut |key| more.push(number(key)));
                nested.insert((j as u32, i as u32), more);
            }
        }
    }
    let set = |list: &[(Span, Label)]| list.iter().map(|&(span, label)| (span, kind_of(label))).collect();
    let (gold, doubtful) = (set(&gold.sure), set(&gold.doubtful));
    Lesson { list, features, nested, keys, gold, doubtful }
}

/// Whether a proposal is a mention.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Truth {
    Mention,
    Doubtful,
    None,
}

impl Lesson {
    fn truth(&self, i: usize) -> Truth {
        let p = &self.list[i];
        let key = (p.span, p.kind);
        if self.gold.contains(&key) {
            Truth::Mention
        } else if self.doubtful.contains(&key) || p.has(Source::Deixis) {
            Truth::Doubtful
        } else {
            Truth::None
        }
    }

    /// The choice with `weight`, where what is no mention counts `margin` more: outermost ones, and those within
    /// with the number of the institution.
    fn decode(&self, weight: &dyn Fn(Key) -> f32, margin: f32) -> Vec<(usize, Option<usize>)> {
        let cost = |i: usize| match self.truth(i) {
            Truth::Mention => -margin,
            Truth::Doubtful => 0.0,
            Truth::None => margin,
        };
        let sum = |features: &[u32]| features.iter().map(|&f| weight(self.keys[f as usize])).sum::<f32>();
        let plain: Vec<f32> = self.features.iter().map(|f| sum(f)).collect();
        let scores: Vec<f32> = (0..self.list.len()).map(|i| plain[i] + cost(i)).collect();
        let within = |i: usize, outer: usize| {
            scores[i] + self.nested.get(&(i as u32, outer as u32)).map_or(0.0, |f| sum(f))
        };
        let chosen = best(&self.list, &scores, within);
        let mut all: Vec<(usize, Option<usize>)> = chosen.outer.iter().map(|&i| (i, None)).collect();
        for &i in &chosen.nested {
            let outer = chosen.outer.iter().copied().find(|&o| {
                self.list[o].kind == Kind::Institution && self.list[o].span.contains(self.list[i].span)
            });
            all.push((i, outer));
        }
        all
    }

    /// What should have been chosen, of what is proposed.
    fn right(&self) -> Vec<(usize, Option<usize>)> {
        let mentions: Vec<usize> =
            (0..self.list.len()).filter(|&i| self.truth(i) == Truth::Mention).collect();
        let outer_of = |i: usize| {
            mentions.iter().copied().find(|&o| {
                o != i
                    && self.list[o].kind == Kind::Institution
                    && self.list[o].span.contains(self.list[i].span)
                    && self.list[o].span != self.list[i].span
            })
        };
        mentions.iter().map(|&i| (i, outer_of(i))).collect()
    }

    fn count(&self, chosen: &[(usize, Option<usize>)]) -> Counts {
        let mut counts = Counts::default();
        let mut missed = self.gold.clone();
        for &(i, _) in chosen {
            let p = &self.list[i];
            match self.truth(i) {
                Truth::Mention => {
                    counts.by_kind[p.kind as usize][0] += 1;
                    missed.remove(&(p.span, p.kind));
                }
                Truth::Doubtful => {}
                Truth::None => counts.by_kind[p.kind as usize][1] += 1,
            }
        }
        for (_, kind) in missed {
            counts.by_kind[kind as usize][2] += 1;
        }
        counts
    }
}

/// A weight with the sum of its changes times the step they were made at, for the average.
#[derive(Clone, Copy, Default)]
struct Learnt {
    value: f32,
    late: f64,
}

impl ChoiceTrainer {
    /// Adds an article.
    pub fn add(&mut self, lesson: Lesson) {
        self.lessons.push(lesson);
    }

    /// Adds an article that every part learns from and none is scored on.
    pub fn add_further(&mut self, lesson: Lesson) {
        self.further.push(lesson);
    }

    /// In how many parts the articles are scored; article `n` is in part `n % FOLDS`.
    pub const FOLDS: usize = 5;

    /// Learns the weights, and how good such weights are on articles not learnt from.
    pub fn train(&self, fold: &mut dyn FnMut(usize, &Counts)) -> Report {
        let mut unseen = Counts::default();
        let mut parts = Vec::new();
        for k in 0..Self::FOLDS {
            let weights = self.learn(|n| n % Self::FOLDS != k);
            let mut counts = Counts::default();
            for (_, lesson) in self.lessons.iter().enumerate().filter(|(n, _)| n % Self::FOLDS == k) {
                counts.add(&lesson.count(&lesson.decode(&|key| weights.of(key), 0.0)));
            }
            fold(k, &counts);
            unseen.add(&counts);
            parts.push(weights);
        }
        let mut proposed = [[0; 2]; 3];
        for lesson in &self.lessons {
            for &(span, kind) in &lesson.gold {
                let there = lesson.list.iter().any(|p| p.span == span && p.kind == kind);
                proposed[kind as usize][0] += u32::from(there);
                proposed[kind as usize][1] += 1;
            }
        }
        let articles = self.lessons.len() + self.further.len();
        Report { articles, unseen, proposed, parts, weights: self.learn(|_| true) }
    }

    /// The averaged weights from the articles that `of` takes.
    fn learn(&self, of: impl Fn(usize) -> bool) -> Weights {
        let own = self.lessons.iter().enumerate().filter(|(n, _)| of(*n)).map(|(_, l)| l);
        let lessons: Vec<&Lesson> = self.further.iter().chain(own).collect();
        let common = common(&lessons);
        let mut learnt: FxHashMap<Key, Learnt> = FxHashMap::default();
        let mut step = 0.0f64;
        for _ in 0..EPOCHS {
            for lesson in &lessons {
                step += 1.0;
                let chosen = lesson.decode(&|key| learnt.get(&key).map_or(0.0, |l| l.value), MARGIN);
                let right = lesson.right();
                let mut change = |&(i, outer): &(usize, Option<usize>), by: f32| {
                    let more = outer.and_then(|o| lesson.nested.get(&(i as u32, o as u32)));
                    for &f in lesson.features[i].iter().chain(more.into_iter().flatten()) {
                        let key = lesson.keys[f as usize];
                        if common.contains(&key) {
                            let weight = learnt.entry(key).or_default();
                            weight.value += by;
                            weight.late += f64::from(by) * step;
                        }
                    }
                };
                for pick in chosen.iter().filter(|c| !right.contains(c)) {
                    if lesson.truth(pick.0) != Truth::Doubtful {
                        change(pick, -RATE);
                    }
                }
                for pick in right.iter().filter(|r| !chosen.contains(r)) {
                    change(pick, RATE);
                }
            }
        }
        let mut weights = Weights::default();
        for (key, learnt) in learnt {
            let average = learnt.value - (learnt.late / (step + 1.0)) as f32;
            if average.abs() >= TINY {
                weights.set(key, average);
            }
        }
        weights
    }
}

/// How much a step changes a weight.
const RATE: f32 = 0.1;

/// The features that proposals of enough articles have.
fn common(lessons: &[&Lesson]) -> FxHashSet<Key> {
    let mut times: FxHashMap<Key, usize> = FxHashMap::default();
    for lesson in lessons {
        for &key in &lesson.keys {
            *times.entry(key).or_insert(0) += 1;
        }
    }
    times.into_iter().filter(|&(_, n)| n >= LEAST).map(|(key, _)| key).collect()
}
