//! Layout to issue: pages of lines with their places, cut into articles.
//!
//! Where an article's lines stand and how large they are printed says what
//! they are (`layout`); what geometry does not tell (who signs, what kind of
//! text it is, where it goes on) is read from the text as on any page.

use super::dateline::lead;
use super::folio::folio;
use super::found::Piece;
use super::furniture::{Jump, jump, jump_prefix, jump_suffix};
use super::places::Places;
use super::printed::{show_masthead, take_printed};
use super::segment::{PageFacts, segment};
use super::{Folio, Issue, Masthead, article, byline, masthead};
use crate::layout::{ArticleCut, Layout, LayoutPage, cut, on_its_side, turned_back};
use crate::record::ArticleKind;

#[cfg(test)]
mod tests;
mod write;

use write::Writer;

impl Issue {
    /// Cuts the pages of a layout into their articles.
    ///
    /// The decoded input that spans of articles lead back to is the text of
    /// the lines in the order of reading, as the file has it.
    pub fn from_layout(layout: &Layout) -> Issue {
        let mut pages = Pages::default();
        layout.pages.iter().for_each(|page| pages.add(page));
        pages.finish(layout.warnings.iter().cloned())
    }
}

/// An issue of which one page after the other is cut, so that the layout of a
/// long file need not be held as a whole.
#[derive(Default)]
pub(crate) struct Pages {
    issue: Issue,
    /// The length of the decoded input so far.
    length: usize,
}

impl Pages {
    /// Cuts the next page.
    pub fn add(&mut self, page: &LayoutPage) {
        let found = cut_page(page, &mut self.length);
        if self.issue.masthead.date.is_none() && found.masthead != Masthead::default() {
            self.issue.masthead = found.masthead;
        }
        self.issue.articles.extend(found.articles);
        self.issue.warnings.extend(found.warnings);
    }

    /// The issue, with what else its reader should know.
    pub fn finish(mut self, warnings: impl IntoIterator<Item = String>) -> Issue {
        self.issue.warnings.extend(warnings);
        self.issue.settle_home();
        self.issue
    }
}

/// Cuts one page into its articles. `length` is that of the decoded input so
/// far, and grows by the page's.
fn cut_page(page: &LayoutPage, length: &mut usize) -> Issue {
    let turned = on_its_side(page);
    let upright = turned.as_ref().unwrap_or(page);
    let cut = cut(upright, &is_byline);
    let mut writer = Writer::new(upright, &cut.pieces, *length);
    let head = cut.head.iter().filter_map(|row| writer.spaced(row)).count();
    let planned: Vec<Planned> = cut.articles.iter().flat_map(|a| plan(a, &mut writer)).collect();
    let mut written = writer.finish();
    if turned.is_some() {
        for placed in &mut written.places {
            placed.place = turned_back(placed.place, page.width);
            placed.vertical = !placed.vertical;
        }
    }
    *length = written.source;
    let printed = take_printed(&mut written.repaired.text);
    let (text, lines) = (&written.repaired.text, &written.repaired.lines);
    let (mut masthead, mut warnings, _) = masthead::masthead(text, &lines[..head]);
    let folio = folio(lines[..head].iter().map(|line| line.text(text)));
    if head > 0 && masthead == Masthead::default() && folio == Folio::default() {
        let said: Vec<&str> = lines[..head].iter().map(|line| line.text(text)).collect();
        warnings.push(format!("page {}: neither masthead nor article: {}", page.number, said.join(" / ")));
    }
    let pieces = planned.iter().flat_map(|planned| match planned {
        Planned::Article(article) => vec![article.piece(text, lines)],
        Planned::Text(from, to) => {
            let mut pieces = segment(text, &lines[*from..*to], 0, PageFacts::default());
            pieces.iter_mut().for_each(|piece| shift(piece, *from));
            pieces
        }
        Planned::Caption(body) => {
            vec![Piece { kind: Some(ArticleKind::Caption), body: body.clone(), ..Piece::default() }]
        }
    });
    let articles = pieces.map(|piece| {
        let mut article = article::build(&written.repaired, printed.as_deref(), &piece, masthead.date);
        article.places = Some(Places::within(page, &written.places, article.source));
        article.folio.clone_from(&folio);
        article
    });
    let articles = articles.collect();
    if let Some(printed) = &printed {
        show_masthead(&mut masthead, text, printed);
    }
    Issue { articles, masthead, warnings }
}

