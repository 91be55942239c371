//! [`Extractor`], its builder and [`Config`].

mod builder;
mod posts;
mod printed;
mod row;
mod work;

pub use builder::ExtractorBuilder;

use crate::document::Document;
use crate::entity::Appointments;
use crate::event::Frames;
use crate::figure::FigureTables;
use crate::issue::{Issue, Masthead};
use crate::lexicon::Lexicon;
use crate::lexicon::matching::matching;
use crate::mention;
use crate::mention::choose::Weights;
use crate::record::Record;
use crate::tagger::Tagger;
use crate::time::TimeTables;
use crate::token::Segmenter;
use rayon::prelude::*;
use std::borrow::Cow;
use work::Work;

/// Optional content of a record, off by default.
///
/// ```
/// use baozhi::{Config, Extractor};
/// let extractor = Extractor::builder().config(Config::default().with_numbers(true)).build()?;
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Config {
    /// Bare numbers are figures too, of the kind `number`.
    pub numbers: bool,
    /// Wishes, calls and questions are events too, of the realis `irrealis`.
    pub irrealis: bool,
    /// The words of the text with their parts of speech
    /// ([`Record::tokens`]), also where there is no model.
    pub tokens: bool,
}

impl Config {
    /// Sets [`Config::numbers`].
    pub fn with_numbers(self, numbers: bool) -> Config {
        Config { numbers, ..self }
    }

    /// Sets [`Config::irrealis`].
    pub fn with_irrealis(self, irrealis: bool) -> Config {
        Config { irrealis, ..self }
    }

    /// Sets [`Config::tokens`].
    ///
    /// ```
    /// use baozhi::record::IssueInfo;
    /// use baozhi::{Article, Config, Document, Extractor};
    ///
    /// let config = Config::default().with_tokens(true);
    /// let extractor = Extractor::builder().config(config).without_model().build()?;
    /// let document = Document::new("a1", IssueInfo::default(), Article::plain(None, "召开会议。"));
    /// let record = extractor.extract_document(&document);
    /// let words: Vec<&str> = record.tokens.iter().filter_map(|t| t.span().get(&record.text)).collect();
    /// assert_eq!(words, ["召开", "会议", "。"]);
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    pub fn with_tokens(self, tokens: bool) -> Config {
        Config { tokens, ..self }
    }
}

/// A step of the work on articles, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stage {
    /// Dates, stretches of time and durations.
    Time,
    /// Numbers with what they count.
    Figure,
    /// Sentences and words.
    Token,
    /// Names, by the sequence model.
    Tagger,
    /// Persons, posts, places, institutions; full names and entities.
    Mention,
    /// Events and quotes.
    Event,
    /// The record itself.
    Record,
}

/// Turns articles into records. Built once, immutable, shared by threads.
///
/// ```
/// use baozhi::{Extractor, Issue};
/// let extractor = Extractor::new();
/// let issue = Issue::parse("禾川日报\n2022年3月2日\n\n市委召开会议\n\n本报讯 3月1日，市委召开会议。\n");
/// let records = extractor.extract(&issue);
/// assert_eq!(records[0].article.title.as_deref(), Some("市委召开会议"));
/// ```
pub struct Extractor {
    config: Config,
    lexicon: Lexicon,
    figures: Cow<'static, FigureTables>,
    times: Cow<'static, TimeTables>,
    frames: Frames,
    /// The weights of the choice among names.
    weights: Weights,
    appointments: Option<Appointments>,
    /// The model with the words it reads; neither is loaded without it.
    tagger: Option<(Segmenter, Tagger)>,
    /// What cuts words for records alone, where they are asked for and no
    /// model reads them.
    cutter: Option<Segmenter>,
}

/// An article ready for the event stage.
pub(crate) struct Analysed<'a>(Work<'a>);

impl Analysed<'_> {
    /// What the event stage reads.
    pub(crate) fn event_input(&self) -> crate::event::Input<'_> {
        self.0.event_input()
    }
}

impl Default for Extractor {
    fn default() -> Extractor {
        Extractor::new()
    }
}

impl Extractor {
    /// An extractor with the embedded dictionaries and, with the feature
    /// `model`, the embedded sequence model.
    pub fn new() -> Extractor {
        ExtractorBuilder::default().assemble()
    }

    /// An extractor with dictionaries, a model or settings of one's own.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    /// The records of an issue's articles, in their order.
    pub fn extract(&self, issue: &Issue) -> Vec<Record> {
        let home = self.home_of(&issue.masthead);
        self.extract_documents(&Document::of_issue(issue.clone(), "", home))
    }

    /// The records of many articles, in their order, made on every thread of
    /// the caller's rayon pool.
    pub fn extract_batch(&self, documents: &[Document]) -> Vec<Record> {
        let bytes: usize = documents.iter().map(weight).sum();
        // Small enough for every thread to get some.
        let size = GROUP.min(bytes / (12 * rayon::current_num_threads()));
        let groups: Vec<&[Document]> = runs(documents, size).collect();
        // One group at a time: a thread that is done takes the next.
        groups.into_par_iter().with_max_len(1).flat_map_iter(|g| self.extract_group(g, &mut |_| {})).collect()
    }

    /// The records of many articles, in their order, made on this thread:
    /// faster than one by one, as every stage is done for several of them
    /// before the next.
    pub fn extract_documents(&self, documents: &[Document]) -> Vec<Record> {
        self.extract_observed(documents, |_| {})
    }

