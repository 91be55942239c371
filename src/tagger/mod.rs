//! A trained sequence model for persons, places and institutions.
//!
//! A linear-chain conditional random field over characters with BIOES labels.
//! It looks at characters, words with parts of speech, word clusters learnt
//! from plain text, and a gazetteer (`feature`, which lists them all).
//! Weights are small integers, found by hash and added a row of labels at a
//! time (`model`, `score`); the best path is found by Viterbi search
//! (`decode`, `ways`); what is sure in one place is looked for in the rest of the
//! article (`consistency`). [`train`] makes such models.
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

mod consistency;
mod decode;
mod feature;
mod file;
mod label;
mod model;
mod score;
pub mod train;
mod ways;

use consistency::Raise;

use crate::error::Result;
use crate::span::Span;
use crate::token::Word;
use std::path::Path;

/// What the model takes a span for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
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
#[non_exhaustive]
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
    board: score::Board,
    paths: decode::Paths,
    found: Vec<decode::Found>,
    raises: Vec<Raise>,
    again: Tags,
    others: Vec<decode::Found>,
}

/// The names of a text, and what else could be one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    /// The names, in text order; none overlap.
    pub best: Vec<Tag>,
    /// Further readings that lie at most [`BELOW`] under the best, with negative margins, by start.
    pub others: Vec<Tag>,
}

/// How far below the best path a reading is still given, in weight units.
const BELOW: f32 = 8.0;

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
        let mut tags = Tags::default();
        self.tag_all(text, sentences, words, scratch, &mut tags);
        out.append(&mut tags.best);
    }

    /// As [`Tagger::tag`], with what else could be a name.
    pub(crate) fn tag_all(
        &self,
        text: &str,
        sentences: &[Span],
        words: &[Word],
        scratch: &mut Scratch,
        tags: &mut Tags,
    ) {
        let mut rest = sentences;
        while let Some(first) = rest.first() {
            let near = rest.iter().take_while(|s| s.end <= first.start + consistency::STRETCH).count().max(1);
            self.tag_stretch(text, &rest[..near], words, scratch, tags);
            rest = &rest[near..];
        }
        // Digits and marks alone name nothing.
        for list in [&mut tags.best, &mut tags.others] {
            list.retain(|tag| text[tag.span].contains(char::is_alphabetic));
        }
    }

    /// Tags sentences that lie near each other, then looks for what is sure
    /// in the one in the others.
    fn tag_stretch(
        &self,
        text: &str,
        sentences: &[Span],
        words: &[Word],
        scratch: &mut Scratch,
        tags: &mut Tags,
    ) {
        let before = tags.best.len();
        for &sentence in sentences {
            self.tag_sentence(text, sentence, within(words, sentence), &[], scratch, tags);
        }
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return };
        let mut raises = std::mem::take(&mut scratch.raises);
        consistency::raises(text, Span::new(first.start, last.end), &tags.best[before..], &mut raises);
        let mut rest = raises.as_slice();
        while let Some(raise) = rest.first() {
            let at = sentences.partition_point(|s| s.end <= raise.span.start);
            let Some(&sentence) = sentences.get(at) else { break };
            let here = rest.iter().take_while(|r| r.span.start < sentence.end).count().max(1);
            self.tag_again(text, sentence, words, &rest[..here], scratch, tags);
            rest = &rest[here..];
        }
        scratch.raises = raises;
    }

    /// Tags a sentence again with `raises`, in the place of its tags.
    fn tag_again(
        &self,
        text: &str,
        sentence: Span,
        words: &[Word],
        raises: &[Raise],
        scratch: &mut Scratch,
        tags: &mut Tags,
    ) {
        let mut again = std::mem::take(&mut scratch.again);
        again.best.clear();
        again.others.clear();
        self.tag_sentence(text, sentence, within(words, sentence), raises, scratch, &mut again);
        for (old, new) in [(&mut tags.best, &again.best), (&mut tags.others, &again.others)] {
            let start = old.partition_point(|t| t.span.start < sentence.start);
            let end = old.partition_point(|t| t.span.start < sentence.end);
            old.splice(start..end, new.iter().copied());
        }
        scratch.again = again;
    }

    fn tag_sentence(
        &self,
        text: &str,
        span: Span,
        words: &[Word],
        raises: &[Raise],
        scratch: &mut Scratch,
        tags: &mut Tags,
    ) {
        let Scratch { sentence, board, paths, found, others, .. } = scratch;
        sentence.read(text, span, words);
        let scores = board.score(&self.model, sentence);
        let units = &sentence.units;
        let char_at = |byte: usize| units.partition_point(|u| (u.at as usize) < byte);
        for r in raises.iter().filter(|r| span.contains(r.span)) {
            let by = (r.by / self.model.step) as i16;
            consistency::raise(scores, char_at(r.span.start), char_at(r.span.end), r.label.class(), by);
        }
        let below = (BELOW / self.model.step) as i16;
        paths.decode_all(scores, &self.model.ways, below, found, others);
        let byte = |i: usize| units.get(i).map_or(span.end, |u| u.at as usize);
        decode::tags(found, byte, self.model.step, &mut tags.best);
        decode::tags(others, byte, self.model.step, &mut tags.others);
    }
}

/// The words that lie in `sentence`.
fn within(words: &[Word], sentence: Span) -> &[Word] {
    let start = words.partition_point(|w| w.span.start < sentence.start);
    let end = words.partition_point(|w| w.span.end <= sentence.end);
    words.get(start..end).unwrap_or(&[])
}
