//! Logistic regression with L2: of yes or no, and of one among several.
//!
//! The first fits `P(yes) = 1 / (1 + exp(-w·x))` for each example by itself;
//! the second fits `P(i) = exp(w·xᵢ) / Σⱼ exp(w·xⱼ)` over the alternatives of
//! each question (the conditional logit of McFadden, 1974). Both minimise
//! minus the log likelihood plus `|w|² / (2 strength)`; the bias is free.

use super::feature::Key;
use super::lbfgs;
use super::model::Model;
use rustc_hash::FxHashMap;

/// One example, or one alternative of a question.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Its features with their values.
    pub(crate) features: Vec<(Key, f32)>,
    /// Whether it is right.
    pub(crate) right: bool,
    /// How much it counts.
    pub(crate) weight: f32,
}

impl Example {
    /// An example that counts once.
    pub(crate) fn new(features: &[(Key, f32)], right: bool) -> Example {
        Example { features: features.to_vec(), right, weight: 1.0 }
    }
}

/// How to fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// The inverse of the penalty: larger fits closer.
    pub(crate) strength: f64,
    /// Features of fewer examples than this are left out.
    pub(crate) least_count: u32,
    /// Rounds of L-BFGS at most.
    pub(crate) rounds: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { strength: 0.5, least_count: 2, rounds: 100 }
    }
}

/// A gain of a round smaller than this share of the loss ends the search.
const TOLERANCE: f64 = 1e-5;

/// Fits yes or no to the examples.
pub(crate) fn fit<'e>(examples: impl IntoIterator<Item = &'e Example>, options: &Options) -> Model {
    let examples: Vec<&Example> = examples.into_iter().collect();
    let data = Matrix::new(&examples, options.least_count);
    let columns = data.keys.len();
    // The last variable is the bias.
    let mut x = vec![0.0; columns + 1];
    lbfgs::minimise(&mut x, options.rounds, TOLERANCE, |x, gradient| {
        let mut loss = penalty(&x[..columns], gradient, options.strength);
        gradient[columns] = 0.0;
        for (n, e) in examples.iter().enumerate() {
            let score = data.score(n, x) + x[columns];
            let sign = if e.right { 1.0 } else { -1.0 };
            let weight = f64::from(e.weight);
            loss += weight * softplus(-sign * score);
            let push = -sign * weight / (1.0 + (sign * score).exp());
            data.add(n, push, gradient);
            gradient[columns] += push;
        }
        loss
    });
    data.model(&x, x[columns])
}

/// Fits the choice of the right one among the alternatives of each question.
/// Several may be right: their likelihoods add up. A question without a right
/// alternative teaches nothing and is passed over.
pub(crate) fn fit_choice<'e>(questions: impl IntoIterator<Item = &'e [Example]>, options: &Options) -> Model {
    let mut examples: Vec<&Example> = Vec::new();
    let mut ranges = Vec::new();
    for question in questions {
        if question.len() > 1 && question.iter().any(|e| e.right) {
            ranges.push(examples.len()..examples.len() + question.len());
            examples.extend(question);
        }
    }
    let data = Matrix::new(&examples, options.least_count);
    let mut x = vec![0.0; data.keys.len()];
    let mut scores = vec![0.0; examples.len()];
    lbfgs::minimise(&mut x, options.rounds, TOLERANCE, |x, gradient| {
        let mut loss = penalty(x, gradient, options.strength);
        for range in &ranges {
            for n in range.clone() {
                scores[n] = data.score(n, x);
            }
            let all = log_sum(range.clone().map(|n| scores[n]));
            let right = log_sum(range.clone().filter(|n| examples[*n].right).map(|n| scores[n]));
            let weight = f64::from(examples[range.start].weight);
            loss += weight * (all - right);
            for n in range.clone() {
                let wanted = if examples[n].right { (scores[n] - right).exp() } else { 0.0 };
                data.add(n, weight * ((scores[n] - all).exp() - wanted), gradient);
            }
        }
        loss
    });
    data.model(&x, 0.0)
}

/// Sets the gradient to the penalty's and gives the penalty.
fn penalty(x: &[f64], gradient: &mut [f64], strength: f64) -> f64 {
    let rate = 1.0 / strength;
    gradient.iter_mut().zip(x).for_each(|(g, w)| *g = w * rate);
    0.5 * rate * x.iter().map(|w| w * w).sum::<f64>()
}

/// ln(1 + eˣ) without overflow.
fn softplus(x: f64) -> f64 {
    if x > 30.0 { x } else { x.exp().ln_1p() }
}

/// ln Σ eˣ without overflow.
fn log_sum(scores: impl Iterator<Item = f64> + Clone) -> f64 {
    let most = scores.clone().fold(f64::NEG_INFINITY, f64::max);
    most + scores.map(|s| (s - most).exp()).sum::<f64>().ln()
}

