//! The records that a command reads.
//!
//! A line that is no record does not end a command: it is named, the rest is
//! read, and the command ends with the code of a run that lost something, as
//! `extract` does. Records of another schema are no damage but another
//! language: they end it at once.

use crate::Outcome;
use crate::args::RecordArgs;
use crate::console::{counted, grouped, is_verbose, note, say};
use crate::filter::Filter;
use baozhi::corpus;
use baozhi::export::jsonl;
use baozhi::{Error, Record, Result};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// So many faults are named where not all are asked for.
const NAMED: usize = 20;

/// Calls `f` on every record that the filter takes, in order, until it fails.
/// The outcome says whether everything could be read.
pub fn for_each_record(args: &RecordArgs, f: impl FnMut(Record) -> Result<()>) -> Result<Outcome> {
    for_each_in(&args.records, args, f)
}

/// The same for the records of other files, by the same filter.
pub fn for_each_in(
    paths: &[PathBuf],
    args: &RecordArgs,
    f: impl FnMut(Record) -> Result<()>,
) -> Result<Outcome> {
    let mut reading = Reading::of(args);
    reading.files(paths, f)?;
    reading.conclude()
}

/// The same a second time, when all that is to be said was said.
pub fn for_each_record_again(args: &RecordArgs, f: impl FnMut(Record) -> Result<()>) -> Result<()> {
    Reading::of(args).files(&args.records, f)
}

/// What has been read and what was lost.
struct Reading<'a> {
    filter: &'a Filter,
    /// True where the first fault ends the command.
    is_strict: bool,
    read: usize,
    taken: usize,
    lost: usize,
    /// Those of the lost that will be named.
    faults: Vec<Error>,
}

impl<'a> Reading<'a> {
    fn of(args: &'a RecordArgs) -> Reading<'a> {
        let (filter, is_strict) = (&args.filter, args.strict);
        Reading { filter, is_strict, read: 0, taken: 0, lost: 0, faults: Vec::new() }
    }

    fn files(&mut self, paths: &[PathBuf], mut f: impl FnMut(Record) -> Result<()>) -> Result<()> {
        for path in paths {
            if let Err(fault) = self.file(path, &mut f)? {
                self.lose(fault)?;
            }
        }
        Ok(())
    }

    /// Reads one file; gives inside what kept it from being read.
    fn file(&mut self, path: &Path, f: &mut impl FnMut(Record) -> Result<()>) -> Result<Result<()>> {
        let opened = file_of(path).and_then(|path| Ok((open(&path)?, path)));
        let (input, path) = match opened {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        for record in jsonl::read(input, &path) {
            match record {
                Ok(record) => {
                    self.read += 1;
                    if self.filter.takes(&record) {
                        self.taken += 1;
                        f(record)?;
                    }
                }
                Err(fault) if fault.is_damaged_line() => self.lose(fault)?,
                Err(fault) if fault.is_io() => return Ok(Err(fault)),
                Err(other_schema) => return Err(other_schema),
            }
        }
        Ok(Ok(()))
    }

    /// Counts a line or a file that could not be read.
    ///
    /// # Errors
    /// The fault itself, where the first one is to end the command.
    fn lose(&mut self, fault: Error) -> Result<()> {
        if self.is_strict {
            return Err(fault);
        }
        self.lost += 1;
        if self.lost <= NAMED || is_verbose() {
            self.faults.push(fault);
        }
        Ok(())
    }

    /// Says what was lost or filtered out, and how it came out.
    ///
    /// # Errors
    /// The first fault, where nothing could be read.
    fn conclude(mut self) -> Result<Outcome> {
        if self.taken == 0 && self.read > 0 && !self.filter.is_open() {
            note!("baozhi: of {} none passes the filters", counted(self.read, "article"));
        }
        if self.lost == 0 {
            return Ok(Outcome::Done);
        }
        if self.read == 0 {
            return Err(self.faults.swap_remove(0));
        }
        for fault in &self.faults {
            say!("baozhi: {fault}");
        }
        let unnamed = match self.lost - self.faults.len() {
            0 => String::new(),
            more => format!(", {} of them not named here (--verbose names all)", grouped(more)),
        };
        let lost = match self.lost {
            1 => "1 file or line".to_owned(),
            more => format!("{} files or lines", grouped(more)),
        };
        say!("baozhi: {} read; {lost} could not be read{unnamed}", counted(self.read, "article"));
        Ok(Outcome::Partly)
    }
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
