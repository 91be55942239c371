//! GraphML 1.0 (<http://graphml.graphdrawing.org/specification.html>).

use super::safe;
use super::view::{EDGE_FIELDS, Kind, NODE_FIELDS, Value, View, edge_values, node_values};
use crate::error::Result;
use quick_xml::events::BytesDecl;
use quick_xml::events::{BytesText, Event};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// Writes the graph as GraphML. Keys are `n0…` for attributes of nodes and
/// `e0…` for those of edges; attributes without a value are left out.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn graphml<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_graphml(&graph.into(), out)?)
}

fn write_graphml(view: &View, out: impl Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"))
        .write_inner_content(|xml| {
            keys(xml, view)?;
            xml.create_element("graph").with_attribute(("edgedefault", "undirected")).write_inner_content(
                |xml| {
                    nodes(xml, view)?;
                    edges(xml, view)
                },
            )?;
            Ok(())
        })?;
    xml.into_inner().write_all(b"\n")
}

fn keys<W: Write>(xml: &mut Writer<W>, view: &View) -> io::Result<()> {
    for (i, (name, kind)) in NODE_FIELDS.iter().enumerate() {
        key(xml, &format!("n{i}"), "node", name, *kind)?;
    }
    for (i, (name, _)) in view.columns.iter().enumerate() {
        key(xml, &format!("n{}", NODE_FIELDS.len() + i), "node", name, Kind::Float)?;
    }
    for (i, (name, kind)) in EDGE_FIELDS.iter().enumerate() {
        key(xml, &format!("e{i}"), "edge", name, *kind)?;
    }
    Ok(())
}

fn key<W: Write>(xml: &mut Writer<W>, id: &str, of: &str, name: &str, kind: Kind) -> io::Result<()> {
    let kind = match kind {
        Kind::Text => "string",
        Kind::Int => "long",
        Kind::Float => "double",
    };
    xml.create_element("key")
        .with_attributes([("id", id), ("for", of), ("attr.name", &safe::xml(name)), ("attr.type", kind)])
        .write_empty()?;
    Ok(())
}

fn nodes<W: Write>(xml: &mut Writer<W>, view: &View) -> io::Result<()> {
    for (i, node) in view.graph.nodes().enumerate() {
        xml.create_element("node").with_attribute(("id", &*safe::xml(&node.key))).write_inner_content(
            |xml| {
                data(xml, 'n', 0, &node_values(node))?;
                let columns = view.columns.iter().map(|(_, v)| v.get(i).copied().unwrap_or(f64::NAN));
                let columns: Vec<Value> = columns.map(Value::Float).collect();
                data(xml, 'n', NODE_FIELDS.len(), &columns)
            },
        )?;
    }
    Ok(())
}

fn edges<W: Write>(xml: &mut Writer<W>, view: &View) -> io::Result<()> {
    for e in view.graph.edges() {
        xml.create_element("edge")
            .with_attribute(("source", &*safe::xml(&e.source.key)))
            .with_attribute(("target", &*safe::xml(&e.target.key)))
            .write_inner_content(|xml| data(xml, 'e', 0, &edge_values(view.graph.graph(), &e)))?;
    }
    Ok(())
}

fn data<W: Write>(xml: &mut Writer<W>, of: char, from: usize, values: &[Value]) -> io::Result<()> {
    for (i, v) in values.iter().enumerate().filter(|(_, v)| !v.is_empty()) {
        xml.create_element("data")
            .with_attribute(("key", format!("{of}{}", from + i).as_str()))
            .write_text_content(BytesText::new(&safe::xml(&v.to_string())))?;
    }
    Ok(())
}