/// What becomes of an article's lines.
enum Planned {
    /// Its roles are known.
    Article(Lines),
    /// Lines without a headline: the text tells what they are.
    Text(usize, usize),
    Caption(Vec<usize>),
}

/// The numbers of an article's lines.
#[derive(Default)]
struct Lines {
    kicker: Option<usize>,
    title: Option<usize>,
    subtitle: Vec<usize>,
    bylines: Vec<usize>,
    body: Vec<usize>,
}

impl Lines {
    fn piece(&self, text: &str, lines: &[crate::page::Line]) -> Piece {
        let line = |i: &usize| lines[*i].text(text);
        let mut piece = Piece {
            kicker: self.kicker,
            title: self.title,
            subtitle: self.subtitle.clone(),
            bylines: self.bylines.clone(),
            ..Piece::default()
        };
        for i in &self.body {
            match jump(line(i)) {
                Some(Jump::On(page)) => piece.continued_on = Some(page.into()),
                Some(Jump::From(page)) => piece.continued_from = Some(page.into()),
                _ => {
                    if let Some(Jump::From(page)) = jump_prefix(line(i)) {
                        piece.continued_from = Some(page.into());
                    }
                    if let Some(Jump::On(page)) = jump_suffix(line(i)) {
                        piece.continued_on = Some(page.into());
                    }
                    piece.body.push(*i);
                }
            }
        }
        if piece.body.is_empty() {
            piece.kind = Some(ArticleKind::HeadlineOnly);
        }
        piece
    }
}

/// Writes an article's lines, and says what they are.
fn plan(found: &ArticleCut, writer: &mut Writer) -> Vec<Planned> {
    let mut out = Vec::new();
    let from = writer.lines();
    if found.title.is_empty() {
        let runs = found.kicker.iter().chain(&found.body);
        let to = from + runs.filter_map(|run| writer.paragraph(run)).count();
        if to > from {
            out.push(Planned::Text(from, to));
        }
    } else {
        let mut lines = Lines {
            kicker: writer.joined(&found.kicker),
            title: writer.headline(&found.title),
            ..Lines::default()
        };
        lines.subtitle.extend(found.subtitle.iter().filter_map(|run| writer.headline(run)));
        lines.bylines.extend(found.bylines.iter().filter_map(|run| writer.headline(run)));
        lines.body.extend(found.body.iter().filter_map(|run| writer.paragraph(run)));
        out.push(Planned::Article(lines));
    }
    for caption in &found.captions {
        let lines: Vec<usize> = writer.paragraph(caption).into_iter().collect();
        if !lines.is_empty() {
            out.push(Planned::Caption(lines));
        }
    }
    out
}

/// Moves the line numbers of a piece up by `by`.
fn shift(piece: &mut Piece, by: usize) {
    let all = piece.kicker.iter_mut().chain(&mut piece.title).chain(&mut piece.subtitle);
    all.chain(&mut piece.bylines).chain(&mut piece.body).for_each(|i| *i += by);
}

/// True for a line between title and body that says who wrote the text.
fn is_byline(text: &str) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).take(61).collect();
    let n = tight.chars().count();
    if n > 60 || tight.contains('。') || lead(&tight, 0).is_some() {
        return false;
    }
    let found = byline::byline(text.trim(), 0, true).is_some() || byline::byline(&tight, 0, true).is_some();
    found
        || byline::is_label(&tight)
        || tight.contains("记者") && n <= 30
        || n <= 24 && byline::bare_names(text.trim(), 0).is_some()
}
