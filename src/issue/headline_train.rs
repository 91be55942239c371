//! Fits the weights of `dicts/headline.tsv` on to headlines whose roles are known.
//!
//! The model is log-linear over the ways to read the lines above an article
//! ([`ways`]): P(way) is proportional to exp of the sum of its features' weights
//! (the conditional logit of `learn::logistic`).
//!
//! What is learnt is the change to the weights that are compiled in, held small by the
//! penalty: a paper's own headlines move them, but no further than they have to.
//!
//! How pages are set (the blank lines between headlines, how many lines above
//! belong to no article here) articles without their page do not tell, so those
//! rows stay as they are in the table.

use super::headline::{HeadLine, Heads, describe, ways};
use super::headline_model::{Body, Feature, Features, Role, embedded_weight};
use crate::learn::Key;
use crate::learn::logistic::{Example, Options, fit_choice};
use std::collections::{BTreeMap, BTreeSet};

/// A headline whose lines' roles are known, with the text below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeadlineLesson {
    /// The last line of another article's headline, which stands above.
    pub loose: Option<String>,
    /// 引题.
    pub kicker: Option<String>,
    /// The headline.
    pub title: String,
    /// 副题.
    pub subtitle: Option<String>,
    /// The text, or its beginning.
    pub body: String,
}

/// How many headlines were read rightly, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeadlineScore {
    /// Headlines of more than one line all of whose roles are right.
    pub right: usize,
    /// All headlines of more than one line.
    pub all: usize,
}

/// Weights that were learnt, in tenths of a nat.
#[derive(Clone, Debug, Default)]
pub struct HeadlineWeights(BTreeMap<(Role, Feature), i32>);

/// A weight in the table is a tenth of a nat.
const TENTHS: f32 = 10.0;
/// How far the weights may move from those that are compiled in: the inverse of the
/// penalty of the change. Weights fitted freely read no more headlines rightly, and on
/// pages more lines become headlines of their own.
const STRENGTH: f64 = 0.02;
/// An ending that fewer lessons show is no feature.
const LEAST_SEEN: usize = 8;

/// One lesson, described: every way to read it with its features, and which is right.
struct Described {
    ways: Vec<Vec<(Role, Feature)>>,
    right: usize,
}

impl HeadlineLesson {
    /// A headline with its text.
    pub fn new(title: impl Into<String>, body: impl Into<String>) -> HeadlineLesson {
        HeadlineLesson { title: title.into(), body: body.into(), ..HeadlineLesson::default() }
    }

    fn describe(&self) -> Option<Described> {
        let texts =
            [self.loose.as_deref(), self.kicker.as_deref(), Some(&*self.title), self.subtitle.as_deref()];
        // A blank line parts the headline of another article from this one's.
        let gaps = [0, u32::from(self.loose.is_some()), 0, 0];
        let first = usize::from(self.kicker.is_none()) + 1;
        let lines: Vec<HeadLine> = texts
            .iter()
            .enumerate()
            .filter_map(|(n, text)| {
                Some(HeadLine { text: (*text)?, gap: if n == first { gaps[1] } else { 0 } })
            })
            .collect();
        if lines.len() < 2 {
            return None;
        }
        let loose = usize::from(self.loose.is_some());
        let title = loose + usize::from(self.kicker.is_some());
        let known = Heads {
            loose,
            kicker: self.kicker.as_ref().map(|_| loose),
            title,
            subtitle: self.subtitle.as_ref().map(|_| title + 1),
        };
        let body = (!self.body.is_empty()).then(|| Body::of(&self.body));
        let features: Vec<Features> = lines.iter().map(|l| Features::of(l.text, body.as_ref())).collect();
        let (mut described, mut right) = (Vec::new(), None);
        for way in ways(&lines) {
            if way == known {
                right = Some(described.len());
            }
            let mut seen = Vec::new();
            describe(&way, &lines, &features, |role, feature| seen.push((role, feature)));
            described.push(seen);
        }
        Some(Described { ways: described, right: right? })
    }
}

/// True for what articles without their page tell nothing of.
fn is_set(role: Role, feature: Feature) -> bool {
    role == Role::Layout || matches!(feature, Feature::Gap(_))
}

impl HeadlineWeights {
    /// Learns from `lessons`.
    pub fn learn(lessons: &[HeadlineLesson]) -> HeadlineWeights {
        let lessons: Vec<Described> = lessons.iter().filter_map(HeadlineLesson::describe).collect();
        let endings = endings(&lessons);
        let is_known = |f: &Feature| !matches!(f, Feature::Ending(_)) || endings.contains(f);
        let seen = lessons.iter().flat_map(|l| l.ways.iter().flatten());
        let features: BTreeSet<(Role, Feature)> = seen.filter(|(_, f)| is_known(f)).copied().collect();
        let features: Vec<(Role, Feature)> = features.into_iter().collect();
        let key = |at: usize| Key::of_bits(at as u64 + 1);
        let question = |lesson: &Described| -> Vec<Example> {
            let example = |(n, way): (usize, &Vec<(Role, Feature)>)| {
                let known = way.iter().filter_map(|f| features.binary_search(f).ok());
                let mut all: Vec<(Key, f32)> = known.map(|at| (key(at), 1.0)).collect();
                let before: i32 = way.iter().map(|(role, f)| embedded_weight(*role, *f)).sum();
                all.push((Key::ALWAYS, before as f32 / TENTHS));
                Example::new(&all, n == lesson.right)
            };
            lesson.ways.iter().enumerate().map(example).collect()
        };
        let questions: Vec<Vec<Example>> = lessons.iter().map(question).collect();
        let options = Options { strength: STRENGTH, ..Options::default() };
        let model = fit_choice(questions.iter().map(Vec::as_slice), &options);
        // All weights may be multiplied by the same number without changing a choice, so
        // those that stay need not be.
        let scale = model.weight(Key::ALWAYS).max(0.1);
        let weight = |at: usize| {
            let (role, feature) = features[at];
            embedded_weight(role, feature) + (model.weight(key(at)) / scale * TENTHS).round() as i32
        };
        HeadlineWeights(features.iter().enumerate().map(|(at, f)| (*f, weight(at))).collect())
    }

