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
/// How sure a name must be to be looked for: the sum of its margins over the
/// stretch, in weight units.
const SURE: f32 = 1.5;
/// How much a name's labels are raised in all, as a share of that sum.
const SHARE: f32 = 0.6;
/// The highest raise, in weight units.
const MOST: f32 = 5.0;
/// How much surer a person's name must be than a longer one that holds it
/// (李大为以 beside 李大为) to be looked for within.
const SURER: f32 = 2.0;

/// A place where a sure name stands unmarked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Raise {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// In weight units, for all its characters together.
    pub(crate) by: f32,
}

/// A spelling with what speaks for it.
#[derive(Clone, Copy, Debug)]
struct Name {
    span: Span,
    label: Label,
    sum: f32,
}

/// The raises for `text[stretch]`, in text order, given all `tags` there.
pub(crate) fn raises(text: &str, stretch: Span, tags: &[Tag], out: &mut Vec<Raise>) {
    out.clear();
    let names = names(text, tags);
    for name in names.iter().take(NAMES).filter(|n| n.sum >= SURE && long_enough(text, n)) {
        let needle = &text[name.span];
        for at in memmem::find_iter(&text.as_bytes()[stretch.start..stretch.end], needle) {
            let span = Span::new(stretch.start + at, stretch.start + at + needle.len());
            if !settled(text, span, name, tags, &names) {
                out.push(Raise { span, label: name.label, by: (name.sum * SHARE).min(MOST) });
            }
        }
    }
    out.sort_by_key(|r| (r.span.start, r.span.end, r.label));
}

/// All spellings, the surest first, each once with its surest label.
fn names(text: &str, tags: &[Tag]) -> Vec<Name> {
    let mut sorted: Vec<&Tag> = tags.iter().collect();
    sorted.sort_by(|a, b| text[a.span].cmp(&text[b.span]).then(a.label.cmp(&b.label)));
    let mut names: Vec<Name> = Vec::new();
    for tag in sorted {
        match names.last_mut() {
            Some(n) if n.label == tag.label && text[n.span] == text[tag.span] => n.sum += tag.margin,
            _ => names.push(Name { span: tag.span, label: tag.label, sum: tag.margin }),
        }
    }
    names.sort_by(|a, b| text[a.span].cmp(&text[b.span]).then(b.sum.total_cmp(&a.sum)));
    names.dedup_by(|b, a| text[a.span] == text[b.span]);
    names.sort_by(|a, b| b.sum.total_cmp(&a.sum).then(a.span.cmp(&b.span)));
    names
}

/// Names of one character, and institutions of two, are too often parts of
/// other words.
fn long_enough(text: &str, name: &Name) -> bool {
    let least = if name.label == Label::Institution { 3 } else { 2 };
    text[name.span].chars().nth(least - 1).is_some()
}

/// True when `span` is a name already, or lies in one that shall stay.
fn settled(text: &str, span: Span, name: &Name, tags: &[Tag], names: &[Name]) -> bool {
    let after = tags.partition_point(|t| t.span.end < span.end);
    let Some(tag) = tags.get(after).filter(|t| t.span.contains(span)) else { return false };
    if tag.span == span || name.label != Label::Person || tag.label != Label::Person {
        return true;
    }
    let whole = names.iter().find(|n| text[n.span] == text[tag.span]);
    whole.is_none_or(|w| w.sum * SURER > name.sum)
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
    fn a_person_is_looked_for_in_a_longer_but_less_sure_one() {
        let text = "记者周小禾报道，周小禾生于1955年";
        let tags = [tag(text, "周小禾", Label::Person, 8.0), tag(text, "周小禾生", Label::Person, 2.0)];
        let mut out = Vec::new();
        raises(text, Span::new(0, text.len()), &tags, &mut out);
        assert_eq!(out.len(), 1);
        raises(text, Span::new(0, text.len()), &[tags[0], Tag { margin: 7.0, ..tags[1] }], &mut out);
        assert!(out.is_empty());
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
