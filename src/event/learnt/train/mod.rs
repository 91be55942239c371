//! Training of the event stage: `baozhi train events`.
//!
//! Every decision is learnt from labelled articles and measured on articles
//! it was not learnt from: five parts by article, thresholds chosen by a
//! second parting inside each training part.

mod articles;
mod examples;
mod overlap;
mod role_table;
mod score;
mod tables;
mod thresholds;

use super::context::{Context, Told};
use super::gold::{self, Gold, Tally};
use super::kind::Kind;
use super::labels::Labels;
use super::lexicon::{Entry, Lexicon, Share, ends};
use super::models::{self, Models, Roles};
use crate::event::{self, Input, table::Frames, view::Scene};
use crate::extract::Extractor;
use crate::learn::logistic::{self, Options};
use crate::learn::{Bag, folds};
use crate::lexicon::matching::matching;
use crate::span::Span;
pub use articles::Articles;
use articles::{Labelled, Purpose, leave_out_printed_twice};
use examples::{Data, label};
use rayon::prelude::*;
use role_table::role_table;
use rustc_hash::FxHashMap;
use score::{Report, Scores};
use std::collections::BTreeMap;
use thresholds::set;

/// How the decisions are fitted.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Parts of the articles for the cross-validation.
    pub folds: usize,
    /// Parts inside each training part, for the thresholds.
    pub inner_folds: usize,
    /// Mixes the articles into parts.
    pub seed: u64,
    /// How closely each decision is fitted.
    pub strengths: Strengths,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { folds: 5, inner_folds: 4, seed: 1, strengths: Strengths::default() }
    }
}

/// How closely each decision is fitted: chosen by cross-validation.
#[derive(Clone, Copy, Debug)]
pub struct Strengths {
    /// Whether a candidate tells of an event.
    pub keep: f64,
    /// Of which type.
    pub kind: f64,
    /// Whether two candidates tell of the same.
    pub same: f64,
    /// In which mood.
    pub realis: f64,
    /// Who fills which role.
    pub role: f64,
    /// Whether a group is an event beside the others; 0 for no second look.
    pub rank: f64,
    /// Whether a candidate tells of a type, in one; 0 for none.
    pub joint: f64,
}

impl Default for Strengths {
    fn default() -> Strengths {
        Strengths { keep: 0.2, kind: 1.0, same: 0.3, realis: 0.5, role: 0.15, rank: 0.3, joint: 0.1 }
    }
}

fn options(strength: f64, least_count: u32) -> Options {
    Options { strength, least_count, rounds: 80 }
}

/// Weights smaller than these decide nothing and are left out of the tables.
const LEAST_WEIGHT: f32 = 0.08;
/// The same for the roles, which have the most features.
const LEAST_ROLE_WEIGHT: f32 = 0.1;

/// What training gave: tables by file name, and a report.
pub struct Trained {
    /// The names of the files and their contents.
    pub files: Vec<(String, String)>,
    /// Scores by cross-validation, for people.
    pub report: String,
    /// The events found in each article while it was not learnt from.
    pub found: Vec<Found>,
}

/// The events of one article found in cross-validation.
pub struct Found {
    /// The article's id.
    pub id: String,
    /// Its events, triggers counted in characters.
    pub events: Vec<crate::record::Event>,
}

/// The weights of the tables `dicts/events_*.tsv` as the bytes of `dicts/event_weights.bin`, which is what is read at a
/// start: they are packed anew when the tables have changed.
///
/// # Errors
///
/// A row of a table that is none, with file and line.
pub fn pack_weights() -> crate::Result<Vec<u8>> {
    super::packed::pack()
}

