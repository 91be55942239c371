//! The number and the name of a page, as its folio line has them.
//!
//! ```text
//! 02　要闻          2022年3月2日 星期三          禾川日报
//! 第A03版：民生新闻
//! ```

use super::masthead::is_paper;
use crate::lexicon::PageWord;
use crate::text::date::weekday;
use crate::text::han::is_han;
use crate::text::numeral::whole::{digit, number as whole};

/// What a page's folio says of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Folio {
    /// The page's number (版次), without what stands around it: 2 of 第02版, A03.
    pub page: Option<String>,
    /// Its name (版名): 要闻.
    pub section: Option<String>,
}

/// The name of a page has no more characters.
const LONGEST: usize = 6;

/// Reads the folio from the lines at a page's head, whose fields stand apart.
pub(super) fn folio<'a>(lines: impl Iterator<Item = &'a str>) -> Folio {
    let rows: Vec<Vec<&str>> = lines.map(|line| fields(line).collect()).collect();
    let mut folio = Folio::default();
    for row in &rows {
        for field in row {
            let Some((number, name)) = numbered(field) else { continue };
            folio.page.get_or_insert(number);
            let name = Some(name).filter(|n| is_name(n));
            folio.section = folio.section.take().or(name.map(str::to_owned));
        }
    }
    // 12 alone is a day where the month stands by itself.
    let whole = rows.iter().flatten().any(|f| f.contains('日') && f.contains('月')) || !parted(&rows);
    if folio.page.is_none() && whole {
        folio.page = rows.iter().flatten().find_map(|field| alone(field));
    }
    if folio.section.is_none() {
        folio.section = section(&rows, folio.page.as_deref());
    }
    folio
}

/// The fields of a line: blanks and marks part them.
pub(super) fn fields(line: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•' | '□' | '■' | '/');
    line.split(parts).filter(|f| !f.is_empty())
}

/// True where a field ends with the month: 2021年5月, and the day below it.
fn parted(rows: &[Vec<&str>]) -> bool {
    rows.iter().flatten().any(|f| f.ends_with('月'))
}

/// 第03版：民生, A3版 in its number and what follows it. 今日4版 says how many
/// pages there are.
pub(super) fn numbered(field: &str) -> Option<(String, &str)> {
    let (before, rest) = field.split_once('版')?;
    let number = plain(before.trim_start_matches('第'))?;
    Some((number, rest.trim_start_matches([':', '：', '∶'])))
}

/// 02, A3 alone, or before the page's name: 02要闻.
fn alone(field: &str) -> Option<String> {
    let end = field.find(|c: char| !c.is_ascii_alphanumeric() && digit_of(c).is_none());
    let (number, rest) = field.split_at(end.unwrap_or(field.len()));
    let arabic = number.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    (arabic && (rest.is_empty() || PageWord::Section.is(rest))).then(|| plain(number)).flatten()
}

fn digit_of(c: char) -> Option<u32> {
    ('０'..='９').contains(&c).then(|| digit(c)).flatten()
}

/// A page's number: one or two digits, a letter before them, or 一 to 九十九.
fn plain(number: &str) -> Option<String> {
    let letter = number.chars().next().filter(char::is_ascii_alphabetic);
    let digits = &number[letter.map_or(0, char::len_utf8)..];
    let n = digits.chars().count();
    // 二十一 has three.
    let most = if letter.is_none() && digits.contains('十') { 3 } else { 2 };
    if !(1..=most).contains(&n) {
        return None;
    }
    let value = whole(digits).filter(|v| (1..100).contains(v))?;
    // A02 is a number of its own kind; 02 is 2.
    let printed = |c: char| digit(c).map(|d| d.to_string());
    match letter {
        Some(letter) => Some(letter.to_string() + &digits.chars().map(printed).collect::<Option<String>>()?),
        None => Some(value.to_string()),
    }
}

/// The section that a field is; else the name that stands beside the page's
/// number in one row, which a paper's name and a date do not.
fn section(rows: &[Vec<&str>], page: Option<&str>) -> Option<String> {
    let known = |f: &&&str| PageWord::Section.is(f);
    if let Some(field) = rows.iter().flatten().find(known) {
        return Some((*field).to_owned());
    }
    let number = page?;
    for row in rows {
        let Some(at) = row.iter().position(|f| alone(f).as_deref() == Some(number)) else { continue };
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let mut names = beside.filter_map(|i| row.get(i)).filter(|f| is_name(f));
        if let Some(name) = names.next() {
            return Some((*name).to_owned());
        }
        // 02要闻
        let rest = row[at].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || digit_of(c).is_some());
        if is_name(rest) {
            return Some(rest.to_owned());
        }
    }
    None
}

/// A few ideographs that are no paper's name, no weekday and no word of an
/// imprint.
fn is_name(s: &str) -> bool {
    let n = s.chars().count();
    (2..=LONGEST).contains(&n)
        && s.chars().all(is_han)
        && !is_paper(s)
        && weekday(s).is_none()
        && !s.ends_with(['年', '月', '日'])
        && (PageWord::Section.is(s)
            || !PageWord::Masthead.is_in(s)
                && !PageWord::Folio.is_in(s)
                && PageWord::Editors.begins(s).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_name_are_read_in_their_forms() {
        for (lines, page, section) in [
            (&["02　要闻 2022年3月2日 星期三 禾川日报"][..], "2", "要闻"),
            (&["第A03版：民生新闻", "2022年3月2日"], "A03", "民生新闻"),
            (&["05", "三农", "2022年3月2日 星期三"], "5", "三农"),
            (&["7 乡土澜阳 2022年3月2日"], "7", "乡土澜阳"),
            (&["第二版 综合 2022年3月2日"], "2", "综合"),
            (&["要闻·04 2022年3月2日"], "4", "要闻"),
            (&["禾川日报 B2版 2022年3月2日"], "B2", ""),
            (&["禾川日报 2022年3月2日 星期三 第0812期 今日4版"], "", ""),
            (&["禾川日报", "2022年3月", "12", "星期六"], "", ""),
        ] {
            let found = folio(lines.iter().copied());
            let got = (found.page.unwrap_or_default(), found.section.unwrap_or_default());
            assert_eq!(got, (page.to_owned(), section.to_owned()), "{lines:?}");
        }
    }
}
