//! The arguments of `baozhi train`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct TrainArgs {
    #[command(subcommand)]
    pub what: Option<TrainWhat>,
    /// Annotated text as JSON lines, also .gz
    #[arg(required = true, value_name = "CORPUS")]
    pub corpora: Vec<PathBuf>,
    /// The model file to write
    #[arg(short, long, value_name = "FILE", required = true)]
    pub output: Option<PathBuf>,
    /// Times every sentence is looked at
    #[arg(long, default_value_t = 6)]
    pub epochs: usize,
    /// The seed: the same seed and text give the same model
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// What else can be trained.
#[derive(Subcommand)]
pub enum TrainWhat {
    /// The weights of the choice among names (`dicts/choice.tsv`), scored five-fold on articles not learnt from
    Choice(TrainChoiceArgs),
    /// The weights of the event stage (`dicts/events_*.tsv`), scored five-fold on articles not learnt from
    #[command(after_help = EVENTS_EXAMPLES)]
    Events(TrainEventsArgs),
}

#[derive(Args)]
pub struct TrainChoiceArgs {
    /// Labelled articles as JSON lines: text, date, home, persons, places, institutions
    #[arg(required = true, value_name = "ARTICLES")]
    pub articles: Vec<PathBuf>,
    /// The table to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// The sequence model to read the articles with: one that has not seen them
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// Learn for extraction without a sequence model
    #[arg(long, conflicts_with = "model")]
    pub without_model: bool,
    /// More labelled articles, learnt from by every part and never scored
    #[arg(long, value_name = "ARTICLES")]
    pub further: Vec<PathBuf>,
    /// The sequence model to read those with: one that has not seen them.
    #[arg(long, value_name = "FILE", requires = "further", conflicts_with = "without_model")]
    pub further_model: Option<PathBuf>,
    /// Write the records of the articles, each read with weights that had not seen it
    #[arg(long, value_name = "FILE")]
    pub records: Option<PathBuf>,
}

#[derive(Args)]
pub struct TrainEventsArgs {
    /// Labelled articles as JSON lines: id, text, date, home, events
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// Labelled articles that the frames were written on: learnt from, but no threshold is set
    /// and no score of the tables' heads measured on them
    #[arg(long, value_name = "GOLD")]
    pub developed: Vec<PathBuf>,
    /// The sequence model to read the articles with: one that has not seen them
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// More articles, of which those with a label are learnt from by every part and never scored
    #[arg(long, value_name = "GOLD")]
    pub further: Vec<PathBuf>,
    /// The sequence model to read those with: one that has not seen them
    #[arg(long, value_name = "FILE", requires = "further")]
    pub further_model: Option<PathBuf>,
    /// Events by the ids of articles (article, type, realis, optional, triggers, roles), for articles whose
    /// lines tell none
    #[arg(long, value_name = "TABLE")]
    pub labels: Option<PathBuf>,
    /// The folder the tables are written into, made where there is none
    #[arg(short, long, value_name = "FOLDER", default_value = "dicts")]
    pub output: PathBuf,
    /// Also write the events found in cross-validation, one record a line
    #[arg(long, value_name = "FILE")]
    pub records: Option<PathBuf>,
    /// The seed that mixes the articles into parts
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How closely a decision is fitted, as keep=0.2 (keep, kind, same, realis, role, rank, joint)
    #[arg(long, value_name = "DECISION=STRENGTH")]
    pub strength: Vec<String>,
    /// Measure only, write no tables
    #[arg(long)]
    pub dry_run: bool,
}

const EVENTS_EXAMPLES: &str = "Examples:
  baozhi train events gold.jsonl -o dicts                tables in ./dicts
  baozhi train events gold.jsonl --records found.jsonl   and what was found in cross-validation
  baozhi train events gold.jsonl --further articles.jsonl --labels dicts/scripts/events/labels.tsv
                                                         learn from more articles, score on the first";
