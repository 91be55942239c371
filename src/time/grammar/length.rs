//! Durations, and the stretches that are told by one.
//!
//! ```text
//! length = ( number 多? unit 半? )+ | 半 unit | number 个半 unit
//! range  = number ( 至 | — ) number unit | 三四 unit
//! vague  = ( 多 | 几 | 数 | 若干 ) unit                    no value
//! reach  = ( 过去 | 近 | 未来 | 前 … ) length ( 来 | 间 | 以来 )?
//! offset = length ( 前 | 之前 | 以前 | 后 | 之后 )
//! ```
//!
//! 3年 is a length, 3年前 a time, 成立3年来 and 退休4年后 lengths again: they
//! are counted from an event, not from the issue.

use super::super::digits::{self, Cursor};
use super::super::guards::Guard;
use super::super::words::Word;
use super::super::written::{Kind, Length, Reach};
use super::count::{Number, number, second_number};
use super::length_unit::{Unit, written_unit};
use super::{AFTER, BEFORE, Found, SINCE, WITHIN, at_clause_start, before};
use crate::span::Span;
use crate::text::mark::{ends_sentence, parts_clauses};

/// Eats a duration or a stretch told by one.
pub fn expression(c: &mut Cursor<'_>) -> Option<Found> {
    let start = c.at;
    let found = reach(c).or_else(|| {
        c.at = start;
        let (kind, rule) = length(c)?;
        Some(with_suffix(c, start, kind, rule))
    });
    if found.is_none() {
        c.at = start;
    }
    found
}

/// 过去五年, 近3年来, 未来5年内, 前两天.
fn reach(c: &mut Cursor<'_>) -> Option<Found> {
    let start = c.at;
    let (reach, end) = match c.word()? {
        (Word::Reach(reach), end) => (reach, end),
        (Word::RecentDays(_), end) if &c.text[start..end] == "最近" => (Reach::Past, end),
        _ => return None,
    };
    if matches!(before(c.text, start), Some(p) if "以之最远附靠临接将亲年月天日".contains(p)) {
        return None;
    }
    c.at = end;
    c.eat("的");
    let inner = c.at;
    if !c.peek().is_some_and(|ch| super::is_number_start(ch) || "多几数".contains(ch)) {
        return None;
    }
    let (kind, rule) = length(c)?;
    let inner = Span::new(inner, c.at);
    let Kind::Duration(length) = kind else {
        // 近几十年: nothing to count from, but no figure either.
        if !c.eat_any(&SINCE) {
            c.eat("间");
        }
        return Some((kind, rule));
    };
    let sure = matches!(reach, Reach::Past | Reach::Future) || at_clause_start(c.text, start);
    if !sure || !length.in_days() || after_suffix(&mut c.clone()).is_some() {
        // 之前6个小时, 近48小时: the length alone, found at its own place.
        return None;
    }
    if !(c.eat_any(&SINCE) || c.eat_any(&WITHIN) || c.eat_any(&["时间里", "时间内", "时间"])) {
        c.eat_one("间里");
    }
    let rule = if matches!(reach, Reach::Past | Reach::Before | Reach::Last) {
        "time/past-span"
    } else {
        "time/future-span"
    };
    Some((Kind::Reach { reach, length, inner }, rule))
}

/// What a suffix makes of a length.
fn with_suffix(c: &mut Cursor<'_>, start: usize, kind: Kind, rule: &'static str) -> Found {
    let Kind::Duration(length) = kind else { return (kind, rule) };
    let end = c.at;
    let free = at_clause_start(c.text, start);
    if length.in_days() {
        if let Some(ahead) = after_suffix(c) {
            let early = before(c.text, start).is_some_and(|p| "提距离赛".contains(p));
            if if ahead { free } else { !early } {
                return (Kind::Offset { ahead, length }, "time/offset");
            }
            c.at = end;
            return (kind, rule);
        }
        let since = c.eat("以来");
        if since || free && c.eat("来") && !c.guarded(Guard::AgoCame) {
            let inner = Span::new(start, end);
            return (Kind::Reach { reach: Reach::Past, length, inner }, "time/past-span");
        }
        c.at = end;
        if c.eat_any(&WITHIN) && super::is_whole(c.text, start, c.at) {
            let inner = Span::new(start, end);
            return (Kind::Reach { reach: Reach::Future, length, inner }, "time/future-span");
        }
        c.at = end;
    }
    (kind, rule)
}

/// Eats 前 or 后 of an offset; true for 后.
fn after_suffix(c: &mut Cursor<'_>) -> Option<bool> {
    let start = c.at;
    if c.eat_any(&AFTER) {
        return Some(true);
    }
    if c.eat_any(&BEFORE) || c.eat("前头") {
        return Some(false);
    }
    if c.eat("后") && !c.guarded(Guard::After) {
        return Some(true);
    }
    c.at = start;
    if c.eat("前") && !c.guarded(Guard::Before) {
        return Some(false);
    }
    c.at = start;
    None
}

