//! The columns of tables with their types, and their rows as cells: for whoever
//! builds tables of its own, such as data frames.

use super::tables::{ARTICLE, Table, article_cells};
use crate::record::Record;

/// The type of a column of the tables.
///
/// Values of figures are text: they are exact decimals, ranges and fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnType {
    /// Any text.
    Text,
    /// A whole number, not negative.
    Integer,
    /// A number with decimals, in degrees.
    Number,
    /// `true` or `false`.
    Boolean,
}

impl ColumnType {
    /// The type of the column `name`, which is the same in every table.
    pub(super) fn of(name: &str) -> ColumnType {
        match name {
            "mention" | "start" | "end" | "sentence" | "entity" | "mentions" | "event" | "person_mention"
            | "title_mention" | "number" | "quote" | "speaker" | "token" => ColumnType::Integer,
            "longitude" | "latitude" => ColumnType::Number,
            "former" | "place_inferred" => ColumnType::Boolean,
            _ => ColumnType::Text,
        }
    }
}

impl Table {
    /// The table's name, `mentions`.
    pub fn name(self) -> &'static str {
        let file = self.file_name();
        file.strip_suffix(".csv").unwrap_or(file)
    }

    /// Every column with its type, `record`, `date` and `paper` first.
    ///
    /// ```
    /// use baozhi::export::{ColumnType, tables::Table};
    /// let columns: Vec<_> = Table::Entities.typed_columns().collect();
    /// assert_eq!(columns[0], ("record", ColumnType::Text));
    /// assert_eq!(columns[3], ("entity", ColumnType::Integer));
    /// ```
    pub fn typed_columns(self) -> impl Iterator<Item = (&'static str, ColumnType)> {
        ARTICLE.iter().chain(self.columns()).map(|&name| (name, ColumnType::of(name)))
    }

    /// Gives `take` each row of one record: a cell for each of
    /// [`Table::typed_columns`], empty where it has no value. Offsets are in
    /// the record's unit, and no cell is guarded against spreadsheets.
    ///
    /// ```
    /// use baozhi::export::tables::Table;
    /// use baozhi::{Extractor, Issue};
    /// let issue = Issue::parse("禾川日报\n2022年3月2日\n\n市委召开会议\n\n市委书记周明远主持会议。\n");
    /// let mut rows = Vec::new();
    /// for record in Extractor::new().extract(&issue) {
    ///     Table::Posts.each_row(&record, |cells| rows.push(cells[3].to_owned()));
    /// }
    /// assert_eq!(rows, ["周明远"]);
    /// ```
    pub fn each_row(self, record: &Record, mut take: impl FnMut(&[&str])) {
        // Rows fail only where their sink does, and this one cannot.
        let _ = self.rows(record, &mut |cells| {
            let row: Vec<&str> =
                article_cells(record).into_iter().chain(cells.iter().map(|c| &**c)).collect();
            take(&row);
            Ok(())
        });
    }
}
