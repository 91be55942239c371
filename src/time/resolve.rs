//! Giving values to what is written, against the issue date and the times
//! before it in the text, under the policies of [`Context`].

use super::TimeTables;
use super::anchor::{Anchors, Cue};
use super::calendar::{self, Stretch};
use super::place::{Placed, Placer};
use super::written::{Clock, Expr, Grain, Kind, Length, Month, Part, Reach, Unit, Within, Written, Year};
use crate::lexicon::variants::standard_text;
use crate::record::{Basis, MentionKind};
use crate::span::Span;
use jiff::civil::{Date, Time as ClockTime};

/// What times are read against.
///
/// There is no clock: without a date, only times that the text itself fixes
/// have a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The issue date.
    pub date: Option<Date>,
    /// Which year a month and day without one belong to.
    pub direction: Direction,
}

/// Which way a time lies that does not say its year, month or week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Direction {
    /// The nearest, to come where 将, 拟 or 即将 stands by or the expression is
    /// the whole text: 周三 typed alone is the Wednesday to come, and 30日 is
    /// one of this month.
    #[default]
    Report,
    /// Always the nearest past.
    Past,
    /// Always the nearest to come.
    Future,
}

/// The day that an issue's date stands for: `2021-03-03` itself, the last day
/// of `2021-05`, the middle of `2021`. `None` for anything else.
pub fn issue_date(text: &str) -> Option<Date> {
    crate::text::date::parse_coarse(text)
}

/// A time or duration with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolved {
    /// A point or stretch of time.
    Time(Time),
    /// A length of time.
    Duration(Duration),
}

/// A point or stretch of time with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// Its first day or minute.
    pub from: Point,
    /// Its last day or minute, inclusive.
    pub to: Point,
    /// How finely it is written.
    pub grain: Grain,
    /// The part of the day, if written.
    pub part: Option<Part>,
    /// What the value rests on.
    pub basis: Basis,
    /// `lunar` when written in the lunar calendar.
    pub calendar: Option<&'static str>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// A day, or a minute of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Point {
    /// The day.
    pub date: Date,
    /// The time of day, where one is written. 24时 is the day's last minute.
    pub time: Option<ClockTime>,
}

/// A length of time with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duration {
    /// Where it stands.
    pub span: Span,
    /// How long; the shortest where it is between two.
    pub value: Length,
    /// The longest, of 三四天 and 3至5年.
    pub to: Option<Length>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Gives values to the expressions that [`scan`](super::scan) found in `text`.
///
/// In text order. What cannot be given a value is left out: lengths without a
/// number (多年), dates that do not exist (2月30日), and, without an issue
/// date, what is told from it (去年). 过去五年 gives two: the time, and the
/// duration 五年 within it.
///
/// ```
/// use baozhi::time::{Context, Resolved, resolve, scan};
/// let text = "去年7月,历时3年";
/// let context = Context { date: Some(jiff::civil::date(2021, 3, 3)), ..Context::default() };
/// let values: Vec<String> = resolve(text, &scan(text), &context).iter().map(|r| r.value()).collect();
/// assert_eq!(values, ["2020-07-01/2020-07-31", "P3Y"]);
/// ```
pub fn resolve(text: &str, exprs: &[Expr], context: &Context) -> Vec<Resolved> {
    resolve_with(text, exprs, context, TimeTables::embedded())
}

/// As [`resolve`], with the tables that the expressions were found by.
pub fn resolve_with(text: &str, exprs: &[Expr], context: &Context, tables: &TimeTables) -> Vec<Resolved> {
    let text = &standard_text(text);
    let mut resolver = Resolver { text, context, tables, anchors: Anchors::new(context.date) };
    let mut out = Vec::with_capacity(exprs.len());
    for expr in exprs {
        resolver.one(expr, &mut out);
    }
    out
}

struct Resolver<'a> {
    text: &'a str,
    context: &'a Context,
    tables: &'a TimeTables,
    anchors: Anchors,
}

