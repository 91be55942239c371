//! From the matching form that the stages read back to the text as printed:
//! what a record shows of its text is what the paper shows.

use crate::record::{EntityKind, MentionKind, Record};
use memchr::memmem;

/// Puts the printed text in the place of the matching form in all that
/// `record` quotes from its text. Full names of places and institutions, and
/// the keys of entities, stay in the dictionaries' characters: they are the
/// same for all papers.
pub(super) fn show_as_printed(record: &mut Record, matching: &str) {
    let printed = std::mem::take(&mut record.text);
    let quoted = |text: &mut String| {
        let at = memmem::find(matching.as_bytes(), text.as_bytes());
        if let Some(shown) = at.and_then(|at| printed.get(at..at + text.len())) {
            *text = shown.to_owned();
        }
    };
    for m in &mut record.mentions {
        m.text = printed.as_str()[m.span()].to_owned();
        match &mut m.kind {
            MentionKind::Meeting { name } | MentionKind::Document { name } => quoted(name),
            MentionKind::Figure { unit, measure, base, per, .. } => {
                if let Some(unit) = unit {
                    quoted(unit.to_mut());
                }
                [measure, base, per].into_iter().flatten().for_each(quoted);
            }
            _ => {}
        }
    }
    for e in record.entities.iter_mut().filter(|e| e.kind == EntityKind::Person) {
        quoted(&mut e.name);
    }
    for post in &mut record.posts {
        quoted(&mut post.person);
        quoted(&mut post.title);
    }
    for event in &mut record.events {
        event.triggers.iter_mut().for_each(|t| t.text = printed[t.start..t.end].to_owned());
        event.roles.iter_mut().for_each(|r| quoted(&mut r.text));
    }
    record.text = printed;
}
