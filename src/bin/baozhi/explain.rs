//! `baozhi explain`: what is read in a sentence, and by which rules.

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::progress::warn;
use baozhi::mention::Candidate;
use baozhi::record::{IssueInfo, Mention};
use baozhi::{Article, Config, Document, Extractor, Record, Result};

pub fn run(args: ExplainArgs) -> Result<Outcome> {
    let mut builder = Extractor::builder().config(Config::default().with_numbers(true).with_irrealis(true));
    for dict in &args.dict {
        builder = builder.dictionary(dict)?;
    }
    warn(builder.warnings(), builder.more_warnings());
    let extractor = builder.build()?;
    let mut issue = IssueInfo::default();
    (issue.date, issue.home) = (args.date.map(|d| d.to_string()), args.home);
    let article = Article::plain(None, &args.text);
    let document = Document::new("", issue, article);
    let record = extractor.extract_document(&document);
    print_candidates(&record, &extractor.candidates(&document));
    print_mentions(&record);
    print_rest(&record);
    Ok(Outcome::Done)
}

/// Every reading that was weighed, and what became of it.
fn print_candidates(record: &Record, candidates: &[Candidate]) {
    println!("candidates");
    for c in candidates {
        println!("  {:?} {}  [{}]: {}", &record.text.as_str()[c.span], c.kind, c.rule, fate(record, c));
    }
}

/// What won where a candidate stands, and by which rule.
fn fate(record: &Record, c: &Candidate) -> String {
    let is = |m: &&Mention| m.span() == c.span && m.kind.as_str() == c.kind;
    if let Some(m) = record.mentions.iter().find(is) {
        return if m.rule == c.rule { "wins".to_string() } else { format!("wins, by {}", m.rule) };
    }
    let over = record.mentions.iter().filter(|m| m.span().overlaps(c.span));
    match over.max_by_key(|m| m.span().len()) {
        Some(m) if m.span().contains(c.span) && m.span() != c.span => {
            format!("is part of {} {:?}, by {}", m.kind.as_str(), m.text, m.rule)
        }
        Some(m) => format!("gives way to {} {:?}, by {}", m.kind.as_str(), m.text, m.rule),
        None if c.kind.contains("word") || c.kind.contains("part") => "is a sign, no name".to_string(),
        None => "comes to nothing".to_string(),
    }
}

fn print_mentions(record: &Record) {
    println!("mentions");
    for m in &record.mentions {
        let value = serde_json::to_value(&m.kind).unwrap_or_default();
        let fields = value.as_object().into_iter().flatten().filter(|(k, _)| *k != "type");
        let fields: Vec<String> = fields.map(|(k, v)| format!("{k} {v}")).collect();
        println!("  {:?} {}: {}  [{}]", m.text, m.kind.as_str(), fields.join(", "), m.rule);
    }
}

fn print_rest(record: &Record) {
    println!("posts");
    for p in &record.posts {
        let of = p.institution.as_deref().unwrap_or("?");
        println!("  {}: {} of {of}  [{}]", p.person, p.title, p.rule);
    }
    println!("events");
    for e in &record.events {
        let triggers: Vec<&str> = e.triggers.iter().map(|t| t.text.as_str()).collect();
        let roles: Vec<String> = e.roles.iter().map(|r| format!("{}={}", r.role, r.text)).collect();
        println!("  {} {:?} {triggers:?}: {}  [{}]", e.kind, e.realis, roles.join(", "), e.rule);
    }
    for q in &record.quotes {
        let speaker = q.speaker.and_then(|id| record.mentions.get(id as usize)).map_or("?", |m| &m.text);
        println!("  {speaker} says: {:?}", &record.text[q.content[0]..q.content[1]]);
    }
}
