//! Dates in figures alone.
//!
//! ```text
//! date = yyyy sep m sep d | m/d/yyyy        sep = - / . ． － ·  (twice the same)
//! ```
//!
//! A text that is nothing else may also be 2018, 20210314, 2022 11 23, 1999.08,
//! 09-01 or 6·30: there is no sentence in which it could be a number. 3.14 is one
//! all the same.

use super::super::digits::{self, Cursor};
use super::super::written::{Month, Unit, Within, Written, Year};
use super::{Point, before};

/// Eats a date in figures.
pub fn date(c: &mut Cursor<'_>) -> Option<Point> {
    let start = c.at;
    let joined = before(c.text, start).is_some_and(|p| p.is_ascii_alphanumeric() || "-.－/·".contains(p));
    if c.peek().is_none_or(|ch| digits::digit(ch).is_none()) || joined && !is_figures(c.text) {
        return None;
    }
    let found = full(c).or_else(|| {
        c.at = start;
        american(c)
    });
    let found = found.or_else(|| {
        c.at = start;
        alone(c)
    });
    if found.is_none() {
        c.at = start;
    }
    found.map(|(written, rule)| (Written { numeric: true, ..written }, rule))
}

/// A separator, by its half-width form.
fn separator(c: &mut Cursor<'_>) -> Option<char> {
    let sep = match c.peek()? {
        '-' | '－' | '–' => '-',
        '/' | '／' => '/',
        '.' | '．' => '.',
        '·' => '·',
        _ => return None,
    };
    c.at += c.peek()?.len_utf8();
    Some(sep)
}

fn number(c: &mut Cursor<'_>, max: u16) -> Option<u8> {
    let (n, len) = digits::arabic(c)?;
    (len <= 2 && (1..=max).contains(&n)).then_some(n as u8)
}

fn day_of(year: i16, month: u8, day: u8) -> Point {
    (Written::new(Some(Year::Number(year)), Unit::Day(Month::Number(month), day)), "time/numeric")
}

fn full(c: &mut Cursor<'_>) -> Option<Point> {
    let (year, 4) = digits::arabic(c)? else { return None };
    let first = separator(c)?;
    let month = number(c, 12)?;
    let second = separator(c)?;
    let day = number(c, 31)?;
    let clock = c.sees("T") && c.rest().chars().nth(1).is_some_and(|ch| ch.is_ascii_digit());
    let whole = clock
        || !c.peek().is_some_and(|ch| ch.is_alphanumeric() && (ch.is_ascii() || "亿万元米吨".contains(ch)));
    let same = first == second || is_whole(c);
    ((1000..=2200).contains(&year) && same && whole).then(|| day_of(year as i16, month, day))
}

fn american(c: &mut Cursor<'_>) -> Option<Point> {
    let first = number(c, 31)?;
    c.eat("/").then_some(())?;
    let second = number(c, 31)?;
    c.eat("/").then_some(())?;
    // 31/10/1974 can only be the day first.
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    (month <= 12).then_some(())?;
    let (year, 4) = digits::arabic(c)? else { return None };
    Some(day_of(year as i16, month, day))
}

/// True at the end of a text of which the cursor has eaten all.
fn is_whole(c: &Cursor<'_>) -> bool {
    c.rest().trim().is_empty()
}

/// Forms that only a text of their own makes sure of; a second date may
/// follow a dash (1999.08-2002.02).
fn alone(c: &mut Cursor<'_>) -> Option<Point> {
    if !is_figures(c.text) || !leads(c) {
        return None;
    }
    let start = c.at;
    if let Some(date) = compact(c) {
        return Some(date);
    }
    c.at = start;
    let (first, len) = digits::arabic(c)?;
    if len == 4 && (1000..=2200).contains(&first) {
        return year_led(c, first as i16);
    }
    let month = (len <= 2 && (1..=12).contains(&first)).then_some(first as u8)?;
    // 3.14 is a number; 6·30 is the thirtieth of June.
    separator(c).filter(|sep| *sep != '.')?;
    let day = number(c, 31)?;
    is_whole(c).then(|| (Written::new(None, Unit::Day(Month::Number(month), day)), "time/numeric"))
}

/// True at the start of a text, or behind a year and what joins it to more.
fn leads(c: &Cursor<'_>) -> bool {
    let head = c.text[..c.at].trim_start_matches([' ', '=']);
    let year = digits::year4(&mut Cursor::new(head, 0));
    head.is_empty() || year.is_some_and(|y| (1000..=2200).contains(&y))
}

/// 20210314.
fn compact(c: &mut Cursor<'_>) -> Option<Point> {
    let written = c.rest().trim_end();
    let part = |from: usize, to: usize| written.get(from..to)?.parse::<u16>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let whole = written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit());
    let valid = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (whole && valid).then_some(())?;
    c.at += written.len();
    Some(day_of(year as i16, month as u8, day as u8))
}

/// True for a short text of figures and the marks that join them.
fn is_figures(text: &str) -> bool {
    text.len() <= 40 && text.chars().all(|ch| digits::digit(ch).is_some() || " -－.·/=~—至".contains(ch))
}

fn year_led(c: &mut Cursor<'_>, year: i16) -> Option<Point> {
    let point = |unit| (Written::new(Some(Year::Number(year)), unit), "time/numeric");
    if is_whole(c) {
        return (1800..=2100).contains(&year).then(|| point(Unit::Year));
    }
    let spaced = c.space();
    if !spaced && separator(c).is_none() {
        return None;
    }
    let month = number(c, 12)?;
    let after_month = c.at;
    if spaced
        && c.space()
        && let Some(day) = number(c, 31)
    {
        return Some(point(Unit::Day(Month::Number(month), day)));
    }
    c.at = after_month;
    let joined = super::range::eat_to(&mut c.clone());
    (joined || is_whole(c)).then(|| point(Unit::Month(Month::Number(month), Within::Whole)))
}
