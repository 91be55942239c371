//! [`Document`]: an article ready for extraction, with the issue it stood in.

use crate::issue::{Article, Issue, Masthead};
use crate::record::IssueInfo;
use std::path::Path;

/// One article ready for extraction.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// The input's own id, or file name, `#`, article number (from 1).
    pub id: String,
    /// The path of the input as it was given; empty for text in memory.
    pub path: String,
    /// The issue it stood in: its "today" and its home.
    pub issue: IssueInfo,
    /// The article.
    pub article: Article,
}

impl Document {
    /// An article of an issue; `id` names its record.
    ///
    /// ```
    /// use baozhi::{Article, Document, Extractor, record::IssueInfo};
    ///
    /// let mut issue = IssueInfo::default();
    /// issue.date = Some("2022-03-02".to_owned());
    /// let article = Article::plain(Some("市委召开会议"), "市委书记周明远主持会议。");
    /// let record = Extractor::new().extract_document(&Document::new("1", issue, article));
    /// assert_eq!(record.posts[0].person, "周明远");
    /// ```
    pub fn new(id: impl Into<String>, issue: IssueInfo, article: Article) -> Document {
        Document { id: id.into(), path: String::new(), issue, article }
    }

    /// The articles of an issue read from `path`, numbered from 1. `home` is
    /// the full name of the paper's home, where known.
    pub fn of_issue(issue: Issue, path: &str, home: Option<String>) -> Vec<Document> {
        let name = Path::new(path).file_name().map_or(path.into(), |n| n.to_string_lossy());
        let info = Document::info_of(&issue.masthead, home);
        let sheet = Sheet { path, name: &name, before: 0, info, warnings: issue.warnings };
        sheet.documents(issue.articles.into_iter()).collect()
    }

    /// What the articles of an issue say of it.
    pub(crate) fn info_of(masthead: &Masthead, home: Option<String>) -> IssueInfo {
        IssueInfo {
            paper: masthead.paper.clone(),
            date: masthead.date.map(|d| d.to_string()),
            number: masthead.number,
            page: masthead.page.clone(),
            home,
            ..IssueInfo::default()
        }
    }
}

/// What the articles of a page have in common.
pub(crate) struct Sheet<'a> {
    pub path: &'a str,
    /// What ids begin with.
    pub name: &'a str,
    /// Articles of the same file before this page.
    pub before: usize,
    pub info: IssueInfo,
    /// Warnings of the page, which every article of it has.
    pub warnings: Vec<String>,
}

impl Sheet<'_> {
    /// The articles with what they have in common, each made when it is taken.
    pub fn documents<I>(self, articles: I) -> impl Iterator<Item = Document> + use<I>
    where
        I: Iterator<Item = Article>,
    {
        let Sheet { path, name, before, info, warnings } = self;
        let (path, name) = (path.to_owned(), name.to_owned());
        articles.enumerate().map(move |(n, mut article)| {
            article.warnings.extend(warnings.iter().cloned());
            let id = format!("{name}#{}", before + n + 1);
            let mut issue = info.clone();
            // What its page says goes before what is known of the file.
            issue.page = article.folio.page.clone().or(issue.page);
            issue.section = article.folio.section.clone().or(issue.section);
            Document { id, path: path.clone(), issue, article }
        })
    }
}
