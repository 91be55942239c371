//! What the clause around a figure says of it: change, base and per. What is
//! counted or measured is in [`super::measure`].
//!
//! All of it is read within [`REACH`] characters of the figure.

use super::Figure;
use super::measure::Asked;
use super::unit::{Flag, Flags};
use super::window::Window;
use super::words::WordClass;
use crate::record::{Change, FigureKind};
use crate::span::Span;
use crate::text::char_before;

/// How many characters before a figure are looked at.
pub(super) const REACH: usize = 28;

/// How many characters what a figure is compared with has.
const LONGEST_BASE: usize = 14;

/// Marks that end a clause.
pub(super) fn boundary(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '\n' | '\t' | '|')
}

/// Fills in what the text around a figure says of it. `flags` are those of its
/// unit; `last` is the figure before it, `times` are the times of the text.
pub(super) fn complete(
    window: Window<'_>,
    figure: &mut Figure<'_>,
    flags: Flags,
    last: Option<&Figure<'_>>,
    times: &[Span],
) {
    if figure.kind == FigureKind::Number {
        return;
    }
    if let Some(last) = last.filter(|l| listed(&window, l, figure)) {
        (figure.measure, figure.change, figure.base) = (last.measure, last.change, last.base);
        return;
    }
    let floor = last.map_or(0, |f| f.span.end);
    let clause = clause_start(&window, floor, figure.span.start);
    if figure.per.is_none() {
        figure.per = per(window, clause, figure.span.start);
    }
    let ahead = figure.per.filter(|p| p.end == figure.span.start).map_or(figure.span.start, |p| p.start);
    if figure.kind != FigureKind::Ordinal {
        (figure.change, figure.base) = change(window, clause, Span::new(ahead, figure.span.end));
        figure.base = start_of_change(window, clause, figure).or(figure.base);
    }
    let clause = Span::new(clause, ahead);
    figure.measure = match last.filter(|l| compares(window, l, figure, clause)) {
        Some(last) => last.measure,
        None => {
            let asked = Asked { window, times, clause: measured_part(figure, clause), last };
            asked.measure(figure, flags.has(Flag::People))
        }
    };
}

/// True for 10.2%和62.5%: the second is of what the first is of.
fn listed(text: &str, last: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let alike = last.kind == figure.kind
        && matches!(figure.kind, FigureKind::Rate | FigureKind::Amount | FigureKind::Quantity);
    alike && matches!(&text[last.span.end..figure.span.start], "和" | "、" | "及" | "与" | "以及")
}

/// True where the clause of `figure` compares what `last` measures: 较上年提高
/// 2.3个百分点, 低于控制目标1.4个百分点, 占全村人口的8%, 为预算的102%. A clause that
/// names a share or a ratio of its own (占…比重) measures that.
fn compares(window: Window<'_>, last: &Figure<'_>, figure: &Figure<'_>, clause: Span) -> bool {
    let own = ["比重", "比例", "份额", "占比"];
    let gap = &window[last.span.end..clause.start];
    let follows = gap.chars().count() <= 2 && !gap.contains(['。', '；', '\n', '！', '？']);
    let words = window[clause].trim_start_matches(['已', '远', '仍', '也', '均', '略', '都']);
    last.measure.is_some()
        && follows
        && figure.kind != FigureKind::Ordinal
        && (window.words(WordClass::Compares).matches(words) || is_share(figure, words))
        && !own.iter().any(|w| words.contains(w))
}

/// True for 为预算的 before a rate: it is a share of what the budget measures.
fn is_share(figure: &Figure<'_>, clause: &str) -> bool {
    figure.kind == FigureKind::Rate && clause.starts_with(['为', '是', '约']) && clause.ends_with('的')
}

/// The part of a clause that names the measure: what stands before the base
/// that it is compared with, 产值 of 产值比上年增长5%.
fn measured_part(figure: &Figure<'_>, clause: Span) -> Span {
    match figure.base {
        Some(base) if base.start > clause.start && base.start < clause.end => {
            Span::new(clause.start, base.start)
        }
        _ => clause,
    }
}

/// The byte where the clause before `start` begins, not before `floor`.
pub(super) fn clause_start(text: &str, floor: usize, start: usize) -> usize {
    let mut at = start;
    for c in text[floor..start].chars().rev().take(REACH) {
        if boundary(c) {
            break;
        }
        at -= c.len_utf8();
    }
    at
}

