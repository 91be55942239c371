//! Who holds what: a chain of posts before names, after a name, or taken up
//! by a verb.
//!
//! ```text
//! CHAIN LIST                               市政协党组书记、主席周明远
//! NAME (，)? (现任|担任|是|系|为|作为) CHAIN   王一现任县长; 王一是公司董事长
//! NAME ， CHAIN ，                         王一，某某公司董事长，
//! … NAME … (担任|历任|任) CHAIN (， CHAIN)*   his posts, as a court names them; how far: `subject.rs`
//! ```

use super::institution::InstMention;
use super::person::{Holding, PersonMention};
use super::place::PlaceMention;
use super::scan::{Scan, is_break};
use super::subject;
use super::title::{self, Kind, Org, Unit};
use crate::lexicon::RuleWord;
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
                let institution = institution.clone().or_else(|| {
                    let behind = holding.rule == "post/after-name";
                    behind.then(|| around_name(scan, places, insts, post, person))?
                });
                out.push(PostFound { person, unit, institution, former, rule: holding.rule });
            }
        }
    }
    out
}

/// Whose post it is that stands behind a name: of the institution right before the name (市委王一书记), of deputies the
/// congress or the conference named last (王一委员).
fn around_name(
    scan: &Scan<'_>,
    places: &[PlaceMention],
    insts: &[InstMention],
    post: &Unit,
    person: Span,
) -> Option<String> {
    let house = match &scan.text[post.span] {
        "委员" => Some("政协"),
        "代表" => Some("人大"),
        _ => None,
    };
    let deputies = || {
        let before = &insts[..insts.partition_point(|i| i.span.end <= person.start)];
        before.iter().rev().find(|i| house.is_some_and(|h| scan.text[i.span].contains(h)))
    };
    let inst = title::inst_ending(insts, person.start).map(|i| &insts[i]).or_else(deputies)?;
    Some(super::institution::full_name(scan, places, insts, inst))
}

/// Chains that no name follows: said of a name before them.
fn predicates(scan: &Scan<'_>, units: &[Unit], persons: &[PersonMention], holdings: &mut Vec<Holding>) {
    let held: HashSet<usize> = holdings.iter().flat_map(|h| h.units.0..=h.units.1).collect();
    let mut mode: Option<Span> = None;
    let mut i = 0;
    while i < units.len() {
        let last = (i + 1..units.len()).take_while(|&j| units[j].joined).last().unwrap_or(i);
        // Posts that belong to a name behind them are not said of one before.
        let last = (i..=last).find(|u| held.contains(u)).map_or(last, |u| u.max(i + 1) - 1);
        let proposed = units[i..=last.max(i)].iter().any(|unit| is_proposed(scan, unit));
        if held.contains(&i) || proposed || units[i].kind != Kind::Post {
            mode = None;
            i = if proposed { last.max(i) } else { i } + 1;
            continue;
        }
        let found = mode
            .filter(|_| i > 0 && goes_on(scan, &units[i - 1], &units[i], persons))
            .or_else(|| subject::of_life(scan, units[i].start, persons))
            .or_else(|| subject(scan, &units[i], units[last].span.end, persons));
        if let Some(person) = found {
            holdings.push(Holding { units: (i, last), names: vec![person], rule: "post/predicate" });
        }
        mode = found;
        i = last + 1;
    }
}

/// True for a post that somebody is only proposed for, and does not hold: 拟任甲局局长, 局长人选.
pub(super) fn is_proposed(scan: &Scan<'_>, unit: &Unit) -> bool {
    let behind = &scan.text[unit.span.end..];
    RuleWord::ProposesPost.ends(&scan.text[..unit.start]).is_some()
        || RuleWord::Candidate.begins(behind).is_some()
}

/// True when a chain goes on the list of posts before it: in the same sentence, with nobody named between.
fn goes_on(scan: &Scan<'_>, before: &Unit, unit: &Unit, persons: &[PersonMention]) -> bool {
    let gap = Span::new(before.span.end, unit.start);
    let mark = |c: char| matches!(c, '，' | ',' | '、' | '､' | '；');
    if gap.len() <= 6 && scan.char_before(unit.start).is_some_and(mark) {
        return true;
    }
    // A为甲局局长；某某为乙局副局长: somebody else is named, though the name was not found.
    let other = scan.text[gap].ends_with('为') && RuleWord::GivesPost.ends(&scan.text[gap]).is_none();
    if other {
        return false;
    }
    let next = persons.partition_point(|p| p.span.end <= gap.start);
    let nobody = persons.get(next).is_none_or(|p| p.span.start >= gap.end);
    // A post of no institution may be anything's: 会长说.
    nobody
        && scan.text[gap].contains(mark)
        && gap.len() <= FURTHER
        && unit.org != Org::None
        && scan.sentence(before.span.start) == scan.sentence(unit.span.start)
}

