//! What stands below a year, with the year before it or without.
//!
//! ```text
//! below   = 的? ( half | quarter | season | edge | festival | lunar | month | week | head | 同期 )
//! half    = 上半年 | 下半年
//! quarter = 第? n 季度 | 首季 | 前三季度 | Qn  edge?
//! edge    = 初 | 底 | 末 | 年初 | 年底
//! month   = ( n 月 份? | n 至 n 月 份? | 本月 | 当月 ) within?
//! within  = 上旬 | 初 | 底 | 第n周 | 第n个星期x | 前n天 | 最后n天 | day
//! day     = n 日 | n 号 | n 至 n 日
//! lunar   = 农历? 闰? n 月 ( 初一 | 十五 | 廿三 )?
//! ```

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::lunar;
use super::super::words::Word;
use super::super::written::{Around, Grain, LAST, Month, Unit, Within};
use super::quarter::{quarter, quarter_edge, year_part};
use super::{WEEK, at_clause_start, before, is_whole, range, word, year};

/// What stands below a year and the rule that read it.
pub type Below = (Unit, &'static str);

/// Eats what stands below a year; `dated` when a year stands before it.
pub fn below_year(c: &mut Cursor<'_>, dated: bool) -> Option<Below> {
    let start = c.at;
    if dated {
        c.space();
        let plain = below(c, true);
        if plain.is_some() {
            return plain;
        }
        if c.eat("的")
            && let Some(found) = below(c, true)
        {
            return Some(found);
        }
        c.at = start;
        return None;
    }
    let found = below(c, false);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn below(c: &mut Cursor<'_>, dated: bool) -> Option<Below> {
    let found = new_year_day(c)
        .or_else(|| named(c, dated))
        .or_else(|| quarter(c))
        .or_else(|| lunar_date(c, dated))
        .or_else(|| month(c, dated))
        .or_else(|| if dated { year_part(c) } else { year::decade(c) });
    if found.is_some() || dated { found } else { open_day(c) }
}

/// What a word names: 上半年, 春季, 年底, 上旬, a festival.
fn named(c: &mut Cursor<'_>, dated: bool) -> Option<Below> {
    let (word, end) = c.word()?;
    let start = c.at;
    let found = match word {
        Word::Half(n) => (Unit::Months(n * 6 - 5, n * 6, Grain::Half), "time/half-year"),
        Word::Season(n) if dated => (Unit::Season(n), "time/season"),
        Word::Season(n) if is_whole(c.text, start, end) => (Unit::Season(n), "time/season"),
        Word::YearWhole(issue) if dated || at_clause_start(c.text, start) => {
            (if issue && !dated { Unit::Years(0, 0) } else { Unit::Year }, "time/whole-year")
        }
        Word::YearEdge(a, b) if dated || at_clause_start(c.text, start) => {
            (Unit::Months(a, b, Grain::Period), "time/year-edge")
        }
        Word::MonthEdge(a, b) if !dated && at_clause_start(c.text, start) => {
            (Unit::Month(Month::Found(0), Within::Days(a, b)), "time/month-edge")
        }
        Word::HalfMonth(a, b)
            if !dated && at_clause_start(c.text, start) && before(c.text, start) != Some('以') =>
        {
            (Unit::Month(Month::Found(0), Within::Days(a, b)), "time/month-edge")
        }
        Word::QuarterFound if !dated => (Unit::QuarterFound, "time/quarter"),
        Word::Quarter(n) if !dated => {
            c.at = end;
            let (a, b) = quarter_edge(c, 0, 2);
            return Some((Unit::QuarterOf(n, a, b), "time/quarter"));
        }
        Word::Festival { festival, ambiguous } => return word::festival(c, festival, ambiguous, end, dated),
        _ => return None,
    };
    c.at = end;
    Some(found)
}

/// 大年初一, 年初三; 初一到初七, where 初三 alone may be a class of a school.
fn new_year_day(c: &mut Cursor<'_>) -> Option<Below> {
    let start = c.at;
    if c.eat_any(&["大年初", "年初"]) || c.sees("初") && is_end_of_days(c) && c.eat("初") {
        c.at -= '初'.len_utf8();
        if let Some(day) = lunar::eat_day(c)
            && !c.peek().is_some_and(|ch| "季些个级起月年步次".contains(ch))
        {
            return Some((Unit::Lunar { month: 1, leap: false, day: Some(day) }, "time/lunar"));
        }
    }
    c.at = start;
    None
}

/// True where a lunar day stands at one end of a stretch of them: 初一到初七, 初二至初六.
fn is_end_of_days(c: &Cursor<'_>) -> bool {
    let ahead = &c.text[..c.at];
    let second = ahead.ends_with(['至', '到', '—', '-']) && {
        let first = ahead.trim_end_matches(['至', '到', '—', '-']);
        let days = first.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c));
        days.len() < first.len() && days.ends_with('初')
    };
    let mut behind = c.clone();
    second
        || lunar::eat_day(&mut behind).is_some()
            && range::eat_to(&mut behind)
            && behind.sees("初")
            && lunar::eat_day(&mut behind).is_some()
            && !behind.sees_any(&["年级", "学生", "班", "的学"])
}

