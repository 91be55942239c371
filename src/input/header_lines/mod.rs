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
//! Some lines say at once that the file holds one article: a source, a time of
//! day, a breadcrumb. A date and a page alone may also be the folio of a page
//! of many: they say it where they stand between a headline and its text, and
//! nowhere else in the file. Buttons are no text in any file.
//!
//! A line is a header line only where every word of it is one of these, so
//! that no headline is taken for one.
//!
//! | question | file |
//! |---|---|
//! | where header lines stand, and whether the file holds one article | this one |
//! | what a line says, read from end to end | `line` |
//! | the page and its section | `page` |
//! | which lines a web page left | `leftovers` |
//! | where a value and a date end | `value` |
//! | the words that all of them know | `words` |

mod leftovers;
mod line;
mod page;
mod value;
mod words;

pub(crate) use leftovers::is_leftover;
pub(crate) use line::{facts, header_line};

use super::columns::Field;
use super::fields::Fields;
use crate::lexicon::PageWord;
use leftovers::{is_breadcrumb, is_foot, is_menu};
use line::Weight;

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
/// No headline has more lines than this: kicker, title, subtitle of two.
const MOST_HEADS: usize = 4;

/// Reads the header lines of `text`; none where nothing says that there are
/// any.
pub(crate) fn read(text: &str) -> Option<Header> {
    let lines = spans(text);
    let mut found = Found::default();
    found.headline(text, &lines);
    found.top(text, &lines);
    found.foot(text, &lines);
    found.article |= found.dated && !found.dated_again(text, &lines);
    if found.signatures(text) > 1 {
        return None;
    }
    let (blank, fields) = if found.article || found.is_folio(text, &lines) {
        (found.blank, found.fields)
    } else if !found.menus.is_empty() {
        (found.menus, found.web)
    } else {
        return None;
    };
    let mut bytes = text.as_bytes().to_vec();
    for (start, end) in blank {
        bytes[start..end].fill(b' ');
    }
    for at in found.breaks {
        bytes[at] = b'\n';
    }
    let text = String::from_utf8(bytes).ok()?;
    Some(Header { fields, text, article: found.article })
}

