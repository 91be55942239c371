//! A corpus as one HTML file that opens without a network (feature `report`).
//!
//! The page holds everything: style, script, and the data, gzipped and in
//! base64: the texts of articles in blocks that are unpacked when they are
//! read, heads and events in parts, the rest as its core. It searches persons,
//! places and institutions; shows each with posts over time, events, companions
//! and the sentences that show it; draws events by type, figures over time and
//! the graph; and shows each article with its mentions in colour. Its interface
//! is in English and Chinese.
//!
//! Nothing of the text is ever parsed as HTML: the script makes elements and
//! sets their text, and the page's policy forbids every connection.
//!
//! | file | holds |
//! |---|---|
//! | `model` | what the page knows, gathered from the records |
//! | `shown` | which articles, and where they come from |
//! | `entities`, `ties`, `figures`, `articles` | its parts |
//! | `picture`, `layout` | the drawn part of the graph, and where its nodes stand |
//! | `outline` | the points of all counties, which show the shape of the country |
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
mod outline;
mod pack;
mod picture;
mod shown;
mod ties;

use crate::error::Result;
use crate::record::Record;
use minijinja::{Environment, context};
use shown::{Days, Packed, Shown, Source};
use std::io::{self, Write};

/// A language that the page speaks; its reader can switch to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Chinese, simplified.
    Chinese,
}

impl Language {
    /// As HTML names it.
    fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
        }
    }
}

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
    /// The language that the page opens in; the browser's when none.
    pub language: Option<Language>,
}

impl Default for ReportOptions {
    fn default() -> ReportOptions {
        ReportOptions { title: String::new(), max_articles: 10_000, max_nodes: 220, language: None }
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

    /// Sets [`ReportOptions::language`].
    pub fn with_language(self, language: impl Into<Option<Language>>) -> ReportOptions {
        ReportOptions { language: language.into(), ..self }
    }
}

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/style.css");
/// In the order of use; together they are one script.
const SCRIPT: [&str; 21] = [
    include_str!("page/words.js"),
    include_str!("page/codes.js"),
    include_str!("page/core.js"),
    include_str!("page/route.js"),
    include_str!("page/list.js"),
    include_str!("page/download.js"),
    include_str!("page/overview.js"),
    include_str!("page/names.js"),
    include_str!("page/life.js"),
    include_str!("page/entity.js"),
    include_str!("page/sheet.js"),
    include_str!("page/article.js"),
    include_str!("page/timeline.js"),
    include_str!("page/figures.js"),
    include_str!("page/network.js"),
    include_str!("page/graph.js"),
    include_str!("page/map.js"),
    include_str!("page/search.js"),
    include_str!("page/texts.js"),
    include_str!("page/selftest.js"),
    include_str!("page/start.js"),
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
///
/// Of more records than it shows it need not keep those that it leaves out,
/// where they can be given twice:
///
/// ```
/// use baozhi::export::report::{ReportBuilder, ReportOptions};
/// # use baozhi::Record;
/// # let records: Vec<Record> = ["a", "b", "c"].map(|id| Record::new(id, "会议召开。")).to_vec();
/// let options = ReportOptions::default().with_max_articles(2);
/// let mut report = ReportBuilder::new(options).in_two_rounds();
/// records.iter().try_for_each(|r| report.add(r))?;
/// if report.asks_again() {
///     records.iter().try_for_each(|r| report.add(r))?;
/// }
/// assert_eq!(report.articles(), 3);
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct ReportBuilder {
    options: ReportOptions,
    records: Packed,
    round: Round,
}

/// What is known of the records that come.
#[derive(Debug, Default)]
enum Round {
    /// They come once; all are kept.
    #[default]
    Only,
    /// They may come again; beyond the most that are shown only their days are
    /// kept.
    First(Days),
    /// Which of them are shown, from the next on.
    Second(std::vec::IntoIter<bool>),
}

impl ReportBuilder {
    /// A report without articles.
    pub fn new(options: ReportOptions) -> ReportBuilder {
        ReportBuilder { options, ..ReportBuilder::default() }
    }

    /// Asked before the first record: they can be given a second time, in the
    /// same order, if [`ReportBuilder::asks_again`].
    pub fn in_two_rounds(self) -> ReportBuilder {
        ReportBuilder { round: Round::First(Days::default()), ..self }
    }

    /// Adds one article.
    ///
    /// # Errors
    /// When the record cannot be packed; there is none such.
    pub fn add(&mut self, record: &Record) -> Result<()> {
        match &mut self.round {
            Round::Only => self.records.add(record),
            Round::First(days) => {
                days.add(record);
                if days.len() <= self.options.max_articles {
                    return self.records.add(record);
                }
                self.records = Packed::default();
                Ok(())
            }
            Round::Second(shown) => {
                if shown.next() == Some(true) {
                    return self.records.add(record);
                }
                self.records.pass();
                Ok(())
            }
        }
    }

    /// True, once, where more records came than are shown: they must be given
    /// again.
    pub fn asks_again(&mut self) -> bool {
        let Round::First(days) = &self.round else { return false };
        let most = self.options.max_articles;
        if days.len() <= most {
            return false;
        }
        self.round = Round::Second(days.shown(most).into_iter());
        true
    }

    /// The number of articles that were added, those that are not shown among
    /// them.
    pub fn articles(&self) -> usize {
        match &self.round {
            Round::First(days) => days.len(),
            _ => self.records.given(),
        }
    }

    /// Writes the report.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn write(&self, out: impl Write) -> Result<()> {
        write_shown(&Shown::of(&self.records, self.options.max_articles), &self.options, out)
    }
}

/// Stands in the template for the page's data.
const DATA: &str = "<!-- data -->\n";

fn write_shown(shown: &Shown, options: &ReportOptions, mut out: impl Write) -> Result<()> {
    let model = model::Model::of(shown, options)?;
    let title = if model.title.is_empty() { "baozhi" } else { &model.title };
    let language = options.language.map(Language::code);
    let page = context! { title, language, style => STYLE, script => SCRIPT.join("\n") };
    let (before, behind) = TEMPLATE.split_once(DATA).unwrap_or((TEMPLATE, ""));
    let mut env = Environment::new();
    // Escapes by file name: everything that is not marked as safe.
    env.add_template("before.html", before).map_err(io::Error::other)?;
    env.add_template("behind.html", behind).map_err(io::Error::other)?;
    let render = |name: &str, out: &mut dyn Write| -> io::Result<()> {
        let template = env.get_template(name).map_err(io::Error::other)?;
        template.render_captured_to(&page, out).map(drop).map_err(io::Error::other)
    };
    render("before.html", &mut out)?;
    model.write(&mut out)?;
    render("behind.html", &mut out)?;
    Ok(out.flush()?)
}
