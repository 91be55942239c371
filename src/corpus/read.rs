//! Inputs to batches: opening, decompressing and cutting up, within limits.

use super::Options;
use super::input::Input;
use super::parse;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of JSON lines that make a batch: large enough that handing it over
/// costs nothing, small enough that the workers stay evenly busy.
const BATCH: usize = 256 << 10;

/// Expansion that no text reaches: gzip's own maximum is about 1000.
const MAX_EXPANSION: u64 = 200;

/// Bounds on single inputs, against files that are damaged or hostile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest page file after decompression, in bytes.
    pub page: u64,
    /// Longest JSON line, in bytes.
    pub line: usize,
}

impl Default for Limits {
    /// 256 MiB each: a hundred times the largest issue.
    fn default() -> Limits {
        Limits { page: 256 << 20, line: 256 << 20 }
    }
}

/// A piece of work: some lines of one file, or the pages of one issue.
pub(super) struct Batch {
    /// Bytes of input, as stored, read up to the end of this batch.
    pub read: u64,
    /// Articles at its head that an earlier run has written.
    pub skip: u64,
    pub content: Content,
}

impl Batch {
    /// The bytes that the batch holds.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Lines(lines) => lines.bytes.len(),
            Content::Pages(pages) => pages.iter().map(|p| p.bytes.len()).sum(),
            Content::Failed(_) => 0,
        }
    }
}

pub(super) enum Content {
    Lines(Lines),
    /// The pages of one issue, in page order as the files came.
    Pages(Vec<PageFile>),
    /// An input that could not be read (on).
    Failed(Error),
}

/// Whole lines of a JSONL file.
pub(super) struct Lines {
    pub path: Arc<str>,
    /// Number of the first line, from 1.
    pub first: u64,
    /// Where the first line starts in the decompressed file.
    pub offset: u64,
    pub bytes: Vec<u8>,
}

/// One file that holds a page, or a whole issue.
pub(super) struct PageFile {
    pub input: Input,
    pub bytes: Vec<u8>,
}

/// Reads all inputs in order and hands them on in batches, until `send` says
/// to stop. Batches that an earlier run has written are passed over.
pub(super) fn batches(inputs: &[Input], options: &Options, send: &mut dyn FnMut(Batch) -> bool) {
    let mut skip = options.skip;
    let mut send = |mut batch: Batch| {
        if skip > 0 && !matches!(batch.content, Content::Failed(_)) {
            let here = parse::count(&batch, options);
            batch.skip = skip.min(here);
            skip -= batch.skip;
        }
        send(batch)
    };
    let read = Arc::new(AtomicU64::new(0));
    let mut at = 0;
    while at < inputs.len() {
        let group = group_len(&inputs[at..]);
        if !send_group(&inputs[at..at + group], &options.limits, &read, &mut send) {
            return;
        }
        at += group;
    }
}

/// How many of the first inputs are pages of one issue.
fn group_len(inputs: &[Input]) -> usize {
    let Some(page) = &inputs[0].page else { return 1 };
    inputs.iter().take_while(|i| i.page.as_ref().is_some_and(|p| p.issue == page.issue)).count()
}

fn send_group(
    inputs: &[Input],
    limits: &Limits,
    read: &Arc<AtomicU64>,
    send: &mut dyn FnMut(Batch) -> bool,
) -> bool {
    let batch = |content| Batch { read: read.load(Ordering::Relaxed), skip: 0, content };
    let mut pages = Vec::new();
    let mut held = 0;
    for input in inputs {
        let outcome = open(input, read).and_then(|mut source| {
            if is_jsonl(&mut source, input)? {
                return Ok(send_lines(source, input, limits, read, send));
            }
            let bytes = read_page(source, input, limits)?;
            held += bytes.len() as u64;
            // Pages of one issue share a masthead, but never more than a page may hold.
            let full = held > limits.page && !pages.is_empty();
            let before = if full { std::mem::take(&mut pages) } else { Vec::new() };
            held = if full { bytes.len() as u64 } else { held };
            pages.push(PageFile { input: input.clone(), bytes });
            Ok(before.is_empty() || send(batch(Content::Pages(before))))
        });
        match outcome {
            Ok(true) => {}
            Ok(false) => return false,
            Err(e) => {
                if !send(batch(Content::Failed(e))) {
                    return false;
                }
            }
        }
    }
    pages.is_empty() || send(batch(Content::Pages(pages)))
}

type Source = BufReader<Box<dyn Read>>;

