//! From candidates to events: which are kept, of which type, which tell of
//! the same, who fills their roles.

use super::context::{Candidate, Context};
use super::features;
use super::hypotheses;
use super::kind::Kind;
use super::models::Models;
use super::pairs;
use super::parts::Part;
use super::rank::Ranking;
use super::roles::{self, Described};
use crate::event::group::Filler;
use crate::learn::{Bag, Choices, Key, logistic};
use crate::record::Realis;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A candidate that may be kept, with its best type.
#[derive(Clone, Copy, Debug)]
pub(in crate::event) struct Scored {
    /// Number of the candidate.
    pub(in crate::event) candidate: usize,
    pub(in crate::event) kind: Kind,
    /// The likelihood that it tells of an event of that type.
    pub(in crate::event) likely: f32,
}

/// An event before its roles are filled.
#[derive(Clone, Debug)]
pub(in crate::event) struct Group {
    pub(in crate::event) kind: Kind,
    pub(in crate::event) likely: f32,
    /// The candidates that tell of it, in text order.
    pub(in crate::event) members: Vec<usize>,
    /// The one most likely.
    pub(in crate::event) best: usize,
}

/// Buffers of one article.
#[derive(Default)]
pub(in crate::event) struct Scratch {
    pub(in crate::event) bag: Bag,
    crossed: Vec<Key>,
    described: Described,
    /// The roles that a part may fill.
    asked: Vec<usize>,
    sums: Vec<f32>,
    joint_sums: Vec<f32>,
}

impl Scratch {
    /// Buffers that keep the names of features, for explaining.
    pub(in crate::event) fn naming() -> Scratch {
        Scratch { bag: Bag::naming(), ..Scratch::default() }
    }
}

/// Candidates less likely than this to tell of anything are dropped.
const LEAST: f32 = 0.08;

/// The candidates that may be kept.
pub(in crate::event) fn score(
    candidates: &[Candidate],
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    scratch: &mut Scratch,
) -> Vec<Scored> {
    let mut out = Vec::new();
    for (n, c) in candidates.iter().enumerate() {
        let Scratch { bag, crossed, sums, joint_sums, .. } = scratch;
        bag.clear();
        crossed.clear();
        features::describe(c, ctx, bag, crossed);
        hypotheses::describe_listing(c, ctx, None, bag);
        let [keep, shared] = models.keep_joint.scores(bag.items());
        let keep = logistic(keep);
        if keep < LEAST {
            continue;
        }
        let told = hypotheses::told_of(c, ctx, None);
        let kinds = hypotheses::hypotheses(c, ctx, &told, None);
        weigh_kinds(&models.of_kind, crossed, sums);
        weigh_kinds(&models.joint_of_kind, crossed, joint_sums);
        let mut best: Option<(Kind, f32)> = None;
        let (mut sum, mut joint) = (0.0, 0.0);
        for kind in kinds {
            bag.clear();
            hypotheses::describe_kind(c, ctx, kind, &told, None, bag);
            let [of_kind, joint_of_kind] = models.kind_joint.scores(bag.items());
            let weight = (of_kind + sums[kind.index()]).exp();
            sum += weight;
            if best.is_none_or(|b| weight > b.1) {
                best = Some((kind, weight));
                joint = shared + joint_of_kind + joint_sums[kind.index()];
            }
        }
        if let Some((kind, weight)) = best {
            let mut likely = keep * weight / sum;
            if models.has_joint() {
                likely = (likely * logistic(joint - models.joint.bias())).sqrt();
            }
            out.push(Scored { candidate: n, kind, likely });
        }
    }
    out
}

/// What the features that are asked for with each type say for each.
fn weigh_kinds(choices: &Choices, crossed: &[Key], sums: &mut Vec<f32>) {
    sums.clear();
    sums.resize(Kind::count(), 0.0);
    choices.add(crossed.iter().chain([&Key::ALWAYS]).map(|key| (*key, 1.0)), sums);
}

/// The likelihoods that two of `scored` tell of the same event, for those of
/// one type that stand near each other or at the article's head.
pub(in crate::event) fn likely_same(
    scored: &[Scored],
    candidates: &[Candidate],
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    least: f32,
    bag: &mut Bag,
) -> FxHashMap<(u32, u32), f32> {
    let mut out = FxHashMap::default();
    let mut by_kind: FxHashMap<Kind, Vec<usize>> = FxHashMap::default();
    for (n, s) in scored.iter().enumerate().filter(|(_, s)| s.likely >= least) {
        let earlier = by_kind.entry(s.kind).or_default();
        for m in compared(earlier) {
            bag.clear();
            let (a, b) = (&candidates[scored[m].candidate], &candidates[s.candidate]);
            pairs::describe_pair(a, b, s.kind, ctx, bag);
            out.insert((m as u32, n as u32), models.same.probability(bag.items()));
        }
        earlier.push(n);
    }
    out
}