/// What is known so far of a file's header.
#[derive(Default)]
struct Found {
    fields: Fields,
    /// Lines that are no text.
    blank: Vec<(usize, usize)>,
    /// Those of them that no newspaper prints, whatever the file holds.
    menus: Vec<(usize, usize)>,
    /// What these say.
    web: Fields,
    /// Tabs that stand for line breaks.
    breaks: Vec<usize>,
    /// The number of the first header line.
    first: Option<usize>,
    article: bool,
    /// True when a day or a page stands between a headline and its text.
    dated: bool,
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
        // Lines above that are no header lines, and whether a day or a page
        // stands below them.
        let (mut heads, mut below) = (0, false);
        for (n, &(start, end)) in filled.take(TOP).enumerate() {
            let line = text[start..end].trim();
            if is_prose(line) {
                self.dated |= below;
                return;
            }
            match self.take(line, (start, end)) {
                Some(weight) => {
                    self.first.get_or_insert(n);
                    below |= weight.issue && (1..=MOST_HEADS).contains(&heads);
                }
                None if is_folio_word(line) => return,
                None if below => {
                    // The text begins, or a byline stands above it.
                    self.dated |= begins_text(line);
                    return;
                }
                None => heads += 1,
            }
        }
    }

    fn foot(&mut self, text: &str, lines: &[(usize, usize)]) {
        let filled = lines.iter().rev().filter(|(s, e)| !text[*s..*e].trim().is_empty());
        for &(start, end) in filled.take(FOOT) {
            if self.blank.contains(&(start, end)) {
                return;
            }
            let line = text[start..end].trim();
            if is_foot(line) {
                self.blank.push((start, end));
            } else if self.take(line, (start, end)).is_none() {
                // What a web page leaves below its text stands last.
                return;
            }
        }
    }

    fn take(&mut self, line: &str, span: (usize, usize)) -> Option<Weight> {
        if is_leftover(line) {
            self.blank.push(span);
            self.article |= is_breadcrumb(line);
            if is_menu(line) {
                self.menus.push(span);
            }
            return Some(Weight::default());
        }
        let mut fields = Fields::default();
        let weight = header_line(line, &mut fields)?;
        self.article |= weight.article;
        if weight.web {
            self.menus.push(span);
            self.web.fill_from(fields.clone());
        }
        self.fields.fill_from(fields);
        self.blank.push(span);
        Some(weight)
    }

    /// True for the folio of a page above all else: one that names the page,
    /// or a day alone above a headline.
    fn is_folio(&self, text: &str, lines: &[(usize, usize)]) -> bool {
        if self.first != Some(0) {
            return false;
        }
        let mut filled = lines.iter().map(|(s, e)| text[*s..*e].trim()).filter(|l| !l.is_empty());
        let next = filled.nth(1).unwrap_or_default();
        let headline =
            !next.ends_with(['报', '報']) && PageWord::Masthead.count(next) == 0 && !is_folio_word(next);
        let day = self.fields.get(Field::Date).is_some() && self.fields.get(Field::Paper).is_none();
        self.fields.get(Field::Page).is_some() || day && self.blank.len() == 1 && headline
    }

    /// True where a line further down names a day or a page too, as below each
    /// headline of a page of many articles.
    fn dated_again(&self, text: &str, lines: &[(usize, usize)]) -> bool {
        let again = |&&(start, end): &&(usize, usize)| {
            let line = text[start..end].trim();
            let short = line.len() < 120 && !self.blank.contains(&(start, end));
            short && header_line(line, &mut Fields::default()).is_some_and(|w| w.issue)
        };
        let reports = lines.iter().filter(|(s, e)| text[*s..*e].trim_start().starts_with("本报讯")).count();
        reports > 1 || lines.iter().find(again).is_some()
    }

    /// How many signatures of papers stand in the text: a page of many
    /// articles has one below each headline.
    fn signatures(&self, text: &str) -> usize {
        let signed = |line: &&str| {
            line.len() < 160
                && line.starts_with('《')
                && header_line(line, &mut Fields::default()).is_some_and(|w| w.signed)
        };
        text.lines().map(str::trim).filter(signed).count()
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

/// 要闻 alone, which stands above a page's date.
fn is_folio_word(line: &str) -> bool {
    let tight: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    PageWord::Section.is(&tight)
}

/// True for a line that stands below a headline and is none: the first of the
/// text, or a byline.
fn begins_text(line: &str) -> bool {
    line.ends_with('。')
        || line.chars().count() > 30 && line.contains(['，', '。', '：'])
        || PageWord::BylineStart.begins(line).is_some()
        || PageWord::Report.begins(line).is_some()
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

    /// What the header of a file with this line below its headline says.
    fn below(line: &str) -> Option<[String; 3]> {
        let text = format!(
            "澜阳市春灌开始\n{line}\n　　本报讯（记者 方敏）昨日，澜阳市春灌开始，三座水库同时放水。\n　　目前，水已到了田头。\n"
        );
        let header = read(&text).filter(|h| h.article)?;
        let rest: Vec<&str> = header.text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        assert_eq!(rest.len(), 3, "{line}");
        let date = header.fields.date().map(|d| d.iso()).unwrap_or_default();
        let paper = header.fields.get(Field::Paper).unwrap_or_default().to_owned();
        Some([date, paper, header.fields.page().unwrap_or_default()])
    }

    #[test]
    fn lines_below_a_headline_say_day_paper_and_page() {
        for (line, date, paper, page) in [
            ("发布时间：2022-03-02 09:12 来源：澜阳日报", "2022-03-02", "澜阳日报", ""),
            ("来源：澜阳日报 时间：2022-03-02 09:12:33 浏览次数：12 次", "2022-03-02", "澜阳日报", ""),
            ("日期：2022-03-02", "2022-03-02", "", ""),
            ("日期:[2022-03-02]  版次:[03]  版名:[综合]  字体:【大 中 小】", "2022-03-02", "", "3"),
            ("文章来源：澜阳日报 更新时间：2022-03-02", "2022-03-02", "澜阳日报", ""),
            ("新华网 2022-03-02 09:34:21", "2022-03-02", "新华网", ""),
            ("澜阳新闻网 2022-03-02", "2022-03-02", "澜阳新闻网", ""),
            ("来源：《澜阳日报》（2022年03月02日 03版）", "2022-03-02", "澜阳日报", "3"),
            ("（来源：澜阳日报）", "", "澜阳日报", ""),
            ("来源: 澜阳日报(澜阳)", "", "澜阳日报", ""),
            ("来源：本站", "", "", ""),
            ("2022年3月2日　第3版　要闻", "2022-03-02", "", "3"),
            ("２０２２年３月２日　第３版", "2022-03-02", "", "3"),
            ("2022年3月2日 星期三 第五版", "2022-03-02", "", "5"),
            ("《澜阳日报》 2022-03-02 03版", "2022-03-02", "澜阳日报", "3"),
            ("《澜阳日报》2022年03月02日 第03版", "2022-03-02", "澜阳日报", "3"),
            ("澜阳日报（2022年3月2日 03版）", "2022-03-02", "澜阳日报", "3"),
            ("（澜阳日报 2022年3月2日）", "2022-03-02", "澜阳日报", ""),
            ("澜阳日报/2022年/3月/2日/第003版", "2022-03-02", "澜阳日报", "3"),
            ("2022-03-02 00:00:00.0", "2022-03-02", "", ""),
            ("2022-03-02T09:00:00+08:00", "2022-03-02", "", ""),
            ("版面：A03 澜阳日报", "", "澜阳日报", "A03"),
            ("本报记者 方敏　2022年3月2日", "2022-03-02", "", ""),
            ("据《澜阳日报》报道", "", "澜阳日报", ""),
        ] {
            assert_eq!(below(line), Some([date, paper, page].map(str::to_owned)), "{line}");
        }
        for line in ["三座水库放水", "G20 综合施策", "2022年春灌动员"] {
            assert_eq!(below(line), None, "{line}");
        }
    }

    #[test]
    fn days_below_headlines_of_many_articles_are_left() {
        let one = "春灌开始\n2022年3月2日　第3版\n　　昨日，全市春灌开始，三座水库同时放水，水已到了田头，农户正在灌溉。\n\n";
        assert!(read(one).is_some_and(|h| h.article));
        assert!(read(&one.repeat(2)).is_none());
        // The day of a masthead stands above headlines.
        assert!(read("要闻\n2022年3月2日 星期三\n春灌开始\n水到田头\n").is_none());
    }

    #[test]
    fn lines_above_a_headline_are_no_text() {
        for (line, paper, page) in [
            ("首页 > 新闻 > 正文", "", ""),
            ("上一版3 4下一版", "", ""),
            ("返回首页 | 返回目录", "", ""),
            ("澜阳日报数字报", "澜阳日报", ""),
            ("澜阳日报 数字报刊平台", "澜阳日报", ""),
            ("A03 综合", "", "A03"),
            ("A03版 综合新闻", "", "A03"),
            ("第03版：综合 上一版 下一版", "", "3"),
            ("放大 缩小 默认", "", ""),
            ("今天是：2022年3月2日 星期三", "", ""),
            ("2022年3月2日 星期三", "", ""),
        ] {
            let text = format!("{line}\n澜阳市春灌开始\n　　本报讯（记者 方敏）昨日，春灌开始。\n");
            let header = read(&text).unwrap_or_else(|| panic!("{line}"));
            assert!(header.text.trim_start().starts_with("澜阳市春灌开始"), "{line}");
            assert_eq!(header.fields.get(Field::Paper).unwrap_or_default(), paper, "{line}");
            assert_eq!(header.fields.page().unwrap_or_default(), page, "{line}");
            if page == "3" {
                assert_eq!(header.fields.get(Field::Section), Some("综合"), "{line}");
            }
        }
    }
}
