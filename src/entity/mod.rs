//! Mentions to entities: what names the same thing, and the key it has over
//! articles.
//!
//! Persons are joined by name, places by code, institutions, meetings and
//! documents by full name. Two persons of one name whose posts are of
//! divisions that exclude each other, or who stand in one list of names, stay
//! apart; the later one's key takes his institution: `person:王伟@某县公安局`. A surname alone (吴书记) joins the one
//! person of that surname named before it; else it is a person by itself, of
//! whom nothing is known beyond the article.

mod appointment;
mod person;

pub use appointment::{Appointments, AppointmentsBuilder};

pub(crate) use person::{SURNAME, nameless};

use crate::record::{Entity, EntityKind, Mention, MentionKind, Post};
use person::Who;
use std::collections::HashMap;

/// Joins mentions and gives each its entity's id. Entities are numbered in
/// the order of their first mentions.
pub(crate) fn join(mentions: &mut [Mention], posts: &[Post]) -> Vec<Entity> {
    let persons = person::told(mentions, posts);
    let mut entities: Vec<Entity> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for mention in mentions.iter_mut() {
        let Some((kind, key, name)) = key(mention, &persons) else { continue };
        let at = *known.entry(key).or_insert_with_key(|key| {
            let id = entities.len() as u32;
            entities.push(Entity { id, kind, key: key.clone(), name, mentions: Vec::new() });
            entities.len() - 1
        });
        entities[at].mentions.push(mention.id);
        mention.entity = Some(at as u32);
    }
    entities
}

fn key(mention: &Mention, persons: &HashMap<u32, Who>) -> Option<(EntityKind, String, String)> {
    Some(match &mention.kind {
        MentionKind::Person { .. } => {
            let who = persons.get(&mention.id).cloned().unwrap_or_else(|| {
                let name = mention.text.replace([' ', '\u{3000}'], "");
                Who { key: format!("person:{name}"), name }
            });
            (EntityKind::Person, who.key, who.name)
        }
        MentionKind::Place { name, adcode, .. } => {
            (EntityKind::Place, format!("place:{}", adcode.as_ref().unwrap_or(name)), name.clone())
        }
        MentionKind::Institution { name, .. } => {
            (EntityKind::Institution, format!("institution:{name}"), name.clone())
        }
        MentionKind::Meeting { name } => (EntityKind::Meeting, format!("meeting:{name}"), name.clone()),
        MentionKind::Document { name } => (EntityKind::Document, format!("document:{name}"), name.clone()),
        _ => return None,
    })
}
