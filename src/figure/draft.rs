//! [`Draft`]: a figure before the words around it are read, and what units do
//! to it.

use super::unit::{self, Class, Unit};
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_after;
use crate::text::han::is_han;
use crate::text::numeral::Value;
use crate::text::numeral::digit::{arabic_digit, chinese_digit, is_numeral_char};
use crate::text::numeral::{Form, Numeral};
use rust_decimal::Decimal;

/// A figure before the words around it are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'t> {
    pub(super) span: Span,
    pub(super) kind: FigureKind,
    pub(super) value: Value,
    pub(super) unit: Option<&'t str>,
    pub(super) about: bool,
    pub(super) per: Option<Span>,
    pub(super) rule: &'static str,
}

/// What became of the place a figure might have started at.
pub(super) enum Step<'t> {
    /// A figure.
    Found(Draft<'t>),
    /// Nothing up to this byte.
    Skip(usize),
}

/// The unit behind a numeral; spaces may stand between, and the line break of
/// a cut column before a measure word.
pub(super) fn unit_behind(window: &str, n: &Numeral) -> Option<(&'static Unit, usize)> {
    let end = n.span.end;
    let c = char_after(window, end)?;
    let digits = n.form == Form::Digits;
    let find = if digits { unit::find_after_digits } else { unit::find };
    if !c.is_whitespace() {
        return find(window, end);
    }
    let rest = &window[end..];
    let gap: usize = rest.chars().take(3).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let cut = rest[..gap].contains('\n');
    let (u, to) = find(window, end + gap)?;
    let fits = match u.class {
        Class::Noun | Class::QuantityOfDigits | Class::Serial => false,
        Class::Count | Class::Amount | Class::Rate => true,
        _ => !cut,
    };
    (fits && (!cut || digits)).then_some((u, to))
}

/// Rates and multiples: what the unit does to the value.
pub(super) fn rate<'t>(window: &'t str, d: Draft<'t>, u: &Unit) -> Draft<'t> {
    let ten = Decimal::TEN;
    let times = |d: Draft<'t>| d.value.map(|v| v.checked_mul(ten));
    match u.word {
        "%" | "％" | "﹪" => Draft { unit: Some("%"), rule: "figure/percent", ..d },
        "‰" => Draft { rule: "figure/percent", ..d },
        "成" => {
            let d = and_a_tenth(window, and_a_half(window, d, Decimal::ONE));
            Draft { value: times(d), unit: Some("%"), rule: "figure/tenths", ..d }
        }
        "折" => {
            let tenth = d.value.exact().is_none_or(|v| v <= ten);
            let value = if tenth { times(d) } else { d.value };
            Draft { value, unit: Some("%"), rule: "figure/tenths", ..d }
        }
        "倍" => Draft {
            kind: FigureKind::Multiple,
            rule: "figure/multiple",
            ..and_a_half(window, d, Decimal::ONE)
        },
        "番" => Draft { kind: FigureKind::Multiple, rule: "figure/multiple", ..d },
        "基点" | "个基点" => Draft { unit: Some("基点"), rule: "figure/points", ..d },
        _ => Draft { unit: Some("pp"), rule: "figure/points", ..d },
    }
}

/// 两米半, 三斤半, 两成半: half a unit more.
pub(super) fn and_a_half<'t>(window: &str, d: Draft<'t>, unit: Decimal) -> Draft<'t> {
    const OTHER: &[&str] = &[
        "年",
        "天",
        "日",
        "月",
        "个月",
        "小时",
        "个小时",
        "径",
        "场",
        "决赛",
        "数",
        "夜",
        "程",
        "价",
        "山",
        "路",
        "岛",
    ];
    let Some(rest) = window[d.span.end..].strip_prefix('半') else { return d };
    if OTHER.iter().any(|w| rest.starts_with(w)) || d.value.exact().is_none() {
        return d;
    }
    let half = unit * Decimal::new(5, 1);
    let span = Span::new(d.span.start, d.span.end + '半'.len_utf8());
    Draft { span, value: d.value.map(|v| v.checked_add(half)), ..d }
}

