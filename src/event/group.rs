//! Noun phrases of a clause as far as the frames need them: runs of mentions
//! and acting nouns, what governs them, and which of them is the subject.
//!
//! ```text
//! 市财政局、市采购办负责人       one group; its head is the text, no mention
//! 市委副书记、市长王宁           one group; its head is the person
//! 在市政务中心                   a group governed by 在
//! ```

use super::article::{Article, Item};
use super::class::{self, Mask};
use crate::span::Span;
use std::ops::Range;

/// A run of mentions and acting nouns.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its items, first and one past the last, by number in the article.
    pub(super) items: Range<usize>,
    pub(super) span: Span,
    /// Union of the classes of its heads.
    pub(super) mask: Mask,
    /// The class of the preposition in front, 0 when there is none.
    pub(super) governed: Mask,
    /// A verb stands right before it: it is the object, not the subject.
    pub(super) object: bool,
}

/// One filler of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Filler {
    pub(super) span: Span,
    /// Index into the input's mentions.
    pub(super) mention: Option<u32>,
    pub(super) mask: Mask,
}

/// A title between an institution and the person who holds it is not longer.
const TITLE_GAP: usize = 60;

/// A modifier between a verb and its object is not longer.
const MODIFIER: usize = 9;

/// Puts the groups of the items `range` into `out`, in order.
pub(super) fn groups(article: &Article<'_>, range: Range<usize>, out: &mut Vec<Group>) {
    let mut n = range.start;
    while n < range.end {
        let item = &article.items[n];
        if !item.is(class::ACTOR | class::PRONOUN) {
            n += 1;
            continue;
        }
        let end = extend(article, n, range.end);
        out.push(group(article, n, end, range.start));
        n = end;
    }
}

/// The number behind the last item that belongs to the group beginning at
/// item `first`.
fn extend(article: &Article<'_>, first: usize, stop: usize) -> usize {
    let mut last = first;
    let mut n = first + 1;
    while n < stop {
        let item = &article.items[n];
        if item.is(class::ACTOR) {
            let gap = &article.text[article.items[last].span.end.min(item.span.start)..item.span.start];
            if !links(&article.items[last], item, gap) {
                break;
            }
            last = n;
        } else if !item.is(class::PAUSE | class::CONJ | class::COUNT | class::TITLE) {
            break;
        }
        n += 1;
    }
    last + 1
}

/// True when `gap` between two items joins them to one phrase.
fn links(a: &Item, b: &Item, gap: &str) -> bool {
    let gap = gap.trim();
    if a.is(class::PERSON) {
        return matches!(gap, "" | "、" | "和" | "及" | "与" | "以及" | "､")
            && b.is(class::PERSON | class::AGENT)
            || (gap.starts_with(['、', '和', '与']) && gap.len() <= 6 && b.is(class::ACTOR))
            // 主任王某和副主任梁某
            || (gap.starts_with(['、', '和', '与', '及'])
                && gap.len() <= TITLE_GAP / 2
                && b.is(class::PERSON)
                && !gap.contains(['的', '在', '对', '向', '了']));
    }
    if a.is(class::AGENT) && !b.is(class::AGENT) {
        return gap.is_empty() && b.is(class::PERSON)
            || matches!(gap, "、" | "和" | "及" | "与" | "以及")
            || b.is(class::PERSON)
                && gap.len() <= TITLE_GAP
                && !gap.contains(['的', '在', '对', '向', '了'])
            || gap.starts_with(['、', '和', '与']) && gap.len() <= 24;
    }
    gap.len() <= TITLE_GAP && !gap.contains(['的', '在', '对', '向', '以', '了'])
}

fn group(article: &Article<'_>, first: usize, end: usize, start: usize) -> Group {
    let items = &article.items[first..end];
    let titles = article.items[first..end + 1.min(article.items.len() - end)].iter();
    let titles = titles.fold(0, |m, i| m | i.mask & class::TITLE);
    let mask = heads(items).fold(titles, |m, i| m | i.mask);
    let span = Span::new(items[0].span.start, items[items.len() - 1].span.end);
    let (governed, object) = (governed(article, first, start), object(article, first, start));
    Group { items: first..end, span, mask, governed, object }
}

