//! A header line from end to end: every word of it is a fact of the article.

use super::value::{Value, date_len, value_end};
use super::words::HeaderWord;
use crate::input::columns::{Columns, Field};
use crate::input::date;
use crate::input::fields::Fields;

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

/// What a header line weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weight {
    /// It names a date, a page, a paper or a label.
    pub(super) facts: u32,
    /// It is such as only the page of one article has.
    pub article: bool,
    /// It names the day or the page of the issue.
    pub issue: bool,
    /// It is the signature of a paper: 《禾川日报》（2022年3月2日 第2版）.
    pub signed: bool,
    /// It names a paper as only its page on the web does: 禾川日报数字报.
    pub web: bool,
    /// It names a site or an agency, which is a fact beside a day alone.
    site: bool,
    /// It names a day.
    day: bool,
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
    let mut weight = reader.weight;
    if weight.site && !weight.day {
        return None;
    }
    weight.article |= bars && weight.facts > 0 || weight.site;
    weight.issue |= weight.day;
    (weight.facts > 0 || weight.web).then_some(weight)
}

/// What stands between the words of a header line.
pub(super) fn is_mark(c: char) -> bool {
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
                | '〔'
                | '〕'
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

pub(super) struct Reader<'a, 'f> {
    pub(super) rest: &'a str,
    pub(super) fields: &'f mut Fields,
    pub(super) weight: Weight,
}

impl<'a> Reader<'a, '_> {
    /// Reads one fact at the head of the rest.
    fn step(&mut self) -> bool {
        self.rest = self.rest.trim_start_matches(is_mark);
        self.buttons()
            || self.label()
            || self.date()
            || self.signature()
            || self.page()
            || self.paper()
            || self.section()
            || self.site()
            || self.reporter()
    }

    fn skip_word(&mut self) {
        let end =
            self.rest.char_indices().skip(1).find(|(_, c)| is_mark(*c)).map_or(self.rest.len(), |(at, _)| at);
        self.rest = &self.rest[end..];
    }

    /// PDF版阅读, 星期三 and the like say nothing of the article.
    fn buttons(&mut self) -> bool {
        if let Some(rest) = HeaderWord::Button.begins(self.rest)
            && (rest.is_empty() || rest.starts_with(is_mark))
        {
            self.weight.web |= HeaderWord::Edition.is(&self.rest[..self.rest.len() - rest.len()]);
            self.rest = rest;
            return true;
        }
        // 第03版：综合 上一版 下一版
        if self.weight.facts > 0
            && let Some(rest) = HeaderWord::Leftover.after_long(self.rest)
            && (rest.is_empty() || rest.starts_with(is_mark))
        {
            self.rest = rest;
            return true;
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
        let columns = Columns::default();
        let column = |label: &str| columns.label(label).map(|(field, ..)| field);
        let Some(kind) = HeaderWord::LABELS.into_iter().find(|kind| kind.is(label)) else { return false };
        let (field, article) = match kind {
            HeaderWord::PageLabel => (Some(Field::Page), true),
            // What is no column of its own names a source.
            HeaderWord::ArticleLabel => {
                (column(HeaderWord::LabelLead.begins(label).unwrap_or(label)).or(Some(Field::Paper)), true)
            }
            HeaderWord::ColumnLabel => (Some(Field::Column), false),
            HeaderWord::FactLabel => (column(label), false),
            _ => (None, true),
        };
        let Value { text, rest } = Value::of(field, value);
        match field {
            Some(Field::Date) if date::read(text).is_none() => return false,
            Some(Field::Paper) if text.chars().count() > 20 => return false,
            // 来源：本站 names no paper.
            Some(Field::Paper) if HeaderWord::OwnSource.is(text) => {}
            Some(field) => self.fields.fill(field, text),
            None => {}
        }
        self.weight.facts += 1;
        // A time of day is that of a page on the web.
        self.weight.article |= article || field == Some(Field::Date) && text.contains([':', '：']);
        self.weight.day |= field == Some(Field::Date);
        self.weight.issue |= field == Some(Field::Page);
        self.rest = rest;
        true
    }

    /// A date, with the time of day where there is one: 09:12, T09:12:00.0+08:00.
    fn date(&mut self) -> bool {
        let Some(len) = date_len(self.rest) else { return false };
        self.fields.fill(Field::Date, &self.rest[..len]);
        self.rest = &self.rest[len..];
        self.weight.facts += 1;
        self.weight.day = true;
        let time = self.rest.trim_start();
        let time = time.strip_prefix('T').unwrap_or(time);
        let clock: usize = time.bytes().take_while(|b| b.is_ascii_digit() || *b == b':').count();
        if clock >= 4 && time[..clock].contains(':') {
            self.weight.article = true;
            let zone = time[clock..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let hours = |c: char| c.is_ascii_digit() || c == ':';
            let zone = match zone.strip_prefix('+') {
                Some(east) if east.starts_with(hours) => east.trim_start_matches(hours),
                _ => zone.strip_prefix('Z').unwrap_or(zone),
            };
            self.rest = zone;
        }
        true
    }

    /// 《 禾川日报 》（ 2022年03月02日 02 版）, 《禾川日报》2022-03-02, and with a word
    /// before it: 原载《禾川日报》, 据《禾川日报》报道.
    fn signature(&mut self) -> bool {
        let lead = HeaderWord::SignLead.begins(self.rest);
        let quoted = lead.unwrap_or(self.rest).trim_start();
        let Some((name, rest)) = quoted.strip_prefix('《').and_then(|r| r.split_once('》')) else {
            return false;
        };
        let name = name.trim();
        let after = rest.trim_start();
        let told = lead.and_then(|_| after.strip_prefix("报道"));
        let goes_on = after.starts_with(['（', '(', '第']) || date_len(after).is_some();
        if !name.ends_with(['报', '刊', '報'])
            || name.chars().count() > 12
            || !(goes_on || told.is_some() || lead.is_some() && after.is_empty())
        {
            return false;
        }
        self.fields.fill(Field::Paper, name);
        self.rest = told.unwrap_or(rest);
        self.weight.facts += 1;
        self.weight.article = true;
        self.weight.signed = true;
        true
    }

    /// 新华网, a source that is no paper.
    fn site(&mut self) -> bool {
        let name = self.word();
        if !is_han_name(name) || !HeaderWord::Site.ends(name) || name.starts_with('本') {
            return false;
        }
        self.fields.fill(Field::Paper, name);
        self.rest = &self.rest[name.len()..];
        self.weight.facts += 1;
        self.weight.site = true;
        true
    }

    /// The characters up to the next mark or digit: the date may follow without
    /// a mark, 【人民日报1980-12-13.
    fn word(&self) -> &'a str {
        let ends = |c: char| is_mark(c) || c.is_ascii_digit();
        &self.rest[..self.rest.find(ends).unwrap_or(self.rest.len())]
    }

    /// 禾川日报, up to the next mark; 禾川日报数字报 is its page on the web.
    fn paper(&mut self) -> bool {
        let word = self.word();
        let edition = HeaderWord::Edition.ending(word);
        let name = &word[..word.len() - edition.map_or(0, str::len)];
        if !is_han_name(name) || !HeaderWord::Paper.ends(name) || name.starts_with("本报") {
            return false;
        }
        self.fields.fill(Field::Paper, name);
        self.weight.web |= edition.is_some();
        self.rest = &self.rest[word.len()..];
        self.weight.facts += 1;
        true
    }

    /// 记者 姚小盈, beside other facts.
    fn reporter(&mut self) -> bool {
        let Some(rest) = HeaderWord::Writer.begins(self.rest) else { return false };
        let end = value_end(rest.trim_start()) + rest.len() - rest.trim_start().len();
        let name = rest[..end].trim();
        let of_names =
            |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_whitespace() || "·、".contains(c);
        if !(2..=12).contains(&name.chars().count()) || !name.chars().all(of_names) {
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

/// A name of a paper or a site.
fn is_han_name(name: &str) -> bool {
    (2..=10).contains(&name.chars().count()) && name.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::super::is_leftover;
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
}
