//! The whole records of invented pages, item by item, so that what a change of
//! any rule does shows as a diff. `CONTRIBUTING.md` says how a changed one is
//! accepted.

use baozhi::page::decode;
use baozhi::{Document, Extractor, Issue, Offsets, Record};
use serde::Serialize;
use std::path::Path;

/// Pages of `examples/corpus`, each with something of its own.
const PAGES: [&str; 8] = [
    "lanyang-2023-02-16",
    "lanyang-2023-02-20",
    "lanyang-2023-03-24",
    "lanyang-2023-04-06",
    "qinghe-2023-02-21",
    "qinghe-2023-03-15",
    "qinghe-2023-04-20",
    "qinghe-2023-04-26",
];

#[test]
#[cfg_attr(not(feature = "model"), ignore = "the records are those of the embedded model")]
fn records_of_pages() {
    let extractor = Extractor::new();
    for page in PAGES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/corpus/{page}.txt"));
        let bytes = std::fs::read(&file).expect("the examples ship with the source");
        let issue = Issue::parse(&decode(&bytes, None).text);
        let home = extractor.home_of(&issue.masthead);
        let documents = Document::of_issue(issue, page, home);
        let records = extractor.extract_documents(&documents);
        let shown: Vec<String> = records.into_iter().map(|r| show(r.with_offsets(Offsets::Char))).collect();
        insta::assert_snapshot!(page, shown.join("\n"));
    }
}

/// A record with each of its items on a line.
fn show(record: Record) -> String {
    let mut out = format!("== {}\n", record.id);
    line(&mut out, "issue", &record.issue);
    line(&mut out, "article", &record.article);
    line(&mut out, "source", &record.source);
    line(&mut out, "body", &record.body);
    record.text.lines().for_each(|text| out += &format!("| {text}\n"));
    record.mentions.iter().for_each(|m| line(&mut out, "mention", m));
    record.entities.iter().for_each(|e| line(&mut out, "entity", e));
    record.posts.iter().for_each(|p| line(&mut out, "post", p));
    record.events.iter().for_each(|e| line(&mut out, "event", e));
    record.quotes.iter().for_each(|q| line(&mut out, "quote", q));
    record.warnings.iter().for_each(|w| line(&mut out, "warning", w));
    out
}

fn line(out: &mut String, name: &str, value: &impl Serialize) {
    let json = serde_json::to_string(value).expect("records are JSON");
    *out += &format!("{name} {json}\n");
}
