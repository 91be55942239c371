//! [`SourceMap`]: from repaired text back to the text it was made of.
//!
//! Repaired text is the source with bytes left out, some characters read as
//! what they stand for (⽉ as 月), and sometimes with stretches in another
//! order (columns printed side by side). So the map is a list of runs, each a
//! stretch copied as it was or one that stands for other characters:
//!
//! ```text
//! source    纳入⏎⏎⽉底      run (0, 0): 纳入   run (6, 8): 月 for ⽉   run (9, 11): 底
//! repaired  纳入月底
//! ```

use crate::span::Span;

/// From repaired text back to the text it was made of.
///
/// A map without runs is the identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// The runs by where they start in the repaired text.
    runs: Vec<Run>,
}

/// A stretch of the repaired text, up to the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it starts in the repaired text.
    out: usize,
    /// Where it starts in the source.
    src: usize,
    /// How many bytes of the source it stands for as a whole; 0 for a run
    /// that was copied byte by byte.
    stands_for: usize,
}

impl SourceMap {
    /// An empty map with room for `runs` runs.
    pub(crate) fn with_capacity(runs: usize) -> SourceMap {
        SourceMap { runs: Vec::with_capacity(runs) }
    }

    /// The span of the source that a span of the repaired text came from.
    ///
    /// What was left out inside the span is within the result; what was left
    /// out before or after it is not. Where stretches of the source were put
    /// in another order, the result reaches from the first to the last byte
    /// of those in the span.
    pub fn source_of(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let (mut from, mut to) = (start, self.end_of(span.end - 1));
        let first = self.runs.partition_point(|r| r.out <= span.start);
        for pair in self.runs[first.saturating_sub(1)..].windows(2).take_while(|p| p[1].out < span.end) {
            from = from.min(pair[1].src);
            to = to.max(pair[0].end_at(pair[1].out - 1));
        }
        Span::new(from, to)
    }

    /// Notes that the text from `out` on was copied from `src` on.
    ///
    /// Runs come in the order of `out`; one that goes on where the last one
    /// stopped is not stored.
    pub(crate) fn push(&mut self, out: usize, src: usize) {
        self.push_run(Run { out, src, stands_for: 0 });
    }

    /// Notes that the text from `out` on, up to the next run, stands for
    /// `len` bytes of the source from `src` on.
    pub(crate) fn push_replaced(&mut self, out: usize, src: usize, len: usize) {
        self.push_run(Run { out, src, stands_for: len });
    }

    fn push_run(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.out == run.out => *last = run,
            Some(last) if last.is_continued_by(&run) => {}
            _ => self.runs.push(run),
        }
    }

    /// Adds the runs of `piece`, a span of the text that `inner` is the map
    /// of, to this map, the piece standing at `out` in this map's text.
    pub(crate) fn push_piece(&mut self, inner: &SourceMap, piece: Span, out: usize) {
        let from = inner.runs.partition_point(|r| r.out <= piece.start);
        match from.checked_sub(1).map(|i| inner.runs[i]) {
            Some(run) if run.stands_for > 0 => self.push_run(Run { out, ..run }),
            _ => self.push(out, inner.start_of(piece.start)),
        }
        for run in inner.runs[from..].iter().take_while(|r| r.out < piece.end) {
            self.push_run(Run { out: out + run.out - piece.start, ..*run });
        }
    }

    /// The run that byte `out` belongs to.
    fn run_at(&self, out: usize) -> Run {
        let identity = Run { out: 0, src: 0, stands_for: 0 };
        self.runs.partition_point(|r| r.out <= out).checked_sub(1).map_or(identity, |i| self.runs[i])
    }

    /// Where the source of the byte at `out` starts.
    fn start_of(&self, out: usize) -> usize {
        let run = self.run_at(out);
        if run.stands_for > 0 { run.src } else { run.src + (out - run.out) }
    }

    /// Where the source of the byte at `out` ends.
    fn end_of(&self, out: usize) -> usize {
        self.run_at(out).end_at(out)
    }
}

impl Run {
    /// Where the source of the run's byte at `out` ends.
    fn end_at(&self, out: usize) -> usize {
        if self.stands_for > 0 { self.src + self.stands_for } else { self.src + (out - self.out) + 1 }
    }

    /// True when `next` only goes on with what this run copies.
    fn is_continued_by(&self, next: &Run) -> bool {
        self.stands_for == 0 && next.stands_for == 0 && next.src.wrapping_sub(self.src) == next.out - self.out
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

    fn starts(map: &SourceMap) -> Vec<(usize, usize)> {
        map.runs.iter().map(|r| (r.out, r.src)).collect()
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
        assert_eq!(starts(&map(&[(0, 2), (6, 8), (9, 20)])), [(0, 2), (9, 20)]);
    }

    #[test]
    fn a_piece_takes_its_runs_along() {
        let inner = map(&[(0, 0), (6, 8), (12, 20)]);
        let mut m = SourceMap::default();
        m.push_piece(&inner, Span::new(3, 15), 0);
        assert_eq!(starts(&m), [(0, 3), (3, 8), (9, 20)]);
        m.push_piece(&inner, Span::new(18, 21), 12);
        assert_eq!(m.source_of(Span::new(12, 15)), Span::new(26, 29));
    }

    #[test]
    fn a_character_read_as_another_leads_back_whole() {
        // Seven bytes of the source stand for three.
        let mut m = map(&[(0, 0)]);
        m.push_replaced(6, 6, 7);
        m.push(9, 13);
        assert_eq!(m.source_of(Span::new(6, 9)), Span::new(6, 13));
        assert_eq!(m.source_of(Span::new(3, 9)), Span::new(3, 13));
        assert_eq!(m.source_of(Span::new(9, 12)), Span::new(13, 16));
        let mut outer = SourceMap::default();
        outer.push_piece(&m, Span::new(6, 12), 0);
        assert_eq!(outer.source_of(Span::new(0, 3)), Span::new(6, 13));
        assert_eq!(outer.source_of(Span::new(3, 6)), Span::new(13, 16));
    }

    #[test]
    fn a_span_over_moved_stretches_reaches_from_the_first_to_the_last() {
        let m = map(&[(0, 30), (6, 10), (12, 50)]);
        assert_eq!(m.source_of(Span::new(0, 12)), Span::new(10, 36));
        assert_eq!(m.source_of(Span::new(3, 15)), Span::new(10, 53));
        assert_eq!(m.source_of(Span::new(6, 9)), Span::new(10, 13));
    }
}
