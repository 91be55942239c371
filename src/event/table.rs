//! [`Frames`]: the frame and word tables, compiled to one automaton.

use super::class::{self, Classes, Mask};
use super::frame::Frame;
use super::learnt::kind::Kind;
use super::learnt::lexicon::Lexicon;
use super::learnt::models;
use crate::error::Result;
use crate::lexicon::table::{Row, TableKind, TableSet};
use crate::span::Span;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The event frames, compiled: built once, immutable, shared by threads.
///
/// ```
/// use baozhi::event::Frames;
/// let frames = Frames::embedded();
/// assert!(frames.types().any(|t| t == "MEET.HOLD"));
/// ```
#[derive(Clone)]
pub struct Frames {
    pub(super) frames: Vec<Frame>,
    pub(super) classes: Classes,
    pub(super) entries: Vec<Entry>,
    /// Finds the words; `None` while the tables are empty.
    pub(super) automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The words of the classes, each with the bit of its class.
    words: Vec<(Mask, Cow<'static, str>)>,
    /// How many frames the table that is being read has given: they come
    /// before those of the tables read earlier, in their own order.
    added: usize,
    /// Every word that may tell of an event.
    lexicon: Arc<Lexicon>,
}

/// What one word of the automaton is.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Its classes.
    pub(super) mask: Mask,
    /// The frames it triggers, in the order of the table.
    pub(super) frames: Vec<u16>,
}

impl Frames {
    /// The frames this crate ships (`dicts/events.tsv`, `dicts/events_words.tsv`).
    pub fn embedded() -> Frames {
        Frames::from_embedded()
    }

    /// Reads a user's table over those read before; its header tells whether
    /// it holds frames, as `dicts/events.tsv` does, or words of classes, as
    /// `dicts/events_words.tsv`. A row of a known rule or class takes that
    /// row's place, and `-` before it removes the row; new frames come before
    /// the earlier ones and so win over them.
    ///
    /// ```
    /// use baozhi::event::Frames;
    /// let words = "class\twords\nminer\t矿工、井下工人\n";
    /// let rows = "rule\ttype\ttriggers\tneed\tnot\troles\nmine/strike\tACT.STRIKE\t罢工\town:miner\t\tagent=own:miner\n";
    /// let frames = Frames::embedded().with_tsv("words.tsv", words)?.with_tsv("mine.tsv", rows)?;
    /// assert_eq!(frames.rules().next(), Some("mine/strike"));
    /// # Ok::<(), baozhi::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the header is that of another table, or a row has too few cells or
    /// names a test or a source that does not exist; the message gives `path`,
    /// the line and what was expected.
    pub fn with_tsv(mut self, path: &str, tsv: &str) -> Result<Frames> {
        self.add_table(path, tsv)?;
        Ok(self)
    }

