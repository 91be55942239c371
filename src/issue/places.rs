//! Where the text of an article stands on its pages.

use crate::layout::{LayoutPage, Rect, Unit};
use crate::record::{Length, PageUnit, Region};
use crate::span::Span;

/// Where the text of an article stands on its pages, line by line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// By where the text stands in the decoded input.
    lines: Vec<Placed>,
    page: u32,
    size: [f32; 2],
    unit: PageUnit,
}

/// Where a stretch of text stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Its bytes in the decoded input.
    pub span: Span,
    pub place: Rect,
    /// True where its characters run down.
    pub vertical: bool,
}

impl Places {
    /// Those of `all` that stand on `page` and in `span` of the input.
    pub(super) fn within(page: &LayoutPage, all: &[Placed], span: Span) -> Places {
        let from = all.partition_point(|p| p.span.end <= span.start);
        let lines = all[from..].iter().take_while(|p| p.span.start < span.end).copied().collect();
        let unit = match page.unit {
            Unit::Point => PageUnit::Point,
            Unit::Pixel => PageUnit::Pixel,
        };
        Places { lines, page: page.number, size: [page.width, page.height], unit }
    }

    /// The boxes of a span of the decoded input, one for each line.
    pub(crate) fn of(&self, source: Span) -> Vec<Region> {
        let from = self.lines.partition_point(|p| p.span.end <= source.start);
        let lines = self.lines[from..].iter().take_while(|p| p.span.start < source.end);
        lines.map(|p| self.region(&p.part(source))).collect()
    }

    /// The boxes of all the text: lines that follow each other in a column
    /// share one.
    pub(crate) fn all(&self) -> Vec<Region> {
        let mut boxes: Vec<Rect> = Vec::new();
        for line in &self.lines {
            match boxes.last_mut().filter(|last| is_below(last, &line.place)) {
                Some(last) => *last = last.union(&line.place),
                None => boxes.push(line.place),
            }
        }
        boxes.iter().map(|b| self.region(b)).collect()
    }

    /// Width and height of the page, where there are regions.
    pub(crate) fn page_size(&self, regions: &[Region]) -> Option<[Length; 2]> {
        (!regions.is_empty()).then(|| self.size.map(Length::from))
    }

    /// What lengths are counted in.
    pub(crate) fn unit(&self) -> PageUnit {
        self.unit
    }

    fn region(&self, r: &Rect) -> Region {
        Region { page: self.page, x: r.x.into(), y: r.y.into(), w: r.w.into(), h: r.h.into() }
    }
}

impl Placed {
    /// The box of that part of the text that lies in `source`: as much of the
    /// line's as the text is of the line's text.
    fn part(&self, source: Span) -> Rect {
        let all = self.span.len().max(1) as f32;
        let from = source.start.saturating_sub(self.span.start) as f32 / all;
        let to = (source.end.min(self.span.end) - self.span.start) as f32 / all;
        let r = self.place;
        if self.vertical {
            return Rect { y: r.y + r.h * from, h: r.h * (to - from), ..r };
        }
        Rect { x: r.x + r.w * from, w: r.w * (to - from), ..r }
    }
}

/// True when a line stands close below a box, over most of its own width.
fn is_below(above: &Rect, line: &Rect) -> bool {
    let shared = above.right().min(line.right()) - above.x.max(line.x);
    let gap = line.y - above.bottom();
    shared > 0.5 * line.w.min(above.w) && gap > -line.h && gap < 1.5 * line.h
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_the_box_of_its_part_of_the_line() {
        let rect = |x, y, w, h| Rect { x, y, w, h };
        let placed =
            |start: usize, end: usize, place| Placed { span: Span::new(start, end), place, vertical: false };
        let all = [
            placed(0, 30, rect(10.0, 10.0, 100.0, 10.0)),
            placed(31, 61, rect(10.0, 25.0, 100.0, 10.0)),
            placed(62, 92, rect(130.0, 10.0, 100.0, 10.0)),
        ];
        let page = LayoutPage { number: 3, width: 300.0, height: 400.0, ..LayoutPage::default() };
        let places = Places::within(&page, &all, Span::new(0, 92));
        let plain = |r: &Region| [r.x, r.y, r.w, r.h].map(f64::from);
        let of: Vec<_> = places.of(Span::new(15, 46)).iter().map(plain).collect();
        assert_eq!(of, [[60.0, 10.0, 50.0, 10.0], [10.0, 25.0, 50.0, 10.0]]);
        // Two columns, two boxes.
        let boxes: Vec<_> = places.all().iter().map(plain).collect();
        assert_eq!(boxes, [[10.0, 10.0, 100.0, 25.0], [130.0, 10.0, 100.0, 10.0]]);
        assert_eq!(places.all()[0].page, 3);
    }
}
