//! `baozhi posts`: who held which post, first and last seen.

use crate::Outcome;
use crate::args::TableArgs;
use crate::console;
use crate::records::for_each_record;
use baozhi::corpus::OutputFile;
use baozhi::entity::AppointmentsBuilder;
use baozhi::{Error, Result};
use std::io::Write;

pub fn run(args: TableArgs) -> Result<Outcome> {
    let mut posts = AppointmentsBuilder::default();
    for_each_record(&args.input, |record| posts.add(&record))?;
    let table = posts.table();
    match &args.output {
        Some(path) => {
            let mut out = OutputFile::create(path)?;
            out.write_all(table.as_bytes()).map_err(|e| Error::io(path, e))?;
            out.finish()?;
        }
        None => console::print(&table)?,
    }
    Ok(Outcome::Done)
}
