//! The masthead: what is printed at the head of an issue, line by line.
//!
//! ```text
//! 禾川日报                                        paper, alone on its line
//! HECHUAN DAILY                                   English name
//! 2022年3月2日 星期三 农历壬寅年正月三十          dates
//! 中共禾川市委机关报 中共禾川市委主办             organiser
//! 社长：林晓 总编辑：陈立                         persons
//! 禾川日报社出版 第0812期 国内统一刊号：CN41—0013 今日8版
//! ```
//!
//! The lines come in any order and any number; they end at the first that
//! says nothing a masthead says.

use super::Masthead;
use super::folio;
use super::masthead_date::{Lunar, damaged_date, lunar};
use crate::lexicon::PageWord;
use crate::page::{Line, is_signature};
use crate::text::date::{find as date, weekday};
use crate::text::han::is_han;
use crate::text::numeral::whole::{digit, number_before};

/// A masthead has at most this many lines.
const MAX_LINES: usize = 24;

/// Reads the masthead from the first lines of a page: the masthead, what is
/// odd about it, and how many lines it takes.
pub(super) fn masthead(text: &str, lines: &[Line]) -> (Masthead, Vec<String>, usize) {
    let taken = extent(text, lines);
    let Some(last) = taken.checked_sub(1) else { return Default::default() };
    let region = &text[lines[0].span.start..lines[last].span.end];
    let mut m = Masthead::default();
    for line in &lines[..taken] {
        read_line(&mut m, line.text(text));
    }
    m.weekday = weekday(region);
    let printed = lunar(region);
    m.date = date(region).or_else(|| damaged_date(region, m.weekday, printed.as_ref()));
    m.lunar = printed.map(|l| l.text.to_owned());
    if m.paper.is_none() {
        m.paper = m.publisher.as_deref().and_then(|p| p.strip_suffix('社')).map(str::to_owned);
    }
    if m.paper.is_none() && m.date.is_none() {
        return Default::default();
    }
    m.home = home(&m);
    let warnings = warnings(&m, printed.as_ref());
    (m, warnings, taken)
}

/// The masthead that the paper's signature below a headline stands for:
/// `《某报》（2021年3月3日 第 02 版）`.
pub(super) fn signed(text: &str, lines: &[Line]) -> Option<Masthead> {
    let line = lines.iter().find(|l| l.first == '《' && is_signature(l.text(text)))?.text(text);
    let (paper, rest) = line.strip_prefix('《')?.split_once('》')?;
    let page = page(rest).or_else(|| number_before(rest, rest.rfind('版')?).map(|n| n.1.to_string()));
    let paper = paper.trim().to_owned();
    let mut m = Masthead { paper: Some(paper), date: date(rest), page, ..Masthead::default() };
    m.home = home(&m);
    Some(m)
}

/// True for a line of a page's folio or imprint that stands among its text:
/// the paper's name, a date, a weekday, a section, a page number alone.
pub(super) fn is_folio(line: &Line, s: &str, paper: Option<&str>) -> bool {
    // 中共某市委机关报 某日报社出版, and what an imprint says of the price.
    let imprint = s.contains("机关报") && s.contains("社出版") || s.contains("零售价") || s.ends_with("印刷");
    if imprint && line.chars <= 60 && line.stops + line.commas == 0 {
        return true;
    }
    if line.stops + line.commas > 0 || line.chars > 24 {
        return false;
    }
    // Of a stain, a seal or an ornament OCR makes a character or two.
    if s.chars().filter(|c| is_han(*c)).count() <= 1 && line.chars <= 6 {
        return true;
    }
    let tight: String = s.chars().filter(|c| !c.is_whitespace()).collect();
    let n = tight.chars().count();
    paper == Some(tight.as_str())
        || PageWord::Section.is(&tight)
        || n <= 3 && tight.chars().all(|c| c.is_ascii_digit())
        || n <= 3 && weekday(&tight).is_some()
        || is_date_part(s)
        || date(s).is_some() && !s.starts_with(['（', '('])
}

/// Fills what a masthead lacks from the folio lines of a page.
pub(super) fn complete(m: &mut Masthead, text: &str, lines: &[Line]) {
    for line in lines.iter().filter(|l| l.chars <= 24 && l.stops + l.commas == 0) {
        let s = line.text(text);
        set(&mut m.paper, || paper(s).filter(|p| p.chars().count() >= 4));
        set(&mut m.date, || date(s));
        set(&mut m.number, || issue_number(s));
    }
    m.home = m.home.take().or_else(|| home(m));
}

/// The masthead that a paper's name alone is.
pub(super) fn of_paper(name: &str) -> Masthead {
    let mut m = Masthead { paper: Some(name.to_owned()), ..Masthead::default() };
    m.home = home(&m);
    m
}