/// The examples as rows of columns and values.
struct Matrix {
    keys: Vec<Key>,
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Matrix {
    fn new(examples: &[&Example], least_count: u32) -> Matrix {
        let mut counts: FxHashMap<Key, u32> = FxHashMap::default();
        for e in examples {
            for (key, _) in &e.features {
                *counts.entry(*key).or_default() += 1;
            }
        }
        // In the order of the keys, so that sums are the same on every run.
        let mut keys: Vec<Key> =
            counts.into_iter().filter(|(_, n)| *n >= least_count).map(|(k, _)| k).collect();
        keys.sort_unstable();
        let columns: FxHashMap<Key, u32> = keys.iter().zip(0u32..).map(|(k, n)| (*k, n)).collect();
        let mut starts = vec![0];
        let mut cells = Vec::new();
        for e in examples {
            cells.extend(e.features.iter().filter_map(|(k, v)| Some((*columns.get(k)?, *v))));
            starts.push(cells.len());
        }
        Matrix { keys, starts, cells }
    }

    fn row(&self, n: usize) -> &[(u32, f32)] {
        &self.cells[self.starts[n]..self.starts[n + 1]]
    }

    fn score(&self, n: usize, x: &[f64]) -> f64 {
        self.row(n).iter().map(|(c, v)| x[*c as usize] * f64::from(*v)).sum()
    }

    fn add(&self, n: usize, push: f64, gradient: &mut [f64]) {
        for (c, v) in self.row(n) {
            gradient[*c as usize] += push * f64::from(*v);
        }
    }

    fn model(&self, x: &[f64], bias: f64) -> Model {
        let weights = self.keys.iter().zip(x).map(|(k, w)| (*k, *w as f32)).collect();
        Model::new(bias as f32, weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::{Bag, Template};

    const WORD: Template = Template::new("word");

    fn features(words: &str) -> Vec<(Key, f32)> {
        let mut bag = Bag::new();
        words.split(' ').for_each(|w| bag.add(WORD, w));
        bag.items().to_vec()
    }

    fn example(words: &str, right: bool) -> Example {
        Example::new(&features(words), right)
    }

    const LOOSE: Options = Options { strength: 10.0, least_count: 1, rounds: 200 };

    #[test]
    fn yes_and_no_are_told_apart() {
        let data = [
            example("晴 暖", true),
            example("晴 冷", true),
            example("雨 暖", false),
            example("雨 冷", false),
            example("阴 暖", true),
            example("阴 冷", false),
        ];
        let model = fit(&data, &LOOSE);
        for e in &data {
            assert_eq!(model.score(&e.features) > 0.0, e.right);
        }
        let again = fit(&data, &LOOSE);
        for e in &data {
            assert_eq!(model.score(&e.features).to_bits(), again.score(&e.features).to_bits());
        }
    }

    #[test]
    fn likelihoods_are_those_of_the_data() {
        // Three of four: the likelihood that is fitted, hardly held back.
        let data: Vec<Example> = (0..40).map(|n| example("晴", n % 4 != 0)).collect();
        let model = fit(&data, &Options { strength: 1e4, ..LOOSE });
        assert!((model.probability(&features("晴")) - 0.75).abs() < 0.01);
    }

    #[test]
    fn weights_of_examples_count() {
        let mut data: Vec<Example> = (0..20).map(|n| example("晴", n % 2 == 0)).collect();
        data.iter_mut().filter(|e| e.right).for_each(|e| e.weight = 3.0);
        let model = fit(&data, &Options { strength: 1e4, ..LOOSE });
        assert!((model.probability(&features("晴")) - 0.75).abs() < 0.01);
    }

    #[test]
    fn the_right_alternative_is_chosen() {
        let questions: Vec<Vec<Example>> = (0..10)
            .map(|n| {
                vec![example(["甲 大", "乙 大"][n % 2], true), example(["甲 小", "乙 小"][n % 2], false)]
            })
            .collect();
        let model = fit_choice(questions.iter().map(Vec::as_slice), &LOOSE);
        assert!(model.score(&features("丙 大")) > model.score(&features("丙 小")) + 1.0);
        // What all alternatives share decides nothing.
        assert!(model.score(&features("甲")).abs() < 0.1);
    }

    #[test]
    fn rare_features_are_left_out() {
        let data =
            [example("晴 一", true), example("晴 二", true), example("雨", false), example("雨", false)];
        assert_eq!(fit(&data, &Options { least_count: 2, ..LOOSE }).len(), 2);
    }

    #[test]
    fn nothing_to_learn_from_is_no_fault() {
        assert_eq!(fit(&[], &LOOSE).len(), 0);
        assert_eq!(fit_choice([].into_iter(), &LOOSE).len(), 0);
    }
}
