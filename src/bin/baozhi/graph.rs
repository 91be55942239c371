//! `baozhi graph`: a co-occurrence graph from records, or from graphs.

use crate::Outcome;
use crate::args::{GraphArgs, GraphCommand, GraphFormat, GraphOutput, Scope, Weight};
use crate::console::{counted, note};
use crate::records::{for_each_record, open};
use baozhi::corpus::OutputFile;
use baozhi::export;
use baozhi::graph::{self, CoGraph, Prune};
use baozhi::{Error, Result};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

pub fn run(args: GraphArgs) -> Result<Outcome> {
    let output = match &args.command {
        Some(GraphCommand::Merge { output, .. }) => output,
        None => &args.output,
    };
    // An ending that tells no form is refused before all is read.
    let format = format_of(output)?;
    let (graph, output, outcome) = match args.command {
        Some(GraphCommand::Merge { graphs, output }) => (merged(&graphs)?, output, Outcome::Done),
        None => {
            let (window, reporters) = (args.window, args.reporters);
            let options = graph::GraphOptions::default().with_window(window).with_reporters(reporters);
            let options = options.with_kinds(args.nodes.kinds());
            let mut graph = CoGraph::new(options);
            let outcome = for_each_record(&args.input, |record| {
                graph.add(&record);
                Ok(())
            })?;
            (graph, args.output, outcome)
        }
    };
    save(graph, format, &output)?;
    Ok(outcome)
}

fn merged(paths: &[PathBuf]) -> Result<CoGraph> {
    let mut all: Option<CoGraph> = None;
    for path in paths {
        let graph = CoGraph::read(open(path)?, path)?;
        all = Some(match all {
            Some(sum) => sum.merge(graph).map_err(|e| Error::input(path, e.to_string()))?,
            None => graph,
        });
    }
    Ok(all.unwrap_or_default())
}

fn format_of(to: &GraphOutput) -> Result<GraphFormat> {
    match (to.format, &to.path) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) => by_ending(path),
        (None, None) => Ok(GraphFormat::Graphml),
    }
}

fn save(mut graph: CoGraph, format: GraphFormat, to: &GraphOutput) -> Result<()> {
    graph.weigh_by(to.ties.weight.into(), to.ties.scope.into());
    // The native form holds everything that a later merge or weighting needs.
    let graph = if format == GraphFormat::Native { graph } else { thinned(graph, to) };
    match &to.path {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            write(&graph, format, &mut out).map_err(|e| e.at(path))?;
            out.finish()
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let written = write(&graph, format, &mut out).and_then(|()| Ok(out.flush()?));
            written.map_err(|e| e.at("standard output"))
        }
    }
}

fn thinned(graph: CoGraph, to: &GraphOutput) -> CoGraph {
    let kept = linked(&graph, to.ties.min_count, to.min_weight);
    let kept = match to.backbone {
        Some(alpha) => kept.backbone(alpha),
        None => kept,
    };
    if let Some(left) = left_out(&graph, &kept) {
        note!("baozhi: {left}");
    }
    kept
}

/// The edges that the graph's scope counts, at least so often.
pub fn linked(graph: &CoGraph, min_count: u32, min_weight: Option<f64>) -> CoGraph {
    let min_weight = min_weight.unwrap_or(f64::NEG_INFINITY);
    graph.prune(&Prune::default().with_min_count(min_count.max(1)).with_min_weight(min_weight))
}

/// What `kept` has no more of `graph`, and why.
pub fn left_out(graph: &CoGraph, kept: &CoGraph) -> Option<String> {
    let scope = graph.weighting().scope;
    let apart = graph.edges().filter(|e| e.edge.counts.get(scope) == 0).count();
    let weak = graph.edge_count().saturating_sub(kept.edge_count() + apart);
    let mut parts = Vec::new();
    if apart > 0 {
        parts.push(format!("{} between names that share no {}", counted(apart, "edge"), scope.as_str()));
    }
    if weak > 0 {
        parts.push(format!("{} below the least count or weight", counted(weak, "edge")));
    }
    (!parts.is_empty()).then(|| format!("left out of the graph: {}", parts.join(", ")))
}

/// Writes a graph in one form.
pub fn write(graph: &CoGraph, format: GraphFormat, out: &mut dyn Write) -> Result<()> {
    match format {
        GraphFormat::Graphml => export::graphml(graph, out),
        GraphFormat::Gexf => export::gexf(graph, out),
        GraphFormat::Dot => export::dot(graph, out),
        GraphFormat::Csv => export::gephi::edges(graph, out),
        GraphFormat::Json => export::node_link(graph, out),
        GraphFormat::Native => graph.write(out),
    }
}

/// The forms of a graph by the ending of a file's name.
const ENDINGS: [(&str, GraphFormat); 8] = [
    ("graphml", GraphFormat::Graphml),
    ("xml", GraphFormat::Graphml),
    ("gexf", GraphFormat::Gexf),
    ("dot", GraphFormat::Dot),
    ("gv", GraphFormat::Dot),
    ("csv", GraphFormat::Csv),
    ("json", GraphFormat::Json),
    ("cograph", GraphFormat::Native),
];

/// The form that the ending of a file's name tells. A pipe or a device has none, and gets GraphML.
///
/// # Errors
/// An ending that tells no form.
fn by_ending(path: &Path) -> Result<GraphFormat> {
    let Some(ending) = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()) else {
        return Ok(GraphFormat::Graphml);
    };
    let known = ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, format)| *format);
    known.ok_or_else(|| {
        let names = ENDINGS.map(|(known, _)| format!(".{known}")).join(", ");
        Error::usage(format!(
            "-o {}: .{ending} tells no form of a graph; known are {names}, or give --format",
            path.display()
        ))
    })
}

impl From<Scope> for graph::Scope {
    fn from(scope: Scope) -> graph::Scope {
        match scope {
            Scope::Sentence => graph::Scope::Sentence,
            Scope::Window => graph::Scope::Window,
            Scope::Paragraph => graph::Scope::Paragraph,
            Scope::Article => graph::Scope::Article,
            Scope::Event => graph::Scope::Event,
        }
    }
}

impl From<Weight> for graph::Weight {
    fn from(weight: Weight) -> graph::Weight {
        match weight {
            Weight::Count => graph::Weight::Count,
            Weight::Npmi => graph::Weight::Npmi,
            Weight::LogLikelihood => graph::Weight::LogLikelihood,
            Weight::Jaccard => graph::Weight::Jaccard,
        }
    }
}
