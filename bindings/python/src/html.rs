//! A record in a notebook: its text with the mentions marked in the colours of
//! the report, and what they are on pointing at them.

use baozhi::Record;
use baozhi::record::{Mention, MentionKind};
use std::fmt::Write;

/// The record as HTML that stands by itself: no scripts, no references, all
/// text escaped.
pub fn page(record: &Record) -> String {
    let mut html = String::from("<div style=\"line-height:1.8;max-width:48em\">");
    html.push_str("<div style=\"opacity:.7;font-size:85%\">");
    let issue = &record.issue;
    let facts = [Some(&record.id), issue.paper.as_ref(), issue.date.as_ref(), issue.page.as_ref()];
    for fact in facts.into_iter().flatten() {
        html.push_str("<span style=\"margin-right:1em\">");
        escape(fact, &mut html);
        html.push_str("</span>");
    }
    html.push_str("</div><div style=\"white-space:pre-wrap\">");
    marked(record, &mut html);
    html.push_str("</div></div>");
    html
}

/// The text with its mentions marked. A mention that begins in another and
/// ends behind it is left unmarked: elements cannot cross.
fn marked(record: &Record, html: &mut String) {
    let mut mentions = record.mentions.iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in record.text.chars().enumerate() {
        while open.last().is_some_and(|&end| end <= at) {
            open.pop();
            html.push_str("</mark>");
        }
        while let Some(m) = mentions.next_if(|m| m.start <= at) {
            let fits = open.last().is_none_or(|&end| m.end <= end);
            if m.start == at && m.end > at && fits {
                begin(m, record, html);
                open.push(m.end);
            }
        }
        escape_char(c, html);
    }
    open.iter().for_each(|_| html.push_str("</mark>"));
}

/// The opening tag of a mention's mark.
fn begin(m: &Mention, record: &Record, html: &mut String) {
    let colour = colour(&m.kind);
    // Writing to a text cannot fail.
    let _ = write!(
        html,
        "<mark style=\"background:{colour}1f;border-bottom:2px solid {colour};color:inherit\" title=\""
    );
    escape(m.kind.as_str(), html);
    for fact in [told(m, record), Some(m.rule.to_string())].into_iter().flatten() {
        html.push_str(" · ");
        escape(&fact, html);
    }
    html.push_str("\">");
}

/// What is known of a mention: its full name, or its value.
fn told(m: &Mention, record: &Record) -> Option<String> {
    match &m.kind {
        MentionKind::Figure { value, unit, .. } => {
            Some([value, unit.as_deref().unwrap_or_default()].join(" ").trim_end().to_owned())
        }
        MentionKind::Time { from, to, .. } if from == to => Some(from.clone()),
        MentionKind::Time { from, to, .. } => Some(format!("{from}/{to}")),
        MentionKind::Duration { value } => Some(value.clone()),
        _ => m.entity.and_then(|e| record.entities.get(e as usize)).map(|e| e.name.clone()),
    }
}

/// The colours of the report's page.
fn colour(kind: &MentionKind) -> &'static str {
    match kind {
        MentionKind::Person { .. } => "#a5301c",
        MentionKind::Place { .. } => "#24694a",
        MentionKind::Institution { .. } => "#274a8d",
        MentionKind::Meeting { .. } => "#7d3f86",
        MentionKind::Document { .. } => "#75601a",
        MentionKind::Title { .. } => "#8b5622",
        MentionKind::Figure { .. } => "#0c6674",
        _ => "#56499f",
    }
}

fn escape(text: &str, html: &mut String) {
    text.chars().for_each(|c| escape_char(c, html));
}

/// One character as it may stand in text and in attributes. Controls that HTML
/// forbids become the sign for what cannot be shown.
fn escape_char(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        '\n' | '\t' => html.push(c),
        c if c.is_control() => html.push('\u{fffd}'),
        c => html.push(c),
    }
}
