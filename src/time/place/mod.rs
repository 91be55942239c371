//! One written time to the stretch of days it means.
//!
//! A year that is not written comes, in this order, from the first half of
//! the range, from a year to come that the sentence names, from a dated time
//! before it in the paragraph, or from the issue date: the year in which the
//! time lies nearest to the issue, or, where the sentence speaks of what is to
//! come, the issue's own or the next.

mod feast;

use self::feast::lunar_year;
use super::anchor::{Anchors, Cue};
use super::calendar::{self, Stretch, add_days};
use super::festival::Festivals;
use super::lunar;
use super::resolve::Context;
use super::written::{Around, Century, Grain, LAST, Month, Unit, Within, Written, Year};
use crate::record::Basis;
use jiff::civil::Date;

/// A time with its days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub stretch: Stretch,
    pub grain: Grain,
    pub basis: Basis,
    /// True when the text wrote the month or year itself.
    pub explicit: bool,
}

/// What a time is placed against.
pub(super) struct Placer<'a> {
    pub context: &'a Context,
    pub festivals: &'a Festivals,
    pub anchors: &'a Anchors,
    pub cue: Cue,
    /// The first half of the range this is the second of.
    pub after: Option<&'a Placed>,
}

/// A day or month without a year lies in the issue's year where it is not farther ahead of the issue than this: that
/// of the year before would be ten months ago and more, which newspapers tell with its year. Of 48 such in news nine
/// in ten were to come; farther ahead both are met.
const NEAR_DAYS: i32 = 60;
/// Where the text has just told of an earlier year, a time may lie this far ahead with a word that leads to an end
/// (持续至, 起, 举行).
const SOON_DAYS: i32 = 45;
/// And this far without one: a web date may be the day before the paper's.
const SLACK_DAYS: i32 = 3;
/// Months counted from January on that end later than this after the issue are last year's: 前三季度 in February.
const COUNTED_DAYS: i32 = 31;
/// A quarter or half-year of the issue's year that begins later than this
/// after the issue is last year's, unless it is to come.
const FAR_DAYS: i32 = 150;

