//! Characters to lines, by their places alone.
//!
//! The order of a file is that in which its program drew: a headline may come
//! last, one operator may hold one character or a line of two columns. So each
//! character is linked to the nearest one at its right, and the chains are cut
//! where the gap is a gutter and not a blank.

use super::frame::{Extent, FRAMES, Frame};
use super::glyphs::{Glyph, PageContent};
use super::gutters::Gaps;
use super::rows::{Rows, center, first_from};
use super::words::line_text;
use crate::layout::{LayoutLine, Rect};

/// Gaps up to this part of an em do not end a line: blanks between words, and
/// what justification adds.
const BLANK: f32 = 0.45;

/// Wider gaps than this, in em, always end a line.
pub(super) const WIDEST_GAP: f32 = 3.2;

/// Characters of one line have their middles within this part of an em.
const LEVEL: f32 = 0.35;

/// And sizes that differ by no more than this factor.
const SAME_SIZE: f32 = 1.7;

/// A character in the frame its line runs in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character {
    pub text: char,
    pub place: Rect,
    pub size: f32,
}

/// Characters that follow each other without a gap, in reading order.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub characters: Vec<Character>,
    pub place: Rect,
    pub size: f32,
}

impl Piece {
    fn new(characters: Vec<Character>) -> Option<Piece> {
        let shown = || characters.iter().filter(|c| !is_blank(c.text));
        let place = shown().map(|c| c.place).reduce(|a, b| around(&a, &b))?;
        let mut sizes: Vec<f32> = shown().map(|c| c.size).collect();
        sizes.sort_by(f32::total_cmp);
        let size = sizes[sizes.len() / 2];
        Some(Piece { characters, place, size })
    }

    /// The characters that are painted.
    pub(super) fn shown(&self) -> usize {
        self.characters.iter().filter(|c| !is_blank(c.text)).count()
    }

    fn join(&mut self, next: Piece) {
        self.characters.extend(next.characters);
        self.place = around(&self.place, &next.place);
    }
}

/// The lines of a page, from the top downwards.
pub(super) fn page_lines(page: &PageContent) -> Vec<LayoutLine> {
    let extent = (page.width, page.height);
    let mut lines = Vec::new();
    for frame in FRAMES {
        let characters = frame_characters(&page.glyphs, frame, extent);
        if frame == Frame::Across {
            let (across, stacked) = super::stacks::split(characters, extent);
            lines.extend(frame_lines(across, frame, extent));
            lines.extend(frame_lines(stacked, Frame::Downwards, extent));
        } else {
            lines.extend(frame_lines(characters, frame, extent));
        }
    }
    lines.sort_by(|a, b| a.place.y.total_cmp(&b.place.y).then(a.place.x.total_cmp(&b.place.x)));
    lines
}

fn frame_characters(glyphs: &[Glyph], frame: Frame, extent: Extent) -> Vec<Character> {
    let in_frame = glyphs.iter().filter(|g| Frame::of_glyph(g) == Some(frame));
    let character = |g: &Glyph| Character { text: g.text, place: frame.enter(g.place, extent), size: g.size };
    in_frame.map(character).collect()
}

fn frame_lines(characters: Vec<Character>, frame: Frame, extent: Extent) -> Vec<LayoutLine> {
    let (pieces, next) = pieces(&characters);
    let joined = Gaps::new(&pieces, &next).join();
    let mut pieces: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    let mut lines = Vec::new();
    for group in joined {
        let whole = group.into_iter().filter_map(|i| pieces[i].take()).reduce(|mut a, b| {
            a.join(b);
            a
        });
        let Some(piece) = whole else { continue };
        let (text, mut words) = line_text(&piece.characters);
        if !text.is_empty() {
            words.iter_mut().for_each(|w| w.place = frame.leave(w.place, extent));
            lines.push(LayoutLine {
                text,
                place: frame.leave(piece.place, extent),
                words,
                size: piece.size,
                vertical: matches!(frame, Frame::Downwards | Frame::Upwards),
                ..LayoutLine::default()
            });
        }
    }
    lines
}

