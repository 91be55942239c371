//! [`TimeTables`]: the dictionaries that times are read with.

use super::festival::Festivals;
use super::guards::Guards;
use super::scan::Starts;
use super::words::Words;
use crate::Result;
use crate::lexicon::table::{Row, TableKind, TableSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Words of time, festivals with their holidays, and what makes a word of time
/// another word.
///
/// [`TimeTables::embedded`] has those of `dicts/`; a copy of it takes users'
/// rows over them. A row of a known first cell takes that row's place, and
/// `-` before it removes the row.
///
/// ```
/// use baozhi::time::{Context, TimeTables, resolve_with, scan_with};
/// let mut tables = TimeTables::embedded().clone();
/// tables.add_text("mine.tsv", "names\trule\tdays\tholiday\n开渔节\t08-16\t\t\n")?;
/// let text = "开渔节期间，游客增多";
/// let context = Context { date: Some(jiff::civil::date(2022, 8, 20)), ..Context::default() };
/// let found = resolve_with(text, &scan_with(text, &tables), &context, &tables);
/// assert_eq!(found[0].value(), "2022-08-16");
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct TimeTables {
    pub(super) words: Words,
    pub(super) festivals: Festivals,
    pub(super) guards: Guards,
    pub(super) starts: Starts,
}

static EMBEDDED: LazyLock<TimeTables> = LazyLock::new(TimeTables::from_embedded);

impl TimeTables {
    /// The tables that are compiled into the crate.
    pub fn embedded() -> &'static TimeTables {
        &EMBEDDED
    }

    /// Reads a user's table over those read before; `file` stands for it in
    /// errors. Its header tells which table it is: `time_words.tsv`,
    /// `time_guards.tsv`, `festivals.tsv` or `holidays.tsv`.
    ///
    /// # Errors
    /// When the header is that of another table, or a row is not what its
    /// columns ask for; the message names file, line and what was expected.
    pub fn add_text(&mut self, file: &str, text: &str) -> Result<()> {
        self.add_table(file, text)
    }
}

impl TableSet for TimeTables {
    const KINDS: &'static [TableKind] =
        &[TableKind::Festivals, TableKind::Holidays, TableKind::TimeWords, TableKind::TimeGuards];

    const EXPECTED: &'static str = "a table of words of time, festivals or holidays";

    fn add_row<'a>(
        &mut self,
        kind: TableKind,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        match kind {
            TableKind::Festivals => self.festivals.add_festival(row, keep),
            TableKind::Holidays => self.festivals.add_holiday(row, keep),
            TableKind::TimeWords => self.words.add(row, keep),
            _ => self.guards.add(row, keep),
        }
    }

    fn freeze(&mut self) {
        self.words.freeze(&self.festivals);
        self.starts = Starts::of(&self.words);
    }
}
