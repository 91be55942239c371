//! Articles: a head for lists, a marked-up text for reading.

use super::entities::Catalogue;
use crate::export::json_word;
use crate::record::{Length, Mention, MentionKind, Post, Quote, Record};
use serde::Serialize;

/// Texts packed together: small enough to unpack at a click, large enough to
/// pack well.
pub(super) const BLOCK: usize = 40;

/// What a list shows of an article.
#[derive(Serialize)]
pub(super) struct Head {
    id: String,
    title: String,
    date: Option<String>,
    paper: Option<String>,
    page: Option<String>,
    kind: String,
    /// Where it stood: the page in its file, left edge, upper edge, width and
    /// height of each box.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    boxes: Vec<(u32, [Length; 4])>,
    /// Width and height of the page of the first box.
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<[Length; 2]>,
}

/// One article to read; offsets are UTF-16 units.
#[derive(Serialize)]
pub(super) struct Text {
    text: String,
    body: [usize; 2],
    /// Role and name.
    bylines: Vec<(String, String)>,
    mentions: Vec<Mark>,
    posts: Vec<PostLine>,
    quotes: Vec<QuoteLine>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Mark {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<usize>,
    value: String,
    /// Words of the record's vocabulary, which the page says in the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    rule: String,
}

#[derive(Serialize)]
struct PostLine {
    person: String,
    entity: Option<usize>,
    title: String,
    institution: Option<String>,
    former: bool,
    rule: String,
}

#[derive(Serialize)]
struct QuoteLine {
    speaker: Option<usize>,
    kind: String,
    content: [usize; 2],
}

pub(super) fn head(record: &Record) -> Head {
    let first = || record.text.lines().find(|l| !l.trim().is_empty()).unwrap_or(&record.id);
    let title = record.article.title.as_deref().filter(|t| !t.trim().is_empty()).unwrap_or_else(first);
    Head {
        id: record.id.clone(),
        title: title.chars().take(80).collect(),
        date: record.date().map(str::to_owned),
        paper: record.issue.paper.clone(),
        page: record.issue.page.clone(),
        kind: json_word(&record.article.kind),
        boxes: record.source.regions.iter().map(|r| (r.page, [r.x, r.y, r.w, r.h])).collect(),
        size: record.source.page_size,
    }
}

/// The text of one article with what was read out of it.
pub(super) fn text(record: &Record, entities: &Catalogue) -> Text {
    let mark = |m: &Mention| Mark {
        start: m.start,
        end: m.end,
        kind: m.kind.as_str(),
        entity: m.entity.and_then(|e| entities.of_entity(record, e)),
        value: value(&m.kind),
        code: code(&m.kind),
        rule: m.rule.to_string(),
    };
    let post = |p: &Post| PostLine {
        person: p.person.clone(),
        entity: entities.of_mention(record, p.person_mention),
        title: p.title.clone(),
        institution: p.institution.clone(),
        former: p.former,
        rule: p.rule.to_string(),
    };
    let quote = |q: &Quote| QuoteLine {
        speaker: q.speaker.and_then(|m| entities.of_mention(record, m)),
        kind: json_word(&q.kind),
        content: q.content,
    };
    Text {
        text: record.text.clone(),
        body: record.body,
        bylines: record.article.bylines.iter().map(|b| (json_word(&b.role), b.name.clone())).collect(),
        mentions: record.mentions.iter().map(mark).collect(),
        posts: record.posts.iter().map(post).collect(),
        quotes: record.quotes.iter().map(quote).collect(),
        warnings: record.warnings.clone(),
    }
}

/// What a mention stands for, in one line: full name, value, day.
fn value(kind: &MentionKind) -> String {
    let join = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
        parts.join(" · ")
    };
    match kind {
        MentionKind::Person { .. } | MentionKind::Title { .. } => String::new(),
        MentionKind::Place { name, adcode, path, .. } => {
            let path = path.as_deref().filter(|p| p != name).unwrap_or_default();
            join(&[name, path, adcode.as_deref().unwrap_or_default()])
        }
        MentionKind::Institution { name, .. }
        | MentionKind::Meeting { name }
        | MentionKind::Document { name } => name.clone(),
        MentionKind::Figure { .. } => super::figures::value(kind),
        MentionKind::Time { from, to, .. } if from == to => from.clone(),
        MentionKind::Time { from, to, .. } => format!("{from} – {to}"),
        MentionKind::Duration { value } => value.clone(),
    }
}

/// What the record's vocabulary says of a mention: the role of a person, the level of a place, the class of an
/// institution, what a time rests on.
fn code(kind: &MentionKind) -> Option<String> {
    match kind {
        MentionKind::Person { role } => Some(json_word(role)),
        MentionKind::Place { level: class, .. } | MentionKind::Institution { class, .. } => {
            class.as_deref().map(str::to_owned)
        }
        MentionKind::Time { basis, .. } => Some(json_word(basis)),
        _ => None,
    }
}
