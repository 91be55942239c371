//! Of which type a candidate may be, and what speaks for each: what the
//! lexicon lists and counted of its trigger, what the frames took it for.

use super::context::{Candidate, Context, Verdict};
use super::kind::{Kind, TYPE};
use super::lexicon::{Share, ends};
use crate::learn::{Bag, Key, Template, small};
use crate::record::Realis;

macro_rules! templates {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(const $name: Template = Template::new($text);)*
    };
}

templates! {
    LISTED = "listed", LISTING = "listing", UNLISTED = "unlisted", LISTED_TYPES = "listed-types",
    RATE = "rate", SEEN = "seen", RATE_STEP = "rate-step", TOLD_OF = "told-of",
    HAS_LISTING = "has", SHARE_STEP = "share-step", SHARE = "share", TOLD = "told", NOT_TOLD = "not-told",
    BY_FRAME = "by-frame", ROW_HERE = "row-here", END_SHARE = "end-share", TOPIC = "topic", TOPIC_STEP = "topic-step",
    TOTAL = "total",
}

/// Adds what the lexicon says of the candidate's trigger; `own` is what the
/// article itself adds to the counts, left out in training.
pub(super) fn describe_listing(c: &Candidate, ctx: &Context<'_, '_, '_>, own: Option<&Share>, bag: &mut Bag) {
    let entry = c.entry.map(|n| &ctx.lexicon.entries[n as usize]);
    let listed = entry.map_or(&[][..], |e| &e.listed[..]);
    for (kind, listing) in listed {
        let (a, b) = (bag.key(LISTED, kind.code()), bag.key(LISTING, listing.name()));
        bag.add_key(b, 1.0);
        let key = bag.both(a, b);
        bag.add_key(key, 1.0);
    }
    if listed.is_empty() {
        bag.add(UNLISTED, "");
    }
    let mut kinds: Vec<Kind> = listed.iter().map(|l| l.0).collect();
    kinds.sort_unstable();
    kinds.dedup();
    bag.add(LISTED_TYPES, small(kinds.len().min(3) as i64));
    let less = |counts: Option<&rustc_hash::FxHashMap<u32, u32>>| {
        counts.zip(c.entry).and_then(|(m, n)| m.get(&n)).copied().unwrap_or(0)
    };
    let seen = entry.map_or(0, |e| e.seen).saturating_sub(less(own.map(|o| &o.seen)));
    let kept = entry.map_or(0, |e| e.kept).saturating_sub(less(own.map(|o| &o.kept)));
    bag.add_valued(RATE, "", (kept as f32 + 0.3) / (seen as f32 + 2.0));
    bag.add(SEEN, small(seen.min(3).into()));
    if let Some(step) = (4 * kept).checked_div(seen) {
        bag.add(RATE_STEP, small(step.into()));
    }
    let told = told_of(c, ctx, own);
    let all: u32 = told.iter().map(|t| t.1).sum();
    for (kind, n) in told {
        bag.add_valued(TOLD_OF, kind.code(), n as f32 / all.max(1) as f32);
    }
}

/// The types the candidate's trigger told of, without the article's own.
pub(super) fn told_of(c: &Candidate, ctx: &Context<'_, '_, '_>, own: Option<&Share>) -> Vec<(Kind, u32)> {
    let Some(n) = c.entry else { return Vec::new() };
    let less = own.and_then(|o| o.told.get(&n));
    let told = &ctx.lexicon.entries[n as usize].told.0;
    let left = told.iter().map(|(k, n)| (*k, n.saturating_sub(less.map_or(0, |l| l.count(*k)))));
    left.filter(|t| t.1 > 0).collect()
}