    /// The record of one article.
    pub fn extract_document(&self, document: &Document) -> Record {
        let matching = matching(&document.article.text);
        let mut work = Work::new(document, &matching);
        work.all(self);
        work.finish()
    }

    /// An article with what the stages before the events make of it; `text`
    /// is its text as it is matched.
    pub(crate) fn analyse<'a>(&'a self, document: &'a Document, text: &'a str) -> Analysed<'a> {
        let mut work = Work::new(document, text);
        work.before_events(self);
        Analysed(work)
    }

    /// The event frames.
    pub(crate) fn frames(&self) -> &Frames {
        &self.frames
    }

    /// The full name of the place a paper is of (许昌 → 许昌市), or the place
    /// as its masthead prints it where the lexicon does not know it.
    pub fn home_of(&self, masthead: &Masthead) -> Option<String> {
        let home = masthead.home.as_deref()?;
        Some(self.lexicon.place(home).map_or(home, |p| &p.name).to_string())
    }

    /// The full name of the place that a paper of this name is of, or the
    /// place as the name has it where the lexicon does not know it.
    ///
    /// ```
    /// let extractor = baozhi::Extractor::builder().without_model().build()?;
    /// assert_eq!(extractor.home_of_paper("许昌日报").as_deref(), Some("许昌市"));
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    pub fn home_of_paper(&self, paper: &str) -> Option<String> {
        self.home_of(&Masthead::of_paper(paper))
    }

    /// The dictionaries it reads with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// As [`Extractor::extract_documents`]; `done` is called after each stage
    /// of some of the articles, so that a caller with a clock can time them.
    pub fn extract_observed(&self, documents: &[Document], mut done: impl FnMut(Stage)) -> Vec<Record> {
        groups(documents).flat_map(|g| self.extract_group(g, &mut done)).collect()
    }

    /// What could be a name in `document`, by dictionary, sequence model and
    /// grammar, before they give way to each other. For showing why a name
    /// was found or not.
    pub fn candidates(&self, document: &Document) -> Vec<mention::Candidate> {
        Work::new(document, &matching(&document.article.text)).candidates(self)
    }

    /// The words that may tell of an event in `document`, with what spoke for
    /// and against each. For showing why an event was found or not.
    ///
    /// ```
    /// use baozhi::record::IssueInfo;
    /// use baozhi::{Article, Document};
    ///
    /// let extractor = baozhi::Extractor::builder().without_model().build()?;
    /// let article = Article::plain(None, "南川市召开安全生产会议。");
    /// let document = Document::new("a1", IssueInfo::default(), article);
    /// // Weights are asked only where there is a model that tells the words' parts of speech.
    /// assert!(extractor.event_candidates(&document).is_empty());
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    pub fn event_candidates(&self, document: &Document) -> Vec<crate::event::Candidate> {
        Work::new(document, &matching(&document.article.text)).event_candidates(self)
    }

    /// What a labelled article teaches the choice among names: its proposals with their features.
    pub fn lesson(&self, document: &Document, gold: mention::choose::Gold) -> mention::choose::Lesson {
        Work::new(document, &matching(&document.article.text)).lesson(self, gold)
    }

    /// The extractor with other weights of the choice among names.
    pub fn with_weights(mut self, weights: Weights) -> Extractor {
        self.weights = weights;
        self
    }

    fn extract_group(&self, documents: &[Document], done: &mut impl FnMut(Stage)) -> Vec<Record> {
        let texts: Vec<_> = documents.iter().map(|d| matching(&d.article.text)).collect();
        let mut works: Vec<Work> = documents.iter().zip(&texts).map(|(d, text)| Work::new(d, text)).collect();
        for (stage, step) in Work::STEPS {
            works.iter_mut().for_each(|work| step(work, self));
            done(stage);
        }
        let records = works.into_iter().map(|work| work.finish()).collect();
        done(Stage::Record);
        records
    }
}

/// How much text goes through a stage before the next, in bytes: so much that
/// a stage's tables and code, once in cache, serve many articles.
const GROUP: usize = 128 << 10;

/// What a document counts for in a group: its text, and at least so many bytes
/// as the least of articles takes while it is worked on.
fn weight(document: &Document) -> usize {
    document.article.text.len().max(512)
}

/// `documents` in runs of [`GROUP`] bytes of text.
pub(crate) fn groups(documents: &[Document]) -> impl Iterator<Item = &[Document]> {
    runs(documents, GROUP)
}

/// The same of documents that come one by one.
pub(crate) fn gather(documents: impl Iterator<Item = Document>) -> impl Iterator<Item = Vec<Document>> {
    let mut documents = documents.peekable();
    std::iter::from_fn(move || {
        let first = documents.next()?;
        let mut bytes = weight(&first);
        let mut group = vec![first];
        let mut fits = |next: &Document| {
            bytes += weight(next);
            bytes <= GROUP
        };
        while let Some(next) = documents.next_if(|next| fits(next)) {
            group.push(next);
        }
        Some(group)
    })
}

/// `documents` in runs of up to `size` bytes of text, of one document where
/// that is longer.
fn runs(documents: &[Document], size: usize) -> impl Iterator<Item = &[Document]> {
    let mut rest = documents;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |d: &&Document| {
            let first = bytes == 0;
            bytes += weight(d);
            first || bytes <= size
        };
        let (group, more) = rest.split_at(rest.iter().take_while(fits).count());
        rest = more;
        (!group.is_empty()).then_some(group)
    })
}
