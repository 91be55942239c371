//! From one time to another, and what may follow a time.
//!
//! ```text
//! range  = time ( 至 | 到 | - | — | ~ ) time ( 间 | 之间 | 期间 )?
//!        | time 和 time 之间
//! since  = time ( 以来 | 至今 )          not after 自: 自2011年以来 names the year
//! about  = time ( 左右 | 前后 )
//! ```
//!
//! The second time may leave out what the first has: 2015年6月至10月.

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::written::{Kind, Month, Unit, Written};
use super::{AFTER, BEFORE, Found, before, clock, length, point};
use crate::span::Span;

/// Eats 至, 到 or a dash.
pub fn eat_to(c: &mut Cursor<'_>) -> bool {
    c.eat_one("至到") || eat_dash(c)
}

/// Eats a dash of any width, single or double, or a tilde.
pub fn eat_dash(c: &mut Cursor<'_>) -> bool {
    for dash in ["——", "――", "--", "—", "―", "–", "－", "-", "～", "~", "─", "〜"] {
        if c.eat(dash) {
            return true;
        }
    }
    false
}

/// Eats the 前 of 5月底前, which is to be done by then; 前后 and 前往 are others.
pub fn eat_before(c: &mut Cursor<'_>) {
    let mut ahead = c.clone();
    if ahead.eat("前") && !ahead.guarded(Guard::Before) {
        c.at = ahead.at;
    }
}

/// Eats the second half of a range whose first is `first`.
pub fn to_second(c: &mut Cursor<'_>, first: Written) -> Option<Found> {
    let start = c.at;
    let found = second(c, first);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn second(c: &mut Cursor<'_>, first: Written) -> Option<Found> {
    if matches!(first.unit, Unit::Now | Unit::RecentDays(_) | Unit::RecentYears(_)) {
        return None;
    }
    c.space();
    let and = c.eat("和") || c.eat("与");
    if !and && !eat_to(c) {
        return None;
    }
    c.space();
    let second = clock_only(c, first).or_else(|| numbered_day(c, first)).or_else(|| {
        let (second, _) = point(c)?;
        joins(first, second).then_some(second)
    })?;
    if and && !c.eat("之间") {
        return None;
    }
    Some((Kind::Range(first, second), "time/range"))
}

/// A clock time after one that had its day: 10时至12时.
fn clock_only(c: &mut Cursor<'_>, first: Written) -> Option<Written> {
    first.clock?;
    let start = c.at;
    let part = clock::part(c);
    match clock::clock(c, true) {
        Some(clock) => Some(Written { part, clock: Some(clock), ..Written::new(None, Unit::Clock) }),
        None => {
            c.at = start;
            None
        }
    }
}

/// 25号 behind 2月8号至: no house here.
fn numbered_day(c: &mut Cursor<'_>, first: Written) -> Option<Written> {
    let start = c.at;
    let day = matches!(first.unit, Unit::Day(..)).then(|| digits::small(c)).flatten();
    match day.filter(|d| (1..=31).contains(d)) {
        Some(day) if c.eat("号") && !c.guarded(Guard::House) => {
            Some(Written::new(None, Unit::Day(Month::Open, day)))
        }
        _ => {
            c.at = start;
            None
        }
    }
}

/// True when the two can be the ends of one stretch.
fn joins(first: Written, second: Written) -> bool {
    let festive = |w: Written| matches!(w.unit, Unit::Festival(..) | Unit::Holiday(_));
    let recent = |w: Written| matches!(w.unit, Unit::RecentDays(_) | Unit::RecentYears(_) | Unit::SamePeriod);
    !recent(second)
        && (!festive(first) || festive(second) || matches!(second.unit, Unit::Day(..) | Unit::Lunar { .. }))
}

/// Eats what may follow a time, and gives the whole.
pub fn with_suffix(c: &mut Cursor<'_>, start: usize, (kind, rule): Found) -> Found {
    match kind {
        Kind::Point(written) => point_suffix(c, start, written, rule),
        Kind::Range(..) => {
            c.eat_any(&["之间", "间", "左右"]);
            (kind, rule)
        }
        _ => (kind, rule),
    }
}

/// 2012年以前五年, 2015年后三年.
fn beside(c: &mut Cursor<'_>, base: Written) -> Option<Found> {
    let start = c.at;
    let found = (|| {
        matches!(base.unit, Unit::Year).then_some(())?;
        let ahead = !(c.eat_any(&BEFORE) || c.eat("前"));
        (!ahead || c.eat_any(&AFTER) || c.eat("后")).then_some(())?;
        c.eat("的");
        let inner = c.at;
        let (Kind::Duration(length), _) = length::length(c)? else { return None };
        let inner = Span::new(inner, c.at);
        length.in_days().then_some((Kind::Beside { base, ahead, length, inner }, "time/beside"))
    })();
    if found.is_none() {
        c.at = start;
    }
    found
}

fn point_suffix(c: &mut Cursor<'_>, start: usize, written: Written, rule: &'static str) -> Found {
    let led = before(c.text, start).is_some_and(|p| "自从".contains(p));
    let now = matches!(written.unit, Unit::Now | Unit::RecentDays(_) | Unit::RecentYears(_));
    if !led && !now && !matches!(written.unit, Unit::Clock) {
        if c.eat_any(&["以来", "至今", "迄今"]) {
            return (Kind::Since(written), "time/since");
        }
        let mut ahead = c.clone();
        if matches!(written.unit, Unit::Year) && ahead.eat("来") && super::at_clause_end(&ahead) {
            c.at = ahead.at;
            return (Kind::Since(written), "time/since");
        }
    }
    if let Some(found) = beside(c, written) {
        return found;
    }
    if !now && !c.sees("左右手") {
        c.eat_any(&["左右", "前后"]);
    }
    (Kind::Point(written), rule)
}
