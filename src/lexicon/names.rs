//! How persons' names are spelt: surnames, and the cost of each character in
//! each place of a name.

use super::surname::{Surname, Surnames};
use super::table::Row;
use crate::Result;
use std::collections::HashMap;

/// Costs of one character, -10 ln P.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelling {
    pub surname: u8,
    pub one: u8,
    pub first: u8,
    pub second: u8,
    pub after: u8,
    pub anywhere: u8,
    /// 10 ln of how much likelier in a transliterated name than anywhere.
    pub foreign: i8,
}

/// For characters the table does not hold.
const UNSEEN: Spelling =
    Spelling { surname: 120, one: 100, first: 100, second: 100, after: 80, anywhere: 95, foreign: -10 };

const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

/// Surnames and spellings, looked up by character.
#[derive(Clone, Debug)]
pub(crate) struct NameTable {
    surnames: Surnames,
    spelling: Vec<Spelling>,
    marks: HashMap<char, Spelling>,
}

impl Default for NameTable {
    fn default() -> Self {
        let n = (LAST - FIRST + 1) as usize;
        NameTable { surnames: Surnames::default(), spelling: vec![UNSEEN; n], marks: HashMap::new() }
    }
}

fn index(c: char) -> Option<usize> {
    let n = c as u32;
    (FIRST..=LAST).contains(&n).then(|| (n - FIRST) as usize)
}

impl NameTable {
    pub(super) fn read_surname(&mut self, row: &Row<'_>) -> Result<()> {
        self.surnames.add(row)
    }

    pub(super) fn read_spelling(&mut self, row: &Row<'_>) -> Result<()> {
        if row.removes().is_some() {
            return Ok(());
        }
        let c = row.key().chars().next().ok_or_else(|| row.expected("char", "a character"))?;
        let number = |column: &str| row.parsed::<i32>(column, "a whole number");
        let cost = |column: &str| number(column).map(|n| n.clamp(0, 120) as u8);
        let spelling = Spelling {
            surname: cost("surname")?,
            one: cost("one")?,
            first: cost("first")?,
            second: cost("second")?,
            after: cost("after")?,
            anywhere: cost("anywhere")?,
            foreign: number("foreign")?.clamp(-100, 100) as i8,
        };
        match index(c) {
            Some(i) => self.spelling[i] = spelling,
            None => drop(self.marks.insert(c, spelling)),
        }
        Ok(())
    }

    /// What sort of surname `c` is, if it is one.
    pub fn surname(&self, c: char) -> Option<Surname> {
        self.surnames.single(c)
    }

    /// The surname of two characters that `text` starts with.
    pub fn compound(&self, text: &str) -> Option<Surname> {
        self.surnames.compound(text)
    }

    /// The costs of `c`.
    pub fn spelling(&self, c: char) -> Spelling {
        match index(c) {
            Some(i) => self.spelling[i],
            None => self.marks.get(&c).copied().unwrap_or(UNSEEN),
        }
    }
}
