//! What users' dictionaries gave before, so that a second row is warned of.

use super::Files;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// At most this many warnings are kept; the rest is counted.
const KEPT: usize = 1000;

/// A line of a dictionary.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub file: u16,
    pub line: u64,
}

/// What a word of a list was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Person,
    /// A place's name, by its number among those read.
    Place(u32),
    /// An institution's name, by its number among those read.
    Institution(u32),
    /// A word that names nothing.
    Nothing,
}

/// The keys of users' rows with where each stood last, by hash: millions of
/// rows are kept in a few bytes each, and a chance collision costs no more
/// than a false warning.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// True while the embedded dictionaries are read: to go over them is what
    /// users' dictionaries are for.
    embedded: bool,
    seen: HashMap<u64, (At, Word)>,
    pub warnings: Vec<String>,
    /// How many warnings are not kept.
    pub more: u64,
}

impl Keys {
    /// Whether the rows from here on are those of embedded dictionaries.
    pub fn embedded(&mut self, embedded: bool) {
        self.embedded = embedded;
    }

    /// Notes a row, with a warning where its key stood before.
    pub fn note(&mut self, files: &Files, table: &str, key: &str, at: At) {
        self.note_word(files, table, key, at, Word::Nothing);
    }

    /// Notes what a word of a list is read as; gives what it was before.
    pub fn note_word(&mut self, files: &Files, table: &str, key: &str, at: At, word: Word) -> Option<Word> {
        if self.embedded {
            return None;
        }
        let (before, was) = self.seen.insert(hash(table, key), (at, word))?;
        if self.warnings.len() == KEPT {
            self.more += 1;
        } else {
            let place = |at: At| format!("{}:{}", files.path(at.file).display(), at.line);
            self.warnings.push(format!(
                "{}: {key:?} was given before, at {}; this row counts",
                place(at),
                place(before)
            ));
        }
        Some(was)
    }

    /// Forgets a key whose row is removed; gives what its word was.
    pub fn forget(&mut self, table: &str, key: &str) -> Option<Word> {
        self.seen.remove(&hash(table, key)).map(|(_, word)| word)
    }
}

fn hash(table: &str, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (table, key).hash(&mut hasher);
    hasher.finish()
}