/// How many of the first lines are the masthead's. A line or two that say
/// nothing (a slogan, a page's section) may stand between.
fn extent(text: &str, lines: &[Line]) -> usize {
    let (mut taken, mut seen) = (0, 0);
    for (i, line) in lines.iter().take(MAX_LINES).enumerate() {
        let s = line.text(text);
        if is_masthead_line(s, line) {
            seen += 1;
            taken = i + 1;
        } else if i > taken + 1 || line.stops > 0 || line.chars > 60 || seen > 2 {
            break;
        }
    }
    // One such line alone is no masthead unless it names paper and date.
    let alone = |i: usize| lines[i].text(text);
    if seen == 1 && taken > 0 && (date(alone(taken - 1)).is_none() || paper(alone(taken - 1)).is_none()) {
        return 0;
    }
    if seen < 2 && taken > 1 { 0 } else { taken }
}

fn is_masthead_line(s: &str, line: &Line) -> bool {
    // （某年某月某日某会议通过） stands below the title of a list.
    if line.stops > 0 || line.chars > 90 || matches!(line.first, '（' | '(') {
        return false;
    }
    let short = line.chars <= 24;
    short && (paper(s).is_some() || is_english(s) || is_date_part(s))
        || date(s).is_some() && line.commas == 0 && line.chars <= 60
        || is_worded(s, line)
        || issue_number(s).is_some() && line.chars <= 60
}

/// A short line with a word of mastheads, or a longer one with more.
fn is_worded(s: &str, line: &Line) -> bool {
    let words = PageWord::Masthead.count(s);
    words > 0 && (line.chars <= 24 || words > 1 || issue_number(s).is_some())
}

/// 2021年, 10月15日, 九月十七, 第3版 alone on a line.
fn is_date_part(s: &str) -> bool {
    let year =
        s.strip_suffix('年').is_some_and(|y| y.chars().count() == 4 && y.chars().all(|c| digit(c).is_some()));
    let s = s.trim_end_matches(['日', '号']);
    year || lunar(s).is_some_and(|l| l.text.len() == s.len())
        || s.split_once('月').is_some_and(|(m, d)| {
            m.chars().count() <= 2
                && d.chars().count() <= 3
                && (m.to_owned() + d).chars().all(|c| digit(c).is_some() || c == '十')
        })
        || page(s).is_some_and(|_| s.chars().count() <= 5)
}

fn read_line(m: &mut Masthead, s: &str) {
    set(&mut m.paper, || paper(s));
    set(&mut m.english, || is_english(s).then(|| s.to_owned()));
    if m.number.is_none() || s.contains("总第") {
        m.number = issue_number(s).or(m.number);
    }
    set(&mut m.cn, || cn(s));
    set(&mut m.pages, || pages(s));
    set(&mut m.page, || page(s));
    set(&mut m.organiser, || organiser(s));
    set(&mut m.publisher, || publisher(s));
    set(&mut m.president, || person(s, &["社长"]));
    set(&mut m.editor, || person(s, &["总编辑", "总编", "主编"]));
}

fn set<T>(field: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if field.is_none() {
        *field = value();
    }
}

/// The paper's name: a field of the line that ends in 报 and is no longer
/// than a name, or the whole line, spaced out.
fn paper(s: &str) -> Option<String> {
    if !s.contains('报') {
        return None;
    }
    let tight: String = s.chars().filter(|c| !c.is_whitespace()).collect();
    if is_paper(&tight) && s.split_whitespace().all(|w| w.chars().count() == 1 || w == s) {
        return Some(tight);
    }
    let fields = s.split(|c: char| {
        c.is_whitespace() || matches!(c, '□' | '|' | '｜' | '《' | '》' | '【' | '】' | '·' | '“' | '”')
    });
    fields.filter(|f| is_paper(f)).map(str::to_owned).next()
}

pub(super) fn is_paper(s: &str) -> bool {
    let n = s.chars().count();
    (3..=10).contains(&n)
        && s.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        && s.ends_with('报')
        && (PageWord::Paper.ends(s).is_some() || n <= 6)
        && PageWord::NotPaper.ends(s).is_none()
        && !s.starts_with("中共")
}

fn is_english(s: &str) -> bool {
    let letters = s.chars().filter(char::is_ascii_alphabetic).count();
    s.is_ascii()
        && letters >= 6
        && letters * 10 >= s.len() * 7
        && !s.contains("www.")
        && s.split_whitespace().count() >= 2
}

/// 第9382期, 总第 9382 期, 第9382号
fn issue_number(s: &str) -> Option<u32> {
    let found = s.match_indices(['期', '号']).filter_map(|(at, _)| {
        let (start, n) = number_before(s, at)?;
        let head = s[..start].trim_end();
        (head.ends_with('第') || head.ends_with("总"))
            .then_some((head.ends_with("总第") || head.ends_with('总'), n))
    });
    found.max_by_key(|f| f.0).map(|f| f.1)
}

