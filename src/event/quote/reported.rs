//! Speech in the paper's own words: where it begins behind the word of speech, and where it ends.

use super::super::article::Article;
use super::super::class;
use super::super::matcher::Draft;
use super::super::table::Frames;
use super::super::view::Scene;
use crate::span::Span;

/// The span of what draft `n` reports in the paper's own words.
pub(super) fn content(
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
    // 告诉村民：…: whom it is told stands before the colon.
    let empty = rest.trim().is_empty() || matches!(clause.mark, '：' | ':');
    if empty && !matches!(clause.mark, '，' | ',' | '：' | ':') {
        return None;
    }
    // 作出批示，要求…: the second word brings in what was said.
    if empty && drafts[n + 1..].iter().take(NEXT).any(|d| leads(article, frames, d, draft.clause + 1)) {
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
    let next = drafts[behind..].iter().take(NEXT).find(|d| super::speaks(frames, d));
    let named = draft.roles.iter().any(|(r, f)| r == "speaker" && f.mention.is_some());
    let end = match demand {
        true => demand_end(scene, deeds, draft, next),
        // 介绍说，: the speech is all that is told. 介绍该项目已…: the sentence is the paper's.
        false if empty && named => statement_end(scene, draft, next),
        false => sentence_end(article, draft.sentence),
    };
    let end = next_speech(frames, article, drafts, n, Span::new(start, end));
    let text = article.text.get(start..end)?.trim_end();
    let end = start + text.len();
    (!text.trim().is_empty()).then(|| Span::new(start, end + unclosed(text, &article.text[end..])))
}

/// How long the closing mark behind `said` is that closes what was opened within it.
fn unclosed(said: &str, behind: &str) -> usize {
    let open = said.matches('“').count() > said.matches('”').count();
    if open && behind.starts_with('”') { '”'.len_utf8() } else { 0 }
}

/// Where another word of speech cuts off the `content` that draft `n` tells: behind a semicolon somebody else speaks
/// (甲宣布…；乙表示，…), and a word that stands by itself goes on for the same speaker (并指出，…).
fn next_speech(frames: &Frames, article: &Article<'_>, drafts: &[Draft], n: usize, content: Span) -> usize {
    let starts = |d: &Draft| article.clauses[d.clause].span.start;
    let cuts = |d: &&Draft| {
        let (clause, before) = (&article.clauses[d.clause], &article.clauses[d.clause - 1]);
        let other = matches!(before.mark, '；' | ';') && has_own_speaker(article, d);
        let alone = d.triggers.first().is_some_and(|t| t.start - clause.span.start <= LONGEST_LINK);
        other || alone && matches!(clause.mark, '，' | ',' | '：' | ':') && ends_its_clause(article, d)
    };
    let behind = drafts[n + 1..].iter().take(NEXT).take_while(|d| starts(d) < content.end);
    let mut spoken = behind.filter(|d| starts(d) > content.start && super::speaks(frames, d));
    spoken.find(cuts).map_or(content.end, |d| article.clauses[d.clause - 1].span.end)
}

/// So many drafts behind a word of speech are looked through for the next.
const NEXT: usize = 64;
/// 并, 同时, 还 before a word of speech, in bytes.
const LONGEST_LINK: usize = 6;

/// True for a word of speech that begins clause `n` and names no speaker of its own.
fn leads(article: &Article<'_>, frames: &Frames, draft: &Draft, n: usize) -> bool {
    draft.clause == n
        && super::speaks(frames, draft)
        && draft.triggers.first().is_some_and(|t| t.start - article.clauses[n].span.start <= LONGEST_LINK)
        && !has_own_speaker(article, draft)
}

/// True where nothing follows the word of speech in its clause.
pub(super) fn ends_its_clause(article: &Article<'_>, draft: &Draft) -> bool {
    let clause = &article.clauses[draft.clause];
    let behind = draft.triggers.last().and_then(|t| article.text.get(t.end..clause.span.end));
    behind.is_some_and(|rest| rest.trim().is_empty())
}

/// True where a person, a body or a meeting is named as the speaker in the clause of the word of speech.
pub(super) fn names_own_speaker(article: &Article<'_>, draft: &Draft) -> bool {
    let clause = article.clauses[draft.clause].span;
    let mut speakers = draft.roles.iter().filter(|(role, _)| role == "speaker");
    speakers.any(|(_, filler)| filler.mention.is_some() && clause.contains(filler.span))
}

/// True where the speaker stands in the clause of the word of speech.
fn has_own_speaker(article: &Article<'_>, draft: &Draft) -> bool {
    let clause = article.clauses[draft.clause].span;
    let mut speakers = draft.roles.iter().filter(|(role, _)| role == "speaker");
    speakers.any(|(_, filler)| clause.contains(filler.span))
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
