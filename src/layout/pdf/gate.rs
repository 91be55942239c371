//! Whether a page's text layer says what the page shows.
//!
//! Fonts cut down to the characters of a file may number them anew, and a file
//! that keeps no table of the numbers gives `!"#$` where the page shows 中华.
//! Such a page is as good as one without text: it must be recognised from its
//! picture. The layer is judged by its characters alone.

use std::sync::LazyLock;

use super::founder;
use super::glyphs::{Glyph, PageContent, UNKNOWN};
use crate::layout::chars::is_wide;

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
        tallies[glyph.font as usize].count(glyph);
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
    /// Letters of other alphabets in boxes as wide as an ideograph's.
    wide_letters: usize,
    ideographs: usize,
    /// Ideographs that are rare in any text.
    rare: usize,
}

impl Tally {
    fn count(&mut self, glyph: &Glyph) {
        let text = glyph.text;
        self.all += 1;
        let wide = glyph.place.w.min(glyph.place.h) >= 0.85 * glyph.size;
        self.wide_letters += usize::from(text.is_alphabetic() && !text.is_ascii() && !is_wide(text) && wide);
        if ('\u{4E00}'..='\u{9FFF}').contains(&text) && !founder::is_letter_alone(text) {
            self.ideographs += 1;
            self.rare += usize::from(!is_usual(text));
        }
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
    /// quarter; in text, tables and formulae they are a twentieth at most. One
    /// that begins elsewhere gives letters of other alphabets where ideographs
    /// are shown, as wide as these; or ideographs from anywhere in the table, of
    /// which seven in ten are rare, where in text it is one in thirty.
    fn is_numbering(&self) -> bool {
        let ascii = self.ascii >= FEWEST && self.ascii * 2 > self.all && self.rare_signs * 8 > self.ascii;
        let letters = self.wide_letters >= FEWEST && self.wide_letters * 2 > self.all;
        ascii || letters || self.ideographs >= FEWEST && self.rare * 3 > self.ideographs
    }
}

/// True for the ideographs that texts consist of: those of the first level of
/// GB 2312 and of Big5, which were put there by how usual they are.
fn is_usual(c: char) -> bool {
    static USUAL: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut usual = vec![false; 0x5200];
        let gb = (0xB0..=0xD7u8).flat_map(|a| (0xA1..=0xFEu8).map(move |b| (encoding_rs::GBK, [a, b])));
        let low = |a| (0x40..=0x7Eu8).chain(0xA1..=0xFE).map(move |b| (encoding_rs::BIG5, [a, b]));
        for (codec, bytes) in gb.chain((0xA4..=0xC6u8).flat_map(low)) {
            let decoded = codec.decode_without_bom_handling(&bytes).0;
            let at = decoded.chars().next().and_then(|c| (c as usize).checked_sub(0x4E00));
            if let Some(place) = at.and_then(|at| usual.get_mut(at)) {
                *place = true;
            }
        }
        usual
    });
    (c as usize).checked_sub(0x4E00).and_then(|at| USUAL.get(at)).copied().unwrap_or(false)
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
            "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧ",
            "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓ",
            "犀犁犂犃犄犅犆犇犈犉犊犋犌犍犎犏犐犑犒犓犟犤犥犦犧犨犩犬犭犯犰",
            "巵彧淗尕旦抦记讱耆髙娄抦達沴奘灍医秌浈左佝兩靣屖",
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
            "市委書記陳德參加會議並講話，強調要著力發展經濟。",
            "犌犇犘增长百分之六，犃犐企业达到二百三十家。",
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
