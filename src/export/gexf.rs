//! GEXF 1.3 (<https://gexf.net>), with the dates between which nodes and edges
//! are seen.

use super::safe;
use super::view::{EDGE_FIELDS, Kind, NODE_FIELDS, Value, View, edge_values, node_values};
use crate::error::Result;
use crate::graph::Dates;
use quick_xml::events::{BytesDecl, Event};
use quick_xml::writer::{ElementWriter, Writer};
use std::io::{self, Write};

/// Writes the graph as dynamic GEXF 1.3: a node or an edge lives from the
/// first to the last issue that shows it.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn gexf<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_gexf(&graph.into(), out)?)
}

fn write_gexf(view: &View, out: impl Write) -> io::Result<()> {
    document(out, |xml| {
        attributes(xml, "node", NODE_FIELDS.iter().skip(1).copied(), view)?;
        attributes(xml, "edge", EDGE_FIELDS.iter().skip(1).copied(), view)?;
        xml.create_element("nodes").write_inner_content(|xml| nodes(xml, view))?;
        xml.create_element("edges").write_inner_content(|xml| edges(xml, view))?;
        Ok(())
    })
}

/// The frame of a GEXF document around what `inner` writes into its graph.
pub(super) fn document<W: Write>(
    out: W,
    inner: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("gexf")
        .with_attributes([("xmlns", "http://gexf.net/1.3"), ("version", "1.3")])
        .write_inner_content(|xml| {
            xml.create_element("graph")
                .with_attributes([
                    ("defaultedgetype", "undirected"),
                    ("mode", "dynamic"),
                    ("timeformat", "date"),
                    ("timerepresentation", "interval"),
                ])
                .write_inner_content(inner)?;
            Ok(())
        })?;
    xml.into_inner().write_all(b"\n")
}

/// Attributes are numbered by their place in the list of fields; the first
/// field has an attribute of the format's own (label, weight).
fn attributes<W: Write>(
    xml: &mut Writer<W>,
    class: &str,
    fields: impl Iterator<Item = (&'static str, Kind)>,
    view: &View,
) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attributes([("class", class), ("mode", "static")])
        .write_inner_content(|xml| {
            let mut n = 1;
            for (name, kind) in fields {
                attribute(xml, n, name, kind)?;
                n += 1;
            }
            for (name, _) in view.columns.iter().filter(|_| class == "node") {
                attribute(xml, n, name, Kind::Float)?;
                n += 1;
            }
            Ok(())
        })?;
    Ok(())
}

fn attribute<W: Write>(xml: &mut Writer<W>, id: usize, title: &str, kind: Kind) -> io::Result<()> {
    let kind = match kind {
        Kind::Text => "string",
        Kind::Int => "integer",
        Kind::Float => "double",
    };
    xml.create_element("attribute")
        .with_attributes([("id", id.to_string().as_str()), ("title", &safe::xml(title)), ("type", kind)])
        .write_empty()?;
    Ok(())
}

fn nodes<W: Write>(xml: &mut Writer<W>, view: &View) -> io::Result<()> {
    for (i, node) in view.graph.nodes().enumerate() {
        let columns = view.columns.iter().map(|(_, v)| Value::Float(v.get(i).copied().unwrap_or(f64::NAN)));
        let values: Vec<Value> = node_values(node).into_iter().chain(columns).collect();
        let element = xml
            .create_element("node")
            .with_attribute(("id", &*safe::xml(&node.key)))
            .with_attribute(("label", &*safe::plain(&safe::xml(&node.name))));
        dated(element, node.dates).write_inner_content(|xml| attvalues(xml, &values))?;
    }
    Ok(())
}

fn edges<W: Write>(xml: &mut Writer<W>, view: &View) -> io::Result<()> {
    for (i, e) in view.graph.edges().enumerate() {
        let element = xml
            .create_element("edge")
            .with_attribute(("id", i.to_string().as_str()))
            .with_attribute(("source", &*safe::xml(&e.source.key)))
            .with_attribute(("target", &*safe::xml(&e.target.key)))
            .with_attribute(("weight", e.weight.to_string().as_str()));
        let values = edge_values(view.graph.graph(), &e);
        dated(element, e.edge.dates).write_inner_content(|xml| attvalues(xml, &values))?;
    }
    Ok(())
}

fn dated<'a, W: Write>(element: ElementWriter<'a, W>, dates: Dates) -> ElementWriter<'a, W> {
    match (dates.first, dates.last) {
        (Some(first), Some(last)) => element
            .with_attribute(("start", first.to_string().as_str()))
            .with_attribute(("end", last.to_string().as_str())),
        _ => element,
    }
}

fn attvalues<W: Write>(xml: &mut Writer<W>, values: &[Value]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (i, v) in values.iter().enumerate().skip(1).filter(|(_, v)| !v.is_empty()) {
            xml.create_element("attvalue")
                .with_attribute(("for", i.to_string().as_str()))
                .with_attribute(("value", &*safe::plain(&safe::xml(&v.to_string()))))
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
