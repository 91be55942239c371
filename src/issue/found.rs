//! Articles as numbers of lines, as they are gathered.

use crate::record::ArticleKind;
use std::borrow::Cow;

/// An article as numbers of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub kicker: Option<usize>,
    pub title: Option<usize>,
    pub subtitle: Vec<usize>,
    /// Lines that are bylines and nothing else.
    pub bylines: Vec<usize>,
    pub body: Vec<usize>,
    /// Lines of `body` that go on the paragraph before them.
    pub goes_on: Vec<usize>,
    /// Headings inside the body, among `body`.
    pub headings: usize,
    /// What the lines alone say about the kind.
    pub kind: Option<ArticleKind>,
    pub continued_on: Option<Box<str>>,
    pub continued_from: Option<Box<str>>,
    /// True when a signature and a date close it.
    pub signed: bool,
    /// True when nothing more belongs to it.
    pub closed: bool,
    /// True when a reporter is named: in a byline, or in the brackets behind
    /// its dateline.
    pub named: bool,
    /// True when the line stands in it that texts end with: （本报巴黎电）.
    pub ended: bool,
    /// Where in `body` the last heading stands, when it may be a title.
    pub heading: Option<usize>,
}

impl Piece {
    /// All its lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        let heads = self.kicker.into_iter().chain(self.title).chain(self.subtitle.iter().copied());
        heads.chain(self.bylines.iter().copied()).chain(self.body.iter().copied())
    }

    pub fn of(kind: ArticleKind, body: Vec<usize>) -> Self {
        Piece { kind: Some(kind), body, closed: true, ..Piece::default() }
    }

    /// Takes over the bylines and the text of a piece that stands before it.
    fn take_before(&mut self, other: Piece) {
        self.bylines.splice(0..0, other.bylines);
        self.body.splice(0..0, other.body);
    }

    /// A headline without a text.
    pub fn loose(title: usize) -> Self {
        Piece { title: Some(title), kind: Some(ArticleKind::HeadlineOnly), closed: true, ..Piece::default() }
    }
}

/// An article that was gathered. A headline without a text is its line alone: a
/// text of short lines is as many of them, and nothing else.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Loose(usize),
    Whole(Box<Piece>),
}

impl Found {
    /// The article as numbers of lines.
    pub fn piece(&self) -> Cow<'_, Piece> {
        match self {
            Found::Loose(title) => Cow::Owned(Piece::loose(*title)),
            Found::Whole(piece) => Cow::Borrowed(piece),
        }
    }

    pub fn into_piece(self) -> Piece {
        match self {
            Found::Loose(title) => Piece::loose(title),
            Found::Whole(piece) => *piece,
        }
    }

    pub fn kind(&self) -> Option<ArticleKind> {
        match self {
            Found::Loose(_) => Some(ArticleKind::HeadlineOnly),
            Found::Whole(piece) => piece.kind,
        }
    }

    pub fn first_line(&self) -> Option<usize> {
        match self {
            Found::Loose(title) => Some(*title),
            Found::Whole(piece) => piece.lines().next(),
        }
    }
}

/// Gives texts without a headline, on a page where the order of the columns is
/// lost, to the article after them, else before: their headline stands there.
pub(super) fn gather_nameless(found: Vec<Found>) -> Vec<Found> {
    let nameless = |p: &Piece| p.kind.is_none() && p.title.is_none();
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    let mut waiting: Vec<Piece> = Vec::new();
    for next in found {
        match next {
            Found::Whole(p) if nameless(&p) => waiting.push(*p),
            Found::Whole(mut p) if p.kind.is_none() => {
                waiting.drain(..).rev().for_each(|w| p.take_before(w));
                out.push(Found::Whole(p));
            }
            other => out.push(other),
        }
    }
    let last = out.iter_mut().rev().find_map(|f| match f {
        Found::Whole(p) if p.kind.is_none() => Some(p),
        _ => None,
    });
    match last {
        Some(p) => waiting.into_iter().for_each(|w| {
            p.bylines.extend(w.bylines);
            p.body.extend(w.body);
        }),
        None => out.extend(waiting.into_iter().map(|p| Found::Whole(Box::new(p)))),
    }
    out
}
