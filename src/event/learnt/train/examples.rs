//! Labelled events as examples of every decision.

use super::gold;
use crate::event::learnt::context::{Candidate, Context};
use crate::event::learnt::features;
use crate::event::learnt::hypotheses;
use crate::event::learnt::kind::Kind;
use crate::event::learnt::lexicon::Share;
use crate::event::learnt::models::Models;
use crate::event::learnt::pairs;
use crate::event::learnt::parts::{self, Part};
use crate::event::learnt::roles::{self, Described};
use crate::event::learnt::{decide, told_of};
use crate::learn::{Bag, Example};
use crate::record::Realis;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Examples of every decision.
#[derive(Default)]
pub(super) struct Data {
    pub(super) keep: Vec<Example>,
    pub(super) joint: Vec<Example>,
    pub(super) kind: Vec<Vec<Example>>,
    pub(super) same: Vec<Example>,
    pub(super) realis: Vec<Vec<Example>>,
    pub(super) role: Vec<Example>,
    pub(super) forms: BTreeMap<(String, &'static str), u32>,
    /// Whether words and types together are learnt from.
    pub(super) wants_joint: bool,
}

impl Data {
    pub(super) fn candidates(
        &mut self,
        ctx: &Context<'_, '_, '_>,
        candidates: &[Candidate],
        labels: &[Option<usize>],
        events: &[gold::GoldEvent],
        share: &Share,
        bag: &mut Bag,
    ) {
        let joint = self.wants_joint;
        let mut crossed = Vec::new();
        for (c, label) in candidates.iter().zip(labels) {
            let e = label.map(|n| &events[n]);
            bag.clear();
            crossed.clear();
            features::describe(c, ctx, bag, &mut crossed);
            let described = bag.items().to_vec();
            hypotheses::describe_listing(c, ctx, Some(share), bag);
            let kept = bag.items().to_vec();
            if !e.is_some_and(|e| e.optional) {
                self.keep.push(Example::new(bag.items(), e.is_some()));
            }
            let told = hypotheses::told_of(c, ctx, Some(share));
            let mut question = Vec::new();
            for kind in hypotheses::hypotheses(c, ctx, &told, Some(share)) {
                bag.clear();
                hypotheses::describe_kind(c, ctx, kind, &told, Some(share), bag);
                hypotheses::cross_kind(kind, &crossed, bag);
                if joint && !e.is_some_and(|e| e.optional && e.kind == kind) {
                    let mut both = kept.clone();
                    both.extend_from_slice(bag.items());
                    self.joint.push(Example {
                        features: both,
                        right: e.is_some_and(|e| e.kind == kind),
                        weight: 1.0,
                    });
                }
                let Some(e) = e else { continue };
                let mut example = Example::new(bag.items(), kind == e.kind);
                example.weight = if e.optional { 0.5 } else { 1.0 };
                question.push(example);
            }
            let Some(e) = e else { continue };
            self.kind.push(question);
            let mut question = Vec::new();
            for mood in features::MOODS {
                bag.clear();
                features::describe_realis(&described, e.kind, mood, bag);
                question.push(Example::new(bag.items(), mood == e.realis));
            }
            if e.realis != Realis::Irrealis {
                self.realis.push(question);
            }
        }
    }

    pub(super) fn pairs(
        &mut self,
        ctx: &Context<'_, '_, '_>,
        candidates: &[Candidate],
        labels: &[Option<usize>],
        events: &[gold::GoldEvent],
        bag: &mut Bag,
    ) {
        let mut by_kind: FxHashMap<Kind, Vec<usize>> = FxHashMap::default();
        for (n, label) in labels.iter().enumerate() {
            let Some(e) = label else { continue };
            let kind = events[*e].kind;
            let earlier = by_kind.entry(kind).or_default();
            for m in decide::compared(earlier) {
                bag.clear();
                pairs::describe_pair(&candidates[m], &candidates[n], kind, ctx, bag);
                self.same.push(Example::new(bag.items(), labels[m] == Some(*e)));
            }
            earlier.push(n);
        }
    }

    /// Counts which forms of fillers fill which roles.
    pub(super) fn parts(
        &mut self,
        ctx: &Context<'_, '_, '_>,
        candidates: &[Candidate],
        labels: &[Option<usize>],
        events: &[gold::GoldEvent],
    ) {
        each_event(candidates, labels, events, |e, triggers| {
            let parts = parts::parts(triggers, &told_of(triggers), ctx);
            for (part, fills) in parts.iter().zip(fillings(e, &parts, ctx)) {
                for role in fills.right {
                    *self.forms.entry((role, part.form.name())).or_default() += 1;
                }
            }
        });
    }

