//! Where divisions lie: `dicts/coordinates.tsv`, asked by code.
//!
//! Exports and reports ask, and no stage does: the rows are read when the first
//! of them asks, so that an extractor is built as fast as without them.

use super::table::{Row, TableKind, embedded_rows};
#[cfg(any(feature = "report", test))]
use super::table::{embedded_texts, rows};
use crate::error::Result;
use std::sync::LazyLock;

/// A point of a division, most often where its government sits, in degrees.
///
/// It stands for the whole division and is good to about a kilometre, which is
/// how far the sources lie apart; `dicts/README.md` says what is known of the
/// datum.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Coordinates {
    /// Degrees east of Greenwich, with at most three decimals.
    pub longitude: f64,
    /// Degrees north of the equator, with at most three decimals.
    pub latitude: f64,
}

static ROWS: LazyLock<Vec<(u32, Coordinates)>> = LazyLock::new(|| {
    let rows = read(embedded_rows(TableKind::Coordinates));
    rows.expect("the embedded tables are read by every test")
});

/// Where the division of a six-digit administrative code lies, one of today or
/// one that is no more.
///
/// `None` for what is no such code and for a division without a point in the
/// sources: towns and townships, whose codes have nine digits, development
/// zones, some new districts. A township is not put where its county is: that
/// would say more than is known.
///
/// ```
/// use baozhi::lexicon::coordinates;
/// let xuchang = coordinates("411000").unwrap();
/// assert_eq!((xuchang.longitude.round(), xuchang.latitude.round()), (114.0, 34.0));
/// assert_eq!(coordinates("411003104"), None);
/// ```
pub fn coordinates(code: &str) -> Option<Coordinates> {
    let code = number(code)?;
    ROWS.binary_search_by_key(&code, |row| row.0).ok().map(|at| ROWS[at].1)
}

/// The points of all counties, cities and districts of today, by code: drawn
/// together they show the shape of the country.
#[cfg(feature = "report")]
pub(crate) fn counties() -> impl Iterator<Item = Coordinates> {
    let counties = today().filter_map(|row| number(row.key())).filter(|code| code % 100 != 0);
    counties.filter_map(|code| ROWS.binary_search_by_key(&code, |row| row.0).ok()).map(|at| ROWS[at].1)
}

/// The rows of the divisions of today; former ones and regions are rows of
/// other files.
#[cfg(any(feature = "report", test))]
fn today() -> impl Iterator<Item = Row<'static>> {
    let (name, text) = embedded_texts(TableKind::Places).next().unwrap_or_default();
    debug_assert_eq!(name, "places.tsv");
    rows(name, text, TableKind::Places.schema().columns).into_iter().flatten().filter_map(Result::ok)
}

fn number(code: &str) -> Option<u32> {
    let six = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
    six.then(|| code.parse().ok()).flatten()
}

/// The codes with their points as they stand, by code.
///
/// # Errors
/// When a row has another code than one of six digits, does not stand behind
/// the one before it, or names no point on the globe; the message names the
/// line.
fn read<'a>(rows: impl Iterator<Item = Row<'a>>) -> Result<Vec<(u32, Coordinates)>> {
    let mut read: Vec<(u32, Coordinates)> = Vec::new();
    for row in rows {
        let code = number(row.key()).ok_or_else(|| row.expected("id", "a code of six digits"))?;
        if read.last().is_some_and(|(last, _)| *last >= code) {
            return Err(row.expected("id", "a code that sorts behind the one before"));
        }
        let point = Coordinates {
            longitude: degrees(&row, "longitude", 180.0)?,
            latitude: degrees(&row, "latitude", 90.0)?,
        };
        read.push((code, point));
    }
    Ok(read)
}

fn degrees(row: &Row<'_>, column: &str, most: f64) -> Result<f64> {
    let value: f64 = row.number(column)?;
    if value.abs() <= most {
        Ok(value)
    } else {
        Err(row.expected(column, &format!("degrees from -{most} to {most}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_divisions_of_today_have_a_point_in_the_country() {
        let today: Vec<_> = today().filter(|r| number(r.key()).is_some()).collect();
        let of = |level: &str| {
            let rows = today.iter().filter(|r| r.cell("level") == level);
            let (all, known) = rows.fold((0, 0), |(all, known), row| {
                (all + 1, known + usize::from(coordinates(row.key()).is_some()))
            });
            (all, all - known)
        };
        // Provinces and prefectures have one; of counties those are left that dicts/README.md names.
        assert_eq!(of("province"), (34, 0));
        assert_eq!(of("prefecture").1, 0);
        let (all, left) = of("county");
        assert!(all > 2_900 && left < 160, "{left} of {all}");
        for (code, at) in ROWS.iter() {
            let inside = (73.0..136.0).contains(&at.longitude) && (3.0..54.0).contains(&at.latitude);
            assert!(inside, "{code}: {at:?}");
        }
        #[cfg(feature = "report")]
        assert!(counties().count() > 2_800);
    }

    #[test]
    fn a_county_lies_near_the_province_above_it() {
        // No county lies farther from its capital: the islands of the south, 15 degrees.
        for (code, at) in ROWS.iter() {
            let above =
                coordinates(&format!("{:02}0000", code / 10_000)).expect("every province has a point");
            let off = (at.longitude - above.longitude).abs().max((at.latitude - above.latitude).abs());
            assert!(off < 15.0, "{code}: {at:?}, {above:?}");
        }
    }

    #[test]
    fn what_is_no_code_has_no_point() {
        for code in ["", "id", "41100", "+41100", "411003104", "许昌市", "999999", "４１１０００"] {
            assert_eq!(coordinates(code), None, "{code}");
        }
        // A division that is no more: 许昌县, whose seat the district of today has.
        assert_eq!(coordinates("411023"), coordinates("411003"));
    }

    #[test]
    fn a_wrong_row_is_refused_with_its_line() {
        let fault = |rows: &str| {
            let text = format!("id\tlongitude\tlatitude\n{rows}");
            let rows = super::rows("c.tsv", &text, TableKind::Coordinates.schema().columns).unwrap();
            read(rows.map(|row| row.unwrap())).unwrap_err().to_string()
        };
        assert!(fault("41\t1\t1\n").starts_with("c.tsv:2: expected a code of six digits in column id"));
        assert!(fault("411000\t\t1\n").starts_with("c.tsv:2: expected a number in column longitude"));
        let swapped = fault("411000\t34.0\t113.8\n");
        assert!(
            swapped.starts_with("c.tsv:2: expected degrees from -90 to 90 in column latitude"),
            "{swapped}"
        );
        assert!(fault("411000\tNaN\t34\n").starts_with("c.tsv:2: expected degrees from -180"));
        let unsorted = fault("411000\t1\t1\n410000\t1\t1\n");
        assert!(unsorted.starts_with("c.tsv:3: expected a code that sorts behind"), "{unsorted}");
    }
}
