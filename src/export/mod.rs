//! Records and graphs in the formats other tools read; one file a format.
//!
//! | what | function or module | read by |
//! |---|---|---|
//! | records | [`jsonl`] | anything |
//! | tables | [`tables`] | spreadsheets, R, pandas |
//! | graph | [`graphml()`], [`gexf()`], [`dot()`] | Gephi, NetworkX, igraph, Graphviz |
//! | graph as tables | [`gephi`], [`neo4j`] | Gephi, Neo4j's `admin import` |
//! | graph as JSON | [`node_link()`] | NetworkX, D3 |
//!
//! ```
//! use baozhi::{export, graph::CoGraph};
//! # let records: Vec<baozhi::Record> = Vec::new();
//! let graph = CoGraph::from_records(&records);
//! let mut xml = Vec::new();
//! export::graphml(&graph, &mut xml)?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Text from a newspaper can hold anything. XML gets no character that XML 1.0
//! forbids, tables for spreadsheets hold no formula, and every format quotes
//! its own specials.

mod dot;
mod gexf;
mod graphml;
mod node_link;
mod safe;
mod view;

pub mod gephi;
pub mod jsonl;
pub mod neo4j;
pub mod tables;

pub use dot::dot;
pub use gexf::gexf;
pub use graphml::graphml;
pub use node_link::node_link;
pub use view::View;
