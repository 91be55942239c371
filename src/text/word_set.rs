//! [`WordSet`]: a short list of words, asked at many places.

/// WordSet that text is asked to start or end with. A bit set over their first
/// or last characters answers most questions without a comparison.
pub(crate) struct WordSet {
    words: &'static [&'static str],
    bits: [u64; 64],
    last: bool,
}

impl WordSet {
    /// WordSet that a text may start with.
    pub(crate) const fn starting(words: &'static [&'static str]) -> WordSet {
        WordSet::new(words, false)
    }

    /// WordSet that a text may end with.
    pub(crate) const fn ending(words: &'static [&'static str]) -> WordSet {
        WordSet::new(words, true)
    }

    const fn new(words: &'static [&'static str], last: bool) -> WordSet {
        let (mut bits, mut k) = ([0u64; 64], 0);
        while k < words.len() {
            let key = if last { last_key(words[k].as_bytes()) } else { first_key(words[k].as_bytes()) };
            bits[key / 64] |= 1 << (key % 64);
            k += 1;
        }
        WordSet { words, bits, last }
    }

    fn may(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let key = if self.last { last_key(bytes) } else { first_key(bytes) };
        self.bits[key / 64] >> (key % 64) & 1 == 1
    }

    /// The longest word that `text` starts or ends with.
    pub(crate) fn of(&self, text: &str) -> Option<&'static str> {
        if text.is_empty() || !self.may(text) {
            return None;
        }
        let fits = |w: &&&'static str| if self.last { text.ends_with(**w) } else { text.starts_with(**w) };
        self.words.iter().filter(fits).max_by_key(|w| w.len()).copied()
    }

    /// `text` without the word it ends with.
    pub(crate) fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.of(text).map(|w| &text[..text.len() - w.len()])
    }
}

/// The low twelve bits of the last character.
const fn last_key(bytes: &[u8]) -> usize {
    match bytes.len() {
        0 => 0,
        n if n == 1 || bytes[n - 1] < 0x80 => bytes[n - 1] as usize,
        n => (bytes[n - 2] as usize & 63) << 6 | bytes[n - 1] as usize & 63,
    }
}

/// The low twelve bits of the first character.
const fn first_key(bytes: &[u8]) -> usize {
    match bytes.len() {
        0 => 0,
        n if n < 3 || bytes[0] < 0x80 => bytes[0] as usize,
        _ => (bytes[1] as usize & 63) << 6 | bytes[2] as usize & 63,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static ENDS: WordSet = WordSet::ending(&["到", "提高到", "("]);
    static STARTS: WordSet = WordSet::starting(&["已", "已经", "h"]);

    #[test]
    fn the_longest_word_is_found_at_either_side() {
        assert_eq!(ENDS.of("由三成提高到"), Some("提高到"));
        assert_eq!(ENDS.of("总数("), Some("("));
        assert_eq!(ENDS.cut("来到"), Some("来"));
        assert_eq!(ENDS.of("三成"), None);
        assert_eq!(ENDS.of(""), None);
        assert_eq!(STARTS.of("已经完成"), Some("已经"));
        assert_eq!(STARTS.of("h。"), Some("h"));
    }
}
