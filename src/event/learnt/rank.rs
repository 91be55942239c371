//! Whether a group of candidates is an event, seen beside the article's other
//! groups: the second look, which knows what else was found.

use super::context::{Candidate, Context};
use super::decide::{Group, Scored};
use super::kind::TYPE;
use crate::learn::{Bag, Template, small};
use crate::record::Realis;
use rustc_hash::FxHashMap;

macro_rules! templates {
    ($($name:ident = $text:literal),* $(,)?) => {
        $(const $name: Template = Template::new($text);)*
    };
}

templates! {
    LIKELY = "likely", LIKELY_STEP = "likely-step", SECOND = "second", SUM = "sum", MEMBERS = "members",
    SENTENCE = "sentence", FRAME = "frame", SAME_TYPE = "same-type", BETTER = "better-of-type", FIRST = "first-of-type",
    PAIR = "pair", PAIR_STEP = "pair-step", SAME_WORD = "same-word", CLAUSE = "better-in-clause",
    OF_SENTENCE = "better-in-sentence", OVERLAP = "overlap", DENSITY = "density", WITH = "with", WORD = "word",
    SAME_SENTENCE_TYPE = "same-type-in-sentence", ACTOR = "same-actor",
}

/// The log odds of a likelihood, within bounds.
fn odds(p: f32) -> f32 {
    let p = p.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// No more groups of an article are compared with one.
const MOST: usize = 96;

/// What is compared of a group.
struct Seen {
    best: usize,
    clause: usize,
    sentence: usize,
}

/// The groups of an article ready to be described.
pub(in crate::event) struct Ranking<'r, 'c, 'x, 'a> {
    groups: &'r [Group],
    candidates: &'r [Candidate],
    ctx: &'r Context<'c, 'x, 'a>,
    likely: FxHashMap<usize, f32>,
    number: FxHashMap<usize, u32>,
    same: &'r FxHashMap<(u32, u32), f32>,
    seen: Vec<Seen>,
}

impl<'r, 'c, 'x, 'a> Ranking<'r, 'c, 'x, 'a> {
    pub(in crate::event) fn new(
        groups: &'r [Group],
        scored: &[Scored],
        same: &'r FxHashMap<(u32, u32), f32>,
        candidates: &'r [Candidate],
        ctx: &'r Context<'c, 'x, 'a>,
    ) -> Self {
        let seen = groups.iter().map(|g| {
            let best = &candidates[g.best];
            Seen { best: g.best, clause: best.clause, sentence: best.sentence }
        });
        Ranking {
            groups,
            candidates,
            ctx,
            likely: scored.iter().map(|s| (s.candidate, s.likely)).collect(),
            number: scored.iter().zip(0u32..).map(|(s, n)| (s.candidate, n)).collect(),
            same,
            seen: seen.collect(),
        }
    }

    /// Describes group `n`.
    pub(in crate::event) fn describe(&self, n: usize, bag: &mut Bag) {
        let group = &self.groups[n];
        let mut likely: Vec<f32> =
            group.members.iter().map(|m| self.likely.get(m).copied().unwrap_or(0.0)).collect();
        likely.sort_by(|a, b| b.total_cmp(a));
        bag.add_valued(LIKELY, "", odds(group.likely));
        bag.add(LIKELY_STEP, small((group.likely * 10.0) as i64));
        let kind = bag.key(TYPE, group.kind.code());
        bag.add_key(kind, 1.0);
        let step = bag.key(LIKELY, "");
        let typed = bag.both(kind, step);
        bag.add_key(typed, 0.3 * odds(group.likely));
        bag.add_valued(SECOND, "", likely.get(1).map_or(-3.0, |p| odds(*p)));
        bag.add(MEMBERS, small(likely.len().min(4) as i64));
        bag.add_valued(SUM, "", likely.iter().sum::<f32>().min(3.0));
        let best = &self.candidates[group.best];
        bag.add(SENTENCE, small(best.sentence.min(3) as i64));
        bag.add(WORD, &self.ctx.text()[best.span]);
        let told = group.members.iter().flat_map(|m| &self.candidates[*m].told);
        let by_frame = told.map(|t| &self.ctx.told[*t as usize]);
        let by_frame =
            by_frame.filter(|t| t.kind == Some(group.kind) && t.realis != Realis::Irrealis).count();
        bag.add(FRAME, small(by_frame.min(1) as i64));
        self.among(n, bag);
    }

    /// Describes group `n` beside the others.
    fn among(&self, n: usize, bag: &mut Bag) {
        let (group, own) = (&self.groups[n], &self.seen[n]);
        let from = n.saturating_sub(MOST / 2);
        let others = (from..self.groups.len().min(from + MOST)).filter(|m| *m != n);
        let (mut same_type, mut better, mut in_clause, mut in_sentence) = (0, 0, 0, 0);
        let (mut pair, mut same_word, mut first, mut typed_here, mut actor, mut overlap) =
            (0.0f32, false, true, false, false, false);
        let word = &self.ctx.text()[self.candidates[own.best].span];
        let actors = self.candidates[own.best].actors[2];
        for m in others {
            let (other, seen) = (&self.groups[m], &self.seen[m]);
            let is_better = other.likely > group.likely;
            if other.kind == group.kind {
                same_type += 1;
                first &= other.members[0] > group.members[0];
                typed_here |= seen.sentence == own.sentence;
                if is_better {
                    better += 1;
                    same_word |= &self.ctx.text()[self.candidates[seen.best].span] == word;
                    actor |= actors.is_some() && self.candidates[seen.best].actors[2] == actors;
                    pair = pair.max(self.pair(group, other));
                }
            }
            if is_better && seen.clause == own.clause {
                in_clause += 1;
                let (a, b) = (bag.key(WITH, other.kind.code()), bag.key(TYPE, group.kind.code()));
                bag.add_key(a, 1.0);
                let both = bag.both(a, b);
                bag.add_key(both, 1.0);
            }
            if is_better && seen.sentence == own.sentence {
                in_sentence += 1;
            }
            overlap |= is_better && self.candidates[own.best].span.overlaps(self.candidates[seen.best].span);
        }
        bag.add(SAME_TYPE, small(same_type.min(3)));
        bag.add(BETTER, small(better.min(3)));
        bag.add(FIRST, small(i64::from(first)));
        bag.add_valued(PAIR, "", pair);
        bag.add(PAIR_STEP, small((pair * 5.0) as i64));
        bag.add(SAME_WORD, small(i64::from(same_word)));
        bag.add(ACTOR, small(i64::from(actor)));
        bag.add(SAME_SENTENCE_TYPE, small(i64::from(typed_here)));
        bag.add(CLAUSE, small(in_clause.min(2)));
        bag.add(OF_SENTENCE, small(in_sentence.min(3)));
        bag.add(OVERLAP, small(i64::from(overlap)));
        let room = (self.ctx.text().len() as f32 / 600.0).max(1.0);
        bag.add_valued(DENSITY, "", self.groups.len() as f32 / room);
    }

    /// The highest likelihood that members of two groups tell of the same.
    fn pair(&self, a: &Group, b: &Group) -> f32 {
        let number = |m: &usize| self.number.get(m).copied().unwrap_or(u32::MAX);
        let members = |g: &Group| -> Vec<u32> { g.members.iter().take(8).map(number).collect() };
        let (a, b) = (members(a), members(b));
        let one = |x: u32, y: u32| self.same.get(&(x.min(y), x.max(y))).copied().unwrap_or(0.0);
        a.iter().flat_map(|x| b.iter().map(move |y| one(*x, *y))).fold(0.0, f32::max)
    }
}
