//! From the chosen spans to what they name: which place, which institution and whose, the posts and who holds them.

use super::choose::{Chosen, Kind, Proposal};
use super::institution::{self, Form, InstMention};
use super::locality::{self, Division};
use super::person::{PersonMention, PersonSource};
use super::place::{self, PlaceMention};
use super::post::{self, PostFound};
use super::propose::Proposed;
use super::scan::Scan;
use super::{holding, title};
use crate::entity::SURNAME;
use crate::lexicon::{Entry, place_of_character};
use crate::record::PersonRole;
use crate::span::Span;

/// What the chosen spans name.
pub(super) struct Linked {
    pub places: Vec<PlaceMention>,
    pub insts: Vec<InstMention>,
    pub units: Vec<title::Unit>,
    pub persons: Vec<PersonMention>,
    pub posts: Vec<PostFound>,
}

/// Links what was chosen among the proposals.
pub(super) fn link(scan: &Scan<'_>, proposed: &Proposed, chosen: &Chosen) -> Linked {
    let mut picked: Vec<&Proposal> =
        chosen.outer.iter().chain(&chosen.nested).map(|&i| &proposed.proposals[i]).collect();
    picked.sort_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end)));
    let of_kind = |kind: Kind| picked.iter().copied().filter(move |p| p.kind == kind);
    let mut places: Vec<PlaceMention> = of_kind(Kind::Place).map(|p| place_of(scan, p)).collect();
    place::chain(scan, &mut places);
    locality::settle(scan, &mut places);
    let mut insts: Vec<InstMention> = Vec::new();
    for p in of_kind(Kind::Institution) {
        let inst = institution_of(scan, &proposed.places, &places, &insts, p);
        insts.push(inst);
    }
    institution::by_others(scan, &mut insts);
    institution::bare(scan, &places, &mut insts);
    insts.iter_mut().for_each(|i| i.named = true);
    let units = title::find(scan, &places, &mut insts);
    let mut persons: Vec<PersonMention> = of_kind(Kind::Person).map(|p| person_of(scan, p)).collect();
    let mut holdings = holding::find(scan, &units, &mut persons);
    let posts = post::find(scan, &places, &insts, &units, &persons, &mut holdings);
    Linked { places, insts, units, persons, posts }
}

fn place_of(scan: &Scan<'_>, p: &Proposal) -> PlaceMention {
    if let Some(place) = p.place {
        return PlaceMention {
            above: None,
            row: place.row.filter(|_| place.name.is_none()),
            township: None,
            ..place
        };
    }
    let name = scan.starting(p.span.start).iter().find_map(|h| match h.entry {
        Entry::Place(name) if h.end as usize == p.span.end => Some(name),
        _ => None,
    });
    let level = match name {
        Some(name) => {
            let rows = scan.lexicon.places.names.rows(name).iter();
            rows.map(|r| scan.lexicon.places.rows[r.0 as usize].level).min()
        }
        None => None,
    };
    if let Some(row) = character(scan, p.span).filter(|_| name.is_none()) {
        let level = scan.lexicon.places.rows[row as usize].level;
        return PlaceMention { row: Some(row), ..PlaceMention::new(p.span, level, place::Source::Initial) };
    }
    let source = if name.is_some() { place::Source::Lexicon } else { place::Source::Tagger };
    let level = level.unwrap_or_else(|| place::level_of(&scan.text[p.span]));
    PlaceMention { name, ..PlaceMention::new(p.span, level, source) }
}

/// The row of the place that a span of one character stands for: 赣, 美.
///
/// What stands beside it decides: beside a country it is no province (蒙 of 中蒙俄), what may be a town as well is a
/// country beside one alone (泰 of 中泰), and beside no other it is the home that begins with it (来青 in a paper of
/// 青禾市).
fn character(scan: &Scan<'_>, span: Span) -> Option<u32> {
    let mut chars = scan.text[span].chars();
    let c = chars.next().filter(|_| chars.as_str().is_empty())?;
    let beside =
        [scan.char_before(span.start), scan.char_at(span.end)].map(|c| c.and_then(place_of_character));
    if let Some(home) =
        scan.input.home.filter(|home| home.starts_with(c) && beside.iter().all(Option::is_none))
    {
        return scan.lexicon.place_row(home);
    }
    let place = place_of_character(c)?;
    let country = beside.iter().flatten().any(|place| place.is_country());
    let fits = if place.is_country() { country || !place.needs_country } else { !country };
    fits.then(|| scan.lexicon.place_row(place.name))?
}

/// The institution of a proposal: as lexicon and grammar read it, where the places it rests on were chosen too; else
/// as its span tells.
fn institution_of(
    scan: &Scan<'_>,
    before: &[PlaceMention],
    places: &[PlaceMention],
    found: &[InstMention],
    p: &Proposal,
) -> InstMention {
    let agreed = InstMention { agreed: true, named: true, dropped: false, ..p.inst.unwrap_or(NONE) };
    let same = |span: Span| places.binary_search_by_key(&span, |p| p.span).ok();
    match agreed.form {
        Form::Tagged => institution::resolve(scan, places, found, p.span),
        _ => match agreed.of {
            Some(Division::Mention(i)) => {
                let old = &before[i as usize];
                let of = same(old.span).map(|i| Division::Mention(i as u32)).or(old.row.map(Division::Row));
                match of {
                    Some(of) => InstMention { of: Some(of), ..agreed },
                    None => institution::resolve(scan, places, found, p.span),
                }
            }
            _ => agreed,
        },
    }
}

/// Of what nothing but the span is known.
const NONE: InstMention = InstMention {
    span: Span { start: 0, end: 0 },
    form: Form::Tagged,
    of: None,
    core: 0,
    stem: 0,
    named: true,
    agreed: true,
    repeated: false,
    dropped: false,
};

fn person_of(scan: &Scan<'_>, p: &Proposal) -> PersonMention {
    p.person.unwrap_or_else(|| {
        let alone = scan.text[p.span].chars().nth(1).is_none();
        let rule = if alone { SURNAME } else { "tagger" };
        PersonMention::new(p.span, PersonRole::Other, PersonSource::Tagger, rule)
    })
}
