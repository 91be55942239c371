//! What is written: the parts of an expression as the text has them, before
//! anything is known of the issue.

use crate::span::Span;
use jiff::civil::Date;
use std::fmt;

/// An expression of time as written.
///
/// Small and `Copy`; [`resolve`](super::resolve) gives it a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expr {
    /// Where it stands.
    pub span: Span,
    /// The rule that found it, `time/date` or `duration/number`.
    pub rule: &'static str,
    pub(super) kind: Kind,
    /// True for the name alone of a festival that is also another word: 十一.
    pub(super) bare_weak: bool,
}

impl Expr {
    /// True for a length of time, whether it can be put in a number (3年) or
    /// not (多年).
    pub fn is_duration(&self) -> bool {
        matches!(self.kind, Kind::Duration(_) | Kind::DurationRange(..) | Kind::Vague)
    }

    /// True for what an issue date alone makes a time: a text that is nothing
    /// but 2/3 or 十一 is a number where no date goes with it.
    pub fn is_guess(&self, text: &str) -> bool {
        let Kind::Point(written) = self.kind else { return false };
        let whole = text[..self.span.start].trim().is_empty() && text[self.span.end..].trim().is_empty();
        let open = match written.unit {
            Unit::Day(Month::Number(_), _) => written.numeric,
            Unit::Festival(..) => self.bare_weak,
            _ => false,
        };
        whole && open && written.year.is_none()
    }
}

/// What sort of expression, with its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// One stretch of time.
    Point(Written),
    /// From one to another.
    Range(Written, Written),
    /// From it to the issue date: 2015年以来.
    Since(Written),
    /// From a known day to the issue date: 改革开放以来.
    SinceDay(Date),
    /// So long, up to the issue date or from it: 过去五年.
    Reach { reach: Reach, length: Length, inner: Span },
    /// So long before or after a time: 2012年以前五年.
    Beside { base: Written, ahead: bool, length: Length, inner: Span },
    /// So long before or after: 三天后.
    Offset { ahead: bool, length: Length },
    /// A length of time.
    Duration(Length),
    /// A length between two.
    DurationRange(Length, Length),
    /// A length without a number: 多年. It has no value.
    Vague,
}

/// Which way a stretch lies from the issue date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// 过去五年: up to the issue date, inclusive.
    Past,
    /// 未来五年: from the issue date.
    Future,
    /// 前两年: whole units before the issue's own.
    Before,
    /// 后两年: whole units after it.
    After,
    /// 上两周.
    Last,
    /// 下两周.
    Next,
}

/// One stretch of time as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Written {
    pub year: Option<Year>,
    pub unit: Unit,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
    /// True when a lunar calendar is named or meant.
    pub lunar: bool,
    /// True when written with strokes or points alone: 2021-03-03, 3/4.
    pub numeric: bool,
}

impl Written {
    pub fn new(year: Option<Year>, unit: Unit) -> Written {
        Written { year, unit, part: None, clock: None, lunar: false, numeric: false }
    }
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 2021年.
    Number(i16),
    /// 21年, without its century.
    Short(u8),
    /// 去年: so many from the issue's.
    Issue(i8),
    /// 次年: so many from the last in the text.
    Found(i8),
    /// 辛丑年: place in the cycle of sixty.
    Cycle(u8),
}

/// A month as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Month {
    /// 3月.
    Number(u8),
    /// 本月: so many from the issue's.
    Issue(i8),
    /// 当月: so many from the last in the text.
    Found(i8),
    /// Not written: 24日.
    Open,
}

/// The last, where weeks and weekdays of a month are counted.
pub(super) const LAST: u8 = u8::MAX;

/// Which days of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// All of them.
    Whole,
    /// Days by number, the last cut at the month's end: 上旬, 月底.
    Days(u8, u8),
    /// 第二周.
    Week(u8),
    /// 第三个星期日.
    Weekday(u8, u8),
    /// 前五天.
    Head(u8),
    /// 最后五天.
    Tail(u8),
}

/// The finest part written, clock times apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Year,
    /// First and last month of the year: halves, quarters, 年初.
    Months(u8, u8, Grain),
    /// 1 to 4, 春 to 冬.
    Season(u8),
    /// 第52周.
    YearWeek(u8),
    /// 前10天, 最后10天.
    YearDays(i16),
    Month(Month, Within),
    Day(Month, u8),
    Days(Month, u8, u8),
    /// Days from the issue's.
    DaysOf(i8, i8),
    /// Days from the last in the text.
    DayFound(i8),
    Week(i8),
    Weekend(i8),
    /// The week, if written, and the day from 1.
    Weekday(Option<i8>, u8),
    Festival(u16, Around),
    /// 节后, 节前, 节日期间: around the last festival in the text.
    Holiday(Around),
    Lunar {
        month: u8,
        leap: bool,
        day: Option<u8>,
    },
    /// Century and the years of it, counted from 0.
    Century(Century, u8, u8, Grain),
    /// Quarters from the issue's, and its first and last month from 0.
    QuarterOf(i8, u8, u8),
    /// The last quarter in the text, else the issue's.
    QuarterFound,
    /// Years counted from the issue's.
    Years(i8, i8),
    /// The plan, and the years of it, counted from 0.
    Plan(u8, u8, u8),
    /// 同期: the last stretch in the text, in another year.
    SamePeriod,
    Now,
    RecentDays(u8),
    RecentYears(u8),
    /// A clock time without a day.
    Clock,
}

