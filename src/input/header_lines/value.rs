//! Where the value of a label and a date end.

use crate::input::date;

/// Where the value of a label ends: at a bar, a wide gap, or a blank with
/// another label or a date behind it.
pub(super) fn value_end(value: &str) -> usize {
    let lead = value.len() - value.trim_start().len();
    for (at, c) in value.char_indices().filter(|(at, _)| *at > lead) {
        let next = &value[at + c.len_utf8()..];
        let ends = match c {
            '|' | '｜' | '】' | ']' | '\t' => true,
            c if c.is_whitespace() => {
                let next = next.trim_start();
                let label = next.char_indices().take(8).find(|(_, c)| matches!(c, '：' | ':'));
                label.is_some_and(|(at, _)| !next[..at].contains(char::is_whitespace))
                    || date_len(next).is_some()
                    || next.starts_with('第')
                    || next.starts_with("记者")
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    value.len()
}

/// How many bytes a date at the head of `s` takes.
pub(super) fn date_len(s: &str) -> Option<usize> {
    let is_part = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '〇')
    };
    let chinese = |c: char| "一二三四五六七八九十廿".contains(c);
    let mut end = 0;
    for (at, c) in s.char_indices() {
        let (before, behind) = (&s[..at], s[at..].trim_start());
        let within = before.ends_with(['年', '月']) || behind.starts_with(['年', '月', '日']);
        let blank = c == ' ' && within;
        if !(is_part(c) || chinese(c) || blank) {
            break;
        }
        end = at + c.len_utf8();
        if c == '日' {
            break;
        }
    }
    let run = s[..end].trim_end_matches(['-', '/', '.', ' ']);
    let day = date::read(run).and_then(date::Given::day)?;
    (day.year() >= 1800).then_some(run.len())
}
