//! Inputs to batches: opening, decompressing and cutting up, within limits.

use super::Options;
use super::input::Input;
use super::parse;
use super::source::{Failing, Lines, Source, Transcoded, open_input, peek};
use super::tally::Tally;
use crate::error::{Error, Result};
use crate::input::{Kind, Refused, doc_xml, ending, sniff, table};
use crate::page::{self, Encoding};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of JSON lines that make a batch: large enough that handing it over
/// costs nothing, small enough that the workers stay evenly busy.
const BATCH: usize = 256 << 10;

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

/// A piece of work: some records of one file, or the pages of one issue.
pub(super) struct Batch {
    /// Bytes of input, as stored, read up to the end of this batch.
    pub read: u64,
    /// Articles at its head that an earlier run has written.
    pub skip: u64,
    /// Files that began in this batch, or were left.
    pub tally: Tally,
    pub content: Content,
}

impl Batch {
    /// The bytes that the batch holds.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Records(records) => records.bytes.len(),
            Content::Files(files) => files.iter().map(|f| f.bytes.len()).sum(),
            Content::Failed(_) | Content::Left => 0,
        }
    }
}

pub(super) enum Content {
    Records(Records),
    /// Whole files: the pages of one issue, in page order as the files came,
    /// or one file of another kind.
    Files(Vec<WholeFile>),
    /// An input that could not be read (on).
    Failed(Error),
    /// A file that is not read, and need not be.
    Left,
}

/// Whole records of a file that is read piece by piece, in UTF-8 but for
/// damage.
pub(super) struct Records {
    pub input: Arc<Named>,
    pub form: Form,
    /// Number of the line the first record begins on, from 1.
    pub first: u64,
    /// Where the first record starts in the decoded file.
    pub offset: u64,
    /// True where the file was in another encoding.
    pub decoded: bool,
    pub bytes: Vec<u8>,
}

/// The file that records are of.
pub(super) struct Named {
    pub path: String,
    pub name: String,
}

/// What the records of a file are.
#[derive(Clone)]
pub(super) enum Form {
    /// Lines of JSON.
    Lines,
    /// Rows of a table.
    Rows(Arc<table::Header>),
    /// `<doc>` elements.
    Docs,
}

/// One file that is read as a whole.
pub(super) struct WholeFile {
    pub input: Input,
    pub kind: Kind,
    pub bytes: Vec<u8>,
}

/// Reads all inputs in order and hands them on in batches, until `send` says
/// to stop. Batches that an earlier run has written are passed over.
pub(super) fn batches(inputs: &[Input], options: &Options, send: &mut dyn FnMut(Batch) -> bool) {
    let mut skip = options.skip;
    let mut send = |mut batch: Batch| {
        if skip > 0 && matches!(batch.content, Content::Records(_) | Content::Files(_)) {
            let here = parse::count(&batch, options);
            batch.skip = skip.min(here);
            skip -= batch.skip;
        }
        send(batch)
    };
    let mut reader = Reader {
        options,
        read: Arc::new(AtomicU64::new(0)),
        refusals: Refusals::default(),
        send: &mut send,
        pages: Vec::new(),
        held: 0,
    };
    let mut at = 0;
    while at < inputs.len() {
        let group = group_len(&inputs[at..]);
        if !reader.group(&inputs[at..at + group]) {
            return;
        }
        at += group;
    }
    reader.tell_refusals();
}

/// How many of the first inputs are pages of one issue.
fn group_len(inputs: &[Input]) -> usize {
    let Some(page) = &inputs[0].page else { return 1 };
    inputs.iter().take_while(|i| i.page.as_ref().is_some_and(|p| p.issue == page.issue)).count()
}

/// Reads files one after the other.
struct Reader<'a> {
    options: &'a Options,
    read: Arc<AtomicU64>,
    refusals: Refusals,
    send: &'a mut dyn FnMut(Batch) -> bool,
    /// Pages of the issue that is being gathered, and their bytes.
    pages: Vec<WholeFile>,
    held: u64,
}

