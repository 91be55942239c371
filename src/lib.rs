//! Chinese newspapers into structured data.
//!
//! baozhi (报纸) takes the text of newspaper issues, as OCR or PDF gives it, and
//! reads out of it who is named with which posts, which institutions and
//! places, what happened, was said or was only called for, when, and how much,
//! each as a span of the text with the rule that found it. It works offline
//! and needs nothing but this crate.
//!
//! ```
//! use baozhi::{Extractor, Issue};
//!
//! let page = "\
//! 禾川日报
//!
//! 2022年3月2日 星期三
//!
//! 市委召开会议 部署春季生产
//!
//! 本报讯（记者 林晓）3月1日，市委书记周明远主持召开会议，副市长陈立、何文清参加。
//! 会议指出，全市复工率超过99%。
//! ";
//! let extractor = Extractor::new();
//! let records = extractor.extract(&Issue::parse(page));
//!
//! let record = &records[0];
//! assert_eq!(record.article.title.as_deref(), Some("市委召开会议 部署春季生产"));
//! let posts: Vec<_> = record.posts.iter().map(|p| (p.person.as_str(), p.title.as_str())).collect();
//! assert!(posts.contains(&("何文清", "副市长")));
//! ```
//!
//! # The types that matter
//!
//! | type | what it is |
//! |---|---|
//! | [`Issue`], [`Article`] | a page cut into articles, each with its repaired text and the way back to the source |
//! | [`Extractor`] | the engine: built once, immutable, shared by threads |
//! | [`Record`] | what one article becomes; serialises to the JSON that the command line writes |
//! | [`record::Mention`] | a person, title, place, institution, meeting, document, figure, time or duration |
//! | [`graph::CoGraph`] | the co-occurrence graph over records |
//! | [`corpus::run`] | files and folders in, records out in order, on all cores |
//! | [`Error`] | one error type, with file and line |
//!
//! [`figure::scan`] and [`time::scan`] work on any text by themselves;
//! [`page::decode`] and [`page::repair`] too. [`export`] writes tables,
//! annotations and graphs; [`query`] searches records, lists what they tell of
//! a name by date and compares two sets of them.
//!
//! # How it works
//!
//! Bytes are decoded, wraps and broken columns joined, the page cut into
//! articles ([`page`], [`issue`]). Times and figures are read from the raw text
//! by grammar. Words, and a trained sequence model over them ([`tagger`]),
//! propose names; dictionaries ([`lexicon`]) and the grammar of titles know
//! posts and full names; [`mention`] arbitrates. [`event`] matches frames over
//! the mentions. Extraction cannot fail: dirty text gives warnings in the
//! record. Every stage is linear in the text, reads no clock and no
//! environment, and keeps nothing from one article to the next.
//!
//! # Limits
//!
//! Mainland newspapers in simplified characters are what it is made for; the
//! dictionaries know the administrative divisions of the present and the
//! institutions since about 2003. What is printed wrong is flagged at most,
//! never corrected. Offsets in memory are bytes; [`Record::with_offsets`]
//! converts.
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `model` | yes | the embedded sequence model |
//! | `cli` | no | the `baozhi` command; takes in `report`, `measures`, `schema`, `html`, `xlsx`, `pdf`, `parquet` and `workbook` |
//! | `pdf` | no | `layout::pdf`, the text layer of PDF files |
//! | `report` | no | `export::report`, one HTML page over a corpus |
//! | `measures` | no | closeness, eigenvector centrality and k-cores, by rustworkx-core |
//! | `schema` | no | `record::json_schema`, the JSON Schema of records |
//! | `parquet` | no | `export::parquet` |
//! | `sqlite` | no | `export::sqlite`, a database with full-text search; needs a C compiler |
//! | `workbook` | no | `export::workbook`, Excel workbooks |
//! | `html` | no | pages of e-papers and of the web |
//! | `xlsx` | no | spreadsheets of articles |
//!
//! Features only add: no type has other variants or fields with one than
//! without it. Types of [`jiff`] and [`rust_decimal`] show in this interface;
//! both are re-exported.

mod document;
mod error;
mod extract;
mod span;
mod text;

pub mod corpus;
pub mod entity;
pub mod event;
pub mod export;
pub mod figure;
pub mod graph;
pub mod input;
pub mod issue;
pub mod layout;
pub(crate) mod learn;
pub mod lexicon;
pub mod mention;
pub mod page;
pub mod query;
pub mod record;
pub mod tagger;
pub mod time;
pub mod token;

/// Parts of stages, for the tests, benches and examples of this repository.
/// They change with the code and are no part of the crate's interface.
#[doc(hidden)]
pub mod internals {
    pub use crate::event::stage::{Config, Found, Input, find};
    pub use crate::issue::headline_train::{HeadlineLesson, HeadlineScore, HeadlineWeights, score_embedded};
    pub use crate::token::dictionary::compile as compile_words;
}

pub use document::Document;
pub use error::{Error, Result};
pub use extract::{Config, Extractor, ExtractorBuilder, Stage};
pub use issue::{Article, Issue, Masthead};
pub use record::Record;
pub use span::{OffsetMap, Offsets, Span};

/// Civil dates, as this crate's interface has them.
pub use jiff;
/// Exact decimal numbers, as this crate's interface has them.
pub use rust_decimal;

/// The README's example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

#[cfg(test)]
mod tests {
    fn shared<T: Send + Sync + 'static>() {}

    #[test]
    fn public_types_are_shared_by_threads() {
        shared::<crate::Article>();
        shared::<crate::Config>();
        shared::<crate::Document>();
        shared::<crate::Error>();
        shared::<crate::Extractor>();
        shared::<crate::ExtractorBuilder>();
        shared::<crate::Issue>();
        shared::<crate::Masthead>();
        shared::<crate::OffsetMap>();
        shared::<crate::Record>();
        shared::<crate::corpus::Report>();
        shared::<crate::event::Frames>();
        shared::<crate::graph::CoGraph>();
        shared::<crate::lexicon::Lexicon>();
        shared::<crate::tagger::Tagger>();
        shared::<crate::token::Segmenter>();
    }
}
