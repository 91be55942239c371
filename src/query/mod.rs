//! Questions over records: where words stand, what is known of one name over
//! time, what differs between two sets of articles.
//!
//! | question | file |
//! |---|---|
//! | which sentences hold these words? | [`Search`] in `search` |
//! | what is told of this name, and when? | [`Timeline`] in `timeline` |
//! | is this person news, or did he only make the paper? | [`Staff`] in `staff` |
//! | what is more and what is less in a second set of records? | [`Comparison`] in `compare` |
//!
//! Records are given one after another and not kept: a corpus of any size is
//! asked in the memory that the answer takes.
//!
//! Words and names are compared in one form ([`fold`]): traditional as
//! simplified characters, compatibility forms as what they stand for, Latin
//! letters as small ones.

mod compare;
mod search;
mod staff;
mod timeline;

pub use compare::{Comparison, Difference, Subject};
pub use search::{Hit, Search};
pub use staff::Staff;
pub use timeline::{Fact, FactKind, Life, Timeline};

use crate::lexicon::variants::standard_form;
use crate::record::{Entity, Record};

/// `text` in the form that words and names are compared in. It is as long as
/// `text` in bytes, and every span of one is a span of the other.
///
/// ```
/// assert_eq!(baozhi::query::fold("縣政協主席A"), "县政协主席a");
/// ```
pub fn fold(text: &str) -> String {
    text.chars().map(|c| standard_form(c).to_ascii_lowercase()).collect()
}

/// True where `name` is an entity's full name or its key, or where one of its
/// mentions is printed so.
///
/// ```
/// use baozhi::Record;
/// use baozhi::query::is_named;
/// use baozhi::record::{Entity, EntityKind};
///
/// let record = Record::new("a", "");
/// let office = Entity::new(EntityKind::Institution, "institution:禾川市统计局", "禾川市统计局");
/// assert!(is_named(&record, &office, "禾川市統計局"));
/// assert!(!is_named(&record, &office, "统计局"));
/// ```
pub fn is_named(record: &Record, entity: &Entity, name: &str) -> bool {
    let printed = |id: &u32| record.mentions.get(*id as usize).is_some_and(|m| is_same(&m.text, name));
    is_same(&entity.name, name) || is_same(&entity.key, name) || entity.mentions.iter().any(printed)
}

/// Equal in the form that names are compared in.
fn is_same(a: &str, b: &str) -> bool {
    a == b || a.len() == b.len() && fold(a) == fold(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folded_text_has_the_length_of_the_text() {
        for text in ["", "縣政協主席Ａ a⽉１Z", "𠮷田\u{fffd}\n"] {
            let folded = fold(text);
            assert_eq!(folded.len(), text.len(), "{text}");
            assert!(text.char_indices().all(|(at, _)| folded.is_char_boundary(at)));
            assert_eq!(fold(&folded), folded);
        }
    }
}
