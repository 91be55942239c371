//! A trained sequence model for persons, places and institutions.
//!
//! A linear-chain conditional random field over characters, with features of
//! characters, of jieba's words and their parts of speech, of word clusters
//! and of a gazetteer ([`feature`]); labels are BIOES ([`label`]). Weights
//! are small integers, found by hash and added a row at a time ([`model`]);
//! the best path is found by Viterbi search ([`decode`]).
//!
//! ```
//! use baozhi::tagger::{Scratch, Tagger};
//! use baozhi::token::{sentences, Segmenter};
//! # #[cfg(feature = "model")] {
//! let text = "新华社记者王小明从北京报道。";
//! let sentences = sentences(text);
//! let mut words = Vec::new();
//! Segmenter::new().segment(text, &sentences, &mut words);
//! let mut tags = Vec::new();
//! Tagger::embedded().tag(text, &sentences, &words, &mut Scratch::default(), &mut tags);
//! let names: Vec<&str> = tags.iter().map(|t| &text[t.span]).collect();
//! assert_eq!(names, ["新华社", "王小明", "北京"]);
//! # }
//! ```
//!
//! [`feature`]: self#features
//! [`label`]: self#features
//! [`model`]: self#features
//! [`decode`]: self#features

mod decode;
mod feature;
mod file;
mod label;
mod model;
pub mod train;

use crate::error::Result;
use crate::span::Span;
use crate::token::Word;
use std::path::Path;

/// What the model takes a span for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A person's name.
    Person,
    /// A place.
    Place,
    /// An institution.
    Institution,
}

/// One span the model found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tag {
    /// Where.
    pub span: Span,
    /// What.
    pub label: Label,
    /// How far the best path lies above the path without this span, in
    /// weight units (natural logarithms of odds); larger is surer.
    pub margin: f32,
}

/// The trained model; built once, immutable, shared by threads.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagger {
    model: model::Model,
}

/// Buffers of a worker, kept from one text to the next.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sentence: feature::Sentence,
    scores: Vec<model::Score>,
    paths: decode::Paths,
    found: Vec<decode::Found>,
}

impl Tagger {
    /// The model that comes with the crate.
    #[cfg(feature = "model")]
    pub fn embedded() -> Tagger {
        static MODEL: &[u8] = include_bytes!("../../dicts/tagger.model");
        let model = file::read(MODEL).expect("the embedded model is whole: a test loads it");
        Tagger { model }
    }

    /// The model in the file at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, or is no model of this version, or is
    /// damaged.
    pub fn load(path: impl AsRef<Path>) -> Result<Tagger> {
        file::load(path.as_ref()).map(|model| Tagger { model })
    }

    /// Writes the model to `path`, as [`Tagger::load`] reads it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        file::save(&self.model, path.as_ref())
    }

    /// Finds the names in `text`, in text order, appended to `out`; none
    /// overlap. `sentences` and the `words` of the whole text are in order.
    pub fn tag(
        &self,
        text: &str,
        sentences: &[Span],
        words: &[Word],
        scratch: &mut Scratch,
        out: &mut Vec<Tag>,
    ) {
        let mut words = words;
        for &sentence in sentences {
            let skip = words.iter().take_while(|w| w.span.start < sentence.start).count();
            let len = words[skip..].iter().take_while(|w| w.span.end <= sentence.end).count();
            self.tag_sentence(text, sentence, &words[skip..skip + len], scratch, out);
            words = &words[skip + len..];
        }
    }

    fn tag_sentence(
        &self,
        text: &str,
        span: Span,
        words: &[Word],
        scratch: &mut Scratch,
        out: &mut Vec<Tag>,
    ) {
        let Scratch { sentence, scores, paths, found } = scratch;
        sentence.read(text, span, words);
        self.model.score(sentence, scores);
        let units = &sentence.units;
        paths.decode(&scores[feature::REACH..feature::REACH + units.len()], &self.model.trans, found);
        let byte = |i: usize| units.get(i).map_or(span.end, |u| u.at as usize);
        decode::tags(found, byte, self.model.step, out);
    }
}
