//! [`WordSet`]: a list of words that a text is asked to start or to end with,
//! at many places.

use std::borrow::Cow;

/// Which end of a text the words of a set stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The text starts with them; what they must not stand beside follows.
    Start,
    /// The text ends with them; what they must not stand beside precedes.
    End,
}

/// One word with what makes it another word.
#[derive(Clone, Debug)]
struct Entry {
    word: Cow<'static, str>,
    /// Words or characters that must not adjoin: 节 before 约 is 节约.
    guards: Vec<Cow<'static, str>>,
}

/// Words that a text may start or end with, grouped by the character that a
/// text is asked with: most questions are answered by one look at a table.
#[derive(Clone, Debug)]
pub(crate) struct WordSet {
    side: Side,
    entries: Vec<Entry>,
    /// Where the entries of each key begin; one more than there are keys.
    groups: Vec<u16>,
    /// True once words were made known: from then on one may stand twice.
    frozen: bool,
}

/// Keys are the low twelve bits of a character.
const KEYS: usize = 4096;

impl WordSet {
    /// An empty set.
    pub(crate) fn new(side: Side) -> WordSet {
        WordSet { side, entries: Vec::new(), groups: vec![0; KEYS + 1], frozen: false }
    }

    /// Adds a word in place of the one of the same spelling; [`freeze`](Self::freeze)
    /// makes it known.
    pub(crate) fn insert(&mut self, word: Cow<'static, str>, guards: Vec<Cow<'static, str>>) {
        self.remove(&word);
        if !word.is_empty() {
            self.entries.push(Entry { word, guards });
        }
    }

    /// Takes a word out.
    pub(crate) fn remove(&mut self, word: &str) {
        if self.frozen {
            self.entries.retain(|entry| entry.word != word);
        }
    }

    /// Sorts the words that were added, so that they are found.
    pub(crate) fn freeze(&mut self) {
        let side = self.side;
        let key = |entry: &Entry| key(side, &entry.word);
        self.entries.sort_by_key(|entry| (key(entry), std::cmp::Reverse(entry.word.len())));
        self.frozen = true;
        let mut at = 0;
        for group in 0..=KEYS {
            while self.entries.get(at).is_some_and(|entry| key(entry) < group) {
                at += 1;
            }
            self.groups[group] = u16::try_from(at).unwrap_or(u16::MAX);
        }
    }

    /// The length in bytes of the longest word at this end of `text`.
    #[inline]
    pub(crate) fn longest(&self, text: &str) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let key = key(self.side, text);
        let (from, to) = (self.groups[key], self.groups[key + 1]);
        if from == to {
            return None;
        }
        self.entries[usize::from(from)..usize::from(to)]
            .iter()
            .find(|entry| self.fits(entry, text))
            .map(|entry| entry.word.len())
    }

    /// True when one of the words stands at this end of `text`.
    #[inline]
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.longest(text).is_some()
    }

    /// `text` without the longest word at this end.
    pub(crate) fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        let len = self.longest(text)?;
        Some(match self.side {
            Side::Start => &text[len..],
            Side::End => &text[..text.len() - len],
        })
    }

    /// True when one of the words stands anywhere in `text`.
    pub(crate) fn found_in(&self, text: &str) -> bool {
        let ends = |at: usize, len: usize| match self.side {
            Side::Start => &text[at..],
            Side::End => &text[..at + len],
        };
        text.char_indices().any(|(at, c)| self.matches(ends(at, c.len_utf8())))
    }

    fn fits(&self, entry: &Entry, text: &str) -> bool {
        match self.side {
            Side::Start => text
                .strip_prefix(&*entry.word)
                .is_some_and(|rest| !entry.guards.iter().any(|guard| rest.starts_with(&**guard))),
            Side::End => text
                .strip_suffix(&*entry.word)
                .is_some_and(|rest| !entry.guards.iter().any(|guard| rest.ends_with(&**guard))),
        }
    }
}

/// The low twelve bits of the first or the last character.
fn key(side: Side, text: &str) -> usize {
    let bytes = text.as_bytes();
    match (side, bytes.len()) {
        (_, 0) => 0,
        (Side::Start, n) if n < 3 || bytes[0] < 0x80 => usize::from(bytes[0]),
        (Side::Start, _) => usize::from(bytes[1] & 63) << 6 | usize::from(bytes[2] & 63),
        (Side::End, n) if n == 1 || bytes[n - 1] < 0x80 => usize::from(bytes[n - 1]),
        (Side::End, n) => usize::from(bytes[n - 2] & 63) << 6 | usize::from(bytes[n - 1] & 63),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(side: Side, words: [&'static str; 3]) -> WordSet {
        let mut set = WordSet::new(side);
        words.into_iter().for_each(|word| set.insert(word.into(), Vec::new()));
        set.freeze();
        set
    }

    #[test]
    fn the_longest_word_is_found_at_either_side() {
        let ends = set(Side::End, ["到", "提高到", "("]);
        assert_eq!(ends.longest("由三成提高到"), Some("提高到".len()));
        assert_eq!(ends.longest("总数("), Some(1));
        assert_eq!(ends.strip("来到"), Some("来"));
        assert_eq!(ends.longest("三成"), None);
        assert_eq!(ends.longest(""), None);
        let starts = set(Side::Start, ["已", "已经", "h"]);
        assert_eq!(starts.longest("已经完成"), Some("已经".len()));
        assert_eq!(starts.strip("h。"), Some("。"));
        assert!(starts.found_in("他已走") && !starts.found_in("他走了"));
    }

    #[test]
    fn a_guard_makes_it_another_word() {
        let mut ends = WordSet::new(Side::End);
        ends.insert("约".into(), vec!["节".into(), "签".into()]);
        ends.insert("大约".into(), Vec::new());
        ends.freeze();
        assert_eq!(ends.longest("耗资约"), Some("约".len()));
        assert_eq!(ends.longest("耗资大约"), Some("大约".len()));
        assert!(!ends.matches("每年节约"));
        ends.remove("约");
        ends.freeze();
        assert!(!ends.matches("耗资约"));
    }
}
