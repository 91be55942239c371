//! What stands above and below the articles: the masthead or the folio line
//! at the head of a page, editors and numbers at its foot.
//!
//! Such lines are known by what they say (a date, a weekday, an issue's
//! number, editors), and take along what stands in their rows and above
//! them: the paper's name, a section's, a page number.

use super::LayoutPage;
use super::measure::Measures;
use super::piece::{Piece, Pieces};
use crate::lexicon::PageWord;

/// The head of a page reaches no lower than this part of its height.
const HEAD: f32 = 0.25;
/// The foot of a page begins no higher.
const FOOT: f32 = 0.93;

/// A page's pieces by where they stand; what is printed at its foot is no
/// article's.
pub(crate) struct Zones {
    pub head: Vec<Piece>,
    pub body: Vec<Piece>,
}

/// Parts the head and the foot of a page from its articles.
pub(crate) fn zones(page: &LayoutPage, pieces: &Pieces, measures: &Measures) -> Zones {
    let text = |p: &Piece| pieces.text(page, p);
    let height = page.height;
    let all = &pieces.pieces;
    let seeds: Vec<&Piece> =
        all.iter().filter(|p| p.middle() < HEAD * height && says_folio(text(p))).collect();
    let mut zones = Zones { head: Vec::new(), body: Vec::new() };
    let first = first_text(all, &seeds, measures);
    let seeds: Vec<&Piece> = seeds.into_iter().filter(|s| s.middle() < first).collect();
    for p in all {
        let in_head = seeds.iter().any(|s| {
            std::ptr::eq(*s, p)
                || p.same_row(s) && p.units <= 24.0
                || p.bottom < s.bottom && beside_none(p, s, measures)
        });
        let in_foot = p.middle() > FOOT * height && (says_folio(text(p)) || p.units <= 4.0);
        match (in_head, in_foot) {
            (true, _) => zones.head.push(p.clone()),
            (_, true) => {}
            _ => zones.body.push(p.clone()),
        }
    }
    zones
}

/// Where the first column of body text begins: three lines below each other.
fn first_text(all: &[Piece], seeds: &[&Piece], m: &Measures) -> f32 {
    let is_seed = |p: &Piece| seeds.iter().any(|s| std::ptr::eq(*s, p));
    let body = |p: &&Piece| (0.85..1.15).contains(&p.ratio) && p.units >= 8.0 && !is_seed(p);
    let lines: Vec<&Piece> = all.iter().filter(body).collect();
    let below = |p: &Piece| {
        lines.iter().find(|q| {
            let step = q.middle() - p.middle();
            step > 0.5 * m.pitch && step < 1.5 * m.pitch && (q.left - p.left).abs() < 2.5 * m.em
        })
    };
    let starts = lines.iter().filter(|p| below(p).is_some_and(|q| below(q).is_some()));
    starts.map(|p| p.top).fold(f32::MAX, f32::min)
}

/// True when `p` stands above `s`, in its column or in large print.
fn beside_none(p: &Piece, s: &Piece, m: &Measures) -> bool {
    let overlaps = p.left < s.right + 2.0 * m.em && s.left < p.right + 2.0 * m.em;
    overlaps || p.ratio >= 2.5
}

/// True for the words of mastheads, folios and feet: a date and little more,
/// a weekday, a number of the issue, editors.
fn says_folio(text: &str) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).take(64).collect();
    let n = tight.chars().count();
    if n == 0 || n > 60 || tight.contains(['，', '。', '？', '！']) {
        return false;
    }
    let said = PageWord::Folio.count(&tight);
    let dated = dates(&tight);
    let numbered = ['期', '版', '号'].iter().any(|c| {
        tight.find(*c).is_some_and(|at| {
            tight[..at].ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
    });
    dated && n <= 40 || said >= 2 || said + usize::from(numbered) >= 1 && n <= 24
}

/// 2021年3月3日 begins the text or stands in it.
fn dates(tight: &str) -> bool {
    let digit =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇○零一二三四五六七八九十".contains(c);
    let Some((year, rest)) = tight.split_once('年') else { return false };
    let Some((month, _)) = rest.split_once('月') else { return false };
    year.chars().rev().take_while(|c| digit(*c)).count() >= 4 && !month.is_empty() && month.chars().all(digit)
}
