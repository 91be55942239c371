//! Reading a table: the one reader of `dicts/*.tsv` and of users' files.
//!
//! ```text
//! # a comment
//! unit <tab> kind <tab> code                 the header names the columns
//! 公顷 <tab> quantity <tab>                   a row has as many cells as the header
//! -亩                                        removes the row whose first cell is 亩
//! ```
//!
//! - Lines that are empty or start with `#` are comments, wherever they stand.
//! - The first other line is the header. [`Schema::named_by`] tells from it
//!   which of the [`SCHEMAS`] a file is.
//! - White space around a cell does not count.
//! - A cell that holds a list separates its entries by `、`; `,` and `|` do as
//!   well. A mark is no entry: where punctuation of any sort is meant, the
//!   entry is [`MARK`].
//! - A row that is not what its columns ask for is an [`Error`]
//!   with file, line and what was expected. None is passed over.
//!
//! ```
//! use baozhi::lexicon::table::{self, Schema};
//! let text = "unit\tkind\tcode\tfactor\tnot_before\tonly_before\tflags\n箩筐\tquantity\t\t\t草\t\t\n";
//! let schema = Schema::named_by("my-units.tsv", text)?.unwrap();
//! assert_eq!(schema.file, "units.tsv");
//! for row in table::rows("my-units.tsv", text, schema.columns)? {
//!     let row = row?;
//!     assert_eq!((row.cell("unit"), row.list("not_before").count()), ("箩筐", 1));
//! }
//! # Ok::<(), baozhi::Error>(())
//! ```

mod embedded;
mod schema;
mod set;
mod summary;

pub use embedded::{EmbeddedTable, embedded_checksum, embedded_tables};
pub(crate) use embedded::{embedded_rows, embedded_texts};
pub use schema::{SCHEMAS, Schema, TableKind};
pub(crate) use set::TableSet;
pub use summary::{Summary, summarize};

use crate::{Error, Result};
use std::str::FromStr;

/// The entry of a list that stands for any mark of punctuation.
pub const MARK: &str = "<mark>";

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The line it stands on, counted from 1.
    pub line: u64,
    file: &'a str,
    columns: &'static [&'static str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The key of the row that this one removes, if it is a removal.
    pub fn removes(&self) -> Option<&'a str> {
        self.cells[0].strip_prefix('-').filter(|key| !key.is_empty())
    }

    /// The first cell, which tells the row from the others of its table.
    pub fn key(&self) -> &'a str {
        self.cells[0]
    }

    /// The cell of `column`; empty where the row leaves it out or the table
    /// has no such column.
    pub fn cell(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        debug_assert!(at.is_some(), "{} has no column {column}", self.file);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    /// The cell of column number `at`, counted from 0.
    pub fn cell_at(&self, at: usize) -> &'a str {
        self.cells.get(at).copied().unwrap_or_default()
    }

    /// The cell of `column`, if something stands in it.
    pub fn optional(&self, column: &str) -> Option<&'a str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// The entries of the list in `column`.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        list(self.cell(column))
    }

    /// The number in `column`.
    ///
    /// # Errors
    /// When the cell holds no number of this type.
    pub fn number<T: FromStr>(&self, column: &str) -> Result<T> {
        self.parsed(column, "a number")
    }

    /// The cell of `column` as a `T`; `expected` says what it should be.
    ///
    /// # Errors
    /// When the cell cannot be read so.
    pub fn parsed<T: FromStr>(&self, column: &str, expected: &str) -> Result<T> {
        let cell = self.cell(column);
        cell.parse().map_err(|_| self.expected(column, expected))
    }

    /// The value that the word in `column` stands for among `known`.
    ///
    /// # Errors
    /// When it is none of these words; the message lists them.
    pub fn one_of<T: Copy>(&self, column: &str, known: &[(&str, T)]) -> Result<T> {
        let cell = self.cell(column);
        known.iter().find(|(name, _)| *name == cell).map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            self.error(format!("expected a {column} ({}), found {cell:?}", names.join(", ")))
        })
    }

    /// The error that `column` holds something other than `expected`.
    pub fn expected(&self, column: &str, expected: &str) -> Error {
        self.error(format!("expected {expected} in column {column}, found {:?}", self.cell(column)))
    }

    /// An error about this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::line(self.file, self.line, message)
    }
}

/// The entries of a list as a cell holds them.
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', ',', '|']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// The columns that the header of `text` names; `None` for a file without a
/// table, whose first line of content has no tab.
pub fn header(text: &str) -> Option<Vec<&str>> {
    let (_, first) = lines(text).next()?;
    first.contains('\t').then(|| first.split('\t').map(str::trim).collect())
}

