//! Documents: titles in 《》, and 关于…的通知.

use super::scan::Scan;
use crate::lexicon::RuleWord;
use crate::span::Span;

/// The longest title, in characters.
const LONGEST: usize = 80;

/// A document and its name's span.
#[derive(Clone, Copy, Debug)]
pub(super) struct DocumentMention {
    pub span: Span,
    pub name: Span,
    pub rule: &'static str,
}

/// The documents of an article in text order.
pub(super) fn find(scan: &Scan<'_>) -> Vec<DocumentMention> {
    let mut out = quoted(scan);
    for at in memchr::memmem::find_iter(scan.text.as_bytes(), "关于") {
        let i = out.partition_point(|d| d.span.end <= at);
        if out.get(i).is_some_and(|d| d.span.start <= at) {
            continue;
        }
        if let Some(end) = about(&scan.text[at..]) {
            let span = Span::new(at, at + end);
            out.insert(i, DocumentMention { span, name: span, rule: "document/about" });
        }
    }
    out
}

const OPEN: &[u8] = "《".as_bytes();
const CLOSE: &[u8] = "》".as_bytes();

fn quoted(scan: &Scan<'_>) -> Vec<DocumentMention> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut depth = 0;
    let bytes = scan.text.as_bytes();
    // The marks' last bytes; few other characters end in them.
    for last in memchr::memchr3_iter(OPEN[2], CLOSE[2], b'\n', bytes) {
        let at = if bytes[last] == b'\n' { last } else { last.saturating_sub(2) };
        let mark = bytes.get(at..=last).unwrap_or_default();
        match mark {
            OPEN => {
                if depth == 0 {
                    open = Some(at);
                }
                depth += 1;
            }
            CLOSE if depth > 0 => {
                depth -= 1;
                if let (0, Some(start)) = (depth, open) {
                    let name = Span::new(start + mark.len(), at);
                    let fits =
                        !name.is_empty() && scan.text[name].chars().take(LONGEST + 1).count() <= LONGEST;
                    if fits {
                        let span = Span::new(start, at + mark.len());
                        out.push(DocumentMention { span, name, rule: "document/title" });
                    }
                }
            }
            b"\n" => depth = 0,
            _ => {}
        }
    }
    out
}

/// The length of 关于…的通知 at the start of `text`.
fn about(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let end = chars
        .by_ref()
        .take(40)
        .find(|(_, c)| matches!(c, '，' | '。' | '；' | '\n' | ',' | '《'))
        .map_or_else(|| chars.next().map_or(text.len(), |(p, _)| p), |(p, _)| p);
    let part = &text[..end];
    let kinds = RuleWord::Document.words().iter();
    kinds.filter_map(|k| part.find(&format!("的{k}")).map(|p| p + "的".len() + k.len())).min()
}
