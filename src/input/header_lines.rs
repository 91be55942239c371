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

use super::columns::{Columns, Field};
use super::date;
use super::fields::{Fields, page_number};

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

/// The fields of a composite value: 禾川日报 日期：2022-03-02 版次：02 版.
pub(crate) fn facts(value: &str) -> Fields {
    let mut fields = Fields::default();
    let mut line = Reader { rest: value, fields: &mut fields, weight: Weight::default() };
    while !line.rest.is_empty() {
        if !line.step() {
            line.skip_word();
        }
    }
    fields
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

/// Words that web pages leave around an article: buttons, rights, notes on
/// browsers. Each line is one word where it is alone.
const LEFTOVERS: [&str; 26] = [
    "打印",
    "关闭",
    "打印本页",
    "关闭窗口",
    "返回顶部",
    "返回目录",
    "返回首页",
    "上一篇",
    "下一篇",
    "上一版",
    "下一版",
    "上一期",
    "下一期",
    "放大",
    "缩小",
    "默认",
    "全文复制",
    "复制",
    "收藏",
    "分享",
    "字号",
    "大",
    "中",
    "小",
    "推荐阅读",
    "朗读",
];

/// True for a line that no article has: buttons, a breadcrumb, rights.
pub(crate) fn is_leftover(line: &str) -> bool {
    if line.chars().count() > 160 || line.is_empty() {
        return false;
    }
    let marks = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '[' | ']' | '【' | '】' | '·' | '/');
    let mut words = line.split(marks).filter(|w| !w.is_empty()).peekable();
    let buttons = words.peek().is_some() && words.all(|w| LEFTOVERS.contains(&w.trim_matches(['：', ':'])));
    buttons || is_breadcrumb(line) || is_rights(line) || is_editor(line)
}

/// 您当前的位置 : 禾川网 > 新闻中心
fn is_breadcrumb(line: &str) -> bool {
    let named = ["当前位置", "当前的位置", "所在位置", "现在位置"].iter().any(|w| line.contains(w));
    let steps = line.split(['>', '＞', '»', '→']).count();
    line.chars().count() < 80 && !line.contains('。') && named && (line.contains([':', '：']) || steps > 1)
}

/// 版权所有, ICP备, the note on an old browser, the name of an app.
fn is_rights(line: &str) -> bool {
    let n = line.chars().count();
    let icp = line.contains("ICP备") || line.contains("ICP证") || line.contains("公网安备");
    let rights = line.starts_with("版权所有")
        || line.starts_with("版权声明")
        || line.starts_with("Copyright")
        || line.starts_with("©");
    let browser = line.contains("浏览器") && (line.contains("升级") || line.contains("版本"));
    let app = n <= 10 && line.ends_with("客户端") && !line.contains(['，', '。']);
    icp || rights && n < 100 || browser && n < 80 || app
}

/// 责任编辑：高峰, 【编辑:王定】
fn is_editor(line: &str) -> bool {
    let inner = line.trim_start_matches(['【', '[', '（', '(']).trim_end_matches(['】', ']', '）', ')']);
    let bracketed = inner.len() < line.len();
    let label = ["责任编辑", "责编", "网络编辑", "编辑"].iter().find_map(|w| inner.strip_prefix(w));
    let rest = label.map(str::trim_start).and_then(|r| r.strip_prefix(['：', ':', '∶']));
    rest.is_some_and(|r| r.chars().count() <= 16 && !r.contains(['。', '，']))
        && (bracketed || !inner.contains("版"))
}

/// What a header line weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// It names a date, a page, a paper or a label.
    facts: u32,
    /// It is such as only the page of one article has.
    pub article: bool,
}

/// The facts of a line that is a header line from end to end.
pub(crate) fn header_line(line: &str, fields: &mut Fields) -> Option<Weight> {
    let n = line.chars().count();
    if !(2..=90).contains(&n) || line.contains(['。', '！', '？', '；', '“']) {
        return None;
    }
    let mut reader = Reader { rest: line, fields, weight: Weight::default() };
    let bars = line.contains(['|', '｜']);
    loop {
        reader.rest = reader.rest.trim_start_matches(is_mark);
        if reader.rest.is_empty() {
            break;
        }
        let read = reader.step() || bars && reader.word_between_bars();
        if !read {
            return None;
        }
    }
    let weight =
        Weight { article: reader.weight.article || bars && reader.weight.facts > 0, ..reader.weight };
    (weight.facts > 0).then_some(weight)
}

