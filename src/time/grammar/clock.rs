//! Parts of the day and clock times.
//!
//! ```text
//! of-day = day ( （ weekday | day | lunar ） )? part? clock?
//! clock  = n ( 时 | 点 ) ( 半 | 整 | 许 | n 分 )? 许? | hh:mm ( :ss )?
//! ```

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::words::Word;
use super::super::written::{Clock, Part, Unit, Within};
use super::{Point, before, month, word};

/// Adds to a day the part of day and the clock time that follow it.
pub fn of_day(c: &mut Cursor<'_>, (mut written, rule): Point) -> Point {
    if !is_day(&written.unit) {
        return (written, rule);
    }
    paren(c);
    let start = c.at;
    if !written.numeric || !c.eat("T") {
        c.space();
    }
    let mut led = c.clone();
    // 元宵节的晚上8点半
    let part = part(c).or_else(|| {
        let found = led.eat("的").then(|| part(&mut led)).flatten()?;
        c.at = led.at;
        Some(found)
    });
    let after_part = c.at;
    c.space();
    let clock = clock(c, true);
    if clock.is_none() {
        c.at = if part.is_some() { after_part } else { start };
    }
    written.part = part.or(written.part);
    written.clock = clock;
    (written, if clock.is_some() { "time/date-clock" } else { rule })
}

fn is_day(unit: &Unit) -> bool {
    matches!(
        unit,
        Unit::Day(..)
            | Unit::DayFound(_)
            | Unit::Weekday(..)
            | Unit::Lunar { day: Some(_), .. }
            | Unit::Festival(_, super::super::written::Around::Day)
            | Unit::Month(_, Within::Weekday(..))
    ) || matches!(unit, Unit::DaysOf(a, b) if a == b)
}

/// Eats （星期三）, (14日), （正月初一） after a day.
fn paren(c: &mut Cursor<'_>) {
    let start = c.at;
    let opened = c.eat("（") || c.eat("(");
    let inside = opened
        && (word::weekday(c).is_some() || month::below_year(c, false).is_some_and(|(u, _)| is_day(&u)));
    if !(inside && (c.eat("）") || c.eat(")"))) {
        c.at = start;
    }
}

/// Eats 上午, 晚上, or 晚 that something other than 会 or 报 follows.
pub fn part(c: &mut Cursor<'_>) -> Option<Part> {
    if let Some((Word::Part(part), end)) = c.word() {
        c.at = end;
        return Some(part);
    }
    for (w, part, not) in [
        ("晚", Part::Evening, Guard::Evening),
        ("早", Part::Morning, Guard::Morning),
        ("晨", Part::Morning, Guard::Dawn),
        ("夜", Part::Night, Guard::Night),
        ("午", Part::Noon, Guard::Noon),
    ] {
        let mut ahead = c.clone();
        if ahead.eat(w) && !ahead.guarded(not) {
            c.at = ahead.at;
            return Some(part);
        }
    }
    None
}

/// Eats a clock time; `led` when a day or part of day stands before it, so
/// that 8点 and 10:30 can be nothing else.
pub fn clock(c: &mut Cursor<'_>, led: bool) -> Option<Clock> {
    let start = c.at;
    let found = clock_at(c, led);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn clock_at(c: &mut Cursor<'_>, led: bool) -> Option<Clock> {
    let arabic = c.peek().and_then(digits::digit).is_some();
    let hour = hour(c).filter(|h| *h <= 24)?;
    if led && (c.eat(":") || c.eat("：")) {
        let (minute, 2) = digits::arabic(c)? else { return None };
        let mut seconds = c.clone();
        if seconds.eat(":") && matches!(digits::arabic(&mut seconds), Some((0..=59, 2))) {
            c.at = seconds.at;
        }
        return (minute < 60).then_some(Clock { hour, minute: minute as u8, has_minute: true });
    }
    let point = if c.eat("时") { false } else { c.eat("点").then_some(true)? };
    c.eat("钟");
    let minute = minute(c);
    let ranged = minute.is_none() && arabic && point && range_follows(c);
    let sure =
        led || ranged || minute.is_some() || (arabic && !point) || c.text[..c.at].ends_with(['钟', '鐘']);
    if !sure || c.guarded(Guard::Hour) {
        return None;
    }
    if !c.guarded(Guard::Sharp) {
        c.eat_any(&["许", "左右", "整"]);
    }
    Some(Clock { hour, minute: minute.unwrap_or(0), has_minute: minute.is_some() })
}

/// 至10点 behind 8点: an hour, since no one counts points from 8 to 10.
fn range_follows(c: &Cursor<'_>) -> bool {
    let mut ahead = c.clone();
    super::range::eat_to(&mut ahead)
        && hour(&mut ahead).is_some_and(|h| h <= 24)
        && ahead.eat("点")
        && ahead.peek().is_none_or(|ch| digits::chinese_digit(ch).is_none())
}

fn hour(c: &mut Cursor<'_>) -> Option<u8> {
    if c.eat("两") { Some(2) } else { digits::small(c).or_else(|| c.eat("零").then_some(0)) }
}

/// 半, 一刻, 30分, and 30 alone at the end of a clause (9点40).
fn minute(c: &mut Cursor<'_>) -> Option<u8> {
    if c.eat("半") {
        return Some(30);
    }
    if c.eat("一刻") {
        return Some(15);
    }
    if c.eat("三刻") {
        return Some(45);
    }
    let start = c.at;
    c.eat_one("零〇");
    let minute = digits::small(c).filter(|m| *m < 60);
    if minute.is_none() || !c.eat("分") || c.sees_one("之钟") {
        c.at = start;
        return None;
    }
    minute
}

/// A clock time with no day before it.
pub fn bare(c: &mut Cursor<'_>) -> Option<(Option<Part>, Clock)> {
    let start = c.at;
    let led = matches!(c.word(), Some((Word::Part(_), _)));
    let part = if led || c.sees_one("晚早") { part(c) } else { None };
    c.space();
    // 第3时 and 1.5时 are no clock times.
    if part.is_none() && before(c.text, start).is_some_and(|p| "第每.．历用达逾近超".contains(p)) {
        c.at = start;
        return None;
    }
    match clock(c, part.is_some()) {
        Some(clock) => Some((part, clock)),
        None => {
            c.at = start;
            None
        }
    }
}
