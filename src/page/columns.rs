//! Columns that a text file prints side by side, row by row, as
//! `pdftotext -layout` does.
//!
//! ```text
//! 县里今年为二十个村接     水龙头就能做饭，再也
//! 通了自来水，村民们一     不用下山挑水了。
//! 拧开                     （记者 王丽）
//! ```
//!
//! A block is taken apart where every row leaves the same gutter free; its
//! columns then follow each other. Where the rows of a page show columns but
//! no gutter (one blank parts them, and where a column ends the next moves
//! up), their order cannot be told any more: such a page is only marked.

use super::line::{Line, is_stop};
use crate::lexicon::byline::role_len;
use crate::text::han::is_han;
use std::ops::Range;

/// A gutter is at least so wide, in characters.
const GUTTER: usize = 2;
/// A column has at least so many rows.
const LEAST_ROWS: usize = 3;
/// A column of text has cells at least so wide, in columns of the screen.
const LEAST_WIDTH: u32 = 12;
/// So many rows above and below columns may cross their gutters.
const PEELED: usize = 3;
/// Rows longer than this are not looked at, in characters.
const LONGEST_ROW: usize = 400;

/// The lines of a page with its blocks of columns taken apart.
pub(super) fn without_columns(page: &str, lines: Vec<Line>) -> Vec<Line> {
    let wide = |l: &Line| l.spaced && l.chars as usize <= LONGEST_ROW && l.text(page).contains("  ");
    if lines.iter().filter(|l| wide(l)).count() < LEAST_ROWS {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while let Some((first, more)) = rest.split_first() {
        let len = 1 + more.iter().take_while(|l| l.gap == 0).count();
        let (block, after) = rest.split_at(len);
        rest = after;
        let Some((rows, columns)) = best_columns(page, block) else {
            out.extend_from_slice(block);
            continue;
        };
        let gap = if rows.start == 0 { first.gap } else { 0 };
        out.extend_from_slice(&block[..rows.start]);
        columns.iter().for_each(|c| column(page, &block[rows.clone()], gap, c, &mut out));
        out.extend_from_slice(&block[rows.end..]);
    }
    out
}

/// The rows of a block that stand in columns, and those columns: a headline
/// above them, or a caption below, may cross the gutters.
fn best_columns(page: &str, block: &[Line]) -> Option<(Range<usize>, Vec<Range<usize>>)> {
    let n = block.len();
    let parts = (0..=PEELED.min(n)).flat_map(|top| (0..=PEELED.min(n - top)).map(move |end| top..n - end));
    let found = parts.filter_map(|rows| Some((rows.clone(), columns(page, &block[rows])?)));
    // The first of those with most columns takes most rows.
    found.reduce(|best, next| if next.1.len() > best.1.len() { next } else { best })
}

/// The columns of a block, by the characters of its rows; none where it has
/// only one.
fn columns(page: &str, block: &[Line]) -> Option<Vec<Range<usize>>> {
    if block.len() < LEAST_ROWS || block.iter().any(|l| l.chars as usize > LONGEST_ROW) {
        return None;
    }
    let mut taken: Vec<bool> = Vec::new();
    for row in block.iter().map(|l| row(page, l)) {
        let mut blanks = GUTTER;
        for (at, c) in row.chars().enumerate() {
            if taken.len() <= at {
                taken.push(false);
            }
            if c == ' ' {
                blanks += 1;
                continue;
            }
            // A single blank within a cell is the cell's.
            let from = if blanks == 1 { at - 1 } else { at };
            taken[from..=at].fill(true);
            blanks = 0;
        }
    }
    let columns = stretches(&taken);
    let full = columns.len() >= 2 && columns.iter().all(|c| is_column(page, block, c));
    full.then_some(columns)
}

/// The stretches that are taken, with gutters between.
fn stretches(taken: &[bool]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in (0..taken.len()).filter(|&at| taken[at]) {
        match out.last_mut() {
            Some(last) if at - last.end < GUTTER => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

/// True when enough rows have text in the column, and enough of it.
fn is_column(page: &str, block: &[Line], column: &Range<usize>) -> bool {
    let cells = block.iter().filter_map(|l| cell(page, l, column));
    let (rows, width) = cells.fold((0, 0), |(n, w), c| (n + 1, w + c.width));
    rows >= LEAST_ROWS as u32 && width / rows.max(1) >= LEAST_WIDTH
}

/// The row that a line is, from the line break before it to its end.
fn row<'a>(page: &'a str, line: &Line) -> &'a str {
    &page[row_start(page, line)..line.span.end]
}

fn row_start(page: &str, line: &Line) -> usize {
    memchr::memrchr2(b'\n', b'\r', &page.as_bytes()[..line.span.start]).map_or(0, |at| at + 1)
}

/// What stands in `column` of a row.
fn cell(page: &str, line: &Line, column: &Range<usize>) -> Option<Line> {
    let base = row_start(page, line);
    let row = row(page, line);
    let byte = |n: usize| row.char_indices().nth(n).map_or(row.len(), |c| c.0);
    let from = byte(column.start);
    let to = from + row[from..].char_indices().nth(column.len()).map_or(row.len() - from, |c| c.0);
    Line::read(page, base + from, base + to, 0)
}

/// Adds the cells of one column, top to bottom.
fn column(page: &str, block: &[Line], gap: u32, column: &Range<usize>, out: &mut Vec<Line>) {
    let mut blank = if column.start == 0 { gap } else { gap.max(1) };
    for line in block {
        match cell(page, line, column) {
            Some(cell) => {
                out.push(Line { gap: blank, ..cell });
                blank = 0;
            }
            None => blank += u32::from(blank == 0),
        }
    }
}

/// Marks the rows of columns that stand side by side with one blank between,
/// so that none is taken for a headline; says whether the page has such.
pub(super) fn mark_rows(page: &str, lines: &mut [Line]) -> bool {
    let fields = Fields::count(page, lines);
    let rows = lines.iter().filter(|l| fields.is_row(page, l)).count();
    if (rows < 8 || rows * 5 < lines.len()) && !fields.are_scattered(lines) {
        return false;
    }
    let marked: Vec<bool> = (0..lines.len()).map(|i| fields.is_text(page, lines, i)).collect();
    lines.iter_mut().zip(marked).filter(|l| l.1).for_each(|(line, _)| line.rows = TEXT_ROWS);
    true
}

/// What a line is marked with that is a row of text.
const TEXT_ROWS: u32 = 3;

/// How often fields of each width stand in the lines of a page.
pub(super) struct Fields([u32; 64]);

impl Fields {
    pub fn count(page: &str, lines: &[Line]) -> Fields {
        let mut counts = [0; 64];
        for line in lines.iter().filter(|l| l.chars as usize <= LONGEST_ROW) {
            field_widths(line.text(page)).filter(|w| *w < 64).for_each(|w| counts[w as usize] += 1);
        }
        Fields(counts)
    }

    /// True for a width that the lines of some column of the page have.
    pub fn is_usual(&self, width: u32) -> bool {
        let near = (width as usize).saturating_sub(2)..=(width as usize + 2).min(63);
        (16..62).contains(&width) && self.0[near].iter().sum::<u32>() >= 8
    }

    /// True when the rows of columns stand one below the other: scraps of a
    /// few lines that break off within a sentence.
    fn are_scattered(&self, lines: &[Line]) -> bool {
        let (mut blocks, mut scraps) = (0, 0);
        let mut rest = lines;
        while !rest.is_empty() {
            let len = 1 + rest[1..].iter().take_while(|l| l.gap == 0).count();
            let (block, after) = rest.split_at(len);
            rest = after;
            blocks += 1;
            let broken = !is_stop(block[len - 1].last) && block.iter().all(|l| self.is_usual(l.width));
            scraps += usize::from(len <= 3 && broken);
        }
        scraps >= 15 && scraps * 3 >= blocks
    }

    /// True for a line with several fields of usual widths.
    fn is_row(&self, page: &str, line: &Line) -> bool {
        line.spaced
            && line.chars as usize <= LONGEST_ROW
            && field_widths(line.text(page)).filter(|w| self.is_usual(*w)).count() >= 2
    }

    /// True for a line of text: a row of several columns, or of one, which a
    /// headline may be as wide as, but not without a blank line before it.
    fn is_text(&self, page: &str, lines: &[Line], i: usize) -> bool {
        let line = &lines[i];
        let apart = line.gap > 0 && lines.get(i + 1).is_none_or(|next| next.gap > 0);
        if apart && is_deck(line.text(page)) {
            return false;
        }
        if self.is_row(page, line) {
            return true;
        }
        let head = line.gap > 0 && lines.get(i + 1).is_some_and(|next| begins_report(next.text(page)));
        !head && (self.is_usual(line.width) || is_stop(line.last) && line.gap == 0)
    }
}

/// True for a headline in two parts, 春到山乡处处新 水到田头户户喜: no row of
/// two columns is without a mark and alone.
fn is_deck(text: &str) -> bool {
    text.split(' ').count() == 2
        && text.split(' ').all(|part| part.chars().count() >= 4 && part.chars().all(is_han))
}

/// True when a line begins as reports and bylines do.
pub(super) fn begins_report(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(', '□', '■', '●']);
    text.starts_with("本报") || text.starts_with("新华社") || role_len(text).is_some()
}

/// The widths of the fields of a row.
fn field_widths(row: &str) -> impl Iterator<Item = u32> {
    row.split(' ').map(|f| f.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum())
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn taken_apart(page: &str) -> Vec<&str> {
        without_columns(page, lines(page)).iter().map(|l| l.text(page)).collect()
    }

    #[test]
    fn columns_with_a_gutter_follow_each_other() {
        let page = "\
  县里今年为二十个村        水龙头就能做饭，再也
接通了自来水，村民们        不用下山挑水了。
说，如今拧开              （记者 王丽 摄影报道）
";
        assert_eq!(
            taken_apart(page),
            [
                "县里今年为二十个村",
                "接通了自来水，村民们",
                "说，如今拧开",
                "水龙头就能做饭，再也",
                "不用下山挑水了。",
                "（记者 王丽 摄影报道）"
            ]
        );
    }

    #[test]
    fn rows_without_a_common_gutter_stay() {
        for page in [
            "第一行的文字比较长一些  后面\n第二行  后面的文字比较长一些\n第三行的文字比较长一些  后面\n",
            "王丽    李明    赵玉\n刘芳    高山    何文\n张敏    林晓    陈立\n",
            "一行文字\n两行文字\n三行文字\n",
        ] {
            assert_eq!(taken_apart(page).len(), 3, "{page}");
        }
    }

    #[test]
    fn scraps_of_columns_are_marked() {
        let page = "县里今年为二十个村接通\n了自来水，村民们说如今\n\n水龙头就能做饭再也不用\n下山挑水，孩子们也能多\n\n".repeat(9);
        assert!(mark_rows(&page, &mut lines(&page)));
        let page = "县里今年为二十个村接通\n了自来水。\n\n水龙头就能做饭，再也不用下山挑水。\n\n".repeat(9);
        assert!(!mark_rows(&page, &mut lines(&page)));
    }

    #[test]
    fn rows_with_one_blank_between_columns_are_marked() {
        let page = "县里今年为二十个村接通 水龙头就能做饭再也不用\n".repeat(9);
        let mut marked = lines(&page);
        assert!(mark_rows(&page, &mut marked));
        assert!(marked.iter().all(|l| l.rows == 3));
        let page = "县里今年为二十个村接通水龙头就能做饭再也不用\n".repeat(9);
        assert!(!mark_rows(&page, &mut lines(&page)));
    }
}
