//! Festivals: the days they fall on (`dicts/festivals.tsv`) and the statutory
//! holidays announced for them (`dicts/holidays.tsv`).
//!
//! A row of `festivals.tsv` gives names, a rule, the days counted from the
//! rule's day (`0..2`; that day alone when empty), and the days of the statutory
//! holiday where it has one. A name with a `?` behind it is a festival only
//! where something beside it says so (期间, 节前, a year, quotation marks), for
//! 十一 is a number and 雨水 is rain.
//!
//! | rule | day |
//! |---|---|
//! | `05-01` | 1 May |
//! | `weekday:5-2-7` | second Sunday of May; a negative count is from the end |
//! | `lunar:8-15`, `lunar:last` | lunar date; last day of the lunar year |
//! | `term:清明` | solar term |
//! | `easter:-2`, `orthodox:1` | days from Western or Eastern Easter |
//! | `hijri:10-1`, `hebrew:7-15` | months of these calendars, Tishri being 1 |
//! | `moon:10-17-1` | this lunar day at or after 17 October |

use super::calendar::{self, Stretch};
use super::lunar::{self, LunarDate};
use crate::Result;
use crate::lexicon::table::Row;
use calendrical_calculations::{gregorian, julian, rata_die::RataDie};
use icu_calendar::Date as IcuDate;
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::cal::{Hebrew, Hijri, Iso};
use icu_calendar::types::Month;
use jiff::civil::{Date, Weekday, date};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One festival.
#[derive(Clone, Debug)]
pub(super) struct Festival {
    names: Vec<Name>,
    rule: Rule,
    /// First and last day, counted from the rule's day.
    days: (i32, i32),
    /// First and last day of its statutory holiday by the standing rule,
    /// counted from its own first and last; `None` for one without a holiday.
    holiday: Option<(i32, i32)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Rule {
    Fixed(u8, u8),
    NthWeekday(u8, i8, Weekday),
    Lunar(u8, u8),
    LunarLast,
    Term(u8),
    Easter(i32),
    Orthodox(i32),
    Hijri(u8, u8),
    Hebrew(u8, u8),
    Moon(u8, u8, u8),
}

/// A name of a festival.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As printed.
    pub name: Cow<'static, str>,
    /// True when the name alone does not make a festival.
    pub ambiguous: bool,
}

/// Every festival, with the holidays announced.
#[derive(Clone, Debug, Default)]
pub(super) struct Festivals {
    all: Vec<Festival>,
    /// The days announced for a festival's name in a year.
    announced: BTreeMap<(Cow<'static, str>, i16), Stretch>,
}

/// The two numbers of a cell `0..6`.
fn two_days(row: &Row<'_>, column: &str) -> Result<Option<(i32, i32)>> {
    let Some(cell) = row.optional(column) else { return Ok(None) };
    let pair = cell.split_once("..").and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    pair.map(Some).ok_or_else(|| row.expected(column, "two numbers of days such as 0..6"))
}

impl Rule {
    fn parse(cell: &str) -> Option<Rule> {
        let Some((kind, value)) = cell.split_once(':') else {
            let (m, d) = pair(cell)?;
            return Some(Rule::Fixed(m, d));
        };
        Some(match (kind, value) {
            ("lunar", "last") => Rule::LunarLast,
            ("lunar", v) => pair(v).map(|(m, d)| Rule::Lunar(m, d))?,
            ("hijri", v) => pair(v).map(|(m, d)| Rule::Hijri(m, d))?,
            ("hebrew", v) => pair(v).map(|(m, d)| Rule::Hebrew(m, d))?,
            ("term", v) => Rule::Term(calendar::term_index(v)?),
            ("easter", v) => Rule::Easter(v.parse().ok()?),
            ("orthodox", v) => Rule::Orthodox(v.parse().ok()?),
            ("weekday", v) => {
                let (month, rest) = v.split_once('-')?;
                let (n, weekday) = rest.rsplit_once('-')?;
                let weekday = calendar::weekday(weekday.parse().ok()?)?;
                Rule::NthWeekday(month.parse().ok()?, n.parse().ok()?, weekday)
            }
            ("moon", v) => {
                let (from, day) = v.rsplit_once('-')?;
                let (m, d) = pair(from)?;
                Rule::Moon(m, d, day.parse().ok()?)
            }
            _ => return None,
        })
    }

