//! The dictionaries' file format: tab-separated lines under a header line.
//!
//! Lines that are empty or start with `#` are comments. The first other line
//! names the columns; every row after it has as many fields. A row whose first
//! field starts with `-` removes the row of that id and may leave the rest out.

use crate::{Error, Result};

/// One line of a dictionary.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// Line number from 1.
    pub line: u64,
    /// The fields, one a column.
    pub fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The id this row removes, if it is a removal.
    pub fn removes(&self) -> Option<&'a str> {
        self.fields[0].strip_prefix('-').filter(|id| !id.is_empty())
    }
}

/// The columns of `text`'s header, if its first line of content has a tab.
pub(super) fn header(text: &str) -> Option<Vec<&str>> {
    let first = text.lines().map(clean).find(|l| !is_comment(l))?;
    first.contains('\t').then(|| first.split('\t').map(str::trim).collect())
}

/// The rows of `text`, whose header must be `columns`.
pub(super) fn rows<'a>(
    file: &'a str,
    text: &'a str,
    columns: &'static [&'static str],
) -> Result<impl Iterator<Item = Result<Row<'a>>>> {
    let mut lines = numbered(text);
    if let Some((line, head)) = lines.next()
        && head.split('\t').map(str::trim).ne(columns.iter().copied())
    {
        let expected = columns.join(", ");
        return Err(Error::line(file, line, format!("expected the columns {expected}, found {head:?}")));
    }
    Ok(lines.map(move |(line, text)| row(file, line, text, columns)))
}

fn row<'a>(file: &str, line: u64, text: &'a str, columns: &[&str]) -> Result<Row<'a>> {
    let row = Row { line, fields: text.split('\t').map(str::trim).collect() };
    if row.removes().is_some() || row.fields.len() == columns.len() {
        return Ok(row);
    }
    let missing = columns.get(row.fields.len()).map(|c| format!("; no {c}")).unwrap_or_default();
    let (want, found) = (columns.len(), row.fields.len());
    Err(Error::line(
        file,
        line,
        format!("expected {want} columns ({}), found {found}{missing}", columns.join(", ")),
    ))
}

/// The lines of content with their numbers.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (u64, &str)> {
    text.lines().zip(1u64..).map(|(l, n)| (n, clean(l))).filter(|(_, l)| !is_comment(l))
}

fn clean(line: &str) -> &str {
    line.trim_end_matches('\r').trim_start_matches('\u{feff}')
}

fn is_comment(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_row_is_refused_with_its_line() {
        let mut got = rows("d.tsv", "# c\nid\tname\n1\t甲\n2\n", &["id", "name"]).unwrap();
        let e = got.find_map(Result::err).unwrap();
        assert_eq!(e.to_string(), "d.tsv:4: expected 2 columns (id, name), found 1; no name");
    }

    #[test]
    fn a_wrong_header_says_what_was_expected() {
        let e = rows("d.tsv", "id\tnom\n", &["id", "name"]).err().unwrap();
        assert_eq!(e.line_number(), Some(1));
        assert!(e.to_string().contains("expected the columns id, name"));
    }

    #[test]
    fn a_removal_needs_only_its_id() {
        let mut got = rows("d.tsv", "id\tname\n-7\n", &["id", "name"]).unwrap();
        assert_eq!(got.next().unwrap().unwrap().removes(), Some("7"));
    }
}
