//! Datelines: who reports, from where, on which day.
//!
//! ```text
//! lead     = paper [place] "讯"                        本报讯, 新京报讯, 本报禾川讯
//!          | place "讯", before a reporter in brackets  禾川讯（记者 王丽）
//!          | ["据" | "综合"] agency [place] [date] "电"  新华社西安５月５日电
//!          | "综合" agency
//! date     = [year "年"] month "月" day "日"
//! ```
//!
//! It may stand in brackets of its own, 【本报讯】, and ends in 专电 too. As a tail
//! the same stands in brackets: （本报巴黎1月8日电）.

use crate::lexicon::PageWord;
use crate::record::Dateline;
use crate::span::Span;
use crate::text::numeral::whole::number;
use jiff::civil::Date;

/// A dateline as it stands at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead<'a> {
    /// From the first character to 讯 or 电.
    pub span: Span,
    agency: &'a str,
    place: Option<&'a str>,
    year: Option<u32>,
    month_day: Option<(u32, u32)>,
}

/// How far 讯 or 电 may stand from the beginning, in bytes.
const REACH: usize = 120;

/// The dateline that `text` begins with, white space and 据 aside; `base` is
/// where `text` stands.
pub(super) fn lead(text: &str, base: usize) -> Option<Lead<'_>> {
    let body = text
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '■' | '□' | '●' | '▲' | '◆' | '★'));
    let start = text.len() - body.len();
    if let Some(found) = bracketed(body) {
        let span = Span::new(base + start, base + start + found.span.end);
        return Some(Lead { span, ..found });
    }
    let near = crate::page::head(body, REACH);
    if !calls(near.as_bytes()) && !near.starts_with(['据', '综']) {
        return None;
    }
    let near = &near[..near.find(['。', '，', ',', '；', '\n', '！']).unwrap_or(near.len())];
    let inner = near.strip_prefix("据").unwrap_or(near);
    let inner = inner.strip_prefix("综合").unwrap_or(inner);
    let skipped = near.len() - inner.len();
    let found =
        wire(inner).or_else(|| news(inner)).or_else(|| (skipped > 0).then(|| digest(inner)).flatten())?;
    let (len, mut found) = found;
    found.span = Span::new(base + start, base + start + skipped + len);
    Some(found)
}

/// 【本报讯】, ［本报讯］, 〔中央社南京四日电〕: a dateline and its brackets.
fn bracketed(body: &str) -> Option<Lead<'_>> {
    let inner = body.strip_prefix(['【', '［', '[', '〔'])?;
    let close = crate::page::head(inner, REACH).find(['】', '］', ']', '〕'])?;
    let (len, lead) = wire(&inner[..close]).or_else(|| news(&inner[..close]))?;
    let end = body.len() - inner.len() + close;
    let end = end + body[end..].chars().next().map_or(0, char::len_utf8);
    (len == close).then_some(Lead { span: Span::new(0, end), ..lead })
}

/// True when 讯 or 电 stands in `near`; asked of every paragraph, so by their
/// last bytes.
fn calls(near: &[u8]) -> bool {
    let (news, wire) = ("讯".as_bytes(), "电".as_bytes());
    memchr::memchr2_iter(news[2], wire[2], near).any(|at| {
        let found = at.checked_sub(2).and_then(|from| near.get(from..=at));
        found == Some(news) || found == Some(wire)
    })
}

/// 新华社北京1月2日电
fn wire(s: &str) -> Option<(usize, Lead<'_>)> {
    let agency = agency(s)?;
    let rest = &s[agency.len()..];
    let end = rest.find('电')?;
    // 专电 is a correspondent's own.
    let told = rest[..end].strip_suffix('专').filter(|told| told.ends_with('日')).unwrap_or(&rest[..end]);
    let (place, date) = split_date(told.trim())?;
    if place.chars().count() > 16 || place.contains(['(', '（', '记', '讯']) {
        return None;
    }
    // Without a day, only what follows tells 本报巴黎电 from 本报电话.
    let after = rest[end + "电".len()..].chars().next();
    let over = after.is_none_or(|c| c.is_whitespace() || matches!(c, '（' | '(' | '）' | ')'));
    if date.is_none() && (place.is_empty() || !over) {
        return None;
    }
    let place = (!place.is_empty()).then_some(place);
    let (year, month_day) = date.map_or((None, None), |d| (d.0, Some((d.1, d.2))));
    let len = agency.len() + end + "电".len();
    // （本报禾川5月11日电 记者 王丽）
    let agency = agency.trim_start_matches(['（', '(']);
    Some((len, Lead { span: Span::default(), agency, place, year, month_day }))
}

