//! Events: who did what, with whom, where, when, about what; said or done,
//! done or only wished.
//!
//! Frames are data (`dicts/events.tsv`): trigger words, what must stand
//! around them, and where each role is found. One automaton finds all their
//! words in one pass; each trigger is then tried against its frames in the
//! order of the table ([`Frames`] says how a user adds to it).
//!
//! ```text
//! text ─ article (items, clauses) ─ matcher (frames, roles, realis) ─ merge ─ setting ─ events
//!      └ speech (quotation marks) ─────────────────────────────── quote ─ quotes
//! ```

mod article;
mod class;
mod dateline;
mod directive;
mod frame;
mod group;
mod join;
mod matcher;
mod merge;
mod phrase;
mod post;
mod quote;
mod realis;
mod setting;
mod source;
mod speech;
mod standing;
mod table;
mod types;
mod view;

use crate::record::{Entity, Event, Mention, Post, Quote, Realis, Role, Trigger};
use crate::span::Span;
use std::borrow::Cow;

pub use table::Frames;
pub use types::{EventType, event_type, event_types};

/// What to keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Keep exhortations, wishes and questions, marked irrealis; they are
    /// left out by default.
    pub irrealis: bool,
}

/// One article as the event stage sees it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The article's text; every span below indexes it.
    pub text: &'a str,
    /// The headline, where there is one.
    pub title: Option<Span>,
    /// The body.
    pub body: Span,
    /// The sentences, in order.
    pub sentences: &'a [Span],
    /// Every mention, sorted by start, the longer first.
    pub mentions: &'a [Mention],
    /// What the mentions name.
    pub entities: &'a [Entity],
    /// The issue date.
    pub date: Option<jiff::civil::Date>,
    /// Full name of the paper's home locality.
    pub home: Option<&'a str>,
}

/// What the stage finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The events, in the order of their first triggers.
    pub events: Vec<Event>,
    /// Direct and indirect speech.
    pub quotes: Vec<Quote>,
    /// Posts taken up or given up in appointments, elections and removals.
    pub posts: Vec<Post>,
}

/// Finds events and quotations.
///
/// Never fails, never looks outside its input; linear in the text.
pub fn find(frames: &Frames, config: &Config, input: &Input<'_>) -> Found {
    let article = article::Article::new(frames, input);
    let scene = view::Scene::new(&article);
    let mut drafts = matcher::drafts(frames, &article, &scene);
    let quotes = quote::quotes(frames, &scene, &mut drafts);
    source::sources(frames, &article, &quotes, &mut drafts);
    let drafts = join::join(frames, drafts);
    let setting = setting::Setting::new(&article, input);
    let drafts = drafts.into_iter().filter(|d| config.irrealis || d.realis != Realis::Irrealis).collect();
    let mut drafts = merge::merge(frames, &article, input.body.start, drafts);
    drafts.sort_by_key(|d| d.triggers.first().map_or(0, |t| t.start));
    let events: Vec<Event> =
        drafts.iter().enumerate().map(|(n, d)| event(frames, &article, &setting, n, d)).collect();
    let posts = post::posts(&article, &drafts, &events);
    Found { events, quotes, posts }
}

fn event(
    frames: &Frames,
    article: &article::Article<'_>,
    setting: &setting::Setting<'_, '_>,
    n: usize,
    draft: &matcher::Draft,
) -> Event {
    let frame = &frames.frames[draft.frame];
    let time = setting.time(draft);
    let named = draft.roles.iter().find(|(r, _)| r == "place").map(|(_, f)| *f);
    let place = named.or_else(|| setting.place(draft));
    let mut roles: Vec<Role> = draft.roles.iter().map(|(r, f)| role(article, r.clone(), f)).collect();
    if let Some(t) = &time {
        roles.push(role(article, Cow::Borrowed("time"), t));
    }
    if let (Some(p), None) = (&place, named) {
        roles.push(role(article, Cow::Borrowed("place"), p));
    }
    Event {
        id: n as u32,
        kind: frame.kind.clone(),
        realis: draft.realis,
        triggers: draft.triggers.iter().map(|s| trigger(article, *s)).collect(),
        roles,
        time: setting.event_time(time.as_ref()),
        place: setting.event_place(place.as_ref()),
        sentence: draft.sentence as u32,
        rule: frame.rule.clone(),
    }
}

fn role(article: &article::Article<'_>, name: Cow<'static, str>, f: &group::Filler) -> Role {
    let mention = f.mention.map(|m| article.mentions[m as usize].id);
    Role { role: name, text: article.text[f.span].to_owned(), mention }
}

fn trigger(article: &article::Article<'_>, span: Span) -> Trigger {
    Trigger { start: span.start, end: span.end, text: article.text[span].to_owned() }
}
