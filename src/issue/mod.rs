//! Text to issue: the masthead and the articles of a page.

mod article;
mod byline;
mod credit;
mod dateline;
mod draft;
mod folio;
mod found;
mod from_layout;
mod furniture;
mod headline;
mod headline_marks;
mod headline_model;
pub(crate) mod headline_train;
mod kind;
mod lunar;
mod masthead;
mod masthead_date;
mod names;
mod one;
mod places;
mod printed;
mod segment;
mod signed;
mod unit;

pub use folio::Folio;
pub use places::Places;

use crate::page::SourceMap;
use crate::record::{ArticleInfo, PersonRole, Region};
use crate::span::Span;
use std::borrow::Borrow;

pub(crate) use draft::Draft;
#[cfg(feature = "pdf")]
pub(crate) use from_layout::Pages;

/// One issue of a newspaper, or the page of it that was given.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Issue {
    /// What the masthead says; empty fields where there is none.
    pub masthead: Masthead,
    /// The articles in reading order.
    pub articles: Vec<Article>,
    /// What the reader should know about the input.
    pub warnings: Vec<String>,
}

/// What is printed at the head of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Masthead {
    /// The paper's name, 许昌日报.
    pub paper: Option<String>,
    /// The paper's English name.
    pub english: Option<String>,
    /// The issue date.
    pub date: Option<jiff::civil::Date>,
    /// The weekday printed beside the date.
    pub weekday: Option<jiff::civil::Weekday>,
    /// The lunar date as printed.
    pub lunar: Option<String>,
    /// The issue number (第9382期).
    pub number: Option<u32>,
    /// The national serial number, CN41-0013.
    pub cn: Option<String>,
    /// Whose organ the paper is, as printed (中共许昌市委).
    pub organiser: Option<String>,
    /// 许昌日报社.
    pub publisher: Option<String>,
    /// 社长.
    pub president: Option<String>,
    /// 总编辑.
    pub editor: Option<String>,
    /// Number of pages (今日8版).
    pub pages: Option<u32>,
    /// The page this is (第2版), where printed.
    pub page: Option<String>,
    /// The place the paper is of, as printed in its name or its organiser's
    /// (许昌, 许昌市); the lexicon gives it its full name.
    pub home: Option<String>,
}

/// What is said of a page whose columns stand side by side.
const SIDE_BY_SIDE: &str = "columns stand side by side, row by row: their order cannot be told from this text; \
    name the PDF itself, or what `pdftotext -bbox-layout` makes of it";

/// One article: its head, its repaired text, and the way back to the source.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Article {
    /// Headline, bylines and kind.
    pub info: ArticleInfo,
    /// Where the parts of the head stand in `text`.
    pub head: HeadSpans,
    /// The headline lines, then the body, joined by single newlines.
    pub text: String,
    /// The body's span in `text`.
    pub body: Span,
    /// Where the article stood in the decoded input.
    pub source: Span,
    /// The names of bylines and photo credits, where they stand in `text`.
    pub names: Vec<BylineName>,
    /// What the reader should know about this article.
    pub warnings: Vec<String>,
    /// From `text` back to the decoded input.
    pub map: SourceMap,
    /// Where the text stands on its pages, for an article of a layout.
    pub places: Option<Places>,
    /// What the folio of its page says, for an article of a layout.
    pub folio: Folio,
}

/// Where the parts of an article's head stand in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeadSpans {
    /// The line above the headline (引题).
    pub kicker: Option<Span>,
    /// The headline.
    pub title: Option<Span>,
    /// The line or lines below the headline (副题).
    pub subtitle: Option<Span>,
    /// The datelines at the head of paragraphs, from the agency to 讯 or 电,
    /// in text order.
    pub datelines: Vec<Span>,
    /// The bylines, in text order: lines that are nothing else, and what
    /// stands in brackets behind a dateline or at the end of a paragraph, the
    /// brackets with it.
    pub bylines: Vec<Span>,
}

