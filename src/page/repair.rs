//! Decoded text to repaired text: broken sentences joined, padded names and
//! blanks that no paper printed closed, page numbers and layout tags left out,
//! compatibility forms read as what they stand for. Nothing else changes, and
//! no character is added.
//!
//! The repaired text has one line for each headline or paragraph. How many
//! blank lines stood before it is kept in its [`Line`].

use super::cells::without_cells;
use super::columns::{Fields, mark_rows, without_columns};
use super::furniture::is_page_number;
use super::head_wrap::{continued, remainders, second_lines, split_headlines};
use super::join::{Place, joins};
use super::line::{Line, Tag, lines};
use super::padded::padding;
use super::readings::{Reading, has_blanks, misread, readings};
use super::source_map::SourceMap;
use super::wrap::{PageWrap, Wrap, wrap};
use crate::span::Span;

/// A page's repaired text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// One line for each headline or paragraph, without blank lines.
    pub text: String,
    /// The lines of `text`; spans and ends are positions in `text`.
    pub(crate) lines: Vec<Line>,
    /// From `text` back to the decoded input.
    pub map: SourceMap,
    /// Where lines were joined, as positions in `text`, and by which rule.
    pub joins: Vec<(usize, &'static str)>,
    /// The usual width of the page's columns, two for a full-width character,
    /// where its text has their line breaks.
    pub column: Option<u32>,
    /// True when columns stand side by side, row by row, with nothing to tell
    /// their order by.
    pub side_by_side: bool,
}

/// Repairs a page's text.
///
/// ```
/// let page = "全市共有等11\n\n个团体获奖。大家表示，要再接再厉。\n";
/// // The first part is no prose yet: nothing tells it from a headline.
/// assert_eq!(baozhi::page::repair(page).text.lines().count(), 2);
/// let page = "昨日会议召开。全市共有等11\n\n个团体获奖。\n";
/// assert_eq!(baozhi::page::repair(page).text, "昨日会议召开。全市共有等11个团体获奖。");
/// ```
pub fn repair(page: &str) -> Repaired {
    let lines = without_page_numbers(page, lines(page));
    let mut lines = without_columns(page, without_cells(page, lines));
    let side_by_side = mark_rows(page, &mut lines);
    if side_by_side {
        lines = split_headlines(page, lines);
    }
    let page_wrap = PageWrap::of(&lines);
    let mut headings = continued(page, &lines);
    if side_by_side || page_wrap.column().is_some() {
        let fields = Fields::count(page, &lines);
        let is_text = |l: &Line| l.rows > 1 || fields.is_usual(l.width);
        headings.extend(remainders(page, &lines, is_text));
        headings.extend(second_lines(page, &lines, is_text));
        headings.sort_unstable();
    }
    let blanks = has_blanks(page, &lines);
    let mut out = Writer::new(page, lines.len(), page_wrap.column().filter(|_| !side_by_side), blanks);
    out.out.side_by_side = side_by_side;
    let mut block = 0;
    while block < lines.len() {
        let end = block + 1 + lines[block + 1..].iter().take_while(|l| l.gap == 0).count();
        let wrap = wrap(&lines[block..end], &page_wrap);
        for i in block..end {
            let heading = headings.binary_search(&i).is_ok();
            out.line(&lines[i], &wrap, is_alone(&lines, i), heading);
        }
        out.before_wrap = wrap;
        block = end;
    }
    out.finish()
}

/// Page numbers stand between the two halves of a sentence: left out, they
/// leave the larger of the gaps around them.
fn without_page_numbers(page: &str, lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = 0;
    for mut line in lines {
        if line.chars <= 12 && is_page_number(line.text(page)) || line.tag == Some(Tag::Furniture) {
            gap = gap.max(line.gap);
            continue;
        }
        line.gap = line.gap.max(gap);
        gap = 0;
        out.push(line);
    }
    out
}

/// True when line `i` and the one before are not part of a longer run of
/// single characters.
fn is_alone(lines: &[Line], i: usize) -> bool {
    let single = |n: Option<usize>| n.and_then(|n| lines.get(n)).is_some_and(|l| l.chars == 1);
    !single(i.checked_sub(2)) && !single(Some(i + 1))
}

