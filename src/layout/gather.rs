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
    /// Whether the format has a blank before the next word, where it tells.
    next: Option<bool>,
    /// The same of each word but the first: where its blank stands in the text.
    joints: Vec<(usize, Option<bool>)>,
}

impl LineGatherer {
    pub fn new(own: Option<Rect>) -> LineGatherer {
        LineGatherer { own: own.filter(|r| r.w > 0.0 && r.h > 0.0), ..LineGatherer::default() }
    }

    /// Says whether the format has a blank between the word before and the next.
    pub fn blank(&mut self, printed: bool) {
        self.next = Some(printed);
    }

    /// Adds a word, with a blank before it unless it is the first.
    pub fn word(&mut self, text: &str, place: Option<Rect>, confidence: Option<f32>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let blank = self.next.take();
        if !self.line.text.is_empty() {
            self.joints.push((self.line.text.len(), blank));
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
    pub fn finish(mut self, block: Option<u32>, size: Option<f32>) -> Option<LayoutLine> {
        self.settle_blanks();
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

    /// Closes the blanks that the format does not have, and makes those that it
    /// has full-width, which says that they were printed. Where it has one
    /// between all words of a line, they say nothing: most programs write one
    /// behind every character.
    fn settle_blanks(&mut self) {
        if self.joints.iter().all(|j| j.1 != Some(false)) {
            return;
        }
        let old = std::mem::take(&mut self.line.text);
        let mut words = self.line.words.iter_mut().peekable();
        let mut from = 0;
        let joints = self.joints.iter().map(|(at, blank)| (*at, *blank)).chain([(old.len(), None)]);
        for (at, blank) in joints {
            while let Some(word) = words.next_if(|w| w.span.end <= at) {
                let start = self.line.text.len() + word.span.start - from;
                word.span = Span::new(start, start + word.span.end - word.span.start);
            }
            self.line.text.push_str(&old[from..at]);
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let letters = letter(old[..at].chars().next_back()) && letter(old[at..].chars().nth(1));
            match blank {
                Some(true) => self.line.text.push(PRINTED_BLANK),
                Some(false) if !letters => {}
                _ if at < old.len() => self.line.text.push(' '),
                _ => {}
            }
            from = (at + 1).min(old.len());
        }
    }
}

/// A blank of a recognised line that its format tells, and not its place alone.
pub(crate) const PRINTED_BLANK: char = '\u{3000}';

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_those_of_the_format_where_it_has_some_and_not_others() {
        let line = |blanks: [bool; 3]| {
            let mut line = LineGatherer::new(Some(Rect::from_edges(0.0, 0.0, 9.0, 9.0)));
            for (n, word) in ["林", "晓", "PPP", "项"].into_iter().enumerate() {
                if n > 0 {
                    line.blank(blanks[n - 1]);
                }
                line.word(word, Some(Rect::from_edges(n as f32, 0.0, n as f32 + 1.0, 9.0)), None);
            }
            line.finish(None, None).unwrap()
        };
        assert_eq!(line([true; 3]).text, "林 晓 PPP 项");
        let mixed = line([false, true, false]);
        assert_eq!(mixed.text, "林晓\u{3000}PPP项");
        let words: Vec<&str> = mixed.words.iter().map(|w| &mixed.text.as_str()[w.span]).collect();
        assert_eq!(words, ["林", "晓", "PPP", "项"]);
        assert_eq!(line([false; 3]).text, "林晓PPP项");
    }
}
