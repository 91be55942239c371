//! Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` reads it.

use super::view::{EDGE_FIELDS, NODE_FIELDS, Value, View, edge_values, node_values};
use serde::ser::{SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes the graph as one JSON object with `nodes` and `edges`.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn node_link<'g>(graph: impl Into<View<'g>>, out: impl Write) -> crate::Result<()> {
    Ok(write_node_link(&graph.into(), out)?)
}

fn write_node_link(view: &View, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, &Doc(view))?;
    out.write_all(b"\n")
}

struct Doc<'v, 'g>(&'v View<'g>);

impl Serialize for Doc<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut doc = s.serialize_struct("graph", 5)?;
        doc.serialize_field("directed", &false)?;
        doc.serialize_field("multigraph", &false)?;
        doc.serialize_field("graph", &Weighting(self.0))?;
        doc.serialize_field("nodes", &Nodes(self.0))?;
        doc.serialize_field("edges", &Edges(self.0))?;
        doc.end()
    }
}

struct Weighting<'v, 'g>(&'v View<'g>);

impl Serialize for Weighting<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let by = self.0.graph.graph().weighting();
        let mut map = s.serialize_map(Some(2))?;
        map.serialize_entry("weight", by.weight.as_str())?;
        map.serialize_entry("scope", by.scope.as_str())?;
        map.end()
    }
}

struct Nodes<'v, 'g>(&'v View<'g>);

impl Serialize for Nodes<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let view = self.0;
        let mut seq = s.serialize_seq(Some(view.graph.node_count()))?;
        for (i, node) in view.graph.nodes().enumerate() {
            let mut fields = vec![("id", Value::Text(&node.key))];
            fields.extend(NODE_FIELDS.iter().map(|f| f.0).zip(node_values(node)));
            let columns = view.columns.iter();
            fields.extend(
                columns.map(|(n, v)| (n.as_str(), Value::Float(v.get(i).copied().unwrap_or(f64::NAN)))),
            );
            seq.serialize_element(&Fields(fields))?;
        }
        seq.end()
    }
}

struct Edges<'v, 'g>(&'v View<'g>);

impl Serialize for Edges<'_, '_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let view = self.0;
        let mut seq = s.serialize_seq(Some(view.graph.edge_count()))?;
        for e in view.graph.edges() {
            let mut fields =
                vec![("source", Value::Text(&e.source.key)), ("target", Value::Text(&e.target.key))];
            fields.extend(EDGE_FIELDS.iter().map(|f| f.0).zip(edge_values(view.graph.graph(), &e)));
            seq.serialize_element(&Fields(fields))?;
        }
        seq.end()
    }
}

struct Fields<'a>(Vec<(&'a str, Value<'a>)>);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(None)?;
        for (name, value) in self.0.iter().filter(|(_, v)| !v.is_empty()) {
            match value {
                Value::Int(n) => map.serialize_entry(name, n)?,
                Value::Float(x) => map.serialize_entry(name, x)?,
                text => map.serialize_entry(name, &text.to_string())?,
            }
        }
        map.end()
    }
}
