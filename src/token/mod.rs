//! Text to sentences and words.

pub(crate) mod dictionary;
mod segmenter;
mod user;

pub(crate) use dictionary::Dictionary;
pub use segmenter::{Pos, Segmenter, Word};

use crate::span::Span;
use crate::text::mark::{ends_sentence, follows_sentence_end};

/// The sentences of `text`: they end after 。！？ and their half-width forms
/// with any closing marks, or at a line's end, and never overlap. Blank ones
/// are left out, and text that goes on for six kilobytes without such a
/// mark is cut there.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(near) = text.as_bytes()[at..].iter().position(|&b| MAY_END[b as usize]) {
        at += near;
        let mut chars = text[at..].chars();
        let Some(c) = chars.next() else { break };
        let end = at + c.len_utf8();
        at = end;
        match c {
            '\n' | '\r' => {
                push(text, &mut out, start, end - 1);
                start = end;
            }
            c if ends_sentence(c) => {
                at += chars.take_while(|c| follows_sentence_end(*c)).map(char::len_utf8).sum::<usize>();
                push(text, &mut out, start, at);
                start = at;
            }
            _ => {}
        }
    }
    push(text, &mut out, start, text.len());
    out
}

/// True for the first bytes of what ends a sentence.
static MAY_END: [bool; 256] = {
    let mut table = [false; 256];
    let firsts = [b'\n', b'\r', b'!', b'?', "。".as_bytes()[0], "！".as_bytes()[0]];
    let mut i = 0;
    while i < firsts.len() {
        table[firsts[i] as usize] = true;
        i += 1;
    }
    table
};

/// The longest sentence, in bytes: two thousand characters, several times the
/// longest in print, so that no stage meets one without end.
const LONGEST: usize = 6 << 10;

fn push(text: &str, out: &mut Vec<Span>, mut start: usize, end: usize) {
    while end - start > LONGEST {
        let cut = (0..4).map(|n| start + LONGEST - n).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        push(text, out, start, cut);
        start = cut;
    }
    let s = &text[start..end];
    let lead = s.len() - s.trim_start().len();
    let span = Span::new(start + lead, start + s.trim_end().len());
    if !span.is_empty() {
        out.push(span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_marks_is_cut() {
        let text = "许".repeat(10_000);
        let got = sentences(&text);
        assert!(got.len() > 4 && got.iter().all(|s| s.len() <= LONGEST));
        assert_eq!(got.iter().map(|s| s.len()).sum::<usize>(), text.len());
    }

    #[test]
    fn sentences_end_after_marks_and_lines() {
        let text = "标题\n他说：“好。”会议召开！　 \n完";
        let got: Vec<&str> = sentences(text).iter().map(|s| &text[*s]).collect();
        assert_eq!(got, ["标题", "他说：“好。”", "会议召开！", "完"]);
    }
}
