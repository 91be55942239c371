//! What could have been a mention, for showing why one was found or not.

use super::choose::{self, Weights};
use super::propose::Proposed;
use super::scan::Scan;
use crate::lexicon::{Entry, Hit};
use crate::record::Rule;
use crate::span::Span;

/// One reading of a stretch of text, kept or not.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it would be: `person`, `place`, `institution`, `title`; or what
    /// the word does in the grammar: `stop word`, `title part`.
    pub kind: &'static str,
    /// What proposes it: the tagger, a dictionary, a rule.
    pub rule: Rule,
}

/// The candidates of a text: the words that the lexicon knows, and all proposals with what their features weigh.
pub(super) fn candidates(scan: &Scan<'_>, proposed: &Proposed, weights: &Weights) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = scan.hits().iter().filter_map(|h| word(scan, h)).collect();
    all.extend(choose::explain(scan, &proposed.proposals, weights).into_iter().map(|e| Candidate {
        span: e.span,
        kind: e.kind,
        rule: e.text.into(),
    }));
    all.extend(proposed.units.iter().map(|u| Candidate {
        span: u.span,
        kind: "title",
        rule: "title/unit".into(),
    }));
    all.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    all.dedup();
    all
}

/// What the lexicon takes a word for.
fn word(scan: &Scan<'_>, hit: &Hit) -> Option<Candidate> {
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
    Some(Candidate { span: Span::new(hit.start as usize, hit.end as usize), kind, rule })
}

/// The rules of the rows that share a name, as one.
fn row_rule(mut rules: impl Iterator<Item = String>) -> Option<Rule> {
    let first = rules.next()?;
    let more = rules.count();
    Some(if more == 0 { first.into() } else { format!("{first} and {more} more").into() })
}