/// True when a verb of the tables stands before item `n` in its clause, with
/// nothing but a short modifier between: 成立流动党支部.
fn object(article: &Article<'_>, n: usize, start: usize) -> bool {
    let Some(verb) = article.items[start..n].iter().rfind(|i| !i.is(class::ADVERB | class::FIGURE)) else {
        return false;
    };
    let word = &article.text[verb.span];
    let gap = &article.text[verb.span.end.min(article.items[n].span.start)..article.items[n].span.start];
    verb.is(class::TRIGGER)
        && gap.len() <= MODIFIER
        && !gap.contains(['的', '时', '后'])
        && !word.ends_with(['会', '式', '时', '后', '议', '说', '悉', '到', '下'])
}

/// The preposition that stands before item `n` in its clause; times, figures
/// and adverbs may stand between, and a short modifier. 和 behind a noun that
/// is no actor joins the two (心理和营养专家).
fn governed(article: &Article<'_>, n: usize, start: usize) -> Mask {
    let actor = |items: &[Item]| items.iter().any(|i| i.is(class::ACTOR | class::PRONOUN));
    let from = clause_start(article, start);
    let mut end = article.items[n].span.start;
    for before in article.items[start..n].iter().rev() {
        if end.saturating_sub(before.span.end) > 24 {
            return 0;
        }
        if before.is(class::PREP | class::AS) {
            let joins = before.is(class::CONJ)
                && before.span.start > from
                && !article.items[n].is(class::PERSON)
                && !actor(&article.items[start..n]);
            return if joins { 0 } else { before.mask & (class::PREP | class::AS) };
        }
        if !before.is(class::TIME | class::FIGURE | class::DURATION | class::ADVERB | class::TITLE) {
            return 0;
        }
        end = before.span.start;
    }
    0
}

/// Where the clause begins whose first item is `start`: behind the mark before.
fn clause_start(article: &Article<'_>, start: usize) -> usize {
    start.checked_sub(1).map_or(0, |n| article.items[n].span.end)
}

/// What names the group: its persons if it has any, else its last acting
/// noun, else its bodies and places.
fn heads(items: &[Item]) -> impl Iterator<Item = &Item> {
    let has = |m| items.iter().any(|i: &Item| i.is(m));
    let want = if has(class::PERSON) {
        class::PERSON
    } else if items.last().is_some_and(|i| i.is(class::AGENT)) {
        class::AGENT
    } else if has(class::INSTITUTION) {
        class::INSTITUTION
    } else {
        class::PLACE | class::PRONOUN | class::AGENT
    };
    items.iter().filter(move |i| i.is(want))
}

impl Group {
    /// True when it can be a subject: nothing governs it.
    pub(super) fn free(&self) -> bool {
        self.governed == 0
    }

    /// The fillers the group gives a role that takes `filter`.
    pub(super) fn fillers(&self, article: &Article<'_>, filter: Mask, out: &mut Vec<Filler>) {
        let items = &article.items[self.items.clone()];
        let mut named: Vec<Filler> = heads(items)
            .filter(|i| i.is(filter) && i.mention().is_some())
            .map(|i| Filler { span: i.span, mention: i.mention().map(|m| m as u32), mask: i.mask })
            .collect();
        if named.is_empty() && self.mask & filter & (class::AGENT | class::PRONOUN) != 0 {
            named.push(Filler { span: self.phrase(article), mention: None, mask: self.mask });
        }
        out.append(&mut named);
    }

    /// The group as text, with the modifier glued to its front: 中老年 in
    /// 中老年代表 is part of the phrase.
    fn phrase(&self, article: &Article<'_>) -> Span {
        let floor = article.items[..self.items.start].last().map_or(0, |i| i.span.end);
        let before = &article.text[floor.min(self.span.start)..self.span.start];
        let glued: usize = before
            .chars()
            .rev()
            .take(8)
            .take_while(|c| {
                !c.is_whitespace() && !"，。；：、“”（）()[]【】《》/+-—的了是在对向,.;:!?！？".contains(*c)
            })
            .map(char::len_utf8)
            .sum();
        Span::new(self.span.start - glued, self.span.end)
    }
}
