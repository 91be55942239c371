//! Figures of a form of their own: 翻两番, 对折, 半个, 一半, 十打, “1+20”; and
//! names in quotation marks that are none.

use super::chars::before;
use super::draft::{Draft, Step, rate};
use super::numeral::{Form, Numeral, read};
use super::unit::{self, Class};
use super::value::Value;
use crate::record::FigureKind;
use crate::span::Span;
use rust_decimal::Decimal;

/// “1+20”: a scheme, never a sum.
pub(super) fn scheme<'t>(window: &str, n: &Numeral) -> Option<Step<'t>> {
    let rest = window[n.span.end..].strip_prefix(['+', '＋'])?;
    let at = window.len() - rest.len();
    if n.form != Form::Digits {
        return None;
    }
    let Some(second) = read(window, at).filter(|s| s.form == Form::Digits) else {
        let letters = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        return letters.then_some(Step::Skip(at + 1));
    };
    let value = Value::Sum(n.value.exact()?, second.value.exact()?);
    let span = Span::new(n.span.start, second.span.end);
    Some(Step::Found(Draft {
        span,
        kind: FigureKind::Number,
        value,
        unit: None,
        about: false,
        per: None,
        rule: "figure/scheme",
    }))
}

/// The end of a short name in quotation marks that starts with a Chinese
/// numeral: “两个责任”.
pub(super) fn quoted(window: &str, at: usize) -> Option<usize> {
    let close = match before(window, at)? {
        '“' | '〝' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '"' => '"',
        '《' => '》',
        _ => return None,
    };
    for (k, c) in window[at..].char_indices().take(13) {
        if c == close {
            return Some(at + k);
        }
        if matches!(c, '，' | '。' | '；' | '！' | '？' | ',' | '\n') {
            return None;
        }
    }
    None
}

/// 翻番, 翻两番, 翻了一番: twice for each.
pub(super) fn doubled<'t>(window: &str, at: usize) -> Option<Draft<'t>> {
    let mut from = at + '翻'.len_utf8();
    if window[from..].starts_with('了') {
        from += '了'.len_utf8();
    }
    let n = read(window, from);
    let end = n.map_or(from, |n| n.span.end);
    let end = end + window[end..].strip_prefix('番').map(|_| '番'.len_utf8())?;
    let times = n.map_or(Some(1), |n| n.integer()).filter(|t| (1..=20).contains(t))?;
    Some(Draft {
        span: Span::new(at, end),
        kind: FigureKind::Multiple,
        value: Value::Exact(Decimal::from(1i64 << times)),
        unit: Some("倍"),
        about: n.is_some_and(|n| n.about),
        per: None,
        rule: "figure/doubling",
    })
}

/// 对折: half the price.
pub(super) fn half_off<'t>(window: &str, at: usize) -> Option<Draft<'t>> {
    let end = at + "对折".len();
    if !window[at..].starts_with("对折") || window[end..].starts_with('叠') {
        return None;
    }
    let value = Value::Exact(Decimal::from(50));
    let span = Span::new(at, end);
    Some(Draft {
        span,
        kind: FigureKind::Rate,
        value,
        unit: Some("%"),
        about: false,
        per: None,
        rule: "figure/tenths",
    })
}

/// 一半: a half.
pub(super) fn halved<'t>(window: &str, n: &Numeral) -> Option<Draft<'t>> {
    const OTHER: &[&str] = &["天", "夜", "日", "路", "边", "会儿", "点", "年", "月"];
    let rest = window[n.span.end..].strip_prefix('半')?;
    if n.value != Value::Exact(Decimal::ONE) || OTHER.iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    Some(Draft {
        span: Span::new(n.span.start, n.span.end + '半'.len_utf8()),
        kind: FigureKind::Rate,
        value: Value::Exact(Decimal::new(5, 1)),
        unit: None,
        about: false,
        per: None,
        rule: "figure/half",
    })
}

/// 一打, 十打: dozens.
pub(super) fn dozen<'t>(d: Draft<'t>) -> Draft<'t> {
    Draft { value: d.value.map(|v| v.checked_mul(Decimal::from(12))), unit: None, rule: "figure/dozen", ..d }
}

/// 半成, 半公升, 半个; 一半 is read with its 一.
pub(super) fn half<'t>(window: &'t str, at: usize) -> Option<Draft<'t>> {
    let end = at + '半'.len_utf8();
    let (u, to) = unit::find(window, end)?;
    let value = Value::Exact(Decimal::new(5, 1));
    let d = Draft {
        span: Span::new(at, to),
        kind: FigureKind::Count,
        value,
        unit: Some(u.word),
        about: false,
        per: None,
        rule: "figure/half",
    };
    match u.class {
        Class::Rate if u.word == "成" => Some(rate(window, Draft { kind: FigureKind::Rate, ..d }, u)),
        Class::Quantity => Some(Draft { kind: FigureKind::Quantity, ..d }),
        Class::Count if matches!(u.word, "个" | "個") => Some(d),
        _ => None,
    }
}
