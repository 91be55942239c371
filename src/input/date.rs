//! Dates as tables, file names and header lines write them.
//!
//! ```text
//! day   = year sep month sep day | year 年 month 月 day [日|号]    2020-4-2, 2020年4月2日
//!       | 8 digits                                             20200402
//!       | day month year | month day year   the month by name  2 Apr 2020, April 2, 2020
//!       | 10 or 13 digits: seconds or thousandths since 1970, by the clock of China
//! month = year sep month | year 年 month 月 | 6 digits           2020-04, 2020年4月
//! year  = 4 digits [年]                                        2020
//! ```
//!
//! What follows a day (a time, a weekday) does not count. Years may be those of
//! the Republic (民国三十八年, 民國38年).

use jiff::civil::Date;

/// A date as finely as it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Day(Date),
    /// Year and month: no day is known.
    Month(i16, i8),
    Year(i16),
}

impl Given {
    /// The day, if one is given.
    pub fn day(self) -> Option<Date> {
        match self {
            Given::Day(date) => Some(date),
            _ => None,
        }
    }

    /// As ISO 8601 has it, as finely as it is given: 2020-04-02, 2020-04, 2020.
    pub fn iso(self) -> String {
        match self {
            Given::Day(date) => date.to_string(),
            Given::Month(year, month) => format!("{year:04}-{month:02}"),
            Given::Year(year) => format!("{year:04}"),
        }
    }
}

/// Reads a date that begins `s`.
pub(crate) fn read(s: &str) -> Option<Given> {
    let s = s.trim().trim_start_matches(['（', '(', '[', '【', '«', '•', '·', ' ']);
    republic(s).or_else(|| digits_alone(s)).or_else(|| parts(s)).or_else(|| by_month_name(s))
}

/// Years that papers have.
fn is_year(year: i64) -> bool {
    (1800..=2200).contains(&year)
}

/// 20200402, 202004, 2020, 1585789200.
fn digits_alone(s: &str) -> Option<Given> {
    let len = s.bytes().take_while(u8::is_ascii_digit).count();
    let rest = s[len..].trim_start();
    // A number with decimals is how spreadsheets give back 20200402.
    if !(rest.is_empty() || rest == ".0" || !rest.starts_with(['-', '/', '.', '年'])) {
        return None;
    }
    let n: i64 = s[..len].parse().ok()?;
    match len {
        8 => day(n / 10_000, n / 100 % 100, n % 100),
        6 => month(n / 100, n % 100),
        4 if is_year(n) => Some(Given::Year(n as i16)),
        10 | 13 => {
            let seconds = if len == 13 { n / 1000 } else { n };
            let moment = jiff::Timestamp::from_second(seconds).ok()?;
            let date = jiff::tz::Offset::constant(8).to_datetime(moment).date();
            is_year(date.year().into()).then_some(Given::Day(date))
        }
        _ => None,
    }
}

/// 2020-4-2, 2020年4月2日 and less of it.
fn parts(s: &str) -> Option<Given> {
    let (year, rest) = number(s)?;
    if !is_year(year) {
        return None;
    }
    let (mark, rest) = separator(rest)?;
    // 2020年/4月/2日, as a database parts them.
    let parted = |mark: char, rest: &str| {
        rest.len()
            - if mark == '年' || mark == '月' { rest.trim_start_matches('/').len() } else { rest.len() }
    };
    let rest = rest[parted(mark, rest)..].trim_start();
    let Some((m, rest)) = number(rest) else {
        return (mark == '年' && !rest.starts_with(|c: char| c.is_ascii_digit()))
            .then_some(Given::Year(year as i16));
    };
    let Some((mark, after)) = separator(rest) else { return month(year, m) };
    let Some((d, rest)) = number(after[parted(mark, after)..].trim_start()) else {
        return month(year, m).filter(|_| mark == '月' || after.trim().is_empty());
    };
    // 2021-03-03-04 is no date but a date and a page, which file names have.
    if rest.starts_with(['-', '/']) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    day(year, m, d)
}

fn day(year: i64, month: i64, day: i64) -> Option<Given> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    is_year(year).then_some(Given::Day(date))
}

fn month(year: i64, month: i64) -> Option<Given> {
    (is_year(year) && (1..=12).contains(&month)).then_some(Given::Month(year as i16, month as i8))
}

/// The mark between two numbers of a date, and what follows.
fn separator(s: &str) -> Option<(char, &str)> {
    let s = s.trim_start();
    let mark = s.chars().next()?;
    let is_mark = matches!(mark, '-' | '/' | '.' | '年' | '月' | '．' | '－' | '／' | '—' | '–' | '_');
    is_mark.then(|| (mark, &s[mark.len_utf8()..]))
}

