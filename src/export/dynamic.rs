//! Slices of time: as dynamic GEXF 1.3, and a series of a measure as a table.

use super::gexf::document;
use super::safe;
use crate::error::Result;
use crate::graph::{CoGraph, Dates, Series, Slices};
use quick_xml::writer::Writer;
use std::io::{self, Write};

/// Writes slices as dynamic GEXF 1.3: nodes and edges with the periods they
/// are in as spells; in each period the articles of a node, and the weight of
/// an edge. Gephi's timeline plays it.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn gexf_slices(slices: &Slices, out: impl Write) -> Result<()> {
    Ok(write_slices(slices, out)?)
}

fn write_slices(slices: &Slices, out: impl Write) -> io::Result<()> {
    let total = slices.total();
    let parts: Vec<(Dates, &CoGraph)> = slices.iter().collect();
    document(out, |xml| {
        attribute(xml, "node", "articles", "integer")?;
        attribute(xml, "edge", "weight", "double")?;
        xml.create_element("nodes").write_inner_content(|xml| nodes(xml, &total, &parts))?;
        xml.create_element("edges").write_inner_content(|xml| edges(xml, &total, &parts))?;
        Ok(())
    })
}

fn attribute<W: Write>(xml: &mut Writer<W>, class: &str, title: &str, kind: &str) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attributes([("class", class), ("mode", "dynamic")])
        .write_inner_content(|xml| {
            let attributes = [("id", title), ("title", title), ("type", kind)];
            xml.create_element("attribute").with_attributes(attributes).write_empty()?;
            Ok(())
        })?;
    Ok(())
}

fn nodes<W: Write>(xml: &mut Writer<W>, total: &CoGraph, parts: &[(Dates, &CoGraph)]) -> io::Result<()> {
    for node in total.nodes() {
        let seen =
            parts.iter().filter_map(|(p, g)| Some((*p, g.node(&node.key)?.counts.article.to_string())));
        let seen: Vec<_> = seen.collect();
        xml.create_element("node")
            .with_attribute(("id", &*safe::xml(&node.key)))
            .with_attribute(("label", &*safe::plain(&safe::xml(&node.name))))
            .write_inner_content(|xml| life(xml, "articles", &seen))?;
    }
    Ok(())
}

fn edges<W: Write>(xml: &mut Writer<W>, total: &CoGraph, parts: &[(Dates, &CoGraph)]) -> io::Result<()> {
    for (i, e) in total.edges().enumerate() {
        let weight = |g: &CoGraph| g.weight_of(&e.source.key, &e.target.key);
        let seen: Vec<_> = parts.iter().filter_map(|(p, g)| Some((*p, weight(g)?.to_string()))).collect();
        xml.create_element("edge")
            .with_attribute(("id", i.to_string().as_str()))
            .with_attribute(("source", &*safe::xml(&e.source.key)))
            .with_attribute(("target", &*safe::xml(&e.target.key)))
            .with_attribute(("weight", e.weight.to_string().as_str()))
            .write_inner_content(|xml| life(xml, "weight", &seen))?;
    }
    Ok(())
}

/// The values of one attribute by period, and the periods as spells.
fn life<W: Write>(xml: &mut Writer<W>, of: &str, seen: &[(Dates, String)]) -> io::Result<()> {
    let days = |d: &Dates| [d.first, d.last].map(|d| d.map(|d| d.to_string()).unwrap_or_default());
    xml.create_element("attvalues").write_inner_content(|xml| {
        for (period, value) in seen {
            let [start, end] = days(period);
            let attributes = [("for", of), ("value", value), ("start", &start), ("end", &end)];
            xml.create_element("attvalue").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    xml.create_element("spells").write_inner_content(|xml| {
        for (period, _) in seen {
            let [start, end] = days(period);
            xml.create_element("spell")
                .with_attributes([("start", &*start), ("end", &*end)])
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Writes a series as a tidy table: `start,end,key,name,measure,value`, one row
/// for each period a node is in.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn series(series: &Series, out: impl Write) -> Result<()> {
    Ok(write_series(series, out)?)
}

fn write_series(series: &Series, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["start", "end", "key", "name", "measure", "value"])?;
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    for (key, name, values) in &series.nodes {
        for (period, value) in series.periods.iter().zip(values) {
            let Some(value) = value else { continue };
            let (start, end, value) = (day(period.first), day(period.last), value.to_string());
            let row = [&start, &end, &*safe::cell(key), &*safe::cell(name), series.measure.as_str(), &value];
            csv.write_record(row)?;
        }
    }
    csv.flush()
}
