//! The words that may tell of an event: those of the frames and those of
//! `dicts/events_triggers.tsv`, with what the labelled articles say of them.
//!
//! ```text
//! trigger  listed                          seen  kept  told
//! 召开      MEET.HOLD:strong                128   97    MEET.HOLD:97
//! 启动      ECON.LAUNCH:strong、…           31    12    ECON.LAUNCH:11、ACT.CAMPAIGN:1
//! ```
//!
//! `listed` is what the ontology says; `seen`, `kept` and `told` are counted
//! by `baozhi train events`: how often the word stands in the labelled
//! articles, how often it tells of an event there, and of which types.

use super::kind::Kind;
use crate::error::{Error, Result};
use crate::learn::{Key, Template};
use crate::lexicon::table;
use crate::span::Span;
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Where a trigger is listed for a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::event) enum Listing {
    /// The ontology: the word is enough.
    Strong,
    /// The ontology: it needs a role or an object of the right kind.
    Weak,
    /// The ontology: a noun.
    Nominal,
    /// A frame of `dicts/events.tsv`.
    Frame,
}

impl Listing {
    pub(in crate::event) fn name(self) -> &'static str {
        match self {
            Listing::Strong => "strong",
            Listing::Weak => "weak",
            Listing::Nominal => "nominal",
            Listing::Frame => "frame",
        }
    }

    fn parse(name: &str) -> Option<Listing> {
        [Listing::Strong, Listing::Weak, Listing::Nominal].into_iter().find(|l| l.name() == name)
    }
}

/// How often something was seen to tell of each type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::event) struct Counts(pub(in crate::event) Vec<(Kind, u32)>);

impl Counts {
    pub(in crate::event) fn add(&mut self, kind: Kind, n: u32) {
        match self.0.iter_mut().find(|c| c.0 == kind) {
            Some(c) => c.1 += n,
            None => self.0.push((kind, n)),
        }
    }

    pub(in crate::event) fn count(&self, kind: Kind) -> u32 {
        self.0.iter().find(|c| c.0 == kind).map_or(0, |c| c.1)
    }
}

/// One trigger.
#[derive(Clone, Debug, Default)]
pub(in crate::event) struct Entry {
    pub(in crate::event) word: Box<str>,
    pub(in crate::event) listed: Vec<(Kind, Listing)>,
    /// How often it stands in the labelled articles.
    pub(in crate::event) seen: u32,
    /// How often it tells of an event there.
    pub(in crate::event) kept: u32,
    /// Of which types.
    pub(in crate::event) told: Counts,
}

/// What one article adds to the counts: left out again when the article
/// itself is learnt from, else it would know its own answers.
#[derive(Clone, Debug, Default)]
pub(in crate::event) struct Share {
    pub(in crate::event) seen: FxHashMap<u32, u32>,
    pub(in crate::event) kept: FxHashMap<u32, u32>,
    pub(in crate::event) told: FxHashMap<u32, Counts>,
    pub(in crate::event) ends: FxHashMap<Key, Counts>,
}

/// The triggers, compiled.
#[derive(Clone, Default)]
pub(in crate::event) struct Lexicon {
    pub(in crate::event) entries: Vec<Entry>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// Counts by the first and last characters of triggers.
    ends: FxHashMap<Key, Counts>,
    /// Events of each type, by number.
    pub(in crate::event) totals: Vec<u32>,
}

const FIRST: Template = Template::new("first");
const FIRST_TWO: Template = Template::new("first2");
const LAST: Template = Template::new("last");
const LAST_TWO: Template = Template::new("last2");

