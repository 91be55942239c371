//! Batches to documents: pages are decoded and cut into articles, JSON lines
//! are parsed; each article learns what issue it stood in.

use super::Options;
use super::few::Few;
use super::input::date_in_name;
use super::read::{Batch, Content, Lines, PageFile};
use crate::document::Document;
use crate::error::Error;
use crate::issue::{Article, Issue, Masthead};
use crate::page;
use crate::record::IssueInfo;
use crate::span::Span;
use crate::text::date;
use serde::Deserialize;

/// What a batch holds, and what of it could not be read.
#[derive(Default)]
pub(super) struct Parsed {
    pub documents: Vec<Document>,
    pub failures: Few<Error>,
    pub warnings: Few<String>,
}

/// The number of articles of a batch that can be read.
pub(super) fn count(batch: &Batch, options: &Options) -> u64 {
    let parsed = match &batch.content {
        Content::Lines(lines) => parse_lines(lines, options),
        Content::Pages(files) => parse_pages(files, options, &|_| None),
        Content::Failed(_) => Parsed::default(),
    };
    parsed.documents.len() as u64
}

/// Parses a batch; `home_of` gives the full name of a masthead's home.
pub(super) fn parse(
    batch: Batch,
    options: &Options,
    home_of: impl Fn(&Masthead) -> Option<String>,
) -> Parsed {
    match batch.content {
        Content::Lines(lines) => parse_lines(&lines, options),
        Content::Pages(files) => parse_pages(&files, options, &home_of),
        Content::Failed(e) => {
            let mut parsed = Parsed::default();
            parsed.failures.note(|| e);
            parsed
        }
    }
}

fn parse_pages(
    files: &[PageFile],
    options: &Options,
    home_of: &dyn Fn(&Masthead) -> Option<String>,
) -> Parsed {
    let mut parsed = Parsed::default();
    let mut issues = Vec::new();
    for file in files {
        let path = file.input.path.to_string_lossy();
        let decoded = page::decode(&file.bytes, options.encoding);
        let mut issue = Issue::parse(&decoded.text);
        let warnings = decoded.warnings.iter().chain(&issue.warnings);
        parsed.warnings.extend(warnings.map(|w| format!("{path}: {w}")));
        // Those of the issue's text concern its masthead, not each article.
        issue.warnings = decoded.warnings;
        issues.push((file, issue));
    }
    // Pages split over files share the masthead of the first that has one.
    let masthead = issues.iter().map(|(_, i)| &i.masthead).find(|m| m.date.is_some()).cloned();
    for (file, mut issue) in issues {
        let path = file.input.path.to_string_lossy();
        if issue.masthead.date.is_none() {
            let page = issue.masthead.page.take();
            issue.masthead = masthead.clone().unwrap_or(issue.masthead);
            issue.masthead.page = page;
            issue.masthead.date =
                issue.masthead.date.or(options.date).or_else(|| date_in_name(&file.input.path));
        }
        if issue.masthead.page.is_none() {
            issue.masthead.page = file.input.page.as_ref().map(|p| p.number.clone());
        }
        let home = options.home.clone().or_else(|| home_of(&issue.masthead));
        parsed.documents.extend(Document::of_issue(issue, &path, home));
    }
    parsed
}

/// A line of JSONL input; fields it does not name are ignored.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<Id>,
    /// May be absent where there is a title: a headline alone.
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    paper: Option<String>,
    #[serde(default)]
    page: Option<Id>,
    #[serde(default)]
    home: Option<String>,
}

/// An id or page number, which people write as a string or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        match id {
            Id::Text(s) => s,
            Id::Number(n) => n.to_string(),
        }
    }
}

fn parse_lines(lines: &Lines, options: &Options) -> Parsed {
    let mut parsed = Parsed::default();
    let mut start = lines.offset as usize;
    for (number, raw) in (lines.first..).zip(lines.bytes.split_inclusive(|&b| b == b'\n')) {
        let span = Span::new(start, start + raw.len());
        start += raw.len();
        let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw).trim_ascii();
        if raw.is_empty() {
            continue;
        }
        match parse_line(raw, lines, number, span, options) {
            Ok(document) => parsed.documents.push(document),
            Err(e) => parsed.failures.note(|| e),
        }
    }
    parsed
}

fn parse_line(
    raw: &[u8],
    lines: &Lines,
    number: u64,
    span: Span,
    options: &Options,
) -> Result<Document, Error> {
    let text = String::from_utf8_lossy(raw);
    let damaged = matches!(text, std::borrow::Cow::Owned(_));
    let wrong = |why: &dyn std::fmt::Display| {
        let what = format!(
            "expected an object with \"text\" and optionally \"id\", \"title\", \"date\", \"paper\", \"page\", \"home\": {why}"
        );
        Error::line(&*lines.path, number, what)
    };
    let line: Line = serde_json::from_str(&text).map_err(|e| wrong(&e))?;
    let title = line.title.as_deref().filter(|t| !t.is_empty());
    let Some(body) = line.text.as_deref().or(title.map(|_| "")) else {
        return Err(wrong(&"missing field `text`"));
    };
    let mut warnings = Vec::new();
    if damaged {
        warnings.push("the line is not UTF-8; what could not be decoded became U+FFFD".to_string());
    }
    let date = line.date.as_deref().filter(|d| !d.trim().is_empty());
    let date = match date.map(|d| (d, date::parse_coarse(d))) {
        Some((_, Some(date))) => Some(date),
        Some((given, None)) => {
            warnings.push(format!("the date {given:?} is not of the form 2021-03-03"));
            options.date
        }
        None => options.date,
    };
    let mut article = Article::plain(title, body);
    article.source = span;
    article.warnings.extend(warnings);
    let issue = IssueInfo {
        paper: line.paper,
        date: date.map(|d| d.to_string()),
        number: None,
        page: line.page.map(String::from),
        home: line.home.or_else(|| options.home.clone()),
    };
    let id = line.id.map_or_else(|| format!("{}#{number}", lines.path), String::from);
    Ok(Document { id, path: lines.path.to_string(), issue, article })
}
