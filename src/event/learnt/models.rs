//! The learnt weights of the event stage, as they are shipped.

use super::features::{MOODS, REALIS, realis_name};
use super::kind::{Kind, TYPE};
use super::lexicon::{Entry, Lexicon};
use super::packed;
use super::parts::Form;
use super::roles::ROLE;
use crate::error::{Error, Result};
use crate::learn::{ChoiceRows, Choices, Key, Model, Names, OfChoice, Pair, PairRows, Template};
use crate::lexicon::table::{TableKind, embedded_texts};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

static EMBEDDED: LazyLock<Models> =
    LazyLock::new(|| packed::embedded().expect("the embedded weights are read by every test").placed());

static READABLE: LazyLock<Models> = LazyLock::new(|| {
    Models::read(&embedded_tables()).expect("the embedded tables of weights are read by every test")
});

/// The tables of weights this crate ships, in the order of [`FILES`].
pub(super) fn embedded_tables() -> [&'static str; 7] {
    FILES.map(|file| embedded_texts(TableKind::EventWeights).find(|t| t.0 == file).map_or("", |t| t.1))
}

/// The files of the models, under `dicts/`.
pub(in crate::event) const FILES: [&str; 7] = [
    "events_keep.tsv",
    "events_type.tsv",
    "events_same.tsv",
    "events_realis.tsv",
    "events_roles.tsv",
    "events_rank.tsv",
    "events_joint.tsv",
];

/// The file of the triggers.
pub(in crate::event) const TRIGGERS: &str = "events_triggers.tsv";

/// What decides over events.
#[derive(Clone, Debug, Default)]
pub(in crate::event) struct Models {
    /// Whether a candidate tells of an event.
    pub(in crate::event) keep: Model,
    /// Of which type.
    pub(in crate::event) kind: Model,
    /// The weights of `kind` by the type they speak for.
    pub(in crate::event) of_kind: Choices,
    /// Whether two candidates tell of the same.
    pub(in crate::event) same: Model,
    /// In which mood.
    pub(in crate::event) realis: Model,
    /// Who fills which role. Of the shipped table it has what asks for no role; the rest is in `of_role`.
    pub(in crate::event) role: Model,
    /// The weights of `role` by the role they speak for.
    pub(in crate::event) of_role: Choices,
    pub(in crate::event) roles: Roles,
    /// Whether a group is an event, beside the others.
    pub(in crate::event) rank: Model,
    /// Whether a candidate tells of an event of a type, in one.
    pub(in crate::event) joint: Model,
    /// The weights of `joint` by the type they speak for.
    pub(in crate::event) joint_of_kind: Choices,
    /// `keep` and `joint`, which are asked with what is true of a candidate.
    pub(in crate::event) keep_joint: Pair,
    /// `kind` and `joint`, which are asked with what is true of it as of a type.
    pub(in crate::event) kind_joint: Pair,
    /// The weights of `realis` by the mood they speak for, a number in [`MOODS`].
    pub(in crate::event) of_mood: Choices,
}

impl Models {
    /// The models this crate ships; `None` before any were trained.
    ///
    /// They are ready to decide, but their weights cannot be told one by one: [`Models::readable`] can.
    pub(in crate::event) fn embedded() -> Option<&'static Models> {
        Some(&*EMBEDDED).filter(|m| m.keep.settings().iter().any(|(name, _)| name == "threshold"))
    }

    /// The same, read from the tables as they are written, which takes longer: for explaining.
    pub(in crate::event) fn readable() -> Option<&'static Models> {
        Some(&*READABLE).filter(|m| m.keep.len() > 0)
    }

    fn read(tables: &[&str; 7]) -> Result<Models> {
        Rows::read(tables).map(Rows::placed)
    }

    /// True where a model of words with types was learnt.
    pub(in crate::event) fn has_joint(&self) -> bool {
        !self.joint_of_kind.is_empty()
    }

    /// Sorts the weights by choice again, after they were learnt.
    pub(in crate::event) fn sort_by_choice(&mut self, names: &Names) {
        self.of_kind = kinds(&self.kind.rows(names)).placed();
        self.joint_of_kind = kinds(&self.joint.rows(names)).placed();
        self.keep_joint = Pair::new([&self.keep, &self.joint]);
        self.kind_joint = Pair::new([&self.kind, &self.joint]);
        self.of_mood = moods(&self.realis.rows(names)).placed();
        let rows = self.role.rows(names);
        let of_role = rows.iter().filter_map(|(name, weight)| {
            let (rest, role) = Key::parse_without(name, ROLE)?;
            Some((rest, role, *weight))
        });
        self.of_role = self.roles.choices(of_role).placed();
    }
}

/// What the tables say, feature by feature, before these have places in tables to look them up in.
pub(super) struct Rows {
    /// The seven models, in the order of [`FILES`].
    pub(super) models: [Model; 7],
    pub(super) keep_joint: PairRows,
    pub(super) kind_joint: PairRows,
    /// By choice: of `kind` and of `joint` the types, of `realis` the moods, of `role` the roles.
    pub(super) of_kind: ChoiceRows,
    pub(super) joint_of_kind: ChoiceRows,
    pub(super) of_mood: ChoiceRows,
    pub(super) of_role: ChoiceRows,
}

