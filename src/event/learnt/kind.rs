//! An event type as a number: its row in `dicts/events_types.tsv`.

use crate::event::types::{EventType, event_types};
use crate::learn::{Key, Template};
use std::sync::LazyLock;

static TYPES: LazyLock<Vec<EventType>> = LazyLock::new(|| event_types().collect());

pub(super) const TYPE: Template = Template::new("type");

/// One of the types of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::event) struct Kind(u8);

impl Kind {
    /// The type with this code, if the table has it.
    pub(in crate::event) fn parse(code: &str) -> Option<Kind> {
        TYPES.iter().position(|t| t.code == code).and_then(|n| u8::try_from(n).ok()).map(Kind)
    }

    /// `MEET.HOLD`.
    pub(in crate::event) fn code(self) -> &'static str {
        TYPES[self.index()].code
    }

    /// Its row, from 0.
    pub(in crate::event) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The key of the feature that an event is of this type.
    pub(super) fn key(self) -> Key {
        Key::new(TYPE, self.code())
    }

    /// True for what tells of somebody who gets or leaves a post.
    pub(super) fn is_of_posts(self) -> bool {
        matches!(self.code(), "PERS.APPOINT" | "PERS.ELECT" | "PERS.REMOVE")
    }

    /// How many types there are.
    pub(in crate::event) fn count() -> usize {
        TYPES.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_belong_together() {
        let kind = Kind::parse("MEET.STUDY").unwrap();
        assert_eq!((kind.index(), kind.code()), (1, "MEET.STUDY"));
        assert_eq!(Kind::parse("NO.SUCH"), None);
    }
}
