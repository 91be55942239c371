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
mod learnt;
mod matcher;
mod merge;
mod phrase;
mod post;
mod quote;
mod realis;
mod setting;
mod source;
mod speech;
pub(crate) mod stage;
mod standing;
mod table;
mod types;
mod view;

use crate::record::{Event, Quote, Realis, Role, Trigger};
use crate::span::Span;
use std::borrow::Cow;
use types::Flags;

pub use learnt::train;
pub(crate) use stage::{Config, Found, Input, find};
pub use table::Frames;
pub(crate) use types::Flag;
pub use types::{EventType, event_type, event_types};

/// Reads the embedded weights, so that the first article does not wait for them.
pub(crate) fn load_weights() {
    learnt::models::Models::embedded();
}

/// A word that may tell of an event, and what spoke for and against it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Candidate {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The type it would most likely be an event of; `None` where it hardly tells of any.
    pub kind: Option<&'static str>,
    /// The features that weighed most, their weights in nats, and what became of it.
    pub why: String,
}

/// Every word that was weighed, in text order; none without the sequence model.
pub(crate) fn candidates(frames: &Frames, input: &Input<'_>) -> Vec<Candidate> {
    let Some(models) = learnt::models::Models::readable().filter(|_| !input.words.is_empty()) else {
        return Vec::new();
    };
    with_scene(frames, input, |scene, told| {
        let mut ctx = learnt::context::Context::new(frames, frames.lexicon(), input, scene, told);
        learnt::explain::explain(&mut ctx, models)
    })
}

/// The sentences in which something other than speech is told as done, in order.
fn deeds(tellings: &[Telling]) -> Vec<usize> {
    let done = tellings.iter().filter(|t| !is_spoken(&t.kind) && t.realis == Realis::Actual);
    let mut sentences: Vec<usize> = done.map(|t| t.spot.sentence).collect();
    sentences.sort_unstable();
    sentences.dedup();
    sentences
}

/// The words of speech among what was told.
fn spoken(tellings: &[Telling]) -> Vec<quote::Spoken<'_>> {
    let told = tellings.iter().filter(|t| is_spoken(&t.kind) && t.realis == Realis::Actual);
    let words = told.flat_map(|t| {
        let speaker = t.roles.iter().find(|(r, _)| r == "speaker").map(|(_, f)| *f);
        t.triggers.iter().map(move |trigger| quote::Spoken { kind: &t.kind, trigger: *trigger, speaker })
    });
    words.collect()
}

/// What the frames make of an article, one draft an event, and its
/// quotations.
fn framed(frames: &Frames, scene: &view::Scene<'_, '_>, input: &Input<'_>) -> Framed {
    let article = scene.article;
    let mut drafts = matcher::drafts(frames, article, scene);
    let cues = quote::cues(frames, &drafts);
    let quotes = quote::quotes(frames, scene, &[], &mut drafts);
    source::sources(frames, article, &quotes, &mut drafts);
    let drafts = join::join(frames, drafts);
    let mut drafts = merge::merge(frames, article, input.body.start, drafts);
    drafts.sort_by_key(|d| d.triggers.first().map_or(0, |t| t.start));
    Framed { drafts, quotes, cues }
}

/// What the frames make of an article.
struct Framed {
    drafts: Vec<matcher::Draft>,
    quotes: Vec<Quote>,
    /// The drafts that introduce speech, each by itself.
    cues: Vec<matcher::Draft>,
}

/// The frames' events as features of what is learnt, with time and place.
fn told(drafts: &[matcher::Draft], setting: &setting::Setting<'_, '_>) -> Vec<learnt::context::Told> {
    let one = |d: &matcher::Draft| {
        let mut roles = d.roles.clone();
        let spoken = is_spoken(&setting.frames().frames[d.frame].kind);
        roles.extend(setting.time(&d.spot(), spoken).map(|f| (Cow::Borrowed("time"), f)));
        if !roles.iter().any(|(r, _)| r == "place") {
            roles.extend(setting.place(&d.spot()).map(|f| (Cow::Borrowed("place"), f)));
        }
        learnt::context::Told {
            frame: d.frame,
            kind: learnt::kind::Kind::parse(&setting.frames().frames[d.frame].kind),
            realis: d.realis,
            triggers: d.triggers.clone(),
            roles,
        }
    };
    drafts.iter().map(one).collect()
}

/// True for what the frames alone can tell: an event of a type the weights
/// do not know, or a wish or what a frame is sure of where no event was learnt to be.
fn framed_alone(frames: &Frames, draft: &matcher::Draft, taken: &Taken) -> bool {
    let unknown = learnt::kind::Kind::parse(&frames.frames[draft.frame].kind).is_none();
    let sure = draft.realis == Realis::Irrealis || frames.frames[draft.frame].firm;
    unknown || sure && !draft.triggers.iter().any(|t| taken.overlaps(*t))
}

