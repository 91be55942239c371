//! What becomes a node and what becomes an edge.

use super::CoGraph;
use crate::record::{EntityKind, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// A stretch of text, or a happening, in which two entities can stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One sentence.
    Sentence,
    /// [`Options::window`] sentences in a row, sliding by one.
    Window,
    /// One line of the record's text.
    Paragraph,
    /// The whole article.
    #[default]
    Article,
    /// One event in which both take part.
    Event,
}

impl Scope {
    /// Every scope, narrowest text first, the event last.
    pub const ALL: [Scope; 5] =
        [Scope::Sentence, Scope::Window, Scope::Paragraph, Scope::Article, Scope::Event];

    /// The name in files, `sentence`.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Sentence => "sentence",
            Scope::Window => "window",
            Scope::Paragraph => "paragraph",
            Scope::Article => "article",
            Scope::Event => "event",
        }
    }
}

/// How a graph is built from records; graphs merge only when theirs agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Types of entity that become nodes; persons, places and institutions.
    pub kinds: Vec<EntityKind>,
    /// The widest text scope that makes an edge: [`Scope::Paragraph`] leaves
    /// out pairs that share nothing narrower than the article.
    pub widest: Scope,
    /// Sentences in a [`Scope::Window`]; below 2 no windows are counted.
    pub window: u32,
    /// True takes in reporters, correspondents, photographers and authors.
    pub reporters: bool,
    /// True takes in mentions inside another, such as the place in the name of
    /// an institution. They say how a name is built more than who met whom.
    pub nested: bool,
    /// True links participants to a place that the event's own sentence does
    /// not give.
    pub inferred_places: bool,
    /// Articles kept as evidence for each edge.
    pub evidence: usize,
    /// A stretch of text with more nodes than this links none of them: it is a
    /// list of names, and would swamp the graph with its square.
    pub crowd: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            kinds: vec![EntityKind::Person, EntityKind::Place, EntityKind::Institution],
            widest: Scope::Article,
            window: 0,
            reporters: false,
            nested: false,
            inferred_places: false,
            evidence: 5,
            crowd: 200,
        }
    }
}

impl Options {
    /// A graph of `records` under these options.
    pub fn build<I>(self, records: I) -> CoGraph
    where
        I: IntoIterator,
        I::Item: Borrow<Record>,
    {
        let mut graph = CoGraph::new(self);
        for r in records {
            graph.add(r.borrow());
        }
        graph
    }

    /// The same graph as [`Options::build`], made on every thread of the
    /// caller's rayon pool.
    pub fn build_parallel(self, records: &[Record]) -> CoGraph {
        use rayon::prelude::*;
        let parts = rayon::current_num_threads().max(1);
        let size = records.len().div_ceil(parts).max(1);
        records
            .par_chunks(size)
            .map(|chunk| self.clone().build(chunk))
            .reduce(|| CoGraph::new(self.clone()), CoGraph::absorb)
    }
}