    /// The days of Gregorian year `year` the rule gives; two at most, for a
    /// lunar year is shorter.
    fn days(self, year: i16) -> impl Iterator<Item = Date> {
        let one = |d: Option<Date>| [d, None];
        let found = match self {
            Rule::Fixed(m, d) => one(calendar::day(year, m, d)),
            Rule::NthWeekday(m, n, w) => {
                one(calendar::month(year, m).and_then(|s| calendar::nth_weekday(s, w, n)))
            }
            Rule::Lunar(m, d) => [year - 1, year].map(|y| lunar_day(y, m, d)),
            Rule::LunarLast => [year - 1, year].map(lunar::last_day),
            Rule::Term(i) => one(calendar::term(year, i)),
            Rule::Easter(n) => one(from_fixed(gregorian::easter(year.into()), n)),
            Rule::Orthodox(n) => one(from_fixed(julian::easter(year.into()), n)),
            Rule::Hijri(m, d) => hijri(year, m, d),
            Rule::Hebrew(m, d) => [3760, 3761].map(|offset| hebrew(i32::from(year) + offset, m, d)),
            Rule::Moon(m, d, lunar_day) => one(moon(year, m, d, lunar_day)),
        };
        found.into_iter().flatten().filter(move |d| d.year() == year)
    }
}

fn pair(cell: &str) -> Option<(u8, u8)> {
    let (a, b) = cell.split_once('-')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}

fn lunar_day(year: i16, month: u8, day: u8) -> Option<Date> {
    lunar::to_gregorian(LunarDate { year, month, leap: false, day })
}

fn from_fixed(day: RataDie, offset: i32) -> Option<Date> {
    let days = i32::try_from(day.to_i64_date()).ok()?;
    calendar::add_days(date(1, 1, 1), days - 1 + offset)
}

fn to_jiff(iso: IcuDate<Iso>) -> Option<Date> {
    let year = i16::try_from(iso.year().era_year_or_related_iso()).ok()?;
    Date::new(year, iso.month().number() as i8, iso.day_of_month().0 as i8).ok()
}

fn hijri(year: i16, month: u8, day: u8) -> [Option<Date>; 2] {
    let calendar = Hijri::<UmmAlQura>::new_umm_al_qura();
    let Ok(new_year) = IcuDate::try_new_iso(year.into(), 1, 1) else { return [None, None] };
    let first = new_year.to_calendar(calendar).year().extended_year();
    [first, first + 1].map(|y| {
        let date = IcuDate::try_new(y.into(), Month::new(month), day, calendar).ok()?;
        to_jiff(date.to_calendar(Iso))
    })
}

fn hebrew(year: i32, month: u8, day: u8) -> Option<Date> {
    let date = IcuDate::try_new(year.into(), Month::new(month), day, Hebrew).ok()?;
    to_jiff(date.to_calendar(Iso))
}

/// The lunar day `lunar_day` at or after a day of the year.
fn moon(year: i16, month: u8, day: u8, lunar_day: u8) -> Option<Date> {
    let from = calendar::day(year, month, day)?;
    let today = i32::from(lunar::from_gregorian(from)?.day);
    (0..31)
        .filter_map(|n| calendar::add_days(from, n))
        .skip((i32::from(lunar_day) - today).max(0) as usize)
        .find(|d| lunar::from_gregorian(*d).is_some_and(|l| l.day == lunar_day))
}

impl Festivals {
    /// Adds or removes what a row of `festivals.tsv` says; its first name is
    /// its key.
    ///
    /// # Errors
    /// When the row has no name, no rule that can be read, or days that are no
    /// two numbers; the message names file, line and what was expected.
    pub fn add_festival<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        if let Some(name) = row.removes() {
            self.all.retain(|known| known.names.iter().all(|n| n.name != name));
            return Ok(());
        }
        let name = |entry: &'a str| match entry.strip_suffix('?') {
            Some(name) => Name { name: keep(name), ambiguous: true },
            None => Name { name: keep(entry), ambiguous: false },
        };
        let names: Vec<Name> = row.list("names").map(name).collect();
        let Some(first) = names.first() else { return Err(row.expected("names", "a name")) };
        let rule =
            Rule::parse(row.cell("rule")).ok_or_else(|| row.expected("rule", "a rule such as 05-01"))?;
        let festival = Festival {
            rule,
            days: two_days(row, "days")?.unwrap_or((0, 0)),
            holiday: two_days(row, "holiday")?,
            names: names.clone(),
        };
        match self.all.iter_mut().find(|known| known.names[0].name == first.name) {
            Some(known) => *known = festival,
            None => self.all.push(festival),
        }
        Ok(())
    }

    /// Adds the days that a row of `holidays.tsv` announces.
    ///
    /// # Errors
    /// When the year is no number or a day no ISO date, and for a row that
    /// removes another: announced holidays are only replaced.
    pub fn add_holiday<'a>(
        &mut self,
        row: &Row<'a>,
        keep: impl Fn(&'a str) -> Cow<'static, str>,
    ) -> Result<()> {
        if row.removes().is_some() {
            return Err(row.error("expected a year; announced holidays are replaced, not removed"));
        }
        let day = |column: &str| row.parsed::<Date>(column, "a day such as 2021-10-01");
        let key = (keep(row.cell("festival")), row.number("year")?);
        self.announced.insert(key, (day("from")?, day("to")?));
        Ok(())
    }

    /// How many festivals there are.
    pub fn count(&self) -> u16 {
        u16::try_from(self.all.len()).unwrap_or(u16::MAX)
    }

    /// Every name with the number of its festival.
    pub fn names(&self) -> impl Iterator<Item = (u16, &Name)> {
        (0..).zip(&self.all).flat_map(|(n, festival)| festival.names.iter().map(move |name| (n, name)))
    }

    /// The days of the festival in a Gregorian year; the first where there
    /// are two.
    pub fn days(&self, festival: u16, year: i16) -> Option<Stretch> {
        let festival = self.all.get(usize::from(festival))?;
        let day = festival.rule.days(year).next()?;
        Some((calendar::add_days(day, festival.days.0)?, calendar::add_days(day, festival.days.1)?))
    }

    /// The statutory holiday of the festival in a year: as announced, else by
    /// the standing rule, else the festival's own days.
    pub fn holiday(&self, festival: u16, year: i16) -> Option<Stretch> {
        let known = self.all.get(usize::from(festival))?;
        let announced =
            || known.names.iter().find_map(|n| self.announced.get(&(n.name.clone(), year)).copied());
        if let Some(announced) = announced() {
            return Some(announced);
        }
        let (from, to) = self.days(festival, year)?;
        let (before, after) = known.holiday.unwrap_or((0, 0));
        Some((calendar::add_days(from, before)?, calendar::add_days(to, after)?))
    }

    /// True for a festival with a statutory holiday.
    pub fn has_holiday(&self, festival: u16) -> bool {
        self.all.get(usize::from(festival)).is_some_and(|known| known.holiday.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::super::TimeTables;
    use super::*;

    fn number(name: &str) -> u16 {
        let mut names = TimeTables::embedded().festivals.names();
        names.find(|(_, n)| n.name == name).unwrap_or_else(|| panic!("{name}")).0
    }

    fn days(name: &str, year: i16) -> Stretch {
        TimeTables::embedded().festivals.days(number(name), year).unwrap_or_else(|| panic!("{name} {year}"))
    }

    #[test]
    fn each_kind_of_rule_gives_its_day() {
        let one = |d| (d, d);
        assert_eq!(days("春节", 2021), one(date(2021, 2, 12)));
        assert_eq!(days("除夕", 2021), one(date(2021, 2, 11)));
        assert_eq!(days("清明节", 2021), one(date(2021, 4, 4)));
        assert_eq!(days("母亲节", 2021), one(date(2021, 5, 9)));
        assert_eq!(days("地球一小时", 2021), one(date(2021, 3, 27)));
        assert_eq!(days("复活节", 2013), one(date(2013, 3, 31)));
        assert_eq!(days("东正教复活节", 2013), one(date(2013, 5, 5)));
        assert_eq!(days("古尔邦节", 2013), one(date(2013, 10, 15)));
        assert_eq!(days("赎罪日", 2013), one(date(2013, 9, 13)));
        assert_eq!(days("逾越节", 2018), (date(2018, 3, 30), date(2018, 4, 7)));
        assert_eq!(days("排灯节", 2013), one(date(2013, 11, 3)));
    }

    #[test]
    fn every_festival_has_its_days_and_every_holiday_its_festival() {
        let festivals = &TimeTables::embedded().festivals;
        for n in 0..festivals.count() {
            assert!(festivals.days(n, 2021).is_some(), "{:?}", festivals.all[usize::from(n)].names);
        }
        for (name, _) in festivals.announced.keys() {
            assert!(number(name) < festivals.count(), "{name}");
        }
    }

    #[test]
    fn holidays_are_those_announced() {
        let festivals = &TimeTables::embedded().festivals;
        let spring = number("春节");
        assert_eq!(festivals.holiday(spring, 2021), Some((date(2021, 2, 11), date(2021, 2, 17))));
        assert_eq!(festivals.holiday(spring, 2035), Some((date(2035, 2, 7), date(2035, 2, 13))));
        assert!(festivals.has_holiday(spring) && !festivals.has_holiday(number("母亲节")));
    }
}
