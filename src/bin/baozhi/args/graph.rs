//! The arguments of `baozhi graph`: how a graph is built, weighed, thinned and
//! written.

use super::{NodeArgs, RecordArgs};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct GraphArgs {
    #[command(subcommand)]
    pub command: Option<GraphCommand>,
    #[command(flatten)]
    pub input: RecordArgs,
    #[command(flatten)]
    pub nodes: NodeArgs,
    /// Count windows of N sentences in a row too
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub window: u32,
    /// Include reporters, correspondents and photographers
    #[arg(long)]
    pub reporters: bool,
    #[command(flatten)]
    pub output: GraphOutput,
}

impl GraphArgs {
    pub fn check(&self) -> Result<(), String> {
        let output = match &self.command {
            Some(GraphCommand::Merge { output, .. }) => output,
            None => &self.output,
        };
        if self.command.is_none() && output.ties.scope == Scope::Window && self.window < 2 {
            return Err(
                "--scope window counts windows of sentences: say how many sentences with --window N, \
                        2 or more"
                    .to_owned(),
            );
        }
        output.check()
    }
}

#[derive(Subcommand)]
pub enum GraphCommand {
    /// Merge graphs of parts of a corpus, as `--format native` wrote them
    Merge {
        /// Graphs in their native form
        #[arg(required = true, value_name = "GRAPH")]
        graphs: Vec<PathBuf>,
        #[command(flatten)]
        output: GraphOutput,
    },
}

/// Which ties of a graph count, and how much.
#[derive(Args)]
pub struct TieArgs {
    /// What two names must share to be linked
    #[arg(long, value_enum, default_value_t = Scope::Sentence)]
    pub scope: Scope,
    /// The weight of a tie
    #[arg(long, value_enum, default_value_t = Weight::Count)]
    pub weight: Weight,
    /// Fewest times two names stand together
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_count: u32,
}

/// How a graph is weighed, thinned and written.
#[derive(Args)]
pub struct GraphOutput {
    /// Write to FILE; standard output by default
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub path: Option<PathBuf>,
    /// The form of the graph; by the ending of FILE, else graphml
    #[arg(long, value_enum)]
    pub format: Option<GraphFormat>,
    #[command(flatten)]
    pub ties: TieArgs,
    /// Least weight of an edge
    #[arg(long, value_name = "W", allow_negative_numbers = true)]
    pub min_weight: Option<f64>,
    /// Keep only edges that chance does not explain at this level, between 0 and 1 (0.05, say)
    #[arg(long, value_name = "ALPHA", allow_negative_numbers = true, value_parser = parse_level)]
    pub backbone: Option<f64>,
}

impl GraphOutput {
    fn check(&self) -> Result<(), String> {
        let least = match self.ties.weight {
            Weight::Count | Weight::Jaccard => 0.0,
            Weight::Npmi => -1.0,
            Weight::LogLikelihood => f64::NEG_INFINITY,
        };
        match self.min_weight {
            Some(w) if w.is_nan() || w < least => {
                let name =
                    self.ties.weight.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
                Err(format!("--min-weight {w}: no weight of {name} is less than {least}"))
            }
            _ => Ok(()),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// GraphML, for NetworkX, igraph, yEd
    Graphml,
    /// GEXF 1.3, for Gephi
    Gexf,
    /// Graphviz
    Dot,
    /// Edges as Source,Target,Weight
    Csv,
    /// Node-link JSON, for NetworkX and D3
    Json,
    /// The form that `graph merge` reads
    Native,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scope {
    Sentence,
    Window,
    Paragraph,
    Article,
    Event,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Weight {
    /// How often both are named
    Count,
    /// Normalised pointwise mutual information
    Npmi,
    /// Dunning's log-likelihood ratio
    LogLikelihood,
    /// Shared mentions out of all
    Jaccard,
}

fn parse_level(s: &str) -> Result<f64, String> {
    let level = s.parse().ok().filter(|level: &f64| *level > 0.0 && *level <= 1.0);
    level.ok_or_else(|| "expected a level between 0 and 1, such as 0.05".to_owned())
}
