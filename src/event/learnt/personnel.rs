//! One event for each who is appointed, elected or removed.
//!
//! 会议任命：A为甲局局长；B为乙局副局长 has one verb and tells of two appointments, 免去C的丙局局长职务 of one removal.
//! Who gets or leaves which post is grammar: a person, a link (为, or 的 before a post that is left), the post's body
//! and titles.

use super::Learnt;
use super::context::Context;
use crate::event::group::Filler;
use crate::event::{article, class};
use crate::record::{Mention, MentionKind};
use crate::span::Span;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A person with the posts got or left, or several who got the same (A、B当选副县长).
struct Move {
    persons: Vec<u32>,
    posts: Vec<Named>,
    orgs: Vec<u32>,
    /// The verbs that tell of it.
    triggers: Vec<Span>,
    end: usize,
}

/// A post: where it is named, and the mention of its title, where it is one.
type Named = (Span, Option<u32>);

/// A list of more is no list of people.
const MOST: usize = 200;

/// Gives each person of a list under one verb, and each who is named beside a verb of their own, an event of their own,
/// and an event without a person the one who stands beside it.
pub(super) fn one_each(events: Vec<Learnt>, ctx: &Context<'_, '_, '_>) -> Vec<Learnt> {
    let of_posts = events.iter().filter(|e| e.kind.is_of_posts());
    let mut triggers: Vec<Span> = of_posts.flat_map(|e| e.triggers.iter().copied()).collect();
    triggers.sort_unstable_by_key(|t| t.start);
    let mut out = Vec::with_capacity(events.len());
    for mut event in events {
        let moves = if event.kind.is_of_posts() { moves(&event, &triggers, ctx) } else { Vec::new() };
        let known =
            |m: &Move| event.roles.iter().any(|(_, f)| f.mention.is_some_and(|n| m.persons.contains(&n)));
        let lacks = !event.roles.iter().any(|(role, _)| role == "person");
        match &moves[..] {
            [] => out.push(event),
            [one] if lacks || known(one) => {
                event.roles.retain(is_shared);
                out.push(of_one(&event, event.triggers.clone(), one, ctx));
            }
            [_] => out.push(event),
            each => {
                event.roles.retain(is_shared);
                event.triggers.clear();
                out.extend(each.iter().map(|m| of_one(&event, m.triggers.clone(), m, ctx)));
            }
        }
    }
    out
}

/// True for what those who are moved under one verb have in common.
fn is_shared((role, _): &(Cow<'static, str>, Filler)) -> bool {
    !matches!(&**role, "person" | "post" | "org")
}

/// The event of one who is moved, told by `triggers`; `shared` is what it has in common with the others.
fn of_one(shared: &Learnt, triggers: Vec<Span>, one: &Move, ctx: &Context<'_, '_, '_>) -> Learnt {
    let mut event = Learnt { moves: true, ..shared.clone() };
    let mut add = |role: &'static str, span: Span, n: Option<u32>| {
        let mention = n.map(|n| &ctx.input.mentions[n as usize]);
        let mask = mention.and_then(article::mask_of).unwrap_or(class::TEXT);
        event.roles.push((Cow::Borrowed(role), Filler { span, mention: n, mask }));
    };
    let at = |n: u32| ctx.input.mentions[n as usize].span();
    one.persons.iter().for_each(|n| add("person", at(*n), Some(*n)));
    one.posts.iter().for_each(|(span, n)| add("post", *span, *n));
    one.orgs.iter().for_each(|n| add("org", at(*n), Some(*n)));
    let first = triggers[0].start;
    event.triggers = triggers;
    event.clause = ctx.clause_at(first);
    let clause = ctx.clause(event.clause);
    event.sentence = clause.sentence;
    let items = &ctx.article.items[clause.items.clone()];
    event.item = clause.items.start + items.partition_point(|i| i.span.start < first);
    event
}

