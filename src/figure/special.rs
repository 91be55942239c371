//! Figures of a form of their own: 翻两番, 对折, 半个, 一半, 十打, “1+20”, 10^8,
//! 十个月大, 米八; and names in quotation marks that are none.

use super::draft::{Draft, Step, rate};
use super::unit::{Class, Flag, Flags};
use super::window::Window;
use super::words::WordClass;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_before;
use crate::text::han::is_han;
use crate::text::mark::is_space;
use crate::text::numeral::Value;
use crate::text::numeral::digit::{chinese_digit, is_numeral_char};
use crate::text::numeral::{Form, Numeral, read};
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
    Some(Step::Found(Draft::new(span, FigureKind::Number, value, false, "figure/scheme")))
}

/// 10^8, 2的三次方: a power, where its value is exact.
pub(super) fn power<'t>(window: &str, n: &Numeral) -> Option<Draft<'t>> {
    let rest = &window[n.span.end..];
    let (at, word) = match rest.strip_prefix(['^', '＾']) {
        Some(behind) => (window.len() - behind.len(), ""),
        None => (window.len() - rest.strip_prefix('的')?.len(), "次方"),
    };
    let exponent = read(window, at).filter(|e| e.span.start == at)?;
    let end = exponent.span.end;
    window[end..].starts_with(word).then_some(())?;
    let times = exponent.integer().filter(|k| (0..=90).contains(k))?;
    let base = n.value.exact().filter(|b| b.scale() == 0)?;
    let value = (0..times).try_fold(Decimal::ONE, |v, _| v.checked_mul(base))?;
    let span = Span::new(n.span.start, end + word.len());
    Some(Draft::new(span, FigureKind::Number, Value::Exact(value), false, "figure/power"))
}

/// 九 五 折: two digits printed apart.
pub(super) fn spaced_discount<'t>(window: &str, n: &Numeral) -> Option<Draft<'t>> {
    let digit = |n: &Numeral| n.integer().filter(|d| (0..10).contains(d));
    let gap = |at: usize| at + window[at..].chars().next().filter(|&c| is_space(c)).map_or(0, char::len_utf8);
    let at = gap(n.span.end);
    (at > n.span.end).then_some(())?;
    let second = read(window, at)?;
    let end = gap(second.span.end);
    window[end..].starts_with('折').then_some(())?;
    let value = digit(n)?.checked_mul(10)?.checked_add(digit(&second)?)?;
    Some(Draft {
        span: Span::new(n.span.start, end + '折'.len_utf8()),
        kind: FigureKind::Rate,
        value: Value::Exact(Decimal::from(value)),
        unit: Some("%"),
        about: false,
        at_least: false,
        per: None,
        flags: Flags::default(),
        rule: "figure/tenths",
    })
}

/// 十个月大, 十二周大: an age told in months, weeks or days.
pub(super) fn age<'t>(window: &str, d: Draft<'t>) -> Option<Draft<'t>> {
    let rest = window[d.span.end..].strip_prefix('大')?;
    let closes = rest.chars().next().is_none_or(|c| !is_han(c) || "的了时就便男女".contains(c));
    let span = Span::new(d.span.start, d.span.end + '大'.len_utf8());
    closes.then_some(Draft { span, kind: FigureKind::Count, rule: "figure/age", ..d })
}

/// 米八, 米七五: a height of one metre and so much.
pub(super) fn height<'t>(window: &str, at: usize) -> Option<Draft<'t>> {
    let apart =
        char_before(window, at).is_none_or(|c| !is_han(c) && !is_numeral_char(c) || "高约近达".contains(c));
    let from = at + '米'.len_utf8();
    let digits = window[from..].chars().take(3).map_while(chinese_digit).filter(|&d| d > 0);
    let (tail, len) = digits.fold((0, 0), |(sum, len), d| (sum * 10 + i64::from(d), len + 1));
    let end = from + len as usize * '一'.len_utf8();
    let rest = window.get(end..)?;
    let closes = rest.chars().next().is_none_or(|c| !is_han(c) && !is_numeral_char(c))
        || ["左右", "以上", "以下", "多", "的", "上下"].iter().any(|w| rest.starts_with(w));
    (apart && closes && (1..=2).contains(&len)).then_some(())?;
    Some(Draft {
        span: Span::new(at, end),
        kind: FigureKind::Quantity,
        value: Value::Exact(Decimal::ONE.checked_add(Decimal::new(tail, len))?),
        unit: Some("米"),
        about: false,
        at_least: false,
        per: None,
        flags: Flags::default(),
        rule: "figure/height",
    })
}

/// The end of a short name in quotation marks that starts with a Chinese
/// numeral: “两个责任”.
pub(super) fn quoted(window: &str, at: usize) -> Option<usize> {
    let close = match char_before(window, at)? {
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
        at_least: false,
        per: None,
        flags: Flags::default(),
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
        at_least: false,
        per: None,
        flags: Flags::default(),
        rule: "figure/tenths",
    })
}

/// 一半: a half.
pub(super) fn halved<'t>(window: Window<'t>, n: &Numeral) -> Option<Draft<'t>> {
    let rest = window[n.span.end..].strip_prefix('半')?;
    if n.value != Value::Exact(Decimal::ONE) || window.words(WordClass::NotOneHalf).matches(rest) {
        return None;
    }
    Some(Draft {
        span: Span::new(n.span.start, n.span.end + '半'.len_utf8()),
        kind: FigureKind::Rate,
        value: Value::Exact(Decimal::new(5, 1)),
        unit: None,
        about: false,
        at_least: false,
        per: None,
        flags: Flags::default(),
        rule: "figure/half",
    })
}

/// 一打, 十打: dozens.
pub(super) fn dozen<'t>(d: Draft<'t>) -> Draft<'t> {
    Draft { value: d.value.map(|v| v.checked_mul(Decimal::from(12))), unit: None, rule: "figure/dozen", ..d }
}

/// 半成, 半公升, 半个; 一半 is read with its 一.
pub(super) fn half<'t>(window: Window<'t>, at: usize) -> Option<Draft<'t>> {
    let end = at + '半'.len_utf8();
    let (u, to) = window.unit(end)?;
    let value = Value::Exact(Decimal::new(5, 1));
    let d = Draft {
        span: Span::new(at, to),
        kind: FigureKind::Count,
        value,
        unit: Some(&*u.word),
        about: false,
        at_least: false,
        per: None,
        flags: u.flags,
        rule: "figure/half",
    };
    match u.class {
        Class::Rate if u.flags.has(Flag::Discount) => Some(Draft {
            kind: FigureKind::Rate,
            value: Value::Exact(Decimal::from(50)),
            unit: Some("%"),
            rule: "figure/tenths",
            ..d
        }),
        Class::Rate if u.flags.has(Flag::Tenth) => {
            Some(rate(window, Draft { kind: FigureKind::Rate, ..d }, u))
        }
        Class::Quantity => Some(Draft { kind: FigureKind::Quantity, ..d }),
        Class::Count if "个個杯碗瓶桶箱袋盒勺壶罐".contains(&*u.word) => Some(d),
        _ => None,
    }
}
