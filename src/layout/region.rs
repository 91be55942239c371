//! Regions: a page's pieces taken apart into what belongs to one article.
//!
//! A region is cut from top to bottom where white parts articles that stand
//! side by side, each with a headline at its top; else from left to right
//! below an article, where the next line is a headline. What cannot be cut
//! any more is a [`Leaf`].
//!
//! ```text
//! ┌──────────────────────────┐
//! │        headline          │   one region
//! │ column   column   column │
//! ├────────────────┬─────────┤   a cut below it
//! │    headline    │headline │
//! │ column  column │ column  │   a cut between two articles, not
//! └────────────────┴─────────┘   at the white between two columns
//! ```

use super::article::INNER;
use super::bands::{Band, bands, column_bands, headline_gap, white_below};
use super::measure::Measures;
use super::piece::{Label, Piece, Pieces};
use super::{LayoutPage, Rect, open_marks};

/// From this size on, relative to the body's, a line is a headline's.
pub(crate) const HEADLINE: f32 = 1.18;

/// How much white parts an article from the next below.
#[derive(Clone, Copy)]
enum White {
    /// Much more than lines of one text have between them.
    Wide,
    /// A little more.
    Narrow,
}

/// Pieces that are not cut any further.
pub(crate) type Leaf = Vec<Piece>;

/// What a region is cut by.
pub(crate) struct Cutter<'a> {
    pub page: &'a LayoutPage,
    pub pieces: &'a Pieces,
    pub measures: Measures,
}

