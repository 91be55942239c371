//! White bands between columns.

use super::Rect;
use super::measure::Measures;
use super::piece::{CLOSE, Piece, Pieces};
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

/// A headline counts as so many lines where it stops a band.
const HEADLINE: i32 = 10_000;
/// The least width of a band, in characters of the body.
const NARROWEST: f32 = 0.55;
/// So much white may part two headlines, in characters of their own.
pub(crate) fn headline_gap(recognised: bool) -> f32 {
    // Boxes of recognised characters leave more white than was printed.
    if recognised { 1.3 } else { 0.8 }
}

/// The least width of a column, in characters of the body.
const COLUMN: f32 = 4.0;
/// The parts that a character's width is counted in.
const PARTS: f32 = 8.0;

/// The white bands that run through a whole region, from left to right. A
/// headline stops a band; of other lines one in [`TOLERANCE`] may cross it,
/// since boxes of recognised characters reach too far now and then.
pub(crate) fn bands(region: &[Piece], pieces: &Pieces, m: &Measures, rules: &[Rect]) -> Vec<Band> {
    white(region, pieces, m, rules, TOLERANCE, HEADLINE)
}

/// One line in so many may cross a band.
const TOLERANCE: usize = 12;
/// One line in so many may cross the white between columns: subtitles and
/// bylines that were taken for body text, headings.
const COLUMN_TOLERANCE: usize = 12;

/// The white between the columns of a body.
pub(crate) fn column_bands(body: &[Piece], pieces: &Pieces, m: &Measures, rules: &[Rect]) -> Vec<Band> {
    white(body, pieces, m, rules, COLUMN_TOLERANCE, 1)
}

/// A headline counts as `headline` lines.
fn white(
    region: &[Piece],
    pieces: &Pieces,
    m: &Measures,
    rules: &[Rect],
    one_in: usize,
    headline: i32,
) -> Vec<Band> {
    let left = region.iter().map(|p| p.left).fold(f32::MAX, f32::min);
    let right = region.iter().map(|p| p.right).fold(f32::MIN, f32::max);
    let bin = m.em / PARTS;
    let count = ((right - left) / bin).ceil();
    if region.is_empty() || !(1.0..200_000.0).contains(&count) {
        return Vec::new();
    }
    let rows = super::region::rows(region).len();
    let mut covered = coverage(region, pieces, left, bin, count as usize, headline, rows <= FEW);
    for rule in rules.iter().filter(|r| parts_columns(r, region, m)) {
        let place = |x: f32| (((x - left) / bin).max(0.0) as usize).min(covered.len());
        let (from, to) = (place(rule.x - 0.3 * m.em), place(rule.right() + 0.3 * m.em));
        covered[from..to].iter_mut().filter(|n| **n < HEADLINE).for_each(|n| *n = 0);
    }
    let least =
        if pieces.recognised { [0, 1, 2][usize::from(rows >= 5) + usize::from(rows >= 14)] } else { 0 };
    let tolerated = (rows / one_in).max(least) as i32;
    let mut out = Vec::new();
    let mut crossings: Vec<i32> = Vec::new();
    let mut start = None;
    // The white before a column of a row or two reaches to the right edge.
    for (i, n) in covered.iter().copied().chain([i32::MAX]).enumerate() {
        match (n <= tolerated, start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                for (from, to) in clearest(&covered, from, i) {
                    let crossed = covered[from..to].iter().min().copied().unwrap_or(0);
                    push(&mut out, left + from as f32 * bin, left + to as f32 * bin, m);
                    crossings.resize(out.len(), crossed);
                }
                start = None;
            }
            _ => {}
        }
    }
    // A band must leave columns on both sides, with more lines of their own
    // than cross it.
    let mut last = left;
    let mut kept: Vec<Band> = Vec::new();
    for (i, b) in out.iter().enumerate() {
        let next = out.get(i + 1).map_or(right, |n| n.left);
        let beside = region.iter().filter(|p| p.left >= b.left && p.left < next).count() as i32;
        let enough = crossings[i] == 0 || beside >= 3 * crossings[i];
        let wide = b.left - last >= COLUMN * m.em && right - b.right >= COLUMN * m.em;
        if wide && enough && is_shown(b, region, pieces, m) {
            last = b.right;
            kept.push(*b);
        }
    }
    kept
}

