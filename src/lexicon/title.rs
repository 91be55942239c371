//! Posts: their heads, the parts that join a head, and what stands before a
//! name without being a post.

use super::Files;
use super::matcher::{Entry, Patterns};
use super::tsv::Row;
use crate::{Error, Result};
use std::collections::HashMap;

pub(super) const COLUMNS: [&str; 3] = ["title", "kind", "of"];

/// The head of a post.
#[derive(Clone, Debug)]
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
    pub(super) fn read(&mut self, files: &Files, file: u16, row: &Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.words.remove(id);
            return Ok(());
        }
        let kind = match row.fields[1] {
            "head" => {
                self.heads.push(Title { title: row.fields[0].into(), of: row.fields[2].into() });
                Kind::Head(self.heads.len() as u32 - 1)
            }
            "part" => Kind::Part,
            "former" => Kind::Former,
            "time" => Kind::Time,
            "label" => Kind::Label,
            "address" => Kind::Address,
            "reporter" => Kind::Reporter,
            "not" => Kind::Not,
            other => {
                let message = format!(
                    "expected a kind (head, part, former, time, label, address, reporter, not), found {other:?}"
                );
                return Err(Error::line(files.path(file), row.line, message));
            }
        };
        self.words.insert(row.fields[0].into(), kind);
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
