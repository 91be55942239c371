//! [`SourceMap`]: from repaired text back to the text it was made of.
//!
//! Repaired text is the source with some bytes left out; the only byte that
//! ever differs is a line break printed as a space. So the map is a list of
//! runs, each a stretch copied as it was:
//!
//! ```text
//! source    纳入⏎⏎时期     run (0, 0): 纳入   run (6, 8): 时期
//! repaired  纳入时期
//! ```

use crate::span::Span;

/// From repaired text back to the text it was made of.
///
/// A map without runs is the identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// Where each run starts: in the repaired text, in the source. Both rise.
    runs: Vec<(usize, usize)>,
}

impl SourceMap {
    /// An empty map with room for `runs` runs.
    pub(crate) fn with_capacity(runs: usize) -> SourceMap {
        SourceMap { runs: Vec::with_capacity(runs) }
    }

    /// The span of the source that a span of the repaired text came from.
    ///
    /// What was left out inside the span is within the result; what was left
    /// out before or after it is not.
    pub fn source_of(&self, span: Span) -> Span {
        let start = self.at(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.at(span.end - 1) + 1)
    }

    /// Notes that the text from `out` on was copied from `src` on.
    ///
    /// Runs come in order; one that goes on where the last one stopped is
    /// not stored.
    pub(crate) fn push(&mut self, out: usize, src: usize) {
        match self.runs.last_mut() {
            Some(last) if src.wrapping_sub(last.1) == out - last.0 => {}
            Some(last) if last.0 == out => last.1 = src,
            _ => self.runs.push((out, src)),
        }
    }

    /// Adds the runs of `piece`, a span of the text that `inner` is the map
    /// of, to this map, the piece standing at `out` in this map's text.
    pub(crate) fn push_piece(&mut self, inner: &SourceMap, piece: Span, out: usize) {
        self.push(out, inner.at(piece.start));
        let from = inner.runs.partition_point(|r| r.0 <= piece.start);
        for &(at, src) in inner.runs[from..].iter().take_while(|r| r.0 < piece.end) {
            self.push(out + at - piece.start, src);
        }
    }

    /// The source position of the byte at `out`.
    fn at(&self, out: usize) -> usize {
        match self.runs.partition_point(|r| r.0 <= out).checked_sub(1) {
            None => out,
            Some(i) => self.runs[i].1 + (out - self.runs[i].0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(runs: &[(usize, usize)]) -> SourceMap {
        let mut map = SourceMap::default();
        runs.iter().for_each(|r| map.push(r.0, r.1));
        map
    }

    #[test]
    fn no_runs_is_the_identity() {
        assert_eq!(SourceMap::default().source_of(Span::new(3, 9)), Span::new(3, 9));
    }

    #[test]
    fn a_span_over_a_gap_covers_it_and_one_beside_it_does_not() {
        let m = map(&[(0, 2), (6, 10)]);
        assert_eq!(m.source_of(Span::new(0, 6)), Span::new(2, 8));
        assert_eq!(m.source_of(Span::new(3, 9)), Span::new(5, 13));
        assert_eq!(m.source_of(Span::new(6, 9)), Span::new(10, 13));
        assert_eq!(m.source_of(Span::new(6, 6)), Span::new(10, 10));
    }

    #[test]
    fn runs_that_touch_are_one() {
        assert_eq!(map(&[(0, 2), (6, 8), (9, 20)]).runs, [(0, 2), (9, 20)]);
    }

    #[test]
    fn a_piece_takes_its_runs_along() {
        let inner = map(&[(0, 0), (6, 8), (12, 20)]);
        let mut m = SourceMap::default();
        m.push_piece(&inner, Span::new(3, 15), 0);
        assert_eq!(m.runs, [(0, 3), (3, 8), (9, 20)]);
        m.push_piece(&inner, Span::new(18, 21), 12);
        assert_eq!(m.source_of(Span::new(12, 15)), Span::new(26, 29));
    }
}
