//! Tables and graphs as Parquet (feature `parquet`), with typed columns.
//!
//! The columns are those of [`tables`](super::tables), of
//! [`gephi`](super::gephi) and of the other graph formats. A cell without a
//! value is null. Text is as it is in the record: nothing here is a formula.

use super::begun::Waiting;
use super::columns::ColumnType;
use super::store::RecordWriter;
use super::tables::{Table, article_cells};
use super::view::{EDGE_FIELDS, Kind, NODE_FIELDS, View, edge_values, node_values};
use crate::corpus::OutputFile;
use crate::error::Result;
use crate::record::Record;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::borrow::{Borrow, Cow};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are written together, and bytes of text: articles are long.
const GROUP: usize = 100_000;
const BYTES: usize = 64 << 20;

/// Writes one of the tables of `records`.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn table<I>(table: Table, records: I, out: impl Write + Send) -> Result<()>
where
    I: IntoIterator,
    I::Item: Borrow<Record>,
{
    let mut sheet = Sheet::of(table, out)?;
    for record in records {
        sheet.add(table, record.borrow())?;
    }
    Ok(sheet.finish()?)
}

/// All tables in one folder, and beside them `duckdb.sql`, which makes views of
/// them.
pub struct TableSet {
    dir: PathBuf,
    waiting: Waiting,
    tables: Vec<(Table, PathBuf, Sheet<OutputFile>)>,
    views: OutputFile,
}

impl TableSet {
    /// Begins the tables in `dir`, which must exist. They appear under their
    /// names when [`RecordWriter::finish`] has written them whole.
    ///
    /// # Errors
    /// When a file cannot be made.
    pub fn create(dir: &Path) -> Result<TableSet> {
        let mut views = OutputFile::create(dir.join("duckdb.sql"))?;
        writeln!(views, "-- Views of the tables in this folder: cd to it, then duckdb -init duckdb.sql")?;
        let mut set = TableSet { dir: dir.to_owned(), waiting: Waiting::new(), tables: Vec::new(), views };
        Waiting::never().try_for_each(|table| set.begin(table))?;
        Ok(set)
    }

    /// Begins a table and its view.
    fn begin(&mut self, table: Table) -> Result<()> {
        let (name, file) = (table.name(), file_name(table));
        let path = self.dir.join(&file);
        let sheet = Sheet::of(table, OutputFile::create(&path)?)?;
        self.tables.push((table, path, sheet));
        writeln!(self.views, "CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{file}');")?;
        Ok(())
    }
}

impl RecordWriter for TableSet {
    fn add(&mut self, record: &Record) -> Result<()> {
        self.waiting.due(record).into_iter().try_for_each(|table| self.begin(table))?;
        for (table, path, sheet) in &mut self.tables {
            sheet.add(*table, record).map_err(|e| crate::Error::from(e).at(&*path))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        for (_, path, sheet) in self.tables {
            sheet.into_output().map_err(|e| crate::Error::from(e).at(&path))?.finish()?;
        }
        self.views.finish()
    }
}

fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}

/// Writes the nodes of a graph, with a column for each measure of the view.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn nodes<'g>(graph: impl Into<View<'g>>, out: impl Write + Send) -> Result<()> {
    Ok(write_nodes(&graph.into(), out)?)
}

fn write_nodes(view: &View, out: impl Write + Send) -> io::Result<()> {
    let fields = NODE_FIELDS.iter().map(|&(n, k)| (n.to_owned(), k.into()));
    let columns = view.columns.iter().map(|(n, _)| (n.clone(), Cell::Float));
    let id = std::iter::once(("key".to_owned(), Cell::Text));
    let mut sheet = Sheet::new(id.chain(fields).chain(columns).collect(), out)?;
    for (i, node) in view.graph.nodes().enumerate() {
        let values = node_values(node).map(|v| v.to_string());
        let columns = view.columns.iter().map(|(_, v)| v.get(i).map(f64::to_string).unwrap_or_default());
        let cells: Vec<String> = values.into_iter().chain(columns).collect();
        sheet.row(std::iter::once(&*node.key).chain(cells.iter().map(String::as_str)))?;
    }
    sheet.finish()
}

/// Writes the edges of a graph.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn edges<'g>(graph: impl Into<View<'g>>, out: impl Write + Send) -> Result<()> {
    Ok(write_edges(&graph.into(), out)?)
}

fn write_edges(view: &View, out: impl Write + Send) -> io::Result<()> {
    let ends = ["source", "target"].map(|n| (n.to_owned(), Cell::Text));
    let fields = EDGE_FIELDS.iter().map(|&(n, k)| (n.to_owned(), k.into()));
    let mut sheet = Sheet::new(ends.into_iter().chain(fields).collect(), out)?;
    for e in view.graph.edges() {
        let values = edge_values(view.graph.graph(), &e).map(|v| v.to_string());
        sheet.row([&*e.source.key, &*e.target.key].into_iter().chain(values.iter().map(String::as_str)))?;
    }
    sheet.finish()
}

