//! Quotations: speaker, cue and content.
//!
//! ```text
//! 李明说：“水来了。”            cue before a direct quotation
//! “水来了，”李明说，“快开闸。”   one cue, two quotations
//! 李明指出，要抓紧抢修。要…       indirect, over the sentences of its paragraph that go on
//! 李明表示，水已退。路也通了。     with it
//! ```
//!
//! | file | decides |
//! |---|---|
//! | [`direct`] | which words of speech report what stands in quotation marks |
//! | [`reported`] | where speech in the paper's own words ends |
//! | [`speaker`] | whom a pronoun or 会议 means, and who goes on to speak |

mod direct;
mod reported;
mod speaker;

use super::article::Article;
use super::class;
use super::group::Filler;
use super::matcher::Draft;
use super::speech::Quoted;
use super::table::Frames;
use super::view::Scene;
use crate::lexicon::RuleWord;
use crate::record::{Quote, QuoteKind, Realis};
use crate::span::Span;
use crate::text::han::is_han;
use std::borrow::Cow;

/// The quotations of an article in text order; what was said word for word
/// becomes the `quote` role of the event that reports it.
///
/// `deeds` are the sentences, in order, in which something is known to have been done.
pub(super) fn quotes(
    frames: &Frames,
    scene: &Scene<'_, '_>,
    deeds: &[usize],
    drafts: &mut [Draft],
) -> Vec<Quote> {
    let article = scene.article;
    let meetings = speaker::meetings(article);
    let mut out = Vec::new();
    let mut direct = vec![false; drafts.len()];
    for q in article.quotes.iter().filter(|q| q.speech) {
        let cue = direct::cue_of(frames, article, drafts, q.outer);
        if let Some(d) = cue {
            direct[d] = true;
            let filler = Filler { span: q.inner, mention: None, mask: class::TEXT };
            drafts[d].roles.push((Cow::Borrowed("quote"), filler));
        }
        let mut found = quote(article, &meetings, cue.map(|d| &drafts[d]), q.inner, QuoteKind::Direct);
        if cue.is_none() {
            found.speaker = direct::speaker_beside(scene, q.outer).map(|m| article.mentions[m].id);
        }
        if !is_name(article, q) || cue.is_some() || found.speaker.is_some() {
            out.push(found);
        }
    }
    let mut told = 0;
    for (n, draft) in drafts.iter().enumerate() {
        let introduces = scene.view(draft.clause, draft.item).introduces();
        if direct[n] || !introduces || !speaks(frames, draft) || article.clauses[draft.clause].said {
            continue;
        }
        // 他强调，要贯彻讲话精神，…: a word of speech within what somebody says, with no speaker of its own.
        let within = draft.triggers.first().is_some_and(|t| t.start < told);
        if within && !reported::names_own_speaker(article, draft) {
            continue;
        }
        if let Some(content) = reported::content(frames, scene, deeds, drafts, n) {
            told = told.max(content.end);
            out.push(quote(article, &meetings, Some(draft), content, QuoteKind::Indirect));
        }
    }
    out.sort_by_key(|q| (q.content, q.cue));
    speaker::resolve_pronouns(article, &mut out);
    speaker::carry(article, &mut out);
    out
}

/// True for clauses in quotation marks within a clause, which are a name: “学先进，当先锋”活动, 主题是“学先进，当先锋”.
fn is_name(article: &Article<'_>, quoted: &Quoted) -> bool {
    let before = article.text[..quoted.outer.start].chars().next_back();
    let behind = article.text[quoted.outer.end..].chars().next();
    !quoted.sentence && [before, behind].into_iter().flatten().any(is_han)
}

/// A word of speech that was learnt to be one.
#[derive(Clone, Copy)]
pub(super) struct Spoken<'t> {
    /// The type of the event: SPEAK.STATE, SPEAK.INSTRUCT.
    pub(super) kind: &'t str,
    pub(super) trigger: Span,
    pub(super) speaker: Option<Filler>,
}

/// Adds to the words of speech that frames found, in text order, those that were learnt to be (陈立要求，各地要…).
pub(super) fn add_learnt(
    frames: &Frames,
    article: &Article<'_>,
    spoken: &[Spoken<'_>],
    cues: &mut Vec<Draft>,
) {
    let framed: Vec<Span> = cues.iter().flat_map(|d| d.triggers.iter().copied()).collect();
    let known = |trigger: Span| {
        let after = framed.partition_point(|t| t.start < trigger.end);
        framed[..after].iter().rev().take(2).any(|t| t.overlaps(trigger))
    };
    let learnt = spoken.iter().filter(|word| !known(word.trigger));
    cues.extend(learnt.filter_map(|word| learnt_draft(frames, article, *word)));
    cues.sort_by_key(|d| (d.clause, d.triggers.first().map_or(0, |t| t.start)));
}

/// The drafts among `drafts` that introduce speech.
pub(super) fn cues(frames: &Frames, drafts: &[Draft]) -> Vec<Draft> {
    drafts.iter().filter(|d| speaks(frames, d)).cloned().collect()
}

/// The draft that a frame would have made of a learnt word of speech outside direct speech.
fn learnt_draft(frames: &Frames, article: &Article<'_>, word: Spoken<'_>) -> Option<Draft> {
    let n = article.clauses.partition_point(|c| c.span.start <= word.trigger.start).checked_sub(1)?;
    let clause = article.clauses.get(n).filter(|c| !c.said && word.trigger.end <= c.span.end)?;
    // 根据他的提名和建议: the word is a noun.
    (!article.text[..word.trigger.start].ends_with(['的', '和', '与', '及'])).then_some(())?;
    // 换句话说: nobody speaks.
    RuleWord::NobodySays.ends(&article.text[..word.trigger.end]).is_none().then_some(())?;
    // What goes on behind the word in its clause (介绍他的经历时) is seldom what was said.
    article.text[word.trigger.end..clause.span.end].trim().is_empty().then_some(())?;
    let item = clause.items.clone().find(|i| article.items[*i].span.overlaps(word.trigger))?;
    Some(Draft {
        frame: frames.frames.iter().position(|f| f.kind == word.kind && !f.reference)?,
        realis: Realis::Actual,
        triggers: vec![word.trigger],
        roles: word.speaker.map(|filler| (Cow::Borrowed("speaker"), filler)).into_iter().collect(),
        sentence: clause.sentence,
        clause: n,
        paragraph: clause.paragraph,
        item,
    })
}

fn speaks(frames: &Frames, draft: &Draft) -> bool {
    let frame = &frames.frames[draft.frame];
    frame.kind.starts_with("SPEAK.") && !frame.reference
}

fn quote(
    article: &Article<'_>,
    meetings: &[usize],
    cue: Option<&Draft>,
    content: Span,
    kind: QuoteKind,
) -> Quote {
    let mut speakers = cue.into_iter().flat_map(|d| &d.roles).filter(|(r, _)| r == "speaker");
    let speaker = speakers.clone().find_map(|(_, f)| f.mention.map(|m| m as usize));
    let meeting = || speakers.find_map(|(_, f)| speaker::meant_by_meeting(article, meetings, f.span));
    Quote {
        speaker: speaker.or_else(meeting).map(|m| article.mentions[m].id),
        cue: cue.and_then(|d| d.triggers.first()).map(|t| [t.start, t.end]),
        content: [content.start, content.end],
        kind,
    }
}
