//! A linear model: a weight for each feature, and named settings.
//!
//! ```text
//! # Decides whether a word tells of an event.
//! # Learnt by `baozhi train events`: 95 articles, 3412 examples.
//! # Cross-validated by article: F1 0.71.
//! feature <tab> weight
//! @bias <tab> -1.25
//! @threshold <tab> 0.4
//! word=召开 <tab> 0.82
//! ```
//!
//! Lines that begin with `#` say what the table is; rows that begin with `@`
//! are settings, of which `@bias` is added to every score.

use super::feature::{Bag, Key, Names, Template};
use super::packed::{Reader, Writer};
use crate::lexicon::table;
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fmt::Write;

/// What the head of a table says, a line each.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// What the model decides, and from what.
    pub(crate) decides: String,
    /// The command that learns it, and the data it was learnt from.
    pub(crate) learnt: String,
    /// The score by cross-validation.
    pub(crate) score: String,
}

/// Weights by feature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    bias: f32,
    weights: FxHashMap<Key, f32>,
    settings: Vec<(String, f32)>,
}

const COLUMNS: [&str; 2] = ["feature", "weight"];

/// A feature without the choice it speaks for, that choice, and a weight.
pub(crate) type OfChoice<'t> = (Key, Cow<'t, str>, f32);

/// Gives `take` every row; it says false of a feature that was there before.
fn each_row<'t>(file: &str, tsv: &'t str, mut take: impl FnMut(&'t str, f32) -> bool) -> Result<()> {
    for (n, line) in table::rows_as_written(file, tsv, &COLUMNS)? {
        let fault = |message: String| Error::line(file, n, message);
        let Some((name, number)) = line.split_once('\t') else {
            return Err(fault(format!("expected a feature and its weight, found {line:?}")));
        };
        let weight = number.parse::<f32>().ok().filter(|w| w.is_finite());
        let weight = weight.ok_or_else(|| fault(format!("expected a finite number, found {number:?}")))?;
        if !take(name, weight) {
            return Err(fault(format!("{name} has a weight already")));
        }
    }
    Ok(())
}

impl Model {
    /// A model of these weights.
    pub(crate) fn new(bias: f32, weights: FxHashMap<Key, f32>) -> Model {
        Model { bias, weights, settings: Vec::new() }
    }

    /// Reads a table; `file` is what errors call it.
    ///
    /// # Errors
    ///
    /// A missing header, a row without two columns, a weight that is no
    /// finite number, a feature given twice: each with file and line.
    pub(crate) fn read(file: &str, tsv: &str) -> Result<Model> {
        Model::read_rows(file, tsv).map(|(model, _)| model)
    }

