//! A table of answers: as text for a terminal, as CSV, as JSON lines.

use super::safe;
use crate::error::Result;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};

/// A table small enough to hold in memory, of columns with names.
///
/// ```
/// use baozhi::export::Sheet;
///
/// let mut sheet = Sheet::new(["name", "articles"]);
/// sheet.push(["周明远".into(), 3u32.into()]);
/// assert_eq!(sheet.to_string(), "name    articles\n周明远         3\n");
/// let mut csv = Vec::new();
/// sheet.csv(&mut csv)?;
/// assert_eq!(csv, "name,articles\n周明远,3\n".as_bytes());
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// One cell of a [`Sheet`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing that applies.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Flag(bool),
}

impl Sheet {
    /// A table without rows.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Sheet {
        Sheet { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row; cells that it lacks are empty, and those beyond the columns
    /// are left out.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell>) {
        let mut row: Vec<Cell> = row.into_iter().collect();
        row.resize(self.columns.len(), Cell::Empty);
        self.rows.push(row);
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True for a table without rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Keeps the first `n` rows.
    pub fn truncate(&mut self, n: usize) {
        self.rows.truncate(n);
    }

    /// Writes the table with a line of names. A cell that a spreadsheet would
    /// run as a formula is led by an apostrophe.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn csv(&self, out: impl Write) -> Result<()> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(&self.columns).map_err(io::Error::from)?;
        for row in &self.rows {
            for cell in row {
                csv.write_field(&*safe::cell(&cell.full())).map_err(io::Error::from)?;
            }
            csv.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        }
        Ok(csv.flush()?)
    }

    /// Writes each row as an object on a line; empty cells are left out.
    ///
    /// # Errors
    /// When `out` refuses to be written to.
    pub fn jsonl(&self, mut out: impl Write) -> Result<()> {
        for row in &self.rows {
            serde_json::to_writer(&mut out, &Object(&self.columns, row)).map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Ok(out.flush()?)
    }
}

/// A row with the names of its columns, in their order.
struct Object<'s>(&'s [String], &'s [Cell]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in self.0.iter().zip(self.1).filter(|(_, cell)| **cell != Cell::Empty) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}

/// The table in columns for a terminal: numbers to the right, no column without
/// any value, and no character that a terminal would obey.
impl Display for Sheet {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let columns: Vec<Column> = (0..self.columns.len()).filter_map(|i| self.column(i)).collect();
        for line in 0..=self.rows.len() {
            let mut text = String::new();
            for (i, column) in columns.iter().enumerate() {
                let cell = &column.lines[line];
                let blanks = " ".repeat(column.width - terminal_width(cell));
                text += if i > 0 { "  " } else { "" };
                text += &if column.is_number { blanks + cell } else { cell.to_owned() + &blanks };
            }
            writeln!(f, "{}", text.trim_end())?;
        }
        Ok(())
    }
}

/// A column as text: its name, and its cells.
struct Column {
    lines: Vec<String>,
    width: usize,
    is_number: bool,
}

impl Sheet {
    /// Column number `i`; none where rows have nothing in it.
    fn column(&self, i: usize) -> Option<Column> {
        let cells = || self.rows.iter().map(|row| &row[i]).filter(|cell| **cell != Cell::Empty);
        let has_value = cells().next().is_some();
        if !has_value && !self.rows.is_empty() {
            return None;
        }
        let name = safe::plain(&self.columns[i]).into_owned();
        let lines: Vec<String> =
            [name].into_iter().chain(self.rows.iter().map(|row| row[i].short())).collect();
        let width = lines.iter().map(|line| terminal_width(line)).max().unwrap_or(0);
        let is_number = has_value && cells().all(|cell| matches!(cell, Cell::Int(_) | Cell::Float(_)));
        Some(Column { lines, width, is_number })
    }
}

impl Cell {
    /// The whole value.
    fn full(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Int(n) => n.to_string(),
            Cell::Float(x) => x.to_string(),
            Cell::Flag(yes) => yes.to_string(),
        }
    }

    /// The value as a reader on a terminal needs it.
    fn short(&self) -> String {
        match self {
            Cell::Float(x) if x.fract() == 0.0 => format!("{x:.0}"),
            Cell::Float(x) if x.abs() >= 1.0 => format!("{x:.2}"),
            Cell::Float(x) => format!("{x:.5}"),
            other => safe::plain(&other.full()).into_owned(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl From<u32> for Cell {
    fn from(n: u32) -> Cell {
        Cell::Int(n.into())
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Cell {
        Cell::Int(n)
    }
}

/// A number; what is no number (the closeness of nothing) is empty.
impl From<f64> for Cell {
    fn from(x: f64) -> Cell {
        if x.is_finite() { Cell::Float(x) } else { Cell::Empty }
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Cell::Flag(yes)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, Into::into)
    }
}

/// Columns that a text takes on a terminal, where Chinese characters take two.
///
/// ```
/// assert_eq!(baozhi::export::terminal_width("许昌a·"), 6);
/// ```
pub fn terminal_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() || matches!(c, '·' | '–') { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::new(["name", "share", "more"]);
        sheet.push(["=1+1".into(), 0.5.into(), "x".into(), "beyond".into()]);
        sheet.push(["甲\u{1b}[2J\n乙".into(), f64::NAN.into()]);
        sheet
    }

    #[test]
    fn text_is_tame_and_aligned() {
        let text = sheet().to_string();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(!text.contains('\u{1b}') && text.contains("  0.50000  x\n"), "{text}");
        let mut sheet = Sheet::new(["a", "b"]);
        assert_eq!(sheet.to_string(), "a  b\n");
        sheet.push([Cell::Empty, "x".into()]);
        assert_eq!(sheet.to_string(), "b\nx\n");
    }

    #[test]
    fn csv_holds_no_formula_and_json_no_empty_cell() {
        let (mut csv, mut json) = (Vec::new(), Vec::new());
        sheet().csv(&mut csv).unwrap();
        sheet().jsonl(&mut json).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.starts_with("name,share,more\n'=1+1,0.5,x\n"), "{csv}");
        let json = String::from_utf8(json).unwrap();
        assert!(json.starts_with("{\"name\":\"=1+1\",\"share\":0.5,\"more\":\"x\"}\n{\"name\":\""), "{json}");
        assert!(json.ends_with("乙\"}\n"), "{json}");
    }
}