/// Opens an input and undoes its compression, which the first bytes tell.
fn open(input: &Input, read: &Arc<AtomicU64>) -> Result<Source> {
    let raw: Box<dyn Read> = if input.is_stdin() {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(&input.path).map_err(|e| Error::io(&input.path, e))?)
    };
    let mut raw = BufReader::with_capacity(64 << 10, Counted { inner: raw, total: read.clone() });
    let head = raw.fill_buf().map_err(|e| Error::io(&input.path, e))?;
    let plain: Box<dyn Read> = match head {
        [0x1f, 0x8b, ..] => Box::new(Guarded::new(flate2::bufread::MultiGzDecoder::new(raw), input, read)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            let zstd = ruzstd::decoding::StreamingDecoder::new(raw);
            let zstd = zstd.map_err(|e| Error::input(&input.path, format!("damaged zstd data: {e}")))?;
            Box::new(Guarded::new(zstd, input, read))
        }
        _ => Box::new(raw),
    };
    Ok(BufReader::with_capacity(64 << 10, plain))
}

/// Counts the stored bytes that are read, for progress.
struct Counted<R> {
    inner: R,
    total: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.total.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Stops a decompression bomb: far more bytes come out than any text gives.
struct Guarded<R> {
    inner: R,
    path: PathBuf,
    total: Arc<AtomicU64>,
    start: u64,
    out: u64,
}

impl<R> Guarded<R> {
    fn new(inner: R, input: &Input, total: &Arc<AtomicU64>) -> Guarded<R> {
        let start = total.load(Ordering::Relaxed);
        Guarded { inner, path: input.path.clone(), total: total.clone(), start, out: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.out += n as u64;
        // The 64 KiB that were read ahead count, so that small files pass.
        let stored = self.total.load(Ordering::Relaxed).saturating_sub(self.start) + (64 << 10);
        if self.out / MAX_EXPANSION > stored {
            let what = format!(
                "{} expands more than {MAX_EXPANSION} times, which no text does; it is not read on",
                self.path.display()
            );
            return Err(std::io::Error::other(what));
        }
        Ok(n)
    }
}

/// JSONL by its name, or by a first line that looks like an object.
fn is_jsonl(source: &mut Source, input: &Input) -> Result<bool> {
    let name = input.path.to_string_lossy();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
    if name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return Ok(true);
    }
    let head = source.fill_buf().map_err(|e| Error::io(&input.path, e))?;
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut bytes = head.iter().filter(|b| !b.is_ascii_whitespace());
    Ok(bytes.next() == Some(&b'{') && bytes.next() == Some(&b'"'))
}

fn read_page(source: Source, input: &Input, limits: &Limits) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(limits.page + 1).read_to_end(&mut bytes).map_err(|e| Error::io(&input.path, e))?;
    if bytes.len() as u64 > limits.page {
        let what = format!("larger than the limit of {} bytes for one page file", limits.page);
        return Err(Error::input(&input.path, what));
    }
    Ok(bytes)
}

/// Cuts a JSONL source into batches of whole lines; false when told to stop.
fn send_lines(
    mut source: Source,
    input: &Input,
    limits: &Limits,
    read: &AtomicU64,
    send: &mut dyn FnMut(Batch) -> bool,
) -> bool {
    let path: Arc<str> = input.path.to_string_lossy().into();
    let mut lines = Lines { path: path.clone(), first: 1, offset: 0, bytes: Vec::new() };
    let mut next_line = 1;
    let mut offset = 0;
    loop {
        let start = lines.bytes.len();
        let outcome = read_line(&mut source, &mut lines.bytes, limits.line);
        let grown = lines.bytes.len() - start;
        let failure = match outcome {
            Ok(()) => None,
            Err(e) => {
                lines.bytes.truncate(start);
                Some(Error::line(&input.path, next_line, e.to_string()))
            }
        };
        offset += grown as u64;
        next_line += 1;
        let ended = grown == 0 || failure.is_some();
        if (ended && !lines.bytes.is_empty()) || lines.bytes.len() >= BATCH {
            let fresh = Lines { path: path.clone(), first: next_line, offset, bytes: Vec::new() };
            let full = std::mem::replace(&mut lines, fresh);
            if !send(Batch { read: read.load(Ordering::Relaxed), skip: 0, content: Content::Lines(full) }) {
                return false;
            }
        }
        if let Some(e) = failure {
            return send(Batch { read: read.load(Ordering::Relaxed), skip: 0, content: Content::Failed(e) });
        }
        if ended {
            return true;
        }
    }
}

/// Appends one line with its newline; nothing at the end of the input.
fn read_line(source: &mut Source, out: &mut Vec<u8>, limit: usize) -> std::io::Result<()> {
    let start = out.len();
    source.take(limit as u64 + 1).read_until(b'\n', out)?;
    if out.len() - start > limit {
        return Err(std::io::Error::other(format!("longer than the limit of {limit} bytes for one line")));
    }
    Ok(())
}
