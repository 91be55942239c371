//! From a format's words to a [`LayoutLine`]: what the readers share.

use super::{LayoutLine, LayoutPage, LayoutWord, Rect};
use crate::span::Span;

/// A line that is being read.
#[derive(Default)]
pub(super) struct LineGatherer {
    line: LayoutLine,
    /// The line's own box, where the format tells one.
    own: Option<Rect>,
    /// Sum and number of the words' confidences.
    sure: (f32, u32),
}

impl LineGatherer {
    pub fn new(own: Option<Rect>) -> LineGatherer {
        LineGatherer { own: own.filter(|r| r.w > 0.0 && r.h > 0.0), ..LineGatherer::default() }
    }

    /// Adds a word, with a blank before it unless it is the first.
    pub fn word(&mut self, text: &str, place: Option<Rect>, confidence: Option<f32>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.line.text.is_empty() {
            self.line.text.push(' ');
        }
        let start = self.line.text.len();
        self.line.text.push_str(text);
        if let Some(place) = place {
            let span = Span::new(start, self.line.text.len());
            self.line.words.push(LayoutWord { span, place, confidence });
        }
        if let Some(c) = confidence {
            self.sure.0 += c;
            self.sure.1 += 1;
        }
    }

    /// The line, if it has text and a place.
    pub fn finish(self, block: Option<u32>, size: Option<f32>) -> Option<LayoutLine> {
        let mut line = self.line;
        if line.text.is_empty() {
            return None;
        }
        let words = || line.words.iter().map(|w| w.place).reduce(|a, b| a.union(&b));
        line.place = self.own.or_else(words)?;
        line.size = size.filter(|s| *s > 0.0).unwrap_or(line.place.h);
        line.block = block;
        line.confidence = (self.sure.1 > 0).then(|| (self.sure.0 / self.sure.1 as f32).clamp(0.0, 1.0));
        line.vertical = is_vertical(&line);
        Some(line)
    }
}

/// Several characters in a box much higher than wide.
fn is_vertical(line: &LayoutLine) -> bool {
    let chars = line.text.chars().filter(|c| !c.is_whitespace()).count();
    chars >= 3 && line.place.h > 2.0 * line.place.w
}

impl LayoutPage {
    /// A page without lines.
    pub(super) fn sized(number: u32, width: f32, height: f32) -> LayoutPage {
        LayoutPage { number, width, height, ..LayoutPage::default() }
    }

    /// Gives a page that tells no size that of its lines.
    pub(super) fn settle_size(&mut self) {
        for line in &self.lines {
            self.width = self.width.max(line.place.right());
            self.height = self.height.max(line.place.bottom());
        }
    }
}