/// A number in any digits at the start: 2020, ２０２０, 二〇二〇, 十二, 廿三.
fn number(s: &str) -> Option<(i64, &str)> {
    let len: usize = s.chars().take_while(|&c| digit(c).is_some() || tens(c)).map(char::len_utf8).sum();
    let (run, rest) = s.split_at(len);
    let count = run.chars().count();
    if count == 0 || count > 5 {
        return None;
    }
    if !run.contains(tens) {
        let n = run.chars().filter_map(digit).fold(0, |n, d| n * 10 + i64::from(d));
        return Some((n, rest));
    }
    // 十二, 二十, 三十一, 廿三, 卅
    let (mut n, mut last) = (0i64, 0i64);
    for c in run.chars() {
        match c {
            '十' => (n, last) = (n + last.max(1) * 10, 0),
            '廿' => (n, last) = (n + 20, 0),
            '卅' => (n, last) = (n + 30, 0),
            _ => last = digit(c)?.into(),
        }
    }
    Some((n + last, rest))
}

fn tens(c: char) -> bool {
    matches!(c, '十' | '廿' | '卅')
}

fn digit(c: char) -> Option<u8> {
    const CHINESE: &str = "零一二三四五六七八九";
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => Some((c as u32 - '０' as u32) as u8),
        '〇' | '○' | 'Ｏ' => Some(0),
        '元' => Some(1),
        _ => CHINESE.chars().position(|d| d == c).map(|n| n as u8),
    }
}

/// 民国三十八年五月八日 is 1949.
fn republic(s: &str) -> Option<Given> {
    let rest = s.trim_start_matches("中华").trim_start_matches("中華");
    let rest = rest.strip_prefix("民国").or_else(|| rest.strip_prefix("民國"))?;
    let (year, rest) = number(rest.trim_start())?;
    let rest = rest.trim_start();
    if !(1..=120).contains(&year) || !(rest.is_empty() || rest.starts_with(['年', '-', '.', '/'])) {
        return None;
    }
    let western = format!("{}{rest}", 1911 + year);
    parts(&western).or_else(|| digits_alone(&western))
}

/// 2 Apr 2020; April 2, 2020; Thu, 02 Apr 2020 06:56:00 GMT.
fn by_month_name(s: &str) -> Option<Given> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = s
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(4)
        .map(str::to_ascii_lowercase)
        .collect();
    let at = words.iter().position(|w| MONTHS.iter().any(|m| w.len() >= 3 && w.starts_with(m)))?;
    let m = MONTHS.iter().position(|m| words[at].starts_with(m))? as i64 + 1;
    let n = |i: Option<usize>| words.get(i?)?.parse::<i64>().ok();
    let (before, next, last) = (n(at.checked_sub(1)), n(Some(at + 1)), n(Some(at + 2)));
    match (before, next, last) {
        (Some(d), Some(y), _) if is_year(y) => day(y, m, d),
        (_, Some(d), Some(y)) if is_year(y) => day(y, m, d),
        (None, Some(y), _) if is_year(y) => month(y, m),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_all_usual_forms() {
        for s in [
            "2021-03-03",
            "2021/3/3",
            " 2021.03.03 ",
            "2021-03-03 08:00:00",
            "2021-03-03T08:00:00+08:00",
            "2021-3-3 星期三",
            "2021年3月3日",
            "2021 年 03 月 03 日 08:30",
            "二〇二一年三月三日",
            "２０２１年３月３日",
            "20210303",
            "20210303.0",
            "1614729600",
            "1614729600000",
            "3 March 2021",
            "Mar 3, 2021",
            "Wed, 03 Mar 2021 01:00:00 GMT",
            "（2021年3月3日）",
        ] {
            assert_eq!(read(s), Some(Given::Day(jiff::civil::date(2021, 3, 3))), "{s}");
        }
        assert_eq!(read("民国三十八年五月八日"), Some(Given::Day(jiff::civil::date(1949, 5, 8))));
        assert_eq!(read("民國38年5月廿八日"), Some(Given::Day(jiff::civil::date(1949, 5, 28))));
        assert_eq!(read("一九五六年十二月三十一日"), Some(Given::Day(jiff::civil::date(1956, 12, 31))));
    }

    #[test]
    fn a_month_and_a_year_give_no_day() {
        for s in ["2020-04", "2020年4月", "202004", "2020/4", "Apr 2020", "二〇二〇年四月"] {
            assert_eq!(read(s), Some(Given::Month(2020, 4)), "{s}");
        }
        for s in ["2020", "2020年", "二〇二〇年"] {
            assert_eq!(read(s), Some(Given::Year(2020)), "{s}");
        }
        assert_eq!(Given::Month(2020, 4).iso(), "2020-04");
        assert_eq!(Given::Month(2020, 4).day(), None);
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for s in
            ["", "2021-13-01", "2021-03-03-04", "三月三日", "99999-1-1", "昨日", "20211345", "3/3/21", "1"]
        {
            assert_eq!(read(s), None, "{s}");
        }
    }
}
