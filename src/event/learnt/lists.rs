//! Lists are taken whole: whoever stands in a list with one who fills a role fills it too.
//!
//! 市委书记A、市长B会见C: A is as much the host as B, though each was weighed alone.

use super::context::Context;
use crate::event::class;
use crate::event::group::Filler;
use crate::record::MentionKind;
use std::borrow::Cow;

/// A filler with its role.
type Filled = (Cow<'static, str>, Filler);

/// Adds to `roles` the persons who stand in one list with a person there. A role that has one filler (`single`) and
/// persons who fill another role of the event are left alone.
pub(super) fn take_whole(roles: &mut Vec<Filled>, ctx: &Context<'_, '_, '_>, single: impl Fn(&str) -> bool) {
    let mut more: Vec<Filled> = Vec::new();
    let mut beside: Vec<Filler> = Vec::new();
    for (role, filler) in roles.iter().filter(|(role, f)| is_person(f, ctx) && !single(role)) {
        let groups = ctx.scene.groups(ctx.clause_at(filler.span.start));
        let Some(group) = groups.iter().find(|g| g.span.contains(filler.span)) else { continue };
        beside.clear();
        group.fillers(ctx.article, class::PERSON, &mut beside);
        let listed = beside.iter().any(|b| b.span == filler.span);
        // Nobody twice, whether here or in another place.
        let text = |f: &Filler| &ctx.text()[f.span];
        let new = |b: &&Filler| {
            roles.iter().chain(&more).all(|(_, f)| !f.span.overlaps(b.span) && text(f) != text(b))
        };
        let taken: Vec<Filled> =
            beside.iter().filter(|b| listed && new(b)).map(|b| (role.clone(), *b)).collect();
        more.extend(taken);
    }
    roles.extend(more);
}

fn is_person(filler: &Filler, ctx: &Context<'_, '_, '_>) -> bool {
    let mention = filler.mention.and_then(|m| ctx.input.mentions.get(m as usize));
    mention.is_some_and(|m| matches!(m.kind, MentionKind::Person { .. }))
}
