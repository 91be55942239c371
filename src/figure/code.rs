//! Arabic digits that are no number: G20, 5G, CN41—0013, 〔2015〕53号, telephone
//! numbers, clock times, versions, list marks.

use super::unit::Class;
use super::window::Window;
use super::words::WordClass;
use crate::text::numeral::digit::arabic_digit;
use crate::text::numeral::read;
use crate::text::{char_after, char_before};

/// Where the code ends that the digit at byte `at` is part of.
pub(super) fn covers(window: Window<'_>, at: usize) -> Option<usize> {
    let text = window.text;
    let digits = run(text, at);
    let behind = char_after(text, digits);
    let ahead = char_before(text, at);
    let model = matches!(ahead, Some('.')) && char_before(text, at - 1).is_some_and(letter);
    if (ahead.is_some_and(letter) || model) && !counted(window, at) {
        return Some(word_end(text, digits));
    }
    let whole = read(text, at).map_or(digits, |n| n.span.end.max(digits));
    if behind.is_some_and(letter) && whole == digits && window.unit(digits).is_none() {
        return Some(word_end(text, digits));
    }
    if ahead.is_some_and(|c| matches!(c, '·' | '•' | '/' | '_' | '#' | '@')) && !counted(window, at) {
        return Some(digits);
    }
    marked(text, at, digits, ahead, behind).or_else(|| telephone(window, at, digits))
}

/// True for Latin letters, half or full width.
fn letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c)
}

/// True when the numeral at `at` has a unit of money or rate: GDP10800亿元.
fn counted(window: Window<'_>, at: usize) -> bool {
    let text = window.text;
    let Some(n) = read(text, at) else { return false };
    let word = text[..at].chars().rev().take_while(|&c| letter(c)).take(3).count();
    if text[..at].ends_with("RMB") {
        return true;
    }
    word != 1 && window.unit(n.span.end).is_some_and(|(u, _)| matches!(u.class, Class::Amount | Class::Rate))
}

/// Where the digits end that start at `at`.
fn run(text: &str, at: usize) -> usize {
    let digits = text[at..].chars().take_while(|&c| arabic_digit(c).is_some());
    at + digits.map(char::len_utf8).sum::<usize>()
}

/// Goes on over letters, digits and the strokes and points between them.
fn word_end(text: &str, mut at: usize) -> usize {
    let part = |c: char| letter(c) || arabic_digit(c).is_some();
    while let Some(c) = char_after(text, at) {
        let next = at + c.len_utf8();
        let joins = matches!(c, '-' | '—' | '.' | '－' | '–') && char_after(text, next).is_some_and(part);
        if !part(c) && !joins {
            break;
        }
        at = next;
    }
    at
}

/// Signs beside the digits that make them a code.
fn marked(text: &str, at: usize, digits: usize, ahead: Option<char>, behind: Option<char>) -> Option<usize> {
    let next = behind.and_then(|c| char_after(text, digits + c.len_utf8()));
    let digit_next = next.is_some_and(|c| arabic_digit(c).is_some());
    match behind {
        Some('·' | '•') if digit_next => Some(run(text, digits + behind?.len_utf8())),
        Some('.' | '．') if digit_next => dotted(text, digits),
        Some('.' | '．' | '、' | ')' | '）') if line_start(text, at) => Some(digits),
        Some(':' | '：') if digit_next => clock(text, at, digits),
        Some('〕' | '］' | ']') if matches!(ahead, Some('〔' | '［' | '[')) => Some(digits),
        Some('号') if matches!(ahead, Some('〕' | '］' | ']' | '】')) => Some(digits),
        Some('-' | '－') if digit_next => chain(text, at, digits),
        _ => None,
    }
}

/// Three parts and more: a version or a date, 2.0.1.
fn dotted(text: &str, digits: usize) -> Option<usize> {
    let second = run(text, digits + char_after(text, digits)?.len_utf8());
    let c = char_after(text, second).filter(|c| matches!(c, '.' | '．'))?;
    let third = run(text, second + c.len_utf8());
    (third > second + c.len_utf8()).then(|| word_end(text, third))
}

/// 10:30, 20：15：00.
fn clock(text: &str, at: usize, digits: usize) -> Option<usize> {
    let from = digits + char_after(text, digits)?.len_utf8();
    let end = run(text, from);
    let hours = text[at..digits].chars().count() <= 2;
    let minutes = text[from..end].chars().count() == 2;
    (hours && minutes && read(text, from)?.integer()? < 60).then_some(end)
}

/// Digits joined by strokes: 0374-2965432, 400-810-1234.
fn chain(text: &str, at: usize, digits: usize) -> Option<usize> {
    let (mut end, mut parts, mut count) = (digits, 1, text[at..digits].chars().count());
    while let Some(c) = char_after(text, end).filter(|c| matches!(c, '-' | '－')) {
        let next = run(text, end + c.len_utf8());
        if next == end + c.len_utf8() || parts == 8 {
            break;
        }
        count += text[end..next].chars().count() - 1;
        (end, parts) = (next, parts + 1);
    }
    (parts > 2 || count >= 10 || text[at..].starts_with('0')).then_some(end)
}

/// True when only spaces and an opening bracket stand before `at` on its line.
fn line_start(text: &str, at: usize) -> bool {
    for c in text[..at].chars().rev().take(6) {
        match c {
            '\n' | '\r' => return true,
            ' ' | '\u{3000}' | '\t' | '(' | '（' => {}
            _ => return false,
        }
    }
    at <= 18 && text[..at].chars().all(|c| matches!(c, ' ' | '\u{3000}' | '\t' | '(' | '（'))
}

/// Telephone, postal and account numbers: by their shape, or by the word
/// beside them.
fn telephone(window: Window<'_>, at: usize, digits: usize) -> Option<usize> {
    let text = window.text;
    let len = digits - at;
    let bare = window.unit(digits).is_none()
        && !char_after(text, digits).is_some_and(|c| "万亿千百余多.．,，".contains(c));
    let leading = text[at..].starts_with('0') && len > 1;
    if !bare || !(len >= 5 || leading) {
        return None;
    }
    let mobile = len == 11 && text[at..].starts_with('1');
    (mobile || leading || named(window, at, digits)).then_some(digits)
}

fn named(window: Window<'_>, at: usize, digits: usize) -> bool {
    let from = window[..at].char_indices().rev().nth(7).map_or(0, |(k, _)| k);
    let behind = window[digits..].trim_start_matches('”');
    window.words(WordClass::CodeBefore).found_in(&window[from..at])
        || window.words(WordClass::CodeBehind).matches(behind)
}