/// The types a candidate may be of, with how often its trigger told of each.
pub(super) fn hypotheses(
    c: &Candidate,
    ctx: &Context<'_, '_, '_>,
    told: &[(Kind, u32)],
    own: Option<&Share>,
) -> Vec<Kind> {
    let mut out: Vec<Kind> = told.iter().map(|t| t.0).collect();
    if let Some(n) = c.entry {
        out.extend(ctx.lexicon.entries[n as usize].listed.iter().map(|l| l.0));
    }
    out.extend(c.told.iter().filter_map(|n| ctx.told[*n as usize].kind));
    // Words that end or begin alike: 开幕式 is told as 揭幕式 is.
    let word = &ctx.text()[c.span];
    for (_, key) in ends(word).into_iter().filter(|e| e.0.ends_with('2')) {
        let mut near: Vec<(u32, Kind)> = ctx
            .lexicon
            .end_kinds(key)
            .map(|k| (ctx.lexicon.ended(key, k, own).0, k))
            .filter(|n| n.0 > 0)
            .collect();
        near.sort_unstable_by_key(|n| std::cmp::Reverse(n.0));
        out.extend(near.into_iter().take(3).map(|n| n.1));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A share in fifths.
fn fifths(share: f32) -> &'static str {
    small(((share * 5.0) as i64).min(4))
}

/// Describes the candidate as telling of `kind`, but for what
/// [`cross_kind`] adds.
pub(super) fn describe_kind(
    c: &Candidate,
    ctx: &Context<'_, '_, '_>,
    kind: Kind,
    told: &[(Kind, u32)],
    own: Option<&Share>,
    bag: &mut Bag,
) {
    let entry = c.entry.map(|n| &ctx.lexicon.entries[n as usize]);
    let listed = entry.map_or(&[][..], |e| &e.listed[..]);
    let mut here = false;
    for (_, listing) in listed.iter().filter(|l| l.0 == kind) {
        here = true;
        bag.add(HAS_LISTING, listing.name());
    }
    let mut kinds: Vec<Kind> = listed.iter().map(|l| l.0).collect();
    kinds.dedup();
    bag.add(if here { LISTED_TYPES } else { UNLISTED }, small(kinds.len().min(3) as i64));
    let all: u32 = told.iter().map(|t| t.1).sum();
    match told.iter().find(|t| t.0 == kind) {
        Some((_, n)) => {
            let share = *n as f32 / all as f32;
            bag.add(SHARE_STEP, fifths(share));
            bag.add_valued(SHARE, "", share);
            bag.add(TOLD, small((*n).min(3).into()));
        }
        None => bag.add(NOT_TOLD, small(all.min(3).into())),
    }
    describe_frames(c, ctx, kind, bag);
    let word = &ctx.text()[c.span];
    for (name, key) in ends(word) {
        let (n, all) = ctx.lexicon.ended(key, kind, own);
        if all > 0 {
            bag.add_valued(END_SHARE, name, n as f32 / (all as f32 + 1.0));
        }
    }
    let topic = ctx.topic.get(kind.index()).copied().unwrap_or(0.0);
    bag.add_valued(TOPIC, "", topic);
    bag.add(TOPIC_STEP, small(((topic * 6.0) as i64).min(3)));
    let total = ctx.lexicon.totals[kind.index()] as f32;
    bag.add_valued(TOTAL, "", (total + 1.0).ln() / 5.0);
}

/// Adds the type, and with it each feature that is asked for with each type.
pub(super) fn cross_kind(kind: Kind, crossed: &[Key], bag: &mut Bag) {
    let of_kind = bag.key(TYPE, kind.code());
    bag.add_key(of_kind, 1.0);
    for key in crossed {
        let both = bag.both(of_kind, *key);
        bag.add_key(both, 1.0);
    }
}

/// Whether the frames take it for `kind`.
fn describe_frames(c: &Candidate, ctx: &Context<'_, '_, '_>, kind: Kind, bag: &mut Bag) {
    let of_kind: Vec<Realis> = c
        .told
        .iter()
        .map(|n| &ctx.told[*n as usize])
        .filter(|t| t.kind == Some(kind))
        .map(|t| t.realis)
        .collect();
    let state = match (&of_kind[..], c.told.is_empty()) {
        ([], true) => "nothing",
        ([], false) => "other",
        (all, _) if all.iter().all(|r| *r == Realis::Irrealis) => "irrealis",
        _ => "told",
    };
    bag.add(BY_FRAME, state);
    for (row, verdict) in &c.frames {
        if ctx.frames.frames[usize::from(*row)].kind == kind.code() {
            let state = match verdict {
                Verdict::Lacking => "lacking",
                Verdict::Guarded => "guarded",
                Verdict::Holds => "holds",
            };
            bag.add(ROW_HERE, state);
        }
    }
}