impl Cutter<'_> {
    /// The leaves of a region in the order of reading.
    pub fn leaves(&self, region: Vec<Piece>) -> Vec<Leaf> {
        let mut out = Vec::new();
        self.cut(region, 0, &mut out);
        out
    }

    fn cut(&self, mut region: Vec<Piece>, depth: u32, out: &mut Vec<Leaf>) {
        region.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        let parts = match depth {
            0..40 => self
                .one_below_the_other(&region, White::Wide)
                .or_else(|| self.side_by_side(&region))
                .or_else(|| self.one_below_the_other(&region, White::Narrow))
                .or_else(|| self.carved(&region)),
            _ => None,
        };
        match parts {
            Some(parts) => parts.into_iter().for_each(|part| self.cut(part, depth + 1, out)),
            None if region.is_empty() => {}
            None => out.push(region),
        }
    }

    /// Articles that stand side by side.
    fn side_by_side(&self, region: &[Piece]) -> Option<Vec<Vec<Piece>>> {
        let heads: Vec<&Piece> = region.iter().filter(|p| is_headline(p)).collect();
        if heads.len() < 2 {
            return None;
        }
        let white = bands(region, self.pieces, &self.measures, &self.page.rules);
        let strips = self.strips(region, &white);
        let mut cuts = cuts(&strips, &white, &self.measures);
        cuts.retain(|band| !self.parts_headline(&heads, band.middle()));
        if cuts.is_empty() {
            return None;
        }
        let mut parts = vec![Vec::new(); cuts.len() + 1];
        for piece in region {
            self.share_out(piece, &cuts, &mut parts);
        }
        Some(parts)
    }

    /// True when a cut at `x` goes through a headline: one part opens a
    /// bracket that the other closes.
    fn parts_headline(&self, heads: &[&Piece], x: f32) -> bool {
        let text = |p: &Piece| self.pieces.text(self.page, p);
        heads.iter().filter(|p| p.center() < x).any(|left| {
            let right = heads.iter().filter(|p| p.center() > x && p.same_row(left));
            right
                .min_by(|a, b| a.left.total_cmp(&b.left))
                .is_some_and(|r| open_marks::goes_on(text(left), text(r)))
        })
    }

    /// What stands between the bands.
    fn strips(&self, region: &[Piece], white: &[Band]) -> Vec<Strip> {
        let mut parts = vec![Vec::new(); white.len() + 1];
        for piece in region {
            self.share_out(piece, white, &mut parts);
        }
        parts.iter().map(|p| Strip::of(p, &self.measures)).collect()
    }

    /// Gives each part of `piece` to the strip it stands in.
    fn share_out(&self, piece: &Piece, cuts: &[Band], parts: &mut [Vec<Piece>]) {
        let mut rest = Some(piece.clone());
        for (i, band) in cuts.iter().enumerate() {
            let x = band.middle();
            let Some(piece) = rest.take() else { return };
            // A headline is taken apart only where it is white.
            let printed = |&(l, r): &(f32, f32)| l < x && x < r;
            let over = || {
                self.pieces
                    .stretches(&piece, headline_gap(self.page.recognised) * piece.em)
                    .iter()
                    .any(printed)
            };
            let (left, right) = if is_headline(&piece) && piece.left < x && x < piece.right && over() {
                if piece.center() < x { (Some(piece), None) } else { (None, Some(piece)) }
            } else {
                self.pieces.split(&piece, band)
            };
            parts[i].extend(left);
            rest = right;
        }
        parts[cuts.len()].extend(rest);
    }

    /// Articles that stand one below the other.
    fn one_below_the_other(&self, region: &[Piece], white: White) -> Option<Vec<Vec<Piece>>> {
        let least = match white {
            White::Wide => white_below(&self.measures) + self.measures.em,
            White::Narrow => white_below(&self.measures),
        };
        let mut parts: Vec<Vec<Piece>> = vec![Vec::new()];
        let mut bottom = f32::MIN;
        let mut above = Above::default();
        let rows = rows(region);
        for (n, row) in rows.iter().enumerate() {
            let top = row.iter().map(|p| p.top).fold(f32::MAX, f32::min);
            let wide = top - bottom > 0.9 * least || self.is_ruled(bottom, top, region);
            let far = top - bottom > 2.5 * self.measures.pitch;
            let over = above.is_over(far) || self.parts_label(&rows, n);
            if over && wide && self.begins_article(&rows[n..]) {
                parts.push(Vec::new());
                above = Above::default();
            }
            for piece in row {
                above.add(piece, self.pieces.text(self.page, piece));
                bottom = bottom.max(piece.bottom);
            }
            if let Some(part) = parts.last_mut() {
                part.extend(row.iter().map(|p| (*p).clone()));
            }
        }
        (parts.len() > 1).then_some(parts)
    }

    /// An article that stands below others in some columns of a region: its
    /// headline, and what stands in the columns that this is over.
    fn carved(&self, region: &[Piece]) -> Option<Vec<Vec<Piece>>> {
        let mut text = 0.0;
        let mut seen = false;
        let head = region.iter().find(|p| {
            let begins = seen && text >= TEXT && p.ratio >= INNER && p.units >= 5.0;
            let small = !is_headline(p);
            seen |= !small;
            text += if small { p.units } else { 0.0 };
            begins
        })?;
        let (left, right) = self.columns_below(region, head)?;
        let (mut rest, mut carved) = (Vec::new(), Vec::new());
        for p in region {
            let below = p.middle() > head.top && p.center() > left && p.center() < right;
            if below { carved.push(p.clone()) } else { rest.push(p.clone()) }
        }
        (!rest.is_empty() && carved.len() > 1).then(|| vec![rest, carved])
    }

    /// The columns that a headline is over: those it touches, and as many
    /// beside them as put it in their middle.
    fn columns_below(&self, region: &[Piece], head: &Piece) -> Option<(f32, f32)> {
        let below: Vec<Piece> =
            region.iter().filter(|p| p.top > head.top && !is_headline(p)).cloned().collect();
        let white = column_bands(&below, self.pieces, &self.measures, &self.page.rules);
        let edges: Vec<f32> =
            [f32::MIN].into_iter().chain(white.iter().map(Band::middle)).chain([f32::MAX]).collect();
        let around = below.iter().map(Piece::rect).reduce(|a, b| a.union(&b))?;
        let off = |l: f32, r: f32| ((l.max(around.x) + r.min(around.right())) / 2.0 - head.center()).abs();
        let em = self.measures.em;
        let runs = edges.iter().enumerate().flat_map(|(i, l)| edges[i + 1..].iter().map(move |r| (*l, *r)));
        let over = runs.filter(|(l, r)| *l <= head.left + em && *r >= head.right - em);
        over.min_by(|a, b| off(a.0, a.1).total_cmp(&off(b.0, b.1)))
    }

    /// True when a rule runs between two heights over most of the region.
    fn is_ruled(&self, top: f32, bottom: f32, region: &[Piece]) -> bool {
        let Some(around) = region.iter().map(Piece::rect).reduce(|a, b| a.union(&b)) else { return false };
        self.page.rules.iter().any(|r: &Rect| {
            let shared = r.right().min(around.right()) - r.x.max(around.x);
            r.w > 8.0 * r.h && r.y > top - 2.0 && r.bottom() < bottom + 2.0 && shared > 0.5 * around.w
        })
    }

    /// True where a box of headlines or of briefs begins, and behind the name of
    /// one whose briefs have headlines of their own.
    fn parts_label(&self, rows: &[Vec<&Piece>], n: usize) -> bool {
        let label = |n: usize| self.pieces.label(self.page, &rows[n]);
        let Some(before) = n.checked_sub(1) else { return false };
        label(n).is_some()
            || label(before) == Some(Label::Briefs) && rows[n].iter().any(|p| p.ratio >= HEADLINE)
    }

    /// True when the rows begin with a headline, or with a small line or two
    /// (a kicker) and a headline close below.
    fn begins_article(&self, rows: &[Vec<&Piece>]) -> bool {
        for (n, row) in rows.iter().take(3).enumerate() {
            if row.iter().any(|p| is_headline(p)) {
                return !row.iter().any(|p| open_marks::closes(self.pieces.text(self.page, p)));
            }
            let bottom = row.iter().map(|p| p.bottom).fold(f32::MIN, f32::max);
            let next = rows.get(n + 1).map_or(f32::MAX, |r| r.iter().map(|p| p.top).fold(f32::MAX, f32::min));
            let alone = row.iter().map(|p| p.units).sum::<f32>() < 60.0;
            if !alone || next - bottom > 2.0 * self.measures.pitch {
                return false;
            }
        }
        false
    }
}

