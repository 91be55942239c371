//! Lists that are aligned one to one: 进口、出口分别为12亿元和30亿元.
//!
//! ```text
//! aligned  = subject ( 、 subject )+ [ 和 subject ] … 分别 … figure ( 、 figure )+ [ 和 figure ]
//! again    = ， 分别 … figures                     of the same subjects
//! ```
//!
//! As many figures as subjects: each figure measures the subject of its place.
//! What the last subject is written out with (猪肉、牛肉价格) stays with it, for
//! a measure is a stretch of the text.

use super::Figure;
use super::context::boundary;
use super::measure::unlinked;
use super::window::Window;
use crate::record::FigureKind;
use crate::span::Span;

/// The word that aligns two lists.
const RESPECTIVELY: &str = "分别";

/// How many subjects and figures a list may have.
const MOST: usize = 12;

/// How far subjects may reach back from 分别, in characters.
const REACH: usize = 72;

/// Gives the figures of aligned lists the subjects of their places.
pub(super) fn align(window: Window<'_>, times: &[Span], figures: &mut [Figure<'_>]) {
    let text = window.text;
    let mut subjects: Vec<Span> = Vec::new();
    let mut done = 0;
    while let Some(first) = (done..figures.len()).find(|&k| respectively(text, figures, k).is_some()) {
        let Some(word) = respectively(text, figures, first) else { break };
        let count = list_of(text, &figures[first..]);
        done = first + 1;
        if count < 2 {
            continue;
        }
        let floor = if first > 0 { figures[first - 1].span.end } else { 0 };
        let own = subjects_before(window, Span::new(floor, word), times, count);
        // ，分别增长6%、8%: of the subjects of the list before.
        let again = own.is_none() && first > 0 && goes_on(&text[figures[first - 1].span.end..word]);
        if let Some(own) = own {
            subjects = own;
        } else if !again {
            continue;
        }
        if subjects.len() == count {
            for (figure, subject) in figures[first..first + count].iter_mut().zip(&subjects) {
                figure.measure = Some(*subject);
            }
            let (change, base) = (figures[first].change, figures[first].base);
            for figure in &mut figures[first + 1..first + count] {
                figure.change = figure.change.or(change);
                figure.base = figure.base.or(base);
            }
        }
        done = first + count;
    }
}

/// Where the 分别 stands that leads figure `k`, in its clause and behind the
/// figure before it.
fn respectively(text: &str, figures: &[Figure<'_>], k: usize) -> Option<usize> {
    let figure = &figures[k];
    if matches!(figure.kind, FigureKind::Number | FigureKind::Ordinal) {
        return None;
    }
    let floor = if k > 0 { figures[k - 1].span.end } else { 0 };
    let near = text[floor..figure.span.start].char_indices().rev().take(16).last().map_or(0, |(at, _)| at);
    let ahead = &text[floor + near..figure.span.start];
    let at = ahead.rfind(RESPECTIVELY)?;
    let behind = &ahead[at + RESPECTIVELY.len()..];
    (!behind.contains(boundary) && !behind.contains('、')).then_some(floor + near + at)
}

/// How many of `figures` make one list of a kind.
fn list_of(text: &str, figures: &[Figure<'_>]) -> usize {
    let joins = |pair: &[Figure<'_>]| {
        let gap = &text[pair[0].span.end..pair[1].span.start];
        pair[0].kind == pair[1].kind && matches!(gap, "、" | "和" | "及" | "与" | "以及" | "，" | ",")
    };
    1 + figures.windows(2).take(MOST - 1).take_while(|pair| joins(pair)).count()
}

/// True for the gap between two lists of one sentence: a comma, and words that
/// belong to the figures.
fn goes_on(gap: &str) -> bool {
    gap.chars().count() <= 6 && gap.starts_with(['，', ',']) && !gap.contains(['。', '；'])
}

/// The `count` subjects before the 分别 that `room` reaches up to, from the
/// figure before it on; `None` where there are more or fewer. A time at their
/// head (1月份猪肉、牛肉价格) is none of them.
fn subjects_before(window: Window<'_>, room: Span, times: &[Span], count: usize) -> Option<Vec<Span>> {
    let (text, word) = (window.text, room.end);
    let from = text[..word].char_indices().rev().take(REACH).last().map_or(0, |(at, _)| at);
    let sentence = text[from..word].rfind(['。', '；', '\n', '！', '？', '：']).map_or(from, |at| {
        let mark = text[from + at..].chars().next().map_or(1, char::len_utf8);
        from + at + mark
    });
    // A comma may part the subjects from 分别, but not one from the other.
    let tail = text[sentence..word].trim_end_matches(['，', ',']);
    let start = match tail.rfind(['，', ',']) {
        Some(at) => sentence + at + tail[at..].chars().next().map_or(1, char::len_utf8),
        None => sentence,
    };
    let known = times.partition_point(|time| time.end <= start);
    let start = times[known..]
        .iter()
        .take_while(|time| time.end < word)
        .fold(start, |at, time| if text[at..time.start].contains('、') { at } else { time.end });
    if start < room.start {
        return None;
    }
    let end = unlinked(window, Span::new(start, sentence + tail.len()));
    let subjects = split(text, Span::new(start, end));
    (subjects.len() == count).then_some(subjects)
}

/// The members of a list: they are parted by 、, the last two by 和, 与, 及.
fn split(text: &str, span: Span) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut start = span.start;
    for (at, _) in text[span].match_indices('、') {
        parts.push(Span::new(start, span.start + at));
        start = span.start + at + '、'.len_utf8();
    }
    let last = Span::new(start, span.end);
    let joiner = ["以及", "和", "与", "及"].iter().filter_map(|w| Some((text[last].find(w)?, w.len()))).min();
    match joiner {
        Some((at, len)) if at > 0 && last.start + at + len < last.end => {
            parts.push(Span::new(last.start, last.start + at));
            parts.push(Span::new(last.start + at + len, last.end));
        }
        _ => parts.push(last),
    }
    let trimmed = |span: Span| {
        let s = &text[span];
        let lead = s.len() - s.trim_start().len();
        Span::new(span.start + lead, span.start + lead + s.trim().len())
    };
    let parts: Vec<Span> = parts.into_iter().map(trimmed).collect();
    if parts.len() < 2 || parts.iter().any(|p| p.is_empty()) { Vec::new() } else { parts }
}