    /// The names of the rows, in the order they are tried.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.frames.iter().map(|f| &*f.rule)
    }

    /// The types the frames can give, each once, sorted.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        let set: std::collections::BTreeSet<&str> = self.frames.iter().map(|f| &*f.kind).collect();
        set.into_iter()
    }

    /// The first word at or behind `at`, the longest of those that begin
    /// there: its span and its entry.
    pub(super) fn word(&self, text: &str, at: usize) -> Option<(Span, usize)> {
        let hit = self.automaton.as_ref()?.leftmost_find_iter(text.get(at..)?).next()?;
        Some((Span::new(at + hit.start(), at + hit.end()), hit.value() as usize))
    }

    /// The classes of all words in `text`.
    pub(super) fn classes_in(&self, text: &str) -> Mask {
        let (mut at, mut mask) = (0, 0);
        while let Some((span, entry)) = self.word(text, at) {
            mask |= self.entries[entry].mask;
            at = span.end;
        }
        mask
    }

    /// The triggers of all rows whose types the table of types has.
    pub(super) fn triggers(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.frames.iter().flat_map(|f| {
            let kind = Kind::parse(&f.kind);
            f.triggers.iter().filter_map(move |t| Some((&**t, kind?)))
        })
    }

    /// Every word that may tell of an event.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The classes of the word table that the code does not know, by name.
    pub(super) fn noun_classes(&self) -> impl Iterator<Item = (Mask, &str)> {
        self.classes.unknown_to_code()
    }

    fn add_class<'a>(&mut self, row: &Row<'a>, keep: impl Fn(&'a str) -> Cow<'static, str>) -> Result<()> {
        let name = row.removes().unwrap_or(row.key());
        let bit = self.classes.intern(name).ok_or_else(|| row.error(class::TOO_MANY))?;
        self.words.retain(|(class, _)| *class != bit);
        if row.removes().is_none() {
            self.words.extend(row.list("words").map(|word| (bit, keep(word))));
        }
        Ok(())
    }

    fn add_frame<'a>(&mut self, row: &Row<'a>, keep: impl Fn(&'a str) -> Cow<'static, str>) -> Result<()> {
        let rule = row.removes().unwrap_or(row.key());
        if let Some(at) = self.frames.iter().position(|frame| frame.rule == rule) {
            self.frames.remove(at);
            self.added -= usize::from(at < self.added);
        }
        if row.removes().is_some() {
            return Ok(());
        }
        if self.frames.len() >= usize::from(u16::MAX) {
            return Err(row.error("expected at most 65535 frames"));
        }
        self.frames.insert(self.added, Frame::parse(row, keep, &mut self.classes)?);
        self.added += 1;
        Ok(())
    }

    fn compile(&mut self) {
        let mut table: BTreeMap<&str, Entry> = BTreeMap::new();
        for (mask, word) in &self.words {
            table.entry(word).or_default().mask |= mask;
        }
        for (n, frame) in self.frames.iter().enumerate() {
            for word in &frame.triggers {
                let entry = table.entry(word).or_default();
                entry.frames.push(n as u16);
                entry.mask |= class::TRIGGER;
            }
        }
        for (mark, mask) in MARKS {
            table.entry(mark).or_default().mask |= mask;
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            // Skipping to where a word may begin costs more than it saves: one may nearly everywhere.
            .use_prefilter(false)
            .match_kind(MatchKind::LeftmostLongest)
            .build(table.keys())
            .expect("the tables are far below the automaton's limits");
        self.automaton = Some(automaton);
        self.entries = table.into_values().collect();
        self.lexicon = Arc::new(Lexicon::new(models::embedded_triggers(), self.triggers()));
    }
}

/// No frames at all; [`Frames::embedded`] has those of `dicts/`.
impl Default for Frames {
    fn default() -> Frames {
        Frames {
            frames: Vec::new(),
            classes: Classes::known(),
            entries: Vec::new(),
            automaton: None,
            words: Vec::new(),
            added: 0,
            lexicon: Arc::default(),
        }
    }
}

impl TableSet for Frames {
    // Classes get their bits in the order they are named, the word table's first.
    const KINDS: &'static [TableKind] = &[TableKind::EventWords, TableKind::Events];

    const EXPECTED: &'static str = "a table of event rules or of their word classes";

    fn add_row<'a>(
        &mut self,
        kind: TableKind,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        match kind {
            TableKind::EventWords => self.add_class(row, keep),
            _ => self.add_frame(row, keep),
        }
    }

    fn freeze(&mut self) {
        self.added = 0;
        self.compile();
    }
}

/// The marks that cut a sentence, and their classes.
const MARKS: [(&str, Mask); 31] = [
    ("，", class::COMMA),
    (",", class::COMMA),
    ("；", class::COMMA),
    (";", class::COMMA),
    ("：", class::COMMA),
    (":", class::COMMA),
    ("。", class::COMMA),
    ("｡", class::COMMA),
    ("！", class::COMMA),
    ("!", class::COMMA),
    ("？", class::COMMA),
    ("?", class::COMMA),
    ("…", class::COMMA),
    ("——", class::COMMA),
    ("　", class::COMMA),
    ("、", class::PAUSE),
    ("､", class::PAUSE),
    ("（", class::OPEN),
    ("(", class::OPEN),
    ("《", class::OPEN),
    ("）", class::CLOSE),
    (")", class::CLOSE),
    ("》", class::CLOSE),
    ("“", class::COMMA | class::QUOTED),
    ("”", class::COMMA | class::QUOTED),
    ("「", class::COMMA | class::QUOTED),
    ("」", class::COMMA | class::QUOTED),
    ("\"", class::COMMA | class::QUOTED),
    (" ", class::COMMA),
    ("\t", class::COMMA),
    ("\n", class::COMMA),
];

impl std::fmt::Debug for Frames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frames")
            .field("rules", &self.frames.len())
            .field("words", &self.entries.len())
            .finish()
    }
}