/// 本报讯, 新京报讯, 本报禾川讯, 禾川讯（记者 王丽）
fn news(s: &str) -> Option<(usize, Lead<'_>)> {
    let end = s.char_indices().take(18).find(|c| c.1 == '讯')?.0;
    let said = s[..end].trim_end();
    let word = said.chars().count() >= 2 && said.chars().all(|c| c.is_alphanumeric());
    let later = ["通讯", "电讯", "资讯", "短讯", "快讯", "简讯"].iter().any(|w| s[..end + 3].ends_with(w));
    if !word || later {
        return None;
    }
    let len = end + "讯".len();
    let near = said.chars().count() < 12;
    if near && (said.ends_with(['报', '社', '网', '刊', '台', '端']) || said.ends_with("南都")) {
        return Some((len, Lead::of(said)));
    }
    let of = |agency: &'static str| said.strip_prefix(agency).map(|place| (agency, place));
    let (agency, rest) = ["本报", "本网", "本台"].into_iter().find_map(of).unwrap_or(("", said));
    let (place, date) = split_date(rest)?;
    // Only who reports tells that it is a place, or a day: 禾川讯（记者 王丽）.
    let reported = s[len..].trim_start_matches(['】', '］', ']', ' ']).strip_prefix(['（', '(', '〈', '<']);
    let reported = reported.is_some_and(|r| crate::lexicon::byline::role_len(r).is_some());
    let place_like = (2..=5).contains(&place.chars().count()) && place.chars().all(crate::text::han::is_han);
    if !(reported || !agency.is_empty() && date.is_some())
        || !(place_like || place.is_empty() && date.is_some())
        || place == "综合"
    {
        return None;
    }
    let (year, month_day) = date.map_or((None, None), |d| (d.0, Some((d.1, d.2))));
    let place = (!place.is_empty()).then_some(place);
    Some((len, Lead { place, year, month_day, ..Lead::of(&said[..agency.len()]) }))
}

