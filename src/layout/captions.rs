//! Texts below pictures.

use super::article::{Reader, Run};
use super::piece::Piece;
use crate::lexicon::PageWord;

/// Parts the captions of a leaf from the rest of it.
pub(crate) fn part(leaf: &[Piece], reader: &Reader) -> (Vec<Run>, Vec<Piece>) {
    let mut rest: Vec<Piece> = leaf.to_vec();
    let mut captions = Vec::new();
    while let Some(at) = rest.iter().position(|p| begins_caption(p, &rest, reader)) {
        captions.push(take(&mut rest, at, reader));
    }
    (captions, rest)
}

/// 图为…, or a line with a photographer, above which is no text, or a
/// picture.
fn begins_caption(p: &Piece, all: &[Piece], reader: &Reader) -> bool {
    let text = reader.pieces.text(reader.page, p);
    if !says_caption(text) {
        return false;
    }
    let m = reader.measures;
    let near = |q: &&Piece| q.left < p.right && p.left < q.right && p.middle() - q.middle() < 2.2 * m.pitch;
    let text_above = all.iter().filter(near).any(|q| q.middle() < p.middle() - 0.5 * m.pitch);
    let below_picture = reader.page.pictures.iter().any(|r| {
        r.x < p.right
            && p.left < r.right()
            && p.middle() > r.bottom()
            && p.middle() - r.bottom() < 2.5 * m.pitch
    });
    !text_above || below_picture || p.ratio < 0.93
}

fn says_caption(text: &str) -> bool {
    let tight: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let tight = tight.trim_end_matches(['）', ')', '。']);
    PageWord::CaptionStart.begins(tight).is_some() || PageWord::CaptionEnd.ends(tight).is_some()
}

/// Takes the caption that begins with piece `at`: its row, and the lines
/// close below until one names the photographer.
fn take(rest: &mut Vec<Piece>, at: usize, reader: &Reader) -> Run {
    let m = reader.measures;
    let first = rest.remove(at);
    let mut run = vec![first];
    loop {
        let Some(last) = run.last() else { return run };
        let text = reader.pieces.text(reader.page, last);
        if text.contains('摄') || text.contains("供图") {
            return run;
        }
        let beside = rest
            .iter()
            .position(|q| q.same_row(last) && q.left >= last.right && q.left - last.right < 4.0 * m.em);
        let below = || {
            rest.iter().position(|q| {
                let step = q.middle() - last.middle();
                step > 0.5 * m.pitch && step < 1.3 * m.pitch && q.left < last.right && last.left < q.right
            })
        };
        match beside.or_else(below) {
            Some(next) if run.len() < 6 => run.push(rest.remove(next)),
            _ => return run,
        }
    }
}
