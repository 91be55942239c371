//! Towns, townships and subdistricts: `dicts/townships.tsv`, asked by name.
//!
//! No automaton is made of them: the stage that reads places knows where a
//! name ends, and asks the sorted rows what it names.

use super::table::{self, Row, TableKind, embedded_rows};
use crate::error::Result;
use std::sync::LazyLock;

static ROWS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = read(embedded_rows(TableKind::Townships));
    rows.expect("the embedded tables are read by every test")
});

/// The codes of all that have the name: nine digits, the first six their
/// county's.
pub(crate) fn codes(name: &str) -> impl Iterator<Item = &'static str> {
    let found = ROWS.binary_search_by(|(known, _)| known.cmp(&name)).ok();
    table::list(found.map_or("", |at| ROWS[at].1))
}

/// The names with their codes as they stand, by 、.
///
/// # Errors
/// When a row does not stand behind the one before it by its bytes, or has
/// anything but codes of nine digits; the message names the line.
fn read<'a>(rows: impl Iterator<Item = Row<'a>>) -> Result<Vec<(&'a str, &'a str)>> {
    let mut read: Vec<(&str, &str)> = Vec::new();
    for row in rows {
        let is_code = |code: &str| code.len() == 9 && code.bytes().all(|b| b.is_ascii_digit());
        if row.optional("codes").is_none() || !row.list("codes").all(is_code) {
            return Err(row.expected("codes", "codes of nine digits"));
        }
        if let Some((last, _)) = read.last().filter(|(last, _)| *last >= row.key()) {
            return Err(row.expected("name", &format!("a name that sorts behind {last:?}")));
        }
        read.push((row.key(), row.cell("codes")));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found() {
        assert!(ROWS.len() > 30_000);
        for (name, listed) in ROWS.iter() {
            assert!(codes(name).eq(table::list(listed)), "{name}");
        }
    }

    #[test]
    fn what_is_no_township_is_not_found() {
        for name in ["", "镇", "name", "#", "许昌市", "龘龘镇"] {
            assert_eq!(codes(name).count(), 0, "{name}");
        }
        assert!(codes("石桥镇").count() > 10);
    }

    #[test]
    fn a_wrong_row_is_refused_with_its_line() {
        let fault = |rows: &str| {
            let text = format!("name\tcodes\n{rows}");
            let rows = table::rows("t.tsv", &text, TableKind::Townships.schema().columns).unwrap();
            read(rows.map(|row| row.unwrap())).unwrap_err().to_string()
        };
        assert!(fault("乙镇\t1234\n").starts_with("t.tsv:2: expected codes of nine digits in column codes"));
        assert!(fault("乙镇\t\n").starts_with("t.tsv:2: expected codes of nine digits"));
        let unsorted = fault("丙镇\t123456789\n丁镇\t123456789\n");
        assert!(unsorted.starts_with("t.tsv:3: expected a name that sorts behind \"丙镇\""), "{unsorted}");
    }
}
