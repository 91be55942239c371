//! The public record: what one article becomes, as one JSON object.
//!
//! The types here serialise to the documented schema and read it back. In
//! memory, offsets are UTF-8 bytes of [`Record::text`]; [`Record::with_offsets`]
//! converts them once, at export. A field that does not apply is left out of
//! the JSON, never null.

use crate::span::{OffsetMap, Offsets, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The number of the record's schema; fields may be added within a number.
pub const SCHEMA: u32 = 1;

/// The name of the rule, dictionary row or model that made something:
/// `person/title-list`, `lexicon/places.tsv:411000`, `tagger`.
pub type Rule = Cow<'static, str>;

/// One article with everything that was read out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What the reader of this record should know about its input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// The newspaper issue of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The full name of the paper's home locality, 许昌市.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
}

/// What kind of text an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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

/// The head of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a person is to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonRole {
    /// Holds a post that the article names.
    Official,
    /// 记者.
    Reporter,
    /// 通讯员.
    Correspondent,
    /// 摄影.
    Photographer,
    /// Writer of a signed piece.
    Author,
    /// Anyone else.
    #[default]
    Other,
}

/// One name of a byline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Byline {
    /// Reporter, correspondent, photographer or author.
    pub role: PersonRole,
    /// The name, padding removed (王 堃 → 王堃).
    pub name: String,
}

/// 新华社北京1月2日电.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct Source {
    /// The path as it was given.
    pub path: String,
    /// First byte in the decoded input.
    pub start: usize,
    /// One past the last byte in the decoded input.
    pub end: usize,
}

/// Something named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Number of the mention, from 0, in text order.
    pub id: u32,
    /// The type and the fields that go with it.
    #[serde(flatten)]
    pub kind: MentionKind,
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    /// The exact slice of the text.
    pub text: String,
    /// Number of the sentence, from 0.
    pub sentence: u32,
    /// The entity it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
    /// What made it.
    pub rule: Rule,
}

impl Mention {
    /// The mention's span, in the record's unit.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The type of a mention with the fields that only this type has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum MentionKind {
    /// A person's name.
    Person {
        /// What the person is to the article.
        role: PersonRole,
    },
    /// A post's bare title, 党组书记.
    Title {
        /// Mention ids of the persons who hold it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        holders: Vec<u32>,
    },
    /// A place.
    Place {
        /// Full name, 许昌 → 许昌市.
        name: String,
        /// Six-digit administrative code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adcode: Option<String>,
        /// province, prefecture, county, township, country, natural …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Cow<'static, str>>,
        /// The divisions from the province down, 河南省/许昌市.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// True for 我市, 全省.
        #[serde(default, skip_serializing_if = "is_false")]
        deixis: bool,
    },
    /// An institution.
    Institution {
        /// Full name with its place, 市工信局 → 许昌市工业和信息化局.
        name: String,
        /// Full name of the place it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        /// party, government, congress, cppcc, court, company, school …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        class: Option<Cow<'static, str>>,
    },
    /// A meeting, 市政协党组扩大会议.
    Meeting {
        /// Its name.
        name: String,
    },
    /// A document, 《…》 or 关于…的通知.
    Document {
        /// Its name, without the brackets.
        name: String,
    },
    /// A number with what it counts.
    Figure {
        /// Rate, amount, count and so on.
        kind: FigureKind,
        /// Exact decimal, range `a..b` or fraction `a/b`.
        value: String,
        /// `%`, `pp`, ISO 4217, the measure word or unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Cow<'static, str>>,
        /// How the value bounds the truth; exact when left out.
        #[serde(default, skip_serializing_if = "Bound::is_exact")]
        bound: Bound,
        /// What is counted or measured, as written.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        measure: Option<String>,
        /// Whether the figure is a rise or a fall.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<Change>,
        /// What a change is measured against: 同比, 环比, 比上年.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<String>,
        /// What an amount is counted by: 每人每月, 斤.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per: Option<String>,
    },
    /// A point or stretch of time.
    Time {
        /// First day (or minute), inclusive, ISO 8601.
        from: String,
        /// Last day (or minute), inclusive, ISO 8601.
        to: String,
        /// day, month, quarter, year, period …
        grain: Cow<'static, str>,
        /// morning, afternoon …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Cow<'static, str>>,
        /// What the value rests on.
        basis: Basis,
        /// `lunar` when written in the lunar calendar.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        calendar: Option<Cow<'static, str>>,
    },
    /// A length of time.
    Duration {
        /// ISO 8601, P3Y.
        value: String,
    },
}

impl MentionKind {
    /// The name in records, `person`.
    pub fn as_str(&self) -> &'static str {
        match self {
            MentionKind::Person { .. } => "person",
            MentionKind::Title { .. } => "title",
            MentionKind::Place { .. } => "place",
            MentionKind::Institution { .. } => "institution",
            MentionKind::Meeting { .. } => "meeting",
            MentionKind::Document { .. } => "document",
            MentionKind::Figure { .. } => "figure",
            MentionKind::Time { .. } => "time",
            MentionKind::Duration { .. } => "duration",
        }
    }
}

/// What sort of number a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// %, ‰, 成, 分之, 百分点.
    Rate,
    /// Money.
    Amount,
    /// A number with a measure word.
    Count,
    /// A number with a physical unit.
    Quantity,
    /// 倍, 番.
    Multiple,
    /// 第一, 首批.
    Ordinal,
    /// In no other class.
    Number,
}

