//! Text files that name their fields, as databases export articles.
//!
//! ```text
//! 标题：春灌开始            Title-题名: 春灌开始        ---
//! 日期：2023-04-05          PubTime-发表时间: …         title: "春灌开始"
//! 版次：第02版              Page-版号: 002              date: "2023-04-05"
//! 正文：                    Summary-摘要: 昨日…         ---
//! 　　本报讯 昨日…                                      本报讯 昨日…
//! ```
//!
//! and the form of a database that prints them without labels, told by its
//! count of characters and its number at the end:
//!
//! ```text
//! 要闻 ⏎ 春灌开始 ⏎ 方敏 ⏎ 456 字 ⏎ 2023 年 4 月 5 日 ⏎ 澜阳日报 ⏎ LANYNG ⏎ 02 ⏎
//! 简体中文 ⏎ (c) 2023 … ⏎ the text ⏎ 文件 LANYNG0020230405…
//! ```
//!
//! Exports of bibliographies are read too: `%T 春灌开始` (EndNote), `T1 春灌开始`
//! (RefWorks), `{Title}: 春灌开始` (NoteExpress), and `<标题>=春灌开始` (TRS).
//!
//! A file may hold many articles, each beginning with the label of the first.

use super::columns::{Columns, Field};
use super::date;
use super::fields::Fields;
use crate::span::Span;

/// The articles of a labelled file, each with the place where it stands; none
/// where the file is not labelled.
pub(crate) fn read(text: &str, columns: &Columns) -> Option<Vec<(Fields, Span)>> {
    front_matter(text, columns).or_else(|| labelled(text, columns)).or_else(|| counted(text))
}

/// `---`, lines of `key: value`, `---`, the text.
fn front_matter(text: &str, columns: &Columns) -> Option<Vec<(Fields, Span)>> {
    let head = text.trim_start_matches('\u{feff}').strip_prefix("---")?.strip_prefix(['\n', '\r'])?;
    let end = head.find("\n---")?;
    let mut fields = Fields::default();
    for line in head[..end].lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        if let Some(field) = columns.field(key).filter(|_| !key.starts_with(char::is_whitespace)) {
            fields.offer(field, value.trim().trim_matches(['"', '\'']));
        }
    }
    if fields.is_empty() {
        return None;
    }
    let body = head[end + "\n---".len()..].trim_start_matches('-').trim();
    // The title once more, as Markdown heads its text with it.
    let heading = fields.get(Field::Title).map(|t| format!("# {t}"));
    let body = heading.and_then(|h| body.strip_prefix(&h)).unwrap_or(body).trim();
    fields.fill(Field::Text, &without_markup(body));
    Some(vec![(fields, Span::new(0, text.len()))])
}

/// Lines of Markdown and pictures set in tags are no text.
fn without_markup(body: &str) -> String {
    let text = body.lines().filter(|l| {
        let l = l.trim_start();
        !(l.starts_with("![") || l.starts_with('<') && l.trim_end().ends_with('>'))
    });
    text.map(|l| l.trim_start_matches('#').trim()).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The marks of bibliographies, two characters and a blank, and what each stands
/// for: those of EndNote and of RefWorks.
const MARKS: [(&str, &str); 16] = [
    ("%0", "类型"),
    ("%T", "题名"),
    ("%A", "作者"),
    ("%J", "报纸"),
    ("%D", "日期"),
    ("%8", "出版日期"),
    ("%P", "版次"),
    ("%X", "摘要"),
    ("%W", "数据库"),
    ("RT", "类型"),
    ("T1", "题名"),
    ("A1", "作者"),
    ("JF", "报纸"),
    ("FD", "日期"),
    ("OP", "版次"),
    ("AB", "摘要"),
];

/// The label at the head of a line, and what follows it.
fn label(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let marked = MARKS
        .iter()
        .find_map(|(mark, name)| Some((*name, line.strip_prefix(mark)?.strip_prefix(' ')?.trim())));
    if marked.is_some() {
        return marked;
    }
    let open = line.starts_with(['【', '[', '〔', '<', '＜', '{']);
    let line = line.trim_start_matches(['【', '[', '〔', '<', '＜', '{', '★', '■', '●', '#', '*']);
    let (at, mark) = line.char_indices().take(28).find(|(_, c)| match c {
        '：' | ':' | '∶' => true,
        '】' | ']' | '〕' | '>' | '＞' | '}' => open,
        _ => false,
    })?;
    let name = line[..at].trim();
    let value = line[at + mark.len_utf8()..].trim_start_matches(['：', ':', '=']).trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | '（' | '）');
    (!name.is_empty() && name.chars().all(plain)).then_some((name, value))
}