/// 腊月廿八, 闰四月, 农历十月, 八月十五.
fn lunar_date(c: &mut Cursor<'_>, dated: bool) -> Option<Below> {
    let start = c.at;
    let marked = matches!(c.word(), Some((Word::Lunar, _)));
    if marked {
        c.at = c.word()?.1;
    }
    let chinese = c.peek().is_some_and(|ch| digits::digit(ch).is_none());
    let named = c.sees_any(&["正月", "冬月", "腊月"]);
    let Some((month, leap)) = lunar::eat_month(c) else {
        c.at = start;
        return None;
    };
    c.space();
    let day = lunar_day(c);
    let plain_year = dated && !marked && !named && !leap && before_is_number_year(c.text, start);
    let is_lunar = marked || named || leap || (chinese && day.is_some() && !plain_year);
    if !is_lunar || (named && day.is_none() && !lunar_month_alone(c, start)) {
        c.at = start;
        return None;
    }
    Some((Unit::Lunar { month, leap, day }, "time/lunar"))
}

/// The day of a lunar month; 日 and 号 make it a Gregorian one.
fn lunar_day(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    let day = lunar::eat_day(c);
    if day.is_some() && c.sees_one("日号") {
        c.at = start;
        return None;
    }
    if day.is_some() && c.peek().is_some_and(|ch| "个個余多级点人年月天时".contains(ch)) {
        c.at = start;
        return None;
    }
    day
}

/// 正月 and 腊月 stand alone; 冬月 only where a clause begins or a year led it.
fn lunar_month_alone(c: &Cursor<'_>, start: usize) -> bool {
    !c.text[start..].starts_with("冬月") || at_clause_start(c.text, start)
}

/// True when a year in digits ends before `at`: 二〇〇四年八月十五 is 15 August.
fn before_is_number_year(text: &str, at: usize) -> bool {
    let Some(rest) = text[..at].trim_end().strip_suffix('年') else { return false };
    rest.chars().next_back().is_some_and(|c| digits::digit(c).is_some() || digits::chinese_digit(c).is_some())
}

/// 3月, 1至9月, 本月, 当月, with what stands within.
fn month(c: &mut Cursor<'_>, dated: bool) -> Option<Below> {
    let start = c.at;
    if let Some((word, end)) = c.word() {
        let (month, rule) = match word {
            Word::Month(n) if !dated => (Month::Issue(n), "time/relative-month"),
            Word::MonthFound(n) if !dated => (Month::Found(n), "time/found-month"),
            Word::Block => return None,
            _ => return numbered_month(c, start, dated),
        };
        if "上下".contains(c.peek()?) && before(c.text, start).is_some_and(|p| "以之".contains(p)) {
            return None;
        }
        c.at = end;
        c.eat("份");
        return Some(within(c, month).unwrap_or((Unit::Month(month, Within::Whole), rule)));
    }
    numbered_month(c, start, dated)
}

