//! Words of a record's text.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// A word of the text with its part of speech.
///
/// ```
/// use baozhi::Span;
/// use baozhi::record::Token;
/// let text = "召开会议";
/// let token = Token::new(Span::new(6, 12), "n");
/// assert_eq!(token.span().get(text), Some("会议"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Token {
    /// First offset in the record's text.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Part of speech in jieba's notation: `n`, `nr`, `ns`, `v`, `m` …, and `x`
    /// for marks and characters of no known word.
    pub pos: String,
}

impl Token {
    /// A word by its span and its part of speech.
    pub fn new(span: Span, pos: impl Into<String>) -> Token {
        Token { start: span.start, end: span.end, pos: pos.into() }
    }

    /// The word's span, in the record's unit.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
