//! The records that a command reads.

use crate::args::RecordArgs;
use crate::console::{counted, note};
use crate::filter::Filter;
use baozhi::corpus;
use baozhi::export::jsonl;
use baozhi::{Record, Result};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Calls `f` on every record that the filter takes, in order, until it fails.
pub fn for_each_record(args: &RecordArgs, f: impl FnMut(Record) -> Result<()>) -> Result<()> {
    for_each_in(&args.records, &args.filter, f)
}

/// The same for the records of some files.
pub fn for_each_in(
    paths: &[PathBuf],
    filter: &Filter,
    mut f: impl FnMut(Record) -> Result<()>,
) -> Result<()> {
    let (mut read, mut taken) = (0, 0);
    for path in paths {
        let path = &file_of(path)?;
        for record in jsonl::read(open(path)?, path) {
            let record = record?;
            read += 1;
            if filter.takes(&record) {
                taken += 1;
                f(record)?;
            }
        }
    }
    if taken == 0 && read > 0 && !filter.is_open() {
        note!("baozhi: of {} none passes the filters", counted(read, "article"));
    }
    Ok(())
}

/// The records of a folder that `analyze` wrote; any other path as it is.
fn file_of(path: &Path) -> Result<PathBuf> {
    if path.is_dir() {
        crate::staging::recover(path)?;
        return Ok(path.join("records.jsonl"));
    }
    Ok(path.to_owned())
}

/// Opens a file, its compression undone, or standard input.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    corpus::open(path)
}
