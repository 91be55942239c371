//! A record's offsets in another unit.

use super::Record;
use crate::span::{OffsetMap, Offsets};

impl Record {
    /// The same record with its offsets counted in `unit`.
    ///
    /// Only byte offsets are converted: a record in another unit is returned
    /// as it is when `unit` is its own, and converted by way of its text
    /// otherwise.
    pub fn with_offsets(mut self, unit: Offsets) -> Record {
        if self.offsets == unit {
            return self;
        }
        let from = ToBytes::new(&self.text, self.offsets);
        let map = OffsetMap::new(&self.text, unit);
        let conv = |x: &mut usize| *x = map.of(from.byte(*x));
        self.body.iter_mut().for_each(conv);
        for m in &mut self.mentions {
            conv(&mut m.start);
            conv(&mut m.end);
        }
        for t in self.events.iter_mut().flat_map(|e| &mut e.triggers) {
            conv(&mut t.start);
            conv(&mut t.end);
        }
        for q in &mut self.quotes {
            q.cue.iter_mut().flatten().for_each(conv);
            q.content.iter_mut().for_each(conv);
        }
        for t in &mut self.tokens {
            conv(&mut t.start);
            conv(&mut t.end);
        }
        self.offsets = unit;
        self
    }
}

/// From a unit's offsets back to bytes.
pub(crate) struct ToBytes(Vec<usize>);

impl ToBytes {
    /// For offsets of `text` that are counted in `unit`.
    pub(crate) fn new(text: &str, unit: Offsets) -> ToBytes {
        let mut bytes = Vec::new();
        if unit != Offsets::Byte {
            for (at, c) in text.char_indices() {
                let n = if unit == Offsets::Char { 1 } else { c.len_utf16() };
                bytes.extend(std::iter::repeat_n(at, n));
            }
            bytes.push(text.len());
        }
        ToBytes(bytes)
    }

    /// The byte at which the unit number `at` begins; those beyond the text
    /// stay at its end.
    pub(crate) fn byte(&self, at: usize) -> usize {
        match self.0.last() {
            None => at,
            Some(&last) => self.0.get(at).copied().unwrap_or(last),
        }
    }
}
