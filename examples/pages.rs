//! Cut newspaper pages into articles: one JSON record a line.
//!
//! ```sh
//! cargo run --example pages -- examples/corpus/*.txt > articles.jsonl
//! ```

use baozhi::page::decode;
use baozhi::record::{IssueInfo, Record, Source};
use baozhi::{Article, Issue, Offsets};
use std::io::{Write, stdout};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        for record in records(&path, &bytes) {
            serde_json::to_writer(&mut out, &record.with_offsets(Offsets::Char))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn records(path: &str, bytes: &[u8]) -> Vec<Record> {
    let decoded = decode(bytes, None);
    for warning in &decoded.warnings {
        eprintln!("{path}: {warning}");
    }
    let issue = Issue::parse(&decoded.text);
    let mut info = IssueInfo::default();
    info.paper = issue.masthead.paper.clone();
    info.date = issue.masthead.date.map(|d| d.to_string());
    info.number = issue.masthead.number;
    info.page = issue.masthead.page.clone();
    info.home = issue.masthead.home.clone();
    let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    let record = |(number, article): (usize, Article)| {
        let mut record = Record::new(format!("{file}#{number}"), article.text);
        record.issue = info.clone();
        record.article = article.info;
        record.body = [article.body.start, article.body.end];
        record.source = Source::new(path, article.source.start, article.source.end);
        record.warnings = [issue.warnings.clone(), article.warnings].concat();
        record
    };
    (1..).zip(issue.articles).map(record).collect()
}
