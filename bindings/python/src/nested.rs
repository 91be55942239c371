//! Records as one table: one row an article, with its parts as lists of rows.

use crate::column::{Columns, Lists, arrow_fault};
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use baozhi::export::ColumnType;
use baozhi::export::tables;
use pyo3::PyResult;
use std::sync::Arc;

/// Articles, and bytes of JSON, that are handed on together: a column of text
/// holds no more than two gigabytes of it, and who takes a batch holds it whole.
const ROWS: usize = 1024;
const BYTES: usize = 64 << 20;

/// What an inner row has no need to say again: its article.
const ARTICLE: usize = 3;

/// The table as it grows.
pub struct Nest {
    schema: SchemaRef,
    articles: Columns,
    parts: Vec<(tables::Table, Lists)>,
    json: Columns,
    batches: Vec<RecordBatch>,
}

impl Nest {
    /// An empty table.
    pub fn new() -> Nest {
        let columns = |table: tables::Table| table.typed_columns().collect::<Vec<_>>().into_iter();
        let articles = Columns::new(columns(tables::Table::Articles));
        let others = tables::Table::ALL.into_iter().filter(|&table| table != tables::Table::Articles);
        let parts: Vec<_> = others.map(|table| (table, Lists::new(columns(table).skip(ARTICLE)))).collect();
        let mut fields: Vec<_> = articles.fields().iter().cloned().collect();
        let list =
            |(table, lists): &(tables::Table, Lists)| Field::new(table.name(), lists.data_type(), true);
        fields.extend(parts.iter().map(|part| Arc::new(list(part))));
        fields.push(Arc::new(Field::new("json", DataType::Utf8, true)));
        let json = Columns::new([("json", ColumnType::Text)].into_iter());
        Nest { schema: Arc::new(Schema::new(fields)), articles, parts, json, batches: Vec::new() }
    }

    /// Adds one record.
    ///
    /// # Errors
    /// When Arrow refuses a batch.
    pub fn add(&mut self, record: &baozhi::Record) -> PyResult<()> {
        tables::Table::Articles.each_row(record, |cells| self.articles.push(cells.iter().copied()));
        for (table, lists) in &mut self.parts {
            table.each_row(record, |cells| lists.push(cells.iter().copied().skip(ARTICLE)));
            lists.close();
        }
        // Only maps with keys that are no text have no JSON, and a record has none.
        self.json.push([serde_json::to_string(record).unwrap_or_default().as_str()]);
        let full = self.json.rows() >= ROWS || self.json.bytes() >= BYTES;
        if full { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> PyResult<()> {
        let mut columns = self.articles.finish();
        for (_, lists) in &mut self.parts {
            columns.push(lists.finish()?);
        }
        columns.extend(self.json.finish());
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(arrow_fault)?;
        self.batches.push(batch);
        Ok(())
    }

    /// The table.
    ///
    /// # Errors
    /// When Arrow refuses a batch.
    pub fn finish(mut self) -> PyResult<Table> {
        self.flush()?;
        Ok(Table::new("records", self.schema, self.batches))
    }
}