/// Learns all decisions from labelled articles; those learnt from only are
/// read by `further`, an extractor whose models have not seen them.
///
/// # Errors
///
/// When a file cannot be read or a line of it is no labelled article.
pub fn train(
    extractor: &Extractor,
    further: &Extractor,
    articles: &Articles,
    settings: &Settings,
    progress: &mut dyn FnMut(&str),
) -> crate::Result<Trained> {
    let labels = articles.labels.as_ref().map_or_else(|| Ok(Labels::default()), |path| Labels::read(path))?;
    let mut all: Vec<(Gold, Purpose)> = Vec::new();
    let purposes = [
        (&articles.scored, Purpose::Scored),
        (&articles.developed, Purpose::Developed),
        (&articles.further, Purpose::Further),
    ];
    for (paths, purpose) in purposes {
        let read = if purpose == Purpose::Further { gold::read_labelled } else { gold::read };
        for path in paths {
            all.extend(read(path, &labels)?.into_iter().map(|g| (g, purpose)));
        }
    }
    let printed_twice = leave_out_printed_twice(&mut all);
    if printed_twice > 0 {
        progress(&format!("{printed_twice} left out: also among those that are scored"));
    }
    let texts: Vec<_> = all.iter().map(|(g, _)| matching(&g.document.article.text)).collect();
    let articles: Vec<Labelled<'_>> = all
        .iter()
        .zip(&texts)
        .map(|((g, purpose), text)| Labelled {
            id: g.document.id.clone(),
            analysed: if *purpose == Purpose::Further { further } else { extractor }
                .analyse(&g.document, text),
            events: &g.events,
            purpose: *purpose,
        })
        .collect();
    progress(&format!("{} articles read", articles.len()));
    let trainer = Trainer { frames: extractor.frames(), settings };
    Ok(trainer.run(&articles, progress))
}

struct Trainer<'t> {
    frames: &'t Frames,
    settings: &'t Settings,
}

/// The triggers and models of one training part.
struct Fitted {
    lexicon: Lexicon,
    models: Models,
}

/// What one part of the cross-validation learnt and found.
struct LearntPart {
    fitted: Fitted,
    bag: Bag,
    measured: Vec<(Purpose, Scores, Found)>,
}

impl<'t> Trainer<'t> {
    fn run(&self, articles: &[Labelled<'_>], progress: &mut dyn FnMut(&str)) -> Trained {
        let scored: Vec<&Labelled<'_>> = articles.iter().filter(|a| a.purpose != Purpose::Further).collect();
        let ids: Vec<&str> = scored.iter().map(|a| a.id.as_str()).collect();
        let fold = folds(&ids, self.settings.folds, self.settings.seed);
        let fold_of: FxHashMap<&str, usize> = ids.into_iter().zip(fold).collect();
        // The parts know nothing of each other: each keeps its own features. The
        // last, from which no article is left out, gives the tables.
        let parts: Vec<usize> = (0..=self.settings.folds).collect();
        let learnt: Vec<LearntPart> = parts
            .into_par_iter()
            .map(|k| {
                let is_left_out = |a: &&Labelled<'_>| {
                    a.purpose != Purpose::Further && fold_of.get(a.id.as_str()) == Some(&k)
                };
                let (test, train): (Vec<&Labelled<'_>>, Vec<&Labelled<'_>>) =
                    articles.iter().partition(is_left_out);
                self.part(&train, &test)
            })
            .collect();
        let mut report = Report::default();
        let mut found: FxHashMap<String, Found> = FxHashMap::default();
        let mut last = None;
        for (k, part) in learnt.into_iter().enumerate() {
            for (purpose, scores, events) in part.measured {
                report.add(purpose, &scores);
                found.insert(events.id.clone(), events);
            }
            if k < self.settings.folds {
                progress(&format!("part {} of {}: {}", k + 1, self.settings.folds, report.line()));
            }
            last = Some((part.fitted, part.bag));
        }
        let (mut fitted, bag) = last.expect("there is a part without articles left out");
        let files = self.tables(&mut fitted, &bag, articles.len(), &report);
        let found = articles.iter().filter_map(|a| found.remove(&a.id)).collect();
        Trained { files, report: report.text(), found }
    }

