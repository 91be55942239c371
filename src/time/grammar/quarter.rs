//! Quarters, and the parts of a year that are counted or told by one char.
//!
//! ```text
//! quarter = 第? n 季度 | 首季 | 前三季度 | Qn  ( 初 | 末 )?
//! part    = 初 | 底 | 末 | 春 … 冬 | 首月 | 第n周 | 第n个月 | 前n个月 | 后n个月 | 最后n天 | 同期
//! ```

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::written::{Grain, Month, Unit, Within};
use super::month::Below;
use super::range;

/// 一季度, 第三季度末, 首季, 前三季度, Q1.
pub fn quarter(c: &mut Cursor<'_>) -> Option<Below> {
    let start = c.at;
    let found = quarter_months(c);
    let Some((first, last)) = found else {
        c.at = start;
        return None;
    };
    let (a, b) = quarter_edge(c, first, last);
    Some((
        Unit::Months(a, b, if (a, b) == (first, last) { Grain::Quarter } else { Grain::Period }),
        "time/quarter",
    ))
}

/// The months that 末 and 初 leave of a quarter.
pub fn quarter_edge(c: &mut Cursor<'_>, first: u8, last: u8) -> (u8, u8) {
    if c.eat_one("末底") {
        (last, last)
    } else if c.eat("初") {
        (first, first)
    } else {
        (first, last)
    }
}

fn quarter_months(c: &mut Cursor<'_>) -> Option<(u8, u8)> {
    const SEASON: [&str; 2] = ["季度", "季"];
    if c.eat("首") || c.eat("头") {
        let end = c.eat("个季度") || c.eat("季度") || c.eat("季");
        return (end && !c.sees("节")).then_some((1, 3));
    }
    if c.eat("前") {
        let two = c.eat("两");
        let n = if two { 2 } else { digits::small(c).filter(|n| (2..=4).contains(n))? };
        c.eat("个");
        return c.eat("季度").then_some((1, n * 3));
    }
    if c.eat("Q") || c.eat("Ｑ") {
        let n = digits::small(c).filter(|n| (1..=4).contains(n))?;
        c.eat("季度");
        return Some((n * 3 - 2, n * 3));
    }
    let ordinal = c.eat("第");
    let n = digits::small(c).filter(|n| (1..=4).contains(n))?;
    let last = quarter_range(c).unwrap_or(n);
    if ordinal && c.sees("个季") {
        c.eat("个");
    }
    let whole = if ordinal { c.eat_any(&SEASON) } else { c.eat("季度") };
    (whole && last >= n && !c.sees("节")).then_some((n * 3 - 2, last * 3))
}

/// 至三, 、三 of 一至三季度.
fn quarter_range(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    if c.eat("、") || range::eat_to(c) {
        c.eat("第");
        if let Some(n) = digits::small(c).filter(|n| (1..=4).contains(n)) {
            return Some(n);
        }
    }
    c.at = start;
    None
}

/// 初, 底, 春, 第52周, 首月, 第8个月, 前10天, 最后4个月, 同期.
pub fn year_part(c: &mut Cursor<'_>) -> Option<Below> {
    if c.eat("同期") {
        return Some((Unit::SamePeriod, "time/same-period"));
    }
    if c.eat("首月") {
        return Some((Unit::Month(Month::Number(1), Within::Whole), "time/month"));
    }
    for (w, (a, b), not) in [
        ("初", (1, 2), Some(Guard::YearStart)),
        ("底", (12, 12), Some(Guard::YearEnd)),
        ("末", (12, 12), None),
        ("中期", (6, 7), None),
    ] {
        let mut ahead = c.clone();
        if ahead.eat(w) && !not.is_some_and(|guard| ahead.guarded(guard)) {
            if (a, b) == (12, 12) {
                range::eat_before(&mut ahead);
            }
            c.at = ahead.at;
            return Some((Unit::Months(a, b, Grain::Period), "time/year-edge"));
        }
    }
    for (n, w) in (1..).zip(["春", "夏", "秋", "冬"]) {
        let mut ahead = c.clone();
        if ahead.eat(w) && !ahead.guarded(Guard::Season) {
            c.at = ahead.at;
            return Some((Unit::Season(n), "time/season"));
        }
    }
    counted(c)
}

/// 第52周, 第8个月, 前10天, 前5个月, 最后4个月.
pub fn counted(c: &mut Cursor<'_>) -> Option<Below> {
    let start = c.at;
    let found = (|| {
        let tail = c.eat("最后");
        let ordinal = !tail && c.eat("第");
        let back = !tail && !ordinal && c.eat("后");
        (tail || ordinal || back || c.eat("前") || c.eat("头")).then_some(())?;
        c.space();
        let n = if c.eat("两") { 2 } else { digits::small(c).filter(|n| *n > 0)? };
        c.space();
        if c.eat("个月") && n <= 12 {
            let months = if ordinal {
                (n, n)
            } else if tail || back {
                (13 - n, 12)
            } else {
                (1, n)
            };
            return Some((Unit::Months(months.0, months.1, Grain::Month), "time/year-months"));
        }
        if ordinal && c.eat_any(&["周", "个星期"]) {
            return Some((Unit::YearWeek(n), "time/year-week"));
        }
        if !ordinal && !back && c.eat_one("天日") {
            let n = i16::from(n);
            return Some((Unit::YearDays(if tail { -n } else { n }), "time/year-days"));
        }
        None
    })();
    if found.is_none() {
        c.at = start;
    }
    found
}
