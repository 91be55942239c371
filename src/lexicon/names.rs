//! How persons' names are spelt: surnames, and the cost of each character in
//! each place of a name.

use super::Files;
use super::tsv::Row;
use crate::{Error, Result};
use std::collections::HashMap;

pub(super) const SURNAME_COLUMNS: [&str; 2] = ["surname", "kind"];
pub(super) const SPELLING_COLUMNS: [&str; 8] =
    ["char", "surname", "one", "first", "second", "after", "anywhere", "foreign"];

/// What sort of surname a character or pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surname {
    /// Hardly anything but a surname.
    Sure,
    /// Also an ordinary word (高, 许).
    Word,
}

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
    single: Vec<Option<Surname>>,
    compound: HashMap<String, Surname>,
    spelling: Vec<Spelling>,
    marks: HashMap<char, Spelling>,
}

impl Default for NameTable {
    fn default() -> Self {
        let n = (LAST - FIRST + 1) as usize;
        NameTable {
            single: vec![None; n],
            compound: HashMap::new(),
            spelling: vec![UNSEEN; n],
            marks: HashMap::new(),
        }
    }
}

fn index(c: char) -> Option<usize> {
    let n = c as u32;
    (FIRST..=LAST).contains(&n).then(|| (n - FIRST) as usize)
}

impl NameTable {
    pub(super) fn read_surname(&mut self, files: &Files, file: u16, row: &Row<'_>) -> Result<()> {
        let (name, kind) = match row.removes() {
            Some(id) => (id, None),
            None => match row.fields[1] {
                "single" | "compound" => (row.fields[0], Some(Surname::Sure)),
                "word" => (row.fields[0], Some(Surname::Word)),
                other => {
                    let message = format!("expected a kind (single, compound, word), found {other:?}");
                    return Err(Error::line(files.path(file), row.line, message));
                }
            },
        };
        self.set(name, kind);
        Ok(())
    }

    fn set(&mut self, name: &str, kind: Option<Surname>) {
        let mut chars = name.chars();
        match (chars.next().and_then(index), chars.next(), kind) {
            (Some(i), None, kind) => self.single[i] = kind,
            (Some(_), Some(_), Some(kind)) => drop(self.compound.insert(name.to_owned(), kind)),
            (Some(_), Some(_), None) => drop(self.compound.remove(name)),
            _ => {}
        }
    }

    pub(super) fn read_spelling(&mut self, files: &Files, file: u16, row: &Row<'_>) -> Result<()> {
        if row.removes().is_some() {
            return Ok(());
        }
        let fault = |what: &str| Error::line(files.path(file), row.line, what.to_owned());
        let c = row.fields[0].chars().next().ok_or_else(|| fault("expected a character in column char"))?;
        let number = |i: usize| {
            row.fields[i]
                .parse::<i32>()
                .map_err(|_| fault(&format!("expected a whole number in column {}", SPELLING_COLUMNS[i])))
        };
        let cost = |i: usize| number(i).map(|n| n.clamp(0, 120) as u8);
        let spelling = Spelling {
            surname: cost(1)?,
            one: cost(2)?,
            first: cost(3)?,
            second: cost(4)?,
            after: cost(5)?,
            anywhere: cost(6)?,
            foreign: number(7)?.clamp(-100, 100) as i8,
        };
        match index(c) {
            Some(i) => self.spelling[i] = spelling,
            None => drop(self.marks.insert(c, spelling)),
        }
        Ok(())
    }

    /// The surname `c` is.
    pub fn surname(&self, c: char) -> Option<Surname> {
        self.single[index(c)?]
    }

    /// The surname of two characters that `text` starts with.
    pub fn compound(&self, text: &str) -> Option<Surname> {
        if self.compound.is_empty() {
            return None;
        }
        self.compound.get(text.get(..6)?).copied()
    }

    /// The costs of `c`.
    pub fn spelling(&self, c: char) -> Spelling {
        match index(c) {
            Some(i) => self.spelling[i],
            None => self.marks.get(&c).copied().unwrap_or(UNSEEN),
        }
    }
}
