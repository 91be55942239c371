//! The thresholds of the decisions, and the second look at groups of mentions:
//! chosen on articles held out of a training part.

use super::examples::{each_event, label};
use super::gold::{self, Tally};
use super::{Labelled, Purpose, Trainer, options};
use crate::event::learnt::context::{Candidate, Context};
use crate::event::learnt::decide::{self, Group, RoleScored, Scored, Scratch};
use crate::event::learnt::kind::Kind;
use crate::event::learnt::models::Models;
use crate::event::learnt::rank::Ranking;
use crate::event::learnt::{parts, told_of};
use crate::learn::logistic::{self, Options};
use crate::learn::{Bag, Example, Key, Model, folds};
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The thresholds chosen on articles held out of a training part.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Thresholds {
    keep: f32,
    join: f32,
    role: f32,
    further: f32,
}

impl Trainer<'_> {
    /// The thresholds that do best on held-out articles of the training part,
    /// and the second look learnt on them.
    pub(super) fn thresholds(&self, articles: &[&Labelled<'_>], bag: &mut Bag) -> (Thresholds, Model) {
        let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
        let fold = folds(&ids, self.settings.inner_folds, self.settings.seed + 100);
        let (mut events, mut fillers, mut ranked) = (Vec::new(), Vec::new(), Vec::new());
        for k in 0..self.settings.inner_folds {
            let train: Vec<&Labelled<'_>> =
                articles.iter().zip(&fold).filter(|(_, f)| **f != k).map(|(a, _)| *a).collect();
            let fitted = self.fit(&train, bag);
            for (a, _) in articles.iter().zip(&fold).filter(|(_, f)| **f == k) {
                self.with_context(a, &fitted.lexicon, |ctx, _| {
                    let candidates = ctx.candidates();
                    let scratch = &mut Scratch::default();
                    let scored = decide::score(&candidates, ctx, &fitted.models, scratch);
                    let same = decide::likely_same(
                        &scored,
                        &candidates,
                        ctx,
                        &fitted.models,
                        0.05,
                        &mut scratch.bag,
                    );
                    let spans: Vec<Span> = candidates.iter().map(|c| c.span).collect();
                    if self.settings.strengths.rank > 0.0 {
                        ranked.push(rankings(a, ctx, &candidates, &scored, &same, &spans, bag));
                    }
                    if a.purpose == Purpose::Scored {
                        events.push((scored, same, spans, a.events));
                        fillers.extend(scored_fillers(ctx, &candidates, a.events, &fitted.models, scratch));
                    }
                });
            }
        }
        let (keep, join) = best_events(&events);
        let (role, further) = best_roles(&fillers);
        let mut thresholds = Thresholds { keep, join, role, further };
        let mut rank = Model::default();
        if self.settings.strengths.rank > 0.0 {
            let best = best_ranking(&ranked, &options(self.settings.strengths.rank, 2));
            (thresholds.keep, thresholds.join) = WIDE[best.0];
            let examples =
                ranked.iter().flat_map(|r| r.settings[best.0].iter().flat_map(|g| g.example.as_ref()));
            rank = logistic::fit(examples, &options(self.settings.strengths.rank, 2));
            rank.set_setting("threshold", best.1);
        }
        (thresholds, rank)
    }
}

pub(super) fn set(models: &mut Models, t: Thresholds) {
    models.keep.set_setting("threshold", t.keep);
    models.same.set_setting("threshold", t.join);
    models.role.set_setting("threshold", t.role);
    models.role.set_setting("further", t.further);
}

/// Thresholds for keeping and joining that leave the choice to the second
/// look.
pub(super) const WIDE: [(f32, f32); 6] =
    [(0.1, 0.3), (0.1, 0.4), (0.1, 0.5), (0.15, 0.3), (0.15, 0.4), (0.15, 0.5)];

/// One group of a held-out article, described for the second look.
pub(super) struct Ranked {
    found: (Kind, Vec<Span>),
    /// None where only a doubtful event matches.
    example: Option<Example>,
    features: Vec<(Key, f32)>,
}

/// The groups of one article under each of the wide settings.
pub(super) struct Rankings<'e> {
    settings: Vec<Vec<Ranked>>,
    events: &'e [gold::GoldEvent],
    measured: bool,
}

pub(super) fn rankings<'e>(
    a: &Labelled<'e>,
    ctx: &Context<'_, '_, '_>,
    candidates: &[Candidate],
    scored: &[Scored],
    same: &FxHashMap<(u32, u32), f32>,
    spans: &[Span],
    bag: &mut Bag,
) -> Rankings<'e> {
    let mut settings = Vec::new();
    for (keep, join) in WIDE {
        let groups = decide::group(scored, same, keep, join);
        let found: Vec<(Kind, Vec<Span>)> =
            groups.iter().map(|g| (g.kind, g.members.iter().map(|m| spans[*m]).collect())).collect();
        let (_, matched) = gold::compare(a.events, &found);
        let ranking = Ranking::new(&groups, scored, same, candidates, ctx);
        let mut rows = Vec::new();
        for (n, (found, matched)) in found.into_iter().zip(matched).enumerate() {
            bag.clear();
            ranking.describe(n, bag);
            let doubtful = matched.is_none()
                && a.events.iter().any(|e| {
                    e.optional
                        && e.kind == found.0
                        && e.triggers.iter().any(|t| found.1.iter().any(|s| s.overlaps(*t)))
                });
            let example = (!doubtful).then(|| Example::new(bag.items(), matched.is_some()));
            rows.push(Ranked { found, example, features: bag.items().to_vec() });
        }
        settings.push(rows);
    }
    Rankings { settings, events: a.events, measured: a.purpose == Purpose::Scored }
}

