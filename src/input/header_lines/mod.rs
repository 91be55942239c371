//! The header lines of a file that holds one article: page, section, paper,
//! date, source, author, and what a web page left around it.
//!
//! ```text
//! 第02版:要闻                                      page, section
//! 2022-03-02 08:30:15 来源：禾川日报 作者：林晓     date, paper, author
//! 稿源: 禾川日报 | 2022-03-02 08:46                paper, date
//! 《 禾川日报 》（ 2022年03月02日 02 版）           paper, date, page
//! 禾川日报 | 2022-03-02                            a database's
//! 1960年9月8日禾川日报 第3版
//! 您当前的位置 : 禾川网 > 新闻中心 > 本市           a breadcrumb, no text
//! 打印 关闭                                        buttons, no text
//! ```
//!
//! A line is a header line only where every word of it is one of these, so
//! that no headline is taken for one.
//!
//! | question | file |
//! |---|---|
//! | where header lines stand, and whether the file holds one article | this one |
//! | what a line says, read from end to end | `line` |
//! | which lines a web page left | `leftovers` |
//! | where a value and a date end | `value` |
//! | the words that all of them know | `words` |

mod leftovers;
mod line;
mod value;
mod words;

pub(crate) use leftovers::is_leftover;
pub(crate) use line::{facts, header_line};

use super::columns::Field;
use super::fields::Fields;
use leftovers::is_breadcrumb;

/// What stands around an article in its file.
#[derive(Debug, Default)]
pub(crate) struct Header {
    pub fields: Fields,
    /// The text with blanks in the place of the header lines, so that every
    /// offset stays.
    pub text: String,
    /// True when the lines say that the file holds one article.
    pub article: bool,
}

/// No header line stands further down than this, counted in lines.
const TOP: usize = 14;
/// No line of the foot stands further up than this.
const FOOT: usize = 8;

/// Reads the header lines of `text`; none where nothing says that there are
/// any.
pub(crate) fn read(text: &str) -> Option<Header> {
    let lines = spans(text);
    let mut found = Found::default();
    found.headline(text, &lines);
    found.top(text, &lines);
    found.foot(text, &lines);
    // One weak line alone may be a page's folio, a date below a notice.
    let folio = found.first == Some(0) && found.fields.get(Field::Page).is_some();
    if !(found.article || folio) || found.signatures(text) > 1 {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for (start, end) in found.blank {
        bytes[start..end].fill(b' ');
    }
    for at in found.breaks {
        bytes[at] = b'\n';
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(Header { fields: found.fields, text, article: found.article })
}

/// What is known so far of a file's header.
#[derive(Default)]
struct Found {
    fields: Fields,
    /// Lines that are no text.
    blank: Vec<(usize, usize)>,
    /// Tabs that stand for line breaks.
    breaks: Vec<usize>,
    /// The number of the first header line.
    first: Option<usize>,
    article: bool,
}

impl Found {
    /// Kicker, title and subtitle with tabs between them, as crawlers of
    /// e-papers write them on the first line.
    fn headline(&mut self, text: &str, lines: &[(usize, usize)]) {
        let Some(&(start, end)) = lines.iter().find(|(s, e)| !text[*s..*e].trim().is_empty()) else { return };
        let line = text[start..end].trim_end_matches('\r');
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let heads = cells.iter().filter(|c| !c.is_empty()).count();
        let fits = |c: &&str| c.chars().count() <= 60 && !c.ends_with('。') && !c.contains('：');
        if cells.len() != 3 || heads == 0 || !cells.iter().all(fits) {
            return;
        }
        let roles = [Field::Kicker, Field::Title, Field::Subtitle];
        roles.iter().zip(&cells).for_each(|(role, cell)| self.fields.fill(*role, cell));
        self.breaks.extend(line.match_indices('\t').map(|(at, _)| start + at));
        self.article = true;
    }

    fn top(&mut self, text: &str, lines: &[(usize, usize)]) {
        let filled = lines.iter().filter(|(s, e)| !text[*s..*e].trim().is_empty());
        for (n, &(start, end)) in filled.take(TOP).enumerate() {
            let line = text[start..end].trim();
            if is_prose(line) {
                return;
            }
            if self.take(line, (start, end)) && self.first.is_none() {
                self.first = Some(n);
            }
        }
    }

    fn foot(&mut self, text: &str, lines: &[(usize, usize)]) {
        let filled = lines.iter().rev().filter(|(s, e)| !text[*s..*e].trim().is_empty());
        for &(start, end) in filled.take(FOOT) {
            if self.blank.contains(&(start, end)) {
                return;
            }
            if !self.take(text[start..end].trim(), (start, end)) {
                // What a web page leaves below its text stands last.
                return;
            }
        }
    }

    fn take(&mut self, line: &str, span: (usize, usize)) -> bool {
        if is_leftover(line) {
            self.blank.push(span);
            self.article |= is_breadcrumb(line);
            return true;
        }
        let mut fields = Fields::default();
        let Some(weight) = header_line(line, &mut fields) else { return false };
        self.article |= weight.article;
        self.fields.fill_from(fields);
        self.blank.push(span);
        true
    }

    /// How many signatures of papers stand in the text: a page of many
    /// articles has one below each headline.
    fn signatures(&self, text: &str) -> usize {
        let signed = |line: &str| {
            let line = line.trim();
            line.starts_with('《')
                && line.ends_with(['）', ')'])
                && line.contains('年')
                && line.contains('版')
        };
        text.lines().filter(|l| l.len() < 160 && signed(l)).count()
    }
}

/// The lines of `text`, without their breaks.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(|end| (std::mem::replace(&mut start, end + 1), end)).collect()
}

fn is_prose(line: &str) -> bool {
    line.chars().count() > 40 && line.contains(['。', '；', '！', '？']) || line.chars().count() > 120
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_lines_leave_blanks_and_offsets_stay() {
        let text = "第02版:要闻\n\n春灌开始\n2023-04-05 09:10 来源：澜阳日报\n　　本报讯 昨日，春灌开始。\n打印 关闭\n";
        let header = read(text).unwrap();
        assert!(header.article);
        assert_eq!(header.text.len(), text.len());
        assert_eq!(header.text.find("春灌"), text.find("春灌"));
        assert_eq!(
            header.text.split_whitespace().collect::<Vec<_>>(),
            ["春灌开始", "本报讯", "昨日，春灌开始。"]
        );
        assert!(read("春灌开始\n\n　　本报讯 昨日，春灌开始。\n").is_none());
    }

    #[test]
    fn tabs_part_kicker_title_and_subtitle() {
        let header = read("全市动员\t春灌开始\t今年再增三万亩\n\n　　本报讯 昨日，春灌开始。").unwrap();
        assert_eq!(header.fields.get(Field::Kicker), Some("全市动员"));
        assert_eq!(header.fields.get(Field::Subtitle), Some("今年再增三万亩"));
        assert!(header.text.starts_with("全市动员\n春灌开始\n今年"));
    }
}
