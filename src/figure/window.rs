//! [`Window`]: the text that a figure is read from, with the tables it is
//! read by.

use super::FigureTables;
use super::unit::Unit;
use super::words::WordClass;
use crate::text::word_set::WordSet;
use std::ops::Deref;

/// The text up to the next time or duration, and the tables.
#[derive(Clone, Copy)]
pub(super) struct Window<'t> {
    pub(super) text: &'t str,
    pub(super) tables: &'t FigureTables,
}

impl Deref for Window<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl<'t> Window<'t> {
    /// The longest unit at byte `at` whose surroundings allow it, behind a
    /// Chinese or scaled numeral, and where it ends.
    pub(super) fn unit(self, at: usize) -> Option<(&'t Unit, usize)> {
        self.tables.units.find(self.text, at, false)
    }

    /// The same behind plain Arabic digits, which nearly always count.
    pub(super) fn unit_after_digits(self, at: usize) -> Option<(&'t Unit, usize)> {
        self.tables.units.find(self.text, at, true)
    }

    /// The words of a class.
    pub(super) fn words(self, class: WordClass) -> &'t WordSet {
        self.tables.words.of(class)
    }

    /// The window cut at byte `end`.
    pub(super) fn until(self, end: usize) -> Window<'t> {
        Window { text: &self.text[..end], ..self }
    }
}
