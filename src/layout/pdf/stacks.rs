//! Vertical lines set in horizontal type, one character below the other, as
//! headlines beside an article are.

use super::frame::{Extent, Frame};
use super::lines::{Character, gap, is_blank, right_neighbours};
use crate::layout::Rect;

/// Fewer characters than this one below the other are no vertical line.
const SHORTEST: usize = 3;

/// Characters of a vertical line stand closer than this, in em.
const CLOSE: f32 = 0.7;

/// Parts characters that read across from those that read downwards.
pub(super) fn split(characters: Vec<Character>, extent: Extent) -> (Vec<Character>, Vec<Character>) {
    let turned: Vec<Character> = characters.iter().map(|c| in_frame(c, extent)).collect();
    let below = right_neighbours(&turned);
    let beside = right_neighbours(&characters);
    let gaps_below = distances(&below, &turned);
    let gaps_beside = distances(&beside, &characters);

    let stacks = vertical_runs(&characters, &below, &gaps_below, &gaps_beside);
    let mut across = Vec::with_capacity(characters.len());
    let mut stacked = Vec::new();
    for (i, character) in characters.into_iter().enumerate() {
        if stacks[i] { stacked.push(turned[i]) } else { across.push(character) }
    }
    (across, stacked)
}

fn in_frame(character: &Character, extent: Extent) -> Character {
    Character { place: Frame::Downwards.enter(character.place, extent), ..*character }
}

/// From each character to its neighbour, in em; and to each from the one
/// before it.
struct Distances {
    after: Vec<f32>,
    before: Vec<f32>,
}

fn distances(next: &[Option<u32>], characters: &[Character]) -> Distances {
    let mut found = Distances { after: vec![f32::MAX; next.len()], before: vec![f32::MAX; next.len()] };
    for (i, right) in next.iter().enumerate() {
        let Some(right) = *right else { continue };
        let (a, b) = (&characters[i], &characters[right as usize]);
        let distance = gap(&a.place, &b.place) / a.size;
        found.after[i] = distance;
        found.before[right as usize] = distance;
    }
    found
}

/// Marks the characters of vertical runs: ideographs in one column, each nearer
/// to those above and below than to those beside it.
fn vertical_runs(
    characters: &[Character],
    below: &[Option<u32>],
    down: &Distances,
    across: &Distances,
) -> Vec<bool> {
    let mut marked = vec![false; characters.len()];
    let mut has_above = vec![false; characters.len()];
    let follows = |i: usize| {
        let under = below[i]? as usize;
        let (a, b) = (&characters[i], &characters[under]);
        let beside = |j: usize| across.after[j].min(across.before[j]);
        let fits = is_column(&a.place, &b.place, a.size)
            && !is_blank(a.text)
            && !is_blank(b.text)
            && (a.size / b.size - 1.0).abs() < 0.15
            && down.after[i] < CLOSE
            && down.after[i] + 0.1 < beside(i).min(beside(under));
        fits.then_some(under)
    };
    let next: Vec<Option<usize>> = (0..characters.len()).map(follows).collect();
    for &n in next.iter().flatten() {
        has_above[n] = true;
    }
    for start in (0..characters.len()).filter(|&i| !has_above[i]) {
        let mut run = vec![start];
        while let Some(under) = next[run[run.len() - 1]] {
            run.push(under);
        }
        let ideographs = run.iter().filter(|&&i| characters[i].text >= '\u{2e80}').count();
        if run.len() >= SHORTEST && ideographs * 2 > run.len() {
            for i in run {
                marked[i] = true;
            }
        }
    }
    marked
}

fn is_column(a: &Rect, b: &Rect, size: f32) -> bool {
    (a.x + a.w / 2.0 - b.x - b.w / 2.0).abs() < 0.2 * size
}
