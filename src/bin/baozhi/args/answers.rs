//! The arguments of the commands that answer questions over records.

use super::{RecordArgs, TieArgs, parse_date};
use baozhi::graph::Measure;
use baozhi::record::EntityKind;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub struct SearchArgs {
    /// The words that a sentence must hold, all of them, parted by blanks; a phrase in quotation
    /// marks. Traditional and simplified characters are alike
    pub words: String,
    #[command(flatten)]
    pub input: RecordArgs,
    /// Write JSON, one sentence a line, with offsets
    #[arg(long)]
    pub json: bool,
    /// When to mark words in colour; else they stand in 【】
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// When something is shown in colour.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, where NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Args)]
pub struct TimelineArgs {
    /// The name of a person, an institution or a place, in full or as printed, or its key
    pub name: String,
    #[command(flatten)]
    pub input: RecordArgs,
    #[command(flatten)]
    pub sheet: SheetArgs,
}

#[derive(Args)]
pub struct MeasuresArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    #[command(flatten)]
    pub nodes: NodeArgs,
    /// What is measured; the table is sorted by the first
    #[arg(long, value_name = "MEASURE,…", value_delimiter = ',', value_parser = parse_measure,
          default_value = "pagerank,betweenness,community,core,degree,strength")]
    measure: Vec<Measure>,
    #[command(flatten)]
    pub ties: TieArgs,
    #[command(flatten)]
    pub sheet: SheetArgs,
}

impl MeasuresArgs {
    /// What is measured, each once.
    pub fn measures(&self) -> Vec<Measure> {
        let mut measures = Vec::new();
        for measure in &self.measure {
            if !measures.contains(measure) {
                measures.push(*measure);
            }
        }
        measures
    }
}

#[derive(Args)]
pub struct CompareArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    /// Compare what is before this day with what is from it on
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date, conflicts_with = "with",
          required_unless_present_any = ["with", "papers"])]
    pub split: Option<jiff::civil::Date>,
    /// Compare with these records; may be repeated
    #[arg(long, value_name = "RECORDS")]
    pub with: Vec<PathBuf>,
    /// Compare the articles of one paper with those of another
    #[arg(long, num_args = 2, value_names = ["PAPER", "PAPER"], conflicts_with_all = ["split", "with"])]
    pub papers: Vec<String>,
    #[command(flatten)]
    pub nodes: NodeArgs,
    #[command(flatten)]
    pub sheet: SheetArgs,
}

/// Which names are nodes.
#[derive(Args)]
pub struct NodeArgs {
    /// Only names of these types
    #[arg(long, value_enum, value_name = "TYPE,…", value_delimiter = ',')]
    nodes: Vec<NodeKind>,
}

impl NodeArgs {
    /// The types; persons, places and institutions where none are asked for.
    pub fn kinds(&self) -> Vec<EntityKind> {
        let all = [NodeKind::Person, NodeKind::Place, NodeKind::Institution];
        let asked = if self.nodes.is_empty() { &all[..] } else { &self.nodes };
        asked.iter().map(|kind| EntityKind::from(*kind)).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum NodeKind {
    Person,
    Place,
    Institution,
    Meeting,
    Document,
}

impl From<NodeKind> for EntityKind {
    fn from(kind: NodeKind) -> EntityKind {
        match kind {
            NodeKind::Person => EntityKind::Person,
            NodeKind::Place => EntityKind::Place,
            NodeKind::Institution => EntityKind::Institution,
            NodeKind::Meeting => EntityKind::Meeting,
            NodeKind::Document => EntityKind::Document,
        }
    }
}

/// Where an answer goes, in which form, and how much of it.
#[derive(Args)]
pub struct SheetArgs {
    /// Write JSON, one object a line
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Write CSV
    #[arg(long)]
    pub csv: bool,
    /// Write to FILE, as CSV or JSON where its ending says so; standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Most rows, of each part where there are several; some in text, all in CSV and JSON by default
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
}

fn parse_measure(name: &str) -> Result<Measure, String> {
    let known = Measure::ALL.iter().find(|measure| measure.as_str() == name);
    known.copied().ok_or_else(|| {
        let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.as_str()).collect();
        format!("expected one of {}", names.join(", "))
    })
}
