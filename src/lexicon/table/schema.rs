//! [`SCHEMAS`]: which tables there are, what their columns are called and what
//! a row of each adds.

use super::header;
use crate::{Error, Result};

/// Which table a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TableKind {
    /// Places: divisions, countries, waters.
    Places,
    /// Towns, townships and subdistricts with their codes.
    Townships,
    /// Where divisions lie.
    Coordinates,
    /// Institutions with their short names.
    Institutions,
    /// Endings of institutions' names.
    Suffixes,
    /// Posts, and what stands for one before a name.
    Titles,
    /// Function words beside names.
    Cues,
    /// Surnames.
    Surnames,
    /// How persons' names are spelt.
    Spellings,
    /// Units of figures.
    Units,
    /// Measure words.
    Measures,
    /// Words with a numeral in them that count nothing.
    NotFigures,
    /// Words beside a figure.
    FigureWords,
    /// Words of time.
    TimeWords,
    /// What makes a word of time another word.
    TimeGuards,
    /// Festivals with their days.
    Festivals,
    /// Statutory holidays as announced.
    Holidays,
    /// Days of the 24 solar terms.
    SolarTerms,
    /// Rules of events.
    Events,
    /// Event types.
    EventTypes,
    /// Word classes of the event rules.
    EventWords,
    /// Words that may tell of an event, with what labelled articles say of them.
    EventTriggers,
    /// Weights of the decisions on events.
    EventWeights,
    /// Weights that choose between kicker, title and subtitle.
    Headline,
    /// Weights that choose among proposed names.
    Choice,
    /// Traditional characters and compatibility forms.
    Variants,
    /// Words of bylines.
    Bylines,
    /// Words of a page that are no text of its articles.
    PageWords,
    /// Words of the lines around one article in its file.
    HeaderWords,
    /// Words that single rules of names and events ask for.
    RuleWords,
    /// Names of columns, keys and labels of articles.
    Columns,
    /// Who held which post when.
    Appointments,
}

/// One table of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Schema {
    /// Which table it is.
    pub kind: TableKind,
    /// The name of its file in `dicts/`.
    pub file: &'static str,
    /// The names of its columns; the first is the key.
    pub columns: &'static [&'static str],
    /// What one row adds, for people.
    pub adds: &'static str,
    /// Why no user's file is read over it, as what follows "its rows"; `None`
    /// where users' files are.
    pub closed: Option<&'static str>,
}

const PLACE: &[&str] = &["id", "name", "level", "parent", "aliases"];

/// A table that users' files extend.
const fn open(
    kind: TableKind,
    file: &'static str,
    columns: &'static [&'static str],
    adds: &'static str,
) -> Schema {
    Schema { kind, file, columns, adds, closed: None }
}

/// A table that is not extended; `why` says why not.
const fn fixed(
    kind: TableKind,
    file: &'static str,
    columns: &'static [&'static str],
    adds: &'static str,
    why: &'static str,
) -> Schema {
    Schema { kind, file, columns, adds, closed: Some(why) }
}

/// Why tables are closed whose words the code asks for by what they do.
const SHARED: &str = "are read once for the whole program, before any extractor is built";
/// Why tables of weights are closed.
const LEARNT: &str = "are learnt from labelled text by `baozhi train`, all together";

