//! A page's layout to articles, by the places and sizes of its lines.

use super::LayoutPage;
use super::article::{ArticleCut, IsByline, Reader, Run};
use super::folio::zones;
use super::measure::measure;
use super::piece::{Piece, Pieces};
use super::region::{Cutter, ends_sentence, rows};

/// A page, cut.
pub(crate) struct PageCut {
    pub pieces: Pieces,
    /// The rows above the articles: masthead or folio.
    pub head: Vec<Run>,
    /// The articles in the order of reading.
    pub articles: Vec<ArticleCut>,
}

/// Cuts a page.
pub(crate) fn cut(page: &LayoutPage, is_byline: IsByline) -> PageCut {
    let mut pieces = Pieces::of(page);
    let measures = measure(page, &mut pieces);
    let zones = zones(page, &pieces, &measures);
    let mut articles = Vec::new();
    let mut head = zone_rows(zones.head);
    let cutter = Cutter { page, pieces: &pieces, measures };
    let reader = Reader { page, pieces: &pieces, measures, is_byline };
    for leaf in cutter.leaves(zones.body) {
        articles.extend(reader.articles(&leaf));
    }
    // Small lines before the first headline go with the masthead; text, as of an
    // article that goes on from another page, does not.
    let text = |run: &Run| run.iter().any(|p| ends_sentence(pieces.text(page, p)));
    let small = |a: &ArticleCut| a.title.is_empty() && a.captions.is_empty() && !a.body.iter().any(text);
    if articles.len() > 1 && head.is_empty() && small(&articles[0]) {
        let first = articles.remove(0);
        head.extend(first.body);
    }
    PageCut { pieces, head, articles }
}

fn zone_rows(mut zone: Vec<Piece>) -> Vec<Run> {
    zone.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    rows(&zone).iter().map(|row| row.iter().map(|p| (*p).clone()).collect()).collect()
}