/// Eats a length, a range of lengths, or a length without a number.
pub fn length(c: &mut Cursor<'_>) -> Option<Found> {
    let start = c.at;
    let arabic = c.peek().and_then(digits::digit).is_some();
    let first = number(c)?;
    let mut count = first;
    if let Number::Exact(a, 0) = first
        && let Some(b) = second_number(c)
        && b > a
    {
        count = Number::Between(a, b);
    }
    if matches!(count, Number::Exact(..)) {
        c.eat_one("多余来");
    }
    c.space();
    let half_after = c.eat("个半");
    let unit = unit(c, half_after)?;
    if is_no_length(c, start, unit, count, arabic) {
        return None;
    }
    match count {
        Number::Vague => Some((Kind::Vague, "duration/vague")),
        Number::Between(a, b) => {
            Some((Kind::DurationRange(length_of(a, 0, unit)?, length_of(b, 0, unit)?), "duration/range"))
        }
        Number::Exact(n, milli) => {
            let milli = if half_after || c.eat("半") { 500 } else { milli };
            let mut length = length_of(n, milli, unit)?;
            if !c.eat_one("多余") {
                finer(c, &mut length, unit);
            }
            if milli == 0
                && let Some(to) = to_length(c, n, unit)
            {
                return Some((Kind::DurationRange(length, to), "duration/range"));
            }
            let rule = if milli == 500 { "duration/half" } else { "duration/number" };
            Some((Kind::Duration(length), rule))
        }
    }
}

/// 至20年 behind 10年: the longer end, of the same unit.
fn to_length(c: &mut Cursor<'_>, from: u32, unit: Unit) -> Option<Length> {
    let start = c.at;
    let found = second_number(c).filter(|n| *n > from).and_then(|n| {
        (self::unit(c, false)? == unit && !c.text[..c.at].ends_with('日')).then_some(())?;
        length_of(n, 0, unit)
    });
    if found.is_none() {
        c.at = start;
    }
    found
}

/// Eats a unit; 个半 leaves 月, 小时, 星期 of 个月, 个小时.
fn unit(c: &mut Cursor<'_>, half_after: bool) -> Option<Unit> {
    if half_after && c.eat("月") {
        return Some(Unit::Month);
    }
    // 6分20秒 is a length, 6分 alone a score.
    let mut ahead = c.clone();
    if ahead.eat("分") && matches!(digits::arabic(&mut ahead), Some((0..=59, _))) && ahead.sees("秒") {
        c.eat("分");
        return Some(Unit::Minute);
    }
    let unit = written_unit(c);
    // 两个半天 is twice half a day.
    unit.filter(|u| !(half_after && matches!(u, Unit::Day | Unit::Year)))
}

/// What a number with a unit is when it is no length: 3月 is a month, 三年级
/// a class, 第3天 an ordinal, 每年 no number at all.
fn is_no_length(c: &Cursor<'_>, start: usize, unit: Unit, number: Number, arabic: bool) -> bool {
    let led_by = |chars: &str| before(c.text, start).is_some_and(|p| chars.contains(p));
    let written = &c.text[start..c.at];
    if led_by("第每")
        || written.ends_with('天') && counts_days(c.text, start)
        || c.sees_any(&["级", "大的", "龄"]) && unit != Unit::Second
        || c.sees("大") && at_age(c)
    {
        return true;
    }
    let one = number == Number::Exact(1, 0);
    match unit {
        // 3月 is a month; 两月 and 数月 are lengths.
        Unit::Month
            if written.ends_with('月') && !written.ends_with("个月") && !written.ends_with("個月") =>
        {
            !(written.starts_with(['两', '兩', '数', '半'])
                || written.contains("个半")
                || written.contains("个多"))
        }
        Unit::Day if written.ends_with('日') => !is_days(c, start, arabic),
        Unit::Day if one => {
            let early = c.text[..start].ends_with("提前");
            led_by("有某这那同哪前后头当全整这那上下新") && !early || c.guarded(Guard::OneDay)
        }
        Unit::Day => c.guarded(Guard::Days),
        Unit::Week => c.guarded(Guard::Weeks),
        Unit::Year if one => {
            led_by("这那某哪上下前后头同新的又") || c.guarded(Guard::OneYear) && !c.sees("一审")
        }
        Unit::Year => c.guarded(Guard::Years) || written.starts_with("千年") || written == "百年",
        _ => false,
    }
}

/// How far back the noun may stand that says days are counted.
const NOUN: usize = 40;

