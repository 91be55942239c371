//! A name found once for sure is looked for in the whole article.
//!
//! Newspapers introduce a name with its title and then use it bare. After the
//! first pass the surest names of a stretch of text are searched for in it;
//! a sentence that holds one unmarked is decoded again, with the name's
//! labels raised there. The model still decides: a raise is no command.
//!
//! Article text is taken in stretches of [`STRETCH`] bytes and at most
//! [`NAMES`] names each, so cost stays linear in the text.

use super::label::{LANES, lane_at};
use super::model::Score;
use super::{Label, Tag};
use crate::span::Span;
use memchr::memmem;

/// How many bytes one search covers.
pub(crate) const STRETCH: usize = 1 << 14;
/// How many names are searched for in one stretch.
const NAMES: usize = 64;
/// How sure a name must be to be looked for, in weight units.
const SURE: f32 = 3.0;
/// How much a name's labels are raised in all, as a share of its margin.
const SHARE: f32 = 0.5;
/// The highest raise, in weight units.
const MOST: f32 = 4.0;

/// A place where a sure name stands unmarked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Raise {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// In weight units, for all its characters together.
    pub(crate) by: f32,
}

/// The raises for `text[stretch]`, in text order, given all `tags` there.
pub(crate) fn raises(text: &str, stretch: Span, tags: &[Tag], out: &mut Vec<Raise>) {
    out.clear();
    for name in surest(text, tags) {
        let needle = &text[name.span];
        for at in memmem::find_iter(&text.as_bytes()[stretch.start..stretch.end], needle) {
            let start = stretch.start + at;
            let span = Span::new(start, start + needle.len());
            if !marked(span, tags) {
                out.push(Raise { span, label: name.label, by: (name.margin * SHARE).min(MOST) });
            }
        }
    }
    out.sort_by_key(|r| (r.span.start, r.span.end, r.label));
}

/// The surest names, one a spelling.
fn surest(text: &str, tags: &[Tag]) -> Vec<Tag> {
    let mut sure: Vec<Tag> =
        tags.iter().copied().filter(|t| t.margin >= SURE && long_enough(text, t)).collect();
    sure.sort_by(|a, b| b.margin.total_cmp(&a.margin).then(a.span.cmp(&b.span)));
    let mut names: Vec<Tag> = Vec::new();
    for tag in sure {
        if names.len() == NAMES {
            break;
        }
        if names.iter().all(|n| text[n.span] != text[tag.span]) {
            names.push(tag);
        }
    }
    names
}

/// Names of one character, and institutions of two, are too often parts of
/// other words.
fn long_enough(text: &str, tag: &Tag) -> bool {
    let least = if tag.label == Label::Institution { 3 } else { 2 };
    text[tag.span].chars().nth(least - 1).is_some()
}

/// True when `span` lies in a name already, or is one.
fn marked(span: Span, tags: &[Tag]) -> bool {
    let after = tags.partition_point(|t| t.span.end < span.end);
    tags.get(after).is_some_and(|t| t.span.contains(span))
}

/// Raises the labels of a name on characters `start..end`.
pub(crate) fn raise(scores: &mut [Score], start: usize, end: usize, class: usize, by: i16) {
    let len = end - start;
    let share = by / len.max(1) as i16;
    for (i, score) in scores[start..end].iter_mut().enumerate() {
        let lane = lane_at(class, i, len).min(LANES - 1);
        score[lane] = score[lane].saturating_add(share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str, name: &str, label: Label, margin: f32) -> Tag {
        let start = text.find(name).unwrap();
        Tag { span: Span::new(start, start + name.len()), label, margin }
    }

    #[test]
    fn a_sure_name_is_looked_for_where_it_is_unmarked() {
        let text = "记者周小禾报道，周小禾说";
        let mut out = Vec::new();
        let sure = tag(text, "周小禾", Label::Person, 8.0);
        raises(text, Span::new(0, text.len()), &[sure], &mut out);
        assert_eq!(out.len(), 1);
        assert_eq!(out[0].span.start, text.rfind("周小禾").unwrap());
        raises(text, Span::new(0, text.len()), &[Tag { margin: 1.0, ..sure }], &mut out);
        assert!(out.is_empty(), "not sure enough");
    }

    #[test]
    fn a_name_within_a_longer_one_stays_as_it_is() {
        let text = "柳河县，柳河县政府";
        let long = tag(text, "柳河县政府", Label::Institution, 9.0);
        let mut out = Vec::new();
        raises(text, Span::new(0, text.len()), &[tag(text, "柳河县", Label::Place, 9.0), long], &mut out);
        assert!(out.is_empty());
    }
}
