//! [`Fields`]: what a row, an entry of a dump, a page of an e-paper or a block
//! of labels says of one article, and the one place where that becomes a
//! [`Document`].

use super::columns::Field;
use super::date::{self, Given};
use super::header_lines;
use crate::document::Document;
use crate::issue::{Article, Head, Masthead};
use crate::record::{Byline, IssueInfo, PersonRole};
use crate::span::Span;

/// The fields of one article, each as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    values: [Option<String>; Field::COUNT],
    /// How far the name went before others that a value was taken from.
    ranks: [usize; Field::COUNT],
    /// Names that no field is known for, as they are written.
    unread: Vec<String>,
}

impl Fields {
    /// Takes a value, where none is there from a name that goes before.
    pub fn offer(&mut self, (field, rank): (Field, usize), value: &str) {
        let at = field as usize;
        let tight = clean(value);
        // Title and text stay as they are: offsets of others count in them.
        let value = if matches!(field, Field::Title | Field::Text) { value } else { tight };
        if !tight.is_empty() && (self.values[at].is_none() || rank < self.ranks[at]) {
            self.values[at] = Some(value.to_owned());
            self.ranks[at] = rank;
        }
    }

    /// Takes a value, if `field` is known; its name is told if not.
    pub fn offer_named(&mut self, name: &str, field: Option<(Field, usize)>, value: &str) {
        match field {
            Some(field) => self.offer(field, value),
            None => self.pass_over(name),
        }
    }

    /// A value of this name is not read.
    pub fn pass_over(&mut self, name: &str) {
        self.unread.push(name.trim().to_owned());
    }

    /// Names whose values were not read.
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Takes a value where there is none.
    pub fn fill(&mut self, field: Field, value: &str) {
        self.offer((field, usize::MAX), value);
    }

    /// Takes all of `other` that is not there.
    pub fn fill_from(&mut self, other: Fields) {
        for (mine, value) in self.values.iter_mut().zip(other.values) {
            if mine.is_none() {
                *mine = value;
            }
        }
    }

    pub fn get(&self, field: Field) -> Option<&str> {
        self.values[field as usize].as_deref()
    }

    pub fn take(&mut self, field: Field) -> Option<String> {
        self.values[field as usize].take()
    }

    /// True when nothing is known.
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    /// The date, if one is given that can be read.
    pub fn date(&self) -> Option<Given> {
        self.get(Field::Date).and_then(date::read)
    }

    /// The page's number as the masthead prints it: 第02版 → 2, A02 → A02.
    pub fn page(&self) -> Option<String> {
        self.get(Field::Page).map(page_number)
    }

    /// What a composite column says (出处), each in its own field.
    fn unfold(&mut self) {
        if let Some(header) = self.take(Field::Header) {
            self.fill_from(header_lines::facts(&header));
        }
    }
}

/// Without blanks and marks of the byte order around it.
fn clean(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// 第02版 → 2, 002 → 2, A02 → A02, 第A02版：要闻 → A02.
pub(crate) fn page_number(s: &str) -> String {
    let s = s.trim().trim_start_matches('第').trim_start();
    let end = s.find(['版', ':', '：', '页']).unwrap_or(s.len());
    let s = s[..end].trim();
    let number = s.trim_start_matches('0');
    if !number.is_empty() && s.bytes().all(|b| b.is_ascii_digit()) { number.to_owned() } else { s.to_owned() }
}

/// What the reader of a file knows besides the fields.
pub(crate) struct Known<'a> {
    /// The path of the file as it was given.
    pub path: &'a str,
    /// The date of articles that have none.
    pub date: Option<jiff::civil::Date>,
    /// The home of articles that have none.
    pub home: Option<&'a str>,
    /// The paper of articles that name none.
    pub paper: Option<&'a str>,
    /// The full name of the home that a masthead tells.
    pub home_of: &'a dyn Fn(&Masthead) -> Option<String>,
}

