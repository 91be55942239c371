//! Graphs of a corpus cut by time.
//!
//! Every dated article goes into the period of its issue date. The graphs of
//! the periods add up to that of the whole, and a measure of each of them is a
//! series for each node.

use super::{CoGraph, Dates, GraphOptions, Measure, Scope, Weight, build};
use crate::error::Result;
use crate::record::Record;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Period {
    /// A calendar month.
    Month,
    /// Three months from January, April, July, October.
    Quarter,
    /// A calendar year.
    Year,
    /// A window of this many days (at least one). Windows follow each other
    /// from Monday 5 January 1970, so that 7 gives weeks and corpora that are
    /// cut apart agree.
    Days(u32),
}

impl Period {
    /// The period that contains `day`: its first and its last day.
    pub fn containing(self, day: Date) -> Dates {
        let first = match self {
            Period::Month => day.first_of_month(),
            Period::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).unwrap_or(day),
            Period::Year => day.first_of_year(),
            Period::Days(n) => {
                let since = day.duration_since(date(1970, 1, 5)).as_hours() / 24;
                let into = since.rem_euclid(i64::from(n.max(1)));
                day.saturating_sub(into.days())
            }
        };
        let last = match self {
            Period::Month => first.last_of_month(),
            Period::Quarter => first.saturating_add(2.months()).last_of_month(),
            Period::Year => first.last_of_year(),
            Period::Days(n) => first.saturating_add((i64::from(n.max(1)) - 1).days()),
        };
        Dates { first: Some(first), last: Some(last) }
    }
}

/// One graph for each period that has an article.
#[derive(Clone, Debug)]
pub struct Slices {
    options: GraphOptions,
    length: Period,
    parts: BTreeMap<Date, CoGraph>,
    undated: u32,
}

/// A measure of each node in each period.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Series {
    /// What was measured.
    pub measure: Measure,
    /// The periods in order.
    pub periods: Vec<Dates>,
    /// Key, name and a value for each period, by key; `None` where the node is
    /// in no article of the period.
    pub nodes: Vec<(String, String, Vec<Option<f64>>)>,
}

impl Slices {
    /// No slices yet.
    pub fn new(options: GraphOptions, length: Period) -> Slices {
        Slices { options, length, parts: BTreeMap::new(), undated: 0 }
    }

    /// The slices of `records` under the default [`GraphOptions`].
    pub fn from_records<I>(records: I, length: Period) -> Slices
    where
        I: IntoIterator,
        I::Item: Borrow<Record>,
    {
        let mut slices = Slices::new(GraphOptions::default(), length);
        for r in records {
            slices.add(r.borrow());
        }
        slices
    }

    /// Adds one article to its period; one without a date is only counted.
    pub fn add(&mut self, record: &Record) {
        let Some(first) = build::issue_date(record).and_then(|d| self.length.containing(d).first) else {
            self.undated += 1;
            return;
        };
        let options = &self.options;
        self.parts.entry(first).or_insert_with(|| CoGraph::new(options.clone())).add(record);
    }

    /// Chooses the weights of every slice.
    pub fn weigh_by(&mut self, weight: Weight, scope: Scope) {
        self.parts.values_mut().for_each(|g| g.weigh_by(weight, scope));
    }

    /// Articles without a date, which are in no slice.
    pub fn undated(&self) -> u32 {
        self.undated
    }

    /// The periods and their graphs, in order; periods without an article are
    /// left out.
    pub fn iter(&self) -> impl Iterator<Item = (Dates, &CoGraph)> {
        self.parts.iter().map(|(&first, graph)| (self.length.containing(first), graph))
    }

    /// These slices and `other` as one.
    ///
    /// # Errors
    /// As [`CoGraph::merge`], when options or lengths of periods differ.
    pub fn merge(mut self, other: Slices) -> Result<Slices> {
        if self.length != other.length {
            let message = format!("slices of {:?} and of {:?} do not add up", self.length, other.length);
            return Err(crate::Error::usage(message));
        }
        self.undated += other.undated;
        for (first, graph) in other.parts {
            let mine = self.parts.remove(&first).unwrap_or_else(|| CoGraph::new(self.options.clone()));
            self.parts.insert(first, mine.merge(graph)?);
        }
        Ok(self)
    }

    /// The graph of all slices together, with the weights that they have.
    pub fn total(&self) -> CoGraph {
        let mut total = CoGraph::new(self.options.clone());
        for graph in self.parts.values() {
            total.weighting = graph.weighting;
            let weighting = total.weighting;
            total = total.absorb(graph.clone());
            total.weighting = weighting;
        }
        total
    }

    /// `measure` of every node in every period.
    ///
    /// # Errors
    /// When this build cannot take the measure ([`Measure::is_available`]).
    pub fn series(&self, measure: Measure) -> Result<Series> {
        let mut nodes: BTreeMap<&str, (&str, Vec<Option<f64>>)> = BTreeMap::new();
        for (i, graph) in self.parts.values().enumerate() {
            for (node, value) in graph.nodes().zip(graph.measure(measure)?) {
                let entry = nodes.entry(&node.key);
                let (name, values) = entry.or_insert_with(|| (&node.name, vec![None; self.parts.len()]));
                *name = if super::data::prefer(&node.name, name) { &node.name } else { name };
                values[i] = Some(value);
            }
        }
        let own = |(key, (name, values)): (&str, (&str, _))| (key.to_owned(), name.to_owned(), values);
        Ok(Series {
            measure,
            periods: self.iter().map(|(period, _)| period).collect(),
            nodes: nodes.into_iter().map(own).collect(),
        })
    }
}