/// Those of `earlier` a new one is compared with.
pub(in crate::event) fn compared(earlier: &[usize]) -> impl Iterator<Item = usize> + '_ {
    let near = earlier.len().saturating_sub(pairs::NEAR);
    earlier[..near.min(pairs::FIRST)].iter().chain(&earlier[near..]).copied()
}

/// Groups what tells of the same event: candidates at least `keep` likely,
/// joined where they are on average at least `join` likely to be one.
pub(in crate::event) fn group(
    scored: &[Scored],
    same: &FxHashMap<(u32, u32), f32>,
    keep: f32,
    join: f32,
) -> Vec<Group> {
    let mut out: Vec<(Group, Vec<usize>)> = Vec::new();
    let mut of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut by_kind: FxHashMap<Kind, Vec<usize>> = FxHashMap::default();
    for (n, s) in scored.iter().enumerate().filter(|(_, s)| s.likely >= keep) {
        let earlier = by_kind.entry(s.kind).or_default();
        // The mean over the members of each group met.
        let mut sums: Vec<(usize, f32, f32)> = Vec::new();
        for m in compared(earlier) {
            let (Some(p), Some(&g)) = (same.get(&(m as u32, n as u32)), of.get(&m)) else { continue };
            match sums.iter_mut().find(|s| s.0 == g) {
                Some(s) => (s.1, s.2) = (s.1 + p, s.2 + 1.0),
                None => sums.push((g, *p, 1.0)),
            }
        }
        earlier.push(n);
        let best = sums.into_iter().map(|(g, p, k)| (g, p / k)).max_by(|a, b| a.1.total_cmp(&b.1));
        let g = match best.filter(|b| b.1 >= join) {
            Some((g, _)) => g,
            None => {
                let new = Group { kind: s.kind, likely: s.likely, members: Vec::new(), best: s.candidate };
                out.push((new, Vec::new()));
                out.len() - 1
            }
        };
        of.insert(n, g);
        let group = &mut out[g].0;
        group.members.push(s.candidate);
        if s.likely > group.likely {
            group.likely = s.likely;
            group.best = s.candidate;
        }
    }
    out.into_iter().map(|g| g.0).collect()
}

/// The events of an article: grouped, then looked at beside each other.
pub(in crate::event) fn groups(
    scored: &[Scored],
    candidates: &[Candidate],
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    scratch: &mut Scratch,
) -> Vec<Group> {
    let keep = models.keep.setting("threshold").unwrap_or(0.5);
    let join = models.same.setting("threshold").unwrap_or(0.5);
    let same = likely_same(scored, candidates, ctx, models, keep, &mut scratch.bag);
    let mut groups = group(scored, &same, keep, join);
    if let Some(least) = models.rank.setting("threshold") {
        let ranking = Ranking::new(&groups, scored, &same, candidates, ctx);
        let mut kept = Vec::with_capacity(groups.len());
        for n in 0..groups.len() {
            scratch.bag.clear();
            ranking.describe(n, &mut scratch.bag);
            kept.push(models.rank.probability(scratch.bag.items()) >= least);
        }
        let mut kept = kept.into_iter();
        groups.retain(|_| kept.next().unwrap_or_default());
    }
    groups
}

/// The mood a group's best candidate is told in.
pub(in crate::event) fn realis(
    group: &Group,
    candidates: &[Candidate],
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    scratch: &mut Scratch,
) -> Realis {
    let features = candidate_features(&candidates[group.best], ctx, scratch);
    let of_kind = [(Key::ALWAYS, 1.0), (group.kind.key(), 1.0)];
    let mut sums = [0.0; features::MOODS.len()];
    models.of_mood.add(of_kind.into_iter().chain(features), &mut sums);
    // Of moods that weigh the same the first.
    let best = (0..sums.len()).rev().max_by(|a, b| sums[*a].total_cmp(&sums[*b]));
    best.map_or(Realis::Actual, |n| features::MOODS[n])
}

/// The features of [`features::describe`].
pub(in crate::event) fn candidate_features(
    c: &Candidate,
    ctx: &Context<'_, '_, '_>,
    scratch: &mut Scratch,
) -> Vec<(Key, f32)> {
    scratch.bag.clear();
    scratch.crossed.clear();
    features::describe(c, ctx, &mut scratch.bag, &mut scratch.crossed);
    scratch.bag.items().to_vec()
}

/// A filler with the role it may fill.
#[derive(Clone, Debug)]
pub(in crate::event) struct RoleScored {
    pub(in crate::event) role: usize,
    pub(in crate::event) part: usize,
    pub(in crate::event) likely: f32,
}

/// The role of what dates an event, and of where it happens.
const TIME: &str = "time";
const PLACE: &str = "place";

/// Fillers less likely than this are no choice.
const LEAST_ROLE: f32 = 0.1;

