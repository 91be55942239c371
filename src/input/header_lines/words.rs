//! The words of header lines: `dicts/header_words.tsv`.

use crate::lexicon::table::{TableKind, embedded_rows};
use std::sync::LazyLock;

static LISTS: LazyLock<[Vec<&'static str>; HeaderWord::ALL.len()]> =
    LazyLock::new(|| HeaderWord::ALL.map(HeaderWord::read));

/// What a word of a header line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderWord {
    /// Is left around an article by a web page: 打印. Each is one word of a line of such.
    Leftover,
    /// Stands among the facts of a header line and says nothing: PDF版.
    Button,
    /// Stands in a breadcrumb: 当前位置.
    Position,
    /// Stands in the line of a site's licence: ICP备.
    Licence,
    /// Begins a line on rights.
    Rights,
    /// Begins the line of a web page's editor.
    Editor,
    /// Ends the name of a paper.
    Paper,
    /// Labels the page, on the page of one article.
    PageLabel,
    /// Labels a fact, on the page of one article.
    ArticleLabel,
    /// Begins such a label and adds nothing to it: 本文 in 本文来源.
    LabelLead,
    /// Labels the column.
    ColumnLabel,
    /// Labels a fact, in a file of any articles.
    FactLabel,
    /// Labels what is no fact of the article, on the page of one: 点击数.
    IdleLabel,
    /// Names no source though it is the value of its label: 本站.
    OwnSource,
    /// Ends the name of a site or an agency, which a day stands beside: 网.
    Site,
    /// Follows the name of a paper on its page on the web: 数字报.
    Edition,
    /// Stands before the name of the paper that an article is from: 原载.
    SignLead,
    /// Stands before the names of those who wrote: 记者.
    Writer,
    /// Begins a breadcrumb: 首页.
    Home,
    /// Begins a line that a web page leaves below a text: 上一篇：.
    Foot,
    /// Begins a line on rights below a text: 声明：.
    Disclaimer,
}

impl HeaderWord {
    const ALL: [HeaderWord; 21] = [
        HeaderWord::Leftover,
        HeaderWord::Button,
        HeaderWord::Position,
        HeaderWord::Licence,
        HeaderWord::Rights,
        HeaderWord::Editor,
        HeaderWord::Paper,
        HeaderWord::PageLabel,
        HeaderWord::ArticleLabel,
        HeaderWord::LabelLead,
        HeaderWord::ColumnLabel,
        HeaderWord::FactLabel,
        HeaderWord::IdleLabel,
        HeaderWord::OwnSource,
        HeaderWord::Site,
        HeaderWord::Edition,
        HeaderWord::SignLead,
        HeaderWord::Writer,
        HeaderWord::Home,
        HeaderWord::Foot,
        HeaderWord::Disclaimer,
    ];

    /// The kinds of labels.
    pub(super) const LABELS: [HeaderWord; 5] = [
        HeaderWord::PageLabel,
        HeaderWord::ArticleLabel,
        HeaderWord::ColumnLabel,
        HeaderWord::FactLabel,
        HeaderWord::IdleLabel,
    ];

    /// The name in the table.
    fn name(self) -> &'static str {
        match self {
            HeaderWord::Leftover => "leftover",
            HeaderWord::Button => "button",
            HeaderWord::Position => "position",
            HeaderWord::Licence => "licence",
            HeaderWord::Rights => "rights",
            HeaderWord::Editor => "editor",
            HeaderWord::Paper => "paper",
            HeaderWord::PageLabel => "page_label",
            HeaderWord::ArticleLabel => "article_label",
            HeaderWord::LabelLead => "label_lead",
            HeaderWord::ColumnLabel => "column_label",
            HeaderWord::FactLabel => "fact_label",
            HeaderWord::IdleLabel => "idle_label",
            HeaderWord::OwnSource => "own_source",
            HeaderWord::Site => "site",
            HeaderWord::Edition => "edition",
            HeaderWord::SignLead => "sign_lead",
            HeaderWord::Writer => "writer",
            HeaderWord::Home => "home",
            HeaderWord::Foot => "foot",
            HeaderWord::Disclaimer => "disclaimer",
        }
    }

    /// The words of this kind, the longest first.
    fn read(self) -> Vec<&'static str> {
        let rows = embedded_rows(TableKind::HeaderWords);
        let of_kind = rows.filter(|row| row.list("is").any(|kind| kind == self.name()));
        let mut words: Vec<&str> = of_kind.map(|row| row.key()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    fn words(self) -> impl Iterator<Item = &'static str> {
        LISTS[self as usize].iter().copied()
    }

    /// True for a word of this kind.
    pub(super) fn is(self, word: &str) -> bool {
        self.words().any(|known| known == word)
    }

    /// What stands behind the word of this kind that `text` begins with.
    pub(super) fn begins(self, text: &str) -> Option<&str> {
        self.words().find_map(|word| text.strip_prefix(word))
    }

    /// True where `text` ends with a word of this kind.
    pub(super) fn ends(self, text: &str) -> bool {
        self.words().any(|word| text.ends_with(word))
    }

    /// The word of this kind that `text` ends with.
    pub(super) fn ending(self, text: &str) -> Option<&'static str> {
        self.words().find(|word| text.ends_with(word))
    }

    /// What stands behind the word of this kind and of more than one character
    /// that `text` begins with.
    pub(super) fn after_long(self, text: &str) -> Option<&str> {
        self.words().filter(|word| word.chars().nth(1).is_some()).find_map(|word| text.strip_prefix(word))
    }

    /// True where a word of this kind stands in `text`.
    pub(super) fn within(self, text: &str) -> bool {
        self.words().any(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_known_kinds() {
        for row in embedded_rows(TableKind::HeaderWords) {
            let is_known = |kind: &str| HeaderWord::ALL.iter().any(|known| known.name() == kind);
            assert!(row.list("is").all(is_known), "{}", row.key());
        }
        assert!(HeaderWord::ALL.iter().all(|kind| kind.words().next().is_some()));
    }

    #[test]
    fn words_are_found_where_they_are_asked_for() {
        assert_eq!(HeaderWord::Button.begins("PDF版阅读 下"), Some(" 下"));
        assert!(HeaderWord::Paper.ends("澜阳日报") && !HeaderWord::Paper.ends("澜阳日报社"));
        assert!(HeaderWord::IdleLabel.is("点击数") && HeaderWord::Editor.begins("责编：方敏").is_some());
    }
}
