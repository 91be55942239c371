//! Gregorian arithmetic that times need: ends of months, weeks that begin on
//! Monday, and the days of the 24 solar terms (`dicts/solar_terms.tsv`).

use crate::lexicon::table::{TableKind, embedded_rows};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Step, ToSpan};
use std::sync::LazyLock;

/// The first and last day of a stretch of time, both inclusive.
pub(super) type Stretch = (Date, Date);

/// The day `y-m-d`, if there is one.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, month as i8, day as i8).ok()
}

/// `date` moved by `n` days.
pub(super) fn add_days(date: Date, n: i32) -> Option<Date> {
    add(date, n.days())
}

/// `date` moved by `n` months; a day the month lacks becomes its last.
pub(super) fn add_months(date: Date, n: i32) -> Option<Date> {
    add(date, n.months())
}

fn add(date: Date, step: Step) -> Option<Date> {
    date.checked_add(step).ok()
}

/// Days from `a` to `b`.
pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |s| s.get_days())
}

/// The whole year.
pub(super) fn year(y: i16) -> Option<Stretch> {
    months(y, 1, 12)
}

/// The whole month.
pub(super) fn month(y: i16, m: u8) -> Option<Stretch> {
    months(y, m, m)
}

/// From the first day of month `a` to the last of month `b` of the same year,
/// or of the next where `b` comes before `a` (winter is 12 to 2).
pub(super) fn months(y: i16, a: u8, b: u8) -> Option<Stretch> {
    let last = day(if b < a { y.checked_add(1)? } else { y }, b, 1)?;
    Some((day(y, a, 1)?, last.last_of_month()))
}

/// Month `m` counted from January of `y`, where `m` may leave the year.
pub(super) fn month_from(y: i16, m: i32) -> Option<(i16, u8)> {
    let months = i32::from(y) * 12 + m - 1;
    Some((i16::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as u8 + 1))
}

/// Days `a` to `b` of a month, `b` cut at the month's end.
pub(super) fn days_of_month(y: i16, m: u8, a: u8, b: u8) -> Option<Stretch> {
    let (_, last) = month(y, m)?;
    Some((day(y, m, a)?, day(y, m, b.min(last.day() as u8))?))
}

/// The Monday on or before `date`.
pub(super) fn monday(date: Date) -> Option<Date> {
    add_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// Week `n` of a stretch, counted from its first Monday.
pub(super) fn nth_week(stretch: Stretch, n: u8) -> Option<Stretch> {
    let first = nth_weekday(stretch, Weekday::Monday, 1)?;
    let from = add_days(first, 7 * (i32::from(n) - 1))?;
    (from <= stretch.1).then_some((from, add_days(from, 6)?))
}

/// The `n`th such weekday of a stretch, from its end where `n` is negative.
pub(super) fn nth_weekday(stretch: Stretch, weekday: Weekday, n: i8) -> Option<Date> {
    let found = if n > 0 {
        let ahead = i32::from(stretch.0.weekday().until(weekday));
        add_days(stretch.0, ahead + 7 * (i32::from(n) - 1))?
    } else {
        let back = i32::from(weekday.until(stretch.1.weekday()));
        add_days(stretch.1, -back + 7 * (i32::from(n) + 1))?
    };
    (stretch.0 <= found && found <= stretch.1).then_some(found)
}

/// Weekday from 1 (Monday) to 7 (Sunday).
pub(super) fn weekday(n: u8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(n as i8).ok()
}

/// The solar terms, the columns of the table behind the year.
fn terms() -> &'static [&'static str] {
    &TableKind::SolarTerms.schema().columns[1..]
}

/// The place of a solar term in the year, 0 for 小寒.
pub(super) fn term_index(name: &str) -> Option<u8> {
    terms().iter().position(|t| *t == name).map(|i| i as u8)
}

/// The day of a solar term in a year of the table.
pub(super) fn term(year: i16, index: u8) -> Option<Date> {
    let row = usize::try_from(i32::from(year) - i32::from(TABLE.0)).ok()?;
    let days = TABLE.1.get(row)?;
    day(year, index / 2 + 1, *days.get(usize::from(index))?)
}

/// The table's first year and its rows.
static TABLE: LazyLock<(i16, Vec<[u8; 24]>)> = LazyLock::new(|| {
    let mut first = None;
    let mut days = Vec::new();
    for row in embedded_rows(TableKind::SolarTerms) {
        let year = row.number("year").unwrap_or(0);
        first.get_or_insert(year);
        days.push(std::array::from_fn(|term| row.cell_at(term + 1).parse().unwrap_or(0)));
    }
    (first.unwrap_or(0), days)
});

#[cfg(test)]
mod tests {
    use super::super::lunar;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_are_counted_from_the_first_monday() {
        let june = month(2021, 6).unwrap();
        assert_eq!(nth_week(june, 2), Some((date(2021, 6, 14), date(2021, 6, 20))));
        assert_eq!(nth_weekday(june, Weekday::Sunday, 3), Some(date(2021, 6, 20)));
        assert_eq!(nth_weekday(june, Weekday::Wednesday, -1), Some(date(2021, 6, 30)));
        assert_eq!(nth_weekday(june, Weekday::Sunday, 5), None);
    }

    #[test]
    fn months_may_leave_the_year() {
        assert_eq!(month_from(2021, 0), Some((2020, 12)));
        assert_eq!(month_from(2021, 13), Some((2022, 1)));
        assert_eq!(months(2020, 12, 2), Some((date(2020, 12, 1), date(2021, 2, 28))));
    }

    /// The two tables check each other: by the calendar's own rule the second
    /// term of each month falls in the lunar month of its number, save in the
    /// three winters where two terms meet in one month.
    #[test]
    fn solar_terms_agree_with_lunar_months() {
        let mut astray = Vec::new();
        for y in 1900..=2100 {
            for i in (1..24u8).step_by(2) {
                let day = term(y, i).unwrap();
                let Some(lunar) = lunar::from_gregorian(day) else { continue };
                let want = (i / 2 + 11) % 12 + 1;
                if lunar.leap || lunar.month != want {
                    astray.push(y);
                }
            }
        }
        astray.dedup();
        assert_eq!(astray, [1985, 2033, 2034, 2053]);
        assert_eq!(term(2021, term_index("清明").unwrap()), Some(date(2021, 4, 4)));
        assert_eq!(term(2101, 0), None);
    }
}