/// True where a number of days at byte `at` counts days of a sort, and is no
/// length of time: 优良天数256天, 比上年增加13天 behind it.
pub(crate) fn counts_days(text: &str, at: usize) -> bool {
    let from = text[..at].char_indices().rev().take(NOUN).last().map_or(at, |(at, _)| at);
    let near = &text[from..at];
    let sentence = near.rsplit(ends_sentence).next().unwrap_or(near);
    let Some(noun) = sentence.rfind("天数") else { return false };
    // 优良天数, 达标天数, 污染天数; 加工天数 is a length.
    let sort = before(sentence, noun).is_some_and(|c| "优良标染好格晴雨霾".contains(c));
    let behind = &sentence[noun + "天数".len()..];
    let clause = behind.rfind(parts_clauses).map_or(behind, |k| &behind[k..]);
    let compared = clause.contains(['比', '较']) && clause.ends_with(['多', '少', '加', '了']);
    sort && (clause.len() == behind.len() && behind.chars().count() <= 4 || compared)
}

/// 十个月大, 十二周大.
fn at_age(c: &Cursor<'_>) -> bool {
    let mut ahead = c.clone();
    ahead.eat("大");
    ahead.sees("的") || super::at_clause_end(&ahead) || ahead.sees("了")
}

/// N日 is a length before 内 or after 连续; a day of the month otherwise.
fn is_days(c: &Cursor<'_>, start: usize, arabic: bool) -> bool {
    let led = ["连续", "为期", "历时"].iter().any(|w| c.text[..start].ends_with(w))
        || led_by_reach(&c.text[..start])
        || c.text[start..].starts_with(['两', '兩'])
        || before(c.text, start).is_some_and(|p| "近达满超逾".contains(p));
    let whole = super::is_whole(c.text, start, c.at + c.rest().chars().next().map_or(0, char::len_utf8));
    let tail =
        whole && c.sees_one("前后") || c.sees_any(&WITHIN) || c.sees_any(&["以上", "以下", "之后", "之前"]);
    let many = arabic && !matches!(digits::small(&mut Cursor::new(c.text, start)), Some(0..=31));
    led || tail || many && !c.guarded(Guard::MoneyDay)
}

/// 过去三日, 未来三日, 前三日 and the like.
fn led_by_reach(ahead: &str) -> bool {
    ["过去", "未来", "今后", "接下来", "最近"].iter().any(|w| ahead.ends_with(w))
        || matches!(ahead, "前" | "后" | "上" | "下")
}

/// Adds the finer units that follow: 2年6个月, 1小时30分, 1分23秒45.
fn finer(c: &mut Cursor<'_>, length: &mut Length, unit: Unit) {
    let mut above = unit;
    for _ in 0..3 {
        let start = c.at;
        c.eat_one("零又、");
        let Some((number, unit)) = finer_part(c, above) else {
            c.at = start;
            return;
        };
        let Number::Exact(n, milli) = number else {
            c.at = start;
            return;
        };
        add(length, n, unit);
        length.milli = milli;
        above = unit;
    }
}

fn finer_part(c: &mut Cursor<'_>, above: Unit) -> Option<(Number, Unit)> {
    let start = c.at;
    let number = number(c)?;
    let found = if c.eat("分") && above == Unit::Hour {
        c.eat("钟");
        Some(Unit::Minute)
    } else {
        unit(c, false)
    };
    let ordered = |u: Unit| {
        u as u8 > above as u8 && !(u == Unit::Day && c.text[..c.at].ends_with('日') && above == Unit::Year)
    };
    let whole_month = !c.text[start..c.at].ends_with('月') || c.text[start..c.at].contains('个');
    found.filter(|u| ordered(*u) && whole_month).map(|u| (number, u))
}

fn add(length: &mut Length, n: u32, unit: Unit) {
    let field = match unit {
        Unit::Century => return length.years = length.years.saturating_add(n.saturating_mul(100)),
        Unit::Quarter => return length.months = length.months.saturating_add(n.saturating_mul(3)),
        Unit::Quarters => return length.minutes = length.minutes.saturating_add(n.saturating_mul(15)),
        Unit::Year => &mut length.years,
        Unit::Month => &mut length.months,
        Unit::Week => &mut length.weeks,
        Unit::Day => &mut length.days,
        Unit::Hour => &mut length.hours,
        Unit::Minute => &mut length.minutes,
        Unit::Second => &mut length.seconds,
    };
    *field = field.saturating_add(n);
}

/// The length of a number of units. Halves go to the unit below where that
/// is exact: 两年半 is P2Y6M. `None` for what no one counts.
fn length_of(n: u32, milli: u16, unit: Unit) -> Option<Length> {
    if n > 4_000_000_000 / 100 && unit != Unit::Year {
        return None;
    }
    let mut length = Length::default();
    add(&mut length, n, unit);
    match (unit, milli) {
        (_, 0) => {}
        (Unit::Century, 500) => length.years += 50,
        (Unit::Year, 500) => length.months = 6,
        (Unit::Month, 500) => length.days = 15,
        (Unit::Day, 500) => length.hours = 12,
        (Unit::Hour, 500) => length.minutes = 30,
        (Unit::Minute, 500) => length.seconds = 30,
        (Unit::Century | Unit::Quarter | Unit::Quarters, _) => return None,
        _ => length.milli = milli,
    }
    Some(length)
}