/// Those who are moved by the triggers of `event`, each once: who stands in a list behind a trigger, as far as no other
/// trigger stands between, else who stands right before it (王宁任县水利局局长). `triggers` are sorted.
fn moves(event: &Learnt, triggers: &[Span], ctx: &Context<'_, '_, '_>) -> Vec<Move> {
    let mut out: Vec<Move> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for trigger in &event.triggers {
        let next = triggers.partition_point(|t| t.start < trigger.end);
        let stop = triggers.get(next).map_or(ctx.text().len(), |t| t.start);
        let mut found = list(trigger.end, stop, ctx);
        if found.is_empty() {
            found.extend(subject(*trigger, stop, ctx));
        }
        for mut new in found {
            let name = &*ctx.input.mentions[new.persons[0] as usize].text;
            match known.get(name).map(|n| &mut out[*n].triggers) {
                // Triggers come in order: the last is this one, or this one is new.
                Some(told) if told.last() != Some(trigger) => told.push(*trigger),
                Some(_) => {}
                None => {
                    known.insert(name, out.len());
                    new.triggers.push(*trigger);
                    out.push(new);
                }
            }
        }
    }
    out
}

/// Those who take up a post, named right before the verb: 王宁任县水利局局长.
fn subject(trigger: Span, stop: usize, ctx: &Context<'_, '_, '_>) -> Option<Move> {
    let mentions = &ctx.input.mentions;
    let behind = mentions.partition_point(|m| m.start < trigger.start);
    let n = behind.checked_sub(1)?;
    let is_person = |n: usize| matches!(mentions[n].kind, MentionKind::Person { .. });
    let between = ctx.text().get(mentions[n].end..trigger.start)?;
    let mut found =
        (is_person(n) && matches!(between, "" | "同志")).then(|| posts(n, trigger.end, stop, ctx))??;
    // 何文清、陈立当选副市长: the others of the list before the verb.
    let mut first = n;
    while let Some(before) = first.checked_sub(1).filter(|k| is_person(*k) && found.persons.len() < MOST) {
        let joint = ctx.text().get(mentions[before].end..mentions[first].start);
        if !joint.is_some_and(|joint| matches!(joint, "、" | "和" | "与" | "及")) {
            break;
        }
        found.persons.insert(0, before as u32);
        first = before;
    }
    Some(found)
}

fn list(from: usize, stop: usize, ctx: &Context<'_, '_, '_>) -> Vec<Move> {
    let (mut out, mut at) = (Vec::new(), from);
    while out.len() < MOST {
        match next(at, stop, ctx) {
            Some(m) => {
                at = m.end;
                out.push(m);
            }
            None => break,
        }
    }
    out
}

/// The move that begins at `at`, behind marks and what the person was before (任命市审计局副局长A为…).
fn next(at: usize, stop: usize, ctx: &Context<'_, '_, '_>) -> Option<Move> {
    let text = ctx.text();
    let mentions = &ctx.input.mentions;
    let first = mentions.partition_point(|m| m.start < at);
    let is_person = |m: &Mention| matches!(m.kind, MentionKind::Person { .. });
    let n = first + mentions[first..].iter().take(8).position(is_person)?;
    let person = &mentions[n];
    let mut from = at;
    for before in &mentions[first..n] {
        is_gap(&text[from.min(before.start)..before.start]).then_some(())?;
        from = from.max(before.end);
    }
    if person.end > stop || !is_gap(&text[from.min(person.start)..person.start]) {
        return None;
    }
    let rest = &text[person.end..stop];
    let called = rest.strip_prefix("同志").unwrap_or(rest);
    if let Some(behind) = called.strip_prefix('为') {
        return posts(n, stop - behind.len(), stop, ctx);
    }
    let at = stop - called.strip_prefix('的')?.len();
    left(n, at, stop, ctx).or_else(|| posts(n, at, stop, ctx))
}

/// A post that is left is not longer, in bytes.
const LONGEST_POST: usize = 90;