/// 国内统一刊号：CN41—0013
fn cn(s: &str) -> Option<String> {
    if !s.contains(['N', 'Ｎ']) {
        return None;
    }
    let rest = &s[s.find("CN").or_else(|| s.find("ＣＮ"))?..];
    let digits = |t: &str| t.chars().map_while(digit).map(|d| d.to_string()).collect::<String>();
    let rest = rest.trim_start_matches(['C', 'N', 'Ｃ', 'Ｎ', ' ']);
    let area = digits(rest);
    let rest =
        rest.trim_start_matches(|c| digit(c).is_some()).trim_start_matches(|c: char| !c.is_alphanumeric());
    let serial = digits(rest);
    (area.len() == 2 && serial.len() == 4).then(|| format!("CN{area}-{serial}"))
}

/// 今日8版, 本期共十六版
fn pages(s: &str) -> Option<u32> {
    s.match_indices('版').find_map(|(at, _)| {
        let (start, n) = number_before(s, at)?;
        let head = s[..start].trim_end().trim_end_matches('共').trim_end();
        ["今日", "本期", "今天"]
            .iter()
            .any(|w| head.ends_with(w))
            .then_some(n)
            .or(s[..start].ends_with('共').then_some(n))
    })
}

/// 第2版: the number as printed; 02版 and A02版 too, which no number of pages is.
fn page(s: &str) -> Option<String> {
    let told = s.match_indices('版').find_map(|(at, _)| {
        let (start, n) = number_before(s, at)?;
        s[..start].trim_end().ends_with('第').then(|| n.to_string())
    });
    let padded = |f: &&str| f.starts_with(|c: char| c == '0' || c.is_ascii_alphabetic());
    told.or_else(|| folio::fields(s).filter(padded).find_map(|f| Some(folio::numbered(f)?.0)))
}

/// 中共禾川市委机关报, 中共禾川市委主办
fn organiser(s: &str) -> Option<String> {
    s.split(|c: char| c.is_whitespace() || matches!(c, '□' | '|' | '，')).find_map(|field| {
        let end = ["机关报", "主管", "主办"].iter().filter_map(|w| field.find(w)).min()?;
        let name = field[..end].trim_end_matches(['：', ':']);
        if !name.is_empty() {
            return Some(name.to_owned());
        }
        let after = field.trim_start_matches(['主', '管', '办', '单', '位']).trim_start_matches(['：', ':']);
        (!after.is_empty() && after != field).then(|| after.to_owned())
    })
}

/// 许昌日报社出版, 出版：许昌日报社
fn publisher(s: &str) -> Option<String> {
    s.split(|c: char| c.is_whitespace() || matches!(c, '□' | '|' | '，')).find_map(|field| {
        let name = field
            .strip_suffix("出版")
            .or_else(|| field.strip_prefix("出版").map(|r| r.trim_start_matches(['单', '位', '：', ':'])))?;
        name.ends_with(['社', '团']).then(|| name.to_owned())
    })
}

/// 社长：林晓
fn person(s: &str, titles: &[&str]) -> Option<String> {
    let (at, title) = titles.iter().find_map(|t| s.find(t).map(|at| (at, t)))?;
    let rest = s[at + title.len()..].trim_start_matches(['：', ':', ' ', '\u{3000}']);
    let mut name = String::new();
    for field in rest.split(|c: char| c.is_whitespace() || matches!(c, '□' | '|' | '，' | '、')) {
        name.push_str(field);
        if name.chars().count() != 1 {
            break;
        }
    }
    (2..=4).contains(&name.chars().count()).then_some(name)
}

/// The place the paper is of: its organiser's (中共许昌市委 → 许昌市), else
/// what its name leaves before 日报.
fn home(m: &Masthead) -> Option<String> {
    let organised = m.organiser.as_deref().and_then(|o| {
        let o = o.trim_start_matches("中共").trim_start_matches("中国共产党");
        let place = PageWord::Organiser.words().iter().find_map(|w| o.find(w).map(|at| at + 3))?;
        let place = &o[..place];
        (place.chars().count() >= 3 && !place.contains("工委")).then(|| place.to_owned())
    });
    organised.or_else(|| {
        let paper = m.paper.as_deref()?;
        let stem = &paper[..paper.len() - PageWord::PlacePaper.ends(paper)?.len()];
        (stem.chars().count() >= 2 && !stem.starts_with("中国") && PageWord::NoPlace.ends(stem).is_none())
            .then(|| stem.to_owned())
    })
}

/// The weekday and the lunar date check the date.
fn warnings(m: &Masthead, printed: Option<&Lunar>) -> Vec<String> {
    let Some(date) = m.date else { return Vec::new() };
    let mut out = Vec::new();
    if m.weekday.is_some_and(|w| w != date.weekday()) {
        out.push(format!("masthead: the printed weekday is not that of {date}"));
    }
    if let Some(l) = printed
        && !super::lunar::agrees(date, l)
    {
        out.push(format!("masthead: the lunar date {} is not that of {date}", l.text));
    }
    out
}
