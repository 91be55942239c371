//! Cut newspaper pages into articles: one JSON record a line.
//!
//! ```sh
//! cargo run --example pages -- examples/corpus/*.txt > articles.jsonl
//! ```

use baozhi::page::decode;
use baozhi::record::{IssueInfo, Record, SCHEMA, Source};
use baozhi::{Issue, Offsets};
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
    let info = IssueInfo {
        paper: issue.masthead.paper.clone(),
        date: issue.masthead.date.map(|d| d.to_string()),
        number: issue.masthead.number,
        page: issue.masthead.page.clone(),
        home: issue.masthead.home.clone(),
    };
    let file = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    (1..)
        .zip(issue.articles)
        .map(|(number, article)| Record {
            schema: SCHEMA,
            id: format!("{file}#{number}"),
            offsets: Offsets::Byte,
            issue: info.clone(),
            article: article.info,
            text: article.text,
            body: [article.body.start, article.body.end],
            source: Source { path: path.to_owned(), start: article.source.start, end: article.source.end },
            mentions: Vec::new(),
            entities: Vec::new(),
            posts: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            warnings: [issue.warnings.clone(), article.warnings].concat(),
        })
        .collect()
}
