//! The words that stand before the names of those who wrote, photographed or
//! edited: 记者, 通讯员, 责任编辑.
//!
//! What roles they have in a record, and the epithets before them (本报,
//! 全媒体), is decided where bylines are read, in `issue::byline`.

/// Words that end what stands before such a name: 本报见习记者, 文字编辑.
pub(crate) const WORDS: [&str; 17] = [
    "记者",
    "通讯员",
    "通信员",
    "特约撰稿人",
    "实习生",
    "评论员",
    "观察员",
    "摄影",
    "作者",
    "编译",
    "编辑",
    "责编",
    "美编",
    "校对",
    "版式",
    "撰文",
    "供图",
];

/// True when `text` ends with a word that a name follows.
pub(crate) fn ends_with_word(text: &str) -> bool {
    WORDS.iter().any(|word| text.ends_with(word))
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
