//! From a source of a role to its fillers: the mentions that fit, else the
//! phrase as it stands.

use super::article::Item;
use super::class::{self, Mask};
use super::frame::Place;
use super::group::Filler;
use super::view::View;
use crate::record::MentionKind;
use crate::span::Span;
use std::ops::Range;

/// A phrase taken as text is cut at this length, in bytes.
const LONGEST: usize = 180;

/// Mention classes a filter can name.
const MENTIONS: Mask = (class::DURATION << 1) - 1;

/// Puts the fillers that `place` offers a role with `filter` into `out`.
pub(super) fn fill(view: &View<'_, '_, '_>, place: Place, filter: Mask, out: &mut Vec<Filler>) {
    match place {
        Place::Subj if view.counts_people() => {}
        Place::Subj => {
            if let Some(g) = view.subject(filter & !class::TEXT) {
                g.fillers(view.article, filter, out);
            }
            if out.is_empty() && filter & class::TEXT != 0 {
                push_text(view, before_trigger(view), out);
            }
        }
        Place::Own => {
            if let Some(g) = view.own(filter & !class::TEXT) {
                g.fillers(view.article, filter, out);
            }
            let nouns = filter & !(MENTIONS | class::ACTOR | class::PRONOUN | class::TEXT);
            if out.is_empty() && nouns != 0 {
                region(view, view.pre(), view.clause.span.start, nouns, out);
            }
        }
        Place::Obj | Place::Near => object(view, filter, out),
        Place::Pre => {
            region(view, view.pre(), view.clause.span.start, filter, out);
            if out.is_empty() && filter & class::TEXT != 0 {
                push_text(view, before_trigger(view), out);
            }
        }
        Place::Back => {
            let start = view.n.checked_sub(1).map_or(0, |n| view.article.clauses[n].span.start);
            region(view, view.back(), start, filter, out);
        }
        Place::Deed => deed(view, filter, out),
        Place::Left => push_text(view, left_text(view), out),
        Place::Clause => region(view, view.clause.items.clone(), view.clause.span.start, filter, out),
        Place::Sent => region(view, view.sent(), view.clause.span.start, filter, out),
        Place::Para => region(view, view.para(), view.clause.span.start, filter, out),
        Place::List => view.enumerated(filter, out),
        Place::After => region(view, view.at + 1..view.sent().end, view.trigger().span.end, filter, out),
        Place::It => out.push(Filler { span: view.trigger().span, mention: None, mask: 0 }),
        Place::Inner => inner(view, filter, out),
        Place::Prep(prep) => brought_in(view, prep, filter, out),
    }
}

/// The object: mentions and nouns of the wanted classes, else the text up to
/// the clause's end.
fn object(view: &View<'_, '_, '_>, filter: Mask, out: &mut Vec<Filler>) {
    let start = view.clause.span.end - view.after().len().min(view.clause.span.end);
    region(view, view.obj(), start, filter, out);
    let background =
        ["时", "后", "中", "期间", "以来", "之", "前"].iter().any(|w| view.after().starts_with(w));
    if out.is_empty() && filter & class::TEXT != 0 && !background {
        push_text(view, Span::new(start, view.clause.span.end), out);
    }
}

/// What stands in the items `range`: every mention of a wanted class, and
/// one phrase from `start` to the last noun of a wanted class.
fn region(view: &View<'_, '_, '_>, range: Range<usize>, start: usize, filter: Mask, out: &mut Vec<Filler>) {
    let items = view.items(range.clone());
    let wanted = filter & MENTIONS;
    let titled = |i: &Item| wanted & class::PERSON != 0 && of_a_title(view, i);
    for i in items.iter().filter(|i| i.is(wanted) && !numbers_a_name(view, i) && !titled(i)) {
        if i.mention().is_some() || i.is(class::DOCUMENT) {
            out.push(Filler { span: i.span, mention: i.mention().map(|m| m as u32), mask: i.mask });
        }
    }
    let nouns = filter & !MENTIONS & !class::TEXT;
    if nouns == 0 {
        return;
    }
    let Some(last) = items.iter().rposition(|i| i.is(nouns) && !i.is(wanted)) else { return };
    let head = &items[last];
    let from = phrase_start(view, &items[..last], start);
    let span = Span::new(from.min(head.span.start), head.span.end);
    // A name in it says it better, and once.
    if !out.iter().any(|f| f.mention.is_some() && f.span.overlaps(span)) {
        push_text(view, span, out);
    }
}

/// 某大学 in 某大学教授王一: it is said of the person, and no party itself.
fn of_a_title(view: &View<'_, '_, '_>, item: &Item) -> bool {
    let mentions = view.article.mentions;
    let from = mentions.partition_point(|m| m.start < item.span.end);
    item.is(class::INSTITUTION | class::PLACE)
        && mentions[from..]
            .iter()
            .take_while(|m| m.start == item.span.end)
            .any(|m| matches!(&m.kind, MentionKind::Title { holders } if !holders.is_empty()))
}

/// 十一届, 第三次: figures that only number what they stand in.
fn numbers_a_name(view: &View<'_, '_, '_>, item: &Item) -> bool {
    let plain = item.is(class::AMOUNT | class::RATE | class::COUNT);
    item.is(class::FIGURE) && (!plain || view.article.text[item.span].ends_with('届'))
}

