//! Quotations: speaker, cue and content.
//!
//! ```text
//! 李明说：“水来了。”            cue before a direct quotation
//! “水来了，”李明说，“快开闸。”   one cue, two quotations
//! 李明指出，要抓紧抢修。要…       indirect, over the sentences of its paragraph that go on
//! 李明表示，水已退。路也通了。     with it
//! ```

use super::article::{Article, Clause};
use super::class;
use super::group::Filler;
use super::matcher::Draft;
use super::table::Frames;
use super::view::Scene;
use crate::lexicon::RuleWord;
use crate::record::{Mention, MentionKind, Quote, QuoteKind, Realis};
use crate::span::Span;
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
    let meetings: Vec<usize> =
        (0..article.mentions.len()).filter(|n| is_held(article, &article.mentions[*n])).collect();
    let mut out = Vec::new();
    let mut direct = vec![false; drafts.len()];
    for q in article.quotes.iter().filter(|q| q.speech) {
        let cue = cue_of(frames, article, drafts, q.outer);
        if let Some(d) = cue {
            direct[d] = true;
            let filler = Filler { span: q.inner, mention: None, mask: class::TEXT };
            drafts[d].roles.push((Cow::Borrowed("quote"), filler));
        }
        let mut found = quote(article, &meetings, cue.map(|d| &drafts[d]), q.inner, QuoteKind::Direct);
        if cue.is_none() {
            found.speaker = speaker_beside(scene, q.outer).map(|m| article.mentions[m].id);
        }
        out.push(found);
    }
    for (n, draft) in drafts.iter().enumerate() {
        let introduces = scene.view(draft.clause, draft.item).introduces();
        if direct[n] || !introduces || !speaks(frames, draft) || article.clauses[draft.clause].said {
            continue;
        }
        if let Some(content) = indirect(frames, scene, deeds, drafts, n) {
            out.push(quote(article, &meetings, Some(draft), content, QuoteKind::Indirect));
        }
    }
    out.sort_by_key(|q| (q.content, q.cue));
    for quote in &mut out {
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
    carry_speakers(article, &mut out);
    out
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
    let told = article.text.get(last.end..start).filter(|text| text.len() <= FURTHEST_NAMED)?;
    let alone = persons.take_while(|m| m.sentence == last.sentence).all(|m| m.text == last.text);
    (alone && !told.contains('\n')).then_some(last.id)
}

/// So many mentions before a pronoun, and so many bytes, are looked through for whom it means.
const NAMED_BEFORE: usize = 40;
const FURTHEST_NAMED: usize = 450;

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