fn numbered_month(c: &mut Cursor<'_>, start: usize, dated: bool) -> Option<Below> {
    if !dated && before(c.text, start) == Some('第') {
        return None;
    }
    let found = month_number(c);
    let Some((first, last)) = found else {
        c.at = start;
        return None;
    };
    if last != first {
        return Some((Unit::Months(first, last, Grain::Month), "time/month-range"));
    }
    let month = Month::Number(first);
    Some(within(c, month).unwrap_or((Unit::Month(month, Within::Whole), "time/month")))
}

/// n 月, n 至 m 月, 七八月.
fn month_number(c: &mut Cursor<'_>) -> Option<(u8, u8)> {
    let valid = |n: &u8| (1..=12).contains(n);
    let first = digits::small(c).filter(valid)?;
    let mut last = first;
    c.space();
    if !c.sees("月") {
        if !(c.eat("、") || range::eat_to(c) || adjacent(c, first)) {
            return None;
        }
        c.space();
        last = digits::small(c).filter(valid)?;
        c.space();
    }
    if !c.eat("月") || c.guarded(Guard::Month) {
        return None;
    }
    c.eat("份");
    (last >= first).then_some((first, last))
}

/// The second of two digits side by side, 四五月.
fn adjacent(c: &Cursor<'_>, first: u8) -> bool {
    let second = c.peek().and_then(digits::chinese_digit);
    first < 9 && second == Some(first + 1)
}

