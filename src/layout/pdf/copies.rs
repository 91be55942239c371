//! Characters painted more than once in one place.
//!
//! Bold type is imitated by painting a line twice, a little apart, or once
//! filled and once as an outline; shadows and some printer drivers paint it
//! four times. A reader sees one line.

use rustc_hash::FxHashMap;

use super::glyphs::{Glyph, middle};

/// Copies lie within this part of an em of each other. Narrow letters stand
/// closer, so it is never more than half the width of the character.
const NEAR: f32 = 0.25;

/// Keeps the first of the glyphs that show the same character in the same
/// place.
pub(super) fn drop_copies(glyphs: &mut Vec<Glyph>) {
    let mut kept: FxHashMap<Cell, Vec<(f32, f32)>> = FxHashMap::default();
    glyphs.retain(|glyph| {
        let (x, y) = middle(&glyph.place);
        let reach = NEAR * glyph.size;
        let (dx, dy) = (reach.min(glyph.place.w / 2.0), reach.min(glyph.place.h / 2.0));
        let cell = Cell::new(glyph, x, y, reach);
        let is_copy = cell.around().any(|cell| {
            kept.get(&cell).is_some_and(|places| {
                places.iter().any(|(px, py)| (px - x).abs() < dx && (py - y).abs() < dy)
            })
        });
        if !is_copy {
            kept.entry(cell).or_default().push((x, y));
        }
        !is_copy
    });
}

/// A square of the page as wide as copies lie apart, for one character. Copies
/// have one size, so their squares are as large.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Cell {
    text: char,
    /// The side of the square is this power of two.
    side: i32,
    column: i32,
    row: i32,
}

impl Cell {
    fn new(glyph: &Glyph, x: f32, y: f32, reach: f32) -> Cell {
        let side = reach.log2().ceil() as i32;
        let unit = 2f32.powi(side);
        Cell { text: glyph.text, side, column: (x / unit) as i32, row: (y / unit) as i32 }
    }

    fn around(self) -> impl Iterator<Item = Cell> {
        let steps = [-1, 0, 1];
        let rows = move |column| steps.map(|dy| Cell { column, row: self.row.saturating_add(dy), ..self });
        steps.into_iter().flat_map(move |dx| rows(self.column.saturating_add(dx)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Turn;
    use super::*;
    use crate::layout::Rect;

    fn glyph(text: char, x: f32, y: f32) -> Glyph {
        let place = Rect { x, y, w: 10.0, h: 10.0 };
        Glyph { text, place, size: 10.0, turn: Turn::Up, vertical: false, invisible: false, font: 0 }
    }

    fn left_after_dropping(mut glyphs: Vec<Glyph>) -> String {
        drop_copies(&mut glyphs);
        glyphs.iter().map(|g| g.text).collect()
    }

    #[test]
    fn a_character_painted_again_beside_itself_goes() {
        let line = [('第', 0.0), ('一', 10.0), ('章', 20.0)];
        let mut glyphs = Vec::new();
        for shift in [0.0, 0.3, -0.3, 2.0] {
            glyphs.extend(line.map(|(c, x)| glyph(c, x + shift, 50.0 + shift)));
        }
        assert_eq!(left_after_dropping(glyphs), "第一章");
    }

    #[test]
    fn a_character_written_twice_stays() {
        let mut narrow = glyph('l', 103.0, 0.0);
        narrow.place.w = 2.2;
        let next = Glyph { place: Rect { x: 105.2, ..narrow.place }, ..narrow };
        let glyphs =
            vec![glyph('人', 0.0, 0.0), glyph('人', 10.0, 0.0), glyph('人', 0.0, 12.0), narrow, next];
        assert_eq!(left_after_dropping(glyphs), "人人人ll");
    }
}
