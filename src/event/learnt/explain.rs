//! What was weighed for each word that may tell of an event, in words.

use super::context::Context;
use super::decide::{self, Group, Scored, Scratch};
use super::models::Models;
use super::{features, hypotheses};
use crate::event::Candidate;
use crate::learn::{Bag, Model};
use rustc_hash::FxHashMap;

/// How many features are told.
const TOLD: usize = 6;

/// Every candidate with what speaks for and against it.
pub(in crate::event) fn explain(ctx: &mut Context<'_, '_, '_>, models: &Models) -> Vec<Candidate> {
    let candidates = ctx.candidates();
    let ctx = &*ctx;
    let mut scratch = Scratch::naming();
    let scored = decide::score(&candidates, ctx, models, &mut scratch);
    let groups = decide::groups(&scored, &candidates, ctx, models, &mut scratch);
    let least = models.keep.setting("threshold").unwrap_or(0.5);
    let scored: FxHashMap<usize, &Scored> = scored.iter().map(|s| (s.candidate, s)).collect();
    let members = groups.iter().flat_map(|g| g.members.iter().map(move |n| (*n, g)));
    let grouped: FxHashMap<usize, &Group> = members.collect();
    let mut out = Vec::with_capacity(candidates.len());
    for (n, c) in candidates.iter().enumerate() {
        let (bag, mut crossed) = (&mut scratch.bag, Vec::new());
        bag.clear();
        features::describe(c, ctx, bag, &mut crossed);
        hypotheses::describe_listing(c, ctx, None, bag);
        let keep = models.keep.probability(bag.items());
        let mut why = format!("tells of something {keep:.2}: {}", weightiest(&models.keep, bag));
        let best = scored.get(&n);
        if let Some(best) = best {
            let told = hypotheses::told_of(c, ctx, None);
            bag.clear();
            hypotheses::describe_kind(c, ctx, best.kind, &told, None, bag);
            why += &format!("; of {}: {}", best.kind.code(), weightiest(&models.kind, bag));
            why += &format!("; together {:.2}", best.likely);
        }
        why += &match (best, grouped.get(&n)) {
            (_, Some(g)) if g.best == n => "; an event".to_owned(),
            (_, Some(g)) => format!("; tells of the same as {:?}", &ctx.text()[candidates[g.best].span]),
            (Some(best), None) if best.likely >= least => "; not beside the other events".to_owned(),
            (_, None) => format!("; less than {least:.2}"),
        };
        let kind = best.map(|b| b.kind.code());
        out.push(Candidate { span: c.span, kind, why });
    }
    out
}

/// The features that weigh most, as `+1.20 word=召开`.
fn weightiest(model: &Model, bag: &Bag) -> String {
    let parts = model.explain(bag);
    let told: Vec<String> =
        parts.iter().take(TOLD).map(|(name, part)| format!("{part:+.2} {name}")).collect();
    if told.is_empty() { "nothing known of it".to_owned() } else { told.join(", ") }
}
