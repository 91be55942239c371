//! `baozhi extract`: one record for each article.

use crate::Outcome;
use crate::args::ExtractArgs;
use crate::console::{say, stdout_error};
use crate::resume;
use crate::run::{conclude, over_corpus, prepare};
use baozhi::corpus::{Options, OutputFile, resume_point};
use baozhi::{Error, Offsets, Record, Result};
use std::io::{BufWriter, Stdout, Write};
use std::path::Path;

pub fn run(args: ExtractArgs) -> Result<Outcome> {
    let unit: Offsets = args.offsets.into();
    let (mut options, extractor) = prepare(&args.input)?;
    let mut sink = match &args.output {
        None => Sink::Stdout(BufWriter::with_capacity(256 << 10, std::io::stdout())),
        Some(path) => Sink::File(output(path, &args, &mut options)?),
    };
    let map = |record: Record| json_line(&record.with_offsets(unit));
    let report = over_corpus(&args.input, &extractor, &options, map, |line| sink.write(&line));
    let report = sink.keep(report)?;
    // A mistyped name must not empty what an earlier run wrote.
    let is_empty = report.articles + report.skipped == 0 && !report.failures.is_empty();
    if is_empty {
        sink.discard();
    } else {
        sink.finish()?;
    }
    if let Some(path) = &args.output {
        // Nothing is unfinished any more.
        let _ = std::fs::remove_file(resume::side_file(path));
    }
    Ok(conclude(&report))
}

/// The output file, gone on with where an interrupted run left it.
fn output(path: &Path, args: &ExtractArgs, options: &mut Options) -> Result<OutputFile> {
    let asked = resume::asked(args, &baozhi::corpus::expand(&args.input.inputs).0)?;
    if args.resume {
        let (lines, end) = resume_point(path)?;
        if lines > 0 {
            resume::check(path, &asked)?;
            options.skip = lines;
            return OutputFile::resume(path, end);
        }
    }
    let out = OutputFile::resumable(path)?;
    if out.is_apart() {
        let side = resume::side_file(path);
        std::fs::write(&side, asked).map_err(|e| Error::io(&side, e))?;
    }
    Ok(out)
}

/// A record as a line of JSON.
pub fn json_line(record: &Record) -> Vec<u8> {
    let mut line = Vec::with_capacity(record.text.len() * 4);
    // Writing to memory fails only for maps with keys that are not strings,
    // of which a record has none.
    if serde_json::to_writer(&mut line, record).is_ok() {
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

    /// Leaves what is there under the file's name.
    fn discard(self) {
        if let Sink::File(file) = self
            && file.is_apart()
        {
            say!("baozhi: no article was read; {} is left as it was", file.path().display());
            file.discard();
        }
    }

    fn finish(self) -> Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush().map_err(stdout_error),
            Sink::File(file) => file.finish(),
        }
    }
}
