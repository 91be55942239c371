//! Tables: comma- and tab-separated values under a line of column names.
//!
//! A table is read row by row, so that it may be larger than memory: the
//! reader cuts it between rows ([`Dialect::row_end`]), the workers parse.

use super::columns::{Columns, Field};
use super::fields::Fields;

/// How the cells of a table are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// True where cells may be quoted; tab-separated ones of crawlers are not.
    pub quoted: bool,
}

/// The columns of one table, in order, each with its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub dialect: Dialect,
    fields: Vec<Option<(Field, usize)>>,
    names: Vec<String>,
    /// Lines and bytes that the row of names takes.
    size: (u64, u64),
}

/// The row of names is one of the first so many that are not blank: what a table is
/// a list of may stand above.
pub(crate) const ROWS_OF_NAMES: usize = 6;

impl Dialect {
    /// How a table is written that begins with `sample`, where its first line
    /// names columns: at least two that are known, one of them a text, title
    /// or summary. A `named` table (.csv) may have fewer.
    pub fn of(sample: &str, columns: &Columns, named: bool) -> Option<Dialect> {
        let first = sample.lines().next()?;
        let known_in = |d: Dialect, line: &str| {
            let cells = d.cells(line);
            let fields: Vec<Field> = cells.iter().filter_map(|c| columns.field(c)).map(|f| f.0).collect();
            let text = fields.iter().any(|f| matches!(f, Field::Text | Field::Title | Field::Lead));
            (cells.len() > 1 && text).then_some(fields.len())
        };
        // A named table may tell first what it is a list of.
        let lines = if named { ROWS_OF_NAMES } else { 1 };
        let known = |d: Dialect| sample.lines().take(lines).find_map(|line| known_in(d, line));
        let all = [b',', b'\t', b';', b'|'].map(|delimiter| Dialect { delimiter, quoted: true });
        let best = all.into_iter().filter_map(|d| known(d).map(|n| (n, d))).max_by_key(|(n, _)| *n);
        let found = best.filter(|(n, _)| *n >= 2 || named).map(|(_, d)| d);
        let found = found.or_else(|| {
            named.then(|| {
                all.into_iter().max_by_key(|d| first.bytes().filter(|b| *b == d.delimiter).count())
            })?
        })?;
        Some(Dialect { quoted: found.delimiter != b'\t' || quotes_fit(sample, found), ..found })
    }

    fn cells(self, line: &str) -> Vec<String> {
        self.records(line.as_bytes()).next().map_or_else(Vec::new, |r| r.iter().map(str::to_owned).collect())
    }

    /// The records of `bytes`, which is UTF-8 but for damage.
    fn records(self, bytes: &[u8]) -> impl Iterator<Item = csv::StringRecord> {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .quoting(self.quoted)
            .from_reader(bytes);
        reader.into_byte_records().filter_map(Result::ok).map(csv::StringRecord::from_byte_record_lossy)
    }

    /// Where the row ends that begins `bytes`: behind its line break. None
    /// where more must be read. `state` is kept from one call to the next,
    /// which goes on behind what was looked at.
    pub fn row_end(self, bytes: &[u8], state: &mut Scan) -> Option<usize> {
        for (at, &byte) in bytes.iter().enumerate().skip(state.at) {
            state.cell = match (state.cell, byte) {
                (Cell::Start, b'"') if self.quoted => Cell::Quoted,
                (Cell::Quoted, b'"') => Cell::QuoteIn,
                (Cell::QuoteIn, b'"') => Cell::Quoted,
                (Cell::Quoted, _) => Cell::Quoted,
                (_, b'\n') => {
                    *state = Scan::default();
                    return Some(at + 1);
                }
                (_, b) if b == self.delimiter => Cell::Start,
                _ => Cell::Plain,
            };
        }
        state.at = bytes.len();
        None
    }
}

/// How far a row has been looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scan {
    at: usize,
    cell: Cell,
}

#[derive(Clone, Copy, Debug, Default)]
enum Cell {
    #[default]
    Start,
    Plain,
    Quoted,
    QuoteIn,
}

/// True where every quoted cell of a tab-separated sample ends with its quote:
/// “开街”说 may begin with a quote and be no quoted cell.
fn quotes_fit(sample: &str, dialect: Dialect) -> bool {
    let mut bytes = sample.bytes().peekable();
    let mut start = true;
    while let Some(byte) = bytes.next() {
        if !(start && byte == b'"') {
            start = byte == dialect.delimiter || byte == b'\n';
            continue;
        }
        while let Some(inner) = bytes.next() {
            match (inner, bytes.peek()) {
                (b'"', Some(b'"')) => {
                    bytes.next();
                }
                (b'"', Some(&next)) if next == dialect.delimiter || matches!(next, b'\n' | b'\r') => break,
                (b'"', Some(_)) => return false,
                (b'"', None) => return true,
                // A cell of a table of lines does not run over many of them.
                (_, None) => return sample.len() >= super::SAMPLE / 2,
                _ => {}
            }
        }
        start = false;
    }
    true
}

impl Header {
    /// Reads the row of names, which begins at the byte `names` of `rows`, the rows up to
    /// and with it.
    ///
    /// # Errors
    /// Says which columns there are where none of them holds a text.
    pub fn read(rows: &[u8], names: usize, dialect: Dialect, columns: &Columns) -> Result<Header, String> {
        let names: Vec<String> = dialect.records(&rows[names..]).next().map_or_else(Vec::new, |r| {
            r.iter().map(|c| c.trim_start_matches('\u{feff}').to_owned()).collect()
        });
        let size = (memchr::memchr_iter(b'\n', rows).count() as u64, rows.len() as u64);
        Ok(Header { size, ..Header::of(names, dialect, columns)? })
    }

