//! Boxes found by their row: what stands beside, above and below a box, without
//! looking at all of them.

use rustc_hash::FxHashMap;

use crate::layout::Rect;

/// Boxes in bands of equal height, in each from left to right.
pub(super) struct Rows {
    height: f32,
    bands: FxHashMap<i32, Vec<u32>>,
}

/// A search looks at no more bands than this, so that a letter as high as the
/// page does not look at all of it.
const MOST_BANDS: i32 = 96;

impl Rows {
    /// Sorts boxes into bands of `height`.
    pub(super) fn new(places: &[Rect], height: f32) -> Rows {
        let mut rows = Rows { height: height.max(0.5), bands: FxHashMap::default() };
        for (i, place) in places.iter().enumerate() {
            rows.bands.entry(rows.band(center(place))).or_default().push(i as u32);
        }
        for band in rows.bands.values_mut() {
            band.sort_by(|&a, &b| places[a as usize].x.total_cmp(&places[b as usize].x).then(a.cmp(&b)));
        }
        rows
    }

    /// The bands whose boxes have their middle between two heights.
    pub(super) fn between(&self, top: f32, bottom: f32) -> impl Iterator<Item = &[u32]> {
        let first = self.band(top);
        let last = self.band(bottom).min(first.saturating_add(MOST_BANDS));
        (first..=last).filter_map(|band| self.bands.get(&band).map(Vec::as_slice))
    }

    fn band(&self, y: f32) -> i32 {
        (y / self.height) as i32
    }
}

/// The height of a box's middle.
pub(super) fn center(place: &Rect) -> f32 {
    place.y + place.h / 2.0
}

/// The first of a band's boxes whose left edge is at `x` or right of it, as an
/// index into the band.
pub(super) fn first_from(band: &[u32], places: &[Rect], x: f32) -> usize {
    band.partition_point(|&i| places[i as usize].x < x)
}
