//! Times: dates, stretches of time and durations, as written and resolved.
//!
//! Two steps. [`scan`] finds what is written, knowing nothing but the text.
//! [`resolve`] gives it a value against the issue date, under the policies of
//! [`Context`]: there is no clock and no time zone here.
//!
//! ```
//! use baozhi::time::{Context, resolve, scan};
//! let text = "截止到3月1日上午10时,复工率超过99%;去年同期不足九成。近日,又有一批“十四五”项目开工。";
//! let context = Context { date: Some(jiff::civil::date(2021, 3, 3)), ..Context::default() };
//! let found: Vec<(&str, String)> =
//!     resolve(text, &scan(text), &context).iter().map(|r| (&text[r.span()], r.value())).collect();
//! assert_eq!(found[0], ("3月1日上午10时", "2021-03-01T10:00".to_owned()));
//! assert_eq!(found[1], ("去年同期", "2020-03-01".to_owned()));
//! assert_eq!(found[2], ("近日", "2021-02-24/2021-03-03".to_owned()));
//! assert_eq!(found[3], ("“十四五”", "2021-01-01/2025-12-31".to_owned()));
//! ```
//!
//! Values are inclusive: 2015年 is 2015-01-01/2015-12-31, and 2015年以来 ends
//! with the issue date. Conventions that a reader might take otherwise:
//!
//! | written | value |
//! |---|---|
//! | 今年 | the whole year, also what is still to come of it |
//! | 目前, 当前, 截至目前 | the issue date |
//! | 近日, 日前 | the week up to the issue date; 近期 a month, 近年来 three years |
//! | 年初, 年底 | January and February; December |
//! | 5月初, 5月底 | days 1 to 10; 25 to the end |
//! | 去年秋天 | September to November; winter ends in the next year |
//! | 春节, 春节期间 | its day; the statutory holiday as announced |
//! | 节后 | from the day after the holiday to the issue date |
//! | 2月18日 | the nearest to the issue; to come where 将 or 拟 says so, and past where the text was in an earlier year |
//! | 21日 | this month's or last month's, or of the month before it in the paragraph |
//! | 当天, 同年 | told from the last day or year in the text, else from the issue |

mod anchor;
mod calendar;
mod digits;
mod festival;
mod grammar;
mod guards;
pub mod lunar;
mod place;
mod resolve;
mod scan;
mod tables;
mod words;
mod written;

pub use resolve::{Context, Direction, Duration, Point, Resolved, Time, issue_date, resolve, resolve_with};
pub use scan::{scan, scan_with};
pub use tables::TimeTables;

pub(crate) use grammar::length::counts_days;
pub use written::{Expr, Grain, Length, Part};

/// The names of all rules, as expressions and values carry them.
pub const RULES: &[&str] = &[
    "duration/half",
    "duration/number",
    "duration/range",
    "duration/vague",
    "time/beside",
    "time/century",
    "time/clock",
    "time/date",
    "time/date-clock",
    "time/date-range",
    "time/day",
    "time/day-range",
    "time/decade",
    "time/era",
    "time/festival",
    "time/found-day",
    "time/found-month",
    "time/found-year",
    "time/future-span",
    "time/half-year",
    "time/holiday",
    "time/lunar",
    "time/month",
    "time/month-edge",
    "time/month-range",
    "time/month-week",
    "time/now",
    "time/numeric",
    "time/offset",
    "time/past-span",
    "time/plan",
    "time/quarter",
    "time/range",
    "time/recent",
    "time/recurring",
    "time/relative-day",
    "time/relative-month",
    "time/relative-year",
    "time/same-period",
    "time/school-year",
    "time/season",
    "time/sexagenary-year",
    "time/since",
    "time/since-event",
    "time/ten-days",
    "time/week",
    "time/weekday",
    "time/whole-year",
    "time/year",
    "time/year-days",
    "time/year-edge",
    "time/year-months",
    "time/year-week",
];