    /// Learns from `train` and measures on `test`.
    fn part(&self, train: &[&Labelled<'_>], test: &[&Labelled<'_>]) -> LearntPart {
        let mut bag = Bag::naming();
        let (thresholds, rank) = self.thresholds(train, &mut bag);
        let mut fitted = self.fit(train, &mut bag);
        set(&mut fitted.models, thresholds);
        fitted.models.rank = rank;
        let measured = test.iter().map(|a| self.measure(a, &fitted)).collect();
        LearntPart { fitted, bag, measured }
    }

    /// Gives `f` the article's context under `lexicon`.
    fn with_context<R>(
        &self,
        article: &Labelled<'_>,
        lexicon: &Lexicon,
        f: impl FnOnce(&mut Context<'_, '_, '_>, &Input<'_>) -> R,
    ) -> R {
        let input = article.analysed.event_input();
        event::with_scene(self.frames, &input, |scene: &Scene<'_, '_>, told: &[Told]| {
            let mut ctx = Context::new(self.frames, lexicon, &input, scene, told);
            f(&mut ctx, &input)
        })
    }

    /// The lexicon with the counts of these articles, and what each adds.
    fn lexicon(&self, articles: &[&Labelled<'_>]) -> (Lexicon, Vec<Share>) {
        let mut entries: BTreeMap<Box<str>, Entry> = BTreeMap::new();
        for mut e in models::embedded_triggers() {
            if !e.listed.is_empty() {
                (e.seen, e.kept) = (0, 0);
                e.told.0.clear();
                entries.insert(e.word.clone(), e);
            }
        }
        for a in articles {
            let text = a.analysed.event_input().text;
            for span in a.events.iter().flat_map(|e| &e.triggers).filter(|s| s.len() <= LONGEST_TRIGGER) {
                let word: Box<str> = text[*span].into();
                let new = || Entry { word: word.clone(), ..Entry::default() };
                entries.entry(word.clone()).or_insert_with(new);
            }
        }
        let frames = self.frames.triggers();
        let mut lexicon = Lexicon::new(entries.into_values().collect(), frames);
        let mut shares = Vec::with_capacity(articles.len());
        for a in articles {
            let share = self.share(a, &lexicon);
            for (n, k) in &share.seen {
                lexicon.entries[*n as usize].seen += k;
            }
            for (n, k) in &share.kept {
                lexicon.entries[*n as usize].kept += k;
            }
            for (n, counts) in &share.told {
                counts.0.iter().for_each(|(kind, k)| lexicon.entries[*n as usize].told.add(*kind, *k));
            }
            shares.push(share);
        }
        lexicon
            .entries
            .iter_mut()
            .for_each(|e| e.told.0.sort_unstable_by_key(|t| (std::cmp::Reverse(t.1), t.0)));
        lexicon.sum_up();
        (lexicon, shares)
    }

    /// What one article adds to the counts.
    fn share(&self, a: &Labelled<'_>, lexicon: &Lexicon) -> Share {
        let text = a.analysed.event_input().text;
        let mut found = Vec::new();
        lexicon.find(text, &mut found);
        let mut share = Share::default();
        for (span, entry) in found {
            *share.seen.entry(entry).or_default() += 1;
            let Some(e) = label(a.events, span).map(|n| &a.events[n]) else { continue };
            if !e.optional {
                *share.kept.entry(entry).or_default() += 1;
            }
            share.told.entry(entry).or_default().add(e.kind, 1);
            for (_, key) in ends(&text[span]) {
                share.ends.entry(key).or_default().add(e.kind, 1);
            }
        }
        share
    }

    /// Fits every decision to the articles.
    fn fit(&self, articles: &[&Labelled<'_>], bag: &mut Bag) -> Fitted {
        let (lexicon, shares) = self.lexicon(articles);
        let mut data = Data { wants_joint: self.settings.strengths.joint > 0.0, ..Data::default() };
        let table = role_table(articles);
        for (a, share) in articles.iter().zip(&shares) {
            self.with_context(a, &lexicon, |ctx, _| {
                let candidates = ctx.candidates();
                let labels: Vec<Option<usize>> = candidates.iter().map(|c| label(a.events, c.span)).collect();
                data.candidates(ctx, &candidates, &labels, a.events, share, bag);
                data.pairs(ctx, &candidates, &labels, a.events, bag);
                data.parts(ctx, &candidates, &labels, a.events);
            });
        }
        let mut role_model = table.model(&data.forms);
        let roles = Roles::of(&role_model);
        let mut models = Models { roles, ..Models::default() };
        for a in articles {
            self.with_context(a, &lexicon, |ctx, _| {
                let candidates = ctx.candidates();
                let labels: Vec<Option<usize>> = candidates.iter().map(|c| label(a.events, c.span)).collect();
                data.roles(ctx, &candidates, &labels, a.events, &models, bag);
            });
        }
        let strengths = &self.settings.strengths;
        if strengths.joint > 0.0 {
            models.joint = logistic::fit(&data.joint, &options(strengths.joint, 2));
        }
        models.keep = logistic::fit(&data.keep, &options(strengths.keep, 2));
        models.kind = logistic::fit_choice(data.kind.iter().map(Vec::as_slice), &options(strengths.kind, 2));
        models.same = logistic::fit(&data.same, &options(strengths.same, 1));
        models.realis =
            logistic::fit_choice(data.realis.iter().map(Vec::as_slice), &options(strengths.realis, 2));
        let fitted = logistic::fit(&data.role, &options(strengths.role, 3));
        role_model.take_weights(fitted);
        models.role = role_model;
        models.role.prune(LEAST_ROLE_WEIGHT);
        let Models { keep, kind, same, realis, joint, .. } = &mut models;
        [keep, kind, same, realis, joint].into_iter().for_each(|m| m.prune(LEAST_WEIGHT));
        models.sort_by_choice(bag.known().expect("training names its features"));
        Fitted { lexicon, models }
    }

    /// Measures the fitted decisions on an article they were not fitted to.
    fn measure(&self, a: &Labelled<'_>, fitted: &Fitted) -> (Purpose, Scores, Found) {
        self.with_context(a, &fitted.lexicon, |ctx, input| {
            let learnt = super::events(ctx, &fitted.models);
            let found: Vec<(Kind, Vec<Span>)> = learnt.iter().map(|e| (e.kind, e.triggers.clone())).collect();
            let (tally, matched) = gold::compare(a.events, &found);
            let mut scores = Scores { events: tally, ..Scores::default() };
            for (e, n) in learnt.iter().zip(&matched) {
                let Some(g) = n.map(|n| &a.events[n]) else { continue };
                let right = usize::from(g.realis == e.realis);
                scores.realis.add(Tally { right, wrong: 1 - right, missed: 1 - right });
                let roles: Vec<(&str, &str)> =
                    e.roles.iter().map(|(r, f)| (&**r, &input.text[f.span])).collect();
                scores.roles.add(gold::compare_roles(&g.roles, &roles));
            }
            for (n, g) in a.events.iter().enumerate().filter(|(_, g)| !g.optional) {
                if !matched.contains(&Some(n)) {
                    scores.roles.missed += g.roles.len();
                }
            }
            let mut events = event::learnt_events(ctx, input, &learnt);
            for t in events.iter_mut().flat_map(|e| &mut e.triggers) {
                let characters = |byte: usize| input.text[..byte].chars().count();
                (t.start, t.end) = (characters(t.start), characters(t.end));
            }
            (a.purpose, scores, Found { id: a.id.clone(), events })
        })
    }
}

/// Labelled triggers longer than this, in bytes, are no words of the lexicon.
const LONGEST_TRIGGER: usize = 18;
