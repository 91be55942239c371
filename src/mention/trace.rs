//! What could have been a mention, for showing why one was found or not.

use super::Reading;
use super::build::{institution_rule, place_rule};
use super::scan::Scan;
use crate::lexicon::{Entry, Hit};
use crate::record::Rule;
use crate::span::Span;
use crate::tagger::Label;

/// One reading of a stretch of text, kept or not.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it would be: `person`, `place`, `institution`, `title`; or what
    /// the word does in the grammar: `stop word`, `title part`.
    pub kind: &'static str,
    /// What proposes it: the tagger, a dictionary, a rule.
    pub rule: Rule,
}

/// The candidates of a text: the words that the lexicon knows, the tagger's
/// names, and what the grammar made of both.
pub(super) fn candidates(scan: &Scan<'_>, reading: &Reading) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = scan.hits().iter().map(|h| word(scan, h)).collect();
    all.extend(scan.input.tags.iter().map(|t| Candidate {
        span: t.span,
        kind: match t.label {
            Label::Person => "person",
            Label::Place => "place",
            Label::Institution => "institution",
        },
        rule: format!("tagger, margin {:.1}", t.margin).into(),
    }));
    let places = reading.places.iter().filter(|p| !p.dropped);
    all.extend(places.map(|p| Candidate { span: p.span, kind: "place", rule: place_rule(scan, p) }));
    let insts = reading.insts.iter().filter(|i| i.named && !i.dropped);
    all.extend(insts.map(|i| Candidate {
        span: i.span,
        kind: "institution",
        rule: institution_rule(scan, i),
    }));
    all.extend(reading.units.iter().map(|u| Candidate {
        span: u.span,
        kind: "title",
        rule: "title/unit".into(),
    }));
    let persons = reading.persons.iter();
    all.extend(persons.map(|p| Candidate { span: p.span, kind: "person", rule: p.rule.into() }));
    all.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    all.dedup();
    all
}

/// What the lexicon takes a word for.
fn word(scan: &Scan<'_>, hit: &Hit) -> Candidate {
    let (kind, rule) = match hit.entry {
        Entry::Place(_) => ("place", "lexicon/places"),
        Entry::Of { .. } | Entry::Before(_) | Entry::Own(_) => ("institution", "lexicon/institutions"),
        Entry::Suffix(_) => ("institution's ending", "lexicon/suffixes"),
        Entry::Head(_) => ("title", "lexicon/titles"),
        Entry::Part | Entry::Former | Entry::Time => ("title part", "lexicon/titles"),
        Entry::Label | Entry::Reporter => ("word before a name", "lexicon/titles"),
        Entry::Address => ("word after a surname", "lexicon/titles"),
        Entry::Not | Entry::Stop => ("stop word", "lexicon/cues"),
        Entry::After => ("word after a name", "lexicon/cues"),
        Entry::Person(_) => ("person", "lexicon/user"),
        Entry::Local | Entry::Zone => ("place's ending", "lexicon/endings"),
        Entry::Initial => ("place", "place/initial"),
    };
    let rule = match hit.entry {
        Entry::Place(n) => row_rule(scan.lexicon.place_rules(n)).unwrap_or(rule.into()),
        Entry::Of { name, .. } | Entry::Before(name) | Entry::Own(name) => {
            row_rule(scan.lexicon.institution_rules(name)).unwrap_or(rule.into())
        }
        _ => rule.into(),
    };
    Candidate { span: Span::new(hit.start as usize, hit.end as usize), kind, rule }
}

/// The rules of the rows that share a name, as one.
fn row_rule(mut rules: impl Iterator<Item = String>) -> Option<Rule> {
    let first = rules.next()?;
    let more = rules.count();
    Some(if more == 0 { first.into() } else { format!("{first} and {more} more").into() })
}
