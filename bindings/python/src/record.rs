//! The record: one article with everything that was read out of it.

use crate::errors;
use crate::facts::{Entity, Event, Mention, Post, Quote, Token};
use crate::head::{Article, Issue, Source};
use crate::html;
use crate::view::{dictionary, kept_views, pair};
use baozhi::record::SCHEMA;
use baozhi::{Error, Offsets};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;

/// One article with everything that was read out of it. Every offset counts
/// code points, so that `text[start:end]` is the exact surface.
#[pyclass(frozen, module = "baozhi")]
pub struct Record {
    /// The engine's record, its offsets in code points.
    pub inner: baozhi::Record,
    mentions: PyOnceLock<Py<PyTuple>>,
    entities: PyOnceLock<Py<PyTuple>>,
    posts: PyOnceLock<Py<PyTuple>>,
    events: PyOnceLock<Py<PyTuple>>,
    quotes: PyOnceLock<Py<PyTuple>>,
    tokens: PyOnceLock<Py<PyTuple>>,
}

impl Record {
    /// The record of Python; offsets become code points where they are not.
    pub fn new(record: baozhi::Record) -> Record {
        Record {
            inner: record.with_offsets(Offsets::Char),
            mentions: PyOnceLock::new(),
            entities: PyOnceLock::new(),
            posts: PyOnceLock::new(),
            events: PyOnceLock::new(),
            quotes: PyOnceLock::new(),
            tokens: PyOnceLock::new(),
        }
    }

    fn json(&self) -> String {
        // Only maps with keys that are no text have no JSON, and a record has none.
        serde_json::to_string(&self.inner).unwrap_or_default()
    }
}

#[pymethods]
impl Record {
    /// The number of the record's schema.
    #[getter]
    fn schema(&self) -> u32 {
        self.inner.schema
    }

    /// The input's own id, or its file, `#` and the article's number.
    #[getter]
    fn id(&self) -> &str {
        &self.inner.id
    }

    /// The unit of every offset: `char`.
    #[getter]
    fn offsets(&self) -> &'static str {
        "char"
    }

    /// The issue that the article stood in.
    #[getter]
    fn issue(&self) -> Issue {
        Issue(self.inner.issue.clone())
    }

    /// The head of the article.
    #[getter]
    fn article(&self) -> Article {
        Article(self.inner.article.clone())
    }

    /// The repaired text: headline lines, then the body.
    #[getter]
    fn text(&self) -> &str {
        &self.inner.text
    }

    /// The body's span in the text.
    #[getter]
    fn body(&self) -> (usize, usize) {
        pair(self.inner.body)
    }

    /// Where the article stood in the input.
    #[getter]
    fn source(&self) -> Source {
        Source(self.inner.source.clone())
    }

    /// Everything named, in the order of the text.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.mentions, &self.inner.mentions, |m| Mention(m.clone()))
    }

    /// What the mentions name.
    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.entities, &self.inner.entities, |e| Entity(e.clone()))
    }

    /// Who holds which post.
    #[getter]
    fn posts(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.posts, &self.inner.posts, |p| Post(p.clone()))
    }

    /// What happened.
    #[getter]
    fn events(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.events, &self.inner.events, |e| Event(e.clone()))
    }

    /// What was said.
    #[getter]
    fn quotes(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.quotes, &self.inner.quotes, |q| Quote(q.clone()))
    }

    /// The words, in the order of the text, where they were asked for.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        kept_views(py, &self.tokens, &self.inner.tokens, |t| Token(t.clone()))
    }

    /// What a reader should know of the input.
    #[getter]
    fn warnings(&self) -> Vec<String> {
        self.inner.warnings.clone()
    }

    /// The record as dictionaries and lists, as its JSON has it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dictionary(py, &self.inner)
    }

    /// The record as one line of JSON, without the line's end.
    fn to_json(&self) -> String {
        self.json()
    }

    /// The record that a line of JSON is; offsets of another unit are converted.
    ///
    /// Raises `InputError` where it is no record of this schema.
    #[staticmethod]
    fn from_json(py: Python<'_>, json: &str) -> PyResult<Record> {
        let record = serde_json::from_str::<baozhi::Record>(json);
        let record = record.map_err(|e| errors::usage(py, format!("not a record: {e}")))?;
        if record.schema != SCHEMA {
            let found = record.schema;
            let message = format!("a record of schema {found}; this package reads schema {SCHEMA}");
            return Err(errors::raise(py, &Error::usage(message)));
        }
        Ok(Record::new(record))
    }

    fn _repr_html_(&self) -> String {
        html::page(&self.inner)
    }

    fn __repr__(&self) -> String {
        let Self { inner: r, .. } = self;
        let title = r.article.title.as_deref().unwrap_or_default();
        let counts = [r.mentions.len(), r.posts.len(), r.events.len()];
        let [mentions, posts, events] = counts;
        format!("<Record {:?} {title:?}: {mentions} mentions, {posts} posts, {events} events>", r.id)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Record>().is_ok_and(|other| other.get().inner == self.inner)
    }

    /// For `pickle`: records go to other processes as JSON.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Record>().getattr("from_json")?, (self.json(),)))
    }
}