impl Resolver<'_> {
    fn one(&mut self, expr: &Expr, out: &mut Vec<Resolved>) {
        match expr.kind {
            Kind::Duration(value) => out.push(duration(expr.span, value, None, expr.rule)),
            Kind::DurationRange(a, b) => out.push(duration(expr.span, a, Some(b), expr.rule)),
            Kind::Vague => {}
            Kind::Reach { reach, length, inner } => {
                out.extend(self.reach(expr, reach, length));
                out.push(duration(inner, length, None, "duration/number"));
            }
            Kind::Beside { base, ahead, length, inner } => {
                out.extend(self.beside(expr, base, ahead, length));
                out.push(duration(inner, length, None, "duration/number"));
            }
            _ => out.extend(self.time(expr)),
        }
    }

    fn time(&mut self, expr: &Expr) -> Option<Resolved> {
        let cue = Cue::read(self.text, expr.span, self.context.direction, &self.tables.guards);
        self.anchors.advance(self.text, expr.span.start);
        let found = match expr.kind {
            Kind::Point(w) => self.point(w, cue, None).map(|p| (p, w, w)),
            Kind::Range(a, b) => self.range(a, b, cue).map(|p| (p, a, b)),
            Kind::Since(w) => self.since(w, cue).map(|p| (p, w, Written { clock: None, ..w })),
            Kind::SinceDay(day) => {
                let date = self.context.date.filter(|d| *d >= day)?;
                return Some(period(expr, (day, date), Basis::Issue));
            }
            Kind::Offset { ahead, length } => return self.offset(expr, ahead, length),
            _ => None,
        };
        let (placed, first, second) = found?;
        let stretch = placed.stretch;
        // 当日 told from the issue is no day of the text that 次日 could be told from.
        let told = matches!(expr.kind, Kind::Point(w) if w.unit == Unit::DayFound(0));
        if !told || self.anchors.day.is_some() {
            self.anchors.note(&placed);
        }
        if let Unit::Festival(festival, _) = second.unit {
            self.anchors.festival = Some((festival, stretch.1.year()));
        }
        let (from, to) = (
            point(stretch.0, first.clock, first.part),
            point(stretch.1, second.clock, second.part.or(first.part)),
        );
        if from > to {
            return None;
        }
        Some(Resolved::Time(Time {
            span: expr.span,
            from,
            to,
            grain: clock_grain(second.clock).unwrap_or(placed.grain),
            part: first.part,
            basis: placed.basis,
            calendar: (first.lunar || second.lunar).then_some("lunar"),
            rule: expr.rule,
        }))
    }

    fn point(&self, written: Written, cue: Cue, after: Option<&Placed>) -> Option<Placed> {
        self.placer(cue, after).place(written)
    }

    fn placer<'p>(&'p self, cue: Cue, after: Option<&'p Placed>) -> Placer<'p> {
        Placer {
            context: self.context,
            festivals: &self.tables.festivals,
            anchors: &self.anchors,
            cue,
            after,
        }
    }

    /// The second half takes from the first what it leaves out.
    fn range(&self, a: Written, b: Written, cue: Cue) -> Option<Placed> {
        // 今年1月至5月 says its year; 3月至2021年5月 only in its second half.
        let mut a = a;
        if a.year.is_none() && matches!(b.year, Some(Year::Number(_))) && !is_day_of_issue(&a) {
            a.year = b.year;
        }
        let mut first = self.point(a, cue, None)?;
        let mut second = self.point(b, cue, Some(&first))?;
        // 1月至11月 in January is of the year before.
        if counts_from_january(&a, &b) && self.placer(cue, None).is_counted_ahead(second.stretch) {
            a.year = Some(Year::Number(first.stretch.0.year().checked_sub(1)?));
            first = self.point(a, cue, None)?;
            second = self.point(b, cue, Some(&first))?;
        }
        let stretch = (first.stretch.0, second.stretch.1);
        (stretch.0 <= stretch.1).then_some(Placed {
            stretch,
            grain: if first.grain == second.grain { first.grain } else { Grain::Period },
            basis: first.basis.max(second.basis),
            explicit: first.explicit,
        })
    }

    fn since(&self, written: Written, cue: Cue) -> Option<Placed> {
        let cue = Cue { future: false, until: false, alone: false, ..cue };
        let first = self.point(written, cue, None)?;
        let date = self.context.date?;
        (first.stretch.0 <= date).then_some(Placed {
            stretch: (first.stretch.0, date),
            grain: Grain::Period,
            basis: Basis::Issue,
            explicit: first.explicit,
        })
    }

    /// 过去五年, 未来5年, 前两周.
    fn reach(&self, expr: &Expr, reach: Reach, length: Length) -> Option<Resolved> {
        let today = self.context.date?;
        let whole = unit_of(today, length)?;
        let stretch = match reach {
            Reach::Past => (moved(today, length, -1)?, today),
            Reach::Future => (today, moved(today, length, 1)?),
            Reach::Before if length.weeks > 0 => (moved(today, length, -1)?, calendar::add_days(today, -1)?),
            Reach::Before | Reach::Last => (moved(whole.0, length, -1)?, calendar::add_days(whole.0, -1)?),
            Reach::After | Reach::Next => {
                let from = calendar::add_days(whole.1, 1)?;
                (from, calendar::add_days(moved(from, length, 1)?, -1)?)
            }
        };
        // 3个多月以来 begins with a month, as it was counted.
        let from =
            if length.months > 0 && reach == Reach::Past { stretch.0.first_of_month() } else { stretch.0 };
        // 过去〇日 has no day in it.
        (from <= stretch.1).then(|| period(expr, (from, stretch.1), Basis::Inferred))
    }

    /// 2012年以前五年 is 2007 to 2011.
    fn beside(&self, expr: &Expr, base: Written, ahead: bool, length: Length) -> Option<Resolved> {
        let cue = Cue::default();
        let (from, to) = self.point(base, cue, None)?.stretch;
        let stretch = if ahead {
            let from = calendar::add_days(to, 1)?;
            (from, calendar::add_days(moved(from, length, 1)?, -1)?)
        } else {
            (moved(from, length, -1)?, calendar::add_days(from, -1)?)
        };
        (stretch.0 <= stretch.1).then(|| period(expr, stretch, Basis::Explicit))
    }

    /// 三年前 is that year, 三个月前 that month, 三天前 that day.
    fn offset(&mut self, expr: &Expr, ahead: bool, length: Length) -> Option<Resolved> {
        self.anchors.advance(self.text, expr.span.start);
        let told =
            self.anchors.last.filter(|p| ahead && p.explicit).and_then(|p| moved(p.stretch.0, length, 1));
        // 1997年…,26年后: told from the text, where that is not yet to come.
        let told = told.filter(|day| self.context.date.is_none_or(|today| *day <= today));
        let day = match (told, self.context.date) {
            (Some(day), _) => day,
            (None, today) => moved(today?, length, if ahead { 1 } else { -1 })?,
        };
        let (stretch, grain) = if length.days > 0 || length.weeks > 0 {
            ((day, day), Grain::Day)
        } else if length.months > 0 {
            (calendar::month(day.year(), day.month() as u8)?, Grain::Month)
        } else {
            (calendar::year(day.year())?, Grain::Year)
        };
        let placed = Placed { stretch, grain, basis: Basis::Inferred, explicit: false };
        self.anchors.note(&placed);
        let Resolved::Time(time) = period(expr, stretch, Basis::Inferred) else { return None };
        Some(Resolved::Time(Time { grain, ..time }))
    }
}

