//! What mentions name, and who holds which post.

use super::Rule;
use serde::{Deserialize, Serialize};

/// What one or more mentions name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entity {
    /// Number of the entity in its article, from 0.
    pub id: u32,
    /// person, place, institution, meeting or document.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// Stable over articles, `person:周明远`, `place:411000`.
    pub key: String,
    /// Full name.
    pub name: String,
    /// Ids of its mentions.
    pub mentions: Vec<u32>,
}

impl Entity {
    /// An entity without mentions, numbered 0.
    pub fn new(kind: EntityKind, key: impl Into<String>, name: impl Into<String>) -> Entity {
        Entity { id: 0, kind, key: key.into(), name: name.into(), mentions: Vec::new() }
    }

    /// The administrative code of a place, six digits, nine of a township;
    /// `None` for what is no division of China with a code.
    ///
    /// ```
    /// use baozhi::record::{Entity, EntityKind};
    /// assert_eq!(Entity::new(EntityKind::Place, "place:411000", "许昌市").adcode(), Some("411000"));
    /// assert_eq!(Entity::new(EntityKind::Place, "place:日本", "日本").adcode(), None);
    /// ```
    pub fn adcode(&self) -> Option<&str> {
        let code = self.key.strip_prefix("place:").filter(|_| self.kind == EntityKind::Place)?;
        let is_code = matches!(code.len(), 6 | 9) && code.bytes().all(|b| b.is_ascii_digit());
        is_code.then_some(code)
    }
}

/// The type of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
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

impl Post {
    /// `person`, of the mention `person_mention`, holds `title`; no
    /// institution, not former, no days.
    pub fn new(
        person: impl Into<String>,
        title: impl Into<String>,
        person_mention: u32,
        rule: impl Into<Rule>,
    ) -> Post {
        Post {
            person: person.into(),
            title: title.into(),
            institution: None,
            former: false,
            person_mention,
            title_mention: None,
            from: None,
            to: None,
            rule: rule.into(),
        }
    }
}