impl Fields {
    /// The article that these fields are, standing at `place` in the decoded
    /// input, with the name `id` where they give none.
    ///
    /// # Errors
    /// Says what is missing where there is neither a text nor a title.
    pub fn into_document(
        mut self,
        id: impl FnOnce() -> String,
        place: Span,
        known: &Known,
    ) -> Result<Document, String> {
        self.unfold();
        let mut warnings = Vec::new();
        self.take_markup_out(&mut warnings);
        let text = self.take(Field::Text).or_else(|| self.take(Field::Lead));
        if text.is_none() && self.get(Field::Title).is_none() {
            return Err("no text: expected a \"text\" (content, 正文 …), or a \"title\" alone".to_owned());
        }
        if text.is_none() {
            warnings.push("no text: the headline stands alone".to_owned());
        }
        let date = self.issue_date(known.date, &mut warnings);
        let head = Head {
            kicker: self.get(Field::Kicker),
            title: self.get(Field::Title),
            subtitle: self.get(Field::Subtitle),
        };
        let mut article = Article::with_head(&head, text.as_deref().unwrap_or_default());
        article.source = place;
        article.info.column = self.take(Field::Column).or(article.info.column.take());
        article.warnings = warnings;
        add_authors(&mut article, self.get(Field::Author).unwrap_or_default());
        let paper = self.take(Field::Paper).or_else(|| known.paper.map(str::to_owned));
        let home = self.take(Field::Home).or_else(|| known.home.map(str::to_owned)).or_else(|| {
            let masthead = Masthead::of_paper(paper.as_deref()?);
            (known.home_of)(&masthead)
        });
        let (page, section) = (self.page(), self.take(Field::Section));
        let issue = IssueInfo { paper, date, page, section, home, ..IssueInfo::default() };
        let id = self.take(Field::Id).unwrap_or_else(id);
        Ok(Document { id, path: known.path.to_owned(), issue, article })
    }

    /// Text and headlines as a browser would show them, where they hold HTML:
    /// crawlers keep a page's own markup in their cells.
    #[cfg(feature = "html")]
    fn take_markup_out(&mut self, _: &mut Vec<String>) {
        for field in [Field::Text, Field::Lead, Field::Title, Field::Kicker, Field::Subtitle] {
            let value = &mut self.values[field as usize];
            if let Some(plain) = value.as_deref().and_then(super::html::without_markup) {
                *value = Some(plain).filter(|p| !p.is_empty());
            }
        }
    }

    /// Without the reader of HTML its markup stays, and is said.
    #[cfg(not(feature = "html"))]
    fn take_markup_out(&mut self, warnings: &mut Vec<String>) {
        let text = self.get(Field::Text).unwrap_or_default();
        if ["</p>", "<br", "</div>", "&nbsp;"].iter().any(|mark| text.contains(mark)) {
            warnings.push(
                "the text holds markup of HTML, which this build does not read (feature html)".to_owned(),
            );
        }
    }

    /// The date as ISO 8601 has it. One that cannot be read, or gives no day,
    /// is said.
    fn issue_date(&self, known: Option<jiff::civil::Date>, warnings: &mut Vec<String>) -> Option<String> {
        let Some(printed) = self.get(Field::Date) else { return known.map(|d| d.to_string()) };
        let given = date::read(printed);
        match given {
            Some(Given::Day(_)) => {}
            Some(Given::Month(..)) => warnings.push(format!("the date {printed:?} is a month and gives no day")),
            Some(Given::Year(_)) => warnings.push(format!("the date {printed:?} is a year and gives no day")),
            None => warnings.push(format!(
                "the date {printed:?} could not be read: expected a form such as 2021-03-03, 20210303 or 2021年3月3日"
            )),
        }
        match given {
            Some(given) => Some(given.iso()),
            None => known.map(|d| d.to_string()),
        }
    }
}

