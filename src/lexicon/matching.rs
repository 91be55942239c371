//! The matching form of a text: what dictionaries, words, the tagger, figures
//! and times are looked up in, byte for byte beside the printed text.
//!
//! Compatibility forms are read as what they stand for; where a text is
//! written in traditional characters, those as the simplified ones that the
//! dictionaries are written in:
//!
//! ```text
//! printed   中華⺠國三十六年
//! matching  中华民国三十六年
//! ```
//!
//! Both have the same length in bytes, so every span of one is a span of the
//! other. What is reported is always the printed text.

use super::variants::{VariantKind, standard_form, variant_kind, without_compatibility};
use std::borrow::Cow;

/// One traditional character in so many makes a text a traditional one: of
/// simplified texts hardly one in a hundred is also a traditional form (乾 in
/// 乾坤), of traditional ones a third are.
const TRADITIONAL_SHARE: usize = 8;

/// The matching form of `text`; `text` itself where nothing in it stands for
/// something else.
pub(crate) fn matching(text: &str) -> Cow<'_, str> {
    let (mut ideographs, mut traditional, mut compatibility) = (0, 0, 0);
    for c in text.chars().filter(|c| *c >= '\u{2E80}') {
        ideographs += 1;
        match variant_kind(c) {
            Some(VariantKind::Traditional) => traditional += 1,
            Some(VariantKind::Compatibility) => compatibility += 1,
            None => {}
        }
    }
    if traditional * TRADITIONAL_SHARE > ideographs {
        return Cow::Owned(in_simplified(text));
    }
    if compatibility > 0 {
        return Cow::Owned(text.chars().map(without_compatibility).collect());
    }
    Cow::Borrowed(text)
}

/// The traditional `text` in simplified characters. 參 is 参 in 參加, and the formal 叁 of accounts in 參佰萬元: where
/// it stands beside another numeral of that kind.
fn in_simplified(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let beside = |c: char| "拾佰仟".contains(c);
        let counts = beside(last) || chars.peek().is_some_and(|next| beside(*next) || *next == '萬');
        out.push(if c == '參' && counts { '叁' } else { standard_form(c) });
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_texts_are_matched_in_simplified_characters() {
        for (printed, want) in [
            ("省政府主席張某昨飛漢口", "省政府主席张某昨飞汉口"),
            ("市委召开会议，部署⼀季度⼯作", "市委召开会议，部署一季度工作"),
            // The three of accounts, and the verb.
            ("貸款參佰萬元，又貳佰參元", "贷款叁佰万元，又贰佰叁元"),
            ("參議員參加國會", "参议员参加国会"),
            // One such character in a simplified text is a name's or a word's.
            ("他说，乾坤未定，你我皆有机会，要继续努力", "他说，乾坤未定，你我皆有机会，要继续努力"),
            ("", ""),
            ("abc 123", "abc 123"),
        ] {
            let got = matching(printed);
            assert_eq!(got, want);
            assert_eq!(got.len(), printed.len());
        }
        assert!(matches!(matching("市委召开会议"), Cow::Borrowed(_)));
    }
}