/// The rows of `text`, whose header must name `columns`; `file` stands for it
/// in errors.
///
/// # Errors
/// When the header names other columns, or a row has more or fewer cells.
pub fn rows<'a>(
    file: &'a str,
    text: &'a str,
    columns: &'static [&'static str],
) -> Result<impl Iterator<Item = Result<Row<'a>>>> {
    let mut lines = lines(text);
    if let Some((line, head)) = lines.next()
        && head.split('\t').map(str::trim).ne(columns.iter().copied())
    {
        let expected = columns.join(", ");
        return Err(Error::line(file, line, format!("expected the columns {expected}, found {head:?}")));
    }
    Ok(lines.map(move |(line, content)| row(file, line, content, columns)))
}

fn row<'a>(file: &'a str, line: u64, content: &'a str, columns: &'static [&'static str]) -> Result<Row<'a>> {
    let row = Row { line, file, columns, cells: content.split('\t').map(str::trim).collect() };
    if row.removes().is_some() || row.cells.len() == columns.len() {
        return Ok(row);
    }
    let missing = columns.get(row.cells.len()).map(|c| format!("; no {c}")).unwrap_or_default();
    let (want, found) = (columns.len(), row.cells.len());
    Err(row.error(format!("expected {want} columns ({}), found {found}{missing}", columns.join(", "))))
}

/// The rows of `text` as they stand, with the numbers of their lines: for learnt
/// tables, where white space may be a value. The header must name `columns`.
///
/// # Errors
/// When the header is missing or names other columns.
pub(crate) fn rows_as_written<'a>(
    file: &str,
    text: &'a str,
    columns: &[&str],
) -> Result<impl Iterator<Item = (u64, &'a str)> + use<'a>> {
    let mut lines = lines(text);
    match lines.next() {
        Some((_, head)) if head.split('\t').eq(columns.iter().copied()) => Ok(lines),
        found => {
            let (line, head) = found.unwrap_or((1, ""));
            let expected = columns.join(", ");
            Err(Error::line(file, line, format!("expected the columns {expected}, found {head:?}")))
        }
    }
}

/// The lines of content with their numbers.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let content = |line: &str| !(line.trim().is_empty() || line.starts_with('#'));
    text.lines()
        .zip(1u64..)
        .map(|(line, number)| (number, line.trim_end_matches('\r').trim_start_matches('\u{feff}')))
        .filter(move |(_, line)| content(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["id", "name"];

    #[test]
    fn a_short_row_is_refused_with_its_line() {
        let mut got = rows("d.tsv", "# c\nid\tname\n1\t甲\n2\n", COLUMNS).unwrap();
        let e = got.find_map(Result::err).unwrap();
        assert_eq!(e.to_string(), "d.tsv:4: expected 2 columns (id, name), found 1; no name");
    }

    #[test]
    fn a_wrong_header_says_what_was_expected() {
        let e = rows("d.tsv", "id\tnom\n", COLUMNS).err().unwrap();
        assert_eq!(e.line_number(), Some(1));
        assert!(e.to_string().contains("expected the columns id, name"));
    }

    #[test]
    fn a_removal_needs_only_its_key() {
        let mut got = rows("d.tsv", "id\tname\n-7\n", COLUMNS).unwrap();
        assert_eq!(got.next().unwrap().unwrap().removes(), Some("7"));
    }

    #[test]
    fn a_cell_is_read_as_its_column_asks() {
        let text = "\u{feff}id\tname\r\n# c\r\n3\t 甲、乙|丙, \r\n";
        let row = rows("d.tsv", text, COLUMNS).unwrap().next().unwrap().unwrap();
        assert_eq!(row.line, 3);
        assert_eq!(row.list("name").collect::<Vec<_>>(), ["甲", "乙", "丙"]);
        assert_eq!(row.number::<u8>("id").unwrap(), 3);
        let e = row.number::<u8>("name").unwrap_err();
        assert_eq!(e.to_string(), "d.tsv:3: expected a number in column name, found \"甲、乙|丙,\"");
        let e = row.one_of("id", &[("1", 1), ("2", 2)]).unwrap_err();
        assert!(e.to_string().ends_with("expected a id (1, 2), found \"3\""));
    }

    #[test]
    fn a_file_without_a_table_has_no_header() {
        assert_eq!(header("# c\n张三\n"), None);
        assert_eq!(header("# c\n\nid\tname\n"), Some(vec!["id", "name"]));
    }
}
