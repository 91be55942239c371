//! `baozhi analyze`: the whole job into one folder, and a summary.

use crate::Outcome;
use crate::args::{AnalyzeArgs, GraphFormat};
use crate::console::{self, say};
use crate::extract::json_line;
use crate::graph::{left_out, linked};
use crate::run::{conclude, over_corpus, prepare};
use crate::staging::{Staging, tell_stale};
use crate::summary::Summary;
use baozhi::corpus::OutputFile;
use baozhi::export::{self, tables::TableSet};
use baozhi::graph::{self, CoGraph, Weight};
use baozhi::{Error, Offsets, Record, Result};
use std::io::Write;
use std::path::Path;

/// Beyond so many articles, names that stand together once make a graph of
/// hundreds of megabytes that nobody can look at.
const MANY: u64 = 2000;

pub fn run(args: AnalyzeArgs) -> Result<Outcome> {
    let dir = args.output.as_path();
    let (options, extractor) = prepare(&args.input)?;
    let staging = Staging::begin(dir)?;
    let mut job = Job::create(staging.path())?;
    // The tables count offsets as the records do.
    let map = |record: Record| {
        let record = record.with_offsets(Offsets::Char);
        (json_line(&record), record)
    };
    let report =
        over_corpus(&args.input, &extractor, &options, map, |(line, record)| job.add(&line, &record))?;
    if report.articles == 0 {
        let outcome = conclude(&report);
        say!("baozhi: no article was read; {} is left as it was", dir.display());
        return Ok(if report.failures.is_empty() { Outcome::Partly } else { outcome });
    }
    let least = args.min_count.unwrap_or(if report.articles > MANY { 2 } else { 1 });
    let (summary, files) = job.finish(staging.path(), &args, least)?;
    let graphs = GRAPHS.iter().flat_map(|(_, names)| names.iter().copied());
    let stale = staging.stale(graphs.chain(OPTIONAL));
    staging.commit()?;
    let outcome = conclude(&report);
    tell_stale(dir, &stale);
    console::print(&format!("{summary}\nwritten to {}: {}\n", dir.display(), files.join(", ")))?;
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

    /// Ends all files; gives the summary and the names of the files. The graph
    /// has the names that stand together `least` times.
    fn finish(mut self, dir: &Path, args: &AnalyzeArgs, least: u32) -> Result<(String, Vec<&'static str>)> {
        self.records.finish()?;
        self.tables.finish()?;
        self.graph.weigh_by(Weight::Count, args.scope.into());
        let kept = linked(&self.graph, least, None);
        let mut files = FILES.to_vec();
        files.extend(OPTIONAL.iter().filter(|name| dir.join(name).exists()));
        for &format in &args.graphs {
            let names = GRAPHS.iter().find(|(f, _)| *f == format).map_or(&[][..], |(_, names)| *names);
            for name in names.iter().filter(|name| !files.contains(*name)).collect::<Vec<_>>() {
                // A later merge or weighing needs all that there is.
                let graph = if format == GraphFormat::Native { &self.graph } else { &kept };
                write(dir, name, |out| match *name {
                    "nodes.csv" => export::gephi::nodes(graph, out),
                    _ => crate::graph::write(graph, format, out),
                })?;
                files.push(name);
            }
        }
        let left = left_out(&self.graph, &kept).map(|left| {
            let often = if least > 1 { format!(" (--min-count {least})") } else { String::new() };
            format!("{left}{often}\n")
        });
        let ties = crate::summary::graph_summary(&kept, args.scope.into());
        Ok((format!("{}{ties}{}", self.summary, left.unwrap_or_default()), files))
    }
}

/// What a finished job leaves in its folder beside the graph.
const FILES: [&str; 10] = [
    "records.jsonl",
    "articles.csv",
    "entities.csv",
    "mentions.csv",
    "posts.csv",
    "events.csv",
    "event_roles.csv",
    "figures.csv",
    "times.csv",
    "quotes.csv",
];

/// What it leaves there where it was asked for.
const OPTIONAL: [&str; 1] = ["tokens.csv"];

/// The files of a graph in each form.
const GRAPHS: [(GraphFormat, &[&str]); 6] = [
    (GraphFormat::Gexf, &["graph.gexf"]),
    (GraphFormat::Graphml, &["graph.graphml"]),
    (GraphFormat::Dot, &["graph.dot"]),
    (GraphFormat::Csv, &["nodes.csv", "edges.csv"]),
    (GraphFormat::Json, &["graph.json"]),
    (GraphFormat::Native, &["graph.cograph"]),
];

fn write(dir: &Path, name: &str, fill: impl FnOnce(&mut OutputFile) -> Result<()>) -> Result<()> {
    let mut out = OutputFile::create(dir.join(name))?;
    fill(&mut out).map_err(|e| e.at(out.path()))?;
    out.finish()
}
