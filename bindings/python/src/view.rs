//! How a part of a record becomes a class of Python: its fields as attributes,
//! `to_dict()` with the names they have in JSON, a text for the prompt, and
//! equality by value.

use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use serde_json::Value;

/// The class `$name` over a `$inner` of the engine.
///
/// A field whose name is a word of Python has an underscore behind it here
/// (`from_`, `class_`), and its own name in the dictionary.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident of $inner:ty {
        $($(#[$field_doc:meta])* $field:ident : $ty:ty = |$it:ident| $value:expr;)*
    }) => {
        $(#[$doc])*
        #[pyo3::pyclass(frozen, module = "baozhi")]
        pub struct $name(pub $inner);

        #[pyo3::pymethods]
        impl $name {
            $(
                $(#[$field_doc])*
                #[getter]
                fn $field(&self) -> $ty {
                    let $it = &self.0;
                    $value
                }
            )*

            /// The fields that apply, by the names they have in JSON.
            fn to_dict<'py>(
                &self,
                py: pyo3::Python<'py>,
            ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                crate::view::dictionary(py, &self.0)
            }

            fn __repr__(&self, py: pyo3::Python<'_>) -> pyo3::PyResult<String> {
                Ok(format!("{}({})", stringify!($name), self.to_dict(py)?.repr()?))
            }

            fn __eq__(&self, other: &pyo3::Bound<'_, pyo3::PyAny>) -> bool {
                other.cast::<$name>().is_ok_and(|other| other.get().0 == self.0)
            }
        }
    };
}

pub(crate) use view;

/// A value as Python reads its JSON. A way without a text between would make
/// tuples of spans, which the lists of parsed JSON do not equal.
///
/// # Errors
/// Those of Python's `json`, which reads all that is written here.
pub fn dictionary<'py>(py: Python<'py>, value: &impl serde::Serialize) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_string(value).unwrap_or_default();
    py.import("json")?.call_method1("loads", (json,))
}

/// The name that a value without fields has in records (`news`, `>=`).
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A span as a pair of offsets, both in the unit that the record names.
pub fn pair([start, end]: [usize; 2]) -> (usize, usize) {
    (start, end)
}

/// The views of `parts`, made once and kept in `kept`.
pub fn kept_views<T, C>(
    py: Python<'_>,
    kept: &PyOnceLock<Py<PyTuple>>,
    parts: &[T],
    view: impl Fn(&T) -> C,
) -> PyResult<Py<PyTuple>>
where
    C: PyClass + Into<pyo3::PyClassInitializer<C>>,
{
    let tuple = kept.get_or_try_init(py, || {
        let views = parts.iter().map(|part| Py::new(py, view(part)));
        Ok::<_, PyErr>(PyTuple::new(py, views.collect::<PyResult<Vec<_>>>()?)?.unbind())
    })?;
    Ok(tuple.clone_ref(py))
}
