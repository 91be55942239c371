//! `baozhi explain --html`: the same as a page, the text with its names marked.

use super::fate;
use baozhi::Record;
use baozhi::mention::Candidate;
use baozhi::record::Mention;
use std::fmt::{self, Write};

const STYLE: &str = "body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}\
table{border-collapse:collapse}td,th{text-align:left;padding:.1em 1em .1em 0;vertical-align:top}\
mark{padding:.1em .2em;border-radius:.2em;color:inherit;background:#e8e8e8}\
.person{background:#cfe3ff}.place{background:#d3f0d0}.institution{background:#ffe2bf}\
.title{background:#e6dcff}.time,.duration{background:#fff3ad}.figure{background:#ffd9dc}\
@media(prefers-color-scheme:dark){body{background:#1b1b1b;color:#eee}mark{color:#111}}";

/// The page: the text, its mentions, every candidate and what became of it,
/// and the rest of what is said on a terminal.
pub fn page(record: &Record, candidates: &[Candidate], rest: &str) -> Result<String, fmt::Error> {
    let mut out = String::new();
    write!(
        out,
        "<!doctype html>\n<html lang=\"zh\"><meta charset=\"utf-8\"><title>baozhi explain</title>\
         <style>{STYLE}</style>\n<p>"
    )?;
    marked(&mut out, record)?;
    out += "</p>\n<h2>mentions</h2>\n<table>\n";
    for m in &record.mentions {
        row(&mut out, "td", &[&m.text, m.kind.as_str(), &super::fields(m), &m.rule])?;
    }
    out += "</table>\n<h2>candidates</h2>\n<table>\n";
    row(&mut out, "th", &["text", "as", "by", "becomes"])?;
    for c in candidates {
        let text = record.text.get(c.span.start..c.span.end).unwrap_or_default();
        row(&mut out, "td", &[text, c.kind, &c.rule, &fate(record, c)])?;
    }
    write!(out, "</table>\n<pre>{}</pre>\n</html>\n", escaped(rest))?;
    Ok(out)
}

/// The text with the outermost mentions marked.
fn marked(out: &mut String, record: &Record) -> fmt::Result {
    let text = record.text.as_str();
    let mut order: Vec<&Mention> = record.mentions.iter().collect();
    order.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    let mut at = 0;
    for m in order {
        // What lies in a longer one is in the table.
        let (Some(before), Some(inside)) = (text.get(at..m.start), text.get(m.start..m.end)) else {
            continue;
        };
        let (kind, rule) = (m.kind.as_str(), escaped(&m.rule));
        let (before, inside) = (escaped(before), escaped(inside));
        write!(out, "{before}<mark class=\"{kind}\" title=\"{kind} {rule}\">{inside}</mark>")?;
        at = m.end;
    }
    out.push_str(&escaped(text.get(at..).unwrap_or_default()));
    Ok(())
}

fn row(out: &mut String, cell: &str, texts: &[&str]) -> fmt::Result {
    out.push_str("<tr>");
    for text in texts {
        write!(out, "<{cell}>{}</{cell}>", escaped(text))?;
    }
    out.push_str("</tr>\n");
    Ok(())
}

/// Text that no browser takes for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
