//! Lists the events of records, or writes the records back with their events
//! found anew.
//!
//! ```text
//! cargo run --release --example events -- records.jsonl                  a line an event
//! cargo run --release --example events -- --jsonl records.jsonl          records again
//! cargo run --release --example events -- --frames mine.tsv records.jsonl
//! ```
//!
//! Records are what the extractor writes: the mentions in them are taken as
//! they are, so this shows what another table of frames would find.

use baozhi::event::Frames;
use baozhi::internals::{self, Config, Input};
use baozhi::{Error, Offsets, Record, Result, Span, token};
use std::io::{BufRead, Write};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let (mut frames, mut jsonl, mut config) = (Frames::embedded(), false, Config::default());
    let mut out = std::io::BufWriter::new(std::io::stdout());
    while let Some(arg) = args.next() {
        match &*arg {
            "--jsonl" => jsonl = true,
            "--irrealis" => config.irrealis = true,
            "--frames" => {
                let path = args.next().ok_or_else(|| Error::usage("--frames needs a file"))?;
                let tsv = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
                frames = frames.with_tsv(&path, &tsv)?;
            }
            path => each(path, |record| {
                let record = renew(&frames, &config, record);
                let written = if jsonl { write_record(&mut out, record) } else { list(&mut out, &record) };
                written.map_err(|e| Error::io("-", e))
            })?,
        }
    }
    Ok(())
}

/// Calls `work` with every record of a JSONL file.
fn each(path: &str, mut work: impl FnMut(Record) -> Result<()>) -> Result<()> {
    let file = std::fs::File::open(path).map_err(|e| Error::io(path, e))?;
    for (n, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e))?;
        let record =
            serde_json::from_str(&line).map_err(|e| Error::line(path, n as u64 + 1, e.to_string()))?;
        work(record)?;
    }
    Ok(())
}

/// The record with its events, quotes and appointments found anew.
fn renew(frames: &Frames, config: &Config, record: Record) -> Record {
    let mut record = record.with_offsets(Offsets::Byte);
    let body = Span::new(record.body[0], record.body[1]);
    let sentences = token::sentences(&record.text);
    let input = Input {
        text: &record.text,
        title: (body.start > 0).then(|| Span::new(0, body.start - 1)),
        body,
        sentences: &sentences,
        words: &[],
        mentions: &record.mentions,
        entities: &record.entities,
        date: record.issue.date.as_deref().and_then(|d| d.parse().ok()),
        home: record.issue.home.as_deref(),
    };
    let found = internals::find(frames, config, &input);
    record.events = found.events;
    record.quotes = found.quotes;
    record.posts.extend(found.posts);
    record
}

fn write_record(out: &mut impl Write, record: Record) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &record.with_offsets(Offsets::Char))?;
    out.write_all(b"\n")
}

fn list(out: &mut impl Write, record: &Record) -> std::io::Result<()> {
    for e in &record.events {
        let triggers: Vec<&str> = e.triggers.iter().map(|t| &*t.text).collect();
        write!(out, "{}\t{}\t{:?}\t{}", record.id, e.kind, e.realis, triggers.join("/"))?;
        for r in &e.roles {
            write!(out, "\t{}={}", r.role, r.text)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