    /// The same, with the rows as they are written.
    pub(crate) fn read_rows<'t>(file: &str, tsv: &'t str) -> Result<(Model, Vec<(&'t str, f32)>)> {
        let (mut model, mut rows) = (Model::default(), Vec::new());
        each_row(file, tsv, |name, weight| {
            rows.push((name, weight));
            model.set(name, weight)
        })?;
        Ok((model, rows))
    }

    /// The same for a model whose weights are asked for by choice ([`super::Choices`]): rows that have a part of
    /// `template` are given by what they are without it and by its value, and become no weights of the model.
    pub(crate) fn read_choices<'t>(
        file: &str,
        tsv: &'t str,
        template: Template,
    ) -> Result<(Model, Vec<OfChoice<'t>>)> {
        let (mut model, mut of_choice) = (Model::default(), Vec::new());
        each_row(file, tsv, |name, weight| match Key::parse_without(name, template) {
            Some((rest, choice)) if !name.starts_with('@') => {
                of_choice.push((rest, choice, weight));
                true
            }
            _ => model.set(name, weight),
        })?;
        Ok((model, of_choice))
    }

    /// Writes the settings and the bias, and the weights too where they are asked for one by one.
    pub(crate) fn pack(&self, with_weights: bool, out: &mut Writer) {
        out.number(self.bias);
        out.count(self.settings.len());
        for (name, value) in &self.settings {
            out.text(name);
            out.number(*value);
        }
        let mut rows: Vec<(Key, f32)> = if with_weights { self.weights().collect() } else { Vec::new() };
        rows.sort_unstable_by_key(|row| row.0);
        out.keys(rows.iter().map(|row| row.0));
        out.numbers(rows.iter().map(|row| row.1));
    }

    /// What [`Model::pack`] wrote.
    pub(crate) fn unpack(bytes: &mut Reader<'_>) -> Option<Model> {
        let bias = bytes.number()?;
        let settings = (0..bytes.count()?).map(|_| Some((bytes.text()?.to_owned(), bytes.number()?)));
        let settings = settings.collect::<Option<Vec<_>>>()?;
        let weights = bytes.keys()?.zip(bytes.numbers()?).collect();
        Some(Model { bias, weights, settings })
    }

    /// The features with a name, and their weights.
    pub(crate) fn rows(&self, names: &Names) -> Vec<(String, f32)> {
        self.weights.iter().filter_map(|(key, w)| Some((names.name(*key)?, *w))).collect()
    }

    /// False when the row was given before.
    fn set(&mut self, name: &str, weight: f32) -> bool {
        match name.strip_prefix('@') {
            Some("bias") => self.bias = weight,
            Some(setting) => {
                let known = self.settings.iter().any(|(s, _)| s == setting);
                self.settings.push((setting.to_owned(), weight));
                return !known;
            }
            None => return self.weights.insert(Key::parse(name), weight).is_none(),
        }
        true
    }

    /// The table of this model. Weights are written to three decimals and
    /// left out where that makes them nothing; the largest come first, so
    /// that a reader sees what decides.
    pub(crate) fn write(&self, about: &About, names: &Names) -> String {
        let mut rows = self.rows(names);
        rows.retain(|(_, w)| w.abs() >= 0.0005);
        rows.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        let mut out = String::new();
        for line in [&about.decides, &about.learnt, &about.score].into_iter().flat_map(|s| s.lines()) {
            let _ = writeln!(out, "# {line}");
        }
        let _ = writeln!(out, "{}\n@bias\t{:.3}", COLUMNS.join("\t"), self.bias);
        for (setting, value) in &self.settings {
            let _ = writeln!(out, "@{setting}\t{}", (value * 1000.0).round() / 1000.0);
        }
        for (name, weight) in rows {
            let _ = writeln!(out, "{name}\t{weight:.3}");
        }
        out
    }

    /// The sum of the weights of `features` and the bias, in nats.
    #[inline]
    pub(crate) fn score(&self, features: &[(Key, f32)]) -> f32 {
        let weight = |(key, number): &(Key, f32)| self.weights.get(key).map_or(0.0, |w| w * number);
        self.bias + features.iter().map(weight).sum::<f32>()
    }

    /// What is added to every score.
    pub(crate) fn bias(&self) -> f32 {
        self.bias
    }

    /// The weight of one feature, nothing where it has no row.
    #[inline]
    pub(crate) fn weight(&self, key: Key) -> f32 {
        self.weights.get(&key).copied().unwrap_or(0.0)
    }

    /// The likelihood that a score stands for, between 0 and 1.
    #[inline]
    pub(crate) fn probability(&self, features: &[(Key, f32)]) -> f32 {
        logistic(self.score(features))
    }

    /// Every feature that has a weight, in no order.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (Key, f32)> + '_ {
        self.weights.iter().map(|(key, weight)| (*key, *weight))
    }

    /// A named setting.
    pub(crate) fn setting(&self, name: &str) -> Option<f32> {
        self.settings.iter().find(|(s, _)| s == name).map(|(_, v)| *v)
    }

    /// The named settings, in the order of the table.
    pub(crate) fn settings(&self) -> &[(String, f32)] {
        &self.settings
    }

    /// Takes the weights and the bias of `other`, keeping the settings.
    pub(crate) fn take_weights(&mut self, other: Model) {
        self.bias = other.bias;
        self.weights = other.weights;
    }

    /// Adds or changes a named setting.
    pub(crate) fn set_setting(&mut self, name: &str, value: f32) {
        self.settings.retain(|(s, _)| s != name);
        self.settings.push((name.to_owned(), value));
    }

    /// Leaves out weights smaller than `least`, which cost room and time and
    /// decide nothing.
    pub(crate) fn prune(&mut self, least: f32) {
        self.weights.retain(|_, w| w.abs() >= least);
    }

    /// How many features have a weight.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }

    /// What each feature of a naming bag adds to the score, the largest first.
    pub(crate) fn explain(&self, bag: &Bag) -> Vec<(String, f32)> {
        let name = |key: Key| bag.known().and_then(|names| names.name(key)).unwrap_or_default();
        let mut parts: Vec<(String, f32)> = bag
            .items()
            .iter()
            .map(|(key, number)| (name(*key), self.weight(*key) * number))
            .filter(|(_, part)| *part != 0.0)
            .collect();
        parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(&b.0)));
        parts
    }
}

