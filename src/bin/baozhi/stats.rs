//! `baozhi stats`: what a corpus of records holds, on the terminal.

use crate::Outcome;
use crate::args::RecordArgs;
use crate::graph::for_each_record;
use crate::summary::Summary;
use baozhi::Result;

pub fn run(args: RecordArgs) -> Result<Outcome> {
    let mut summary = Summary::default();
    for_each_record(&args.records, |record| summary.add(&record))?;
    print!("{summary}");
    Ok(Outcome::Done)
}
