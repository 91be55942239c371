//! Training of the event stage: `baozhi train events`.
//!
//! Every decision is learnt from labelled articles and measured on articles
//! it was not learnt from: five parts by article, thresholds chosen by a
//! second parting inside each training part.

use super::context::{Candidate, Context, Told};
use super::decide::{self, Group, RoleScored, Scored, Scratch};
use super::features;
use super::gold::{self, Gold, Tally};
use super::kind::Kind;
use super::lexicon::{Entry, Lexicon, Share, ends};
use super::models::{self, Models, Roles};
use super::pairs;
use super::rank::Ranking;
use super::roles::{self, Described, Part};
use crate::event::{self, Input, table::Frames, view::Scene};
use crate::extract::{Analysed, Extractor};
use crate::learn::logistic::{self, Options};
use crate::learn::{About, Bag, Example, Key, Model, folds};
use crate::lexicon::matching::matching;
use crate::record::Realis;
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::Path;

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
const LEAST_WEIGHT: f32 = 0.04;
/// The same for the roles, which have the most features.
const LEAST_ROLE_WEIGHT: f32 = 0.1;

/// What training gave: tables by file name, and a report.
pub struct Trained {
    /// File under `dicts/` and its contents.
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

/// One article with what the stages before events made of it.
struct Labelled<'e> {
    id: String,
    analysed: Analysed<'e>,
    events: &'e [gold::GoldEvent],
    /// Its frames were written with it in view: no thresholds are set on it.
    seen_by_rules: bool,
}

