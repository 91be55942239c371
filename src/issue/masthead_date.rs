//! The lunar date of a masthead; its other dates are read by `text::date`.
//!
//! ```text
//! lunar   = ["农历"] [stem branch "年"] ["闰"] month "月" day
//!           农历辛丑年正月二十, 闰四月廿四, 腊月初八
//! ```
//!
//! White space may stand anywhere between the parts, line breaks too.

use crate::text::date::civil;
use crate::text::numeral::whole::{number, number_before};
use jiff::civil::{Date, Weekday};

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The date of a masthead one of whose digits was not read (2015年?月23日),
/// where the weekday and the lunar date beside it leave only one.
pub(super) fn damaged_date(text: &str, weekday: Option<Weekday>, lunar: Option<&Lunar>) -> Option<Date> {
    let at = text.find('年')?;
    let (_, year) = number_before(text, at)?;
    let rest = &text[at + "年".len()..];
    let (month, rest) = rest.split_once('月').filter(|(m, _)| m.chars().count() <= 3)?;
    let (day, _) = rest.split_once('日').filter(|(d, _)| d.chars().count() <= 3)?;
    weekday?;
    let fits = |d: &Date| {
        Some(d.weekday()) == weekday
            && lunar.is_none_or(|l| super::lunar::agrees(*d, l))
            && may_read(month.trim(), d.month())
            && may_read(day.trim(), d.day())
    };
    let all = (1..=12).flat_map(|m| (1..=31).filter_map(move |d| civil(year, m, d)));
    let mut found = all.filter(fits);
    found.next().filter(|_| found.next().is_none())
}

/// True when `value` may be what OCR read as `printed`: a mark may stand for
/// any digit.
fn may_read(printed: &str, value: i8) -> bool {
    let value = value.to_string();
    let fits = |(c, v): (char, char)| c == v || matches!(c, '?' | '？' | ']' | '[' | '|' | '*' | 'l' | 'I');
    printed.chars().count() == value.len() && printed.chars().zip(value.chars()).all(fits)
}

/// A lunar date as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lunar<'a> {
    /// 辛丑年正月二十
    pub text: &'a str,
    /// Place of the year in the cycle of sixty, 0 for 甲子.
    pub cycle: Option<u32>,
    pub month: u32,
    pub leap: bool,
    pub day: u32,
}

/// The first lunar date of `text`.
pub(super) fn lunar(text: &str) -> Option<Lunar<'_>> {
    text.match_indices('月').find_map(|(at, _)| lunar_at(text, at))
}

/// `at` is where 月 stands.
fn lunar_at(text: &str, at: usize) -> Option<Lunar<'_>> {
    let (mut start, month) = lunar_month(&text[..at])?;
    let rest = &text[at + "月".len()..];
    let (day, len) = lunar_day(rest)?;
    let leap = text[..start].ends_with('闰');
    start -= if leap { "闰".len() } else { 0 };
    let cycle = cycle(&text[..start]);
    start -= if cycle.is_some() { 3 * "年".len() } else { 0 };
    let end = at + "月".len() + len;
    // 三月三日 is a Gregorian date, 三月初三 is not.
    let own = rest.starts_with(['初', '廿'])
        || leap
        || cycle.is_some()
        || text[..start].trim_end().ends_with("农历");
    let odd = matches!(text[..at].chars().next_back(), Some('正' | '冬' | '腊'));
    if !(own || odd || !text[end..].trim_start().starts_with(['日', '版'])) {
        return None;
    }
    Some(Lunar { text: &text[start..end], cycle, month, leap, day })
}

/// The month that `head` ends with, and where it starts.
fn lunar_month(head: &str) -> Option<(usize, u32)> {
    for (name, month) in [("正", 1), ("冬", 11), ("腊", 12), ("十一", 11), ("十二", 12), ("十", 10)] {
        if head.ends_with(name) {
            return Some((head.len() - name.len(), month));
        }
    }
    let c = head.chars().next_back().filter(|c| "二三四五六七八九".contains(*c))?;
    Some((head.len() - c.len_utf8(), number(c.encode_utf8(&mut [0; 4]))?))
}

/// The day that `rest` begins with, and its length in bytes.
fn lunar_day(rest: &str) -> Option<(u32, usize)> {
    let is_day = |c: &char| "初一二三四五六七八九十廿卅".contains(*c);
    let len: usize = rest.chars().take(3).take_while(is_day).map(char::len_utf8).sum();
    let day = number(rest[..len].trim_start_matches('初'))?;
    (1..=30).contains(&day).then_some((day, len))
}

/// The place in the cycle of sixty of the year that `head` ends with.
fn cycle(head: &str) -> Option<u32> {
    let mut back = head.strip_suffix('年')?.chars().rev();
    let place = |c: char, list: &str| list.chars().position(|x| x == c).map(|n| n as u32);
    let branch = place(back.next()?, BRANCHES)?;
    let stem = place(back.next()?, STEMS)?;
    (0..60).find(|n| n % 10 == stem && n % 12 == branch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::weekday;
    use jiff::civil::date as ymd;

    #[test]
    fn a_digit_that_was_not_read_is_told_by_weekday_and_lunar_date() {
        let read = |s: &str| damaged_date(s, weekday(s), lunar(s).as_ref());
        assert_eq!(read("2021年?月3日 星期三 农历辛丑年正月二十"), Some(ymd(2021, 3, 3)));
        assert_eq!(read("2021年3月]3日 星期六"), Some(ymd(2021, 3, 13)));
        // Two months have a Wednesday on that day.
        assert_eq!(read("2021年?月3日 星期三"), None);
        assert_eq!(read("2021年?月3日"), None);
    }

    #[test]
    fn lunar_dates_are_read() {
        for (s, text, month, leap, day) in [
            ("农历辛丑年正月二十", "辛丑年正月二十", 1, false, 20),
            ("星期一 壬寅年五月廿九", "壬寅年五月廿九", 5, false, 29),
            ("闰四月廿四", "闰四月廿四", 4, true, 24),
            ("冬月初一 第3期", "冬月初一", 11, false, 1),
            ("农历十二月三十", "十二月三十", 12, false, 30),
            ("二月十三", "二月十三", 2, false, 13),
        ] {
            let got = lunar(s).unwrap();
            assert_eq!((got.text, got.month, got.leap, got.day), (text, month, leap, day), "{s}");
        }
        assert_eq!(lunar("农历辛丑年正月二十").unwrap().cycle, Some(37));
        for s in ["二〇二一年三月三日", "3月3日", "月初", "六月的一天"] {
            assert_eq!(lunar(s), None, "{s}");
        }
    }
}
