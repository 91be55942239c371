//! Dictionaries: `dicts/*.tsv` and users' own, compiled to one matcher.
//!
//! A [`Lexicon`] is built once and shared: [`Lexicon::new`] from the embedded
//! dictionaries alone, [`LexiconBuilder`] with users' files over them. A
//! user's file has the columns of an embedded one (its header line tells
//! which); a row of a known id takes that row's place, and `-id` removes it.
//! Plain word lists, jieba's user dictionaries and JSON lines of string
//! patterns are read too (see [`LexiconBuilder::add_text`]).
//!
//! ```
//! use baozhi::lexicon::Lexicon;
//! let mut builder = Lexicon::builder();
//! builder.add_text("zones.tsv", "id\tname\tlevel\tparent\taliases\nzone:1\t青岚新区\tcounty\t411000\t\n")?;
//! let lexicon = builder.build();
//! assert_eq!(lexicon.place("青岚新区").unwrap().name, "青岚新区");
//! # Ok::<(), baozhi::Error>(())
//! ```

mod builder;
pub(crate) mod byline;
mod coordinates;
mod institution;
mod keys;
mod matcher;
pub(crate) mod matching;
mod name_index;
mod names;
mod near;
mod page_word;
mod place;
mod rule_word;
mod surname;
pub mod table;
mod title;
mod township;
mod user;
pub(crate) mod variants;
mod word_list;

pub use builder::LexiconBuilder;
pub use coordinates::{Coordinates, coordinates};
pub use institution::{Institution, InstitutionKind, Suffix};
pub use place::{Level, Place};
pub use title::Title;

#[cfg(feature = "report")]
pub(crate) use coordinates::counties;
pub(crate) use matcher::{Entry, Hit};
pub(crate) use names::NameTable;
pub(crate) use page_word::PageWord;
pub(crate) use place::Places;
pub(crate) use rule_word::{RuleWord, initials, place_of_character, place_of_initial};
pub(crate) use surname::{Surname, Surnames, is_surname};
pub(crate) use township::codes as township_codes;

use institution::Institutions;
use matcher::Matcher;
use name_index::Names;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use table::TableKind;
use title::Titles;

/// The tables that make the lexicon, in the order they are read.
const TABLES: [TableKind; 7] = [
    TableKind::Places,
    TableKind::Institutions,
    TableKind::Suffixes,
    TableKind::Titles,
    TableKind::Cues,
    TableKind::Surnames,
    TableKind::Spellings,
];

/// Verbs after which one character is a place: 来京.
pub(crate) const VERBS: [char; 14] =
    ['来', '在', '莅', '赴', '返', '驻', '住', '离', '抵', '援', '入', '留', '进', '回'];

/// The names of a place and of those it lies in are not longer, in bytes.
const LONGEST_CHAIN: usize = 200;

/// All dictionaries, with one matcher over their patterns.
pub struct Lexicon {
    pub(crate) places: Places,
    pub(crate) institutions: Institutions,
    pub(crate) suffixes: Vec<Suffix>,
    pub(crate) titles: Titles,
    pub(crate) names: NameTable,
    /// The characters that stand for a province, or with which a name down to a county begins.
    initials: FxHashSet<char>,
    matcher: Matcher,
    files: Files,
}

impl Lexicon {
    /// True for a character that may stand for a place in the name of a road: 许广高速.
    pub(crate) fn is_initial(&self, c: char) -> bool {
        self.initials.contains(&c)
    }

    /// The embedded dictionaries.
    pub fn new() -> Lexicon {
        Lexicon::builder().build()
    }

    /// A builder that starts from the embedded dictionaries.
    pub fn builder() -> LexiconBuilder {
        let mut builder = LexiconBuilder::default();
        builder.keys.embedded(true);
        for kind in TABLES {
            for (name, text) in table::embedded_texts(kind) {
                builder
                    .add_table(kind, name, text)
                    .expect("the embedded dictionaries are read by every test");
            }
        }
        builder.keys.embedded(false);
        builder
    }

    /// The place of a full name or an unambiguous alias: what a masthead's
    /// home (许昌) is in full; also behind the name of a place that it lies in
    /// (江苏省盐城市). Of several the highest division is meant
    /// (吉林 is the province), and a town before a district.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.place_row(name).map(|r| &self.places.rows[r as usize])
    }

    pub(crate) fn place_row(&self, name: &str) -> Option<u32> {
        let Some(rows) = self.places.names.rows_of(name) else { return self.place_in_place(name) };
        let full = |r: u32| self.places.rows[r as usize].name != name;
        rows.iter().map(|&(r, _)| r).min_by_key(|&r| (full(r), self.places.rows[r as usize].level, r))
    }

    /// The place of a name behind the name of one that it lies in: 江苏省盐城市.
    fn place_in_place(&self, name: &str) -> Option<u32> {
        // No chain of names is longer; what an input gives for a home may be.
        if name.len() > LONGEST_CHAIN {
            return None;
        }
        let splits = name.char_indices().map(|(at, _)| name.split_at(at)).skip(2);
        splits.filter(|(_, lower)| lower.len() > '市'.len_utf8()).find_map(|(upper, lower)| {
            let upper = self.places.names.rows_of(upper)?;
            let lower = self.places.names.rows_of(lower)?.iter().map(|&(r, _)| r);
            let within =
                |r: &u32| self.places.line(*r).skip(1).any(|above| upper.iter().any(|u| u.0 == above));
            lower.filter(within).min_by_key(|&r| (self.places.rows[r as usize].level, r))
        })
    }

    /// The path of a place from the province down, 河南省/许昌市.
    pub(crate) fn path(&self, row: u32) -> String {
        let mut line: Vec<&str> = self
            .places
            .line(row)
            .map(|r| &self.places.rows[r as usize])
            .filter(|p| p.level != Level::Country)
            .map(|p| p.name.as_str())
            .collect();
        line.reverse();
        line.join("/")
    }

    /// The rule that names row `id` of the dictionary `file`.
    pub(crate) fn rule(&self, file: u16, id: &str) -> String {
        format!("lexicon/{}:{id}", self.files.name(file))
    }

    /// The rules of the places that name number `n` names.
    pub(crate) fn place_rules(&self, n: u32) -> impl Iterator<Item = String> {
        let rows = self.places.names.rows(n).iter().map(|r| &self.places.rows[r.0 as usize]);
        rows.map(|row| self.rule(row.file, &row.id))
    }

    /// The rules of the institutions that name number `n` names.
    pub(crate) fn institution_rules(&self, n: u32) -> impl Iterator<Item = String> {
        let rows = self.institutions.names.rows(n).iter().map(|r| &self.institutions.rows[r.0 as usize]);
        rows.map(|row| self.rule(row.file, &row.id))
    }

    /// Every match of every dictionary in `text`, by end.
    pub(crate) fn hits(&self, text: &str, out: &mut Vec<Hit>) {
        self.matcher.hits(text, out);
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::new()
    }
}

/// The dictionaries read, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files(Vec<PathBuf>);

impl Files {
    fn add(&mut self, name: &str) -> u16 {
        self.0.push(PathBuf::from(name));
        (self.0.len() - 1) as u16
    }

    fn path(&self, file: u16) -> &Path {
        self.0.get(file as usize).map_or(Path::new(""), |p| p.as_path())
    }

    /// The file's name without its folders.
    fn name(&self, file: u16) -> std::borrow::Cow<'_, str> {
        self.path(file).file_name().unwrap_or_default().to_string_lossy()
    }
}
