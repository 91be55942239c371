//! Surnames: `dicts/surnames.tsv`, the one table of them, asked one character
//! at a time.

use super::table::{Row, TableKind, embedded_rows};
use crate::Result;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What sort of surname a character or pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surname {
    /// Hardly anything but a surname.
    Sure,
    /// Also an ordinary word (高, 许).
    Word,
}

/// The first and the last of the characters that surnames are written with.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// Surnames of one character and of two.
#[derive(Clone, Debug)]
pub(crate) struct Surnames {
    /// For each character from [`FIRST`] on what it is, with its row.
    single: Vec<Option<(Surname, u16)>>,
    compound: HashMap<String, Surname>,
    rows: u16,
}

impl Default for Surnames {
    fn default() -> Surnames {
        Surnames { single: vec![None; (LAST - FIRST + 1) as usize], compound: HashMap::new(), rows: 0 }
    }
}

static EMBEDDED: LazyLock<Surnames> = LazyLock::new(|| {
    let mut surnames = Surnames::default();
    for row in embedded_rows(TableKind::Surnames) {
        surnames.add(&row).expect("the embedded surnames are read by every test");
    }
    surnames
});

fn slot(c: char) -> Option<usize> {
    let n = c as u32;
    (FIRST..=LAST).contains(&n).then(|| (n - FIRST) as usize)
}

impl Surnames {
    /// The surnames of `dicts/surnames.tsv`.
    pub(crate) fn embedded() -> &'static Surnames {
        &EMBEDDED
    }

    /// Adds or removes what a row of the table says.
    ///
    /// # Errors
    /// When the row's kind is none of single, compound, word.
    pub(super) fn add(&mut self, row: &Row<'_>) -> Result<()> {
        match row.removes() {
            Some(name) => self.remove(name),
            None => {
                let kinds = [("single", Surname::Sure), ("compound", Surname::Sure), ("word", Surname::Word)];
                self.insert(row.key(), row.one_of("kind", &kinds)?);
            }
        }
        Ok(())
    }

    fn insert(&mut self, name: &str, kind: Surname) {
        let mut chars = name.chars();
        match (chars.next().and_then(slot), chars.next()) {
            (Some(at), None) => {
                let row = self.single[at].map_or(self.rows, |(_, row)| row);
                self.single[at] = Some((kind, row));
            }
            (Some(_), Some(_)) => drop(self.compound.insert(name.to_owned(), kind)),
            _ => {}
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn remove(&mut self, name: &str) {
        let mut chars = name.chars();
        match (chars.next().and_then(slot), chars.next()) {
            (Some(at), None) => self.single[at] = None,
            _ => drop(self.compound.remove(name)),
        }
    }

    /// What sort of surname `c` is, if it is one.
    #[inline]
    pub(crate) fn single(&self, c: char) -> Option<Surname> {
        self.single[slot(c)?].map(|(kind, _)| kind)
    }

    /// The row of a surname of one character, counted from 0: common surnames
    /// have the first rows, those that are also everyday words the last.
    #[inline]
    pub(crate) fn rank(&self, c: char) -> Option<u32> {
        self.single[slot(c)?].map(|(_, row)| u32::from(row))
    }

    /// What sort of surname the two characters are that `text` starts with,
    /// 欧阳.
    pub(crate) fn compound(&self, text: &str) -> Option<Surname> {
        if self.compound.is_empty() {
            return None;
        }
        let second = text.char_indices().nth(1)?;
        self.compound.get(&text[..second.0 + second.1.len_utf8()]).copied()
    }

    /// True when `a` and `b` make a surname of two characters.
    pub(crate) fn is_compound(&self, a: char, b: char) -> bool {
        let mut pair = [0; 8];
        let first = a.encode_utf8(&mut pair).len();
        let second = b.encode_utf8(&mut pair[first..]).len();
        std::str::from_utf8(&pair[..first + second]).is_ok_and(|pair| self.compound.contains_key(pair))
    }
}

/// True when `c` is a surname of one character in the embedded table.
#[inline]
pub(crate) fn is_surname(c: char) -> bool {
    EMBEDDED.single(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_told_from_other_characters() {
        let surnames = Surnames::embedded();
        assert!("王张蔚于".chars().all(is_surname));
        assert!(!"的堃晚日".chars().any(is_surname));
        assert!(surnames.is_compound('欧', '阳') && !surnames.is_compound('王', '小'));
        assert_eq!(surnames.compound("欧阳某"), Some(Surname::Sure));
        assert_eq!(
            (surnames.single('王'), surnames.single('高')),
            (Some(Surname::Sure), Some(Surname::Word))
        );
        assert!(surnames.rank('王') < surnames.rank('蔚'));
    }
}