impl Reader<'_> {
    /// Reads the pages of one issue; false when told to stop.
    fn group(&mut self, inputs: &[Input]) -> bool {
        for input in inputs {
            let outcome = self.input(input);
            let went_on = match outcome {
                Ok(went_on) => went_on,
                Err(e) => {
                    let mut tally = Tally::default();
                    tally.note_left(&sort_of(input), 1);
                    self.give(tally, Content::Failed(e))
                }
            };
            if !went_on {
                return false;
            }
        }
        self.flush_pages()
    }

    fn give(&mut self, tally: Tally, content: Content) -> bool {
        (self.send)(Batch { read: self.read.load(Ordering::Relaxed), skip: 0, tally, content })
    }

    fn flush_pages(&mut self) -> bool {
        self.held = 0;
        let pages = std::mem::take(&mut self.pages);
        pages.is_empty() || self.give(Tally::default(), Content::Files(pages))
    }

    fn left(&mut self, what: &str) -> bool {
        let mut tally = Tally::default();
        tally.note_left(what, 1);
        self.give(tally, Content::Left)
    }

    fn input(&mut self, input: &Input) -> Result<bool> {
        let (head, mut source) = peek(open_input(input, &self.read)?, input)?;
        let kind = self.kind(&head, input);
        match kind {
            Kind::Refused(_) if input.beside => return Ok(self.left(&sort_of(input))),
            Kind::Refused(refused) if input.found => {
                self.refusals.note(refused, input);
                return Ok(self.left(&sort_of(input)));
            }
            Kind::Refused(refused) => {
                let Refused { what, instead } = refused;
                return Err(Error::input(&input.path, format!("{what} is not read; {instead}")));
            }
            Kind::Text if input.found && !is_newspaper_text(&head, &input.path) => {
                return Ok(self.left(&sort_of(input)));
            }
            _ => {}
        }
        let mut decoded = false;
        let form = match kind {
            Kind::JsonLines => Form::Lines,
            Kind::DocXml => Form::Docs,
            Kind::Table => {
                (source, decoded) = self.decoded(source, &head, false);
                Form::Rows(Arc::new(self.header(&mut source, input, &head)?))
            }
            _ => return self.whole(source, input, kind),
        };
        if kind != Kind::Table {
            (source, decoded) = self.decoded(source, &head, kind == Kind::JsonLines);
        }
        Ok(self.records(source, input, kind, form, decoded))
    }

    /// What a file is; refused where nothing is known of its encoding.
    fn kind(&self, head: &[u8], input: &Input) -> Kind {
        let kind = sniff(head, &input.path, &self.options.columns);
        let is_text = matches!(kind, Kind::Text | Kind::JsonLines | Kind::Json | Kind::Table | Kind::DocXml);
        let foreign = if is_text && self.options.encoding.is_none() { page::foreign(head) } else { None };
        let instead = "convert it first: iconv -t UTF-8 FILE; or name another encoding with --encoding";
        foreign.map_or(kind, |what| Kind::Refused(Refused { what, instead }))
    }

    /// The source in UTF-8, and whether it was in another encoding.
    fn decoded(&self, source: Source, head: &[u8], by_line: bool) -> (Source, bool) {
        let encoding = page::encoding_of(head, self.options.encoding);
        if encoding == Encoding::Utf8 {
            return (source, false);
        }
        (self.transcoded(source, encoding, by_line), true)
    }

    fn transcoded(&self, source: Source, encoding: Encoding, by_line: bool) -> Source {
        match encoding {
            found if by_line && self.options.encoding.is_none() && found.keeps_lines() => {
                let lines = Lines::new(source, encoding, self.options.limits.line);
                BufReader::with_capacity(64 << 10, Box::new(lines))
            }
            // Rare enough to be read whole.
            other if !other.streams() => {
                let mut bytes = Vec::new();
                let read = source.take(self.options.limits.page).read_to_end(&mut bytes);
                let text = page::decode(&bytes, Some(other)).text.into_owned();
                let text = std::io::Cursor::new(text.into_bytes());
                let whole: Box<dyn Read> = match read {
                    Ok(_) => Box::new(text),
                    Err(e) => Box::new(text.chain(Failing(Some(e)))),
                };
                BufReader::with_capacity(64 << 10, whole)
            }
            other => BufReader::with_capacity(64 << 10, Box::new(Transcoded::new(source, other))),
        }
    }

    /// Reads a table up to the row that names its columns: the first, or one of those
    /// after it, where others tell what the table is a list of.
    fn header(&self, source: &mut Source, input: &Input, head: &[u8]) -> Result<table::Header> {
        let wrong = |why: String| Error::line(&input.path, 1, why);
        let sample = page::decode(head, self.options.encoding);
        let named = matches!(ending(&input.path).as_str(), "csv" | "tsv" | "tab");
        let text = sample.text.trim_start();
        let dialect = table::Dialect::of(text, &self.options.columns, named);
        let Some(dialect) = dialect else { return Err(wrong("expected a line of column names".to_owned())) };
        let (mut rows, mut first) = (Vec::new(), None);
        let cut = Cut::Rows(dialect);
        for _ in 0..table::ROWS_OF_NAMES {
            let before = rows.len();
            while rows[before..].trim_ascii().is_empty() {
                let start = rows.len();
                read_record(source, &mut rows, self.options.limits.line, &cut)
                    .map_err(|e| wrong(e.to_string()))?;
                if rows.len() == start {
                    return Err(wrong(first.unwrap_or_else(|| "the table is empty".to_owned())));
                }
            }
            match table::Header::read(&rows, before, dialect, &self.options.columns) {
                Ok(header) => return Ok(header),
                Err(why) => first = first.or(Some(why)),
            }
        }
        Err(wrong(first.unwrap_or_default()))
    }

    /// A file that is read as a whole; pages of one issue are gathered, but
    /// never more than a page may hold.
    fn whole(&mut self, source: Source, input: &Input, kind: Kind) -> Result<bool> {
        let bytes = read_page(source, input, &self.options.limits)?;
        let size = bytes.len() as u64;
        let full = self.held + size > self.options.limits.page && !self.pages.is_empty();
        if full && !self.flush_pages() {
            return Ok(false);
        }
        self.held += size;
        self.pages.push(WholeFile { input: input.clone(), kind, bytes });
        Ok(true)
    }

    /// Cuts a source into batches of whole records; false when told to stop.
    fn records(&mut self, mut source: Source, input: &Input, kind: Kind, form: Form, decoded: bool) -> bool {
        let named =
            Arc::new(Named { path: input.path.to_string_lossy().into_owned(), name: input.name.clone() });
        let mut tally = Tally::default();
        tally.note_read(kind.name());
        let (mut line, mut offset) = (1, 0);
        if let Form::Rows(header) = &form {
            (line, offset) = (1 + header.lines(), header.len());
        }
        let cut = Cut::of(&form);
        let mut bytes = Vec::new();
        let (mut first, mut start) = (line, offset);
        loop {
            let before = bytes.len();
            let outcome = read_record(&mut source, &mut bytes, self.options.limits.line, &cut);
            let failure = match outcome {
                Ok(()) => None,
                Err(e) => {
                    bytes.truncate(before);
                    Some(Error::line(&input.path, line, e.to_string()))
                }
            };
            let grown = bytes.len() - before;
            line += memchr::memchr_iter(b'\n', &bytes[before..]).count() as u64;
            offset += grown as u64;
            let ended = grown == 0 || failure.is_some();
            if (ended && !bytes.is_empty()) || bytes.len() >= BATCH {
                let full = std::mem::take(&mut bytes);
                let records = Records {
                    input: named.clone(),
                    form: form.clone(),
                    first,
                    offset: start,
                    decoded,
                    bytes: full,
                };
                if !self.give(std::mem::take(&mut tally), Content::Records(records)) {
                    return false;
                }
                (first, start) = (line, offset);
            }
            if let Some(e) = failure {
                return self.give(tally, Content::Failed(e));
            }
            if ended {
                return tally.read.is_empty() || self.give(tally, Content::Left);
            }
        }
    }

    /// One error for all files of a folder that are refused for one reason.
    fn tell_refusals(&mut self) {
        for (refused, (files, first)) in std::mem::take(&mut self.refusals.0) {
            let Refused { what, instead } = refused;
            let more = if files > 1 { format!(" (and {} more files)", files - 1) } else { String::new() };
            let e = Error::input(&first, format!("{what} is not read{more}; {instead}"));
            if !self.give(Tally::default(), Content::Failed(e)) {
                return;
            }
        }
    }
}

