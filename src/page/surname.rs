//! Surnames: `dicts/surnames.tsv`, asked one character at a time.

use std::sync::LazyLock;

static TSV: &str = include_str!("../../dicts/surnames.tsv");
static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| Surnames::read(TSV));

struct Surnames {
    /// One-character surnames with their row, sorted by character.
    single: Vec<(char, u32)>,
    compound: Vec<[char; 2]>,
}

impl Surnames {
    fn read(tsv: &str) -> Surnames {
        let mut single = Vec::new();
        let mut compound = Vec::new();
        for (row, line) in (0..).zip(tsv.lines().filter(|l| !l.starts_with("#")).skip(1)) {
            let mut chars = line.split('\t').next().unwrap_or_default().chars();
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) => compound.push([a, b]),
                (Some(a), None) => single.push((a, row)),
                _ => {}
            }
        }
        single.sort_unstable();
        single.dedup_by_key(|s| s.0);
        Surnames { single, compound }
    }
}

/// True when `c` is a surname of one character.
pub(crate) fn is_surname(c: char) -> bool {
    surname_row(c).is_some()
}

/// The row of a surname of one character. Common surnames have the first
/// rows, those that are also everyday words the last.
pub(crate) fn surname_row(c: char) -> Option<u32> {
    let at = SURNAMES.single.binary_search_by_key(&c, |s| s.0).ok()?;
    Some(SURNAMES.single[at].1)
}

/// True when `a` and `b` make a surname of two characters, 欧阳.
pub(crate) fn is_compound(a: char, b: char) -> bool {
    SURNAMES.compound.contains(&[a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_told_from_other_characters() {
        assert!("王张蔚于".chars().all(is_surname));
        assert!(!"的堃晚日".chars().any(is_surname));
        assert!(is_compound('欧', '阳') && !is_compound('王', '小'));
    }
}
