//! Tables of records in any of the forms that tables are written in.

use super::tables::TableSet;
use crate::error::{Error, Result};
use crate::record::Record;
use std::path::Path;

/// A form that all tables of records are written in.
///
/// ```
/// use baozhi::export::TableForm;
/// assert_eq!(TableForm::of_path("out/corpus.sqlite".as_ref()), Some(TableForm::Sqlite));
/// assert_eq!(TableForm::named("parquet"), Some(TableForm::Parquet));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TableForm {
    /// A folder of CSV files.
    Csv,
    /// A folder of Parquet files (feature `parquet`).
    Parquet,
    /// One SQLite database (feature `sqlite`).
    Sqlite,
    /// One Excel workbook (feature `workbook`).
    Xlsx,
}

impl TableForm {
    /// Every form.
    pub const ALL: [TableForm; 4] = [TableForm::Csv, TableForm::Parquet, TableForm::Sqlite, TableForm::Xlsx];

    /// The form's name, `sqlite`.
    pub fn as_str(self) -> &'static str {
        match self {
            TableForm::Csv => "csv",
            TableForm::Parquet => "parquet",
            TableForm::Sqlite => "sqlite",
            TableForm::Xlsx => "xlsx",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<TableForm> {
        TableForm::ALL.into_iter().find(|form| form.as_str() == name)
    }

    /// The form that the ending of a file tells; none for a folder.
    pub fn of_path(path: &Path) -> Option<TableForm> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "sqlite" | "sqlite3" | "db" => Some(TableForm::Sqlite),
            "xlsx" => Some(TableForm::Xlsx),
            _ => None,
        }
    }

    /// True where there is a file for each table, in a folder.
    pub fn is_folder(self) -> bool {
        matches!(self, TableForm::Csv | TableForm::Parquet)
    }

    /// Begins tables of this form in the folder `path`, which must exist, or as
    /// the file `path`. They appear under their names when they are whole.
    ///
    /// # Errors
    /// When a file cannot be made, and where this build lacks the form's feature.
    pub fn create(self, path: &Path) -> Result<Box<dyn RecordWriter>> {
        match self {
            TableForm::Csv => Ok(Box::new(TableSet::create(path)?)),
            #[cfg(feature = "parquet")]
            TableForm::Parquet => Ok(Box::new(super::parquet::TableSet::create(path)?)),
            #[cfg(feature = "sqlite")]
            TableForm::Sqlite => Ok(Box::new(super::sqlite::Database::create(path)?)),
            #[cfg(feature = "workbook")]
            TableForm::Xlsx => Ok(Box::new(super::workbook::Workbook::create(path)?)),
            #[allow(unreachable_patterns, reason = "a build with all features lacks none")]
            lacking => Err(lacking.lacking()),
        }
    }

    #[allow(dead_code, reason = "a build with all features lacks none")]
    fn lacking(self) -> Error {
        let feature = if self == TableForm::Xlsx { "workbook" } else { self.as_str() };
        Error::usage(format!(
            "this build writes no {}: it was made without the feature `{feature}` \
             (cargo install --path . --features cli,{feature})",
            self.as_str()
        ))
    }
}

/// Takes records one by one and writes what is told of them.
pub trait RecordWriter: Send {
    /// Adds the rows of one record to every table.
    ///
    /// # Errors
    /// When they cannot be written.
    fn add(&mut self, record: &Record) -> Result<()>;

    /// Writes out what is held back and gives the files their names.
    ///
    /// # Errors
    /// When a file cannot be written to or renamed.
    fn finish(self: Box<Self>) -> Result<()>;
}

impl RecordWriter for TableSet {
    fn add(&mut self, record: &Record) -> Result<()> {
        TableSet::add(self, record)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        TableSet::finish(*self)
    }
}
