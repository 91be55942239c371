//! The words that stand before the names of those who wrote, photographed or
//! edited: 记者, 通讯员, 责任编辑.
//!
//! What roles they have in a record, and the epithets before them (本报,
//! 全媒体), is decided where bylines are read, in `issue::byline`.

use crate::lexicon::PageWord;

/// True when `text` ends with a word that a name follows.
pub(crate) fn ends_with_word(text: &str) -> bool {
    PageWord::BylineEnd.ends(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_word_at_the_end() {
        assert!(ends_with_word("本报见习记者") && ends_with_word("责任编辑"));
        assert!(!ends_with_word("记者说"));
    }
}
