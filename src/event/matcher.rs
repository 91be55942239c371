//! One pass over the clauses: each trigger is offered to its frames in the
//! order of the table, and the first whose tests hold makes a draft.

use super::article::{Article, What};
use super::class;
use super::frame::Frame;
use super::group::Filler;
use super::phrase;
use super::realis::Mood;
use super::table::Frames;
use super::types::{self, Flag};
use super::view::{Scene, View};
use crate::record::{MentionKind, Realis};
use crate::span::Span;

/// An event before merging.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// Number of the frame.
    pub(super) frame: usize,
    pub(super) realis: Realis,
    pub(super) triggers: Vec<Span>,
    /// Role (number in the frame's roles, or a fixed name) and filler.
    pub(super) roles: Vec<(std::borrow::Cow<'static, str>, Filler)>,
    pub(super) sentence: usize,
    pub(super) clause: usize,
    pub(super) paragraph: usize,
    /// The items of its trigger's clause, for time and place.
    pub(super) item: usize,
}

impl Draft {
    /// Where it is told.
    pub(super) fn spot(&self) -> super::setting::Spot {
        super::setting::Spot { sentence: self.sentence, clause: self.clause, item: self.item }
    }
}

/// The drafts of an article, in text order.
pub(super) fn drafts(frames: &Frames, article: &Article<'_>, scene: &Scene<'_, '_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut mood = Mood::default();
    for n in 0..article.clauses.len() {
        mood.enter(scene, n);
        for at in article.clauses[n].items.clone() {
            let What::Word(entry) = article.items[at].what else { continue };
            let rows = &frames.entries[entry as usize].frames;
            if rows.is_empty() {
                continue;
            }
            let view = scene.view(n, at);
            if let Some(draft) = first_match(frames, rows, &view, &mood) {
                speech_scope(&frames.frames[draft.frame], &view, &mut mood);
                out.push(draft);
            }
        }
        mood.leave(scene, n);
    }
    out
}

fn first_match(frames: &Frames, rows: &[u16], view: &View<'_, '_, '_>, mood: &Mood) -> Option<Draft> {
    rows.iter().map(|&r| r as usize).find_map(|r| {
        let frame = &frames.frames[r];
        let fits = (frame.said || !view.clause.said)
            && frame.need.iter().all(|t| view.holds(t))
            && !frame.not.iter().any(|t| view.holds(t));
        let draft = fits.then(|| draft(frames, r, view, mood))?;
        (!frame.actual || draft.realis == Realis::Actual).then_some(draft)
    })
}

fn draft(frames: &Frames, r: usize, view: &View<'_, '_, '_>, mood: &Mood) -> Draft {
    let frame = &frames.frames[r];
    let mut realis = match frame {
        Frame { reference: true, .. } => Realis::Actual,
        Frame { future: true, .. } => Realis::Future,
        _ => mood.of(view),
    };
    if realis == Realis::Future && types::is_planned(&frame.kind) {
        realis = Realis::Planned;
    }
    Draft {
        frame: r,
        realis,
        triggers: vec![view.trigger().span],
        roles: roles(frame, view),
        sentence: view.clause.sentence,
        clause: view.n,
        paragraph: view.clause.paragraph,
        item: view.at,
    }
}

/// Fills the roles; of several rules for one role the first that finds
/// something counts.
fn roles(frame: &Frame, view: &View<'_, '_, '_>) -> Vec<(std::borrow::Cow<'static, str>, Filler)> {
    let mut out: Vec<(std::borrow::Cow<'static, str>, Filler)> = Vec::new();
    let mut found = Vec::new();
    for (n, rule) in frame.roles.iter().enumerate() {
        let again = n > 0 && frame.roles[..n].iter().any(|r| r.role == rule.role);
        if again && out.iter().any(|(role, _)| *role == rule.role) {
            continue;
        }
        found.clear();
        phrase::fill(view, rule.place, rule.filter, &mut found);
        for f in found.iter().filter(|f| f.mask & rule.except == 0 && !points(view, &rule.role, f)) {
            if !out.iter().any(|(role, o)| *role == rule.role && o.span == f.span) {
                out.push((rule.role.clone(), *f));
            }
        }
    }
    out
}

/// 全市 and the like name nobody; 我市 may act, but where it is goes without
/// saying.
fn points(view: &View<'_, '_, '_>, role: &str, f: &Filler) -> bool {
    let mention = f.mention.and_then(|m| view.article.mentions.get(m as usize));
    mention.is_some_and(|m| {
        matches!(m.kind, MentionKind::Place { deixis: true, .. })
            && (role == "place" || m.text.starts_with('全'))
    })
}

/// What follows a demand is its content; a plain statement ends a demand.
fn speech_scope(frame: &Frame, view: &View<'_, '_, '_>, mood: &mut Mood) {
    if view.clause.said || frame.reference {
        return;
    }
    match frame.flags {
        f if f.has(Flag::Demand) => mood.demand(view),
        f if f.has(Flag::Plan) => mood.plan(),
        f if f.has(Flag::Statement) && view.own(class::ACTOR).is_some() => mood.restate(),
        _ => {}
    }
}
