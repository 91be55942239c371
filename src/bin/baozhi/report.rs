//! `baozhi report`: one HTML page to look records over.

use crate::Outcome;
use crate::args::ReportArgs;
use crate::records::for_each_record;
use baozhi::Result;
use baozhi::corpus::OutputFile;
use baozhi::export::report::{self, ReportOptions};

pub fn run(args: ReportArgs) -> Result<Outcome> {
    let mut records = Vec::new();
    for_each_record(&args.input, |record| {
        records.push(record);
        Ok(())
    })?;
    let options = ReportOptions::default().with_title(args.title.unwrap_or_default());
    let mut out = OutputFile::create(&args.output)?;
    report::write(&records, &options, &mut out).map_err(|e| e.at(&args.output))?;
    out.finish()?;
    Ok(Outcome::Done)
}
