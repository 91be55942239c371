//! The arguments of every command.

mod answers;
mod graph;
mod train;

pub use answers::{Color, CompareArgs, MeasuresArgs, NodeArgs, SearchArgs, SheetArgs, TimelineArgs};
pub use graph::{GraphArgs, GraphCommand, GraphFormat, GraphOutput, Scope, TieArgs, Weight};
pub use train::{TrainArgs, TrainChoiceArgs, TrainEventsArgs, TrainWhat};

use crate::console::Talk;
use crate::filter::Filter;
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
    #[command(flatten)]
    pub say: Say,
    /// Leave baozhi.toml of this folder and those above it unread
    #[arg(long, global = true)]
    pub no_config: bool,
}

/// How much a command says on standard error.
#[derive(Args)]
pub struct Say {
    /// Show no progress, no warnings and no closing line
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Show every warning, not the first twenty
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

impl Say {
    pub fn talk(&self) -> Talk {
        match (self.quiet, self.verbose) {
            (true, _) => Talk::Quiet,
            (_, true) => Talk::Verbose,
            _ => Talk::Usual,
        }
    }
}

const EXIT_CODES: &str = "Exit codes:
  0  everything was read and written
  1  some input or line could not be read (named on standard error); the rest was written
  2  wrong arguments
  3  nothing more could be done: an unreadable dictionary, a full disk
  101  a fault of the program itself";

#[derive(Subcommand)]
pub enum Command {
    /// Write one JSON record for each article
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(ExtractArgs),
    /// Do the whole job: records, tables and graph into a folder, with a summary
    #[command(after_help = ANALYZE_EXAMPLES)]
    Analyze(AnalyzeArgs),
    /// Build a co-occurrence graph from records, or merge graphs
    #[command(after_help = GRAPH_EXAMPLES)]
    Graph(GraphArgs),
    /// Summarise records: totals and rankings
    Stats(RecordArgs),
    /// Find the sentences of articles that hold words
    #[command(after_help = SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// List what is told of a person, an institution or a place, by date
    #[command(after_help = TIMELINE_EXAMPLES)]
    Timeline(TimelineArgs),
    /// Measure names in the co-occurrence graph: PageRank, betweenness, communities …
    #[command(after_help = MEASURES_EXAMPLES)]
    Measures(MeasuresArgs),
    /// Compare two periods or two sets of records: names, events, ties
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Who held which post, first and last seen: a table of appointments from records
    Posts(TableArgs),
    /// Write records in the form of another tool
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Write one HTML page to look records over
    Report(ReportArgs),
    /// Show what is read in a sentence, and by which rules
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Train the sequence model on annotated text
    #[command(after_help = TRAIN_EXAMPLES)]
    Train(TrainArgs),
    /// Count how often each rule decided, with samples, over records
    Rules(RulesArgs),
    /// Print the JSON Schema of records
    Schema,
    /// List the built-in dictionaries, or check one's own
    #[command(subcommand)]
    Dict(DictCommand),
    /// Write a script that completes this command line in a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual pages of all commands into a folder
    Man {
        /// The folder, made where there is none; man -l DIR/baozhi.1 shows the first page
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
}

impl Command {
    /// The number of threads that are asked for.
    pub fn threads(&self) -> Option<usize> {
        match self {
            Command::Extract(args) => args.input.threads.map(usize::from),
            Command::Analyze(args) => args.input.threads.map(usize::from),
            _ => None,
        }
    }

    /// # Errors
    /// Says which arguments do not fit together.
    pub fn check(&self) -> Result<(), String> {
        self.records().map_or(Ok(()), |records| records.filter.check())?;
        match self {
            Command::Graph(args) => args.check(),
            Command::Measures(args) if args.ties.scope == Scope::Window => {
                Err("--scope window is for `baozhi graph`, which counts windows of sentences".to_owned())
            }
            Command::Analyze(args) if args.scope == Scope::Window => {
                Err("--scope window counts windows of sentences, which `baozhi graph RECORDS --scope window \
                     --window N` makes of the records"
                    .to_owned())
            }
            _ => Ok(()),
        }
    }