impl Placer<'_> {
    pub fn place(&self, w: Written) -> Option<Placed> {
        let (stretch, grain) = self.stretch(w)?;
        let explicit_year = matches!(w.year, Some(Year::Number(_)));
        let basis = self.basis(w);
        let day_or_month =
            matches!(w.unit, Unit::Day(m, _) | Unit::Month(m, _) | Unit::Days(m, ..) if m != Month::Open);
        Some(Placed { stretch, grain, basis, explicit: explicit_year || w.year.is_some() || day_or_month })
    }

    fn basis(&self, w: Written) -> Basis {
        match (w.unit, w.year) {
            (Unit::RecentDays(_) | Unit::RecentYears(_) | Unit::Clock, _) => Basis::Inferred,
            (Unit::Festival(_, Around::Before | Around::After | Around::AfterHoliday), _) => Basis::Inferred,
            (Unit::Holiday(_) | Unit::SamePeriod, _) => Basis::Inferred,
            (Unit::Century(Century::From(_), ..) | Unit::Plan(..), _) => Basis::Explicit,
            (_, Some(Year::Number(_))) => Basis::Explicit,
            _ => Basis::Issue,
        }
    }

    fn issue(&self) -> Option<Date> {
        self.context.date
    }

    fn stretch(&self, w: Written) -> Option<(Stretch, Grain)> {
        let one = |d: Date| (d, d);
        Some(match w.unit {
            Unit::Year if w.lunar => (lunar_year(self.year_of(w.year?)?)?, Grain::Year),
            Unit::Year => (calendar::year(self.year_or_found(w.year)?)?, Grain::Year),
            Unit::Months(a, b, grain) => (self.months(w.year, a, b, grain)?, grain),
            Unit::QuarterFound if self.anchors.quarter.is_some() => (self.anchors.quarter?, Grain::Quarter),
            Unit::QuarterFound => self.stretch(Written { unit: Unit::QuarterOf(0, 0, 2), ..w })?,
            Unit::QuarterOf(n, a, b) => {
                let today = self.issue()?;
                let first = (i32::from(today.month()) - 1) / 3 * 3 + 1 + 3 * i32::from(n);
                let (y, m) = calendar::month_from(today.year(), first)?;
                (calendar::months(y, m + a, m + b)?, if a == b { Grain::Period } else { Grain::Quarter })
            }
            Unit::Season(n) => (self.season(w.year, n)?, Grain::Season),
            Unit::YearWeek(n) => (calendar::nth_week(self.whole_year(w.year)?, n)?, Grain::Week),
            Unit::YearDays(n) => (ends(self.whole_year(w.year)?, n)?, Grain::Period),
            Unit::Month(m, within) => self.month(w, m, within)?,
            Unit::Day(m, d) => (one(self.day(w.year, m, d)?), Grain::Day),
            Unit::Days(m, a, b) => {
                let first = self.day(w.year, m, a)?;
                ((first, calendar::day(first.year(), first.month() as u8, b)?), Grain::Day)
            }
            Unit::DaysOf(a, b) => {
                let today = self.issue()?;
                let grain = if a == b { Grain::Day } else { Grain::Period };
                ((add_days(today, a.into())?, add_days(today, b.into())?), grain)
            }
            Unit::DayFound(0) => (one(self.anchors.found_day()?), Grain::Day),
            // 次日 and 第二天 need a day before them in the text.
            Unit::DayFound(n) => (one(add_days(self.anchors.day?, n.into())?), Grain::Day),
            Unit::Week(n) => (self.week(n)?, Grain::Week),
            Unit::Weekend(n) => {
                let (monday, sunday) = self.week(n)?;
                ((add_days(monday, 5)?, sunday), Grain::Period)
            }
            Unit::Weekday(week, d) => (one(self.weekday(week, d)?), Grain::Day),
            Unit::Festival(f, around) => self.festival(w, f, around)?,
            Unit::Holiday(around) => {
                let (f, year) = self.last_festival()?;
                self.around(f, year, around)?
            }
            Unit::Lunar { month, leap, day } => self.lunar(w, month, leap, day)?,
            Unit::Century(century, a, b, grain) => (self.century(century, a, b)?, grain),
            Unit::Years(a, b) => {
                let year = self.issue()?.year();
                let grain = if a == b { Grain::Year } else { Grain::Period };
                ((calendar::year(year + i16::from(a))?.0, calendar::year(year + i16::from(b))?.1), grain)
            }
            Unit::Plan(n, a, b) => {
                let first = plan_start(n);
                let stretch =
                    (calendar::year(first + i16::from(a))?.0, calendar::year(first + i16::from(b))?.1);
                (stretch, if a == b { Grain::Year } else { Grain::Period })
            }
            Unit::SamePeriod => self.same_period(w.year?)?,
            Unit::Now => (one(self.issue()?), Grain::Day),
            Unit::RecentDays(n) => {
                let today = self.issue()?;
                ((add_days(today, -i32::from(n))?, today), Grain::Period)
            }
            Unit::RecentYears(n) => {
                let today = self.issue()?;
                ((calendar::add_months(today, -12 * i32::from(n))?, today), Grain::Period)
            }
            Unit::Clock => (one(self.after.map(|p| p.stretch.1).or(self.anchors.found_day())?), Grain::Day),
        })
    }

    fn year_of(&self, year: Year) -> Option<i16> {
        Some(match year {
            Year::Number(y) => y,
            Year::Short(yy) => {
                let yy = i16::from(yy);
                let now = self.issue().map_or(2025, |d| d.year());
                let this = now - now.rem_euclid(100) + yy;
                if this > now + 10 { this - 100 } else { this }
            }
            Year::Issue(n) => self.issue()?.year().checked_add(n.into())?,
            Year::Found(n) => self.anchors.found_year()?.checked_add(n.into())?,
            // 1894年,农历甲午年: the year just written, where it is one.
            Year::Cycle(place) => match self.anchors.any_year.filter(|y| lunar::cycle(*y) == place) {
                Some(y) => y,
                None => lunar::year_of_cycle(place, self.issue()?.year()),
            },
        })
    }

    /// The year written, else the one last meant: 全年.
    fn year_or_found(&self, year: Option<Year>) -> Option<i16> {
        match year {
            Some(y) => self.year_of(y),
            None => self.anchors.found_year(),
        }
    }

    fn whole_year(&self, year: Option<Year>) -> Option<Stretch> {
        calendar::year(self.year_or_found(year)?)
    }

    /// The year a range's first half gives, for a time in month `m`.
    fn year_from_first(&self, m: u8) -> Option<i16> {
        let first = self.after?.stretch.0;
        let year = first.year();
        Some(if m < first.month() as u8 { year.checked_add(1)? } else { year })
    }

    /// Picks the year of a stretch that recurs each year.
    fn recur(&self, at: impl Fn(i16) -> Option<Stretch>) -> Option<Stretch> {
        let today = self.issue()?;
        let year = today.year();
        let this = at(year);
        if self.cue.alone {
            return this.or_else(|| (1..=4).find_map(|n| at(year - n)));
        }
        let just_past = this.is_some_and(|s| {
            let since = calendar::days_between(s.0, today);
            (0..=SOON_DAYS).contains(&since)
        });
        if let Some(coming) = self.anchors.coming_year.filter(|_| !self.cue.past && !just_past) {
            return at(coming).or(this);
        }
        let ahead = |s: &Stretch| calendar::days_between(today, s.0);
        match this {
            Some(s) if self.cue.future && s.1 < today => {
                // 将于1月5日 in December is next January.
                at(year + 1).filter(|n| ahead(n) < FAR_DAYS && !self.cue.past).or(Some(s))
            }
            Some(s) if ahead(&s) <= self.slack() || self.cue.future => Some(s),
            _ => (1..=8).find_map(|n| at(year - n)),
        }
    }

    /// How many days a time without a year may lie ahead of the issue.
    fn slack(&self) -> i32 {
        let earlier =
            self.issue().is_some_and(|today| self.anchors.any_year.is_some_and(|y| y < today.year()));
        match self.cue {
            Cue { past: true, .. } => 0,
            _ if !earlier => NEAR_DAYS,
            Cue { until: true, .. } => SOON_DAYS,
            _ => SLACK_DAYS,
        }
    }

    /// Halves, quarters and edges: the issue's year, unless far ahead.
    fn months(&self, year: Option<Year>, a: u8, b: u8, grain: Grain) -> Option<Stretch> {
        if let Some(y) = year {
            return calendar::months(self.year_of(y)?, a, b);
        }
        if let Some(y) = self.year_from_first(a) {
            return calendar::months(y, a, b);
        }
        if let Some(y) = self.anchors.year.filter(|_| !self.cue.alone) {
            return calendar::months(y, a, b);
        }
        if grain == Grain::Month {
            let found = self.recur(|y| calendar::months(y, a, b))?;
            let before = a == 1 && b > 1 && self.is_counted_ahead(found);
            return if before { calendar::months(found.0.year() - 1, a, b) } else { Some(found) };
        }
        let today = self.issue()?;
        let this = calendar::months(today.year(), a, b)?;
        if a == 1 && b > 3 && grain == Grain::Quarter && self.is_counted_ahead(this) {
            return calendar::months(today.year() - 1, a, b);
        }
        let far = calendar::days_between(today, this.0) > FAR_DAYS && !self.cue.future && !self.cue.alone;
        // 年底 is the end of the year we are in, however far.
        if far && (a, b) != (12, 12) { calendar::months(today.year() - 1, a, b) } else { Some(this) }
    }

    /// True of months counted from January on (前三季度, 前11个月, 1至11月) that have not come to their end at the
    /// issue's date, where no word says that they are to come.
    pub fn is_counted_ahead(&self, stretch: Stretch) -> bool {
        let left = self.issue().map_or(0, |today| calendar::days_between(today, stretch.1));
        left > COUNTED_DAYS && !self.cue.future && !self.cue.alone
    }

    /// 春 is March to May, and so on; 冬 ends in the next year.
    fn season(&self, year: Option<Year>, n: u8) -> Option<Stretch> {
        let first = n * 3;
        let at = |y| calendar::months(y, first, if n == 4 { 2 } else { first + 2 });
        match year {
            // 今冬 in January began last December.
            Some(Year::Issue(k)) if n == 4 && self.issue()?.month() <= 3 => {
                at(self.year_of(Year::Issue(k))? - 1)
            }
            Some(y) => at(self.year_of(y)?),
            None => self.recur(at),
        }
    }

    fn month(&self, w: Written, m: Month, within: Within) -> Option<(Stretch, Grain)> {
        let (y, m) = self.year_month(w.year, m)?;
        let whole = calendar::month(y, m)?;
        Some(match within {
            Within::Whole => (whole, Grain::Month),
            Within::Days(a, b) => (calendar::days_of_month(y, m, a, b)?, Grain::Period),
            Within::Week(LAST) => {
                let monday = calendar::nth_weekday(whole, calendar::weekday(1)?, -1)?;
                ((monday, add_days(monday, 6)?), Grain::Week)
            }
            Within::Week(n) => (calendar::nth_week(whole, n)?, Grain::Week),
            Within::Weekday(n, d) => {
                let n = if n == LAST { -1 } else { n as i8 };
                let day = calendar::nth_weekday(whole, calendar::weekday(d)?, n)?;
                ((day, day), Grain::Day)
            }
            Within::Head(n) => (ends(whole, n.into())?, Grain::Period),
            Within::Tail(n) => (ends(whole, -i16::from(n))?, Grain::Period),
        })
    }

    fn year_month(&self, year: Option<Year>, m: Month) -> Option<(i16, u8)> {
        match m {
            Month::Number(m) => {
                if let Some(y) = year {
                    return Some((self.year_of(y)?, m));
                }
                if let Some(y) = self.year_from_first(m) {
                    return Some((y, m));
                }
                if let Some(y) = self.leaned_year() {
                    return Some((y, m));
                }
                self.recur(|y| calendar::month(y, m)).map(|s| (s.0.year(), m))
            }
            Month::Issue(n) => {
                let today = self.issue()?;
                calendar::month_from(today.year(), i32::from(today.month()) + i32::from(n))
            }
            Month::Found(n) => {
                let (y, m) = self.anchors.found_month()?;
                calendar::month_from(y, i32::from(m) + i32::from(n))
            }
            Month::Open => self.anchors.found_month(),
        }
    }

    /// The year of a dated time before this one in the paragraph, where it is
    /// another than the issue's: 2018年3月…，6月….
    fn leaned_year(&self) -> Option<i16> {
        let year = self.anchors.year?;
        let now = self.issue().map(|d| d.year());
        (!self.cue.alone && now.is_none_or(|n| year < n)).then_some(year)
    }

    fn day(&self, year: Option<Year>, m: Month, d: u8) -> Option<Date> {
        match m {
            Month::Open => self.open_day(d),
            Month::Number(m) if year.is_none() && self.after.is_none() && self.leaned_year().is_none() => {
                let at = |y| calendar::day(y, m, d).map(|day| (day, day));
                self.recur(at).map(|s| s.0)
            }
            m => {
                let (y, m) = self.year_month(year, m)?;
                calendar::day(y, m, d)
            }
        }
    }

    /// 24日: of the first half's month, of this month or the last, or of the
    /// month written before in the paragraph.
    fn open_day(&self, d: u8) -> Option<Date> {
        if let Some(first) = self.after {
            let from = first.stretch.0;
            let here = calendar::day(from.year(), from.month() as u8, d);
            return here.filter(|day| *day >= from).or_else(|| next_month_day(from, d));
        }
        let Some(today) = self.issue() else {
            let (y, m) = self.anchors.month?;
            return calendar::day(y, m, d);
        };
        let here = calendar::day(today.year(), today.month() as u8, d);
        if self.cue.alone {
            return here;
        }
        if let Some(day) = here.filter(|day| *day <= today && calendar::days_between(*day, today) <= 2) {
            return Some(day);
        }
        if let Some((y, m)) = self.anchors.month
            && (y, m) != (today.year(), today.month() as u8)
            && let Some(day) = calendar::day(y, m, d)
        {
            let before = self.anchors.day.is_some_and(|a| a > day && calendar::days_between(day, a) > 15);
            return if before { next_month_day(day, d) } else { Some(day) };
        }
        if let Some(day) = here.filter(|day| {
            // The nearer one, and the past when in doubt: on the 15th, 20日 is
            // in five days and 30日 was two weeks ago.
            let ahead = calendar::days_between(today, *day);
            let told_ahead = self.anchors.day.is_some_and(|a| a > today && a.month() == day.month());
            (ahead <= 8 || told_ahead) && !self.cue.past || self.cue.future
        }) {
            return Some(day);
        }
        (1..=2).find_map(|n| {
            let (y, m) = calendar::month_from(today.year(), i32::from(today.month()) - n)?;
            calendar::day(y, m, d)
        })
    }

    fn week(&self, n: i8) -> Option<Stretch> {
        let monday = add_days(calendar::monday(self.issue()?)?, 7 * i32::from(n))?;
        Some((monday, add_days(monday, 6)?))
    }

    fn weekday(&self, week: Option<i8>, d: u8) -> Option<Date> {
        let offset = i32::from(d) - 1;
        if let Some(n) = week {
            return add_days(self.week(n)?.0, offset);
        }
        if let Some(first) = self.after {
            let from = first.stretch.0;
            let day = add_days(calendar::monday(from)?, offset)?;
            return if day < from { add_days(day, 7) } else { Some(day) };
        }
        let today = self.issue()?;
        let day = add_days(self.week(0)?.0, offset)?;
        if self.cue.alone || self.cue.future {
            return if day <= today { add_days(day, 7) } else { Some(day) };
        }
        if day > today { add_days(day, -7) } else { Some(day) }
    }

    fn century(&self, century: Century, a: u8, b: u8) -> Option<Stretch> {
        let first = match century {
            Century::From(y) => y,
            Century::Issue(n) => {
                let y = self.issue().map_or(2025, |d| d.year());
                y - y.rem_euclid(100) + 100 * i16::from(n)
            }
        };
        Some((calendar::year(first + i16::from(a))?.0, calendar::year(first + i16::from(b))?.1))
    }

    /// 去年同期: the last stretch written, in the year named.
    fn same_period(&self, year: Year) -> Option<(Stretch, Grain)> {
        let year = self.year_of(year)?;
        let whole_months = |p: &Placed| p.stretch.0.day() == 1 && p.stretch.1 == p.stretch.1.last_of_month();
        let last = self.anchors.last.filter(|p| {
            let counted = p.grain != Grain::Year && (p.grain != Grain::Period || whole_months(p));
            counted && p.stretch.0.year() == p.stretch.1.year()
        });
        let (from, to) = match (last, self.issue()) {
            (Some(p), _) => p.stretch,
            (None, Some(today)) => (calendar::year(today.year())?.0, today),
            (None, None) => return calendar::year(year).map(|s| (s, Grain::Period)),
        };
        let moved = |d: Date| {
            let day = calendar::day(year, d.month() as u8, d.day() as u8);
            day.or_else(|| calendar::month(year, d.month() as u8).map(|s| s.1))
        };
        let end =
            if to == to.last_of_month() { calendar::month(year, to.month() as u8)?.1 } else { moved(to)? };
        Some(((moved(from)?, end), Grain::Period))
    }
}

/// The first `n` days of a stretch, or the last where `n` is negative.
fn ends(stretch: Stretch, n: i16) -> Option<Stretch> {
    let n = i32::from(n);
    let cut = if n >= 0 {
        (stretch.0, add_days(stretch.0, n - 1)?)
    } else {
        (add_days(stretch.1, n + 1)?, stretch.1)
    };
    (n != 0 && stretch.0 <= cut.0 && cut.1 <= stretch.1).then_some(cut)
}

/// Day `d` of the month after `from`'s.
fn next_month_day(from: Date, d: u8) -> Option<Date> {
    let (y, m) = calendar::month_from(from.year(), i32::from(from.month()) + 1)?;
    calendar::day(y, m, d)
}

/// The first year of a five-year plan. 一五 ran 1953–1957 and 二五 1958–1962;
/// 三五 began in 1966 after three years of readjustment.
fn plan_start(n: u8) -> i16 {
    let n = i16::from(n);
    if n <= 2 { 1948 + 5 * n } else { 1951 + 5 * n }
}
