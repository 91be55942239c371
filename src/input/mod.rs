//! What a file is, and the articles in it.
//!
//! A file is told by its content first and by its name second ([`Kind`]). Text
//! becomes pages; tables, dumps, pages of e-papers and labelled files give
//! fields that [`Columns`] names; every reader is a file of this folder.
//!
//! | kind | file |
//! |---|---|
//! | CSV, TSV | `table.rs` |
//! | JSON lines, JSON | `json.rs` |
//! | XLSX, XLS, ODS (feature `xlsx`) | `xlsx.rs` |
//! | `<doc>` elements | `doc_xml.rs` |
//! | HTML (feature `html`) | `html/` |
//! | 标题：… 正文：… | `labelled.rs` |
//! | header lines of one article | `header_lines/` |
//! | file names | `filename.rs` |

mod columns;
mod date;
pub(crate) mod doc_xml;
mod fields;
pub(crate) mod filename;
pub(crate) mod header_lines;
#[cfg(feature = "html")]
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod labelled;
mod sniff;
pub(crate) mod table;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

pub use columns::Columns;
pub use sniff::{Kind, Refused};

pub(crate) use columns::Field;
pub(crate) use date::Given;
pub(crate) use fields::{Fields, Known, add_authors};
pub(crate) use sniff::{SAMPLE, ending, sniff, stem_and_ending};