/// Where the triggers of events stand.
struct Taken {
    /// The start of each, in order, and the furthest end of those up to it.
    reach: Vec<(usize, usize)>,
}

impl Taken {
    fn new(tellings: &[Telling]) -> Taken {
        let triggers = tellings.iter().flat_map(|t| &t.triggers);
        let mut reach: Vec<(usize, usize)> = triggers.map(|s| (s.start, s.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Taken { reach }
    }

    fn overlaps(&self, span: Span) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start < span.end);
        before.checked_sub(1).is_some_and(|n| self.reach[n].1 > span.start)
    }
}

/// Gives `f` the article's scene and the frames' events: what training
/// describes candidates by.
fn with_scene<R>(
    frames: &Frames,
    input: &Input<'_>,
    f: impl FnOnce(&view::Scene<'_, '_>, &[learnt::context::Told]) -> R,
) -> R {
    let article = article::Article::new(frames, input);
    let scene = view::Scene::new(&article);
    let drafts = framed(frames, &scene, input).drafts;
    let setting = setting::Setting::new(frames, &article, input);
    f(&scene, &told(&drafts, &setting))
}

/// Learnt events as records.
fn learnt_events(
    ctx: &learnt::context::Context<'_, '_, '_>,
    input: &Input<'_>,
    events: &[learnt::Learnt],
) -> Vec<Event> {
    let setting = setting::Setting::new(ctx.frames, ctx.article, input);
    let mut tellings: Vec<Telling> = events.iter().map(|e| Telling::learnt(ctx.frames, e)).collect();
    tellings.sort_by_key(|t| t.triggers.first().map_or(0, |t| t.start));
    tellings.iter().enumerate().map(|(n, t)| event(ctx.article, &setting, n, t)).collect()
}

/// True for the types of events that are speech.
fn is_spoken(kind: &str) -> bool {
    Flags::of(kind).has(Flag::Speech)
}

/// An event that was found, by frames or by what was learnt.
#[derive(Clone)]
struct Telling {
    kind: Cow<'static, str>,
    rule: Cow<'static, str>,
    realis: Realis,
    triggers: Vec<Span>,
    roles: Vec<(Cow<'static, str>, group::Filler)>,
    spot: setting::Spot,
    /// Its time and place are among its roles, where it has any.
    complete: bool,
    /// An event that was learnt, of which grammar tells who takes up or leaves which post.
    moves: bool,
}

impl Telling {
    fn framed(frames: &Frames, d: &matcher::Draft) -> Telling {
        let frame = &frames.frames[d.frame];
        Telling {
            kind: frame.kind.clone(),
            rule: frame.rule.clone(),
            realis: d.realis,
            triggers: d.triggers.clone(),
            roles: d.roles.clone(),
            spot: d.spot(),
            complete: false,
            moves: false,
        }
    }

    fn learnt(frames: &Frames, e: &learnt::Learnt) -> Telling {
        Telling {
            kind: Cow::Borrowed(e.kind.code()),
            rule: e.frame.map_or(Cow::Borrowed("learnt"), |n| frames.frames[n].rule.clone()),
            realis: e.realis,
            triggers: e.triggers.clone(),
            roles: e.roles.clone(),
            spot: setting::Spot { sentence: e.sentence, clause: e.clause, item: e.item },
            complete: true,
            moves: e.moves,
        }
    }
}

fn event(
    article: &article::Article<'_>,
    setting: &setting::Setting<'_, '_>,
    n: usize,
    telling: &Telling,
) -> Event {
    let filled = |name: &str| telling.roles.iter().find(|(r, _)| r == name).map(|(_, f)| *f);
    let time = filled("time").or_else(|| setting.time(&telling.spot, is_spoken(&telling.kind)));
    let place = filled("place").or_else(|| setting.place(&telling.spot));
    let mut roles: Vec<Role> = telling.roles.iter().map(|(r, f)| role(article, r.clone(), f)).collect();
    for (name, f) in [("time", &time), ("place", &place)] {
        if let (Some(f), None, false) = (f, filled(name), telling.complete) {
            roles.push(role(article, Cow::Borrowed(name), f));
        }
    }
    Event {
        id: n as u32,
        kind: telling.kind.clone(),
        realis: telling.realis,
        triggers: telling.triggers.iter().map(|s| trigger(article, *s)).collect(),
        roles,
        time: setting.event_time(time.as_ref(), !Flags::of(&telling.kind).has(Flag::Statistic)),
        place: setting.event_place(place.as_ref()),
        sentence: telling.spot.sentence as u32,
        rule: telling.rule.clone(),
    }
}

fn role(article: &article::Article<'_>, name: Cow<'static, str>, f: &group::Filler) -> Role {
    let mention = f.mention.map(|m| article.mentions[m as usize].id);
    Role { role: name, text: article.text[f.span].to_owned(), mention }
}

fn trigger(article: &article::Article<'_>, span: Span) -> Trigger {
    Trigger { start: span.start, end: span.end, text: article.text[span].to_owned() }
}
