//! Names inside a body: photo credits and signatures at its end.
//!
//! ```text
//! credit = [role] name {sep name} "摄" ["（" agency "）"]    王丽摄（某社）
//! tail   = "（" byline ["整理" | "参与采写" …] "）"           （本报记者 王丽）
//!        | "（作者" ("为" | "系" | "：") …"）"
//!        | "责任编辑：" name
//! ```

use super::byline::{Signed, byline};
use super::names::{Need, is_name_char, split};
use crate::lexicon::PageWord;
use crate::lexicon::byline::after_last_role;
use crate::record::PersonRole;
use crate::span::Span;

/// The photographers that `text` credits: names before 摄.
pub(super) fn photo_credits(text: &str) -> Vec<Signed> {
    let mut out = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "摄") {
        let after = text[at + "摄".len()..].trim_start_matches("影报道").trim_start_matches('影');
        let over = after.chars().next().is_none_or(|c| {
            c.is_whitespace() || matches!(c, '（' | '(' | '）' | ')' | '。' | '/' | '，' | '；' | '】')
        });
        if over {
            before(text, at, &mut out);
        }
    }
    out
}

/// The names that end at `at`, on the same line and near.
fn before(text: &str, at: usize, out: &mut Vec<Signed>) {
    let head = &text[..at];
    let is_part = |c: &char| is_name_char(*c) || matches!(c, ' ' | '\u{3000}' | '、' | '／' | '/');
    let len: usize = head.chars().rev().take(24).take_while(is_part).map(char::len_utf8).sum();
    let mut run = &head[at - len..];
    run = &run[after_last_role(run)..];
    for caption in ["图为", "图："] {
        run = run.rfind(caption).map_or(run, |p| &run[p + caption.len()..]);
    }
    let mut end = at;
    let mut found = Vec::new();
    for field in run.rsplit(|c: char| !is_name_char(c)) {
        let start = end - field.len();
        if !field.is_empty() {
            let Some(names) = split(field, start, Need::Surname) else { break };
            found.extend(names.iter().rev().map(|&span| Signed { span, role: PersonRole::Photographer }));
        }
        end = start - text[..start].chars().next_back().map_or(0, char::len_utf8).min(start);
    }
    found.retain(|s: &Signed| s.span.start >= at - len);
    out.extend(found.into_iter().rev());
}

/// The names in brackets at the end of a paragraph.
pub(super) struct Tail {
    pub names: Vec<Signed>,
    /// Whether they sign the article itself: （本报记者 王丽） does,
    /// （王丽参与采写） does not.
    pub signs: bool,
    /// From one bracket to the other.
    pub span: Span,
}

/// What stands in brackets at the end of a paragraph, if those are names.
pub(super) fn tail(paragraph: &str, base: usize) -> Option<Tail> {
    let body = paragraph.trim_end();
    if !body.ends_with(['）', ')', '】']) {
        return None;
    }
    let open = body.char_indices().rev().take(80).find(|(_, c)| matches!(c, '（' | '(' | '【'))?;
    let at = open.0 + open.1.len_utf8();
    let inner = &body[at..body.len() - body.chars().next_back().map_or(0, char::len_utf8)];
    let after_dateline = super::dateline::lead(inner, 0).map_or(0, |l| l.span.end);
    let skip = inner.len() - inner[after_dateline..].trim_start_matches([' ', '　', ',', '，']).len();
    let read = byline(&inner[skip..], base + at + skip, false)?;
    let rest = inner[skip + read.len..].trim();
    let signs = rest.is_empty() && !read.photo && !inner.starts_with("参与");
    let span = Span::new(base + open.0, base + body.len());
    Some(Tail { names: read.names, signs, span })
}

/// The names of an editors' line: 责任编辑：王丽 校对：李明.
pub(super) fn editors(line: &str, base: usize) -> Vec<Signed> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut called = false;
    for field in line.split(|c: char| !is_name_char(c)) {
        let word = PageWord::EditorsTask.ends(field).is_some();
        if called && !word && !field.is_empty() {
            let names = split(field, base + at, Need::Surname).unwrap_or_default();
            out.extend(names.iter().map(|&span| Signed { span, role: PersonRole::Other }));
        }
        called |= word;
        at += field.len();
        at += line[at..].chars().next().map_or(0, char::len_utf8);
    }
    out
}