/// True for whole months of one year that begin with January: 1月至11月.
fn counts_from_january(a: &Written, b: &Written) -> bool {
    let january = matches!(a.unit, Unit::Month(Month::Number(1), Within::Whole));
    let month = matches!(b.unit, Unit::Month(Month::Number(_), Within::Whole));
    january && month && a.year.is_none() && b.year.is_none()
}

fn is_day_of_issue(w: &Written) -> bool {
    matches!(w.unit, Unit::DaysOf(..) | Unit::Week(_) | Unit::Weekday(..) | Unit::Now)
}

fn duration(span: Span, value: Length, to: Option<Length>, rule: &'static str) -> Resolved {
    Resolved::Duration(Duration { span, value, to, rule })
}

fn period(expr: &Expr, stretch: Stretch, basis: Basis) -> Resolved {
    let (from, to) = (point(stretch.0, None, None), point(stretch.1, None, None));
    let (span, rule) = (expr.span, expr.rule);
    Resolved::Time(Time { span, from, to, grain: Grain::Period, part: None, basis, calendar: None, rule })
}

fn point(date: Date, clock: Option<Clock>, part: Option<Part>) -> Point {
    let time = clock.and_then(|c| {
        let (hour, minute) = if c.hour == 24 { (23, 59) } else { (on_24_hours(c.hour, part), c.minute) };
        ClockTime::new(hour as i8, minute as i8, 0, 0).ok()
    });
    Point { date, time }
}

