//! The stages of the work on one article: the only file that knows their
//! order.

use super::printed::show_as_printed;
use super::{Extractor, Stage};
use crate::document::Document;
use crate::event;
use crate::figure::{self, Figure};
use crate::mention::{self, Found};
use crate::record::{FigureKind, Mention, MentionKind, Record, Rule, SCHEMA, Source, Token};
use crate::span::{Offsets, Span};
use crate::tagger::{self, Tags};
use crate::text::date;
use crate::time;
use crate::token::{self, Word};
use jiff::civil::Date;

/// An article with what the stages so far have made of it.
pub(super) struct Work<'a> {
    document: &'a Document,
    /// The matching form of the article's text: what every stage reads.
    text: &'a str,
    date: Option<Date>,
    /// Where times stand, also those without a value.
    expressions: Vec<Span>,
    times: Vec<time::Resolved>,
    figures: Vec<Figure<'a>>,
    sentences: Vec<Span>,
    words: Vec<Word>,
    /// The words for the record, where they are asked for.
    tokens: Vec<Token>,
    tags: Tags,
    found: Found,
    events: event::Found,
}

/// A stage for one article.
type Step<'a> = fn(&mut Work<'a>, &'a Extractor);

impl<'a> Work<'a> {
    /// The stages before the record, in order; each needs those before it.
    pub const STEPS: [(Stage, Step<'a>); 6] = [
        (Stage::Time, Work::times),
        (Stage::Figure, Work::figures),
        (Stage::Token, Work::tokens),
        (Stage::Tagger, Work::tags),
        (Stage::Mention, Work::mentions),
        (Stage::Event, Work::events),
    ];

    /// Nothing done yet on `document`, of whose text `text` is the matching
    /// form.
    pub fn new(document: &'a Document, text: &'a str) -> Work<'a> {
        Work {
            document,
            text,
            date: document.issue.date.as_deref().and_then(date::parse_coarse),
            expressions: Vec::new(),
            times: Vec::new(),
            figures: Vec::new(),
            sentences: Vec::new(),
            words: Vec::new(),
            tokens: Vec::new(),
            tags: Tags::default(),
            found: Found::default(),
            events: event::Found::default(),
        }
    }

    /// Every stage before the record.
    pub fn all(&mut self, extractor: &'a Extractor) {
        Work::STEPS.iter().for_each(|(_, step)| step(self, extractor));
    }

    fn times(&mut self, extractor: &'a Extractor) {
        let tables = &*extractor.times;
        let mut expressions = time::scan_with(self.text, tables);
        // 3/4 alone is a date only where there is one to count from.
        expressions.retain(|e| self.date.is_some() || !e.is_guess(self.text));
        let resolved = |date| {
            let context = time::Context { date, ..time::Context::default() };
            time::resolve_with(self.text, &expressions, &context, tables)
        };
        self.times = resolved(self.date);
        // Of an issue whose month alone is known, 去年 has a value and 昨日 has
        // none: what another day of the month changes is left out.
        let printed = self.document.issue.date.as_deref();
        if self.date.is_some() && printed.and_then(date::parse).is_none() {
            let beside = |d: Date| if d.day() == 1 { d.tomorrow() } else { d.yesterday() };
            let other = resolved(self.date.and_then(|d| beside(d).ok()));
            self.times.retain(|time| other.contains(time));
        }
        self.expressions = expressions.iter().map(|e| e.span).collect();
    }

    fn figures(&mut self, extractor: &'a Extractor) {
        self.figures = figure::scan_with(self.text, &self.expressions, &extractor.figures);
    }

    fn tokens(&mut self, extractor: &'a Extractor) {
        self.sentences = token::sentences(self.text);
        if let Some((segmenter, _)) = &extractor.tagger {
            self.words.reserve(self.text.len() / 5);
            segmenter.segment(self.text, &self.sentences, &mut self.words);
        }
        if extractor.config.tokens {
            self.tokens = self.tokens_for_record(extractor);
        }
    }

    /// The words for the record. Without a model they are cut for it alone:
    /// the stages find the same then as without [`super::Config::tokens`].
    fn tokens_for_record(&self, extractor: &Extractor) -> Vec<Token> {
        let mut cut = Vec::new();
        if let Some(cutter) = &extractor.cutter {
            cutter.segment(self.text, &self.sentences, &mut cut);
        }
        let words = self.words.iter().chain(&cut);
        let printed = words.filter(|word| !self.text[word.span].trim().is_empty());
        printed.map(|word| Token::new(word.span, word.pos.as_str())).collect()
    }

    fn tags(&mut self, extractor: &'a Extractor) {
        if let Some((_, tagger)) = &extractor.tagger {
            let scratch = &mut tagger::Scratch::default();
            tagger.tag_all(self.text, &self.sentences, &self.words, scratch, &mut self.tags);
        }
    }

    fn mentions(&mut self, extractor: &'a Extractor) {
        let measured = self.measured(extractor);
        let found = mention::find(&self.input(extractor, &taken(&measured)));
        self.found = found.merge(measured);
        if let Some((table, date)) = extractor.appointments.as_ref().zip(self.date) {
            table.settle(&mut self.found, date);
        }
    }

