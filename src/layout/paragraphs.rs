//! The rows of columns to paragraphs.
//!
//! An indent begins one; a row that ends short of its column's right edge
//! with a sentence ends one.

use super::article::{Reader, Run};
use super::piece::Piece;
use crate::text::mark::ends_or_trails;

/// A row of a column.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub pieces: Run,
    /// The white left and right of it within its column.
    pub indent: f32,
    pub short: f32,
    pub ratio: f32,
    pub units: f32,
}

impl Row {
    /// The row's place in the column from `left` to `right`.
    pub fn of(row: &[&Piece], left: f32, right: f32) -> Row {
        let units = row.iter().map(|p| p.units).sum::<f32>().max(0.5);
        Row {
            pieces: row.iter().map(|p| (*p).clone()).collect(),
            indent: row.first().map_or(0.0, |p| p.left - left),
            short: row.last().map_or(0.0, |p| right - p.right),
            ratio: row.iter().map(|p| p.ratio * p.units).sum::<f32>() / units,
            units,
        }
    }
}

/// Joins rows to paragraphs.
pub(crate) fn paragraphs(rows: &[Row], reader: &Reader) -> Vec<Run> {
    let em = reader.measures.em;
    let mut out: Vec<Run> = Vec::new();
    let mut before: Option<&Row> = None;
    for row in rows {
        let begins = before.is_none_or(|b| {
            let text = b.pieces.last().map_or("", |p| reader.pieces.text(reader.page, p));
            let ended = ends_as_paragraph(text);
            let heading = b.indent > 1.2 * em && b.short > 1.2 * em && (b.indent - b.short).abs() < 2.0 * em;
            let sized = (b.ratio - row.ratio).abs() > 0.12 && (b.ratio > 1.12 || row.ratio > 1.12);
            row.indent > 1.2 * em && (ended || b.short > 2.0 * em || row.indent < 2.8 * em)
                || b.short > 2.0 * em && (ended || heading)
                || sized
        });
        match out.last_mut().filter(|_| !begins) {
            Some(run) => run.extend(row.pieces.iter().cloned()),
            None => out.push(row.pieces.clone()),
        }
        before = Some(row);
    }
    out
}

/// True when a text ends as a paragraph does, closing marks aside: with a
/// sentence, or with a mark that a list or a speech follows.
fn ends_as_paragraph(text: &str) -> bool {
    let mut back =
        text.trim_end().chars().rev().skip_while(|c| matches!(c, '”' | '’' | '"' | '）' | ')' | '」'));
    back.next().is_none_or(|c| ends_or_trails(c) || matches!(c, '：' | ':' | '；'))
}
