//! Columns of Arrow as they grow, row by row.

use arrow_array::builder::{ArrayBuilder, BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, ListArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};
use baozhi::export::ColumnType;
use pyo3::PyErr;
use pyo3::exceptions::PyRuntimeError;
use std::sync::Arc;

/// The exception for what Arrow refuses.
pub fn arrow_fault(fault: arrow_schema::ArrowError) -> PyErr {
    PyRuntimeError::new_err(fault.to_string())
}

enum Column {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
}

impl Column {
    fn of(kind: ColumnType) -> Column {
        match kind {
            ColumnType::Integer => Column::Integer(Int64Builder::new()),
            ColumnType::Number => Column::Number(Float64Builder::new()),
            ColumnType::Boolean => Column::Boolean(BooleanBuilder::new()),
            _ => Column::Text(StringBuilder::new()),
        }
    }

    fn data_type(kind: ColumnType) -> DataType {
        match kind {
            ColumnType::Integer => DataType::Int64,
            ColumnType::Number => DataType::Float64,
            ColumnType::Boolean => DataType::Boolean,
            _ => DataType::Utf8,
        }
    }

    /// Adds a cell; an empty one, and one that does not fit, is null.
    fn push(&mut self, cell: &str) {
        match self {
            Column::Text(column) => column.append_option(Some(cell).filter(|c| !c.is_empty())),
            Column::Integer(column) => column.append_option(cell.parse().ok()),
            Column::Number(column) => column.append_option(cell.parse().ok()),
            Column::Boolean(column) => column.append_option(cell.parse().ok()),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Column::Text(column) => ArrayBuilder::finish(column),
            Column::Integer(column) => ArrayBuilder::finish(column),
            Column::Number(column) => ArrayBuilder::finish(column),
            Column::Boolean(column) => ArrayBuilder::finish(column),
        }
    }
}

/// Some columns of one length as they grow.
pub struct Columns {
    fields: Fields,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

impl Columns {
    /// Empty columns of these names and types.
    pub fn new(columns: impl Iterator<Item = (&'static str, ColumnType)> + Clone) -> Columns {
        let field = |(name, kind)| Field::new(name, Column::data_type(kind), true);
        let fields = columns.clone().map(field).collect();
        Columns { fields, columns: columns.map(|(_, kind)| Column::of(kind)).collect(), rows: 0, bytes: 0 }
    }

    /// The columns' names and types as Arrow has them.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Adds one row.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += cell.len();
            column.push(cell);
        }
        self.rows += 1;
    }

    /// How many rows were added since the last [`Columns::finish`].
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// About how many bytes of text they hold.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The columns so far; what is added after begins anew.
    pub fn finish(&mut self) -> Vec<ArrayRef> {
        (self.rows, self.bytes) = (0, 0);
        self.columns.iter_mut().map(Column::finish).collect()
    }
}

/// A column of lists of rows: to each outer row any number of inner ones.
pub struct Lists {
    columns: Columns,
    lengths: Vec<usize>,
    /// Inner rows of the outer rows that are ended.
    closed: usize,
}

impl Lists {
    /// An empty column whose inner rows have these columns.
    pub fn new(columns: impl Iterator<Item = (&'static str, ColumnType)> + Clone) -> Lists {
        Lists { columns: Columns::new(columns), lengths: Vec::new(), closed: 0 }
    }

    /// The type of the column.
    pub fn data_type(&self) -> DataType {
        DataType::List(self.item())
    }

    fn item(&self) -> Arc<Field> {
        // The name and the null that readers of Arrow expect of any list.
        Arc::new(Field::new("item", DataType::Struct(self.columns.fields.clone()), true))
    }

    /// Adds an inner row to the outer row that [`Lists::close`] ends.
    pub fn push<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        self.columns.push(cells);
    }

    /// Ends an outer row.
    pub fn close(&mut self) {
        self.lengths.push(self.columns.rows - self.closed);
        self.closed = self.columns.rows;
    }

    /// The column so far; what is added after begins anew.
    ///
    /// # Errors
    /// When Arrow refuses it.
    pub fn finish(&mut self) -> Result<ArrayRef, PyErr> {
        let item = self.item();
        let lengths = std::mem::take(&mut self.lengths);
        self.closed = 0;
        let fields = self.columns.fields.clone();
        let rows = StructArray::try_new(fields, self.columns.finish(), None).map_err(arrow_fault)?;
        let offsets = OffsetBuffer::from_lengths(lengths);
        let list = ListArray::try_new(item, offsets, Arc::new(rows), None).map_err(arrow_fault)?;
        Ok(Arc::new(list) as Arc<dyn Array>)
    }
}
