//! What a word alone begins: days and weeks from the issue, festivals, plans,
//! seasons, 近日 and 目前.
//!
//! ```text
//! weekday  = ( 本 | 上 | 下 )? ( 周 | 星期 | 礼拜 ) ( 一 … 六 | 日 | 天 )
//! festival = name ( 期间 | 假期 | 长假 | 前 | 前夕 | 后 | 过后 | 第n天 )?
//! plan     = “? name ”? ( 时期 | 期间 | 末 | 开局之年 | 收官之年 )?
//! lunar    = 农历 year? month day?
//! ```

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::lunar;
use super::super::words::Word;
use super::super::written::{Around, Kind, Month, Unit, Written, Year};
use super::{AFTER, Found, Point, WEEK, at_clause_start, before, is_whole, month, year};
use crate::lexicon::{PageWord, Surname, Surnames};

/// Eats a point that a word begins.
pub fn point(c: &mut Cursor<'_>) -> Option<Point> {
    let start = c.at;
    let found = worded(c).or_else(|| {
        c.at = start;
        around_holiday(c)
    });
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 改革开放以来, 入冬以来, 开年以来.
pub fn since(c: &mut Cursor<'_>) -> Option<Found> {
    let (word, end) = c.word()?;
    let kind = match word {
        Word::Since(day) => Kind::SinceDay(day),
        Word::SeasonSince(n) => Kind::Since(Written::new(None, Unit::Season(n))),
        Word::YearSince => Kind::Since(Written::new(Some(Year::Issue(0)), Unit::Year)),
        _ => return None,
    };
    c.at = end;
    Some((kind, "time/since-event"))
}

fn worded(c: &mut Cursor<'_>) -> Option<Point> {
    let start = c.at;
    let (word, end) = c.word()?;
    let bare = |unit, rule| Some((Written::new(None, unit), rule));
    if is_tail_of_word(c.text, start) {
        return None;
    }
    c.at = end;
    match word {
        Word::Day(n) => bare(Unit::DaysOf(n, n), "time/relative-day"),
        Word::Days(a, b) => bare(Unit::DaysOf(a, b), "time/relative-day"),
        Word::Years(a, b) => bare(Unit::Years(a, b), "time/relative-year"),
        Word::DayPart(n, part) => Some((
            Written { part: Some(part), ..Written::new(None, Unit::DaysOf(n, n)) },
            "time/relative-day",
        )),
        Word::DayFound(n) => bare(Unit::DayFound(n), "time/found-day"),
        Word::DayFoundPart(n, part) => {
            Some((Written { part: Some(part), ..Written::new(None, Unit::DayFound(n)) }, "time/found-day"))
        }
        Word::SeasonOf(year, n) => {
            Some((Written::new(Some(Year::Issue(year)), Unit::Season(n)), "time/season"))
        }
        Word::Now => bare(Unit::Now, "time/now"),
        Word::RecentDays(n) => recent(c, start, Unit::RecentDays(n)),
        Word::RecentYears(n) => recent(c, start, Unit::RecentYears(n)),
        Word::Week(n) => match weekday_digit(c).or_else(|| weekday_of(c)) {
            Some(day) => bare(Unit::Weekday(Some(n), day), "time/weekday"),
            None => bare(Unit::Week(n), "time/week"),
        },
        Word::Weekend(n) => bare(Unit::Weekend(n), "time/week"),
        Word::Weekday => {
            c.at = start;
            let day = weekday(c)?;
            bare(Unit::Weekday(None, day), "time/weekday")
        }
        Word::Plan(n) => plan(c, start, n),
        Word::Lunar => lunar_led(c),
        _ => None,
    }
}

/// 以前天, 最后天: the word's first char ends what stands before it.
fn is_tail_of_word(text: &str, at: usize) -> bool {
    let first = text[at..].chars().next();
    let prev = before(text, at);
    match first {
        Some('前' | '后' | '上' | '下') => prev.is_some_and(|p| "以之最然从先目当向此在提".contains(p)),
        Some('日') => {
            prev.is_some_and(|p| p.is_ascii_digit() || "生节假每今昨明次当周作近往早工息".contains(p))
        }
        Some('次') => prev.is_some_and(|p| "此本这每该历首届一二三四五六七八九十多几两".contains(p)),
        Some('明' | '昨') => prev == Some('的'),
        Some('近') => prev.is_some_and(|p| "接附靠临亲邻远将最".contains(p)),
        // Cantonese days, of characters that end other words: 旁听日, 钢琴日.
        Some('听' | '琴' | '寻' | '呢') => prev.is_some_and(char::is_alphanumeric),
        Some('目' | '当') => prev.is_some_and(|p| "盲担应充正".contains(p)),
        _ => false,
    }
}

/// 近日, but not 距离最近.
fn recent(c: &Cursor<'_>, start: usize, unit: Unit) -> Option<Point> {
    let word = &c.text[start..c.at];
    if word == "最近" && (before(c.text, start).is_some_and(|p| "离距".contains(p)) || c.sees_one("的处"))
    {
        return None;
    }
    // 最近三天 is told by its length.
    if word == "最近"
        && super::length::expression(&mut c.clone()).is_some_and(|(kind, _)| kind != Kind::Vague)
    {
        return None;
    }
    if word == "近年" && c.sees("内") {
        return None;
    }
    Some((Written::new(None, unit), "time/recent"))
}

/// 周三, 星期天, after no number and no 每.
pub fn weekday(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    let counted = before(c.text, start).is_some_and(|p| {
        "每第几数两双隔逐半整".contains(p) || digits::digit(p).is_some() || digits::chinese_digit(p).is_some()
    });
    if !counted
        && !after_byline(c.text, start)
        && c.eat_any(&WEEK)
        && let Some(day) = weekday_digit(c)
    {
        return Some(day);
    }
    c.at = start;
    None
}

/// 的? 星期三 behind 上周, 周三 behind 本星期.
fn weekday_of(c: &mut Cursor<'_>) -> Option<u8> {
    let start = c.at;
    c.eat("的");
    let day = c.eat_any(&WEEK).then(|| weekday_digit(c)).flatten();
    if day.is_none() {
        c.at = start;
    }
    day
}

/// （记者 周以青）: a name stands here.
fn after_byline(text: &str, at: usize) -> bool {
    let lead = &text[..at];
    let lead = lead.strip_suffix([' ', '\u{3000}']).unwrap_or(lead);
    PageWord::BylineEnd.ends(lead).is_some()
}

/// 一 to 六, 日 or 天 after 周.
pub fn weekday_digit(c: &mut Cursor<'_>) -> Option<u8> {
    const COUNTED: [char; 20] = [
        '场', '个', '次', '轮', '度', '直', '样', '些', '共', '家', '名', '份', '项', '起', '致', '点', '批',
        '线', '十', '百',
    ];
    let c0 = c.peek()?;
    let day = match c0 {
        '日' | '天' => 7,
        _ => digits::chinese_digit(c0).filter(|d| (1..=6).contains(d))?,
    };
    let mut ahead = c.clone();
    ahead.at += c0.len_utf8();
    if ahead.peek().is_some_and(|ch| COUNTED.contains(&ch)) {
        return None;
    }
    if day == 7 && ahead.guarded(Guard::Sunday) && !ahead.sees("本报") {
        return None;
    }
    c.at = ahead.at;
    Some(day)
}

/// Eats what follows a festival's name, which ends at `end`.
pub fn festival(
    c: &mut Cursor<'_>,
    festival: u16,
    ambiguous: bool,
    end: usize,
    dated: bool,
) -> Option<month::Below> {
    let start = c.at;
    let quoted = before(c.text, start).is_some_and(|p| "“\"‘".contains(p));
    if !quoted && is_name_part(c.text, start, end) {
        return None;
    }
    c.at = end;
    // 三月三 is a festival, 三月三日 and 三月三十一日 are days.
    let numbered = c.text[start..end].contains('月')
        && c.peek().is_some_and(|ch| "日号號十".contains(ch) || digits::chinese_digit(ch).is_some());
    if numbered
        || ambiguous && c.peek().is_some_and(|ch| "月日号个年天点时届世纪人名家条项次分世".contains(ch))
    {
        c.at = start;
        return None;
    }
    let name_end = if quoted && c.eat_any(&["”", "\"", "’"]) { c.at } else { end };
    let around = around(c, festival);
    let whole = is_whole(c.text, start, end);
    if ambiguous && around.is_none() && !dated && !quoted && !whole {
        c.at = start;
        return None;
    }
    if around.is_none() {
        c.at = if quoted { end } else { name_end };
        if is_longer_word(c) {
            c.at = start;
            return None;
        }
        c.eat_any(&["当天", "当日", "这天", "这一天", "节气"]);
    }
    let around = around.unwrap_or(Around::Day);
    Some((Unit::Festival(festival, around), "time/festival"))
}

/// 王国庆, 李立春: two chars after a surname are a person's name. Surnames that
/// are also words (高, 许) tell none: 许国庆 is one, 过国庆 is not.
fn is_name_part(text: &str, start: usize, end: usize) -> bool {
    text[start..end].chars().count() == 2
        && before(text, start).is_some_and(|p| Surnames::embedded().single(p) == Some(Surname::Sure))
}

/// A name that goes on: 清明上河图, 重阳镇, 元宵灯会 stays a festival.
fn is_longer_word(c: &Cursor<'_>) -> bool {
    c.guarded(Guard::Festival)
}

fn around(c: &mut Cursor<'_>, festival: u16) -> Option<Around> {
    let start = c.at;
    if let Some(nth) = month::nth_day(c) {
        return Some(nth);
    }
    let holiday = c.tables.festivals.has_holiday(festival);
    if holiday && eat_counted_holiday(c) {
        return Some(month::nth_day(c).unwrap_or(Around::Holiday));
    }
    c.eat("节");
    if eat_holiday(c) {
        if c.eat_any(&AFTER) || c.eat_any(&["过后", "结束后", "后"]) {
            return Some(if holiday { Around::AfterHoliday } else { Around::After });
        }
        let nth = if holiday { month::nth_day(c) } else { None };
        return Some(nth.unwrap_or(if holiday { Around::Holiday } else { Around::Day }));
    }
    if c.eat_any(&["前夕", "来临前", "到来之前", "之前", "节前"]) {
        return Some(Around::Before);
    }
    if c.eat_any(&AFTER) || c.eat_any(&["过后", "节后"]) {
        return Some(Around::After);
    }
    let mut ahead = c.clone();
    if ahead.eat("后") && !ahead.guarded(Guard::After) {
        c.at = ahead.at;
        return Some(Around::After);
    }
    if ahead.eat("前") && !ahead.guarded(Guard::FestivalEve) {
        c.at = ahead.at;
        return Some(Around::Before);
    }
    c.at = start;
    None
}

/// Eats 假期, 黄金周期间, 节日期间, 期间 behind the name of a festival.
fn eat_holiday(c: &mut Cursor<'_>) -> bool {
    // 假期间 is 假期 with 期间, whose character they share.
    if c.eat_any(&["假期间", "节日期间", "放假期间", "期间"]) {
        return true;
    }
    let found = c.eat_any(&["假期", "长假", "小长假", "黄金周", "假日"]);
    if found {
        c.eat("期间");
    }
    found
}

/// Eats 七天假期, 7天长假 behind the name of a festival.
fn eat_counted_holiday(c: &mut Cursor<'_>) -> bool {
    let mut ahead = c.clone();
    let days = digits::small(&mut ahead).is_some_and(|n| (2..=9).contains(&n)) && ahead.eat("天");
    let found = days && ahead.eat_any(&["小长假", "长假", "假期", "假日"]);
    if found {
        c.at = ahead.at;
    }
    found
}

/// 节后, 节前, 节日期间, where a clause begins or 及 leads.
fn around_holiday(c: &mut Cursor<'_>) -> Option<Point> {
    let free =
        at_clause_start(c.text, c.at) || before(c.text, c.at).is_some_and(|p| "及等展好抓了做强".contains(p));
    if !free {
        return None;
    }
    for (w, around, not) in [
        ("节日期间", Around::Holiday, &[][..]),
        ("假日期间", Around::Holiday, &[]),
        ("节后", Around::AfterHoliday, &["点", "段", "余"]),
        ("节前", Around::Before, &["后", "段"]),
    ] {
        let mut ahead = c.clone();
        if ahead.eat(w) && !ahead.sees_any(not) {
            c.at = ahead.at;
            return Some((Written::new(None, Unit::Holiday(around)), "time/holiday"));
        }
    }
    None
}

/// “十四五”时期; the cursor stands after the name.
fn plan(c: &mut Cursor<'_>, start: usize, n: u8) -> Option<Point> {
    let opened = before(c.text, start).is_some_and(|p| "“\"「".contains(p));
    let after_name = c.at;
    let closed = opened && c.eat_any(&["”", "\"", "」"]);
    if closed && c.sees_any(&["规划", "纲要"]) && !c.sees_any(&["规划期间", "规划时期"]) {
        // The plan's name: the quotation marks are the document's.
        c.at = after_name;
        return Some((Written::new(None, Unit::Plan(n, 0, 4)), "time/plan"));
    }
    let quoted = opened && closed;
    eat_column_break(c);
    let years = if c.eat_any(&["开局之年", "开局年", "起步之年", "初期", "初"]) {
        Some((0, 0))
    } else if c.eat_any(&["收官之年", "收官年", "末期", "末"]) {
        Some((4, 4))
    } else if c.eat_any(&["时期", "期间", "规划期间", "规划时期"]) {
        Some((0, 4))
    } else {
        None
    };
    let sure = quoted || years.is_some() || n > 10 && !c.guarded(Guard::Plan);
    if !sure {
        return None;
    }
    let (a, b) = years.unwrap_or((0, 4));
    Some((Written::new(None, Unit::Plan(n, a, b)), "time/plan"))
}

/// Eats the blank line that a column's end leaves before 时期.
fn eat_column_break(c: &mut Cursor<'_>) {
    let mut ahead = c.clone();
    if ahead.eat("\n") {
        ahead.eat("\n");
        if ahead.sees_any(&["时期", "期间"]) {
            c.at = ahead.at;
        }
    }
}

/// 农历辛丑年正月二十; the cursor stands after 农历.
fn lunar_led(c: &mut Cursor<'_>) -> Option<Point> {
    let year = year::year(c).map(|(y, _)| y);
    c.space();
    let Some((month, leap)) = lunar::eat_month(c) else {
        let year = year?;
        return Some((Written { lunar: true, ..Written::new(Some(year), Unit::Year) }, "time/lunar"));
    };
    c.space();
    let day = lunar::eat_day(c).or_else(|| {
        let (unit, _) = month::within(c, Month::Open)?;
        if let Unit::Day(_, d) = unit { Some(d) } else { None }
    });
    Some((Written { lunar: true, ..Written::new(year, Unit::Lunar { month, leap, day }) }, "time/lunar"))
}
