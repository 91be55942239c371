//! The marks in a headline that tell what it is: see `MARKS` in
//! `headline_model`, whose order these follow.

use crate::lexicon::PageWord;

/// Which of the marks stand in a line without its column's tag; `tag` says
/// that it had one.
pub(super) fn marks(bare: &str, tag: bool) -> [bool; 20] {
    let mut seen = Seen::default();
    bare.chars().enumerate().for_each(|(n, c)| seen.add(c, n == 0));
    let last = bare.chars().next_back().unwrap_or(' ');
    let inner = |seen: bool, c: &[char]| seen && bare.trim_matches(c).contains(c);
    let mut m = [false; 20];
    let values = [
        tag,
        bare.starts_with("——"),
        bare.ends_with("——"),
        matches!(last, '：' | ':'),
        matches!(last, '！' | '!' | '？' | '?'),
        last == '。',
        last == '”',
        last == '》',
        last.is_ascii_digit() || matches!(last, '%' | '％'),
        bare.starts_with('“'),
        seen.quote_inside,
        seen.space,
        seen.comma,
        seen.pause,
        seen.semicolon,
        seen.digit,
        inner(seen.colon, &['：', ':']),
        inner(seen.dash, &['—']),
        // 某某主持并讲话: a line that says who was there.
        seen.chars <= 14 && PageWord::Attends.ends(bare).is_some(),
    ];
    m[..values.len()].copy_from_slice(&values);
    m
}

/// Which marks stand in a line.
#[derive(Default)]
struct Seen {
    chars: usize,
    quote_inside: bool,
    space: bool,
    comma: bool,
    pause: bool,
    semicolon: bool,
    digit: bool,
    colon: bool,
    dash: bool,
}

impl Seen {
    fn add(&mut self, c: char, first: bool) {
        self.chars += 1;
        match c {
            '“' => self.quote_inside |= !first,
            ' ' | '\u{3000}' => self.space = true,
            '，' | ',' => self.comma = true,
            '、' => self.pause = true,
            '；' | ';' => self.semicolon = true,
            '：' | ':' => self.colon = true,
            '—' => self.dash = true,
            '0'..='9' => self.digit = true,
            _ => {}
        }
    }
}
