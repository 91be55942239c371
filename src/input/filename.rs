//! What a file's name says of the page or the article in it.
//!
//! ```text
//! 20220302-02-05.txt                       date, page, article of the page
//! fduzs-2022-03-02-02-05.txt               the same
//! nw.D110000hcrb_20220302_1-01.htm         date, article, page
//! 20220302_第02版_《春耕忙》_.txt           date, page, title
//! hcrb20220302A02.txt, 20220302-p2.txt     date, page
//! 禾川日报2022年3月2日第2版.txt            paper, date, page
//! 禾川日报 二〇二二年三月二日 第二版.txt     the same
//! 2022年3月2日禾川日报 第2版.txt            date, paper, page
//! 02版_要闻_20220302.txt                   page, date
//! 禾川日报-2022-03-02-02-要闻-春耕忙起来了.txt   paper, date, page, perhaps the headline
//! ```

use super::columns::Field;
use super::date::{self, Given};
use super::fields::{Fields, page_number};
use crate::text::numeral::whole::number;
use jiff::civil::Date;

/// What a name says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub date: Option<Date>,
    /// The page, as the name has it less leading zeros.
    pub page: Option<String>,
    pub title: Option<String>,
    pub paper: Option<String>,
    /// Words that may be the headline, which only the text can tell.
    pub words: Option<String>,
    /// True when the file holds one article: its number or its title is named.
    pub article: bool,
}

impl Named {
    /// The same as fields of an article.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        let date = self.date.map(|d| d.to_string());
        let pairs = [
            (Field::Date, &date),
            (Field::Page, &self.page),
            (Field::Title, &self.title),
            (Field::Paper, &self.paper),
        ];
        for (field, value) in pairs {
            fields.fill(field, value.as_deref().unwrap_or_default());
        }
        fields
    }
}

/// Reads the name of a file, without its folder and endings.
pub(crate) fn read(stem: &str) -> Named {
    let mut named = Named::default();
    let Some(date) = find_date(stem) else {
        named.title = title(stem).map(str::to_owned);
        named.page = ban(stem);
        return named;
    };
    named.date = Some(date.value);
    let (before, rest) = (&stem[..date.start], &stem[date.end..]);
    let mut named = Named { paper: paper(before), ..named };
    let words = || rest.split(parts_name).chain(before.split(parts_name)).filter(|w| !w.is_empty());
    if named.paper.is_none() {
        named.paper = words().find_map(paper);
    }
    named.words = words().filter(|w| is_headline(w)).max_by_key(|w| w.len()).map(str::to_owned);
    named.title = title(rest).map(str::to_owned);
    named.article = named.title.is_some();
    if let Some(page) = ban(rest).or_else(|| ban(before)) {
        named.page = Some(page);
        return named;
    }
    // 20220302002: the page's number is glued to the day.
    let glued = rest.len() == 3 && is_number(rest, 3..=3) && rest.starts_with('0');
    if glued {
        named.page = Some(page_number(rest));
        return named;
    }
    let parts: Vec<&str> = rest.split(['-', '_', ' ', '.', '：', ':']).filter(|p| !p.is_empty()).collect();
    match parts[..] {
        // _1-01 is article 1 of page 01: Founder's own order of the two.
        [article, page]
            if rest.starts_with('_')
                && rest.contains('-')
                && is_number(article, 1..=3)
                && is_page(page, 2..=3)
                && page.len() > article.len() =>
        {
            (named.page, named.article) = (Some(page_number(page)), true);
        }
        [page, article, ..] if is_page(page, 1..=3) && is_number(article, 1..=3) => {
            (named.page, named.article) = (Some(page_number(page)), true);
        }
        ["头版", ..] => named.page = Some("1".to_owned()),
        [page, ..] if is_page(page, 2..=2) => named.page = Some(page_number(page)),
        [page, name] if is_page(page, 1..=1) && paper(name).is_some() => named.page = Some(page.to_owned()),
        [page] if is_page(page, 2..=3) => named.page = Some(page_number(page)),
        _ => {}
    }
    named
}