/// 下午2时 is 14 o'clock, 晚8时 20; 深夜11时 is 23, but 深夜1时 is 1.
fn on_24_hours(hour: u8, part: Option<Part>) -> u8 {
    let later = match part {
        Some(Part::Afternoon | Part::Evening) => hour < 12,
        Some(Part::Noon) => hour < 4,
        Some(Part::Night) => (6..12).contains(&hour),
        _ => false,
    };
    if later { hour + 12 } else { hour }
}

fn clock_grain(clock: Option<Clock>) -> Option<Grain> {
    clock.map(|c| if c.has_minute { Grain::Minute } else { Grain::Hour })
}

/// `date` moved by a length of days or more.
fn moved(date: Date, length: Length, sign: i32) -> Option<Date> {
    let count = |n: u32| i32::try_from(n).ok();
    let months = count(length.years)?.checked_mul(12)?.checked_add(count(length.months)?)?;
    let days = count(length.weeks)?.checked_mul(7)?.checked_add(count(length.days)?)?;
    if months > 120_000 || days > 3_000_000 {
        return None;
    }
    calendar::add_days(calendar::add_months(date, sign * months)?, sign * days)
}

/// The whole unit that the date lies in, for the finest unit of a length.
fn unit_of(date: Date, length: Length) -> Option<Stretch> {
    if length.days > 0 {
        Some((date, date))
    } else if length.weeks > 0 {
        let monday = calendar::monday(date)?;
        Some((monday, calendar::add_days(monday, 6)?))
    } else if length.months > 0 {
        calendar::month(date.year(), date.month() as u8)
    } else {
        calendar::year(date.year())
    }
}

impl Resolved {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Resolved::Time(t) => t.span,
            Resolved::Duration(d) => d.span,
        }
    }

    /// The rule that found it.
    pub fn rule(&self) -> &'static str {
        match self {
            Resolved::Time(t) => t.rule,
            Resolved::Duration(d) => d.rule,
        }
    }

    /// The value in ISO 8601: `2021-03-01/2021-03-31`, a single day or minute
    /// once, `P3Y`, or `P3D..P5D`.
    pub fn value(&self) -> String {
        match self {
            Resolved::Time(t) if t.from == t.to => t.from.to_string(),
            Resolved::Time(t) => format!("{}/{}", t.from, t.to),
            Resolved::Duration(d) => d.iso(),
        }
    }

    /// The mention's fields in the public record.
    pub fn to_record(&self) -> MentionKind {
        match self {
            Resolved::Time(t) => MentionKind::Time {
                from: t.from.to_string(),
                to: t.to.to_string(),
                grain: t.grain.as_str().into(),
                part: t.part.map(|p| p.as_str().into()),
                basis: t.basis,
                calendar: t.calendar.map(Into::into),
            },
            Resolved::Duration(d) => MentionKind::Duration { value: d.iso() },
        }
    }
}

impl Duration {
    fn iso(&self) -> String {
        match self.to {
            None => self.value.to_string(),
            Some(to) => format!("{}..{to}", self.value),
        }
    }
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(t) => write!(f, "{}T{:02}:{:02}", self.date, t.hour(), t.minute()),
        }
    }
}
