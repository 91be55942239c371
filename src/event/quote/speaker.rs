//! Who speaks where no name stands beside the word of speech: 他 and 会议 mean somebody named before, and who speaks in
//! a paragraph goes on to speak.

use super::super::article::Article;
use crate::record::{Mention, MentionKind, Quote, QuoteKind};
use crate::span::Span;

/// The meetings that an article tells of, in order, as numbers of its mentions.
pub(super) fn meetings(article: &Article<'_>) -> Vec<usize> {
    (0..article.mentions.len()).filter(|n| is_held(article.text, &article.mentions[*n])).collect()
}

/// The meeting that 会议 at `said` means: the one named last.
pub(super) fn meant_by_meeting(article: &Article<'_>, meetings: &[usize], said: Span) -> Option<usize> {
    THE_MEETING.contains(&&article.text[said]).then_some(())?;
    let before = meetings.partition_point(|n| article.mentions[*n].end <= said.start);
    before.checked_sub(1).map(|n| meetings[n])
}

/// Gives the quotations whose clause begins with 他 or 她 the person that is meant.
pub(super) fn resolve_pronouns(article: &Article<'_>, quotes: &mut [Quote]) {
    for quote in quotes {
        match quote.cue.and_then(|cue| head_before(article, cue[0])) {
            // 他们说: none of those named by himself.
            Some((_, head)) if head.starts_with("他们") || head.starts_with("她们") => {
                quote.speaker = None
            }
            Some((start, head)) if quote.speaker.is_none() => {
                quote.speaker = meant_by_pronoun(article, start, head);
            }
            _ => {}
        }
    }
}

/// Where the clause of the cue at byte `cue` begins, and its text up to the cue.
fn head_before<'t>(article: &Article<'t>, cue: usize) -> Option<(usize, &'t str)> {
    let clause = article.clauses.partition_point(|c| c.span.start <= cue).checked_sub(1)?;
    let start = article.clauses[clause].span.start;
    Some((start, article.text.get(start..cue)?.trim_start()))
}

/// The person that 他 or 她 means with which `head` begins, the clause at byte `start` before a cue: the last one named,
/// where nobody else is named in that sentence and its paragraph goes on.
fn meant_by_pronoun(article: &Article<'_>, start: usize, head: &str) -> Option<u32> {
    let behind = head.strip_prefix(['他', '她'])?;
    // 他人, 他国领导人: nobody named before.
    (!behind.starts_with(['人', '国', '乡', '方', '山'])).then_some(())?;
    let before = article.mentions.partition_point(|m| m.start < start);
    let near = || article.mentions[..before].iter().rev().take(NAMED_BEFORE);
    let mut persons = near().filter(|m| matches!(m.kind, MentionKind::Person { .. }));
    let last = persons.next()?;
    (start.checked_sub(last.end)? <= FURTHEST_NAMED).then_some(())?;
    let alone = persons.take_while(|m| m.sentence == last.sentence).all(|m| m.text == last.text);
    (alone && article.paragraph_at(last.end) == article.paragraph_at(start)).then_some(last.id)
}

/// So many mentions before a pronoun, and so many bytes, are looked through for whom it means.
const NAMED_BEFORE: usize = 40;
const FURTHEST_NAMED: usize = 450;

/// Who speaks in a paragraph goes on to speak: a direct quotation that nobody is named for has the speaker of the one
/// before it, where no paragraph ends and no person is named between.
pub(super) fn carry(article: &Article<'_>, quotes: &mut [Quote]) {
    for n in 1..quotes.len() {
        let (before, own) = (&quotes[n - 1], &quotes[n]);
        let Some(speaker) = before.speaker else { continue };
        let (from, to) = (before.content[1], own.content[0]);
        let fits = own.kind == QuoteKind::Direct && own.speaker.is_none() && own.cue.is_none();
        // What stands in marks within what somebody says is his.
        if fits && before.kind == QuoteKind::Indirect && own.content[1] <= from {
            quotes[n].speaker = Some(speaker);
            continue;
        }
        let near = to >= from && to - from <= FURTHEST;
        if !fits || !near || article.paragraph_at(from) != article.paragraph_at(to) {
            continue;
        }
        let named = article.mentions.partition_point(|m| m.start < from);
        let mut named = article.mentions[named..].iter().take_while(|m| m.start < to);
        if !named.any(|m| matches!(m.kind, MentionKind::Person { .. })) {
            quotes[n].speaker = Some(speaker);
        }
    }
}

/// A speaker is carried no further, in bytes.
const FURTHEST: usize = 120;

/// What a meeting is called that was named before.
const THE_MEETING: [&str; 5] = ["会议", "大会", "全会", "本次会议", "此次会议"];

/// True for a meeting that is told of, and not for one whose spirit or speeches are (在某会议上的讲话, 某会议精神).
fn is_held(text: &str, mention: &Mention) -> bool {
    let behind = &text[mention.end..];
    matches!(mention.kind, MentionKind::Meeting { .. })
        && !["上的", "精神"].iter().any(|w| behind.starts_with(w))
}