/// True for a line of a headline's size.
pub(crate) fn is_headline(p: &Piece) -> bool {
    p.ratio >= HEADLINE && p.units >= 2.0
}

/// The pieces in rows, each from left to right; `region` is sorted by height.
pub(crate) fn rows(region: &[Piece]) -> Vec<Vec<&Piece>> {
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for p in region {
        match rows.last_mut() {
            Some(row) if row.iter().any(|q| q.same_row(p)) => row.push(p),
            _ => rows.push(vec![p]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// What has been read above a place.
#[derive(Default)]
struct Above {
    /// The lower edge of the last headline.
    headline: Option<f32>,
    /// How much text stands below it.
    units: f32,
    /// True when a sentence of it ends.
    ended: bool,
}

/// So much text, in characters, makes a headline an article's that is over:
/// small lines between headlines that stand side by side are less.
pub(crate) const TEXT: f32 = 40.0;

/// True for a line in which a sentence ends, as none does in a kicker or a
/// subtitle: it is text, and be it all there is of a brief.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.contains('。')
}

impl Above {
    fn add(&mut self, p: &Piece, text: &str) {
        if is_headline(p) {
            self.headline = Some(self.headline.map_or(p.bottom, |b| b.max(p.bottom)));
            (self.units, self.ended) = (0.0, false);
        } else if self.headline.is_none_or(|h| p.middle() > h) {
            self.units += p.units;
            self.ended |= ends_sentence(text);
        }
    }

    /// True when text stands below the last headline; without a headline,
    /// small lines close above the next are its kicker.
    fn is_over(&self, far: bool) -> bool {
        let text = self.units >= TEXT || self.headline.is_some() && self.ended;
        text || self.headline.is_none() && far && self.units >= 2.0
    }
}

/// What the top of a strip is.
struct Strip {
    /// The upper edge of the first piece.
    top: f32,
    left: f32,
    right: f32,
    /// The headline that begins it.
    head: Option<Head>,
}

/// The place of a headline at the top of a strip.
#[derive(Clone, Copy)]
struct Head {
    top: f32,
    left: f32,
    right: f32,
    size: f32,
}

impl Strip {
    fn of(pieces: &[Piece], m: &Measures) -> Strip {
        // Single characters are dirt or stray.
        let tops = pieces.iter().filter(|p| p.units >= 2.0).map(|p| p.top);
        let top = tops.fold(f32::MAX, f32::min);
        let first = pieces.iter().filter(|p| is_headline(p)).min_by(|a, b| a.top.total_cmp(&b.top));
        // A kicker may stand above; a paragraph is no kicker.
        let head = first.filter(|h| {
            let above: Vec<&Piece> = pieces.iter().filter(|p| p.bottom <= h.top + 0.3 * m.em).collect();
            above.len() <= 3 && h.top - top < 4.0 * m.pitch && above.iter().all(|p| p.units < 40.0)
        });
        let head = head.map(|h| {
            let same = pieces.iter().filter(|p| is_headline(p) && (p.top - h.top).abs() < 4.0 * m.pitch);
            let (l, r) = same.fold((f32::MAX, f32::MIN), |(l, r), p| (l.min(p.left), r.max(p.right)));
            Head { top: h.top, left: l, right: r, size: h.em }
        });
        let left = pieces.iter().map(|p| p.left).fold(f32::MAX, f32::min);
        let right = pieces.iter().map(|p| p.right).fold(f32::MIN, f32::max);
        Strip { top, left, right, head }
    }
}

/// Where to cut: between two strips that begin with headlines, at that band
/// between them that leaves the headlines most in the middle of what they
/// stand above, or at its left edge.
fn cuts(strips: &[Strip], white: &[Band], m: &Measures) -> Vec<Band> {
    let headed: Vec<usize> = (0..strips.len()).filter(|&i| strips[i].head.is_some()).collect();
    let mut from = 0;
    let mut out = Vec::new();
    for pair in headed.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let Some(Head { top: b_top, left: b_left, right: b_right, size: b_size }) = strips[b].head else {
            continue;
        };
        let Some(Head { top: a_top, left: a_left, right: a_right, size: a_size }) = strips[a].head else {
            continue;
        };
        // What begins above the next headline is no text of its article.
        let first = (a + 1..=b).rev().take_while(|&i| i == b || strips[i].top > b_top).last().unwrap_or(b);
        let first = first.max(a + 1);
        let next = headed.iter().find(|h| **h > b).copied().unwrap_or(strips.len());
        let off = |left: f32, right: f32, from: usize, to: usize| {
            let (l, r) = (strips[from].left, strips[to - 1].right);
            ((left + right - l - r) / 2.0).abs().min((left - l).abs())
        };
        let last_of_b = (b + 1..=next)
            .rfind(|&n| n == b + 1 || strips[b + 1..n].iter().all(|s| s.top > b_top))
            .unwrap_or(b + 1);
        let cost = |cut: usize| {
            // The widest white is the likeliest place.
            let width = white[cut - 1].right - white[cut - 1].left;
            let b_end =
                (b + 1..=last_of_b).map(|end| off(b_left, b_right, cut, end)).fold(f32::MAX, f32::min);
            off(a_left, a_right, from, cut) + b_end - 2.0 * width.min(3.0 * m.em)
        };
        let best = (first..=b).min_by(|x, y| cost(*x).total_cmp(&cost(*y))).unwrap_or(b);
        // Two parts of one headline: of one size in one row, and together in
        // the middle of all, each by itself in the middle of nothing.
        let together = (a_right - a_left).min(b_right - b_left) > 0.0
            && (a_size - b_size).abs() < 0.08 * a_size
            && (a_top - b_top).abs() < 0.3 * m.em;
        let apart = off(a_left, a_right, from, best).max(off(b_left, b_right, best, last_of_b));
        if together && apart > off(a_left, b_right, from, last_of_b) + 1.5 * m.em && apart > 2.5 * m.em {
            continue;
        }
        out.push(white[best - 1]);
        from = best;
    }
    out
}
