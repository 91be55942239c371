//! Where an article's quotation marks open and close, and which of them hold
//! speech rather than a name or a word set off (“两个责任”).
//!
//! ```text
//! 他说：“好。”     speech: a sentence mark inside, or a colon before
//! “无废城市”建设    a name: short, no mark inside
//! ```
//!
//! A quotation that runs over a paragraph is closed at the paragraph's end
//! when the next one opens with the mark again, as printing has it; over a
//! column break in mid-sentence it goes on.

use crate::span::Span;

/// One pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// From the opening mark to behind the closing one.
    pub(super) outer: Span,
    /// What stands between them.
    pub(super) inner: Span,
    /// True for speech.
    pub(super) speech: bool,
    /// A sentence ends in it, or a colon brings it in. Speech of clauses alone may be a name: “学先进，当先锋”活动.
    pub(super) sentence: bool,
}

/// Longer than this a quotation is taken for a mark lost in print, in bytes.
const LONGEST: usize = 3000;

/// The outermost quotations of `text`, in order.
pub(super) fn scan(text: &str) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(found) = next_mark(text, at) {
        let (pos, len, mark) = found;
        at = pos + len;
        match (mark, open) {
            (Mark::Open, Some(from)) if paragraph_start(text, pos) => {
                push(text, &mut out, from, last_text(text, from, pos), 0);
                open = Some(pos);
            }
            (Mark::Open | Mark::Either, None) => open = Some(pos),
            (Mark::Close | Mark::Either, Some(from)) => {
                if pos - from <= LONGEST {
                    push(text, &mut out, from, pos, len);
                }
                open = None;
            }
            (Mark::Open, Some(from)) if pos - from > LONGEST => open = Some(pos),
            _ => {}
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Open,
    Close,
    Either,
}

/// The next quotation mark from `at`: its offset, length and sense.
fn next_mark(text: &str, at: usize) -> Option<(usize, usize, Mark)> {
    let bytes = text.as_bytes();
    let mut from = at;
    // 0xE2 leads “ and ”, 0xE3 leads 「 and 」, and " stands for itself.
    while let Some(step) = memchr::memchr3(0xE2, 0xE3, b'"', &bytes[from..]) {
        let pos = from + step;
        let mark = match &bytes[pos..] {
            [b'"', ..] => Some((1, Mark::Either)),
            [0xE2, 0x80, 0x9C, ..] => Some((3, Mark::Open)),
            [0xE2, 0x80, 0x9D, ..] => Some((3, Mark::Close)),
            [0xE3, 0x80, 0x8C, ..] => Some((3, Mark::Open)),
            [0xE3, 0x80, 0x8D, ..] => Some((3, Mark::Close)),
            _ => None,
        };
        if let Some((len, mark)) = mark {
            return Some((pos, len, mark));
        }
        from = pos + 1;
    }
    None
}

fn paragraph_start(text: &str, pos: usize) -> bool {
    text[..pos].trim_end_matches([' ', '\u{3000}', '\t']).ends_with('\n')
}

/// The end of the text before `pos`, its closing blanks left out.
fn last_text(text: &str, from: usize, pos: usize) -> usize {
    from + text[from..pos].trim_end().len()
}

fn push(text: &str, out: &mut Vec<Quoted>, from: usize, to: usize, close: usize) {
    let open = if text.as_bytes()[from] == b'"' { 1 } else { 3 };
    let inner = Span::new(from + open, to);
    let outer = Span::new(from, to + close);
    let said = &text[inner];
    let colon = text[..from].ends_with(['：', ':']) && said.len() >= 12;
    let sentence = colon || said.contains(['。', '！', '？', '!', '?', '｡', '…']) && said.len() >= 6;
    let clauses = said.contains(['，', ',', '；', ';']) && said.len() >= 24;
    out.push(Quoted { outer, inner, speech: sentence || clauses, sentence });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speeches(text: &str) -> Vec<(&str, bool)> {
        scan(text).iter().map(|q| (&text[q.inner], q.speech)).collect()
    }

    #[test]
    fn names_are_no_speech() {
        assert_eq!(speeches("建设“无废城市”"), [("无废城市", false)]);
        assert_eq!(speeches("他说：“水来了。”"), [("水来了。", true)]);
        assert_eq!(speeches("\"水来了，田也绿了起来呢\"他说"), [("水来了，田也绿了起来呢", true)]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        let text = "她说：“第一段。\n“第二段。”\n完";
        assert_eq!(speeches(text), [("第一段。", true), ("第二段。", true)]);
        assert_eq!(speeches("“断\n栏。”"), [("断\n栏。", true)]);
    }

    #[test]
    fn a_lost_mark_does_not_swallow_the_rest() {
        let text = format!("“开{}“名”", "字".repeat(1200));
        assert_eq!(speeches(&text), [("名", false)]);
    }
}
