//! [`Frames`]: the frame and word tables, compiled to one automaton.

use super::class::{self, Classes, Mask};
use super::frame::{Frame, Keep};
use super::learnt::kind::Kind;
use super::learnt::lexicon::Lexicon;
use super::learnt::models;
use super::types;
use crate::error::{Error, Result};
use crate::span::Span;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

static EVENTS: &str = include_str!("../../dicts/events.tsv");
static WORDS: &str = include_str!("../../dicts/events_words.tsv");

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
    words: Vec<(Mask, Cow<'static, str>)>,
    planned: Vec<&'static str>,
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
    /// The frames this crate ships (`dicts/events*.tsv`).
    pub fn embedded() -> Frames {
        let mut frames = Frames::empty();
        let keep: Keep<'static> = Cow::Borrowed;
        frames
            .read_words("dicts/events_words.tsv", WORDS, keep)
            .expect("the embedded word table is well formed");
        frames
            .read_frames("dicts/events.tsv", EVENTS, keep)
            .expect("the embedded frame table is well formed");
        frames.planned = types::event_types().filter(|t| t.planned).map(|t| t.code).collect();
        frames.compile();
        frames
    }

    /// Adds the rows of a user's table, in the form of `dicts/events.tsv`
    /// (header line, six columns). A row whose rule is known replaces it; new
    /// rows come before the embedded ones and so win over them. Lines that
    /// begin with `@class` tab words add words to a class, as in
    /// `dicts/events_words.tsv`.
    ///
    /// # Errors
    /// When a row has too few columns, or names a test, a source or a class
    /// that does not exist; the message gives `path` and the line.
    pub fn with_tsv(mut self, path: &str, tsv: &str) -> Result<Frames> {
        self.read_frames(path, tsv, |s| Cow::Owned(s.to_owned()))?;
        self.compile();
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

    /// True when what will be done of this type counts as planned rather
    /// than as a future happening (将制定 against 将召开).
    pub(super) fn plans(&self, kind: &str) -> bool {
        self.planned.contains(&kind)
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

    fn empty() -> Frames {
        Frames {
            frames: Vec::new(),
            classes: Classes::known(),
            entries: Vec::new(),
            automaton: None,
            words: Vec::new(),
            planned: Vec::new(),
            lexicon: Arc::default(),
        }
    }

    fn read_words<'t>(&mut self, path: &str, tsv: &'t str, keep: Keep<'t>) -> Result<()> {
        for (n, line) in rows(tsv) {
            self.read_class(line, keep).map_err(|m| Error::line(path, n, m))?;
        }
        Ok(())
    }

    fn read_class<'t>(&mut self, line: &'t str, keep: Keep<'t>) -> std::result::Result<(), String> {
        let (name, list) = line.split_once('\t').ok_or("expected a class, a tab and its words")?;
        let bit = self.classes.intern(name).ok_or_else(|| format!("{name}: too many word classes"))?;
        let list = list.split('\t').next().unwrap_or_default();
        self.words.extend(list.split('、').filter(|w| !w.is_empty()).map(|w| (bit, keep(w))));
        Ok(())
    }

    fn read_frames<'t>(&mut self, path: &str, tsv: &'t str, keep: Keep<'t>) -> Result<()> {
        let mut new = Vec::new();
        for (n, line) in rows(tsv) {
            let fault = |m| Error::line(path, n, m);
            if let Some(class) = line.strip_prefix('@') {
                self.read_class(class, keep).map_err(fault)?;
                continue;
            }
            let mut cells = line.split('\t');
            let row: [&str; 6] = std::array::from_fn(|_| cells.next().unwrap_or_default().trim());
            new.push(Frame::parse(row, keep, &mut self.classes).map_err(fault)?);
        }
        self.frames.retain(|old| new.iter().all(|f: &Frame| f.rule != old.rule));
        new.append(&mut self.frames);
        if new.len() > usize::from(u16::MAX) {
            return Err(Error::input(path, "more than 65535 frames"));
        }
        self.frames = new;
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

/// The lines of a table with their numbers, without header, blank lines and
/// comments.
fn rows(tsv: &str) -> impl Iterator<Item = (u64, &str)> {
    tsv.lines()
        .enumerate()
        .map(|(n, line)| (n as u64 + 1, line))
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}

impl std::fmt::Debug for Frames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frames")
            .field("rules", &self.frames.len())
            .field("words", &self.entries.len())
            .finish()
    }
}
