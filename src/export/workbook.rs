//! Tables of records as one Excel workbook (feature `workbook`), a sheet a table.
//!
//! Columns are those of [`tables`](super::tables), numbers are numbers and no
//! text is a formula. Where a sheet is full, the table goes on in the next
//! (`mentions 2`); a text longer than a cell holds is cut and says so.

use super::begun::Waiting;
use super::columns::ColumnType;
use super::safe;
use super::store::RecordWriter;
use super::tables::{Table, article_cells};
use crate::corpus::OutputFile;
use crate::error::{Error, Result};
use crate::record::Record;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Rows that a sheet holds, the header's among them.
const ROWS: u32 = 1_048_576;

/// Units of UTF-16 that a cell holds.
const CELL: usize = 32_767;

/// A workbook as it is written.
pub struct Workbook {
    file: OutputFile,
    path: PathBuf,
    book: rust_xlsxwriter::Workbook,
    waiting: Waiting,
    sheets: Vec<Sheet>,
}

/// Where the next row of a table goes.
struct Sheet {
    table: Table,
    kinds: Vec<ColumnType>,
    /// Number of the sheet in the book.
    at: usize,
    row: u32,
    /// How many sheets the table has.
    count: usize,
}

impl Workbook {
    /// Begins a workbook that appears as `path` when it is whole.
    ///
    /// # Errors
    /// When the file cannot be made, or is a pipe or a device.
    pub fn create(path: &Path) -> Result<Workbook> {
        let file = OutputFile::create(path)?;
        if !file.is_apart() {
            return Err(Error::input(path, "a workbook is written to a file, and this is none"));
        }
        let book = rust_xlsxwriter::Workbook::new();
        let mut workbook =
            Workbook { file, path: path.to_owned(), book, waiting: Waiting::new(), sheets: Vec::new() };
        Waiting::never().try_for_each(|table| workbook.begin(table)).map_err(|e| refused(path, e))?;
        Ok(workbook)
    }

    fn begin(&mut self, table: Table) -> std::result::Result<(), XlsxError> {
        let at = self.book.worksheets().len();
        begin_sheet(&mut self.book, table, table.name())?;
        let kinds = table.typed_columns().map(|(_, kind)| kind).collect();
        self.sheets.push(Sheet { table, kinds, at, row: 1, count: 1 });
        Ok(())
    }

    fn add_rows(&mut self, record: &Record) -> std::result::Result<(), XlsxError> {
        self.waiting.due(record).into_iter().try_for_each(|table| self.begin(table))?;
        self.sheets.iter_mut().try_for_each(|sheet| sheet.add(&mut self.book, record))
    }
}

fn begin_sheet(
    book: &mut rust_xlsxwriter::Workbook,
    table: Table,
    name: &str,
) -> std::result::Result<(), XlsxError> {
    // Rows go to a file of their own and not to memory.
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, (title, _)) in (0..).zip(table.typed_columns()) {
        sheet.write_string_with_format(0, column, title, &bold)?;
    }
    Ok(())
}

impl Sheet {
    fn add(
        &mut self,
        book: &mut rust_xlsxwriter::Workbook,
        record: &Record,
    ) -> std::result::Result<(), XlsxError> {
        let mut added = Ok(());
        // The sink of rows knows errors of input and output alone.
        let _ = self.table.rows(record, &mut |cells| {
            let head = article_cells(record);
            let row = head.into_iter().chain(cells.iter().map(|c| &**c));
            added = self.room(book).and_then(|()| {
                let sheet = book.worksheet_from_index(self.at)?;
                write_row(sheet, self.row, row.zip(&self.kinds))
            });
            self.row += 1;
            if added.is_ok() { Ok(()) } else { Err(std::io::ErrorKind::Other.into()) }
        });
        added
    }

    /// Goes on to a new sheet where this one is full.
    fn room(&mut self, book: &mut rust_xlsxwriter::Workbook) -> std::result::Result<(), XlsxError> {
        if self.row < ROWS {
            return Ok(());
        }
        self.count += 1;
        self.at = book.worksheets().len();
        self.row = 1;
        begin_sheet(book, self.table, &format!("{} {}", self.table.name(), self.count))
    }
}

fn write_row<'c>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'c str, &'c ColumnType)>,
) -> std::result::Result<(), XlsxError> {
    for (column, (cell, kind)) in (0..).zip(cells) {
        match kind {
            _ if cell.is_empty() => {}
            ColumnType::Text => {
                sheet.write_string(row, column, &*fitting(&safe::xml(cell)))?;
            }
            ColumnType::Integer => {
                if let Ok(number) = cell.parse::<u32>() {
                    sheet.write_number(row, column, number)?;
                }
            }
            ColumnType::Number => {
                if let Ok(number) = cell.parse::<f64>() {
                    sheet.write_number(row, column, number)?;
                }
            }
            ColumnType::Boolean => {
                if let Ok(truth) = cell.parse::<bool>() {
                    sheet.write_boolean(row, column, truth)?;
                }
            }
        }
    }
    Ok(())
}

/// What a cell holds of a text; what is cut is told of in its place.
fn fitting<'t>(text: &'t str) -> Cow<'t, str> {
    // No text has more units of UTF-16 than bytes.
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return Cow::Borrowed(text);
    }
    let note = format!("… [cut; {} characters in all]", text.chars().count());
    let room = CELL - note.encode_utf16().count();
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    Cow::Owned(kept + &note)
}

impl RecordWriter for Workbook {
    fn add(&mut self, record: &Record) -> Result<()> {
        let path = self.path.clone();
        guarded(&path, || self.add_rows(record))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let Workbook { file, path, mut book, .. } = *self;
        guarded(&path, || book.save(file.part()))?;
        file.finish()
    }
}

/// Runs what writes rows. rust_xlsxwriter keeps the rows of a sheet in a file of its own and panics where that cannot be
/// written to: the disk is full, or the file as large as one may be (`ulimit -f`). That is no fault of the program.
fn guarded<T>(path: &Path, write: impl FnOnce() -> std::result::Result<T, XlsxError>) -> Result<T> {
    let written = std::panic::catch_unwind(std::panic::AssertUnwindSafe(write));
    let full = || {
        let message = "rows cannot be kept in a temporary file: the disk is full, or no file may be so large";
        Error::io(path, std::io::Error::other(message))
    };
    written.map_err(|_| full())?.map_err(|e| refused(path, e))
}

/// What could not be written, as an error of the file.
fn refused(path: &Path, error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => Error::io(path, error),
        other => Error::io(path, std::io::Error::other(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_writer_is_an_error_of_the_file() {
        let fails = || -> std::result::Result<(), XlsxError> { panic!("Couldn't write to xml file") };
        let error = guarded(Path::new("a.xlsx"), fails).expect_err("an error").to_string();
        assert!(error.starts_with("a.xlsx: ") && error.contains("temporary file"), "{error}");
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_and_says_so() {
        let long = "𠮷".repeat(20_000);
        let cut = fitting(&long);
        assert!(cut.encode_utf16().count() <= CELL && cut.encode_utf16().count() > CELL - 3);
        assert!(cut.ends_with("… [cut; 20000 characters in all]"));
        assert_eq!(fitting("报"), "报");
    }
}
