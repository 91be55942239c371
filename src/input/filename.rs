//! What a file's name says of the page or the article in it.
//!
//! ```text
//! 20220302-02-05.txt                       date, page, article of the page
//! fduzs-2022-03-02-02-05.txt               the same
//! nw.D110000hcrb_20220302_1-01.htm         date, article, page
//! 20220302_第02版_《春耕忙》_.txt           date, page, title
//! hcrb20220302A02.txt, 20220302-p2.txt     date, page
//! 禾川日报2022年3月2日第2版.txt            paper, date, page
//! ```

use super::columns::Field;
use super::fields::{Fields, page_number};
use jiff::civil::Date;

/// What a name says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub date: Option<Date>,
    /// The page, as the name has it less leading zeros.
    pub page: Option<String>,
    pub title: Option<String>,
    pub paper: Option<String>,
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
    named.paper = paper(&stem[..date.start]);
    let rest = &stem[date.end..];
    named.title = title(rest).map(str::to_owned);
    named.article = named.title.is_some();
    if let Some(page) = ban(rest) {
        named.page = Some(page);
        return named;
    }
    let parts: Vec<&str> = rest.split(['-', '_', ' ', '.']).filter(|p| !p.is_empty()).collect();
    match parts[..] {
        // _1-01 is article 1 of page 01: Founder's own order of the two.
        [article, page]
            if rest.starts_with('_')
                && is_number(article, 1..=3)
                && is_page(page, 2..=3)
                && page.len() > article.len() =>
        {
            (named.page, named.article) = (Some(page_number(page)), true);
        }
        [page, article, ..] if is_page(page, 1..=3) && is_number(article, 1..=3) => {
            (named.page, named.article) = (Some(page_number(page)), true);
        }
        [page] if is_page(page, 2..=3) => named.page = Some(page_number(page)),
        _ => {}
    }
    named
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
            8 => ((&run[..4], &run[4..6], &run[6..]), start + 8),
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
    None
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
    is_page(&head[start..], 1..=4).then(|| page_number(&head[start..]))
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
    let s = s.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | '《' | '》'));
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