    /// The records that a command reads.
    fn records(&self) -> Option<&RecordArgs> {
        Some(match self {
            Command::Graph(args) => &args.input,
            Command::Stats(args) => args,
            Command::Search(args) => &args.input,
            Command::Timeline(args) => &args.input,
            Command::Measures(args) => &args.input,
            Command::Compare(args) => &args.input,
            Command::Posts(args) => &args.input,
            Command::Export(args) => &args.input,
            Command::Report(args) => &args.input,
            Command::Rules(args) => &args.input,
            _ => return None,
        })
    }
}

/// `baozhi dict`.
#[derive(Subcommand)]
pub enum DictCommand {
    /// List the built-in dictionaries with their columns
    List,
    /// Say what files for --dict are, what they add and what is wrong
    Check(DictCheckArgs),
}

/// The files to check.
#[derive(Args)]
pub struct DictCheckArgs {
    /// Dictionaries as --dict takes them
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

const EXTRACT_EXAMPLES: &str = "Examples:
  baozhi extract 2021-03-03.txt                     one issue, records to standard output
  baozhi extract corpus/ -o records.jsonl           a folder of issues
  baozhi extract corpus/ -o records.jsonl --resume  go on after an interruption
  zcat news.jsonl.gz | baozhi extract -             JSON lines from standard input
  baozhi extract page.txt --date 2021-03-03 --home 许昌市
  baozhi extract corpus/ --tokens -o records.jsonl  with the words and their parts of speech";

const ANALYZE_EXAMPLES: &str = "Examples:
  baozhi analyze corpus/ -o out
  baozhi analyze 2021-*.txt -o out --dict officials.tsv
  baozhi analyze corpus/ -o out --appointments posts.tsv";

const GRAPH_EXAMPLES: &str = "Examples:
  baozhi graph records.jsonl -o graph.gexf
  baozhi graph records.jsonl --format csv --scope sentence -o edges.csv
  baozhi extract corpus/ | baozhi graph - --format graphml -o graph.graphml
  baozhi graph records.jsonl --weight npmi --min-count 3 -o ties.gexf
  baozhi graph out --nodes person -o persons.gexf
  baozhi graph a.jsonl -o a.cograph; baozhi graph b.jsonl -o b.cograph
  baozhi graph merge a.cograph b.cograph -o all.gexf    a corpus split over machines";

const EXPORT_EXAMPLES: &str = "Examples:
  baozhi export records.jsonl --format label-studio -o tasks.json
  baozhi export records.jsonl --format conll -o corpus.bio
  baozhi export records.jsonl --format tables -o tables/
  baozhi export records.jsonl --format parquet -o tables/; cd tables; duckdb -init duckdb.sql
  baozhi export records.jsonl --format sqlite -o corpus.sqlite";

const SEARCH_EXAMPLES: &str = "Examples:
  baozhi search '许昌市 会议' out                 sentences with both words, in what `analyze` wrote
  baozhi search '\"复工 复产\"' records.jsonl     the phrase with its blank
  baozhi search 水库 out --from 2021-06-01 --json";

const TIMELINE_EXAMPLES: &str = "Examples:
  baozhi timeline 周明远 out
  baozhi timeline 禾川市统计局 records.jsonl -o bureau.csv";

const MEASURES_EXAMPLES: &str = "Examples:
  baozhi measures out --nodes person
  baozhi measures records.jsonl --measure betweenness,core --scope event -o measures.csv";

const COMPARE_EXAMPLES: &str = "Examples:
  baozhi compare out --split 2021-07-01            before and from that day on
  baozhi compare out --papers 禾川日报 岚港日报    one paper and another of the same records
  baozhi compare 2020.jsonl --with 2021.jsonl --nodes person -o changes.csv";

const EXPLAIN_EXAMPLES: &str = "Examples:
  baozhi explain 市政协党组书记、主席刘明远主持会议并讲话。 --home 许昌市
  baozhi explain 去年7月，全市复工率超过99%。 --date 2021-03-03";

const TRAIN_EXAMPLES: &str = "Lines of the annotated text:
  {\"text\":\"…\",\"entities\":[{\"start\":0,\"end\":3,\"type\":\"PER\"}]}   offsets in characters; PER, LOC, ORG

Examples:
  baozhi train corpus.jsonl.gz -o my.model
  baozhi extract issues/ --model my.model -o records.jsonl";

/// What every command that reads articles takes.
#[derive(Args)]
pub struct InputArgs {
    /// Files, folders of them, or - for standard input: text, JSONL, JSON, CSV, TSV, XLSX, <doc>
    /// dumps, HTML of e-papers, ALTO, hOCR, PAGE, pdftotext -bbox-layout, OCR tables and JSON, PDF;
    /// each also .gz or .zst
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The date of pages without a masthead and of lines without a date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<jiff::civil::Date>,
    /// The paper's home locality, in full (许昌市); else taken from its name
    #[arg(long, value_name = "PLACE")]
    pub home: Option<String>,
    /// The paper of pages without a masthead and of articles that name none
    #[arg(long, value_name = "NAME")]
    pub paper: Option<String>,
    /// A dictionary of your own (TSV with the columns of the built-in ones); may be repeated
    #[arg(long, value_name = "FILE")]
    pub dict: Vec<PathBuf>,
    /// A table of appointments (person, title, institution, from, to) for names printed without
    /// a post; `baozhi posts` writes one
    #[arg(long, value_name = "FILE")]
    pub appointments: Option<PathBuf>,
    /// Another sequence model than the built-in one
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Use lexicon and grammar only, no sequence model
    #[arg(long, conflicts_with = "model")]
    pub no_model: bool,
    /// Which columns, keys or labels hold what, where their names do not tell:
    /// text=详情,date=见报日 (a column also by its number); may be repeated
    #[arg(long, value_name = "FIELD=NAME,…")]
    pub columns: Vec<String>,
    /// The encoding of text, where finding it fails (gb18030, big5, utf-16le …)
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<baozhi::page::Encoding>,
    /// Include bare numbers among the figures
    #[arg(long)]
    pub numbers: bool,
    /// Include wishes, calls and questions among the events
    #[arg(long)]
    pub irrealis: bool,
    /// Include the words with their parts of speech
    #[arg(long)]
    pub tokens: bool,
    /// Worker threads; as many as the machine has cores by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
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
    /// The form of the graph; may be repeated. csv is nodes.csv and edges.csv
    #[arg(long = "graph", value_enum, value_name = "FORMAT", default_value = "gexf")]
    pub graphs: Vec<GraphFormat>,
    /// What two names must share to be linked in the graph
    #[arg(long, value_enum, default_value_t = Scope::Sentence)]
    pub scope: Scope,
    /// Fewest times two names stand together in the graph; 1 by default, 2 in more than 2000 articles
    #[arg(long, value_name = "N")]
    pub min_count: Option<u32>,
}

/// What every command that reads records takes.
#[derive(Args)]
pub struct RecordArgs {
    /// Files of records (also .gz, .zst), folders that `analyze` wrote, or - for standard input
    #[arg(required = true, value_name = "RECORDS")]
    pub records: Vec<PathBuf>,
    #[command(flatten)]
    pub filter: Filter,
    /// Stop at the first line that is no record; else it is named, and the rest is read
    #[arg(long)]
    pub strict: bool,
}

impl RecordArgs {
    /// True for files and folders; false where something comes through a pipe.
    pub fn can_be_read_again(&self) -> bool {
        self.records.iter().all(|path| path.is_file() || path.is_dir())
    }
}

#[derive(Args)]
pub struct RulesArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    /// Samples of each rule, at most one an article
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub samples: usize,
}

#[derive(Args)]
pub struct TableArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    /// Write to FILE; standard output by default
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct ExportArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    /// The form to write
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// The file to write, or the folder for forms of several files (tables, parquet, brat)
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum ExportFormat {
    /// CSV tables of articles, mentions, entities, posts, events, figures, times, quotes and, where
    /// records have them, words, in a folder
    Tables,
    /// The same tables as Parquet files in a folder, with a duckdb.sql that makes views of them
    Parquet,
    /// The same tables as one SQLite database with full-text search (built with the feature `sqlite`)
    Sqlite,
    /// The same tables as one Excel workbook
    Xlsx,
    /// brat standoff, a .txt and an .ann for each article, in a folder
    Brat,
    /// CoNLL columns with BIO tags: a word with its part of speech a line where records have words
    /// (extract --tokens), else a character
    Conll,
    /// Label Studio tasks
    LabelStudio,
    /// W3C Web Annotations of mentions, one a line
    WebAnnotation,
    /// PLOVER events, JSONL
    Plover,
    /// GeoJSON for maps (QGIS, Leaflet, kepler.gl): a point for each division of China that is
    /// named, with its articles, mentions and events by type
    Geojson,
}

#[derive(Args)]
pub struct ReportArgs {
    #[command(flatten)]
    pub input: RecordArgs,
    /// The HTML file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The title; the papers' names by default
    #[arg(long)]
    pub title: Option<String>,
    /// Most articles in the page; of more, a sample by date is shown
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    pub limit: usize,
    /// The language that the page opens in; the browser's by default. Its reader can switch
    #[arg(long, value_name = "LANG")]
    pub lang: Option<PageLanguage>,
}

/// Languages of the report's interface.
#[derive(Clone, Copy, ValueEnum)]
pub enum PageLanguage {
    /// English
    En,
    /// Chinese
    Zh,
}

#[derive(Args)]
pub struct ExplainArgs {
    /// The sentence
    pub text: String,
    /// The issue date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub date: Option<jiff::civil::Date>,
    /// The paper's home locality, in full
    #[arg(long, value_name = "PLACE")]
    pub home: Option<String>,
    /// A dictionary of your own; may be repeated
    #[arg(long, value_name = "FILE")]
    pub dict: Vec<PathBuf>,
    /// Print a page of HTML
    #[arg(long)]
    pub html: bool,
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

/// A day as arguments give it.
pub fn parse_date(s: &str) -> Result<jiff::civil::Date, String> {
    s.parse().map_err(|_| "expected a date such as 2021-03-03".to_string())
}
