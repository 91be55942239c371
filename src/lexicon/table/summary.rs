//! [`summarize`]: what a user's file is and what it adds, for people.

use super::{Schema, lines, rows};
use crate::Result;
use std::fmt;

/// What a file is and how much it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The table it extends; `None` for a list of words or patterns.
    pub schema: Option<&'static Schema>,
    /// How many rows it adds.
    pub added: usize,
    /// How many rows it removes.
    pub removed: usize,
}

/// Tells what the file with this `text` is and counts its rows; `file` stands
/// for it in errors. What stands in the cells is not looked at.
///
/// ```
/// use baozhi::lexicon::table::summarize;
/// let summary = summarize("mine.tsv", "text\tclass\n百里挑一\tidiom\n-一成不变\n")?;
/// assert_eq!(summary.to_string(), "extends not_figures.tsv: 1 row added, 1 removed; a row adds a word with a numeral that counts nothing");
/// # Ok::<(), baozhi::Error>(())
/// ```
///
/// # Errors
/// When the header is that of no table that can be extended, or a row has more
/// or fewer cells than it.
pub fn summarize(file: &str, text: &str) -> Result<Summary> {
    let schema = Schema::named_by(file, text)?;
    let mut summary = Summary { schema, added: 0, removed: 0 };
    match schema {
        Some(schema) => {
            for row in rows(file, text, schema.columns)? {
                match row?.removes() {
                    Some(_) => summary.removed += 1,
                    None => summary.added += 1,
                }
            }
        }
        None => {
            for (_, line) in lines(text) {
                match line.starts_with('-') {
                    true => summary.removed += 1,
                    false => summary.added += 1,
                }
            }
        }
    }
    Ok(summary)
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = if self.added == 1 { "row" } else { "rows" };
        let (added, removed) = (self.added, self.removed);
        match self.schema {
            Some(schema) => {
                let (file, adds) = (schema.file, schema.adds);
                write!(f, "extends {file}: {added} {rows} added, {removed} removed; a row adds {adds}")
            }
            None => write!(f, "a list of words or patterns: {added} {rows} added, {removed} removed"),
        }
    }
}
