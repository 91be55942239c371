//! What the clause around a figure says of it: change, base and per. What is
//! counted or measured is in [`super::measure`].
//!
//! All of it is read within [`REACH`] characters of the figure.

use super::{Figure, measure, unit};
use crate::record::{Change, FigureKind};
use crate::span::Span;
use crate::text::word_set::WordSet;

/// How many characters before a figure are looked at.
pub(super) const REACH: usize = 28;

/// Marks that end a clause.
pub(super) fn boundary(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '\n' | '\t' | '|')
}

/// Fills in what the text around a figure says of it. `last` is the figure
/// before it.
pub(super) fn complete(text: &str, figure: &mut Figure<'_>, last: Option<&Figure<'_>>) {
    if figure.kind == FigureKind::Number {
        return;
    }
    if let Some(last) = last.filter(|l| listed(text, l, figure)) {
        (figure.measure, figure.change, figure.base) = (last.measure, last.change, last.base);
        return;
    }
    let floor = last.map_or(0, |f| f.span.end);
    let clause = clause_start(text, floor, figure.span.start);
    if figure.per.is_none() {
        figure.per = per(text, clause, figure.span.start);
    }
    let ahead = figure.per.filter(|p| p.end == figure.span.start).map_or(figure.span.start, |p| p.start);
    if figure.kind != FigureKind::Ordinal {
        (figure.change, figure.base) = change(text, clause, ahead);
        figure.base = start_of_change(text, clause, figure).or(figure.base);
    }
    figure.measure = measure::of(text, figure, Span::new(clause, ahead), last);
}

/// True for 10.2%和62.5%: the second is of what the first is of.
fn listed(text: &str, last: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let alike = last.kind == figure.kind
        && matches!(figure.kind, FigureKind::Rate | FigureKind::Amount | FigureKind::Quantity);
    alike && matches!(&text[last.span.end..figure.span.start], "和" | "、" | "及" | "与" | "以及")
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
fn per(text: &str, clause: usize, start: usize) -> Option<Span> {
    let mut span: Option<Span> = None;
    let mut end = start;
    while let Some(at) = text[clause..end].rfind('每').map(|k| clause + k) {
        let from = at + '每'.len_utf8();
        if end - from > 15 || from == end {
            break;
        }
        let whole = unit::find_after_digits(&text[..end], from).is_some_and(|(_, to)| to == end);
        if !whole && !matches!(&text[from..end], "生" | "学期" | "晚" | "百公里" | "车" | "校" | "站")
        {
            break;
        }
        span = Some(Span::new(at, start));
        end = at;
    }
    span
}

/// Words for a rise.
static UP: WordSet = WordSet::ending(&[
    "回升", "增长", "增加", "提高", "上升", "上涨", "提升", "扩大", "增至", "升至", "涨至", "增收", "新增",
    "净增", "增幅", "涨幅", "高出", "多出", "递增", "攀升", "上调", "上浮", "增", "升", "涨",
]);

/// Words for a fall.
static DOWN: WordSet = WordSet::ending(&[
    "下降", "减少", "降低", "下跌", "下滑", "回落", "缩减", "降至", "减至", "跌至", "降幅", "跌幅", "萎缩",
    "收窄", "下调", "下浮", "压减", "缩小", "降", "减", "跌",
]);

/// What may stand between the word of change and the figure.
static LINKS: WordSet =
    WordSet::ending(&["了", "到", "至", "为", "约", "近", "超过", "逾", "幅度", "达", "超"]);

/// The direction of a change and what it is measured against.
fn change(text: &str, clause: usize, start: usize) -> (Option<Change>, Option<Span>) {
    let ahead = &text[clause..start];
    let mut tail = ahead;
    while let Some(cut) = LINKS.cut(tail) {
        tail = cut;
    }
    let (change, verb) = match (UP.of(tail), DOWN.of(tail)) {
        (Some(w), _) => (Some(Change::Up), w),
        (_, Some(w)) => (Some(Change::Down), w),
        _ => match compared(tail) {
            Some(found) => found,
            None => return (None, None),
        },
    };
    (change, base(text, clause, clause + tail.len() - verb.len()))
}

/// 比市场价低30%, 较去年多5人.
fn compared(tail: &str) -> Option<(Option<Change>, &'static str)> {
    if !tail.contains(['比', '较']) {
        return None;
    }
    [("高", Change::Up), ("多", Change::Up), ("快", Change::Up), ("低", Change::Down), ("少", Change::Down)]
        .into_iter()
        .find_map(|(w, c)| tail.ends_with(w).then_some((Some(c), w)))
}

/// 同比, 环比, or 比 and 较 with what follows, before the verb at `end`.
fn base(text: &str, clause: usize, end: usize) -> Option<Span> {
    let ahead = &text[clause..end];
    for word in ["同比", "环比"] {
        if let Some(at) = ahead.rfind(word) {
            return Some(Span::new(clause + at, clause + at + word.len()));
        }
    }
    let at = ahead.rfind(['比', '较', '与']).map(|k| clause + k)?;
    let prior = text[clause..at].chars().next_back();
    let noun = prior.is_some_and(|c| "占对可相正反百".contains(c)) || text[at..].starts_with("比重");
    let base = text[at..end].trim_end_matches(['又', '再', '也', '均', '将', '已', '还', '要']);
    let base = if base.is_empty() || base.ends_with('同') { &text[at..end] } else { base };
    let long = base.chars().count();
    (!noun && (2..=14).contains(&long)).then(|| Span::new(at, at + base.len()))
}

/// 由 or 从 where the figure is what a change starts from: 由33.13%提高到….
fn start_of_change(text: &str, clause: usize, figure: &Figure<'_>) -> Option<Span> {
    let (k, word) = text[clause..figure.span.start]
        .char_indices()
        .rev()
        .take(10)
        .find(|(_, c)| matches!(c, '由' | '从'))?;
    let behind = &text[figure.span.end..];
    let near: usize = behind.chars().take(9).take_while(|&c| !boundary(c)).map(char::len_utf8).sum();
    let goes = &behind[..near];
    let reached = goes.rfind(['到', '至', '为'])?;
    let verb = reached == 0 || UP.of(&goes[..reached]).or(DOWN.of(&goes[..reached])).is_some();
    verb.then(|| Span::new(clause + k, clause + k + word.len_utf8()))
}
