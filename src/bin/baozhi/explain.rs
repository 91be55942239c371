//! `baozhi explain`: what is read in a sentence, and by which rules.

use crate::Outcome;
use crate::args::ExplainArgs;
use baozhi::record::IssueInfo;
use baozhi::{Article, Config, Document, Extractor, Record, Result};

pub fn run(args: ExplainArgs) -> Result<Outcome> {
    let mut builder = Extractor::builder().config(Config { numbers: true, irrealis: true });
    for dict in &args.dict {
        builder = builder.dictionary(dict)?;
    }
    let extractor = builder.build()?;
    let issue = IssueInfo { date: args.date.map(|d| d.to_string()), home: args.home, ..IssueInfo::default() };
    let article = Article::plain(None, &args.text);
    let document = Document { id: String::new(), path: String::new(), issue, article };
    let tags = extractor.explain_tags(&document.article.text);
    let record = extractor.extract_document(&document);
    print_candidates(&record, &tags);
    print_mentions(&record);
    print_rest(&record);
    Ok(Outcome::Done)
}

/// What the sequence model proposed, and what became of it.
fn print_candidates(record: &Record, tags: &[baozhi::tagger::Tag]) {
    println!("the model proposes");
    for tag in tags {
        let same = record.mentions.iter().find(|m| m.span() == tag.span);
        let over = || record.mentions.iter().find(|m| m.span().overlaps(tag.span));
        let fate = match (same, over()) {
            (Some(m), _) => format!("kept as {}", m.kind.as_str()),
            (None, Some(m)) => format!("gives way to {:?} by {}", m.text, m.rule),
            (None, None) => "dropped".to_string(),
        };
        println!("  {:?} {:?}, margin {:.1}: {fate}", &record.text.as_str()[tag.span], tag.label, tag.margin);
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
