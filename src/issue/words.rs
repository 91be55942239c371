//! The words of a page that are no text of its articles: `dicts/page_words.tsv`.

use crate::lexicon::table::{TableKind, embedded_rows};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| PageWord::ALL.map(List::read).into());

/// What a word of a page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageWord {
    /// Stands in advertisements and notices in the margin.
    Advert,
    /// Begins a line that belongs to the paper, not to an article.
    Furniture,
    /// Begins the line of a page's editors.
    Editors,
    /// Begins the line of those who drew, laid out or lent a picture.
    Credit,
    /// Ends the title of an official notice.
    Notice,
    /// Ends a title whose text stands without a byline: an obituary, a list.
    Opener,
    /// Heads a part of a list of appointments, before a colon.
    ListHead,
    /// Ends the name of a column of opinion.
    Opinion,
    /// Stands in mastheads and folio lines.
    Masthead,
    /// The section that a page's folio names.
    Section,
    /// Ends a newspaper's name.
    Paper,
    /// Ends a word in 报 that is no newspaper's name.
    NotPaper,
    /// Ends what stands before 日报 and is no place.
    NoPlace,
    /// Ends a headline's line that says who was there.
    Attends,
}

impl PageWord {
    const ALL: [PageWord; 14] = [
        PageWord::Advert,
        PageWord::Furniture,
        PageWord::Editors,
        PageWord::Credit,
        PageWord::Notice,
        PageWord::Opener,
        PageWord::ListHead,
        PageWord::Opinion,
        PageWord::Masthead,
        PageWord::Section,
        PageWord::Paper,
        PageWord::NotPaper,
        PageWord::NoPlace,
        PageWord::Attends,
    ];

    /// The name in the table.
    fn name(self) -> &'static str {
        match self {
            PageWord::Advert => "advert",
            PageWord::Furniture => "furniture",
            PageWord::Editors => "editors",
            PageWord::Credit => "credit",
            PageWord::Notice => "notice",
            PageWord::Opener => "opener",
            PageWord::ListHead => "list_head",
            PageWord::Opinion => "opinion",
            PageWord::Masthead => "masthead",
            PageWord::Section => "section",
            PageWord::Paper => "paper",
            PageWord::NotPaper => "not_paper",
            PageWord::NoPlace => "no_place",
            PageWord::Attends => "attends",
        }
    }

    fn list(self) -> &'static List {
        &LISTS[self as usize]
    }

    /// The word of the list that `s` begins with.
    pub fn begins(self, s: &str) -> Option<&'static str> {
        let list = self.list();
        let first = s.chars().next()?;
        list.firsts.binary_search(&first).ok()?;
        list.words.iter().copied().find(|w| s.starts_with(w))
    }

    /// The word of the list that `s` ends with.
    pub fn ends(self, s: &str) -> Option<&'static str> {
        let list = self.list();
        let last = s.chars().next_back()?;
        list.lasts.binary_search(&last).ok()?;
        list.words.iter().copied().find(|w| s.ends_with(w))
    }

    /// True when `s` is a word of the list.
    pub fn is(self, s: &str) -> bool {
        self.begins(s).is_some() && self.list().words.contains(&s)
    }

    /// How many words of the list stand in `s`, each counted once.
    pub fn count(self, s: &str) -> usize {
        let mut seen = 0u64;
        for found in self.list().all.iter().flat_map(|all| all.find_overlapping_iter(s)) {
            seen |= 1 << (found.pattern().as_u32() & 63);
        }
        seen.count_ones() as usize
    }
}

/// The words of one kind, longest first.
struct List {
    words: Vec<&'static str>,
    /// The characters they begin and end with, sorted.
    firsts: Vec<char>,
    lasts: Vec<char>,
    all: Option<AhoCorasick>,
}

impl List {
    fn read(kind: PageWord) -> List {
        let rows = embedded_rows(TableKind::PageWords).filter(|r| r.cell("says") == kind.name());
        let mut words: Vec<&str> = rows.map(|r| r.key()).collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        let set = |of: fn(&str) -> Option<char>| {
            let mut all: Vec<char> = words.iter().filter_map(|w| of(w)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let firsts = set(|w| w.chars().next());
        let lasts = set(|w| w.chars().next_back());
        List { all: AhoCorasick::new(&words).ok(), words, firsts, lasts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_kind() {
        let rows = embedded_rows(TableKind::PageWords).count();
        let known: usize = LISTS.iter().map(|l| l.words.len()).sum();
        assert_eq!(rows, known);
        assert!(LISTS.iter().all(|l| !l.words.is_empty() && l.words.len() <= 64));
    }

    #[test]
    fn words_are_found_where_they_are_asked_for() {
        assert_eq!(PageWord::Editors.begins("责任编辑：王丽"), Some("责任编辑"));
        assert_eq!(PageWord::Editors.begins("王丽 责任编辑"), None);
        assert_eq!(PageWord::Notice.ends("关于道路施工的公告"), Some("公告"));
        assert!(PageWord::Section.is("要闻") && !PageWord::Section.is("要闻版"));
        assert_eq!(PageWord::Advert.count("扫码下载，扫码报名"), 3);
        assert_eq!(PageWord::Advert.count("山乡通了公交车"), 0);
    }
}