/// The posts that the person who is mention `n` leaves, named before 职务: 的县财政局局长、党组书记职务.
fn left(n: usize, at: usize, stop: usize, ctx: &Context<'_, '_, '_>) -> Option<Move> {
    let text = ctx.text();
    let reach = text[at..stop].char_indices().map(|(k, _)| at + k).take_while(|k| *k <= at + LONGEST_POST);
    let end = reach.last().map_or(at, |k| k);
    let named = &text[at..end];
    let named = &named[..named.find("职务")?];
    if named.contains(['，', '。', '；', ';', '\n', '：']) {
        return None;
    }
    let mut found =
        Move { persons: vec![n as u32], posts: Vec::new(), orgs: Vec::new(), triggers: Vec::new(), end: at };
    let mut from = at;
    for piece in named.split('、') {
        let span = Span::new(from, from + piece.len());
        from = span.end + '、'.len_utf8();
        // What the body's name leaves of the piece is the title.
        let inner = ctx.mentions(span.start, span.end).filter(|(_, m)| m.end <= span.end);
        let (mut start, mut title) = (span.start, None);
        for (k, m) in inner {
            match m.kind {
                MentionKind::Institution { .. } | MentionKind::Place { .. } if m.start >= start => {
                    found.orgs.push(k as u32);
                    start = m.end;
                }
                MentionKind::Title { .. } if m.end == span.end => title = Some(k as u32),
                _ => {}
            }
        }
        let own = title.map(|k| ctx.input.mentions[k as usize].span());
        let span = own.unwrap_or(Span::new(start.min(span.end), span.end));
        if !span.is_empty() {
            found.posts.push((span, title));
        }
    }
    found.end = at + named.len() + "职务".len();
    (!found.posts.is_empty()).then_some(found)
}

/// The posts behind the link at `at` of the person who is mention `n`: bodies and titles with nothing but the marks
/// of a list between.
fn posts(n: usize, at: usize, stop: usize, ctx: &Context<'_, '_, '_>) -> Option<Move> {
    let text = ctx.text();
    let mut found =
        Move { persons: vec![n as u32], posts: Vec::new(), orgs: Vec::new(), triggers: Vec::new(), end: at };
    let (mut from, mut orgs) = (at, Vec::new());
    // 任命A为县长，副县长B主持会议: a title right before a person is that person's.
    let is_anothers = |k: usize, m: &Mention| {
        let next = ctx.input.mentions.get(k + 1);
        next.is_some_and(|p| p.start == m.end && matches!(p.kind, MentionKind::Person { .. }))
    };
    let behind = ctx.input.mentions.iter().enumerate().skip(n + 1);
    for (k, m) in behind.skip_while(|(_, m)| m.start < at).take_while(|(_, m)| m.end <= stop) {
        if m.start > from
            && !text[from..m.start].chars().all(|c| matches!(c, '、' | '，' | ',' | '和' | '兼'))
        {
            break;
        }
        match m.kind {
            MentionKind::Institution { .. } | MentionKind::Place { .. } if m.start >= from => {
                orgs.push(k as u32)
            }
            // What stands within a body's name.
            MentionKind::Institution { .. } | MentionKind::Place { .. } => continue,
            MentionKind::Title { .. } if !is_anothers(k, m) => {
                found.posts.push((m.span(), Some(k as u32)));
                found.orgs.append(&mut orgs);
                found.end = m.end;
            }
            _ => break,
        }
        from = from.max(m.end);
    }
    let left = text[found.end..].strip_prefix("职务").map_or(0, |_| "职务".len());
    found.end += left;
    (!found.posts.is_empty()).then_some(found)
}

/// True for what may stand between two moves, or between a verb and the first.
fn is_gap(text: &str) -> bool {
    text.len() <= 60 && text.chars().all(|c| c.is_whitespace() || "：:；;、，,了".contains(c))
}
