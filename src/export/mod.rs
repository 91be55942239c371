//! Records and graphs in the formats other tools read; one file a format.
//!
//! | what | function or module | read by |
//! |---|---|---|
//! | records | [`jsonl`] | anything |
//! | a report | `report` (feature `report`) | browsers |
//! | tables | [`tables`] | spreadsheets, R, pandas |
//! | annotations | [`brat`], [`conll()`], [`label_studio()`], [`web_annotation()`] | annotation tools, trainers |
//! | events | [`plover`] | users of PLOVER event data |
//! | a map | [`geojson`] | QGIS, Leaflet, kepler.gl |
//! | graph | [`graphml()`], [`gexf()`], [`dot()`] | Gephi, NetworkX, igraph, Graphviz |
//! | graph over time | [`gexf_slices()`], [`series()`] | Gephi, spreadsheets |
//! | tables, in any form | [`TableForm`] | |
//! | tables as a database | `sqlite` (feature `sqlite`) | SQLite, R, Python |
//! | tables as a workbook | `workbook` (feature `workbook`) | Excel, LibreOffice |
//! | tables and graph | `parquet` (feature `parquet`) | Arrow, DuckDB, Spark |
//! | graph as tables | [`gephi`], [`neo4j`] | Gephi, Neo4j's `admin import` |
//! | graph as JSON | [`node_link()`] | NetworkX, D3 |
//! | an answer | [`Sheet`] | people, spreadsheets, anything |
//!
//! ```
//! use baozhi::{export, graph::CoGraph};
//! # let records: Vec<baozhi::Record> = Vec::new();
//! let graph = CoGraph::from_records(&records);
//! let mut xml = Vec::new();
//! export::graphml(&graph, &mut xml)?;
//! # Ok::<(), baozhi::Error>(())
//! ```
//!
//! Text from a newspaper can hold anything. XML gets no character that XML 1.0
//! forbids, tables for spreadsheets hold no formula, and every format quotes
//! its own specials.

mod begun;
mod columns;
mod conll;
mod dot;
mod dynamic;
mod gexf;
mod graphml;
mod label_studio;
mod node_link;
mod place;
mod rows;
pub(crate) mod safe;
mod sheet;
mod store;
mod view;
mod web_annotation;

pub mod brat;
pub mod geojson;
pub mod gephi;
pub mod jsonl;
pub mod neo4j;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod plover;
#[cfg(feature = "report")]
pub mod report;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod tables;
#[cfg(feature = "workbook")]
pub mod workbook;

pub use columns::ColumnType;
pub use conll::conll;
pub use dot::dot;
pub use dynamic::{gexf_slices, series};
pub use gexf::gexf;
pub use graphml::graphml;
pub use label_studio::label_studio;
pub use node_link::node_link;
pub use sheet::{Cell, Sheet, terminal_width};
pub use store::{RecordWriter, TableForm};
pub use view::View;
pub use web_annotation::web_annotation;

use serde::Serialize;

/// The name that a unit variant has in records.
fn json_word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}
