//! Lists of words that are looked for in a line all at once.

use aho_corasick::AhoCorasick;

/// A list of at most 64 words.
pub(super) struct Words(Option<AhoCorasick>);

impl Words {
    pub fn new(words: &[&str]) -> Words {
        Words(AhoCorasick::new(words).ok())
    }

    /// How many words of the list stand in `s`, each counted once.
    pub fn count(&self, s: &str) -> usize {
        let mut seen = 0u64;
        for found in self.0.as_ref().into_iter().flat_map(|words| words.find_overlapping_iter(s)) {
            seen |= 1 << (found.pattern().as_u32() & 63);
        }
        seen.count_ones() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_counts_once() {
        let words = Words::new(&["编辑", "责任编辑", "校对"]);
        assert_eq!(words.count("责任编辑：王丽 编辑：李明"), 2);
        assert_eq!(words.count("山乡通了公交车"), 0);
    }
}
