//! Where a line goes on a sentence that the line before began.
//!
//! Two places are looked at: within a wrapped block, and across the blank
//! line that a column break leaves. A join is made where it is safe: the
//! first part is prose and ends within a sentence, the second does not begin
//! like a paragraph, a headline or a byline.
//!
//! | rule | joins | leaves |
//! |---|---|---|
//! | `join/wrap` | a full line of a wrapped block | a short one that ends a sentence |
//! | `join/mark` | 一方面⏎⏎，另一方面 | 一方面⏎⏎——另一方面 |
//! | `join/number` | 等11⏎⏎个团体, 2⏎5% | 2021⏎⏎本报讯 |
//! | `join/column` | 马不停蹄⏎⏎地抢市场。 | 标题⏎⏎正文。 |
//! | `join/bracket` | （山乡的⏎故事） | （山乡的故事）⏎正文 |
//! | `join/name` | 乔⏎⏎栋 | 江⏎山⏎如⏎画 |
//! | `join/headline` | a headline's full line, in the lines above a signature; its last few characters on a page with the breaks of its columns | a short one |

use super::furniture::{is_list_head, is_signature};
use super::line::{Line, Tag, head, is_closing, is_stop};
use super::wrap::Wrap;
use crate::lexicon::byline::role_len;
use crate::lexicon::{PageWord, is_surname};
use crate::text::han::is_han;

/// What repair knows when it comes to a line: the paragraph so far and the
/// line that follows.
pub(crate) struct Place<'a> {
    pub page: &'a str,
    /// The last line of the paragraph so far.
    pub before: &'a Line,
    /// Sentence ends and commas of the whole paragraph so far.
    pub stops: u32,
    pub commas: u32,
    /// Its characters.
    pub chars: u32,
    /// The printed lines it was joined from.
    pub rows: u32,
    /// Its text.
    pub paragraph: &'a str,
    pub after: &'a Line,
    /// True when neither the line before the last nor the one after the next
    /// is a single character.
    pub alone: bool,
    /// How the block of `before` was cut, on a page that has the line breaks
    /// of its columns.
    pub column: Option<&'a Wrap>,
}

/// How far paragraphs are indented in print, in columns.
const INDENT: u32 = 4;

impl Place<'_> {
    /// The indent of the line before, which texts with the line breaks of
    /// their columns have lost.
    fn indent(&self) -> u32 {
        if self.column.is_some() && self.rows == 1 && !self.before.indented { INDENT } else { 0 }
    }
}

/// The rule that joins `after` to the paragraph before it, if one does.
pub(crate) fn joins(place: &Place, wrap: &Wrap) -> Option<&'static str> {
    let Place { before, after, .. } = place;
    if after.tag == Some(Tag::Title) || before.tag == Some(Tag::Title) || starts_block(place) {
        return None;
    }
    if is_closing(after.first) && after.gap <= 2 && !is_stop(before.last) {
        return Some("join/mark");
    }
    let near = after.gap == 0 || after.gap == 1 && place.column.is_some() && place.rows == 1;
    if near && before.brackets && after.brackets && is_open(&place.page[before.span], &place.page[after.span])
    {
        return Some("join/bracket");
    }
    if after.gap == 0 && (wrap.is_wider(before) || wrap.is_wider(after)) {
        return None;
    }
    if splits_name(place) {
        return Some("join/name");
    }
    // Elsewhere a short line of prose above may look like one: only what follows is asked.
    let asked = if place.column.is_some() { &[before, after][..] } else { &[after][..] };
    if asked.iter().any(|l| is_byline(l, &place.page[l.span])) {
        return None;
    }
    if after.gap == 0 && wrap.is_full(before) {
        return full_line(place, wrap).then_some("join/wrap");
    }
    let report = starts_report(&place.page[after.span], after);
    let text = prose(place) || place.column.is_some() && wrap.is_cut() && !report;
    if after.gap == 0 && wrap.is_nearly_full(before, place.indent()) && !ends_as_paragraph(place) && text {
        return Some("join/wrap");
    }
    if goes_on_in_next_column(place, wrap) {
        return Some("join/column");
    }
    if after.gap > 2 || !prose(place) || ends_as_paragraph(place) {
        return None;
    }
    if before.last.is_ascii_digit() && goes_on_number(place) {
        return Some("join/number");
    }
    goes_on(place).then_some("join/column")
}

/// A text whose lines break as the column's do goes on in the next column
/// where the last line is full and ends no sentence, and the next block is
/// cut at the same width.
fn goes_on_in_next_column(place: &Place, wrap: &Wrap) -> bool {
    let Place { before, after, .. } = place;
    let Some(column) = place.column.filter(|_| matches!(after.gap, 1 | 2)) else { return false };
    let text = place.rows >= 2 || place.stops > 0;
    let full = column.is_full(before) || column.is_nearly_full(before, place.indent());
    let like = wrap.is_like(column) && !wrap.is_wider(after)
        || column.is_cut() && after.stops > 0 && !column.is_wider(after);
    text && full && like && !ends_as_paragraph(place)
}

/// True when a bracket that `before` opened is closed in `after`.
fn is_open(before: &str, after: &str) -> bool {
    // OCR and PDF mix the widths of round brackets, and read 〈 for （.
    let kinds: [(&[char], &[char]); 2] = [(&['（', '(', '〈'], &['）', ')', '〉']), (&['《'], &['》'])];
    kinds.iter().any(|&(open, close)| {
        let left = before.rfind(open).is_some_and(|at| !before[at..].contains(close));
        left && after.find(close).is_some_and(|at| after.find(open).is_none_or(|o| at < o))
    })
}

