//! A leaf to articles: the lines of its head by size and place, and the
//! paragraphs of its columns.

use super::LayoutPage;
use super::bands::column_bands;
use super::captions;
use super::measure::Measures;
use super::paragraphs::{Row, paragraphs};
use super::piece::{Label, Piece, Pieces};
use super::region::{HEADLINE, TEXT, ends_sentence, is_headline, rows};

/// A stretch of text: pieces of lines that go on from one to the next.
pub(crate) type Run = Vec<Piece>;

/// An article as its place on the page tells it.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArticleCut {
    /// Lines above the title, and smaller than it.
    pub kicker: Vec<Run>,
    /// The lines of the title.
    pub title: Run,
    /// Lines below the title that are no byline.
    pub subtitle: Vec<Run>,
    /// Lines between title and body that name who wrote it.
    pub bylines: Vec<Run>,
    /// The paragraphs, headings inside the body among them.
    pub body: Vec<Run>,
    /// Texts below pictures.
    pub captions: Vec<Run>,
}

/// A line between title and body names a reporter or an author.
pub(crate) type IsByline<'a> = &'a dyn Fn(&str) -> bool;

/// What a leaf is read with.
pub(crate) struct Reader<'a> {
    pub page: &'a LayoutPage,
    pub pieces: &'a Pieces,
    pub measures: Measures,
    pub is_byline: IsByline<'a>,
}

/// A title's further lines have at least this part of its size.
const SAME_SIZE: f32 = 0.87;
/// A headline inside a column begins an article from this size on; below it
/// heads a part of the article.
pub(crate) const INNER: f32 = 1.3;