/// What may fill the roles of an event of `kind` told by `triggers`, the most
/// likely first.
pub(in crate::event) fn score_roles(
    parts: &[Part],
    triggers: &[&Candidate],
    kind: Kind,
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    scratch: &mut Scratch,
) -> Vec<RoleScored> {
    let mut out = Vec::new();
    let Scratch { bag, described, sums, asked, .. } = scratch;
    let of_kind = &models.roles.by_kind[kind.index()];
    for (n, part) in parts.iter().enumerate() {
        let form = part.form.key();
        let takes = |role: &usize| {
            takes_form(models, *role, part, form)
                && (models.roles.names[*role] != TIME || roles::may_date(part, triggers, kind, ctx))
        };
        asked.clear();
        asked.extend(of_kind.iter().copied().filter(takes));
        if asked.is_empty() {
            continue;
        }
        roles::describe_part(part, triggers, ctx, bag, described);
        roles::weigh(described, part, kind, models, asked, sums);
        for &role in asked.iter() {
            let likely = logistic(sums[role]);
            if likely >= LEAST_ROLE {
                out.push(RoleScored { role, part: n, likely });
            }
        }
    }
    out.sort_by(|a, b| b.likely.total_cmp(&a.likely).then_with(|| (a.part, a.role).cmp(&(b.part, b.role))));
    out
}

/// True when such a part fills the role at all.
pub(in crate::event) fn takes(models: &Models, role: usize, part: &Part) -> bool {
    takes_form(models, role, part, part.form.key())
}

fn takes_form(models: &Models, role: usize, part: &Part, form: Key) -> bool {
    if part.in_a_name && models.roles.names[role] != PLACE {
        return false;
    }
    models.roles.forms[role].contains(&form) || part.framed.iter().any(|r| *r == models.roles.names[role])
}

/// A role that on average has no more fillers than this has one.
pub(in crate::event) const SINGLE: f32 = 1.12;

/// Chooses fillers from `scored`, the most likely first.
pub(in crate::event) fn choose_roles(
    scored: &[RoleScored],
    parts: &[Part],
    ctx: &Context<'_, '_, '_>,
    models: &Models,
    least: f32,
    more: f32,
) -> Vec<(Cow<'static, str>, Filler)> {
    let rows = scored.iter().map(|s| (s.role, &ctx.text()[parts[s.part].span], s.likely));
    let single = |role: usize| models.roles.fillers[role] < SINGLE;
    let filler = |s: &RoleScored| (models.roles.names[s.role].clone(), parts[s.part].filler(ctx));
    choose(rows, single, least, more).into_iter().map(|n| filler(&scored[n])).collect()
}

/// The numbers of the rows (role, text, likelihood; the most likely first)
/// that are chosen: at least `least` likely, further ones of a role at least
/// `more` on top; one filler where the role has one, and one role a filler.
pub(in crate::event) fn choose<'r>(
    rows: impl Iterator<Item = (usize, &'r str, f32)>,
    single: impl Fn(usize) -> bool,
    least: f32,
    more: f32,
) -> Vec<usize> {
    let mut out: Vec<(usize, usize, &str)> = Vec::new();
    for (n, (role, text, likely)) in rows.enumerate() {
        if likely < least {
            break;
        }
        let filled = out.iter().any(|o| o.1 == role);
        if filled && (single(role) || likely < least + more) {
            continue;
        }
        let clash = |o: &(usize, usize, &str)| {
            o.2 == text || o.1 == role && (o.2.contains(text) || text.contains(o.2))
        };
        if !out.iter().any(clash) {
            out.push((n, role, text));
        }
    }
    out.into_iter().map(|o| o.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_filler_where_a_role_has_one() {
        let rows = [
            (0, "市长", 0.9),
            (0, "书记", 0.8),
            (1, "甲", 0.7),
            (1, "乙", 0.6),
            (1, "市长", 0.5),
            (1, "丙", 0.35),
        ];
        let chosen = choose(rows.into_iter(), |role| role == 0, 0.3, 0.1);
        assert_eq!(chosen, [0, 2, 3]);
    }

    #[test]
    fn what_is_likely_the_same_is_one_event() {
        let kind = Kind::parse("MEET.HOLD").unwrap();
        let scored: Vec<Scored> = [0.9, 0.5, 0.2, 0.7]
            .iter()
            .enumerate()
            .map(|(n, p)| Scored { candidate: n, kind, likely: *p })
            .collect();
        let same = FxHashMap::from_iter([((0, 1), 0.8), ((0, 3), 0.3), ((1, 3), 0.4)]);
        let groups = group(&scored, &same, 0.4, 0.5);
        let members: Vec<&[usize]> = groups.iter().map(|g| &*g.members).collect();
        assert_eq!(members, [&[0, 1][..], &[3]]);
        assert_eq!((groups[0].best, groups[0].likely), (0, 0.9));
    }
}
