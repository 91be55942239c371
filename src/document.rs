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
        Document::numbered(issue, path, &name, 0, home)
    }

    /// As [`Document::of_issue`]; ids begin with `name`
    /// and count on from `before`.
    pub(crate) fn numbered(
        issue: Issue,
        path: &str,
        name: &str,
        before: usize,
        home: Option<String>,
    ) -> Vec<Document> {
        let info = info_of(&issue.masthead, home);
        let warnings = issue.warnings;
        let documents = issue.articles.into_iter().enumerate().map(|(n, mut article)| {
            article.warnings.extend(warnings.iter().cloned());
            let id = format!("{name}#{}", before + n + 1);
            Document { id, path: path.to_string(), issue: info.clone(), article }
        });
        documents.collect()
    }
}

fn info_of(masthead: &Masthead, home: Option<String>) -> IssueInfo {
    IssueInfo {
        paper: masthead.paper.clone(),
        date: masthead.date.map(|d| d.to_string()),
        number: masthead.number,
        page: masthead.page.clone(),
        home,
        ..IssueInfo::default()
    }
}
