//! [`Extractor`], its builder and [`Config`]: the only file that knows the
//! order of the stages.

use crate::corpus::parse_date;
use crate::document::Document;
use crate::entity::Appointments;
use crate::error::{Error, Result};
use crate::event::{self, Frames};
use crate::figure;
use crate::issue::{Issue, Masthead};
use crate::lexicon::{Lexicon, LexiconBuilder};
use crate::mention::{self, Found};
use crate::record::{FigureKind, Mention, MentionKind, Record, Rule, SCHEMA, Source};
use crate::span::{Offsets, Span};
use crate::tagger::{self, Tagger};
use crate::time;
use crate::token::{self, Segmenter};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What a record holds beyond the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Bare numbers are figures too, of the kind `number`.
    pub numbers: bool,
    /// Wishes, calls and questions are events too, of the realis `irrealis`.
    pub irrealis: bool,
}

/// A step of the work on one article, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    frames: Frames,
    appointments: Option<Appointments>,
    /// The model with the words it reads; neither is loaded without it.
    tagger: Option<(Segmenter, Tagger)>,
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
        let documents = Document::of_issue(issue.clone(), "", home);
        documents.iter().map(|d| self.extract_document(d)).collect()
    }

    /// The records of many articles, in their order, made on every thread of
    /// the caller's rayon pool.
    pub fn extract_batch(&self, documents: &[Document]) -> Vec<Record> {
        documents.par_iter().map(|d| self.extract_document(d)).collect()
    }

    /// The record of one article.
    pub fn extract_document(&self, document: &Document) -> Record {
        self.extract_observed(document, |_| {})
    }

    /// The full name of the place a paper is of (许昌 → 许昌市), or the place
    /// as its masthead prints it where the lexicon does not know it.
    pub fn home_of(&self, masthead: &Masthead) -> Option<String> {
        let home = masthead.home.as_deref()?;
        Some(self.lexicon.place(home).map_or(home, |p| &p.name).to_string())
    }

    /// The record of one article; `done` is called after each stage, so that
    /// a caller with a clock can time them.
    pub fn extract_observed(&self, document: &Document, mut done: impl FnMut(Stage)) -> Record {
        let article = &document.article;
        let text = article.text.as_str();
        let date = document.issue.date.as_deref().and_then(parse_date);

        let mut exprs = time::scan(text);
        // 3/4 alone is a date only where there is one to count from.
        exprs.retain(|e| date.is_some() || !e.is_guess(text));
        let times = time::resolve(text, &exprs, &time::Context { date, ..time::Context::default() });
        done(Stage::Time);
        let spans: Vec<Span> = exprs.iter().map(|e| e.span).collect();
        let figures = figure::scan_outside(text, &spans);
        done(Stage::Figure);
        let sentences = token::sentences(text);
        let words = self.words(text, &sentences);
        done(Stage::Token);
        let tags = self.tags(text, &sentences, &words);
        done(Stage::Tagger);
        let measured = self.measured(text, &sentences, &times, &figures);
        let taken = taken(&measured);
        let input = self.input(document, &sentences, &tags, &taken);
        let found = mention::find(&input);
        let mut found = found.merge(measured);
        if let Some((table, date)) = self.appointments.as_ref().zip(date) {
            table.settle(&mut found, date);
        }
        done(Stage::Mention);
        let events = self.events(document, &sentences, &found, date);
        done(Stage::Event);
        let mut record = record(document, found, events);
        record.warnings.extend(long(&figures));
        done(Stage::Record);
        record
    }

    /// What could be a name in `document`, by dictionary, sequence model and
    /// grammar, before they give way to each other. For showing why a name
    /// was found or not.
    pub fn candidates(&self, document: &Document) -> Vec<mention::Candidate> {
        let text = document.article.text.as_str();
        let sentences = token::sentences(text);
        let words = self.words(text, &sentences);
        let tags = self.tags(text, &sentences, &words);
        mention::candidates(&self.input(document, &sentences, &tags, &[]))
    }

    fn input<'a>(
        &'a self,
        document: &'a Document,
        sentences: &'a [Span],
        tags: &'a [tagger::Tag],
        taken: &'a [Span],
    ) -> mention::Input<'a> {
        mention::Input {
            text: &document.article.text,
            body: document.article.body,
            sentences,
            names: &document.article.names,
            tags,
            taken,
            lexicon: &self.lexicon,
            date: document.issue.date.as_deref().and_then(parse_date),
            home: document.issue.home.as_deref(),
        }
    }

    fn words(&self, text: &str, sentences: &[Span]) -> Vec<token::Word> {
        let mut words = Vec::new();
        if let Some((segmenter, _)) = &self.tagger {
            words.reserve(text.len() / 5);
            segmenter.segment(text, sentences, &mut words);
        }
        words
    }

    fn tags(&self, text: &str, sentences: &[Span], words: &[token::Word]) -> Vec<tagger::Tag> {
        let mut tags = Vec::new();
        if let Some((_, tagger)) = &self.tagger {
            tagger.tag(text, sentences, words, &mut tagger::Scratch::default(), &mut tags);
        }
        tags
    }

    /// Times and figures as mentions, in text order.
    fn measured(
        &self,
        text: &str,
        sentences: &[Span],
        times: &[time::Resolved],
        figures: &[figure::Figure<'_>],
    ) -> Vec<Mention> {
        let times = times.iter().map(|t| (t.span(), t.to_record(), t.rule()));
        let wanted = |f: &&figure::Figure| self.config.numbers || f.kind != FigureKind::Number;
        let figures = figures.iter().filter(wanted).map(|f| (f.span, f.to_record(text), f.rule));
        let mut all: Vec<Mention> =
            times.chain(figures).map(|(s, kind, rule)| measured(text, s, kind, sentences, rule)).collect();
        all.sort_by_key(|m| m.start);
        all
    }

    fn events(
        &self,
        document: &Document,
        sentences: &[Span],
        found: &Found,
        date: Option<Date>,
    ) -> event::Found {
        let article = &document.article;
        let config = event::Config { irrealis: self.config.irrealis };
        let title = article.info.title.as_deref();
        let title = title.and_then(|t| article.text[..article.body.start].find(t).map(|at| (at, t.len())));
        event::find(
            &self.frames,
            &config,
            &event::Input {
                text: &article.text,
                title: title.map(|(at, len)| Span::new(at, at + len)),
                body: article.body,
                sentences,
                mentions: &found.mentions,
                entities: &found.entities,
                date,
                home: document.issue.home.as_deref(),
            },
        )
    }
}

