//! Spreadsheets (.xlsx, .xls, .ods): every sheet one of whose first rows names
//! columns is a table.

use super::columns::Columns;
use super::fields::Fields;
use super::table::{Dialect, Header, ROWS_OF_NAMES};
use calamine::{Cell, Data, DataRef, Range, Reader, Sheets, XlsxError, open_workbook_auto_from_rs};
use std::fmt::Display;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most cells of one sheet that are read: beyond that a spreadsheet is a
/// bomb, or nothing that a spreadsheet can show.
const CELLS: usize = 20_000_000;

/// Bytes that the parts of a file may expand to, for each byte of the file.
const MAX_EXPANSION: u64 = 200;

/// The rows of all sheets, each with its sheet and its number there, from 1.
///
/// # Errors
/// Says what is wrong where the file is damaged, or no sheet holds texts.
pub(crate) fn rows(bytes: &[u8], columns: &Columns) -> Result<Vec<(Fields, String)>, String> {
    if expands_too_far(bytes) {
        return Err(format!("it expands more than {MAX_EXPANSION} times, which no spreadsheet does"));
    }
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| format!("damaged spreadsheet: {e}"))?;
    let (mut all, mut refused) = (Vec::new(), None);
    let sheets = book.sheet_names();
    for sheet in &sheets {
        let range = range(&mut book, sheet)?;
        if range.is_empty() {
            continue;
        }
        let (header, above) = match row_of_names(&range, columns) {
            Ok(found) => found,
            Err(why) => {
                refused.get_or_insert(why);
                continue;
            }
        };
        let top = range.start().map_or(0, |(row, _)| row as usize) + above;
        let mut unread: Vec<&str> = header.unread().collect();
        for (n, row) in range.rows().skip(above + 1).enumerate() {
            let cells: Vec<String> = row.iter().map(text).collect();
            let mut fields = header.fields_of(cells.iter().map(String::as_str));
            if cells.iter().any(|c| !c.is_empty()) {
                let place = if sheets.len() > 1 {
                    format!("{sheet}!{}", top + n + 2)
                } else {
                    (top + n + 2).to_string()
                };
                // Once a sheet is enough.
                unread.drain(..).for_each(|name| fields.pass_over(name));
                all.push((fields, place));
            }
        }
    }
    match refused {
        Some(why) if all.is_empty() => Err(why),
        _ => Ok(all),
    }
}

/// The columns of a sheet, and how many rows stand above their names.
///
/// # Errors
/// Says what the first row holds where none of the first rows names columns.
fn row_of_names(range: &Range<Data>, columns: &Columns) -> Result<(Header, usize), String> {
    let header = |row: &[Data]| {
        let names = row.iter().map(text).collect();
        Header::of(names, Dialect { delimiter: b',', quoted: true }, columns)
    };
    let mut first = None;
    for (above, row) in range.rows().take(ROWS_OF_NAMES).enumerate() {
        match header(row) {
            Ok(found) => return Ok((found, above)),
            Err(why) => first = first.or(Some(why)),
        }
    }
    Err(first.unwrap_or_else(|| "an empty sheet".to_owned()))
}

/// True for a decompression bomb: calamine would take the memory that its parts ask
/// for. What they expand to is counted, since a file may say anything of itself.
fn expands_too_far(bytes: &[u8]) -> bool {
    // An .xls is no archive, and a damaged one is told of by who reads it.
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    // The 64 KiB are for small files, whose parts are mostly blanks and names.
    let mut left = (bytes.len() as u64 + (64 << 10)) * MAX_EXPANSION;
    let mut buffer = vec![0; 64 << 10];
    for part in 0..archive.len() {
        let Ok(mut part) = archive.by_index(part) else { continue };
        while let Ok(n @ 1..) = part.read(&mut buffer) {
            match left.checked_sub(n as u64) {
                Some(rest) => left = rest,
                None => return true,
            }
        }
    }
    false
}

/// The cells of a sheet. A sheet is as large as the corners of what it holds, so a
/// file of two cells may ask for more memory than there is: the corners are looked
/// at before memory is taken, where the format lets cells be read one by one.
fn range(book: &mut Sheets<Cursor<&[u8]>>, sheet: &str) -> Result<Range<Data>, String> {
    let damaged = |e: &dyn Display| format!("sheet {sheet:?}: {e}");
    let range = match book {
        Sheets::Xlsx(book) => match book.worksheet_cells_reader(sheet) {
            Ok(mut cells) => gathered(|| cells.next_cell().map_err(|e| damaged(&e)))?,
            // A chart, say.
            Err(XlsxError::NotAWorksheet(_)) => Some(Range::empty()),
            Err(e) => return Err(damaged(&e)),
        },
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(sheet).map_err(|e| damaged(&e))?;
            gathered(|| cells.next_cell().map_err(|e| damaged(&e)))?
        }
        other => Some(other.worksheet_range(sheet).map_err(|e| damaged(&e))?),
    };
    let large = |range: &Range<Data>| range.get_size().0.saturating_mul(range.get_size().1) > CELLS;
    range.filter(|range| !large(range)).ok_or_else(|| format!("sheet {sheet:?} has more than {CELLS} cells"))
}

/// The cells that `next` gives, those in use; none where they span too many.
fn gathered<'a>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, String>,
) -> Result<Option<Range<Data>>, String> {
    let (mut cells, mut first, mut last) = (Vec::new(), (u32::MAX, u32::MAX), (0, 0));
    while let Some(cell) = next()? {
        if matches!(cell.get_value(), DataRef::Empty) {
            continue;
        }
        let (row, column) = cell.get_position();
        first = (row.min(first.0), column.min(first.1));
        last = (row.max(last.0), column.max(last.1));
        let rows = (last.0 - first.0) as usize + 1;
        if rows.saturating_mul((last.1 - first.1) as usize + 1) > CELLS {
            return Ok(None);
        }
        cells.push(Cell::new((row, column), Data::from(cell.get_value().clone())));
    }
    Ok(Some(Range::from_sparse(cells)))
}

/// A cell as a table of text would have it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(n) if n.fract() == 0.0 && n.abs() < 1e15 => format!("{n:.0}"),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let clock = if (hour, minute, second) == (0, 0, 0) {
                String::new()
            } else {
                format!(" {hour:02}:{minute:02}:{second:02}")
            };
            format!("{year:04}-{month:02}-{day:02}{clock}")
        }
        other => other.to_string(),
    }
}