/// Writes the repaired text, paragraph by paragraph.
struct Writer<'a> {
    page: &'a str,
    out: Repaired,
    /// The source line last written.
    before: Option<Line>,
    /// How the block before this one was cut.
    before_wrap: Wrap,
    /// Whether the page has blanks that no paper printed.
    blanks: bool,
}

impl<'a> Writer<'a> {
    /// A writer for `page`, which has `lines` lines.
    fn new(page: &'a str, lines: usize, column: Option<u32>, blanks: bool) -> Writer<'a> {
        let out = Repaired {
            text: String::with_capacity(page.len()),
            lines: Vec::with_capacity(lines),
            map: SourceMap::with_capacity(2 * lines),
            joins: Vec::new(),
            column,
            side_by_side: false,
        };
        Writer { page, out, before: None, before_wrap: Wrap::default(), blanks }
    }

    /// Adds a line; `heading` says that it goes on the headline before it.
    fn line(&mut self, line: &Line, wrap: &Wrap, alone: bool, heading: bool) {
        let rule = match self.before {
            Some(_) if heading => Some("join/headline"),
            Some(before) => joins(&self.place(&before, line, alone), wrap),
            None => None,
        };
        match (rule, self.before) {
            (Some(rule), _) => {
                self.out.joins.push((self.out.text.len(), rule));
                self.goes_on(line);
            }
            (None, Some(before)) => {
                self.out.map.push(self.out.text.len(), before.end);
                self.out.text.push('\n');
                self.begins(line);
            }
            (None, None) => self.begins(line),
        }
        self.before = Some(*line);
    }

    fn place<'b>(&'b self, before: &'b Line, after: &'b Line, alone: bool) -> Place<'b> {
        let so_far = self.out.lines.last();
        let (stops, commas, chars) = so_far.map_or((0, 0, 0), |l| (l.stops, l.commas, l.chars));
        let paragraph = so_far.map_or("", |l| &self.out.text.as_str()[l.span]);
        let rows = so_far.map_or(0, |l| l.rows);
        let column = self.out.column.map(|_| &self.before_wrap);
        Place { page: self.page, before, stops, commas, chars, rows, paragraph, after, alone, column }
    }

    fn begins(&mut self, line: &Line) {
        let start = self.out.text.len();
        self.copy(line);
        let end = self.out.text.len();
        self.out.lines.push(Line { span: Span::new(start, end), end, ..*line });
    }

    fn goes_on(&mut self, line: &Line) {
        self.copy(line);
        let end = self.out.text.len();
        let Some(so_far) = self.out.lines.last_mut() else { return };
        so_far.span.end = end;
        so_far.end = end;
        so_far.spaced |= line.spaced;
        so_far.brackets |= line.brackets;
        so_far.full |= line.full;
        so_far.odd |= line.odd;
        so_far.rows += 1;
        so_far.chars += line.chars;
        so_far.width += line.width;
        so_far.stops += line.stops;
        so_far.commas += line.commas;
        so_far.last = line.last;
    }

    fn copy(&mut self, line: &Line) {
        let text = line.text(self.page);
        let mut at = 0;
        for Reading { span, char } in self.readings(text, line) {
            if span.start < at {
                continue;
            }
            self.piece(line.span.start + at, &text[at..span.start]);
            if let Some(c) = char {
                self.out.map.push_replaced(self.out.text.len(), line.span.start + span.start, span.len());
                self.out.text.push(c);
            }
            at = span.end;
        }
        self.piece(line.span.start + at, &text[at..]);
    }

    /// What of a line is read as something else or left out, in order.
    fn readings(&self, text: &str, line: &Line) -> Vec<Reading> {
        let mut all = Vec::new();
        if line.spaced {
            all.extend(padding(text).into_iter().map(|span| Reading { span, char: None }));
        }
        let printed = self.out.column.is_some();
        if line.odd || line.spaced && self.blanks || line.brackets && printed {
            all.extend(readings(text, line, self.blanks));
        }
        if printed && line.stops == 0 {
            all.extend(misread(text));
        }
        all.sort_by_key(|r| r.span);
        all
    }

    fn piece(&mut self, src: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        self.out.map.push(self.out.text.len(), src);
        self.out.text.push_str(text);
    }

    fn finish(self) -> Repaired {
        self.out
    }
}
