//! Amounts of money: 1720.7亿元, ￥300, 港币3.14, 一百二十三元1角1分, 1元/斤.
//!
//! ```text
//! amount   = [mark] numeral currency [numeral 角] [numeral 分] [/ unit]
//!          | mark numeral
//! mark     = ￥ $ € £ 人民币 港币
//! ```
//!
//! A sign is part of the figure; a word (人民币) only where no 元 follows.

use super::draft::{Draft, per_end, unit_behind};
use super::unit::{Class, Flag, Unit};
use super::window::Window;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::han::is_han;
use crate::text::mark::is_space;
use crate::text::numeral::digit::is_numeral_char;
use crate::text::numeral::{Numeral, read as numeral};
use crate::text::{char_after, char_before};
use rust_decimal::Decimal;

/// Marks before a number, with their ISO 4217 codes, the longest first.
const MARKS: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("RMB", "CNY"),
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("$", "USD"),
    ("＄", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("美金", "USD"),
];

struct Mark {
    start: usize,
    code: &'static str,
    sign: bool,
}

/// The amount that `n` is the number of.
pub(super) fn read<'t>(window: Window<'t>, floor: usize, n: &Numeral) -> Option<Draft<'t>> {
    let mark = mark(&window, floor, n.span.start);
    let n = &ungrouped(&window, n, mark.as_ref());
    let unit = unit_behind(window, n);
    let draft =
        Draft { unit: mark.as_ref().map(|m| m.code), ..Draft::of(n, FigureKind::Amount, "figure/amount") };
    match (mark, unit) {
        (mark, Some((u, end))) if u.class == Class::Amount => amount(window, draft, mark, u, end),
        (Some(m), None) => {
            Some(Draft { span: Span::new(m.start, n.span.end), rule: "figure/amount-mark", ..draft })
        }
        (None, Some((u, end))) if u.flags.has(Flag::Generic) => hundred_millions(&window, draft, end),
        _ => None,
    }
}

fn mark(window: &str, floor: usize, start: usize) -> Option<Mark> {
    let ahead = window[floor..start].trim_end_matches(is_space);
    let last = ahead.chars().next_back()?;
    if !"币幣B$￥¥＄€£￡金".contains(last) {
        return None;
    }
    let (word, code) = MARKS.iter().find(|(word, _)| ahead.ends_with(word))?;
    let sign = !word.chars().all(|c| c.is_alphabetic());
    Some(Mark { start: floor + ahead.len() - word.len(), code, sign })
}

/// $20，300美元 are two amounts: behind a sign only the ASCII comma groups.
fn ungrouped(window: &str, n: &Numeral, mark: Option<&Mark>) -> Numeral {
    let comma = window[n.span].find('，').filter(|_| mark.is_some_and(|m| m.sign));
    comma.and_then(|k| numeral(&window[..n.span.start + k], n.span.start)).unwrap_or(*n)
}

fn amount<'t>(
    window: Window<'t>,
    d: Draft<'t>,
    mark: Option<Mark>,
    u: &'t Unit,
    end: usize,
) -> Option<Draft<'t>> {
    let bare = window[d.span].starts_with(['百', '千', '万', '亿']);
    if bare && char_before(&window, d.span.start).is_some_and(|c| is_numeral_char(c) || "：:".contains(c)) {
        return None;
    }
    let yuan = u.flags.has(Flag::Yuan);
    let code = mark.as_ref().filter(|_| yuan).map_or(&*u.code, |m| m.code);
    let start = mark.filter(|m| m.sign).map_or(d.span.start, |m| m.start);
    let value = d.value.map(|v| v.checked_mul(u.factor));
    let d = Draft { span: Span::new(start, end), value, unit: Some(code), flags: u.flags, ..d };
    let d = if yuan { parts(&window, d) } else { d };
    Some(per(window, exactly(&window, d)))
}

/// 壹仟元整: 整 closes an amount that is written out.
fn exactly<'t>(window: &str, d: Draft<'t>) -> Draft<'t> {
    let end = d.span.end + '整'.len_utf8();
    let closed = window[d.span.end..].starts_with('整') && char_after(window, end).is_none_or(|c| !is_han(c));
    if closed { Draft { span: Span::new(d.span.start, end), ..d } } else { d }
}

/// 1角1分 behind the 元.
fn parts<'t>(window: &str, mut d: Draft<'t>) -> Draft<'t> {
    for (words, scale) in [(['角', '毛'], 1), (['分', '分'], 2)] {
        let Some(n) = numeral(window, d.span.end) else { continue };
        let Some(c) = char_after(window, n.span.end).filter(|c| words.contains(c)) else { continue };
        let Some(part) = n.integer().filter(|k| (0..100).contains(k)) else { continue };
        let part = Decimal::new(part, scale);
        d.value = d.value.map(|v| v.checked_add(part));
        d.span.end = n.span.end + c.len_utf8();
    }
    d
}

/// 1元/斤, 3000元每吨.
fn per<'t>(window: Window<'t>, mut d: Draft<'t>) -> Draft<'t> {
    let end = d.span.end;
    let Some(c) = char_after(&window, end).filter(|c| matches!(c, '/' | '／' | '每')) else { return d };
    let mut from = end + c.len_utf8();
    if let Some(to) = per_end(window, from) {
        if c == '每' {
            d.per = Some(Span::new(end, to));
            return d;
        }
        d.per = Some(Span::new(from, to));
        // 元/人·月, 元/吨/年
        while let Some(c) =
            char_after(&window, d.per.map_or(to, |p| p.end)).filter(|c| matches!(c, '/' | '／' | '·'))
        {
            from = d.per.map_or(to, |p| p.end) + c.len_utf8();
            let Some(next) = per_end(window, from) else { break };
            d.per = d.per.map(|p| Span::new(p.start, next));
        }
        d.span.end = d.per.map_or(end, |p| p.end);
    }
    d
}

/// 3个亿 is an amount; 3个亿元以上项目 are three.
fn hundred_millions<'t>(window: &str, d: Draft<'t>, end: usize) -> Option<Draft<'t>> {
    let rest = window[end..].strip_prefix('亿')?;
    if rest.starts_with(['元', '级', '吨', '万', '以', '斤', '平', '美', '次', '人']) {
        return None;
    }
    let value = d.value.map(|v| v.checked_mul(Decimal::from(100_000_000)));
    let span = Span::new(d.span.start, end + '亿'.len_utf8());
    Some(Draft { span, value, unit: Some("CNY"), rule: "figure/amount-yi", ..d })
}

/// The value as it was written, for tests of what an amount is worth.
#[cfg(test)]
fn worth(text: &str) -> Option<(super::Value, Option<&str>)> {
    super::scan(text).first().map(|f| (f.value, f.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_units_and_parts_make_one_amount() {
        for (text, value, code) in [
            ("￥300", "300", "CNY"),
            ("港币3.14", "3.14", "HKD"),
            ("一百二十三元1角1分", "123.11", "CNY"),
            ("9000元日币", "9000", "JPY"),
            ("3个亿的投资", "300000000", "CNY"),
            ("5角钱", "0.5", "CNY"),
        ] {
            let (v, u) = worth(text).unwrap();
            assert_eq!((v.to_string().as_str(), u), (value, Some(code)), "{text}");
        }
    }
}
