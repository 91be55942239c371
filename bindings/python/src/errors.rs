//! The engine's errors as exceptions of Python.

use baozhi::Error;
use pyo3::prelude::*;
use pyo3::types::PyType;

/// A class of the package, `InputError` or `InputWarning`.
pub fn class<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyType>> {
    Ok(py.import("baozhi._errors")?.getattr(name)?.cast_into::<PyType>()?)
}

/// The instance of `baozhi.InputError` that stands for `error`, with its file
/// and line. What the operating system refused is its cause, an `OSError`.
pub fn instance<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    let path = error.path().map(|p| p.to_string_lossy().into_owned());
    let value = class(py, "InputError")?.call1((error.to_string(), path, error.line_number()))?;
    if let Some(io) = error.as_io().and_then(|io| io.raw_os_error()) {
        let cause = py.import("baozhi._errors")?.call_method1("os_error", (io, value.getattr("path")?))?;
        value.setattr("__cause__", cause)?;
    }
    Ok(value)
}

/// The exception that stands for `error`.
pub fn raise(py: Python<'_>, error: &Error) -> PyErr {
    match instance(py, error) {
        Ok(value) => PyErr::from_value(value),
        Err(other) => other,
    }
}

/// The exception for a wrong argument.
pub fn usage(py: Python<'_>, message: impl Into<String>) -> PyErr {
    raise(py, &Error::usage(message))
}

/// Warns of `message` in the caller's name.
///
/// # Errors
/// Where the user has turned warnings into exceptions.
pub fn warn(py: Python<'_>, message: &str) -> PyResult<()> {
    let category = class(py, "InputWarning")?;
    py.import("warnings")?.call_method1("warn", (message, category))?;
    Ok(())
}
