//! Chinese newspapers into structured data.

mod document;
mod error;
mod extract;
mod span;

pub mod corpus;
pub mod entity;
pub mod event;
pub mod export;
pub mod figure;
pub mod graph;
pub mod issue;
pub mod lexicon;
pub mod mention;
pub mod page;
pub mod record;
pub mod tagger;
pub mod time;
pub mod token;

pub use document::Document;
pub use error::{Error, Result};
pub use extract::{Config, Extractor, ExtractorBuilder, Stage};
pub use issue::{Article, Issue, Masthead};
pub use record::Record;
pub use span::{OffsetMap, Offsets, Span};
