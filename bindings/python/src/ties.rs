//! A whole graph as two tables, its nodes and its edges, with all their counts:
//! tables of parts of a corpus add up to those of the whole.

use crate::column::{Columns, Lists, arrow_fault};
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};
use baozhi::export::ColumnType::{self, Boolean, Integer, Text};
use baozhi::graph::{CoGraph, Counts, Dates, Scope};
use pyo3::PyResult;
use std::sync::Arc;

const NODE: [(&str, ColumnType); 11] = [
    ("key", Text),
    ("label", Text),
    ("type", Text),
    ("mentions", Integer),
    ("sentences", Integer),
    ("windows", Integer),
    ("paragraphs", Integer),
    ("articles", Integer),
    ("events", Integer),
    ("first", Text),
    ("last", Text),
];

const EDGE: [(&str, ColumnType); 10] = [
    ("source", Text),
    ("target", Text),
    ("sentences", Integer),
    ("windows", Integer),
    ("paragraphs", Integer),
    ("articles", Integer),
    ("events", Integer),
    ("held_at", Integer),
    ("first", Text),
    ("last", Text),
];

/// Counts as cells, in the order of the columns.
fn counts(counts: &Counts) -> [String; 5] {
    [Scope::Sentence, Scope::Window, Scope::Paragraph, Scope::Article, Scope::Event]
        .map(|scope| counts.get(scope).to_string())
}

fn dates(dates: Dates) -> [String; 2] {
    [dates.first, dates.last].map(|day| day.map(|day| day.to_string()).unwrap_or_default())
}

/// Every node, by key.
///
/// # Errors
/// When Arrow refuses it.
pub fn nodes(graph: &CoGraph) -> PyResult<Table> {
    let mut columns = Columns::new(NODE.into_iter());
    for node in graph.nodes() {
        let mentions = node.mentions.to_string();
        let (counts, dates) = (counts(&node.counts), dates(node.dates));
        let head = [&*node.key, &*node.name, node.kind.as_str(), &mentions];
        columns.push(head.into_iter().chain(counts.iter().chain(&dates).map(String::as_str)));
    }
    let schema = Arc::new(Schema::new(columns.fields().clone()));
    let batch = RecordBatch::try_new(schema.clone(), columns.finish()).map_err(arrow_fault)?;
    Ok(Table::new("nodes", schema, vec![batch]))
}

/// Every edge, by the keys of its ends; posts and evidence as lists.
///
/// # Errors
/// When Arrow refuses it.
pub fn edges(graph: &CoGraph) -> PyResult<Table> {
    let mut columns = Columns::new(EDGE.into_iter());
    let mut posts = Lists::new([("title", Text), ("former", Boolean)].into_iter());
    let mut evidence = Lists::new([("date", Text), ("id", Text)].into_iter());
    for view in graph.edges() {
        let edge = view.edge;
        let held_at = edge.held_at.to_string();
        let (counts, dates) = (counts(&edge.counts), dates(edge.dates));
        let ends = [&*view.source.key, &*view.target.key];
        let numbers = counts.iter().chain([&held_at]).chain(&dates).map(String::as_str);
        columns.push(ends.into_iter().chain(numbers));
        for held in &edge.posts {
            posts.push([&*held.title, if held.former { "true" } else { "false" }]);
        }
        posts.close();
        for article in graph.evidence(edge) {
            let day = article.date.map(|day| day.to_string()).unwrap_or_default();
            evidence.push([&*day, &*article.id]);
        }
        evidence.close();
    }
    let lists = [("posts", &posts), ("evidence", &evidence)];
    let lists = lists.map(|(name, list)| Arc::new(Field::new(name, list.data_type(), true)));
    let schema = Arc::new(Schema::new(columns.fields().iter().cloned().chain(lists).collect::<Vec<_>>()));
    let mut arrays = columns.finish();
    arrays.extend([posts.finish()?, evidence.finish()?]);
    let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(arrow_fault)?;
    Ok(Table::new("edges", schema, vec![batch]))
}
