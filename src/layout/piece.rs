//! Pieces of lines: what is moved about when a page is cut.
//!
//! A line of a file may run over the white between two columns, above all
//! where it was recognised from a picture. So lines are taken apart at wide
//! gaps at once, and at gutters when these are known; a [`Piece`] is what
//! stays together.

use super::bands::Band;
use super::chars::{is_wide, units};
use super::{LayoutLine, LayoutPage, Rect};
use crate::lexicon::PageWord;
use crate::span::Span;
use std::ops::Range;

/// A word, or a character of a line whose words have no places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    /// The line's number on the page.
    pub line: usize,
    /// The bytes in the line's text.
    pub span: Span,
    pub left: f32,
    pub right: f32,
    /// How many full-width characters it is as wide as.
    pub units: f32,
    /// True when a letter, a figure or an ideograph stands in it.
    pub inked: bool,
    /// True when the file tells its place; else it is reckoned from its line's.
    pub boxed: bool,
}

impl Atom {
    /// The size of its characters, if it has two full-width ones: digits and
    /// letters differ in width.
    fn size(&self, line: &LayoutLine) -> Option<f32> {
        let text = self.span.get(&line.text)?;
        let wide = text.chars().filter(|c| is_wide(*c)).count();
        (wide >= 2 && wide as f32 > 0.7 * self.units).then_some((self.right - self.left) / self.units)
    }
}

/// A run of atoms of one line.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub atoms: Range<usize>,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// The width of a full-width character.
    pub em: f32,
    /// How many full-width characters it is as wide as.
    pub units: f32,
    /// Its height over that of the body's characters; see [`super::measure`].
    pub ratio: f32,
}

impl Piece {
    pub fn center(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    pub fn middle(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    pub fn rect(&self) -> Rect {
        Rect::from_edges(self.left, self.top, self.right, self.bottom)
    }

    /// True when both stand in one row: their heights overlap by more than
    /// half of the lower one.
    pub fn same_row(&self, other: &Piece) -> bool {
        let overlap = self.bottom.min(other.bottom) - self.top.max(other.top);
        overlap * 2.0 > (self.bottom - self.top).min(other.bottom - other.top)
    }
}

/// The atoms of a page, and the pieces its lines are taken apart into.
pub(crate) struct Pieces {
    pub atoms: Vec<Atom>,
    pub pieces: Vec<Piece>,
    /// True where the text was recognised from a picture.
    pub recognised: bool,
}

/// What the name of a box says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Its lines are headlines, and their texts stand elsewhere: 今日导读.
    Guide,
    /// It holds briefs: 简讯.
    Briefs,
}

/// A mark this near to a character, in characters, is one of its line.
pub(crate) const CLOSE: f32 = 0.35;

/// A gap is wide from this many characters' widths on.
const WIDE_GAP: f32 = 1.6;

impl Pieces {
    pub fn of(page: &LayoutPage) -> Pieces {
        let mut all = Pieces { atoms: Vec::new(), pieces: Vec::new(), recognised: page.recognised };
        for (number, line) in page.lines.iter().enumerate() {
            if is_noise(line, page.recognised) {
                continue;
            }
            let from = all.atoms.len();
            atoms(number, line, page.recognised, &mut all.atoms);
            all.take_apart(from, line, page.recognised);
        }
        all
    }

    /// Makes pieces of the atoms from number `from` on, which are those of
    /// `line`.
    fn take_apart(&mut self, from: usize, line: &LayoutLine, recognised: bool) {
        let em = em(&self.atoms[from..], recognised);
        let mut start = from;
        let mut right = f32::MIN;
        let mut size: Option<f32> = None;
        for i in from..self.atoms.len() {
            let a = self.atoms[i];
            let own = if recognised { None } else { a.size(line) };
            let resized = own.zip(size).is_some_and(|(a, b)| a.max(b) > 1.15 * a.min(b));
            let white = a.left - right;
            if i > start && (white > WIDE_GAP * em || resized && white > 0.5 * own.unwrap_or(em).min(em)) {
                self.push(start..i, line, recognised);
                start = i;
                right = f32::MIN;
                size = None;
            }
            right = right.max(a.right);
            size = own.or(size);
        }
        if start < self.atoms.len() {
            self.push(start..self.atoms.len(), line, recognised);
        }
    }

    fn push(&mut self, atoms: Range<usize>, line: &LayoutLine, recognised: bool) {
        let em = em(&self.atoms[atoms.clone()], recognised);
        let (top, bottom) = height(line, em);
        let piece = self.piece(atoms, top, bottom, em);
        self.pieces.push(piece);
    }

    fn piece(&self, atoms: Range<usize>, top: f32, bottom: f32, em: f32) -> Piece {
        let run = &self.atoms[atoms.clone()];
        let left = run.iter().map(|a| a.left).fold(f32::MAX, f32::min);
        let right = run.iter().map(|a| a.right).fold(f32::MIN, f32::max);
        let units = run.iter().map(|a| a.units).sum();
        Piece { atoms, left, right, top, bottom, em, units, ratio: 1.0 }
    }

