//! A corpus as one HTML file that opens without a network (feature `report`).
//!
//! The page holds everything: style, script, and the data, gzipped and in
//! base64, the texts of articles in blocks that are unpacked when they are
//! read. It searches persons, places and institutions; shows each with posts
//! over time, events, companions and the sentences that show it; draws events
//! by type, figures over time and the graph; and shows each article with its
//! mentions in colour.
//!
//! Nothing of the text is ever parsed as HTML: the script makes elements and
//! sets their text, and the page's policy forbids every connection.
//!
//! | file | holds |
//! |---|---|
//! | `model` | what the page knows, gathered from the records |
//! | `shown` | which articles, and where they come from |
//! | `entities`, `figures`, `articles` | its parts |
//! | `picture`, `layout` | the drawn part of the graph, and where its nodes stand |
//! | `pack` | gzip and base64 |
//! | `page/` | template, style and script |
//!
//! ```
//! use baozhi::export::report;
//! # let records: Vec<baozhi::Record> = Vec::new();
//! let mut html = Vec::new();
//! report::write(&records, &report::ReportOptions::default(), &mut html)?;
//! # Ok::<(), baozhi::Error>(())
//! ```

mod articles;
mod entities;
mod figures;
mod layout;
mod model;
mod pack;
mod picture;
mod shown;

use crate::error::Result;
use crate::record::Record;
use minijinja::{Environment, context};
use shown::{Packed, Shown, Source};
use std::io::{self, Write};

/// Settings of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// What stands at the head of the page; the papers' names when empty.
    pub title: String,
    /// Most articles in the page. Of more, an evenly spaced sample by date is
    /// taken, and the page says so.
    pub max_articles: usize,
    /// Most nodes in the drawn graph.
    pub max_nodes: usize,
}

impl Default for ReportOptions {
    fn default() -> ReportOptions {
        ReportOptions { title: String::new(), max_articles: 10_000, max_nodes: 220 }
    }
}

impl ReportOptions {
    /// Sets [`ReportOptions::title`].
    pub fn with_title(self, title: impl Into<String>) -> ReportOptions {
        ReportOptions { title: title.into(), ..self }
    }

    /// Sets [`ReportOptions::max_articles`].
    pub fn with_max_articles(self, max_articles: usize) -> ReportOptions {
        ReportOptions { max_articles, ..self }
    }

    /// Sets [`ReportOptions::max_nodes`].
    pub fn with_max_nodes(self, max_nodes: usize) -> ReportOptions {
        ReportOptions { max_nodes, ..self }
    }
}

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// In the order of use; together they are one script.
const SCRIPT: [&str; 9] = [
    include_str!("page/core.js"),
    include_str!("page/overview.js"),
    include_str!("page/entity.js"),
    include_str!("page/article.js"),
    include_str!("page/timeline.js"),
    include_str!("page/figures.js"),
    include_str!("page/graph.js"),
    include_str!("page/search.js"),
    include_str!("page/selftest.js"),
];

/// Writes the report of `records`.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn write(records: &[Record], options: &ReportOptions, out: impl Write) -> Result<()> {
    write_shown(&Shown::of(&records, options.max_articles), options, out)
}

/// A report over records that are given one after another, of which it keeps
/// a tenth of the memory that they take as [`Record`]s.
///
/// ```
/// use baozhi::export::report::{ReportBuilder, ReportOptions};
/// use baozhi::Record;
///
/// let mut report = ReportBuilder::new(ReportOptions::default().with_title("禾川日报"));
/// report.add(&Record::new("a", "会议召开。"))?;
/// let mut html = Vec::new();
/// report.write(&mut html)?;
/// assert!(html.starts_with(b"<!doctype html>"));
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct ReportBuilder {
    options: ReportOptions,
    records: Packed,
}

impl ReportBuilder {
    /// A report without articles.
    pub fn new(options: ReportOptions) -> ReportBuilder {
        ReportBuilder { options, records: Packed::default() }
    }

    /// Adds one article.
    ///
    /// # Errors
    /// When the record cannot be packed; there is none such.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        self.records.add(record)
    }

    /// The number of articles that were added.
    pub fn articles(&self) -> usize {
        self.records.len()
    }

    /// Writes the report.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn write(&self, out: impl Write) -> Result<()> {
        write_shown(&Shown::of(&self.records, self.options.max_articles), &self.options, out)
    }
}

fn write_shown(shown: &Shown, options: &ReportOptions, mut out: impl Write) -> Result<()> {
    let model::Model { core, blocks } = model::Model::of(shown, options)?;
    let (title, packed) = (core.title.clone(), pack::pack(&core)?);
    // The page's text is the next large thing.
    drop(core);
    let page = context! { title, style => STYLE, script => SCRIPT.join("\n"), core => packed, blocks };
    let mut env = Environment::new();
    // Escapes by file name: everything that is not marked as safe.
    env.add_template("page.html", TEMPLATE).map_err(io::Error::other)?;
    let template = env.get_template("page.html").map_err(io::Error::other)?;
    template.render_captured_to(page, &mut out).map_err(io::Error::other)?;
    Ok(out.flush()?)
}