/// What was refused in folders: how many files, and the first.
#[derive(Default)]
struct Refusals(Vec<(Refused, (u64, PathBuf))>);

impl Refusals {
    fn note(&mut self, refused: Refused, input: &Input) {
        match self.0.iter_mut().find(|(r, _)| *r == refused) {
            Some((_, (files, _))) => *files += 1,
            None => self.0.push((refused, (1, input.path.clone()))),
        }
    }
}

/// What a file that is left is counted as: its ending.
fn sort_of(input: &Input) -> String {
    match ending(&input.path) {
        none if none.is_empty() => "without an ending".to_owned(),
        ending => format!(".{ending}"),
    }
}

/// True for a text found in a folder that can be a page: by its ending, or
/// because it is Chinese and no program or note.
fn is_newspaper_text(head: &[u8], path: &Path) -> bool {
    const NOTES: [&str; 24] = [
        "rst", "css", "js", "py", "rs", "toml", "yml", "yaml", "ini", "cfg", "sh", "bat", "c", "h", "java",
        "log", "bib", "tex", "sql", "r", "ipynb", "xsl", "dtd", "part",
    ];
    let ending = ending(path);
    let text = page::decode(head, None).text;
    match ending.as_str() {
        "txt" | "text" => true,
        // Notes of those who keep the folder, unless their head names an article.
        "md" | "markdown" => text.trim_start_matches('\u{feff}').starts_with("---"),
        e if NOTES.contains(&e) => false,
        _ => {
            let (mut han, mut all) = (0, 0);
            for c in text.chars().filter(|c| !c.is_whitespace()).take(4000) {
                all += 1;
                han += usize::from(('\u{3400}'..='\u{9FFF}').contains(&c));
            }
            han * 10 >= all * 3 && all > 0
        }
    }
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

/// Where a record ends.
enum Cut {
    Line,
    Rows(table::Dialect),
    Docs,
}

impl Cut {
    fn of(form: &Form) -> Cut {
        match form {
            Form::Lines => Cut::Line,
            Form::Rows(header) => Cut::Rows(header.dialect),
            Form::Docs => Cut::Docs,
        }
    }
}

/// Appends one record; nothing at the end of the input.
fn read_record(source: &mut Source, out: &mut Vec<u8>, limit: usize, cut: &Cut) -> std::io::Result<()> {
    let start = out.len();
    let mut scan = table::Scan::default();
    loop {
        let before = out.len();
        let room = (limit + 1).saturating_sub(before - start) as u64;
        let end = if matches!(cut, Cut::Docs) { b'>' } else { b'\n' };
        source.take(room).read_until(end, out)?;
        if out.len() - start > limit {
            let what = match cut {
                Cut::Line => "longer than the limit of",
                Cut::Rows(_) => "a row (or a quotation mark left open) longer than the limit of",
                Cut::Docs => "an entry longer than the limit of",
            };
            return Err(std::io::Error::other(format!("{what} {limit} bytes for one line")));
        }
        let whole = match cut {
            Cut::Line => true,
            Cut::Rows(dialect) => dialect.row_end(&out[start..], &mut scan).is_some(),
            Cut::Docs => doc_xml::ENDS.iter().any(|end| out[start..].ends_with(end)),
        };
        if whole || out.len() == before {
            return Ok(());
        }
    }
}
