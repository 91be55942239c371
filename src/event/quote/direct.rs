//! Speech in quotation marks: which word of speech reports it, or who says it where none does.

use super::super::article::{Article, Clause};
use super::super::class;
use super::super::matcher::Draft;
use super::super::table::Frames;
use super::super::view::Scene;
use crate::lexicon::RuleWord;
use crate::span::Span;

/// The mention of who says a quotation that no event reports: the first person of the clause that ends in a colon
/// before it (王宁扯着嗓子：“…”), else the one that a clause of speech behind it begins with (“…”王宁笑道). Whom
/// a preposition brings in does not speak (在给王宁的信中写道：“…”).
pub(super) fn speaker_beside(scene: &Scene<'_, '_>, outer: Span) -> Option<usize> {
    let article = scene.article;
    let person = |n: usize| {
        let mut persons = scene.groups(n).iter().filter(|g| g.free()).flat_map(|g| {
            let mut fillers = Vec::new();
            g.fillers(article, class::PERSON, &mut fillers);
            fillers
        });
        persons.find_map(|f| Some((f.span, f.mention? as usize)))
    };
    let colon = article.text[..outer.start].ends_with(['：', ':']);
    let before = article.clauses.partition_point(|c| c.span.end <= outer.start).checked_sub(1);
    let told = |n: &usize| !article.clauses[*n].said && outer.start - article.clauses[*n].span.end <= NEAR;
    if let Some((_, mention)) = before.filter(|n| colon && told(n)).and_then(person) {
        return Some(mention);
    }
    let n = article.clauses.partition_point(|c| c.span.start < outer.end);
    let behind = article.clauses.get(n).filter(|c| !c.said && c.span.start - outer.end <= NEAR)?;
    let (span, mention) = person(n)?;
    let first =
        article.items[behind.items.clone()].iter().all(|i| i.span.start >= span.start || i.is(CALLED));
    let says = article.text[span.end..behind.span.end.max(span.end)].trim_end();
    (first && RuleWord::Says.ends(says).is_some()).then_some(mention)
}

/// A clause further from a quotation, in bytes, is not about it.
const NEAR: usize = 9;

/// What may stand before a person's name and say who it is.
const CALLED: class::Mask = class::INSTITUTION | class::PLACE | class::TITLE | class::AGENT;

/// The event that reports a quotation, among `drafts`.
///
/// ```text
/// 李明说：“…”                 the clause before it, which ends in a colon
/// 李明说，“…”                 or in the word of speech
/// “…”李明说。                 the clause behind it
/// “…”参观结束时，李明说。       or one of the next in that sentence, which nothing else is said by
/// 李明说了“…”                 else any word of speech in the clause before it
/// ```
pub(super) fn cue_of(frames: &Frames, article: &Article<'_>, drafts: &[Draft], outer: Span) -> Option<usize> {
    let paragraph = article.paragraph_at(outer.end.saturating_sub(1));
    // “…”。王宁说: the sentence ended with the quotation.
    let ended = article.text[outer.end..].starts_with(['。', '！', '？']);
    let behind = Some(article.clauses.partition_point(|c| c.span.start < outer.end))
        .filter(|_| !ended)
        .filter(|&n| article.clauses.get(n).is_some_and(|c| !c.said && c.paragraph == paragraph));
    let before = article.clauses.partition_point(|c| c.span.end <= outer.start).checked_sub(1);
    let before = before.filter(|&n| !article.clauses[n].said);
    let of_clause = |n: usize| -> Option<usize> {
        let (from, to) =
            (drafts.partition_point(|d| d.clause < n), drafts.partition_point(|d| d.clause <= n));
        Some(from + drafts[from..to].iter().rposition(|d| super::speaks(frames, d))?)
    };
    let near = |n: usize| -> Option<usize> {
        let c: &Clause = &article.clauses[n];
        let room = if c.span.start >= outer.end { outer.end..c.span.start } else { c.span.end..outer.start };
        (room.len() <= NEAR).then(|| of_clause(n))?
    };
    let ends_clause = |d: &usize| super::reported::ends_its_clause(article, &drafts[*d]);
    let ahead = &article.text[..outer.start];
    let (colon, comma) = (ahead.ends_with(['：', ':']), ahead.ends_with(['，', ',']));
    let led = before.and_then(near).filter(|d| colon || comma && ends_clause(d));
    let far = |n: usize| {
        let first = article.clauses.get(n).filter(|c| c.span.start - outer.end <= NEAR)?;
        let next = n + 1..article.clauses.len().min(n + FURTHEST_CLAUSE);
        let mut next = next.take_while(|k| goes_on(article, first, *k));
        next.find_map(of_clause).filter(|d| ends_clause(d) && tells_what_was_said(article, &drafts[*d]))
    };
    led.or_else(|| behind.and_then(near)).or_else(|| behind.and_then(far)).or_else(|| before.and_then(near))
}

/// The word of speech is looked for in no more clauses behind a quotation.
const FURTHEST_CLAUSE: usize = 4;

/// True for a clause of the sentence of `first` that goes on behind a comma.
fn goes_on(article: &Article<'_>, first: &Clause, n: usize) -> bool {
    let (before, clause) = (&article.clauses[n - 1], &article.clauses[n]);
    let comma = matches!(before.mark, '，' | ',');
    clause.sentence == first.sentence && !before.said && !clause.said && comma
}

/// True where a word of speech that somebody is named for ends its sentence or stands between two quotations. Else
/// what follows it is what it tells: “…”他点头，王宁说，今年….
fn tells_what_was_said(article: &Article<'_>, draft: &Draft) -> bool {
    let clause = &article.clauses[draft.clause];
    let next = article.clauses.get(draft.clause + 1).filter(|c| c.sentence == clause.sentence);
    let named = draft.roles.iter().any(|(role, _)| role == "speaker");
    named && !matches!(clause.mark, '：' | ':') && next.is_none_or(|c| c.said)
}
