//! The grammar of times. One file a construct:
//!
//! | file | construct |
//! |---|---|
//! | `year` | 2021年, 21年, 去年, 康熙三年, 辛丑年, 20世纪90年代 |
//! | `month` | what stands below a year: 上半年, 3月, 中旬, 5日, 第三周 |
//! | `quarter` | 一季度, 前三季度, 年底, 前11个月 |
//! | `clock` | 上午, 10时30分, 10:30 |
//! | `word` | what a word alone begins: 昨天, 上周三, 春节期间, “十四五”时期, 近日 |
//! | `numeric` | 2021-03-03, 2021.3.3 |
//! | `range` | 5日至7日, 2012年到2015年, 2015年以来 |
//! | `count` | the numbers of durations |
//! | `length_unit` | the units of durations |
//! | `length` | 3年, 两个半月, 48小时, 过去五年, 三天后 |
//!
//! Every function eats from a [`Cursor`] and puts it back where it was when
//! it finds nothing. None looks further than a bounded number of chars.

pub(super) mod clock;
pub(super) mod count;
pub(super) mod length;
mod length_unit;
pub(super) mod month;
pub(super) mod numeric;
pub(super) mod quarter;
pub(super) mod range;
pub(super) mod word;
pub(super) mod year;

use super::digits::Cursor;
use super::written::{Kind, Month, Unit, Within, Written, Year};

/// What stands behind a time or a length and says that later is meant.
const AFTER: [&str; 2] = ["之后", "以后"];
/// The same of what is earlier.
const BEFORE: [&str; 2] = ["之前", "以前"];
/// Behind a length: up to its end.
const WITHIN: [&str; 3] = ["之内", "以内", "内"];
/// Behind a length: from its beginning until now.
const SINCE: [&str; 2] = ["以来", "来"];

/// The words for a week, and what the days of one are named by.
const WEEK: [&str; 3] = ["星期", "礼拜", "周"];

/// What was found at a place: the kind and the rule. The cursor stands at its
/// end.
pub(super) type Found = (Kind, &'static str);

/// A point and its rule.
pub(super) type Point = (Written, &'static str);

/// Eats the longest time or duration at the cursor.
pub(super) fn expression(c: &mut Cursor<'_>) -> Option<Found> {
    let start = c.at;
    if let Some(found) = word::since(c) {
        return Some(found);
    }
    let number = c.peek().is_some_and(is_number_start);
    if number && let Some(found) = year::year_range(c) {
        return Some(range::with_suffix(c, start, found));
    }
    if let Some((first, rule)) = point(c) {
        let found = range::to_second(c, first).unwrap_or((Kind::Point(first), rule));
        return Some(range::with_suffix(c, start, found));
    }
    length::expression(c)
}

/// Eats one point: a date, a stretch by name, or a clock time.
pub(super) fn point(c: &mut Cursor<'_>) -> Option<Point> {
    let start = c.at;
    if let Some(found) = numeric::date(c) {
        return Some(clock::of_day(c, found));
    }
    if let Some((year, rule)) = year::year(c) {
        if let Some((unit, rule)) = month::below_year(c, true) {
            let (unit, rule) = of_cycle(year, unit, rule);
            return Some(clock::of_day(
                c,
                (Written { lunar: is_lunar(unit), ..Written::new(Some(year), unit) }, rule),
            ));
        }
        // 辛丑年 runs from its first lunar day to its last.
        let lunar = matches!(year, Year::Cycle(_));
        return Some((Written { lunar, ..Written::new(Some(year), Unit::Year) }, rule));
    }
    if let Some((unit, rule)) = month::below_year(c, false) {
        let written = Written { lunar: is_lunar(unit), ..Written::new(None, unit) };
        return Some(clock::of_day(c, (written, rule)));
    }
    if let Some(found) = word::point(c) {
        return Some(clock::of_day(c, found));
    }
    if let Some((part, clock)) = clock::bare(c) {
        return Some((Written { part, clock: Some(clock), ..Written::new(None, Unit::Clock) }, "time/clock"));
    }
    c.at = start;
    None
}

/// 庚子年八月: a year of the cycle has lunar months.
fn of_cycle(year: Year, unit: Unit, rule: &'static str) -> (Unit, &'static str) {
    match (year, unit) {
        (Year::Cycle(_), Unit::Month(Month::Number(month), Within::Whole)) => {
            (Unit::Lunar { month, leap: false, day: None }, "time/lunar")
        }
        _ => (unit, rule),
    }
}

fn is_lunar(unit: Unit) -> bool {
    matches!(unit, Unit::Lunar { .. })
}

/// True for a char a number may begin with.
pub(super) fn is_number_start(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '十' | '廿' | '卅' | '两' | '半' | '百' | '千')
        || super::digits::chinese_digit(c).is_some()
}

/// True when `start..end` is the whole of a short text, spaces apart: nothing
/// stands beside it that could tell a number from a date.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    text.len() <= 100 && text[..start].trim().is_empty() && text[end..].trim().is_empty()
}

/// The char before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// True where a clause begins: after punctuation, a space, nothing, or a word
/// that leads a time (在, 自, 从).
pub(super) fn at_clause_start(text: &str, at: usize) -> bool {
    match before(text, at) {
        None => true,
        Some(c) => !c.is_alphanumeric() || "在自从于至到而但早约大截为是以将对与和由比较".contains(c),
    }
}

/// True where a clause ends.
pub(super) fn at_clause_end(c: &Cursor<'_>) -> bool {
    c.peek().is_none_or(|ch| !ch.is_alphanumeric())
}
