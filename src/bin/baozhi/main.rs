//! The `baozhi` command line: newspapers in, records, tables and graphs out.

mod analyze;
mod args;
mod compare;
mod config;
mod console;
mod dict;
mod explain;
mod export;
mod extract;
mod filter;
mod graph;
mod measures;
mod posts;
mod progress;
mod records;
mod report;
mod resume;
mod rules;
mod run;
mod search;
mod sheet;
mod staging;
mod stats;
mod summary;
mod timeline;
mod train;
mod version;

use args::{Cli, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use console::say;
use std::io::Write;
use std::process::ExitCode;

/// What a run comes to; the numbers are the exit codes `--help` documents.
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use]
enum Outcome {
    /// Everything was read and written.
    Done,
    /// Some input could not be read; everything else was written.
    Partly,
}

impl Outcome {
    /// What two runs come to.
    fn and(self, other: Outcome) -> Outcome {
        if self == Outcome::Done { other } else { self }
    }
}

fn main() -> ExitCode {
    let cli = match arguments() {
        Ok(cli) => cli,
        Err(e) => return help_or_fault(&e),
    };
    console::talk(cli.say.talk());
    outlive_limits();
    // One line for a fault of ours, in place of a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = match std::panic::catch_unwind(|| run(cli)) {
        Ok(outcome) => outcome,
        Err(fault) => {
            let text = fault.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("unknown");
            say!("baozhi: internal fault, nothing more was written: {text}");
            return ExitCode::from(101);
        }
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::from(1),
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            say!("baozhi: {e}");
            ExitCode::from(if e.is_usage() { 2 } else { 3 })
        }
    }
}

/// Has the system refuse to write beyond a limit on the size of files, as it
/// refuses on a full disk, where it would else end the program without a word.
fn outlive_limits() {
    #[cfg(unix)]
    {
        // That the signal came is of no interest: the write it came for fails.
        let came = std::sync::Arc::default();
        // Where no handler can be set all is as it was before.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, came);
    }
}

/// The arguments, where they are right and fit together.
fn arguments() -> Result<Cli, clap::Error> {
    let mut command = Cli::command();
    // Counting the rows of all tables takes a while; only who asks for the version waits for it.
    if std::env::args_os().any(|a| a == "--version") {
        command = command.long_version(version::long());
    }
    let cli = Cli::from_arg_matches(&command.try_get_matches_from_mut(std::env::args_os())?)?;
    cli.command.check().map_err(|why| command.error(ErrorKind::ValueValidation, why))?;
    Ok(cli)
}

/// Prints help, the version, or what is wrong with the arguments.
fn help_or_fault(e: &clap::Error) -> ExitCode {
    let printed = e.print().and_then(|()| std::io::stdout().flush());
    match printed {
        _ if e.use_stderr() => ExitCode::from(2),
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            say!("baozhi: {}", console::stdout_error(e));
            ExitCode::from(3)
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run(cli: Cli) -> baozhi::Result<Outcome> {
    let mut command = cli.command;
    if !cli.no_config {
        config::complete(&mut command)?;
    }
    run::start_threads(command.threads())?;
    match command {
        Command::Extract(args) => extract::run(args),
        Command::Analyze(args) => analyze::run(args),
        Command::Graph(args) => graph::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Search(args) => search::run(args),
        Command::Timeline(args) => timeline::run(args),
        Command::Measures(args) => measures::run(args),
        Command::Compare(args) => compare::run(args),
        Command::Posts(args) => posts::run(args),
        Command::Export(args) => export::run(args),
        Command::Report(args) => report::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Train(args) => train::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Schema => print_schema(),
        Command::Completions { shell } => completions(shell),
        Command::Man { output } => manual(&output),
        Command::Dict(command) => dict::run(command),
    }
}

fn print_schema() -> baozhi::Result<Outcome> {
    console::print(&baozhi::record::json_schema())?;
    Ok(Outcome::Done)
}

/// A script that completes the command line in a shell.
fn completions(shell: clap_complete::Shell) -> baozhi::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "baozhi", &mut script);
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Done)
}

/// The manual: a page for the program and one for each command.
fn manual(folder: &std::path::Path) -> baozhi::Result<Outcome> {
    let refused = |e| baozhi::Error::io(folder, e);
    std::fs::create_dir_all(folder).map_err(refused)?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(refused)?;
    Ok(Outcome::Done)
}

/// Whoever read our output has seen enough (`| head`): that is no error.
fn is_broken_pipe(e: &baozhi::Error) -> bool {
    e.as_io().is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
