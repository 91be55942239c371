//! What is more and what is less in a second set of records.

use crate::graph::{CoGraph, GraphOptions, Scope};
use crate::record::{EntityKind, Record};
use std::collections::BTreeMap;

/// Two sets of records, of two periods or two papers, counted side by side.
///
/// ```
/// use baozhi::Record;
/// use baozhi::query::{Comparison, Subject};
/// use baozhi::record::Event;
///
/// let mut comparison = Comparison::default();
/// let mut record = Record::new("a", "会议召开。");
/// comparison.add_first(&record);
/// record.events.push(Event::new("MEET.HOLD", "test"));
/// comparison.add_second(&record);
/// let found = comparison.differences();
/// assert_eq!((found[0].subject, found[0].first, found[0].second), (Subject::Event, 0, 1));
/// assert_eq!(found[0].name, "MEET.HOLD");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    first: Side,
    second: Side,
}

/// One of the two sets.
#[derive(Clone, Debug, Default)]
struct Side {
    articles: u32,
    events: BTreeMap<String, u32>,
    graph: CoGraph,
}

/// What a number is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Subject {
    /// Articles that name an entity.
    Entity,
    /// Events of a type.
    Event,
    /// Sentences that name two entities.
    Tie,
}

impl Subject {
    /// The name in tables, `entity`.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::Entity => "entity",
            Subject::Event => "event",
            Subject::Tie => "tie",
        }
    }
}

/// One number of both sets.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// What was counted.
    pub subject: Subject,
    /// The entity's type, those of a tie's ends (`person–place`); empty for
    /// events.
    pub kind: String,
    /// The entity's name, the event's type, the name of a tie's one end.
    pub name: String,
    /// The name of a tie's other end; empty for others.
    pub with: String,
    /// In the first set.
    pub first: u32,
    /// In the second set.
    pub second: u32,
    /// The same for each thousand articles of the first set.
    pub first_rate: f64,
    /// The same for each thousand articles of the second set.
    pub second_rate: f64,
}

impl Difference {
    /// How many more there are in the second set; below 0 where there are
    /// fewer.
    pub fn change(&self) -> i64 {
        i64::from(self.second) - i64::from(self.first)
    }

    /// How many more there are for each thousand articles.
    pub fn rate_change(&self) -> f64 {
        self.second_rate - self.first_rate
    }
}

impl Comparison {
    /// Counts only entities of these types, and ties between them.
    pub fn of_kinds(kinds: Vec<EntityKind>) -> Comparison {
        // Ties are counted by sentences, so that wider ones need not be kept.
        let options = GraphOptions::default().with_kinds(kinds).with_widest(Scope::Sentence).with_evidence(0);
        let side = || Side { graph: CoGraph::new(options.clone()), ..Side::default() };
        Comparison { first: side(), second: side() }
    }

    /// Counts one record into the first set.
    pub fn add_first(&mut self, record: &Record) {
        self.first.add(record);
    }

    /// Counts one record into the second set.
    pub fn add_second(&mut self, record: &Record) {
        self.second.add(record);
    }

    /// Articles in the first and in the second set.
    pub fn articles(&self) -> (u32, u32) {
        (self.first.articles, self.second.articles)
    }

    /// Every number that either set has: entities, events, ties, of each those
    /// first whose rates differ most.
    pub fn differences(&self) -> Vec<Difference> {
        let mut numbers: BTreeMap<Key, (Label, [u32; 2])> = BTreeMap::new();
        for (side, set) in [&self.first, &self.second].into_iter().enumerate() {
            set.each(|key, label, n| {
                let (known, counts) = numbers.entry(key).or_insert_with(|| (label.clone(), [0; 2]));
                counts[side] = n;
                // The longer name of a thing is the fuller one.
                if (label.name.len(), label.with.len()) > (known.name.len(), known.with.len()) {
                    *known = label;
                }
            });
        }
        let rates = [self.first.articles, self.second.articles].map(|n| 1000.0 / f64::from(n.max(1)));
        let difference = |(key, (label, [first, second])): (Key, (Label, [u32; 2]))| Difference {
            subject: key.0,
            kind: label.kind,
            name: label.name,
            with: label.with,
            first,
            second,
            first_rate: f64::from(first) * rates[0],
            second_rate: f64::from(second) * rates[1],
        };
        let mut all: Vec<Difference> = numbers.into_iter().map(difference).collect();
        // Stable: of equals the one with the smaller key comes first.
        all.sort_by(|a, b| {
            let apart = |d: &Difference| d.rate_change().abs();
            a.subject.cmp(&b.subject).then(apart(b).total_cmp(&apart(a)))
        });
        all
    }
}

/// What tells one number from the others: the entity's key, or both ends'.
type Key = (Subject, String, String);

/// How a number is shown.
#[derive(Clone)]
struct Label {
    kind: String,
    name: String,
    with: String,
}

impl Side {
    fn add(&mut self, record: &Record) {
        self.articles = self.articles.saturating_add(record.article.kind.is_article().into());
        self.graph.add(record);
        for event in &record.events {
            let n = self.events.entry(event.kind.to_string()).or_default();
            *n = n.saturating_add(1);
        }
    }

    /// Gives every number that is not 0 to `take`.
    fn each(&self, mut take: impl FnMut(Key, Label, u32)) {
        for node in self.graph.nodes().filter(|node| node.counts.article > 0) {
            let label = Label {
                kind: node.kind.as_str().to_owned(),
                name: node.name.to_string(),
                with: String::new(),
            };
            take((Subject::Entity, node.key.to_string(), String::new()), label, node.counts.article);
        }
        for (kind, &n) in &self.events {
            let label = Label { kind: String::new(), name: kind.clone(), with: String::new() };
            take((Subject::Event, kind.clone(), String::new()), label, n);
        }
        for tie in self.graph.edges().filter(|tie| tie.edge.counts.sentence > 0) {
            let label = Label {
                kind: format!("{}–{}", tie.source.kind.as_str(), tie.target.kind.as_str()),
                name: tie.source.name.to_string(),
                with: tie.target.name.to_string(),
            };
            let key = (Subject::Tie, tie.source.key.to_string(), tie.target.key.to_string());
            take(key, label, tie.edge.counts.sentence);
        }
    }
}
