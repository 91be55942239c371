//! Articles printed twice: one that is scored must not be learnt from under
//! another id.

use rustc_hash::FxHashSet;
use std::hash::{BuildHasher, BuildHasherDefault};

/// Two texts that share so many characters in a row, blanks left out, tell
/// the same in the same words: an agency's report in two papers, say.
const SHARED: usize = 30;

/// The runs of characters of some texts.
#[derive(Default)]
pub(super) struct Runs(FxHashSet<u64>);

impl Runs {
    /// Takes in the runs of `text`.
    pub(super) fn add(&mut self, text: &str) {
        self.0.extend(runs(text));
    }

    /// Whether `text` shares a run with what was taken in.
    pub(super) fn share_one_with(&self, text: &str) -> bool {
        runs(text).any(|run| self.0.contains(&run))
    }
}

fn runs(text: &str) -> impl Iterator<Item = u64> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let hasher = BuildHasherDefault::<rustc_hash::FxHasher>::default();
    let ends = SHARED..=chars.len();
    ends.map(move |end| hasher.hash_one(&chars[end - SHARED..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_characters_in_a_row_are_the_same_report() {
        let report = "南川市水利局昨日召开会议，部署今年汛期水库安全度汛工作，要求各县区逐库落实责任人。";
        let mut runs = Runs::default();
        runs.add(report);
        let spaced: String = report.chars().flat_map(|c| [c, ' ']).collect();
        assert!(runs.share_one_with(&format!("据了解，{spaced}会后还开展了演练。")));
        let start: String = report.chars().take(29).collect();
        assert!(!runs.share_one_with(&format!("{start}会后开展了演练。")));
        assert!(!runs.share_one_with(""));
    }
}
