//! The records of a run, one by one, while the run goes on.

use crate::arguments::OnFault;
use crate::errors;
use crate::record::Record;
use crate::report::Report;
use crate::stream::{Item, Next, Stream};
use baozhi::Offsets;
use baozhi::corpus;
use baozhi::export::jsonl;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use std::path::PathBuf;

/// How many failures are warned of one by one.
const TOLD: usize = 20;

/// An iterator over records, in the order of the input. They are made on
/// threads of their own, a little ahead of who takes them.
#[pyclass(frozen, module = "baozhi")]
pub struct Records {
    stream: Stream,
    on_fault: OnFault,
    report: PyOnceLock<Py<Report>>,
}

impl Records {
    /// The records that `stream` gives.
    pub fn new(stream: Stream, on_fault: OnFault) -> Records {
        Records { stream, on_fault, report: PyOnceLock::new() }
    }

    /// The next record, with Ctrl-C heard while it is waited for.
    ///
    /// # Errors
    /// Ctrl-C, a fault that ends the run, and, at its end, what could not be
    /// read where that is to be raised.
    pub fn take(&self, py: Python<'_>) -> PyResult<Option<Box<baozhi::Record>>> {
        loop {
            // A loop in C, such as that of `list`, hears nothing by itself.
            py.check_signals().inspect_err(|_| self.stream.close())?;
            match py.detach(|| self.stream.next()) {
                Next::Item(Item::Record(record)) => return Ok(Some(record)),
                Next::Item(Item::Fault(error)) => return Err(errors::raise(py, &error)),
                Next::Item(Item::End(report)) => {
                    self.end(py, *report)?;
                    return Ok(None);
                }
                Next::Pending => {}
                Next::Over => return Ok(None),
            }
        }
    }

    /// The report of the run, once it has ended.
    pub fn ended(&self, py: Python<'_>) -> Option<Py<Report>> {
        self.report.get(py).map(|report| report.clone_ref(py))
    }

    /// Keeps the report, and tells of what could not be read.
    fn end(&self, py: Python<'_>, report: corpus::Report) -> PyResult<()> {
        let report = Py::new(py, Report(report))?;
        let report = self.report.get_or_init(py, || report).clone_ref(py);
        let seen = &report.get().0;
        let Some(first) = seen.failures.first() else { return Ok(()) };
        // A path that does not exist is a mistake of the caller, and no
        // warning: there is nothing to go on with.
        if self.on_fault == OnFault::Raise || seen.articles == 0 && self.on_fault == OnFault::Warn {
            return Err(errors::raise(py, first));
        }
        if self.on_fault == OnFault::Warn {
            for error in seen.failures.iter().take(TOLD) {
                errors::warn(py, &error.to_string())?;
            }
            let more = seen.failures.len().saturating_sub(TOLD) as u64 + seen.more_failures;
            if more > 0 {
                errors::warn(py, &format!("{more} more could not be read; Records.report lists them"))?;
            }
        }
        Ok(())
    }
}

#[pymethods]
impl Records {
    fn __iter__(records: PyRef<'_, Self>) -> PyRef<'_, Self> {
        records
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Record>> {
        Ok(self.take(py)?.map(|record| Record::new(*record)))
    }

    /// What the run has seen; `None` until the last record was taken.
    #[getter]
    fn report(&self, py: Python<'_>) -> Option<Py<Report>> {
        self.ended(py)
    }

    /// Ends the run; nothing more comes.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.stream.close());
    }

    fn __enter__(records: PyRef<'_, Self>) -> PyRef<'_, Self> {
        records
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, pyo3::types::PyTuple>) {
        self.close(py);
    }
}

/// The records in a file that `baozhi extract` or `Record.to_json` wrote, one a
/// line, also compressed; offsets are converted to code points.
///
/// Raises `InputError` with file and line at what is no record.
#[pyfunction]
pub fn read_records(path: PathBuf) -> Records {
    let stream = Stream::start(move |giver| {
        let input = match corpus::open(&path) {
            Ok(input) => input,
            Err(error) => {
                giver.give(Item::Fault(error));
                return;
            }
        };
        for record in jsonl::read(input, &path) {
            let item = match record {
                Ok(record) => Item::Record(Box::new(record.with_offsets(Offsets::Char))),
                Err(error) => Item::Fault(error),
            };
            let is_last = matches!(item, Item::Fault(_));
            if !giver.give(item) || is_last {
                return;
            }
        }
    });
    Records::new(stream, OnFault::Raise)
}