/// 综合新华社, without a date.
fn digest(s: &str) -> Option<(usize, Lead<'_>)> {
    let agency = agency(s)?;
    let mut rest = &s[agency.len()..];
    for word in ["报道", "消息", "电"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let over = rest.is_empty() || rest.starts_with([' ', '\u{3000}', '：', ':', '（', '(']);
    over.then(|| (s.len() - rest.len(), Lead::of(agency)))
}

fn agency(s: &str) -> Option<&str> {
    if let Some(known) = PageWord::Agency.begins(s) {
        return Some(&s[..known.len()]);
    }
    let (at, c) = s.char_indices().take(7).skip(1).find(|c| matches!(c.1, '社' | '报' | '网' | '台'))?;
    Some(&s[..at + c.len_utf8()])
}

/// What stands before 电: the place, and the date if one ends it.
#[allow(clippy::type_complexity)]
fn split_date(s: &str) -> Option<(&str, Option<(Option<u32>, u32, u32)>)> {
    let Some(head) = s.strip_suffix('日') else { return Some((s, None)) };
    let is_digit = |c: char| crate::text::numeral::whole::digit(c).is_some() || c == '十';
    let day_at = head.trim_end_matches(is_digit).len();
    let day = number(&head[day_at..])?;
    let Some(head) = head[..day_at].trim_end_matches(['至', '—', '-']).strip_suffix('月') else {
        // 5日 alone: no month to tell.
        return Some((head[..day_at].trim_end(), None));
    };
    let month_at = head.trim_end_matches(is_digit).len();
    let month = number(&head[month_at..])?;
    let place = &head[..month_at];
    let (place, year) = match place.strip_suffix('年') {
        Some(p) => (p.trim_end_matches(is_digit), number(&p[p.trim_end_matches(is_digit).len()..])),
        None => (place, None),
    };
    Some((place.trim(), Some((year, month, day))))
}

impl<'a> Lead<'a> {
    fn of(agency: &'a str) -> Lead<'a> {
        Lead { span: Span::default(), agency, place: None, year: None, month_day: None }
    }

    /// True for 本报讯, which names neither place nor day.
    pub fn is_plain(&self) -> bool {
        self.place.is_none() && self.month_day.is_none()
    }

    /// The record's dateline; the day is the last of its name up to `today`,
    /// and stays out where neither the text nor `today` tells the year.
    pub fn resolve(&self, today: Option<Date>) -> Dateline {
        let date = self.month_day.and_then(|(month, day)| {
            let at = |year: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
            match (self.year, today) {
                (Some(year), _) => at(i16::try_from(year).ok()?),
                // A day's slack: agencies abroad date by their own clocks.
                (None, Some(t)) => at(t.year())
                    .filter(|d| *d <= t.saturating_add(jiff::Span::new().days(1)))
                    .or_else(|| at(t.year() - 1)),
                (None, None) => None,
            }
        });
        Dateline {
            agency: (!self.agency.is_empty()).then(|| self.agency.to_owned()),
            place: self.place.map(str::to_owned),
            date: date.map(|d| d.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> Option<(String, Option<String>, Option<String>, &str)> {
        let lead = lead(text, 0)?;
        let d = lead.resolve(Some(date(2021, 3, 3)));
        Some((d.agency?, d.place, d.date, &text[lead.span.end..]))
    }

    #[test]
    fn datelines_are_read() {
        for (text, agency, place, day, rest) in [
            (
                "新华社北京1月2日电（记者甲）今年",
                "新华社",
                Some("北京"),
                Some("2021-01-02"),
                "（记者甲）今年",
            ),
            ("新华社西安５月５日电 昨天", "新华社", Some("西安"), Some("2020-05-05"), " 昨天"),
            ("中新社厦门6月14日电(甲)", "中新社", Some("厦门"), Some("2020-06-14"), "(甲)"),
            ("　　据新华社北京2月1日电1月31日，", "新华社", Some("北京"), Some("2021-02-01"), "1月31日，"),
            ("本报北京2020年12月31日电", "本报", Some("北京"), Some("2020-12-31"), ""),
            ("本报讯(记者甲)今年", "本报", None, None, "(记者甲)今年"),
            ("新京报讯（记者甲）", "新京报", None, None, "（记者甲）"),
            ("本报讯 今年", "本报", None, None, " 今年"),
            ("综合新华社报道 今年", "新华社", None, None, " 今年"),
            ("本报巴黎电", "本报", Some("巴黎"), None, ""),
            ("本报北京1月2日专电（记者甲）", "本报", Some("北京"), Some("2021-01-02"), "（记者甲）"),
            ("本报1月2日讯 今年", "本报", None, Some("2021-01-02"), " 今年"),
            ("本报禾川讯（记者 甲）", "本报", Some("禾川"), None, "（记者 甲）"),
            ("【本报讯】（记者 甲）今年", "本报", None, None, "（记者 甲）今年"),
            ("〔中央社南京四日电〕今年", "中央社", Some("南京"), None, "今年"),
        ] {
            let want = (agency.to_owned(), place.map(str::to_owned), day.map(str::to_owned), rest);
            assert_eq!(read(text), Some(want), "{text}");
        }
    }

    #[test]
    fn a_place_alone_is_a_dateline_where_a_reporter_follows() {
        let found = lead("禾川讯（记者 甲）今年", 0).map(|l| l.resolve(None));
        let want = Dateline { agency: None, place: Some("禾川".to_owned()), date: None };
        assert_eq!(found, Some(want));
    }

    #[test]
    fn other_beginnings_are_no_datelines() {
        for text in [
            "本报记者 甲 通讯员 乙",
            "新华社记者走进山村",
            "全市电力供应充足",
            "本报开通热线电话",
            "据了解，电费下调",
            "禾川讯，今年",
            "本报快讯（记者 甲）",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
