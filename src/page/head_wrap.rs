//! Headlines of several lines: in a text where the paper signs each
//! headline (`《某报》（2021年3月3日 第 02 版）`), the lines above a signature
//! are known to be headlines, and the widest of them show the width at which
//! they were cut.
//!
//! ```text
//! 全县供销系统青年技术能手表彰大会在县      full
//! 会议中心举行                               goes on
//! 《某报》（2021年3月3日 第 02 版）
//! ```

use super::columns::begins_report;
use super::furniture::{is_list_head, is_signature};
use super::line::Line;
use crate::lexicon::is_surname;
use crate::text::date::weekday;
use crate::text::han::is_han;

/// The lines, by number, that are what is left of the headline before them,
/// on a page whose text has the line breaks of its columns: one to three
/// characters below a long line.
///
/// `is_text` tells the lines of text from headlines.
pub(super) fn remainders(page: &str, lines: &[Line], is_text: impl Fn(&Line) -> bool) -> Vec<usize> {
    let head = |l: &Line| l.stops == 0 && !is_text(l) && !begins_block(l, page);
    let goes_on = |i: &usize| {
        let (before, line) = (&lines[*i - 1], &lines[*i]);
        // OCR sets a blank line before what stands in the middle of its line.
        let apart = line.gap == 1
            && lines.get(i + 1).is_none_or(|next| next.gap > 0)
            && line.text(page).chars().all(is_han)
            && weekday(line.text(page)).is_none();
        (line.gap == 0 || apart) && before.chars >= 10 && line.chars <= 3 && head(before) && head(line)
    };
    (1..lines.len()).filter(goes_on).collect()
}

/// True for what is no part of a headline, however short: a report's beginning, the heading of a list.
fn begins_block(line: &Line, page: &str) -> bool {
    let text = line.text(page);
    begins_report(text) || is_list_head(line, text)
}

/// The lines, by number, that go on a headline of two lines, on a page whose
/// text has the line breaks of its columns: a long line and a shorter one
/// below it, apart from all others.
///
/// ```text
/// 县里二十个村今年接通自来水工程进
/// 展顺利
/// ```
pub(super) fn second_lines(page: &str, lines: &[Line], is_text: impl Fn(&Line) -> bool) -> Vec<usize> {
    let head = |l: &Line| l.stops == 0 && !is_text(l) && !begins_block(l, page);
    let goes_on = |i: &usize| {
        let (before, line) = (&lines[*i - 1], &lines[*i]);
        let two =
            (before.gap > 0 || *i == 1) && line.gap == 0 && lines.get(i + 1).is_none_or(|next| next.gap > 0);
        let shorter = line.width * 4 <= before.width * 3 && before.chars >= 14 && line.chars >= 4;
        let text = before.text(page);
        let whole = text.ends_with(ENDS) || text.ends_with("强调") || text.ends_with("指出");
        two && shorter && !whole && head(before) && head(line) && !matches!(line.first, '—' | '一' | '-')
    };
    (1..lines.len()).filter(goes_on).collect()
}

/// The headlines of columns that stand side by side, where the column's tag
/// closes the first: `春到山乡（创新故事） 三条公交线路开通`.
pub(super) fn split_headlines(page: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let text = line.text(page);
        let at = text.find("） ").map(|at| at + "）".len()).filter(|_| line.stops == 0 && line.rows == 1);
        let long = |s: &str| (6..40).contains(&s.trim().chars().count());
        let Some(at) = at.filter(|&at| long(&text[..at]) && long(&text[at..]) && !begins_report(text)) else {
            out.push(line);
            continue;
        };
        let mid = line.span.start + at;
        out.extend(Line::read(page, line.span.start, mid, line.gap));
        out.extend(Line::read(page, mid, line.span.end, 1));
    }
    out
}

/// What a kicker ends with, and a title that is whole.
const ENDS: [char; 10] = ['：', ':', '—', '一', '-', '！', '!', '？', '）', ')'];

/// No more lines than these are looked at above a signature.
const REACH: usize = 12;
/// A headline's line is no narrower when it is full, and no wider, in
/// columns.
const WIDTHS: std::ops::RangeInclusive<u32> = 28..=64;

/// The lines of `lines`, by number, that go on the headline before them.
pub(super) fn continued(page: &str, lines: &[Line]) -> Vec<usize> {
    let heads = heads(page, lines);
    let width = heads.iter().map(|&i| lines[i].width).max().unwrap_or(0);
    let full = |i: usize| lines[i].width + 1 >= width;
    if !WIDTHS.contains(&width) || heads.iter().filter(|i| full(**i)).count() < 2 {
        return Vec::new();
    }
    let goes_on = |i: usize| {
        let next = &lines[i + 1];
        let text = next.text(page);
        next.gap == 0
            && !is_signature(text)
            && next.first != '—'
            && !is_person(next, text)
            && !text.ends_with("记者")
    };
    let mut out: Vec<usize> = heads.into_iter().filter(|&i| full(i) && goes_on(i)).map(|i| i + 1).collect();
    out.sort_unstable();
    out
}

/// The lines above signatures that may be headlines; the line below each
/// exists.
fn heads(page: &str, lines: &[Line]) -> Vec<usize> {
    let mut out = Vec::new();
    for (j, _) in lines.iter().enumerate().filter(|(_, l)| l.first == '《' && is_signature(l.text(page))) {
        let above = lines[..j].iter().enumerate().rev().take(REACH);
        out.extend(
            above.take_while(|(_, l)| l.chars <= 34 && !matches!(l.last, '。' | '，')).map(|(i, _)| i),
        );
    }
    out
}

fn is_person(line: &Line, text: &str) -> bool {
    (2..=4).contains(&line.chars) && is_surname(line.first) && text.chars().all(is_han)
}