/// 每人每月, 每公斤 right before the figure.
fn per(window: Window<'_>, clause: usize, start: usize) -> Option<Span> {
    let mut span: Option<Span> = None;
    let mut end = start;
    while let Some(at) = window[clause..end].rfind('每').map(|k| clause + k) {
        let from = at + '每'.len_utf8();
        if end - from > 15 || from == end {
            break;
        }
        let whole = window.until(end).unit_after_digits(from).is_some_and(|(_, to)| to == end);
        if !whole && !matches!(&window[from..end], "生" | "学期" | "晚" | "百公里" | "车" | "校" | "站")
        {
            break;
        }
        span = Some(Span::new(at, start));
        end = at;
    }
    span
}

/// The direction of a change and what it is measured against.
fn change(window: Window<'_>, clause: usize, figure: Span) -> (Option<Change>, Option<Span>) {
    let mut tail = &window[clause..figure.start];
    // 高于上年的6.1亿元: what it is compared with, no change.
    let compared_value = tail.ends_with('的') || window[figure.end..].starts_with('的');
    if let Some(change) = compared_at_head(window, tail).filter(|_| !compared_value) {
        return (Some(change), None);
    }
    while let Some(cut) = window.words(WordClass::ChangeLink).strip(tail) {
        tail = cut;
    }
    let rise = window.words(WordClass::Rise).longest(tail).map(|len| (Change::Up, len));
    let fall = || window.words(WordClass::Fall).longest(tail).map(|len| (Change::Down, len));
    match rise.or_else(fall).or_else(|| compared(tail)) {
        Some((change, verb)) => (Some(change), base(&window, clause, clause + tail.len() - verb)),
        None => (None, None),
    }
}

/// 高于全省平均水平0.9个百分点: the word of comparison begins the clause.
fn compared_at_head(window: Window<'_>, clause: &str) -> Option<Change> {
    let up = window.words(WordClass::ComparesUp).longest(clause).map(|len| (len, Change::Up));
    let down = window.words(WordClass::ComparesDown).longest(clause).map(|len| (len, Change::Down));
    up.or(down).filter(|(len, _)| *len < clause.len()).map(|(_, change)| change)
}

/// 比市场价低30%, 较去年多5人: the direction and the length of the last word.
fn compared(tail: &str) -> Option<(Change, usize)> {
    if !tail.contains(['比', '较']) {
        return None;
    }
    let change = match char_before(tail, tail.len())? {
        '高' | '多' | '快' => Change::Up,
        '低' | '少' => Change::Down,
        _ => return None,
    };
    Some((change, '高'.len_utf8()))
}

/// 同比, 环比, or 比 and 较 with what follows, before the verb at `end`.
fn base(text: &str, clause: usize, end: usize) -> Option<Span> {
    let ahead = &text[clause..end];
    for word in ["同比", "环比"] {
        if let Some(at) = ahead.rfind(word) {
            return Some(Span::new(clause + at, clause + at + word.len()));
        }
    }
    // 与2月同期相比: the whole is the base.
    let with = ahead.strip_suffix("相比").and_then(|head| head.rfind(['与', '和', '跟']));
    if let Some(at) = with.map(|k| clause + k).filter(|at| text[*at..end].chars().count() <= LONGEST_BASE) {
        return Some(Span::new(at, end));
    }
    let at = ahead.rfind(['比', '较', '与']).map(|k| clause + k)?;
    let prior = char_before(&text[clause..], at - clause);
    let noun = prior.is_some_and(|c| "占对可相正反百勒参".contains(c))
        || ["比重", "比例", "比率", "比赛"].iter().any(|w| text[at..].starts_with(w))
        || text[at..].starts_with('与') && !text[at..end].contains("相比");
    let base = text[at..end]
        .trim_end_matches("分别")
        .trim_end_matches(['又', '再', '也', '均', '将', '已', '还', '要']);
    let base = if base.is_empty() || base.ends_with('同') { &text[at..end] } else { base };
    let long = base.chars().count();
    (!noun && (2..=LONGEST_BASE).contains(&long)).then(|| Span::new(at, at + base.len()))
}

/// 由 or 从 where the figure is what a change starts from: 由33.13%提高到….
fn start_of_change(window: Window<'_>, clause: usize, figure: &Figure<'_>) -> Option<Span> {
    let (k, word) = window[clause..figure.span.start]
        .char_indices()
        .rev()
        .take(10)
        .find(|(_, c)| matches!(c, '由' | '从'))?;
    let behind = &window[figure.span.end..];
    let near: usize = behind.chars().take(9).take_while(|&c| !boundary(c)).map(char::len_utf8).sum();
    let goes = &behind[..near];
    let reached = goes.rfind(['到', '至', '为'])?;
    let verb = reached == 0
        || window.words(WordClass::Rise).matches(&goes[..reached])
        || window.words(WordClass::Fall).matches(&goes[..reached]);
    verb.then(|| Span::new(clause + k, clause + k + word.len_utf8()))
}
