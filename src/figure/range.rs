//! Ranges of two numerals: 3万至5万元, 3—5%, 30到40, 30%—40%.
//!
//! The unit and the scale behind the second numeral spread back over the
//! first: 3至5万元 is 30000..50000. 从 or 由 before the first makes two figures
//! of it, a base and a result.

use super::draft::{Draft, Step, quantity, rate, unit_behind};
use super::unit::{Class, Flag, Flags, Unit};
use super::window::Window;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::numeral::Value;
use crate::text::numeral::digit::arabic_digit;
use crate::text::numeral::{Form, Numeral, read};
use crate::text::{char_after, char_before};
use rust_decimal::Decimal;

/// The range that `first` is the lower end of; [`Step::Skip`] for one of times.
pub(super) fn find<'t>(window: Window<'t>, first: &Numeral) -> Option<Step<'t>> {
    if matches!(char_before(&window, first.span.start), Some('由' | '从')) {
        return None;
    }
    let own = unit_behind(window, first).and_then(|(u, end)| Some((u, joiner(&window, end)?)));
    let at = own.map_or_else(|| joiner(&window, first.span.end), |(_, at)| Some(at))?;
    let second = second(&window, at)?;
    let behind = unit_behind(window, &second);
    if let Some((u, _)) = own
        && !behind.is_some_and(|(v, _)| u.word == v.word || u.class == Class::Amount && u.code == v.code)
    {
        return None;
    }
    let (low, high) = spread(first, &second)?;
    let end = behind.map_or(second.span.end, |(_, end)| end);
    let draft = Draft {
        unit: behind.map(|(u, _)| &*u.word),
        flags: behind.map_or(Flags::default(), |(u, _)| u.flags),
        ..Draft::new(
            Span::new(first.span.start, end),
            FigureKind::Number,
            Value::Range(low, high),
            first.about || second.about,
            "figure/range",
        )
    };
    classed(window, draft, &second, behind.map(|(u, _)| u))
}

/// The numeral behind the joiner, without a sign of its own.
fn second(window: &str, at: usize) -> Option<Numeral> {
    let head = char_after(window, at)?;
    let n = read(window, at)?;
    (arabic_digit(head).is_some() || n.form != Form::Digits && !matches!(head, '负' | '-' | '－'))
        .then_some(n)
}

/// Where the word or stroke between two ends of a range ends.
pub(super) fn joiner(window: &str, at: usize) -> Option<usize> {
    let c = char_after(window, at)?;
    let end = at + c.len_utf8();
    match c {
        '至' | '到' | '-' | '－' | '–' | '~' | '～' | '〜' | '―' | '─' => Some(end),
        '—' if window[end..].starts_with('—') => Some(end + c.len_utf8()),
        '—' => Some(end),
        _ => None,
    }
}

/// Both ends, the scale of the second given to the first where that alone
/// makes a range: 3至5万, but 8000至1万.
fn spread(first: &Numeral, second: &Numeral) -> Option<(Decimal, Decimal)> {
    let low = match first.value {
        Value::Exact(a) | Value::Range(a, _) => a,
        _ => return None,
    };
    let high = match second.value {
        Value::Exact(b) | Value::Range(_, b) => b,
        _ => return None,
    };
    if first.scale == 0 && second.scale > 0 {
        let ten = Decimal::from_i128_with_scale(10i128.checked_pow(second.scale)?, 0);
        if let Some(scaled) = low.checked_mul(ten).filter(|s| *s < high) {
            return Some((scaled, high));
        }
    }
    (low < high).then_some((low, high))
}

/// The draft with the kind that its unit gives it.
fn classed<'t>(window: Window<'t>, d: Draft<'t>, n: &Numeral, unit: Option<&'t Unit>) -> Option<Step<'t>> {
    let Some(u) = unit else {
        let scaled = n.scale > 0;
        let kind = if scaled { FigureKind::Count } else { FigureKind::Number };
        return (n.form == Form::Digits || scaled).then_some(Step::Found(Draft { kind, ..d }));
    };
    let kind = |kind| Draft { kind, ..d };
    Some(Step::Found(match u.class {
        Class::Time => return Some(Step::Skip(n.span.end)),
        Class::Amount => {
            let value = d.value.map(|v| v.checked_mul(u.factor));
            Draft { kind: FigureKind::Amount, unit: Some(&*u.code), value, ..d }
        }
        Class::Rate | Class::Multiple => {
            let rule = d.rule;
            Draft { rule, ..rate(window, kind(FigureKind::Rate), u) }
        }
        Class::Quantity | Class::QuantityOfDigits => {
            let rule = d.rule;
            Draft { rule, ..quantity(window, kind(FigureKind::Quantity), n) }
        }
        Class::Serial if u.flags.has(Flag::Level) && n.form == Form::Digits => kind(FigureKind::Quantity),
        Class::Serial if u.flags.has(Flag::Level) => kind(FigureKind::Count),
        Class::Serial => return Some(Step::Skip(n.span.end)),
        Class::Count | Class::Noun => kind(FigureKind::Count),
    }))
}
