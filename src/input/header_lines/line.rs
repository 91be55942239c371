//! A header line from end to end: every word of it is a fact of the article.

use super::value::{date_len, value_end};
use super::words::HeaderWord;
use crate::input::columns::{Columns, Field};
use crate::input::date;
use crate::input::fields::{Fields, page_number};

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
        if let Some(rest) = HeaderWord::Button.begins(self.rest)
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
        let end = value_end(value);
        let text = value[..end].trim();
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
        if !han || name.chars().count() > 10 || !HeaderWord::Paper.ends(name) || name.starts_with("本报") {
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
