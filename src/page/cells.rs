//! Rows of cells: columns that OCR reads across, one printed line after the
//! other, with what it makes of the rule or the gutter between.
//!
//! ```text
//! 县里今年为二十个 | 水龙头就能做饭， | 村里的老人说，从
//! 村接通自来水，村 | 再也不用下山挑。    前吃水要走三里路。
//! 民们说，如今拧开   孩子们也 ”能多 | 如今不用了。
//! ```
//!
//! A rule is read as a bar, as a stray mark or as nothing, so that a row is
//! cut where a cell of the usual width ends. The columns then follow each
//! other, and a headline that stands above some of them comes before the
//! first of those.

use super::line::Line;
use std::ops::Range;

/// A page has rows of cells when so many of its lines have a bar.
const LEAST_BARS: usize = 4;
/// Rows that stand together are taken apart when they are so many.
const LEAST_ROWS: usize = 2;
/// A column's cells are no narrower and no wider, in columns of the screen.
const WIDTHS: Range<usize> = 14..64;
/// How far a full cell may reach over the usual width: figures and letters
/// are narrower than OCR's characters, and a rule may be read as a mark.
const OVER: usize = 3;
/// How far below the usual width a cell may be cut.
const UNDER: usize = 5;
/// Rows longer than this are not looked at, in characters.
const LONGEST_ROW: usize = 400;
/// No more columns stand side by side.
const MOST_COLUMNS: usize = 31;

/// The lines of a page with its rows of cells taken apart.
pub(super) fn without_cells(page: &str, lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = usual_width(page, &lines) else { return lines };
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let rows = rows_at(page, &lines[at..], width);
        if rows.len() < LEAST_ROWS {
            out.push(lines[at]);
            at += 1;
            continue;
        }
        let len = rows.len();
        write(page, rows, width, &mut out);
        at += len;
    }
    out
}

/// The usual width of the cells that bars part; none where too few lines
/// have any.
fn usual_width(page: &str, lines: &[Line]) -> Option<usize> {
    let barred = lines.iter().filter(|l| l.spaced && l.text(page).contains('|'));
    let rows: Vec<Row> = barred.filter_map(|l| Row::read(page, l)).collect();
    let widths = || rows.iter().flat_map(Row::ruled_widths);
    let width = mode(widths())?;
    let usual = |r: &&Row| r.ruled_widths().any(|w| w.abs_diff(width) <= 2);
    (rows.iter().filter(usual).count() >= LEAST_BARS).then_some(width)
}

/// Writes rows of cells column after column, from one headline over several
/// columns to the next.
fn write(page: &str, mut rows: Vec<Row>, width: usize, out: &mut Vec<Line>) {
    let own = mode(rows.iter().flat_map(Row::ruled_widths)).unwrap_or(width);
    rows.iter_mut().for_each(|row| row.cut(page, own));
    let most = columns_of(&rows);
    let headline = |row: &Row| row.is_headline(own, most);
    let mut from = 0;
    for to in 1..=rows.len() {
        if to == rows.len() || headline(&rows[to]) && !headline(&rows[to - 1]) {
            Table::of(&rows[from..to]).write(page, out);
            from = to;
        }
    }
}

/// How many columns rows have: the most that several of them have cells for.
fn columns_of(rows: &[Row]) -> usize {
    let mut counts = [0usize; MOST_COLUMNS + 1];
    rows.iter().for_each(|r| counts[r.fields.len().min(MOST_COLUMNS)] += 1);
    let least = if rows.len() < 4 { 1 } else { 2 };
    (1..=MOST_COLUMNS).rev().find(|&n| counts[n] >= least).unwrap_or(1)
}

/// The width that most of `widths` are near.
fn mode(widths: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = [0usize; WIDTHS.end + 2];
    widths.filter(|w| WIDTHS.contains(w)).for_each(|w| counts[w] += 1);
    let near = |w: usize| counts[w - 1] + 2 * counts[w] + counts[w + 1];
    let best = WIDTHS.max_by_key(|&w| near(w))?;
    (near(best) >= 6).then_some(best)
}

/// The rows of cells that the lines begin with. A line that is no row may
/// stand among them, and a blank one.
fn rows_at(page: &str, lines: &[Line], width: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut whole = 0;
    for (n, line) in lines.iter().enumerate() {
        let near = n == 0 || line.gap <= 1;
        let Some(row) = Row::read(page, line).filter(|_| near) else { break };
        let cells = row.has_cells(width);
        // What is no row belongs to them only where the next line follows.
        if !cells && (n == 0 || line.gap > 0) {
            break;
        }
        rows.push(row);
        if cells {
            whole = rows.len();
        }
        if rows.len() > whole + 1 {
            break;
        }
    }
    rows.truncate(whole);
    rows
}

/// One field of a row, between bars or wide blanks.
#[derive(Clone, Debug)]
struct Field {
    /// Where it stands in the page, in bytes.
    span: Range<usize>,
    /// Where it begins in the row, in columns of the screen.
    x: usize,
    width: usize,
    /// True when a bar or the row's beginning stands before it, and a bar
    /// behind it.
    ruled: bool,
    /// True when wide blanks or the row's ends stand on both sides.
    alone: bool,
}