impl Rows {
    pub(super) fn read(tables: &[&str; 7]) -> Result<Rows> {
        let whole = |n: usize| Model::read(FILES[n], tables[n]);
        let (kind, kind_rows) = Model::read_rows(FILES[1], tables[1])?;
        let (role, of_role) = Model::read_choices(FILES[4], tables[4], ROLE)?;
        let (joint, joint_rows) = Model::read_rows(FILES[6], tables[6])?;
        let (realis, realis_rows) = Model::read_rows(FILES[3], tables[3])?;
        let roles = Roles::read(FILES[4], &role)?;
        let keep = whole(0)?;
        Ok(Rows {
            keep_joint: PairRows::new([&keep, &joint]),
            kind_joint: PairRows::new([&kind, &joint]),
            of_kind: kinds(&kind_rows),
            joint_of_kind: kinds(&joint_rows),
            of_mood: moods(&realis_rows),
            of_role: roles.choices(of_role.into_iter()),
            models: [keep, kind, whole(2)?, realis, role, whole(5)?, joint],
        })
    }

    /// The models ready to decide.
    pub(super) fn placed(self) -> Models {
        let [keep, kind, same, realis, role, rank, joint] = self.models;
        Models {
            keep_joint: self.keep_joint.placed(),
            kind_joint: self.kind_joint.placed(),
            of_kind: self.of_kind.placed(),
            joint_of_kind: self.joint_of_kind.placed(),
            of_mood: self.of_mood.placed(),
            of_role: self.of_role.placed(),
            roles: Roles::of(&role),
            keep,
            kind,
            same,
            realis,
            role,
            rank,
            joint,
        }
    }
}

/// The weights of a model by type.
fn kinds<S: AsRef<str>>(rows: &[(S, f32)]) -> ChoiceRows {
    by_choice(rows, TYPE, |code| Kind::parse(code).map(|k| k.index() as u16))
}

/// The weights of a model by mood.
fn moods<S: AsRef<str>>(rows: &[(S, f32)]) -> ChoiceRows {
    by_choice(rows, REALIS, |name| MOODS.iter().position(|m| realis_name(*m) == name).map(|n| n as u16))
}

fn by_choice<S: AsRef<str>>(
    rows: &[(S, f32)],
    template: Template,
    number: impl Fn(&str) -> Option<u16>,
) -> ChoiceRows {
    ChoiceRows::new(template, rows.iter().map(|(name, weight)| (name.as_ref(), *weight)), number)
}

/// The rows of the embedded trigger table.
pub(in crate::event) fn embedded_triggers() -> Vec<Entry> {
    let texts = embedded_texts(TableKind::EventTriggers);
    let entries = texts.flat_map(|(name, text)| {
        Lexicon::read(name, text).expect("the embedded table of triggers is read by every test")
    });
    entries.collect()
}

/// Which roles a type has, which kinds of fillers a role takes, and how many.
///
/// They are settings of the table of weights: `@role:MEET.HOLD:meeting` is
/// how often meetings held have one, `@form:meeting:phrase` how often it is a
/// phrase, `@fillers:meeting` how many one event has.
#[derive(Clone, Debug, Default)]
pub(in crate::event) struct Roles {
    pub(in crate::event) names: Vec<Cow<'static, str>>,
    pub(in crate::event) by_kind: Vec<Vec<usize>>,
    /// The forms of each role's fillers, by [`Form::key`]: a handful, so that a look through them is shorter than a
    /// hash.
    pub(in crate::event) forms: Vec<Vec<Key>>,
    pub(in crate::event) fillers: Vec<f32>,
}

impl Roles {
    fn read(file: &str, model: &Model) -> Result<Roles> {
        let mut roles = Roles { by_kind: vec![Vec::new(); Kind::count()], ..Roles::default() };
        for (name, value) in model.settings() {
            let parts: Vec<&str> = name.split(':').collect();
            match parts[..] {
                ["role", code, role] => {
                    let kind = Kind::parse(code)
                        .ok_or_else(|| Error::input(file, format!("@{name}: no such event type")))?;
                    let n = roles.intern(role);
                    roles.by_kind[kind.index()].push(n);
                }
                ["form", role, form] => {
                    let n = roles.intern(role);
                    roles.forms[n].push(Form::key_of(form));
                }
                ["fillers", role] => {
                    let n = roles.intern(role);
                    roles.fillers[n] = *value;
                }
                _ => {}
            }
        }
        Ok(roles)
    }

    /// The weights of a model by the role they speak for.
    pub(super) fn choices<'t>(&self, rows: impl Iterator<Item = OfChoice<'t>>) -> ChoiceRows {
        let numbers: FxHashMap<&str, u16> = self.names.iter().zip(0..).map(|(n, k)| (&**n, k)).collect();
        let numbered = |(rest, role, weight): OfChoice<'t>| Some((rest, *numbers.get(&*role)?, weight));
        ChoiceRows::of_weights(rows.filter_map(numbered).collect())
    }

    /// True for a role that an event has one filler of, on average.
    pub(super) fn has_one(&self, role: &str) -> bool {
        let number = self.names.iter().position(|n| n == role);
        number.is_some_and(|n| self.fillers[n] < super::decide::SINGLE)
    }

    fn intern(&mut self, role: &str) -> usize {
        self.names.iter().position(|n| n == role).unwrap_or_else(|| {
            self.names.push(Cow::Owned(role.to_owned()));
            self.fillers.push(1.0);
            self.forms.push(Vec::new());
            self.names.len() - 1
        })
    }

    /// What the settings of `model` say.
    pub(in crate::event) fn of(model: &Model) -> Roles {
        Roles::read(FILES[4], model).unwrap_or_default()
    }
}
