//! Years, decades and centuries.
//!
//! ```text
//! year    = number 年 度? | word (去年, 次年) | era number 年 | 公元 前? number 年
//!         | stem branch 年 | short 年 | republic 年
//! short   = two digits, where something says that they are no length:
//!           a leading zero, 零八, a month after (21年3月), 自 or 到 before
//! republic = a Chinese number from 十 to 三十八, before a month or 度: 三十六年三月 is in 1947
//! range   = number ( 年? dash ) number 年
//! decade  = century? tens 年代 edge?
//! century = ( number | 上 | 本 ) 世纪 edge?
//! ```

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::lunar;
use super::super::words::Word;
use super::super::written::{Century, Grain, Kind, Unit, Written, Year};
use super::{Found, before};

/// Eats a year with its 年.
pub fn year(c: &mut Cursor<'_>) -> Option<(Year, &'static str)> {
    let start = c.at;
    let found = word(c).or_else(|| republic(c)).or_else(|| numbered(c)).or_else(|| era(c)).or_else(|| {
        let place = lunar::eat_sexagenary(c)?;
        Some((Year::Cycle(place), "time/sexagenary-year"))
    });
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 去年, 次年, 全年.
fn word(c: &mut Cursor<'_>) -> Option<(Year, &'static str)> {
    let (word, end) = c.word()?;
    let found = match word {
        Word::Year(n) => (Year::Issue(n), "time/relative-year"),
        Word::YearFound(n) => (Year::Found(n), "time/found-year"),
        _ => return None,
    };
    // 以前年度, 最后年: the word's first char belongs to what stands before.
    if c.sees("次")
        && before(c.text, c.at).is_some_and(|p| "此本这每该历首届一二三四五六七八九十多几两".contains(p))
    {
        return None;
    }
    if "前后上下".contains(c.peek()?)
        && before(c.text, c.at).is_some_and(|p| "以之最然从先目当向提".contains(p))
    {
        return None;
    }
    c.at = end;
    Some(found)
}

/// A number with 年.
fn numbered(c: &mut Cursor<'_>) -> Option<(Year, &'static str)> {
    let start = c.at;
    let christian = c.eat("公元");
    let bc = christian && c.eat("前");
    let (n, len, chinese) = placed_year(c).or_else(|| year_digits(c))?;
    c.space();
    if !c.eat("年") || c.sees("代") || c.sees("级") {
        c.at = start;
        return None;
    }
    let n = n as i16;
    let year = match len {
        _ if bc => Year::Number(1 - n),
        _ if christian => Year::Number(n),
        4 if is_year(n, c) => Year::Number(n),
        2 if is_short_year(c, start, n, chinese) => Year::Short(n as u8),
        _ => {
            c.at = start;
            return None;
        }
    };
    c.eat("度");
    Some((year, "time/year"))
}

/// 两千零八, 二千零二十一: a year of this century with its places.
fn placed_year(c: &mut Cursor<'_>) -> Option<(u16, u8, bool)> {
    if !matches!(c.peek(), Some('两' | '二')) {
        return None;
    }
    let start = c.at;
    let millennium = c.eat_any(&["两千零", "二千零", "两千〇", "二千〇"]);
    match millennium.then(|| digits::chinese_small(c)).flatten() {
        Some(n) if c.sees("年") => Some((2000 + u16::from(n), 4, true)),
        _ => {
            c.at = start;
            None
        }
    }
}

/// One to four digits, or a Chinese number below a hundred; the number, how
/// many digits, and whether they are Chinese.
fn year_digits(c: &mut Cursor<'_>) -> Option<(u16, u8, bool)> {
    if let Some((n, len)) = digits::arabic(c) {
        return Some((n, len, false));
    }
    digits::chinese_run(c).map(|(n, len)| (n, len, true))
}

/// Four digits that are a year and no length (5000年文明).
fn is_year(n: i16, c: &Cursor<'_>) -> bool {
    let round = n % 100 == 0 && n < 1900 || n == 2000 && c.guarded(Guard::RoundYear);
    let dated = c.peek().is_some_and(|ch| digits::digit(ch).is_some());
    (1000..=2200).contains(&n) && (!round || dated)
}

/// Two digits that are a year and no length; the cursor stands after 年.
fn is_short_year(c: &Cursor<'_>, start: usize, n: i16, chinese: bool) -> bool {
    let written = &c.text[start..];
    if written.starts_with(['0', '０', '零', '〇']) {
        return true;
    }
    let mut ahead = c.clone();
    ahead.space();
    let month = digits::small(&mut ahead).is_some_and(|m| (1..=12).contains(&m)) && ahead.sees("月");
    if month
        || c.sees_any(&["底", "末", "上半年", "下半年", "同期"])
        || super::quarter::quarter(&mut c.clone()).is_some()
        || super::quarter::counted(&mut c.clone()).is_some() && c.sees("第")
    {
        return true;
    }
    if let Some((Word::Festival { .. }, _)) = c.word() {
        return true;
    }
    if chinese {
        // 九八年 is a year; 三五年 and 七八年 are three to five, seven or eight.
        let (a, b) = (n / 10, n % 10);
        return (n >= 49 || (13..=30).contains(&n) && (a, b) != (3, 5)) && b != a + 1;
    }
    let alone = super::is_whole(c.text, start, c.at);
    let led = before(c.text, start).is_some_and(|p| "自从到至比较’'‘".contains(p));
    let length = c.guarded(Guard::ShortYearSpan);
    alone || led && !length
}

/// 三十六年三月, 三十六年度: a year of the Republic of China as papers of its time write it. The Common Era's are
/// not written with 十 (二一年三月), and a length has no month behind it.
fn republic(c: &mut Cursor<'_>) -> Option<(Year, &'static str)> {
    let start = c.at;
    let ordinal = before(c.text, start).is_some_and(|p| "第前后近满每约".contains(p));
    let n = digits::chinese_small(c).filter(|n| (10..=38).contains(n));
    let placed = c.text[start..c.at].contains('十');
    let year = n.filter(|_| placed && !ordinal && c.eat("年")).filter(|_| {
        let mut ahead = c.clone();
        // 十年|度假, 十年|度过
        ahead.eat("度") && !ahead.sees_one("假过量日")
            || digits::small(&mut ahead).is_some_and(|m| (1..=12).contains(&m)) && ahead.sees("月")
    });
    let Some(n) = year else {
        c.at = start;
        return None;
    };
    c.eat("度");
    Some((Year::Number(1911 + i16::from(n)), "time/era"))
}

/// 康熙三年, 民国三十八年.
fn era(c: &mut Cursor<'_>) -> Option<(Year, &'static str)> {
    let (Word::Era(first), end) = c.word()? else { return None };
    c.at = end;
    let n = if c.eat("元") { 1 } else { i16::from(digits::small(c)?) };
    c.eat("年").then_some((Year::Number(first + n - 1), "time/era"))
}

/// 2013—2014年, 2012-2015年度, 2019—2020学年, and 2020-2021 alone.
pub fn year_range(c: &mut Cursor<'_>) -> Option<Found> {
    let start = c.at;
    let found = year_pair(c);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn year_pair(c: &mut Cursor<'_>) -> Option<Found> {
    let a = digits::year4(c).filter(|y| (1000..=2200).contains(y))?;
    c.space();
    let slash = c.eat_one("/／");
    if !slash && !super::range::eat_to(c) {
        return None;
    }
    c.space();
    let (b, len) = digits::arabic(c).or_else(|| digits::chinese_run(c))?;
    let b = match len {
        4 => b as i16,
        2 => a - a % 100 + b as i16,
        _ => return None,
    };
    if !(a..=a + 300).contains(&b) {
        return None;
    }
    c.space();
    if slash && !c.sees_any(&["学年", "年度", "赛季"]) {
        return None;
    }
    let year = |y, unit| Written::new(Some(Year::Number(y)), unit);
    if c.eat("学年") {
        let (from, to) = (Unit::Months(9, 12, Grain::Period), Unit::Months(1, 8, Grain::Period));
        return Some((Kind::Range(year(a, from), year(b, to)), "time/school-year"));
    }
    if c.eat("年") {
        c.eat("度");
    } else if !(c.sees("赛季") || len == 4 && at_number_end(c)) {
        return None;
    }
    Some((Kind::Range(year(a, Unit::Year), year(b, Unit::Year)), "time/range"))
}

/// True where no further part of a number, code or measure follows.
fn at_number_end(c: &Cursor<'_>) -> bool {
    c.peek().is_none_or(|ch| ch.is_whitespace() || "，。、；：）)》】”,;".contains(ch))
}

/// 20世纪90年代初, 上世纪末, 八十年代, 1990年代.
pub fn decade(c: &mut Cursor<'_>) -> Option<(Unit, &'static str)> {
    let start = c.at;
    let found = decade_at(c);
    if found.is_none() {
        c.at = start;
    }
    found
}

fn decade_at(c: &mut Cursor<'_>) -> Option<(Unit, &'static str)> {
    let century = century(c);
    let after_century = c.at;
    if let Some((a, b)) = two_tens(c) {
        let base = century.unwrap_or(Century::From(1900));
        return Some((Unit::Century(base, a, b + 9, Grain::Period), "time/decade"));
    }
    c.at = after_century;
    if let Some(tens) = tens(c) {
        let base = century.unwrap_or(Century::From(if tens >= 30 { 1900 } else { 2000 }));
        let (a, b) = third(c, 10);
        return Some((Unit::Century(base, tens + a, tens + b, Grain::Decade), "time/decade"));
    }
    c.at = after_century;
    if let Some(base) = century {
        // 21世纪海上丝绸之路: the century is in a name.
        if c.guarded(Guard::Century) {
            return None;
        }
        let (a, b) = third(c, 100);
        let (a, b) = (a + 1, b + 1);
        return Some((Unit::Century(base, a, b, Grain::Century), "time/century"));
    }
    let year = digits::year4(c).filter(|y| (1000..=2200).contains(y) && y % 10 == 0)?;
    c.eat("年代").then_some(())?;
    let (a, b) = third(c, 10);
    let tens = (year % 100) as u8;
    Some((Unit::Century(Century::From(year - year % 100), tens + a, tens + b, Grain::Decade), "time/decade"))
}

/// 20世纪, 上世纪.
fn century(c: &mut Cursor<'_>) -> Option<Century> {
    let start = c.at;
    if let Some((Word::Century(n), end)) = c.word() {
        c.at = end;
        return Some(Century::Issue(n));
    }
    match digits::small(c) {
        Some(n) if (1..=30).contains(&n) && (c.eat("世纪")) => {
            Some(Century::From((i16::from(n) - 1) * 100))
        }
        _ => {
            c.at = start;
            None
        }
    }
}

/// 90年代, 九十年代.
fn tens(c: &mut Cursor<'_>) -> Option<u8> {
    let n = digits::small(c)?;
    (n >= 10 && n % 10 == 0 && c.eat("年代")).then_some(n)
}

/// 六七十年代, 八九十年代.
fn two_tens(c: &mut Cursor<'_>) -> Option<(u8, u8)> {
    let mut one = || {
        let d = c.peek().and_then(digits::chinese_digit).filter(|d| *d > 0)?;
        c.at += '一'.len_utf8();
        Some(d)
    };
    let (a, b) = (one()?, one()?);
    (b == a + 1 && c.eat("十年代")).then_some((a * 10, b * 10))
}

/// The years that 初, 中期, 末 name out of `n`.
fn third(c: &mut Cursor<'_>, n: u8) -> (u8, u8) {
    let (early, late) = (n / 10 * 3, n / 10 * 7);
    for (words, years) in [
        (&["前半叶", "上半叶"][..], (0, n / 2 - 1)),
        (&["后半叶", "下半叶"], (n / 2, n - 1)),
        (&["中后期"], (n / 2, n - 1)),
        (&["初期", "前期", "早期", "之初", "初叶"], (0, early - 1)),
        (&["中叶"], (n / 10 * 4, n / 10 * 6 - 1)),
        (&["中期"], (early, late - 1)),
        (&["后期", "末期", "晚期", "末叶"], (late, n - 1)),
        (&["初"], (0, early - 1)),
        (&["末", "底"], (late, n - 1)),
    ] {
        if c.eat_any(words) {
            return years;
        }
    }
    (0, n - 1)
}
