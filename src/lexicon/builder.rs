//! From rows of dictionaries to a compiled [`Lexicon`].

use super::institution::Institutions;
use super::matcher::Patterns;
use super::title::Titles;
use super::{
    Entry, Files, INITIALS, InstitutionKind, LOCAL, Lexicon, NameTable, Places, Suffix, VERBS, ZONES,
    institution, names, place, title, tsv, user,
};
use crate::{Error, Result};
use std::collections::HashMap;
use std::path::Path;

/// Reads dictionaries into a [`Lexicon`].
#[derive(Default)]
pub struct LexiconBuilder {
    pub(super) places: Places,
    pub(super) institutions: Institutions,
    pub(super) suffixes: HashMap<String, Suffix>,
    pub(super) titles: Titles,
    cues: HashMap<String, Cue>,
    pub(super) names: NameTable,
    pub(super) persons: Vec<String>,
    pub(super) files: Files,
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
    ///   labels PERSON/PER, GPE/LOC/FAC, ORG; only string patterns.
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
                let rows = tsv::rows(name, text, &institution::COLUMNS)?;
                self.institutions.read(&self.files, file, &rows)?;
            }
            "id" => self.places.read(&self.files, file, &tsv::rows(name, text, &place::COLUMNS)?)?,
            "suffix" => self.read_suffixes(&tsv::rows(name, text, &institution::SUFFIX_COLUMNS)?),
            "title" => self.titles.read(&self.files, file, &tsv::rows(name, text, &title::COLUMNS)?)?,
            "word" => self.read_cues(name, &tsv::rows(name, text, &["word", "kind"])?)?,
            "surname" => {
                let rows = tsv::rows(name, text, &names::SURNAME_COLUMNS)?;
                self.names.read_surnames(&self.files, file, &rows)?;
            }
            "char" => {
                let rows = tsv::rows(name, text, &names::SPELLING_COLUMNS)?;
                self.names.read_spellings(&self.files, file, &rows)?;
            }
            _ => return Err(unknown_header(name, text, &head)),
        }
        Ok(self)
    }

    fn read_suffixes(&mut self, rows: &[tsv::Row<'_>]) {
        for row in rows {
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
    }

    fn read_cues(&mut self, name: &str, rows: &[tsv::Row<'_>]) -> Result<()> {
        for row in rows {
            if let Some(id) = row.removes() {
                self.cues.remove(id);
                continue;
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
        }
        Ok(())
    }

    /// Compiles what was read.
    pub fn build(mut self) -> Lexicon {
        self.places.link();
        let mut patterns = Patterns::default();
        for (n, name) in self.places.names.live() {
            patterns.add(name, Entry::Place(n));
        }
        self.add_institutions(&mut patterns);
        let mut suffixes: Vec<(String, Suffix)> = self.suffixes.into_iter().collect();
        suffixes.sort_by(|a, b| a.0.cmp(&b.0));
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
                patterns.add(&format!("{verb}{initial}"), Entry::Initial);
            }
        }
        for word in ZONES {
            patterns.add(word, Entry::Zone);
        }
        for word in LOCAL {
            patterns.add(word, Entry::Local);
        }
        for (n, person) in self.persons.iter().enumerate() {
            patterns.add(person, Entry::Person(n as u32));
        }
        Lexicon {
            places: self.places,
            institutions: self.institutions,
            suffixes: suffixes.into_iter().map(|(_, s)| s).collect(),
            titles: self.titles,
            names: self.names,
            matcher: patterns.build(),
            files: self.files,
        }
    }

    fn add_institutions(&self, patterns: &mut Patterns) {
        for (n, name) in self.institutions.names.live() {
            let row = &self.institutions.rows[self.institutions.names.rows(n)[0].0 as usize];
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
                        patterns.add(&pattern, Entry::Of { name: n, skip: level.len_utf8() as u8 });
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
