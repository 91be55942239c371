//! [`TableSet`]: the tables that one stage reads, embedded and users'.

use super::{Row, Schema, TableKind, embedded_rows, rows};
use crate::{Error, Result};
use std::borrow::Cow;

/// The tables that one stage reads together. Rows of the embedded files come
/// first; users' rows are read over them.
pub(crate) trait TableSet: Default {
    /// The tables, in the order they are read.
    const KINDS: &'static [TableKind];

    /// What an error says was expected in place of another table.
    const EXPECTED: &'static str;

    /// Adds or removes what a row says; `keep` makes a cell last.
    fn add_row<'a>(
        &mut self,
        kind: TableKind,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()>;

    /// Compiles what was added, for look-ups.
    fn freeze(&mut self);

    /// Whether this table is one of them.
    fn reads(kind: TableKind) -> bool {
        Self::KINDS.contains(&kind)
    }

    /// The rows that are compiled into the crate.
    fn from_embedded() -> Self {
        let mut tables = Self::default();
        for &kind in Self::KINDS {
            for row in embedded_rows(kind) {
                let added = tables.add_row(kind, &row, Cow::Borrowed);
                added.expect("the embedded tables are read by every test");
            }
        }
        tables.freeze();
        tables
    }

    /// Reads a user's table over those read before; its header tells which it
    /// is, and `file` stands for it in errors.
    ///
    /// # Errors
    /// When the header is that of another table, or a row is not what its
    /// columns ask for; the message names file, line and what was expected.
    fn add_table(&mut self, file: &str, text: &str) -> Result<()> {
        let kind = Schema::named_by(file, text)?.map(|schema| schema.kind);
        let Some(kind) = kind.filter(|kind| Self::reads(*kind)) else {
            return Err(Error::input(file, format!("expected {}", Self::EXPECTED)));
        };
        for row in rows(file, text, kind.schema().columns)? {
            self.add_row(kind, &row?, |cell| Cow::Owned(cell.to_owned()))?;
        }
        self.freeze();
        Ok(())
    }
}
