//! White bands between columns.

use super::measure::Measures;
use super::piece::{Piece, Pieces};
use super::region::is_headline;

/// A stretch of a region's width over which no text stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    pub left: f32,
    pub right: f32,
}

impl Band {
    pub fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// The least width of a band, in characters of the body.
const NARROWEST: f32 = 0.55;
/// So much white may part two headlines, in characters of their own.
pub(crate) const HEADLINE_GAP: f32 = 0.8;
/// The least width of a column, in characters of the body.
const COLUMN: f32 = 4.0;
/// The parts that a character's width is counted in.
const PARTS: f32 = 8.0;

/// The white bands that run through a whole region, from left to right. A
/// headline stops a band; of other lines one in [`TOLERANCE`] may cross it,
/// since boxes of recognised characters reach too far now and then.
pub(crate) fn bands(region: &[Piece], pieces: &Pieces, m: &Measures) -> Vec<Band> {
    white(region, pieces, m, TOLERANCE, 10_000)
}

/// One line in so many may cross a band.
const TOLERANCE: usize = 25;
/// One line in so many may cross the white between columns: subtitles and
/// bylines that were taken for body text, headings.
const COLUMN_TOLERANCE: usize = 12;

/// The white between the columns of a body.
pub(crate) fn column_bands(body: &[Piece], pieces: &Pieces, m: &Measures) -> Vec<Band> {
    white(body, pieces, m, COLUMN_TOLERANCE, 1)
}

/// A headline counts as `headline` lines.
fn white(region: &[Piece], pieces: &Pieces, m: &Measures, one_in: usize, headline: i32) -> Vec<Band> {
    let left = region.iter().map(|p| p.left).fold(f32::MAX, f32::min);
    let right = region.iter().map(|p| p.right).fold(f32::MIN, f32::max);
    let bin = m.em / PARTS;
    let count = ((right - left) / bin).ceil();
    if region.is_empty() || !(1.0..200_000.0).contains(&count) {
        return Vec::new();
    }
    let covered = coverage(region, pieces, left, bin, count as usize, headline);
    let rows = super::region::rows(region).len();
    let tolerated = (rows / one_in) as i32;
    let mut out = Vec::new();
    let mut start = None;
    for (i, &n) in covered.iter().enumerate() {
        match (n <= tolerated, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                push(&mut out, left + from as f32 * bin, left + i as f32 * bin, m);
                start = None;
            }
            _ => {}
        }
    }
    // A band must leave columns on both sides.
    let mut last = left;
    out.retain(|b: &Band| {
        let wide = b.left - last >= COLUMN * m.em && right - b.right >= COLUMN * m.em;
        if wide {
            last = b.right;
        }
        wide
    });
    out
}

fn push(out: &mut Vec<Band>, left: f32, right: f32, m: &Measures) {
    if right - left >= NARROWEST * m.em {
        out.push(Band { left, right });
    }
}

/// How many lines stand over each part of the width.
fn coverage(region: &[Piece], pieces: &Pieces, left: f32, bin: f32, count: usize, headline: i32) -> Vec<i32> {
    let mut steps = vec![0i32; count + 2];
    let place = |x: f32| (((x - left) / bin).max(0.0) as usize).min(count);
    let mut add = |from: f32, to: f32, n: i32| {
        // The outermost part of a box is white as a rule.
        let (a, b) = (place(from + 0.5 * bin), place(to - 0.5 * bin));
        steps[a] += n;
        steps[b.max(a) + 1] -= n;
    };
    for p in region {
        if is_headline(p) {
            // White inside a headline may lie between two of them.
            for (from, to) in pieces.stretches(p, HEADLINE_GAP * p.em) {
                add(from.max(p.left), to.min(p.right), headline);
            }
            continue;
        }
        for a in &pieces.atoms[p.atoms.clone()] {
            add(a.left.max(p.left), a.right.min(p.right), 1);
        }
    }
    let mut sum = 0;
    steps.truncate(count + 1);
    steps
        .iter()
        .map(|s| {
            sum += s;
            sum
        })
        .collect()
}

/// The white between two lines of a paragraph that stand apart more than
/// usual.
pub(crate) fn white_below(m: &Measures) -> f32 {
    (m.pitch - 0.9 * m.em).max(0.3 * m.em) * 1.3
}