    /// Takes `piece` apart at a band: what stands left of its middle and what
    /// right. Marks in the white of a recognised page, well away from the text,
    /// are what became of a rule, and are left out.
    pub fn split(&self, piece: &Piece, band: &Band) -> (Option<Piece>, Option<Piece>) {
        let (mut left, mut right) = self.split_at(piece, band.middle());
        let in_white = |at: usize, beside: usize| {
            let (a, b) = (&self.atoms[at], &self.atoms[beside]);
            let middle = (a.left + a.right) / 2.0;
            let close = (b.left - a.right).max(a.left - b.right) < CLOSE * piece.em;
            self.recognised
                && a.boxed
                && !close
                && !a.inked
                && band.left - 0.2 * piece.em <= middle
                && middle <= band.right + 0.2 * piece.em
        };
        if let Some(left) = &mut left {
            while left.atoms.len() > 1 && in_white(left.atoms.end - 1, left.atoms.end - 2) {
                left.atoms.end -= 1;
            }
        }
        if let Some(right) = &mut right {
            while right.atoms.len() > 1 && in_white(right.atoms.start, right.atoms.start + 1) {
                right.atoms.start += 1;
            }
        }
        let cut = |p: Piece| {
            let mut cut = self.piece(p.atoms.clone(), p.top, p.bottom, p.em);
            cut.ratio = p.ratio;
            cut
        };
        (left.map(cut), right.map(cut))
    }

    fn split_at(&self, piece: &Piece, x: f32) -> (Option<Piece>, Option<Piece>) {
        let middle = |a: &Atom| (a.left + a.right) / 2.0;
        let run = &self.atoms[piece.atoms.clone()];
        // Boxes of recognised characters are not in order everywhere: the cut
        // is where most characters are on their side.
        let lefts = run.iter().filter(|a| middle(a) < x).count();
        if lefts == 0 {
            return (None, Some(piece.clone()));
        }
        if lefts == run.len() {
            return (Some(piece.clone()), None);
        }
        let at = piece.atoms.start + lefts;
        let part = |atoms: Range<usize>| {
            let mut part = self.piece(atoms, piece.top, piece.bottom, piece.em);
            part.ratio = piece.ratio;
            part
        };
        (Some(part(piece.atoms.start..at)), Some(part(at..piece.atoms.end)))
    }

    /// The stretches of a piece's width that are printed over: white of at
    /// least `least` parts them.
    pub fn stretches(&self, piece: &Piece, least: f32) -> Vec<(f32, f32)> {
        let mut out: Vec<(f32, f32)> = Vec::new();
        for a in &self.atoms[piece.atoms.clone()] {
            match out.last_mut() {
                Some(last) if a.left - last.1 < least => last.1 = last.1.max(a.right),
                _ => out.push((a.left, a.right)),
            }
        }
        out
    }