/// The names of a column of authors (林晓 陈立; 【作者：林晓】), those that the
/// article's own bylines do not name already.
pub(crate) fn add_authors(article: &mut Article, column: &str) {
    const MARKS: [char; 10] = [';', '；', '、', ',', '，', '|', '/', '【', '】', '\u{3000}'];
    let mut words: Vec<&str> = column.split(|c: char| MARKS.contains(&c) || c.is_whitespace()).collect();
    words.retain(|w| !w.is_empty());
    // 王 海: one name, spaced out.
    let joined;
    if words.len() == 2 && words.iter().all(|w| w.chars().count() == 1) {
        joined = words.concat();
        words = vec![&joined];
    }
    let mut role = PersonRole::Author;
    for word in words {
        let mut name = word.trim_matches(['（', '）', '(', ')', '：', ':', '。', '.']);
        for (label, meant) in [
            ("作者：", PersonRole::Author),
            ("作者:", PersonRole::Author),
            ("作者", PersonRole::Author),
            ("本报记者", PersonRole::Reporter),
            ("记者", PersonRole::Reporter),
            ("通讯员", PersonRole::Correspondent),
            ("摄影", PersonRole::Photographer),
        ] {
            if let Some(rest) = name.strip_prefix(label) {
                (name, role) = (rest, meant);
            }
        }
        let name = name.trim();
        let is_name = (2..=12).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, '·' | '.' | '-' | '\''));
        if is_name && !article.info.bylines.iter().any(|b| b.name == name) {
            article.info.bylines.push(Byline { role, name: name.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known<'static> {
        Known { path: "a.csv", date: None, home: None, paper: None, home_of: &|m| m.home.clone() }
    }

    fn document(pairs: &[(Field, &str)]) -> Result<Document, String> {
        let mut fields = Fields::default();
        pairs.iter().for_each(|(field, value)| fields.fill(*field, value));
        fields.into_document(|| "a.csv#2".to_owned(), Span::new(0, 9), &known())
    }

    #[test]
    fn fields_become_an_article_of_its_issue() {
        let d = document(&[
            (Field::Kicker, "市委召开会议"),
            (Field::Title, "部署春耕生产"),
            (Field::Text, "本报讯 昨日，市委召开会议。"),
            (Field::Date, "2022年3月2日"),
            (Field::Page, "第02版"),
            (Field::Author, "林晓；陈 立"),
            (Field::Paper, "禾川日报"),
        ])
        .unwrap();
        assert_eq!(d.article.text, "市委召开会议\n部署春耕生产\n本报讯 昨日，市委召开会议。");
        assert_eq!(&d.article.text[d.article.body.start..], "本报讯 昨日，市委召开会议。");
        assert_eq!(d.issue.date.as_deref(), Some("2022-03-02"));
        assert_eq!((d.issue.page.as_deref(), d.issue.home.as_deref()), (Some("2"), Some("禾川")));
        assert_eq!(d.article.info.bylines[0].name, "林晓");
        assert_eq!(d.id, "a.csv#2");
    }

    #[test]
    fn a_month_is_kept_and_said() {
        let d = document(&[(Field::Text, "昨日，市委召开会议。"), (Field::Date, "2020-04")]).unwrap();
        assert_eq!(d.issue.date.as_deref(), Some("2020-04"));
        assert!(d.article.warnings[0].contains("gives no day"), "{:?}", d.article.warnings);
    }

    #[test]
    fn without_a_text_there_is_no_article() {
        assert!(document(&[(Field::Date, "2020-04-02")]).unwrap_err().starts_with("no text"));
        let alone = document(&[(Field::Title, "市委召开会议")]).unwrap();
        assert_eq!(alone.article.warnings, ["no text: the headline stands alone"]);
    }

    #[test]
    fn a_better_name_goes_before() {
        let mut f = Fields::default();
        f.offer((Field::Text, 20), "详情");
        f.offer((Field::Text, 3), "正文");
        f.offer((Field::Text, 9), "内容");
        assert_eq!(f.get(Field::Text), Some("正文"));
        f.offer((Field::Text, 1), "  ");
        assert_eq!(f.get(Field::Text), Some("正文"));
    }

    #[test]
    fn page_numbers_are_cut_out() {
        for (s, n) in [
            ("第02版", "2"),
            ("002", "2"),
            ("A02", "A02"),
            ("第A02版：要闻", "A02"),
            ("02 版", "2"),
            ("5", "5"),
        ] {
            assert_eq!(page_number(s), n, "{s}");
        }
    }
}