/// Chains of characters cut at every gap, and for each piece the one that
/// follows after a gap.
fn pieces(characters: &[Character]) -> (Vec<Piece>, Vec<Option<usize>>) {
    let next = right_neighbours(characters);
    let mut has_left = vec![false; characters.len()];
    for &n in next.iter().flatten() {
        has_left[n as usize] = true;
    }
    let (mut pieces, mut following) = (Vec::new(), Vec::new());
    let mut push = |run: Vec<Character>, continues: bool| {
        let Some(piece) = Piece::new(run) else { return };
        if let Some(last) = following.last_mut()
            && continues
        {
            *last = Some(pieces.len());
        }
        pieces.push(piece);
        following.push(None);
    };
    for start in (0..characters.len()).filter(|&i| !has_left[i]) {
        let mut run = vec![characters[start]];
        let (mut at, mut continues) = (start, false);
        while let Some(right) = next[at] {
            let (a, b) = (&characters[at], &characters[right as usize]);
            if gap(&a.place, &b.place) > BLANK * a.size.min(b.size) {
                push(std::mem::take(&mut run), continues);
                continues = true;
            }
            run.push(*b);
            at = right as usize;
        }
        push(run, continues);
    }
    (pieces, following)
}

/// For each character the nearest one at its right on its line, if no other
/// stands nearer to that one.
pub(super) fn right_neighbours(characters: &[Character]) -> Vec<Option<u32>> {
    let places: Vec<Rect> = characters.iter().map(|c| c.place).collect();
    let rows = Rows::new(&places, usual_size(characters) / 2.0);
    let mut next: Vec<Option<u32>> =
        characters.iter().map(|c| right_neighbour(c, characters, &places, &rows)).collect();

    let mut nearest: Vec<Option<u32>> = vec![None; characters.len()];
    for (i, right) in next.iter().enumerate() {
        let Some(right) = *right else { continue };
        let held = &mut nearest[right as usize];
        if held.is_none_or(|h| edge(&places[h as usize]) < edge(&places[i])) {
            *held = Some(i as u32);
        }
    }
    for (i, right) in next.iter_mut().enumerate() {
        *right = right.filter(|&r| nearest[r as usize] == Some(i as u32));
    }
    next
}

fn right_neighbour(of: &Character, characters: &[Character], places: &[Rect], rows: &Rows) -> Option<u32> {
    let middle = center(&of.place);
    let reach = LEVEL * of.size;
    // Commas are set into the box of the character before them.
    let from = of.place.x + 0.4 * of.place.w;
    let to = edge(&of.place) + WIDEST_GAP * of.size;
    let mut best: Option<u32> = None;
    for band in rows.between(middle - reach, middle + reach) {
        for &i in &band[first_from(band, places, from)..] {
            let other = &characters[i as usize];
            if other.place.x > to || best.is_some_and(|b| places[b as usize].x <= other.place.x) {
                break;
            }
            if same_line(of, other) && other.place.x > of.place.x {
                best = Some(i);
                break;
            }
        }
    }
    best
}

fn same_line(a: &Character, b: &Character) -> bool {
    let (small, large) = (a.size.min(b.size), a.size.max(b.size));
    large <= SAME_SIZE * small && (center(&a.place) - center(&b.place)).abs() <= LEVEL * small
}

/// The middle size of the characters.
pub(super) fn usual_size(characters: &[Character]) -> f32 {
    let mut sizes: Vec<f32> = characters.iter().map(|c| c.size).collect();
    if sizes.is_empty() {
        return 10.0;
    }
    let middle = sizes.len() / 2;
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// From the right edge of one box to the left edge of the next.
pub(super) fn gap(left: &Rect, right: &Rect) -> f32 {
    right.x - edge(left)
}

pub(super) fn edge(place: &Rect) -> f32 {
    place.x + place.w
}

/// The smallest box around two.
pub(super) fn around(a: &Rect, b: &Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect { x, y, w: edge(a).max(edge(b)) - x, h: (a.y + a.h).max(b.y + b.h) - y }
}
