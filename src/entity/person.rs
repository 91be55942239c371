//! Two persons of one name.

use crate::record::{Mention, MentionKind, Post};
use std::collections::HashMap;

/// The keys of persons whose name alone is not one, by mention id.
pub(super) fn keys(mentions: &[Mention], posts: &[Post]) -> HashMap<u32, String> {
    let mut out = HashMap::new();
    let mut first: HashMap<&str, &Post> = HashMap::new();
    for post in posts {
        let Some(institution) = &post.institution else { continue };
        match first.get(post.person.as_str()) {
            None => drop(first.insert(&post.person, post)),
            Some(other) if other.person_mention != post.person_mention && apart(mentions, other, post) => {
                out.entry(post.person_mention)
                    .or_insert_with(|| format!("person:{}@{institution}", post.person));
            }
            Some(_) => {}
        }
    }
    follow(mentions, &mut out);
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
fn follow(mentions: &[Mention], out: &mut HashMap<u32, String>) {
    if out.is_empty() {
        return;
    }
    let mut last: HashMap<&str, Option<String>> = HashMap::new();
    for mention in mentions {
        let MentionKind::Person { .. } = mention.kind else { continue };
        match out.get(&mention.id) {
            Some(key) => drop(last.insert(&mention.text, Some(key.clone()))),
            None => {
                if let Some(Some(key)) = last.get(mention.text.as_str()) {
                    out.insert(mention.id, key.clone());
                }
            }
        }
    }
}
