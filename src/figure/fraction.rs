//! Fractions: 三分之二, 百分之八点五, 三又四分之一, 1/3.
//!
//! ```text
//! fraction = [whole 又] under 分之 over | [whole " "] over / under
//! ```
//!
//! A bare denominator (百分之, 千分之, 万分之) gives per cent, whatever its size:
//! 千分之五 is 0.5 %, and ‰ is the unit of what is printed with ‰. Any other
//! denominator gives a plain ratio.

use super::range::joiner;
use super::unit::Class;
use super::window::Window;
use crate::text::mark::is_space;
use crate::text::numeral::Value;
use crate::text::numeral::digit::scale_exponent;
use crate::text::numeral::{Form, Numeral, read};
use crate::text::{char_after, char_before};
use rust_decimal::Decimal;

/// A fraction as read: where it ends, its value and `%` or nothing.
pub(super) struct Fraction {
    pub(super) end: usize,
    pub(super) value: Value,
    pub(super) unit: Option<&'static str>,
    pub(super) about: bool,
}

/// The fraction that `first` is the first numeral of.
pub(super) fn chinese(window: Window<'_>, first: &Numeral) -> Option<Fraction> {
    let text = window.text;
    let at = skip(text, first.span.end);
    match char_after(text, at)? {
        '又' => mixed(text, first.value.exact()?, at + '又'.len_utf8()),
        '分' => simple(window, first, at).or_else(|| clipped(window, first, at)),
        _ => None,
    }
}

/// Whole and fraction: 三又四分之一.
fn mixed(text: &str, whole: Decimal, at: usize) -> Option<Fraction> {
    let under = read(text, skip(text, at))?;
    let (under_value, over, end) = parts(text, &under, skip(text, under.span.end))?;
    let (under, over) = (under_value, over.value.exact()?);
    let sum = whole.checked_mul(under)?.checked_add(over)?;
    Some(Fraction { end, value: Value::ratio(sum, under)?, unit: None, about: false })
}

fn simple(window: Window<'_>, under: &Numeral, at: usize) -> Option<Fraction> {
    let text = window.text;
    let (under_value, over, end) = parts(text, under, at)?;
    let exp = bare(text, under);
    let upper = exp.and_then(|_| upper(window, under, end));
    let (over_value, end) = match (over.value, upper) {
        (Value::Exact(low), Some((high, to))) if low < high => (Value::Range(low, high), to),
        (value, _) => (value, end),
    };
    let negative = text[under.span].starts_with(['负', '負', '-']);
    let over_value = if negative && exp.is_some() { over_value.map(|v| Some(-v)) } else { over_value };
    let (value, unit) = match exp {
        Some(2) => (over_value, Some("%")),
        Some(exp) => {
            let under = Decimal::from(10i64.checked_pow(exp - 2)?);
            (over_value.map(|v| v.checked_div(under)), Some("%"))
        }
        None => (Value::ratio(over_value.exact()?, under_value)?, None),
    };
    Some(Fraction { end, value, unit, about: over.about })
}

/// 三分一加仑: 之 is left out, before a physical unit.
fn clipped(window: Window<'_>, under: &Numeral, at: usize) -> Option<Fraction> {
    let text = window.text;
    let over = read(text, word(text, at, '分')?)?;
    let digit = |n: &Numeral| n.form == Form::Chinese && n.integer().is_some_and(|d| (1..10).contains(&d));
    let measured = window.unit(over.span.end).is_some_and(|(u, _)| u.class == Class::Quantity);
    if !digit(under) || !digit(&over) || !measured {
        return None;
    }
    let value = Value::ratio(over.value.exact()?, under.value.exact()?)?;
    Some(Fraction { end: over.span.end, value, unit: None, about: false })
}

/// The upper end of a range: 百分之三到五, 百分之三至百分之五.
fn upper(window: Window<'_>, under: &Numeral, end: usize) -> Option<(Decimal, usize)> {
    let text = window.text;
    let at = joiner(text, end)?;
    let again = text[at..].strip_prefix(&text[under.span]).and_then(|r| r.strip_prefix("分之"));
    let at = again.map_or(at, |rest| text.len() - rest.len());
    let high = read(text, at)?;
    let counted = window.unit(high.span.end).is_some();
    (!counted).then_some((high.value.exact()?, high.span.end))
}

/// 分之 and the numeral behind it.
fn parts(text: &str, under: &Numeral, at: usize) -> Option<(Decimal, Numeral, usize)> {
    let at = skip(text, word(text, at, '分')?);
    let at = skip(text, word(text, at, '之')?);
    let over = read(text, at)?;
    Some((under.value.exact()?, over, over.span.end))
}

/// The exponent of a denominator written as one bare 百, 千, 万 …
fn bare(text: &str, under: &Numeral) -> Option<u32> {
    let mut exp = 0;
    for c in text[under.span].trim_start_matches(['负', '負', '-']).chars() {
        exp += match c {
            '百' | '佰' => 2,
            '千' | '仟' => 3,
            _ => scale_exponent(c)?,
        };
    }
    Some(exp)
}

/// A fraction with a stroke: 1/3, 1 3/5. Dates and seasons (2020/21) are none.
pub(super) fn stroke(text: &str, first: &Numeral) -> Option<Fraction> {
    if first.form != Form::Digits || !plain(first) {
        return None;
    }
    let end = first.span.end;
    match char_after(text, end)? {
        '/' | '／' => over_under(text, None, first),
        c if is_space(c) => {
            let over = read(text, end + c.len_utf8())?;
            over_under(text, Some(first.value.exact()?), &over)
        }
        _ => None,
    }
}

fn over_under(text: &str, whole: Option<Decimal>, over: &Numeral) -> Option<Fraction> {
    let at = over.span.end;
    let c = char_after(text, at).filter(|c| matches!(c, '/' | '／'))?;
    let under = read(text, at + c.len_utf8())?;
    let end = under.span.end;
    let round = text[end..].starts_with("决赛");
    let other =
        round || char_after(text, end).is_some_and(|c| matches!(c, '/' | '／') || c.is_ascii_alphanumeric());
    let date = matches!(char_before(text, over.span.start), Some('/' | '／'));
    if !plain(over) || !plain(&under) || other || date || over.value.exact()? > Decimal::from(1900) {
        return None;
    }
    let under_value = under.value.exact()?;
    let sum = whole.unwrap_or_default().checked_mul(under_value)?.checked_add(over.value.exact()?)?;
    Some(Fraction { end, value: Value::ratio(sum, under_value)?, unit: None, about: false })
}

/// Arabic digits that make a whole number.
fn plain(n: &Numeral) -> bool {
    n.form == Form::Digits && n.integer().is_some_and(|n| n >= 0)
}

fn word(text: &str, at: usize, c: char) -> Option<usize> {
    (char_after(text, at)? == c).then(|| at + c.len_utf8())
}

fn skip(text: &str, at: usize) -> usize {
    let spaces = text[at..].chars().take(2).take_while(|&c| is_space(c));
    at + spaces.map(char::len_utf8).sum::<usize>()
}
