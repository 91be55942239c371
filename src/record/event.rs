//! What happened and what was said.

use super::{Basis, Rule};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Whether what an event says has come to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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

impl Event {
    /// An actual event of the type `kind` (`MEET.HOLD`), numbered 0, without
    /// triggers, roles, time and place.
    pub fn new(kind: impl Into<Cow<'static, str>>, rule: impl Into<Rule>) -> Event {
        Event {
            id: 0,
            kind: kind.into(),
            realis: Realis::Actual,
            triggers: Vec::new(),
            roles: Vec::new(),
            time: None,
            place: None,
            sentence: 0,
            rule: rule.into(),
        }
    }
}

/// A stretch of text that names an event or cues a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Trigger {
    /// Offset of its first character, in the unit that the record names (bytes in memory).
    pub start: usize,
    /// Offset behind its last character, in the same unit.
    pub end: usize,
    /// The exact slice.
    pub text: String,
}

impl Trigger {
    /// The bytes of `text` that `span` names; nothing where it does not fit.
    pub fn new(text: &str, span: Span) -> Trigger {
        Trigger { start: span.start, end: span.end, text: span.get(text).unwrap_or_default().to_owned() }
    }
}

/// One filler of one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Role {
    /// The role's name, `chair`.
    pub role: Cow<'static, str>,
    /// The filler as written.
    pub text: String,
    /// The mention that fills it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<u32>,
}

impl Role {
    /// A filler as it is written, without a mention.
    pub fn new(role: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Role {
        Role { role: role.into(), text: text.into(), mention: None }
    }
}

/// When an event took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventTime {
    /// First day, inclusive.
    pub from: String,
    /// Last day, inclusive.
    pub to: String,
    /// What the value rests on.
    pub basis: Basis,
}

impl EventTime {
    /// From a first to a last day, both inclusive, in ISO 8601.
    pub fn new(from: impl Into<String>, to: impl Into<String>, basis: Basis) -> EventTime {
        EventTime { from: from.into(), to: to.into(), basis }
    }
}

/// Where an event took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EventPlace {
    /// Full name.
    pub name: String,
    /// True when the place is not in the event's sentence.
    #[serde(default, skip_serializing_if = "super::is_false")]
    pub inferred: bool,
}

impl EventPlace {
    /// A place by its full name; `inferred` where it is not in the event's sentence.
    pub fn new(name: impl Into<String>, inferred: bool) -> EventPlace {
        EventPlace { name: name.into(), inferred }
    }
}

/// Something said, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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

impl Quote {
    /// What was said, as a span of the text, without speaker and cue.
    pub fn new(kind: QuoteKind, content: Span) -> Quote {
        Quote { speaker: None, cue: None, content: [content.start, content.end], kind }
    }
}

/// How something said is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// In quotation marks.
    Direct,
    /// In the paper's own words.
    Indirect,
}