fn labelled(text: &str, columns: &Columns) -> Option<Vec<(Fields, Span)>> {
    let head: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(16).collect();
    let (first, _) = label(head.first()?)?;
    let labels = head.iter().map_while(|line| label(line));
    let mut seen: Vec<Field> = labels.filter_map(|(name, _)| columns.label(name)).map(|f| f.0).collect();
    seen.dedup();
    let heads = |wanted: &[Field]| seen.iter().any(|f| wanted.contains(f));
    // Two fields and one of them the title or the text: 记者：方敏 alone is a byline.
    if seen.len() < 2 || !heads(&[Field::Title, Field::Text, Field::Lead]) {
        return None;
    }
    let mut reader = Labelled { first, columns, all: Vec::new(), open: Article::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reader.line(line, at);
        at += line.len();
    }
    reader.close(at);
    Some(reader.all)
}

struct Labelled<'a> {
    /// The label that begins an article.
    first: &'a str,
    columns: &'a Columns,
    all: Vec<(Fields, Span)>,
    open: Article,
}

/// The article that is being read.
#[derive(Default)]
struct Article {
    fields: Fields,
    start: usize,
    /// Lines of its text so far.
    text: String,
    /// True once the text has begun.
    in_text: bool,
    /// True below a summary, which may be all the text that there is.
    in_lead: bool,
    count: usize,
}

impl Labelled<'_> {
    fn line(&mut self, line: &str, at: usize) {
        let found = label(line);
        let begins = found.is_some_and(|(name, _)| name == self.first);
        if begins && self.open.count > 1 {
            self.close(at);
        }
        let open = &mut self.open;
        match found.map(|(name, value)| (self.columns.label(name), value)) {
            Some((Some(field), value)) if !open.in_text => {
                open.count += 1;
                open.in_lead = field.0 == Field::Lead;
                if field.0 == Field::Text {
                    open.in_text = true;
                    open.text.push_str(value);
                } else {
                    open.fields.offer(field, value);
                }
            }
            Some((None, _)) if !open.in_text => {}
            _ if line.trim().is_empty() => {}
            _ => {
                if open.in_lead && !open.in_text {
                    open.text.push_str(&open.fields.take(Field::Lead).unwrap_or_default());
                }
                open.in_text = true;
                if !open.text.is_empty() {
                    open.text.push('\n');
                }
                open.text.push_str(line.trim());
            }
        }
    }

    fn close(&mut self, at: usize) {
        let mut done = std::mem::take(&mut self.open);
        self.open.start = at;
        if done.count > 0 {
            done.fields.fill(Field::Text, &done.text);
            self.all.push((done.fields, Span::new(done.start, at)));
        }
    }
}

/// Articles without labels, each with its count of characters (456 字) and its
/// number at the end (文件 …).
fn counted(text: &str) -> Option<Vec<(Fields, Span)>> {
    let mut all = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if is_number_line(line) {
            all.push((counted_article(&text[start..at])?, Span::new(start, at)));
            start = at;
        }
    }
    (!all.is_empty()).then_some(all)
}

/// 文件 LANYNG0020230405ej4500001, Document …
fn is_number_line(line: &str) -> bool {
    let rest = line.trim().strip_prefix("文件").or_else(|| line.trim().strip_prefix("Document"));
    rest.is_some_and(|r| {
        let r = r.trim();
        r.len() >= 16
            && r.bytes().all(|b| b.is_ascii_alphanumeric())
            && r.bytes().filter(u8::is_ascii_digit).count() >= 8
    })
}

fn counted_article(text: &str) -> Option<Fields> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let count = lines.iter().take(8).position(|l| is_count(l))?;
    let mut fields = Fields::default();
    // Section, title, author; the first and the last may not be there.
    let named = |l: &&str| l.chars().count() <= 4;
    let head = &lines[..count];
    let title = match head {
        [] => return None,
        [title] => *title,
        [first, title, ..] if named(first) && head.len() > 2 || named(first) && !named(title) => title,
        [title, ..] => *title,
    };
    let place = head.iter().position(|l| *l == title)?;
    fields.fill(Field::Title, title);
    if place > 0 {
        fields.fill(Field::Section, head[0]);
    }
    fields.fill(Field::Author, &head[place + 1..].join(" "));
    let mut body = count + 1;
    for line in lines.iter().skip(count + 1).take(9) {
        match line {
            l if date::read(l).is_some_and(|d| d.day().is_some()) => fields.fill(Field::Date, l),
            l if l.ends_with(['报', '報']) && l.chars().count() <= 12 => fields.fill(Field::Paper, l),
            l if l.len() <= 10 && l.bytes().all(|b| b.is_ascii_uppercase()) => {}
            l if l.len() <= 4
                && l.bytes().any(|b| b.is_ascii_digit())
                && l.bytes().all(|b| b.is_ascii_alphanumeric()) =>
            {
                fields.fill(Field::Page, l)
            }
            l if l.ends_with("中文") && l.chars().count() <= 6 => {}
            l if l.starts_with("(c)")
                || l.starts_with("版权所有")
                || l.starts_with('©')
                || l.starts_with("Copyright") => {}
            l if date::read(&format!("2000-01-01 {l}")).is_some() && l.contains(':') && l.len() <= 8 => {}
            _ => break,
        }
        body += 1;
    }
    fields.fill(Field::Text, &lines[body.min(lines.len() - 1)..lines.len() - 1].join("\n"));
    fields.fill(Field::Id, lines[lines.len() - 1].rsplit(' ').next().unwrap_or_default());
    Some(fields)
}

