//! Training the tagger on annotated text.

mod corpus;
mod crf;
mod data;
mod knowledge;
mod pack;
mod random;

pub use corpus::{Example, read_examples};
pub use knowledge::Knowledge;

use super::Tagger;
use crate::token::Segmenter;

/// How to train. The same options, examples and knowledge always give the
/// same model.
#[derive(Clone, Debug)]
pub struct Options {
    /// Times every sentence is looked at before pruning.
    pub epochs: usize,
    /// Times it is looked at afterwards.
    pub after: usize,
    /// Seed of the order of sentences and of dropout.
    pub seed: u64,
    /// How often a pattern must occur to be learnt.
    pub least: u32,
    /// The size of steps.
    pub rate: f32,
    /// How strongly small weights are drawn to zero.
    pub l1: f32,
    /// The share of patterns hidden at random while learning.
    pub dropout: f32,
    /// How many rows of weights to keep.
    pub rows: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { epochs: 8, after: 2, seed: 1, least: 2, rate: 0.2, l1: 0.01, dropout: 0.1, rows: 600_000 }
    }
}

/// How far training has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Finished looks at all sentences, from 1.
    pub epoch: usize,
    /// How many there will be.
    pub epochs: usize,
    /// Mean negative log likelihood of a sentence.
    pub loss: f64,
    /// Rows of weights that are not zero.
    pub rows: usize,
}

/// Learns a tagger from `examples`, telling `progress` after each epoch.
pub fn train(
    examples: &[Example],
    knowledge: &Knowledge,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Tagger {
    let data = data::build(examples, knowledge, options.least, &Segmenter::new());
    let mut learner = crf::Learner::new(&data, options.rate, options.l1, options.dropout);
    let mut lattice = crf::Lattice::default();
    let mut random = random::Random::new(options.seed);
    let mut order: Vec<usize> = (0..data.items.len()).collect();
    let epochs = options.epochs + options.after;
    for epoch in 1..=epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &i in &order {
            loss += learner.learn(&data.items[i], &mut lattice, &mut random);
        }
        if epoch == options.epochs {
            pack::prune(&mut learner, options.rows);
        }
        let rows = learner.rows.iter().filter(|r| r.iter().any(|&w| w != 0.0)).count();
        progress(Progress { epoch, epochs, loss: loss / order.len().max(1) as f64, rows });
    }
    Tagger { model: pack::pack(&data, &learner, knowledge) }
}
