//! Institutions and the endings of their names.

use super::Names;
use super::table::Row;
use crate::Result;
use std::collections::HashMap;

/// How an institution is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
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
    pub(super) fn read(&mut self, file: u16, row: &Row<'_>) -> Result<()> {
        if let Some(id) = row.removes() {
            self.by_id.remove(id);
            return Ok(());
        }
        let kinds =
            [("of", InstitutionKind::Of), ("before", InstitutionKind::Before), ("own", InstitutionKind::Own)];
        let institution = Institution {
            id: row.key().into(),
            full: row.cell("full").into(),
            class: row.cell("class").into(),
            kind: row.one_of("kind", &kinds)?,
            levels: row.cell("levels").into(),
            bare: row.cell("bare") != "no",
            file,
        };
        self.add(institution, row.list("names"));
        Ok(())
    }

    /// Adds one institution with its names; a row of the same id gives way.
    /// Gives the number of the first name.
    pub fn add<'n>(&mut self, row: Institution, names: impl IntoIterator<Item = &'n str>) -> u32 {
        let at = self.rows.len() as u32;
        self.by_id.insert(row.id.clone(), at);
        let first = self.names.given();
        for name in names {
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
