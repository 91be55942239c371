//! The text of a line: its characters, with the blanks that part words and
//! without those that only space letters; and where each stands.

use super::lines::{Character, around, gap, is_blank};
use crate::layout::LayoutWord;
use crate::span::Span;

/// A gap between letters that is a blank, in em beyond the usual gap of the
/// line.
const WORD_GAP: f32 = 0.15;

/// The same beside an ideograph or its punctuation.
const WIDE_GAP: f32 = 0.45;

/// Lines of fewer gaps have no usual one.
const FEWEST_GAPS: usize = 4;

/// A blank this many times as wide as the usual one of a spaced line parts
/// words of it.
const PARTS_WORDS: f32 = 1.6;

/// What stands between two characters of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    /// The blank that is written there, or that the gap shows.
    blank: Option<char>,
    /// From edge to edge, in em.
    gap: f32,
    /// Whether both characters are ideographs or their punctuation.
    ideographs: bool,
}

/// The text of characters in reading order, and the places in it: of each
/// ideograph, and of each run of letters and figures.
pub(super) fn line_text(characters: &[Character]) -> (String, Vec<LayoutWord>) {
    let shown: Vec<(&Character, Option<char>)> = with_blanks_before(characters);
    let usual = usual_gap(&shown);
    let between: Vec<Between> =
        shown.windows(2).map(|pair| between(pair[0].0, pair[1].0, pair[1].1, usual)).collect();
    let kept = kept_blanks(&between);
    let mut text = String::with_capacity(shown.len() * 3);
    let mut words: Vec<LayoutWord> = Vec::with_capacity(shown.len());
    // Whether the last word is a run of letters that goes on.
    let mut open = false;
    for (i, (character, _)) in shown.iter().enumerate() {
        if i > 0
            && kept[i - 1]
            && let Some(blank) = between[i - 1].blank
        {
            text.push(blank);
            open = false;
        }
        let start = text.len();
        match character.text {
            // One glyph of two or three dashes.
            '⸺' => text.push_str("——"),
            '⸻' => text.push_str("———"),
            other => text.push(other),
        }
        let narrow = !is_wide(character.text);
        match words.last_mut().filter(|_| open && narrow) {
            Some(word) => {
                word.span.end = text.len();
                word.place = around(&word.place, &character.place);
            }
            None => words.push(LayoutWord {
                span: Span::new(start, text.len()),
                place: character.place,
                confidence: None,
            }),
        }
        open = narrow;
    }
    words.shrink_to_fit();
    (text, words)
}

/// The characters that show, each with the blank written before it.
fn with_blanks_before(characters: &[Character]) -> Vec<(&Character, Option<char>)> {
    let mut shown = Vec::with_capacity(characters.len());
    let mut blank = None;
    for character in characters {
        if !is_blank(character.text) {
            shown.push((character, blank.take()));
        } else if character.text == '\u{3000}' {
            blank = Some('\u{3000}');
        } else if character.text.is_whitespace() {
            blank = blank.or(Some(' '));
        }
    }
    shown
}

/// The gap that a fourth of the neighbours without a written blank do not
/// exceed, in em: what the letters of the line are spaced by.
fn usual_gap(shown: &[(&Character, Option<char>)]) -> f32 {
    let neighbours = shown.windows(2).filter(|pair| pair[1].1.is_none());
    let mut gaps: Vec<f32> = neighbours.map(|pair| gap_in_em(pair[0].0, pair[1].0)).collect();
    if gaps.len() < FEWEST_GAPS {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    gaps[gaps.len() / 4].max(0.0)
}

fn gap_in_em(a: &Character, b: &Character) -> f32 {
    gap(&a.place, &b.place) / a.size.min(b.size)
}

fn between(a: &Character, b: &Character, written: Option<char>, usual: f32) -> Between {
    let gap = gap_in_em(a, b);
    let ideographs = is_wide(a.text) && is_wide(b.text);
    let least = usual + if is_wide(a.text) || is_wide(b.text) { WIDE_GAP } else { WORD_GAP };
    let seen = (gap > least).then_some(if ideographs && gap > 0.9 { '\u{3000}' } else { ' ' });
    Between { blank: written.or(seen), gap, ideographs }
}

/// Whether a character is set as wide as an ideograph: these and their
/// punctuation, with the dashes, dots and quotes shared with Latin script.
fn is_wide(c: char) -> bool {
    c >= '\u{2e3a}' || matches!(c, '\u{2010}'..='\u{2027}')
}

/// Where most ideographs of a line are parted by blanks, the blanks space the
/// letters of a headline, or come from a program that writes one after each;
/// only those that are wider than the others part words.
fn kept_blanks(between: &[Between]) -> Vec<bool> {
    let ideographs = between.iter().filter(|b| b.ideographs);
    let mut gaps: Vec<f32> = ideographs.clone().filter(|b| b.blank.is_some()).map(|b| b.gap).collect();
    if gaps.len() * 2 < ideographs.count().max(1) {
        return vec![true; between.len()];
    }
    gaps.sort_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 2];
    between.iter().map(|b| !b.ideographs || b.gap > PARTS_WORDS * usual + 0.2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Rect;

    /// Characters of size 10; a digit in the pattern is a gap of that many
    /// tenths of an em before the next character.
    fn set(pattern: &str) -> Vec<Character> {
        let mut x = 0.0;
        let mut characters = Vec::new();
        for text in pattern.chars() {
            if let Some(tenths) = text.to_digit(10) {
                x += tenths as f32;
                continue;
            }
            let w = if text < '\u{2e80}' { 5.0 } else { 10.0 };
            characters.push(Character { text, place: Rect { x, y: 0.0, w, h: 10.0 }, size: 10.0 });
            x += w;
        }
        characters
    }

    #[test]
    fn blanks_part_words_and_space_letters() {
        for (pattern, text) in [
            ("市委召开会议", "市委召开会议"),
            ("市委召开会议9部署春季生产", "市委召开会议 部署春季生产"),
            ("市委召开会议　部署春季生产", "市委召开会议　部署春季生产"),
            ("市 委 召 开 会 议", "市委召开会议"),
            ("春8季8生8产", "春季生产"),
            ("春6季99生6产", "春季　生产"),
            ("the3old3town", "the old town"),
            ("社 论", "社论"),
            (" 本报讯 ", "本报讯"),
        ] {
            let (found, words) = line_text(&set(pattern));
            assert_eq!(found, text, "{pattern}");
            let spans: String = words.iter().filter_map(|w| w.span.get(&found)).collect();
            assert_eq!(spans, text.replace([' ', '　'], ""), "{pattern}");
        }
    }
}