/// A mention that belongs to no entity; it is numbered with the others later.
fn measured(text: &str, span: Span, kind: MentionKind, sentences: &[Span], rule: &'static str) -> Mention {
    let sentence = sentences.partition_point(|s| s.end <= span.start).min(sentences.len().saturating_sub(1));
    Mention {
        id: 0,
        kind,
        start: span.start,
        end: span.end,
        text: text[span].to_string(),
        sentence: sentence as u32,
        entity: None,
        rule: Rule::Borrowed(rule),
    }
}

/// Says how many figures have no exact value.
fn long(figures: &[figure::Figure<'_>]) -> Option<String> {
    let n = figures.iter().filter(|f| f.value == figure::Value::Long).count();
    (n > 0).then(|| {
        format!("{n} numbers have too many digits for an exact value; their digits stand as printed")
    })
}

/// What names cannot overlap: times and figures, but no bare numbers, which
/// stand in names (三一重工).
fn taken(measured: &[Mention]) -> Vec<Span> {
    let number = |m: &&Mention| !matches!(m.kind, MentionKind::Figure { kind: FigureKind::Number, .. });
    measured.iter().filter(number).map(Mention::span).collect()
}

fn record(document: &Document, found: Found, events: event::Found) -> Record {
    let article = &document.article;
    let Found { mentions, entities, mut posts } = found;
    posts.extend(events.posts);
    Record {
        schema: SCHEMA,
        id: document.id.clone(),
        offsets: Offsets::Byte,
        issue: document.issue.clone(),
        article: article.info.clone(),
        text: article.text.clone(),
        body: [article.body.start, article.body.end],
        source: Source { path: document.path.clone(), start: article.source.start, end: article.source.end },
        mentions,
        entities,
        posts,
        events: events.events,
        quotes: events.quotes,
        warnings: article.warnings.clone(),
    }
}

/// Sets up an [`Extractor`], starting from the embedded dictionaries.
pub struct ExtractorBuilder {
    config: Config,
    lexicon: LexiconBuilder,
    frames: Option<Frames>,
    appointments: Option<Appointments>,
    words: Vec<PathBuf>,
    model: Model,
}

/// Which sequence model to use.
enum Model {
    Embedded,
    Own(Box<Tagger>),
    None,
}

impl Default for ExtractorBuilder {
    fn default() -> ExtractorBuilder {
        ExtractorBuilder {
            config: Config::default(),
            lexicon: Lexicon::builder(),
            frames: None,
            appointments: None,
            words: Vec::new(),
            model: Model::Embedded,
        }
    }
}

impl ExtractorBuilder {
    /// What records hold beyond the default.
    pub fn config(mut self, config: Config) -> ExtractorBuilder {
        self.config = config;
        self
    }

    /// Adds a file of places, institutions, titles or names, in one of the
    /// forms that [`LexiconBuilder::add_file`] reads. A row takes the place of
    /// an earlier one with the same first column, in this file, in one added
    /// before it or in an embedded dictionary; where both are the user's,
    /// [`ExtractorBuilder::warnings`] says so.
    ///
    /// # Errors
    /// When the file cannot be read, or a row is not what its header says.
    pub fn dictionary(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        self.lexicon.add_file(path)?;
        Ok(self)
    }

    /// What was odd in the dictionaries added so far, with file and line: the
    /// first thousand rows whose key another row of the user's had before.
    pub fn warnings(&self) -> &[String] {
        self.lexicon.warnings()
    }

    /// How many more warnings there are.
    pub fn more_warnings(&self) -> u64 {
        self.lexicon.more_warnings()
    }

    /// Adds a file of event frames, with the columns of `dicts/events.tsv`.
    ///
    /// # Errors
    /// When the file cannot be read, or a row is no frame.
    pub fn frames(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        let path = path.as_ref();
        let tsv = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let frames = self.frames.take().unwrap_or_else(Frames::embedded);
        self.frames = Some(frames.with_tsv(&path.to_string_lossy(), &tsv)?);
        Ok(self)
    }

    /// Gives persons without a post in an article those that the table says
    /// they held at the issue's date: the 卢庆远 of a headline. A second table
    /// takes the place of the first.
    pub fn appointments(mut self, table: Appointments) -> ExtractorBuilder {
        self.appointments = Some(table);
        self
    }

    /// Adds words for the segmenter, in the form of jieba's user dictionary
    /// (`word frequency tag`, the last two optional).
    pub fn words(mut self, path: impl AsRef<Path>) -> ExtractorBuilder {
        self.words.push(path.as_ref().to_owned());
        self
    }

    /// Uses the model in a file in place of the embedded one.
    ///
    /// # Errors
    /// When the file cannot be read or holds no model.
    pub fn model(mut self, path: impl AsRef<Path>) -> Result<ExtractorBuilder> {
        self.model = Model::Own(Box::new(Tagger::load(path)?));
        Ok(self)
    }

    /// Uses lexicon and grammar alone: several times faster, and blind to
    /// names that stand in no context they know.
    pub fn without_model(mut self) -> ExtractorBuilder {
        self.model = Model::None;
        self
    }

    /// Builds the extractor.
    ///
    /// # Errors
    /// When a file of [`ExtractorBuilder::words`] cannot be read.
    pub fn build(mut self) -> Result<Extractor> {
        let words = std::mem::take(&mut self.words);
        let mut extractor = self.assemble();
        if let Some((segmenter, _)) = &mut extractor.tagger {
            words.iter().try_for_each(|path| segmenter.add_file(path))?;
        }
        Ok(extractor)
    }

    /// Loads what is to be loaded, the slow parts beside each other.
    fn assemble(self) -> Extractor {
        let ExtractorBuilder { config, lexicon, frames, appointments, model, .. } = self;
        let ((lexicon, frames), tagger) = rayon::join(
            || rayon::join(|| lexicon.build(), || frames.unwrap_or_else(Frames::embedded)),
            || model.load(),
        );
        Extractor { config, lexicon, frames, appointments, tagger }
    }
}

impl Model {
    fn load(self) -> Option<(Segmenter, Tagger)> {
        match self {
            #[cfg(feature = "model")]
            Model::Embedded => Some(rayon::join(Segmenter::new, Tagger::embedded)),
            #[cfg(not(feature = "model"))]
            Model::Embedded => None,
            Model::Own(tagger) => Some((Segmenter::new(), *tagger)),
            Model::None => None,
        }
    }
}