/// A weight in thousandths of a nat, as tables of weights are written; none is larger than 32 nats.
pub(super) fn thousandths(weight: f32) -> i16 {
    (weight / THOUSANDTH).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16
}

/// What one of them is worth.
pub(super) const THOUSANDTH: f32 = 0.001;

/// The logistic function.
#[inline]
pub(crate) fn logistic(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Template;

    const WORD: Template = Template::new("word");
    const TABLE: &str = "# Decides nothing.\nfeature\tweight\n@bias\t-0.500\n@threshold\t0.4\nword=开会\t2.000\nword=散会\t-1.250\n";

    fn bag(words: &[&str]) -> Bag {
        let mut bag = Bag::naming();
        words.iter().for_each(|w| bag.add(WORD, w));
        bag
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let model = Model::read("t.tsv", TABLE).unwrap();
        let names = bag(&["开会", "散会"]).names();
        let about = About { decides: "Decides nothing.".into(), ..About::default() };
        assert_eq!(model.write(&about, &names), TABLE);
        assert_eq!(model.setting("threshold"), Some(0.4));
        assert_eq!(model.len(), 2);
    }

    #[test]
    fn a_score_is_the_sum_and_is_explained() {
        let model = Model::read("t.tsv", TABLE).unwrap();
        let both = bag(&["散会", "开会", "无"]);
        assert!((model.score(both.items()) - 0.25).abs() < 1e-6);
        assert!(model.probability(both.items()) > 0.5);
        let parts = model.explain(&both);
        assert_eq!(parts, [("word=开会".to_owned(), 2.0), ("word=散会".to_owned(), -1.25)]);
    }

    #[test]
    fn a_bad_row_is_named_with_its_line() {
        for (table, line) in [
            ("feature\tweight\nword=a\tmuch\n", 2),
            ("feature\tweight\nword=a\tNaN\n", 2),
            ("feature\tweight\n\nword=a\n", 3),
            ("feature\tweight\nword=a\t1\nword=a\t2\n", 3),
            ("feature\tweight\n@cut\t1\n@cut\t2\n", 3),
            ("word=a\t1\n", 1),
            ("", 1),
        ] {
            let e = Model::read("weights.tsv", table).unwrap_err();
            assert_eq!(e.line_number(), Some(line), "{table:?}: {e}");
            assert!(e.to_string().starts_with("weights.tsv:"), "{e}");
        }
    }

    #[test]
    fn small_weights_are_pruned() {
        let mut model = Model::read("t.tsv", TABLE).unwrap();
        model.prune(1.5);
        assert_eq!(model.len(), 1);
    }
}
