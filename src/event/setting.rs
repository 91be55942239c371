//! When and where an event took place, and on what that rests.
//!
//! Time: the clause, then the clauses before it in the sentence, then the
//! article's lead, else the issue date. Place: what 在 brings in in the
//! clause, then in the sentence, else the lead's place, else the home
//! locality. Everything from outside the sentence is marked inferred.

use super::Input;
use super::article::{Article, Item};
use super::class;
use super::group::Filler;
use super::table::Frames;
use super::view::REACH;
use crate::lexicon::PageWord;
use crate::record::{Basis, EventPlace, EventTime, MentionKind};
use crate::span::Span;

/// Where an event is told: the numbers of sentence, clause and item of its
/// first trigger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) sentence: usize,
    pub(super) clause: usize,
    pub(super) item: usize,
}

/// What the article's lead and issue say for events that say nothing.
pub(super) struct Setting<'x, 'a> {
    frames: &'x Frames,
    article: &'x Article<'a>,
    lead_time: Option<EventTime>,
    lead_place: Option<String>,
    issue: Option<EventTime>,
    home: Option<String>,
}

impl<'x, 'a> Setting<'x, 'a> {
    pub(super) fn new(frames: &'x Frames, article: &'x Article<'a>, input: &Input<'a>) -> Setting<'x, 'a> {
        let lead = lead(article, input.body);
        let issue =
            input.date.map(|d| EventTime { from: d.to_string(), to: d.to_string(), basis: Basis::Inferred });
        Setting {
            frames,
            article,
            lead_time: adoption(article, input.body).or_else(|| {
                let mut times = lead.clone().filter(|i| dates(article.text, i.span));
                times.find_map(|i| time_of(article, i)).map(inferred)
            }),
            lead_place: lead.filter(|i| i.is(class::PLACE)).find_map(|i| place_name(article, i)),
            issue,
            home: input.home.map(str::to_owned),
        }
    }

    /// The issue's day.
    pub(super) fn issue_day(&self) -> Option<&str> {
        self.issue.as_ref().map(|issue| &*issue.to)
    }

    pub(super) fn frames(&self) -> &'x Frames {
        self.frames
    }

    /// The time the event's own sentence gives it; what is `spoken` is dated by
    /// what stands before the cue, never by what is said, nor by a year or a
    /// season that another clause tells of.
    pub(super) fn time(&self, draft: &Spot, spoken: bool) -> Option<Filler> {
        let article = self.article;
        let clause = &article.clauses[draft.clause];
        let before = &article.items[clause.items.start..draft.item];
        let behind = &article.items[draft.item..clause.items.end];
        let near = before.iter().rev().find(|i| self.dates(i));
        let first = article.sentences[draft.sentence].start.max(draft.clause.saturating_sub(REACH));
        let earlier = || {
            let told = |n: &usize| !(spoken && article.clauses[*n].said);
            (first..draft.clause).rev().filter(told).find_map(|n| {
                let items = &article.items[article.clauses[n].items.clone()];
                // 去年，他表示: a year that is all of its clause is said of the one behind.
                let clause = article.clauses[n].span;
                let may = |i: &&Item| !spoken || self.is_short(i) || fills_clause(clause, i.span);
                items.iter().rev().find(|i| self.dates(i) && may(i))
            })
        };
        // 2016年1月，他荣获2015年度奖: what stands before dates the deed, what stands behind may be its object's.
        let behind = || behind.iter().find(|i| !spoken && self.dates(i));
        near.or_else(earlier).or_else(behind).map(filler)
    }

    /// The place the event's own clause gives it: what 在 brings in.
    pub(super) fn place(&self, draft: &Spot) -> Option<Filler> {
        let article = self.article;
        let clause = &article.clauses[draft.clause];
        let items = &article.items[clause.items.clone()];
        let at = |w: &[Item]| {
            w[0].is(class::AT) && w[1].is(class::PLACE) && w[1].span.start.saturating_sub(w[0].span.end) <= 12
        };
        let n = items.windows(2).position(at)?;
        let last = items[n + 1..].iter().take_while(|i| i.is(class::PLACE)).last()?;
        Some(filler(last))
    }

    /// The event's time in the record. The year that a lead tells of dates
    /// the figures of its article, but no deed: nobody speaks for a year.
    pub(super) fn event_time(&self, found: Option<&Filler>, deed: bool) -> Option<EventTime> {
        let own =
            found.and_then(|f| f.mention).and_then(|m| event_time(&self.article.mentions[m as usize].kind));
        let lead = self.lead_time.as_ref().filter(|t| !deed || is_short(t));
        own.or_else(|| lead.cloned()).or_else(|| self.issue.clone())
    }

    /// The event's place in the record.
    pub(super) fn event_place(&self, found: Option<&Filler>) -> Option<EventPlace> {
        let own = found.and_then(|f| f.mention).and_then(|m| match &self.article.mentions[m as usize].kind {
            MentionKind::Place { name, .. } => Some(name.clone()),
            _ => None,
        });
        if let Some(name) = own {
            return Some(EventPlace { name, inferred: false });
        }
        let name = self.lead_place.clone().or_else(|| self.home.clone())?;
        Some(EventPlace { name, inferred: true })
    }

    fn is_short(&self, item: &Item) -> bool {
        self.article.mention(item).is_some_and(|m| is_short_time(&m.kind))
    }

    /// True for a time that dates events: no dateline, no bare 目前, nothing
    /// that a figure is only compared with (比去年增长).
    fn dates(&self, item: &Item) -> bool {
        item.is(class::TIME) && item.mention().is_some() && dates(self.article.text, item.span)
    }
}

