//! Labels that stand apart from the articles they are of: what happened, by
//! the article's id and by its characters, so that a table of them holds no
//! line of anybody's text.
//!
//! ```text
//! article  type         realis  optional  triggers     roles
//! a017     MEET.HOLD    actual            12-14 40-42  meeting:5-12 time:0-4
//! a017     SPEAK.STATE  actual  optional  61-63        speaker:58-61
//! ```
//!
//! A stretch `12-14` begins with character 12 of the article, counted from
//! 0, and ends before character 14. An article in which nothing happens has
//! one row, its type `-`.

use super::gold::{EventLine, RoleLine, TriggerLine};
use crate::error::{Error, Result};
use crate::lexicon::table::{self, Row};
use crate::record::Realis;
use rustc_hash::FxHashMap;
use std::path::Path;

const COLUMNS: &[&str] = &["article", "type", "realis", "optional", "triggers", "roles"];

/// The type in the row of an article in which nothing happens.
const NOTHING: &str = "-";

/// The labels of a table, by the id of the article.
#[derive(Debug, Default)]
pub(super) struct Labels(FxHashMap<String, Vec<EventLine>>);

impl Labels {
    /// Reads the table at `path`.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, a header without the columns, a row with
    /// an unknown realis or a stretch that is none: with file and line.
    pub(super) fn read(path: &Path) -> Result<Labels> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        Labels::parse(&path.display().to_string(), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Labels> {
        let mut labels = Labels::default();
        for row in table::rows(file, text, COLUMNS)? {
            let row = row?;
            let events = labels.0.entry(row.key().to_owned()).or_default();
            if row.cell("type") == NOTHING {
                continue;
            }
            let event = EventLine {
                kind: row.cell("type").to_owned(),
                realis: realis(row.cell("realis")).map_err(|message| row.error(message))?,
                optional: !row.cell("optional").is_empty(),
                triggers: list(&row, "triggers", stretch)?,
                roles: list(&row, "roles", role)?,
            };
            events.push(event);
        }
        Ok(labels)
    }

    /// What happens in an article; `None` of one that the table does not name.
    pub(super) fn of(&self, article: &str) -> Option<&[EventLine]> {
        self.0.get(article).map(Vec::as_slice)
    }
}

/// The entries of a cell, which blanks part.
fn list<T>(
    row: &Row<'_>,
    column: &str,
    entry: impl Fn(&str) -> std::result::Result<T, String>,
) -> Result<Vec<T>> {
    let entries = row.cell(column).split_whitespace().map(entry);
    entries.collect::<std::result::Result<_, _>>().map_err(|message| row.error(message))
}

fn realis(name: &str) -> std::result::Result<Realis, String> {
    let value = serde_json::Value::from(name);
    serde_json::from_value(value).map_err(|_| format!("{name:?}: expected a realis as in a record"))
}

fn stretch(cell: &str) -> std::result::Result<TriggerLine, String> {
    let numbers = cell.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let (start, end) = numbers.ok_or_else(|| format!("{cell:?}: expected a stretch as 12-14"))?;
    Ok(TriggerLine { start, end })
}

fn role(cell: &str) -> std::result::Result<RoleLine, String> {
    let (role, at) =
        cell.split_once(':').ok_or_else(|| format!("{cell:?}: expected a role as speaker:58-61"))?;
    Ok(RoleLine { role: role.to_owned(), text: None, at: Some(stretch(at)?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "article\ttype\trealis\toptional\ttriggers\troles\n";

    #[test]
    fn a_row_is_an_event_of_its_article() {
        let rows = "a1\tMEET.HOLD\tactual\t\t2-4 9-11\tmeeting:0-2\na1\tPOL.PLAN\tplanned\toptional\t5-7\t\n\
            a2\t-\t\t\t\t\n";
        let labels = Labels::parse("labels.tsv", &format!("{HEAD}{rows}")).unwrap();
        let Some([meeting, plan]) = labels.of("a1") else { panic!("two events") };
        assert_eq!((meeting.triggers.len(), meeting.roles.len(), meeting.optional), (2, 1, false));
        assert_eq!((plan.realis, plan.optional), (Realis::Planned, true));
        assert!(labels.of("a2").is_some_and(<[_]>::is_empty));
        assert!(labels.of("a3").is_none());
    }

    #[test]
    fn a_bad_row_says_where_and_what() {
        for (row, told) in [
            ("a1\tMEET.HOLD\tperhaps\t\t2-4\t", "perhaps"),
            ("a1\tMEET.HOLD\tactual\t\t2\t", "12-14"),
            ("a1\tMEET.HOLD\tactual\t\t2-4\tspeaker", "speaker:58-61"),
        ] {
            let error = Labels::parse("labels.tsv", &format!("{HEAD}{row}\n")).unwrap_err().to_string();
            assert!(error.contains(told) && error.contains("labels.tsv:2"), "{error}");
        }
    }
}
