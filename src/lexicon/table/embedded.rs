//! The tables that are compiled into the crate.

use super::{Row, Schema, TableKind, rows};

/// A file of `dicts/` as compiled into the crate.
struct File {
    kind: TableKind,
    name: &'static str,
    text: &'static str,
}

macro_rules! embedded_files {
    ($($kind:ident $name:literal),+ $(,)?) => {
        &[$(File {
            kind: TableKind::$kind,
            name: $name,
            text: include_str!(concat!("../../../dicts/", $name)),
        }),+]
    };
}

/// Every table but the headline's weights, in the order they are read.
static FILES: &[File] = embedded_files![
    Places "places.tsv",
    Places "former_places.tsv",
    Places "regions.tsv",
    Institutions "institutions.tsv",
    Suffixes "suffixes.tsv",
    Titles "titles.tsv",
    Cues "cues.tsv",
    Surnames "surnames.tsv",
    Spellings "names.tsv",
    Townships "townships.tsv",
    Coordinates "coordinates.tsv",
    Units "units.tsv",
    Measures "measures.tsv",
    NotFigures "not_figures.tsv",
    FigureWords "figure_words.tsv",
    TimeWords "time_words.tsv",
    TimeGuards "time_guards.tsv",
    Festivals "festivals.tsv",
    Holidays "holidays.tsv",
    SolarTerms "solar_terms.tsv",
    Events "events.tsv",
    EventTypes "events_types.tsv",
    EventWords "events_words.tsv",
    EventTriggers "events_triggers.tsv",
    EventWeights "events_keep.tsv",
    EventWeights "events_type.tsv",
    EventWeights "events_same.tsv",
    EventWeights "events_realis.tsv",
    EventWeights "events_roles.tsv",
    EventWeights "events_rank.tsv",
    EventWeights "events_joint.tsv",
    Headline "headline.tsv",
    Choice "choice.tsv",
    Choice "choice_rules.tsv",
    Variants "variants.tsv",
    Bylines "bylines.tsv",
    PageWords "page_words.tsv",
    HeaderWords "header_words.tsv",
    RuleWords "rule_words.tsv",
    Columns "columns.tsv",
];

/// A table that is compiled into the crate, as `baozhi dict list` shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EmbeddedTable {
    /// The name of its file in `dicts/`.
    pub file: &'static str,
    /// What its columns are and what its rows add.
    pub schema: &'static Schema,
    /// How many rows it has.
    pub rows: usize,
}

/// The tables that are compiled into the crate.
///
/// ```
/// let tables: Vec<_> = baozhi::lexicon::table::embedded_tables().collect();
/// assert!(tables.iter().any(|t| t.file == "units.tsv" && t.rows > 500));
/// ```
pub fn embedded_tables() -> impl Iterator<Item = EmbeddedTable> {
    FILES.iter().map(|file| EmbeddedTable {
        file: file.name,
        schema: file.kind.schema(),
        rows: super::lines(file.text).count().saturating_sub(1),
    })
}

/// The CRC-32 of all embedded tables: two programs with the same have the same
/// dictionaries.
pub fn embedded_checksum() -> u32 {
    let mut sum = flate2::Crc::new();
    FILES.iter().for_each(|file| sum.update(file.text.as_bytes()));
    sum.sum()
}

/// The names and texts of the embedded files of one table.
pub(crate) fn embedded_texts(kind: TableKind) -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(move |file| file.kind == kind).map(|file| (file.name, file.text))
}

/// The rows of an embedded table.
pub(crate) fn embedded_rows(kind: TableKind) -> impl Iterator<Item = Row<'static>> {
    embedded_texts(kind).flat_map(move |(name, text)| {
        let rows = rows(name, text, kind.schema().columns).into_iter().flatten();
        rows.map(|row| row.expect("the embedded tables are read by every test"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_every_table_has_the_cells_of_its_columns() {
        for file in FILES {
            let rows = rows(file.name, file.text, file.kind.schema().columns).unwrap();
            let rows: Vec<Row> = rows.collect::<crate::Result<_>>().unwrap();
            assert!(rows.len() > 10, "{}", file.name);
        }
    }

    #[test]
    fn every_table_of_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/dicts");
        let names = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        let there: BTreeSet<String> = names.filter(|n| n.ends_with(".tsv")).collect();
        let known: BTreeSet<String> = FILES.iter().map(|f| f.name.to_owned()).collect();
        assert_eq!(there, known);
    }
}
