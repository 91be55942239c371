//! Chinese characters.

/// True for a Chinese character: the unified ideographs of the basic plane,
/// their extensions, and 〇, which Unicode counts among the marks.
#[inline]
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_every_block_are_chinese_and_marks_are_not() {
        assert!("许〇㮾䢺𠮷\u{2EBF0}\u{323AF}".chars().all(is_han));
        assert!(!"，。A１ア가\u{3000}·①".chars().any(is_han));
    }
}
