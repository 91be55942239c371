//! Mentions of all stages as one list, numbered in text order.

use crate::record::{Entity, Mention, MentionKind, Post, Rule};
use crate::span::Span;

/// Merges the measured mentions (figures, times) into the named ones and
/// numbers them all in text order; ids in `entities` and `posts` follow.
///
/// Order: by start, longer first, then by type, so that it does not depend on
/// the order in which the stages ran.
pub(crate) fn number(
    mut named: Vec<Mention>,
    measured: Vec<Mention>,
    entities: &mut [Entity],
    posts: &mut [Post],
) -> Vec<Mention> {
    // Ids of the named are their places; the measured get ids behind them.
    let old = named.len() as u32;
    named.extend(measured.into_iter().zip(old..).map(|(m, id)| Mention { id, ..m }));
    named.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), rank(&m.kind)));
    let mut new_id = vec![0u32; named.len()];
    for (new, m) in (0u32..).zip(&mut named) {
        new_id[m.id as usize] = new;
        m.id = new;
    }
    let renumber = |id: &mut u32| *id = new_id[*id as usize];
    for m in &mut named {
        if let MentionKind::Title { holders } = &mut m.kind {
            holders.iter_mut().for_each(renumber);
        }
    }
    for e in entities {
        e.mentions.iter_mut().for_each(renumber);
        e.mentions.sort_unstable();
    }
    for p in posts {
        renumber(&mut p.person_mention);
        p.title_mention.iter_mut().for_each(renumber);
    }
    named
}

/// A mention that belongs to no entity: a figure, time or duration. Its id is
/// given by [`number`].
pub(crate) fn measured(
    text: &str,
    span: Span,
    kind: MentionKind,
    sentences: &[Span],
    rule: &'static str,
) -> Mention {
    Mention {
        id: 0,
        kind,
        start: span.start,
        end: span.end,
        text: text[span].to_string(),
        sentence: sentence_at(sentences, span.start),
        entity: None,
        rule: Rule::Borrowed(rule),
    }
}

/// The number of the sentence that holds byte `at`.
pub(crate) fn sentence_at(sentences: &[Span], at: usize) -> u32 {
    sentences.partition_point(|s| s.end <= at).min(sentences.len().saturating_sub(1)) as u32
}

fn rank(kind: &MentionKind) -> u8 {
    match kind {
        MentionKind::Meeting { .. } => 0,
        MentionKind::Document { .. } => 1,
        MentionKind::Institution { .. } => 2,
        MentionKind::Place { .. } => 3,
        MentionKind::Title { .. } => 4,
        MentionKind::Person { .. } => 5,
        MentionKind::Time { .. } => 6,
        MentionKind::Duration { .. } => 7,
        MentionKind::Figure { .. } => 8,
    }
}
