//! Tables of records in memory.
//!
//! Columns and rows are those of the engine's tables, as `baozhi export
//! --format tables` writes them; a cell without a value is null.

use crate::arguments::choice;
use crate::column::{Columns, arrow_fault};
use crate::errors;
use crate::nested::Nest;
use crate::record::Record;
use crate::records::Records;
use crate::report::Report;
use crate::table::Table;
use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use baozhi::Error;
use baozhi::export::{TableForm, tables};
use pyo3::exceptions::{PyAttributeError, PyKeyError};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Rows that are handed on together, and bytes: a column of text holds no more
/// than two gigabytes of it.
const ROWS: usize = 65_536;
const BYTES: usize = 64 << 20;

/// A table as it grows.
struct Sheet {
    table: tables::Table,
    schema: SchemaRef,
    columns: Columns,
    batches: Vec<RecordBatch>,
}

impl Sheet {
    fn new(table: tables::Table) -> Sheet {
        let columns = Columns::new(table.typed_columns().collect::<Vec<_>>().into_iter());
        let schema = Arc::new(Schema::new(columns.fields().clone()));
        Sheet { table, schema, columns, batches: Vec::new() }
    }

    fn add(&mut self, record: &baozhi::Record) -> PyResult<()> {
        self.table.each_row(record, |cells| self.columns.push(cells.iter().copied()));
        let full = self.columns.rows() >= ROWS || self.columns.bytes() >= BYTES;
        if full { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> PyResult<()> {
        let batch = RecordBatch::try_new(self.schema.clone(), self.columns.finish()).map_err(arrow_fault)?;
        self.batches.push(batch);
        Ok(())
    }

    fn finish(mut self) -> PyResult<Table> {
        self.flush()?;
        Ok(Table::new(self.table.name(), self.schema, self.batches))
    }
}

/// The tables of some records: an attribute for each, and an item by its name.
#[pyclass(frozen, module = "baozhi")]
pub struct Tables {
    tables: Vec<Py<Table>>,
    report: Option<Py<Report>>,
}

impl Tables {
    /// The tables of all that a run gives.
    pub fn of_run(py: Python<'_>, records: &Records) -> PyResult<Tables> {
        let mut sheets = sheets();
        while let Some(record) = records.take(py)? {
            py.detach(|| sheets.iter_mut().try_for_each(|sheet| sheet.add(&record)))?;
        }
        Tables::finished(py, sheets, records.ended(py))
    }

    fn finished(py: Python<'_>, sheets: Vec<Sheet>, report: Option<Py<Report>>) -> PyResult<Tables> {
        let tables = sheets.into_iter().map(|sheet| Py::new(py, sheet.finish()?));
        Ok(Tables { tables: tables.collect::<PyResult<_>>()?, report })
    }

    fn named(&self, py: Python<'_>, name: &str) -> Option<Py<Table>> {
        self.tables.iter().find(|table| table.get().name() == name).map(|table| table.clone_ref(py))
    }
}

fn sheets() -> Vec<Sheet> {
    tables::Table::ALL.map(Sheet::new).into()
}

#[pymethods]
impl Tables {
    /// The tables of records that are there already.
    #[staticmethod]
    fn from_records(py: Python<'_>, records: &Bound<'_, PyAny>) -> PyResult<Tables> {
        let mut sheets = sheets();
        for record in records.try_iter()? {
            let record = record?.cast_into::<Record>()?;
            let record = &record.get().inner;
            py.detach(|| sheets.iter_mut().try_for_each(|sheet| sheet.add(record)))?;
        }
        Tables::finished(py, sheets, None)
    }

    /// The records as one table with one row an article: the columns of
    /// `articles`, each other table as a column of lists of rows, and `json`,
    /// the record as the command line writes it.
    #[staticmethod]
    fn nested(py: Python<'_>, records: &Bound<'_, PyAny>) -> PyResult<Table> {
        let mut nest = Nest::new();
        for record in records.try_iter()? {
            let record = record?.cast_into::<Record>()?;
            let record = &record.get().inner;
            py.detach(|| nest.add(record))?;
        }
        nest.finish()
    }

    /// The names of the tables.
    #[getter]
    fn names(&self) -> Vec<&'static str> {
        self.tables.iter().map(|table| table.get().name()).collect()
    }

    /// What the run has seen; `None` where there was none.
    #[getter]
    fn report(&self, py: Python<'_>) -> Option<Py<Report>> {
        self.report.as_ref().map(|report| report.clone_ref(py))
    }

    fn __getattr__(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        let names = || self.names().join(", ");
        self.named(py, name)
            .ok_or_else(|| PyAttributeError::new_err(format!("no table {name:?}: there are {}", names())))
    }

    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        self.named(py, name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
    }

    fn __dir__(&self) -> Vec<&'static str> {
        let mut names = self.names();
        names.extend(["names", "report", "from_records", "nested"]);
        names
    }

    fn __repr__(&self) -> String {
        let sizes =
            self.tables.iter().map(|table| format!("{} {}", table.get().name(), table.get().num_rows()));
        format!("<Tables: {}>", sizes.collect::<Vec<_>>().join(", "))
    }
}

/// Writes the tables of records, of which it holds one at a time.
#[pyfunction]
#[pyo3(signature = (records, path, *, format = None))]
pub fn write_tables(
    py: Python<'_>,
    records: &Bound<'_, PyAny>,
    path: PathBuf,
    format: Option<&str>,
) -> PyResult<()> {
    let form = match format {
        Some(name) => choice(py, "format", name, &TableForm::ALL.map(|form| (form.as_str(), form)))?,
        None => TableForm::of_path(&path).unwrap_or(TableForm::Csv),
    };
    if form.is_folder() {
        let made = std::fs::create_dir_all(&path).map_err(|e| Error::io(&path, e));
        made.map_err(|e| errors::raise(py, &e))?;
    }
    let mut writer = form.create(&path).map_err(|e| errors::raise(py, &e))?;
    for record in records.try_iter()? {
        let record = record?.cast_into::<Record>()?;
        let record = &record.get().inner;
        py.detach(|| writer.add(record)).map_err(|e| errors::raise(py, &e))?;
    }
    py.detach(|| writer.finish()).map_err(|e| errors::raise(py, &e))
}
