//! `baozhi posts`: who held which post, from when, until when where that is told, else when last seen.

use crate::Outcome;
use crate::args::TableArgs;
use crate::console;
use crate::records::for_each_record;
use baozhi::corpus::OutputFile;
use baozhi::entity::AppointmentsBuilder;
use baozhi::{Error, Result};
use std::io::Write;
use std::path::Path;

pub fn run(args: TableArgs) -> Result<Outcome> {
    let mut posts = AppointmentsBuilder::default();
    let outcome = for_each_record(&args.input, |record| {
        posts.add(&record);
        Ok(())
    })?;
    let is_csv =
        args.output.as_deref().and_then(Path::extension).is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let table = if is_csv { posts.csv_table() } else { posts.table() };
    match &args.output {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            out.write_all(table.as_bytes()).map_err(|e| Error::io(path, e))?;
            out.finish()?;
        }
        None => console::print(&table)?,
    }
    Ok(outcome)
}
