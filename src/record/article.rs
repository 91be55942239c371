//! The issue and the article that a record is of.

use super::PersonRole;
use serde::{Deserialize, Serialize};

/// The newspaper issue of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IssueInfo {
    /// The paper's name, 许昌日报.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The issue date, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The issue number (第9382期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The page (版), as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The name of the page (版名), 要闻.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The full name of the paper's home locality, 许昌市.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
}

impl IssueInfo {
    /// This issue with a date in ISO 8601.
    ///
    /// ```
    /// let issue = baozhi::record::IssueInfo::default().with_date("2022-03-02").with_home("禾川市");
    /// assert_eq!(issue.home.as_deref(), Some("禾川市"));
    /// ```
    pub fn with_date(mut self, date: impl Into<String>) -> IssueInfo {
        self.date = Some(date.into());
        self
    }

    /// This issue with the full name of the paper's home.
    pub fn with_home(mut self, home: impl Into<String>) -> IssueInfo {
        self.home = Some(home.into());
        self
    }

    /// This issue with the paper's name.
    pub fn with_paper(mut self, paper: impl Into<String>) -> IssueInfo {
        self.paper = Some(paper.into());
        self
    }
}

/// What kind of text an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum ArticleKind {
    /// A report.
    #[default]
    News,
    /// A short report without a byline (简讯).
    Brief,
    /// An opinion piece (评论员文章).
    Commentary,
    /// An official notice (通知, 公示).
    Notice,
    /// Minutes of a meeting (纪要).
    Minutes,
    /// A long piece with inner headings.
    Feature,
    /// The text below a photograph.
    Caption,
    /// A headline whose article stands elsewhere (导读).
    HeadlineOnly,
    /// An advertisement.
    Advertisement,
    /// Page numbers, contacts, QR-code lines.
    Furniture,
}

impl ArticleKind {
    /// True for what counts as an article where articles are counted (`baozhi stats`, the report, the graph): captions,
    /// headlines whose article stands elsewhere, advertisements and the page's furniture do not.
    ///
    /// ```
    /// use baozhi::record::ArticleKind;
    /// assert!(ArticleKind::Notice.is_article() && !ArticleKind::HeadlineOnly.is_article());
    /// ```
    pub fn is_article(self) -> bool {
        use ArticleKind::{Advertisement, Caption, Furniture, HeadlineOnly};
        !matches!(self, Caption | HeadlineOnly | Advertisement | Furniture)
    }
}

/// The head of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ArticleInfo {
    /// News, commentary, notice and so on.
    pub kind: ArticleKind,
    /// The line above the headline (引题).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The line below the headline (副题).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The column's tag, 创新故事.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The page the article goes on on (下转第二版), as written: 第二版.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continued_on: Option<String>,
    /// The page the article comes from (上接第一版), as written: 第一版.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continued_from: Option<String>,
    /// Who wrote or photographed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bylines: Vec<Byline>,
    /// Agency, place and date at the head of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
}

/// One name of a byline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Byline {
    /// Reporter, correspondent, photographer or author.
    pub role: PersonRole,
    /// The name, padding removed (王 堃 → 王堃).
    pub name: String,
}

impl Byline {
    /// A name with its role.
    pub fn new(role: PersonRole, name: impl Into<String>) -> Byline {
        Byline { role, name: name.into() }
    }
}

/// 新华社北京1月2日电.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Dateline {
    /// The agency or paper, 新华社 or 本报.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The place, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The date, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// Where an article stood in its input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// The path as it was given.
    pub path: String,
    /// First byte in the decoded input.
    pub start: usize,
    /// One past the last byte in the decoded input.
    pub end: usize,
    /// Where it stood on its pages, for inputs that tell it (PDF, ALTO, hOCR
    /// and the like): the boxes of its head and its columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Region>,
    /// Width and height of the page of the first region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_size: Option<[Length; 2]>,
    /// What the lengths of `regions` and `page_size` are counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<PageUnit>,
}

/// A box on a page. Coordinates run right and down from the upper left
/// corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Region {
    /// The page's number in the file, from 1.
    pub page: u32,
    /// Left edge.
    pub x: Length,
    /// Upper edge.
    pub y: Length,
    /// Width.
    pub w: Length,
    /// Height.
    pub h: Length,
}

impl Region {
    /// The box on page `page` whose upper left corner is `at` (from the left,
    /// from above) and whose width and height are `size`.
    ///
    /// ```
    /// use baozhi::record::Region;
    /// let region = Region::new(2, [10.4, 20.0], [99.2, 30.0]);
    /// assert_eq!((region.page, region.w), (2, 99.2.into()));
    /// ```
    pub fn new(page: u32, at: [f64; 2], size: [f64; 2]) -> Region {
        let ([x, y], [w, h]) = (at.map(Length::from), size.map(Length::from));
        Region { page, x, y, w, h }
    }
}

/// A length on a page, kept to a hundredth; a number in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "f64", into = "f64")]
pub struct Length(i32);

impl From<f64> for Length {
    fn from(length: f64) -> Length {
        Length((length * 100.0).round() as i32)
    }
}

impl From<f32> for Length {
    fn from(length: f32) -> Length {
        f64::from(length).into()
    }
}

impl From<Length> for f64 {
    fn from(length: Length) -> f64 {
        f64::from(length.0) / 100.0
    }
}

/// What lengths on a page are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum PageUnit {
    /// Points of 1/72 inch.
    #[serde(rename = "pt")]
    Point,
    /// Pixels of the page's picture.
    #[default]
    #[serde(rename = "px")]
    Pixel,
}

impl Source {
    /// The bytes `start..end` of the decoded input at `path`.
    pub fn new(path: impl Into<String>, start: usize, end: usize) -> Source {
        Source { path: path.into(), start, end, ..Source::default() }
    }
}
