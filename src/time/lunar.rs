//! The Chinese lunar calendar: conversion both ways, sexagenary years, and
//! lunar dates as they are printed.
//!
//! Month lengths and leap months are those of `icu_calendar`, whose tables
//! agree with the Purple Mountain and Hong Kong observatories; this module
//! answers for lunar years [`FIRST_YEAR`] to [`LAST_YEAR`] and says `None`
//! outside.
//!
//! Printed forms read by [`parse`]:
//!
//! ```text
//! date  = mark? year? month day
//! mark  = 农历 | 阴历 | 旧历 | 夏历
//! year  = stem branch 年 | digits 年
//! month = 闰? ( 正 | 二 … 十二 | 冬 | 腊 ) 月 | 闰? 1 … 12 月
//! day   = 初一 … 初十 | 十一 … 二十 | 廿一 … 廿九 | 三十 | 卅
//! ```
//!
//! ```
//! use baozhi::time::lunar;
//! let date = jiff::civil::date(2021, 3, 3);
//! let lunar = lunar::from_gregorian(date).unwrap();
//! assert_eq!((lunar.year, lunar.month, lunar.day), (2021, 1, 20));
//! assert_eq!(lunar::sexagenary(lunar.year), "辛丑");
//! assert_eq!(lunar.to_string(), "辛丑年正月二十");
//! let printed = lunar::parse("农历辛丑年正月二十").unwrap();
//! assert!(printed.agrees(date));
//! ```

use super::digits::{self, Cursor};
use crate::lexicon::variants::standard_text;
use icu_calendar::Date as IcuDate;
use icu_calendar::cal::ChineseTraditional;
use icu_calendar::types::{Month, YearInput};
use jiff::civil::Date;
use std::fmt;

/// The first lunar year answered for.
pub const FIRST_YEAR: i16 = 1900;
/// The last lunar year answered for.
pub const LAST_YEAR: i16 = 2100;

/// A day of the Chinese lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// The Gregorian year in which the lunar year begins.
    pub year: i16,
    /// The month, 1 (正月) to 12 (腊月).
    pub month: u8,
    /// True for the leap month that follows month `month`.
    pub leap: bool,
    /// The day, 1 to 30.
    pub day: u8,
}

/// A lunar date as printed, whose year may be missing or only sexagenary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Printed {
    /// The year, if one is printed.
    pub year: Option<PrintedYear>,
    /// The month, 1 to 12.
    pub month: u8,
    /// True for a leap month (闰四月).
    pub leap: bool,
    /// The day; `None` when only the month is printed.
    pub day: Option<u8>,
}

/// How a lunar year is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrintedYear {
    /// Place in the cycle of sixty: 0 for 甲子, 37 for 辛丑.
    Sexagenary(u8),
    /// In digits, 二〇二一年.
    Number(i16),
}

/// The lunar date of a day, within the years answered for.
pub fn from_gregorian(date: Date) -> Option<LunarDate> {
    let iso = IcuDate::try_new_iso(date.year().into(), date.month() as u8, date.day() as u8).ok()?;
    let lunar = iso.to_calendar(ChineseTraditional::new());
    let month = lunar.month().to_input();
    let year = i16::try_from(lunar.year().era_year_or_related_iso()).ok()?;
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return None;
    }
    Some(LunarDate { year, month: month.number(), leap: month.is_leap(), day: lunar.day_of_month().0 })
}

/// The Gregorian day of a lunar date; `None` when the year has no such month
/// or the month no such day.
pub fn to_gregorian(date: LunarDate) -> Option<Date> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year) || !(1..=12).contains(&date.month) {
        return None;
    }
    let month = if date.leap { Month::leap(date.month) } else { Month::new(date.month) };
    let year: YearInput<'_> = i32::from(date.year).into();
    let lunar = IcuDate::try_new(year, month, date.day, ChineseTraditional::new()).ok()?;
    let iso = lunar.to_calendar(icu_calendar::cal::Iso);
    let year = i16::try_from(iso.year().era_year_or_related_iso()).ok()?;
    Date::new(year, iso.month().number() as i8, iso.day_of_month().0 as i8).ok()
}

