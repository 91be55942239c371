//! The co-occurrence graph over records.

use crate::arguments::choice;
use crate::errors;
use crate::record::Record;
use crate::table::Table;
use crate::ties;
use baozhi::corpus::{OutputFile, open};
use baozhi::export;
use baozhi::graph::{CoGraph, GraphOptions, Prune, Scope, Weight};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::path::{Path, PathBuf};

const WEIGHTS: [Weight; 4] = [Weight::Count, Weight::Npmi, Weight::LogLikelihood, Weight::Jaccard];

/// Persons, places and institutions as nodes; what ties them as edges. Records
/// can be added at any time, and graphs of parts of a corpus merge.
#[pyclass(frozen, module = "baozhi")]
pub struct Graph(CoGraph);

/// How a graph is weighed and thinned before it is written.
struct View {
    scope: Scope,
    weight: Weight,
    min_count: u32,
    min_weight: Option<f64>,
    backbone: Option<f64>,
}

impl View {
    /// As asked for by name.
    ///
    /// # Errors
    /// When there is no such scope or weight.
    fn named(py: Python<'_>, scope: &str, weight: &str) -> PyResult<View> {
        let scope = choice(py, "scope", scope, &Scope::ALL.map(|s| (s.as_str(), s)))?;
        let weight = choice(py, "weight", weight, &WEIGHTS.map(|w| (w.as_str(), w)))?;
        Ok(View { scope, weight, min_count: 1, min_weight: None, backbone: None })
    }

    /// The part of the graph that it keeps.
    fn of(&self, graph: &CoGraph) -> CoGraph {
        let mut graph = graph.clone();
        graph.weigh_by(self.weight, self.scope);
        let min_weight = self.min_weight.unwrap_or(f64::NEG_INFINITY);
        let kept = graph.prune(&Prune::default().with_min_count(self.min_count).with_min_weight(min_weight));
        match self.backbone {
            Some(alpha) => kept.backbone(alpha),
            None => kept,
        }
    }
}

/// A form that graphs are written in.
#[derive(Clone, Copy)]
enum Form {
    Graphml,
    Gexf,
    Dot,
    Csv,
    Json,
    Native,
}

/// The forms by their names and by the endings of files.
const FORMS: [(&str, Form); 9] = [
    ("graphml", Form::Graphml),
    ("gexf", Form::Gexf),
    ("dot", Form::Dot),
    ("csv", Form::Csv),
    ("json", Form::Json),
    ("native", Form::Native),
    ("cograph", Form::Native),
    ("gv", Form::Dot),
    ("xml", Form::Graphml),
];

impl Form {
    fn write(self, graph: &CoGraph, out: impl std::io::Write) -> baozhi::Result<()> {
        match self {
            Form::Graphml => export::graphml(graph, out),
            Form::Gexf => export::gexf(graph, out),
            Form::Dot => export::dot(graph, out),
            Form::Csv => export::gephi::edges(graph, out),
            Form::Json => export::node_link(graph, out),
            Form::Native => graph.write(out),
        }
    }
}

#[pymethods]
impl Graph {
    /// The graph of records: a list of them, or what `Extractor.extract` gives,
    /// of which it holds one at a time.
    ///
    /// `window` counts stretches of so many sentences in a row too; `reporters`
    /// takes in reporters, correspondents, photographers and authors.
    #[staticmethod]
    #[pyo3(signature = (records, *, window = 0, reporters = false))]
    fn from_records(
        py: Python<'_>,
        records: &Bound<'_, PyAny>,
        window: u32,
        reporters: bool,
    ) -> PyResult<Graph> {
        let options = GraphOptions::default().with_window(window).with_reporters(reporters);
        let mut graph = CoGraph::new(options);
        for record in records.try_iter()? {
            let record = record?.cast_into::<Record>()?;
            let record = &record.get().inner;
            py.detach(|| graph.add(record));
        }
        Ok(Graph(graph))
    }

    /// The graph in a file that `write` with the form `native` made.
    #[staticmethod]
    fn read(py: Python<'_>, path: PathBuf) -> PyResult<Graph> {
        let graph = py.detach(|| CoGraph::read(open(&path)?, &path));
        graph.map(Graph).map_err(|e| errors::raise(py, &e))
    }

