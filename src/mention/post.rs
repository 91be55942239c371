//! Who holds what: a chain of posts before names, after a name, or taken up
//! by a verb.
//!
//! ```text
//! CHAIN LIST                               市政协党组书记、主席周明远
//! NAME (，)? (现任|担任|是|系|为|作为) CHAIN   王一现任县长; 王一是公司董事长
//! NAME ， CHAIN ，                         王一，某某公司董事长，
//! … NAME … (担任|历任|任) CHAIN (， CHAIN)*   his posts, as a court names them
//! ```

use super::institution::InstMention;
use super::person::{Holding, PersonMention};
use super::place::PlaceMention;
use super::scan::{Scan, is_break};
use super::title::{self, Kind, Org, Unit};
use crate::span::Span;
use std::collections::HashSet;

/// One person, one post.
#[derive(Clone, Debug)]
pub(super) struct PostFound {
    pub person: Span,
    pub unit: usize,
    pub institution: Option<String>,
    pub former: bool,
    pub rule: &'static str,
}

/// The posts of an article in text order.
pub(super) fn find(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    units: &[Unit],
    persons: &[PersonMention],
    holdings: &mut Vec<Holding>,
) -> Vec<PostFound> {
    predicates(scan, units, persons, holdings);
    holdings.sort_by_key(|h| h.units);
    let mut out: Vec<PostFound> = Vec::new();
    let standing: HashSet<Span> = persons.iter().map(|p| p.span).collect();
    for holding in holdings.iter() {
        let (first, last) = holding.units;
        let chain = units.iter().enumerate().take(last + 1).skip(first).filter(|(_, u)| u.kind == Kind::Post);
        for (unit, post) in chain {
            let institution = title::institution(scan, places, insts, post);
            for &person in holding.names.iter().filter(|n| standing.contains(n)) {
                let former = post.former;
                out.push(PostFound {
                    person,
                    unit,
                    institution: institution.clone(),
                    former,
                    rule: holding.rule,
                });
            }
        }
    }
    out
}

/// Chains that no name follows: said of a name before them.
fn predicates(scan: &Scan<'_>, units: &[Unit], persons: &[PersonMention], holdings: &mut Vec<Holding>) {
    let held: HashSet<usize> = holdings.iter().flat_map(|h| h.units.0..=h.units.1).collect();
    let mut mode: Option<Span> = None;
    let mut i = 0;
    while i < units.len() {
        let last = (i + 1..units.len()).take_while(|&j| units[j].joined).last().unwrap_or(i);
        let taken = (i..=last).any(|u| held.contains(&u));
        if taken || units[i].kind != Kind::Post {
            mode = None;
            i = last + 1;
            continue;
        }
        let near = i > 0 && units[i].start.saturating_sub(units[i - 1].span.end) <= 6;
        let continued = mode.filter(|_| {
            near && matches!(scan.char_before(units[i].start), Some('，' | ',' | '、' | '､' | '；'))
        });
        let found = continued.or_else(|| subject(scan, &units[i], units[last].span.end, persons));
        if let Some(person) = found {
            holdings.push(Holding { units: (i, last), names: vec![person], rule: "post/predicate" });
        }
        mode = found;
        i = last + 1;
    }
}

/// The person of whom the chain from `unit` to byte `end` is said.
fn subject(scan: &Scan<'_>, unit: &Unit, end: usize, persons: &[PersonMention]) -> Option<Span> {
    let before = scan.text[..unit.start].trim_end_matches(['原', '“']);
    let before = ["该区", "该县", "该市", "该镇", "该乡", "该村", "该省", "本村", "本县", "本市"]
        .iter()
        .find_map(|w| before.strip_suffix(w))
        .unwrap_or(before);
    let known = unit.org != Org::None;
    for verb in [
        "担任",
        "历任",
        "出任",
        "现任",
        "曾任",
        "就任",
        "当选为",
        "当选",
        "任命为",
        "任",
        "作为",
        "身为",
        "先后任",
    ] {
        let Some(rest) = before.strip_suffix(verb) else { continue };
        if verb == "任"
            && rest.ends_with(['主', '责', '信', '现', '曾', '历', '前', '离', '时'])
            && !rest.ends_with("先后")
        {
            continue;
        }
        return last_person(scan, rest.len(), persons, true);
    }
    if !known {
        return None;
    }
    for verb in ["是", "系", "为", "则是", "就是", "也是", "，也是", ",也是"] {
        let Some(rest) = before.strip_suffix(verb) else { continue };
        let at = rest.trim_end_matches(['，', ',']).len();
        let direct = ending(persons, at);
        if direct.is_some() || verb.ends_with("也是") {
            return direct.or_else(|| last_person(scan, at, persons, false));
        }
    }
    let rest = before.strip_suffix('，').or_else(|| before.strip_suffix(','))?;
    let closed = scan.char_at(end).is_some_and(|c| is_break(c) && c != '、');
    let person = ending(persons, rest.len())?;
    (closed && scan.sentence(person.start) == scan.sentence(unit.start)).then_some(person)
}

/// The person that ends at byte `at`.
fn ending(persons: &[PersonMention], at: usize) -> Option<Span> {
    let next = persons.partition_point(|p| p.span.end < at);
    persons.get(next).map(|p| p.span).filter(|s| s.end == at)
}

/// The nearest person before byte `at` in its sentence, else (`far`) the last
/// one before it.
fn last_person(scan: &Scan<'_>, at: usize, persons: &[PersonMention], far: bool) -> Option<Span> {
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(0, |s| s.start);
    let i = persons.partition_point(|p| p.span.end <= at);
    let last = persons[..i].iter().rev().find(|p| !is_author(p))?;
    (far || last.span.start >= sentence).then_some(last.span)
}

fn is_author(person: &PersonMention) -> bool {
    use crate::record::PersonRole::{Author, Correspondent, Photographer, Reporter};
    matches!(person.role, Author | Correspondent | Photographer | Reporter)
}
