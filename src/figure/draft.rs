//! [`Draft`]: a figure before the words around it are read, and what units do
//! to it.

use super::unit::{Class, Flag, Flags, Unit};
use super::window::Window;
use super::words::WordClass;
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
    /// True for 上百: that many at least.
    pub(super) at_least: bool,
    pub(super) per: Option<Span>,
    /// Those of its unit.
    pub(super) flags: Flags,
    pub(super) rule: &'static str,
}

impl<'t> Draft<'t> {
    /// A figure without a unit.
    pub(super) fn new(
        span: Span,
        kind: FigureKind,
        value: Value,
        about: bool,
        rule: &'static str,
    ) -> Draft<'t> {
        Draft {
            span,
            kind,
            value,
            unit: None,
            about,
            at_least: false,
            per: None,
            flags: Flags::default(),
            rule,
        }
    }

    /// The figure that the numeral `n` alone makes.
    pub(super) fn of(n: &Numeral, kind: FigureKind, rule: &'static str) -> Draft<'t> {
        Draft::new(n.span, kind, n.value, n.about, rule)
    }
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
pub(super) fn unit_behind<'t>(window: Window<'t>, n: &Numeral) -> Option<(&'t Unit, usize)> {
    let end = n.span.end;
    let c = char_after(&window, end)?;
    let digits = n.form == Form::Digits;
    let find = |at| if digits { window.unit_after_digits(at) } else { window.unit(at) };
    if !c.is_whitespace() {
        return find(end);
    }
    let rest = &window[end..];
    let gap: usize = rest.chars().take(3).take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let cut = rest[..gap].contains('\n');
    let (u, to) = find(end + gap)?;
    let fits = match u.class {
        Class::Noun | Class::QuantityOfDigits | Class::Serial => false,
        Class::Count | Class::Amount | Class::Rate => true,
        _ => !cut,
    };
    (fits && (!cut || digits)).then_some((u, to))
}

/// Rates and multiples: what the unit does to the value.
pub(super) fn rate<'t>(window: Window<'t>, d: Draft<'t>, u: &Unit) -> Draft<'t> {
    let times_ten = |d: Draft<'t>| d.value.map(|v| v.checked_mul(Decimal::TEN));
    let flags = u.flags;
    if flags.has(Flag::Percent) {
        Draft { unit: Some("%"), rule: "figure/percent", ..d }
    } else if flags.has(Flag::Permille) {
        Draft { rule: "figure/percent", ..d }
    } else if flags.has(Flag::Tenth) {
        let d = and_a_tenth(&window, and_a_half(window, d, Decimal::ONE));
        Draft { value: times_ten(d), unit: Some("%"), rule: "figure/tenths", ..d }
    } else if flags.has(Flag::Discount) {
        let tenth = d.value.exact().is_none_or(|v| v <= Decimal::TEN);
        let value = if tenth { times_ten(d) } else { d.value };
        Draft { value, unit: Some("%"), rule: "figure/tenths", ..d }
    } else if flags.has(Flag::Times) {
        let d = and_a_half(window, d, Decimal::ONE);
        Draft { kind: FigureKind::Multiple, rule: "figure/multiple", ..d }
    } else if flags.has(Flag::Doubling) {
        Draft { kind: FigureKind::Multiple, rule: "figure/multiple", ..d }
    } else if flags.has(Flag::BasisPoint) {
        Draft { unit: Some("基点"), rule: "figure/points", ..d }
    } else {
        Draft { unit: Some("pp"), rule: "figure/points", ..d }
    }
}

/// 两米半, 三斤半, 两成半: half a unit more.
pub(super) fn and_a_half<'t>(window: Window<'t>, d: Draft<'t>, unit: Decimal) -> Draft<'t> {
    let Some(rest) = window[d.span.end..].strip_prefix('半') else { return d };
    if window.words(WordClass::NotHalf).matches(rest) || d.value.exact().is_none() {
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
pub(super) fn quantity<'t>(window: Window<'t>, d: Draft<'t>, n: &Numeral) -> Draft<'t> {
    let end = d.span.end;
    let rest = &window[end..];
    if rest.starts_with(['/', '／']) {
        let from = end + rest.chars().next().map_or(0, char::len_utf8);
        if let Some(to) = per_end(window, from) {
            let unit = Some(window.text[n.span.end..to].trim_start());
            return Draft { span: Span::new(d.span.start, to), unit, ..d };
        }
    }
    if d.flags.has(Flag::Degree) {
        return degrees(&window, d);
    }
    if d.flags.has(Flag::Metre)
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
pub(super) fn per_end(window: Window<'_>, from: usize) -> Option<usize> {
    if let Some((_, end)) = window.unit(from) {
        return Some(end);
    }
    let rest = &window[from..];
    let word = rest.chars().next().filter(|c| "秒分时月日年hs斤人车株单".contains(*c))?;
    let after = rest[word.len_utf8()..].chars().next();
    (!after.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(from + word.len_utf8())
}

/// 一米八, 一米八五, 1米85.
fn tall<'t>(window: Window<'t>, d: Draft<'t>) -> Option<Draft<'t>> {
    let end = d.span.end;
    let value = if char_after(&window, end)?.is_ascii_digit() { arabic_digit } else { chinese_digit };
    let (mut tail, mut places, mut to) = (0, 0, end);
    for c in window[end..].chars().take(3) {
        let Some(digit) = value(c) else { break };
        (tail, places, to) = (tail * 10 + i64::from(digit), places + 1, to + c.len_utf8());
    }
    let goes_on = char_after(&window, to).is_some_and(|c| is_numeral_char(c) || ".．:：/%％-—、".contains(c));
    if !(1..=2).contains(&places) || goes_on || window.unit(to).is_some() {
        return None;
    }
    let part = Decimal::new(tail, places);
    Some(Draft { span: Span::new(d.span.start, to), value: d.value.map(|v| v.checked_add(part)), ..d })
}