/// Who speaks in a paragraph goes on to speak: a direct quotation that nobody is named for has the speaker of the one
/// before it, where no paragraph ends and no person is named between.
fn carry_speakers(article: &Article<'_>, quotes: &mut [Quote]) {
    for n in 1..quotes.len() {
        let (before, own) = (&quotes[n - 1], &quotes[n]);
        let Some(speaker) = before.speaker else { continue };
        let (from, to) = (before.content[1], own.content[0]);
        let fits = own.kind == QuoteKind::Direct && own.speaker.is_none() && own.cue.is_none();
        let near = article.text.get(from..to).filter(|between| fits && between.len() <= FURTHEST);
        if near.is_none_or(|between| between.contains('\n')) {
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
    // 会议指出: the meeting that the article named last.
    let meeting = || {
        let (_, said) = speakers.find(|(_, f)| THE_MEETING.contains(&&article.text[f.span]))?;
        let before = meetings.partition_point(|n| article.mentions[*n].end <= said.span.start);
        before.checked_sub(1).map(|n| meetings[n])
    };
    Quote {
        speaker: speaker.or_else(meeting).map(|m| article.mentions[m].id),
        cue: cue.and_then(|d| d.triggers.first()).map(|t| [t.start, t.end]),
        content: [content.start, content.end],
        kind,
    }
}

/// What a meeting is called that was named before.
const THE_MEETING: [&str; 5] = ["会议", "大会", "全会", "本次会议", "此次会议"];

/// True for a meeting that is told of, and not for one whose spirit or speeches are (在某会议上的讲话, 某会议精神).
fn is_held(article: &Article<'_>, mention: &Mention) -> bool {
    let behind = &article.text[mention.end..];
    matches!(mention.kind, MentionKind::Meeting { .. })
        && !["上的", "精神"].iter().any(|w| behind.starts_with(w))
}

/// The mention of who says a quotation that no event reports: the first person of the clause that ends in a colon
/// before it (王宁扯着嗓子：“…”), else the one that a clause of speech behind it begins with (“…”王宁笑道). Whom
/// a preposition brings in does not speak (在给王宁的信中写道：“…”).
fn speaker_beside(scene: &Scene<'_, '_>, outer: Span) -> Option<usize> {
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

/// The event that reports a quotation: in the clause behind it, else in the
/// clause before it.
fn cue_of(frames: &Frames, article: &Article<'_>, drafts: &[Draft], outer: Span) -> Option<usize> {
    let behind = Some(article.clauses.partition_point(|c| c.span.start < outer.end))
        .filter(|&n| article.clauses.get(n).is_some_and(|c| !c.said));
    let before = article.clauses.partition_point(|c| c.span.end <= outer.start).checked_sub(1);
    let before = before.filter(|&n| !article.clauses[n].said);
    let near = |n: usize| -> Option<usize> {
        let c: &Clause = &article.clauses[n];
        let (from, to) =
            (drafts.partition_point(|d| d.clause < n), drafts.partition_point(|d| d.clause <= n));
        let d = from + drafts[from..to].iter().rposition(|d| speaks(frames, d))?;
        let close =
            if c.span.start >= outer.end { c.span.start - outer.end } else { outer.start - c.span.end };
        (close <= NEAR).then_some(d)
    };
    let colon = article.text[..outer.start].ends_with(['：', ':']);
    let first = before.filter(|_| colon).and_then(&near);
    first.or_else(|| behind.and_then(&near)).or_else(|| before.and_then(near))
}

/// The span of what draft `n` reports in the paper's own words.
fn indirect(
    frames: &Frames,
    scene: &Scene<'_, '_>,
    deeds: &[usize],
    drafts: &[Draft],
    n: usize,
) -> Option<Span> {
    let article = scene.article;
    let draft = &drafts[n];
    let clause = &article.clauses[draft.clause];
    let rest = &article.text[draft.triggers.last()?.end..clause.span.end];
    let demand = &*frames.frames[draft.frame].kind == "SPEAK.INSTRUCT";
    let empty = rest.trim().is_empty();
    if empty && !matches!(clause.mark, '，' | ',' | '：' | ':') {
        return None;
    }
    // 介绍了招生情况 names what was told, and does not tell it.
    let cue = &article.text[..draft.triggers.last()?.end];
    let topic = rest.starts_with(['了', '过']) || cue.ends_with(['了', '过']);
    if !empty && (topic || rest.chars().nth(5).is_none() || demand && clause.mark == '。') {
        return None;
    }
    let start =
        if empty { article.clauses.get(draft.clause + 1)?.span.start } else { draft.triggers.last()?.end };
    let behind = drafts.partition_point(|d| d.sentence <= draft.sentence);
    let next = drafts[behind..].iter().take(64).find(|d| speaks(frames, d));
    let named = draft.roles.iter().any(|(r, f)| r == "speaker" && f.mention.is_some());
    let end = match demand {
        true => demand_end(scene, deeds, draft, next),
        // 介绍说，: the speech is all that is told. 介绍该项目已…: the sentence is the paper's.
        false if empty && named => statement_end(scene, draft, next),
        false => sentence_end(article, draft.sentence),
    };
    let text = article.text.get(start..end)?.trim_end();
    (!text.trim().is_empty()).then(|| Span::new(start, start + text.len()))
}

fn sentence_end(article: &Article<'_>, sentence: usize) -> usize {
    let clauses = &article.sentences[sentence];
    let last = article.clauses[clauses.end - 1].span.end;
    let tail = &article.text[last..];
    last + tail.chars().next().filter(|c| "。！？!?｡".contains(*c)).map_or(0, char::len_utf8)
}

/// A demand is followed over at most this many sentences.
const LONGEST_DEMAND: usize = 200;

/// A demand goes on to the end of its paragraph, or of the next where the
/// column breaks in mid-sentence, and ends where somebody else speaks or the
/// report goes on.
fn demand_end(scene: &Scene<'_, '_>, deeds: &[usize], draft: &Draft, next: Option<&Draft>) -> usize {
    let article = scene.article;
    let mut last = draft.sentence;
    for s in draft.sentence + 1..article.sentences.len().min(draft.sentence + LONGEST_DEMAND) {
        let first = article.sentences[s].start;
        let broken =
            !article.text[..sentence_end(article, last)].ends_with(['。', '！', '？', '!', '?', '”', '｡']);
        let Some(clause) = article.clauses.get(first) else { break };
        let other = next.is_some_and(|d| d.sentence <= s);
        let done = deeds.binary_search(&s).is_ok();
        if other || clause.paragraph != draft.paragraph && !broken || done || reports(scene, s) {
            break;
        }
        last = s;
    }
    sentence_end(article, last)
}

/// A statement is followed over at most this many sentences.
const LONGEST_STATEMENT: usize = 12;
/// So many clauses of a sentence tell whether it holds a quotation, and so many blanks stand before a note: each
/// statement of a sentence looks at the next, which is not read to its end for each.
const LONGEST_SENTENCE: usize = 64;
const LONGEST_BLANK: usize = 16;

/// A statement goes on within its paragraph as long as nobody else speaks, nobody heads a sentence whom the paper
/// then tells of, and no sentence begins with when or where the report goes on (当天，…).
fn statement_end(scene: &Scene<'_, '_>, draft: &Draft, next: Option<&Draft>) -> usize {
    let article = scene.article;
    let mut last = draft.sentence;
    for s in draft.sentence + 1..article.sentences.len().min(draft.sentence + LONGEST_STATEMENT) {
        let Some(first) = article.clauses.get(article.sentences[s].start) else { break };
        let other = next.is_some_and(|d| d.sentence <= s);
        let quoted = article.sentences[s].clone().take(LONGEST_SENTENCE).any(|n| article.clauses[n].said);
        // （编辑：…）: who made the report.
        let mut behind = article.text[sentence_end(article, last)..].chars().take(LONGEST_BLANK);
        let note = behind.find(|c| !c.is_whitespace()).is_some_and(|c| "（(【[".contains(c));
        if other || quoted || note || first.paragraph != draft.paragraph || tells(scene, s) {
            break;
        }
        last = s;
    }
    sentence_end(article, last)
}

/// True for a sentence in which the paper itself goes on: a time, a person, a body or a meeting heads it.
fn tells(scene: &Scene<'_, '_>, sentence: usize) -> bool {
    let article = scene.article;
    let n = article.sentences[sentence].start;
    let items = &article.items[article.clauses[n].items.clone()];
    items.len() > LONGEST_CLAUSE
        || items.first().is_some_and(|i| i.is(class::TIME))
        || scene.headed(n, class::PERSON | class::INSTITUTION | class::MEETING, article.clauses[n].items.end)
}

/// True for a sentence that tells what somebody did and no more of what was
/// demanded: a person or the meeting heads it, and nothing in it is wished.
fn reports(scene: &Scene<'_, '_>, sentence: usize) -> bool {
    let article = scene.article;
    let range = article.sentences[sentence].clone();
    let wished = |n: usize| {
        let items = &article.items[article.clauses[n].items.clone()];
        items.iter().any(|i| i.is(class::WISH | class::IRREALIS | class::FUTURE | class::PLANNED))
    };
    // Each demand of a sentence looks at the next: a clause without end is no report, and is not read for each.
    let short = |n: usize| article.clauses[n].items.len() <= LONGEST_CLAUSE;
    let headed = |n: usize| {
        scene.headed(n, class::PERSON | class::MEETING, article.clauses[n].items.end) && !wished(n)
    };
    range.clone().take(LONGEST_HEAD).all(short)
        && range.clone().take(2).any(headed)
        && !range.take(LONGEST_HEAD).any(wished)
}

/// So many clauses of a sentence tell whether it is a demand.
const LONGEST_HEAD: usize = 8;
/// No clause of a report has more items.
const LONGEST_CLAUSE: usize = 120;
