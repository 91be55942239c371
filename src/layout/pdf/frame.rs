//! The ways a line can run over the page, each turned so that its lines run to
//! the right and follow each other downwards.

use super::glyphs::{Glyph, PageContent, Turn};
use crate::layout::Rect;

/// How lines run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// To the right, one below the other.
    Across,
    /// Downwards, from right to left: vertical type, and type turned clockwise.
    Downwards,
    /// Upwards, from left to right: type turned anticlockwise.
    Upwards,
    /// To the left, one above the other: type upside down.
    Back,
}

pub(super) const FRAMES: [Frame; 4] = [Frame::Across, Frame::Downwards, Frame::Upwards, Frame::Back];

/// A page's width and height.
pub(super) type Extent = (f32, f32);

impl Frame {
    /// The frame a glyph is read in; none for slanted ones, which are no part
    /// of the page's text.
    pub(super) fn of_glyph(glyph: &Glyph) -> Option<Frame> {
        Some(match (glyph.turn, glyph.vertical) {
            (Turn::Up, false) | (Turn::Left, true) => Frame::Across,
            (Turn::Up, true) | (Turn::Right, false) => Frame::Downwards,
            (Turn::Left, false) | (Turn::Down, true) => Frame::Upwards,
            (Turn::Down, false) | (Turn::Right, true) => Frame::Back,
            (Turn::Slanted, _) => return None,
        })
    }

    /// A place on the page as it stands in the frame.
    pub(super) fn enter(self, place: Rect, (width, height): Extent) -> Rect {
        let (right, bottom) = (place.x + place.w, place.y + place.h);
        match self {
            Frame::Across => place,
            Frame::Downwards => Rect { x: place.y, y: width - right, w: place.h, h: place.w },
            Frame::Upwards => Rect { x: height - bottom, y: place.x, w: place.h, h: place.w },
            Frame::Back => Rect { x: width - right, y: height - bottom, ..place },
        }
    }

    /// A place in the frame as it stands on the page; `extent` is that of the
    /// page.
    pub(super) fn leave(self, place: Rect, (width, height): Extent) -> Rect {
        let (right, bottom) = (place.x + place.w, place.y + place.h);
        match self {
            Frame::Across => place,
            Frame::Downwards => Rect { x: width - bottom, y: place.x, w: place.h, h: place.w },
            Frame::Upwards => Rect { x: place.y, y: height - right, w: place.h, h: place.w },
            Frame::Back => Rect { x: width - right, y: height - bottom, ..place },
        }
    }

    fn of_turn(turn: Turn) -> Option<Frame> {
        match turn {
            Turn::Up | Turn::Slanted => None,
            Turn::Right => Some(Frame::Downwards),
            Turn::Down => Some(Frame::Back),
            Turn::Left => Some(Frame::Upwards),
        }
    }
}

impl Turn {
    /// The turn as seen after the page is turned so that `upright` stands up.
    fn relative_to(self, upright: Turn) -> Turn {
        let quarters = |turn| match turn {
            Turn::Up => Some(0),
            Turn::Right => Some(1),
            Turn::Down => Some(2),
            Turn::Left => Some(3),
            Turn::Slanted => None,
        };
        match (quarters(self), quarters(upright)) {
            (Some(own), Some(page)) => [Turn::Up, Turn::Right, Turn::Down, Turn::Left][(own + 4 - page) % 4],
            _ => self,
        }
    }
}

/// Turns a page on which most characters lie on their side or stand on their
/// head, as scanners leave them and landscape pages are printed.
pub(super) fn turn_upright(page: &mut PageContent) {
    let count = |turn| page.glyphs.iter().filter(|g| g.turn == turn).count();
    let Some(turn) =
        [Turn::Right, Turn::Down, Turn::Left].into_iter().find(|t| count(*t) * 2 > page.glyphs.len())
    else {
        return;
    };
    let Some(frame) = Frame::of_turn(turn) else { return };
    let extent = (page.width, page.height);
    for glyph in &mut page.glyphs {
        glyph.place = frame.enter(glyph.place, extent);
        glyph.turn = glyph.turn.relative_to(turn);
    }
    for place in page.rules.iter_mut().chain(&mut page.pictures) {
        *place = frame.enter(*place, extent);
    }
    if frame != Frame::Back {
        (page.width, page.height) = (page.height, page.width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_went() {
        let place = Rect { x: 10.0, y: 20.0, w: 30.0, h: 5.0 };
        for frame in FRAMES {
            let inside = frame.enter(place, (200.0, 300.0));
            assert_eq!(frame.leave(inside, (200.0, 300.0)), place, "{frame:?}");
        }
        // A column near the right edge is the first line of vertical type.
        let column = Rect { x: 180.0, y: 40.0, w: 10.0, h: 100.0 };
        assert_eq!(
            Frame::Downwards.enter(column, (200.0, 300.0)),
            Rect { x: 40.0, y: 10.0, w: 100.0, h: 10.0 }
        );
    }
}
