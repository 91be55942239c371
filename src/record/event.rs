//! What happened and what was said.

use super::{Basis, Rule};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
    #[serde(default, skip_serializing_if = "super::is_false")]
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