/// Every table, each once; `former_places.tsv` and `regions.tsv` are further files of places.
pub static SCHEMAS: &[Schema] = &[
    open(
        TableKind::Places,
        "places.tsv",
        PLACE,
        "a place with its level, the place it lies in and its short names",
    ),
    fixed(
        TableKind::Townships,
        "townships.tsv",
        &["name", "codes"],
        "a town or subdistrict with its codes",
        "are made by a script; a township of one's own is a row of places.tsv",
    ),
    fixed(
        TableKind::Coordinates,
        "coordinates.tsv",
        &["id", "longitude", "latitude"],
        "where a division lies",
        "are read by exports and reports, which are made of records and know no tables of one's own",
    ),
    open(
        TableKind::Institutions,
        "institutions.tsv",
        &["id", "names", "full", "class", "kind", "levels", "bare"],
        "an institution with its names and its class",
    ),
    open(
        TableKind::Suffixes,
        "suffixes.tsv",
        &["suffix", "class", "flag"],
        "an ending of institutions' names and the class it tells",
    ),
    open(
        TableKind::Titles,
        "titles.tsv",
        &["title", "kind", "of"],
        "a post, or a word before a person's name",
    ),
    fixed(
        TableKind::Variants,
        "variants.tsv",
        &["printed", "standard", "kind"],
        "a traditional character or a compatibility form and what it stands for",
        "are made by a script, and the other tables are looked up by them",
    ),
    fixed(TableKind::Bylines, "bylines.tsv", &["word", "kind", "role"], "a word of bylines", SHARED),
    fixed(
        TableKind::PageWords,
        "page_words.tsv",
        &["word", "says"],
        "a word of a page that is no text of its articles",
        SHARED,
    ),
    fixed(
        TableKind::HeaderWords,
        "header_words.tsv",
        &["word", "is"],
        "a word of the lines around one article in its file",
        SHARED,
    ),
    fixed(
        TableKind::RuleWords,
        "rule_words.tsv",
        &["word", "rule", "means"],
        "a word that one rule of names or events asks for",
        SHARED,
    ),
    fixed(
        TableKind::Columns,
        "columns.tsv",
        &["name", "field"],
        "a name of a column, key or label, and the field of an article it is",
        SHARED,
    ),
    open(TableKind::Cues, "cues.tsv", &["word", "kind"], "a word that no name holds, or that follows one"),
    open(TableKind::Surnames, "surnames.tsv", &["surname", "kind"], "a surname"),
    open(
        TableKind::Spellings,
        "names.tsv",
        &["char", "surname", "one", "first", "second", "after", "anywhere", "foreign"],
        "how likely a character is in each part of a name",
    ),
    open(
        TableKind::Units,
        "units.tsv",
        &["unit", "kind", "code", "factor", "not_before", "only_before", "flags"],
        "a unit of money, rate or measurement",
    ),
    open(
        TableKind::Measures,
        "measures.tsv",
        &["word", "class", "not_before", "not_before_after_chinese", "only_before", "flags"],
        "a measure word, or a noun that is counted without one",
    ),
    open(
        TableKind::NotFigures,
        "not_figures.tsv",
        &["text", "class"],
        "a word with a numeral that counts nothing",
    ),
    open(
        TableKind::FigureWords,
        "figure_words.tsv",
        &["word", "classes", "not_beside"],
        "a word beside a figure that tells its bound, its measure or its change",
    ),
    open(TableKind::TimeWords, "time_words.tsv", &["word", "class", "value"], "a word of time"),
    open(
        TableKind::TimeGuards,
        "time_guards.tsv",
        &["place", "words", "example"],
        "the words that make a word of time another word",
    ),
    open(
        TableKind::Festivals,
        "festivals.tsv",
        &["names", "rule", "days", "holiday"],
        "a festival with the days it falls on",
    ),
    open(
        TableKind::Holidays,
        "holidays.tsv",
        &["year", "festival", "from", "to"],
        "the first and last day of a statutory holiday",
    ),
    fixed(
        TableKind::SolarTerms,
        "solar_terms.tsv",
        &[
            "year", "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种",
            "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪",
            "冬至",
        ],
        "the days of a year's solar terms",
        "are computed",
    ),
    open(
        TableKind::Events,
        "events.tsv",
        &["rule", "type", "triggers", "need", "not", "roles"],
        "a rule that makes events of a type from its trigger words",
    ),
    fixed(
        TableKind::EventTypes,
        "events_types.tsv",
        &["code", "name", "will", "plover", "cameo", "actor", "recipient", "flags"],
        "an event type and what other code books call it",
        "are what the weights of events were learnt for; a type of one's own needs none, a row of events.tsv names it",
    ),
    open(
        TableKind::EventWords,
        "events_words.tsv",
        &["class", "words"],
        "words of a class that event rules name",
    ),
    fixed(
        TableKind::EventTriggers,
        "events_triggers.tsv",
        &["trigger", "listed", "seen", "kept", "told"],
        "a word that may tell of an event",
        LEARNT,
    ),
    fixed(TableKind::EventWeights, "events_keep.tsv", &["feature", "weight"], "a learnt weight", LEARNT),
    fixed(
        TableKind::Headline,
        "headline.tsv",
        &["role", "feature", "value", "weight"],
        "a fitted weight",
        "are fitted to headlines whose roles are known, all together",
    ),
    fixed(
        TableKind::Choice,
        "choice.tsv",
        &["kind", "feature", "value", "weight"],
        "a learnt weight",
        LEARNT,
    ),
    open(
        TableKind::Appointments,
        "officials.tsv",
        &["person", "title", "institution", "from", "to"],
        "who held which post from when to when",
    ),
];

