//! `baozhi extract`: one record for each article.

use crate::Outcome;
use crate::args::ExtractArgs;
use crate::run::{conclude, over_corpus, prepare};
use baozhi::corpus::{OutputFile, resume_point};
use baozhi::{Error, Offsets, Record, Result};
use std::io::{BufWriter, Stdout, Write};
use std::path::Path;

pub fn run(args: ExtractArgs) -> Result<Outcome> {
    let unit: Offsets = args.offsets.into();
    let (mut options, extractor) = prepare(&args.input)?;
    let mut sink = match &args.output {
        None => Sink::Stdout(BufWriter::with_capacity(256 << 10, std::io::stdout())),
        Some(path) if args.resume => {
            let (lines, end) = resume_point(path)?;
            options.skip = lines;
            let resumed = if lines > 0 { OutputFile::resume(path, end) } else { OutputFile::create(path) };
            Sink::File(resumed?)
        }
        Some(path) => Sink::File(OutputFile::create(path)?),
    };
    let map = |record: Record| json_line(record, unit);
    let report = over_corpus(&args.input, &extractor, &options, map, |line| sink.write(&line));
    let report = sink.keep(report)?;
    sink.finish()?;
    Ok(conclude(&report, args.input.quiet))
}

/// A record as a line of JSON, its offsets in `unit`.
pub fn json_line(record: Record, unit: Offsets) -> Vec<u8> {
    let record = record.with_offsets(unit);
    let mut line = Vec::with_capacity(record.text.len() * 4);
    // Writing to memory fails only for maps with keys that are not strings,
    // of which a record has none.
    if serde_json::to_writer(&mut line, &record).is_ok() {
        line.push(b'\n');
    }
    line
}

/// Where records go.
enum Sink {
    Stdout(BufWriter<Stdout>),
    File(OutputFile),
}

impl Sink {
    fn write(&mut self, line: &[u8]) -> Result<()> {
        match self {
            Sink::Stdout(out) => out.write_all(line).map_err(stdout_error),
            Sink::File(file) => file.write_all(line).map_err(|e| Error::io(file.path(), e)),
        }
    }

    /// After a failed run, puts what was written on disk for `--resume`.
    fn keep<T>(&mut self, outcome: Result<T>) -> Result<T> {
        if outcome.is_err()
            && let Sink::File(file) = self
        {
            let _ = file.flush();
        }
        outcome
    }

    fn finish(self) -> Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush().map_err(stdout_error),
            Sink::File(file) => file.finish(),
        }
    }
}

fn stdout_error(e: std::io::Error) -> Error {
    Error::io(Path::new("standard output"), e)
}
