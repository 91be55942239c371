//! The `baozhi` command line: newspapers in, records, tables and graphs out.

mod analyze;
mod args;
mod explain;
mod export;
mod extract;
mod graph;
mod posts;
mod progress;
mod report;
mod rules;
mod run;
mod stats;
mod summary;
mod train;

use args::{Cli, Command};
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// What a run comes to; the numbers are the exit codes `--help` documents.
enum Outcome {
    /// Everything was read and written.
    Done,
    /// Some input could not be read; everything else was written.
    Partly,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Extract(args) => extract::run(args),
        Command::Analyze(args) => analyze::run(args),
        Command::Graph(args) => graph::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Posts(args) => posts::run(args),
        Command::Export(args) => export::run(args),
        Command::Report(args) => report::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Train(args) => train::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Schema => print_schema(),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("baozhi: {e}");
            ExitCode::from(3)
        }
    }
}

fn print_schema() -> baozhi::Result<Outcome> {
    std::io::stdout().write_all(baozhi::record::json_schema().as_bytes())?;
    Ok(Outcome::Done)
}

/// Whoever read our output has seen enough (`| head`): that is no error.
fn is_broken_pipe(e: &baozhi::Error) -> bool {
    e.as_io().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
