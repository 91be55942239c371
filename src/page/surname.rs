//! Surnames: `dicts/surnames.tsv`, asked one character at a time.

use std::sync::LazyLock;

static TSV: &str = include_str!("../../dicts/surnames.tsv");
static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| Surnames::read(TSV));

/// The first of the characters that surnames are written with.
const FIRST: u32 = 0x4E00;

struct Surnames {
    /// The row of each character from [`FIRST`] on, counted from 1; 0 for
    /// none.
    single: Vec<u16>,
    compound: Vec<[char; 2]>,
}

impl Surnames {
    fn read(tsv: &str) -> Surnames {
        let mut single = vec![0; 0xA000 - FIRST as usize];
        let mut compound = Vec::new();
        for (row, line) in (1..).zip(tsv.lines().filter(|l| !l.starts_with("#")).skip(1)) {
            let mut chars = line.split('\t').next().unwrap_or_default().chars();
            match (chars.next(), chars.next()) {
                (Some(a), Some(b)) => compound.push([a, b]),
                (Some(a), None) => {
                    if let Some(slot) = single.get_mut((a as usize).wrapping_sub(FIRST as usize)) {
                        *slot = if *slot == 0 { row } else { *slot };
                    }
                }
                _ => {}
            }
        }
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
    let at = (c as u32).wrapping_sub(FIRST) as usize;
    SURNAMES.single.get(at).filter(|row| **row > 0).map(|row| u32::from(*row) - 1)
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