/// The wide setting and the threshold of the second look with the best F1, by
/// three parts of the held-out articles.
pub(super) fn best_ranking(ranked: &[Rankings<'_>], options: &Options) -> (usize, f32) {
    const PARTS: usize = 3;
    let mut best = (0.0, (0, 0.4));
    for setting in 0..WIDE.len() {
        let mut scores: Vec<Vec<f32>> = vec![Vec::new(); ranked.len()];
        for k in 0..PARTS {
            let others = ranked.iter().enumerate().filter(|(n, _)| n % PARTS != k);
            let examples =
                others.flat_map(|(_, r)| r.settings[setting].iter().flat_map(|g| g.example.as_ref()));
            let model = logistic::fit(examples, options);
            for (n, r) in ranked.iter().enumerate().filter(|(n, _)| n % PARTS == k) {
                scores[n] = r.settings[setting].iter().map(|g| model.probability(&g.features)).collect();
            }
        }
        for step in 5..=12 {
            let least = step as f32 * 0.05;
            let mut tally = Tally::default();
            for (r, scores) in ranked.iter().zip(&scores).filter(|(r, _)| r.measured) {
                let rows = r.settings[setting].iter().zip(scores).filter(|(_, s)| **s >= least);
                let found: Vec<(Kind, Vec<Span>)> = rows.map(|(g, _)| g.found.clone()).collect();
                tally.add(gold::compare(r.events, &found).0);
            }
            if tally.f1() > best.0 {
                best = (tally.f1(), (setting, least));
            }
        }
    }
    best.1
}

type Held<'e> = (Vec<Scored>, FxHashMap<(u32, u32), f32>, Vec<Span>, &'e [gold::GoldEvent]);

/// The thresholds for keeping and joining with the best F1.
pub(super) fn best_events(held: &[Held<'_>]) -> (f32, f32) {
    let mut best = (0.0, (0.3, 0.5));
    for join in [0.2, 0.3, 0.4, 0.5, 0.6, 0.7] {
        for step in 3..=11 {
            let keep = step as f32 * 0.05;
            let mut tally = Tally::default();
            for (scored, same, spans, events) in held {
                let groups = decide::group(scored, same, keep, join);
                let found: Vec<(Kind, Vec<Span>)> = groups
                    .iter()
                    .map(|g: &Group| (g.kind, g.members.iter().map(|m| spans[*m]).collect()))
                    .collect();
                tally.add(gold::compare(events, &found).0);
            }
            if tally.f1() > best.0 {
                best = (tally.f1(), (keep, join));
            }
        }
    }
    best.1
}

/// Scored fillers of one labelled event.
pub(super) struct Fillers {
    want: Vec<(String, String)>,
    /// Role, text and likelihood, the most likely first.
    scored: Vec<(usize, String, f32)>,
    single: Vec<bool>,
    names: Vec<String>,
}

pub(super) fn scored_fillers(
    ctx: &Context<'_, '_, '_>,
    candidates: &[Candidate],
    events: &[gold::GoldEvent],
    models: &Models,
    scratch: &mut Scratch,
) -> Vec<Fillers> {
    let labels: Vec<Option<usize>> = candidates.iter().map(|c| label(events, c.span)).collect();
    let mut out = Vec::new();
    each_event(candidates, &labels, events, |e, triggers| {
        if e.optional {
            return;
        }
        let parts = parts::parts(triggers, &told_of(triggers), ctx);
        let scored: Vec<RoleScored> = decide::score_roles(&parts, triggers, e.kind, ctx, models, scratch);
        out.push(Fillers {
            want: e.roles.clone(),
            scored: scored
                .iter()
                .map(|s| (s.role, ctx.text()[parts[s.part].span].to_owned(), s.likely))
                .collect(),
            single: models.roles.fillers.iter().map(|f| *f < decide::SINGLE).collect(),
            names: models.roles.names.iter().map(|n| n.to_string()).collect(),
        });
    });
    out
}

/// The thresholds for fillers with the best F1.
pub(super) fn best_roles(held: &[Fillers]) -> (f32, f32) {
    let mut best = (0.0, (0.3, 0.1));
    for least in [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45] {
        for more in [0.0, 0.1, 0.2, 0.3] {
            let mut tally = Tally::default();
            for f in held {
                let rows = f.scored.iter().map(|(r, t, p)| (*r, t.as_str(), *p));
                let chosen = decide::choose(rows, |r| f.single[r], least, more);
                let found: Vec<(&str, &str)> =
                    chosen.iter().map(|n| (&*f.names[f.scored[*n].0], &*f.scored[*n].1)).collect();
                tally.add(gold::compare_roles(&f.want, &found));
            }
            if tally.f1() > best.0 {
                best = (tally.f1(), (least, more));
            }
        }
    }
    best.1
}