/// What stands between the words of a name.
fn parts_name(c: char) -> bool {
    c.is_whitespace() || "-_.：:【】[]《》版".contains(c)
}

/// True for words as long as headlines are.
fn is_headline(word: &str) -> bool {
    let han = word.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    han >= 7 && han + 4 >= word.chars().count() && paper(word).is_none()
}

/// A date in a name, and where it stands.
struct Found {
    start: usize,
    end: usize,
    value: Date,
}

/// 20220302, 2022-03-02, 2022_3_2, 2022年3月2日
fn find_date(stem: &str) -> Option<Found> {
    let runs = digit_runs(stem);
    for (n, &(start, run)) in runs.iter().enumerate() {
        let (parts, mut end) = match run.len() {
            // A page of three digits may be glued to the day.
            8 | 11 => ((&run[..4], &run[4..6], &run[6..8]), start + 8),
            4 => {
                let Some((month, day, end)) = following(stem, start + 4, &runs[n + 1..]) else { continue };
                ((run, month, day), end)
            }
            _ => continue,
        };
        let number = |s: &str| s.parse::<i16>().ok();
        let (Some(y), Some(m), Some(d)) = (number(parts.0), number(parts.1), number(parts.2)) else {
            continue;
        };
        let Ok(value) = Date::new(y, m as i8, d as i8) else { continue };
        if (1800..=2200).contains(&y) {
            end += if stem[end..].starts_with('日') { '日'.len_utf8() } else { 0 };
            return Some(Found { start, end, value });
        }
    }
    chinese_date(stem)
}

/// 二〇二二年三月二日
fn chinese_date(stem: &str) -> Option<Found> {
    let is_part = |c: char| "〇○零一二三四五六七八九十廿卅年月".contains(c);
    let end = stem
        .find('日')
        .into_iter()
        .chain(stem.match_indices('日').map(|m| m.0))
        .find(|&at| stem[..at].trim_end_matches(is_part).len() < at && stem[..at].contains('月'))?;
    let start = stem[..end].trim_end_matches(is_part).len();
    let value = date::read(&stem[start..end]).and_then(Given::day)?;
    Some(Found { start, end: end + '日'.len_utf8(), value })
}

