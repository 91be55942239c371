//! Whether a page's text layer says what the page shows.
//!
//! Fonts cut down to the characters of a file may number them anew, and a file
//! that keeps no table of the numbers gives `!"#$` where the page shows 中华.
//! Such a page is as good as one without text: it must be recognised from its
//! picture. The layer is judged by its characters alone.

use super::glyphs::{Glyph, PageContent, UNKNOWN};

/// What a page's text layer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextLayer {
    /// It says what the page shows.
    Good,
    /// The page shows nothing.
    Blank,
    /// The page shows pictures or drawings and has no text.
    Missing,
    /// The page has text whose characters are not those it shows.
    Unreadable,
}

/// Fewer characters than this are not judged.
const FEWEST: usize = 12;

/// A picture that covers this part of a page without text is a scan of it.
const SCAN: f32 = 0.2;

pub(super) fn text_layer(page: &PageContent) -> TextLayer {
    let shown: Vec<&Glyph> = page.glyphs.iter().filter(|g| !g.text.is_whitespace()).collect();
    if shown.is_empty() {
        let area: f32 = page.pictures.iter().map(|p| p.w * p.h).sum();
        let covered = area >= SCAN * page.width * page.height;
        return if covered { TextLayer::Missing } else { TextLayer::Blank };
    }
    if shown.len() < FEWEST {
        return TextLayer::Good;
    }
    let false_glyphs = false_glyphs(&shown);
    // A third lost leaves no sentence whole.
    if false_glyphs * 3 > shown.len() { TextLayer::Unreadable } else { TextLayer::Good }
}

/// How many characters are not those shown: unknown ones, and all of fonts
/// whose characters are those of a numbering.
fn false_glyphs(shown: &[&Glyph]) -> usize {
    let fonts = shown.iter().map(|g| g.font as usize).max().map_or(0, |last| last + 1);
    let mut tallies = vec![Tally::default(); fonts];
    for glyph in shown {
        tallies[glyph.font as usize].count(glyph.text);
    }
    tallies.iter().map(|tally| if tally.is_numbering() { tally.all } else { tally.unknown }).sum()
}

/// The characters of one font by kind.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    all: usize,
    unknown: usize,
    ascii: usize,
    /// ASCII signs that are rare in any text: all but `. , : ; - ( ) / %` and
    /// the quotes.
    rare_signs: usize,
}

impl Tally {
    fn count(&mut self, text: char) {
        self.all += 1;
        self.unknown += usize::from(text == UNKNOWN || is_private(text));
        self.ascii += usize::from(text.is_ascii());
        self.rare_signs += usize::from(matches!(
            text,
            '!' | '"'
                | '#'
                | '$'
                | '&'
                | '\''
                | '*'
                | '+'
                | '<'
                | '='
                | '>'
                | '?'
                | '@'
                | '['
                | '\\'
                | ']'
                | '^'
                | '`'
                | '{'
                | '|'
                | '}'
                | '~'
        ));
    }

    /// A numbering uses all ASCII signs alike, of which the rare ones are a
    /// quarter; in text, tables and formulae they are a twentieth at most.
    fn is_numbering(&self) -> bool {
        self.ascii >= FEWEST && self.ascii * 2 > self.all && self.rare_signs * 8 > self.ascii
    }
}

/// Whether a code is left to private agreement, so that it names no character.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Turn;
    use super::*;
    use crate::layout::Rect;

    fn page(text: &str) -> PageContent {
        let place = Rect { x: 1.0, y: 1.0, w: 1.0, h: 1.0 };
        let glyph = |text| Glyph {
            text,
            place,
            size: 1.0,
            turn: Turn::Up,
            vertical: false,
            invisible: false,
            font: 1,
        };
        PageContent {
            width: 100.0,
            height: 100.0,
            glyphs: text.chars().map(glyph).collect(),
            ..PageContent::default()
        }
    }

    #[test]
    fn a_layer_of_numbers_is_not_text() {
        let numbering: String = ('!'..='~').collect();
        for lie in [
            numbering.as_str(),
            "!\"#$%&'()*+!\"#$,-./",
            "\u{e001}\u{e002}\u{e003}市委召\u{e004}\u{e005}\u{e006}会议了解",
        ] {
            assert_eq!(text_layer(&page(lie)), TextLayer::Unreadable, "{lie}");
        }
    }

    #[test]
    fn text_tables_and_english_are_text() {
        for text in [
            "市委召开会议部署春季生产，副市长陈立参加。",
            "The committee (12 members) met on 3 March; 99.5% were present.",
            "12,345.67 +2.1% 8,001.50 -0.4% 2022-03-02 18:30",
            "第2版 A1",
        ] {
            assert_eq!(text_layer(&page(text)), TextLayer::Good, "{text}");
        }
    }

    #[test]
    fn a_page_without_characters_is_blank_or_a_scan() {
        let mut scan = page("");
        assert_eq!(text_layer(&scan), TextLayer::Blank);
        scan.pictures.push(Rect { x: 0.0, y: 0.0, w: 100.0, h: 90.0 });
        assert_eq!(text_layer(&scan), TextLayer::Missing);
    }
}
