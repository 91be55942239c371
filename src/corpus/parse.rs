//! Batches to documents: records are parsed, each article learns what issue it
//! stood in.

use super::Options;
use super::few::Few;
use super::read::{Batch, Content, Form, Records};
use super::tally::Tally;
use super::whole::parse_files;
use crate::document::Document;
use crate::error::Error;
use crate::input::{self, Known, doc_xml, json};
use crate::issue::Masthead;
use crate::page;
use crate::span::Span;
use std::borrow::Cow;

/// Articles, each made when it is taken.
pub(super) type Documents = Box<dyn Iterator<Item = Document>>;

/// What a batch holds, and what of it could not be read.
pub(super) struct Parsed {
    pub documents: Documents,
    pub failures: Few<Error>,
    pub warnings: Few<String>,
    pub tally: Tally,
}

impl Default for Parsed {
    fn default() -> Parsed {
        let (failures, warnings, tally) = (Few::default(), Few::default(), Tally::default());
        Parsed { documents: Box::new(std::iter::empty()), failures, warnings, tally }
    }
}

/// The full name of a masthead's home.
pub(super) type HomeOf<'a> = &'a dyn Fn(&Masthead) -> Option<String>;

/// The number of articles of a batch that can be read.
pub(super) fn count(batch: &Batch, options: &Options) -> u64 {
    let parsed = match &batch.content {
        Content::Records(records) => parse_records(records, options, &|_| None),
        Content::Files(files) => parse_files(files, options, &|_| None),
        Content::Failed(_) | Content::Left => Parsed::default(),
    };
    parsed.documents.count() as u64
}

/// Parses a batch; `home_of` gives the full name of a masthead's home.
pub(super) fn parse(
    batch: Batch,
    options: &Options,
    home_of: impl Fn(&Masthead) -> Option<String>,
) -> Parsed {
    let mut parsed = match batch.content {
        Content::Records(records) => parse_records(&records, options, &home_of),
        Content::Files(files) => parse_files(&files, options, &home_of),
        Content::Failed(e) => {
            let mut parsed = Parsed::default();
            parsed.failures.note(|| e);
            parsed
        }
        Content::Left => Parsed::default(),
    };
    parsed.tally.append(batch.tally);
    parsed
}

fn parse_records(records: &Records, options: &Options, home_of: HomeOf) -> Parsed {
    let documents = Vec::new();
    let mut parser = RecordParser { records, options, home_of, documents, parsed: Parsed::default() };
    match &records.form {
        Form::Lines => parser.lines(),
        Form::Rows(header) => parser.rows(header),
        Form::Docs => parser.docs(),
    }
    let RecordParser { documents, parsed, .. } = parser;
    Parsed { documents: Box::new(documents.into_iter()), ..parsed }
}

/// What is said of a record with bytes that no character is.
const UNDECODABLE: &str = "bytes that could not be decoded became U+FFFD";

struct RecordParser<'a> {
    records: &'a Records,
    options: &'a Options,
    home_of: HomeOf<'a>,
    documents: Vec<Document>,
    parsed: Parsed,
}

impl RecordParser<'_> {
    fn lines(&mut self) {
        let mut start = self.records.offset as usize;
        for (number, raw) in (self.records.first..).zip(self.records.bytes.split_inclusive(|&b| b == b'\n')) {
            let span = Span::new(start, start + raw.len());
            start += raw.len();
            let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw).trim_ascii();
            if raw.is_empty() {
                continue;
            }
            let (text, warning) = self.text(raw);
            let fields = json::fields(&text, &self.options.columns);
            let fields = fields.map_err(|why| {
                format!(
                    "expected an object with \"text\" and optionally \"id\", \"title\", \"date\", \"paper\", \"page\", \"home\": {why}"
                )
            });
            self.add(fields, number, span, warning);
        }
    }

    fn rows(&mut self, header: &input::table::Header) {
        header.unread().for_each(|name| self.parsed.tally.note_unread(name));
        let (mut line, mut start) = (self.records.first, self.records.offset as usize);
        let bytes = &self.records.bytes;
        let mut at = 0;
        for row in header.rows(bytes) {
            let raw = &bytes[at..at + row.len];
            at += row.len;
            let damaged = std::str::from_utf8(raw).is_err();
            let warning = (damaged || self.is_damaged(raw)).then(|| UNDECODABLE.to_owned());
            let span = Span::new(start, start + row.len);
            start += row.len;
            if let Some(fields) = row.fields.filter(|_| !raw.trim_ascii().is_empty()) {
                self.add(Ok(fields), line, span, warning);
            }
            line += row.lines;
        }
    }

    fn docs(&mut self) {
        let (mut line, mut start) = (self.records.first, self.records.offset as usize);
        let bytes = &self.records.bytes;
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let end = doc_xml::entry_end(rest);
            let (entry, more) = rest.split_at(end.unwrap_or(rest.len()));
            rest = more;
            let span = Span::new(start, start + entry.len());
            start += entry.len();
            let at = doc_xml::entry_start(entry).unwrap_or(0);
            let number = line + memchr::memchr_iter(b'\n', &entry[..at]).count() as u64;
            line += memchr::memchr_iter(b'\n', entry).count() as u64;
            if end.is_none() {
                // What closes the list stands behind the last entry.
                if doc_xml::entry_start(entry).is_some() {
                    self.add(Err("the entry is cut short: no </doc>".to_owned()), number, span, None);
                }
                continue;
            }
            let (text, warning) = self.text(entry);
            let fields = doc_xml::fields(&text, &self.options.columns);
            self.add(Ok(fields), number, span, warning);
        }
    }

    /// A record's text; lines in another encoding than the file's are found.
    fn text<'b>(&self, raw: &'b [u8]) -> (Cow<'b, str>, Option<String>) {
        match std::str::from_utf8(raw) {
            Ok(text) => (Cow::Borrowed(text), self.is_damaged(raw).then(|| UNDECODABLE.to_owned())),
            Err(_) => {
                let decoded = page::decode(raw, self.options.encoding);
                let warning = match decoded.replaced {
                    0 => format!("not UTF-8; read as {}", decoded.encoding.name()),
                    _ => format!("the line is not UTF-8; {UNDECODABLE}"),
                };
                (decoded.text, Some(warning))
            }
        }
    }

    /// True where the file was decoded and something of `raw` could not be.
    fn is_damaged(&self, raw: &[u8]) -> bool {
        self.records.decoded && memchr::memmem::find(raw, "\u{FFFD}".as_bytes()).is_some()
    }

    fn add(
        &mut self,
        fields: Result<input::Fields, String>,
        number: u64,
        span: Span,
        warning: Option<String>,
    ) {
        let named = &self.records.input;
        let known = Known {
            path: &named.path,
            date: self.options.date,
            home: self.options.home.as_deref(),
            paper: self.options.paper.as_deref(),
            home_of: self.home_of,
        };
        if let Ok(fields) = &fields {
            fields.unread().iter().for_each(|name| self.parsed.tally.note_unread(name));
        }
        let document =
            fields.and_then(|f| f.into_document(|| format!("{}#{number}", named.name), span, &known));
        match document {
            Ok(mut document) => {
                document.article.warnings.extend(warning);
                for w in &document.article.warnings {
                    self.parsed.warnings.note(|| format!("{}:{number}: {w}", named.path));
                }
                self.documents.push(document);
            }
            Err(why) => self.parsed.failures.note(|| Error::line(&*named.path, number, why)),
        }
    }
}
