//! From an article's lines to [`Article`]: its text, the way back to the
//! source, and what its head says.

use super::found::Piece;
use super::headline::column;
use super::kind::{Signs, kind};
use super::printed::{show_article, take_printed};
use super::signed::{Read, first_lead};
use super::{Article, Head};
use crate::lexicon::matching::matching;
use crate::page::{Repaired, SourceMap};
use crate::record::{ArticleInfo, ArticleKind};
use crate::span::Span;
use jiff::civil::Date;

/// The article that `piece` is, on a page of `today`; `printed` is the page's text where
/// that of `page` is its matching form.
pub(super) fn build(page: &Repaired, printed: Option<&str>, piece: &Piece, today: Option<Date>) -> Article {
    let mut a = Article::default();
    let mut lines: Vec<(usize, Span)> = Vec::with_capacity(piece.body.len() + 4);
    a.map = SourceMap::with_capacity(piece.lines().count() * 2);
    a.text.reserve(piece.lines().map(|i| page.lines[i].span.len() + 1).sum());
    for i in piece.lines() {
        lines.push((i, append(&mut a, page, i, piece.goes_on.contains(&i))));
    }
    let at = |i: Option<usize>| i.and_then(|i| lines.iter().find(|l| l.0 == i)).map(|l| l.1);
    let text = |s: Option<Span>| s.map(|s| a.text[s.start..s.end].to_owned());
    a.head.kicker = at(piece.kicker);
    a.head.title = at(piece.title);
    a.head.subtitle = at(piece.subtitle.first().copied())
        .map(|s| Span::new(s.start, at(piece.subtitle.last().copied()).map_or(s.end, |l| l.end)));
    a.info = ArticleInfo {
        kicker: text(a.head.kicker),
        title: text(a.head.title),
        subtitle: text(a.head.subtitle).map(|s| s.replace('\n', " ")),
        column: text(a.head.title).as_deref().and_then(column).map(str::to_owned),
        continued_on: piece.continued_on.as_deref().map(str::to_owned),
        continued_from: piece.continued_from.as_deref().map(str::to_owned),
        ..ArticleInfo::default()
    };
    let start = at(piece.body.first().copied()).map_or(a.text.len(), |s| s.start);
    a.body = Span::new(start, a.text.len());
    a.source = a.map.source_of(Span::new(0, a.text.len()));
    let byline_lines: Vec<Span> = piece.bylines.iter().filter_map(|&i| at(Some(i))).collect();
    let signs = Read::all(&a.text, a.body, &byline_lines, piece.kind);
    let kind = piece.kind.unwrap_or_else(|| the_kind(&a, piece, &signs));
    let found = signs.finish(&a.text, today);
    found.give(&mut a);
    a.info.kind = kind;
    if let Some(printed) = printed {
        let text = printed_text(page, printed, &lines);
        show_article(&mut a, text);
    }
    a
}

/// The printed text of lines of the page, each with where it stands in the article.
fn printed_text(page: &Repaired, printed: &str, lines: &[(usize, Span)]) -> String {
    let mut text = String::new();
    for &(i, at) in lines {
        if text.len() < at.start {
            text.push('\n');
        }
        let line = page.lines[i].span;
        text.push_str(&printed[line.start..line.end]);
    }
    text
}

/// Adds line `i` of the page to the article's text, on a line of its own
/// unless it `goes_on` the paragraph before.
fn append(a: &mut Article, page: &Repaired, i: usize, goes_on: bool) -> Span {
    let span = page.lines[i].span;
    if !a.text.is_empty() && !goes_on {
        let before = a.map.source_of(Span::new(a.text.len() - 1, a.text.len())).end;
        let newline =
            span.start.checked_sub(1).map_or(0, |at| page.map.source_of(Span::new(at, at + 1)).start);
        a.map.push(a.text.len(), newline.max(before));
        a.text.push('\n');
    }
    let start = a.text.len();
    a.map.push_piece(&page.map, span, start);
    a.text.push_str(&page.text[span.start..span.end]);
    Span::new(start, a.text.len())
}

fn the_kind(a: &Article, piece: &Piece, signs: &Read) -> ArticleKind {
    if a.body.is_empty() {
        return ArticleKind::HeadlineOnly;
    }
    kind(&Signs {
        title: a.info.title.as_deref().unwrap_or_default(),
        subtitle: a.info.subtitle.as_deref().unwrap_or_default(),
        column: a.info.column.as_deref().unwrap_or_default(),
        body: &a.text[a.body.start..a.body.end],
        house: signs.is_house(),
        reported: signs.is_reported(),
        signed: piece.signed,
        headings: piece.headings,
    })
}

/// An article whose text is taken as it is.
pub(super) fn plain(title: Option<&str>, text: &str) -> Article {
    with_head(&Head { title, ..Head::default() }, text)
}

/// The same with every line of the headline.
pub(super) fn with_head(head: &Head, text: &str) -> Article {
    let mut a = Article { map: SourceMap::default(), ..Article::default() };
    let mut line = |line: Option<&str>| {
        let line = line?;
        let start = a.text.len();
        a.text.push_str(line);
        a.text.push('\n');
        Some(Span::new(start, start + line.len()))
    };
    (a.head.kicker, a.head.title, a.head.subtitle) =
        (line(head.kicker), line(head.title), line(head.subtitle));
    let owned = |line: Option<&str>| line.map(str::to_owned);
    a.info.kicker = owned(head.kicker);
    a.info.title = owned(head.title);
    a.info.subtitle = owned(head.subtitle);
    a.info.column = owned(head.title.and_then(column));
    a.body = Span::new(a.text.len(), a.text.len() + text.len());
    a.text.push_str(text);
    a.source = Span::new(0, a.text.len());
    let printed = take_printed(&mut a.text);
    let signs = Read::all(&a.text, a.body, &[], None);
    let kind = the_kind(&a, &Piece::default(), &signs);
    let found = signs.finish(&a.text, None);
    found.give(&mut a);
    a.info.kind = kind;
    if let Some(printed) = printed {
        show_article(&mut a, printed);
    }
    a
}

/// See [`Article::resolve_dateline`].
pub(super) fn resolve_dateline(a: &mut Article, today: Date) {
    let reading = matching(&a.text);
    let Some(first) = first_lead(&reading, a.body) else { return };
    if let Some(dateline) = &mut a.info.dateline {
        // Its names stay as they are printed.
        dateline.date = first.resolve(Some(today)).date;
    }
}
