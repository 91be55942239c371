//! `baozhi dict`: what dictionaries there are, and whether one's own are right.

use crate::Outcome;
use crate::args::{DictCheckArgs, DictCommand};
use crate::console;
use baozhi::lexicon::table::{self, Summary};
use baozhi::{Error, Extractor, Result};
use std::path::Path;

pub fn run(command: DictCommand) -> Result<Outcome> {
    match command {
        DictCommand::List => list(),
        DictCommand::Check(args) => check(&args),
    }
}

/// Every embedded table with its columns and what a row adds.
fn list() -> Result<Outcome> {
    let mut out = String::new();
    for table in table::embedded_tables() {
        let why = table.schema.closed.map(|why| format!(" (not to be extended: its rows {why})"));
        let users = why.unwrap_or_default();
        out += &format!("{}\t{} rows\t{}{users}\n", table.file, table.rows, table.schema.adds);
        out += &format!("\t{}\n", table.schema.columns.join("\t"));
    }
    console::print(&out)?;
    Ok(Outcome::Done)
}

/// Reads each file as `--dict` would, and says what it is or what is wrong.
fn check(args: &DictCheckArgs) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    for path in &args.files {
        match check_file(path) {
            Ok((summary, warnings)) => {
                let warnings: String = warnings.iter().map(|warning| format!("  {warning}\n")).collect();
                console::print(&format!("{}: {summary}\n{warnings}", path.display()))?;
            }
            Err(e) => {
                console::print(&format!("{e}\n"))?;
                outcome = Outcome::Partly;
            }
        }
    }
    Ok(outcome)
}

fn check_file(path: &Path) -> Result<(Summary, Vec<String>)> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let summary = table::summarize(&path.to_string_lossy(), &text)?;
    let builder = Extractor::builder().dictionary(path)?;
    Ok((summary, builder.warnings().to_vec()))
}
