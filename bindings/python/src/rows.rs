//! Rows of somebody else's table: `Extractor.extract_rows`.

use crate::errors;
use baozhi::{Document, Extractor};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt};

/// Columns by the names of the fields that they are, all of one length.
pub struct Rows {
    columns: Vec<(String, Vec<Option<String>>)>,
    count: usize,
}

impl FromPyObject<'_, '_> for Rows {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Rows> {
        let mut columns = Vec::new();
        for pair in object.call_method0("items")?.try_iter()? {
            let (name, cells) = pair?.extract::<(String, Bound<'_, PyAny>)>()?;
            let cells = cells.try_iter()?.map(|cell| self::cell(&name, &cell?));
            let cells = cells.collect::<PyResult<Vec<_>>>()?;
            columns.push((name, cells));
        }
        let count = columns.first().map_or(0, |(_, cells)| cells.len());
        match columns.iter().find(|(_, cells)| cells.len() != count) {
            None => Ok(Rows { columns, count }),
            Some((name, cells)) => {
                let (first, other) = (&columns[0].0, cells.len());
                let message =
                    format!("columns of one length are needed: {first:?} has {count} rows, {name:?} {other}");
                Err(errors::usage(object.py(), message))
            }
        }
    }
}

/// A cell as text: a text, a whole number (an id, 20210303), a day, or nothing
/// (`None`, and the NaN that pandas has for it).
fn cell(column: &str, cell: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if cell.is_none() {
        return Ok(None);
    }
    if let Ok(text) = cell.extract::<String>() {
        return Ok(Some(text));
    }
    if cell.is_instance_of::<PyInt>() {
        return Ok(Some(cell.str()?.to_string()));
    }
    if cell.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan()) {
        return Ok(None);
    }
    // Days have this method, and so do times of a day, of which the day counts.
    if let Ok(day) = cell.call_method0("isoformat") {
        let day = day.extract::<String>()?;
        return Ok(Some(day.split_once('T').map_or(day.clone(), |(day, _)| day.to_owned())));
    }
    let found = cell.get_type().name()?;
    Err(errors::usage(cell.py(), format!("column {column:?}: expected texts, found one of type {found}")))
}

impl Rows {
    /// The article of each row, or what is wrong with the row. Rows without an
    /// id are called `row 1` and so on; those without a home are of `home`.
    pub fn documents(&self, engine: &Extractor, home: Option<&str>) -> Vec<baozhi::Result<Document>> {
        (0..self.count).map(|at| self.document(at, engine, home)).collect()
    }

    fn document(&self, at: usize, engine: &Extractor, home: Option<&str>) -> baozhi::Result<Document> {
        let cells =
            self.columns.iter().filter_map(|(name, cells)| Some((name.as_str(), cells[at].as_deref()?)));
        let row = cells.chain(home.map(|home| ("home", home)));
        engine.document_of_row(row, &format!("row {}", at + 1))
    }
}
