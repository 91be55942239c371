//! The numbers of durations: digits with thousands and decimals, Chinese
//! numbers, 半 and 两, two digits side by side (三四天), and those without a
//! value (几, 多, 数十).

use super::super::digits::{self, Cursor};
use crate::text::numeral;

/// A number as durations have it: whole, with thousandths, or none (几, 多).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    Exact(u32, u16),
    Between(u32, u32),
    Vague,
}

/// The second number of a range: 至5, —5, and 四 of 三四天.
pub fn second_number(c: &mut Cursor<'_>) -> Option<u32> {
    let start = c.at;
    if super::range::eat_to(c)
        && let Some(Number::Exact(n, 0)) = number(c)
    {
        return Some(n);
    }
    c.at = start;
    None
}

/// Eats a number: digits with thousands separators and decimals, a Chinese
/// number, 半, 两, or 几 and 多 that have no value.
pub fn number(c: &mut Cursor<'_>) -> Option<Number> {
    let start = c.at;
    if c.peek().and_then(digits::digit).is_some() {
        let found = arabic(c);
        if c.sees_any(&["万", "亿", "千", "百", "多万", "余万", "多亿", "余亿"]) {
            c.at = start;
            return large(c);
        }
        return found;
    }
    if !c.peek().is_some_and(|ch| super::is_number_start(ch) || "几幾数數多若上".contains(ch)) {
        return None;
    }
    if c.eat("半") {
        return Some(Number::Exact(0, 500));
    }
    if c.eat_any(&[
        "几十", "数十", "上百", "上千", "几百", "数百", "几", "数", "多", "若干", "十几", "百余", "千余",
    ]) {
        c.eat_one("多余");
        return Some(Number::Vague);
    }
    if let Some((a, b)) = side_by_side(c) {
        return Some(Number::Between(a, b));
    }
    let n = if c.eat("两") { Some(2) } else { digits::chinese_small(c).map(u32::from) };
    if n.is_some() && c.eat("几") {
        return Some(Number::Vague);
    }
    if n.is_none() || c.peek().is_some_and(|ch| "百千万亿点".contains(ch)) {
        c.at = start;
        return large(c);
    }
    n.map(|n| Number::Exact(n, 0))
}

/// A Chinese number of a hundred and more, or with a decimal.
fn large(c: &mut Cursor<'_>) -> Option<Number> {
    let numeral = numeral::read(c.text, c.at)?;
    if numeral.about && numeral.value.exact().is_none() {
        c.at = numeral.span.end;
        return Some(Number::Vague);
    }
    let value = numeral.value.exact()?;
    let milli = value.fract().checked_mul(1000.into())?;
    let n = u32::try_from(i128::try_from(value.trunc()).ok()?).ok()?;
    c.at = numeral.span.end;
    Some(Number::Exact(n, u16::try_from(i128::try_from(milli.trunc()).ok()?).ok()?))
}

/// 三四天, 两三年, 十七八天.
fn side_by_side(c: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let start = c.at;
    let tens = if c.eat("十") { 10 } else { 0 };
    let one = |c: &mut Cursor<'_>| {
        let n = if c.eat("两") {
            2
        } else {
            let d = c.peek().and_then(digits::chinese_digit).filter(|d| *d > 0)?;
            c.at += '一'.len_utf8();
            u32::from(d)
        };
        Some(n)
    };
    if let Some(a) = one(c)
        && let Some(b) = one(c)
        && (b == a + 1 || (a, b) == (3, 5))
        && c.peek().is_none_or(|ch| digits::chinese_digit(ch).is_none())
    {
        return Some((tens + a, tens + b));
    }
    c.at = start;
    None
}

/// 3, 1,000, 1.5: up to nine digits and three decimals.
fn arabic(c: &mut Cursor<'_>) -> Option<Number> {
    let mut n = 0u32;
    let mut len = 0;
    loop {
        let Some(d) = c.peek().and_then(digits::digit) else {
            if len > 0 && (c.sees(",") || c.sees("，")) && thousands_follow(c) {
                c.at += c.peek()?.len_utf8();
                continue;
            }
            break;
        };
        len += 1;
        if len > 9 {
            return None;
        }
        n = n * 10 + u32::from(d);
        c.at += c.peek()?.len_utf8();
    }
    let (mut milli, mut scale) = (0u16, 1000u16);
    let start = c.at;
    if c.eat(".") || c.eat("．") {
        while let Some(d) = c.peek().and_then(digits::digit) {
            if scale == 1 {
                return None;
            }
            scale /= 10;
            milli += u16::from(d) * scale;
            c.at += c.peek()?.len_utf8();
        }
        if scale == 1000 {
            c.at = start;
        }
    }
    Some(Number::Exact(n, milli))
}

/// True when exactly three digits follow the separator.
fn thousands_follow(c: &Cursor<'_>) -> bool {
    let mut chars = c.rest().chars().skip(1).map(|ch| digits::digit(ch).is_some());
    (0..3).all(|_| chars.next() == Some(true)) && chars.next() != Some(true)
}
