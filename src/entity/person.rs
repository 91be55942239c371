//! Two persons of one name, and one person of two: 吴建明 and 吴书记.

use crate::record::{Entity, Mention, MentionKind, Post};
use std::collections::HashMap;

/// The rule of mentions that are a surname alone.
pub(crate) const SURNAME: &str = "person/surname";

/// Who a mention means.
#[derive(Clone, Debug)]
pub(super) struct Who {
    pub key: String,
    pub name: String,
}

/// Those persons whom their mention's text alone does not tell, by mention id.
pub(super) fn told(mentions: &[Mention], posts: &[Post]) -> HashMap<u32, Who> {
    let mut out: HashMap<u32, Who> = HashMap::new();
    let mut first: HashMap<&str, &Post> = HashMap::new();
    for post in posts {
        let Some(institution) = &post.institution else { continue };
        match first.get(post.person.as_str()) {
            None => drop(first.insert(&post.person, post)),
            Some(other) if other.person_mention != post.person_mention && apart(mentions, other, post) => {
                let key = format!("person:{}@{institution}", post.person);
                out.entry(post.person_mention).or_insert_with(|| Who { key, name: post.person.clone() });
            }
            Some(_) => {}
        }
    }
    follow(mentions, &mut out);
    surnames(mentions, &mut out);
    out
}

/// True when two posts cannot be one person's: named in one list, or with the
/// same title in two places at once.
fn apart(mentions: &[Mention], a: &Post, b: &Post) -> bool {
    let listed = mentions[a.person_mention as usize].sentence == mentions[b.person_mention as usize].sentence
        && a.title_mention == b.title_mention;
    listed || !a.former && !b.former && a.title == b.title && a.institution != b.institution
}

/// Bare mentions after a second person of the name mean the last one titled.
fn follow(mentions: &[Mention], out: &mut HashMap<u32, Who>) {
    if out.is_empty() {
        return;
    }
    let mut last: HashMap<&str, Option<Who>> = HashMap::new();
    for mention in mentions {
        let MentionKind::Person { .. } = mention.kind else { continue };
        match out.get(&mention.id) {
            Some(who) => drop(last.insert(&mention.text, Some(who.clone()))),
            None => {
                if let Some(Some(who)) = last.get(mention.text.as_str()) {
                    out.insert(mention.id, who.clone());
                }
            }
        }
    }
}

/// Surnames alone, when the article names one person of that surname before:
/// 吴书记 after 吴建明.
fn surnames(mentions: &[Mention], out: &mut HashMap<u32, Who>) {
    let mut full: HashMap<char, Option<String>> = HashMap::new();
    let persons = mentions.iter().filter(|m| matches!(m.kind, MentionKind::Person { .. }));
    for mention in persons {
        let text = mention.text.as_str();
        let Some(first) = text.chars().next() else { continue };
        if text.len() > first.len_utf8() {
            let name = text.replace([' ', '\u{3000}'], "");
            let one = full.entry(first).or_insert_with(|| Some(name.clone()));
            one.take_if(|known| *known != name);
        } else if let Some(Some(name)) = full.get(&first) {
            out.insert(mention.id, Who { key: format!("person:{name}"), name: name.clone() });
        }
    }
}

/// True when nothing tells the person `entity` from another in the next
/// article: 李某, or a surname alone wherever it is mentioned.
pub(crate) fn nameless(entity: &Entity, mentions: &[Mention]) -> bool {
    let bare = |&id: &u32| mentions.get(id as usize).is_some_and(|m| &*m.rule == SURNAME);
    entity.name.contains('某') || !entity.mentions.is_empty() && entity.mentions.iter().all(bare)
}