    /// The header of a table whose columns have these names.
    ///
    /// # Errors
    /// Says which columns there are where none of them holds a text.
    pub fn of(names: Vec<String>, dialect: Dialect, columns: &Columns) -> Result<Header, String> {
        let field =
            |(n, name): (usize, &String)| columns.field(name).or_else(|| columns.field(&(n + 1).to_string()));
        let fields: Vec<_> = names.iter().enumerate().map(field).collect();
        let has = |wanted: &[Field]| fields.iter().flatten().any(|(f, _)| wanted.contains(f));
        if !has(&[Field::Text, Field::Lead]) {
            return Err(format!(
                "no column of texts among {}: name it with --columns text=NAME",
                names.iter().take(40).map(|n| format!("{n:?}")).collect::<Vec<_>>().join(", ")
            ));
        }
        Ok(Header { dialect, fields, names, size: (0, 0) })
    }

    /// The fields of each row of `bytes`, with the line it begins on and its
    /// length in bytes.
    pub fn rows<'a>(&'a self, bytes: &'a [u8]) -> impl Iterator<Item = Row> + 'a {
        let mut rest = bytes;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = self.dialect.row_end(rest, &mut Scan::default()).unwrap_or(rest.len());
            let (row, more) = rest.split_at(end);
            rest = more;
            Some(Row {
                fields: self.dialect.records(row).next().map(|r| self.fields_of(r.iter())),
                lines: memchr::memchr_iter(b'\n', row).count() as u64,
                len: row.len(),
            })
        })
    }

    /// The fields of one row's cells.
    pub fn fields_of<'a>(&self, cells: impl Iterator<Item = &'a str>) -> Fields {
        let mut fields = Fields::default();
        for (cell, field) in cells.zip(&self.fields) {
            if let Some(field) = field {
                fields.offer(*field, cell);
            }
        }
        fields
    }

    /// Names of the columns that no field is known for.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let columns = self.names.iter().zip(&self.fields);
        columns
            .filter(|(name, field)| field.is_none() && !name.trim().is_empty())
            .map(|(name, _)| name.trim())
    }

    /// Lines that the row of names takes.
    pub fn lines(&self) -> u64 {
        self.size.0
    }

    /// Bytes that the row of names takes.
    pub fn len(&self) -> u64 {
        self.size.1
    }
}

/// One row of a table.
pub(crate) struct Row {
    /// None for a blank line.
    pub fields: Option<Fields>,
    /// Lines it takes in the file.
    pub lines: u64,
    /// Bytes it takes in the file.
    pub len: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str =
        "题名,发表时间,正文\n春灌开始,2023-04-05,\"昨日，春灌开始。\n第二段，\"\"好\"\"。\"\n,2023-04-06,\n";

    #[test]
    fn rows_with_breaks_in_cells_are_read_whole() {
        let columns = Columns::default();
        let dialect = Dialect::of(CSV, &columns, false).unwrap();
        assert_eq!(dialect, Dialect { delimiter: b',', quoted: true });
        let end = dialect.row_end(CSV.as_bytes(), &mut Scan::default()).unwrap();
        let header = Header::read(&CSV.as_bytes()[..end], 0, dialect, &columns).unwrap();
        let rows: Vec<Row> = header.rows(&CSV.as_bytes()[end..]).collect();
        assert_eq!(rows.iter().map(|r| r.lines).collect::<Vec<_>>(), [2, 1]);
        let first = rows[0].fields.as_ref().unwrap();
        assert_eq!(first.get(Field::Text), Some("昨日，春灌开始。\n第二段，\"好\"。"));
        assert_eq!(first.get(Field::Title), Some("春灌开始"));
        assert_eq!(rows[1].fields.as_ref().unwrap().get(Field::Text), None);
    }

    #[test]
    fn a_row_end_is_found_over_pieces() {
        let dialect = Dialect { delimiter: b',', quoted: true };
        let row = "a,\"b\nc\",d\n".as_bytes();
        let mut scan = Scan::default();
        for n in 1..row.len() {
            assert_eq!(dialect.row_end(&row[..n], &mut scan), None, "{n}");
        }
        assert_eq!(dialect.row_end(row, &mut scan), Some(row.len()));
    }

    #[test]
    fn crawlers_tabs_have_no_quotes() {
        let tsv = "title\ttext\n春灌\t\"好\"，他说。\n春种\t\"又一个\n";
        let dialect = Dialect::of(tsv, &Columns::default(), false).unwrap();
        assert_eq!(dialect.delimiter, b'\t');
        let end = tsv.find('\n').unwrap() + 1;
        let header = Header::read(&tsv.as_bytes()[..end], 0, dialect, &Columns::default()).unwrap();
        assert_eq!(header.rows(&tsv.as_bytes()[end..]).count(), 2);
    }

    #[test]
    fn a_table_without_texts_is_refused_with_its_columns() {
        let e = Header::read(
            "关键词,标题\n".as_bytes(),
            0,
            Dialect { delimiter: b',', quoted: true },
            &Columns::default(),
        );
        let e = e.unwrap_err();
        assert!(e.contains("关键词") && e.contains("--columns text="), "{e}");
        let own = "text=2".parse().unwrap();
        assert!(
            Header::read("甲,乙\n".as_bytes(), 0, Dialect { delimiter: b',', quoted: true }, &own).is_ok()
        );
    }

    #[test]
    fn a_line_of_prose_is_no_header() {
        for line in ["标题党，内容空洞。", "昨日,市委,召开会议", "text", ""] {
            assert_eq!(Dialect::of(line, &Columns::default(), false), None, "{line}");
        }
    }
}