#[derive(Clone, Debug)]
struct Row {
    fields: Vec<Field>,
    bar: bool,
    gap: u32,
}

impl Row {
    fn read(page: &str, line: &Line) -> Option<Row> {
        if line.chars as usize > LONGEST_ROW || line.tag.is_some() {
            return None;
        }
        let start =
            memchr::memrchr2(b'\n', b'\r', &page.as_bytes()[..line.span.start]).map_or(0, |at| at + 1);
        let mut row = Row { fields: Vec::new(), bar: false, gap: line.gap };
        let mut open: Option<Field> = None;
        let (mut x, mut blanks, mut bar, mut first) = (0, 2, true, true);
        for (at, c) in page[start..line.span.end].char_indices().map(|(n, c)| (start + n, c)) {
            let step = width_of(c);
            match c {
                ' ' | '\u{3000}' => blanks += 1,
                '|' => {
                    row.close(&mut open, true, true);
                    (blanks, bar, row.bar) = (0, true, true);
                }
                _ => {
                    if blanks >= 2 {
                        row.close(&mut open, false, blanks >= 3);
                    }
                    let alone = first || blanks >= 3;
                    let field = open.get_or_insert(Field { span: at..at, x, width: 0, ruled: bar, alone });
                    field.width += step + usize::from(blanks == 1 && field.span.end > field.span.start);
                    field.span.end = at + c.len_utf8();
                    (blanks, bar, first) = (0, false, false);
                }
            }
            // A blank of OCR is about as wide as a character.
            x += if c == ' ' && blanks >= 2 { 2 } else { step };
        }
        row.close(&mut open, false, true);
        Some(row)
    }

    fn close(&mut self, open: &mut Option<Field>, bar: bool, alone: bool) {
        if let Some(mut field) = open.take() {
            field.ruled &= bar;
            field.alone &= alone && !bar;
            self.fields.push(field);
        }
    }

    fn ruled_widths(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().filter(|f| f.ruled).map(|f| f.width)
    }

    /// True for several cells, or one line that is as wide as several.
    fn has_cells(&self, width: usize) -> bool {
        let all: usize = self.fields.iter().map(|f| f.width).sum();
        self.fields.len() >= 2 || all >= width * 3 / 2 && self.fields.iter().any(|f| f.width > width + UNDER)
    }
}

fn width_of(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// What a rule between columns may be read as.
fn is_stray(c: char) -> bool {
    matches!(c, '”' | '“' | '"' | '\'' | '’' | '‘' | '|' | '`')
}

/// Rows with their fields cut into cells.
struct Table<'a> {
    rows: &'a [Row],
    /// Where each column begins, in columns of the screen.
    starts: Vec<usize>,
}

impl<'a> Table<'a> {
    fn of(rows: &'a [Row]) -> Table<'a> {
        let columns = columns_of(rows);
        let full: Vec<&Row> = rows.iter().filter(|r| r.fields.len() == columns).collect();
        let start = |k: usize| {
            let mut all: Vec<usize> = full.iter().filter_map(|r| r.fields.get(k)).map(|f| f.x).collect();
            all.sort_unstable();
            all.get(all.len() / 2).copied().unwrap_or(0)
        };
        Table { rows, starts: (0..columns).map(start).collect() }
    }

    /// Writes one column after the other; a blank line parts them.
    fn write(&self, page: &str, out: &mut Vec<Line>) {
        let places: Vec<Vec<usize>> = self.rows.iter().map(|r| self.places(r)).collect();
        for k in 0..self.starts.len() {
            let mut gap = 1;
            for (row, places) in self.rows.iter().zip(&places) {
                for (field, _) in row.fields.iter().zip(places).filter(|f| *f.1 == k) {
                    if let Some(line) = Line::read(page, field.span.start, field.span.end, 0) {
                        out.push(Line { gap: gap.max(row.gap), ..line });
                        gap = 0;
                    }
                }
            }
        }
    }

    /// The column of each field of a row: those of a full row one after the
    /// other, else those that begin nearest to where the fields do.
    fn places(&self, row: &Row) -> Vec<usize> {
        let columns = self.starts.len();
        if row.fields.len() >= columns {
            return (0..row.fields.len()).map(|k| k.min(columns - 1)).collect();
        }
        // The least sum of distances, each field right of the one before.
        let mut best: Vec<Vec<(usize, usize)>> = Vec::new();
        for (n, field) in row.fields.iter().enumerate() {
            let mut line = vec![(usize::MAX, 0); columns];
            for (k, cell) in line.iter_mut().enumerate().skip(n) {
                let before = match n.checked_sub(1) {
                    None => Some((0, 0)),
                    Some(m) => (m..k).map(|j| (best[m][j].0, j)).min_by_key(|b| b.0),
                };
                if let Some((sum, j)) = before.filter(|b| b.0 < usize::MAX) {
                    *cell = (sum + self.distance(field, k), j);
                }
            }
            best.push(line);
        }
        let Some(last) = best.last() else { return Vec::new() };
        let mut k = (0..columns).min_by_key(|&k| last[k].0).unwrap_or(0);
        let mut out = vec![0; row.fields.len()];
        for n in (0..row.fields.len()).rev() {
            out[n] = k;
            k = best[n][k].1;
        }
        out
    }

    /// How far a field stands from where column `k` begins; a headline over
    /// several columns is in the column that it begins in.
    fn distance(&self, field: &Field, k: usize) -> usize {
        let end = self.starts.get(k + 1).copied().unwrap_or(usize::MAX);
        let inside = self.starts[k] <= field.x + OVER && field.x + OVER < end;
        if field.alone && inside { 0 } else { field.x.abs_diff(self.starts[k]) }
    }
}

impl Row {
    /// True for a row with nothing but headlines, one of which is wider than
    /// a column.
    fn is_headline(&self, width: usize, columns: usize) -> bool {
        let wide = |f: &Field| f.alone && f.width > width + OVER;
        !self.bar && self.fields.len() < columns && self.fields.iter().any(wide)
    }

