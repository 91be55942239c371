//! The best choice: outermost mentions that do not overlap, and within each institution the places (and persons)
//! that its name holds.
//!
//! A proposal's score is the sum of its features' weights; nothing chosen scores nothing. For an institution the
//! best choice within it is added. Both choices are found by dynamic programming over the proposals by their ends
//! (weighted interval scheduling), so that time grows as n log n.

use super::feature::Context;
use super::model::Weights;
use super::proposal::{Kind, Proposal, Source};
use crate::mention::scan::Scan;

/// The proposals that were chosen, by their number, in text order, and every one's score.
#[derive(Clone, Debug, Default)]
pub(in crate::mention) struct Chosen {
    pub outer: Vec<usize>,
    pub nested: Vec<usize>,
    /// The score of each proposal as an outermost mention.
    pub scores: Vec<f32>,
}

/// What 我市 and the like are worth, that are no names but always kept where nothing sure is against it.
const DEIXIS: f32 = 3.0;
/// What a surname alone is worth before what one is called by (吴书记, 崔大爷). Whether that is a name is a matter of
/// taste, which the labelled articles leave open; it is kept where no name is against it.
const SURNAME: f32 = 1.0;
/// What a name is worth more where nothing else stands between a post and a mark or a verb: even a common word is a
/// name there (副市长和平、). The labelled articles hold too few such names to learn it from; where the tagger knows
/// the words around better (会长单位、), its word stands.
const SLOT: f32 = 4.0;
/// What one character for a place is worth at least behind a verb of place, where the paper's home tells that it is
/// one (来许): kept where no name is against it.
const INITIAL: f32 = 1.0;
/// What users' own words are worth: they are names.
const USER: f32 = 100.0;

/// Chooses among the proposals, which come by start and the longer first.
pub(in crate::mention) fn choose(scan: &Scan<'_>, list: &[Proposal], weights: &Weights) -> Chosen {
    let context = Context::new(scan, list);
    let scores: Vec<f32> = (0..list.len()).map(|i| base_score(&context, list, weights, i)).collect();
    best(list, &scores, |i, outer| {
        let mut sum = scores[i];
        context.nested_features(i, &list[outer], &mut |key| sum += weights.of(key));
        sum
    })
}

fn base_score(context: &Context<'_, '_>, list: &[Proposal], weights: &Weights, i: usize) -> f32 {
    if list[i].has(Source::Deixis) {
        return DEIXIS;
    }
    if list[i].has(Source::User) {
        return USER;
    }
    if list[i].has(Source::Surname) {
        return SURNAME;
    }
    if is_hopeless(&list[i]) {
        return f32::NEG_INFINITY;
    }
    let fills = list[i].has(Source::Slot) && list[i].margin.is_none_or(|m| m >= FAR_BELOW);
    let mut sum = if fills { SLOT } else { 0.0 };
    context.features(i, &mut |key| sum += weights.of(key));
    if list[i].has(Source::Initial) { sum.max(INITIAL) } else { sum }
}

/// True for what the tagger alone proposes, far below its best path: nothing that is true of it besides makes it a
/// name, and asking for that took half the time of the choice. It still speaks for and against its rivals.
fn is_hopeless(p: &Proposal) -> bool {
    p.sources == 0 && p.margin.is_some_and(|m| m < FAR_BELOW)
}

/// The margin below which the tagger's word alone is not weighed.
const FAR_BELOW: f32 = -5.0;

/// The best choice, given the scores as outermost mentions and a function for those within an institution.
pub(super) fn best(list: &[Proposal], scores: &[f32], nested: impl Fn(usize, usize) -> f32) -> Chosen {
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); list.len()];
    let mut totals = scores.to_vec();
    for (i, p) in list.iter().enumerate().filter(|(_, p)| p.kind == Kind::Institution) {
        // One that could not win with all it holds is not looked into.
        if scores[i] < HOPELESS {
            continue;
        }
        let inner: Vec<(usize, f32)> = (i + 1..list.len())
            .take_while(|&j| list[j].span.start < p.span.end)
            .filter(|&j| {
                list[j].kind != Kind::Institution && p.span.contains(list[j].span) && list[j].span != p.span
            })
            .chain(
                list[..i]
                    .iter()
                    .enumerate()
                    .rev()
                    .take_while(|(_, o)| o.span.start == p.span.start)
                    .filter(|(_, o)| {
                        o.kind != Kind::Institution && p.span.contains(o.span) && o.span != p.span
                    })
                    .map(|(j, _)| j),
            )
            .map(|j| (j, nested(j, i)))
            .filter(|&(_, score)| score > 0.0)
            .collect();
        let (sum, chosen) = schedule(list, inner);
        totals[i] += sum;
        within[i] = chosen;
    }
    let worth: Vec<(usize, f32)> =
        totals.iter().enumerate().filter(|&(_, &t)| t > 0.0).map(|(i, &t)| (i, t)).collect();
    let (_, outer) = schedule(list, worth);
    let nested = outer.iter().flat_map(|&i| within[i].iter().copied()).collect();
    Chosen { outer, nested, scores: scores.to_vec() }
}

/// A score below which nothing that an institution holds can save it.
const HOPELESS: f32 = -12.0;

/// The choice of the largest sum among `items` that do not overlap, in text order.
fn schedule(list: &[Proposal], mut items: Vec<(usize, f32)>) -> (f32, Vec<usize>) {
    items.sort_by_key(|&(i, _)| (list[i].span.end, list[i].span.start, list[i].kind));
    let ends: Vec<usize> = items.iter().map(|&(i, _)| list[i].span.end).collect();
    // The best sum over the first n items, and whether the last of them is in it.
    let mut sums = vec![0.0f32; items.len() + 1];
    let mut taken = vec![false; items.len()];
    for (n, &(i, score)) in items.iter().enumerate() {
        let before = ends.partition_point(|&e| e <= list[i].span.start).min(n);
        let with = sums[before] + score;
        taken[n] = with > sums[n];
        sums[n + 1] = sums[n].max(with);
    }
    let mut chosen = Vec::new();
    let mut n = items.len();
    while n > 0 {
        if taken[n - 1] {
            let i = items[n - 1].0;
            chosen.push(i);
            n = ends.partition_point(|&e| e <= list[i].span.start).min(n - 1);
        } else {
            n -= 1;
        }
    }
    chosen.reverse();
    (sums[items.len()], chosen)
}
