//! Pieces of lines to text: blanks inside Chinese closed, compatibility forms
//! folded, lines joined, with the way back to what the file has.

use crate::issue::places::Placed;
use crate::layout::{Atom, LayoutPage, PRINTED_BLANK, Piece, Pieces};
use crate::lexicon::variants::without_compatibility;
use crate::page::{Repaired, SourceMap, lines};
use crate::span::Span;
use crate::text::han::is_han;

/// Writes a page's text line by line.
pub(super) struct Writer<'a> {
    page: &'a LayoutPage,
    pieces: &'a Pieces,
    text: String,
    map: SourceMap,
    /// The decoded input's length so far, the pages before included: the
    /// lines as the file has them.
    source: usize,
    lines: usize,
    places: Vec<Placed>,
}

/// What was written.
pub(super) struct Written {
    pub repaired: Repaired,
    /// By where the text stands in the decoded input.
    pub places: Vec<Placed>,
    /// The decoded input's length, the pages before included.
    pub source: usize,
}

/// White between two ideographs that is a blank, in characters.
const BLANK: f32 = 0.4;
/// White that is no blank any more: a character was lost there.
const LOST: f32 = 1.0;

impl<'a> Writer<'a> {
    pub fn new(page: &'a LayoutPage, pieces: &'a Pieces, source: usize) -> Writer<'a> {
        Writer {
            page,
            pieces,
            text: String::new(),
            map: SourceMap::default(),
            source,
            lines: 0,
            places: Vec::new(),
        }
    }

    /// How many lines have been written.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// A row of a masthead: its pieces stay apart.
    pub fn spaced(&mut self, run: &[Piece]) -> Option<usize> {
        self.line(run, |_, _| true)
    }

    /// A paragraph: its lines run on.
    pub fn paragraph(&mut self, run: &[Piece]) -> Option<usize> {
        self.line(run, |_, _| false)
    }

    /// The lines of a headline: those of one length are two clauses.
    pub fn headline(&mut self, run: &[Piece]) -> Option<usize> {
        self.line(run, |a, b| {
            let beside = a.same_row(b);
            beside && b.left - a.right > BLANK * a.em || !beside && (a.units - b.units).abs() <= 1.0
        })
    }

    /// Several headline lines as one.
    pub fn joined(&mut self, runs: &[Vec<Piece>]) -> Option<usize> {
        let all: Vec<Piece> = runs.iter().flatten().cloned().collect();
        self.line(&all, |_, _| true)
    }

    /// Writes one line; `apart` says between which pieces a blank goes.
    fn line(&mut self, run: &[Piece], apart: impl Fn(&Piece, &Piece) -> bool) -> Option<usize> {
        let start = self.text.len();
        if start > 0 {
            self.map.push(start, self.source.saturating_sub(1));
            self.text.push('\n');
        }
        let first = self.text.len();
        for (n, piece) in run.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| &run[n]);
            if let Some(before) = before
                && (apart(before, piece) || self.parts_words(piece))
                && !self.text.ends_with(' ')
            {
                // The line break before it, printed as a blank.
                self.map.push(self.text.len(), self.source.saturating_sub(1));
                self.text.push(' ');
            }
            self.piece(piece);
        }
        if self.text.len() == first {
            self.text.truncate(start);
            return None;
        }
        self.lines += 1;
        Some(self.lines - 1)
    }

    /// True where letters end the text so far and begin the piece.
    fn parts_words(&self, piece: &Piece) -> bool {
        let next = self.pieces.text(self.page, piece).chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        letter(self.text.chars().next_back()) && letter(next)
    }

    /// Adds the text of a piece.
    fn piece(&mut self, piece: &Piece) {
        let raw = self.pieces.text(self.page, piece);
        let base = self.pieces.span(piece).start;
        let atoms = &self.pieces.atoms[piece.atoms.clone()];
        let vertical = self.page.lines.get(self.pieces.line(piece)).is_some_and(|l| l.vertical);
        self.places.push(Placed {
            span: Span::new(self.source, self.source + raw.len()),
            place: piece.rect(),
            vertical,
        });
        let mut atom = 0;
        let mut before: Option<char> = None;
        let (mut blank, mut printed_blank) = (false, false);
        for (at, c) in raw.char_indices() {
            if c.is_whitespace() || c == '\u{200B}' {
                blank |= before.is_some();
                printed_blank |= c == PRINTED_BLANK && self.page.recognised;
                continue;
            }
            while atoms.get(atom).is_some_and(|a| a.span.end <= base + at) {
                atom += 1;
            }
            let printed = c.len_utf8();
            let c = without_compatibility(c);
            let told = printed_blank && before.is_some_and(char::is_alphanumeric) && c.is_alphanumeric();
            if blank && (told || self.keeps_blank(before, c, piece.em, self.white(atoms, atom, piece.em))) {
                self.map.push(self.text.len(), self.source + at - 1);
                self.text.push(' ');
            }
            (blank, printed_blank) = (false, false);
            if raw[at..].starts_with(c) {
                self.map.push(self.text.len(), self.source + at);
            } else {
                self.map.push_replaced(self.text.len(), self.source + at, printed);
            }
            self.text.push(c);
            before = Some(c);
        }
        self.source += raw.len() + 1;
    }

    /// How much white stands before atom number `at`. Boxes of recognised
    /// characters are narrower than the characters: of them it is how far
    /// the step to the next goes beyond a character's width.
    fn white(&self, atoms: &[Atom], at: usize, em: f32) -> Option<f32> {
        let (before, after) = (atoms.get(at.checked_sub(1)?)?, atoms.get(at)?);
        let step = after.left - before.left - before.units * em;
        Some(if self.page.recognised {
            let white = step.min(after.left - before.right);
            // Boxes that touch leave no white, however wide the characters are.
            self.between_boxes(before, after).map_or(white, |between| white.min(between))
        } else {
            after.left - before.right
        })
    }

    /// How much white the file leaves between the boxes of two single figures.
    /// Boxes of other words may be too wide.
    fn between_boxes(&self, before: &Atom, after: &Atom) -> Option<f32> {
        let line = self.page.lines.get(before.line)?;
        let word = |atom: &Atom| {
            let at = line.words.binary_search_by_key(&atom.span.start, |w| w.span.start).ok()?;
            line.words.get(at)
        };
        let figure = |atom: &Atom| atom.span.get(&line.text).is_some_and(|t| t.len() == 1 && t.is_ascii());
        (figure(before) && figure(after)).then_some(())?;
        Some(word(after)?.place.x - word(before)?.place.right())
    }

    /// Whether a blank between two characters is one that was printed;
    /// `white` is how much white the page has there.
    fn keeps_blank(&self, before: Option<char>, after: char, em: f32, white: Option<f32>) -> bool {
        let Some(before) = before else { return false };
        let white = white.unwrap_or(0.0) / em.max(0.1);
        let word = |c: char| c.is_ascii_alphanumeric();
        if word(before) && word(after) {
            return before.is_ascii_alphabetic() && after.is_ascii_alphabetic() || white > 0.2;
        }
        if is_han(before) && is_han(after) {
            return (BLANK..LOST).contains(&white) || !self.page.recognised && white >= BLANK;
        }
        !self.page.recognised && white >= BLANK && before.is_alphanumeric() && after.is_alphanumeric()
    }

    /// The text with its lines, and where its pieces stand.
    pub fn finish(self) -> Written {
        let lines = lines(&self.text);
        let repaired = Repaired { lines, text: self.text, map: self.map, ..Repaired::default() };
        Written { repaired, places: self.places, source: self.source }
    }
}