/// True for a time that may date something: no dateline, no birth, nothing that a
/// figure is only compared with.
pub(super) fn dates(text: &str, time: Span) -> bool {
    let before = text[..time.start].trim_end_matches(['“', '‘']);
    let behind = &text[time.end..];
    // 1月2日电 dates the telegram.
    !behind.starts_with(['电', '讯'])
        && !tells_birth(behind)
        && !before.ends_with(['比', '较'])
        && !before.ends_with("相比")
}

/// True where what follows a time says that somebody was born then: 1970年3月生，汉族.
fn tells_birth(behind: &str) -> bool {
    let birth = behind.strip_prefix("出生").or_else(|| behind.strip_prefix('生'));
    birth.is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['，', ',', '。', '；', '、', '于', '人', '）', '的'])
    })
}

/// True when a clause tells nothing but `time`, with a mark.
pub(super) fn fills_clause(clause: Span, time: Span) -> bool {
    clause.len() <= time.len() + '，'.len_utf8()
}

/// True for a mention of a time of a month at the most.
pub(super) fn is_short_time(kind: &MentionKind) -> bool {
    event_time(kind).is_some_and(|time| is_short(&time))
}

/// True for a time of a month at the most.
fn is_short(time: &EventTime) -> bool {
    let day = |s: &str| s.get(..10).unwrap_or(s).parse::<jiff::civil::Date>().ok();
    match (day(&time.from), day(&time.to)) {
        (Some(from), Some(to)) => (to - from).get_days() <= 31,
        _ => false,
    }
}

/// The day that a list of appointments is of: a note in brackets above it says when it was adopted,
/// which dates each of its rows.
fn adoption(article: &Article<'_>, body: Span) -> Option<EventTime> {
    let text = &article.text[body.start..body.end];
    let note = text.trim_start().lines().next()?.trim_end();
    let whole = note.starts_with(['（', '(']) && note.ends_with(['）', ')']);
    if !whole || PageWord::Adopts.ends(note.trim_end_matches(['）', ')'])).is_none() {
        return None;
    }
    let end = body.start + (text.len() - text.trim_start().len()) + note.len();
    let within = article.mentions.iter().skip_while(|m| m.start < body.start).take_while(|m| m.end <= end);
    within.filter_map(|m| event_time(&m.kind)).next()
}

/// The items of the body's first sentences.
fn lead<'x>(article: &'x Article<'_>, body: Span) -> impl Iterator<Item = &'x Item> + Clone {
    let first = article
        .sentences
        .iter()
        .find(|s| article.clauses.get(s.start).is_some_and(|c| c.span.end > body.start));
    let range = first
        .filter(|s| !s.is_empty())
        .map_or(0..0, |s| article.clauses[s.start].items.start..article.clauses[s.end - 1].items.end);
    article.items[range].iter()
}

fn time_of(article: &Article<'_>, item: &Item) -> Option<EventTime> {
    article.mention(item).and_then(|m| event_time(&m.kind))
}

fn event_time(kind: &MentionKind) -> Option<EventTime> {
    match kind {
        MentionKind::Time { from, to, basis, .. } => {
            Some(EventTime { from: from.clone(), to: to.clone(), basis: *basis })
        }
        _ => None,
    }
}

fn inferred(time: EventTime) -> EventTime {
    EventTime { basis: Basis::Inferred, ..time }
}

fn place_name(article: &Article<'_>, item: &Item) -> Option<String> {
    article.mention(item).and_then(|m| match &m.kind {
        MentionKind::Place { name, .. } => Some(name.clone()),
        _ => None,
    })
}

fn filler(item: &Item) -> Filler {
    Filler { span: item.span, mention: item.mention().map(|m| m as u32), mask: item.mask }
}
