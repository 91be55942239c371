//! Decisions that are learnt: linear models over named features.
//!
//! A stage that has to choose between readings describes each of them by
//! named features, adds up their weights and takes the best sum. The weights
//! are a table under `dicts/` that a person can read, one feature a row,
//! written by a training command and never by hand.
//!
//! | part | what it does |
//! |---|---|
//! | [`Template`], [`Key`], [`Bag`] | name features, without allocating where nothing is trained |
//! | [`Model`] | weights by feature, read from and written to TSV |
//! | [`Pair`] | two models asked with the same features, for one look-up a feature |
//! | [`Choices`] | the same weights by the choice they speak for, for one look-up a feature |
//! | [`Writer`], [`Reader`] | the same weights as bytes, for a quick start |
//! | [`logistic`] | logistic regression, of yes or no and of one among several, with L2 |
//! | [`Perceptron`] | the averaged structured perceptron, for whole paths of choices |
//! | [`folds`] | parts of the articles to train and to test on in turn |
//! | [`threshold`] | the score from which yes is said, chosen for the best F1 |
//!
//! ```text
//! describe ─ Bag ─ Model::score ─ decision                    at run time
//! describe ─ Bag ─ Example ─ logistic ─ Model::write ─ TSV     in training
//! ```
//!
//! Training is deterministic: the same examples give the same weights, bit
//! by bit, on every machine.

// What a build without training commands does not call.
#![allow(dead_code, unused_imports)]

mod choices;
mod feature;
mod folds;
mod key_table;
mod lbfgs;
pub(crate) mod logistic;
mod model;
mod packed;
mod pair;
mod perceptron;
mod threshold;

pub(crate) use choices::{ChoiceRows, Choices};
pub(crate) use feature::{Bag, Key, Names, Template, TextHash, small};
pub(crate) use folds::folds;
pub(crate) use logistic::Example;
pub(crate) use model::{About, Model, OfChoice, logistic};
pub(crate) use packed::{Reader, Writer};
pub(crate) use pair::{Pair, PairRows};
pub(crate) use perceptron::Perceptron;
pub(crate) use threshold::threshold;