    /// This graph and another as one; both must be built alike.
    fn merge(&self, py: Python<'_>, other: &Graph) -> PyResult<Graph> {
        let merged = py.detach(|| self.0.clone().merge(other.0.clone()));
        merged.map(Graph).map_err(|e| errors::raise(py, &e))
    }

    /// The graph in the bytes of a file of the form `native`.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, bytes: &[u8]) -> PyResult<Graph> {
        let graph = CoGraph::read(bytes, Path::new("bytes of a graph"));
        graph.map(Graph).map_err(|e| errors::raise(py, &e))
    }

    /// The bytes of a file of the form `native`: the same for the same records.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let mut bytes = Vec::new();
        py.detach(|| self.0.write(&mut bytes)).map_err(|e| errors::raise(py, &e))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// For `pickle`: graphs go to other processes as their files.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((py.get_type::<Graph>().getattr("from_bytes")?, (self.to_bytes(py)?,)))
    }

    /// Every node with all its counts, by key.
    fn nodes(&self, py: Python<'_>) -> PyResult<Table> {
        py.detach(|| ties::nodes(&self.0))
    }

    /// Every edge with all its counts, by the keys of its ends; posts and
    /// evidence are lists.
    fn edges(&self, py: Python<'_>) -> PyResult<Table> {
        py.detach(|| ties::edges(&self.0))
    }

    /// How many nodes it has.
    #[getter]
    fn node_count(&self) -> usize {
        self.0.node_count()
    }

    /// How many edges it has, of all scopes.
    #[getter]
    fn edge_count(&self) -> usize {
        self.0.edge_count()
    }

    /// Node-link JSON: `nodes` and `edges` with their attributes, as `baozhi
    /// graph --format json` writes them.
    #[pyo3(signature = (*, scope = "sentence", weight = "count", min_count = 1, min_weight = None, backbone = None))]
    fn to_json(
        &self,
        py: Python<'_>,
        scope: &str,
        weight: &str,
        min_count: u32,
        min_weight: Option<f64>,
        backbone: Option<f64>,
    ) -> PyResult<String> {
        let view = View { min_count, min_weight, backbone, ..View::named(py, scope, weight)? };
        let mut json = Vec::new();
        py.detach(|| Form::Json.write(&view.of(&self.0), &mut json)).map_err(|e| errors::raise(py, &e))?;
        Ok(String::from_utf8_lossy(&json).into_owned())
    }

    /// As a `networkx.Graph`, with the weight of each edge as `weight`.
    #[pyo3(signature = (*, scope = "sentence", weight = "count", min_count = 1, min_weight = None, backbone = None))]
    fn to_networkx<'py>(
        &self,
        py: Python<'py>,
        scope: &str,
        weight: &str,
        min_count: u32,
        min_weight: Option<f64>,
        backbone: Option<f64>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let json = self.to_json(py, scope, weight, min_count, min_weight, backbone)?;
        py.import("baozhi._interop")?.call_method1("to_networkx", (json,))
    }

    /// Writes the graph to a file, which appears when it is whole. The form is
    /// told by `format`, or else by the ending of the path.
    #[pyo3(signature = (path, *, format = None, scope = "sentence", weight = "count", min_count = 1, min_weight = None, backbone = None))]
    #[expect(clippy::too_many_arguments, reason = "arguments by name are how Python has settings")]
    fn write(
        &self,
        py: Python<'_>,
        path: PathBuf,
        format: Option<&str>,
        scope: &str,
        weight: &str,
        min_count: u32,
        min_weight: Option<f64>,
        backbone: Option<f64>,
    ) -> PyResult<()> {
        let ending = path.extension().map(|e| e.to_string_lossy().into_owned());
        let form = choice(py, "format", format.or(ending.as_deref()).unwrap_or_default(), &FORMS)?;
        let view = View { min_count, min_weight, backbone, ..View::named(py, scope, weight)? };
        let written = py.detach(|| {
            let mut out = OutputFile::create(&path)?;
            // The native form holds everything that a later merge needs.
            let thinned = if matches!(form, Form::Native) { None } else { Some(view.of(&self.0)) };
            form.write(thinned.as_ref().unwrap_or(&self.0), &mut out).map_err(|e| e.at(&path))?;
            out.finish()
        });
        written.map_err(|e| errors::raise(py, &e))
    }

    fn __repr__(&self) -> String {
        format!("<Graph: {} nodes, {} edges>", self.0.node_count(), self.0.edge_count())
    }
}
