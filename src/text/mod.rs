//! What several stages ask of characters and words, each question answered in
//! one place. Nothing here knows of articles or of names; every other room of
//! the crate may use it, and it uses none of them.
//!
//! | file | answers |
//! |---|---|
//! | [`han`] | is it a Chinese character? |
//! | [`mark`] | quotation marks; what ends a sentence or a clause |
//! | [`numeral`] | digits and numerals, Arabic, Chinese and mixed, and their exact values |
//! | [`date`] | dates as they are written in mastheads and tables |
//! | [`word_set`] | a list of words asked at many places of a text |
//!
//! Surnames and words of bylines are dictionaries, so what they are is answered
//! in `lexicon`. Where a room asks something else of the same characters, such
//! as whether a line of a page may end a paragraph, it asks these first and
//! adds its own marks.

pub(crate) mod date;
pub(crate) mod han;
pub(crate) mod mark;
pub mod numeral;
pub(crate) mod word_set;

/// The character that ends at byte `at` of `text`.
#[inline]
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that starts at byte `at` of `text`.
#[inline]
pub(crate) fn char_after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The character boundary of `text` at or before byte `at`.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
