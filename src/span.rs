//! [`Span`]: the one way this crate points into text, and the conversion of
//! byte offsets to the units other tools count in.

use serde::{Deserialize, Serialize};
use std::ops::{Index, Range};

/// A half-open range of byte offsets, `start..end`, on char boundaries of the
/// text it was made for.
///
/// A span indexes text: `&text[span]` is the slice it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`; an `end` before `start` gives an empty span.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True when the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The text the span names, or `None` when it does not fit `text`.
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// True when `other` lies within this span (an equal span does).
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span moved `by` bytes to the right.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Span {
        Span::new(r.start, r.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(s: Span) -> Range<usize> {
        s.start..s.end
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}

/// The unit in which a record's offsets are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// UTF-8 bytes, what Rust slices by; the unit inside this crate.
    #[default]
    Byte,
    /// Unicode scalar values, what Python slices by.
    Char,
    /// UTF-16 code units, what JavaScript and Java slice by.
    Utf16,
}

/// Converts byte offsets of one text to another unit in constant time each.
///
/// ```
/// use baozhi::{OffsetMap, Offsets};
/// let map = OffsetMap::new("𠮷田a", Offsets::Utf16);
/// assert_eq!(map.of(4), 2); // 𠮷 is four bytes, two UTF-16 units
/// assert_eq!(map.of(8), 4);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// Units before each byte; empty when the unit is the byte itself.
    units: Vec<u32>,
}

impl OffsetMap {
    /// A map from byte offsets of `text` to `unit`.
    pub fn new(text: &str, unit: Offsets) -> OffsetMap {
        if unit == Offsets::Byte {
            return OffsetMap { units: Vec::new() };
        }
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut n = 0u32;
        for c in text.chars() {
            units.resize(units.len() + c.len_utf8(), n);
            n += if unit == Offsets::Char { 1 } else { c.len_utf16() as u32 };
        }
        units.push(n);
        OffsetMap { units }
    }

    /// The unit offset of byte offset `byte`; offsets beyond the text stay at
    /// its end.
    pub fn of(&self, byte: usize) -> usize {
        match self.units.last() {
            None => byte,
            Some(&last) => self.units.get(byte).copied().unwrap_or(last) as usize,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_indexes_text_by_bytes() {
        let s = Span::new(3, 9);
        assert_eq!(&"市政协"[s], "政协");
        assert_eq!(Span::new(1, 3).get("市"), None);
        assert!(Span::new(5, 2).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 6)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 6)));
        assert!(Span::new(0, 4).contains(Span::new(0, 4)));
    }

    #[test]
    fn offsets_convert_in_every_unit() {
        let text = "a市𠮷";
        for (unit, want) in
            [(Offsets::Byte, [0, 1, 4, 8]), (Offsets::Char, [0, 1, 2, 3]), (Offsets::Utf16, [0, 1, 2, 4])]
        {
            let map = OffsetMap::new(text, unit);
            assert_eq!([0, 1, 4, 8].map(|b| map.of(b)), want);
        }
    }
}
