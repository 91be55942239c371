//! The tables of Neo4j's `neo4j-admin database import`: one of nodes, one of
//! relationships, with typed headers.
//!
//! These feed a database, so cells are as they are in the graph: nothing is
//! put before a name that looks like a formula.

use super::view::View;
use crate::error::Result;
use crate::graph::{EdgeView, Layer};
use std::io::{self, Write};

/// Writes the nodes, labelled `Person`, `Place`, `Institution` and so on.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn nodes<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_nodes(&graph.into(), out)?)
}

fn write_nodes(view: &View, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let head =
        ["key:ID", "name", "mentions:int", "articles:int", "events:int", "first:date", "last:date", ":LABEL"];
    let columns = view.columns.iter().map(|(name, _)| format!("{name}:double"));
    csv.write_record(head.map(String::from).into_iter().chain(columns))?;
    for (i, n) in view.graph.nodes().enumerate() {
        let date = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let row = [
            n.key.to_string(),
            n.name.to_string(),
            n.mentions.to_string(),
            n.counts.article.to_string(),
            n.counts.event.to_string(),
            date(n.dates.first),
            date(n.dates.last),
            capital(n.kind.as_str()),
        ];
        let columns = view.columns.iter().map(|(_, v)| v.get(i).map(f64::to_string).unwrap_or_default());
        csv.write_record(row.into_iter().chain(columns))?;
    }
    csv.flush()
}

/// Writes the relationships, one for each layer of an edge: `CO_MENTION`,
/// `CO_ATTENDANCE`, `HOLDS_POST` (from the person, one a title) and `HELD_AT`
/// (to the place).
///
/// # Errors
/// When `out` refuses to be written to.
pub fn relationships<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_relationships(&graph.into(), out)?)
}

fn write_relationships(view: &View, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        ":START_ID",
        ":END_ID",
        "weight:double",
        "count:int",
        "title",
        "former:boolean",
        ":TYPE",
    ])?;
    for e in view.graph.edges() {
        for layer in e.edge.layers() {
            match layer {
                Layer::Post => posts(&mut csv, &e)?,
                Layer::CoMention => row(&mut csv, &e, e.edge.counts.article, "CO_MENTION")?,
                Layer::CoAttendance => row(&mut csv, &e, e.edge.counts.event, "CO_ATTENDANCE")?,
                Layer::Place => row(&mut csv, &e, e.edge.held_at, "HELD_AT")?,
            }
        }
    }
    csv.flush()
}

fn row<W: Write>(csv: &mut csv::Writer<W>, e: &EdgeView, count: u32, kind: &str) -> io::Result<()> {
    let (weight, count) = (e.weight.to_string(), count.to_string());
    // Keys sort institution: < person: < place:, so the place is the target.
    csv.write_record([&e.source.key, &e.target.key, weight.as_str(), &count, "", "", kind])?;
    Ok(())
}

fn posts<W: Write>(csv: &mut csv::Writer<W>, e: &EdgeView) -> io::Result<()> {
    for p in &e.edge.posts {
        let (weight, count) = (e.weight.to_string(), p.articles.to_string());
        let former = if p.former { "true" } else { "false" };
        // The person is the target, as institution: sorts before person:.
        csv.write_record([
            &e.target.key,
            &e.source.key,
            weight.as_str(),
            &count,
            &p.title,
            former,
            "HOLDS_POST",
        ])?;
    }
    Ok(())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect()
}