/// How a printed value bounds the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// As printed.
    #[default]
    #[serde(rename = "=")]
    Exact,
    /// 超过, 逾, 突破.
    #[serde(rename = ">")]
    Above,
    /// 不低于, 以上.
    #[serde(rename = ">=")]
    AtLeast,
    /// 不足, 低于.
    #[serde(rename = "<")]
    Below,
    /// 不超过, 以内.
    #[serde(rename = "<=")]
    AtMost,
    /// 近, 约, 余, 左右.
    #[serde(rename = "~")]
    About,
}

impl Bound {
    /// True for [`Bound::Exact`].
    pub fn is_exact(&self) -> bool {
        *self == Bound::Exact
    }
}

/// The direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// 增长, 提高, 上升.
    Up,
    /// 下降, 减少, 降低.
    Down,
}

/// What a time's value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The text alone.
    Explicit,
    /// The issue date, or a date before it in the text.
    Issue,
    /// A policy where the text leaves it open (近日, 日前).
    Inferred,
}

/// What one or more mentions name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Number of the entity in its article, from 0.
    pub id: u32,
    /// person, place, institution, meeting or document.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Stable over articles, `person:刘保新`, `place:411000`.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Ids of its mentions.
    pub mentions: Vec<u32>,
}

/// The type of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An institution.
    Institution,
    /// A meeting.
    Meeting,
    /// A document.
    Document,
}

impl EntityKind {
    /// The name in records, `person`.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Place => "place",
            EntityKind::Institution => "institution",
            EntityKind::Meeting => "meeting",
            EntityKind::Document => "document",
        }
    }
}

/// One person, one title, one institution, as the article says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The person's name.
    pub person: String,
    /// The bare title.
    pub title: String,
    /// Full name of the institution, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// True for 原, 前, 时任 and posts that were given up.
    pub former: bool,
    /// The mention of the person.
    pub person_mention: u32,
    /// The mention of the title, where the text has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_mention: Option<u32>,
    /// First day in the post, where an appointment says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day in the post, where a removal says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What made it.
    pub rule: Rule,
}

/// Whether what an event says has come to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Realis {
    /// It happened.
    #[default]
    Actual,
    /// It will happen.
    Future,
    /// It is planned.
    Planned,
    /// It is wished, called for or asked.
    Irrealis,
    /// It did not happen.
    Negated,
}

/// Something that happened, or was said to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Number of the event, from 0.
    pub id: u32,
    /// The ontology's code, `MEET.HOLD`.
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
    /// Actual, future, planned, irrealis or negated.
    pub realis: Realis,
    /// The words that name the event.
    pub triggers: Vec<Trigger>,
    /// Who and what takes part.
    pub roles: Vec<Role>,
    /// When, with its basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<EventTime>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EventPlace>,
    /// Number of the sentence of the first trigger.
    pub sentence: u32,
    /// The frame that made it.
    pub rule: Rule,
}

/// A stretch of text that names an event or cues a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// First unit.
    pub start: usize,
    /// One past the last unit.
    pub end: usize,
    /// The exact slice.
    pub text: String,
}

/// One filler of one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The role's name, `chair`.
    pub role: Cow<'static, str>,
    /// The filler as written.
    pub text: String,
    /// The mention that fills it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<u32>,
}

/// When an event took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTime {
    /// First day, inclusive.
    pub from: String,
    /// Last day, inclusive.
    pub to: String,
    /// What the value rests on.
    pub basis: Basis,
}

/// Where an event took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPlace {
    /// Full name.
    pub name: String,
    /// True when the place is not in the event's sentence.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
}

/// Something said, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The mention of the speaker, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<u32>,
    /// The span of the cue (指出).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<[usize; 2]>,
    /// The span of what was said.
    pub content: [usize; 2],
    /// Direct or indirect.
    pub kind: QuoteKind,
}

/// How something said is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// In the paper's own words.
    Indirect,
}

impl Record {
    /// The same record with its offsets counted in `unit`.
    ///
    /// Only byte offsets are converted: a record in another unit is returned
    /// as it is when `unit` is its own, and converted by way of its text
    /// otherwise.
    pub fn with_offsets(mut self, unit: Offsets) -> Record {
        if self.offsets == unit {
            return self;
        }
        let from = Back::new(&self.text, self.offsets);
        let map = OffsetMap::new(&self.text, unit);
        let conv = |x: &mut usize| *x = map.of(from.byte(*x));
        self.body.iter_mut().for_each(conv);
        for m in &mut self.mentions {
            conv(&mut m.start);
            conv(&mut m.end);
        }
        for t in self.events.iter_mut().flat_map(|e| &mut e.triggers) {
            conv(&mut t.start);
            conv(&mut t.end);
        }
        for q in &mut self.quotes {
            q.cue.iter_mut().flatten().for_each(conv);
            q.content.iter_mut().for_each(conv);
        }
        self.offsets = unit;
        self
    }
}

/// From a unit's offsets back to bytes.
struct Back(Vec<usize>);

impl Back {
    fn new(text: &str, unit: Offsets) -> Back {
        let mut bytes = Vec::new();
        if unit != Offsets::Byte {
            for (at, c) in text.char_indices() {
                let n = if unit == Offsets::Char { 1 } else { c.len_utf16() };
                bytes.extend(std::iter::repeat_n(at, n));
            }
            bytes.push(text.len());
        }
        Back(bytes)
    }

    fn byte(&self, at: usize) -> usize {
        match self.0.last() {
            None => at,
            Some(&last) => self.0.get(at).copied().unwrap_or(last),
        }
    }
}

fn is_false(b: &bool) -> bool {
    !*b
}
