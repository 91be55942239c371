//! Towns, townships and subdistricts: `dicts/townships.tsv`, asked by name.
//!
//! No automaton is made of them: the stage that reads places knows where a
//! name ends, and asks the sorted table what it names.

use super::table::{self, TableKind};
use std::sync::LazyLock;

static TSV: LazyLock<&str> =
    LazyLock::new(|| table::embedded_texts(TableKind::Townships).next().map_or("", |(_, text)| text));

/// The codes of all that have the name: nine digits, the first six their
/// county's.
pub(crate) fn codes(name: &str) -> impl Iterator<Item = &'static str> {
    table::list(find(&TSV, name).unwrap_or_default()).filter(|code| code.len() == 9)
}

/// The second column of the row `name`; the rows are sorted by their bytes.
fn find<'a>(table: &'a str, name: &str) -> Option<&'a str> {
    let mut rows = table;
    while !rows.is_empty() {
        let middle = rows.as_bytes()[..rows.len() / 2].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        let (row, after) = rows[middle..].split_once('\n').unwrap_or((&rows[middle..], ""));
        // Comments and the header sort before every name.
        let (found, codes) = row.split_once('\t').unwrap_or((row, ""));
        match found.cmp(name) {
            std::cmp::Ordering::Equal => return Some(codes),
            std::cmp::Ordering::Less => rows = after,
            std::cmp::Ordering::Greater => rows = &rows[..middle],
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found() {
        let rows: Vec<(&str, &str)> = TSV.lines().skip(2).filter_map(|l| l.split_once('\t')).collect();
        assert!(rows.len() > 30_000);
        assert!(rows.windows(2).all(|w| w[0].0 < w[1].0), "sorted by bytes");
        for (name, codes) in rows {
            assert_eq!(find(&TSV, name), Some(codes), "{name}");
        }
    }

    #[test]
    fn what_is_no_township_is_not_found() {
        for name in ["", "镇", "name", "#", "许昌市", "龘龘镇"] {
            assert_eq!(codes(name).count(), 0, "{name}");
        }
        assert!(codes("石桥镇").count() > 10);
    }
}
