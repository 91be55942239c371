//! Posts: their heads, the parts that join a head, and what stands before a
//! name without being a post.

use super::matcher::{Entry, Patterns};
use super::table::Row;
use crate::Result;
use std::collections::HashMap;

/// The head of a post.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Title {
    /// As written, 书记.
    pub title: String,
    /// Full name of the institution that the head implies after a place, `{}` for the place's name (市长).
    pub of: String,
}

/// The titles' rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Titles {
    pub heads: Vec<Title>,
    words: HashMap<String, Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Head(u32),
    Part,
    Former,
    Time,
    Label,
    Address,
    Reporter,
    Not,
}

impl Titles {
    pub(super) fn read(&mut self, row: &Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.words.remove(id);
            return Ok(());
        }
        let next = Kind::Head(self.heads.len() as u32);
        let kinds = [
            ("head", next),
            ("part", Kind::Part),
            ("former", Kind::Former),
            ("time", Kind::Time),
            ("label", Kind::Label),
            ("address", Kind::Address),
            ("reporter", Kind::Reporter),
            ("not", Kind::Not),
        ];
        let kind = row.one_of("kind", &kinds)?;
        if kind == next {
            self.heads.push(Title { title: row.key().into(), of: row.cell("of").into() });
        }
        self.words.insert(row.key().into(), kind);
        Ok(())
    }

    pub(super) fn patterns<'a>(&'a self, patterns: &mut Patterns<'a>) {
        for (word, kind) in &self.words {
            if *kind == Kind::Address {
                patterns.add(word.as_str(), Entry::Address);
            }
            let entry = match *kind {
                Kind::Head(n) => Entry::Head(n),
                Kind::Part => Entry::Part,
                Kind::Former => Entry::Former,
                Kind::Time => Entry::Time,
                Kind::Label | Kind::Address => Entry::Label,
                Kind::Reporter => Entry::Reporter,
                Kind::Not => Entry::Not,
            };
            patterns.add(word.as_str(), entry);
        }
    }
}
