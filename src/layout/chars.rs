//! Widths of characters, and what stands for what.

/// True for characters as wide as high: ideographs, full-width forms and
/// marks. Quotation marks and dashes count as wide, as they are in Chinese
/// type.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}'
        | '\u{2014}'..='\u{2026}' | '\u{2460}'..='\u{27BF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many full-width characters `text` is as wide as, blanks aside.
pub(crate) fn units(text: &str) -> f32 {
    text.chars()
        .map(|c| {
            if c.is_whitespace() {
                0.0
            } else if is_wide(c) {
                1.0
            } else {
                0.5
            }
        })
        .sum()
}
