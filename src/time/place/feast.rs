//! Placing festivals, what is told from them, and lunar dates.

use super::super::calendar::{self, Stretch, add_days};
use super::super::lunar::{self, LunarDate};
use super::super::written::{Around, Grain, Written};
use super::Placer;
use jiff::civil::Date;

impl Placer<'_> {
    pub(super) fn festival(&self, w: Written, f: u16, around: Around) -> Option<(Stretch, Grain)> {
        let year = match w.year {
            Some(y) => self.year_of(y)?,
            None => match self.after {
                Some(first) => first.stretch.0.year(),
                None => self.festival_year(f, around)?,
            },
        };
        self.around(f, year, around)
    }

    /// The issue's year, or the neighbour where the festival is much nearer:
    /// 元旦 in December is the next.
    fn festival_year(&self, f: u16, around: Around) -> Option<i16> {
        let today = self.issue()?;
        let year = today.year();
        let distance = |y: i16| self.festivals.days(f, y).map(|s| calendar::days_between(today, s.0));
        let Some(this) = distance(year) else {
            return [year + 1, year - 1].into_iter().find(|y| distance(*y).is_some());
        };
        if self.cue.alone && around == Around::Day {
            return Some(if this < 0 && distance(year + 1).is_some() { year + 1 } else { year });
        }
        if this < -180 && distance(year + 1).is_some_and(|d| d < 75) && !self.cue.past {
            return Some(year + 1);
        }
        if this > 180 && distance(year - 1).is_some_and(|d| d > -75) && !self.cue.future {
            return Some(year - 1);
        }
        Some(year)
    }

    pub(super) fn around(&self, f: u16, year: i16, around: Around) -> Option<(Stretch, Grain)> {
        let days = self.festivals.days(f, year)?;
        let until = |from: Date| {
            let today = self.issue().filter(|d| *d >= from);
            today.or_else(|| add_days(from, 6)).map(|to| ((from, to), Grain::Period))
        };
        match around {
            Around::Day => Some((days, if days.0 == days.1 { Grain::Day } else { Grain::Period })),
            Around::Holiday => Some((self.festivals.holiday(f, year)?, Grain::Period)),
            Around::Before => Some(((add_days(days.0, -7)?, add_days(days.0, -1)?), Grain::Period)),
            Around::After => until(add_days(days.1, 1)?),
            Around::AfterHoliday => until(add_days(self.festivals.holiday(f, year)?.1, 1)?),
            Around::LastDay => {
                let day = self.festivals.holiday(f, year)?.1;
                Some(((day, day), Grain::Day))
            }
            Around::Nth(n) => {
                let day = add_days(self.festivals.holiday(f, year)?.0, i32::from(n) - 1)?;
                Some(((day, day), Grain::Day))
            }
        }
    }

    /// The festival last written, else the last that had a holiday.
    pub(super) fn last_festival(&self) -> Option<(u16, i16)> {
        if let Some(found) = self.anchors.festival {
            return Some(found);
        }
        let today = self.issue()?;
        let all = (0..self.festivals.count()).filter(|f| self.festivals.has_holiday(*f));
        all.flat_map(|f| [today.year(), today.year() - 1].map(|y| (f, y)))
            .filter_map(|(f, y)| self.festivals.holiday(f, y).map(|s| (s, f, y)))
            .filter(|(s, ..)| s.0 <= today)
            .max_by_key(|(s, ..)| s.0)
            .map(|(_, f, y)| (f, y))
    }

    pub(super) fn lunar(
        &self,
        w: Written,
        month: u8,
        leap: bool,
        day: Option<u8>,
    ) -> Option<(Stretch, Grain)> {
        let at = |year: i16| match day {
            Some(day) => lunar::to_gregorian(LunarDate { year, month, leap, day }).map(|d| (d, d)),
            None => lunar::month_span(year, month, leap),
        };
        let grain = if day.is_some() { Grain::Day } else { Grain::Month };
        if let Some(y) = w.year {
            let year = self.year_of(y)?;
            if year < lunar::FIRST_YEAR {
                // Beyond the calendar's table the month is taken as numbered.
                let stretch = calendar::month(year, month)?;
                return Some((
                    day.and_then(|d| calendar::day(year, month, d)).map_or(stretch, |d| (d, d)),
                    grain,
                ));
            }
            return at(year).map(|s| (s, grain));
        }
        if let Some(first) = self.after {
            let lunar = lunar::from_gregorian(first.stretch.0)?;
            let next = at(lunar.year).filter(|s| s.0 >= first.stretch.0).or_else(|| at(lunar.year + 1));
            return next.map(|s| (s, grain));
        }
        let today = self.issue()?;
        let year = today.year();
        let nearest = |a: Stretch, b: Stretch| {
            let far = |s: Stretch| calendar::days_between(today, s.0).abs();
            if far(b) < 60 && far(a) > 180 { b } else { a }
        };
        let this = at(year).or_else(|| (1..=19).find_map(|n| at(year - n)))?;
        let last = at(year - 1);
        Some((last.map_or(this, |last| nearest(this, last)), grain))
    }
}

/// 辛丑年 from its first day to its last.
pub(super) fn lunar_year(year: i16) -> Option<Stretch> {
    if year < lunar::FIRST_YEAR {
        return calendar::year(year);
    }
    Some((lunar::month_span(year, 1, false)?.0, lunar::last_day(year)?))
}
