//! What surrounds a candidate: its words, clause, sentence and mentions, and
//! what the frames made of it.

use super::kind::Kind;
use super::lexicon::Lexicon;
use super::pairs::SentenceNames;
use crate::event::article::{Article, Clause, What};
use crate::event::frame::Joining;
use crate::event::group::Filler;
use crate::event::table::Frames;
use crate::event::view::Scene;
use crate::event::{Input, class};
use crate::learn::TextHash;
use crate::record::{Mention, MentionKind, PersonRole, Realis};
use crate::span::Span;
use crate::token::Word;
use std::borrow::Cow;
use std::ops::Range;

/// An event as the frames found it.
#[derive(Clone, Debug)]
pub(in crate::event) struct Told {
    /// The frame's row.
    pub(in crate::event) frame: usize,
    /// Its type, where the table of types has it.
    pub(in crate::event) kind: Option<Kind>,
    pub(in crate::event) realis: Realis,
    pub(in crate::event) triggers: Vec<Span>,
    /// With time and place.
    pub(in crate::event) roles: Vec<(Cow<'static, str>, Filler)>,
}

/// What became of a frame at a candidate that none of its rows took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::event) enum Verdict {
    /// What the row needs is missing.
    Lacking,
    /// A guard keeps it off.
    Guarded,
    /// It holds.
    Holds,
}

/// A place where an event may be told.
#[derive(Clone, Debug)]
pub(in crate::event) struct Candidate {
    pub(in crate::event) span: Span,
    /// Its trigger in the lexicon; none where only a frame knows the word.
    pub(in crate::event) entry: Option<u32>,
    /// Its clause and sentence, by number.
    pub(in crate::event) clause: usize,
    pub(in crate::event) sentence: usize,
    /// The first item of its clause that does not begin before it.
    pub(in crate::event) item: usize,
    /// The first and last word it stands in.
    pub(in crate::event) words: (usize, usize),
    /// The events of the frames it is a trigger of.
    pub(in crate::event) told: Vec<u32>,
    /// The frames of its word, by row, with what came of them.
    pub(in crate::event) frames: Vec<(u16, Verdict)>,
    /// Who stands nearest before it: in its clause, sentence, the text.
    pub(in crate::event) actors: [Option<Named>; 3],
}

/// What a mention is of: its entity, else its text's place in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::event) enum Named {
    Entity(u32),
    /// The first mention of the same text.
    Text(u32),
}

/// One article with everything candidates are described by.
pub(in crate::event) struct Context<'c, 'x, 'a> {
    pub(in crate::event) frames: &'c Frames,
    pub(in crate::event) lexicon: &'c Lexicon,
    pub(in crate::event) input: &'c Input<'a>,
    pub(in crate::event) article: &'x Article<'a>,
    pub(in crate::event) scene: &'c Scene<'x, 'a>,
    pub(in crate::event) words: &'a [Word],
    /// The hashes of each word and of its part of speech.
    pub(super) hashes: Vec<(TextHash, TextHash)>,
    pub(in crate::event) told: &'c [Told],
    /// The triggers of `told` by start, with their events.
    told_at: Vec<(Span, u32)>,
    /// What each mention names.
    pub(in crate::event) named: Vec<Named>,
    /// What each sentence names.
    pub(super) names: SentenceNames,
    /// The mentions of each sentence, as a range.
    pub(in crate::event) by_sentence: Vec<Range<usize>>,
    /// Quotation marks and brackets around each word: open ones.
    pub(in crate::event) quoted: Vec<(Span, char)>,
    /// How much of the article's triggers speak for each type.
    pub(in crate::event) topic: Vec<f32>,
}

/// A trigger of a frame is not longer, in bytes.
const LONGEST_TRIGGER: usize = 60;