    pub(super) fn roles(
        &mut self,
        ctx: &Context<'_, '_, '_>,
        candidates: &[Candidate],
        labels: &[Option<usize>],
        events: &[gold::GoldEvent],
        models: &Models,
        bag: &mut Bag,
    ) {
        let mut described = Described::default();
        each_event(candidates, labels, events, |e, triggers| {
            let parts = parts::parts(triggers, &told_of(triggers), ctx);
            for (part, fills) in parts.iter().zip(fillings(e, &parts, ctx)) {
                let mut ready = false;
                for &role in &models.roles.by_kind[e.kind.index()] {
                    let name = &models.roles.names[role];
                    if !decide::takes(models, role, part) || fills.pieces.iter().any(|r| r == name) {
                        continue;
                    }
                    if !ready {
                        roles::describe_part(part, triggers, ctx, bag, &mut described);
                        ready = true;
                    }
                    bag.clear();
                    roles::describe_role(&described, part, name, e.kind, bag);
                    self.role.push(Example::new(bag.items(), fills.right.iter().any(|r| r == name)));
                }
            }
        });
    }
}

/// Gives `f` every labelled event with the candidates that tell of it.
pub(super) fn each_event(
    candidates: &[Candidate],
    labels: &[Option<usize>],
    events: &[gold::GoldEvent],
    mut f: impl FnMut(&gold::GoldEvent, &[&Candidate]),
) {
    for (n, e) in events.iter().enumerate() {
        let triggers: Vec<&Candidate> =
            candidates.iter().zip(labels).filter(|(_, l)| **l == Some(n)).map(|(c, _)| c).collect();
        if !triggers.is_empty() {
            f(e, &triggers);
        }
    }
}

/// The roles that a part fills in a labelled event.
#[derive(Default)]
pub(super) struct Fills {
    right: Vec<String>,
    /// Those whose filler it is a piece of, where another part holds more of it: 二次 of 市人大常委会第二次会议.
    /// It is neither right nor wrong.
    pieces: Vec<String>,
}

/// What each part fills. Of the parts that share a filler the one that is nearest to it is right (王伟, not
/// 市政协主席王伟), with those that are nearly as near.
fn fillings(e: &gold::GoldEvent, parts: &[Part], ctx: &Context<'_, '_, '_>) -> Vec<Fills> {
    let keys: Vec<String> = parts.iter().map(|p| gold::filler_key(&ctx.text()[p.span])).collect();
    let mut out: Vec<Fills> = parts.iter().map(|_| Fills::default()).collect();
    for (role, text) in &e.roles {
        let want = gold::filler_key(text);
        let near: Vec<f32> = keys.iter().map(|key| nearness(key, &want)).collect();
        let nearest = near.iter().copied().fold(0.0, f32::max);
        for ((fills, key), near) in out.iter_mut().zip(&keys).zip(near).filter(|(_, near)| *near > 0.0) {
            let list = match near >= nearest * AS_NEAR {
                true => &mut fills.right,
                false if want.contains(key.as_str()) => &mut fills.pieces,
                false => continue,
            };
            if !list.contains(role) {
                list.push(role.clone());
            }
        }
    }
    for fills in &mut out {
        fills.pieces.retain(|r| !fills.right.contains(r));
    }
    out
}

/// A part is right where it is so near to a filler, compared with the nearest part.
const AS_NEAR: f32 = 0.75;

/// How near a part is to the filler `want`: the share of the longer that the shorter makes where one holds the other,
/// and nothing where they differ or the part holds the filler among much else.
fn nearness(key: &str, want: &str) -> f32 {
    let (size, whole) = (key.chars().count(), want.chars().count());
    match () {
        () if size == 0 || whole == 0 => 0.0,
        () if key.contains(want) && size <= 3 * whole + 4 => whole as f32 / size as f32,
        () if want.contains(key) => size as f32 / whole as f32,
        () => 0.0,
    }
}

/// The labelled event a candidate tells of: a firm one first, then the one
/// whose trigger it is exactly, then the one it overlaps most.
pub(super) fn label(events: &[gold::GoldEvent], span: Span) -> Option<usize> {
    let mut best: Option<((bool, bool, usize), usize)> = None;
    for (n, e) in events.iter().enumerate() {
        for t in e.triggers.iter().filter(|t| t.overlaps(span)) {
            let overlap = t.end.min(span.end) - t.start.max(span.start);
            let rank = (!e.optional, *t == span, overlap);
            if best.is_none_or(|b| rank > b.0) {
                best = Some((rank, n));
            }
        }
    }
    best.map(|b| b.1)
}