    /// The piece's bytes in its line's text.
    pub fn span(&self, piece: &Piece) -> Span {
        let run = &self.atoms[piece.atoms.clone()];
        match (run.first(), run.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The number of the piece's line.
    pub fn line(&self, piece: &Piece) -> usize {
        self.atoms.get(piece.atoms.start).map_or(0, |a| a.line)
    }

    /// What box a row is the name of, if it is one's.
    pub fn label(&self, page: &LayoutPage, row: &[&Piece]) -> Option<Label> {
        let large = row.iter().all(|p| super::region::is_headline(p));
        if !large || row.iter().map(|p| p.units).sum::<f32>() > 8.0 {
            return None;
        }
        let text = row.iter().flat_map(|p| self.text(page, p).chars());
        let tight: String = text.filter(|c| c.is_alphanumeric()).collect();
        let named = [(PageWord::Guide, Label::Guide), (PageWord::Briefs, Label::Briefs)];
        named.iter().find(|(words, _)| words.is(&tight)).map(|(_, label)| *label)
    }

    /// The piece's text, as the file has it.
    pub fn text<'a>(&self, page: &'a LayoutPage, piece: &Piece) -> &'a str {
        page.lines.get(self.line(piece)).and_then(|l| self.span(piece).get(&l.text)).unwrap_or_default()
    }
}

/// What recognition makes of rules, screens and dirt: no letter and no
/// character in it, or a character or two of which it is not sure.
fn is_noise(line: &LayoutLine, recognised: bool) -> bool {
    let letters = line.text.chars().filter(|c| c.is_alphanumeric()).count();
    let strokes = line.text.chars().filter(|c| matches!(c, '一' | '丨' | 'l' | 'I' | '1')).count();
    if line.place.w <= 0.0 || line.place.h <= 0.0 {
        return true;
    }
    if letters == 0 {
        return !is_tail(line, recognised);
    }
    let unsure = line.confidence.is_some_and(|c| c < 0.3);
    recognised
        && (unsure && letters <= 3
            || strokes == letters && letters > 2
            || line.confidence.is_some_and(|c| c < 0.12))
}

/// How sure recognition is of marks that are no dirt.
const SURE: f32 = 0.9;

/// True for the marks that a line of text left over for the next: 。, ”, %。
/// The first of them cannot begin a line, and was set there since no room was
/// left.
fn is_tail(line: &LayoutLine, recognised: bool) -> bool {
    let sure = !recognised || line.confidence.is_some_and(|c| c >= SURE);
    let text = line.text.trim();
    let stop = |c: char| "。！？；，、：”’」』）)》】".contains(c);
    let mark = |c: char| stop(c) || "…%％‰℃".contains(c);
    sure && text.chars().count() <= 4 && text.chars().all(mark) && text.contains(stop)
}

/// Adds the atoms of a line.
fn atoms(number: usize, line: &LayoutLine, recognised: bool, out: &mut Vec<Atom>) {
    let from = out.len();
    if line.words.is_empty() {
        // Characters stand evenly, as far as is known.
        let all = units(&line.text).max(0.5);
        let mut before = 0.0;
        for (at, c) in line.text.char_indices() {
            let wide = if is_wide(c) { 1.0 } else { 0.5 };
            let left = line.place.x + line.place.w * before / all;
            before += wide;
            if c.is_whitespace() {
                continue;
            }
            let right = line.place.x + line.place.w * before / all;
            let span = Span::new(at, at + c.len_utf8());
            let inked = c.is_alphanumeric();
            out.push(Atom { line: number, span, left, right, units: wide, inked, boxed: false });
        }
        return;
    }
    let em = step(line);
    for word in &line.words {
        let text = word.span.get(&line.text).unwrap_or_default();
        // What is recognised in a rule between columns.
        if text.chars().all(|c| matches!(c, '|' | '丨' | '｜' | '¦' | '│')) {
            continue;
        }
        let units = units(text);
        let (left, mut right) = (word.place.x, word.place.right());
        if let Some(em) = em.filter(|_| recognised) {
            // Recognition puts words of which it is not sure anywhere, and
            // makes boxes of others too wide.
            let odd = word.place.w > 2.5 * em * units || word.place.w < 0.3 * em * units;
            if word.confidence.is_some_and(|c| c < 0.1) && odd {
                continue;
            }
            right = right.min(left + 1.15 * em * units);
        }
        let inked = text.chars().any(char::is_alphanumeric);
        out.push(Atom { line: number, span: word.span, left, right, units, inked, boxed: true });
    }
    // A box that reaches over the next word's beginning is too wide.
    for i in from..out.len().saturating_sub(1) {
        let next = out[i + 1].left;
        if next > out[i].left && out[i].right > next {
            out[i].right = next;
        }
    }
}

/// The middle of the steps from word to word, for each full-width character:
/// its width, which white between words and boxes too wide do not move.
fn step(line: &LayoutLine) -> Option<f32> {
    let steps = line.words.windows(2).filter_map(|w| {
        let units = units(w[0].span.get(&line.text)?).max(0.5);
        Some((w[1].place.x - w[0].place.x) / units)
    });
    middle(steps.filter(|s| *s > 0.0)).filter(|_| line.words.len() >= 5)
}

/// The value in the middle.
fn middle(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut all: Vec<f32> = values.collect();
    let at = all.len() / 2;
    (!all.is_empty()).then(|| *all.select_nth_unstable_by(at, f32::total_cmp).1)
}

/// The width of a full-width character among `atoms`.
fn em(atoms: &[Atom], recognised: bool) -> f32 {
    let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return 0.0 };
    if recognised && atoms.len() >= 5 {
        let steps = atoms.windows(2).map(|w| (w[1].left - w[0].left) / w[0].units.max(0.5));
        if let Some(step) = middle(steps.filter(|s| *s > 0.0)) {
            return step;
        }
    }
    let units: f32 = atoms.iter().map(|a| a.units).sum();
    let width =
        if recognised { last.right - first.left } else { atoms.iter().map(|a| a.right - a.left).sum() };
    (width / units.max(0.5)).max(0.1)
}

/// The upper and lower edge of a line's characters. Boxes of fonts reach far
/// beyond what is printed, and boxes of recognised lines take in what stands
/// beside them: then the words tell where the line is.
fn height(line: &LayoutLine, em: f32) -> (f32, f32) {
    let mut place = (line.place.y + line.place.h / 2.0, line.place.h);
    if line.place.h > 1.5 * em && line.words.len() >= 3 {
        let centers = line.words.iter().map(|w| w.place.y + w.place.h / 2.0);
        let heights = line.words.iter().map(|w| w.place.h);
        place = (middle(centers).unwrap_or(place.0), middle(heights).unwrap_or(place.1));
    }
    let half = (place.1 / 2.0).min(0.6 * em.max(1.0));
    (place.0 - half, place.0 + half)
}

/// The height that a line's characters are printed in, as far as its box
/// tells.
pub(crate) fn printed_height(line: &LayoutLine, recognised: bool) -> f32 {
    match middle(line.words.iter().map(|w| w.place.h)).filter(|_| recognised && line.words.len() >= 3) {
        Some(words) => words.min(line.size),
        None => line.size,
    }
}
