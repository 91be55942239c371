//! The public record: what one article becomes, as one JSON object.
//!
//! The types here serialise to the documented schema and read it back. In
//! memory, offsets are UTF-8 bytes of [`Record::text`]; [`Record::with_offsets`]
//! converts them once, at export. A field that does not apply is left out of
//! the JSON, never null.

mod article;
mod entity;
mod event;
mod mention;
mod offsets;
#[cfg(feature = "schema")]
mod schema;
mod token;

pub use article::{ArticleInfo, ArticleKind, Byline, Dateline, IssueInfo, Length, PageUnit, Region, Source};
pub use entity::{Entity, EntityKind, Post};
pub use event::{Event, EventPlace, EventTime, Quote, QuoteKind, Realis, Role, Trigger};
pub use mention::{Basis, Bound, Change, FigureKind, Mention, MentionKind, PersonRole};
pub(crate) use offsets::ToBytes;
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use token::Token;

use crate::span::Offsets;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The number of the record's schema; fields may be added within a number.
pub const SCHEMA: u32 = 1;

/// The name of the rule, dictionary row or model that made something:
/// `person/title-list`, `lexicon/places.tsv:411000`, `tagger`.
pub type Rule = Cow<'static, str>;

/// One article with everything that was read out of it.
///
/// ```
/// use baozhi::record::{Mention, MentionKind, PersonRole};
/// use baozhi::{Offsets, Record, Span};
///
/// let mut record = Record::new("禾川日报-2022-03-02#1", "周明远主持会议。");
/// let person = MentionKind::Person { role: PersonRole::Official };
/// record.mentions.push(Mention::new(person, &record.text, Span::new(0, 9), "by-hand"));
///
/// let json = serde_json::to_string(&record.with_offsets(Offsets::Char))?;
/// let back: Record = serde_json::from_str(&json)?;
/// assert_eq!((back.mentions[0].text.as_str(), back.mentions[0].end), ("周明远", 3));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Record {
    /// Schema number, [`SCHEMA`].
    pub schema: u32,
    /// The input's own id where it has one, else file name, `#`, article number.
    pub id: String,
    /// The unit of every offset in this record.
    pub offsets: Offsets,
    /// The issue the article stood in.
    pub issue: IssueInfo,
    /// Headline, bylines and kind.
    pub article: ArticleInfo,
    /// The repaired text: headline lines, then the body.
    pub text: String,
    /// The body's span in `text`.
    pub body: [usize; 2],
    /// Where the article stood in the decoded input.
    pub source: Source,
    /// Everything named, in text order.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// What the mentions name.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// Who holds which post.
    #[serde(default)]
    pub posts: Vec<Post>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<Event>,
    /// What was said.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// The words, in text order, where they were asked for
    /// ([`Config::tokens`](crate::Config::tokens)); blanks are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// What the reader of this record should know about its input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl Record {
    /// A record of `text`, all of it body, with nothing read out of it yet.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Record {
        let text = text.into();
        Record {
            schema: SCHEMA,
            id: id.into(),
            offsets: Offsets::Byte,
            issue: IssueInfo::default(),
            article: ArticleInfo::default(),
            body: [0, text.len()],
            text,
            source: Source::default(),
            mentions: Vec::new(),
            entities: Vec::new(),
            posts: Vec::new(),
            events: Vec::new(),
            quotes: Vec::new(),
            tokens: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The day the article is filed under: its issue's date, else that of its
    /// dateline, ISO 8601.
    ///
    /// ```
    /// let mut record = baozhi::Record::new("a", "会议召开。");
    /// assert_eq!(record.date(), None);
    /// record.issue.date = Some("2022-03-02".to_owned());
    /// assert_eq!(record.date(), Some("2022-03-02"));
    /// ```
    pub fn date(&self) -> Option<&str> {
        let dateline = self.article.dateline.as_ref().and_then(|d| d.date.as_deref());
        self.issue.date.as_deref().or(dateline)?.get(..10)
    }
}

fn is_false(b: &bool) -> bool {
    !*b
}