/// Where the phrase that ends in a noun begins: behind the last thing that
/// cannot be part of it.
fn phrase_start(view: &View<'_, '_, '_>, before: &[Item], start: usize) -> usize {
    let cut = class::COMMA | class::TIME | class::PREP | class::ADVERB | class::MOOD | class::LIGHT;
    let bound = before.iter().rev().find(|i| i.is(cut)).map_or(start, |i| i.span.end);
    bound.max(start).min(view.article.text.len())
}

/// What the last preposition of class `prep` brings in, up to the next verb
/// or the trigger.
fn brought_in(view: &View<'_, '_, '_>, prep: Mask, filter: Mask, out: &mut Vec<Filler>) {
    let Some(n) = view.brought_in(prep) else { return };
    let (items, end) = if n > view.at {
        (n + 1..view.clause.items.end, view.clause.span.end)
    } else if n >= view.clause.items.start {
        (n + 1..view.at, view.trigger().span.start)
    } else {
        let Some(c) = view.article.clauses[..view.n].iter().rfind(|c| c.items.contains(&n)) else { return };
        (n + 1..c.items.end, c.span.end)
    };
    let start = view.items(n..n + 1)[0].span.end;
    let stop = view.items(items.clone()).iter().find(|i| i.is(class::LIGHT | class::ADVERB | class::DONE));
    let end = stop.map_or(end, |i| i.span.start);
    for i in view.items(items).iter().filter(|i| i.is(filter & MENTIONS) && i.span.end <= end) {
        if i.mention().is_some() {
            out.push(Filler { span: i.span, mention: i.mention().map(|m| m as u32), mask: i.mask });
        }
    }
    if out.is_empty() && filter & (class::TEXT | class::AGENT) != 0 {
        push_text(view, Span::new(start, end.max(start)), out);
    }
}

/// The text directly before the trigger, back to a verb or a mark.
fn left_text(view: &View<'_, '_, '_>) -> Span {
    let cut = class::LIGHT | class::COMMA | class::BY | class::PERSON | class::ADVERB | class::TO;
    let pre = view.pre();
    let from =
        view.items(pre).iter().rev().find(|i| i.is(cut)).map_or(view.clause.span.start, |i| i.span.end);
    Span::new(from, view.trigger().span.start)
}

/// What somebody did, where 被 or 受到 says what came of it: between his name
/// and that word, else the clause before, if a word of `filter` is in it.
/// 王一收受礼金7000元被开除党籍
fn deed(view: &View<'_, '_, '_>, filter: Mask, out: &mut Vec<Filler>) {
    const CAME: [&str; 3] = ["被", "受到", "接受"];
    let text = &view.article.text;
    let (start, trigger) = (view.clause.span.start, view.trigger().span);
    let before = &text[start..trigger.start];
    let passive = CAME.iter().filter_map(|w| before.rfind(w)).max().map(|at| start + at);
    let Some(end) = passive.or(text[trigger].starts_with('被').then_some(trigger.start)) else { return };
    let clauses = &view.article.clauses;
    let back = view.n.checked_sub(1).map(|n| &clauses[n]).filter(|c| c.sentence == view.clause.sentence);
    let back = back.map(|c| (view.items(c.items.clone()), c.span));
    for (items, span) in [(view.items(view.pre()), Span::new(start, end))].into_iter().chain(back) {
        let named = items.iter().rfind(|i| i.is(class::PERSON) && i.span.end <= span.end);
        let from = named.map_or(span.start, |i| i.span.end);
        if items.iter().any(|i| i.is(filter) && i.span.start >= from && i.span.end <= span.end) {
            return push_text(view, Span::new(from, span.end), out);
        }
    }
}

/// The phrase that ends at the trigger: what can be its subject.
fn before_trigger(view: &View<'_, '_, '_>) -> Span {
    let pre = view.pre();
    let start = phrase_start(view, view.items(pre), view.clause.span.start);
    Span::new(start, view.trigger().span.start)
}

/// Mentions nested in the meeting or document that the clause names.
fn inner(view: &View<'_, '_, '_>, filter: Mask, out: &mut Vec<Filler>) {
    let clause = view.clause.items.clone();
    let Some(host) = view.items(clause).iter().find(|i| i.is(class::MEETING) && i.mention().is_some()) else {
        return;
    };
    let mentions = view.article.mentions;
    let from = host.mention().map_or(0, |m| m + 1);
    for (n, m) in mentions.iter().enumerate().skip(from) {
        if m.start >= host.span.end {
            break;
        }
        let mask = super::article::mask_of(m).unwrap_or(0);
        if mask & filter != 0 {
            out.push(Filler { span: m.span(), mention: Some(n as u32), mask });
        }
    }
}

/// Pushes `span` without blanks and quotation marks at its edges, if
/// anything is left.
fn push_text(view: &View<'_, '_, '_>, span: Span, out: &mut Vec<Filler>) {
    let text = &view.article.text[span];
    let lead = text.len() - text.trim_start_matches(trims).len();
    let mut end = span.start + text.trim_end_matches(trims).len();
    let start = (span.start + lead).min(end);
    if end - start > LONGEST {
        end = start + LONGEST;
        while !view.article.text.is_char_boundary(end) {
            end -= 1;
        }
    }
    if end > start {
        out.push(Filler { span: Span::new(start, end), mention: None, mask: class::TEXT });
    }
}

fn trims(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '的' | '了')
}
