//! From rows of dictionaries to a compiled [`Lexicon`].

use super::institution::Institutions;
use super::keys::{At, Keys};
use super::matcher::Patterns;
use super::title::Titles;
use super::{
    Entry, Files, INITIALS, InstitutionKind, LOCAL, Lexicon, NameTable, Places, Suffix, VERBS, ZONES,
    institution, names, place, title, tsv, user,
};
use crate::{Error, Result};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Reads dictionaries into a [`Lexicon`].
///
/// # Which row counts
///
/// The last one. A row takes the place of an earlier row with the same key
/// (its first column; in a list, the word or pattern), whether that stands in
/// the same file, in another one or in an embedded dictionary, whose rows are
/// there to be gone over. Where both are users' rows,
/// [`LexiconBuilder::warnings`] names the two lines. Rows of different keys
/// that share a name stand beside each other: it is ambiguous, and the article
/// decides.
#[derive(Default)]
pub struct LexiconBuilder {
    pub(super) places: Places,
    pub(super) institutions: Institutions,
    pub(super) suffixes: HashMap<String, Suffix>,
    pub(super) titles: Titles,
    cues: HashMap<String, Cue>,
    pub(super) names: NameTable,
    pub(super) persons: HashSet<String>,
    pub(super) files: Files,
    pub(super) keys: Keys,
}

/// What a row of the cues is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Stop,
    After,
    Both,
}

