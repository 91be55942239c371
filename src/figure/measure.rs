//! The measure: what a figure counts or measures, as written.
//!
//! A count names it behind its measure word (318家规模以上纺织企业), or before
//! (党支部14个); a rate, an amount and a quantity before (复工率超过99%) or
//! behind a 的 (8万元的收益). A figure with neither takes over what the figure
//! before it measures (由40.5%下降到15%).

use super::Figure;
use super::context::{REACH, clause_start};
use super::window::Window;
use super::words::WordClass;
use crate::record::FigureKind;
use crate::span::Span;
use crate::text::char_before;
use crate::text::han::is_han;
use crate::text::numeral::digit::{arabic_digit, is_numeral_char};

/// Last characters of nouns that name a sum or a size: 总投资, 产值.
const SUMS: [char; 22] = [
    '资', '额', '金', '入', '值', '费', '款', '价', '支', '润', '税', '量', '积', '模', '本', '债', '薪',
    '酬', '贷', '产', '度', '率',
];

/// How many characters a measure behind a figure may have.
const LONGEST: usize = 18;

/// What `figure` measures; `people` where its unit counts them. `clause` is the
/// clause before it, what it is counted by and compared with left out.
pub(super) fn of(
    window: Window<'_>,
    figure: &Figure<'_>,
    people: bool,
    clause: Span,
    last: Option<&Figure<'_>>,
) -> Option<Span> {
    let before = || ahead(window, clause, last);
    let inherited = || last.filter(|l| near(&window, l, figure)).and_then(|l| l.measure);
    match figure.kind {
        FigureKind::Number => None,
        FigureKind::Count if people => {
            behind(window, figure.span.end, false).or_else(before).or_else(inherited)
        }
        // 减少贫困人口100万的基础上: without a measure word it counts what stands before it.
        FigureKind::Count if figure.unit.is_none() && window[figure.span.end..].starts_with('的') => {
            before().or_else(|| behind(window, figure.span.end, true)).or_else(inherited)
        }
        FigureKind::Count | FigureKind::Ordinal => {
            behind(window, figure.span.end, true).or_else(before).or_else(inherited)
        }
        _ => {
            let owned = window[figure.span.end..]
                .strip_prefix('的')
                .and_then(|_| behind(window, figure.span.end + '的'.len_utf8(), true));
            let noun = before();
            let direct = noun.is_some_and(|n| n.end == clause.end && window[n].ends_with(SUMS));
            match owned {
                Some(_) if !direct => owned,
                _ => noun.or_else(inherited).or(owned),
            }
        }
    }
}

/// True when nothing but a short link stands between two figures.
fn near(text: &str, last: &Figure<'_>, figure: &Figure<'_>) -> bool {
    let gap = &text[last.span.end..figure.span.start];
    gap.len() <= 3 * REACH && !gap.contains(['。', '；', '\n'])
}

/// The noun that starts at byte `at`; with `noun` false, any phrase up to the
/// end of its clause.
fn behind(window: Window<'_>, at: usize, noun: bool) -> Option<Span> {
    let rest = &window[at..];
    let start = if noun && rest.starts_with('的') { at + '的'.len_utf8() } else { at };
    let mut end = start;
    for c in window[start..].chars().take(LONGEST) {
        let stop = noun && noun_ends(window, start, end);
        if stop || !part(c) || (noun && c == '的' && end == start) {
            break;
        }
        end += c.len_utf8();
    }
    let end = at_word(&window, start, end);
    (end > start).then(|| Span::new(start, end))
}

/// True where a word at `at` ends the noun that started at `start`: 参加 does,
/// the 被 of 被告人 and the 为 of 行为 do not.
fn noun_ends(window: Window<'_>, start: usize, at: usize) -> bool {
    let Some(len) = window.words(WordClass::NounEnd).longest(&window[at..]) else { return false };
    !window.words(WordClass::NounPart).matches(&window[at..])
        && !window.words(WordClass::NounTail).matches(&window[start..at + len])
}

/// Characters that a measure is written with.
fn part(c: char) -> bool {
    is_han(c) && !is_numeral_char(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '”' | '《' | '》' | '·')
}

/// Leaves out an opening mark or a 的 at the end.
fn at_word(text: &str, start: usize, end: usize) -> usize {
    let cut = text[start..end].trim_end_matches(['“', '《', '的', '·', '有', '和', '与', '及']);
    start + cut.len()
}

/// The noun before the figure, links and times between them left out. Where
/// the clause holds nothing else, the clause before it is asked.
fn ahead(window: Window<'_>, clause: Span, last: Option<&Figure<'_>>) -> Option<Span> {
    let end = unlinked(window, clause);
    if end > clause.start {
        return last_noun(window, Span::new(clause.start, end));
    }
    let floor = last.map_or(0, |l| l.span.end);
    let comma = char_before(&window[floor..], clause.start.checked_sub(floor)?)?;
    if !matches!(comma, '，' | ',' | '：' | ':') {
        return None;
    }
    let stop = clause.start - comma.len_utf8();
    let prior = Span::new(clause_start(&window, floor, stop), stop);
    last_noun(window, Span::new(prior.start, unlinked(window, prior)))
}

/// Where the clause ends without its links and dates.
pub(super) fn unlinked(window: Window<'_>, clause: Span) -> usize {
    let links = window.words(WordClass::MeasureLink);
    let mut rest = &window[clause];
    loop {
        let mark =
            |c: char| matches!(c, '%' | '（' | '(' | '“') || c.is_whitespace() || arabic_digit(c).is_some();
        let cut = links.strip(rest).or_else(|| rest.strip_suffix(mark)).or_else(|| undated(rest));
        match cut {
            Some(cut) => rest = cut,
            None => return clause.start + rest.len(),
        }
    }
}

/// `rest` without the unit of a date that ends it: 年 of 总收入2020年.
fn undated(rest: &str) -> Option<&str> {
    let digits = rest.strip_suffix(['年', '月', '日', '时', '底', '末', '初'])?;
    digits.ends_with(|c| is_numeral_char(c) || matches!(c, '年' | '月')).then_some(digits)
}

/// The last noun of a stretch.
fn last_noun(window: Window<'_>, span: Span) -> Option<Span> {
    let starts = window.words(WordClass::MeasureStart);
    let mut start = span.end;
    for c in window[span].chars().rev() {
        let ahead = &window[span.start..start];
        if start < span.end && (ahead.ends_with(['，', '、']) || starts.matches(ahead)) {
            break;
        }
        start -= c.len_utf8();
    }
    let kept = window[start..span.end]
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《'));
    (!kept.is_empty()).then(|| Span::new(span.end - kept.len(), span.end))
}
