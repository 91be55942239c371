//! What every graph format writes of a node and of an edge.

use crate::graph::{ArticleRef, CoGraph, EdgeView, Node, Ordered};
use jiff::civil::Date;

/// A graph as it is exported: in the order of its keys, with columns of
/// numbers beside the nodes (measures, communities).
///
/// A `&CoGraph` is a view without columns.
#[derive(Clone, Debug)]
pub struct View<'g> {
    pub(super) graph: Ordered<'g>,
    pub(super) columns: Vec<(String, Vec<f64>)>,
}

impl<'g> From<&'g CoGraph> for View<'g> {
    fn from(graph: &'g CoGraph) -> View<'g> {
        View { graph: graph.ordered(), columns: Vec::new() }
    }
}

impl<'g> View<'g> {
    /// Adds a column: one number for each node, in the order of
    /// [`CoGraph::nodes`]. Nodes beyond the end of `values` have no value.
    pub fn column(mut self, name: impl Into<String>, values: Vec<f64>) -> View<'g> {
        self.columns.push((name.into(), values));
        self
    }
}

/// A value of an attribute, with the type that formats name differently.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'g> {
    Text(&'g str),
    List(String),
    Int(u32),
    Float(f64),
    Date(Option<Date>),
}

impl Value<'_> {
    /// True for text of length 0 and for no date.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Value::Text(t) => t.is_empty(),
            Value::List(t) => t.is_empty(),
            Value::Date(d) => d.is_none(),
            Value::Int(_) => false,
            Value::Float(f) => !f.is_finite(),
        }
    }
}

impl std::fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Text(t) => f.write_str(t),
            Value::List(t) => f.write_str(t),
            Value::Int(n) => write!(f, "{n}"),
            Value::Float(x) => write!(f, "{x}"),
            Value::Date(Some(d)) => write!(f, "{d}"),
            Value::Date(None) => Ok(()),
        }
    }
}

/// The type of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int,
    Float,
}

/// Names and types of the attributes of [`node_values`].
pub(super) const NODE_FIELDS: [(&str, Kind); 9] = [
    ("label", Kind::Text),
    ("type", Kind::Text),
    ("mentions", Kind::Int),
    ("sentences", Kind::Int),
    ("paragraphs", Kind::Int),
    ("articles", Kind::Int),
    ("events", Kind::Int),
    ("first", Kind::Text),
    ("last", Kind::Text),
];

pub(super) fn node_values(node: &Node) -> [Value<'_>; 9] {
    let c = &node.counts;
    [
        Value::Text(&node.name),
        Value::Text(node.kind.as_str()),
        Value::Int(node.mentions),
        Value::Int(c.sentence),
        Value::Int(c.paragraph),
        Value::Int(c.article),
        Value::Int(c.event),
        Value::Date(node.dates.first),
        Value::Date(node.dates.last),
    ]
}

/// Names and types of the attributes of [`edge_values`].
pub(super) const EDGE_FIELDS: [(&str, Kind); 12] = [
    ("weight", Kind::Float),
    ("layers", Kind::Text),
    ("sentences", Kind::Int),
    ("windows", Kind::Int),
    ("paragraphs", Kind::Int),
    ("articles", Kind::Int),
    ("events", Kind::Int),
    ("held_at", Kind::Int),
    ("posts", Kind::Text),
    ("first", Kind::Text),
    ("last", Kind::Text),
    ("evidence", Kind::Text),
];

/// Lists are joined by `|`, in which no title and hardly an id is written.
pub(super) fn edge_values<'g>(graph: &'g CoGraph, e: &EdgeView<'g>) -> [Value<'g>; 12] {
    let c = &e.edge.counts;
    let posts =
        e.edge.posts.iter().map(|p| if p.former { format!("原{}", p.title) } else { p.title.to_string() });
    let evidence = graph.evidence(e.edge).map(|a: &ArticleRef| &*a.id);
    [
        Value::Float(e.weight),
        Value::List(e.edge.layer_names()),
        Value::Int(c.sentence),
        Value::Int(c.window),
        Value::Int(c.paragraph),
        Value::Int(c.article),
        Value::Int(c.event),
        Value::Int(e.edge.held_at),
        Value::List(posts.collect::<Vec<_>>().join("|")),
        Value::Date(e.edge.dates.first),
        Value::Date(e.edge.dates.last),
        Value::List(evidence.collect::<Vec<_>>().join("|")),
    ]
}
