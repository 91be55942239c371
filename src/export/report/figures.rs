//! Figures of one measure over time.

use super::entities::Catalogue;
use crate::export::json_word;
use crate::record::{Bound, Change, FigureKind, Mention, MentionKind, Record};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is measured: the same words, kind, unit and base, a level or a change. Figures of unlike subjects are never
/// shown together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Subject {
    measure: String,
    kind: String,
    unit: String,
    base: String,
    change: bool,
}

/// A measure with its figures by date.
#[derive(Serialize)]
pub(super) struct Measure {
    #[serde(flatten)]
    subject: Subject,
    points: Vec<Point>,
}

#[derive(Serialize)]
struct Point {
    /// For the chart alone: the decimal as a number, the middle of a range.
    y: Option<f64>,
    value: Box<str>,
    article: u32,
    at: u32,
    text: Box<str>,
    /// The entity of the place that its sentence names last before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<u32>,
}

/// The measures while articles are read.
#[derive(Default)]
pub(super) struct Measures {
    subjects: BTreeMap<Subject, Vec<Point>>,
}

impl Measures {
    /// Adds the figures of one article.
    pub(super) fn add(&mut self, article: usize, record: &Record, entities: &Catalogue) {
        let mut place: Option<&Mention> = None;
        for m in &record.mentions {
            if matches!(m.kind, MentionKind::Place { .. }) {
                place = Some(m);
            }
            let Some(subject) = subject(&m.kind) else { continue };
            self.subjects.entry(subject).or_default().push(Point {
                y: number(&m.kind),
                value: value(&m.kind).into(),
                article: article as u32,
                at: m.start as u32,
                text: m.text.as_str().into(),
                place: place
                    .filter(|p| p.sentence == m.sentence)
                    .and_then(|p| entities.of_entity(record, p.entity?))
                    .map(|n| n as u32),
            });
        }
    }

    /// All measures, those with most figures first.
    pub(super) fn finish(self) -> Vec<Measure> {
        let measure = |(subject, points)| Measure { subject, points };
        let mut measures: Vec<Measure> = self.subjects.into_iter().map(measure).collect();
        measures.sort_by_key(|m| std::cmp::Reverse(m.points.len()));
        measures
    }
}

fn subject(kind: &MentionKind) -> Option<Subject> {
    let MentionKind::Figure { kind, unit, measure, change, base, per, .. } = kind else { return None };
    if *kind == FigureKind::Ordinal {
        return None;
    }
    let unit = unit.as_deref().unwrap_or_default();
    Some(Subject {
        measure: measure.clone().filter(|m| !m.is_empty())?,
        kind: json_word(kind),
        unit: per.as_ref().map_or_else(|| unit.to_owned(), |p| format!("{unit} / {p}")),
        base: base.clone().unwrap_or_default(),
        change: change.is_some(),
    })
}

/// A figure as a reader is told it: `> 3.5 % ↑ 同比`.
pub(super) fn value(kind: &MentionKind) -> String {
    let MentionKind::Figure { value, unit, bound, measure, change, base, per, .. } = kind else {
        return String::new();
    };
    let mut parts = vec![sign(*bound).to_owned(), value.replace("..", " – ")];
    parts.extend(unit.as_deref().map(str::to_owned));
    parts.extend(per.as_ref().map(|p| format!("/ {p}")));
    parts.extend(change.map(|c| if c == Change::Up { "↑" } else { "↓" }.to_owned()));
    parts.extend(base.clone());
    parts.extend(measure.as_ref().map(|m| format!("· {m}")));
    parts.retain(|p| !p.is_empty());
    parts.join(" ")
}

fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::Above => ">",
        Bound::AtLeast => "≥",
        Bound::Below => "<",
        Bound::AtMost => "≤",
        Bound::About => "≈",
    }
}

/// The height of the figure in a chart; a fall is below zero.
fn number(kind: &MentionKind) -> Option<f64> {
    let MentionKind::Figure { value, change, .. } = kind else { return None };
    let parse = |s: &str| s.trim().parse::<f64>().ok().filter(|x| x.is_finite());
    let y = if let Some((a, b)) = value.split_once("..") {
        (parse(a)? + parse(b)?) / 2.0
    } else if let Some((a, b)) = value.split_once('/') {
        parse(a)? / parse(b).filter(|b| *b != 0.0)?
    } else {
        parse(value)?
    };
    Some(if *change == Some(Change::Down) && y > 0.0 { -y } else { y })
}
