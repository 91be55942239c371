//! One event for each who is appointed, elected or removed.
//!
//! 会议任命：A为甲局局长；B为乙局副局长 has one verb and tells of two appointments, 免去C的丙局局长职务 of one removal.
//! Who gets or leaves which post is grammar: a person, a link (为, or 的 before a post that is left), the post's body
//! and titles.

use super::Learnt;
use super::context::Context;
use crate::event::article;
use crate::event::group::Filler;
use crate::record::{Mention, MentionKind};
use crate::span::Span;
use std::borrow::Cow;

/// A person with the posts got or left.
struct Move {
    person: u32,
    posts: Vec<u32>,
    orgs: Vec<u32>,
    end: usize,
}

/// A list of more is no list of people.
const MOST: usize = 200;

/// Gives each person of a list under one verb an event of their own, and an event without a person the one who stands
/// beside it.
pub(super) fn one_each(events: Vec<Learnt>, ctx: &Context<'_, '_, '_>) -> Vec<Learnt> {
    let of_posts = events.iter().filter(|e| e.kind.is_of_posts());
    let mut triggers: Vec<Span> = of_posts.flat_map(|e| e.triggers.iter().copied()).collect();
    triggers.sort_unstable_by_key(|t| t.start);
    let mut out = Vec::with_capacity(events.len());
    for event in events {
        let moves = if event.kind.is_of_posts() { moves(&event, &triggers, ctx) } else { Vec::new() };
        let known = |m: &Move| event.roles.iter().any(|(_, f)| f.mention == Some(m.person));
        let lacks = !event.roles.iter().any(|(role, _)| role == "person");
        if moves.len() < 2 && !moves.first().is_some_and(|m| lacks || known(m)) {
            out.push(event);
            continue;
        }
        out.extend(moves.iter().map(|m| of_one(&event, m, ctx)));
    }
    out
}

/// The event of one of several who are moved under one verb.
fn of_one(event: &Learnt, one: &Move, ctx: &Context<'_, '_, '_>) -> Learnt {
    let mut event = event.clone();
    event.roles.retain(|(role, _)| !matches!(&**role, "person" | "post" | "org"));
    let mut add = |role: &'static str, n: u32| {
        let mention = &ctx.input.mentions[n as usize];
        let mask = article::mask_of(mention).unwrap_or_default();
        event.roles.push((Cow::Borrowed(role), Filler { span: mention.span(), mention: Some(n), mask }));
    };
    add("person", one.person);
    one.posts.iter().for_each(|n| add("post", *n));
    one.orgs.iter().for_each(|n| add("org", *n));
    event
}

/// Those who are moved under the first trigger of `event` that is followed by any, as far as no other trigger stands
/// between. `triggers` are sorted.
fn moves(event: &Learnt, triggers: &[Span], ctx: &Context<'_, '_, '_>) -> Vec<Move> {
    for trigger in &event.triggers {
        let next = triggers.partition_point(|t| t.start < trigger.end);
        let stop = triggers.get(next).map_or(ctx.text().len(), |t| t.start);
        let list = list(trigger.end, stop, ctx);
        if !list.is_empty() {
            return list;
        }
    }
    Vec::new()
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
    let behind = called.strip_prefix('为').or_else(|| called.strip_prefix('的'))?;
    posts(n, stop - behind.len(), stop, ctx)
}

/// The posts behind the link at `at` of the person who is mention `n`: bodies and titles with nothing but the marks
/// of a list between.
fn posts(n: usize, at: usize, stop: usize, ctx: &Context<'_, '_, '_>) -> Option<Move> {
    let text = ctx.text();
    let mut found = Move { person: n as u32, posts: Vec::new(), orgs: Vec::new(), end: at };
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
                found.posts.push(k as u32);
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
