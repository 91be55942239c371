//! The native part of `baozhi` for Python: the engine's types as classes of
//! Python, its runs as iterators, its tables in memory as Arrow has them.
//!
//! | file | holds |
//! |---|---|
//! | `view` | how a part of a record becomes a class |
//! | `record`, `head`, `facts` | the record, the head of its article, what was read out of it |
//! | `extractor`, `arguments` | the engine with its settings, and what they are given as |
//! | `stream`, `records` | a run in the background, and the iterator over what it gives |
//! | `rows` | rows of somebody else's table |
//! | `report` | what a run has seen |
//! | `column`, `table` | columns as they grow; one table, and Arrow's C interface |
//! | `tables`, `nested` | the tables of records, and all of them in one |
//! | `ties` | the tables of a graph |
//! | `graph` | the co-occurrence graph |
//! | `scan` | figures and times of any text |
//! | `html` | a record in a notebook |
//! | `errors` | the engine's errors as exceptions |
//!
//! The package around it, `python/baozhi`, gives these their public names.

mod arguments;
mod column;
mod errors;
mod extractor;
mod facts;
mod graph;
mod head;
mod html;
mod nested;
mod record;
mod records;
mod report;
mod rows;
mod scan;
mod stream;
mod table;
mod tables;
mod ties;
mod view;

use pyo3::prelude::*;

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<extractor::Extractor>()?;
    module.add_class::<record::Record>()?;
    module.add_class::<records::Records>()?;
    module.add_class::<report::Report>()?;
    module.add_class::<tables::Tables>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<graph::Graph>()?;
    head::add_classes(module)?;
    facts::add_classes(module)?;
    module.add_function(wrap_pyfunction!(scan::figures, module)?)?;
    module.add_function(wrap_pyfunction!(scan::times, module)?)?;
    module.add_function(wrap_pyfunction!(records::read_records, module)?)?;
    module.add_function(wrap_pyfunction!(tables::write_tables, module)?)?;
    Ok(())
}