/// 七成五: a tenth of the unit for the digit behind it.
fn and_a_tenth<'t>(window: &str, d: Draft<'t>) -> Draft<'t> {
    let Some(c) = char_after(window, d.span.end) else { return d };
    let end = d.span.end + c.len_utf8();
    let closes =
        char_after(window, end).is_none_or(|c| !is_han(c) && !is_numeral_char(c) || "的以左是".contains(c));
    match chinese_digit(c).or(arabic_digit(c)).filter(|&digit| digit > 0 && closes) {
        Some(digit) => {
            let tenth = Decimal::new(digit.into(), 1);
            let value = d.value.map(|v| v.checked_add(tenth));
            Draft { span: Span::new(d.span.start, end), value, ..d }
        }
        None => d,
    }
}

/// A physical unit: 公里/小时, 两米半, 一米八.
pub(super) fn quantity<'t>(window: &'t str, d: Draft<'t>, n: &Numeral) -> Draft<'t> {
    let end = d.span.end;
    let rest = &window[end..];
    if rest.starts_with(['/', '／']) {
        let from = end + rest.chars().next().map_or(0, char::len_utf8);
        if let Some(to) = per_end(window, from) {
            let unit = Some(window[n.span.end..to].trim_start());
            return Draft { span: Span::new(d.span.start, to), unit, ..d };
        }
    }
    if matches!(d.unit, Some("度" | "°")) {
        return degrees(window, d);
    }
    if d.unit == Some("米")
        && (n.form == Form::Chinese || n.integer().is_some_and(|m| (1..10).contains(&m)))
        && let Some(d) = tall(window, d)
    {
        return d;
    }
    and_a_half(window, d, Decimal::ONE)
}

/// 华氏70度: the scale may stand before the number.
fn degrees<'t>(window: &str, d: Draft<'t>) -> Draft<'t> {
    let ahead = &window[..d.span.start];
    let scale =
        ["华氏温度", "摄氏温度", "华氏", "摄氏", "華氏", "攝氏"].iter().find(|w| ahead.ends_with(**w));
    let start = d.span.start - scale.map_or(0, |w| w.len());
    Draft { span: Span::new(start, d.span.end), ..d }
}

/// Where the unit behind a stroke ends: 小时, 斤, s.
pub(super) fn per_end(window: &str, from: usize) -> Option<usize> {
    if let Some((_, end)) = unit::find(window, from) {
        return Some(end);
    }
    let rest = &window[from..];
    let words = ["秒", "分", "时", "月", "日", "年", "h", "s", "斤", "人", "车", "株", "单"];
    let word = words.iter().find(|w| rest.starts_with(**w))?;
    let after = rest[word.len()..].chars().next();
    (!after.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(from + word.len())
}

/// 一米八, 一米八五, 1米85.
fn tall<'t>(window: &str, d: Draft<'t>) -> Option<Draft<'t>> {
    let end = d.span.end;
    let value = if char_after(window, end)?.is_ascii_digit() { arabic_digit } else { chinese_digit };
    let (mut tail, mut places, mut to) = (0, 0, end);
    for c in window[end..].chars().take(3) {
        let Some(digit) = value(c) else { break };
        (tail, places, to) = (tail * 10 + i64::from(digit), places + 1, to + c.len_utf8());
    }
    let goes_on = char_after(window, to).is_some_and(|c| is_numeral_char(c) || ".．:：/%％-—、".contains(c));
    if !(1..=2).contains(&places) || goes_on || unit::find(window, to).is_some() {
        return None;
    }
    let part = Decimal::new(tail, places);
    Some(Draft { span: Span::new(d.span.start, to), value: d.value.map(|v| v.checked_add(part)), ..d })
}