/// The keys of a word's ends, with the names features give them.
pub(in crate::event) fn ends(word: &str) -> [(&'static str, Key); 4] {
    let first = |n: usize| word.char_indices().nth(n).map_or(word, |(at, _)| &word[..at]);
    let last = |n: usize| word.char_indices().rev().nth(n - 1).map_or(word, |(at, _)| &word[at..]);
    [
        ("first", Key::new(FIRST, first(1))),
        ("first2", Key::new(FIRST_TWO, first(2))),
        ("last", Key::new(LAST, last(1))),
        ("last2", Key::new(LAST_TWO, last(2))),
    ]
}

const COLUMNS: [&str; 5] = ["trigger", "listed", "seen", "kept", "told"];

impl Lexicon {
    /// The rows of a table in the form of `dicts/events_triggers.tsv`.
    ///
    /// # Errors
    ///
    /// A missing header, a row without five columns, an unknown type or
    /// listing, a count that is no number: each with file and line.
    pub(in crate::event) fn read(file: &str, tsv: &str) -> Result<Vec<Entry>> {
        let rows = table::rows_as_written(file, tsv, &COLUMNS)?;
        rows.map(|(n, line)| entry(line).map_err(|message| Error::line(file, n, message))).collect()
    }

    /// The table of these entries; what the frames list is left to them.
    pub(in crate::event) fn write(entries: &[Entry], about: &str) -> String {
        let mut out = String::new();
        about.lines().for_each(|l| out.push_str(&format!("# {l}\n")));
        out.push_str(&COLUMNS.join("\t"));
        out.push('\n');
        for e in entries {
            let listed = e.listed.iter().filter(|l| l.1 != Listing::Frame);
            let listed: Vec<String> = listed.map(|(k, l)| format!("{}:{}", k.code(), l.name())).collect();
            let told: Vec<String> = e.told.0.iter().map(|(k, n)| format!("{}:{n}", k.code())).collect();
            let (listed, told) = (listed.join("、"), told.join("、"));
            if !listed.is_empty() || e.kept > 0 {
                out.push_str(&format!("{}\t{listed}\t{}\t{}\t{told}\n", e.word, e.seen, e.kept));
            }
        }
        out
    }

    /// Compiles entries and the frames' triggers.
    pub(in crate::event) fn new<'f>(
        entries: Vec<Entry>,
        frames: impl Iterator<Item = (&'f str, Kind)>,
    ) -> Lexicon {
        let mut table: BTreeMap<Box<str>, Entry> = entries.into_iter().map(|e| (e.word.clone(), e)).collect();
        for (word, kind) in frames {
            let new = || Entry { word: word.into(), ..Entry::default() };
            let entry = table.entry(word.into()).or_insert_with(new);
            if !entry.listed.contains(&(kind, Listing::Frame)) {
                entry.listed.push((kind, Listing::Frame));
            }
        }
        let words: Vec<&str> = table.keys().filter(|w| !w.is_empty()).map(|w| &**w).collect();
        let automaton = (!words.is_empty())
            .then(|| CharwiseDoubleArrayAhoCorasickBuilder::new().use_prefilter(false).build(&words))
            .and_then(std::result::Result::ok);
        let mut lexicon = Lexicon {
            entries: table.into_values().collect(),
            automaton,
            ends: FxHashMap::default(),
            totals: Vec::new(),
        };
        lexicon.sum_up();
        lexicon
    }

    /// Sums the counts by ends of words and by type.
    pub(in crate::event) fn sum_up(&mut self) {
        self.ends.clear();
        self.totals = vec![0; Kind::count()];
        for e in &self.entries {
            for (kind, n) in &e.told.0 {
                self.totals[kind.index()] += n;
                for (_, key) in ends(&e.word) {
                    self.ends.entry(key).or_default().add(*kind, *n);
                }
            }
        }
    }

    /// Every place where a trigger stands and not inside a longer one, in
    /// text order.
    pub(in crate::event) fn find(&self, text: &str, out: &mut Vec<(Span, u32)>) {
        let Some(automaton) = &self.automaton else { return };
        // Ends come in order; at one end the longest first.
        for hit in automaton.find_overlapping_iter(text) {
            let span = Span::new(hit.start(), hit.end());
            while out.last().is_some_and(|(s, _)| span.contains(*s) && span != *s) {
                out.pop();
            }
            if !out.last().is_some_and(|(s, _)| s.contains(span)) {
                out.push((span, hit.value()));
            }
        }
        out.sort_by_key(|(s, _)| (s.start, s.end));
    }

    /// The types that words ending like `word` told of, without `own`.
    pub(in crate::event) fn ended(&self, key: Key, kind: Kind, own: Option<&Share>) -> (u32, u32) {
        let Some(counts) = self.ends.get(&key) else { return (0, 0) };
        let less = own.and_then(|o| o.ends.get(&key));
        let all: u32 = counts.0.iter().map(|c| c.1).sum();
        let own_all: u32 = less.map_or(0, |c| c.0.iter().map(|c| c.1).sum());
        let own_kind = less.map_or(0, |c| c.count(kind));
        (counts.count(kind).saturating_sub(own_kind), all.saturating_sub(own_all))
    }

    /// The types that words with this end told of.
    pub(in crate::event) fn end_kinds(&self, key: Key) -> impl Iterator<Item = Kind> + '_ {
        self.ends.get(&key).into_iter().flat_map(|c| c.0.iter().map(|c| c.0))
    }
}

