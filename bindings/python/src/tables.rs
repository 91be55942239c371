//! Tables of records in memory, and Arrow's C interface to them.
//!
//! Columns and rows are those of the engine's tables, as `baozhi export
//! --format tables` writes them; a cell without a value is null.

use crate::record::Record;
use crate::records::Records;
use crate::report::Report;
use arrow_array::builder::{ArrayBuilder, BooleanBuilder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use baozhi::export::{ColumnType, tables};
use pyo3::exceptions::{PyAttributeError, PyKeyError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use std::sync::Arc;

/// Rows that are handed on together.
const ROWS: usize = 65_536;

/// A column as it grows.
enum Column {
    Text(StringBuilder),
    Integer(Int64Builder),
    Boolean(BooleanBuilder),
}

impl Column {
    fn of(kind: ColumnType) -> Column {
        match kind {
            ColumnType::Integer => Column::Integer(Int64Builder::new()),
            ColumnType::Boolean => Column::Boolean(BooleanBuilder::new()),
            _ => Column::Text(StringBuilder::new()),
        }
    }

    fn data_type(kind: ColumnType) -> DataType {
        match kind {
            ColumnType::Integer => DataType::Int64,
            ColumnType::Boolean => DataType::Boolean,
            _ => DataType::Utf8,
        }
    }

    /// Adds a cell; an empty one, and one that does not fit, is null.
    fn push(&mut self, cell: &str) {
        match self {
            Column::Text(column) => column.append_option(Some(cell).filter(|c| !c.is_empty())),
            Column::Integer(column) => column.append_option(cell.parse().ok()),
            Column::Boolean(column) => column.append_option(cell.parse().ok()),
        }
    }

    fn finish(&mut self) -> Arc<dyn Array> {
        match self {
            Column::Text(column) => ArrayBuilder::finish(column),
            Column::Integer(column) => ArrayBuilder::finish(column),
            Column::Boolean(column) => ArrayBuilder::finish(column),
        }
    }
}

/// A table as it grows.
struct Sheet {
    table: tables::Table,
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
    batches: Vec<RecordBatch>,
}

impl Sheet {
    fn new(table: tables::Table) -> Sheet {
        let field = |(name, kind)| Field::new(name, Column::data_type(kind), true);
        let schema = Arc::new(Schema::new(table.typed_columns().map(field).collect::<Vec<_>>()));
        let columns = table.typed_columns().map(|(_, kind)| Column::of(kind)).collect();
        Sheet { table, schema, columns, rows: 0, batches: Vec::new() }
    }

    fn add(&mut self, record: &baozhi::Record) -> PyResult<()> {
        let Sheet { table, columns, rows, .. } = self;
        table.each_row(record, |cells| {
            columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push(cell));
            *rows += 1;
        });
        if self.rows >= ROWS { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> PyResult<()> {
        let columns = self.columns.iter_mut().map(Column::finish).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(arrow_fault)?;
        self.batches.push(batch);
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> PyResult<Table> {
        self.flush()?;
        let rows = self.batches.iter().map(RecordBatch::num_rows).sum();
        Ok(Table { name: self.table.name(), schema: self.schema, batches: self.batches, rows })
    }
}

fn arrow_fault(fault: arrow_schema::ArrowError) -> PyErr {
    PyRuntimeError::new_err(fault.to_string())
}

/// One table of Arrow columns. Whatever reads Arrow's C stream interface
/// (`__arrow_c_stream__`: pyarrow, Polars, DuckDB …) takes it as it is.
#[pyclass(frozen, module = "baozhi")]
pub struct Table {
    name: &'static str,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
}

#[pymethods]
impl Table {
    /// The table's name, `posts`.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|f| f.name().as_str()).collect()
    }

    /// The type of each column, by name: `string`, `int64` or `bool`.
    #[getter]
    fn types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let types = PyDict::new(py);
        for field in self.schema.fields() {
            let name = match field.data_type() {
                DataType::Int64 => "int64",
                DataType::Boolean => "bool",
                _ => "string",
            };
            types.set_item(field.name(), name)?;
        }
        Ok(types)
    }

    /// How many rows it has.
    #[getter]
    fn num_rows(&self) -> usize {
        self.rows
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    /// The columns as lists, by name; a cell without a value is `None`.
    fn to_pydict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for (n, field) in self.schema.fields().iter().enumerate() {
            let cells = PyList::empty(py);
            self.batches.iter().try_for_each(|batch| append(&cells, batch.column(n).as_ref()))?;
            columns.set_item(field.name(), cells)?;
        }
        Ok(columns)
    }

    /// As a `pyarrow.Table`.
    fn to_arrow<'py>(table: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        interop(table.py(), "to_arrow", table)
    }

    /// As a `pandas.DataFrame`.
    fn to_pandas<'py>(table: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        interop(table.py(), "to_pandas", table)
    }

    /// As a `polars.DataFrame`.
    fn to_polars<'py>(table: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        interop(table.py(), "to_polars", table)
    }

    /// Arrow's C stream interface. The columns have one type each; what type
    /// was asked for, a reader casts to.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches: Vec<_> = self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// Arrow's C schema interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema.as_ref()).map_err(arrow_fault)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __repr__(&self) -> String {
        format!("<Table {}: {} rows, columns {}>", self.name, self.rows, self.columns().join(", "))
    }
}

/// Adds the cells of an array to a list.
fn append(cells: &Bound<'_, PyList>, array: &dyn Array) -> PyResult<()> {
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().try_for_each(|cell| cells.append(cell)),
        DataType::Boolean => array.as_boolean().iter().try_for_each(|cell| cells.append(cell)),
        _ => array.as_string::<i32>().iter().try_for_each(|cell| cells.append(cell)),
    }
}

fn interop<'py>(py: Python<'py>, what: &str, table: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
    py.import("baozhi._interop")?.call_method1(what, (table,))
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
        self.tables.iter().find(|table| table.get().name == name).map(|table| table.clone_ref(py))
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

    /// The names of the tables.
    #[getter]
    fn names(&self) -> Vec<&'static str> {
        self.tables.iter().map(|table| table.get().name).collect()
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
        names.extend(["names", "report", "from_records"]);
        names
    }

    fn __repr__(&self) -> String {
        let sizes = self.tables.iter().map(|table| format!("{} {}", table.get().name, table.get().rows));
        format!("<Tables: {}>", sizes.collect::<Vec<_>>().join(", "))
    }
}