/// What stands within a month.
pub fn within(c: &mut Cursor<'_>, month: Month) -> Option<Below> {
    let start = c.at;
    c.space();
    let found = days_within(c, month).or_else(|| part_within(c, month)).or_else(|| {
        c.eat("的").then_some(())?;
        part_within(c, month)
    });
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 5日, 5至7日, 5号, 十五 (日 left out).
fn days_within(c: &mut Cursor<'_>, month: Month) -> Option<Below> {
    let start = c.at;
    let valid = |n: &u8| (1..=31).contains(n);
    let Some(first) = digits::small(c).filter(valid) else {
        c.at = start;
        return None;
    };
    c.space();
    if eat_day_unit(c) {
        return Some((Unit::Day(month, first), "time/date"));
    }
    let after_first = c.at;
    if (range::eat_to(c) || c.eat("、"))
        && let Some(last) = digits::small(c).filter(valid)
        && eat_day_unit(c)
        && last > first
    {
        return Some((Unit::Days(month, first, last), "time/date-range"));
    }
    c.at = after_first;
    let chinese = c.text[start..].chars().next().is_some_and(|ch| digits::digit(ch).is_none());
    if chinese && first >= 10 && !c.peek().is_some_and(|ch| ch.is_alphanumeric()) {
        return Some((Unit::Day(month, first), "time/date"));
    }
    c.at = start;
    None
}

/// Eats 日 or 号 that ends a day's number.
fn eat_day_unit(c: &mut Cursor<'_>) -> bool {
    let japan = c.sees("日本") && !c.sees("日本报");
    if c.guarded(Guard::DayUnit) || japan {
        return false;
    }
    c.eat_one("日号")
}

/// 上旬, 初, 底, 第二周, 第三个星期日, 前两天, 最后五天.
fn part_within(c: &mut Cursor<'_>, month: Month) -> Option<Below> {
    let unit = |w| Unit::Month(month, w);
    if let Some((word, end)) = c.word()
        && let Word::MonthEdge(a, b) | Word::HalfMonth(a, b) = word
    {
        c.at = end;
        return Some((unit(Within::Days(a, b)), "time/ten-days"));
    }
    for (w, days, not) in [
        ("初", (1, 10), Some(Guard::MonthStart)),
        ("底", (25, 31), Some(Guard::MonthEnd)),
        ("末", (25, 31), None),
        ("中", (11, 20), Some(Guard::MonthMiddle)),
    ] {
        let mut ahead = c.clone();
        if ahead.eat(w) && !not.is_some_and(|guard| ahead.guarded(guard)) {
            if w == "底" || w == "末" {
                range::eat_before(&mut ahead);
            }
            c.at = ahead.at;
            return Some((unit(Within::Days(days.0, days.1)), "time/month-edge"));
        }
    }
    week_within(c).or_else(|| head_or_tail(c)).map(|w| (unit(w), "time/month-week"))
}

/// 第二周, 第三个星期日.
fn week_within(c: &mut Cursor<'_>) -> Option<Within> {
    let start = c.at;
    let found = (|| {
        let last = c.eat("最后");
        (last || c.eat("第")).then_some(())?;
        let n = digits::small(c).filter(|n| (1..=6).contains(n) && (!last || *n == 1))?;
        let n = if last { LAST } else { n };
        c.eat("个");
        c.eat_any(&WEEK).then_some(())?;
        Some(word::weekday_digit(c).map_or(Within::Week(n), |d| Within::Weekday(n, d)))
    })();
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 前两天, 最后五天.
fn head_or_tail(c: &mut Cursor<'_>) -> Option<Within> {
    let start = c.at;
    let found = (|| {
        let tail = c.eat("最后");
        (tail || c.eat_one("前头")).then_some(())?;
        c.space();
        let n = if c.eat("两") { 2 } else { digits::small(c)? };
        c.space();
        c.eat_one("天日").then_some(if tail { Within::Tail(n) } else { Within::Head(n) })
    })();
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 24日 without a month, in digits or from 十日 on in Chinese.
pub fn open_day(c: &mut Cursor<'_>) -> Option<Below> {
    let start = c.at;
    let found = open_day_at(c, start);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn open_day_at(c: &mut Cursor<'_>, start: usize) -> Option<Below> {
    let arabic = c.peek().and_then(digits::digit).is_some();
    if before(c.text, start).is_some_and(|p| "第每逾近续期时达满超共约".contains(p)) {
        return None;
    }
    let first = digits::small(c).filter(|n| (1..=31).contains(n))?;
    let single = !arabic && first < 10;
    if single && !(c.sees("号") && is_whole(c.text, start, c.at + '号'.len_utf8())) {
        return None;
    }
    let mut last = first;
    if range::eat_to(c) {
        last = digits::small(c).filter(|n| (first..=31).contains(n))?;
    }
    if c.eat("号") {
        // 29号 may be a house; 29号上午 is a day, and so is 29号 alone.
        if is_whole(c.text, start, c.at) && last == first {
            return Some((Unit::Day(Month::Open, first), "time/day"));
        }
        return super::clock::part(&mut c.clone()).map(|_| (Unit::Day(Month::Open, first), "time/day"));
    }
    if !c.eat("日") || c.guarded(Guard::OpenDay) {
        return None;
    }
    if c.sees("本") && !c.sees("本报") {
        return None;
    }
    if last > first {
        return Some((Unit::Days(Month::Open, first, last), "time/day-range"));
    }
    Some((Unit::Day(Month::Open, first), "time/day"))
}

/// 第三天, 首日, 最后一天 of a festival.
pub fn nth_day(c: &mut Cursor<'_>) -> Option<Around> {
    let start = c.at;
    if c.eat("第")
        && let Some(n) = digits::small(c)
        && c.eat("天")
    {
        return Some(Around::Nth(n));
    }
    c.at = start;
    if c.eat_any(&["最后一天", "最后1天"]) {
        return Some(Around::LastDay);
    }
    if c.eat("首日") {
        return Some(Around::Nth(1));
    }
    None
}
