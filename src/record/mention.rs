//! Mentions: everything named in the text.

use super::Rule;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a person is to an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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

/// Something named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Mention {
    /// Number of the mention, from 0, in text order.
    pub id: u32,
    /// The type and the fields that go with it.
    #[serde(flatten)]
    pub kind: MentionKind,
    /// Offset of its first character, in the unit that the record names (bytes in memory).
    pub start: usize,
    /// Offset behind its last character, in the same unit.
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
    /// The bytes of `text` that `span` names, in sentence 0 and of no entity;
    /// the text is empty where the span does not fit.
    pub fn new(kind: MentionKind, text: &str, span: Span, rule: impl Into<Rule>) -> Mention {
        Mention {
            id: 0,
            kind,
            start: span.start,
            end: span.end,
            text: span.get(text).unwrap_or_default().to_owned(),
            sentence: 0,
            entity: None,
            rule: rule.into(),
        }
    }

    /// The mention's span, in the record's unit.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The type of a mention with the fields that only this type has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
    #[non_exhaustive]
    Place {
        /// Full name, 许昌 → 许昌市.
        name: String,
        /// Administrative code: six digits, nine for a township.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        adcode: Option<String>,
        /// province, prefecture, county, township, country, natural …
        #[serde(default, skip_serializing_if = "Option::is_none")]
        level: Option<Cow<'static, str>>,
        /// The divisions from the province down, 河南省/许昌市.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        path: Option<String>,
        /// True for 我市, 全省.
        #[serde(default, skip_serializing_if = "super::is_false")]
        deixis: bool,
    },
    /// An institution.
    #[non_exhaustive]
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
    /// A meeting, 市妇联全体会议.
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    /// A place of this full name; code, level and path unknown.
    pub fn place(name: impl Into<String>) -> MentionKind {
        MentionKind::Place { name: name.into(), adcode: None, level: None, path: None, deixis: false }
    }

    /// An institution of this full name; place and class unknown.
    pub fn institution(name: impl Into<String>) -> MentionKind {
        MentionKind::Institution { name: name.into(), of: None, class: None }
    }

    /// A figure of this exact value, without unit, measure or change.
    pub fn figure(kind: FigureKind, value: impl Into<String>) -> MentionKind {
        MentionKind::Figure {
            kind,
            value: value.into(),
            unit: None,
            bound: Bound::Exact,
            measure: None,
            change: None,
            base: None,
            per: None,
        }
    }

    /// A time from a first to a last day, both inclusive, that the text gives.
    pub fn time(
        from: impl Into<String>,
        to: impl Into<String>,
        grain: impl Into<Cow<'static, str>>,
    ) -> MentionKind {
        MentionKind::Time {
            from: from.into(),
            to: to.into(),
            grain: grain.into(),
            part: None,
            basis: Basis::Explicit,
            calendar: None,
        }
    }

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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// 增长, 提高, 上升.
    Up,
    /// 下降, 减少, 降低.
    Down,
}

/// What a time's value rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The text alone.
    Explicit,
    /// The issue date, or a date before it in the text.
    Issue,
    /// A policy where the text leaves it open (近日, 日前).
    Inferred,
}
