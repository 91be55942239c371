//! Brackets and quotation marks that a line leaves open: what closes them
//! belongs to the same headline.

/// The pairs that are looked at, with the forms that recognition confuses.
const PAIRS: [(&[char], &[char]); 3] =
    [(&['（', '(', '〈', '﹙'], &['）', ')', '〉']), (&['《'], &['》']), (&['“'], &['”'])];

/// How many marks `text` opens and does not close, and how many it closes
/// that it did not open.
fn balance(text: &str, pair: &(&[char], &[char])) -> (u32, u32) {
    let (mut open, mut closed) = (0u32, 0);
    for c in text.chars() {
        if pair.0.contains(&c) {
            open += 1;
        } else if pair.1.contains(&c) {
            match open.checked_sub(1) {
                Some(rest) => open = rest,
                None => closed += 1,
            }
        }
    }
    (open, closed)
}

/// True when `before` opens a mark that `after` closes.
pub(crate) fn goes_on(before: &str, after: &str) -> bool {
    PAIRS.iter().any(|pair| balance(before, pair).0 > 0 && balance(after, pair).1 > 0)
}

/// True when `text` closes a mark that was opened before it.
pub(crate) fn closes(text: &str) -> bool {
    PAIRS.iter().any(|pair| balance(text, pair).1 > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_closed_in_the_next_line() {
        assert!(goes_on("山乡通了公交车（新春", "走基层）"));
        assert!(goes_on("山乡通了〈新春", "走基层)"));
        assert!(!goes_on("山乡通了公交车（新春）", "走基层）"));
        assert!(!goes_on("山乡通了“公交车”", "“新春”走基层"));
        assert!(closes("走基层）") && !closes("（走基层）"));
    }
}
