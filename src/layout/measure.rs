//! The measures of a page that all thresholds are relative to: the size of
//! the body's characters and the distance of its lines.

use super::LayoutPage;
use super::piece::{Piece, Pieces, printed_height};

/// The measures of a page's body text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    /// The width of a full-width character.
    pub em: f32,
    /// The distance of a line's middle from that of the next.
    pub pitch: f32,
}

/// Takes the measures of a page, and gives each piece its ratio.
pub(crate) fn measure(page: &LayoutPage, pieces: &mut Pieces) -> Measures {
    let em = weighted_median(pieces.pieces.iter().map(|p| (p.em, p.units))).unwrap_or(1.0).max(0.01);
    let tall = |p: &Piece| printed_height(&page.lines[pieces.line(p)], page.recognised);
    let heights: Vec<f32> = pieces.pieces.iter().map(tall).collect();
    let weighted = heights.iter().zip(&pieces.pieces).map(|(h, p)| (*h, p.units));
    let size = weighted_median(weighted).unwrap_or(1.0).max(0.01);
    for (p, height) in pieces.pieces.iter_mut().zip(&heights) {
        let tall = height / size;
        let wide = p.em / em;
        // Recognised lines have lost characters, which makes those left look
        // wide, or stray marks, which makes the box high: hardly ever both.
        p.ratio = if page.recognised { wide.min(tall * 1.1) } else { wide };
    }
    Measures { em, pitch: pitch(&pieces.pieces, em) }
}

/// The value in the middle, each counted by its weight.
fn weighted_median(values: impl Iterator<Item = (f32, f32)>) -> Option<f32> {
    let mut all: Vec<(f32, f32)> = values.filter(|v| v.0 > 0.0).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = all.iter().map(|v| v.1).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    all.iter()
        .find(|v| {
            sum += v.1;
            sum >= half
        })
        .map(|v| v.0)
}

/// The usual distance of a line of body text from the next below it.
fn pitch(pieces: &[Piece], em: f32) -> f32 {
    let mut body: Vec<&Piece> =
        pieces.iter().filter(|p| (0.85..1.15).contains(&p.ratio) && p.units >= 5.0).collect();
    body.sort_by(|a, b| a.top.total_cmp(&b.top));
    let mut steps = Vec::with_capacity(body.len());
    for (i, p) in body.iter().enumerate() {
        let below = body[i + 1..].iter().take_while(|q| q.middle() < p.middle() + 3.0 * em);
        let next =
            below.filter(|q| q.left < p.right && p.left < q.right && q.middle() > p.middle() + 0.8 * em);
        if let Some(q) = next.min_by(|a, b| a.middle().total_cmp(&b.middle())) {
            steps.push((q.middle() - p.middle(), 1.0));
        }
    }
    weighted_median(steps.into_iter()).unwrap_or(1.6 * em)
}
