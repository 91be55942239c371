//! What arguments may be given as: a path or several, a day as a text or as a
//! date, the name of a choice.

use crate::errors;
use baozhi::jiff::civil::Date;
use pyo3::prelude::*;
use std::path::PathBuf;

/// One path, or any iterable of paths. A path is a text or has `__fspath__`.
pub struct Paths(pub Vec<PathBuf>);

impl FromPyObject<'_, '_> for Paths {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Paths> {
        if let Ok(path) = object.extract::<PathBuf>() {
            return Ok(Paths(vec![path]));
        }
        let paths = object.try_iter()?.map(|path| path?.extract::<PathBuf>());
        Ok(Paths(paths.collect::<PyResult<_>>()?))
    }
}

/// A day: a text in ISO 8601 (`2021-03-03`), a `datetime.date`, or anything
/// else that has `isoformat()`.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Day> {
        let text = match object.extract::<String>() {
            Ok(text) => text,
            Err(_) => object.call_method0("isoformat")?.extract()?,
        };
        // The time of day of a `datetime` says nothing here.
        let day = text.split_once('T').map_or(&*text, |(day, _)| day);
        match day.parse() {
            Ok(date) => Ok(Day(date)),
            Err(_) => {
                let message = format!("expected a date such as 2021-03-03, found {text:?}");
                Err(errors::usage(object.py(), message))
            }
        }
    }
}

/// Which sequence model: `True` for the embedded one, `False` for none, or the
/// path of a file that `baozhi train` wrote.
#[derive(FromPyObject)]
pub enum Model {
    /// The embedded one, or none.
    #[pyo3(transparent)]
    Embedded(bool),
    /// One of the user's own.
    #[pyo3(transparent)]
    File(PathBuf),
}

/// Names of columns: `{"text": "详情"}`, or the same as the command line takes
/// them, `"text=详情,date=见报日"`.
pub struct Names(pub Vec<String>);

impl FromPyObject<'_, '_> for Names {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, '_, PyAny>) -> PyResult<Names> {
        if let Ok(spec) = object.extract::<String>() {
            return Ok(Names(vec![spec]));
        }
        let pairs = object.call_method0("items")?;
        let pairs = pairs.try_iter()?.map(|pair| pair?.extract::<(String, String)>());
        let specs = pairs.map(|pair| pair.map(|(field, name)| format!("{field}={name}")));
        Ok(Names(specs.collect::<PyResult<_>>()?))
    }
}

/// What is done about input that cannot be read, after all other was.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OnFault {
    /// Nothing; the report lists it.
    Ignore,
    /// A warning for each.
    Warn,
    /// An exception.
    Raise,
}

/// The one of `choices` whose name is `given`.
///
/// # Errors
/// Names all choices where there is none of this name.
pub fn choice<T: Copy>(py: Python<'_>, what: &str, given: &str, choices: &[(&str, T)]) -> PyResult<T> {
    choices.iter().find(|(name, _)| *name == given).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        errors::usage(py, format!("{what}: expected one of {}, found {given:?}", names.join(", ")))
    })
}

impl OnFault {
    /// The choice of this name.
    ///
    /// # Errors
    /// When it is none.
    pub fn named(py: Python<'_>, name: &str) -> PyResult<OnFault> {
        let choices = [("warn", OnFault::Warn), ("raise", OnFault::Raise), ("ignore", OnFault::Ignore)];
        choice(py, "errors", name, &choices)
    }
}
