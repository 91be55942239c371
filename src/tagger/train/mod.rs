//! Training the tagger on annotated text.
//!
//! Annotated text is JSON lines with character offsets, plain or gzip:
//!
//! ```text
//! {"text":"记者王小明从北京报道。","entities":[{"start":2,"end":5,"type":"PER"},{"start":6,"end":8,"type":"LOC"}]}
//! ```
//!
//! ```no_run
//! use baozhi::tagger::train::{read_examples, train, Knowledge, Options};
//! # fn main() -> baozhi::Result<()> {
//! let examples = read_examples("mine.jsonl.gz")?;
//! let mut knowledge = Knowledge::default();
//! knowledge.add_dictionary("dicts/places.tsv", 1)?;
//! let tagger = train(&examples, &knowledge, &Options::default(), &mut |p| eprintln!("{p:?}"));
//! tagger.save("mine.model")?;
//! # Ok(())
//! # }
//! ```
//!
//! What helps beside annotated text: corpora of other annotation guidelines
//! ([`Example::foreign`]), clusters of words from plain text ([`Counter`]),
//! dictionaries ([`Knowledge`]), and plain text annotated by an earlier model
//! ([`label_texts`]).

mod cluster;
mod corpus;
mod crf;
mod data;
mod knowledge;
mod lattice;
mod pack;
mod random;

pub use cluster::{ClusterOptions, Counter};
pub use corpus::{Example, read_examples};
pub use knowledge::Knowledge;

use super::{Scratch, Tag, Tagger};
use crate::span::Span;
use crate::token::{Segmenter, sentences};

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
    /// The share of patterns hidden at random while learning.
    pub dropout: f32,
    /// What is added to that share for a pattern seen once; for one seen
    /// more often the addition falls with the root of the count.
    pub rare: f32,
    /// How many rows of weights to keep.
    pub rows: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options { epochs: 6, after: 1, seed: 1, least: 2, rate: 0.2, dropout: 0.2, rare: 0.5, rows: 600_000 }
    }
}

/// Annotates `texts` with what `teacher` finds in them, for training a tagger
/// on text like theirs. Only sentences are given whose names all have a
/// margin of `sure` at least, the others' names being doubtful.
pub fn label_texts(texts: &[Example], teacher: &Tagger, sure: f32) -> Vec<Example> {
    let segmenter = Segmenter::new();
    let mut scratch = Scratch::default();
    let (mut words, mut tags) = (Vec::new(), Vec::new());
    let mut out = Vec::new();
    for Example { text, .. } in texts {
        words.clear();
        tags.clear();
        let sentences = sentences(text);
        segmenter.segment(text, &sentences, &mut words);
        teacher.tag(text, &sentences, &words, &mut scratch, &mut tags);
        for s in sentences {
            let inside: Vec<&Tag> = tags.iter().filter(|t| s.contains(t.span)).collect();
            if inside.iter().all(|t| t.margin >= sure) {
                let shift = |t: &&Tag| (Span::new(t.span.start - s.start, t.span.end - s.start), t.label);
                let names = inside.iter().map(shift).collect();
                out.push(Example::new(&text.as_str()[s], names));
            }
        }
    }
    out
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
    let segmenter = Segmenter::new();
    let data = data::Data::build(examples, knowledge, options.least, &segmenter);
    let mut learner =
        crf::Learner::new(&data, options.rate, crf::Dropout { base: options.dropout, rare: options.rare });
    let (mut buffers, mut item) = (data::Buffers::default(), data::Item::default());
    let mut lattice = lattice::Lattice::default();
    let mut random = random::Random::new(options.seed);
    let mut order = data.looks();
    let epochs = options.epochs + options.after;
    for epoch in 1..=epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &i in &order {
            data.item(i, &mut buffers, &mut item);
            loss += learner.learn(&item, &mut lattice, &mut random);
        }
        if epoch * 2 > options.epochs {
            learner.remember();
        }
        if epoch == options.epochs || epoch == epochs {
            learner.settle();
        }
        if epoch == options.epochs {
            pack::prune(&data, &mut learner, options.rows);
        }
        let rows = learner.rows.iter().filter(|r| r.iter().any(|&w| w != 0.0)).count();
        progress(Progress { epoch, epochs, loss: loss / order.len().max(1) as f64, rows });
    }
    Tagger { model: pack::pack(&data, &learner, knowledge) }
}