/// A byline's name in an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BylineName {
    /// Where it stands.
    pub span: Span,
    /// Reporter, correspondent, photographer or author.
    pub role: PersonRole,
    /// The rule that found it, `byline/report-head`.
    pub rule: &'static str,
}

/// The lines of a headline that is known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head<'a> {
    pub kicker: Option<&'a str>,
    pub title: Option<&'a str>,
    pub subtitle: Option<&'a str>,
}

impl Masthead {
    /// What the name of a paper alone tells: the name, and the place it is of.
    pub(crate) fn of_paper(name: &str) -> Masthead {
        masthead::of_paper(name)
    }

    /// Gives a home that the masthead names without its kind (澜阳, in
    /// 澜阳日报) the kind that the texts of the articles name it with most.
    pub(crate) fn settle_home<T: Borrow<str>>(&mut self, texts: impl Iterator<Item = T>) {
        const KINDS: [char; 5] = ['市', '县', '区', '州', '旗'];
        let Some(home) = self.home.as_deref().filter(|h| !h.ends_with(KINDS)) else { return };
        let mut named = [0usize; KINDS.len()];
        let finder = memchr::memmem::Finder::new(home);
        for text in texts {
            let text = text.borrow();
            for at in finder.find_iter(text.as_bytes()) {
                let kind = text[at + home.len()..].chars().next();
                if let Some(k) = KINDS.iter().position(|k| Some(*k) == kind) {
                    named[k] += 1;
                }
            }
        }
        let most = (0..KINDS.len()).max_by_key(|&k| (named[k], std::cmp::Reverse(k)));
        if let Some(kind) = most.filter(|&k| named[k] > 0) {
            self.home = Some(format!("{home}{}", KINDS[kind]));
        }
    }
}

impl Issue {
    /// Cuts a decoded page, or a whole issue, into its articles.
    ///
    /// ```
    /// let page = "江城日报\n2021年3月3日 星期三 第9382期\n\n\
    ///     山乡通了公交车\n\n本报讯（记者 王丽）昨日，三条公交线路开通。\n";
    /// let issue = baozhi::Issue::parse(page);
    /// assert_eq!(issue.masthead.paper.as_deref(), Some("江城日报"));
    /// assert_eq!(issue.articles[0].info.title.as_deref(), Some("山乡通了公交车"));
    /// assert_eq!(issue.articles[0].info.bylines[0].name, "王丽");
    /// ```
    pub fn parse(text: &str) -> Issue {
        Draft::of(text).into_issue()
    }

    /// See [`Masthead::settle_home`].
    pub(crate) fn settle_home(&mut self) {
        self.masthead.settle_home(self.articles.iter().map(|article| article.text.as_str()));
    }
}

impl Article {
    /// An article of its own, its text untouched: `text`, preceded by the
    /// title and a newline if a title is given. Bylines and datelines in it
    /// are read; nothing is repaired.
    pub fn plain(title: Option<&str>, text: &str) -> Article {
        article::plain(title, text)
    }

    /// As [`Article::plain`], with every line of the headline.
    pub(crate) fn with_head(head: &Head, text: &str) -> Article {
        article::with_head(head, text)
    }

    /// Maps a span of the article's text to the decoded input.
    pub fn source_of(&self, span: Span) -> Span {
        self.map.source_of(span)
    }

    /// The boxes in which a span of the article's text stands on its pages,
    /// one for each line; none for an article that is not of a layout.
    pub fn regions_of(&self, span: Span) -> Vec<Region> {
        self.places.as_ref().map_or_else(Vec::new, |p| p.of(self.map.source_of(span)))
    }

    /// Gives the dateline its year, where the text leaves it to the issue's
    /// date.
    pub fn resolve_dateline(&mut self, today: jiff::civil::Date) {
        article::resolve_dateline(self, today);
    }
}