impl LexiconBuilder {
    /// Reads the dictionary at `path` over what was read before.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that is not what its header or
    /// format promises; the message names file, line and what was expected.
    pub fn add_file(&mut self, path: impl AsRef<Path>) -> Result<&mut Self> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        self.add_text(&path.to_string_lossy(), &text)
    }

    /// Reads a dictionary's `text`; `name` stands for it in rules and errors.
    ///
    /// - A header line with the columns of an embedded dictionary: that kind.
    /// - Lines that start with `{`: `{"label":"ORG","pattern":"…","id":"…"}`;
    ///   labels PERSON/PER, GPE/LOC/FAC, ORG; only string patterns. Patterns
    ///   of one id are names of one place or institution, the first its full name.
    /// - Anything else is a word a line, jieba's `word frequency tag` too: the
    ///   tag (nr, ns, nt) gives the type; without one the word's own shape
    ///   (an institution's ending, a division's, a surname) does.
    ///
    /// # Errors
    /// As [`LexiconBuilder::add_file`].
    pub fn add_text(&mut self, name: &str, text: &str) -> Result<&mut Self> {
        let file = self.files.add(name);
        let Some(head) = tsv::header(text) else {
            user::read(self, file, name, text)?;
            return Ok(self);
        };
        match head.first().copied().unwrap_or_default() {
            "id" if head.get(1) == Some(&"names") => {
                self.each(file, name, text, &institution::COLUMNS, |b, row| {
                    b.institutions.read(&b.files, file, row)
                })
            }
            "id" => self.each(file, name, text, &place::COLUMNS, |b, row| b.places.read(&b.files, file, row)),
            "suffix" => self.each(file, name, text, &institution::SUFFIX_COLUMNS, |b, row| {
                b.read_suffix(row);
                Ok(())
            }),
            "title" => {
                self.each(file, name, text, &title::COLUMNS, |b, row| b.titles.read(&b.files, file, row))
            }
            "word" => self.each(file, name, text, &["word", "kind"], |b, row| b.read_cue(name, row)),
            "surname" => self.each(file, name, text, &names::SURNAME_COLUMNS, |b, row| {
                b.names.read_surname(&b.files, file, row)
            }),
            "char" => self.each(file, name, text, &names::SPELLING_COLUMNS, |b, row| {
                b.names.read_spelling(&b.files, file, row)
            }),
            _ => Err(unknown_header(name, text, &head)),
        }?;
        Ok(self)
    }

    /// What was odd in the dictionaries read so far, with file and line: the
    /// first thousand rows whose key another row of the user's had before.
    pub fn warnings(&self) -> &[String] {
        &self.keys.warnings
    }

    /// How many more warnings there are.
    pub fn more_warnings(&self) -> u64 {
        self.keys.more
    }

    /// Reads row by row, noting each key.
    fn each(
        &mut self,
        file: u16,
        name: &str,
        text: &str,
        columns: &'static [&'static str],
        mut read: impl FnMut(&mut Self, &tsv::Row<'_>) -> Result<()>,
    ) -> Result<()> {
        // Places and institutions both have ids, of their own.
        let table = columns.get(1).copied().unwrap_or_default();
        for row in tsv::rows(name, text, columns)? {
            let row = row?;
            read(self, &row)?;
            match row.removes() {
                Some(id) => drop(self.keys.forget(table, id)),
                None => self.keys.note(&self.files, table, row.fields[0], At { file, line: row.line }),
            }
        }
        Ok(())
    }

    fn read_suffix(&mut self, row: &tsv::Row<'_>) {
        match row.removes() {
            Some(id) => drop(self.suffixes.remove(id)),
            None => {
                let suffix = Suffix {
                    class: row.fields[1].into(),
                    loose: row.fields[2] == "loose",
                    joins: row.fields[2] == "joins",
                };
                self.suffixes.insert(row.fields[0].into(), suffix);
            }
        }
    }

    fn read_cue(&mut self, name: &str, row: &tsv::Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.cues.remove(id);
            return Ok(());
        }
        let cue = match row.fields[1] {
            "stop" => Cue::Stop,
            "after" => Cue::After,
            "both" => Cue::Both,
            other => {
                let message = format!("expected a kind (stop, after, both), found {other:?}");
                return Err(Error::line(name, row.line, message));
            }
        };
        self.cues.insert(row.fields[0].into(), cue);
        Ok(())
    }

    /// Compiles what was read.
    pub fn build(mut self) -> Lexicon {
        // What only reading needs goes before the automaton takes its memory.
        self.keys = Keys::default();
        self.places.link();
        self.institutions.freeze();
        let mut suffixes: Vec<(String, Suffix)> = std::mem::take(&mut self.suffixes).into_iter().collect();
        suffixes.sort_by(|a, b| a.0.cmp(&b.0));
        let matcher = self.patterns(&suffixes).build();
        Lexicon {
            places: self.places,
            institutions: self.institutions,
            suffixes: suffixes.into_iter().map(|(_, s)| s).collect(),
            titles: self.titles,
            names: self.names,
            matcher,
            files: self.files,
        }
    }

    /// Everything that is looked for in a text.
    fn patterns<'a>(&'a self, suffixes: &'a [(String, Suffix)]) -> Patterns<'a> {
        let mut patterns = Patterns::default();
        for (n, name) in self.places.names.all() {
            patterns.add(name, Entry::Place(n));
        }
        self.add_institutions(&mut patterns);
        for (n, (word, _)) in suffixes.iter().enumerate() {
            patterns.add(word, Entry::Suffix(n as u32));
        }
        self.titles.patterns(&mut patterns);
        for (word, cue) in &self.cues {
            if *cue != Cue::After {
                patterns.add(word, Entry::Stop);
            }
            if *cue != Cue::Stop {
                patterns.add(word, Entry::After);
            }
        }
        for verb in VERBS {
            for (initial, _) in INITIALS {
                patterns.add(format!("{verb}{initial}"), Entry::Initial);
            }
        }
        for word in ZONES {
            patterns.add(word, Entry::Zone);
        }
        for word in LOCAL {
            patterns.add(word, Entry::Local);
        }
        for person in &self.persons {
            patterns.add(person, Entry::Person(0));
        }
        patterns
    }

    fn add_institutions<'a>(&'a self, patterns: &mut Patterns<'a>) {
        let names = &self.institutions.names;
        // In the order of the rows: of two meanings of a pattern the first is tried first.
        let mut all: Vec<(u32, &str)> = names.all().collect();
        all.sort_by_key(|&(n, _)| names.rows(n)[0].0);
        for (n, name) in all {
            let row = &self.institutions.rows[names.rows(n)[0].0 as usize];
            match row.kind {
                InstitutionKind::Own => patterns.add(name, Entry::Own(n)),
                InstitutionKind::Before => patterns.add(name, Entry::Before(n)),
                InstitutionKind::Of if name.chars().nth(1).is_some() => {
                    patterns.add(name, Entry::Of { name: n, skip: 0 });
                }
                // A name of one character is matched with the division's last one: 市委.
                InstitutionKind::Of => {
                    for level in row.levels.chars() {
                        let pattern = format!("{level}{name}");
                        patterns.add(pattern, Entry::Of { name: n, skip: level.len_utf8() as u8 });
                    }
                }
            }
        }
    }
}

fn unknown_header(name: &str, text: &str, head: &[&str]) -> Error {
    let line = tsv::numbered(text).next().map_or(1, |(n, _)| n);
    let kinds = [
        place::COLUMNS.join(", "),
        institution::COLUMNS.join(", "),
        title::COLUMNS.join(", "),
        names::SURNAME_COLUMNS.join(", "),
        institution::SUFFIX_COLUMNS.join(", "),
        "word, kind".to_owned(),
    ];
    let message =
        format!("expected the columns of a dictionary ({}), found {}", kinds.join("; "), head.join(", "));
    Error::line(name, line, message)
}