    fn events(&mut self, extractor: &'a Extractor) {
        let config = event::Config { irrealis: extractor.config.irrealis };
        self.events = event::find(&extractor.frames, &config, &self.event_input());
    }

    /// Every stage before the events.
    pub fn before_events(&mut self, extractor: &'a Extractor) {
        let before = Work::STEPS.iter().filter(|(stage, _)| *stage != Stage::Event);
        before.for_each(|(_, step)| step(self, extractor));
    }

    /// What the event stage reads.
    pub fn event_input(&self) -> event::Input<'_> {
        let article = &self.document.article;
        event::Input {
            text: self.text,
            title: article.head.title,
            body: article.body,
            sentences: &self.sentences,
            words: &self.words,
            mentions: &self.found.mentions,
            entities: &self.found.entities,
            date: self.document.issue.date.as_deref().and_then(date::parse),
            home: self.document.issue.home.as_deref(),
        }
    }

    /// The record, after all stages.
    pub fn finish(self) -> Record {
        let long = long(&self.figures);
        let mut record = Record { tokens: self.tokens, ..record(self.document, self.found, self.events) };
        record.warnings.extend(long);
        if self.text != record.text {
            show_as_printed(&mut record, self.text);
        }
        record
    }

    /// What could be a name.
    pub fn candidates(mut self, extractor: &'a Extractor) -> Vec<mention::Candidate> {
        self.tokens(extractor);
        self.tags(extractor);
        mention::candidates(&self.input(extractor, &[]))
    }

    /// What could tell of an event.
    pub fn event_candidates(mut self, extractor: &'a Extractor) -> Vec<event::Candidate> {
        self.before_events(extractor);
        event::candidates(&extractor.frames, &self.event_input())
    }

    /// What the article teaches the choice among names.
    pub fn lesson(
        mut self,
        extractor: &'a Extractor,
        gold: mention::choose::Gold,
    ) -> mention::choose::Lesson {
        self.times(extractor);
        self.figures(extractor);
        self.tokens(extractor);
        self.tags(extractor);
        let taken = taken(&self.measured(extractor));
        mention::lesson(&self.input(extractor, &taken), gold)
    }

    fn input<'b>(&'b self, extractor: &'b Extractor, taken: &'b [Span]) -> mention::Input<'b> {
        mention::Input {
            text: self.text,
            sentences: &self.sentences,
            names: &self.document.article.names,
            tags: &self.tags.best,
            others: &self.tags.others,
            words: &self.words,
            taken,
            lexicon: &extractor.lexicon,
            weights: &extractor.weights,
            home: self.document.issue.home.as_deref(),
        }
    }

    /// Times and figures as mentions, in text order.
    fn measured(&self, extractor: &Extractor) -> Vec<Mention> {
        let times = self.times.iter().map(|t| (t.span(), t.to_record(), t.rule()));
        let wanted = |f: &&Figure| extractor.config.numbers || f.kind != FigureKind::Number;
        let figures = self.figures.iter().filter(wanted).map(|f| (f.span, f.to_record(self.text), f.rule));
        let mut all: Vec<Mention> = times
            .chain(figures)
            .map(|(s, kind, rule)| measured(self.text, s, kind, &self.sentences, rule))
            .collect();
        all.sort_by_key(|m| m.start);
        all
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
fn long(figures: &[Figure<'_>]) -> Option<String> {
    let n = figures.iter().filter(|f| f.value == figure::Value::Long).count();
    (n > 0).then(|| format!("numbers with too many digits for an exact value stand as printed: {n}"))
}

/// What names cannot overlap: times and figures, but no bare numbers, which
/// stand in names (三一重工).
fn taken(measured: &[Mention]) -> Vec<Span> {
    let number = |m: &&Mention| !matches!(m.kind, MentionKind::Figure { kind: FigureKind::Number, .. });
    measured.iter().filter(number).map(Mention::span).collect()
}

fn record(document: &Document, found: Found, events: event::Found) -> Record {
    let article = &document.article;
    let Found { mut mentions, entities, mut posts } = found;
    posts.extend(events.posts);
    let posts = super::posts::one_row_each(posts, &mentions);
    super::posts::tell_holders(&posts, &mut mentions);
    Record {
        schema: SCHEMA,
        id: document.id.clone(),
        offsets: Offsets::Byte,
        issue: document.issue.clone(),
        article: article.info.clone(),
        text: article.text.clone(),
        body: [article.body.start, article.body.end],
        source: source_of(document),
        mentions,
        entities,
        posts,
        events: events.events,
        quotes: events.quotes,
        tokens: Vec::new(),
        warnings: article.warnings.clone(),
    }
}

/// Where the document's article stood in its input.
fn source_of(document: &Document) -> Source {
    let article = &document.article;
    let span = article.source;
    let mut source =
        Source { path: document.path.clone(), start: span.start, end: span.end, ..Source::default() };
    if let Some(places) = &article.places {
        source.regions = places.all();
        source.page_size = places.page_size(&source.regions);
        source.unit = Some(places.unit());
    }
    source
}
