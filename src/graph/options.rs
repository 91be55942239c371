//! What becomes a node and what becomes an edge.

use super::CoGraph;
use crate::record::{EntityKind, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;

/// A stretch of text, or a happening, in which two entities can stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Scope {
    /// One sentence.
    Sentence,
    /// [`GraphOptions::window`] sentences in a row, sliding by one.
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
///
/// ```
/// use baozhi::graph::{CoGraph, GraphOptions, Scope};
/// # let records: Vec<baozhi::Record> = Vec::new();
/// let near = GraphOptions::default().with_widest(Scope::Paragraph).with_reporters(true);
/// let graph: CoGraph = near.build(&records);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct GraphOptions {
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
    /// an institution. They say how a name is built more than who met whom. Left
    /// out, they still count for the articles and mentions of their nodes.
    pub nested: bool,
    /// True links participants to a place that the event's own sentence does
    /// not give.
    pub inferred_places: bool,
    /// Articles kept as evidence for each edge.
    pub evidence: usize,
    /// A stretch of text with more nodes than this links none of them: it is a
    /// list of names, and n nodes would add about n² / 2 edges.
    pub crowd: usize,
}

impl Default for GraphOptions {
    fn default() -> GraphOptions {
        GraphOptions {
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

impl GraphOptions {
    /// Sets [`GraphOptions::kinds`].
    pub fn with_kinds(self, kinds: Vec<EntityKind>) -> GraphOptions {
        GraphOptions { kinds, ..self }
    }

    /// Sets [`GraphOptions::widest`].
    pub fn with_widest(self, widest: Scope) -> GraphOptions {
        GraphOptions { widest, ..self }
    }

    /// Sets [`GraphOptions::window`].
    pub fn with_window(self, window: u32) -> GraphOptions {
        GraphOptions { window, ..self }
    }

    /// Sets [`GraphOptions::reporters`].
    pub fn with_reporters(self, reporters: bool) -> GraphOptions {
        GraphOptions { reporters, ..self }
    }

    /// Sets [`GraphOptions::nested`].
    pub fn with_nested(self, nested: bool) -> GraphOptions {
        GraphOptions { nested, ..self }
    }

    /// Sets [`GraphOptions::inferred_places`].
    pub fn with_inferred_places(self, inferred_places: bool) -> GraphOptions {
        GraphOptions { inferred_places, ..self }
    }

    /// Sets [`GraphOptions::evidence`].
    pub fn with_evidence(self, evidence: usize) -> GraphOptions {
        GraphOptions { evidence, ..self }
    }

    /// Sets [`GraphOptions::crowd`].
    pub fn with_crowd(self, crowd: usize) -> GraphOptions {
        GraphOptions { crowd, ..self }
    }

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

    /// The same graph as [`GraphOptions::build`], made on every thread of the
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
