//! The two tables that Gephi's spreadsheet import reads.

use super::safe;
use super::view::{EDGE_FIELDS, NODE_FIELDS, View, edge_values, node_values};
use crate::error::Result;
use std::io::{self, Write};

/// Writes the nodes: `Id,Label,type,mentions,…` and a column for each measure.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn nodes<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_nodes(&graph.into(), out)?)
}

fn write_nodes(view: &View, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let fields = NODE_FIELDS.iter().skip(1).map(|f| f.0);
    csv.write_record(
        ["Id", "Label"].into_iter().chain(fields).chain(view.columns.iter().map(|c| c.0.as_str())),
    )?;
    for (i, node) in view.graph.nodes().enumerate() {
        csv.write_field(&*safe::cell(&node.key))?;
        for value in node_values(node) {
            csv.write_field(&*safe::cell(&value.to_string()))?;
        }
        for (_, values) in &view.columns {
            csv.write_field(values.get(i).map(f64::to_string).unwrap_or_default())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

/// Writes the edges: `Source,Target,Weight,Type,layers,…`.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn edges<'g>(graph: impl Into<View<'g>>, out: impl Write) -> Result<()> {
    Ok(write_edges(&graph.into(), out)?)
}

fn write_edges(view: &View, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let fields = EDGE_FIELDS.iter().skip(1).map(|f| f.0);
    csv.write_record(["Source", "Target", "Weight", "Type"].into_iter().chain(fields))?;
    for e in view.graph.edges() {
        csv.write_field(&*safe::cell(&e.source.key))?;
        csv.write_field(&*safe::cell(&e.target.key))?;
        csv.write_field(e.weight.to_string())?;
        csv.write_field("Undirected")?;
        for value in edge_values(view.graph.graph(), &e).iter().skip(1) {
            csv.write_field(&*safe::cell(&value.to_string()))?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}