/// What stands between the words of a header line.
fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '|' | '｜'
                | '•'
                | '·'
                | '●'
                | '□'
                | '（'
                | '）'
                | '('
                | ')'
                | '['
                | ']'
                | '【'
                | '】'
                | ','
                | '，'
                | '-'
                | '—'
                | '/'
        )
}

struct Reader<'a, 'f> {
    rest: &'a str,
    fields: &'f mut Fields,
    weight: Weight,
}

impl Reader<'_, '_> {
    /// Reads one fact at the head of the rest.
    fn step(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches(is_mark);
        self.buttons()
            || self.label()
            || self.date()
            || self.signature()
            || self.page()
            || self.paper()
            || self.reporter()
    }

    fn skip_word(&mut self) {
        let end =
            self.rest.char_indices().skip(1).find(|(_, c)| is_mark(*c)).map_or(self.rest.len(), |(at, _)| at);
        self.rest = &self.rest[end..];
    }

    /// PDF版阅读, 星期三 and the like say nothing of the article.
    fn buttons(&mut self) -> bool {
        for word in [
            "PDF版阅读",
            "PDF版",
            "PDF下载",
            "版面导航",
            "报章",
            "报纸",
            "标题导航",
            "打印",
            "关闭",
            "收藏",
            "本报讯息",
        ] {
            if let Some(rest) = self.rest.strip_prefix(word)
                && (rest.is_empty() || rest.starts_with(is_mark))
            {
                self.rest = rest;
                return true;
            }
        }
        let week = self.rest.strip_prefix("星期").or_else(|| self.rest.strip_prefix("周"));
        let Some(rest) = week.and_then(|r| r.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天']))
        else {
            return false;
        };
        let alone = rest.is_empty() || rest.starts_with(is_mark);
        self.rest = if alone { rest } else { self.rest };
        alone
    }

    /// 来源：禾川日报; the value ends where the next label or a wide gap begins.
    fn label(&mut self) -> bool {
        let Some(colon) = self.rest.char_indices().take(10).find(|(_, c)| matches!(c, '：' | ':' | '∶'))
        else {
            return false;
        };
        let label = self.rest[..colon.0].trim();
        if label.chars().any(|c| c.is_ascii_digit()) {
            return false;
        }
        let value = &self.rest[colon.0 + colon.1.len_utf8()..];
        let end = value_end(value);
        let text = value[..end].trim();
        let (field, article) = match label {
            "当前版" | "当前版面" => (Some(Field::Page), true),
            "来源" | "稿源" | "文章来源" | "信息来源" | "新闻来源" | "作者" | "文/作者" | "发布时间"
            | "发表时间" | "发布日期" | "时间" | "文章编号" | "本文来源" => (
                Columns::default()
                    .label(
                        label
                            .trim_start_matches("文/")
                            .trim_start_matches("本文")
                            .trim_start_matches("新闻")
                            .trim_start_matches("信息")
                            .trim_start_matches("文章"),
                    )
                    .map(|f| f.0)
                    .or(Some(Field::Paper)),
                true,
            ),
            "专栏" | "栏目" => (Some(Field::Column), false),
            "版次" | "版面" | "版号" | "版次/卷期" | "日期" | "报纸" | "记者" | "版名" => {
                (Columns::default().label(label).map(|f| f.0), false)
            }
            "责任编辑" | "责编" | "编辑" | "字号" | "字体" | "浏览" | "浏览次数" | "阅读" | "点击"
            | "点击数" | "访问量" | "浏览量" | "分享到" => (None, true),
            _ => return false,
        };
        match field {
            Some(Field::Date) if date::read(text).is_none() => return false,
            Some(Field::Paper) if text.chars().count() > 20 => return false,
            Some(field) => self.fields.fill(field, text),
            None => {}
        }
        self.weight.facts += 1;
        self.weight.article |= article;
        self.rest = &value[end..];
        true
    }

    /// A date, with the time of day where there is one.
    fn date(&mut self) -> bool {
        let Some(len) = date_len(self.rest) else { return false };
        self.fields.fill(Field::Date, &self.rest[..len]);
        self.rest = &self.rest[len..];
        self.weight.facts += 1;
        let time = self.rest.trim_start();
        let clock: usize = time.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
        if clock >= 4 && time[..clock].contains(':') {
            self.weight.article = true;
            self.rest = &time[clock..];
        }
        true
    }

    /// 《 禾川日报 》（ 2022年03月02日 02 版）, 《禾川日报》
    fn signature(&mut self) -> bool {
        let Some((name, rest)) = self.rest.strip_prefix('《').and_then(|r| r.split_once('》')) else {
            return false;
        };
        let name = name.trim();
        if !name.ends_with(['报', '刊', '報'])
            || name.chars().count() > 12
            || !rest.trim_start().starts_with(['（', '('])
        {
            return false;
        }
        self.fields.fill(Field::Paper, name);
        self.rest = rest;
        self.weight.facts += 1;
        self.weight.article = true;
        true
    }

    /// 第02版, 第02版:要闻, 第3版(), 02 版, A02
    fn page(&mut self) -> bool {
        let ordinal = self.rest.strip_prefix('第').map(str::trim_start);
        let rest = ordinal.unwrap_or(self.rest);
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let number = &rest[..len];
        let digits = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
        if digits.is_empty()
            || digits.len() > 3
            || number.len() - digits.len() > 1
            || !digits.bytes().all(|b| b.is_ascii_digit())
        {
            return false;
        }
        let Some(after) = rest[len..].trim_start().strip_prefix('版') else {
            // A02 alone between bars.
            let alone = ordinal.is_none()
                && number.len() > digits.len()
                && (rest.len() == len || rest[len..].starts_with(is_mark));
            if alone {
                self.fields.fill(Field::Page, number);
                self.rest = &rest[len..];
                self.weight.facts += 1;
            }
            return alone;
        };
        self.fields.fill(Field::Page, &page_number(number));
        self.weight.facts += 1;
        self.weight.article |= after.starts_with("()") || after.starts_with("（）");
        self.rest = after;
        if let Some(section) = after.trim_start().strip_prefix([':', '：', '∶']) {
            let end =
                section.find("PDF").or_else(|| section.find(['|', '｜', '（', '('])).unwrap_or(section.len());
            let name: String = section[..end].chars().filter(|c| !c.is_whitespace()).collect();
            if name.chars().count() <= 12 {
                self.fields.fill(Field::Section, &name);
                self.rest = &section[end..];
            }
        }
        true
    }

    /// 禾川日报, up to the next mark.
    fn paper(&mut self) -> bool {
        let end = self.rest.find(is_mark).unwrap_or(self.rest.len());
        let mut name = &self.rest[..end];
        // 【人民日报1980-12-13: the date follows without a mark.
        if let Some(at) = name.find(|c: char| c.is_ascii_digit()) {
            name = &name[..at];
        }
        let han = !name.is_empty() && name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let papers = [
            "日报",
            "晚报",
            "晨报",
            "早报",
            "时报",
            "商报",
            "都市报",
            "周报",
            "导报",
            "快报",
            "青年报",
            "工人报",
            "申報",
            "日報",
            "晚報",
        ];
        if !han
            || name.chars().count() > 10
            || !papers.iter().any(|w| name.ends_with(w))
            || name.starts_with("本报")
        {
            return false;
        }
        self.fields.fill(Field::Paper, name);
        self.rest = &self.rest[name.len()..];
        self.weight.facts += 1;
        true
    }

    /// 记者 姚小盈, beside other facts.
    fn reporter(&mut self) -> bool {
        let Some(rest) = self.rest.strip_prefix("记者").or_else(|| self.rest.strip_prefix("通讯员"))
        else {
            return false;
        };
        let end = value_end(rest.trim_start()) + rest.len() - rest.trim_start().len();
        let name = rest[..end].trim();
        if self.weight.facts == 0 || !(2..=12).contains(&name.chars().count()) {
            return false;
        }
        self.fields.fill(Field::Author, &self.rest[..self.rest.len() - rest.len() + end]);
        self.rest = &rest[end..];
        true
    }

    /// A short word between bars: the section.
    fn word_between_bars(&mut self) -> bool {
        let end = self.rest.find(['|', '｜']).unwrap_or(self.rest.len());
        let word = self.rest[..end].trim();
        let fits = (2..=8).contains(&word.chars().count())
            && word.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        if fits {
            self.fields.fill(Field::Section, word);
            self.rest = &self.rest[end..];
        }
        fits
    }
}

/// Where the value of a label ends: at a bar, a wide gap, or a blank with
/// another label or a date behind it.
fn value_end(value: &str) -> usize {
    let lead = value.len() - value.trim_start().len();
    for (at, c) in value.char_indices().filter(|(at, _)| *at > lead) {
        let next = &value[at + c.len_utf8()..];
        let ends = match c {
            '|' | '｜' | '】' | ']' | '\t' => true,
            c if c.is_whitespace() => {
                let next = next.trim_start();
                let label = next.char_indices().take(8).find(|(_, c)| matches!(c, '：' | ':'));
                label.is_some_and(|(at, _)| !next[..at].contains(char::is_whitespace))
                    || date_len(next).is_some()
                    || next.starts_with('第')
                    || next.starts_with("记者")
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    value.len()
}

/// How many bytes a date at the head of `s` takes.
fn date_len(s: &str) -> Option<usize> {
    let is_part = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '〇')
    };
    let chinese = |c: char| "一二三四五六七八九十廿".contains(c);
    let mut end = 0;
    for (at, c) in s.char_indices() {
        let (before, behind) = (&s[..at], s[at..].trim_start());
        let within = before.ends_with(['年', '月']) || behind.starts_with(['年', '月', '日']);
        let blank = c == ' ' && within;
        if !(is_part(c) || chinese(c) || blank) {
            break;
        }
        end = at + c.len_utf8();
        if c == '日' {
            break;
        }
    }
    let run = s[..end].trim_end_matches(['-', '/', '.', ' ']);
    let day = date::read(run).and_then(date::Given::day)?;
    (day.year() >= 1800).then_some(run.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields_of(line: &str) -> Option<[Option<String>; 5]> {
        let mut fields = Fields::default();
        header_line(line, &mut fields)?;
        let get = |f| fields.get(f).map(str::to_owned);
        Some([
            fields.date().map(|d| d.iso()),
            get(Field::Paper),
            get(Field::Page),
            get(Field::Section),
            get(Field::Author),
        ])
    }

    fn want(values: [&str; 5]) -> Option<[Option<String>; 5]> {
        Some(values.map(|v| (!v.is_empty()).then(|| v.to_owned())))
    }

    #[test]
    fn header_lines_are_read() {
        let cases = [
            ("第03版:综合", ["", "", "3", "综合", ""]),
            ("第03版:民 生 PDF版阅读", ["", "", "3", "民生", ""]),
            ("2023-04-05 09:10:11 来源：澜阳日报 作者：方敏", ["2023-04-05", "澜阳日报", "", "", "方敏"]),
            (
                "来源：澜阳日报　2023年04月05日　第03版　作者：方敏",
                ["2023-04-05", "澜阳日报", "第03版", "", "方敏"],
            ),
            ("《 澜阳日报 》（ 2023年04月05日 03 版）", ["2023-04-05", "澜阳日报", "3", "", ""]),
            ("《澜阳日报》（2023年04月05日　第 03 版）", ["2023-04-05", "澜阳日报", "3", "", ""]),
            ("稿源: 澜阳日报  | 2023-04-05 08:46:25", ["2023-04-05", "澜阳日报", "", "", ""]),
            ("• 2023-04-05   澜阳日报   记者 方敏", ["2023-04-05", "澜阳日报", "", "", "记者 方敏"]),
            ("澜阳日报 | 2023-04-05", ["2023-04-05", "澜阳日报", "", "", ""]),
            ("报章 | A03 | 综合", ["", "", "A03", "综合", ""]),
            ("1961年4月5日澜阳日报 第3版", ["1961-04-05", "澜阳日报", "3", "", ""]),
            ("【澜阳日报1961-04-05第7版", ["1961-04-05", "澜阳日报", "7", "", ""]),
        ];
        for (line, values) in cases {
            let mut values = values.map(str::to_owned);
            if values[2] == "第03版" {
                values[2] = "3".to_owned();
            }
            assert_eq!(
                fields_of(line),
                want([&values[0], &values[1], &values[2], &values[3], &values[4]]),
                "{line}"
            );
        }
    }

    #[test]
    fn headlines_are_no_header_lines() {
        for line in [
            "市委召开会议",
            "澜阳日报创刊三十周年",
            "记者 方敏",
            "2023年4月5日凌晨，大雨",
            "第3版的故事",
            "3月5日，全市春灌开始",
            "来稿：一位老人的心愿",
            "打印机走进车间",
        ] {
            assert_eq!(fields_of(line), None, "{line}");
            assert!(!is_leftover(line), "{line}");
        }
    }

    #[test]
    fn leftovers_of_web_pages_are_told() {
        for line in [
            "打印 关闭",
            "您当前的位置 : 澜阳网  >  新闻",
            "版权所有:澜阳日报 X ICP备00000000号-1",
            "【编辑:方敏】",
            "责任编辑：方敏",
            "【打印】【关闭】",
            "澜阳报客户端",
        ] {
            assert!(is_leftover(line), "{line}");
        }
    }

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
