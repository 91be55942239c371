//! Text that cannot break out of the format it is put in.

use std::borrow::Cow;

/// `text` without the characters that XML 1.0 forbids: each becomes U+FFFD, so
/// that a reader sees that something stood there.
///
/// Source: XML 1.0, production 2, `Char`.
pub(super) fn xml(text: &str) -> Cow<'_, str> {
    replace(
        text,
        |c| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'),
    )
}

/// `text` without control characters, for formats that have no way to write
/// them.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    replace(text, char::is_control)
}

fn replace(text: &str, bad: impl Fn(char) -> bool + Copy) -> Cow<'_, str> {
    if !text.chars().any(bad) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if bad(c) { '\u{fffd}' } else { c }).collect())
}

/// `text` as a cell that no spreadsheet takes for a formula: one that would be
/// is led by an apostrophe. Plain numbers are left alone.
///
/// The leading characters are those OWASP lists under CSV injection.
pub(super) fn cell(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if !formula || is_number(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{text}"))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(cell("-1+cmd|' /C calc'!A0"), "'-1+cmd|' /C calc'!A0");
        assert_eq!(cell("＝1"), "'＝1");
        assert_eq!(cell("\t=1"), "'\t=1");
        for plain in ["-3.5", "+7", "许昌市", "", "a=b"] {
            assert_eq!(cell(plain), plain);
        }
        assert_eq!(cell("-3..5"), "'-3..5");
    }

    #[test]
    fn what_xml_forbids_is_shown_as_replaced() {
        assert_eq!(xml("a\u{0}b\u{1b}c\td"), "a\u{fffd}b\u{fffd}c\td");
        assert_eq!(xml("许昌"), "许昌");
        assert_eq!(plain("a\tb\u{85}"), "a\u{fffd}b\u{fffd}");
    }
}