/// White that few lines cross, from part `from` to part `to` of the width. Where
/// it is as wide as a column, the lines that cross it are those of a column of
/// a row or two: then it is the parts that none of them crosses.
fn clearest(covered: &[i32], from: usize, to: usize) -> Vec<(usize, usize)> {
    let narrow = to - from < (COLUMN * PARTS) as usize;
    let white = |i: &usize| covered[*i] == 0;
    if narrow || !(from..to).any(|i| white(&i)) {
        return vec![(from, to)];
    }
    let mut out = Vec::new();
    let mut at = from;
    while let Some(start) = (at..to).find(white) {
        at = (start..to).find(|i| !white(i)).unwrap_or(to);
        out.push((start, at));
    }
    out
}

/// So many rows show a band that lines of the file run over.
const ROWS: usize = 3;

/// True for a band beside which lines end, or which enough rows show. In a row
/// or two the blanks of a line, or of two, are as likely to be what is white.
fn is_shown(band: &Band, region: &[Piece], pieces: &Pieces, m: &Measures) -> bool {
    let over = |p: &&Piece| !is_headline(p) && p.left < band.middle() && band.middle() < p.right;
    if !region.iter().any(|p| over(&p)) {
        return true;
    }
    let ends = |p: &&Piece| {
        let run = &pieces.atoms[p.atoms.clone()];
        !is_headline(p) && run.iter().any(|a| (a.right - band.left).abs() < m.em)
    };
    region.iter().filter(ends).count() >= ROWS
}

fn push(out: &mut Vec<Band>, left: f32, right: f32, m: &Measures) {
    if right - left >= NARROWEST * m.em {
        out.push(Band { left, right });
    }
}

/// True for a rule that runs down most of a region.
fn parts_columns(rule: &Rect, region: &[Piece], m: &Measures) -> bool {
    let top = region.iter().map(|p| p.top).fold(f32::MAX, f32::min);
    let bottom = region.iter().map(|p| p.bottom).fold(f32::MIN, f32::max);
    let shared = rule.bottom().min(bottom) - rule.y.max(top);
    rule.w < 0.5 * m.em && shared > 3.0 * m.pitch && shared > 0.5 * (bottom - top)
}

/// So many rows are few: a mark may stand below a mark in all of them.
const FEW: usize = 5;

/// What of a piece's width is printed over: its characters, and the marks
/// between two of them where no more white is left than lines have anywhere.
/// A comma in its line parts no columns; one that hangs into the white beside a
/// column, or stands in it as dirt, covers nothing. Recognition gives dirt boxes
/// too: a mark that it has a box of must stand close to the character before it,
/// and in a region of `few` rows, where marks are below each other by chance and
/// dirt is rare.
fn printed(p: &Piece, pieces: &Pieces, few: bool) -> Vec<(f32, f32)> {
    let mut out: Vec<(f32, f32)> = Vec::new();
    // How wide the marks since the last character are, and where they begin.
    let mut marks: Option<(f32, f32)> = None;
    for a in &pieces.atoms[p.atoms.clone()] {
        if !a.inked {
            let wide = a.units * p.em;
            marks = Some(marks.map_or((wide, a.left), |(sum, left)| (sum + wide, left)));
            continue;
        }
        let told = a.boxed && pieces.recognised;
        let least = if told { CLOSE } else { NARROWEST } * p.em;
        match (out.last_mut(), marks.take()) {
            (Some(last), Some((wide, left)))
                if (few || !told) && a.left - last.1 - wide < least && (!told || left - last.1 < least) =>
            {
                last.1 = a.right;
            }
            _ => out.push((a.left, a.right)),
        }
    }
    out
}

/// How many lines stand over each part of the width.
fn coverage(
    region: &[Piece],
    pieces: &Pieces,
    left: f32,
    bin: f32,
    count: usize,
    headline: i32,
    few: bool,
) -> Vec<i32> {
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
            for (from, to) in pieces.stretches(p, headline_gap(pieces.recognised) * p.em) {
                add(from.max(p.left), to.min(p.right), headline);
            }
            continue;
        }
        for (from, to) in printed(p, pieces, few) {
            add(from.max(p.left), to.min(p.right), 1);
        }
    }
    // White between two pieces of one headline is none.
    let heads: Vec<&Piece> = region.iter().filter(|p| is_headline(p)).collect();
    for (i, p) in heads.iter().enumerate() {
        for q in heads.iter().skip(i + 1).take(8) {
            let (l, r) = if p.left < q.left { (p, q) } else { (q, p) };
            let near = r.left - l.right < headline_gap(pieces.recognised) * l.em.min(r.em);
            if p.same_row(q) && near && (p.em - q.em).abs() < 0.12 * p.em {
                add(l.right, r.left, headline);
            }
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
