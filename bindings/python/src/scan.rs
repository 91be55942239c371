//! Figures and times of any text, without an article around it.

use crate::arguments::Day;
use crate::facts::Mention;
use baozhi::record::{FigureKind, MentionKind};
use baozhi::time::Context;
use baozhi::{OffsetMap, Offsets, Span, figure, time};
use pyo3::prelude::*;

/// The figures of a text, in its order.
///
/// Gives a list of `Mention`s of the type `figure`, their offsets in code
/// points; bare numbers are among them only with `numbers=True`.
#[pyfunction]
#[pyo3(signature = (text, *, numbers = false))]
pub fn figures(text: &str, numbers: bool) -> Vec<Mention> {
    let found = figure::scan(text);
    let wanted = found.iter().filter(|f| numbers || f.kind != FigureKind::Number);
    mentions(text, wanted.map(|f| (f.span, f.to_record(text), f.rule)))
}

/// The times and durations of a text, in its order, with their values.
///
/// `date` is the day that 昨日 and 近日 are told from; without it only times
/// that the text itself fixes are given. Gives a list of `Mention`s of the
/// types `time` and `duration`, their offsets in code points.
///
/// Raises `InputError` for a date that is none.
#[pyfunction]
#[pyo3(signature = (text, *, date = None))]
pub fn times(text: &str, date: Option<Day>) -> Vec<Mention> {
    let context = Context { date: date.map(|day| day.0), ..Context::default() };
    let found = time::resolve(text, &time::scan(text), &context);
    mentions(text, found.iter().map(|t| (t.span(), t.to_record(), t.rule())))
}

/// Mentions of sentence 0, numbered, with their offsets in code points.
fn mentions(text: &str, found: impl Iterator<Item = (Span, MentionKind, &'static str)>) -> Vec<Mention> {
    let at = OffsetMap::new(text, Offsets::Char);
    let mention = |(n, (span, kind, rule)): (usize, (Span, MentionKind, &'static str))| {
        let mut mention = baozhi::record::Mention::new(kind, text, span, rule);
        mention.id = n as u32;
        (mention.start, mention.end) = (at.of(span.start), at.of(span.end));
        Mention(mention)
    };
    found.enumerate().map(mention).collect()
}
