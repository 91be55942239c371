//! `baozhi explain`: what is read in a sentence, and by which rules.

mod html;

use crate::Outcome;
use crate::args::ExplainArgs;
use crate::console;
use crate::progress::warn;
use crate::run::check_home;
use baozhi::mention::Candidate;
use baozhi::record::{IssueInfo, Mention};
use baozhi::{Article, Config, Document, Extractor, Record};
use std::fmt::{self, Write};

pub fn run(args: ExplainArgs) -> baozhi::Result<Outcome> {
    let mut builder = Extractor::builder().config(Config::default().with_numbers(true).with_irrealis(true));
    for dict in &args.dict {
        builder = builder.dictionary(dict)?;
    }
    warn(builder.warnings(), builder.more_warnings());
    let extractor = builder.build()?;
    check_home(args.home.as_deref(), &extractor)?;
    let mut issue = IssueInfo::default();
    (issue.date, issue.home) = (args.date.map(|d| d.to_string()), args.home);
    let article = Article::plain(None, &args.text);
    let document = Document::new("", issue, article);
    let record = extractor.extract_document(&document);
    let weighed =
        Weighed { names: extractor.candidates(&document), events: extractor.event_candidates(&document) };
    // Writing to memory does not fail.
    let page = if args.html { page(&record, &weighed) } else { text(&record, &weighed) };
    console::print(&page.unwrap_or_default())?;
    Ok(Outcome::Done)
}

/// What was weighed: readings as names, words as telling of events.
struct Weighed {
    names: Vec<Candidate>,
    events: Vec<baozhi::event::Candidate>,
}

fn text(record: &Record, weighed: &Weighed) -> Result<String, fmt::Error> {
    let mut out = String::new();
    write_candidates(&mut out, record, &weighed.names)?;
    write_mentions(&mut out, record)?;
    write_rest(&mut out, record, &weighed.events)?;
    Ok(out)
}

fn page(record: &Record, weighed: &Weighed) -> Result<String, fmt::Error> {
    let mut rest = String::new();
    write_rest(&mut rest, record, &weighed.events)?;
    html::page(record, &weighed.names, &rest)
}

/// Every reading that was weighed, and what became of it.
fn write_candidates(out: &mut String, record: &Record, candidates: &[Candidate]) -> fmt::Result {
    writeln!(out, "candidates")?;
    for c in candidates {
        writeln!(out, "  {:?} {}  [{}]: {}", &record.text.as_str()[c.span], c.kind, c.rule, fate(record, c))?;
    }
    Ok(())
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

fn write_mentions(out: &mut String, record: &Record) -> fmt::Result {
    writeln!(out, "mentions")?;
    for m in &record.mentions {
        writeln!(out, "  {:?} {}: {}  [{}]", m.text, m.kind.as_str(), fields(m), m.rule)?;
    }
    Ok(())
}

/// The fields that a mention of this type has.
fn fields(m: &Mention) -> String {
    let value = serde_json::to_value(&m.kind).unwrap_or_default();
    let fields = value.as_object().into_iter().flatten().filter(|(k, _)| *k != "type");
    fields.map(|(k, v)| format!("{k} {v}")).collect::<Vec<_>>().join(", ")
}

fn write_rest(out: &mut String, record: &Record, candidates: &[baozhi::event::Candidate]) -> fmt::Result {
    writeln!(out, "posts")?;
    for p in &record.posts {
        let of = p.institution.as_deref().unwrap_or("?");
        writeln!(out, "  {}: {} of {of}  [{}]", p.person, p.title, p.rule)?;
    }
    writeln!(out, "events")?;
    for e in &record.events {
        let triggers: Vec<&str> = e.triggers.iter().map(|t| t.text.as_str()).collect();
        let roles: Vec<String> = e.roles.iter().map(|r| format!("{}={}", r.role, r.text)).collect();
        writeln!(out, "  {} {:?} {triggers:?}: {}  [{}]", e.kind, e.realis, roles.join(", "), e.rule)?;
    }
    if !candidates.is_empty() {
        writeln!(out, "words that may tell of events")?;
    }
    for c in candidates {
        writeln!(out, "  {:?} {}: {}", &record.text.as_str()[c.span], c.kind.unwrap_or("nothing"), c.why)?;
    }
    writeln!(out, "quotations")?;
    for q in &record.quotes {
        let speaker = q.speaker.and_then(|id| record.mentions.get(id as usize)).map_or("?", |m| &m.text);
        writeln!(out, "  {speaker} says: {:?}", &record.text[q.content[0]..q.content[1]])?;
    }
    Ok(())
}