/// Learns all decisions from the labelled articles of `paths`; the frames
/// were written with those of `developed` in view, so that nothing is
/// measured or set on them alone.
///
/// # Errors
///
/// When a file cannot be read or a line of it is no labelled article.
pub fn train(
    extractor: &Extractor,
    paths: &[&Path],
    developed: &[&Path],
    settings: &Settings,
    progress: &mut dyn FnMut(&str),
) -> crate::Result<Trained> {
    let mut all: Vec<(Gold, bool)> = Vec::new();
    for (paths, seen) in [(paths, false), (developed, true)] {
        for path in paths {
            all.extend(gold::read(path)?.into_iter().map(|g| (g, seen)));
        }
    }
    let texts: Vec<_> = all.iter().map(|(g, _)| matching(&g.document.article.text)).collect();
    let articles: Vec<Labelled<'_>> = all
        .iter()
        .zip(&texts)
        .map(|((g, seen), text)| Labelled {
            id: g.document.id.clone(),
            analysed: extractor.analyse(&g.document, text),
            events: &g.events,
            seen_by_rules: *seen,
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

/// The thresholds chosen on articles held out of a training part.
#[derive(Clone, Copy, Debug, Default)]
struct Thresholds {
    keep: f32,
    join: f32,
    role: f32,
    further: f32,
}

impl<'t> Trainer<'t> {
    fn run(&self, articles: &[Labelled<'_>], progress: &mut dyn FnMut(&str)) -> Trained {
        let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
        let fold = folds(&ids, self.settings.folds, self.settings.seed);
        let mut report = Report::default();
        let mut found: Vec<(usize, Found)> = Vec::new();
        for k in 0..self.settings.folds {
            let part = |test: bool| -> Vec<&Labelled<'_>> {
                articles.iter().zip(&fold).filter(|(_, f)| (**f == k) == test).map(|(a, _)| a).collect()
            };
            let (train, test) = (part(false), part(true));
            let mut bag = Bag::new();
            let (thresholds, rank) = self.thresholds(&train, &mut bag);
            let mut fitted = self.fit(&train, &mut bag);
            set(&mut fitted.models, thresholds);
            fitted.models.rank = rank;
            for a in &test {
                let n = articles.iter().position(|b| b.id == a.id).unwrap_or(0);
                found.push((n, self.measure(a, &fitted, &mut report)));
            }
            progress(&format!("part {} of {}: {}", k + 1, self.settings.folds, report.line()));
        }
        found.sort_by_key(|f| f.0);
        let every: Vec<&Labelled<'_>> = articles.iter().collect();
        let mut bag = Bag::naming();
        let (thresholds, rank) = self.thresholds(&every, &mut bag);
        let mut fitted = self.fit(&every, &mut bag);
        set(&mut fitted.models, thresholds);
        fitted.models.rank = rank;
        let files = self.tables(&mut fitted, &bag, articles.len(), &report);
        Trained { files, report: report.text(), found: found.into_iter().map(|f| f.1).collect() }
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
        Fitted { lexicon, models }
    }

    /// The thresholds that do best on held-out articles of the training part,
    /// and the second look learnt on them.
    fn thresholds(&self, articles: &[&Labelled<'_>], bag: &mut Bag) -> (Thresholds, Model) {
        let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
        let fold = folds(&ids, self.settings.inner_folds, self.settings.seed + 100);
        let (mut events, mut fillers, mut ranked) = (Vec::new(), Vec::new(), Vec::new());
        for k in 0..self.settings.inner_folds {
            let train: Vec<&Labelled<'_>> =
                articles.iter().zip(&fold).filter(|(_, f)| **f != k).map(|(a, _)| *a).collect();
            let fitted = self.fit(&train, &mut Bag::new());
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
                    if !a.seen_by_rules {
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

    /// Measures the fitted decisions on an article they were not fitted to.
    fn measure(&self, a: &Labelled<'_>, fitted: &Fitted, report: &mut Report) -> Found {
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
            report.add(a.seen_by_rules, &scores);
            let mut events = event::learnt_events(ctx, input, &learnt);
            for t in events.iter_mut().flat_map(|e| &mut e.triggers) {
                let characters = |byte: usize| input.text[..byte].chars().count();
                (t.start, t.end) = (characters(t.start), characters(t.end));
            }
            Found { id: a.id.clone(), events }
        })
    }

    fn tables(
        &self,
        fitted: &mut Fitted,
        bag: &Bag,
        articles: usize,
        report: &Report,
    ) -> Vec<(String, String)> {
        let names = bag.names();
        let learnt =
            format!("Learnt by `baozhi train events` from {articles} labelled articles; do not edit.");
        let score = format!("Cross-validated by article: {}.", report.line());
        let decides: [&str; 7] = [
            "Whether a word that may tell of an event does: yes from @threshold on (a likelihood).",
            "Which type of event a word tells of: the type whose features sum up highest.",
            "Whether two words tell of the same event: joined from @threshold on (a mean likelihood).",
            "Whether an event is actual, future, planned or negated: the highest sum.",
            "Who or what fills a role of an event: from @threshold on (a likelihood), further fillers from @further more.\nRows @role, @form and @fillers count the roles of types, the forms of fillers, and fillers for each event.",
            "Whether an event stands beside the others of its article: yes from @threshold on (a likelihood).",
            "Whether a word tells of an event of a type, in one: its likelihood and that of the first two tables are averaged.",
        ];
        let Models { keep, kind, same, realis, role, rank, joint, .. } = &mut fitted.models;
        let models: [&mut Model; 7] = [keep, kind, same, realis, role, rank, joint];
        let mut files: Vec<(String, String)> = Vec::new();
        for ((model, file), decides) in models.into_iter().zip(models::FILES).zip(decides) {
            let about = About { decides: decides.to_owned(), learnt: learnt.clone(), score: score.clone() };
            files.push((file.to_owned(), model.write(&about, &names)));
        }
        let about = format!(
            "Words that may tell of an event. `listed` is kept by hand (TYPE:strong, weak or nominal, joined by 、);\nthe counts are by `baozhi train events` from {articles} labelled articles."
        );
        files.push((models::TRIGGERS.to_owned(), Lexicon::write(&fitted.lexicon.entries, &about)));
        files
    }
}

/// Labelled triggers longer than this, in bytes, are no words of the lexicon.
const LONGEST_TRIGGER: usize = 18;

fn set(models: &mut Models, t: Thresholds) {
    models.keep.set_setting("threshold", t.keep);
    models.same.set_setting("threshold", t.join);
    models.role.set_setting("threshold", t.role);
    models.role.set_setting("further", t.further);
}

/// The labelled event a candidate tells of: a firm one first, then the one
/// whose trigger it is exactly, then the one it overlaps most.
fn label(events: &[gold::GoldEvent], span: Span) -> Option<usize> {
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

/// Examples of every decision.
#[derive(Default)]
struct Data {
    keep: Vec<Example>,
    joint: Vec<Example>,
    kind: Vec<Vec<Example>>,
    same: Vec<Example>,
    realis: Vec<Vec<Example>>,
    role: Vec<Example>,
    forms: BTreeMap<(String, &'static str), u32>,
    /// Whether words and types together are learnt from.
    wants_joint: bool,
}

impl Data {
    fn candidates(
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
            features::describe_listing(c, ctx, Some(share), bag);
            let kept = bag.items().to_vec();
            if !e.is_some_and(|e| e.optional) {
                self.keep.push(Example::new(bag.items(), e.is_some()));
            }
            let told = features::told_of(c, ctx, Some(share));
            let mut question = Vec::new();
            for kind in features::hypotheses(c, ctx, &told, Some(share)) {
                bag.clear();
                features::describe_kind(c, ctx, kind, &told, Some(share), &crossed, bag);
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

    fn pairs(
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
    fn parts(
        &mut self,
        ctx: &Context<'_, '_, '_>,
        candidates: &[Candidate],
        labels: &[Option<usize>],
        events: &[gold::GoldEvent],
    ) {
        each_event(candidates, labels, events, |e, triggers| {
            let parts = roles::parts(triggers, &super::told_of(triggers), ctx);
            for part in &parts {
                for role in filled(e, part, ctx) {
                    *self.forms.entry((role, part.form.name())).or_default() += 1;
                }
            }
        });
    }

    fn roles(
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
            let parts = roles::parts(triggers, &super::told_of(triggers), ctx);
            for part in &parts {
                let right = filled(e, part, ctx);
                let mut ready = false;
                for &role in &models.roles.by_kind[e.kind.index()] {
                    if !decide::takes(models, role, part) {
                        continue;
                    }
                    if !ready {
                        roles::describe_part(part, triggers, ctx, bag, &mut described);
                        ready = true;
                    }
                    let name = &models.roles.names[role];
                    bag.clear();
                    roles::describe_role(&described, part, name, e.kind, bag);
                    self.role.push(Example::new(bag.items(), right.iter().any(|r| r == name)));
                }
            }
        });
    }
}

/// Gives `f` every labelled event with the candidates that tell of it.
fn each_event(
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

/// The roles that a part fills in a labelled event: those with a filler it
/// holds or stands in, but not one it only holds among much else.
fn filled(e: &gold::GoldEvent, part: &Part, ctx: &Context<'_, '_, '_>) -> Vec<String> {
    let key = gold::filler_key(&ctx.text()[part.span]);
    if key.is_empty() {
        return Vec::new();
    }
    let (size, mut out) = (key.chars().count(), Vec::new());
    for (role, text) in &e.roles {
        let want = gold::filler_key(text);
        let wide = size > 3 * want.chars().count() + 4;
        if (want.contains(&key) || key.contains(&want) && !wide) && !out.contains(role) {
            out.push(role.clone());
        }
    }
    out
}

/// How often types have roles, and how many fillers a role has.
#[derive(Default)]
struct RoleTable {
    roles: BTreeMap<(Kind, String), u32>,
    events: BTreeMap<String, u32>,
    fillers: BTreeMap<String, u32>,
}

fn role_table(articles: &[&Labelled<'_>]) -> RoleTable {
    let mut table = RoleTable::default();
    for e in articles.iter().flat_map(|a| a.events) {
        let mut seen: Vec<&str> = Vec::new();
        for (role, _) in &e.roles {
            *table.roles.entry((e.kind, role.clone())).or_default() += 1;
            *table.fillers.entry(role.clone()).or_default() += 1;
            if !seen.contains(&role.as_str()) {
                seen.push(role);
                *table.events.entry(role.clone()).or_default() += 1;
            }
        }
    }
    table
}

impl RoleTable {
    /// The counts as settings of a model without weights.
    fn model(&self, forms: &BTreeMap<(String, &'static str), u32>) -> Model {
        let mut model = Model::default();
        for ((kind, role), n) in self.roles.iter().filter(|r| *r.1 >= 2) {
            model.set_setting(&format!("role:{}:{role}", kind.code()), *n as f32);
        }
        for ((role, form), n) in forms.iter().filter(|f| *f.1 >= 2) {
            model.set_setting(&format!("form:{role}:{form}"), *n as f32);
        }
        for (role, n) in &self.fillers {
            let mean = *n as f32 / self.events[role] as f32;
            model.set_setting(&format!("fillers:{role}"), (mean * 100.0).round() / 100.0);
        }
        model
    }
}

/// Thresholds for keeping and joining that leave the choice to the second
/// look.
const WIDE: [(f32, f32); 6] = [(0.1, 0.3), (0.1, 0.4), (0.1, 0.5), (0.15, 0.3), (0.15, 0.4), (0.15, 0.5)];

/// One group of a held-out article, described for the second look.
struct Ranked {
    found: (Kind, Vec<Span>),
    /// None where only a doubtful event matches.
    example: Option<Example>,
    features: Vec<(Key, f32)>,
}

/// The groups of one article under each of the wide settings.
struct Rankings<'e> {
    settings: Vec<Vec<Ranked>>,
    events: &'e [gold::GoldEvent],
    measured: bool,
}

fn rankings<'e>(
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
    Rankings { settings, events: a.events, measured: !a.seen_by_rules }
}

/// The wide setting and the threshold of the second look with the best F1, by
/// three parts of the held-out articles.
fn best_ranking(ranked: &[Rankings<'_>], options: &Options) -> (usize, f32) {
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
fn best_events(held: &[Held<'_>]) -> (f32, f32) {
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
struct Fillers {
    want: Vec<(String, String)>,
    /// Role, text and likelihood, the most likely first.
    scored: Vec<(usize, String, f32)>,
    single: Vec<bool>,
    names: Vec<String>,
}

fn scored_fillers(
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
        let parts = roles::parts(triggers, &super::told_of(triggers), ctx);
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
fn best_roles(held: &[Fillers]) -> (f32, f32) {
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

#[derive(Clone, Copy, Debug, Default)]
struct Scores {
    events: Tally,
    realis: Tally,
    roles: Tally,
}

impl Scores {
    fn add(&mut self, other: &Scores) {
        self.events.add(other.events);
        self.realis.add(other.realis);
        self.roles.add(other.roles);
    }
}

/// Scores of the articles frames were not written on, and of all.
#[derive(Clone, Debug, Default)]
struct Report {
    fresh: Scores,
    all: Scores,
}

impl Report {
    fn add(&mut self, seen_by_rules: bool, scores: &Scores) {
        self.all.add(scores);
        if !seen_by_rules {
            self.fresh.add(scores);
        }
    }

    fn line(&self) -> String {
        let s = &self.fresh;
        format!("events F1 {:.3}, realis {:.3}, roles F1 {:.3}", s.events.f1(), s.realis.f1(), s.roles.f1())
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for (name, s) in
            [("articles the frames were not written on", &self.fresh), ("all articles", &self.all)]
        {
            out.push_str(&format!(
                "{name}\n  events {}\n  realis {}\n  roles  {}\n",
                s.events, s.realis, s.roles
            ));
        }
        out
    }
}
