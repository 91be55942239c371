//! `baozhi analyze`: the whole job into one folder, and a summary.

use crate::Outcome;
use crate::args::AnalyzeArgs;
use crate::console::{self, say};
use crate::extract::json_line;
use crate::run::{conclude, over_corpus, prepare};
use crate::staging::Staging;
use crate::summary::Summary;
use baozhi::corpus::OutputFile;
use baozhi::export::{self, tables::TableSet};
use baozhi::graph::{self, CoGraph, Scope, Weight};
use baozhi::{Error, Offsets, Record, Result};
use std::io::Write;
use std::path::Path;

pub fn run(args: AnalyzeArgs) -> Result<Outcome> {
    let dir = args.output.as_path();
    let (options, extractor) = prepare(&args.input)?;
    let staging = Staging::begin(dir)?;
    let mut job = Job::create(staging.path())?;
    let map = |record: Record| (json_line(record.clone(), Offsets::Char), record);
    let report =
        over_corpus(&args.input, &extractor, &options, map, |(line, record)| job.add(&line, &record))?;
    if report.articles == 0 {
        drop(job);
        staging.drop_all()?;
        let outcome = conclude(&report, &args.input);
        say!("baozhi: no article was read; {} is left as it was", dir.display());
        return Ok(if report.failures.is_empty() { Outcome::Partly } else { outcome });
    }
    let summary = job.finish(staging.path())?;
    staging.commit()?;
    let outcome = conclude(&report, &args.input);
    console::print(&format!("{summary}\nwritten to {}: {}\n", dir.display(), FILES.join(", ")))?;
    Ok(outcome)
}

/// Everything that grows with the records.
struct Job {
    records: OutputFile,
    tables: TableSet,
    graph: CoGraph,
    summary: Summary,
}

impl Job {
    fn create(dir: &Path) -> Result<Job> {
        Ok(Job {
            records: OutputFile::create(dir.join("records.jsonl"))?,
            tables: TableSet::create(dir)?,
            graph: CoGraph::new(graph::GraphOptions::default()),
            summary: Summary::default(),
        })
    }

    fn add(&mut self, line: &[u8], record: &Record) -> Result<()> {
        self.records.write_all(line).map_err(|e| Error::io(self.records.path(), e))?;
        self.tables.add(record)?;
        self.graph.add(record);
        self.summary.add(record);
        Ok(())
    }

    /// Ends all files; gives the summary.
    fn finish(mut self, dir: &Path) -> Result<String> {
        self.records.finish()?;
        self.tables.finish()?;
        self.graph.weigh_by(Weight::Count, Scope::Sentence);
        let graph = &self.graph;
        write(dir, "graph.gexf", |out| export::gexf(graph, out))?;
        write(dir, "graph.graphml", |out| export::graphml(graph, out))?;
        write(dir, "nodes.csv", |out| export::gephi::nodes(graph, out))?;
        write(dir, "edges.csv", |out| export::gephi::edges(graph, out))?;
        Ok(format!("{}{}", self.summary, crate::summary::graph_summary(graph)))
    }
}

/// What a finished job leaves in its folder.
const FILES: [&str; 13] = [
    "records.jsonl",
    "articles.csv",
    "entities.csv",
    "mentions.csv",
    "posts.csv",
    "events.csv",
    "figures.csv",
    "times.csv",
    "quotes.csv",
    "graph.gexf",
    "graph.graphml",
    "nodes.csv",
    "edges.csv",
];

fn write(dir: &Path, name: &str, fill: impl FnOnce(&mut OutputFile) -> Result<()>) -> Result<()> {
    let mut out = OutputFile::create(dir.join(name))?;
    fill(&mut out).map_err(|e| e.at(out.path()))?;
    out.finish()
}
