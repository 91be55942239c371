//! Finding times in a text: one pass that stops only at chars a time can
//! begin with, and the grammar at each of them.
//!
//! Linear in the text: the grammar looks a bounded number of chars ahead, and
//! where a number is no time its whole run of digits is left behind.

use super::digits;
use super::grammar::{self, is_number_start};
use super::words::{WORDS, Word};
use super::written::Expr;
use crate::span::Span;
use std::sync::LazyLock;

/// Finds every time and duration of a text, in text order; none overlap.
///
/// Spans take in what belongs to the expression (昨日(14日)上午, “十二五”期间)
/// and leave out what only leads it (截至, 自, 从). Lengths without a number
/// (多年) are found too, so that nobody takes them for counts; they have no
/// value.
///
/// ```
/// let text = "3月1日上午10时,复工率超过99%,历时3年。";
/// let found: Vec<&str> = baozhi::time::scan(text).iter().map(|e| &text[e.span]).collect();
/// assert_eq!(found, ["3月1日上午10时", "3年"]);
/// ```
pub fn scan(text: &str) -> Vec<Expr> {
    let mut found: Vec<Expr> = Vec::new();
    let bytes = text.as_bytes();
    let starts = &*STARTS;
    let mut at = 0;
    while at < bytes.len() {
        let (code, len) = code_at(bytes, at);
        if !starts.has(code) {
            at += len;
            continue;
        }
        at = match try_at(text, at, found.last().map_or(0, |e| e.span.end)) {
            Step::Found(expr) => {
                found.push(expr);
                expr.span.end
            }
            Step::Skip(end) => end.max(at + len),
        };
    }
    found
}

/// What came of a place.
enum Step {
    Found(Expr),
    /// Nothing begins before this byte.
    Skip(usize),
}

fn try_at(text: &str, at: usize, done: usize) -> Step {
    if let Some((Word::Block, end)) = WORDS.at(text, at) {
        return Step::Skip(end);
    }
    let number = text[at..].chars().next().is_some_and(is_number_start);
    if number && grammar::before(text, at).is_some_and(|p| p.is_ascii_alphanumeric() || p == '.') {
        return Step::Skip(number_end(text, at));
    }
    let mut c = digits::Cursor::new(text, at);
    match grammar::expression(&mut c) {
        Some((kind, rule)) => {
            let span = widen(text, Span::new(at, c.at), kind, done);
            Step::Found(Expr { span, rule, kind })
        }
        None if number => Step::Skip(number_end(text, at)),
        None => Step::Skip(at),
    }
}

/// Takes in the quotation mark that opens a plan's name and closes within it.
fn widen(text: &str, span: Span, kind: super::written::Kind, done: usize) -> Span {
    use super::written::{Kind, Unit};
    let Kind::Point(written) = kind else { return span };
    let closing = |c: char| matches!(c, '”' | '"' | '」' | '’');
    let quoted = match written.unit {
        Unit::Plan(..) | Unit::Festival(..) => {
            text[span].contains(closing) && !text[span].starts_with(['“', '"', '「', '‘'])
        }
        _ => false,
    };
    let opening = grammar::before(text, span.start).filter(|c| matches!(c, '“' | '"' | '「' | '‘'));
    match opening {
        Some(c) if quoted && span.start - c.len_utf8() >= done => {
            Span::new(span.start - c.len_utf8(), span.end)
        }
        _ => span,
    }
}

/// The end of the run of digits at `at`, with the decimals or thousands that
/// continue it; a run of Chinese digits ends where they end.
fn number_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let first = text[at..].chars().next();
    if first.is_some_and(|c| digits::digit(c).is_none()) {
        let run = text[at..].chars().take_while(|c| is_number_start(*c)).map(char::len_utf8).sum::<usize>();
        return at + run;
    }
    let mut end = at;
    for (i, c) in text[at..].char_indices() {
        let joint = matches!(c, '.' | ',' | '．' | '，')
            && text[at + i + c.len_utf8()..].chars().next().is_some_and(|n| digits::digit(n).is_some());
        if digits::digit(c).is_none() && !joint {
            break;
        }
        end = at + i + c.len_utf8();
    }
    debug_assert!(end <= bytes.len());
    end
}

/// The code of the char at `at`, 0 beyond the basic plane, and its length.
#[inline]
fn code_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let b = bytes[at];
    let low = |i: usize| u32::from(bytes[at + i] & 0x3f);
    match b {
        0..0x80 => (u32::from(b), 1),
        0xe0..0xf0 => ((u32::from(b & 0x0f) << 12) | (low(1) << 6) | low(2), 3),
        0xc0..0xe0 => (0, 2),
        _ => (0, 4),
    }
}

/// One bit a code of the basic plane.
struct Bits(Vec<u64>);

impl Bits {
    #[inline]
    fn has(&self, code: u32) -> bool {
        self.0[(code >> 6) as usize] >> (code & 63) & 1 == 1
    }

    fn set(&mut self, c: char) {
        if (c as u32) < 0x10000 {
            self.0[(c as usize) >> 6] |= 1 << (c as u32 & 63);
        }
    }
}

/// Chars a time can begin with.
static STARTS: LazyLock<Bits> = LazyLock::new(|| {
    let mut bits = Bits(vec![0; 1024]);
    WORDS.first_chars().for_each(|c| bits.set(c));
    ('0'..='9').chain('０'..='９').for_each(|c| bits.set(c));
    "〇零○一二三四五六七八九十廿卅两兩半几幾数數多若百千上第首头前晚早闰閏正冬腊臘QＱ公节假甲乙丙丁戊己庚辛壬癸"
        .chars()
        .for_each(|c| bits.set(c));
    bits
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lie_on_char_boundaries_in_order() {
        let text = "近日,记者获悉,“十四五”时期将建成5条,2021年3月1日至5日及去年底";
        let found = scan(text);
        assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        let words: Vec<&str> = found.iter().map(|e| &text[e.span]).collect();
        assert_eq!(words, ["近日", "“十四五”时期", "2021年3月1日至5日", "去年底"]);
    }

    #[test]
    fn runs_of_digits_are_left_whole() {
        assert_eq!(number_end("1720.7亿元", 0), "1720.7".len());
        assert_eq!(number_end("12,345人", 0), "12,345".len());
        assert_eq!(number_end("一一一一一一年", 0), "一一一一一一".len());
    }
}
