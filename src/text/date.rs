//! Dates as mastheads, file names and tables write them.
//!
//! ```text
//! written = year "年" month "月" day ["日"]      2021年3月3日, 二〇二一年三月三日
//! year    = number | ["民国"] republic           民国三十六年三月三日, 三十六年三月三日
//! numeric = year sep month sep day               2021-03-03, 2021.3.3, 2021/03/03
//! weekday = ("星期" | "周") one of 一二三四五六日天
//! ```
//!
//! White space may stand anywhere between the parts of a written date, line
//! breaks too. The times of running text (去年7月, 近日) are read by `time`,
//! which knows the issue date.

use super::numeral::whole::{number, number_before};
use jiff::civil::{Date, Weekday};

/// The first day of the Gregorian calendar that is written in `text`.
pub(crate) fn find(text: &str) -> Option<Date> {
    text.match_indices('年').find_map(|(at, _)| written_at(text, at)).or_else(|| find_numeric(text))
}

/// The day whose 年 stands at byte `at`.
fn written_at(text: &str, at: usize) -> Option<Date> {
    let first = || text[..at].strip_suffix('元').map(|before| (before.len(), 1));
    let (start, printed) = number_before(text, at).or_else(first)?;
    let year = republic(&text[..start], &text[start..at], printed).unwrap_or(printed);
    let (month, rest) = number_until(&text[at + "年".len()..], '月')?;
    let rest = rest.trim_start();
    let day = match number_until(rest, '日') {
        Some((day, _)) => day,
        None => number(leading_digits(rest))?,
    };
    civil(year, month, day)
}

/// The Common Era's year for the `year` of the Republic of China, whose first is 1912, that is
/// `written` behind `before`. Papers before 1949 print it without 民国 too, with its places:
/// 三十六年 but not 三六年.
fn republic(before: &str, written: &str, year: u32) -> Option<u32> {
    let before = before.trim_end();
    let named = before.ends_with("民国") || before.ends_with("民國");
    let placed = written.contains('十') && (10..=38).contains(&year);
    (named || placed).then(|| year.checked_add(1911)).flatten()
}

/// The number before `mark` and what follows the mark, which stands near.
fn number_until(s: &str, mark: char) -> Option<(u32, &str)> {
    let (at, _) = s.char_indices().take(8).find(|(_, c)| *c == mark)?;
    Some((number(&s[..at])?, &s[at + mark.len_utf8()..]))
}

fn leading_digits(s: &str) -> &str {
    let len: usize = s.chars().take_while(|c| c.is_ascii_digit()).map(char::len_utf8).sum();
    &s[..len]
}

/// 2021-03-03, 2021/3/3, 2021.03.03
fn find_numeric(text: &str) -> Option<Date> {
    let is_sep = |c: char| matches!(c, '-' | '/' | '.' | '．' | '－' | '—');
    text.split(|c: char| !(c.is_ascii_digit() || is_sep(c))).filter(|s| s.len() >= 8).find_map(|s| {
        let mut parts = s.split(is_sep).map(number);
        civil(parts.next()??, parts.next()??, parts.next()??)
    })
}

/// The day, if there is one and newspapers were printed in its year.
pub(crate) fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1850..=2200).contains(&year) {
        return None;
    }
    Date::new(year as i16, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first weekday named in `text`: 星期三, 周日.
pub(crate) fn weekday(text: &str) -> Option<Weekday> {
    ["星期", "周"].iter().find_map(|word| {
        text.match_indices(word)
            .find_map(|(at, w)| weekday_of(text[at + w.len()..].trim_start().chars().next()?))
    })
}

fn weekday_of(c: char) -> Option<Weekday> {
    Some(match c {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    })
}

/// The day that the whole of `text` names: `2021-03-03`, also with `/` or `.`
/// between its parts and with a time of day behind it.
pub(crate) fn parse(text: &str) -> Option<Date> {
    match parts(text)? {
        (year, Some(month), Some(day)) => Date::new(year, month, day).ok(),
        _ => None,
    }
}

/// As [`parse`], for a month or a year too: of `2021-05` the last day, of
/// `2021` the middle, from which most of the year is past.
pub(crate) fn parse_coarse(text: &str) -> Option<Date> {
    match parts(text)? {
        (year, None, _) => Date::new(year, 7, 1).ok(),
        (year, Some(month), None) => Date::new(year, month, 1).ok().map(|d| d.last_of_month()),
        (year, Some(month), Some(day)) => Date::new(year, month, day).ok(),
    }
}

/// Year, month and day of `2021-03-03`, the last two as far as they are given.
fn parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let day = text.trim().split([' ', 'T']).next()?;
    let mut parts = day.split(['-', '/', '.']).map(|part| part.parse::<i16>().ok());
    let year = parts.next()??;
    let mut small = || parts.next().map(|part| i8::try_from(part?).ok());
    match (small(), small(), small()) {
        (None, ..) => Some((year, None, None)),
        (Some(month), None, _) => Some((year, Some(month?), None)),
        (Some(month), Some(day), None) => Some((year, Some(month?), Some(day?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as ymd;

    #[test]
    fn dates_are_read_in_every_printed_form() {
        for s in [
            "2021年3月3日",
            "２０２１年３月３日",
            "二〇二一年三月三日 星期三",
            "二○二一年三月三日",
            "2021年\n3月3日",
            "2021 年 3 月 3 日",
            "2021-03-03",
            "2021/3/3 第2版",
            "2021.03.03",
            "辛丑年正月二十 2021年3月3日",
        ] {
            assert_eq!(find(s), Some(ymd(2021, 3, 3)), "{s}");
        }
        for s in ["中華民國三十六年三月五日 星期三", "民国36年3月5日", "三十六年三月五日"]
        {
            assert_eq!(find(s), Some(ymd(1947, 3, 5)), "{s}");
        }
        assert_eq!(find("民国元年三月五日"), Some(ymd(1912, 3, 5)));
        for s in [
            "2021年",
            "元年三月五日",
            "三六年三月五日",
            "3月3日",
            "辛丑年正月二十",
            "2021年13月3日",
            "CN41-0013",
            "0398-2961234",
        ] {
            assert_eq!(find(s), None, "{s}");
        }
    }

    #[test]
    fn weekdays_are_read() {
        assert_eq!(weekday("星期三"), Some(Weekday::Wednesday));
        assert_eq!(weekday("周日 今日四版"), Some(Weekday::Sunday));
        assert_eq!(weekday("星期 天"), Some(Weekday::Sunday));
        assert_eq!(weekday("周刊"), None);
    }

    #[test]
    fn days_of_tables_take_the_usual_forms() {
        for s in ["2021-03-03", "2021/3/3", " 2021.03.03 ", "2021-03-03 08:00:00", "2021-03-03T08:00Z"] {
            assert_eq!(parse(s), Some(ymd(2021, 3, 3)), "{s}");
            assert_eq!(parse_coarse(s), Some(ymd(2021, 3, 3)), "{s}");
        }
        assert_eq!((parse("2021-05"), parse_coarse("2021-05")), (None, Some(ymd(2021, 5, 31))));
        assert_eq!((parse("2021"), parse_coarse("2021")), (None, Some(ymd(2021, 7, 1))));
        for s in ["", "2021-13-01", "2021-03-03-04", "三月三日", "99999-1-1"] {
            assert_eq!(parse_coarse(s), None, "{s}");
        }
    }
}
