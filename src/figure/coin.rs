//! Money as it is spoken: 两块五, 三块五毛, 五角, 5分.
//!
//! ```text
//! coins  = numeral 块 [ digit ] | numeral 块 [ numeral 毛 ] [ numeral 分 ] | numeral ( 毛 | 角 | 分 | 仙 )
//! ```
//!
//! 块, 角, 毛 and 分 are measure words, shapes and scores as well (奖牌3块,
//! 三角, 得了5分). They are money where a smaller coin follows, behind a word
//! of price, or where they are the whole text.

use super::bound;
use super::draft::Draft;
use super::window::Window;
use super::words::WordClass;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_after;
use crate::text::han::is_han;
use crate::text::numeral::digit::{chinese_digit, is_numeral_char};
use crate::text::numeral::{Numeral, read};
use rust_decimal::Decimal;

/// The smaller coins: their names and what one is of a yuan.
const PARTS: [(&[char], u32); 2] = [(&['角', '毛'], 1), (&['分'], 2)];

/// The sum of money that `n` begins.
pub(super) fn read_at<'t>(window: Window<'t>, floor: usize, n: &Numeral) -> Option<Draft<'t>> {
    let c = char_after(&window, n.span.end)?;
    if !"块塊角毛分仙".contains(c) || n.value.exact().is_none_or(|v| v.is_sign_negative()) {
        return None;
    }
    let ahead = &window[floor..n.span.start];
    let priced =
        window.words(WordClass::Price).matches(ahead.trim_end_matches(['约', '近', '了', '到', '达']));
    let end = n.span.end + c.len_utf8();
    let (value, to) = match c {
        '块' | '塊' => yuan(&window, n, end)?,
        '角' | '毛' => jiao(&window, n, end)?,
        _ => (n.value.map(|v| v.checked_mul(Decimal::new(1, 2))), end),
    };
    let start = bound::left(window, floor, n.span.start).map_or(n.span.start, |l| l.1);
    let end_of_bound = bound::right(window, to).map_or(to, |r| r.1);
    let whole = window[..start].trim().is_empty() && window[end_of_bound..].trim().is_empty();
    let spoken = priced && matches!(c, '块' | '塊' | '角' | '毛') && closes(&window, to);
    (whole || spoken || to > end).then_some(Draft {
        unit: Some("CNY"),
        ..Draft::new(Span::new(n.span.start, to), FigureKind::Amount, value, n.about, "figure/coin")
    })
}

/// What follows 块: 五 of 两块五, 五毛 of 三块五毛.
fn yuan(window: &str, n: &Numeral, end: usize) -> Option<(super::Value, usize)> {
    let (mut value, mut to) = (n.value, end);
    for (names, places) in PARTS {
        let Some(part) = read(window, to).filter(|p| p.integer().is_some_and(|k| (1..100).contains(&k)))
        else {
            continue;
        };
        let Some(name) = char_after(window, part.span.end).filter(|c| names.contains(c)) else { continue };
        let share = part.value.exact()?.checked_mul(Decimal::new(1, places))?;
        value = value.map(|v| v.checked_add(share));
        to = part.span.end + name.len_utf8();
    }
    // 块 gives way to 毛, 毛 to 分.
    let below = if to == end { 1 } else { 2 };
    if !window[..to].ends_with('分') {
        (value, to) = last_digit(window, value, to, below);
    }
    Some((value, to))
}

/// 两角五分, 三毛五.
fn jiao(window: &str, n: &Numeral, end: usize) -> Option<(super::Value, usize)> {
    let tenths = n.value.map(|v| v.checked_mul(Decimal::new(1, 1)));
    let cents = read(window, end).filter(|p| p.integer().is_some_and(|k| (1..10).contains(&k)));
    match cents.filter(|p| char_after(window, p.span.end) == Some('分')) {
        Some(p) => {
            let share = p.value.exact()?.checked_mul(Decimal::new(1, 2))?;
            Some((tenths.map(|v| v.checked_add(share)), p.span.end + '分'.len_utf8()))
        }
        None => Some(last_digit(window, tenths, end, 2)),
    }
}

/// 五 of 两块五 and 三毛五: so many of the next smaller coin.
fn last_digit(window: &str, value: super::Value, at: usize, places: u32) -> (super::Value, usize) {
    let digit = char_after(window, at).and_then(|c| chinese_digit(c).map(|d| (d, at + c.len_utf8())));
    match digit.filter(|&(d, to)| d > 0 && closes(window, to)) {
        Some((d, to)) => (value.map(|v| v.checked_add(Decimal::new(d.into(), places))), to),
        None => (value, at),
    }
}

/// True where nothing follows that the coins could measure: 10块金牌.
fn closes(window: &str, at: usize) -> bool {
    char_after(window, at)
        .is_none_or(|c| !is_han(c) && !is_numeral_char(c) || "多的左以就也了一到".contains(c))
}
