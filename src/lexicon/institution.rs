//! Institutions and the endings of their names.

use super::tsv::Row;
use super::{Files, Names};
use crate::{Error, Result};
use std::collections::HashMap;

pub(super) const COLUMNS: [&str; 7] = ["id", "names", "full", "class", "kind", "levels", "bare"];
pub(super) const SUFFIX_COLUMNS: [&str; 3] = ["suffix", "class", "flag"];

/// How an institution is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstitutionKind {
    /// One of a division, named after it: 市委, 北京市教委.
    Of,
    /// One whose name stands before the division's: 民革遵义市委.
    Before,
    /// The only one of its name: 国务院.
    Own,
}

/// One row of the institutions.
#[derive(Clone, Debug)]
pub struct Institution {
    /// The row's id.
    pub id: String,
    /// Full name; `{}` stands for the full name of the place it is of.
    pub full: String,
    /// party, government, court …
    pub class: String,
    /// How it is named.
    pub kind: InstitutionKind,
    /// The last characters of division names that its names follow; empty for any.
    pub levels: String,
    /// True when the name alone, with no division before it, may mean it; of one that is of no division, when its
    /// short names do in a text of no known home too.
    pub bare: bool,
    pub(crate) file: u16,
}

/// An ending of institutions' names.
#[derive(Clone, Debug)]
pub struct Suffix {
    /// company, school …
    pub class: String,
    /// True when it is also an ordinary word.
    pub loose: bool,
    /// True when it may stand right after a place's name (天津大学).
    pub joins: bool,
}

/// The institutions' rows with their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Institutions {
    pub rows: Vec<Institution>,
    pub names: Names,
    by_id: HashMap<String, u32>,
}

impl Institutions {
    pub(super) fn read(&mut self, files: &Files, file: u16, row: &Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.by_id.remove(id);
            return Ok(());
        }
        let f = &row.fields;
        let kind = match f[4] {
            "of" => InstitutionKind::Of,
            "before" => InstitutionKind::Before,
            "own" => InstitutionKind::Own,
            other => {
                let message = format!("expected a kind (of, before, own), found {other:?}");
                return Err(Error::line(files.path(file), row.line, message));
            }
        };
        self.add(
            Institution {
                id: f[0].into(),
                full: f[2].into(),
                class: f[3].into(),
                kind,
                levels: f[5].into(),
                bare: f[6] != "no",
                file,
            },
            f[1],
        );
        Ok(())
    }

    /// Adds one institution with its names; a row of the same id gives way.
    /// Gives the number of the first name.
    pub fn add(&mut self, row: Institution, names: &str) -> u32 {
        let at = self.rows.len() as u32;
        self.by_id.insert(row.id.clone(), at);
        let first = self.names.given();
        for name in names.split(',').filter(|n| !n.is_empty()) {
            self.names.add(name, at);
        }
        self.rows.push(row);
        first
    }

    /// Sorts the names; called once all files are read.
    pub fn freeze(&mut self) {
        // A row whose id is another's by now was removed, or gave way.
        let (rows, by_id) = (&self.rows, &self.by_id);
        self.names.freeze(|r| by_id.get(&rows[r as usize].id) != Some(&r));
        self.by_id = HashMap::new();
    }

    /// The row of `id`.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}
