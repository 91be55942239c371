//! Texts longer than any article, read piece by piece.
//!
//! Within an article names support each other wherever they stand, which is
//! more than linear work. A piece bounds it: 64 KiB are twenty thousand
//! characters, two whole pages of a paper.

use super::{Found, Input};
use crate::issue::BylineName;
use crate::record::MentionKind;
use crate::span::Span;
use crate::tagger::Tag;
use std::collections::HashSet;

/// The longest text that is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// What `find` finds in the text, or in its pieces one after the other.
pub(super) fn each(input: &Input<'_>, find: impl Fn(&Input<'_>) -> Found) -> Found {
    if input.text.len() <= PIECE {
        return find(input);
    }
    let mut all = Found::default();
    let mut from = 0;
    while from < input.sentences.len() {
        let start = input.sentences[from].start;
        let n = input.sentences[from..].iter().take_while(|s| s.end - start <= PIECE).count().max(1);
        let span = Span::new(start, input.sentences[from + n - 1].end);
        append(&mut all, within(input, span, from..from + n, &find), span.start, from as u32);
        from += n;
    }
    let mut rows = HashSet::new();
    all.posts.retain(|p| rows.insert((p.person.clone(), p.title.clone(), p.institution.clone())));
    all
}

/// What `find` finds in `span`, its offsets counted from there.
fn within(
    input: &Input<'_>,
    span: Span,
    sentences: std::ops::Range<usize>,
    find: &impl Fn(&Input<'_>) -> Found,
) -> Found {
    let back = |s: Span| Span::new(s.start - span.start, s.end - span.start);
    let sentences: Vec<Span> = input.sentences[sentences].iter().map(|&s| back(s)).collect();
    let names: Vec<BylineName> = input
        .names
        .iter()
        .filter(|n| span.contains(n.span))
        .map(|n| BylineName { span: back(n.span), ..*n })
        .collect();
    let tags: Vec<Tag> =
        slice(input.tags, span, |t| t.span).iter().map(|t| Tag { span: back(t.span), ..*t }).collect();
    let taken: Vec<Span> = slice(input.taken, span, |&t| t).iter().map(|&t| back(t)).collect();
    let body =
        Span::new(input.body.start.clamp(span.start, span.end), input.body.end.clamp(span.start, span.end));
    find(&Input {
        text: &input.text[span],
        body: back(body),
        sentences: &sentences,
        names: &names,
        tags: &tags,
        taken: &taken,
        ..*input
    })
}

/// Those of `items`, which are in order, that lie in `span`.
fn slice<T>(items: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = items.partition_point(|t| of(t).start < span.start);
    let to = items.partition_point(|t| of(t).end <= span.end);
    &items[from..to.max(from)]
}

fn append(all: &mut Found, mut part: Found, bytes: usize, sentences: u32) {
    let ids = all.mentions.len() as u32;
    for m in &mut part.mentions {
        m.id += ids;
        (m.start, m.end) = (m.start + bytes, m.end + bytes);
        m.sentence += sentences;
        if let MentionKind::Title { holders } = &mut m.kind {
            holders.iter_mut().for_each(|h| *h += ids);
        }
    }
    for p in &mut part.posts {
        p.person_mention += ids;
        p.title_mention.iter_mut().for_each(|t| *t += ids);
    }
    all.mentions.append(&mut part.mentions);
    all.posts.append(&mut part.posts);
}