/// A century as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Century {
    /// The years from this one.
    From(i16),
    /// So many from the issue's.
    Issue(i8),
}

/// Which days about a festival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Its own.
    Day,
    /// Its holiday.
    Holiday,
    /// The week before.
    Before,
    /// From the day after the festival to the issue date.
    After,
    /// From the day after the holiday to the issue date.
    AfterHoliday,
    /// 第N天 of the holiday.
    Nth(u8),
    /// 最后一天 of the holiday.
    LastDay,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: u8,
    /// False for 10时, true for 10时30分.
    pub has_minute: bool,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Part {
    /// 凌晨.
    Dawn,
    /// 上午, 早晨.
    Morning,
    /// 中午.
    Noon,
    /// 下午.
    Afternoon,
    /// 晚上, 傍晚.
    Evening,
    /// 夜间, 深夜.
    Night,
    /// 白天.
    Daytime,
}

impl Part {
    /// The name in records, `morning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Dawn => "dawn",
            Part::Morning => "morning",
            Part::Noon => "noon",
            Part::Afternoon => "afternoon",
            Part::Evening => "evening",
            Part::Night => "night",
            Part::Daytime => "daytime",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Part> {
        use Part::*;
        [Dawn, Morning, Noon, Afternoon, Evening, Night, Daytime].into_iter().find(|p| p.as_str() == name)
    }
}

/// How finely a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Grain {
    /// 10时30分.
    Minute,
    /// 10时.
    Hour,
    /// 3月1日.
    Day,
    /// 本周.
    Week,
    /// 3月.
    Month,
    /// 一季度.
    Quarter,
    /// 上半年.
    Half,
    /// 春季.
    Season,
    /// 2021年.
    Year,
    /// 90年代.
    Decade,
    /// 20世纪.
    Century,
    /// Any other stretch: 近日, 上旬, “十四五”时期.
    Period,
}

impl Grain {
    /// The name in records, `day`.
    pub fn as_str(self) -> &'static str {
        match self {
            Grain::Minute => "minute",
            Grain::Hour => "hour",
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Half => "half",
            Grain::Season => "season",
            Grain::Year => "year",
            Grain::Decade => "decade",
            Grain::Century => "century",
            Grain::Period => "period",
        }
    }
}

/// A length of time, unit by unit.
///
/// Displays as ISO 8601: `P2Y6M`, `PT48H`, `P3W`. The thousandths belong to
/// the finest unit that is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Length {
    /// Years.
    pub years: u32,
    /// Months.
    pub months: u32,
    /// Weeks.
    pub weeks: u32,
    /// Days.
    pub days: u32,
    /// Hours.
    pub hours: u32,
    /// Minutes.
    pub minutes: u32,
    /// Seconds.
    pub seconds: u32,
    /// Thousandths of the finest unit.
    pub milli: u16,
}

impl Length {
    /// True when nothing in it is finer than a day.
    pub(super) fn in_days(&self) -> bool {
        self.hours == 0 && self.minutes == 0 && self.seconds == 0 && self.milli == 0
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let only_weeks = *self == Length { weeks: self.weeks, milli: self.milli, ..Length::default() };
        let days = if only_weeks { 0 } else { self.days + 7 * self.weeks };
        let weeks = if only_weeks { self.weeks } else { 0 };
        let units = [
            (self.years, "Y"),
            (self.months, "M"),
            (weeks, "W"),
            (days, "D"),
            (self.hours, "H"),
            (self.minutes, "M"),
            (self.seconds, "S"),
        ];
        let last = units.iter().rposition(|(n, _)| *n > 0);
        // 0.5秒 has no unit that is not zero; it is counted in seconds.
        let last = last.unwrap_or(units.len() - 1);
        f.write_str("P")?;
        for (i, (n, unit)) in units.iter().enumerate() {
            if i == 4 && (last >= 4) {
                f.write_str("T")?;
            }
            if i == last && self.milli > 0 {
                let fraction = format!("{:03}", self.milli);
                write!(f, "{n}.{}{unit}", fraction.trim_end_matches('0'))?;
            } else if *n > 0 || i == last {
                write!(f, "{n}{unit}")?;
            }
        }
        Ok(())
    }
}

impl Reach {
    pub fn parse(name: &str) -> Option<Reach> {
        Some(match name {
            "past" => Reach::Past,
            "future" => Reach::Future,
            "before" => Reach::Before,
            "after" => Reach::After,
            "last" => Reach::Last,
            "next" => Reach::Next,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_display_as_iso_8601() {
        let zero = Length::default();
        for (length, iso) in [
            (Length { years: 2, months: 6, ..zero }, "P2Y6M"),
            (Length { hours: 48, ..zero }, "PT48H"),
            (Length { weeks: 3, ..zero }, "P3W"),
            (Length { months: 1, weeks: 1, ..zero }, "P1M7D"),
            (Length { days: 1, hours: 12, ..zero }, "P1DT12H"),
            (Length { minutes: 1, seconds: 23, milli: 450, ..zero }, "PT1M23.45S"),
            (Length { years: 3, milli: 200, ..zero }, "P3.2Y"),
            (zero, "PT0S"),
        ] {
            assert_eq!(length.to_string(), iso);
        }
    }
}