/// The first and last Gregorian day of a lunar month.
pub fn month_span(year: i16, month: u8, leap: bool) -> Option<(Date, Date)> {
    let first = to_gregorian(LunarDate { year, month, leap, day: 1 })?;
    let last = to_gregorian(LunarDate { year, month, leap, day: 30 })
        .or_else(|| to_gregorian(LunarDate { year, month, leap, day: 29 }))?;
    Some((first, last))
}

/// The last day of a lunar year: 除夕.
pub fn last_day(year: i16) -> Option<Date> {
    month_span(year, 12, false).map(|(_, last)| last)
}

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];
const MONTHS: [char; 12] = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];

/// The name of a lunar year in the cycle of sixty: 辛丑 for 2021.
pub fn sexagenary(year: i16) -> String {
    let n = cycle(year) as usize;
    String::from_iter([STEMS[n % 10], BRANCHES[n % 12]])
}

/// The place of a year in the cycle of sixty, 0 for 甲子.
pub fn cycle(year: i16) -> u8 {
    (i32::from(year) - 4).rem_euclid(60) as u8
}

/// The year nearest to `near` that has place `cycle` in the cycle of sixty.
pub fn year_of_cycle(place: u8, near: i16) -> i16 {
    let ahead = (i16::from(place) - i16::from(cycle(near))).rem_euclid(60);
    if ahead <= 30 { near + ahead } else { near + ahead - 60 }
}

/// Reads a whole text as one lunar date: 农历辛丑年正月二十, 闰四月廿四, 腊月廿八.
pub fn parse(text: &str) -> Option<Printed> {
    let text = &*standard_text(text);
    let mut cursor = Cursor::new(text, 0);
    let marked = eat_mark(&mut cursor);
    let year = eat_year(&mut cursor);
    let (month, leap) = eat_month(&mut cursor)?;
    let day = eat_day(&mut cursor);
    let whole = cursor.at == text.len();
    (whole && (marked || day.is_some())).then_some(Printed { year, month, leap, day })
}

impl Printed {
    /// True when `date` falls on this lunar date, as far as it is printed.
    pub fn agrees(&self, date: Date) -> bool {
        let Some(lunar) = from_gregorian(date) else { return false };
        let year = match self.year {
            None => true,
            Some(PrintedYear::Number(y)) => y == lunar.year,
            Some(PrintedYear::Sexagenary(n)) => n == cycle(lunar.year),
        };
        year && (self.month, self.leap) == (lunar.month, lunar.leap)
            && self.day.is_none_or(|d| d == lunar.day)
    }
}

impl fmt::Display for LunarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let leap = if self.leap { "闰" } else { "" };
        let month = MONTHS[usize::from(self.month.clamp(1, 12)) - 1];
        write!(f, "{}年{leap}{month}月{}", sexagenary(self.year), day_name(self.day))
    }
}