/// 456 字
fn is_count(line: &str) -> bool {
    let number = line.strip_suffix('字').or_else(|| line.strip_suffix(" words")).map(str::trim_end);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Fields> {
        read(text, &Columns::default()).unwrap_or_default().into_iter().map(|a| a.0).collect()
    }

    #[test]
    fn labels_are_fields() {
        let text = "标题：春灌开始\n日期：2023-04-05\n版次：第03版\n作者：方敏\n来源：澜阳日报\n正文：\n　　本报讯 昨日，春灌开始。\n　　责任：各乡镇。\n";
        let got = &all(text)[0];
        assert_eq!(got.get(Field::Title), Some("春灌开始"));
        assert_eq!(got.page().as_deref(), Some("3"));
        assert_eq!(got.get(Field::Text), Some("本报讯 昨日，春灌开始。\n责任：各乡镇。"));
    }

    #[test]
    fn labels_in_two_languages_and_many_articles() {
        let one = "SrcDatabase-来源库: 报纸\nTitle-题名: 春灌开始\nSource-文献来源: 澜阳日报\nPubTime-发表时间: 2023-04-05\nPage-版号: 003\nSummary-摘要: 昨日，春灌开始。\n\n";
        let got = all(&one.repeat(3));
        assert_eq!(got.len(), 3);
        assert_eq!(got[2].get(Field::Lead), Some("昨日，春灌开始。"));
        assert_eq!((got[2].page().as_deref(), got[2].get(Field::Paper)), (Some("3"), Some("澜阳日报")));
    }

    #[test]
    fn exports_of_bibliographies_are_read() {
        for text in [
            "%0 Newspaper Article\n%A 方敏\n%J 澜阳日报\n%T 春灌开始\n%D 2023-04-05\n%P 003\n%X 昨日，春灌开始。\n又讯。\n",
            "RT News\nA1 方敏\nJF 澜阳日报\nFD 2023-04-05\nT1 春灌开始\nOP 003\nAB 昨日，春灌开始。\n又讯。\n",
            "{Reference Type}: Newspaper Article\n{Title}: 春灌开始\n{Author}: 方敏;\n{Newspaper}: 澜阳日报\n{Issue Date}: 2023-04-05\n{Pages}: 003\n{Abstract}: 昨日，春灌开始。\n又讯。\n",
            "<REC>\n<日期>=2023.04.05\n<版次>=3\n<标题>=春灌开始\n<来源>=澜阳日报\n<正文>=\n　　昨日，春灌开始。\n又讯。\n",
        ] {
            let got = &all(&text.repeat(2));
            assert_eq!(got.len(), 2, "{text}");
            assert_eq!(got[1].get(Field::Title), Some("春灌开始"), "{text}");
            assert_eq!(got[1].get(Field::Text), Some("昨日，春灌开始。\n又讯。"), "{text}");
            let day = got[1].date().map(|d| d.iso());
            assert_eq!((day.as_deref(), got[1].page().as_deref()), (Some("2023-04-05"), Some("3")), "{text}");
            assert_eq!(got[1].get(Field::Paper), Some("澜阳日报"), "{text}");
        }
    }

    #[test]
    fn front_matter_is_read() {
        let got = all(
            "---\ntitle: \"春灌开始\"\ndate: \"2023-04-05\"\ntags:\n  - \"水利\"\n---\n\n# 春灌开始\n\n昨日，春灌开始。\n\n![图](a.jpg)\n第二段。\n",
        );
        assert_eq!(got[0].get(Field::Title), Some("春灌开始"));
        assert_eq!(got[0].get(Field::Text), Some("昨日，春灌开始。\n第二段。"));
    }

    #[test]
    fn a_database_without_labels_is_read() {
        let text = "综合\n春灌开始\n方敏\n321 字\n2023 年 4 月 5 日\n澜阳日报\nLANYNG\n03\n简体中文\n(c) 2023 澜阳日报社\n昨日，春灌开始。\n又讯。\n文件 LANYNG0020230405ej4500001\n";
        let got = &all(text)[0];
        assert_eq!(
            (got.get(Field::Title), got.get(Field::Section), got.get(Field::Author)),
            (Some("春灌开始"), Some("综合"), Some("方敏"))
        );
        assert_eq!((got.get(Field::Paper), got.get(Field::Page)), (Some("澜阳日报"), Some("03")));
        assert_eq!(got.get(Field::Text), Some("昨日，春灌开始。\n又讯。"));
    }

    #[test]
    fn plain_text_is_not_labelled() {
        for text in [
            "春灌开始\n\n　　本报讯 昨日。\n",
            "记者：你好\n镇长：你好\n",
            "作者：方敏\n\n昨日。",
            "",
            "责任编辑：方敏\n校对：陈立\n",
        ] {
            assert!(all(text).is_empty(), "{text}");
        }
    }
}
