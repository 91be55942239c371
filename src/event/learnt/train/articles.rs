//! The labelled articles and what each is for.

use super::gold::{self, Gold};
use super::overlap;
use crate::extract::Analysed;
use std::path::PathBuf;

/// One article with what the stages before events made of it.
pub(super) struct Labelled<'e> {
    pub(super) id: String,
    pub(super) analysed: Analysed<'e>,
    pub(super) events: &'e [gold::GoldEvent],
    pub(super) purpose: Purpose,
}

/// What a labelled article is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Learnt from and, by weights that did not see it, scored.
    Scored,
    /// The same, but the frames were written with it in view: no threshold is
    /// set on it, and its score stands apart.
    Developed,
    /// Learnt from by every part, never scored.
    Further,
}

/// The labelled articles, by what they are for.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// Files of articles to learn from and to be scored on.
    pub scored: Vec<PathBuf>,
    /// Files of articles that the frames were written on: learnt from, but
    /// nothing is measured or set on them alone.
    pub developed: Vec<PathBuf>,
    /// Files of articles that every part learns from and none is scored on;
    /// those that have no label are passed over.
    pub further: Vec<PathBuf>,
    /// A table of events by the articles' ids, for articles whose lines tell
    /// none.
    pub labels: Option<PathBuf>,
}

/// Leaves out the further articles that share a passage with a scored one,
/// and gives their number.
pub(super) fn leave_out_printed_twice(all: &mut Vec<(Gold, Purpose)>) -> usize {
    let mut scored = overlap::Runs::default();
    all.iter().filter(|a| a.1 != Purpose::Further).for_each(|a| scored.add(&a.0.document.article.text));
    let before = all.len();
    all.retain(|(g, purpose)| {
        *purpose != Purpose::Further || !scored.share_one_with(&g.document.article.text)
    });
    before - all.len()
}
