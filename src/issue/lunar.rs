//! The check of a masthead's lunar date, by the calendar of `icu_calendar`.

use super::masthead_date::Lunar;
use icu_calendar::Date;
use icu_calendar::cal::ChineseTraditional;
use jiff::civil;

/// True when `printed` is the lunar date of `date`, or cannot be checked.
pub(super) fn agrees(date: civil::Date, printed: &Lunar) -> bool {
    let (year, month, day) = (i32::from(date.year()), date.month() as u8, date.day() as u8);
    let Ok(iso) = Date::try_new_iso(year, month, day) else { return true };
    let lunar = iso.to_calendar(ChineseTraditional::new());
    let month = lunar.month().to_input();
    let cycle = lunar.year().cyclic().map(|y| u32::from(y.year) - 1);
    printed.cycle.is_none_or(|c| cycle.is_none_or(|y| y == c))
        && u32::from(month.number()) == printed.month
        && month.is_leap() == printed.leap
        && u32::from(lunar.day_of_month().0) == printed.day
}

#[cfg(test)]
mod tests {
    use super::super::masthead_date::lunar;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lunar_dates_are_checked_against_the_calendar() {
        for (day, printed, want) in [
            (date(2021, 3, 3), "农历辛丑年正月二十", true),
            (date(2020, 6, 15), "闰四月廿四", true),
            (date(2020, 6, 15), "四月廿四", false),
            (date(2019, 1, 23), "戊戌年腊月十八", true),
            (date(2019, 1, 23), "己亥年腊月十八", false),
            (date(2021, 3, 3), "正月廿一", false),
        ] {
            assert_eq!(agrees(day, &lunar(printed).unwrap()), want, "{printed}");
        }
    }
}