fn entry(line: &str) -> std::result::Result<Entry, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [word, listed, seen, kept, told] = cells[..] else {
        return Err(format!("expected 5 columns, found {}", cells.len()));
    };
    let number = |s: &str| s.parse::<u32>().map_err(|_| format!("expected a count, found {s:?}"));
    let pair = |s: &str| -> std::result::Result<(Kind, String), String> {
        let (code, rest) = s.split_once(':').ok_or_else(|| format!("expected TYPE:…, found {s:?}"))?;
        let kind = Kind::parse(code).ok_or_else(|| format!("{code}: no such event type"))?;
        Ok((kind, rest.to_owned()))
    };
    let mut entry = Entry { word: word.into(), seen: number(seen)?, kept: number(kept)?, ..Entry::default() };
    for item in listed.split('、').filter(|s| !s.is_empty()) {
        let (kind, name) = pair(item)?;
        let listing =
            Listing::parse(&name).ok_or_else(|| format!("{name}: expected strong, weak or nominal"))?;
        entry.listed.push((kind, listing));
    }
    for item in told.split('、').filter(|s| !s.is_empty()) {
        let (kind, n) = pair(item)?;
        entry.told.add(kind, number(&n)?);
    }
    Ok(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# Triggers.\ntrigger\tlisted\tseen\tkept\ttold\n开会\tMEET.HOLD:strong\t9\t4\tMEET.HOLD:4\n会\t\t3\t1\tMEET.HOLD:1\n";

    #[test]
    fn a_table_reads_as_it_is_written() {
        let entries = Lexicon::read("t.tsv", TABLE).unwrap();
        assert_eq!(Lexicon::write(&entries, "Triggers."), TABLE);
        for (bad, line) in [
            ("trigger\n", 1),
            ("trigger\tlisted\tseen\tkept\ttold\n会\t\tx\t0\t\n", 2),
            ("trigger\tlisted\tseen\tkept\ttold\n会\tNO.SUCH:weak\t0\t0\t\n", 2),
            ("trigger\tlisted\tseen\tkept\ttold\n会\tMEET.HOLD:so\t0\t0\t\n", 2),
            ("trigger\tlisted\tseen\tkept\ttold\n会\n", 2),
        ] {
            assert_eq!(Lexicon::read("t.tsv", bad).unwrap_err().line_number(), Some(line), "{bad:?}");
        }
    }

    #[test]
    fn the_longest_trigger_is_proposed() {
        let lexicon = Lexicon::new(Lexicon::read("t.tsv", TABLE).unwrap(), std::iter::empty());
        let mut found = Vec::new();
        lexicon.find("今天开会，会后", &mut found);
        let words: Vec<&str> = found.iter().map(|(s, _)| &"今天开会，会后"[*s]).collect();
        assert_eq!(words, ["开会", "会"]);
        let kind = Kind::parse("MEET.HOLD").unwrap();
        let last = ends("散会")[2].1;
        assert_eq!(lexicon.ended(last, kind, None), (5, 5));
    }
}