impl<'c, 'x, 'a> Context<'c, 'x, 'a> {
    pub(in crate::event) fn new(
        frames: &'c Frames,
        lexicon: &'c Lexicon,
        input: &'c Input<'a>,
        scene: &'c Scene<'x, 'a>,
        told: &'c [Told],
    ) -> Context<'c, 'x, 'a> {
        let mut told_at: Vec<(Span, u32)> =
            told.iter().zip(0u32..).flat_map(|(t, n)| t.triggers.iter().map(move |s| (*s, n))).collect();
        told_at.sort_unstable_by_key(|(s, n)| (s.start, s.end, *n));
        let named = named(input.mentions);
        let by_sentence = by_sentence(input.sentences, input.mentions);
        let names = SentenceNames::new(input.mentions, &named, &by_sentence);
        Context {
            frames,
            lexicon,
            input,
            article: scene.article,
            scene,
            words: input.words,
            hashes: hashes(input.text, input.words),
            told,
            told_at,
            named,
            by_sentence,
            names,
            quoted: quoted(input.text),
            topic: Vec::new(),
        }
    }

    pub(in crate::event) fn text(&self) -> &'a str {
        self.input.text
    }

    pub(in crate::event) fn clause(&self, n: usize) -> &'x Clause {
        &self.article.clauses[n]
    }

    /// The number of the clause that holds byte `at`.
    pub(in crate::event) fn clause_at(&self, at: usize) -> usize {
        let clauses = &self.article.clauses;
        clauses.partition_point(|c| c.span.end <= at).min(clauses.len().saturating_sub(1))
    }

    /// The number of the sentence that holds byte `at`.
    pub(in crate::event) fn sentence_at(&self, at: usize) -> usize {
        let sentences = self.input.sentences;
        sentences.partition_point(|s| s.end <= at).min(sentences.len().saturating_sub(1))
    }

    /// The number of the word that holds byte `at`, or the one before.
    pub(in crate::event) fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|w| w.span.start <= at).saturating_sub(1)
    }

    /// The word `n`, as text.
    pub(in crate::event) fn word(&self, n: usize) -> &'a str {
        &self.input.text[self.words[n].span]
    }

    /// The quotation or bracket around byte `at`: its opening mark.
    pub(in crate::event) fn quote_at(&self, at: usize) -> Option<char> {
        let n = self.quoted.partition_point(|(s, _)| s.start <= at);
        self.quoted[..n].iter().rev().take(4).find(|(s, _)| at < s.end).map(|(_, c)| *c)
    }

    /// The mentions from `from` to `to` that stand in those sentences.
    pub(in crate::event) fn mentions(
        &self,
        from: usize,
        to: usize,
    ) -> impl Iterator<Item = (usize, &'a Mention)> + '_ {
        let all = self.input.mentions;
        let first = all.partition_point(|m| m.start < from);
        let last = all.partition_point(|m| m.start < to).max(first);
        (first..last).zip(&all[first..last])
    }

    /// The mentions that byte `at` stands within, neither at their start nor at their end.
    pub(in crate::event) fn mentions_around(&self, at: usize) -> impl Iterator<Item = &'a Mention> + '_ {
        let all = self.input.mentions;
        let before = all.partition_point(|m| m.start < at);
        all[..before].iter().rev().take(HOLDERS).filter(move |m| m.end > at)
    }

    /// Everything that could tell of an event, in text order.
    pub(in crate::event) fn candidates(&mut self) -> Vec<Candidate> {
        if self.article.clauses.is_empty() || self.words.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.lexicon.find(self.text(), &mut found);
        self.sum_topic(&found);
        let mut spans: Vec<(Span, Option<u32>)> = found.into_iter().map(|(s, e)| (s, Some(e))).collect();
        spans.extend(self.told_at.iter().map(|(s, _)| (*s, None)));
        // Of two at one place the one the lexicon knows; none inside another.
        spans.sort_by_key(|(s, e)| (s.start, std::cmp::Reverse(s.end), e.is_none()));
        let mut out: Vec<Candidate> = Vec::with_capacity(spans.len());
        for (span, entry) in spans {
            let last = out.last().map_or(Span::new(0, 0), |c| c.span);
            if span.end <= last.end {
                continue;
            }
            // 召开会议 tells of 召开, not of 开会: of two that overlap the one that is made of words counts.
            if span.start < last.end && (self.is_made_of_words(last) || !self.is_made_of_words(span)) {
                continue;
            }
            if span.start < last.end {
                out.pop();
            }
            out.push(self.candidate(span, entry));
        }
        self.find_actors(&mut out);
        out
    }

    /// True when no word goes over an end of `span`.
    fn is_made_of_words(&self, span: Span) -> bool {
        let (first, last) = (self.word_at(span.start), self.word_at(span.end.saturating_sub(1)));
        self.words[first].span.start == span.start && self.words[last].span.end == span.end
    }

    fn candidate(&self, span: Span, entry: Option<u32>) -> Candidate {
        let clause = self.clause_at(span.start);
        let items = &self.clause(clause).items;
        let own = &self.article.items[items.clone()];
        let item = items.start + own.partition_point(|i| i.span.start < span.start);
        let words = (self.word_at(span.start), self.word_at(span.end.saturating_sub(1).max(span.start)));
        Candidate {
            span,
            entry,
            clause,
            sentence: self.clause(clause).sentence,
            item,
            words,
            told: self.told_in(span),
            frames: self.verdicts(span, clause, item),
            actors: [None; 3],
        }
    }

    /// The events of the frames with a trigger that overlaps `span`.
    pub(in crate::event) fn told_in(&self, span: Span) -> Vec<u32> {
        let n = self.told_at.partition_point(|(s, _)| s.start < span.end);
        let near = self.told_at[..n].iter().rev().take_while(|(s, _)| s.start + LONGEST_TRIGGER > span.start);
        let mut out: Vec<u32> = near.filter(|(s, _)| s.end > span.start).map(|(_, n)| *n).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// What the frames of the word at `item` come to.
    fn verdicts(&self, span: Span, clause: usize, item: usize) -> Vec<(u16, Verdict)> {
        let Some(word) = self.article.items.get(item).filter(|i| i.span.overlaps(span)) else {
            return Vec::new();
        };
        let What::Word(entry) = word.what else { return Vec::new() };
        if item >= self.clause(clause).items.end {
            return Vec::new();
        }
        let view = self.scene.view(clause, item);
        let rows = &self.frames.entries[entry as usize].frames;
        let verdict = |r: u16| {
            let frame = &self.frames.frames[usize::from(r)];
            let fits = frame.need.iter().all(|t| view.holds(t));
            let verdict = match fits {
                false => Verdict::Lacking,
                true if frame.not.iter().any(|t| view.holds(t)) => Verdict::Guarded,
                true => Verdict::Holds,
            };
            (r, verdict)
        };
        let own = |r: &&u16| self.frames.frames[usize::from(**r)].joining != Joining::Must;
        rows.iter().filter(own).map(|r| verdict(*r)).collect()
    }

    /// How much the article's triggers speak for each type.
    fn sum_topic(&mut self, found: &[(Span, u32)]) {
        let mut sums = vec![0.0f32; Kind::count()];
        self.told.iter().filter_map(|t| t.kind).for_each(|k| sums[k.index()] += 1.0);
        for (_, entry) in found {
            let mut kinds = self.lexicon.entries[*entry as usize].listed.iter().map(|l| l.0);
            if let Some(kind) = kinds.next().filter(|k| kinds.all(|other| other == *k)) {
                sums[kind.index()] += 0.5;
            }
        }
        let all: f32 = sums.iter().sum::<f32>().max(1.0);
        sums.iter_mut().for_each(|s| *s /= all);
        self.topic = sums;
    }

    /// Finds who stands nearest before each candidate.
    fn find_actors(&self, candidates: &mut [Candidate]) {
        let acts = |m: &Mention| match m.kind {
            MentionKind::Person { role } => !is_press(role),
            MentionKind::Institution { .. } => true,
            _ => false,
        };
        let mut actors = self.input.mentions.iter().enumerate().filter(|(_, m)| acts(m)).peekable();
        let mut last: Option<(usize, Named)> = None;
        for c in candidates {
            while let Some((n, m)) = actors.next_if(|(_, m)| m.end <= c.span.start) {
                last = Some((m.start, self.named[n]));
            }
            let from = |start: usize| last.filter(|(at, _)| *at >= start).map(|(_, who)| who);
            let clause = self.clause(c.clause).span.start;
            let sentence = self.input.sentences.get(c.sentence).map_or(0, |s| s.start);
            c.actors = [from(clause), from(sentence), from(0)];
        }
    }

    /// The last group before the candidate in its clause that can be its
    /// subject, and the first.
    pub(in crate::event) fn subject_mask(&self, c: &Candidate) -> (class::Mask, bool) {
        let groups = self.scene.groups(c.clause);
        let own = groups.iter().rfind(|g| g.free() && g.span.end <= c.span.start);
        if let Some(g) = own {
            return (g.mask, false);
        }
        let first = self.article.sentences[c.sentence].start.max(c.clause.saturating_sub(8));
        let carried = (first..c.clause)
            .rev()
            .find_map(|n| self.scene.groups(n).first().filter(|g| g.free() && !g.object).map(|g| g.mask));
        (carried.unwrap_or(0), true)
    }
}

/// True for who made the report, not who acts in it.
pub(in crate::event) fn is_press(role: PersonRole) -> bool {
    matches!(role, PersonRole::Reporter | PersonRole::Correspondent | PersonRole::Photographer)
}

/// Mentions lie in each other no deeper: a place in a body in the name of a meeting.
const HOLDERS: usize = 6;

/// The hashes of each word and of its part of speech: each is a feature of several candidates.
fn hashes(text: &str, words: &[Word]) -> Vec<(TextHash, TextHash)> {
    words.iter().map(|w| (TextHash::new(&text[w.span]), TextHash::new(w.pos.as_str()))).collect()
}

/// What each mention names, so that two of the same compare equal.
fn named(mentions: &[Mention]) -> Vec<Named> {
    let mut texts: rustc_hash::FxHashMap<&str, u32> = rustc_hash::FxHashMap::default();
    mentions
        .iter()
        .zip(0u32..)
        .map(|(m, n)| match m.entity {
            Some(e) => Named::Entity(e),
            None => Named::Text(*texts.entry(&m.text).or_insert(n)),
        })
        .collect()
}

fn by_sentence(sentences: &[Span], mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut n = 0;
    sentences
        .iter()
        .map(|s| {
            let first = n;
            while mentions.get(n).is_some_and(|m| m.start < s.end) {
                n += 1;
            }
            first..n
        })
        .collect()
}

/// Quotations and brackets, by their opening marks.
fn quoted(text: &str) -> Vec<(Span, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '“' | '「' | '《' | '（' | '(' => open.push((at, c)),
            '”' | '」' | '》' | '）' | ')' => {
                if let Some((from, mark)) = open.pop() {
                    out.push((Span::new(from, at), mark));
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    out.sort_unstable_by_key(|(s, _)| s.start);
    out
}
