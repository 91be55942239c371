//! The arguments of every command.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Parser)]
#[command(
    name = "baozhi",
    version,
    about = "Chinese newspapers into structured data",
    long_about = "Turns Chinese newspaper issues (text pages or JSONL) into records: persons with their \
                  posts, institutions, places, events, quotes, figures and dates, and a co-occurrence \
                  graph over them. Works offline.",
    after_help = EXIT_CODES
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes:
  0  everything was read and written
  1  some input could not be read (named on standard error); the rest was written
  2  wrong arguments
  3  nothing more could be done: an unreadable dictionary, a full disk";

#[derive(Subcommand)]
pub enum Command {
    /// Write one JSON record for each article
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(ExtractArgs),
    /// Do the whole job: records, tables and graph into a folder, with a summary
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze(AnalyzeArgs),
    /// Build a co-occurrence graph from records
    #[command(after_help = GRAPH_EXAMPLES)]
    Graph(GraphArgs),
}

const EXTRACT_EXAMPLES: &str = "Examples:
  baozhi extract 2021-03-03.txt                     one issue, records to standard output
  baozhi extract corpus/ -o records.jsonl           a folder of issues
  baozhi extract corpus/ -o records.jsonl --resume  go on after an interruption
  zcat news.jsonl.gz | baozhi extract -             JSON lines from standard input
  baozhi extract page.txt --date 2021-03-03 --home 许昌市";

const ANALYZE_EXAMPLES: &str = "Examples:
  baozhi analyze corpus/ -o out
  baozhi analyze 2021-*.txt -o out --dict officials.tsv";

const GRAPH_EXAMPLES: &str = "Examples:
  baozhi graph records.jsonl -o graph.gexf
  baozhi graph records.jsonl --format csv --scope sentence -o edges.csv
  baozhi extract corpus/ | baozhi graph - --format graphml -o graph.graphml";

/// What every command that reads articles takes.
#[derive(Args)]
pub struct InputArgs {
    /// Text pages, JSONL files (either also .gz or .zst), folders of them, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The date of pages without a masthead and of lines without a date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<jiff::civil::Date>,
    /// The paper's home locality, in full (许昌市); else taken from its name
    #[arg(long, value_name = "PLACE")]
    pub home: Option<String>,
    /// A dictionary of your own (TSV with the columns of the built-in ones); may be repeated
    #[arg(long, value_name = "FILE")]
    pub dict: Vec<PathBuf>,
    /// Another sequence model than the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Use lexicon and grammar only, no sequence model
    #[arg(long, conflicts_with = "model")]
    pub no_model: bool,
    /// The encoding of text pages, where finding it fails (gb18030, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<baozhi::page::Encoding>,
    /// Include bare numbers among the figures
    #[arg(long)]
    pub numbers: bool,
    /// Include wishes, calls and questions among the events
    #[arg(long)]
    pub irrealis: bool,
    /// Worker threads; as many as the machine has cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Show no progress and no warnings
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Write to FILE, which appears when it is whole; standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The unit of every offset
    #[arg(long, value_enum, default_value_t = OffsetUnit::Char)]
    pub offsets: OffsetUnit,
    /// Go on where an interrupted run with the same arguments stopped
    #[arg(long, requires = "output")]
    pub resume: bool,
}

#[derive(Args)]
pub struct AnalyzeArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// The folder to write to; made when it is not there
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

#[derive(Args)]
pub struct GraphArgs {
    /// Files of records, or - for standard input
    #[arg(required = true, value_name = "RECORDS")]
    pub records: Vec<PathBuf>,
    /// Write to FILE; standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The form of the graph; by the ending of FILE, else graphml
    #[arg(long, value_enum)]
    pub format: Option<GraphFormat>,
    /// What two names must share to be linked
    #[arg(long, value_enum, default_value_t = Scope::Sentence)]
    pub scope: Scope,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum OffsetUnit {
    /// Unicode code points, what Python slices by
    Char,
    /// UTF-8 bytes
    Byte,
    /// UTF-16 code units, what JavaScript slices by
    Utf16,
}

impl From<OffsetUnit> for baozhi::Offsets {
    fn from(unit: OffsetUnit) -> baozhi::Offsets {
        match unit {
            OffsetUnit::Char => baozhi::Offsets::Char,
            OffsetUnit::Byte => baozhi::Offsets::Byte,
            OffsetUnit::Utf16 => baozhi::Offsets::Utf16,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    Graphml,
    Gexf,
    Dot,
    Csv,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Scope {
    Sentence,
    Paragraph,
    Article,
    Event,
}

fn parse_date(s: &str) -> Result<jiff::civil::Date, String> {
    s.parse().map_err(|_| "expected a date such as 2021-03-03".to_string())
}
