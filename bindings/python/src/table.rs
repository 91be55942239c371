//! One table in memory, and Arrow's C interface to it.

use crate::column::arrow_fault;
use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{DataType, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

/// One table of Arrow columns. Whatever reads Arrow's C stream interface
/// (`__arrow_c_stream__`: pyarrow, Polars, DuckDB …) takes it as it is.
#[pyclass(frozen, module = "baozhi")]
pub struct Table {
    name: &'static str,
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl Table {
    /// The table of these batches, which all have the columns of `schema`.
    pub fn new(name: &'static str, schema: SchemaRef, batches: Vec<RecordBatch>) -> Table {
        let rows = batches.iter().map(RecordBatch::num_rows).sum();
        Table { name, schema, batches, rows }
    }
}

#[pymethods]
impl Table {
    /// The table's name, `posts`.
    #[getter]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|f| f.name().as_str()).collect()
    }

    /// The type of each column, by name: `string`, `int64`, `float64`, `bool` or `list`.
    #[getter]
    fn types<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let types = PyDict::new(py);
        for field in self.schema.fields() {
            let name = match field.data_type() {
                DataType::Int64 => "int64",
                DataType::Float64 => "float64",
                DataType::Boolean => "bool",
                DataType::List(_) => "list",
                _ => "string",
            };
            types.set_item(field.name(), name)?;
        }
        Ok(types)
    }

    /// How many rows it has.
    #[getter]
    pub fn num_rows(&self) -> usize {
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

/// Adds the cells of an array to a list. A list of rows becomes a list of
/// dictionaries.
fn append(cells: &Bound<'_, PyList>, array: &dyn Array) -> PyResult<()> {
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().try_for_each(|cell| cells.append(cell)),
        DataType::Float64 => {
            array.as_primitive::<Float64Type>().iter().try_for_each(|cell| cells.append(cell))
        }
        DataType::Boolean => array.as_boolean().iter().try_for_each(|cell| cells.append(cell)),
        DataType::List(_) => array.as_list::<i32>().iter().try_for_each(|rows| match rows {
            Some(rows) => cells.append(dictionaries(cells.py(), rows.as_ref())?),
            None => cells.append(cells.py().None()),
        }),
        _ => array.as_string::<i32>().iter().try_for_each(|cell| cells.append(cell)),
    }
}

/// The rows of an array of structures as dictionaries.
fn dictionaries<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Bound<'py, PyList>> {
    let rows = array.as_struct();
    let dictionaries: Vec<_> = (0..rows.len()).map(|_| PyDict::new(py)).collect();
    for (field, column) in rows.fields().iter().zip(rows.columns()) {
        let cells = PyList::empty(py);
        append(&cells, column.as_ref())?;
        for (dictionary, cell) in dictionaries.iter().zip(cells) {
            dictionary.set_item(field.name(), cell)?;
        }
    }
    PyList::new(py, dictionaries)
}

fn interop<'py>(py: Python<'py>, what: &str, table: &Bound<'py, Table>) -> PyResult<Bound<'py, PyAny>> {
    py.import("baozhi._interop")?.call_method1(what, (table,))
}