/// The type of a column.
#[derive(Clone, Copy, PartialEq)]
enum Cell {
    Text,
    Int,
    Float,
    Bool,
}

impl From<Kind> for Cell {
    fn from(kind: Kind) -> Cell {
        match kind {
            Kind::Text => Cell::Text,
            Kind::Int => Cell::Int,
            Kind::Float => Cell::Float,
        }
    }
}

impl From<ColumnType> for Cell {
    fn from(column: ColumnType) -> Cell {
        match column {
            ColumnType::Text => Cell::Text,
            ColumnType::Integer => Cell::Int,
            ColumnType::Number => Cell::Float,
            ColumnType::Boolean => Cell::Bool,
        }
    }
}

/// A file as it is written, a group of rows at a time.
struct Sheet<W: Write + Send> {
    kinds: Vec<Cell>,
    columns: Vec<Vec<Option<String>>>,
    bytes: usize,
    file: SerializedFileWriter<W>,
}

impl<W: Write + Send> Sheet<W> {
    /// An empty file of one of the tables of records.
    fn of(table: Table, out: W) -> io::Result<Sheet<W>> {
        let columns = table.typed_columns().map(|(name, column)| (name.to_owned(), column.into()));
        Sheet::new(columns.collect(), out)
    }

    fn add(&mut self, table: Table, record: &Record) -> io::Result<()> {
        table.rows(record, &mut |cells| {
            let article = article_cells(record).map(Cow::Borrowed);
            self.row(article.iter().chain(cells).map(|c| &**c))
        })
    }

    fn new(columns: Vec<(String, Cell)>, out: W) -> io::Result<Sheet<W>> {
        let field = |(name, cell): &(String, Cell)| {
            let name: String =
                name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            match cell {
                Cell::Text => format!("OPTIONAL BYTE_ARRAY {name} (UTF8);"),
                Cell::Int => format!("OPTIONAL INT64 {name};"),
                Cell::Float => format!("OPTIONAL DOUBLE {name};"),
                Cell::Bool => format!("OPTIONAL BOOLEAN {name};"),
            }
        };
        let fields: String = columns.iter().map(field).collect();
        let schema =
            parse_message_type(&format!("message baozhi {{ {fields} }}")).map_err(io::Error::other)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        let kinds: Vec<Cell> = columns.iter().map(|c| c.1).collect();
        let columns = vec![Vec::new(); kinds.len()];
        Ok(Sheet { columns, kinds, bytes: 0, file: file.map_err(io::Error::other)? })
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += cell.len();
            column.push((!cell.is_empty()).then(|| cell.to_owned()));
        }
        if self.columns[0].len() < GROUP && self.bytes < BYTES { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes = 0;
        let mut group = self.file.next_row_group().map_err(io::Error::other)?;
        for (cells, kind) in self.columns.iter_mut().zip(&self.kinds) {
            let Some(column) = group.next_column().map_err(io::Error::other)? else { break };
            write_column(column, *kind, std::mem::take(cells)).map_err(io::Error::other)?;
        }
        group.close().map_err(io::Error::other)?;
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.file.close().map_err(io::Error::other)?;
        Ok(())
    }

    /// The output, with the file whole in it.
    fn into_output(mut self) -> io::Result<W> {
        self.flush()?;
        self.file.into_inner().map_err(io::Error::other)
    }
}

fn write_column(
    mut column: SerializedColumnWriter<'_>,
    kind: Cell,
    cells: Vec<Option<String>>,
) -> parquet::errors::Result<()> {
    // A cell that does not fit its column is null rather than a failed export.
    fn fit<T>(cells: Vec<Option<String>>, read: impl Fn(String) -> Option<T>) -> (Vec<T>, Vec<i16>) {
        let fitting: Vec<Option<T>> = cells.into_iter().map(|c| c.and_then(&read)).collect();
        let levels = fitting.iter().map(|c| i16::from(c.is_some())).collect();
        (fitting.into_iter().flatten().collect(), levels)
    }
    match kind {
        Cell::Text => {
            let (values, levels) = fit(cells, |c| Some(ByteArray::from(c.into_bytes())));
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
        }
        Cell::Int => {
            let (values, levels) = fit(cells, |c| c.parse().ok());
            column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
        }
        Cell::Float => {
            let (values, levels) = fit(cells, |c| c.parse().ok());
            column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
        }
        Cell::Bool => {
            let (values, levels) = fit(cells, |c| c.parse().ok());
            column.typed::<BoolType>().write_batch(&values, Some(&levels), None)?;
        }
    }
    column.close()
}
