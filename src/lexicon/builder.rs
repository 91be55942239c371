//! From rows of dictionaries to a compiled [`Lexicon`].

use super::institution::Institutions;
use super::keys::{At, Keys};
use super::matcher::Patterns;
use super::table::{Row, Schema, TableKind};
use super::title::Titles;
use super::{
    Entry, Files, InstitutionKind, Level, Lexicon, NameTable, Places, Suffix, VERBS, initials, table, user,
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
    /// Begins like a name, and names nothing: 亚洲象.
    Not,
    /// Ends a zone, a valley, a building that a place's name goes on to.
    Zone,
    /// Ends a place below the county.
    Local,
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
        let Some(schema) = Schema::named_by(name, text)? else {
            let file = self.files.add(name);
            user::read(self, file, name, text)?;
            return Ok(self);
        };
        self.add_table(schema.kind, name, text)
    }

    /// Reads the rows of a table of `kind`.
    ///
    /// # Errors
    /// As [`LexiconBuilder::add_file`], and for a table that is no lexicon's.
    pub(crate) fn add_table(&mut self, kind: TableKind, name: &str, text: &str) -> Result<&mut Self> {
        let file = self.files.add(name);
        match kind {
            TableKind::Institutions => {
                self.each(file, name, text, kind, |b, row| b.institutions.read(file, row))
            }
            TableKind::Places => self.each(file, name, text, kind, |b, row| b.places.read(file, row)),
            TableKind::Suffixes => self.each(file, name, text, kind, |b, row| b.read_suffix(row)),
            TableKind::Titles => self.each(file, name, text, kind, |b, row| b.titles.read(row)),
            TableKind::Cues => self.each(file, name, text, kind, |b, row| b.read_cue(row)),
            TableKind::Surnames => self.each(file, name, text, kind, |b, row| b.names.read_surname(row)),
            TableKind::Spellings => self.each(file, name, text, kind, |b, row| b.names.read_spelling(row)),
            other => {
                let message = format!("{} is a table of another stage", other.schema().file);
                Err(Error::input(name, message))
            }
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
        kind: TableKind,
        mut read: impl FnMut(&mut Self, &Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let schema = kind.schema();
        for row in table::rows(name, text, schema.columns)? {
            let row = row?;
            read(self, &row)?;
            match row.removes() {
                Some(key) => drop(self.keys.forget(schema.file, key)),
                None => self.keys.note(&self.files, schema.file, row.key(), At { file, line: row.line }),
            }
        }
        Ok(())
    }

    fn read_suffix(&mut self, row: &Row<'_>) -> Result<()> {
        if let Some(word) = row.removes() {
            self.suffixes.remove(word);
            return Ok(());
        }
        let flags = [("", (false, false)), ("loose", (true, false)), ("joins", (false, true))];
        let (loose, joins) = row.one_of("flag", &flags)?;
        self.suffixes.insert(row.key().into(), Suffix { class: row.cell("class").into(), loose, joins });
        Ok(())
    }

    fn read_cue(&mut self, row: &Row<'_>) -> Result<()> {
        if let Some(word) = row.removes() {
            self.cues.remove(word);
            return Ok(());
        }
        let kinds = [
            ("stop", Cue::Stop),
            ("after", Cue::After),
            ("both", Cue::Both),
            ("not", Cue::Not),
            ("zone", Cue::Zone),
            ("local", Cue::Local),
        ];
        self.cues.insert(row.key().into(), row.one_of("kind", &kinds)?);
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
        let divisions =
            self.places.rows.iter().filter(|p| p.level <= Level::County && p.level != Level::Country);
        let first = divisions.filter_map(|p| p.name.chars().next());
        let initials = first.chain(initials()).collect();
        Lexicon {
            initials,
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
            if matches!(cue, Cue::Stop | Cue::Both) {
                patterns.add(word, Entry::Stop);
            }
            if matches!(cue, Cue::After | Cue::Both) {
                patterns.add(word, Entry::After);
            }
            match cue {
                Cue::Not => patterns.add(word, Entry::Not),
                Cue::Zone => patterns.add(word, Entry::Zone),
                Cue::Local => patterns.add(word, Entry::Local),
                Cue::Stop | Cue::After | Cue::Both => {}
            }
        }
        for verb in VERBS {
            for initial in initials() {
                patterns.add(format!("{verb}{initial}"), Entry::Initial);
            }
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