    fn of(&self, role: Role, feature: Feature) -> i32 {
        self.0.get(&(role, feature)).copied().unwrap_or_default()
    }

    /// How many of `lessons` these weights read rightly.
    pub fn score(&self, lessons: &[HeadlineLesson]) -> HeadlineScore {
        score(lessons, |role, feature| self.of(role, feature))
    }

    /// The table: the learnt rows, and those of the embedded table that stay, in the
    /// order of roles and features.
    pub fn table(&self) -> String {
        let mut rows: BTreeMap<(Role, Feature), i32> = self.0.clone();
        rows.retain(|(role, feature), _| !is_set(*role, *feature));
        rows.extend(set_rows());
        let mut out = "role\tfeature\tvalue\tweight\n".to_owned();
        for ((role, feature), weight) in rows.into_iter().filter(|(_, weight)| *weight != 0) {
            let (name, value) = feature.cells();
            out += &format!("{}\t{name}\t{value}\t{weight}\n", role.name());
        }
        out
    }
}

/// How many of `lessons` the embedded weights read rightly.
pub fn score_embedded(lessons: &[HeadlineLesson]) -> HeadlineScore {
    score(lessons, embedded_weight)
}

fn score(lessons: &[HeadlineLesson], weight: impl Fn(Role, Feature) -> i32) -> HeadlineScore {
    let mut found = HeadlineScore::default();
    for lesson in lessons.iter().filter_map(HeadlineLesson::describe) {
        found.all += 1;
        let sum = |n: &usize| lesson.ways[*n].iter().map(|(role, f)| weight(*role, *f)).sum::<i32>();
        // Of ways that weigh the same the first, as where a page is cut.
        let best = (0..lesson.ways.len()).rev().max_by_key(sum);
        found.right += usize::from(best == Some(lesson.right));
    }
    found
}

/// The rows that stay, with their weights.
fn set_rows() -> Vec<((Role, Feature), i32)> {
    let layout = (0..4).flat_map(|n| [Feature::Lines(n), Feature::Loose(n)]).map(|f| (Role::Layout, f));
    let roles = [Role::Layout, Role::KickerTitle, Role::TitleSubtitle, Role::LooseNext];
    let gaps = roles.into_iter().flat_map(|role| [0, 1].map(|n| (role, Feature::Gap(n))));
    layout.chain(gaps).map(|key| (key, embedded_weight(key.0, key.1))).collect()
}

/// The endings that enough lessons show.
fn endings(lessons: &[Described]) -> BTreeSet<Feature> {
    let mut counted: BTreeMap<Feature, usize> = BTreeMap::new();
    for &(_, feature) in lessons.iter().flat_map(|lesson| &lesson.ways[lesson.right]) {
        if matches!(feature, Feature::Ending(_)) {
            *counted.entry(feature).or_default() += 1;
        }
    }
    counted.into_iter().filter(|(_, n)| *n >= LEAST_SEEN).map(|(feature, _)| feature).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lessons() -> Vec<HeadlineLesson> {
        let body = "昨日，全市春耕生产会议召开，要求各县抓好春灌。";
        let mut all = Vec::new();
        for n in 0..40 {
            let mut lesson = HeadlineLesson::new(format!("把水送到第{n}块田头"), body);
            match n % 3 {
                0 => lesson.kicker = Some("全市春耕生产会议强调".to_owned()),
                1 => lesson.subtitle = Some("——记春灌一线的人们".to_owned()),
                _ => lesson.loose = Some(format!("第{n}届书画展开幕")),
            }
            all.push(lesson);
        }
        all
    }

    #[test]
    fn roles_that_lines_show_are_learnt() {
        let weights = HeadlineWeights::learn(&lessons());
        let score = weights.score(&lessons());
        assert_eq!(score.all, 40);
        assert!(score.right >= 38, "{score:?}");
    }

    #[test]
    fn a_learnt_table_is_one_that_is_read() {
        let table = HeadlineWeights::learn(&lessons()).table();
        assert!(table.starts_with("role\tfeature\tvalue\tweight\nlayout\t"), "{table}");
        assert!(table.contains("subtitle\tmark\tdash-first\t"), "{table}");
        assert!(super::super::headline_model::is_readable(&table));
    }
}
