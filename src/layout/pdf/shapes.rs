//! Rules, frames and pictures of a page, as far as they help to cut it.

use hayro_interpret::kurbo::{self, Affine, BezPath, PathEl, Point, Shape};
use hayro_interpret::{DrawMode, Paint};

use super::glyphs::page_rect;
use crate::layout::Rect;

/// A rule is thinner than this, in points, and longer than [`SHORTEST`].
const THICKEST: f64 = 4.0;
const SHORTEST: f64 = 18.0;

/// More rules than this are those of a drawing or a map, not of the page.
const MOST_RULES: usize = 2000;

/// A path of more pieces than this is a drawing or a letter's outline.
const MOST_PIECES: usize = 64;

/// The rules and pictures met so far.
pub(super) struct Shapes {
    page: kurbo::Rect,
    rules: Vec<Rect>,
    pictures: Vec<Rect>,
}

impl Shapes {
    pub(super) fn new(width: f32, height: f32) -> Shapes {
        let page = kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        Shapes { page, rules: Vec::new(), pictures: Vec::new() }
    }

    pub(super) fn into_rules_and_pictures(self) -> (Vec<Rect>, Vec<Rect>) {
        // A map is drawn from many lines, none of which parts articles.
        let rules = if self.rules.len() < MOST_RULES { self.rules } else { Vec::new() };
        (rules, self.pictures)
    }

    pub(super) fn picture(&mut self, place: kurbo::Rect) {
        let shown = place.intersect(self.page);
        // A background that fills the page is none; a dot or a rule is drawn
        // as a picture by some programs.
        if thin(shown) {
            self.rule(shown);
        } else if shown.width() > THICKEST && shown.height() > THICKEST {
            self.pictures.push(page_rect(shown));
        }
    }

    /// Takes in a path as it is drawn: filled boxes and straight strokes.
    pub(super) fn path(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'_>, mode: &DrawMode) {
        if self.rules.len() >= MOST_RULES || path.elements().len() > MOST_PIECES {
            return;
        }
        match mode {
            DrawMode::Fill(_) => self.filled(path, transform, paint),
            DrawMode::Stroke(_) => self.stroked(path, transform),
            DrawMode::FillAndStroke(..) => self.stroked(path, transform),
            DrawMode::Invisible => {}
        }
    }

    /// A thin filled box is a rule; a tinted one is a frame around what stands
    /// in it.
    fn filled(&mut self, path: &BezPath, transform: Affine, paint: &Paint<'_>) {
        let straight = path.elements().iter().all(|e| !matches!(e, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
        if !straight {
            return;
        }
        let place = transform.transform_rect_bbox(path.bounding_box()).intersect(self.page);
        let share = place.area() / self.page.area().max(1.0);
        if thin(place) || (path.elements().len() <= 6 && (0.005..0.6).contains(&share) && tinted(paint)) {
            self.rule(place);
        }
    }

    /// Every straight piece along an edge of the page is a rule, four that
    /// close are a frame.
    fn stroked(&mut self, path: &BezPath, transform: Affine) {
        let corners: Vec<Point> =
            path.elements().iter().filter_map(|e| e.end_point()).map(|p| transform * p).collect();
        let place = transform.transform_rect_bbox(path.bounding_box()).intersect(self.page);
        let closed =
            matches!(path.elements().last(), Some(PathEl::ClosePath)) || corners.first() == corners.last();
        if closed && (4..=5).contains(&corners.len()) && !thin(place) {
            if place.width() >= SHORTEST && place.height() >= SHORTEST {
                self.rule(place);
            }
            return;
        }
        let mut from = Point::ZERO;
        for element in path.elements() {
            let to = element.end_point().map_or(from, |p| transform * p);
            if matches!(element, PathEl::LineTo(_)) {
                let piece = kurbo::Rect::from_points(from, to).intersect(self.page);
                if thin(piece) {
                    self.rule(piece);
                }
            }
            from = to;
        }
    }

    fn rule(&mut self, place: kurbo::Rect) {
        if self.rules.len() < MOST_RULES && place.is_finite() {
            self.rules.push(page_rect(place));
        }
    }
}

fn thin(place: kurbo::Rect) -> bool {
    let (short, long) = (place.width().min(place.height()), place.width().max(place.height()));
    (0.0..=THICKEST).contains(&short) && long >= SHORTEST
}

/// Whether a paint shows on white paper.
fn tinted(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            a > 8 && r.min(g).min(b) < 250
        }
        Paint::Pattern(_) => true,
    }
}