/// A surname and one character, each alone on its line, with no third such
/// line beside them.
fn splits_name(place: &Place) -> bool {
    let Place { before, after, .. } = place;
    place.chars == 1 && after.chars == 1 && place.alone && is_surname(before.first) && is_han(after.first)
}

/// A full line goes on, unless it ends a sentence where paragraphs follow
/// each other closely, or the next is indented.
fn full_line(place: &Place, wrap: &Wrap) -> bool {
    let ended = ends_as_paragraph(place);
    !(ended && (wrap.is_dense() || place.after.indented))
}

/// Prose has whole sentences or at least several clauses; headlines have
/// neither, or are short.
fn prose(place: &Place) -> bool {
    place.stops > 0 || place.commas >= 2 && place.chars >= 28 || is_lead(place.paragraph)
}

/// What a report of the paper itself begins with.
const OWN_NEWS: &str = "本报讯";

/// Reports begin 本报讯 or with an agency's dateline.
fn is_lead(paragraph: &str) -> bool {
    let wire = PageWord::Wire.begins(paragraph).is_some();
    paragraph.starts_with(OWN_NEWS) || wire && head(paragraph, 60).contains("日电")
}

/// The next line goes on with words: it holds a sentence end or, being
/// another fragment, is long.
fn goes_on(place: &Place) -> bool {
    let Place { before, after, .. } = place;
    if after.indented && !before.indented && place.page[..after.span.start].ends_with("　　") {
        return false;
    }
    let comma = matches!(before.last, '，' | ',' | '、');
    after.stops > 0 || after.chars >= 40 && after.commas > 0 || comma && after.commas > 0
}

/// A digit goes on with digits, a unit or a measure word in prose.
fn goes_on_number(place: &Place) -> bool {
    let after = place.after;
    after.stops + after.commas > 0 || matches!(after.first, '0'..='9' | '.' | '%' | '％') && after.chars <= 6
}

/// True when the paragraph so far may end here: with a sentence, or with a mark
/// that something of its own follows (：；—). A closing mark ends a sentence
/// when the words inside it do: `。”` but not `“十四五”`.
fn ends_as_paragraph(place: &Place) -> bool {
    let text = &place.page[place.before.span];
    let mut rest = text.chars().rev();
    let last = rest.by_ref().find(|c| !matches!(c, '”' | '’' | '」' | '』'));
    match last {
        Some('）' | ')' | '】') => bracket_ends(text),
        Some(c) => is_stop(c) || matches!(c, '：' | ':' | '；' | ';' | '—'),
        None => true,
    }
}

/// A bracket closes the sentence when it opened after one: `。（完）`.
fn bracket_ends(text: &str) -> bool {
    let opening = text.char_indices().rev().take(80).find(|(_, c)| matches!(c, '（' | '(' | '【'));
    let Some((at, _)) = opening else { return true };
    let before = text[..at].chars().next_back();
    before.is_none_or(|c| is_stop(c) || matches!(c, '”' | '’')) || text[at..].contains('。')
}

/// True when the next line begins something of its own.
fn starts_block(place: &Place) -> bool {
    let after = place.after;
    let text = &place.page[after.span];
    match after.first {
        '●' | '■' | '◆' | '▲' | '□' | '○' | '★' | '☆' | '【' | '①' => true,
        '图' => starts_caption(text),
        '《' if is_signature(text) => true,
        _ if is_list_head(after, text) => true,
        _ if after.gap == 0 => false,
        '—' | '─' => true,
        '（' | '(' => starts_note(text.trim_start_matches(['（', '('])),
        '本' | '新' | '据' | '中' | '记' | '责' => starts_report(text, after),
        _ => false,
    }
}

/// 图为…, 图①：…, 图3：…, but not 图案的艺术表达, which may begin any line.
fn starts_caption(text: &str) -> bool {
    let next = text.chars().nth(1);
    next.is_none_or(|c| {
        matches!(c, '为' | '：' | ':' | '/' | '①'..='⑳') || c.is_ascii_digit() || c.is_whitespace()
    })
}

/// 本报讯, 新华社北京1月2日电, 本报记者 王丽, 责任编辑：王丽
fn starts_report(text: &str, line: &Line) -> bool {
    let wire = PageWord::Wire.begins(text).is_some();
    let signs = PageWord::Report.begins(text).is_some();
    text.starts_with(OWN_NEWS) || wire && head(text, 60).contains('电') || signs && line.stops == 0
}

/// 本报记者 王丽 通讯员 赵玉 文/图: a byline and nothing else, which no line
/// of text joins.
fn is_byline(line: &Line, text: &str) -> bool {
    let calls = || PageWord::BylineStart.begins(text).is_some() || role_len(text).is_some();
    line.spaced
        && calls()
        && line.stops + line.commas == 0
        && line.chars <= 30
        && text.chars().all(is_of_names)
}

/// True for what stands in a line of names.
fn is_of_names(c: char) -> bool {
    is_han(c) || c.is_whitespace() || matches!(c, '/' | '／' | '：' | ':' | '·')
}

/// （下转第二版）, （作者为…）, （一）: what stands in brackets of its own.
fn starts_note(inner: &str) -> bool {
    PageWord::Note.begins(inner).is_some() || numbered(inner)
}

/// （一）, (2)
fn numbered(bare: &str) -> bool {
    let mut chars = bare.chars();
    chars.next().is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        && chars.take(2).any(|c| matches!(c, '）' | ')'))
}
