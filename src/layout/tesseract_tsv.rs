//! Tesseract's table: a row for each page, block, paragraph, line and word.
//!
//! ```text
//! level page_num block_num par_num line_num word_num left top width height conf text
//! 5     1        1         1       1        1        54   63  20    14     93.1 禾川
//! ```

use super::gather::LineGatherer;
use super::{Layout, LayoutPage, Rect};
use crate::error::{Error, Result};

/// The header begins so.
pub(super) const HEADER: &[u8] = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\t";

pub(super) fn read(text: &str, path: &str) -> Result<Layout> {
    let mut table = Table::default();
    for (number, row) in (1..).zip(text.lines()).skip(1) {
        if row.trim().is_empty() {
            continue;
        }
        let row = Row::parse(row).ok_or_else(|| {
            Error::line(path, number, "expected 12 columns of Tesseract's table, the first 11 numbers")
        })?;
        table.row(&row);
    }
    table.finish_line();
    if table.layout.pages.is_empty() {
        return Err(Error::input(path, "Tesseract's table without a page"));
    }
    table.layout.pages.iter_mut().for_each(LayoutPage::settle_size);
    Ok(table.layout)
}

struct Row<'a> {
    level: u32,
    page: u32,
    block: u32,
    /// Paragraph and line within the block.
    line: (u32, u32),
    place: Rect,
    confidence: f32,
    text: &'a str,
}

impl<'a> Row<'a> {
    fn parse(row: &'a str) -> Option<Row<'a>> {
        let mut columns = row.splitn(12, '\t');
        let mut n = [0u32; 6];
        for n in &mut n {
            *n = columns.next()?.trim().parse().ok()?;
        }
        let mut f = [0f32; 5];
        for f in &mut f {
            *f = super::xml::number(columns.next()?)?;
        }
        let text = columns.next().unwrap_or_default();
        let place = Rect { x: f[0], y: f[1], w: f[2].max(0.0), h: f[3].max(0.0) };
        Some(Row { level: n[0], page: n[1], block: n[2], line: (n[3], n[4]), place, confidence: f[4], text })
    }
}

#[derive(Default)]
struct Table {
    layout: Layout,
    /// The open line: its block, its place in the block, its words.
    line: Option<(u32, (u32, u32), LineGatherer)>,
    page: Option<u32>,
}

impl Table {
    fn row(&mut self, row: &Row) {
        if self.page != Some(row.page) {
            self.finish_line();
            self.page = Some(row.page);
            let number = self.layout.pages.len() as u32 + 1;
            let sized = row.level == 1;
            let side = |length: f32| if sized { length } else { 0.0 };
            let mut page = LayoutPage::sized(number, side(row.place.w), side(row.place.h));
            page.recognised = true;
            self.layout.pages.push(page);
        }
        match row.level {
            4 => {
                self.finish_line();
                self.line = Some((row.block, row.line, LineGatherer::new(Some(row.place))));
            }
            5 => {
                if self.line.as_ref().is_none_or(|l| (l.0, l.1) != (row.block, row.line)) {
                    self.finish_line();
                }
                let line = self.line.get_or_insert_with(|| (row.block, row.line, LineGatherer::new(None)));
                let confidence = (row.confidence >= 0.0).then_some(row.confidence / 100.0);
                line.2.word(row.text, Some(row.place), confidence);
            }
            _ => {}
        }
    }

    fn finish_line(&mut self) {
        let Some((block, _, line)) = self.line.take() else { return };
        let line = line.finish(block.checked_sub(1), None);
        if let (Some(page), Some(line)) = (self.layout.pages.last_mut(), line) {
            page.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    #[test]
    fn words_gather_into_lines() {
        let rows = "1\t1\t0\t0\t0\t0\t0\t0\t800\t1200\t-1\t\n\
            4\t1\t1\t1\t1\t0\t10\t20\t80\t24\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t40\t24\t90\t禾川\n\
            5\t1\t1\t1\t1\t2\t50\t20\t40\t24\t60\t日报\n\
            5\t1\t2\t1\t1\t1\t10\t60\t40\t24\t80\t山乡\n";
        let layout = read(&[HEAD, rows].concat(), "p.tsv").unwrap();
        let page = &layout.pages[0];
        let lines: Vec<_> = page.lines.iter().map(|l| (l.text.as_str(), l.block)).collect();
        assert_eq!(lines, [("禾川 日报", Some(0)), ("山乡", Some(1))]);
        assert_eq!((page.width, page.lines[0].confidence), (800.0, Some(0.75)));
    }

    #[test]
    fn a_row_that_is_none_is_an_error_with_its_line() {
        let error = read(&[HEAD, "1\t1\tx\n"].concat(), "p.tsv").unwrap_err();
        assert_eq!(error.line_number(), Some(2));
        assert!(read(HEAD, "p.tsv").is_err());
    }
}
