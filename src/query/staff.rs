//! Whether a person is news or only made the paper.

use crate::record::{Entity, MentionKind, PersonRole, Record};

/// What a person is in the articles that name him or her, one article after another.
///
/// ```
/// use baozhi::query::Staff;
/// assert!(!Staff::default().is_press());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Staff {
    official: u32,
    other: u32,
    made: u32,
}

impl Staff {
    /// Adds an article and what is named in it.
    pub fn add(&mut self, record: &Record, entity: &Entity) {
        for mention in entity.mentions.iter().filter_map(|&id| record.mentions.get(id as usize)) {
            match mention.kind {
                MentionKind::Person { role: PersonRole::Official } => self.official += 1,
                MentionKind::Person { role: PersonRole::Other } => self.other += 1,
                MentionKind::Person { .. } => self.made += 1,
                _ => {}
            }
        }
    }

    /// True for reporters, photographers and authors: persons who are named mostly because they made the paper, and
    /// never as officials.
    pub fn is_press(&self) -> bool {
        self.official == 0 && self.other < self.made
    }
}