    /// Cuts fields that are as wide as several cells, and leaves the marks
    /// out that a rule was read as.
    fn cut(&mut self, page: &str, width: usize) {
        let mut out = Vec::with_capacity(self.fields.len());
        for field in self.fields.drain(..) {
            let text = &page[field.span.clone()];
            let headline =
                !self.bar && field.alone && field.width <= width * 3 && !text.contains(['。', '，']);
            let mut rest = field;
            while !headline && rest.width > width + OVER {
                let Some((cell, more)) = split(page, &rest, width) else { break };
                out.push(cell);
                rest = more;
            }
            out.push(rest);
        }
        out.retain_mut(|f| trim(page, f));
        self.fields = out;
    }
}

/// A field as wide as several cells cut behind the first: at a stray mark or
/// a blank near the usual width, else there.
fn split(page: &str, field: &Field, width: usize) -> Option<(Field, Field)> {
    let text = &page[field.span.clone()];
    let (mut x, mut best): (usize, Option<(usize, usize, usize)>) = (0, None);
    let mut before = 'x';
    for (at, c) in text.char_indices() {
        if x > width + OVER {
            break;
        }
        if x + UNDER >= width && at > 0 {
            let blank = c == ' ' || before == ' ';
            let stray = is_stray(c);
            let far = x.abs_diff(width);
            let cost = match (stray, blank) {
                (true, true) => far,
                (false, true) => far + 1,
                (true, false) => far + 3,
                (false, false) => 2 * far + 6,
            };
            if best.is_none_or(|b| cost < b.0) {
                best = Some((cost, at, x));
            }
        }
        x += width_of(c);
        before = c;
    }
    let (_, at, x) = best?;
    let mid = field.span.start + at;
    let cell = Field { span: field.span.start..mid, width: x, alone: false, ..field.clone() };
    let more = Field {
        span: mid..field.span.end,
        x: field.x + x,
        width: field.width - x,
        ruled: false,
        alone: false,
    };
    Some((cell, more))
}

/// Leaves out what cannot begin or end a line of a column; false where
/// nothing is left.
fn trim(page: &str, field: &mut Field) -> bool {
    let text = &page[field.span.clone()];
    let begun = text.trim_start_matches([' ', '\u{3000}', '”', '’', '|', '`']);
    let kept = begun.trim_end_matches([' ', '\u{3000}', '“', '‘', '|', '`']);
    let start = field.span.start + (text.len() - begun.len());
    field.span = start..start + kept.len();
    kept.chars().any(|c| !c.is_ascii_punctuation() && !is_stray(c))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn taken_apart(page: &str) -> Vec<&str> {
        without_cells(page, lines(page)).iter().map(|l| l.text(page)).collect()
    }

    const ROWS: &str = "\
春灌开始水到田头               山乡通了三条公交线路
本报讯 昨日，春灌 | 头就能做饭，再也 | 有三条公交线路开
开始，二十个村的 | 不用下山挑水吃。    通。沿线二十个村
村民们说，如今拧 | 孩子们也高兴得 ” 的村民出门就能坐
开家里的水龙      跳起来，说要写信 | 车，往返县城只要
";

    #[test]
    fn cells_follow_each_other_column_by_column() {
        let page = ROWS.repeat(2);
        let got = taken_apart(&page);
        let first =
            ["春灌开始水到田头", "本报讯 昨日，春灌", "开始，二十个村的", "村民们说，如今拧", "开家里的水龙"];
        assert_eq!(got[..5], first);
        assert!(got.contains(&"孩子们也高兴得"), "{got:?}");
        assert_eq!(got.iter().filter(|l| l.contains('|')).count(), 0, "{got:?}");
    }

    #[test]
    fn pages_without_rules_stay() {
        let page = "县里今年为二十个村接通了自来水。\n村民们说 | 水\n再也不用下山挑水了。\n".repeat(3);
        assert_eq!(taken_apart(&page).len(), 9);
        let table = "村 | 户 | 人\n甲 | 20 | 81\n乙 | 31 | 99\n丙 | 4 | 17\n丁 | 8 | 30\n";
        assert_eq!(taken_apart(table).len(), 5);
    }
}