/// Month and day behind a year, each behind one mark, and where the day ends.
fn following<'a>(
    stem: &str,
    year_end: usize,
    rest: &[(usize, &'a str)],
) -> Option<(&'a str, &'a str, usize)> {
    let [(m_at, m), (d_at, d), ..] = rest else { return None };
    let one_mark = |from: usize, to: usize| stem.get(from..to).is_some_and(|s| s.chars().count() == 1);
    let fits = one_mark(year_end, *m_at) && one_mark(m_at + m.len(), *d_at) && m.len() <= 2 && d.len() <= 2;
    fits.then_some((*m, *d, d_at + d.len()))
}

fn digit_runs(s: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in s.bytes().chain([b' ']).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                runs.push((from, &s[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// 第02版, 第A02版, 02版
fn ban(s: &str) -> Option<String> {
    let end = s.find('版')?;
    let head = s[..end].trim_end();
    let start = head
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
    if is_page(&head[start..], 1..=4) {
        return Some(page_number(&head[start..]));
    }
    // 第二版
    let numeral = &head[head.rfind('第')? + '第'.len_utf8()..];
    (numeral.chars().count() <= 3).then(|| number(numeral.trim()))?.map(|n| n.to_string())
}

/// 《春耕忙》, also cut off by the length that names may have.
fn title(s: &str) -> Option<&str> {
    let inner = &s[s.find('《')? + '《'.len_utf8()..];
    let end = inner.rfind('》').unwrap_or(inner.len());
    let title = inner[..end].trim();
    (!title.is_empty()).then_some(title)
}

/// 禾川日报 in front of the date.
fn paper(s: &str) -> Option<String> {
    let s = s.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '_' | '.' | '《' | '》' | '【' | '】')
    });
    let han = s.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    (han && s.ends_with(['报', '報']) && (3..=12).contains(&s.chars().count())).then(|| s.to_owned())
}

/// A02, 02, 2.
fn is_page(s: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    let number = s.trim_start_matches(|c: char| c.is_ascii_uppercase());
    s.len() - number.len() <= 1
        && (is_number(number, digits) || s.len() > number.len() && is_number(number, 1..=3))
}

fn is_number(s: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()) && s.bytes().any(|b| b != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(stem: &str) -> (Option<String>, Option<String>, bool) {
        let n = read(stem);
        (n.date.map(|d| d.to_string()), n.page, n.article)
    }

    #[test]
    fn date_page_and_article_are_read() {
        let want = |page: &str, article| (Some("2022-03-02".to_owned()), Some(page.to_owned()), article);
        for stem in ["20220302-02-05", "2022-03-02-02-05", "abc-20220302-02-05", "nw.D41hcrb_20220302_5-02"] {
            assert_eq!(named(stem), want("2", true), "{stem}");
        }
        assert_eq!(named("hcrb20220302A02"), want("A02", false));
        assert_eq!(named("20220302A02"), want("A02", false));
        assert_eq!(named("20220302-02"), want("2", false));
        assert_eq!(named("禾川日报2022年3月2日第2版"), want("2", false));
        assert_eq!(read("禾川日报2022年3月2日第2版").paper.as_deref(), Some("禾川日报"));
        let titled = read("20220302_第02版_《春来水库蓄水忙》_");
        assert_eq!((titled.page.as_deref(), titled.title.as_deref()), (Some("2"), Some("春来水库蓄水忙")));
        assert!(titled.article);
        assert_eq!(read("20220302_第02版_《春来水库蓄水").title.as_deref(), Some("春来水库蓄水"));
    }

    #[test]
    fn names_in_other_orders_are_read() {
        for (stem, page, paper, article) in [
            ("hcrb_20220302_02_004", "2", "", true),
            ("2022年3月2日禾川日报 第2版", "2", "禾川日报", false),
            ("禾川晚报 2022-03-02 A13：春来水库蓄水忙", "A13", "禾川晚报", false),
            ("禾川日报-2022-03-02-05-要闻-春来水库蓄水忙", "5", "禾川日报", false),
            ("05版_要闻_20220302", "5", "", false),
            ("2022.03.02-4-禾川日报", "4", "禾川日报", false),
            ("【禾川日报】20220302 A5版 春来水库蓄水忙", "A5", "禾川日报", false),
            ("20220302005", "5", "", false),
            ("禾川日报 二〇二二年三月二日 第五版", "5", "禾川日报", false),
            ("20220302-头版-春来水库蓄水忙", "1", "", false),
        ] {
            let n = read(stem);
            assert_eq!(n.date.map(|d| d.to_string()).as_deref(), Some("2022-03-02"), "{stem}");
            assert_eq!((n.page.as_deref(), n.article), (Some(page), article), "{stem}");
            assert_eq!(n.paper.unwrap_or_default(), paper, "{stem}");
            let words = stem.contains("春来").then(|| "春来水库蓄水忙".to_owned());
            assert_eq!(n.words, words, "{stem}");
        }
    }

    #[test]
    fn names_of_another_kind_say_nothing_more() {
        for stem in ["x-2021-03-03", "20210303", "2021_3_3"] {
            let n = read(stem);
            assert_eq!(
                (n.date.map(|d| d.to_string()).as_deref(), n.page, n.article),
                (Some("2021-03-03"), None, false),
                "{stem}"
            );
        }
        for stem in ["ban01", "20211303", "1234-5678-9", "2021-03", "", "第-版"] {
            assert_eq!(read(stem), Named::default(), "{stem}");
        }
    }
}
