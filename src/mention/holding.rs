//! Which persons hold the chain of posts that stands right before or behind their names.
//!
//! ```text
//! LIST  := NAME PAREN? (SEP NAME PAREN?)*       林秋禾、魏岚(女) 苏远川
//! SEP   := 、 | space | 和 | 与 | 及
//! PAREN := ( han{1,6} )
//! ```

use super::person::{Holding, PersonMention, paren, separator, skip};
use super::scan::Scan;
use super::title::{Kind, Unit};
use crate::lexicon::RuleWord;
use crate::record::PersonRole;
use crate::span::Span;

/// The holdings of a text; persons behind a word for reporters take that role.
pub(super) fn find(scan: &Scan<'_>, units: &[Unit], persons: &mut [PersonMention]) -> Vec<Holding> {
    let mut out = after_posts(scan, units, persons);
    before_posts(scan, units, persons, &mut out);
    out
}

fn after_posts(scan: &Scan<'_>, units: &[Unit], persons: &mut [PersonMention]) -> Vec<Holding> {
    let mut holdings = Vec::new();
    let mut first = 0;
    for (i, unit) in units.iter().enumerate() {
        if !unit.shares {
            first = i;
        }
        let next = units.get(i + 1).map_or(usize::MAX, |u| u.start);
        let found = list(scan, unit, next, persons);
        if found.is_empty() {
            continue;
        }
        let role = match unit.kind {
            Kind::Reporter if scan.text[unit.span].contains("通讯员") => Some(PersonRole::Correspondent),
            Kind::Reporter if scan.text[unit.span].contains("摄影") => Some(PersonRole::Photographer),
            Kind::Reporter => Some(PersonRole::Reporter),
            Kind::Post | Kind::Label => None,
        };
        for &p in &found {
            if let Some(role) = role.filter(|_| persons[p].role == PersonRole::Other) {
                persons[p].role = role;
            }
        }
        if unit.kind == Kind::Post || unit.shares {
            let first = own_start(scan, &units[first..=i], persons) + first;
            let rule = if found.len() > 1 { "person/title-list" } else { "person/title" };
            let held = if single(&scan.text[unit.span]) { &found[..1] } else { &found };
            let names: Vec<Span> = held.iter().map(|&p| persons[p].span).collect();
            holdings.push(Holding { units: (first, i), names, rule });
        }
    }
    holdings
}

/// Where the posts of the name behind begin in a chain: not with those that a verb gives to a name before it
/// (甲任主任，副市长乙).
fn own_start(scan: &Scan<'_>, chain: &[Unit], persons: &[PersonMention]) -> usize {
    let before = &scan.text[..chain[0].start];
    let given = ["担任", "任", "为"].iter().find_map(|v| before.strip_suffix(v)).is_some_and(|rest| {
        let next = persons.partition_point(|p| p.span.end < rest.len());
        persons.get(next).is_some_and(|p| p.span.end == rest.len())
    });
    let comma = |n: &usize| scan.char_before(chain[*n].start).is_some_and(|c| matches!(c, '，' | ',' | '；'));
    if given { (1..chain.len()).find(comma).unwrap_or(0) } else { 0 }
}

/// The persons of the list that starts right behind a unit.
fn list(scan: &Scan<'_>, unit: &Unit, next: usize, persons: &[PersonMention]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = skip(scan, unit);
    // 作为镇党委书记的张三
    if unit.kind == Kind::Post && scan.text[at..].starts_with('的') {
        at += "的".len();
    }
    while let Ok(i) = persons.binary_search_by_key(&at, |p| p.span.start) {
        let span = persons[i].span;
        if span.start >= next || span.end > next.max(span.start) {
            break;
        }
        found.push(i);
        let end = paren(scan, span.end);
        match separator(scan, end, unit.kind) {
            Some(after) => at = after,
            None => break,
        }
    }
    found
}

/// True for posts that one person holds at a time.
fn single(title: &str) -> bool {
    !title.contains('副') && RuleWord::SinglePost.ends(title).is_some()
}

/// Names before posts: 习近平总书记.
fn before_posts(scan: &Scan<'_>, units: &[Unit], persons: &[PersonMention], holdings: &mut Vec<Holding>) {
    let mut held = vec![false; units.len()];
    holdings.iter().for_each(|h| held[h.units.0..=h.units.1].fill(true));
    for (i, unit) in units.iter().enumerate() {
        if unit.kind != Kind::Post || unit.start != unit.span.start || unit.joined || held[i] {
            continue;
        }
        let next = persons.partition_point(|p| p.span.end < unit.start);
        let Some(person) = persons.get(next).filter(|p| p.span.end == unit.start) else { continue };
        // 吴书记 names nobody who could be said to hold the post, and 甲代表乙 says what he does.
        let alone = scan.text[person.span].chars().nth(1).is_none();
        if alone || scan.text[unit.span] == *"代表" {
            continue;
        }
        let last = (i..units.len()).skip(1).take_while(|&j| units[j].joined).last().unwrap_or(i);
        if !held[i..=last].contains(&true) {
            held[i] = true;
            holdings.push(Holding { units: (i, i), names: vec![person.span], rule: "post/after-name" });
        }
    }
}
