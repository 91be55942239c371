//! brat standoff (<https://brat.nlplab.org/standoff.html>): a `.txt` and an
//! `.ann` file for each record.
//!
//! ```text
//! T1    Person 0 3    周明远
//! A1    Role T1 official
//! N1    Reference T1 Baozhi:person:周明远    周明远
//! E1    MEET-HOLD:T9 chair:T1
//! R1    HoldsPost Arg1:T1 Arg2:T2
//! ```
//!
//! Offsets count characters, as brat does. Line breaks inside a mention split
//! it into fragments. Types and roles hold only letters, digits, `-` and `_`.

use crate::error::Result;
use crate::record::{Mention, MentionKind, Post, Record};
use crate::span::Offsets;
use rustc_hash::FxHashMap;
use std::io::{self, Write};

/// Writes the text that the annotations point into.
///
/// # Errors
/// When `out` refuses to be written to.
pub fn text(record: &Record, mut out: impl Write) -> Result<()> {
    Ok(out.write_all(record.text.as_bytes())?)
}

/// Writes the annotations of [`text()`].
///
/// # Errors
/// When `out` refuses to be written to.
pub fn annotations(record: &Record, out: impl Write) -> Result<()> {
    Ok(write_annotations(record, out)?)
}

fn write_annotations(record: &Record, mut out: impl Write) -> io::Result<()> {
    let record = record.clone().with_offsets(Offsets::Char);
    let chars: Vec<char> = record.text.chars().collect();
    let marks_of = Marks::of(&record.mentions);
    let mut marks = record.mentions.len();
    for (n, m) in record.mentions.iter().enumerate() {
        bound(&mut out, n + 1, type_of(m), [m.start, m.end], &chars)?;
    }
    attributes(&record, &mut out)?;
    for (n, event) in record.events.iter().enumerate() {
        let Some(t) = event.triggers.first() else { continue };
        marks += 1;
        bound(&mut out, marks, &name(&event.kind), [t.start, t.end], &chars)?;
        write!(out, "E{}\t{}:T{marks}", n + 1, name(&event.kind))?;
        for role in &event.roles {
            if let Some(mark) = role.mention.and_then(|m| marks_of.get(m)) {
                write!(out, " {}:T{mark}", name(&role.role))?;
            }
        }
        writeln!(out)?;
    }
    let ends = |p: &Post| Some((marks_of.get(p.person_mention)?, marks_of.get(p.title_mention?)?));
    for (n, (person, title)) in record.posts.iter().filter_map(ends).enumerate() {
        writeln!(out, "R{}\tHoldsPost Arg1:T{person} Arg2:T{title}", n + 1)?;
    }
    Ok(())
}

/// The number of each mention's `T` line, by the mention's id: their place, as
/// ids of records from elsewhere may be anything.
struct Marks(FxHashMap<u32, usize>);

impl Marks {
    fn of(mentions: &[Mention]) -> Marks {
        Marks(mentions.iter().enumerate().map(|(n, m)| (m.id, n + 1)).collect())
    }

    /// None for a mention that is not there.
    fn get(&self, id: u32) -> Option<usize> {
        self.0.get(&id).copied()
    }
}

fn attributes(record: &Record, out: &mut impl Write) -> io::Result<()> {
    let (mut a, mut n) = (0, 0);
    for (mark, m) in (1..).zip(&record.mentions) {
        if let MentionKind::Person { role } = &m.kind {
            a += 1;
            writeln!(out, "A{a}\tRole T{mark} {}", super::json_word(role))?;
        }
        let Some(e) = m.entity.and_then(|e| record.entities.get(e as usize)) else { continue };
        n += 1;
        let key: String = e.key.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect();
        writeln!(out, "N{n}\tReference T{mark} Baozhi:{key}\t{}", one_line(&e.name))?;
    }
    Ok(())
}

fn bound(
    out: &mut impl Write,
    n: usize,
    kind: &str,
    [start, end]: [usize; 2],
    text: &[char],
) -> io::Result<()> {
    let (start, end) = (start.min(text.len()), end.min(text.len()));
    let mut at = start;
    let lines = text[start..end.max(start)].split(|&c| c == '\n' || c == '\r').filter_map(|line| {
        let from = at;
        at += line.len() + 1;
        (!line.is_empty()).then_some((from, line))
    });
    let lines: Vec<(usize, &[char])> = lines.collect();
    let spans: Vec<String> = lines.iter().map(|(at, l)| format!("{at} {}", at + l.len())).collect();
    let words: Vec<String> = lines.iter().map(|(_, l)| l.iter().collect()).collect();
    writeln!(out, "T{n}\t{kind} {}\t{}", spans.join(";"), one_line(&words.join(" ")))
}

/// Tabs and control characters would end the field or the line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn type_of(m: &Mention) -> &'static str {
    match m.kind {
        MentionKind::Person { .. } => "Person",
        MentionKind::Title { .. } => "Title",
        MentionKind::Place { .. } => "Place",
        MentionKind::Institution { .. } => "Institution",
        MentionKind::Meeting { .. } => "Meeting",
        MentionKind::Document { .. } => "Document",
        MentionKind::Figure { .. } => "Figure",
        MentionKind::Time { .. } => "Time",
        MentionKind::Duration { .. } => "Duration",
    }
}

fn name(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect()
}
