//! Where the value of a label and a date end.

use crate::input::columns::Field;
use crate::input::date;

/// The value of a label and what follows it.
pub(super) struct Value<'a> {
    pub text: &'a str,
    pub rest: &'a str,
}

impl<'a> Value<'a> {
    /// The value of `field` that `s` begins with.
    pub(super) fn of(field: Option<Field>, s: &'a str) -> Value<'a> {
        let end = match field {
            Some(Field::Paper) => return source(s),
            Some(Field::Page) => page_end(s),
            _ => value_end(s),
        };
        const BRACKETS: [char; 6] = ['[', ']', '【', '】', '〔', '〕'];
        Value { text: s[..end].trim_matches(BRACKETS).trim(), rest: &s[end..] }
    }
}

/// The name of a source: 《禾川日报》（2022年3月2日）, 禾川日报(禾川). A bracket with
/// digits holds facts of its own, another says nothing more.
fn source(s: &str) -> Value<'_> {
    let open = s.trim_start().strip_prefix('《').and_then(|quoted| quoted.split_once('》'));
    let (text, rest) = match open {
        Some((name, rest)) => (name.trim(), rest),
        None => {
            let end = value_end(s);
            let end = s[..end].find(['（', '(']).filter(|at| !s[..*at].trim().is_empty()).unwrap_or(end);
            (s[..end].trim(), &s[end..])
        }
    };
    let bracket = rest.trim_start().strip_prefix(['（', '(']).and_then(|b| b.split_once(['）', ')']));
    match bracket {
        Some((inner, rest)) if !inner.contains(|c: char| c.is_numeric()) => Value { text, rest },
        _ => Value { text, rest },
    }
}

/// A page's number is one word, unless its name stands behind it.
fn page_end(s: &str) -> usize {
    let lead = s.len() - s.trim_start().len();
    let end = value_end(s);
    let word = s[lead..end].find(char::is_whitespace).map_or(end, |at| lead + at);
    let number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '[' | '【');
    if s[lead..word].chars().all(number) && !s[word..end].trim_start().starts_with('版') {
        word
    } else {
        end
    }
}

/// Where the value of a label ends: at a bar, a wide gap, or a blank with
/// another label or a date behind it.
pub(super) fn value_end(value: &str) -> usize {
    let lead = value.len() - value.trim_start().len();
    let opens = |s: &str| s.contains(['（', '(']);
    for (at, c) in value.char_indices().filter(|(at, _)| *at > lead) {
        let next = &value[at + c.len_utf8()..];
        let ends = match c {
            '|' | '｜' | '】' | ']' | '\t' => true,
            // （来源：禾川日报）
            '）' | ')' => !opens(&value[..at]),
            c if c.is_whitespace() => {
                let next = next.trim_start();
                let label = next.char_indices().take(8).find(|(_, c)| matches!(c, '：' | ':'));
                // 09:12 is a time of day and no label.
                let named = |name: &str| !name.contains(|c: char| c.is_whitespace() || c.is_numeric());
                label.is_some_and(|(at, _)| named(&next[..at]))
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