/// 初一 … 二十 … 廿九 … 三十.
fn day_name(day: u8) -> String {
    const DIGITS: [char; 10] = ['十', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let ones = DIGITS[usize::from(day % 10)];
    match day {
        0..=10 => format!("初{ones}"),
        11..=19 => format!("十{ones}"),
        20 => "二十".to_owned(),
        21..=29 => format!("廿{ones}"),
        _ => "三十".to_owned(),
    }
}

/// Eats 农历, 阴历, 旧历 or 夏历.
pub(super) fn eat_mark(c: &mut Cursor<'_>) -> bool {
    c.eat_any(&["农历", "阴历", "旧历", "夏历"])
}

/// Eats 辛丑年, or a year in four digits with 年.
fn eat_year(c: &mut Cursor<'_>) -> Option<PrintedYear> {
    if let Some(place) = eat_sexagenary(c) {
        return Some(PrintedYear::Sexagenary(place));
    }
    let start = c.at;
    match digits::year4(c) {
        Some(y) if c.eat("年") => Some(PrintedYear::Number(y)),
        _ => {
            c.at = start;
            None
        }
    }
}

/// Eats 辛丑年 and gives its place in the cycle.
pub(super) fn eat_sexagenary(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    let place = stem_branch(c);
    if place.is_none() || !c.eat("年") {
        c.at = start;
        return None;
    }
    place
}

fn stem_branch(c: &mut Cursor<'_>) -> Option<u8> {
    let stem = c.eat_place(&STEMS)?;
    let branch = c.eat_place(&BRANCHES)?;
    (0..60u8).find(|n| usize::from(n % 10) == stem && usize::from(n % 12) == branch)
}

/// Eats 正月, 闰四月, 腊月, 十二月, 闰4月.
pub(super) fn eat_month(c: &mut Cursor<'_>) -> Option<(u8, bool)> {
    let start = c.at;
    let leap = c.eat("闰");
    let month = eat_named_month(c).or_else(|| digits::small(c).filter(|m| (1..=12).contains(m)));
    match month {
        Some(m) if c.eat("月") => Some((m, leap)),
        _ => {
            c.at = start;
            None
        }
    }
}

/// Eats 正, 冬 or 腊, the months that only this calendar has.
pub(super) fn eat_named_month(c: &mut Cursor<'_>) -> Option<u8> {
    let month = match c.peek()? {
        '正' => 1,
        '冬' => 11,
        '腊' => 12,
        _ => return None,
    };
    c.at += '正'.len_utf8();
    Some(month)
}

/// Eats 初一, 十五, 廿四, 三十, 卅: a day printed without 日.
pub(super) fn eat_day(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    let first = c.eat("初");
    let day = digits::chinese_small(c);
    match day {
        Some(d) if first && (1..=10).contains(&d) => Some(d),
        Some(d) if !first && (10..=30).contains(&d) => Some(d),
        _ => {
            c.at = start;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_days_convert_both_ways() {
        for (day, printed) in [
            (date(1954, 2, 3), "甲午年正月初一"),
            (date(2020, 4, 23), "庚子年四月初一"),
            (date(2020, 6, 15), "庚子年闰四月廿四"),
            (date(2021, 2, 11), "庚子年腊月三十"),
            (date(2021, 2, 12), "辛丑年正月初一"),
            (date(2021, 3, 3), "辛丑年正月二十"),
            (date(2022, 6, 27), "壬寅年五月廿九"),
            (date(2033, 12, 22), "癸丑年闰冬月初一"),
        ] {
            let lunar = from_gregorian(day).unwrap();
            assert_eq!(lunar.to_string(), printed);
            assert_eq!(to_gregorian(lunar), Some(day));
            assert!(parse(printed).unwrap().agrees(day), "{printed}");
        }
    }

    #[test]
    fn every_day_of_two_centuries_comes_back() {
        let mut day = date(1900, 1, 31);
        while day < date(2101, 1, 29) {
            let lunar = from_gregorian(day).unwrap_or_else(|| panic!("{day} has a lunar date"));
            assert_eq!(to_gregorian(lunar), Some(day), "{lunar}");
            day = day.tomorrow().unwrap();
        }
    }

    #[test]
    fn days_that_do_not_exist_are_none() {
        assert_eq!(to_gregorian(LunarDate { year: 2021, month: 4, leap: true, day: 1 }), None);
        assert_eq!(to_gregorian(LunarDate { year: 2021, month: 1, leap: false, day: 31 }), None);
        assert_eq!(to_gregorian(LunarDate { year: 1700, month: 1, leap: false, day: 1 }), None);
        assert_eq!(from_gregorian(date(1899, 1, 1)), None);
        assert_eq!(from_gregorian(date(9999, 12, 31)), None);
    }

    #[test]
    fn printed_forms_are_read() {
        let p = |year, month, leap, day| Some(Printed { year, month, leap, day });
        assert_eq!(parse("农历辛丑年正月二十"), p(Some(PrintedYear::Sexagenary(37)), 1, false, Some(20)));
        assert_eq!(parse("闰四月廿四"), p(None, 4, true, Some(24)));
        assert_eq!(parse("腊月廿八"), p(None, 12, false, Some(28)));
        assert_eq!(parse("农历二〇二一年五月初五"), p(Some(PrintedYear::Number(2021)), 5, false, Some(5)));
        assert_eq!(parse("农历十月"), p(None, 10, false, None));
        for wrong in ["", "正月", "甲丑年正月初一", "十三月初一", "正月初十一", "正月三十一", "3月3日"]
        {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sexagenary_years_are_found_near_a_year() {
        assert_eq!(sexagenary(1984), "甲子");
        assert_eq!(year_of_cycle(37, 2020), 2021);
        assert_eq!(year_of_cycle(37, 1950), 1961);
        assert_eq!(year_of_cycle(cycle(1911), 1905), 1911);
    }
}
