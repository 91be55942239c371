//! [`FigureTables`]: the dictionaries that figures are read with.

use super::not_figures::Idioms;
use super::unit::Units;
use super::words::FigureWords;
use crate::Result;
use crate::lexicon::table::{Row, TableKind, TableSet};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Units, measure words, the words beside a figure, and words with a numeral
/// that counts nothing.
///
/// [`FigureTables::embedded`] has those of `dicts/`; a copy of it takes users'
/// rows over them. A row of a known first cell takes that row's place, and
/// `-` before it removes the row.
///
/// ```
/// use baozhi::figure::{FigureTables, scan_with};
/// let mut tables = FigureTables::embedded().clone();
/// let rows = "unit\tkind\tcode\tfactor\tnot_before\tonly_before\tflags\n箩筐\tquantity\t\t\t\t\t\n";
/// tables.add_text("units.tsv", rows)?;
/// let figures = scan_with("收稻谷3箩筐", &[], &tables);
/// assert_eq!(figures[0].unit, Some("箩筐"));
/// # Ok::<(), baozhi::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct FigureTables {
    pub(super) units: Units,
    pub(super) idioms: Idioms,
    pub(super) words: FigureWords,
}

static EMBEDDED: LazyLock<FigureTables> = LazyLock::new(FigureTables::from_embedded);

impl FigureTables {
    /// The tables that are compiled into the crate.
    pub fn embedded() -> &'static FigureTables {
        &EMBEDDED
    }

    /// Reads a user's table over those read before; `file` stands for it in
    /// errors. Its header tells which table it is: `units.tsv`,
    /// `measures.tsv`, `not_figures.tsv` or `figure_words.tsv`.
    ///
    /// # Errors
    /// When the header is that of another table, or a row is not what its
    /// columns ask for; the message names file, line and what was expected.
    pub fn add_text(&mut self, file: &str, text: &str) -> Result<()> {
        self.add_table(file, text)
    }
}

impl TableSet for FigureTables {
    const KINDS: &'static [TableKind] =
        &[TableKind::Units, TableKind::Measures, TableKind::NotFigures, TableKind::FigureWords];

    const EXPECTED: &'static str = "a table of units, measure words or words beside figures";

    fn add_row<'a>(
        &mut self,
        kind: TableKind,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        match kind {
            TableKind::Units => self.units.add_unit(row, keep),
            TableKind::Measures => self.units.add_measure(row, keep),
            TableKind::NotFigures => self.idioms.add(row, keep),
            _ => self.words.add(row, keep),
        }
    }

    fn freeze(&mut self) {
        self.units.freeze();
        self.idioms.freeze();
        self.words.freeze();
    }
}
