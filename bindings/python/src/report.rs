//! What a run has seen.

use crate::errors;
use baozhi::corpus;
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// What a run has seen: what was read, what was left, and what could not be
/// read. Its text is the line that closes a run of the command line.
#[pyclass(frozen, module = "baozhi")]
pub struct Report(pub corpus::Report);

#[pymethods]
impl Report {
    /// How many articles were extracted.
    #[getter]
    fn articles(&self) -> u64 {
        self.0.articles
    }

    /// Bytes of their text, as UTF-8.
    #[getter]
    fn bytes(&self) -> u64 {
        self.0.bytes
    }

    /// What could not be read, as `InputError`s in the order of the input: the
    /// first thousand.
    #[getter]
    fn failures<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        self.0.failures.iter().map(|e| errors::instance(py, e)).collect()
    }

    /// How many more could not be read.
    #[getter]
    fn more_failures(&self) -> u64 {
        self.0.more_failures
    }

    /// Things to know that stopped nothing, such as an id used twice: the first
    /// thousand.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.0.warnings.clone()
    }

    /// How many more there were.
    #[getter]
    fn more_warnings(&self) -> u64 {
        self.0.more_warnings
    }

    /// How many files of each kind were read.
    #[getter]
    fn read(&self) -> BTreeMap<String, u64> {
        self.0.tally.read.clone()
    }

    /// How many files of each kind were left.
    #[getter]
    fn left(&self) -> BTreeMap<String, u64> {
        self.0.tally.left.clone()
    }

    /// Articles of no known date: 近日 has no value in them.
    #[getter]
    fn undated(&self) -> u64 {
        self.0.undated
    }

    /// Articles of no known home: 市委 has no full name in them.
    #[getter]
    fn homeless(&self) -> u64 {
        self.0.homeless
    }

    fn __str__(&self) -> String {
        self.0.tally.to_string()
    }

    fn __repr__(&self) -> String {
        let failures = self.0.failures.len() as u64 + self.0.more_failures;
        format!("<Report: {} articles, {failures} failures; {}>", self.0.articles, self.0.tally)
    }
}
