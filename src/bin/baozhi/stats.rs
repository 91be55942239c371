//! `baozhi stats`: what a corpus of records holds, on the terminal.

use crate::Outcome;
use crate::args::RecordArgs;
use crate::console;
use crate::records::for_each_record;
use crate::summary::Summary;
use baozhi::Result;

pub fn run(args: RecordArgs) -> Result<Outcome> {
    let mut summary = Summary::default();
    let outcome = for_each_record(&args, |record| {
        summary.add(&record);
        Ok(())
    })?;
    console::print(&summary.to_string())?;
    Ok(outcome)
}
