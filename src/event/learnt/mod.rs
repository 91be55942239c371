//! Events by what was learnt: proposed wide, weighed by features.
//!
//! | step | what it does | weights |
//! |---|---|---|
//! | [`lexicon`] | every word that may tell of an event | `dicts/events_triggers.tsv` |
//! | [`features`], [`hypotheses`] | whether it does, and of which type | `dicts/events_keep.tsv`, `events_type.tsv` |
//! | [`pairs`] | which words tell of the same event | `dicts/events_same.tsv` |
//! | [`rank`] | which of the events so far stand beside the others | `dicts/events_rank.tsv` |
//! | [`features`] | whether it is done or to come | `dicts/events_realis.tsv` |
//! | [`parts`], [`roles`] | who and what fills its roles | `dicts/events_roles.tsv` |
//! | [`lists`], [`personnel`] | lists taken whole, one event for each who is appointed | rules |
//!
//! What the frames of `dicts/events.tsv` make of a word is a feature like the
//! others. A type that the weights do not know, such as one of a user's own
//! frames, is told by the frames alone.

pub(in crate::event) mod context;
pub(in crate::event) mod decide;
pub(in crate::event) mod explain;
pub(in crate::event) mod features;
pub(in crate::event) mod gold;
pub(in crate::event) mod hypotheses;
pub(in crate::event) mod kind;
mod labels;
pub(in crate::event) mod lexicon;
mod lists;
pub(in crate::event) mod models;
pub(in crate::event) mod packed;
pub(in crate::event) mod pairs;
pub(in crate::event) mod parts;
mod personnel;
pub(in crate::event) mod rank;
pub(in crate::event) mod roles;
pub mod train;

use crate::event::group::Filler;
use crate::event::realis::plans;
use crate::record::Realis;
use crate::span::Span;
use context::Context;
use decide::Scratch;
use kind::Kind;
use models::Models;
use std::borrow::Cow;

/// An event as it was learnt to be told.
#[derive(Clone, Debug)]
pub(in crate::event) struct Learnt {
    pub(in crate::event) kind: Kind,
    pub(in crate::event) realis: Realis,
    pub(in crate::event) triggers: Vec<Span>,
    pub(in crate::event) roles: Vec<(Cow<'static, str>, Filler)>,
    /// The frame that found it too.
    pub(in crate::event) frame: Option<usize>,
    /// Clause, item and sentence of its first trigger.
    pub(in crate::event) clause: usize,
    pub(in crate::event) item: usize,
    pub(in crate::event) sentence: usize,
    /// Who takes up or leaves which post is told by grammar ([`personnel`]).
    pub(in crate::event) moves: bool,
}

/// The events of an article.
pub(in crate::event) fn events(ctx: &mut Context<'_, '_, '_>, models: &Models) -> Vec<Learnt> {
    let candidates = ctx.candidates();
    let ctx = &*ctx;
    let mut scratch = Scratch::default();
    let scored = decide::score(&candidates, ctx, models, &mut scratch);
    let groups = decide::groups(&scored, &candidates, ctx, models, &mut scratch);
    let least = models.role.setting("threshold").unwrap_or(0.5);
    let more = models.role.setting("further").unwrap_or(0.0);
    let mut out = Vec::with_capacity(groups.len());
    for group in &groups {
        let triggers: Vec<_> = group.members.iter().map(|n| &candidates[*n]).collect();
        let realis = match decide::realis(group, &candidates, ctx, models, &mut scratch) {
            Realis::Actual if triggers.iter().any(|t| plans(&ctx.text()[t.span])) => Realis::Planned,
            realis => realis,
        };
        let told = told_of(&triggers);
        let parts = parts::parts(&triggers, &told, ctx);
        let scored = decide::score_roles(&parts, &triggers, group.kind, ctx, models, &mut scratch);
        let mut roles = decide::choose_roles(&scored, &parts, ctx, models, least, more);
        lists::take_whole(&mut roles, ctx, |role| models.roles.has_one(role));
        let frame = told.iter().map(|n| &ctx.told[*n as usize]);
        let frame = frame.filter(|t| t.kind == Some(group.kind)).map(|t| t.frame).next();
        out.push(Learnt {
            kind: group.kind,
            realis,
            triggers: triggers.iter().map(|t| t.span).collect(),
            roles,
            frame,
            clause: triggers[0].clause,
            item: triggers[0].item,
            sentence: triggers[0].sentence,
            moves: false,
        });
    }
    personnel::one_each(out, ctx)
}

/// The frames' events that the triggers belong to.
pub(in crate::event) fn told_of(triggers: &[&context::Candidate]) -> Vec<u32> {
    let mut told: Vec<u32> = triggers.iter().flat_map(|t| t.told.iter().copied()).collect();
    told.sort_unstable();
    told.dedup();
    told
}
