//! `baozhi graph`: a co-occurrence graph from records.

use crate::Outcome;
use crate::args::{GraphArgs, GraphFormat, Scope};
use baozhi::corpus::OutputFile;
use baozhi::export;
use baozhi::graph::{self, CoGraph, Weight};
use baozhi::{Error, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

pub fn run(args: GraphArgs) -> Result<Outcome> {
    let scope: graph::Scope = args.scope.into();
    let mut graph = CoGraph::new(graph::Options::default());
    for path in &args.records {
        add_file(&mut graph, path)?;
    }
    graph.weigh_by(Weight::Count, scope);
    let format = args.format.or_else(|| args.output.as_deref().and_then(by_ending));
    let format = format.unwrap_or(GraphFormat::Graphml);
    match &args.output {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            write(&graph, format, &mut out).map_err(|e| Error::io(path, e))?;
            out.finish()?;
        }
        None => {
            let mut out = BufWriter::new(std::io::stdout());
            let written = write(&graph, format, &mut out).and_then(|()| out.flush());
            written.map_err(|e| Error::io(Path::new("standard output"), e))?;
        }
    }
    Ok(Outcome::Done)
}

fn add_file(graph: &mut CoGraph, path: &Path) -> Result<()> {
    let source: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(|e| Error::io(path, e))?))
    };
    for record in export::jsonl::read(source, path) {
        graph.add(&record?);
    }
    Ok(())
}

fn write(graph: &CoGraph, format: GraphFormat, out: &mut dyn Write) -> std::io::Result<()> {
    match format {
        GraphFormat::Graphml => export::graphml(graph, out),
        GraphFormat::Gexf => export::gexf(graph, out),
        GraphFormat::Dot => export::dot(graph, out),
        GraphFormat::Csv => export::gephi::edges(graph, out),
        GraphFormat::Json => export::node_link(graph, out),
    }
}

fn by_ending(path: &Path) -> Option<GraphFormat> {
    match path.extension()?.to_str()? {
        "gexf" => Some(GraphFormat::Gexf),
        "dot" | "gv" => Some(GraphFormat::Dot),
        "csv" => Some(GraphFormat::Csv),
        "json" => Some(GraphFormat::Json),
        "graphml" | "xml" => Some(GraphFormat::Graphml),
        _ => None,
    }
}

impl From<Scope> for graph::Scope {
    fn from(scope: Scope) -> graph::Scope {
        match scope {
            Scope::Sentence => graph::Scope::Sentence,
            Scope::Paragraph => graph::Scope::Paragraph,
            Scope::Article => graph::Scope::Article,
            Scope::Event => graph::Scope::Event,
        }
    }
}