impl Reader<'_> {
    /// The articles of a leaf: one as a rule.
    pub fn articles(&self, leaf: &[Piece]) -> Vec<ArticleCut> {
        let (captions, mut rest) = captions::part(leaf, self);
        rest.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        let mut article = ArticleCut { captions, ..ArticleCut::default() };
        if let Some(label) = self.label(&rest) {
            return self.boxed(&rest, label, article);
        }
        let body_from = self.head(&rest, &mut article);
        let mut out = self.body(&rest[body_from..], article);
        out.retain(|a| {
            !a.title.is_empty() || !a.body.is_empty() || !a.captions.is_empty() || !a.kicker.is_empty()
        });
        out
    }

    /// What box it is whose name is the first row.
    fn label(&self, all: &[Piece]) -> Option<Label> {
        self.pieces.label(self.page, rows(all).first()?)
    }

    /// A box: its name, then its lines, each a headline whose text stands
    /// elsewhere; or its name over the briefs.
    fn boxed(&self, all: &[Piece], label: Label, mut named: ArticleCut) -> Vec<ArticleCut> {
        let rows = rows(all);
        let Some((first, rest)) = rows.split_first() else { return Vec::new() };
        named.title = run(first);
        match label {
            Label::Guide => {
                let lines =
                    ArticleCut { body: rest.iter().map(|r| run(r)).collect(), ..ArticleCut::default() };
                vec![named, lines]
            }
            Label::Briefs => self.body(&all[first.len()..], named),
        }
    }

    /// Reads the lines above the body into `article`; gives the number of
    /// pieces they are. `all` is sorted by height.
    fn head(&self, all: &[Piece], article: &mut ArticleCut) -> usize {
        let rows = rows(all);
        let Some(first) = rows.iter().position(|r| r.iter().any(|p| is_headline(p))) else { return 0 };
        if first > 3 || rows[..first].iter().any(|r| r.iter().map(|p| p.units).sum::<f32>() > 60.0) {
            return 0;
        }
        let last = self.last_headline(&rows, first);
        let size =
            |row: &[&Piece]| row.iter().filter(|p| is_headline(p)).map(|p| p.ratio).fold(0.0, f32::max);
        let largest = rows[first..=last].iter().map(|r| size(r)).fold(0.0, f32::max);
        let is_title = |n: usize| size(&rows[n]) >= SAME_SIZE * largest;
        let title = (first..=last).find(|&n| is_title(n)).unwrap_or(first);
        let title_end = (title..=last).take_while(|&n| is_title(n)).last().unwrap_or(title);
        for row in &rows[..title] {
            let alone = row.iter().map(|p| p.units).sum::<f32>() < 2.0;
            if !(alone && self.page.recognised) {
                article.kicker.push(run(row));
            }
        }
        // Recognition puts lines of other columns into a headline's row.
        let large = |p: &&&Piece| is_headline(p) || !self.page.recognised;
        article.title =
            rows[title..=title_end].iter().flatten().filter(large).map(|p| (*p).clone()).collect();
        let mut next = title_end + 1;
        while next < rows.len() && (next <= last || self.heads_body(&rows, next, article)) {
            let text: String = rows[next].iter().map(|p| self.pieces.text(self.page, p)).collect();
            let list = if (self.is_byline)(&text) { &mut article.bylines } else { &mut article.subtitle };
            list.push(run(&rows[next]));
            next += 1;
        }
        rows[..next].iter().map(Vec::len).sum()
    }

    /// The last row of headline lines that follow row `first` with no text
    /// worth an article between.
    fn last_headline(&self, rows: &[Vec<&Piece>], first: usize) -> usize {
        let mut last = first;
        let mut text = 0.0;
        let mut ended = false;
        for (n, row) in rows.iter().enumerate().skip(first + 1) {
            for p in row.iter().filter(|p| !is_headline(p)) {
                text += p.units;
                ended |= ends_sentence(self.pieces.text(self.page, p));
            }
            if text >= TEXT || ended {
                break;
            }
            if row.iter().any(|p| is_headline(p)) {
                last = n;
            }
        }
        last
    }

    /// True for a row below the title that is no body text: alone in its
    /// row, in the middle below the title or at its left edge, and narrower
    /// than the text below it.
    fn heads_body(&self, rows: &[Vec<&Piece>], n: usize, article: &ArticleCut) -> bool {
        let em = self.measures.em;
        let row = &rows[n];
        let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
        let text: String = row.iter().map(|p| self.pieces.text(self.page, p)).collect();
        let close = row.windows(2).all(|w| w[1].left - w[0].right < 4.0 * em);
        let title = article.title.iter().map(Piece::rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let middle = (first.left + last.right) / 2.0;
        let below = rows[n + 1..].iter().flatten();
        let (left, right) = below.fold((f32::MAX, f32::MIN), |(l, r), p| (l.min(p.left), r.max(p.right)));
        if !close || rows.len() == n + 1 {
            return false;
        }
        let centered = (middle - title.x - title.w / 2.0).abs() < 1.5 * em;
        let narrow = first.left - left > 1.8 * em && right - last.right > 1.8 * em;
        let sized = first.ratio >= 1.1 || first.ratio <= 0.9;
        let flush = (first.left - title.x).abs() < 2.0 * em && right - last.right > 3.0 * em;
        let byline = (self.is_byline)(&text) && (centered && narrow || flush);
        byline
            || centered && narrow && (sized || self.is_set_off(rows, n))
            || text.starts_with('—') && centered
    }

    /// True when more white than between lines of body text follows, or
    /// what follows stands side by side over the row's place.
    fn is_set_off(&self, rows: &[Vec<&Piece>], n: usize) -> bool {
        let Some(next) = rows.get(n + 1) else { return false };
        let step = next[0].middle() - rows[n][0].middle();
        step > 1.15 * self.measures.pitch
            || next.len() > 1 && rows[n].len() == 1
            || (self.is_byline)(&self.row_text(next))
    }

    fn row_text(&self, row: &[&Piece]) -> String {
        row.iter().map(|p| self.pieces.text(self.page, p)).collect()
    }

    /// Reads the columns below a head.
    fn body(&self, body: &[Piece], article: ArticleCut) -> Vec<ArticleCut> {
        let columns = self.columns(body);
        let mut out = vec![article];
        let mut lines: Vec<Row> = Vec::new();
        for (left, right, pieces) in columns {
            for row in rows(&pieces) {
                let place = Row::of(&row, left, right);
                let begins = place.ratio >= INNER && place.units >= 4.0;
                if begins && (lines.iter().any(|l| l.ratio < HEADLINE) || out[out.len() - 1].title.is_empty())
                {
                    if let Some(open) = out.last_mut() {
                        open.body.extend(paragraphs(&std::mem::take(&mut lines), self));
                    }
                    out.push(ArticleCut { title: run(&row), ..ArticleCut::default() });
                } else if begins && lines.is_empty() && out.len() > 1 {
                    if let Some(open) = out.last_mut() {
                        open.title.extend(run(&row));
                    }
                } else {
                    lines.push(place);
                }
            }
        }
        if let Some(open) = out.last_mut() {
            open.body.extend(paragraphs(&lines, self));
        }
        out
    }

    /// The columns from left to right, each with its edges and its pieces.
    fn columns(&self, body: &[Piece]) -> Vec<(f32, f32, Vec<Piece>)> {
        let white = column_bands(body, self.pieces, &self.measures, &self.page.rules);
        let left = body.iter().map(|p| p.left).fold(f32::MAX, f32::min);
        let right = body.iter().map(|p| p.right).fold(f32::MIN, f32::max);
        let mut columns: Vec<(f32, f32, Vec<Piece>)> = Vec::new();
        let mut from = left;
        for band in &white {
            columns.push((from, band.left, Vec::new()));
            from = band.right;
        }
        columns.push((from, right, Vec::new()));
        for piece in body {
            let mut rest = Some(piece.clone());
            for (column, band) in columns.iter_mut().zip(&white) {
                let Some(piece) = rest.take() else { break };
                let (part, after) = self.pieces.split(&piece, band);
                column.2.extend(part);
                rest = after;
            }
            if let (Some(piece), Some(column)) = (rest, columns.last_mut()) {
                column.2.push(piece);
            }
        }
        for column in &mut columns {
            column.2.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        }
        columns
    }
}

/// The pieces of a row.
fn run(row: &[&Piece]) -> Run {
    row.iter().map(|p| (*p).clone()).collect()
}