impl TableKind {
    /// The schema of this table.
    pub fn schema(self) -> &'static Schema {
        let found = SCHEMAS.iter().find(|s| s.kind == self);
        found.expect("every kind of table has its schema, as a test shows")
    }
}

impl Schema {
    /// The schema whose columns the header of `text` names, or `None` for a
    /// file that is no table, a list of words; `file` stands for it in errors.
    ///
    /// # Errors
    /// When the header is that of no table, or of one that cannot be
    /// extended; the message lists the columns that can be.
    pub fn named_by(file: &str, text: &str) -> Result<Option<&'static Schema>> {
        let Some(head) = header(text) else { return Ok(None) };
        let line = super::lines(text).next().map_or(1, |(line, _)| line);
        match SCHEMAS.iter().find(|s| s.columns == head) {
            Some(schema) => match schema.closed {
                None => Ok(Some(schema)),
                Some(why) => {
                    let message = format!("{} cannot be extended: its rows {why}", schema.file);
                    Err(Error::line(file, line, message))
                }
            },
            None => Err(Error::line(file, line, unknown(&head))),
        }
    }
}

/// What is wrong with a header: the columns of the nearest table, or of all.
fn unknown(head: &[&str]) -> String {
    let shared = |s: &&Schema| s.columns.iter().filter(|c| head.contains(c)).count();
    let nearest = SCHEMAS.iter().filter(|s| s.closed.is_none()).max_by_key(shared);
    match nearest.filter(|s| shared(s) > 1) {
        Some(s) => {
            format!("expected the columns {} ({}), found {}", s.columns.join(", "), s.file, head.join(", "))
        }
        None => {
            let all: Vec<String> =
                SCHEMAS.iter().filter(|s| s.closed.is_none()).map(|s| s.columns.join(", ")).collect();
            format!("expected the columns of a dictionary ({}), found {}", all.join("; "), head.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_columns_of_its_own() {
        for (n, a) in SCHEMAS.iter().enumerate() {
            assert_eq!(a.kind.schema(), a);
            assert!(SCHEMAS[..n].iter().all(|b| b.columns != a.columns && b.file != a.file), "{}", a.file);
        }
    }

    #[test]
    fn a_header_tells_the_table() {
        let kind = |text: &str| Schema::named_by("x.tsv", text).map(|s| s.map(|s| s.kind));
        assert_eq!(kind("# c\nword\tclass\tvalue\n").unwrap(), Some(TableKind::TimeWords));
        assert_eq!(kind("张三 nr\n").unwrap(), None);
        let e = kind("word\tclass\n").unwrap_err();
        assert!(e.to_string().starts_with("x.tsv:1: expected the columns word, class, "), "{e}");
        let e = kind("name\tcodes\n").unwrap_err();
        let start = "x.tsv:1: townships.tsv cannot be extended: its rows are made by a script";
        assert!(e.to_string().starts_with(start), "{e}");
    }
}