/// How many bytes may stand between two posts of a list: 2006年调入某院研究室工作，其间挂职.
const FURTHER: usize = 120;

/// The person of whom the chain from `unit` to byte `end` is said.
fn subject(scan: &Scan<'_>, unit: &Unit, end: usize, persons: &[PersonMention]) -> Option<Span> {
    // 曾任 may stand in the unit itself.
    let past = scan.text[unit.start..].starts_with("曾任");
    let start = if past { unit.start + "曾任".len() } else { unit.start };
    let before = scan.text[..start].trim_end_matches(['原', '“']);
    let before = &before[..before.len() - RuleWord::ThisDivision.ends(before).map_or(0, str::len)];
    let known = unit.org != Org::None;
    let before = if known { before } else { through_office(scan, before, persons) };
    if let Some(verb) = RuleWord::GivesPost.ends(before) {
        let rest = &before[..before.len() - verb.len()];
        let word = RuleWord::GivesNone.ends(before).is_some();
        // 作为代表发言 gives nobody a post.
        let role = matches!(verb, "作为" | "身为") && !known;
        if word || role {
            return None;
        }
        return subject::of_verb(scan, verb, rest.len(), end, persons);
    }
    // 王一（某村党支部书记）
    if let Some(rest) = before.strip_suffix(['（', '(']) {
        return ending(persons, rest.len());
    }
    if !known {
        return None;
    }
    for verb in ["是", "系", "为", "则是", "就是", "也是", "，也是", ",也是"] {
        let Some(rest) = before.strip_suffix(verb) else { continue };
        let at = rest.trim_end_matches(['，', ',']).len();
        let direct = ending(persons, at).or_else(|| ending(persons, rest.strip_suffix("同志")?.len()));
        if direct.is_some() || verb.ends_with("也是") {
            return direct.or_else(|| last_person(scan, at, persons));
        }
    }
    let rest = before.strip_suffix('，').or_else(|| before.strip_suffix(','))?;
    let closed = scan.char_at(end).is_some_and(|c| is_break(c) && c != '、');
    let person = ending(persons, rest.len())?;
    (closed && scan.sentence(person.start) == scan.sentence(unit.start)).then_some(person)
}

/// The text up to the verb that gives a post, where an office that the tables do not know stands between:
/// 担任某局|人事二处|副处长.
fn through_office<'t>(scan: &Scan<'_>, before: &'t str, persons: &[PersonMention]) -> &'t str {
    if !before.ends_with(OFFICES) {
        return before;
    }
    // No further back than an office with its body and the verb are long, however long the clause.
    let longest_verb = RuleWord::GivesPost.words().first().map_or(0, |verb| verb.len());
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_OFFICE + longest_verb));
    let is_mark = |c: char| is_break(c) || c == '、';
    let clause = before[from..].rfind(is_mark).map_or(from, |n| before.ceil_char_boundary(from + n + 1));
    let verbs = RuleWord::GivesPost.words().iter().filter(|v| v.chars().count() > 1);
    let Some(end) = verbs.filter_map(|v| before[clause..].rfind(v).map(|n| clause + n + v.len())).max()
    else {
        return before;
    };
    let next = persons.partition_point(|p| p.span.end <= end);
    let nobody = persons.get(next).is_none_or(|p| p.span.start >= before.len());
    let near = before.len() - end <= LONGEST_OFFICE;
    if near && nobody && scan.sentence(end) == scan.sentence(before.len()) { &before[..end] } else { before }
}

/// What offices within a body end in.
const OFFICES: [char; 7] = ['处', '科', '室', '部', '司', '股', '队'];
/// A body with its office is not longer, in bytes.
const LONGEST_OFFICE: usize = 90;
/// The person that ends at byte `at`.
fn ending(persons: &[PersonMention], at: usize) -> Option<Span> {
    let next = persons.partition_point(|p| p.span.end < at);
    persons.get(next).map(|p| p.span).filter(|s| s.end == at)
}

/// The nearest person before byte `at` in its sentence.
fn last_person(scan: &Scan<'_>, at: usize, persons: &[PersonMention]) -> Option<Span> {
    let sentence = scan.input.sentences.get(scan.sentence(at)).map_or(0, |s| s.start);
    let i = persons.partition_point(|p| p.span.end <= at);
    let last = persons[..i].iter().rev().find(|p| !subject::is_author(p))?;
    (last.span.start >= sentence).then_some(last.span)
}
