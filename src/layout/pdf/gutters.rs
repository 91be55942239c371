//! Which gaps in a row are blanks of one line, and which part two columns.

use super::lines::{Piece, WIDEST_GAP, edge, gap};
use super::rows::{Rows, center, first_from};
use crate::layout::Rect;

/// The pieces of lines of a frame, and what each is followed by.
pub(super) struct Gaps<'a> {
    pieces: &'a [Piece],
    next: &'a [Option<usize>],
    places: Vec<Rect>,
    rows: Rows,
}

/// What the rows above and below a gap show at its place.
#[derive(Clone, Copy, Debug, Default)]
struct Witness {
    /// Rows whose text runs on over the place of the gap.
    crossed: usize,
    /// Rows with text that ends or begins where the gap does, and none over it:
    /// the edges of columns.
    parted: usize,
}

/// Edges of a column lie within this part of an em of each other.
const FLUSH: f32 = 0.3;

/// The first line of a paragraph begins this many em inside its column.
const INDENT: f32 = 2.0;

/// Rows within this many em above and below are asked.
const NEIGHBOURHOOD: f32 = 2.4;

/// At most this many pieces of a band are looked at on either side.
const MOST_IN_BAND: usize = 48;

impl<'a> Gaps<'a> {
    pub(super) fn new(pieces: &'a [Piece], next: &'a [Option<usize>]) -> Gaps<'a> {
        let places: Vec<Rect> = pieces.iter().map(|p| p.place).collect();
        let mut sizes: Vec<f32> = pieces.iter().map(|p| p.size).collect();
        sizes.sort_by(f32::total_cmp);
        let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(10.0);
        let rows = Rows::new(&places, usual);
        Gaps { pieces, next, places, rows }
    }

    /// The pieces of each line, in order.
    pub(super) fn join(&self) -> Vec<Vec<usize>> {
        let mut has_left = vec![false; self.pieces.len()];
        for &n in self.next.iter().flatten() {
            has_left[n] = true;
        }
        let mut lines = Vec::new();
        for start in (0..self.pieces.len()).filter(|&i| !has_left[i]) {
            let mut row = vec![start];
            while let Some(next) = self.next[row[row.len() - 1]] {
                row.push(next);
            }
            self.cut_row(&row, &mut lines);
        }
        lines
    }

    /// Cuts a row of pieces at its gutters.
    fn cut_row(&self, row: &[usize], lines: &mut Vec<Vec<usize>>) {
        let mut line = vec![row[0]];
        let mut spaced_until = self.letter_spaced(row);
        for (i, pair) in row.windows(2).enumerate() {
            if i >= spaced_until {
                spaced_until = i + self.letter_spaced(&row[i..]);
            }
            if i < spaced_until || self.is_blank(pair[0], pair[1]) {
                line.push(pair[1]);
            } else {
                lines.push(std::mem::replace(&mut line, vec![pair[1]]));
            }
        }
        lines.push(line);
    }

    /// How many gaps at the start of a row are those of a letter-spaced line:
    /// single characters and pairs at equal distances, three of them or more.
    fn letter_spaced(&self, row: &[usize]) -> usize {
        let (mut least, mut most) = (f32::MAX, 0f32);
        let mut gaps = 0;
        for pair in row.windows(2) {
            let (a, b) = (&self.pieces[pair[0]], &self.pieces[pair[1]]);
            let wide = gap(&a.place, &b.place);
            (least, most) = (least.min(wide), most.max(wide));
            if a.shown() > 2 || b.shown() > 2 || most > 1.3 * least + 0.25 * a.size {
                break;
            }
            gaps += 1;
        }
        if gaps >= 2 { gaps } else { 0 }
    }

    fn is_blank(&self, left: usize, right: usize) -> bool {
        let (a, b) = (&self.pieces[left], &self.pieces[right]);
        let wide = gap(&a.place, &b.place);
        let size = a.size.min(b.size);
        let seen = self.witness(a, b);
        match seen {
            // A line alone, as under a picture.
            Witness { crossed: 0, parted: 0 } => wide <= 2.0 * size,
            Witness { crossed, parted } => crossed > parted && wide <= WIDEST_GAP * size,
        }
    }

    fn witness(&self, a: &Piece, b: &Piece) -> Witness {
        let size = a.size.min(b.size);
        let (from, to) = (edge(&a.place), b.place.x);
        let level = center(&a.place);
        let mut seen = Witness::default();
        for (top, bottom) in [
            (level - NEIGHBOURHOOD * size, level - 0.6 * size),
            (level + 0.6 * size, level + NEIGHBOURHOOD * size),
        ] {
            let (mut crossed, mut edge_of_column) = (false, false);
            for band in self.rows.between(top, bottom) {
                let middle = first_from(band, &self.places, from);
                let around = middle.saturating_sub(MOST_IN_BAND)..(middle + MOST_IN_BAND).min(band.len());
                for &i in &band[around] {
                    let other = &self.pieces[i as usize];
                    let level = center(&other.place);
                    if !(top..=bottom).contains(&level) || !(0.75..1.34).contains(&(other.size / size)) {
                        continue;
                    }
                    let (left, right) = (other.place.x, edge(&other.place));
                    let flush = |x: f32, y: f32| (x - y).abs() <= FLUSH * size;
                    crossed |= left < from && right > to;
                    let begins = left >= from
                        && (flush(left, to)
                            || flush(left, to + INDENT * size)
                            || flush(left + INDENT * size, to));
                    edge_of_column |= begins || (right <= to && flush(right, from));
                }
            }
            seen.crossed += usize::from(crossed);
            seen.parted += usize::from(!crossed && edge_of_column);
        }
        seen
    }
}
