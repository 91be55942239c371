//! One row for each post that an article tells of.
//!
//! A post may be told several ways at once: by the title before a name, by 任命…为, in the headline and in the text. The
//! first row stays, and takes from the others what it lacks: the days, the mention of the title. A row without an
//! institution tells of no other post where the person has the title in one institution alone.

use crate::record::{Mention, MentionKind, Post};
use rustc_hash::FxHashMap;

/// `posts` with one row for each person, title and institution, held and given up apart; `mentions` tell namesakes
/// apart.
pub(super) fn one_row_each(mut posts: Vec<Post>, mentions: &[Mention]) -> Vec<Post> {
    share_institutions(&mut posts);
    let mut out: Vec<Post> = Vec::with_capacity(posts.len());
    let mut rows: FxHashMap<Told, usize> = FxHashMap::default();
    for post in posts {
        let mention = mentions.get(post.person_mention as usize).filter(|m| m.id == post.person_mention);
        let who = mention.and_then(|m| m.entity).ok_or_else(|| post.person.clone());
        let told = (who, post.title.clone(), post.institution.clone(), post.former);
        match rows.get(&told) {
            Some(&n) => add(&mut out[n], post),
            None => {
                rows.insert(told, out.len());
                out.push(post);
            }
        }
    }
    told_in_full(out, &rows)
}

/// Enters into each title's mention who is said to hold it: an event gives posts too (乙当选副主席), which the stage of
/// mentions did not know of.
pub(super) fn tell_holders(posts: &[Post], mentions: &mut [Mention]) {
    for post in posts {
        let title = post.title_mention.and_then(|title| mentions.get_mut(title as usize));
        if let Some(MentionKind::Title { holders }) = title.map(|title| &mut title.kind)
            && !holders.contains(&post.person_mention)
        {
            holders.push(post.person_mention);
            holders.sort_unstable();
        }
    }
}

/// A title printed once for several persons (A、B当选副市长) is of one institution for all of them.
fn share_institutions(posts: &mut [Post]) {
    let known = posts.iter().filter_map(|p| Some((p.title_mention?, p.institution.clone()?)));
    let known: FxHashMap<u32, String> = known.collect();
    for post in posts.iter_mut().filter(|p| p.institution.is_none()) {
        post.institution = post.title_mention.and_then(|title| known.get(&title).cloned());
    }
}

/// `posts` without those that lack only the institution of another row; `rows` has their numbers.
fn told_in_full(mut posts: Vec<Post>, rows: &FxHashMap<Told, usize>) -> Vec<Post> {
    let mut full: FxHashMap<Held<'_>, Option<usize>> = FxHashMap::default();
    for ((who, title, _, former), row) in rows.iter().filter(|(told, _)| told.2.is_some()) {
        // None where there are several: the row is of any of them.
        full.entry((who, title, *former)).and_modify(|one| *one = None).or_insert(Some(*row));
    }
    let of = |(who, title, _, former): &Told| full.get(&(who, title.as_str(), *former)).copied().flatten();
    let lacking = rows.iter().filter(|(told, _)| told.2.is_none());
    let mut same: Vec<(usize, usize)> = lacking.filter_map(|(told, row)| Some((*row, of(told)?))).collect();
    same.sort_unstable();
    for (row, whole) in same.iter().rev() {
        let post = posts[*row].clone();
        add(&mut posts[*whole], post);
    }
    let mut left_out = same.iter().map(|(row, _)| *row).peekable();
    let mut n = 0;
    posts.retain(|_| {
        let keep = left_out.next_if_eq(&n).is_none();
        n += 1;
        keep
    });
    posts
}

/// Person, title, given up or not.
type Held<'t> = (&'t Result<u32, String>, &'t str, bool);

/// Person (the entity, else the name), title, institution, given up or not.
type Told = (Result<u32, String>, String, Option<String>, bool);

/// Adds what `other` knows of the same post.
fn add(post: &mut Post, other: Post) {
    post.from = post.from.take().or(other.from);
    post.to = post.to.take().or(other.to);
    if post.title_mention.is_none() && post.person_mention == other.person_mention {
        post.title_mention = other.title_mention;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_told_twice_is_one_row_with_its_day() {
        let row =
            |person: &str, title: &str, institution: Option<&str>, from: Option<&str>, rule: &'static str| {
                let mut post = Post::new(person, title, 0, rule);
                post.institution = institution.map(str::to_owned);
                post.from = from.map(str::to_owned);
                post
            };
        let office = Some("岚港市水利局");
        let posts = vec![
            row("王宁", "局长", office, None, "post/predicate"),
            row("王宁", "书记", office, None, "post/predicate"),
            row("王宁", "局长", office, Some("2021-03-03"), "pers/appoint"),
            row("王宁", "局长", None, None, "person/title"),
            Post { former: true, ..row("王宁", "局长", office, None, "pers/dismiss") },
        ];
        let rows = one_row_each(posts, &[]);
        let told: Vec<(&str, Option<&str>, bool)> =
            rows.iter().map(|p| (&*p.title, p.from.as_deref(), p.former)).collect();
        assert_eq!(told, [("局长", Some("2021-03-03"), false), ("书记", None, false), ("局长", None, true)]);
    }
}
